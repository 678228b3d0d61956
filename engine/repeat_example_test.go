package engine_test

import (
	"context"
	"fmt"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

// A statement is prepared once and executed with the values of each row.
func ExampleRepeat() {
	ctx := context.Background()
	eng := teas(ctx)
	name, price := sql.NodeOf(Teas.Name).(*sql.ColumnNode), sql.NodeOf(Teas.Price)
	binds := []sql.BindNode{{Type: name.Type}}
	insert := &sql.InsertNode{Table: sql.SourceOf(Teas), Columns: []*sql.ColumnNode{name, price.(*sql.ColumnNode)},
		Rows: [][]sql.Node{{&binds[0], sql.NodeOf(sql.Val(9.5))}}}
	names := []driver.Value{driver.OfString("Oolong"), driver.OfString("Matcha")}
	err := eng.Begin(ctx, func(c *engine.Conn) error {
		_, err := engine.Repeat(ctx, c, sql.QueryFrom[sql.Record](built{insert}), binds, [][]driver.Value{names}, func(row int, sum driver.Summary) error {
			fmt.Println(names[row].Str(), "has the key", sum.LastID)
			return nil
		})
		return err
	})
	fmt.Println(err)
	// Output:
	// Oolong has the key 4
	// Matcha has the key 5
	// <nil>
}

// built is a statement of nodes.
type built struct{ n sql.Node }

func (b built) BuildQuery() sql.Node { return b.n }
