package orm_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

func ExampleRowsAs() {
	ctx := context.Background()
	eng, done := shop(ctx)
	defer done()
	s := orm.NewSession(eng, orm.Only(Products, Products.Price.Lt(100))) // and nobody sees the anvil
	defer s.Close()

	type stock struct {
		Name string
		Sold int
	}
	rows, err := orm.RowsAs[stock](ctx, s, sql.Select(Products.Name, sql.Coalesce(sql.Sum(Orders.Quantity), sql.Val(0)).As("sold")).
		From(Products).LeftJoin(Orders, sql.Eq(Orders.ProductID, Products.ID)).GroupBy(Products.Name).OrderBy(Products.Name))
	check(err)
	for _, r := range rows {
		fmt.Println(r.Name, r.Sold)
	}
	// Output:
	// bucket 10
	// candle 0
}

// What is read into structs of the program's own is read as objects are: with policies, behind
// what is not flushed yet, in the session's transaction.
func TestRowsAs(t *testing.T) {
	each(t, Offices, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		offices(t, ctx, eng)
		s := orm.NewSession(eng, orm.Tenant(2))
		defer s.Close()
		type line struct{ Name, Text string }
		lines := sql.Select(Accounts.Name, Memos.Text).From(Memos).Join(Accounts, sql.Eq(Memos.AccountID, Accounts.ID)).OrderBy(Memos.Text)
		read := func(stmt sql.Statement, params ...sql.Params) []line {
			t.Helper()
			rows, err := orm.RowsAs[line](ctx, s, stmt, params...)
			must(t, err)
			return rows
		}
		if got := read(lines); !slices.Equal(got, []line{{"a", "x"}, {"a", "y"}}) {
			t.Error(got)
		}
		if got := read(lines.Where(sql.Eq(Memos.Text, sql.Param[string]("text"))), sql.Params{"text": "y"}); !slices.Equal(got, []line{{"a", "y"}}) {
			t.Error(got)
		}
		a, err := orm.Select(Accounts).Where(Accounts.Name.Eq("a")).One(ctx, s)
		must(t, err)
		a.Name = "A"
		s.Add(&Memo{Text: "z", Account: a})
		want := []line{{"A", "x"}, {"A", "y"}, {"A", "z"}}
		if got := read(lines); !slices.Equal(got, want) {
			t.Error(got)
		}
		a.Name = "B"
		text := sql.Text("SELECT name, '' AS text FROM orm_account WHERE tenant_id = :t ORDER BY name").Bind("t", 2)
		if got := read(text); len(got) != 2 || got[0].Name != "B" {
			t.Error(got)
		}
		names := func(stmt sql.Statement) int {
			t.Helper()
			rows, err := orm.RowsAs[struct {
				ID, TenantID int
				Name         string
			}](ctx, s, stmt)
			must(t, err)
			return len(rows)
		}
		if n := names(orm.Select(Accounts)); n != 2 {
			t.Error(n)
		}
		if n := names(orm.Select(Accounts).Unscoped()); n != 4 {
			t.Error(n)
		}
		if n, err := orm.RowsAs[int](ctx, s, sql.Select(sql.Count()).From(Memos)); err != nil || n[0] != 3 {
			t.Error(n, err)
		}
		if orm.StateOf(s, a) != orm.Persistent || s.Len() != 2 { // a and its memo
			t.Error(s.Len())
		}
		_, err = orm.RowsAs[line](ctx, s, sql.Update(Accounts).Set(Accounts.Name.Set("c")).AllRows())
		if err == nil || !strings.Contains(err.Error(), "UPDATE orm_account") {
			t.Error(err)
		}
		var nobody *orm.PolicyError
		none := orm.NewSession(eng)
		defer none.Close()
		if _, err := orm.RowsAs[line](ctx, none, lines); !errors.As(err, &nobody) {
			t.Error(err)
		}
		if _, err := orm.RowsAs[line](ctx, nil, lines); err == nil {
			t.Error("no session")
		}
		if _, err := orm.RowsAs[line](ctx, s, nil); err == nil {
			t.Error("no statement")
		}
		must(t, s.Rollback(ctx))
	})
}
