package engine_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

type cupTable struct {
	schema.Rows
	ID schema.Int
}

func ExampleEngine_CreateAll_condition() {
	ctx := context.Background()
	eng := teas(ctx)
	defer eng.Close(ctx)
	version := map[string]sql.SQL{"sqlite": "SELECT sqlite_version()", "postgresql": "SHOW server_version", "mysql": "SELECT version()"}
	atLeast := func(major string) schema.Condition {
		return func(ctx context.Context, db schema.Database) (bool, error) {
			var have string
			err := db.Ask(ctx, sql.Text(version[db.Dialect()]), &have)
			have, _, _ = strings.Cut(have, ".")
			return len(have) > len(major) || len(have) == len(major) && have >= major, err
		}
	}
	meta := schema.NewMetaData()
	cups := schema.Declare(meta, "cup", func(t *cupTable) { t.ID.PrimaryKey().NoAutoincrement() })
	schema.OnIf(cups, schema.AfterCreate, sql.Insert(cups).Values(cups.ID.Set(1)), atLeast("3"))
	schema.OnIf(cups, schema.AfterCreate, sql.Insert(cups).Values(cups.ID.Set(2)), atLeast("1000"))
	if err := eng.CreateAll(ctx, meta); err != nil {
		fmt.Println(err)
	}
	fmt.Println(engine.All(ctx, eng, sql.Select1(cups.ID)))
	fmt.Println(eng.DropAll(ctx, meta))
	// Output:
	// [1] <nil>
	// <nil>
}
