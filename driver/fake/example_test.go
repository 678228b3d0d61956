package fake_test

import (
	"context"
	"fmt"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/driver/fake"
)

func Example() {
	d := fake.New(fake.Step{
		Text:    "SELECT id, name FROM product WHERE id = $1",
		Args:    fake.Row(driver.OfInt(7)),
		Columns: fake.Cols("id", "name"),
		Rows:    [][]driver.Value{fake.Row(driver.OfInt(7), driver.OfString("widget"))},
	})
	ctx := context.Background()
	conn, _ := d.Connect(ctx)

	// What is under test does this:
	res, _ := conn.Run(ctx, []driver.Request{
		{Stmt: &driver.Statement{Text: "BEGIN", Verb: driver.Begin}},
		{Stmt: &driver.Statement{Text: "SELECT id, name FROM product WHERE id = $1"}, Args: fake.Row(driver.OfInt(7))},
		{Stmt: &driver.Statement{Text: "COMMIT", Verb: driver.Commit}},
	})
	res.Next()
	rows, _ := res.Next()
	for rows.Next() {
		var row [2]any
		rows.Values(row[:])
		fmt.Println(row[0], row[1])
	}
	res.Close()
	conn.Close(ctx)

	for _, line := range d.Transcript() {
		fmt.Println(line)
	}
	// Output:
	// 7 widget
	// 1 connect
	// 1 BEGIN | SELECT id, name FROM product WHERE id = $1 [7] | COMMIT
	// 1 close
}
