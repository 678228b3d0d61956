package orm_test

import (
	"context"
	"reflect"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

// A row of more columns than a function takes arguments.

type Eight struct{ A, B, C, D, E, F, G, H int }

type EightColumns struct {
	orm.Composite[Eight]
	A, B, C, D, E, F, G, H schema.Int
}

type Tray struct {
	ID    int
	Wides []*Wide
}

type Wide struct {
	ID, TrayID                                  int
	K, L, M, N, O, P, Q, R, S, T, U, V, W, X, Y Eight
	Cells                                       []*Cell
}

type Cell struct {
	ID, WideID int
}

type TrayTable struct {
	orm.TableOf[Tray, int]
	ID    schema.Int
	Wides orm.Many[Tray, Wide]
}

type WideTable struct {
	orm.TableOf[Wide, int]
	ID, TrayID                                  schema.Int
	K, L, M, N, O, P, Q, R, S, T, U, V, W, X, Y EightColumns
	Cells                                       orm.Many[Wide, Cell]
}

type CellTable struct {
	orm.TableOf[Cell, int]
	ID, WideID schema.Int
}

var (
	Bakery = orm.NewBase()
	Trays  = orm.Declare(Bakery, "wide_tray", func(t *TrayTable) { t.ID.PrimaryKey() })
	Wides  = orm.Declare(Bakery, "wide_row", func(t *WideTable) {
		t.ID.PrimaryKey()
		t.TrayID.References(Trays.ID)
		Trays.Wides.OrderBy(t.ID)
	})
	Cells = orm.Declare(Bakery, "wide_cell", func(t *CellTable) {
		t.ID.PrimaryKey()
		t.WideID.References(Wides.ID)
		Wides.Cells.OrderBy(t.ID)
	})
)

func TestAsJSONOfWideRows(t *testing.T) {
	each(t, Bakery, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
			w := &Wide{K: Eight{1, 2, 3, 4, 5, 6, 7, 8}, Y: Eight{H: -9}, R: Eight{D: 5}, Cells: []*Cell{{}, {}}}
			s.Add(&Tray{Wides: []*Wide{w, {S: Eight{A: 1}}}})
			return nil
		}))
		var got [2]*Tray
		for i, l := range []orm.Load[*Tray]{orm.SelectIn(Trays.Wides, orm.SelectIn(Wides.Cells)), orm.AsJSON(Trays.Wides, orm.AsJSON(Wides.Cells))} {
			s := orm.NewSession(eng)
			defer s.Close()
			tray, err := orm.Select(Trays).With(l).One(ctx, s)
			must(t, err)
			got[i] = tray
		}
		if !reflect.DeepEqual(got[0], got[1]) || len(got[1].Wides) != 2 || got[1].Wides[0].Y.H != -9 || len(got[1].Wides[0].Cells) != 2 {
			t.Errorf("%+v\n%+v", *got[0].Wides[0], *got[1].Wides[0])
		}
	})
}
