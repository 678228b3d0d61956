package orm_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

func TestRollbackGivesBackWhatWasThere(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		fill(t, ctx, eng, 1, 1)
		s := orm.NewSession(eng)
		defer s.Close()
		p, err := orm.Select(Products).With(orm.SelectIn(Products.Orders)).One(ctx, s)
		must(t, err)
		was := *p
		p.Name, p.Price = "changed", 77
		p.Orders[0].Quantity = 50
		n := &Order{Quantity: 9}
		p.Orders = append(p.Orders, n)
		q := &Product{Name: "new", Orders: []*Order{{Quantity: 3}}}
		s.Add(q)
		must(t, s.Flush(ctx))
		if q.ID == 0 || n.ID == 0 || n.ProductID != p.ID || q.Orders[0].ProductID != q.ID {
			t.Fatal("not flushed")
		}
		p.Name = "changed again, not flushed"
		must(t, s.Rollback(ctx))
		if p.Name != was.Name || p.Price != was.Price || len(p.Orders) != 1 || p.Orders[0].Quantity != 1 {
			t.Fatalf("%+v", p)
		}
		if q.ID != 0 || n.ID != 0 || n.ProductID != 0 || q.Orders[0].ProductID != 0 || !n.OrderDate.IsZero() || q.Name != "new" || n.Quantity != 9 {
			t.Fatalf("what the session wrote is still there: %+v %+v", q, n)
		}
		s.Add(q) // can be added again
		must(t, s.Commit(ctx))
		count, err := orm.Select(Products).Count(ctx, s)
		must(t, err)
		if count != 2 || q.ID == 0 {
			t.Fatal(count, q.ID)
		}
	})
}

func TestMovesInAnyOfTheThreePlaces(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		fill(t, ctx, eng, 2, 1)
		for i, move := range []func(a, b *Product, o *Order){
			func(a, b *Product, o *Order) { o.ProductID = b.ID },
			func(a, b *Product, o *Order) { o.Product = b },
			func(a, b *Product, o *Order) { b.Orders = append(b.Orders, o) },
			func(a, b *Product, o *Order) { b.Orders = append(b.Orders, o); a.Orders = nil },
		} {
			s := orm.NewSession(eng)
			ps, err := orm.Select(Products).With(orm.SelectIn(Products.Orders)).OrderBy(Products.ID.Asc()).All(ctx, s)
			must(t, err)
			a, b, o := ps[0], ps[1], ps[0].Orders[0]
			sent.take()
			move(a, b, o)
			must(t, s.Flush(ctx))
			got := sent.take()
			if len(got) != 1 || !strings.HasPrefix(got[0], "UPDATE") {
				t.Fatal(i, got)
			}
			if len(a.Orders) != 0 || len(b.Orders) != 2 || o.Product != b || o.ProductID != b.ID {
				t.Fatal(i, a.Orders, b.Orders, o)
			}
			must(t, s.Rollback(ctx))
			if len(a.Orders) != 1 || len(b.Orders) != 1 || o.Product != a || o.ProductID != a.ID {
				t.Fatal(i, "rolled back", a.Orders, b.Orders, o)
			}
			s.Close()
		}
		s := orm.NewSession(eng)
		defer s.Close()
		p, err := orm.Select(Products).With(orm.SelectIn(Products.Orders)).First(ctx, s)
		must(t, err)
		p.Orders = nil
		var oe *orm.OrphanError
		if err := s.Flush(ctx); !errors.As(err, &oe) {
			t.Fatal(err)
		}
	})
}

