package orm_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/internal/golden"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// A shelf has things, and relationships that follow conditions instead of a foreign key:
// the dearest thing, those that are cheap, labels of visible tags, and the next shelf.

type Shelf struct {
	ID     int
	Name   string
	Limit  int
	Things []*Thing
	Best   *Thing
	Cheap  []*Thing
	Labels []*Label
	Next   *Shelf
}

type Thing struct {
	ID      int
	Name    string
	Price   int
	ShelfID *int
}

type Label struct {
	ID   int
	Word string
}

type ShelfTable struct {
	orm.TableOf[Shelf, int]
	ID     schema.Int
	Name   schema.String
	Limit  schema.Int
	Things orm.Many[Shelf, Thing]
	Best   orm.One[Shelf, Thing]
	Cheap  orm.Many[Shelf, Thing]
	Labels orm.Many[Shelf, Label]
	Next   orm.One[Shelf, Shelf]
}

type ThingTable struct {
	orm.TableOf[Thing, int]
	ID      schema.Int
	Name    schema.String
	Price   schema.Int
	ShelfID schema.NullInt
}

type LabelTable struct {
	orm.TableOf[Label, int]
	ID   schema.Int
	Word schema.String
}

var (
	Store   = orm.NewBase()
	Shelves = orm.Declare(Store, "view_shelf", func(t *ShelfTable) {
		t.ID.PrimaryKey()
		t.Name.Size(20)
	})
	Things = orm.Declare(Store, "view_thing", func(t *ThingTable) {
		t.ID.PrimaryKey()
		t.Name.Size(20)
		t.ShelfID.References(Shelves.ID)
	})
	Labels   = orm.Declare(Store, "view_label", func(t *LabelTable) { t.ID.PrimaryKey(); t.Word.Size(20) })
	Taggings = schema.Declare(Store.MetaData(), "view_tagging", func(t *TaggingTable) {
		t.ShelfID.PrimaryKey().References(Shelves.ID)
		t.LabelID.PrimaryKey().References(Labels.ID)
	})
)

type TaggingTable struct {
	schema.Rows
	ShelfID schema.Int
	LabelID schema.Int
	Hidden  schema.Bool
}

func init() {
	dearer := orm.Alias(Things, "dearer")
	best := orm.From(Things, sql.Select1(Things).Where(sql.Not(sql.Exists(sql.Select(dearer.ID).From(dearer).
		Where(sql.Eq(dearer.ShelfID, Things.ShelfID), sql.Gt(dearer.Price, Things.Price))))).Subquery("best"))
	orm.ViewOnly(&Shelves.Best, best, sql.Eq(best.ShelfID, Shelves.ID))

	orm.ViewOnly(&Shelves.Cheap, Things, sql.Eq(Things.ShelfID, Shelves.ID), sql.Lt(Things.Price, Shelves.Limit))
	Shelves.Cheap.OrderBy(Things.Price.Asc(), Things.ID)

	orm.ViewOnly(&Shelves.Labels, Labels, sql.Exists(sql.Select(Taggings.LabelID).From(Taggings).
		Where(sql.Eq(Taggings.LabelID, Labels.ID), sql.Eq(Taggings.ShelfID, Shelves.ID), Taggings.Hidden.Eq(false))))
	Shelves.Labels.OrderBy(Labels.Word)

	next := orm.Alias(Shelves, "following")
	orm.ViewOnly(&Shelves.Next, next, sql.Eq(next.ID, Shelves.ID.Add(1)))
}

func shelves(t *testing.T, ctx context.Context, eng *engine.Engine) {
	t.Helper()
	must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
		for i := range 4 {
			sh := &Shelf{Name: fmt.Sprintf("s%d", i), Limit: 3}
			for j := range i + 1 {
				sh.Things = append(sh.Things, &Thing{Name: fmt.Sprintf("t%d%d", i, j), Price: j + 1})
			}
			s.Add(sh)
		}
		s.Add(&Label{Word: "a"}, &Label{Word: "b"}, &Label{Word: "hidden"}, &Thing{Name: "loose", Price: 1})
		return s.Flush(ctx)
	}))
	must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
		for _, row := range [][3]int{{1, 1, 0}, {2, 1, 0}, {2, 2, 0}, {2, 3, 1}, {3, 3, 1}} {
			res, err := s.Execute(ctx, sql.Insert(Taggings).Values(Taggings.ShelfID.Set(row[0]), Taggings.LabelID.Set(row[1]), Taggings.Hidden.Set(row[2] == 1)))
			if err != nil {
				return err
			}
			if err := res.Close(); err != nil {
				return err
			}
		}
		return nil
	}))
}

