package orm_test

import (
	"context"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

type computedLine struct {
	ID     int
	Amount int
	Price  int
	Total  int
}

type computedLineTable struct {
	orm.TableOf[computedLine, int]
	ID     schema.Int
	Amount schema.Int
	Price  schema.Int
	Total  schema.Int
}

// The database computes a column: it is never sent, is read back after each write, and
// a change of it by the program is told before anything is sent.
func TestComputedColumns(t *testing.T) {
	base := orm.NewBase()
	lines := orm.Declare(base, "computed_line", func(t *computedLineTable) {
		t.ID.PrimaryKey()
		t.Total.Stored(t.Amount.Mul(3))
	})
	each(t, base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		a, b := &computedLine{Amount: 2}, &computedLine{Amount: 5}
		s := orm.NewSession(eng)
		defer s.Close()
		s.Add(a, b)
		must(t, s.Flush(ctx))
		if a.Total != 6 || b.Total != 15 {
			t.Fatal("after INSERT:", a.Total, b.Total)
		}
		sent.take()
		a.Amount, b.Price = 7, 1
		must(t, s.Flush(ctx))
		if a.Total != 21 || b.Total != 15 {
			t.Fatal("after UPDATE:", a.Total, b.Total)
		}
		for _, text := range sent.take() {
			if set, _, _ := strings.Cut(text, "WHERE"); strings.Contains(set, "total=") {
				t.Error(text)
			}
		}
		must(t, s.Flush(ctx))
		if again := sent.take(); len(again) > 0 {
			t.Error("what was read back counts as a change:", again)
		}
		a.Total = 1
		err := s.Flush(ctx)
		if err == nil || !strings.Contains(err.Error(), "Total was changed, and the database computes it") {
			t.Error(err)
		}
		if again := sent.take(); len(again) > 0 {
			t.Error("sent all the same:", again)
		}
		a.Total = 21
		must(t, s.Commit(ctx))
		got, err := engine.All(ctx, eng, orm.Select(lines).OrderBy(lines.ID))
		if err != nil || len(got) != 2 || *got[0] != *a || *got[1] != *b {
			t.Error(got, err)
		}
	})
}
