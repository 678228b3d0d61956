package orm_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// DepotChests have keys of two columns, which labels are tied to by pairs, and to which wares
// refer.

type DepotChest struct {
	Lot    int
	No     string
	Weight int
	Remark string
	Labels []*DepotLabel
	Wares  []*DepotWare
}

type DepotLabel struct {
	ID     int
	Chests []*DepotChest
}

type DepotWare struct {
	ID      int
	Lot     *int
	ChestNo *string
	V       int
	Chest   *DepotChest
}

type DepotChestKey struct {
	Lot int
	No  string
}

type DepotChestTable struct {
	orm.TableOf[DepotChest, DepotChestKey]
	Lot    schema.Int
	No     schema.String
	Weight schema.Int
	Remark schema.String
	Labels orm.Many[DepotChest, DepotLabel]
	Wares  orm.Many[DepotChest, DepotWare]
}

type DepotLabelTable struct {
	orm.TableOf[DepotLabel, int]
	ID     schema.Int
	Chests orm.Many[DepotLabel, DepotChest]
}

type DepotWareTable struct {
	orm.TableOf[DepotWare, int]
	ID      schema.Int
	Lot     schema.NullInt
	ChestNo schema.NullString
	V       schema.Int
	Chest   orm.One[DepotWare, DepotChest]
}

type stuckTable struct {
	schema.Rows
	Lot   schema.Int
	No    schema.String
	Label schema.Int
}

var (
	Depot       = orm.NewBase()
	DepotChests = orm.Declare(Depot, "depot_chest", func(t *DepotChestTable) {
		t.Lot.PrimaryKey()
		t.No.Size(20).PrimaryKey()
		t.Remark.Size(20)
		orm.Deferred(t, "", t.Remark)
	})
	DepotLabels = orm.Declare(Depot, "depot_sticker", func(t *DepotLabelTable) { t.ID.PrimaryKey() })
	DepotWares  = orm.Declare(Depot, "depot_ware", func(t *DepotWareTable) {
		t.ID.PrimaryKey()
		t.ChestNo.Size(20)
		t.IndexOn(t.Lot, t.ChestNo)
		orm.Version(t, t.V)
		schema.AddForeignKey(t, []sql.Expr{t.Lot, t.ChestNo}, []sql.Expr{DepotChests.Lot, DepotChests.No})
		t.Chest.Inverse(DepotChests.Wares)
	})
	Stuck = schema.Declare(Depot.MetaData(), "depot_stuck", func(t *stuckTable) {
		t.Lot.PrimaryKey()
		t.No.Size(20).PrimaryKey()
		t.Label.PrimaryKey().References(DepotLabels.ID)
		schema.AddForeignKey(t, []sql.Expr{t.Lot, t.No}, []sql.Expr{DepotChests.Lot, DepotChests.No})
	})
)

func init() {
	DepotChests.Labels.Through(Stuck).Inverse(DepotLabels.Chests)
	DepotLabels.Chests.Through(Stuck)
}

