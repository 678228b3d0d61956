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

// Stockpieces are referred to by their code, slots by the aisle and their number in it, clerks by
// their badge: none of them is the primary key.

type Stockpiece struct {
	ID     int
	Code   *string
	Name   string
	Moves  []*StockpieceMove
	Large  []*StockpieceMove
	Sticky *StockpieceLabel
}

type StockpieceMove struct {
	ID         int
	Code       *string
	Qty        int
	Stockpiece *Stockpiece
}

type StockpieceLabel struct {
	ID         int
	Code       *string
	Text       string
	Stockpiece *Stockpiece
}

type Slot struct {
	ID    int
	Aisle string
	No    int
	Bins  []*Bin
}

type Bin struct {
	ID    int
	Aisle *string
	No    *int
	Slot  *Slot
}

type Clerk struct {
	ID        int
	Badge     string
	BossBadge *string
	Boss      *Clerk
	Team      []*Clerk
}

type StockpieceTable struct {
	orm.TableOf[Stockpiece, int]
	ID     schema.Int
	Code   schema.NullString
	Name   schema.String
	Moves  orm.Many[Stockpiece, StockpieceMove]
	Large  orm.Many[Stockpiece, StockpieceMove]
	Sticky orm.HasOne[Stockpiece, StockpieceLabel]
	Loose  orm.WriteOnly[Stockpiece, StockpieceMove]
}

type StockpieceMoveTable struct {
	orm.TableOf[StockpieceMove, int]
	ID         schema.Int
	Code       schema.NullString
	Qty        schema.Int
	Stockpiece orm.One[StockpieceMove, Stockpiece]
}

type StockpieceLabelTable struct {
	orm.TableOf[StockpieceLabel, int]
	ID         schema.Int
	Code       schema.NullString
	Text       schema.String
	Stockpiece orm.One[StockpieceLabel, Stockpiece]
}

type SlotTable struct {
	orm.TableOf[Slot, int]
	ID    schema.Int
	Aisle schema.String
	No    schema.Int
	Bins  orm.Many[Slot, Bin]
}

type BinTable struct {
	orm.TableOf[Bin, int]
	ID    schema.Int
	Aisle schema.NullString
	No    schema.NullInt
	Slot  orm.One[Bin, Slot]
}

type ClerkTable struct {
	orm.TableOf[Clerk, int]
	ID        schema.Int
	Badge     schema.String
	BossBadge schema.NullString
	Boss      orm.One[Clerk, Clerk]
	Team      orm.Many[Clerk, Clerk]
}

var (
	Stockroom   = orm.NewBase()
	Stockpieces = orm.Declare(Stockroom, "stock_stockpiece", func(t *StockpieceTable) {
		t.ID.PrimaryKey()
		t.Code.Size(20).Unique()
		t.Name.Size(20)
	})
	StockpieceMoves = orm.Declare(Stockroom, "stock_move", func(t *StockpieceMoveTable) {
		t.ID.PrimaryKey()
		t.Code.Size(20).References(Stockpieces.Code, schema.OnUpdate(schema.Cascade))
	})
	StockpieceLabels = orm.Declare(Stockroom, "stock_sticker", func(t *StockpieceLabelTable) {
		t.ID.PrimaryKey()
		t.Code.Size(20).Unique().References(Stockpieces.Code, schema.OnUpdate(schema.Cascade), schema.OnDelete(schema.Cascade))
		t.Text.Size(20)
	})
	Slots = orm.Declare(Stockroom, "stock_slot", func(t *SlotTable) {
		t.ID.PrimaryKey()
		t.Aisle.Size(5)
		schema.Of(t).AddUnique(t.Aisle, t.No)
	})
	Bins = orm.Declare(Stockroom, "stock_bin", func(t *BinTable) {
		t.ID.PrimaryKey()
		t.Aisle.Size(5)
		schema.AddForeignKey(t, []sql.Expr{t.Aisle, t.No}, []sql.Expr{Slots.Aisle, Slots.No})
		t.Slot.Cascade()
	})
	Clerks = orm.Declare(Stockroom, "stock_clerk", func(t *ClerkTable) {
		t.ID.PrimaryKey()
		t.Badge.Size(9).Unique()
		t.BossBadge.Size(9).References(t.Badge)
		t.Boss.Inverse(&t.Team)
		t.Team.OrderBy(t.Badge)
	})
)

