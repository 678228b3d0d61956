package engine_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

func ExampleOnCartesian() {
	ctx := context.Background()
	eng, err := engine.Open(sqlite.Dialect, "sqlite://", engine.OnCartesian(engine.Refuse))
	if err != nil {
		fmt.Println(err)
		return
	}
	defer eng.Close(ctx)
	other := schema.Alias(Teas, "other")
	_, err = eng.Execute(ctx, sql.Select(Teas.Name, other.Name).Where(Teas.Price.Gt(3)))
	var product *compile.CartesianError
	fmt.Println(errors.As(err, &product))
	fmt.Println(product)
	// Output:
	// true
	// a cartesian product: no condition connects tea with other; join them with a condition, or say CrossJoin or CartesianProduct() if each row with each is meant
}

// TestCartesian: which SELECTs are taken for a product, and that a warning is told once.
func TestCartesian(t *testing.T) {
	a, b, c := Teas, schema.Alias(Teas, "b"), schema.Alias(Teas, "c")
	ids := sql.Select(a.ID)
	for name, s := range map[string]struct {
		stmt sql.Statement
		is   bool
	}{
		"one table":           {ids, false},
		"two":                 {sql.Select(a.ID, b.ID), true},
		"where":               {sql.Select(a.ID, b.ID).Where(sql.Eq(a.ID, b.ID)), false},
		"where of one each":   {sql.Select(a.ID, b.ID).Where(a.ID.Eq(1), b.ID.Eq(2)), true},
		"or":                  {sql.Select(a.ID, b.ID).Where(sql.Or(a.ID.Eq(1), b.ID.Eq(2))), false},
		"third":               {sql.Select(a.ID, b.ID, c.ID).Where(sql.Eq(a.ID, b.ID)), true},
		"third by way":        {sql.Select(a.ID, b.ID, c.ID).Where(sql.Eq(a.ID, c.ID), sql.Lt(b.ID, c.ID)), false},
		"join and extra":      {sql.Select(a.ID, c.ID).From(a, c).Join(b, sql.Eq(a.ID, b.ID)), true},
		"cross join":          {ids.CrossJoin(b), false},
		"on true":             {ids.Join(b, sql.True()), false},
		"join of a join":      {ids.From(a).LeftJoin(sql.JoinTables(b).Join(c, sql.Eq(b.ID, c.ID)), sql.Eq(a.ID, c.ID)), false},
		"two joins":           {ids.JoinFrom(a, b, sql.Eq(a.ID, b.ID)).From(c), true},
		"meant":               {sql.Select(a.ID, b.ID).CartesianProduct(), false},
		"correlated":          {ids.Where(sql.Exists(sql.Select(b.ID).Where(sql.Eq(b.ID, a.ID)))), false},
		"connected by exists": {sql.Select(a.ID, b.ID).Where(sql.Exists(sql.Select(c.ID).Where(sql.Eq(c.ID, a.ID), sql.Eq(c.ID, b.ID)))), false},
		"inside a subquery":   {ids.Where(sql.Exists(sql.Select(b.ID, c.ID))), true},
		"one row":             {sql.Select(a.ID).From(a, sql.Select(sql.Max(b.ID).As("m")).Subquery("m")), false},
		"member of a union":   {ids.UnionAll(sql.Select(b.ID).From(b, c)), true},
	} {
		got, err := compile.Compile(sqlite.Dialect.Grammar(), sql.StatementOf(s.stmt), nil)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if (got.Product != nil) != s.is {
			t.Errorf("%s: %v", name, got.Product)
		}
	}

	ctx := context.Background()
	var echo strings.Builder
	eng, err := engine.Open(sqlite.Dialect, "sqlite://", engine.Echo(&echo))
	if err != nil {
		t.Fatal(err)
	}
	defer eng.Close(ctx)
	if err := eng.CreateAll(ctx, teaMeta); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		r, err := eng.Execute(ctx, sql.Select(a.ID, b.ID))
		if err != nil {
			t.Fatal(err)
		}
		r.Close()
	}
	if n := strings.Count(echo.String(), "cartesian product"); n != 1 {
		t.Errorf("%d warnings:\n%s", n, echo.String())
	}
}
