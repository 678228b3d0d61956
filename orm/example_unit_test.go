package orm_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
)

// with gives a session on empty tables of a base.
func with(b *orm.Base, options ...orm.SessionOption) (context.Context, *orm.Session, func()) {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "example")
	check(err)
	eng, err := engine.Open(sqlite.Dialect, "sqlite:///"+filepath.Join(dir, "example.db"))
	check(err)
	check(b.CreateAll(ctx, eng))
	s := orm.NewSession(eng, options...)
	return ctx, s, func() {
		check(s.Close())
		check(eng.Close(ctx))
		check(os.RemoveAll(dir))
	}
}

func ExampleToMany_Through() {
	ctx, s, done := with(Blog)
	defer done()

	// Posts.Keywords.Through(postKeyword).Inverse(Keywords.Posts)
	news := &Keyword{Word: "news"}
	post := &Post{Title: "first", Keywords: []*Keyword{news}}
	s.Add(post)
	fmt.Println(news.Posts[0] == post) // both sides agree after Add
	check(s.Commit(ctx))

	second := &Post{Title: "second"}
	news.Posts = append(news.Posts, second) // written on either side
	check(s.Commit(ctx))
	n, err := orm.Select(Posts).Where(Posts.Keywords.Any(Keywords.Word.Eq("news"))).Count(ctx, s)
	check(err)
	fmt.Println(n)
	// Output:
	// true
	// 2
}

func ExampleToMany_KeyedBy() {
	ctx, s, done := with(Blog)
	defer done()

	// Notes map[string]*Note, and Posts.Notes.KeyedBy(Notes.Topic)
	post := &Post{Title: "first", Notes: map[string]*Note{"todo": {Topic: "todo", Body: "write"}}}
	s.Add(post)
	check(s.Commit(ctx))

	post.Notes["todo"].Topic = "done" // the key is that attribute
	fmt.Println(s.Sync() != nil)
	check(s.Rollback(ctx))
	fmt.Println(post.Notes["todo"].Topic)
	// Output:
	// true
	// todo
}

func ExampleToMany_Cascade() {
	ctx, s, done := with(Estate)
	defer done()

	// Owners.Parts.Cascade(orm.CascadeDeleteOrphan)
	o := &Owner{Name: "o", Parts: []*Part{{}, {}, {}}}
	s.Add(o)
	check(s.Commit(ctx))

	o.Parts = o.Parts[:2] // the third is nobody's any more
	plan, err := s.Plan(ctx)
	check(err)
	fmt.Print(plan)
	check(s.Commit(ctx))

	s.Delete(o) // and its parts with it, in one statement
	check(s.Commit(ctx))
	n, err := orm.Select(Parts).Count(ctx, s)
	check(err)
	fmt.Println(n)
	// Output:
	// -- trip 1
	// DELETE FROM estate_part WHERE estate_part.id = ?;  -- 3
	// 0
}

func ExampleToMany_OrderedBy() {
	ctx, s, done := with(Music)
	defer done()

	// Albums.Tracks.OrderedBy(Tracks.Position)
	a := &Album{Tracks: []*Track{{Title: "a"}, {Title: "b"}, {Title: "c"}}}
	s.Add(a)
	check(s.Commit(ctx))

	a.Tracks[0], a.Tracks[2] = a.Tracks[2], a.Tracks[0]
	check(s.Commit(ctx)) // two UPDATEs: b stays where it is
	for _, t := range a.Tracks {
		fmt.Print(t.Title, t.Position, " ")
	}
	// Output:
	// c0 b1 a2
}

func ExampleWriteOnly() {
	ctx, s, done := with(Music)
	defer done()

	a := &Album{}
	s.Add(a)
	check(Albums.Plays.Add(s, a, &Play{}, &Play{}, &Play{})) // nothing is loaded
	check(s.Commit(ctx))

	n, err := Albums.Plays.Select(a).Count(ctx, s)
	check(err)
	last, err := Albums.Plays.Select(a).OrderBy(Plays.ID.Desc()).First(ctx, s)
	check(err)
	check(Albums.Plays.Remove(s, a, last))
	check(s.Commit(ctx))
	fmt.Println(n, last.AlbumID == nil)
	// Output:
	// 3 true
}

