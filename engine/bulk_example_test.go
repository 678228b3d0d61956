package engine_test

import (
	"context"
	"errors"
	"fmt"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

func ExampleBulkInsert() {
	ctx := context.Background()
	eng := teas(ctx)
	type tea struct {
		ID    int
		Name  string
		Price float64
	}
	rows := []*tea{{Name: "Oolong", Price: 7.5}, {Name: "Pu-erh", Price: 12}}
	n, err := engine.BulkInsert(ctx, eng, Teas, rows, engine.BulkReturning(Teas.ID))
	fmt.Println(n, err, rows[0].ID, rows[1].ID)

	_, err = engine.BulkInsert(ctx, eng, Teas, rows) // they have keys: the database would make up others
	fmt.Println(err)
	// Output:
	// 2 <nil> 4 5
	// BulkInsert into tea: row 1: the key id is set already, and the database would make up another one: name it in BulkColumns, or set it to its zero
}

func ExampleBulkInsertSeq() {
	ctx := context.Background()
	eng := teas(ctx)
	lines := func(yield func(sql.Params, error) bool) { // a file that is read, say
		for i := range 25 {
			if !yield(sql.Params{"name": fmt.Sprint("Tea ", i), "price": i}, nil) {
				return
			}
		}
		yield(nil, errors.New("line 26 makes no sense"))
	}
	_, err := engine.BulkInsertSeq(ctx, eng, Teas, lines, engine.BulkPage(10), engine.BulkProgress(func(rows int64) { fmt.Println(rows, "rows") }))
	fmt.Println(err)
	n, err := engine.One(ctx, eng, sql.Select1(sql.Count()).From(Teas)) // all or nothing
	fmt.Println(n, err)
	// Output:
	// 10 rows
	// 20 rows
	// BulkInsert into tea: line 26 makes no sense
	// 3 <nil>
}

func ExampleBulkUpsert() {
	ctx := context.Background()
	eng := teas(ctx)
	type price struct {
		Name  string
		Price float64
	}
	_, err := engine.BulkUpsert(ctx, eng, Teas, []price{{"Assam", 3.5}, {"Matcha", 20}}, engine.BulkKey(Teas.Name))
	fmt.Println(err)
	raise := Teas.Price.SetExpr(sql.Add(Teas.Price, sql.Excluded(Teas.Price))) // instead of what is given
	_, err = engine.BulkUpsert(ctx, eng, Teas, []price{{"Keemun", 0.5}}, engine.BulkKey(Teas.Name), engine.BulkSet(raise))
	fmt.Println(err)
	rows, err := engine.All(ctx, eng, sql.Select2(Teas.Name, Teas.Price).OrderBy(Teas.ID))
	fmt.Println(rows, err)
	// Output:
	// <nil>
	// <nil>
	// [{Assam 3.5} {Keemun 5.5} {Sencha 8} {Matcha 20}] <nil>
}

func ExampleBulkUpdate() {
	ctx := context.Background()
	eng := teas(ctx)
	type price struct {
		ID    int
		Price float64
	}
	n, err := engine.BulkUpdate(ctx, eng, Teas, []price{{1, 3.25}, {3, 8.5}, {99, 0}})
	fmt.Println(n, err)
	n, err = engine.BulkDelete(ctx, eng, Teas, []int{2, 99})
	fmt.Println(n, err)
	rows, err := engine.All(ctx, eng, sql.Select2(Teas.ID, Teas.Price).OrderBy(Teas.ID))
	fmt.Println(rows, err)
	// Output:
	// 2 <nil>
	// 1 <nil>
	// [{1 3.25} {3 8.5}] <nil>
}

func ExampleBulkOptionError() {
	ctx := context.Background()
	eng := teas(ctx)
	_, err := engine.BulkUpdate(ctx, eng, Teas, []struct {
		ID    int
		Price float64
	}{{1, 3.25}}, engine.BulkNothing()) // nothing is inserted that could be there already
	var wrong *engine.BulkOptionError
	if errors.As(err, &wrong) {
		fmt.Println(wrong.Bulk, "and", wrong.Option)
	}
	// Output:
	// BulkUpdate and BulkNothing
}