// TestTenThousandCompositeKeys writes, reads, changes and deletes rows with keys of two
// columns, in single flushes and in single statements, among them pairs and what refers
// to them.
func TestTenThousandCompositeKeys(t *testing.T) {
	n := 10_000
	if testing.Short() {
		n = 1_200
	}
	each(t, Depot, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer func() { _ = s.Close() }()
		count := func(table string, want int) {
			t.Helper()
			c, err := orm.Connection(ctx, s)
			must(t, err)
			if got, err := engine.OneAs[int](ctx, c, sql.Text(sql.SQL("SELECT count(*) FROM "+table))); err != nil || got != want {
				t.Fatal(table, "has", got, "rows, want", want, err)
			}
		}
		atMost := func(what string, most int) {
			t.Helper()
			if got := sent.take(); len(got) > most {
				t.Fatal(what, "took", len(got), "statements, want at most", most, "\n", strings.Join(got[:8], "\n"))
			}
		}
		label := &DepotLabel{ID: 1}
		chests := make([]*DepotChest, n)
		for i := range chests {
			chests[i] = &DepotChest{Lot: i % 7, No: fmt.Sprintf("o'no %d", i), Weight: i, Remark: fmt.Sprint("r", i), Labels: []*DepotLabel{label}, Wares: []*DepotWare{{ID: i + 1}}}
		}
		s.Add(label)
		for _, c := range chests {
			s.Add(c.Wares[0], c)
		}
		must(t, s.Commit(ctx))
		atMost("INSERT", 3*n/500+5)
		count("depot_chest", n)
		count("depot_stuck", n)
		count("depot_ware", n)

		// read in another session
		must(t, s.Close())
		s = orm.NewSession(eng)
		sent.take()
		all, err := orm.Select(DepotChests).OrderBy(DepotChests.Weight).With(orm.SelectIn(DepotChests.Wares), orm.SelectIn(DepotChests.Labels)).All(ctx, s)
		must(t, err)
		atMost("SELECT", 2*n/400+3)
		if len(all) != n || len(all[n-1].Wares) != 1 || len(all[0].Labels) != 1 || all[0].Remark != "" {
			t.Fatal(len(all))
		}
		for _, c := range all {
			must(t, orm.LoadColumns(ctx, s, c, DepotChests.Remark))
		}
		atMost("deferred columns", n/400+1)
		if all[n-1].Remark != fmt.Sprint("r", n-1) {
			t.Fatal(all[n-1])
		}

		// one statement changes all of them, those of the session too
		r, err := s.Execute(ctx, sql.Update(DepotChests).Set(DepotChests.Weight.SetExpr(DepotChests.Weight.Add(1))).Where(DepotChests.Weight.Ge(0)))
		must(t, err)
		must(t, r.Close())
		if all[0].Weight != 1 || all[n-1].Weight != n {
			t.Fatal(all[0].Weight, all[n-1].Weight)
		}
		// the session's objects change, and each is an UPDATE by its key
		for _, c := range all {
			c.Weight++
		}
		sent.take()
		must(t, s.Flush(ctx))
		if eng.Dialect().Name() != "sqlite" {
			atMost("UPDATE", n/1000+1)
		}
		// a statement that cannot tell what it has changed
		r, err = s.Execute(ctx, sql.Update(DepotChests).Set(DepotChests.Weight.SetExpr(DepotWares.ID)).From(DepotWares).
			Where(sql.Eq(DepotWares.Lot, DepotChests.Lot), sql.Eq(DepotWares.ChestNo, DepotChests.No)))
		must(t, err)
		must(t, r.Close())
		if all[0].Weight != 1 || all[n-1].Weight != n {
			t.Fatal(all[0].Weight, all[n-1].Weight)
		}
		// the pairs go
		sent.take()
		for _, c := range all[:n/2] {
			c.Labels = nil
		}
		must(t, s.Flush(ctx))
		atMost("DELETE of pairs", n/2/500+1)
		count("depot_stuck", n-n/2)
		// and everything, in one flush; wares stay, and refer to nothing
		must(t, s.Savepoint(ctx, func() error {
			for _, c := range all {
				s.Delete(c)
			}
			sent.take()
			if err := s.Flush(ctx); err != nil {
				return err
			}
			atMost("DELETE", n/500+2*n/400+5)
			count("depot_chest", 0)
			count("depot_stuck", 0)
			count("depot_ware WHERE lot IS NULL AND chest_no IS NULL", n)
			return nil
		}))
		must(t, s.Rollback(ctx))
		count("depot_chest", n)
		// or by a statement
		must(t, s.Clear())
		all, err = orm.Select(DepotChests).All(ctx, s)
		must(t, err)
		for _, table := range []sql.Target{Stuck, DepotWares} {
			r, err = s.Execute(ctx, sql.Delete(table).AllRows())
			must(t, err)
			must(t, r.Close())
		}
		r, err = s.Execute(ctx, sql.Delete(DepotChests).Where(DepotChests.No.Ne("")))
		must(t, err)
		must(t, r.Close())
		if orm.StateOf(s, all[0]) != orm.Deleted || orm.StateOf(s, all[n-1]) != orm.Deleted {
			t.Fatal(s.Len(), orm.StateOf(s, all[n-1]))
		}
		must(t, s.Rollback(ctx))
	})
}