func showShelf(s *orm.Session, sh *Shelf) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s best", sh.Name)
	if sh.Best != nil {
		fmt.Fprint(&b, " ", sh.Best.Name)
	}
	fmt.Fprintf(&b, " (%v) cheap", Shelves.Best.State(s, sh))
	for _, x := range sh.Cheap {
		fmt.Fprint(&b, " ", x.Name)
	}
	fmt.Fprintf(&b, " (%v) labels", Shelves.Cheap.State(s, sh))
	for _, x := range sh.Labels {
		fmt.Fprint(&b, " ", x.Word)
	}
	fmt.Fprintf(&b, " (%v) next", Shelves.Labels.State(s, sh))
	if sh.Next != nil {
		fmt.Fprint(&b, " ", sh.Next.Name)
	}
	fmt.Fprintf(&b, " (%v)\n", Shelves.Next.State(s, sh))
	return b.String()
}

// All ways of loading find the same, and nothing of it is written.
func TestViewOnlyIsLoadedInAllWays(t *testing.T) {
	each(t, Store, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		shelves(t, ctx, eng)
		want := `s0 best t00 (loaded) cheap t00 (loaded) labels a (loaded) next s1 (loaded)
s1 best t11 (loaded) cheap t10 t11 (loaded) labels a b (loaded) next s2 (loaded)
s2 best t22 (loaded) cheap t20 t21 (loaded) labels (loaded) next s3 (loaded)
s3 best t33 (loaded) cheap t30 t31 (loaded) labels (loaded) next (loaded)
`
		ways := map[string][]orm.Load[*Shelf]{
			"select in": {orm.SelectIn(Shelves.Best), orm.SelectIn(Shelves.Cheap), orm.SelectIn(Shelves.Labels), orm.SelectIn(Shelves.Next)},
			"joined":    {orm.Joined(Shelves.Best), orm.Joined(Shelves.Cheap), orm.SelectIn(Shelves.Labels), orm.Joined(Shelves.Next)},
			"labels":    {orm.Joined(Shelves.Best), orm.SelectIn(Shelves.Cheap), orm.Joined(Shelves.Labels), orm.SelectIn(Shelves.Next)},
			"json":      {orm.AsJSON(Shelves.Best), orm.AsJSON(Shelves.Cheap), orm.AsJSON(Shelves.Labels), orm.AsJSON(Shelves.Next)},
			"subquery":  {orm.Subquery(Shelves.Best), orm.Subquery(Shelves.Cheap), orm.Subquery(Shelves.Labels), orm.Subquery(Shelves.Next)},
			"on demand": nil,
		}
		for name, with := range ways {
			for _, limited := range []bool{false, true} {
				s := orm.NewSession(eng)
				q := orm.Select(Shelves).With(with...).OrderBy(Shelves.ID)
				if limited {
					q = q.Limit(9)
				}
				sent.take()
				all, err := q.All(ctx, s)
				if err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				if n := len(sent.take()); name == "json" && n != 1 {
					t.Errorf("%s: %d statements", name, n)
				}
				got := ""
				for _, sh := range all {
					if with == nil {
						_, err = Shelves.Best.Of(ctx, s, sh)
						must(t, err)
						_, err = Shelves.Cheap.Of(ctx, s, sh)
						must(t, err)
						_, err = Shelves.Labels.Of(ctx, s, sh)
						must(t, err)
						_, err = Shelves.Next.Of(ctx, s, sh)
						must(t, err)
					}
					got += showShelf(s, sh)
				}
				if n := len(sent.take()); with == nil && n != 4 {
					t.Errorf("on demand: %d statements", n)
				}
				if got != want {
					t.Errorf("%s:\n%s", name, got)
				}
				if p, err := s.Plan(ctx); err != nil || len(p.Statements) != 0 {
					t.Errorf("%s: %v %v", name, p, err)
				}
				s.Close()
			}
		}
		// a part of each
		for name, l := range map[string]orm.Load[*Shelf]{
			"select in": orm.SelectIn(Shelves.Cheap).OrderBy(Things.Price.Desc()).Limit(1), "json": orm.AsJSON(Shelves.Cheap).OrderBy(Things.Price.Desc()).Limit(1),
			"where": orm.SelectIn(Shelves.Cheap).Where(Things.Price.Eq(2)), "json where": orm.AsJSON(Shelves.Cheap).Where(Things.Price.Eq(2)),
		} {
			s := orm.NewSession(eng)
			all, err := orm.Select(Shelves).Where(Shelves.ID.Gt(1)).With(l).OrderBy(Shelves.ID).All(ctx, s)
			must(t, err)
			for _, sh := range all {
				if len(sh.Cheap) != 1 || sh.Cheap[0].Price != 2 || Shelves.Cheap.State(s, sh) != orm.Partial {
					t.Errorf("%s: %s", name, showShelf(s, sh))
				}
			}
			s.Close()
		}
		// conditions, joins, queries of one's own
		s := orm.NewSession(eng)
		defer s.Close()
		count := func(want int, q orm.Query[*Shelf]) {
			t.Helper()
			if n, err := q.Count(ctx, s); err != nil || n != want {
				t.Errorf("%d, not %d: %v", n, want, err)
			}
		}
		count(2, orm.Select(Shelves).Where(Shelves.Labels.Any()))
		count(1, orm.Select(Shelves).Where(Shelves.Labels.Any(Labels.Word.Eq("b"))))
		count(1, orm.Select(Shelves).Where(Shelves.Best.Has(Things.Price.Eq(3))))
		count(3, orm.Select(Shelves).Where(Shelves.Next.Has()))
		t00, err := orm.Select(Things).Where(Things.Name.Eq("t00")).One(ctx, s)
		must(t, err)
		count(3, orm.Select(Shelves).Where(Shelves.Cheap.Contains(t00).Not()))
		count(1, orm.Select(Shelves).Where(Shelves.Cheap.Contains(t00)))
		count(2, orm.Select(Shelves).Join(Shelves.Labels).Distinct())
		sh, err := Shelves.Get(ctx, s, 3)
		must(t, err)
		cheap, err := Shelves.Cheap.Select(sh).All(ctx, s)
		must(t, err)
		if len(cheap) != 2 || cheap[1].Name != "t21" {
			t.Error(cheap)
		}
		if _, err := orm.Select(Shelves).Where(Shelves.Best.Eq(cheap[0])).All(ctx, s); err == nil || !strings.Contains(err.Error(), "ViewOnly") {
			t.Error(err)
		}
		// two where there should be one
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
			s.Add(&Thing{Name: "as dear", Price: 3, ShelfID: &sh.ID})
			return nil
		}))
		if _, err := Shelves.Best.Of(ctx, s, sh); !errors.Is(err, orm.ErrMultipleResults) {
			t.Error(err)
		}
	})
}

