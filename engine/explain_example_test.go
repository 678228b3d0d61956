package engine_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

func ExampleExplain() {
	ctx := context.Background()
	eng := teas(ctx)
	other := schema.Alias(Teas, "other")
	plan, err := engine.Explain(ctx, eng, sql.Select(Teas.Name).Where(Teas.ID.Eq(2)))
	fmt.Print(plan)
	if err != nil {
		fmt.Println(err)
	}
	plan, err = engine.Explain(ctx, eng, sql.Select(Teas.Name).Join(other, sql.Eq(other.ID, Teas.ID)).OrderBy(other.Price))
	fmt.Print(plan)
	if err != nil {
		fmt.Println(err)
	}
	// Output:
	// SEARCH tea by INTEGER PRIMARY KEY where rowid=?
	// QUERY PLAN
	//   SCAN tea by sqlite_autoindex_tea_1
	//   SEARCH other by INTEGER PRIMARY KEY where rowid=?
	//   USE TEMP B-TREE FOR ORDER BY
}

func ExampleOnNullIn() {
	ctx := context.Background()
	eng, err := engine.Open(sqlite.Dialect, "sqlite://", engine.OnNullIn(engine.Refuse))
	if err != nil {
		fmt.Println(err)
		return
	}
	defer eng.Close(ctx)
	// of the teas that are left over, the column is NULL
	other, dear := schema.Alias(Teas, "other"), schema.Alias(Teas, "dear")
	ids := sql.Select1(dear.ID).From(other).LeftJoin(dear, sql.Eq(dear.ID, other.ID), dear.Price.Gt(5))
	_, err = eng.Execute(ctx, sql.Select(Teas.Name).Where(Teas.ID.NotInQuery(ids)))
	var null *compile.NullInError
	fmt.Println(errors.As(err, &null))
	fmt.Println(null)
	// Output:
	// true
	// NOT IN: a column of the subquery may be NULL, and beside a NULL no row is found; leave it out with IsNotNull, or use NOT EXISTS
}

func ExampleEngine_WithSchemas() {
	ctx := context.Background()
	eng := teas(ctx)
	defer eng.Close(ctx)
	tenant := eng.WithSchemas(map[string]string{"": "tenant_7"})
	text, args, err := tenant.SQL(sql.Select(Teas.Name).Where(Teas.ID.Eq(2)))
	fmt.Println(text, args, err)
	text, args, err = eng.SQL(sql.Delete(Teas).Where(Teas.ID.Eq(2)))
	fmt.Println(text, args, err)
	// Output:
	// SELECT tenant_7.tea.name FROM tenant_7.tea WHERE tenant_7.tea.id = ? [2] <nil>
	// DELETE FROM tea WHERE tea.id = ? [2] <nil>
}

// TestNullIn: which statements are taken for a comparison with NULL.
func TestNullIn(t *testing.T) {
	a, b := Teas, schema.Alias(Teas, "b")
	for name, s := range map[string]struct {
		cond sql.Cond
		want bool
	}{
		"a list of values":                 {a.ID.NotIn(1, 2), false},
		"columns that are not NULL":        {sql.NotInOf(a.ID, b.ID), false},
		"IN of a column that may be":       {sql.InOf(a.Picked, b.Picked), false},
		"NOT IN of one":                    {sql.NotInOf(a.Picked, b.Picked), true},
		"IN of a NULL":                     {sql.InOf(a.Picked, sql.NullOf[time.Time]()), true},
		"a subquery of what is not NULL":   {a.ID.NotInQuery(sql.Select1(b.ID)), false},
		"a subquery that vouches":          {a.Picked.NotInQuery(sql.Select1(b.Picked.NotNull())), false},
		"a pair with what may be NULL":     {sql.Tuple2(a.ID, a.Picked).NotInQuery(sql.Select2(b.ID, b.Picked.NotNull())), false},
		"the same for IN, where it is not": {sql.Tuple2(a.ID, a.Name).InQuery(sql.Select2(b.ID, b.Name)), false},
	} {
		n := sql.StatementOf(sql.Select(a.ID).CrossJoin(b).Where(s.cond))
		c, err := compile.Compile(sqlite.Dialect.Grammar(), n, nil)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if (c.NullIn != nil) != s.want {
			t.Errorf("%s: %v", name, c.NullIn)
		}
	}
}