func init() {
	Stockpieces.Moves.Inverse(&StockpieceMoves.Stockpiece).OrderBy(StockpieceMoves.ID)
	Stockpieces.Sticky.Inverse(&StockpieceLabels.Stockpiece)
	Slots.Bins.Inverse(&Bins.Slot).Cascade(orm.CascadeDeleteOrphan).OrderBy(Bins.ID)
	orm.PrimaryJoin(&Stockpieces.Large, StockpieceMoves, sql.Eq(StockpieceMoves.Code, Stockpieces.Code), StockpieceMoves.Qty.Ge(100))
	Stockpieces.Large.OrderBy(StockpieceMoves.ID)
}

func moved(ms []*StockpieceMove) string {
	var out []string
	for _, m := range ms {
		out = append(out, fmt.Sprint(m.Qty))
	}
	return strings.Join(out, " ")
}

func stockroom(t *testing.T, ctx context.Context, s *orm.Session) {
	t.Helper()
	a, b := "a", "b"
	s.Add(&Stockpiece{Code: &a, Name: "stockpiece a", Moves: []*StockpieceMove{{Qty: 1}, {Qty: 2}}, Sticky: &StockpieceLabel{Text: "of a"}},
		&Stockpiece{Code: &b, Name: "stockpiece b", Moves: []*StockpieceMove{{Qty: 3}}, Large: []*StockpieceMove{{Qty: 100}}}, &Stockpiece{Name: "without"}, &StockpieceMove{Qty: 9})
	s.Add(&Slot{Aisle: "x", No: 1, Bins: []*Bin{{}, {}}}, &Slot{Aisle: "x", No: 2, Bins: []*Bin{{}}})
	boss := &Clerk{Badge: "boss"}
	s.Add(&Clerk{Badge: "c1", Boss: boss}, &Clerk{Badge: "c2", Boss: boss})
	must(t, s.Commit(ctx))
}

