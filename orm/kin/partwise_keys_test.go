package kin_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// Wagons have a key of two columns, and hoppers a table of their own.

type Wagon struct {
	Region string
	No     int
	Kind   string
	Name   string
	Next   *int
}

type Hopper struct {
	Wagon
	Load int
}

type WagonKey struct {
	Region string
	No     int
}

type WagonColumns struct {
	Region schema.String
	No     schema.Int
	Kind   schema.String
	Name   schema.String
	Next   schema.NullInt
}

type WagonTable struct {
	orm.TableOf[Wagon, WagonKey]
	WagonColumns
}

type HopperTable struct {
	orm.TableOf[Hopper, WagonKey]
	WagonColumns
	Load schema.Int
}

var (
	Rails  = orm.NewBase()
	Wagons = orm.Declare(Rails, "kin_wagon", func(t *WagonTable) {
		t.Region.Size(20).PrimaryKey()
		t.No.PrimaryKey()
		t.Kind.Size(10)
		t.Name.Size(40)
		orm.Discriminator(t, t.Kind, "wagon")
		t.IndexOn(t.Region, t.Next)
		schema.AddForeignKey(t, []sql.Expr{t.Region, t.Next}, []sql.Expr{t.Region, t.No})
	})
	Hoppers = orm.JoinedTable(Wagons, "kin_hopper", "hopper", func(t *HopperTable) {})
)

// TestPartwiseManyKeys writes any number of rows with keys of two columns, which refer to
// each other, by statements.
func TestPartwiseManyKeys(t *testing.T) {
	n := 10_000
	if testing.Short() {
		n = 500
	}
	each(t, Rails, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		for i := range n {
			next := new(max(i-1, 0))
			if eng.Dialect().Name() == "mysql" { // which looks at each row alone
				next = nil
			}
			s.Add(&Hopper{Wagon: Wagon{Region: "o'né", No: i, Name: "n", Next: next}, Load: i})
		}
		must(t, s.Commit(ctx))
		must(t, s.Clear())
		if eng.Dialect().Name() == "mysql" { // which takes a new table for an empty one
			r, err := eng.Execute(ctx, sql.Text("ANALYZE TABLE kin_wagon, kin_hopper"))
			must(t, err)
			must(t, r.Close())
		}
		some, err := orm.Select(Hoppers).Where(Hoppers.No.In(0, n-1)).OrderBy(Hoppers.No).All(ctx, s)
		must(t, err)
		sent.take()
		r, err := s.Execute(ctx, sql.Update(Hoppers).Set(Hoppers.Name.SetExpr(sql.Param[string]("name")), Hoppers.Load.SetExpr(Hoppers.Load.Add(10))).
			Where(sql.Ge(Hoppers.Load, sql.Param[int]("least"))).Returning(Hoppers.No, Hoppers.Load), sql.Params{"name": "changed", "least": 0})
		must(t, err)
		if r.RowCount() != int64(n) || some[0].Name != "changed" || some[0].Load != 10 || some[1].Load != n+9 {
			t.Error(r.RowCount(), some[0], some[1])
		}
		rows, err := r.All()
		must(t, err)
		for _, row := range rows {
			vals := row.Values()
			if no, load := vals[0].(int64), vals[1].(int64); load != no+10 {
				t.Fatal(row)
			}
		}
		if len(rows) != n {
			t.Error(len(rows))
		}
		if lines := sent.take(); len(lines) > 6 && eng.Dialect().Name() != "mysql" || len(lines) > 6+3*n/400 {
			t.Error(len(lines), "statements")
		}
		// a DELETE tells what there was
		got, err := orm.FromStatement(ctx, s, Hoppers, sql.Delete(Hoppers).Where(Hoppers.No.Ge(0)).Returning(Hoppers), orm.Untracked)
		must(t, err)
		if len(got) != n || got[0].Name != "changed" || got[0].Kind != "hopper" {
			t.Error(len(got))
		}
		if orm.StateOf(s, some[0]) != orm.Deleted {
			t.Error(orm.StateOf(s, some[0]))
		}
		if c, err := orm.Select(Wagons).Count(ctx, s); err != nil || c != 0 {
			t.Error(c, err)
		}
		must(t, s.Rollback(ctx))
		if c, err := orm.Select(Hoppers).Count(ctx, s); err != nil || c != n {
			t.Error(c, err)
		}
	})
}

