package orm_test

import (
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// tree is a boss, two below, and one below them.
func tree() *Person {
	return &Person{Name: "a", Desk: &Desk{Room: "r"}, Team: []*Person{{Name: "b", Team: []*Person{{Name: "d"}}}, {Name: "c"}}}
}

var read = []tale{
	{"on demand, for all that came together", Base, func(x *scene) {
		x.goods()
		all := ok[[]*Product](x)(orm.Select(Products).OrderBy(Products.ID).All(x.ctx, x.s))
		for _, p := range all {
			ok[[]*Order](x)(Products.Orders.Of(x.ctx, x.s, p))
		}
	}},
	{"on demand, the other way, from memory", Base, func(x *scene) {
		x.goods()
		ok[[]*Product](x)(orm.Select(Products).All(x.ctx, x.s))
		o := ok[*Order](x)(Orders.Get(x.ctx, x.s, 1))
		ok[*Product](x)(Orders.Product.Of(x.ctx, x.s, o))
	}},
	{"select-in", Base, func(x *scene) {
		x.goods()
		ok[[]*Product](x)(orm.Select(Products).With(orm.SelectIn(Products.Orders)).All(x.ctx, x.s))
	}},
	{"select-in, nested", Base, func(x *scene) {
		x.have(tree())
		ok[*Person](x)(orm.Select(People).Where(People.BossID.IsNull()).With(orm.SelectIn(People.Team, orm.SelectIn(People.Team), orm.SelectIn(People.Desk))).One(x.ctx, x.s))
	}},
	{"select-in of a reference", Base, func(x *scene) {
		x.goods()
		ok[[]*Order](x)(orm.Select(Orders).With(orm.SelectIn(Orders.Product)).All(x.ctx, x.s))
	}},
	{"joined", Base, func(x *scene) {
		x.goods()
		ok[[]*Order](x)(orm.Select(Orders).With(orm.Joined(Orders.Product)).OrderBy(Orders.ID).All(x.ctx, x.s))
	}},
	{"joined collection under a limit", Base, func(x *scene) {
		x.goods()
		ok[[]*Product](x)(orm.Select(Products).With(orm.Joined(Products.Orders)).OrderBy(Products.ID).Limit(1).All(x.ctx, x.s))
	}},
	{"subquery", Base, func(x *scene) {
		x.goods()
		ok[[]*Product](x)(orm.Select(Products).Where(Products.Name.Ne("z")).With(orm.Subquery(Products.Orders)).All(x.ctx, x.s))
	}},
	{"as JSON: one statement for a tree", Base, func(x *scene) {
		x.goods()
		ok[[]*Product](x)(orm.Select(Products).With(orm.AsJSON(Products.Orders)).OrderBy(Products.ID).All(x.ctx, x.s))
	}},
	{"recursive", Base, func(x *scene) {
		x.have(tree())
		ok[*Person](x)(orm.Select(People).Where(People.BossID.IsNull()).With(orm.SelectIn(People.Team).Recursive(3)).One(x.ctx, x.s))
	}},
	{"a limit, an order and a condition for each parent", Base, func(x *scene) {
		x.goods()
		ok[[]*Product](x)(orm.Select(Products).With(orm.SelectIn(Products.Orders).Where(Orders.Quantity.Gt(0)).OrderBy(Orders.Quantity.Desc()).Limit(1)).All(x.ctx, x.s))
	}},
	{"contained: the query's own join fills the collection", Base, func(x *scene) {
		x.goods()
		ok[[]*Product](x)(orm.Select(Products).Join(Products.Orders).With(orm.Contained(Products.Orders)).Where(Orders.Quantity.Gt(1)).OrderBy(Products.ID, Orders.ID).All(x.ctx, x.s))
	}},
	{"relationships of what is there already", Base, func(x *scene) {
		x.goods()
		all := ok[[]*Product](x)(orm.Select(Products).OrderBy(Products.ID).All(x.ctx, x.s))
		x.must(orm.Preload(x.ctx, x.s, all, orm.SelectIn(Products.Orders, orm.SelectIn(Orders.Product))))
	}},
	{"relationships of plain objects", Base, func(x *scene) {
		x.goods()
		x.must(orm.Preload(x.ctx, x.s, []*Product{{ID: 1}, {ID: 2}}, orm.SelectIn(Products.Orders).OrderBy(Orders.Quantity.Desc()).Limit(1)))
	}},
	{"one column is read again", Base, func(x *scene) {
		x.goods()
		p := ok[*Product](x)(Products.Get(x.ctx, x.s, 1))
		p.Name, p.Price = "mine", 7
		x.must(orm.RefreshColumns(x.ctx, x.s, p, Products.Name))
		x.must(x.s.Commit(x.ctx))
	}},
	{"what is raised is not loaded", Base, func(x *scene) {
		x.goods()
		all := ok[[]*Product](x)(orm.Select(Products).With(orm.Raise(Products.Orders)).All(x.ctx, x.s))
		_, err := Products.Orders.Of(x.ctx, x.s, all[0])
		fails[*orm.RaisedError](x, err)
	}},
	{"a collection keyed by an attribute", Blog, func(x *scene) {
		x.have(&Post{Title: "p", Notes: map[string]*Note{"a": {Topic: "a"}, "b": {Topic: "b"}}})
		p := ok[*Post](x)(orm.Select(Posts).With(orm.SelectIn(Posts.Notes)).One(x.ctx, x.s))
		if len(p.Notes) != 2 {
			x.t.Fatal(p.Notes)
		}
	}},
	{"many-to-many, select-in and joined", Blog, func(x *scene) {
		x.have(&Post{Title: "p", Keywords: []*Keyword{{Word: "a"}, {Word: "b"}}})
		ok[*Post](x)(orm.Select(Posts).With(orm.SelectIn(Posts.Keywords)).One(x.ctx, x.s))
		x.must(x.s.Clear())
		ok[*Post](x)(orm.Select(Posts).With(orm.Joined(Posts.Keywords)).One(x.ctx, x.s))
	}},
	{"a graph of one table", Blog, func(x *scene) {
		q := &Post{Title: "q"}
		x.have(&Post{Title: "p", Related: []*Post{q}}, q)
		ok[[]*Post](x)(orm.Select(Posts).With(orm.SelectIn(Posts.Related)).OrderBy(Posts.ID).All(x.ctx, x.s))
	}},
	{"an ordered collection", Music, func(x *scene) {
		x.have(&Album{ID: 1, Tracks: []*Track{{Title: "x"}, {Title: "y"}}})
		a := ok[*Album](x)(Albums.Get(x.ctx, x.s, 1))
		ok[[]*Track](x)(Albums.Tracks.Of(x.ctx, x.s, a))
	}},
	{"a write-only collection is queried", Music, func(x *scene) {
		x.have(&Album{ID: 1})
		a := ok[*Album](x)(Albums.Get(x.ctx, x.s, 1))
		x.must(Albums.Plays.Add(x.s, a, &Play{ID: 1}))
		x.must(x.s.Flush(x.ctx))
		ok[int](x)(Albums.Plays.Select(a).Count(x.ctx, x.s))
	}},
	{"any, has, contains, and a comparison with an object", Base, func(x *scene) {
		x.goods()
		p := ok[*Product](x)(Products.Get(x.ctx, x.s, 1))
		o := ok[*Order](x)(Orders.Get(x.ctx, x.s, 1))
		ok[int](x)(orm.Select(Products).Where(Products.Orders.Any(Orders.Quantity.Gt(1))).Count(x.ctx, x.s))
		ok[int](x)(orm.Select(Orders).Where(Orders.Product.Has(Products.Name.Eq("a"))).Count(x.ctx, x.s))
		ok[int](x)(orm.Select(Products).Where(Products.Orders.Contains(o)).Count(x.ctx, x.s))
		ok[int](x)(orm.Select(Orders).Where(Orders.Product.Eq(p)).Count(x.ctx, x.s))
		ok[int](x)(orm.Select(Orders).Where(Orders.Product.Ne(p)).Count(x.ctx, x.s))
	}},
	{"an alias of the same table", Base, func(x *scene) {
		x.have(tree())
		up := orm.Alias(People, "up")
		ok[[]*Person](x)(orm.Select(People).Join(People.Boss.To(up)).Where(up.Name.Eq("a")).OrderBy(People.ID).All(x.ctx, x.s))
	}},
	{"entities and columns in one row", Base, func(x *scene) {
		x.goods()
		rows, err := orm.All(x.ctx, x.s, sql.Select2(Products, sql.Count(Orders.ID)).LeftJoin(Orders).GroupBy(Products.ID).OrderBy(Products.ID))
		x.must(err)
		if len(rows) != 2 || rows[0].B != 2 {
			x.t.Fatal(rows)
		}
	}},
	{"an outer join that finds nothing is nil", Base, func(x *scene) {
		x.have(&Product{ID: 1, Name: "lonely"})
		rows, err := orm.All(x.ctx, x.s, sql.Select2(Products, Orders).LeftJoin(Orders))
		x.must(err)
		if len(rows) != 1 || rows[0].B != nil {
			x.t.Fatal(rows)
		}
	}},
	{"columns that are left out, and loaded", Base, func(x *scene) {
		x.goods()
		all := ok[[]*Product](x)(orm.Select(Products).Defer(Products.Price, Products.ExpiryDate).OrderBy(Products.ID).All(x.ctx, x.s))
		x.must(orm.LoadColumns(x.ctx, x.s, all[0], Products.Price))
	}},
	{"only some columns", Base, func(x *scene) {
		x.goods()
		ok[[]*Product](x)(orm.Select(Products).LoadOnly(Products.Name).All(x.ctx, x.s))
	}},
	{"pages by key", Base, func(x *scene) {
		x.goods()
		q := orm.Select(Orders).OrderBy(Orders.ID).Limit(2)
		page := ok[orm.Page[*Order]](x)(q.Page(x.ctx, x.s))
		ok[orm.Page[*Order]](x)(q.After(page.Next).Page(x.ctx, x.s))
	}},
	{"pages by number", Base, func(x *scene) {
		x.goods()
		ok[[]*Order](x)(orm.Select(Orders).OrderBy(Orders.ID).Limit(2).Offset(1).All(x.ctx, x.s))
		ok[bool](x)(orm.Select(Orders).Exists(x.ctx, x.s))
	}},
	{"batches are flushed one by one", Base, func(x *scene) {
		x.goods()
		for os, err := range orm.Select(Orders).OrderBy(Orders.ID).Batches(x.ctx, x.s, 2) {
			x.must(err)
			for _, o := range os {
				o.Quantity += 10
			}
		}
		x.must(x.s.Commit(x.ctx))
	}},
	{"rows that are locked", Base, func(x *scene) {
		x.goods()
		x.s.Add(&Person{Name: "so that there is a transaction"})
		x.must(x.s.Flush(x.ctx))
		if x.eng.Dialect().Name() != "sqlite" {
			ok[*Product](x)(orm.Select(Products).Where(Products.ID.Eq(1)).ForUpdate().One(x.ctx, x.s))
			ok[[]*Product](x)(orm.Select(Products).ForUpdate().SkipLocked().All(x.ctx, x.s))
		}
	}},
	{"populate existing", Base, func(x *scene) {
		x.goods()
		p := ok[*Product](x)(Products.Get(x.ctx, x.s, 1))
		p.Name = "mine"
		ok[[]*Product](x)(orm.Select(Products).NoAutoflush().PopulateExisting().All(x.ctx, x.s))
		if p.Name != "a" {
			x.t.Fatal(p.Name)
		}
	}},
	{"what is not tracked", Base, func(x *scene) {
		x.goods()
		ok[[]*Product](x)(orm.Select(Products).AsNoTracking().With(orm.SelectIn(Products.Orders)).All(x.ctx, x.s))
		if x.s.Len() != 0 {
			x.t.Fatal(x.s.Len())
		}
	}},
	{"policies reach loaders and EXISTS", Offices, func(x *scene) {
		x.fresh(orm.Tenant(1))
		x.s.Add(&Account{Name: "a", Memos: []*Memo{{Text: "m"}}})
		x.must(x.s.Commit(x.ctx))
		x.fresh(orm.Tenant(1))
		ok[[]*Account](x)(orm.Select(Accounts).Where(Accounts.Memos.Any()).With(orm.SelectIn(Accounts.Memos)).All(x.ctx, x.s))
	}},
	{"one query without them", Offices, func(x *scene) {
		x.fresh(orm.Tenant(1))
		ok[[]*Memo](x)(orm.Select(Memos).Unscoped().All(x.ctx, x.s))
	}},
	{"a subquery as the table", Base, func(x *scene) {
		x.goods()
		dear := orm.From(Products, sql.Select(Products).Where(Products.ID.Gt(1)).Subquery("dear"))
		ok[[]*Product](x)(orm.Select(dear).All(x.ctx, x.s))
	}},
	{"a hybrid, and its opposite", Base, func(x *scene) {
		x.have(&Product{Name: "dear", Price: 200}, &Product{Name: "cheap", Price: 2})
		for _, p := range ok[[]*Product](x)(orm.Select(Products).Where(sql.Or(Products.Dear(), Products.Dear().Not())).OrderBy(Products.ID).All(x.ctx, x.s)) {
			if n := ok[int](x)(orm.Select(Products).Where(Products.ID.Eq(p.ID), Products.Dear()).Count(x.ctx, x.s)); (n == 1) != p.Dear() {
				x.t.Errorf("%s: %v here, and %d rows", p.Name, p.Dear(), n)
			}
		}
		res := ok[*engine.Result](x)(x.s.Execute(x.ctx, sql.Update(Products).Set(Products.Price.Set(1)).Where(Products.Dear())))
		x.must(res.Close())
	}},
	{"a way of loading that is declared spreads, but where a query skips it", Library, func(x *scene) {
		x.have(&Author{Name: "a", Books: []*Book{{Title: "t"}}})
		ok[[]*Author](x)(orm.Select(Authors).All(x.ctx, x.s))
		x.must(x.s.Clear())
		ok[[]*Author](x)(orm.Select(Authors).With(orm.Skip(Authors.Books)).All(x.ctx, x.s))
		x.must(x.s.Clear())
		b := ok[*Book](x)(orm.Select(Books).One(x.ctx, x.s))
		_, err := Books.Author.Of(x.ctx, x.s, b)
		fails[*orm.RaisedError](x, err)
	}},
	{"poison is not written, and what is appended to it is", Base, func(x *scene) {
		x.goods()
		x.fresh(orm.PoisonUnloaded)
		p := ok[*Product](x)(Products.Get(x.ctx, x.s, 1))
		if len(p.Orders) != 1 || p.Orders[0] != nil {
			x.t.Errorf("%v", p.Orders)
		}
		p.Name = "poisoned"
		x.must(x.s.Flush(x.ctx))
		p.Orders = append(p.Orders, &Order{Quantity: 7, OrderDate: day})
		x.must(x.s.Commit(x.ctx))
		ok[[]*Order](x)(Products.Orders.Of(x.ctx, x.s, p))
	}},
}
