package orm_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// What sessions do when their context ends, or their connection is lost, in the middle of it.

// interrupted is something that a session does. It begins with what prepare leaves, and tell
// says what the database holds.
type interrupted struct {
	base    *orm.Base
	word    string // of the statement in whose middle it is interrupted
	prepare func(s *orm.Session)
	do      func(ctx context.Context, s *orm.Session) error
	tell    func(ctx context.Context, s *orm.Session) (string, error)
	options []orm.SessionOption
}

func told(ctx context.Context, s *orm.Session, qs ...sql.Statement) (string, error) {
	out := ""
	c, err := orm.Connection(ctx, s)
	if err != nil {
		return "", err
	}
	for _, q := range qs {
		rows, err := engine.AllAs[string](ctx, c, q)
		if err != nil {
			return "", err
		}
		out += fmt.Sprint(rows)
	}
	return out, nil
}

func productsTold(ctx context.Context, s *orm.Session) (string, error) {
	return told(ctx, s, sql.Text("SELECT min(name) FROM orm_product"), sql.Text("SELECT max(name) FROM orm_product"))
}

var interruptions = map[string]interrupted{
	"a reference to one of several tables, and a cascade along it": {
		base: Shelfmarks, word: "DELETE",
		prepare: func(s *orm.Session) {
			b, f := &Tome{ID: 1, Name: "b"}, &Film{ID: 1, Name: "f"}
			s.Add(b, f)
			for i := range 40 {
				a := &Annotation{ID: i + 1, Text: "x", About: b}
				if i%2 == 0 {
					a.About = f
				}
				s.Add(a)
			}
		},
		do: func(ctx context.Context, s *orm.Session) error {
			as, err := orm.Select(Annotations).OrderBy(Annotations.ID).With(orm.SelectInTargets(&Annotations.About)).All(ctx, s)
			if err != nil {
				return err
			}
			film, tome := as[0].About, as[1].About
			for _, a := range as[:10] {
				a.About, a.Text = film, "moved"
			}
			s.Delete(tome)
			return s.Commit(ctx)
		},
		tell: func(ctx context.Context, s *orm.Session) (string, error) {
			return told(ctx, s, sql.Text("SELECT text FROM oneof_annotation ORDER BY id"), sql.Text("SELECT kind FROM oneof_annotation ORDER BY id"), sql.Text("SELECT name FROM oneof_tome"))
		},
	},
	"Set on Refs": {
		base: League, word: "UPDATE",
		prepare: func(s *orm.Session) {
			for i := range 20 {
				s.Add(&Doc{ID: i + 1, Title: "a"})
			}
		},
		do: func(ctx context.Context, s *orm.Session) error {
			for i := range 20 {
				d, err := Docs.Ref(s, i+1)
				if err != nil {
					return err
				}
				if err := orm.Set(s, d, Docs.Title.Set("b")); err != nil {
					return err
				}
			}
			return s.Commit(ctx)
		},
		tell: func(ctx context.Context, s *orm.Session) (string, error) {
			return told(ctx, s, sql.Text("SELECT title FROM league_doc ORDER BY id"), sql.Text("SELECT CAST(v AS CHAR(9)) FROM league_doc ORDER BY id"))
		},
	},
	"many rows that are written alike": {
		base: Base, word: "UPDATE",
		prepare: func(s *orm.Session) {
			for i := range 700 {
				s.Add(&Product{ID: i + 1, Name: "a"})
			}
		},
		do: func(ctx context.Context, s *orm.Session) error {
			ps, err := orm.Select(Products).All(ctx, s)
			if err != nil {
				return err
			}
			for _, p := range ps {
				p.Name = "b"
			}
			return s.Commit(ctx)
		},
		tell: productsTold,
	},
	"hooks of transitions and statements": {
		base: Base, word: "UPDATE",
		prepare: func(s *orm.Session) { s.Add(&Product{ID: 1, Name: "a"}, &Product{ID: 2, Name: "a"}) },
		do: func(ctx context.Context, s *orm.Session) error {
			ps, err := orm.Select(Products).All(ctx, s)
			if err != nil {
				return err
			}
			for _, p := range ps {
				p.Name = "b"
			}
			if err := s.Flush(ctx); err != nil {
				return err
			}
			s.Add(&Product{ID: 3, Name: "b"})
			return s.Commit(ctx)
		},
		tell: productsTold,
		options: []orm.SessionOption{
			orm.OnTransition(func(orm.Transition) error { return nil }),
			orm.OnStatement(func(ctx context.Context, _ *orm.SessionStatement) error { return ctx.Err() }),
		},
	},
	"an UPDATE by statement": {
		base: Base, word: "UPDATE",
		prepare: func(s *orm.Session) { s.Add(&Product{ID: 1, Name: "a"}, &Product{ID: 2, Name: "a"}) },
		do: func(ctx context.Context, s *orm.Session) error {
			if _, err := orm.Select(Products).All(ctx, s); err != nil {
				return err
			}
			r, err := s.Execute(ctx, sql.Update(Products).Set(Products.Name.Set("b")).AllRows())
			if err == nil {
				err = r.Close()
			}
			if err != nil {
				return err
			}
			return s.Commit(ctx)
		},
		tell: productsTold,
	},
	"ten thousand children as JSON": {
		base: Base, word: "SELECT",
		prepare: func(s *orm.Session) {
			p := &Product{ID: 1, Name: "a"}
			for i := range 10_000 {
				o := &Order{ID: i + 1, Quantity: i, OrderDate: time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)}
				p.Orders = append(p.Orders, o)
				s.Add(o)
			}
			s.Add(p)
		},
		do: func(ctx context.Context, s *orm.Session) error {
			p, err := orm.Select(Products).With(orm.AsJSON(Products.Orders)).One(ctx, s)
			if err != nil {
				return err
			}
			sum := 0
			for _, o := range p.Orders {
				if o.Product != p || o.ProductID != 1 {
					return fmt.Errorf("%+v", *o)
				}
				sum += o.Quantity
			}
			if len(p.Orders) != 10_000 || sum != 10_000*9_999/2 {
				return fmt.Errorf("%d children, sum %d", len(p.Orders), sum)
			}
			return s.Commit(ctx)
		},
		tell: productsTold,
	},
}