func TestViewOnlyIsNeverWritten(t *testing.T) {
	each(t, Store, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		shelves(t, ctx, eng)
		s := orm.NewSession(eng)
		defer s.Close()
		sh, err := orm.Select(Shelves).Where(Shelves.ID.Eq(2)).With(orm.SelectIn(Shelves.Cheap), orm.SelectIn(Shelves.Best)).One(ctx, s)
		must(t, err)
		refused := func(what string, change func() error, back func()) {
			t.Helper()
			sent.take()
			err := change()
			if err == nil {
				sh.Name = "also changed"
				err = s.Flush(ctx)
			}
			var v *orm.ViewOnlyError
			if !errors.As(err, &v) || !strings.HasPrefix(v.Relation, "Shelf.") || len(sent.take()) != 0 {
				t.Errorf("%s: %v", what, err)
			}
			back()
			must(t, s.Rollback(ctx))
			if p, err := s.Plan(ctx); err != nil || len(p.Statements) != 0 {
				t.Errorf("%s: afterwards %v %v", what, p, err)
			}
		}
		nothing := func() {}
		all := sh.Cheap
		refused("append", func() error { sh.Cheap = append(sh.Cheap, &Thing{Name: "new"}); return nil }, func() { sh.Cheap = all })
		refused("empty", func() error { sh.Cheap = nil; return nil }, func() { sh.Cheap = all })
		refused("not loaded", func() error { sh.Labels = []*Label{{Word: "x"}}; return nil }, func() { sh.Labels = nil })
		best := sh.Best
		refused("reference", func() error { sh.Best = all[0]; return nil }, func() { sh.Best = best })
		refused("Add", func() error { return Shelves.Cheap.Add(s, sh, &Thing{}) }, nothing)
		refused("Remove", func() error { return Shelves.Cheap.Remove(s, sh, all[0]) }, nothing)
		refused("Replace", func() error { return Shelves.Cheap.Replace(ctx, s, sh) }, nothing)
		refused("Set", func() error { return Shelves.Best.Set(s, sh, nil) }, nothing)
		refused("a new object", func() error { s.Add(&Shelf{Name: "n", Cheap: []*Thing{{Name: "x"}}}); return nil }, nothing)
		if sh.Best != best || len(sh.Cheap) != 2 {
			t.Error(showShelf(s, sh))
		}

		// a new object has them as soon as its row is there
		n := &Shelf{Name: "n", Limit: 100}
		s.Add(n)
		must(t, s.Commit(ctx))
		th := &Thing{Name: "its", Price: 9, ShelfID: &n.ID}
		s.Add(th)
		b, err := Shelves.Best.Of(ctx, s, n) // flushes, for it reads the table
		must(t, err)
		c, err := Shelves.Cheap.Of(ctx, s, n)
		must(t, err)
		if b != th || len(c) != 1 || c[0] != th {
			t.Error(showShelf(s, n))
		}
		merged, err := orm.Merge(ctx, s, Shelves, &Shelf{ID: n.ID, Name: "m", Limit: 7, Cheap: []*Thing{}})
		must(t, err)
		if merged != n || len(n.Cheap) != 1 {
			t.Error(showShelf(s, merged))
		}
		s.Delete(th)
		s.Delete(n)
		must(t, s.Commit(ctx))
	})
}