func TestTreesLevelByLevelAndBack(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		boss := &Person{Name: "boss", Desk: &Desk{Room: "1"}, Team: []*Person{{Name: "a", Team: []*Person{{Name: "aa"}, {Name: "ab"}}}, {Name: "b"}}}
		s.Add(boss)
		must(t, s.Commit(ctx))
		if a := boss.Team[0]; *a.BossID != boss.ID || a.Boss != boss || *a.Team[1].BossID != a.ID || *boss.Desk.PersonID != boss.ID {
			t.Fatalf("%+v", boss)
		}
		s2 := orm.NewSession(eng)
		defer s2.Close()
		b2, err := orm.Select(People).Where(People.BossID.IsNull()).With(orm.SelectIn(People.Team, orm.SelectIn(People.Team)), orm.Joined(People.Desk)).One(ctx, s2)
		must(t, err)
		if len(b2.Team) != 2 || len(b2.Team[0].Team)+len(b2.Team[1].Team) != 2 || b2.Desk == nil || b2.Desk.Room != "1" || b2.Team[0].Boss != b2 {
			t.Fatalf("%+v", b2)
		}
		// the same along an alias
		up := orm.Alias(People, "up")
		some, err := orm.Select(People).Join(People.Boss.To(up)).Where(up.Name.Eq("boss")).OrderBy(People.Name.Asc()).All(ctx, s2)
		must(t, err)
		if len(some) != 2 || some[0].Name != "a" || some[0].Boss != b2 {
			t.Fatal(some)
		}
		none, err := People.Desk.Of(ctx, s2, some[0])
		must(t, err)
		if none != nil || People.Desk.State(s2, some[0]) != orm.Loaded {
			t.Fatal(none)
		}
		// taking a child out makes its key NULL; moving the desk takes it from its owner
		leaf := b2.Team[0]
		b2.Team = b2.Team[1:]
		b2.Team[0].Desk = b2.Desk
		must(t, s2.Commit(ctx))
		if leaf.BossID != nil || leaf.Boss != nil || b2.Desk != nil || *b2.Team[0].Desk.PersonID != b2.Team[0].ID {
			t.Fatalf("%+v %+v", leaf, b2)
		}
		// the reference was never loaded: nil says nothing, Set does
		s3 := orm.NewSession(eng)
		defer s3.Close()
		x, err := orm.Select(People).Where(People.Name.Eq("aa")).One(ctx, s3)
		must(t, err)
		must(t, s3.Flush(ctx))
		if x.BossID == nil {
			t.Fatal("detached by a field that was never loaded")
		}
		must(t, People.Boss.Set(s3, x, nil))
		must(t, s3.Commit(ctx))
		if n, _ := orm.Select(People).Where(People.BossID.IsNull()).Count(ctx, s3); n != 3 {
			t.Fatal(n)
		}
		// all of them go, leaves first, desks let go of
		all, err := orm.Select(People).All(ctx, s3)
		must(t, err)
		for _, p := range all {
			s3.Delete(p)
		}
		must(t, s3.Commit(ctx))
		d, err := orm.Select(Desks).One(ctx, s3)
		must(t, err)
		if d.PersonID != nil || s3.Len() != 1 {
			t.Fatal(d, s3.Len())
		}
	})
}

func TestMistakesOfASession(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		fill(t, ctx, eng, 2, 1)
		s := orm.NewSession(eng)
		defer s.Close()
		load := func() *Product {
			p, err := orm.Select(Products).OrderBy(Products.ID.Asc()).First(ctx, s)
			must(t, err)
			return p
		}
		p := load()
		var ic *orm.IdentityConflictError
		copied := *p
		if _, err := Products.Orders.Of(ctx, s, &copied); !errors.As(err, &ic) {
			t.Fatal(err)
		}
		s.Add(&copied)
		if err := s.Flush(ctx); !errors.As(err, &ic) || !strings.Contains(err.Error(), "unit_test.go") {
			t.Fatal(err)
		}
		var de *orm.DetachedError
		p.Orders = append(p.Orders, &Order{ID: 999})
		if err := s.Sync(); !errors.As(err, &de) || !strings.Contains(de.Path, "Orders[0]") {
			t.Fatal(err)
		}
		must(t, s.Rollback(ctx))
		if p.Orders != nil {
			t.Fatal("not rolled back")
		}
		var np *orm.NotPersistedError
		s.Delete(&Product{ID: 5})
		if err := s.Flush(ctx); !errors.As(err, &np) {
			t.Fatal(err)
		}
		var kc *orm.KeyChangedError
		must(t, json.Unmarshal([]byte(`{"ID": 12345}`), p))
		if err := s.Flush(ctx); !errors.As(err, &kc) {
			t.Fatal(err)
		}
		must(t, s.Rollback(ctx))
		// somebody else deletes the row
		p = load()
		_, err := eng.Execute(ctx, sql.Delete(Products).Where(Products.ID.Eq(p.ID)))
		must(t, err)
		p.Name = "gone"
		var sd *orm.StaleDataError
		if err := s.Flush(ctx); !errors.As(err, &sd) {
			t.Fatal(err)
		}
		if _, err := orm.Select(Products).All(ctx, s); !errors.Is(err, orm.ErrPendingRollback) || !errors.As(err, &sd) {
			t.Fatal(err)
		}
		must(t, s.Rollback(ctx))
		if err := s.Refresh(ctx, p); !errors.Is(err, orm.ErrNoResult) {
			t.Fatal(err)
		}
		// the database refuses
		q := load()
		q.Price = -1
		if err := s.Commit(ctx); err == nil {
			t.Fatal("the check was not held")
		}
		must(t, s.Rollback(ctx))
		if q.Price == -1 {
			t.Fatal("not restored")
		}
		s.Close()
		if _, err := Products.Get(ctx, s, 1); !errors.Is(err, orm.ErrSessionClosed) {
			t.Fatal(err)
		}
	})
}