// killSession ends the connection with that number.
func killSession(ctx context.Context, eng *engine.Engine, id int) error {
	q := sql.Text("SELECT pg_terminate_backend(:id)").Bind("id", id)
	if eng.Dialect().Name() == "mysql" {
		q = sql.Text(sql.SQL(fmt.Sprintf("KILL %d", id)))
	}
	r, err := eng.Execute(ctx, q)
	if err != nil {
		return err
	}
	return r.Close()
}

// TestInterrupted cancels the context, or ends the connection, in the middle of a statement.
// The database holds what was there before, or all of what was asked for; and after Rollback
// the same session does it again.
func TestInterrupted(t *testing.T) {
	for name, c := range interruptions {
		t.Run(name, func(t *testing.T) {
			for _, d := range databases() {
				for _, how := range []string{"cancelled", "killed"} {
					if how == "killed" && d.name == "sqlite" {
						continue // nobody else can end it
					}
					t.Run(d.name+" "+how, func(t *testing.T) {
						ctx := t.Context()
						met := &meeting{}
						eng := d.open(t, engine.Echo(met))
						defer eng.Close(context.Background())
						other := eng
						if how == "killed" {
							other = d.open(t)
							defer other.Close(context.Background())
						}
						must(t, c.base.DropAll(ctx, eng))
						must(t, c.base.CreateAll(ctx, eng))
						defer func() { must(t, c.base.DropAll(context.Background(), eng)) }()
						must(t, orm.Begin(ctx, eng, func(s *orm.Session) error { c.prepare(s); return nil }))
						holds := func() string {
							s := orm.NewSession(other)
							defer s.Close()
							is, err := c.tell(ctx, s)
							must(t, err)
							return is
						}
						before := holds()
						s := orm.NewSession(eng, c.options...)
						defer func() { _ = s.Close() }()
						limited, cancel := context.WithCancel(ctx)
						defer cancel()
						stop := cancel
						if how == "killed" {
							conn, err := orm.Connection(ctx, s)
							must(t, err)
							ask := sql.Text("SELECT pg_backend_pid()")
							if d.name == "mysql" {
								ask = sql.Text("SELECT CONNECTION_ID()")
							}
							id, err := engine.OneAs[int](ctx, conn, ask)
							must(t, err)
							stop = func() {
								if err := killSession(ctx, other, id); err != nil {
									t.Error(err)
								}
							}
						}
						met.expect(c.word, stop)
						err := c.do(limited, s)
						switch {
						case err == nil && how == "killed":
							t.Fatal("it went through, with a connection that was ended")
						case err != nil && how == "cancelled" && !errors.Is(err, context.Canceled):
							t.Fatal(err)
						}
						done := err == nil
						var unknown *engine.CommitError
						if errors.As(err, &unknown) {
							must(t, s.Close())
							s = orm.NewSession(eng, c.options...)
							done = holds() != before
						} else {
							must(t, s.Rollback(ctx))
						}
						if !done {
							if is := holds(); is != before {
								t.Fatalf("after %v the database holds %s, before it was %s", err, is, before)
							}
							must(t, c.do(ctx, s))
						}
						if n := eng.Status().InUse; n != 0 {
							t.Error(n, "connections are lent")
						}
						after := holds()
						must(t, s.Close())
						// and all of it is what it is without an interruption
						must(t, c.base.DropAll(ctx, eng))
						must(t, c.base.CreateAll(ctx, eng))
						must(t, orm.Begin(ctx, eng, func(s *orm.Session) error { c.prepare(s); return nil }))
						must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
							err := c.do(ctx, s)
							return err
						}, c.options...))
						if is := holds(); is != after {
							t.Errorf("the database holds %s, and should %s", after, is)
						}
					})
				}
			}
		})
	}
}

