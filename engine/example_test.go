package engine_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

type teaTable struct {
	schema.Rows
	ID     schema.Int
	Name   schema.String
	Price  schema.Float
	Picked schema.NullDate[time.Time]
}

var (
	teaMeta = schema.NewMetaData()
	Teas    = schema.Declare(teaMeta, "tea", func(t *teaTable) {
		t.ID.PrimaryKey()
		t.Name.Size(40).Unique()
	})
)

func inMemory() (*engine.Engine, error) { return engine.Open(sqlite.Dialect, "sqlite://") }

// teasOn opens the database that the examples are about; tests put a server's in its place.
var teasOn = inMemory

// teas is an engine over a database in memory with three teas.
func teas(ctx context.Context) *engine.Engine {
	eng, err := teasOn()
	if err == nil {
		err = eng.CreateAll(ctx, teaMeta)
	}
	if err == nil {
		_, err = eng.Execute(ctx, sql.Insert(Teas).
			Values(Teas.Name.Set("Assam"), Teas.Price.Set(3)).
			Values(Teas.Name.Set("Keemun"), Teas.Price.Set(5)).
			Values(Teas.Name.Set("Sencha"), Teas.Price.Set(8)))
	}
	if err != nil {
		panic(err)
	}
	return eng
}

func ExampleOpen() {
	ctx := context.Background()
	eng, err := engine.Open(sqlite.Dialect, "sqlite://", engine.PoolSize(5), engine.MaxOverflow(0))
	if err != nil {
		fmt.Println(err)
		return
	}
	defer eng.Close(ctx) // nothing is connected before the first statement
	n, err := engine.One(ctx, eng, sql.Select1(sql.Val(6*7)))
	fmt.Println(n, err)
	// Output:
	// 42 <nil>
}

func ExampleAll() {
	ctx := context.Background()
	eng := teas(ctx)
	names, err := engine.All(ctx, eng, sql.Select1(Teas.Name).Where(Teas.Price.Ge(5)).OrderBy(Teas.Name))
	fmt.Printf("%T %v %v\n", names, names, err)

	pairs, err := engine.All(ctx, eng, sql.Select2(Teas.Name, Teas.Picked).OrderBy(Teas.ID).Limit(1))
	fmt.Println(pairs[0].A, pairs[0].B == nil, err) // a nullable column is read as a pointer
	// Output:
	// []string [Keemun Sencha] <nil>
	// Assam true <nil>
}

func ExampleAllAs() {
	ctx := context.Background()
	eng := teas(ctx)
	type tea struct {
		Name  string
		Price float64
	}
	list, err := engine.AllAs[tea](ctx, eng, sql.Text("SELECT name, price FROM tea WHERE price < :limit ORDER BY name"), sql.Params{"limit": 6})
	fmt.Println(list, err)
	// Output:
	// [{Assam 3} {Keemun 5}] <nil>
}

func ExampleOne() {
	ctx := context.Background()
	eng := teas(ctx)
	_, err := engine.One(ctx, eng, sql.Select1(Teas.ID).Where(Teas.Name.Eq("Coffee")))
	fmt.Println(errors.Is(err, engine.ErrNoResult))
	_, err = engine.One(ctx, eng, sql.Select1(Teas.ID))
	fmt.Println(errors.Is(err, engine.ErrMultipleResults))
	// Output:
	// true
	// true
}

func ExampleEach() {
	ctx := context.Background()
	eng := teas(ctx)
	for name, err := range engine.Each(ctx, eng, sql.Select1(Teas.Name).OrderBy(Teas.ID)) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(name)
		if name == "Keemun" {
			break // the rest is not read
		}
	}
	// Output:
	// Assam
	// Keemun
}

func ExampleEngine_Begin() {
	ctx := context.Background()
	eng := teas(ctx)
	err := eng.Begin(ctx, func(c *engine.Conn) error {
		if _, err := c.Execute(ctx, sql.Update(Teas).Set(Teas.Price.Set(4)).Where(Teas.Name.Eq("Assam"))); err != nil {
			return err
		}
		// A savepoint: what is in it is undone, the rest goes on.
		err := c.Begin(ctx, func(c *engine.Conn) error {
			_, err := c.Execute(ctx, sql.Insert(Teas).Values(Teas.Name.Set("Sencha"), Teas.Price.Set(1)))
			return err
		})
		fmt.Println("there already:", errors.Is(err, driver.ErrUnique))
		return nil // commits
	})
	price, _ := engine.One(ctx, eng, sql.Select1(Teas.Price).Where(Teas.Name.Eq("Assam")))
	fmt.Println(price, err)
	// Output:
	// there already: true
	// 4 <nil>
}

func ExampleEngine_Connect() {
	ctx := context.Background()
	eng := teas(ctx)
	conn, err := eng.Connect(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer conn.Close() // rolls back what was not committed

	res, err := conn.Execute(ctx, sql.Delete(Teas).Where(Teas.Price.Lt(6)))
	fmt.Println(res.RowCount(), err)
	fmt.Println(conn.Rollback(ctx))

	res, err = conn.Execute(ctx, sql.Select(sql.Count().As("teas")).From(Teas))
	if err != nil {
		fmt.Println(err)
		return
	}
	row, err := res.One()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(row.Map())
	// Output:
	// 2 <nil>
	// <nil>
	// map[teas:3] <nil>
}

func ExampleExecuteMany() {
	ctx := context.Background()
	eng := teas(ctx)
	n, err := engine.ExecuteMany(ctx, eng, sql.Insert(Teas), []sql.Params{
		{"name": "Oolong", "price": 7.5},
		{"name": "Pu-erh", "price": 12},
	})
	fmt.Println(n, err)
	_, err = engine.ExecuteMany(ctx, eng, sql.Insert(Teas), []sql.Params{{"name": "Matcha", "prise": 20}})
	fmt.Println(err)
	// Output:
	// 2 <nil>
	// parameter set 1: INSERT INTO tea: the statement has no parameter "prise" (it has "id", "name", "price", "picked")
}

func ExampleResult() {
	ctx := context.Background()
	eng := teas(ctx)
	res, err := eng.Execute(ctx, sql.Select(Teas.ID, Teas.Name).OrderBy(Teas.ID))
	if err != nil {
		fmt.Println(err)
		return
	}
	two, _ := res.FetchMany(2)
	rest, _ := res.All()
	again, _ := res.All() // what was read is read
	fmt.Println(two, rest, again)

	res, _ = eng.Execute(ctx, sql.Select(Teas.ID, Teas.Name).OrderBy(Teas.ID))
	first, _ := res.First() // closes the result
	name, _ := engine.Get(first, Teas.Name)
	_, err = res.All()
	fmt.Println(name, errors.Is(err, engine.ErrResultClosed))
	// Output:
	// [(1, 'Assam') (2, 'Keemun')] [(3, 'Sencha')] []
	// Assam true
}

func ExampleStatementError() {
	ctx := context.Background()
	eng := teas(ctx)
	_, err := eng.Execute(ctx, sql.Insert(Teas).Values(Teas.Name.Set("Assam"), Teas.Price.Set(1)))
	var broken *driver.IntegrityError
	if errors.As(err, &broken) {
		fmt.Println(broken.Constraint, broken.Table, broken.Column)
	}
	fmt.Println(err)
	// Output:
	// unique tea name
	// INSERT INTO tea: integrity error (unique): UNIQUE constraint failed: tea.name [SQLITE_CONSTRAINT_UNIQUE]
	// 	SQL: INSERT INTO tea (name, price) VALUES (?, ?)
}