// TestPartwiseReturns asks statements over several tables for what they have written.
func TestPartwiseReturns(t *testing.T) {
	each(t, Rails, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		exec := func(stmt sql.Statement, params ...sql.Params) *engine.Result {
			t.Helper()
			r, err := s.Execute(ctx, stmt, params...)
			must(t, err)
			return r
		}
		refuse := func(want string, stmt sql.Statement, params ...sql.Params) {
			t.Helper()
			sent.take()
			r, err := s.Execute(ctx, stmt, params...)
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%v, not %s", err, want)
			}
			if err == nil {
				must(t, r.Close())
			}
			if lines := sent.take(); len(lines) > 0 {
				t.Error(lines)
			}
		}
		// INSERT: columns by name, as a row, and as objects
		r := exec(sql.Insert(Hoppers), sql.Params{"region": "a", "no": 1, "name": "x", "load": 5})
		if r.RowCount() != 1 {
			t.Error(r.RowCount())
		}
		r = exec(sql.Insert(Hoppers).Values(Hoppers.Region.Set("a"), Hoppers.No.SetExpr(sql.Param[int]("no")), Hoppers.Name.Set("y"), Hoppers.Load.SetExpr(sql.Param[int]("load"))).Returning(Hoppers.Name, Hoppers.Kind), sql.Params{"no": 2, "load": 6})
		if row, err := r.One(); err != nil || row.String() != "('y', 'hopper')" {
			t.Error(row, err)
		}
		made, err := orm.FromStatement(ctx, s, Hoppers, orm.Insert(Hoppers, &Hopper{Wagon{Region: "b", No: 1, Name: "z"}, 7}, &Hopper{Wagon{Region: "b", No: 2}, 8}).Returning(Hoppers))
		must(t, err)
		if len(made) != 2 || made[0].Load+made[1].Load != 15 || orm.StateOf(s, made[0]) != orm.Persistent {
			t.Error(made)
		}
		for want, params := range map[string]sql.Params{`no parameter "loud"`: {"region": "a", "no": 3, "loud": 1}, `no value is given for "name"`: {"load": 1}} {
			stmt := sql.Insert(Hoppers)
			if strings.HasPrefix(want, "no value") {
				stmt = stmt.Values(Hoppers.Region.Set("a"), Hoppers.No.Set(3), Hoppers.Name.SetExpr(sql.Param[string]("name")), Hoppers.Load.SetExpr(sql.Param[int]("load")))
			}
			refuse(want, stmt, params)
		}
		refuse("must be a value", sql.Insert(Hoppers).Values(Hoppers.Region.Set("a"), Hoppers.No.SetExpr(Hoppers.No.Add(2)), Hoppers.Name.Set("y"), Hoppers.Load.Set(1)))
		// UPDATE: objects of the session, and what is in the row of another one is refused
		must(t, err)
		first := made[0]
		back, err := orm.FromStatement(ctx, s, Hoppers, sql.Update(Hoppers).Set(Hoppers.Name.Set("new"), Hoppers.Load.SetExpr(Hoppers.Load.Mul(2))).Where(Hoppers.Region.Eq("b")).Returning(Hoppers))
		must(t, err)
		if len(back) != 2 || !slices.Contains(back, first) || first.Name != "new" || first.Load%2 != 0 {
			t.Error(back, first)
		}
		refuse("Returning gives columns of", sql.Update(Hoppers).Set(Hoppers.Name.Set("new"), Hoppers.Load.Set(2)).From(Companies).Where(sql.Eq(Companies.Name, Hoppers.Name)).Returning(Companies.Name))
		refuse(`no parameter "typo"`, sql.Update(Hoppers).Set(Hoppers.Name.Set("new"), Hoppers.Load.Set(2)).AllRows(), sql.Params{"typo": 1})
		refuse(`no value is given for "x"`, sql.Delete(Hoppers).Where(sql.Eq(Hoppers.Name, sql.Param[string]("x"))))
		// nothing is there
		r = exec(sql.Update(Hoppers).Set(Hoppers.Name.Set("new"), Hoppers.Load.Set(2)).Where(Hoppers.Name.Eq("nobody")).Returning(Hoppers.Name))
		if rows, err := r.All(); err != nil || len(rows) != 0 || !slices.Equal(r.Keys(), []string{"name"}) {
			t.Error(rows, err, r.Keys())
		}
		// DELETE: what there was
		r = exec(sql.Delete(Wagons).Where(sql.Eq(Wagons.Name, sql.Param[string]("name"))).Returning(Wagons.No, sql.Upper(Wagons.Name)), sql.Params{"name": "y"})
		if row, err := r.One(); err != nil || row.String() != "(2, 'Y')" {
			t.Error(row, err)
		}
		if _, err := orm.FromStatement(ctx, s, Hoppers, sql.Delete(Hoppers).AllRows().Returning(Hoppers)); err == nil || !strings.Contains(err.Error(), "orm.Untracked") {
			t.Error(err)
		}
		if _, err := s.Execute(ctx, sql.Delete(Hoppers).AllRows(), sql.Params{}, sql.Params{}); err == nil {
			t.Error("two sets of parameters")
		}
		short, cancel := context.WithCancel(ctx)
		cancel()
		if _, err := s.Execute(short, sql.Delete(Hoppers).AllRows().Returning(Hoppers)); !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	})
}