// A foreign key may refer to what is unique, and is loaded in all ways.
func TestReferredIsLoadedInAllWays(t *testing.T) {
	each(t, Stockroom, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error { stockroom(t, ctx, s); return nil }))
		for name, with := range map[string][]orm.Load[*Stockpiece]{
			"select in": {orm.SelectIn(Stockpieces.Moves), orm.SelectIn(Stockpieces.Sticky), orm.SelectIn(Stockpieces.Large)},
			"sorted":    {orm.SelectIn(Stockpieces.Moves).OrderBy(StockpieceMoves.Qty.Desc()), orm.SelectIn(Stockpieces.Sticky), orm.SelectIn(Stockpieces.Large)},
			"joined":    {orm.Joined(Stockpieces.Moves), orm.Joined(Stockpieces.Sticky), orm.SelectIn(Stockpieces.Large)},
			"json":      {orm.AsJSON(Stockpieces.Moves), orm.AsJSON(Stockpieces.Sticky), orm.AsJSON(Stockpieces.Large)},
			"subquery":  {orm.Subquery(Stockpieces.Moves), orm.Subquery(Stockpieces.Sticky), orm.Subquery(Stockpieces.Large)},
			"cut":       {orm.SelectIn(Stockpieces.Moves).Limit(2), orm.SelectIn(Stockpieces.Sticky), orm.AsJSON(Stockpieces.Large)},
			"json, cut": {orm.AsJSON(Stockpieces.Moves).Limit(2), orm.SelectIn(Stockpieces.Sticky), orm.AsJSON(Stockpieces.Large)},
			"on demand": nil,
		} {
			s := orm.NewSession(eng)
			ws, err := orm.Select(Stockpieces).OrderBy(Stockpieces.ID).With(with...).All(ctx, s)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			for _, w := range ws {
				_, err := Stockpieces.Moves.Of(ctx, s, w)
				must(t, err)
				_, err = Stockpieces.Sticky.Of(ctx, s, w)
				must(t, err)
				_, err = Stockpieces.Large.Of(ctx, s, w)
				must(t, err)
			}
			a, b := "1 2", "3 100"
			if name == "sorted" {
				a, b = "2 1", "100 3"
			}
			if moved(ws[0].Moves) != a || moved(ws[1].Moves) != b || moved(ws[1].Large) != "100" || len(ws[2].Moves) != 0 || ws[0].Sticky == nil || ws[1].Sticky != nil || len(ws[0].Large) != 0 {
				t.Errorf("%s: %v %v %v %v", name, moved(ws[0].Moves), moved(ws[1].Moves), moved(ws[1].Large), ws[0].Sticky)
			}
			if ws[0].Moves[0].Stockpiece != ws[0] || ws[0].Sticky.Stockpiece != ws[0] {
				t.Errorf("%s: the other side does not know it", name)
			}
			if p, err := s.Plan(ctx); err != nil || len(p.Statements) != 0 {
				t.Errorf("%s: %v %v", name, p, err)
			}
			s.Close()
		}
		for name, with := range map[string][]orm.Load[*StockpieceMove]{
			"select in": {orm.SelectIn(StockpieceMoves.Stockpiece)}, "joined": {orm.Joined(StockpieceMoves.Stockpiece)}, "json": {orm.AsJSON(StockpieceMoves.Stockpiece)},
			"subquery": {orm.Subquery(StockpieceMoves.Stockpiece)}, "on demand": nil,
		} {
			s := orm.NewSession(eng)
			ms, err := orm.Select(StockpieceMoves).OrderBy(StockpieceMoves.Qty).With(with...).All(ctx, s)
			must(t, err)
			sent.take()
			for _, m := range ms {
				_, err := StockpieceMoves.Stockpiece.Of(ctx, s, m)
				must(t, err)
			}
			if n := len(sent.take()); n > 1 || n == 1 && with != nil {
				t.Errorf("%s: %d statements", name, n)
			}
			if ms[0].Stockpiece == nil || ms[0].Stockpiece != ms[1].Stockpiece || ms[2].Stockpiece.Name != "stockpiece b" || ms[3].Stockpiece != nil {
				t.Errorf("%s: %+v", name, ms[0].Stockpiece)
			}
			s.Close()
		}
		s := orm.NewSession(eng)
		defer s.Close()
		slots, err := orm.Select(Slots).OrderBy(Slots.ID).With(orm.SelectIn(Slots.Bins)).All(ctx, s)
		must(t, err)
		if len(slots[0].Bins) != 2 || len(slots[1].Bins) != 1 || slots[1].Bins[0].Slot != slots[1] {
			t.Errorf("%+v", slots[0])
		}
		bins, err := orm.Select(Bins).With(orm.SelectIn(Bins.Slot)).All(ctx, orm.NewSession(eng))
		must(t, err)
		if bins[0].Slot == nil || bins[0].Slot.No != 1 || bins[2].Slot.No != 2 {
			t.Errorf("%+v", bins[0])
		}
		boss, err := orm.Select(Clerks).Where(Clerks.Team.Any(Clerks.Badge.Eq("c1"))).With(orm.SelectIn(Clerks.Team).Recursive(0)).One(ctx, s)
		must(t, err)
		if len(boss.Team) != 2 || boss.Team[0].Boss != boss {
			t.Errorf("%+v", boss)
		}
		ws, err := orm.Select(Stockpieces).OrderBy(Stockpieces.ID).All(ctx, s)
		must(t, err)
		for want, q := range map[int]orm.Query[*StockpieceMove]{
			2: orm.Select(StockpieceMoves).Where(StockpieceMoves.Stockpiece.Eq(ws[0])),
			1: orm.Select(StockpieceMoves).Where(StockpieceMoves.Stockpiece.IsNull()),
			4: orm.Select(StockpieceMoves).Where(StockpieceMoves.Stockpiece.Has()),
			3: orm.Select(StockpieceMoves).Where(StockpieceMoves.Stockpiece.Ne(ws[1])),
		} {
			if n, err := q.Count(ctx, s); err != nil || n != want {
				t.Errorf("%d, not %d: %v", n, want, err)
			}
		}
		if n, err := Stockpieces.Moves.Select(ws[1]).Count(ctx, s); err != nil || n != 2 {
			t.Error(n, err)
		}
		ms, err := Stockpieces.Moves.Of(ctx, s, ws[0])
		must(t, err)
		if w, err := orm.Select(Stockpieces).Where(Stockpieces.Moves.Contains(ms[1])).One(ctx, s); err != nil || w != ws[0] {
			t.Error(w, err)
		}
		if rows, err := orm.Select(Stockpieces).Join(Stockpieces.Moves).Where(StockpieceMoves.Qty.Eq(3)).All(ctx, s); err != nil || len(rows) != 1 || rows[0] != ws[1] {
			t.Error(rows, err)
		}
		plain, err := orm.Select(Stockpieces).With(orm.SelectIn(Stockpieces.Moves)).OrderBy(Stockpieces.ID).AsNoTracking().All(ctx, s)
		must(t, err)
		if moved(plain[0].Moves) != "1 2" {
			t.Error(moved(plain[0].Moves))
		}
	})
}