func TestGoldenViews(t *testing.T) {
	each(t, Store, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		shelves(t, ctx, eng)
		var out bytes.Buffer
		for _, c := range []struct {
			name string
			with orm.Load[*Shelf]
		}{
			{"a subquery, by keys", orm.SelectIn(Shelves.Best)},
			{"and joined", orm.Joined(Shelves.Best)},
			{"and as JSON", orm.AsJSON(Shelves.Best)},
			{"more conditions than a key", orm.SelectIn(Shelves.Cheap)},
			{"and the first of each", orm.SelectIn(Shelves.Cheap).Limit(1)},
			{"over a table of pairs", orm.SelectIn(Shelves.Labels)},
			{"to an alias", orm.Joined(Shelves.Next)},
		} {
			s := orm.NewSession(eng)
			sent.take()
			_, err := orm.Select(Shelves).With(c.with).OrderBy(Shelves.ID).All(ctx, s)
			must(t, err)
			fmt.Fprintf(&out, "-- %s\n%s\n", c.name, strings.Join(sent.take(), "\n"))
			s.Close()
		}
		golden.Check(t, "testdata/views_"+on(t)+".sql", out.Bytes())
	})
}

type OddShelf struct {
	ID    int
	Best  *OddThing
	Next  *OddShelf
	Cheap []*OddThing
	Other []*OddThing
}

type OddThing struct {
	ID      int
	ShelfID int
}

type OddShelfTable struct {
	orm.TableOf[OddShelf, int]
	ID    schema.Int
	Best  orm.One[OddShelf, OddThing]
	Next  orm.One[OddShelf, OddShelf]
	Cheap orm.Many[OddShelf, OddThing]
	Other orm.Many[OddShelf, OddThing]
}

type OddThingTable struct {
	orm.TableOf[OddThing, int]
	ID      schema.Int
	ShelfID schema.Int
}

func TestViewOnlyMistakes(t *testing.T) {
	base := orm.NewBase()
	shelf := orm.Declare(base, "odd_shelf", func(t *OddShelfTable) { t.ID.PrimaryKey() })
	thing := orm.Declare(base, "odd_thing", func(t *OddThingTable) { t.ID.PrimaryKey(); t.ShelfID.References(shelf.ID) })
	orm.ViewOnly(&shelf.Best, thing)
	orm.ViewOnly(&shelf.Next, shelf, shelf.ID.Gt(0))
	orm.ViewOnly(&shelf.Cheap, thing, thing.ID.Gt(0))
	shelf.Cheap.Cascade(orm.CascadeDelete)
	var nothing *OddThingTable
	orm.ViewOnly(&shelf.Other, nothing, thing.ID.Gt(0))
	err := base.Configure()
	for _, want := range []string{"OddShelf.Best: ViewOnly is given no condition", "relationship Next: it leads from a table to itself", "relationship Cheap: it is ViewOnly, by conditions of its own, and Cascade", "Other: ViewOnly leads to a table that is not declared"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in\n%v", want, err)
		}
	}
}

func ExampleViewOnly() {
	ctx, s, done := with(Store)
	defer done()

	// dearer := orm.Alias(Things, "dearer")
	// best := orm.From(Things, sql.Select1(Things).Where(sql.Not(sql.Exists(…))).Subquery("best"))
	// orm.ViewOnly(&Shelves.Best, best, sql.Eq(best.ShelfID, Shelves.ID))
	s.Add(&Shelf{Name: "top", Things: []*Thing{{Name: "vase", Price: 30}, {Name: "cup", Price: 4}}})
	check(s.Commit(ctx))
	check(s.Clear())

	top, err := orm.Select(Shelves).With(orm.Joined(Shelves.Best)).One(ctx, s)
	check(err)
	fmt.Println(top.Best.Name)

	top.Best = nil // is not written
	fmt.Println(s.Flush(ctx))
	// Output:
	// vase
	// Shelf.Best of Shelf 1 was changed, and is only read: it is ViewOnly; change the rows that its conditions speak of, and put the field back
}
