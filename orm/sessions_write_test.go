package orm_test

import (
	"errors"

	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// goods are two products with orders.
func goods() (a, b *Product) {
	return &Product{ID: 1, Name: "a", Orders: []*Order{{Quantity: 1, OrderDate: day}, {Quantity: 2, OrderDate: day}}},
		&Product{ID: 2, Name: "b", Orders: []*Order{{Quantity: 3, OrderDate: day}}}
}

func (x *scene) goods() {
	x.t.Helper()
	a, b := goods()
	x.have(a, b)
}

var written = []tale{
	{"a commit of nothing sends nothing", Base, func(x *scene) { x.must(x.s.Commit(x.ctx)) }},
	{"one row: COMMIT goes with it", Base, func(x *scene) { x.s.Add(&Product{ID: 1, Name: "a"}); x.must(x.s.Commit(x.ctx)) }},
	{"one changed row", Base, func(x *scene) {
		x.goods()
		p := ok[*Product](x)(Products.Get(x.ctx, x.s, 1))
		p.Name = "c"
		x.must(x.s.Commit(x.ctx))
	}},
	{"a flush, and a rollback", Base, func(x *scene) {
		x.s.Add(&Product{ID: 1, Name: "a"})
		x.must(x.s.Flush(x.ctx))
		x.must(x.s.Rollback(x.ctx))
	}},
	{"what is rolled back is added again", Base, func(x *scene) {
		p := &Product{Name: "a"}
		x.s.Add(p)
		x.must(x.s.Flush(x.ctx))
		x.must(x.s.Rollback(x.ctx))
		x.s.Add(p)
		x.must(x.s.Commit(x.ctx))
	}},
	{"a savepoint that is kept", Base, func(x *scene) {
		x.must(x.s.Savepoint(x.ctx, func() error { x.s.Add(&Product{ID: 1, Name: "a"}); return nil }))
		x.must(x.s.Commit(x.ctx))
	}},
	{"a savepoint that is undone", Base, func(x *scene) {
		x.s.Add(&Product{ID: 1, Name: "a"})
		_ = x.s.Savepoint(x.ctx, func() error {
			x.s.Add(&Product{ID: 2, Name: "b"})
			return errors.Join(x.s.Flush(x.ctx), errors.New("no"))
		})
		x.must(x.s.Commit(x.ctx))
	}},
	{"savepoints in savepoints", Base, func(x *scene) {
		x.must(x.s.Savepoint(x.ctx, func() error {
			x.s.Add(&Product{ID: 1, Name: "a"})
			_ = x.s.Savepoint(x.ctx, func() error { return errors.New("no") })
			return nil
		}))
		x.must(x.s.Commit(x.ctx))
	}},
	{"autoflush before a query of a changed table", Base, func(x *scene) {
		x.s.Add(&Product{ID: 1, Name: "a"})
		ok[int](x)(orm.Select(Products).Count(x.ctx, x.s))
	}},
	{"no autoflush before a query of another table", Base, func(x *scene) {
		x.s.Add(&Product{ID: 1, Name: "a"})
		ok[int](x)(orm.Select(People).Count(x.ctx, x.s))
	}},
	{"no autoflush where none is wanted", Base, func(x *scene) {
		x.s.Add(&Product{ID: 1, Name: "a"})
		ok[[]*Product](x)(orm.Select(Products).NoAutoflush().All(x.ctx, x.s))
	}},
	{"a flush that the database refuses", Base, func(x *scene) {
		x.s.Add(&Product{ID: 1, Name: "a", Price: -1})
		if x.s.Flush(x.ctx) == nil {
			x.t.Fatal("not refused")
		}
		fails[*orm.PendingRollbackError](x, x.s.Flush(x.ctx))
		x.must(x.s.Rollback(x.ctx))
	}},
	{"a row that somebody else has deleted", Base, func(x *scene) {
		x.goods()
		p := ok[*Product](x)(Products.Get(x.ctx, x.s, 2))
		q := ok[*Product](x)(Products.Get(x.ctx, x.s, 1))
		x.others(sql.Delete(Orders).AllRows())
		x.others(sql.Delete(Products).Where(Products.ID.Eq(1)))
		x.forget()
		p.Name, q.Name = "x", "y"
		fails[*orm.StaleDataError](x, x.s.Flush(x.ctx))
		x.must(x.s.Rollback(x.ctx))
	}},
	{"refresh overwrites", Base, func(x *scene) {
		x.goods()
		p := ok[*Product](x)(Products.Get(x.ctx, x.s, 1))
		p.Name = "mine"
		x.must(x.s.Refresh(x.ctx, p))
		x.must(x.s.Commit(x.ctx))
	}},
	{"refresh of several", Base, func(x *scene) {
		x.goods()
		all := ok[[]*Product](x)(orm.Select(Products).With(orm.SelectIn(Products.Orders)).OrderBy(Products.ID).All(x.ctx, x.s))
		x.forget()
		x.must(x.s.Refresh(x.ctx, all[0], all[1], all[0].Orders[0]))
	}},
	{"expire: Get reads again", Base, func(x *scene) {
		x.goods()
		p := ok[*Product](x)(Products.Get(x.ctx, x.s, 1))
		x.must(x.s.Expire(p))
		ok[*Product](x)(Products.Get(x.ctx, x.s, 1))
		ok[*Product](x)(Products.Get(x.ctx, x.s, 1))
	}},
	{"Get asks again in the next unit of work", Base, func(x *scene) {
		x.goods()
		ok[*Product](x)(Products.Get(x.ctx, x.s, 1))
		x.must(x.s.Commit(x.ctx))
		ok[*Product](x)(Products.Get(x.ctx, x.s, 1))
	}},
	{"and does not where objects are kept", Base, func(x *scene) {
		x.goods()
		x.fresh(orm.KeepAcrossCommits)
		ok[*Product](x)(Products.Get(x.ctx, x.s, 1))
		x.must(x.s.Commit(x.ctx))
		ok[*Product](x)(Products.Get(x.ctx, x.s, 1))
	}},
	{"expunge: changes are not written", Base, func(x *scene) {
		x.goods()
		p := ok[*Product](x)(Products.Get(x.ctx, x.s, 1))
		p.Name = "mine"
		x.must(x.s.Expunge(p))
		x.must(x.s.Commit(x.ctx))
	}},
	{"attach: what is changed afterwards is written", Base, func(x *scene) {
		x.goods()
		p := &Product{ID: 1, Name: "a"}
		x.must(x.s.Attach(p))
		p.Name = "z"
		x.must(x.s.Commit(x.ctx))
	}},
	{"a reference by key reads nothing", Base, func(x *scene) {
		x.goods()
		p := ok[*Product](x)(Products.Ref(x.s, 2))
		x.s.Add(&Order{Quantity: 9, OrderDate: day, Product: p})
		x.must(x.s.Commit(x.ctx))
	}},
	{"merge of what is there", Base, func(x *scene) {
		x.goods()
		ok[*Product](x)(orm.Merge(x.ctx, x.s, Products, &Product{ID: 1, Name: "sent"}))
		x.must(x.s.Commit(x.ctx))
	}},
	{"merge of what is new", Base, func(x *scene) {
		ok[*Product](x)(orm.Merge(x.ctx, x.s, Products, &Product{ID: 7, Name: "sent"}))
		x.must(x.s.Commit(x.ctx))
	}},
	{"merge of a whole collection", Base, func(x *scene) {
		x.goods()
		in := &Product{ID: 1, Name: "a", Orders: []*Order{{ID: 1, Quantity: 70, OrderDate: day, ProductID: 1}, {ID: 2, Quantity: 2, OrderDate: day, ProductID: 1}, {Quantity: 71, OrderDate: day}}}
		ok[*Product](x)(orm.Merge(x.ctx, x.s, Products, in))
		x.must(x.s.Commit(x.ctx))
	}},
	{"a cast of a request", Base, func(x *scene) {
		x.goods()
		p := ok[*Product](x)(Products.Get(x.ctx, x.s, 1))
		c := ok[*orm.Casting[*Product]](x)(orm.Cast(Products, p, []byte(`{"name": "cast"}`), Products.Name, Products.Price))
		c.Apply()
		x.must(x.s.Commit(x.ctx))
	}},
	{"an update of many, with objects in memory", Base, func(x *scene) {
		x.goods()
		p := ok[*Product](x)(Products.Get(x.ctx, x.s, 1))
		r := ok[closer](x)(execute(x, sql.Update(Products).Set(Products.Price.Set(5)).Where(Products.ID.Lt(9))))
		x.must(r.Close())
		if p.Price != 5 {
			x.t.Fatal(p.Price)
		}
		x.must(x.s.Commit(x.ctx))
	}},
	{"a delete of many, with objects in memory", Base, func(x *scene) {
		x.goods()
		ok[[]*Order](x)(orm.Select(Orders).OrderBy(Orders.ID).All(x.ctx, x.s))
		r := ok[closer](x)(execute(x, sql.Delete(Orders).Where(Orders.Quantity.Gt(1))))
		x.must(r.Close())
		x.must(x.s.Commit(x.ctx))
		if x.s.Len() != 1 {
			x.t.Fatal(x.s.Len())
		}
	}},
	{"an insert of many structs", Base, func(x *scene) {
		r := ok[closer](x)(execute(x, orm.Insert(Products, &Product{ID: 1, Name: "a"}, &Product{ID: 2, Name: "b"})))
		x.must(r.Close())
		x.must(x.s.Commit(x.ctx))
	}},
	{"eight new rows share a statement", Base, func(x *scene) {
		for i := range 8 {
			x.s.Add(&Product{Name: string(rune('a' + i))})
		}
		x.must(x.s.Commit(x.ctx))
	}},
	{"many changed rows", Base, func(x *scene) {
		var all []*Product
		for i := range 8 {
			p := &Product{ID: i + 1, Name: "p"}
			all = append(all, p)
			x.s.Add(p)
		}
		x.must(x.s.Commit(x.ctx))
		x.forget()
		for i, p := range all {
			p.Price = float64(i + 1)
		}
		x.must(x.s.Commit(x.ctx))
	}},
	{"parent and children in one flush are deleted without an UPDATE", Base, func(x *scene) {
		x.have(&Person{Name: "a", Team: []*Person{{Name: "aa"}, {Name: "ab"}}})
		p := ok[*Person](x)(orm.Select(People).Where(People.BossID.IsNull()).With(orm.SelectIn(People.Team, orm.SelectIn(People.Team), orm.SelectIn(People.Desk)), orm.SelectIn(People.Desk)).One(x.ctx, x.s))
		x.forget()
		x.s.Delete(p, p.Team[0], p.Team[1])
		x.must(x.s.Commit(x.ctx))
	}},
	{"a deleted boss whose team is not loaded", Base, func(x *scene) {
		x.have(&Person{Name: "a", Team: []*Person{{Name: "aa"}}})
		p := ok[*Person](x)(People.Get(x.ctx, x.s, 1))
		x.forget()
		x.s.Delete(p)
		x.must(x.s.Commit(x.ctx))
	}},
	{"passive delete: the schema cascades", Estate, func(x *scene) {
		x.have(&Owner{Name: "o", Strict: []*Strict{{}, {}}})
		o := ok[*Owner](x)(Owners.Get(x.ctx, x.s, 1))
		ok[[]*Strict](x)(Owners.Strict.Of(x.ctx, x.s, o))
		x.forget()
		x.s.Delete(o)
		x.must(x.s.Commit(x.ctx))
		if x.s.Len() != 0 {
			x.t.Fatal("still in memory")
		}
	}},
	{"passive update: the schema follows a natural key", Atlas, func(x *scene) {
		x.have(&Land{Code: "a", Towns: []*Town{{}, {}}})
		l := ok[*Land](x)(Lands.Get(x.ctx, x.s, "a"))
		x.forget()
		l.Code = "z"
		x.must(x.s.Commit(x.ctx))
	}},
	{"natural keys are swapped", Atlas, func(x *scene) {
		x.have(&Land{Code: "a", Towns: []*Town{{}}}, &Land{Code: "b"})
		all := ok[[]*Land](x)(orm.Select(Lands).OrderBy(Lands.Code).All(x.ctx, x.s))
		x.forget()
		all[0].Code, all[1].Code = "b", "a"
		x.must(x.s.Commit(x.ctx)) // three letters hold a free value
	}},
	{"a new child of a renamed parent", Atlas, func(x *scene) {
		x.have(&Land{Code: "a"})
		l := ok[*Land](x)(Lands.Get(x.ctx, x.s, "a"))
		x.forget()
		l.Code = "z"
		x.s.Add(&Town{Land: l})
		x.must(x.s.Commit(x.ctx))
	}},
	{"a key that another row gives up", Atlas, func(x *scene) {
		x.have(&Land{Code: "a"})
		l := ok[*Land](x)(Lands.Get(x.ctx, x.s, "a"))
		x.forget()
		l.Code = "z"
		x.s.Add(&Land{Code: "a"})
		x.must(x.s.Commit(x.ctx))
	}},
	{"post-update: a circle is inserted and deleted", League, func(x *scene) {
		p := &Player{Name: "p"}
		team := &Team{Captain: p, Players: []*Player{p}}
		x.s.Add(team)
		x.must(x.s.Flush(x.ctx))
		x.s.Delete(team, p)
		x.must(x.s.Commit(x.ctx))
	}},
	{"a version is asked for, and counted", League, func(x *scene) {
		x.have(&Doc{Title: "a"}, &Doc{Title: "b"})
		all := ok[[]*Doc](x)(orm.Select(Docs).OrderBy(Docs.ID).All(x.ctx, x.s))
		x.forget()
		all[0].Title = "c"
		x.s.Delete(all[1])
		x.must(x.s.Commit(x.ctx))
	}},
	{"a lost update", League, func(x *scene) {
		x.have(&Doc{Title: "a"})
		d := ok[*Doc](x)(Docs.Get(x.ctx, x.s, 1))
		x.others(sql.Update(Docs).Set(Docs.V.Set(9)).Where(Docs.ID.Eq(1)))
		x.forget()
		d.Title = "b"
		fails[*orm.StaleDataError](x, x.s.Commit(x.ctx))
		x.must(x.s.Rollback(x.ctx))
	}},
	{"row switch: what belonged to the old one is let go", Blog, func(x *scene) {
		x.have(&Post{ID: 1, Title: "p", Notes: map[string]*Note{"a": {Topic: "a"}}})
		p := ok[*Post](x)(Posts.Get(x.ctx, x.s, 1))
		ok[[]*Note](x)(Posts.Notes.Of(x.ctx, x.s, p))
		x.forget()
		x.s.Delete(p)
		x.s.Add(&Post{ID: 1, Title: "q"})
		x.must(x.s.Commit(x.ctx))
	}},
	{"pairs of a deleted post", Blog, func(x *scene) {
		x.have(&Post{ID: 1, Title: "p", Keywords: []*Keyword{{Word: "a"}}})
		p := ok[*Post](x)(Posts.Get(x.ctx, x.s, 1))
		x.forget()
		x.s.Delete(p)
		x.must(x.s.Commit(x.ctx))
	}},
	{"a pair by Remove, nothing loaded", Blog, func(x *scene) {
		x.have(&Post{ID: 1, Title: "p", Keywords: []*Keyword{{Word: "a"}}})
		p, k := ok[*Post](x)(Posts.Ref(x.s, 1)), ok[*Keyword](x)(Keywords.Ref(x.s, 1))
		x.must(Posts.Keywords.Remove(x.s, p, k))
		x.must(x.s.Commit(x.ctx))
	}},
	{"replace loads first", Base, func(x *scene) {
		x.have(&Person{Name: "a", Team: []*Person{{Name: "aa"}, {Name: "ab"}}})
		p := ok[*Person](x)(People.Get(x.ctx, x.s, 1))
		x.forget()
		x.must(People.Team.Replace(x.ctx, x.s, p, &Person{Name: "ac"}))
		x.must(x.s.Commit(x.ctx))
	}},
	{"a tenant's key is filled in", Offices, func(x *scene) {
		x.fresh(orm.Tenant(1))
		a := &Account{Name: "a", Memos: []*Memo{{Text: "m"}}}
		x.s.Add(a)
		x.must(x.s.Flush(x.ctx))
		ok[*Memo](x)(orm.Select(Memos).One(x.ctx, x.s))
	}},
	{"an object of another tenant is refused before anything is sent", Offices, func(x *scene) {
		x.fresh(orm.Tenant(1))
		x.s.Add(&Account{Name: "a", TenantID: 2})
		fails[*orm.PolicyError](x, x.s.Flush(x.ctx))
	}},
	{"a read-only session refuses to write", Base, func(x *scene) {
		x.goods()
		x.fresh(orm.ReadOnly)
		p := ok[*Product](x)(Products.Get(x.ctx, x.s, 1))
		p.Name = "x"
		x.s.Add(&Product{Name: "new"})
		if err := x.s.Flush(x.ctx); !errors.Is(err, orm.ErrReadOnlySession) {
			x.t.Fatal(err)
		}
	}},
}

type closer interface{ Close() error }

// others is what another program does meanwhile, unseen.
func (x *scene) others(stmt sql.Statement) {
	x.t.Helper()
	r, err := x.eng.Execute(x.ctx, stmt)
	x.must(err)
	x.must(r.Close())
}

func execute(x *scene, stmt sql.Statement) (closer, error) { return x.s.Execute(x.ctx, stmt) }