// TestTenThousandReferencesToSeveralTables moves ten thousand references from one table to the
// other, with hooks that see each.
func TestTenThousandReferencesToSeveralTables(t *testing.T) {
	n := 10_000
	if testing.Short() {
		n = 500
	}
	each(t, Shelfmarks, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		seen := map[orm.State]int{}
		s := orm.NewSession(eng, orm.OnTransition(func(x orm.Transition) error { seen[x.To]++; return nil }))
		defer s.Close()
		b, f := &Tome{Name: "b"}, &Film{Name: "f"}
		s.Add(b, f)
		as := make([]*Annotation, n)
		for i := range as {
			as[i] = &Annotation{Text: "x", About: b}
			if i%2 == 0 {
				as[i].About = f
			}
			s.Add(as[i])
		}
		must(t, s.Commit(ctx))
		if seen[orm.Persistent] != n+2 {
			t.Error(seen)
		}
		sent.take()
		for i, a := range as {
			if a.About = f; i%2 == 0 {
				a.About = b
			}
		}
		must(t, s.Commit(ctx))
		if lines := sent.take(); len(lines) > n/400+8 && eng.Dialect().Name() != "sqlite" {
			t.Error(len(lines), "statements")
		}
		fresh := orm.NewSession(eng)
		defer fresh.Close()
		got, err := orm.Select(Annotations).OrderBy(Annotations.ID).With(orm.SelectInTargets(&Annotations.About)).All(ctx, fresh)
		must(t, err)
		films := 0
		for i, a := range got {
			film, is := a.About.(*Film)
			if is != (as[i].About == Annotated(f)) || a.ID != as[i].ID {
				t.Fatal(i, a, film)
			}
			if is {
				films++
			}
		}
		if len(got) != n || films != n/2 {
			t.Error(len(got), films)
		}
		s.Delete(b) // and what is about it
		must(t, s.Commit(ctx))
		if c, err := orm.Select(Annotations).Count(ctx, s); err != nil || c != n/2 {
			t.Error(c, err)
		}
	})
}

