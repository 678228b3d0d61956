package orm_test

import (
	"github.com/aludel/aludel/orm"
)

// leaving are deletes of what others refer to in ways that are easily forgotten.
var leaving = []tale{
	{"a row that refers to itself, with what is below it", Estate, func(x *scene) {
		root := &Branch{Children: []*Branch{{}}}
		root.Children = append(root.Children, root)
		x.have(root)
		b := ok[*Branch](x)(Branches.Get(x.ctx, x.s, root.ID))
		x.forget()
		x.s.Delete(b)
		x.must(x.s.Commit(x.ctx))
		if n := ok[int](x)(orm.Select(Branches).Count(x.ctx, x.s)); n != 0 {
			x.t.Fatal(n)
		}
	}},
	{"the owner of a write-only collection", Music, func(x *scene) {
		a, p, q := &Album{}, &Play{}, &Play{}
		x.s.Add(a)
		x.must(Albums.Plays.Add(x.s, a, p, q))
		x.must(x.s.Commit(x.ctx))
		x.fresh()
		a = ok[*Album](x)(Albums.Get(x.ctx, x.s, a.ID))
		p = ok[*Play](x)(Plays.Get(x.ctx, x.s, p.ID))
		x.forget()
		x.s.Delete(a)
		x.must(x.s.Flush(x.ctx))
		if p.AlbumID != nil {
			x.t.Fatal(*p.AlbumID)
		}
		x.must(x.s.Rollback(x.ctx))
		if p.AlbumID == nil || *p.AlbumID != a.ID {
			x.t.Fatal(p.AlbumID)
		}
		x.s.Delete(a, p)
		x.must(x.s.Commit(x.ctx))
		if q := ok[*Play](x)(orm.Select(Plays).One(x.ctx, x.s)); q.AlbumID != nil {
			x.t.Fatal(*q.AlbumID)
		}
	}},
	{"a new pair with what is deleted", Blog, func(x *scene) {
		p, k := &Post{Title: "p"}, &Keyword{Word: "k"}
		x.s.Add(p, k)
		x.must(x.s.Commit(x.ctx))
		x.forget()
		x.s.Delete(k)
		p.Keywords = append(p.Keywords, k)
		if err := x.s.Flush(x.ctx); err == nil {
			x.t.Fatal("no error")
		}
		x.must(x.s.Rollback(x.ctx))
	}},
}