func TestReadingAgain(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		fill(t, ctx, eng, 1, 0)
		s := orm.NewSession(eng)
		defer s.Close()
		p, err := orm.Select(Products).One(ctx, s)
		must(t, err)
		_, err = eng.Execute(ctx, sql.Update(Products).Set(Products.Name.Set("theirs"), Products.AvailableQuantity.Set(99)).Where(Products.ID.Eq(p.ID)))
		must(t, err)
		sent.take()
		if q, err := Products.Get(ctx, s, p.ID); err != nil || q != p || q.Name == "theirs" || len(sent.take()) != 0 {
			t.Fatal("Get answers from memory within a unit of work")
		}
		must(t, s.Commit(ctx))
		p.Price = 1234 // a change of ours stays, the rest is refreshed
		q, err := Products.Get(ctx, s, p.ID)
		must(t, err)
		if q != p || p.Name != "theirs" || p.AvailableQuantity != 99 || p.Price != 1234 {
			t.Fatalf("%+v", p)
		}
		must(t, s.Refresh(ctx, p))
		if p.Price == 1234 {
			t.Fatal("Refresh overwrites")
		}
		// a query sees what is pending
		p.Name = "ours"
		s.Add(&Product{Name: "another"})
		names, err := orm.All(ctx, s, sql.Select1(Products.Name).OrderBy(Products.Name.Asc()))
		must(t, err)
		if len(names) != 2 || names[0] != "another" || names[1] != "ours" {
			t.Fatal(names)
		}
		must(t, s.Rollback(ctx))
		s2 := orm.NewSession(eng, orm.AutoflushOff)
		defer s2.Close()
		s2.Add(&Product{Name: "unseen"})
		if n, err := orm.Select(Products).Count(ctx, s2); err != nil || n != 1 {
			t.Fatal(n, err)
		}
	})
}

func TestTypedRowsAndStreams(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		fill(t, ctx, eng, 4, 2)
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error { s.Add(&Product{Name: "z lonely"}); return nil }))
		s := orm.NewSession(eng)
		defer s.Close()
		rows, err := orm.All(ctx, s, sql.Select2(Products, sql.Count(Orders.ID)).LeftJoin(Orders).GroupBy(Products.ID).OrderBy(Products.Name.Asc()))
		must(t, err)
		if len(rows) != 5 || rows[0].B != 2 || rows[4].B != 0 || rows[0].A.Name != "p00" {
			t.Fatal(rows)
		}
		p, err := Products.Get(ctx, s, rows[0].A.ID)
		must(t, err)
		if p != rows[0].A {
			t.Fatal("not the session's object")
		}
		pairs, err := orm.All(ctx, s, sql.Select2(Products, Orders).LeftJoin(Orders).OrderBy(Products.Name.Asc(), Orders.ID.Asc()))
		must(t, err)
		if len(pairs) != 9 || pairs[0].A != pairs[1].A || pairs[8].B != nil || pairs[0].B.ProductID != p.ID {
			t.Fatal(pairs)
		}
		// a query is a statement of Core's, too
		plain, err := engine.All(ctx, eng, orm.Select(Products).Where(Products.Dear().Not()).OrderBy(Products.ID.Asc()))
		must(t, err)
		if len(plain) != 5 || plain[0] == p || plain[0].Name != p.Name || p.Dear() {
			t.Fatal(plain)
		}
		if _, err := engine.All(ctx, eng, orm.Select(Products).With(orm.SelectIn(Products.Orders))); err == nil {
			t.Fatal("With was lost without a word")
		}
		n := 0
		for x, err := range orm.Select(Products).OrderBy(Products.ID.Asc()).Each(ctx, s) {
			must(t, err)
			if x == p {
				t.Fatal("tracked")
			}
			if y, err := Products.Get(ctx, s, x.ID); err != nil || y.Name != x.Name { // the session may be used
				t.Fatal(err)
			}
			n++
		}
		if n != 5 {
			t.Fatal(n)
		}
		loose, err := orm.Select(Products).AsNoTracking().With(orm.SelectIn(Products.Orders)).OrderBy(Products.ID.Asc()).All(ctx, s)
		must(t, err)
		if loose[0] == p || len(loose[0].Orders) != 2 || loose[0].Orders[0].Product != loose[0] {
			t.Fatal("plain trees")
		}
		// conditions over relationships
		some, err := orm.Select(Products).Where(Products.Orders.Any(Orders.Quantity.Gt(1))).Count(ctx, s)
		must(t, err)
		lonely, err := orm.Select(Products).Where(Products.Orders.Any().Not()).One(ctx, s)
		must(t, err)
		of, err := orm.Select(Orders).Where(Orders.Product.Has(Products.Name.Eq("p01"))).Count(ctx, s)
		must(t, err)
		if some != 4 || lonely.Name != "z lonely" || of != 2 {
			t.Fatal(some, lonely, of)
		}
		// joins along a collection give an entity once
		joined := orm.Select(Products).Join(Products.Orders).Where(Orders.Quantity.Gt(0))
		ps, err := joined.All(ctx, s)
		must(t, err)
		count, err := joined.Count(ctx, s)
		must(t, err)
		if len(ps) != 4 || count != 4 {
			t.Fatal(len(ps), count)
		}
		if _, err := joined.Limit(2).All(ctx, s); err == nil {
			t.Fatal("Limit would have counted pairs")
		}
		if ps, err := joined.Distinct().OrderBy(Products.ID.Asc()).Limit(3).All(ctx, s); err != nil || len(ps) != 3 {
			t.Fatal(len(ps), err)
		}
		if _, err := joined.One(ctx, s); !errors.Is(err, orm.ErrMultipleResults) {
			t.Fatal(err)
		}
		if _, err := orm.Select(Products).Where(Products.Name.Eq("nobody")).First(ctx, s); !errors.Is(err, orm.ErrNoResult) {
			t.Fatal(err)
		}
		if _, err := orm.Select(Products).Join(Orders.Product).All(ctx, s); err == nil {
			t.Fatal("a path that does not start in the query")
		}
	})
}