// TestKindsAreWhatTheyAre tells targets by texts that somebody may have thought of.
func TestKindsAreWhatTheyAre(t *testing.T) {
	for _, d := range databases() {
		t.Run(d.name, func(t *testing.T) {
			ctx := t.Context()
			eng := d.open(t)
			defer eng.Close(context.Background())
			for _, kind := range []string{"", " ", "'", `"`, "`", `\`, `\'`, "it's; DROP TABLE kinds_note; --", "$1", "?", ":kind", "%", "_", "NULL", "null", "0", "é", "😀", "\u202e", "a\nb", "ｓｏｒｔ"} {
				b := orm.NewBase()
				things := orm.Declare(b, "kinds_film", func(t *wrongFilmTable) { t.ID.PrimaryKey(); t.Name.Size(40) })
				sorts := orm.Declare(b, "kinds_sort", func(t *wrongSortTable) { t.ID.PrimaryKey() })
				notes := orm.Declare(b, "kinds_note", func(t *wrongKindTable) {
					t.ID.PrimaryKey()
					t.Kind.Size(40)
					t.Other.By(t.Kind, t.Of)
				})
				onThing := orm.Target(&notes.Other, things, kind)
				orm.Target(&notes.Other, sorts, kind+"x")
				must(t, b.Configure())
				must(t, b.DropAll(ctx, eng))
				must(t, b.CreateAll(ctx, eng))
				s := orm.NewSession(eng, orm.Using(b))
				x, y := &wrongFilm{ID: 1, Name: kind}, &wrongSort{ID: 1}
				ns := []*wrongKind{{ID: 1, Other: x}, {ID: 2, Other: y}, {ID: 3}}
				s.Add(x, y, ns[0], ns[1], ns[2])
				must(t, s.Commit(ctx))
				must(t, s.Clear())
				got, err := orm.Select(notes).OrderBy(notes.ID).With(orm.SelectInTargets(&notes.Other)).All(ctx, s)
				must(t, err)
				if len(got) != 3 {
					t.Fatal(len(got))
				}
				f, isFilm := got[0].Other.(*wrongFilm)
				if _, isSort := got[1].Other.(*wrongSort); !isFilm || !isSort || f.Name != kind || got[2].Other != nil || *got[0].Kind != kind {
					t.Errorf("%q: %v %v %v", kind, got[0].Other, got[1].Other, got[2].Other)
				}
				if n, err := orm.Select(notes).Where(onThing.Has(things.Name.Eq(kind))).Count(ctx, s); err != nil || n != 1 {
					t.Errorf("%q: %d, %v", kind, n, err)
				}
				got[0].Other, got[1].Other = got[1].Other, nil
				must(t, s.Commit(ctx))
				if *got[0].Kind != kind+"x" || got[1].Kind != nil {
					t.Errorf("%q: %v %v", kind, got[0].Kind, got[1].Kind)
				}
				must(t, s.Close())
				must(t, b.DropAll(ctx, eng))
			}
		})
	}
}

// TestHooksAndPoliciesOfManyGoroutines runs sessions side by side with the same options, and
// calls a session from another goroutine while a hook of its runs.
func TestHooksAndPoliciesOfManyGoroutines(t *testing.T) {
	each(t, Offices, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		offices(t, ctx, eng)
		var mu sync.Mutex
		statements, refused := 0, 0
		options := []orm.SessionOption{orm.Tenant(1), orm.Only(Memos, Memos.Text.Ne("nothing")),
			orm.OnStatement(func(_ context.Context, st *orm.SessionStatement) error {
				mu.Lock()
				defer mu.Unlock()
				statements++
				st.Only(Accounts, Accounts.Name.Ne("nobody"))
				return nil
			})}
		var wg sync.WaitGroup
		for g := range 6 {
			wg.Go(func() {
				var s *orm.Session
				own := append(options[:len(options):len(options)], orm.OnTransition(func(orm.Transition) error {
					var in sync.WaitGroup
					in.Go(func() {
						if err := s.Sync(); errors.Is(err, orm.ErrReentrant) || errors.Is(err, orm.ErrConcurrentSession) {
							mu.Lock()
							refused++
							mu.Unlock()
						} else {
							t.Error(err)
						}
					})
					in.Wait()
					return nil
				}))
				s = orm.NewSession(eng, own...)
				defer s.Close()
				for range 5 {
					as, err := orm.Select(Accounts).With(orm.SelectIn(Accounts.Memos)).All(ctx, s)
					if err != nil || len(as) != 2 {
						t.Error(len(as), err)
						return
					}
					s.Add(&Memo{Text: fmt.Sprint("g", g), AccountID: as[0].ID})
					if err := s.Flush(ctx); err != nil && eng.Dialect().Name() != "sqlite" { // where one writes at a time
						t.Error(err)
					}
					if err := s.Rollback(ctx); err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		if statements < 60 || refused < 30 {
			t.Error(statements, refused)
		}
	})
}
