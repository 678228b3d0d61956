package orm_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/internal/scratch"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// tenants are engines over schemas of their own, and the database's own engine. SQLite has
// one schema under its own name: what is written there is qualified all the same.
func tenants(t *testing.T, ctx context.Context, d scratch.Database, base *orm.Base, sent *echo) (*engine.Engine, []*engine.Engine) {
	t.Helper()
	eng := d.Open(t, engine.Echo(sent))
	t.Cleanup(func() { eng.Close(context.Background()) })
	names := []string{"main"}
	ns := schema.NewMetaData()
	if d.Name != "sqlite" {
		schema.NewNamespace(ns, "app")
		names = []string{"tenant o'ne \"" + d.Name, "tenant two " + d.Name}
	}
	var out []*engine.Engine
	for _, name := range names {
		if d.Name != "sqlite" {
			made := eng.WithSchemas(map[string]string{"app": name})
			must(t, made.CreateAll(ctx, ns))
			t.Cleanup(func() { must(t, made.DropAll(context.Background(), ns)) })
		}
		te := eng.WithSchemas(map[string]string{"": name})
		must(t, base.CreateAll(ctx, te))
		t.Cleanup(func() { must(t, base.DropAll(context.Background(), te)) })
		out = append(out, te)
	}
	return eng, out
}

// A session over an engine with other schemas writes and reads there, in whatever way, and
// nowhere else.
func TestSessionsOverSchemas(t *testing.T) {
	for _, d := range scratch.Databases() {
		t.Run(d.Name, func(t *testing.T) {
			ctx, sent := t.Context(), &echo{}
			eng, all := tenants(t, ctx, d, Blog, sent)
			sessions := make([]*orm.Session, len(all))
			for i, te := range all {
				s := orm.NewSession(te)
				sessions[i] = s
				defer s.Close()
				news := &Keyword{Word: fmt.Sprint("news", i)}
				first := &Post{Title: "first", Keywords: []*Keyword{news, {Word: "x"}}, Notes: map[string]*Note{"a": {Topic: "a"}, "b": {Topic: "b"}}}
				second := &Post{Title: "second", Related: []*Post{first}}
				s.Add(first, second)
				must(t, s.Commit(ctx))
			}
			for i, te := range all {
				for name, with := range map[string][]orm.Load[*Post]{
					"select in": {orm.SelectIn(Posts.Keywords), orm.SelectIn(Posts.Notes), orm.SelectIn(Posts.Related, orm.SelectIn(Posts.Keywords))},
					"joined":    {orm.Joined(Posts.Keywords), orm.Joined(Posts.Notes)},
					"json":      {orm.AsJSON(Posts.Keywords), orm.AsJSON(Posts.Notes)},
					"subquery":  {orm.Subquery(Posts.Keywords), orm.Subquery(Posts.Notes)},
					"limited":   {orm.SelectIn(Posts.Keywords).OrderBy(Keywords.ID).Limit(2), orm.SelectIn(Posts.Notes)},
				} {
					s := orm.NewSession(te)
					sent.take()
					ps, err := orm.Select(Posts).With(with...).Where(Posts.Keywords.Any(Keywords.Word.Eq(fmt.Sprint("news", i)))).Limit(5).All(ctx, s)
					if err != nil {
						t.Fatalf("%s: %v", name, err)
					}
					if len(ps) != 1 || words(ps[0].Keywords) != fmt.Sprint("news", i, " x") || len(ps[0].Notes) != 2 {
						t.Errorf("%s: %+v", name, ps)
					}
					for _, q := range sent.take() {
						if bare := strings.Contains(q, "FROM blog_") || strings.Contains(q, "JOIN blog_"); bare {
							t.Errorf("%s: a table without its schema: %s", name, q)
						}
					}
					s.Close()
				}
			}
			// every kind of write, in the first alone
			s := sessions[0]
			p, err := orm.Select(Posts).Where(Posts.Title.Eq("first")).One(ctx, s)
			must(t, err)
			_, err = Posts.Keywords.Of(ctx, s, p)
			must(t, err)
			_, err = Posts.Notes.Of(ctx, s, p)
			must(t, err)
			p.Title = "changed"
			p.Keywords = p.Keywords[1:]
			delete(p.Notes, "a")
			must(t, s.Flush(ctx))
			must(t, s.Savepoint(ctx, func() error {
				p.Title = "within"
				must(t, s.Flush(ctx))
				return nil
			}))
			res, err := s.Execute(ctx, sql.Update(Posts).Set(Posts.Title.Set("all")).Where(Posts.Title.Ne("second"), Posts.Keywords.Any()))
			must(t, err)
			must(t, res.Close())
			if p.Title != "all" {
				t.Errorf("the object says %s", p.Title)
			}
			merged, err := orm.Merge(ctx, s, Posts, &Post{ID: p.ID, Title: "merged"})
			must(t, err)
			if merged != p {
				t.Error("another object")
			}
			must(t, s.Refresh(ctx, p.Keywords[0]))
			must(t, s.Commit(ctx))
			second, err := orm.Select(Posts).Where(Posts.Title.Eq("second")).One(ctx, s)
			must(t, err)
			s.Delete(second)
			must(t, s.Commit(ctx))
			for i, te := range all {
				o := orm.NewSession(te)
				n, err := orm.Select(Posts).Count(ctx, o)
				must(t, err)
				k, err := orm.Select(Posts).Where(Posts.Title.Eq("merged"), Posts.Keywords.Any()).Count(ctx, o)
				must(t, err)
				if n != i+1 || k != 1-i {
					t.Errorf("tenant %d has %d posts, %d of them merged", i, n, k)
				}
				o.Close()
			}
			if d.Name != "sqlite" { // where the tables themselves are not
				o := orm.NewSession(eng)
				defer o.Close()
				if _, err := orm.Select(Posts).Count(ctx, o); err == nil {
					t.Error("the schema that is declared is read")
				}
			}
		})
	}
}
