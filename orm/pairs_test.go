package orm_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// Posts and keywords are tied by a table of pairs; posts refer to related posts by
// another one; the notes of a post are held in a map.

type Post struct {
	ID       int
	Title    string
	Keywords []*Keyword
	Related  []*Post
	Notes    map[string]*Note
}

type Keyword struct {
	ID    int
	Word  string
	Posts []*Post `json:"-"`
}

type Note struct {
	ID     int
	Topic  string
	Body   string
	PostID *int
	Post   *Post `json:"-"`
}

type PostTable struct {
	orm.TableOf[Post, int]
	ID       schema.Int
	Title    schema.String
	Keywords orm.Many[Post, Keyword]
	Related  orm.Many[Post, Post]
	Notes    orm.Many[Post, Note]
}

type KeywordTable struct {
	orm.TableOf[Keyword, int]
	ID    schema.Int
	Word  schema.String
	Posts orm.Many[Keyword, Post]
}

type NoteTable struct {
	orm.TableOf[Note, int]
	ID     schema.Int
	Topic  schema.String
	Body   schema.String
	PostID schema.NullInt
	Post   orm.One[Note, Post]
}

var (
	Blog     = orm.NewBase()
	Posts    = orm.Declare(Blog, "blog_post", func(t *PostTable) { t.ID.PrimaryKey(); t.Title.Size(50) })
	Keywords = orm.Declare(Blog, "blog_keyword", func(t *KeywordTable) { t.ID.PrimaryKey(); t.Word.Size(50) })
	Notes    = orm.Declare(Blog, "blog_note", func(t *NoteTable) {
		t.ID.PrimaryKey()
		t.Topic.Size(50)
		t.Body.Size(50)
		t.PostID.References(Posts.ID)
		t.Post.Inverse(Posts.Notes)
		Posts.Notes.KeyedBy(t.Topic)
	})
	postKeyword = schema.NewTable(Blog.MetaData(), "blog_post_keyword",
		schema.Column("post_id", sqltype.Integer, schema.References("blog_post.id"), schema.PrimaryKey),
		schema.Column("keyword_id", sqltype.Integer, schema.References("blog_keyword.id"), schema.PrimaryKey))
	related = schema.NewTable(Blog.MetaData(), "blog_related",
		schema.Column("post_id", sqltype.Integer, schema.References("blog_post.id"), schema.PrimaryKey),
		schema.Column("other_id", sqltype.Integer, schema.References("blog_post.id"), schema.PrimaryKey))
)

func init() {
	Posts.Keywords.Through(postKeyword).Inverse(Keywords.Posts).OrderBy(Keywords.ID.Asc())
	Keywords.Posts.Through(postKeyword).OrderBy(Posts.ID.Asc())
	Posts.Related.Through(related).ForeignKey(related.C("post_id")).OrderBy(Posts.ID.Asc())
}

func words(ks []*Keyword) string {
	var out []string
	for _, k := range ks {
		out = append(out, k.Word)
	}
	return strings.Join(out, " ")
}