// It is written as other foreign keys are.
func TestReferredIsWritten(t *testing.T) {
	each(t, Stockroom, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		stockroom(t, ctx, s)
		must(t, s.Clear())
		ws, err := orm.Select(Stockpieces).OrderBy(Stockpieces.ID).With(orm.SelectIn(Stockpieces.Moves), orm.SelectIn(Stockpieces.Sticky)).All(ctx, s)
		must(t, err)
		a, b, without := ws[0], ws[1], ws[2]
		done := func(what string) {
			t.Helper()
			must(t, s.Flush(ctx))
			if p, err := s.Plan(ctx); err != nil || len(p.Statements) != 0 {
				t.Errorf("%s: and then %v %v", what, p, err)
			}
		}
		m := a.Moves[0]
		m.Stockpiece = b
		done("moved by the reference")
		if moved(a.Moves) != "2" || moved(b.Moves) != "3 100 1" || *m.Code != "b" {
			t.Errorf("%s, %s, %v", moved(a.Moves), moved(b.Moves), *m.Code)
		}
		m.Code = a.Code
		done("moved by the key")
		if moved(a.Moves) != "2 1" || moved(b.Moves) != "3 100" || m.Stockpiece != a {
			t.Errorf("%s, %s, %v", moved(a.Moves), moved(b.Moves), m.Stockpiece)
		}
		b.Moves = append(b.Moves, m)
		done("moved by the collection")
		if moved(a.Moves) != "2" || m.Stockpiece != b || *m.Code != "b" {
			t.Errorf("%s, %v", moved(a.Moves), m.Stockpiece)
		}
		b.Moves = b.Moves[:2]
		done("taken out")
		if m.Stockpiece != nil || m.Code != nil {
			t.Errorf("%+v", m)
		}
		m.Stockpiece = without
		if err := s.Flush(ctx); err == nil || !strings.Contains(err.Error(), "Stockpiece.Code, which is NULL") {
			t.Errorf("it has no code: %v", err)
		}
		m.Stockpiece = nil
		code := "fresh"
		n := &Stockpiece{Code: &code, Name: "new"}
		m.Stockpiece = n
		done("a new one, which has its code already")
		if *m.Code != code || moved(n.Moves) != "1" {
			t.Errorf("%+v", n)
		}
		must(t, s.Commit(ctx))

		renamed := "renamed"
		n.Code = &renamed
		done("the code changes, and the database lets what refers to it follow")
		if *m.Code != renamed || m.Stockpiece != n {
			t.Errorf("%+v", m)
		}
		m.Qty++
		must(t, s.Commit(ctx))
		if x, err := StockpieceMoves.Get(ctx, s, m.ID); err != nil || x != m || *x.Code != renamed {
			t.Error(x, err)
		}
		n.Code = &code
		must(t, s.Flush(ctx))
		must(t, s.Rollback(ctx))
		if *n.Code != renamed || *m.Code != renamed || m.Stockpiece != n || moved(n.Moves) != "2" {
			t.Errorf("after Rollback: %v %v %s", *n.Code, *m.Code, moved(n.Moves))
		}

		sticker := a.Sticky
		s.Delete(a)
		done("deleted: its moves are let go, its sticker goes with it")
		if x := a.Moves; len(x) > 0 && x[0].Code != nil {
			t.Errorf("%+v", x[0])
		}
		if n, err := orm.Select(StockpieceLabels).Count(ctx, s); err != nil || n != 0 {
			t.Error(n, err)
		}
		if st := orm.StateOf(s, sticker); st != orm.Deleted {
			t.Errorf("the sticker: %v", st)
		}
		if n, err := orm.Select(StockpieceMoves).Where(StockpieceMoves.Code.IsNull()).Count(ctx, s); err != nil || n != 2 {
			t.Error(n, err)
		}
		must(t, s.Commit(ctx))

		slots, err := orm.Select(Slots).OrderBy(Slots.ID).With(orm.SelectIn(Slots.Bins)).All(ctx, s)
		must(t, err)
		one, two := slots[0], slots[1]
		bin := one.Bins[0]
		one.Bins, two.Bins = one.Bins[1:], append(two.Bins, bin)
		done("a key of two columns")
		if *bin.No != 2 || bin.Slot != two {
			t.Errorf("%+v", bin)
		}
		two.Bins = two.Bins[:1]
		done("an orphan")
		s.Delete(one)
		done("and what its owner has goes with it")
		if n, err := orm.Select(Bins).Count(ctx, s); err != nil || n != 1 {
			t.Error(n, err)
		}

		x, y := &Clerk{Badge: "x"}, &Clerk{Badge: "y"}
		xs, ys := "x", "y"
		y.BossBadge = &xs // by the key alone
		s.Add(y, x)
		done("self-referring, by keys")
		if y.Boss != x && len(x.Team) > 0 {
			t.Errorf("%+v", y)
		}
		z := &Clerk{Badge: "z", BossBadge: &ys}
		s.Add(z)
		must(t, s.Commit(ctx))
		s.Delete(x, y, z)
		done("and deleted: what refers first")
		if n, err := orm.Select(Clerks).Count(ctx, s); err != nil || n != 3 {
			t.Error(n, err)
		}
		must(t, s.Commit(ctx))

		ref, err := Stockpieces.Ref(s, b.ID+1000)
		must(t, err)
		if err := StockpieceMoves.Stockpiece.Set(s, b.Moves[0], ref); err == nil || !strings.Contains(err.Error(), "not known of what Ref gave") {
			t.Errorf("a Ref: %v", err)
		}
	})
}

func ExampleToOne_uniqueColumn() {
	ctx, s, done := with(Stockroom)
	defer done()

	// t.Code.References(Stockpieces.Code), which is Unique, and StockpieceMoves.Stockpiece is an orm.One as others are
	a := "A-1"
	s.Add(&Stockpiece{Code: &a, Name: "lamp", Moves: []*StockpieceMove{{Qty: 3}, {Qty: -1}}})
	s.Add(&StockpieceMove{Code: &a, Qty: 7}) // by the code alone
	check(s.Commit(ctx))
	check(s.Clear())

	lamp, err := orm.Select(Stockpieces).With(orm.SelectIn(Stockpieces.Moves)).One(ctx, s)
	check(err)
	for _, m := range lamp.Moves {
		fmt.Println(*m.Code, m.Qty, m.Stockpiece == lamp)
	}
	// Output:
	// A-1 3 true
	// A-1 -1 true
	// A-1 7 true
}