func ExampleSession_Savepoint() {
	ctx, s, done := with(Base)
	defer done()

	p := &Product{Name: "anvil", Price: 10}
	s.Add(p)
	err := s.Savepoint(ctx, func() error {
		p.Price = -5 // the table has CHECK (price >= 0)
		return s.Flush(ctx)
	})
	fmt.Println(err != nil, p.Price) // undone, in memory too; the session goes on
	check(s.Commit(ctx))
	// Output:
	// true 10
}

func ExampleSession_Plan() {
	ctx, s, done := with(Hall)
	defer done()

	a, b := &Seat{Number: 1, Label: "a"}, &Seat{Number: 2, Label: "b"}
	s.Add(a, b)
	check(s.Commit(ctx))

	a.Label, b.Label = b.Label, a.Label // labels are unique
	plan, err := s.Plan(ctx)
	check(err)
	for _, st := range plan.Statements {
		fmt.Println(st.What)
	}
	check(s.Commit(ctx))
	// Output:
	// UPDATE of Seat 1 (out of the way)
	// UPDATE of Seat 2
	// UPDATE of Seat 1
}

func ExampleMerge() {
	ctx, s, done := with(Base)
	defer done()

	p := &Product{Name: "anvil", Price: 10}
	s.Add(p)
	check(s.Commit(ctx))

	sent := &Product{ID: p.ID, Name: "anvil", Price: 12} // from somewhere else
	merged, err := orm.Merge(ctx, s, Products, sent)
	check(err)
	fmt.Println(merged == p, p.Price)
	changes, err := orm.ChangesOf(s, p)
	check(err)
	fmt.Println(changes[0].Field, changes[0].Old, changes[0].New)
	// Output:
	// true 12
	// Price 10 12
}

func ExampleCast() {
	p := &Product{ID: 1, Name: "anvil", Price: 10}

	c, err := orm.Cast(Products, p, []byte(`{"Price": 12}`), Products.Name, Products.Price)
	check(err)
	c.Apply()
	fmt.Println(p.Name, p.Price, c.Has(Products.Name))

	_, err = orm.Cast(Products, p, []byte(`{"ID": 7, "Name": null}`), Products.Name, Products.Price)
	fmt.Println(err)
	// Output:
	// anvil 12 false
	// "ID": this field cannot be set
	// "Name": this field cannot be null
}

func ExampleVersion() {
	ctx, s, done := with(League)
	defer done()

	// orm.Version(t, t.V) in the declaration of Docs
	d := &Doc{Title: "draft"}
	s.Add(d)
	check(s.Commit(ctx))
	d.Title = "final"
	check(s.Commit(ctx)) // UPDATE … SET title=?, v=2 WHERE id = ? AND v = 1
	fmt.Println(d.V)

	var stale *orm.StaleDataError
	fmt.Println(errors.As(orm.ExpectVersion(s, d, 1), &stale)) // a client that has seen the first
	// Output:
	// 2
	// true
}

func ExampleBeforeInsert() {
	letterLog, letterErr = nil, nil
	ctx, s, done := with(Post1)
	defer done()

	// orm.BeforeInsert(Letters, func(_ context.Context, _ *orm.Flush, l *Letter) error {
	//	l.Slug = strings.ReplaceAll(l.Title, " ", "-")
	//	return nil
	// })
	l := &Letter{Title: "dear you"}
	s.Add(l)
	check(s.Commit(ctx))
	fmt.Println(l.Slug)

	l.Title = ""
	fmt.Println(s.Commit(ctx)) // orm.Validate(Letters, …)
	// Output:
	// dear-you
	// Letter 1 is not valid: a letter has a title
}

func ExampleOnBeforeFlush() {
	letterLog, letterErr = nil, nil
	ctx, s, done := with(Post1, orm.OnBeforeFlush(func(_ context.Context, f *orm.Flush) error {
		for _, x := range f.Deleted() {
			if l, ok := x.(*Letter); ok && len(f.New()) == 0 {
				return f.Add(&Journal{Text: "deleted " + l.Title})
			}
		}
		return nil
	}))
	defer done()

	l := &Letter{Title: "dear you"}
	s.Add(l)
	check(s.Commit(ctx))
	s.Delete(l)
	check(s.Commit(ctx))
	j, err := orm.Select(Journals).One(ctx, s)
	check(err)
	fmt.Println(j.Text)
	// Output:
	// deleted dear you
}
