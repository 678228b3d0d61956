package mysql_test

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/ddl"
	"github.com/aludel/aludel/dialect/mysql"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

type countingTable struct {
	schema.Rows
	ID      schema.Int
	N, V, D schema.NullInt
}

// TestExpressionsOfAColumnThatCountsUp holds what is refused before anything is sent
// against what the server refuses: each definition is sent as SQL, too.
func TestExpressionsOfAColumnThatCountsUp(t *testing.T) {
	for _, c := range []struct {
		name  string
		make  func(t *countingTable)
		sent  string // the columns of the definition
		maria string // what the refusal says on MariaDB; none is made
		mysql string // and on MySQL
	}{
		{"a stored column", func(t *countingTable) { t.D.Stored(t.ID) }, "d INT AS (id) STORED",
			"STORED column of a column that counts up", "STORED column of a column that counts up"},
		{"a virtual column", func(t *countingTable) { t.D.Virtual(t.ID) }, "d INT AS (id) VIRTUAL",
			"", "VIRTUAL column of a column that counts up"},
		{"a virtual column of a virtual column", func(t *countingTable) { t.V.Virtual(t.ID); t.D.Virtual(t.V) }, "v INT AS (id) VIRTUAL, d INT AS (v) VIRTUAL",
			"", "VIRTUAL column of a column that counts up"},
		{"a stored column of a virtual column", func(t *countingTable) { t.V.Virtual(t.ID); t.D.Stored(t.V) }, "v INT AS (id) VIRTUAL, d INT AS (v) STORED",
			"STORED column of a column that counts up", "STORED column of a column that counts up"},
		{"a virtual column with an index", func(t *countingTable) { t.D.Virtual(t.ID); t.D.Index() }, "d INT AS (id) VIRTUAL, INDEX (d)",
			"VIRTUAL column with an index of a column that counts up", "VIRTUAL column of a column that counts up"},
		{"a virtual column with an index elsewhere", func(t *countingTable) { t.D.Virtual(t.ID); schema.Of(t).AddIndex(t.D).Only("postgresql") }, "d INT AS (id) VIRTUAL",
			"", "VIRTUAL column of a column that counts up"},
		{"a unique virtual column", func(t *countingTable) { t.D.Virtual(t.ID); t.D.Unique() }, "d INT AS (id) VIRTUAL UNIQUE",
			"VIRTUAL column with an index of a column that counts up", "VIRTUAL column of a column that counts up"},
		{"a check", func(t *countingTable) { schema.Of(t).AddCheck(t.ID.Gt(0)) }, "CHECK (id > 0)",
			"CHECK of a column that counts up", "CHECK of a column that counts up"},
		{"a check of a virtual column", func(t *countingTable) { t.D.Virtual(t.ID); schema.Of(t).AddCheck(t.D.Gt(0)) }, "d INT AS (id) VIRTUAL, CHECK (d > 0)",
			"CHECK of a column that counts up", "CHECK of a column that counts up"},
		{"a default", func(t *countingTable) { t.D.ServerDefault(t.ID) }, "d INT DEFAULT (id)", "DEFAULT of a column that counts up", "DEFAULT of a column that counts up"},
		{"a stored column of another", func(t *countingTable) { t.D.Stored(t.N) }, "d INT AS (n) STORED", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			table := schema.Of(schema.Declare(schema.NewMetaData(), "counting", func(t *countingTable) {
				t.ID.PrimaryKey()
				c.make(t)
			}))
			for _, on := range []struct {
				dialect interface{ Grammar() compile.Grammar }
				want    string
			}{{mysql.Dialect, c.maria}, {mysql.New(mysql.Options{MySQL: true}), c.mysql}} {
				_, err := compile.DDL(on.dialect.Grammar().(compile.SchemaGrammar), ddl.CreateTable{Table: table})
				var un *compile.UnsupportedError
				switch {
				case on.want == "" && err != nil:
					t.Error(err)
				case on.want != "" && (!errors.As(err, &un) || !strings.Contains(err.Error(), on.want+" (counting.id)")):
					t.Errorf("%v, want %q", err, on.want)
				}
			}
			agrees(t, c.sent, c.maria == "")
		})
	}
}

// agrees sends the definition to the server, where there is one.
func agrees(t *testing.T, columns string, taken bool) {
	url := os.Getenv("ALUDEL_TEST_MYSQL")
	if url == "" {
		t.Skip("ALUDEL_TEST_MYSQL is not set: make test also asks the server")
	}
	ctx := context.Background()
	eng, err := engine.Open(mysql.Dialect, url)
	if err != nil {
		t.Fatal(err)
	}
	defer eng.Close(ctx)
	conn, err := eng.Connect(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	text := "CREATE TEMPORARY TABLE counting_up (id INT PRIMARY KEY AUTO_INCREMENT, n INT, " + columns + ")"
	if _, err := conn.Execute(ctx, sql.Text(sql.SQL(text))); (err == nil) != taken {
		t.Errorf("the server says %v of %s", err, text)
	}
}
