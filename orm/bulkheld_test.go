package orm_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

type Bounty struct {
	Amount int
	Reason *string
}

type BountyColumns struct {
	orm.Composite[Bounty]
	Amount schema.Int
	Reason schema.NullString
}

type Alias struct{ Name *string }

type AliasColumns struct {
	orm.Composite[Alias]
	Name schema.NullString
}

// An outlaw is held in values of several columns, behind a pointer and not, in a field that is
// not exported, in a column of another name, and has a field that is no column.
type Outlaw struct {
	ID     int
	Number int
	Bounty *Bounty
	Alias  Alias
	scar   *string
	Seen   *string
	Loud   bool
}

type OutlawTable struct {
	orm.TableOf[Outlaw, int]
	ID     schema.Int
	Number schema.Int
	Bounty BountyColumns
	Alias  AliasColumns
	Scar   schema.NullString
	Seen   schema.NullString
}

var (
	Frontier = orm.NewBase()
	Outlaws  = orm.Declare(Frontier, "frontier_outlaw", func(t *OutlawTable) {
		t.ID.PrimaryKey()
		t.Number.Unique()
		t.Bounty.Reason.Size(20)
		t.Alias.Name.Size(20)
		t.Scar.Size(20)
		t.Seen.Size(20).Named("last_seen")
		orm.Ignore(t, "Loud")
	})
)

// TestRowsInBulkAreWhole: what objects hold for the columns is written, wherever they hold it.
func TestRowsInBulkAreWhole(t *testing.T) {
	each(t, Frontier, func(t *testing.T, ctx context.Context, eng *engine.Engine, _ *echo) {
		text := func(s string) *string { return &s }
		for _, n := range []int{3, 400} {
			rows := make([]*Outlaw, n)
			for i := range rows {
				rows[i] = &Outlaw{Number: i, Alias: Alias{text("kid")}, scar: text("chin"), Seen: text("here")}
				if i%2 == 0 {
					rows[i].Bounty = &Bounty{i, text("cows")}
				}
			}
			stored := func(what string) {
				t.Helper()
				s := orm.NewSession(eng)
				defer s.Close()
				all, err := orm.Select(Outlaws).OrderBy(Outlaws.Number).All(ctx, s)
				must(t, err)
				show := func(o *Outlaw) string {
					out := fmt.Sprint(o.Number, *o.Alias.Name, *o.scar, *o.Seen)
					if o.Bounty != nil {
						out += fmt.Sprint(o.Bounty.Amount, *o.Bounty.Reason)
					}
					return out
				}
				for i, o := range all {
					if show(o) != show(rows[i]) {
						t.Fatalf("%s of %d: %s, not %s", what, n, show(o), show(rows[i]))
					}
				}
				if len(all) != n {
					t.Errorf("%s: %d rows", what, len(all))
				}
			}
			_, err := engine.BulkInsert(ctx, eng, Outlaws, rows, engine.BulkReturning(Outlaws.ID))
			must(t, err)
			stored("insert")
			for i, o := range rows {
				o.Bounty, o.Alias.Name, o.scar, o.Seen = nil, text("gun"), text("hand"), text("there")
				if i%3 == 0 {
					o.Bounty = &Bounty{7, text("bank")}
				}
			}
			_, err = engine.BulkUpdate(ctx, eng, Outlaws, rows)
			must(t, err)
			stored("update")
			for _, o := range rows {
				o.ID, o.Bounty, o.scar = 0, &Bounty{9, text("train")}, text("ear")
			}
			_, err = engine.BulkUpsert(ctx, eng, Outlaws, rows, engine.BulkKey(Outlaws.Number))
			must(t, err)
			stored("upsert")
			_, err = engine.BulkDelete(ctx, eng, Outlaws, rows, engine.BulkKey(Outlaws.Number))
			must(t, err)
		}
		type other struct { // whose values nobody knows the columns of
			Number int
			Bounty Bounty
		}
		_, err := engine.BulkInsert(ctx, eng, Outlaws, []other{{Number: 1, Bounty: Bounty{Amount: 5}}})
		if err == nil || !strings.Contains(err.Error(), "the field Bounty of orm_test.other holds bounty_amount, bounty_reason") {
			t.Error(err)
		}
	})
}