func TestManyToManyBothSidesAgree(t *testing.T) {
	each(t, Blog, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		a, b, c := &Keyword{Word: "a"}, &Keyword{Word: "b"}, &Keyword{Word: "c"}
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
			p := &Post{Title: "p", Keywords: []*Keyword{a, b}}
			q := &Post{Title: "q"}
			s.Add(p, c, q)
			c.Posts = append(c.Posts, q)
			if !slices.Equal(a.Posts, []*Post{p}) {
				t.Fatal("not agreed after Add")
			}
			return nil
		}))
		got := sent.take()
		if n := len(got); !strings.Contains(got[n-1], "blog_post_keyword") || strings.Count(strings.Join(got, "\n"), "blog_post_keyword") != 1 {
			t.Fatal(got)
		}
		s := orm.NewSession(eng)
		defer s.Close()
		ps, err := orm.Select(Posts).OrderBy(Posts.ID.Asc()).All(ctx, s)
		must(t, err)
		sent.take()
		ks, err := Posts.Keywords.Of(ctx, s, ps[0])
		must(t, err)
		if got := sent.take(); words(ks) != "a b" || words(ps[1].Keywords) != "c" || len(got) != 1 {
			t.Fatal(words(ks), words(ps[1].Keywords), got)
		}
		ka := ks[0]
		must(t, s.Flush(ctx))
		if got := sent.take(); len(got) != 0 {
			t.Fatal(got)
		}
		// append on one side, on the other, on both; remove
		kc := ps[1].Keywords[0]
		ps[0].Keywords = append(ps[0].Keywords[1:], kc)
		ka.Posts = append(ka.Posts, ps[1]) // never loaded
		must(t, s.Sync())
		if !slices.Contains(ps[1].Keywords, ka) || ps[0].Keywords[0].Word != "b" {
			t.Fatal("not agreed", words(ps[1].Keywords))
		}
		must(t, s.Flush(ctx))
		got = sent.take()
		if len(got) != 2 || !strings.HasPrefix(got[0], "DELETE") || !strings.HasPrefix(got[1], "INSERT") {
			t.Fatal(got)
		}
		must(t, s.Flush(ctx))
		if got := sent.take(); len(got) != 0 {
			t.Fatal("a second flush sends", got)
		}
		must(t, s.Rollback(ctx))
		if words(ps[0].Keywords) != "a b" || words(ps[1].Keywords) != "c" || ka.Posts != nil {
			t.Fatal("not restored", words(ps[0].Keywords), words(ps[1].Keywords), ka.Posts)
		}
		// removed on one side, unchanged on the other
		_, err = Keywords.Posts.Of(ctx, s, ka)
		must(t, err)
		if len(ka.Posts) != 1 {
			t.Fatal(ka.Posts)
		}
		ka.Posts = nil
		must(t, s.Commit(ctx))
		if words(ps[0].Keywords) != "b" {
			t.Fatal(words(ps[0].Keywords))
		}
		// added here and removed there
		kb := ps[0].Keywords[0]
		_, err = Keywords.Posts.Of(ctx, s, kb)
		must(t, err)
		kb.Posts = nil
		must(t, s.Sync())
		kb.Posts = []*Post{ps[0]}
		must(t, s.Sync()) // taken back
		sent.take()
		must(t, s.Flush(ctx))
		if got := sent.take(); len(got) != 0 {
			t.Fatal(got)
		}
		x := &Keyword{Word: "x", Posts: []*Post{ps[1]}}
		s.Add(x)
		must(t, s.Commit(ctx))
		x.Posts = nil
		ps[1].Keywords = slices.DeleteFunc(slices.Clone(ps[1].Keywords), func(k *Keyword) bool { return k == x })
		must(t, s.Flush(ctx))
		// in queries
		n, err := orm.Select(Posts).Where(Posts.Keywords.Any(Keywords.Word.Eq("b"))).Count(ctx, s)
		must(t, err)
		joined, err := orm.Select(Posts).Join(Posts.Keywords).Where(Keywords.Word.In("b", "c")).OrderBy(Posts.ID.Asc()).All(ctx, s)
		must(t, err)
		eager, err := orm.Select(Posts).With(orm.Joined(Posts.Keywords)).OrderBy(Posts.ID.Asc()).AsNoTracking().All(ctx, s)
		must(t, err)
		nested, err := orm.Select(Posts).With(orm.SelectIn(Posts.Keywords, orm.SelectIn(Keywords.Posts))).OrderBy(Posts.ID.Asc()).AsNoTracking().All(ctx, s)
		must(t, err)
		if n != 1 || len(joined) != 2 || words(eager[0].Keywords) != "b" || words(eager[1].Keywords) != "c" || nested[0].Keywords[0].Posts[0] != nested[0] {
			t.Fatal(n, len(joined), words(eager[0].Keywords), words(eager[1].Keywords))
		}
		// the delete of either side takes the pairs with it
		sent.take()
		s.Delete(kb)
		must(t, s.Commit(ctx))
		got = sent.take()
		if len(ps[0].Keywords) != 0 || len(got) != 2 || !strings.Contains(got[0], "blog_post_keyword") {
			t.Fatal(ps[0].Keywords, got)
		}
	})
}

func TestAPairAddedHereAndRemovedThere(t *testing.T) {
	each(t, Blog, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		p, k := &Post{Title: "p"}, &Keyword{Word: "k"}
		p.Keywords = []*Keyword{k}
		s.Add(p)
		must(t, s.Commit(ctx))
		s.Clear()
		p, err := Posts.Get(ctx, s, p.ID)
		must(t, err)
		k, err = Keywords.Get(ctx, s, k.ID)
		must(t, err)
		_, err = Keywords.Posts.Of(ctx, s, k)
		must(t, err)
		k.Posts = nil
		p.Keywords = append(p.Keywords, k) // says "there", of what it has not loaded
		var rc *orm.RelationConflictError
		if err := s.Sync(); !errors.As(err, &rc) {
			t.Fatal(err)
		}
		must(t, s.Rollback(ctx))
		// a graph of one table
		q, r := &Post{Title: "q"}, &Post{Title: "r"}
		p.Related = []*Post{q, r}
		q.Related = []*Post{p}
		must(t, s.Commit(ctx))
		s2 := orm.NewSession(eng)
		defer s2.Close()
		all, err := orm.Select(Posts).With(orm.SelectIn(Posts.Related)).OrderBy(Posts.ID.Asc()).All(ctx, s2)
		must(t, err)
		if len(all) != 3 || len(all[0].Related) != 2 || all[1].Related[0] != all[0] || len(all[2].Related) != 0 {
			t.Fatal(all[0].Related, all[1].Related)
		}
		for _, x := range all {
			s2.Delete(x)
		}
		must(t, s2.Commit(ctx))
	})
}