func TestAFunctionOfTheSessionsMustNotUseIt(t *testing.T) {
	base := orm.NewBase()
	var s *orm.Session
	var got error
	table := orm.Declare(base, "orm_reentrant", func(t *reentrantTable) {
		t.Name.Size(10).DefaultFunc(func() string { got = s.Sync(); return "x" }).OmitZero()
		t.ID.PrimaryKey()
	})
	_ = table
	each(t, base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s = orm.NewSession(eng)
		defer s.Close()
		s.Add(&reentrant{})
		must(t, s.Commit(ctx))
		if !errors.Is(got, orm.ErrReentrant) {
			t.Fatal(got)
		}
	})
}

type reentrant struct {
	ID   int
	Name string
}

type reentrantTable struct {
	orm.TableOf[reentrant, int]
	ID   schema.Int
	Name schema.String
}

// Two tables that refer to each other.
type chicken struct {
	ID    int
	EggID *int
	Egg   *egg
}

type egg struct {
	ID        int
	ChickenID *int
	Chicken   *chicken
}

type chickenTable struct {
	orm.TableOf[chicken, int]
	ID    schema.Int
	EggID schema.NullInt
	Egg   orm.One[chicken, egg]
}

type eggTable struct {
	orm.TableOf[egg, int]
	ID        schema.Int
	ChickenID schema.NullInt
	Chicken   orm.One[egg, chicken]
}

func TestRowsInACircle(t *testing.T) {
	base := orm.NewBase()
	orm.Declare(base, "orm_chicken", func(t *chickenTable) {
		t.ID.PrimaryKey()
		t.EggID.References(orm.Later(func(e *eggTable) schema.Int { return e.ID }), schema.FKName("fk_orm_chicken"))
	})
	orm.Declare(base, "orm_egg", func(t *eggTable) {
		t.ID.PrimaryKey()
		t.ChickenID.ReferencesName("orm_chicken.id", schema.FKName("fk_orm_egg"))
	})
	each(t, base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		c := &chicken{Egg: &egg{Chicken: &chicken{}}} // a chain through the cycle of tables
		s.Add(c)
		must(t, s.Commit(ctx))
		if *c.EggID != c.Egg.ID || *c.Egg.ChickenID != c.Egg.Chicken.ID {
			t.Fatalf("%+v", c)
		}
		c.Egg.Chicken.Egg = c.Egg // a circle of rows that are there
		must(t, s.Commit(ctx))
		d := &chicken{Egg: &egg{}}
		d.Egg.Chicken = d
		s.Add(d)
		var ce *orm.CircularDependencyError
		if err := s.Flush(ctx); !errors.As(err, &ce) || len(ce.Rows) != 3 {
			t.Fatal(err)
		}
	})
}
