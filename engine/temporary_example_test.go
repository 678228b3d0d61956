package engine_test

import (
	"context"
	"fmt"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

type pickTable struct {
	schema.Rows
	TeaID schema.Int
}

func ExampleConn_CreateAll() {
	ctx := context.Background()
	eng := teas(ctx)
	defer eng.Close(ctx)
	meta := schema.NewMetaData()
	picks := schema.Declare(meta, "pick", func(t *pickTable) { t.TeaID.PrimaryKey().NoAutoincrement() })
	schema.Temporary(picks)
	fmt.Println(eng.CreateAll(ctx, meta))
	err := eng.Begin(ctx, func(c *engine.Conn) error {
		if err := c.CreateAll(ctx, meta); err != nil {
			return err
		}
		if _, err := c.Execute(ctx, sql.Insert(picks).Rows([]sql.Assignment{picks.TeaID.Set(1)}, []sql.Assignment{picks.TeaID.Set(3)})); err != nil {
			return err
		}
		names, err := engine.All(ctx, c, sql.Select1(Teas.Name).Where(Teas.ID.InQuery(sql.Select1(picks.TeaID))).OrderBy(Teas.Name))
		fmt.Println(names)
		return err
	})
	if err != nil {
		fmt.Println(err)
	}
	// Output:
	// table pick is temporary and would vanish with the connection that makes it: use CreateAll and DropAll of the connection that uses it
	// [Assam Sencha]
}
