package mysql_test

import (
	"strings"
	"testing"

	"github.com/aludel/aludel/dialect/mysql"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

type crateTable struct {
	schema.Rows
	ID   schema.Int
	Name schema.String
}

// A long list is a table that is made once, so that an UPDATE does not read it for each row.
func TestLongListsAreMadeOnce(t *testing.T) {
	crates := schema.Declare(schema.NewMetaData(), "crate", func(t *crateTable) { t.ID.PrimaryKey(); t.Name.Size(20) })
	ids := make([]int, 20000)
	for i := range ids {
		ids[i] = i
	}
	for cond, want := range map[string]string{
		"in":     "crate.id IN (SELECT v FROM (SELECT v FROM JSON_TABLE(?, '$[*]' COLUMNS (v BIGINT PATH '$' ERROR ON ERROR)) AS vs LIMIT 18446744073709551615) AS vs)",
		"not in": "crate.id NOT IN (SELECT v FROM JSON_TABLE(?, '$[*]' COLUMNS (v BIGINT PATH '$' ERROR ON ERROR)) AS vs)",
	} {
		where := crates.ID.In(ids...)
		if cond == "not in" {
			where = crates.ID.NotIn(ids...)
		}
		text, _, err := sql.Update(crates).Set(crates.Name.Set("x")).Where(where).SQL(mysql.Dialect)
		if err != nil || !strings.HasSuffix(text, want) {
			t.Errorf("%s: %s %v", cond, text, err)
		}
	}
}
