package orm_test

import (
	"context"
	stdsql "database/sql"
	"errors"
	"time"

	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// person is a user with something in each of its columns.
func person() *User {
	return &User{Token: UUID{1}, Email: "a@b", Balance: Money{12, "EUR"}, Prefs: Prefs{"dark"}, Doc: map[string]any{"k": []any{1.0, "x"}}, Photo: []byte{1, 2}, Level: 3, Status: "new", secret: "s"}
}

func (x *scene) person() *User {
	x.t.Helper()
	x.have(person())
	u := ok[*User](x)(orm.Select(Users).One(x.ctx, x.s))
	x.forget()
	return u
}

// mapped are tales of mappings: what an entity's columns are, what is computed of them, and
// what is done beside them.
var mapped = []tale{
	{"defaults of the program and of the database", Kinds, func(x *scene) {
		u := &User{Token: UUID{1}, Email: "a@b"}
		x.s.Add(u)
		x.must(x.s.Commit(x.ctx))
		if u.Level != 7 || u.Status != "fresh" || u.Active || !u.CreatedAt.Equal(testNow()) {
			x.t.Fatal(u)
		}
	}},
	{"a zero is a value, where nothing else is said", Kinds, func(x *scene) {
		u := x.person()
		u.Level, u.Balance.Amount, u.Active = 0, 0, false
		x.must(x.s.Commit(x.ctx))
	}},
	{"a value object: the column that has changed", Kinds, func(x *scene) {
		u := x.person()
		u.Balance.Currency = "CHF"
		x.must(x.s.Commit(x.ctx))
	}},
	{"what a document holds", Kinds, func(x *scene) {
		u := x.person()
		u.Doc["k"].([]any)[1] = "y"
		x.must(x.s.Commit(x.ctx))
		u.Doc = map[string]any{"k": []any{1.0, "y"}} // the same
		u.Photo[1] = 2
		x.must(x.s.Commit(x.ctx))
	}},
	{"bytes in place", Kinds, func(x *scene) {
		u := x.person()
		u.Photo[1] = 9
		x.must(x.s.Commit(x.ctx))
	}},
	{"a float by its bits, and NULL", Kinds, func(x *scene) {
		u := x.person()
		u.Score = stdsql.Null[float64]{V: 0.3, Valid: true}
		x.must(x.s.Commit(x.ctx))
		u.Score.V = 0.30000000000000004 // by one bit
		x.must(x.s.Commit(x.ctx))
		u.Score = stdsql.Null[float64]{}
		x.must(x.s.Commit(x.ctx))
	}},
	{"a time finer than its column is no change", Kinds, func(x *scene) {
		u := x.person()
		u.CreatedAt = u.CreatedAt.Add(300 * time.Nanosecond).In(time.FixedZone("x", 3600))
		x.must(x.s.Commit(x.ctx))
	}},
	{"an association object: its key comes from both sides", Kinds, func(x *scene) {
		u := x.person()
		m := &Membership{User: u, Group: &Group{Code: "admins"}, Since: day}
		x.s.Add(m)
		x.must(x.s.Commit(x.ctx))
		m.Since = day.Add(time.Hour)
		x.must(x.s.Commit(x.ctx))
		x.s.Delete(m)
		x.must(x.s.Commit(x.ctx))
	}},
	{"one that is taken from its side is no row without a key", Kinds, func(x *scene) {
		x.have(&Membership{User: person(), Group: &Group{Code: "admins"}, Since: day})
		u := ok[*User](x)(orm.Select(Users).With(orm.SelectIn(Users.Members)).One(x.ctx, x.s))
		u.Members = nil
		fails[*orm.OrphanError](x, x.s.Flush(x.ctx))
	}},
	{"a composite key: Get, update, delete", Depot, func(x *scene) {
		x.have(&DepotChest{Lot: 1, No: "a"}, &DepotChest{Lot: 1, No: "b"}, &DepotWare{ID: 1})
		a := ok[*DepotChest](x)(DepotChests.Get(x.ctx, x.s, DepotChestKey{1, "a"}))
		b := ok[*DepotChest](x)(DepotChests.Get(x.ctx, x.s, DepotChestKey{1, "b"}))
		ok[*DepotChest](x)(DepotChests.Get(x.ctx, x.s, DepotChestKey{1, "a"})) // from memory, where it is of this transaction
		w := ok[*DepotWare](x)(DepotWares.Get(x.ctx, x.s, 1))
		w.Chest, a.Weight = b, 7
		x.must(x.s.Commit(x.ctx))
		x.s.Delete(a, b)
		x.must(x.s.Commit(x.ctx))
	}},
	{"a composite key: pairs", Depot, func(x *scene) {
		l := &DepotLabel{ID: 1}
		a := &DepotChest{Lot: 1, No: "a", Labels: []*DepotLabel{l}}
		x.s.Add(l, a)
		x.must(x.s.Commit(x.ctx))
		a.Labels = nil
		x.must(x.s.Commit(x.ctx))
	}},
	{"a composite key: collections by select-in", Depot, func(x *scene) {
		w := &DepotWare{ID: 1}
		x.s.Add(w)
		x.have(&DepotChest{Lot: 1, No: "a", Wares: []*DepotWare{w}}, &DepotChest{Lot: 2, No: "a"})
		ok[[]*DepotChest](x)(orm.Select(DepotChests).With(orm.SelectIn(DepotChests.Wares), orm.SelectIn(DepotChests.Labels)).OrderBy(DepotChests.Lot).All(x.ctx, x.s))
	}},
	{"a long chain of unique values", Chains, func(x *scene) {
		var all []*ChainTile
		for i := range 9 {
			all = append(all, &ChainTile{ID: i + 1, Place: i, Label: string(rune('a' + i))})
			x.s.Add(all[i])
		}
		x.must(x.s.Commit(x.ctx))
		x.forget()
		for _, c := range all {
			c.Place++
		}
		x.must(x.s.Commit(x.ctx))
	}},
	{"a computed attribute comes with the rows, and sorts them", Fame, func(x *scene) {
		x.have(&Writer{Name: "w", Works: []*Work{{Title: "t"}}})
		ok[[]*Writer](x)(orm.Select(Writers).OrderBy(Writers.Count.Value().Desc()).All(x.ctx, x.s))
		ok[[]*Writer](x)(orm.Select(Writers).With(orm.Expression(Writers, Writers.Score, sql.Val(1.5))).All(x.ctx, x.s))
	}},
	{"deferred columns: a group, for all that came together", Gallery, func(x *scene) {
		x.have(&Picture{Title: "a", Data: []byte{1}}, &Picture{Title: "b"})
		ps := ok[[]*Picture](x)(orm.Select(Pictures).OrderBy(Pictures.ID).All(x.ctx, x.s))
		x.must(orm.LoadColumns(x.ctx, x.s, ps[0], Pictures.Data))
		x.must(orm.LoadColumns(x.ctx, x.s, ps[1], Pictures.Preview))
		ps[0].Data[0] = 7
		x.must(x.s.Commit(x.ctx))
	}},
	{"deferred columns: a query that wants them", Gallery, func(x *scene) {
		x.have(&Picture{Title: "a", Data: []byte{1}})
		ok[*Picture](x)(orm.Select(Pictures).With(orm.Undefer(Pictures, Pictures.Preview)).One(x.ctx, x.s))
	}},
	{"hooks change the row that is written, and see what is planned", Post1, func(x *scene) {
		letterLog, letterErr = nil, nil
		l := &Letter{ID: 1, Title: "a b"}
		x.s.Add(l)
		x.must(x.s.Commit(x.ctx))
		l.Title = "c d"
		x.must(x.s.Commit(x.ctx))
		x.s.Delete(l)
		x.must(x.s.Commit(x.ctx))
	}},
	{"a hook that refuses: nothing is sent", Post1, func(x *scene) {
		letterLog, letterErr = nil, nil
		x.s.Add(&Letter{ID: 1})
		if err := x.s.Commit(x.ctx); err == nil {
			x.t.Fatal("a letter has a title")
		}
	}},
	{"a soft delete", Offices, func(x *scene) {
		x.fresh(orm.Tenant(1))
		a := &Account{Name: "a", Memos: []*Memo{{Text: "m"}, {Text: "n"}}}
		x.s.Add(a)
		x.must(x.s.Commit(x.ctx))
		x.forget()
		r := ok[closer](x)(execute(x, sql.Update(Memos).Set(Memos.DeletedAt.Set(day)).Where(Memos.Text.Eq("m"))))
		x.must(r.Close())
		x.must(x.s.Commit(x.ctx))
		x.must(x.s.Clear())
		ok[[]*Memo](x)(orm.Select(Memos).All(x.ctx, x.s))
		ok[[]*Memo](x)(orm.Select(Memos).Unscoped().All(x.ctx, x.s))
		r = ok[closer](x)(execute(x, sql.Delete(Memos).AllRows()))
		x.must(r.Close())
	}},
	{"a soft delete that takes others along, and its restoration", Storeroom, func(x *scene) {
		x.have(storeroom())
		r := ok[*Rack](x)(Racks.Get(x.ctx, x.s, 1))
		x.s.Delete(r)
		r.DeletedAt = &day
		x.must(x.s.Commit(x.ctx))
		x.must(x.s.Clear())
		r = ok[*Rack](x)(orm.Select(Racks).Unscoped().One(x.ctx, x.s))
		x.must(orm.RestoreCascade(x.ctx, x.s, r))
		x.must(x.s.Commit(x.ctx))
	}},
	{"what a flush has read when it is refused: its transaction ends", Storeroom, func(x *scene) {
		x.have(storeroom())
		refused := errors.New("refused")
		x.fresh(orm.OnBeforeFlush(func(context.Context, *orm.Flush) error { return refused }))
		r := ok[*Rack](x)(Racks.Get(x.ctx, x.s, 1))
		r.DeletedAt = &day
		if err := x.s.Commit(x.ctx); !errors.Is(err, refused) {
			x.t.Fatal(err)
		}
		other := orm.NewSession(x.eng) // which need not wait for it
		other.Add(&Rack{})
		x.must(other.Commit(x.ctx))
		x.must(other.Close())
	}},
	{"exists, and count", Base, func(x *scene) {
		x.goods()
		ok[bool](x)(orm.Select(Products).Where(Products.Name.Eq("a")).Exists(x.ctx, x.s))
		ok[int](x)(orm.Select(Products).Where(Products.Name.Eq("a")).Count(x.ctx, x.s))
	}},
	{"a stream, with what belongs to each chunk", Base, func(x *scene) {
		x.goods()
		for _, err := range orm.Select(Products).OrderBy(Products.ID).With(orm.SelectIn(Products.Orders)).Each(x.ctx, x.s) {
			x.must(err)
		}
	}},
	{"an upsert of structs", Base, func(x *scene) {
		x.goods()
		ok[*Product](x)(Products.Get(x.ctx, x.s, 1))
		r := ok[closer](x)(execute(x, orm.Insert(Products, &Product{ID: 1, Name: "new"}, &Product{ID: 9, Name: "i"}).OnConflict(Products.ID).DoUpdate(Products.Name.SetExpr(sql.Excluded(Products.Name)))))
		x.must(r.Close())
		x.must(x.s.Commit(x.ctx))
	}},
	{"rows of an association table by ten", Blog, func(x *scene) {
		p := &Post{ID: 1, Title: "p"}
		x.s.Add(p)
		for i := range 10 {
			k := &Keyword{ID: i + 1, Word: string(rune('a' + i))}
			x.s.Add(k)
			p.Keywords = append(p.Keywords, k)
		}
		x.must(x.s.Commit(x.ctx))
		p.Keywords = p.Keywords[:1]
		x.must(x.s.Commit(x.ctx))
	}},
	{"an object that has no pairs, as was just read, has none deleted", Blog, func(x *scene) {
		x.have(&Post{ID: 1, Title: "p"})
		p := ok[*Post](x)(orm.Select(Posts).With(orm.SelectIn(Posts.Keywords)).One(x.ctx, x.s))
		x.s.Delete(p)
		x.must(x.s.Commit(x.ctx))
	}},
	{"a circle whose version the database makes", Burgh, func(x *scene) {
		f := &Fellow{}
		g := &Guild{Name: "g", Master: f, Fellows: []*Fellow{f}}
		x.s.Add(g)
		x.must(x.s.Commit(x.ctx))
		x.s.Delete(g, f)
		x.must(x.s.Commit(x.ctx))
	}},
}