func TestCollectionsInAMap(t *testing.T) {
	each(t, Blog, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		p := &Post{Title: "p", Notes: map[string]*Note{"b": {Topic: "b", Body: "2"}, "a": {Topic: "a", Body: "1"}}}
		s.Add(p)
		must(t, s.Commit(ctx))
		if p.Notes["a"].ID > p.Notes["b"].ID || *p.Notes["a"].PostID != p.ID || p.Notes["a"].Post != p {
			t.Fatal("not in the order of the keys")
		}
		s.Clear()
		p, err := Posts.Get(ctx, s, p.ID)
		must(t, err)
		ns, err := Posts.Notes.Of(ctx, s, p)
		must(t, err)
		if len(ns) != 2 || len(p.Notes) != 2 || p.Notes["b"].Body != "2" {
			t.Fatal(p.Notes)
		}
		must(t, s.Flush(ctx))
		if got := sent.take(); strings.Contains(got[len(got)-1], "UPDATE") {
			t.Fatal(got)
		}
		p.Notes["c"] = &Note{Topic: "c"}
		b := p.Notes["b"]
		delete(p.Notes, "b")
		must(t, s.Commit(ctx))
		if b.PostID != nil || p.Notes["c"].ID == 0 {
			t.Fatal(b)
		}
		b.Post = p // the other side: it comes back into the map
		must(t, s.Sync())
		if p.Notes["b"] != b {
			t.Fatal(p.Notes)
		}
		must(t, s.Commit(ctx))
		p.Notes["a"].Topic = "z"
		if err := s.Sync(); err == nil || !strings.Contains(err.Error(), `"a"`) || !strings.Contains(err.Error(), `"z"`) {
			t.Fatal(err)
		}
		must(t, s.Rollback(ctx))
		// two with one key cannot be held
		s.Add(&Note{Topic: "a", PostID: &p.ID})
		if err := s.Sync(); err == nil {
			t.Fatal("one was lost")
		}
		must(t, s.Rollback(ctx))
		if len(p.Notes) != 3 {
			t.Fatal(p.Notes)
		}
	})
}

// Contains, where a table of pairs ties the two, for both directions and a table with itself.
func TestContainsThroughATableOfPairs(t *testing.T) {
	each(t, Blog, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		a, b := &Keyword{Word: "a"}, &Keyword{Word: "b"}
		p, q := &Post{Title: "p", Keywords: []*Keyword{a, b}}, &Post{Title: "q", Keywords: []*Keyword{b}}
		q.Related = []*Post{p}
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error { s.Add(p, q); return nil }))
		s := orm.NewSession(eng)
		defer s.Close()
		titles := func(conds ...sql.Typed[bool]) string {
			t.Helper()
			ps, err := orm.Select(Posts).Where(conds...).OrderBy(Posts.ID).All(ctx, s)
			must(t, err)
			out := ""
			for _, p := range ps {
				out += p.Title
			}
			return out
		}
		for name, c := range map[string]struct{ got, want string }{
			"of one":         {titles(Posts.Keywords.Contains(a)), "p"},
			"of both":        {titles(Posts.Keywords.Contains(b)), "pq"},
			"and":            {titles(Posts.Keywords.Contains(a), Posts.Keywords.Contains(b)), "p"},
			"not":            {titles(sql.Not(Posts.Keywords.Contains(a))), "q"},
			"with itself":    {titles(Posts.Related.Contains(p)), "q"},
			"nobody's":       {titles(Posts.Keywords.Contains(&Keyword{ID: 99})), ""},
			"of one and any": {titles(sql.Or(Posts.Keywords.Contains(a), Posts.Related.Any(Posts.Title.Eq("p")))), "pq"},
		} {
			if c.got != c.want {
				t.Errorf("%s: %q, not %q", name, c.got, c.want)
			}
		}
		n, err := orm.Select(Keywords).Where(Keywords.Posts.Contains(q)).Count(ctx, s)
		if err != nil || n != 1 {
			t.Error(n, err)
		}
		also := orm.Alias(Posts, "also")
		n, err = orm.Select(also).Where(also.Keywords.Contains(a)).Count(ctx, s)
		if err != nil || n != 1 {
			t.Error(n, err)
		}
		for _, bad := range []*Keyword{nil, {}} {
			if _, err := orm.Select(Posts).Where(Posts.Keywords.Contains(bad)).All(ctx, s); err == nil {
				t.Errorf("Contains(%v) found something", bad)
			}
		}
	})
}
