package orm_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/internal/golden"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// The statements that AsJSON makes, as files.
func TestGoldenTrees(t *testing.T) {
	shop := []struct {
		name string
		q    orm.Query[*Product]
	}{
		{"a collection", orm.Select(Products).With(orm.AsJSON(Products.Orders))},
		{"and what it refers to", orm.Select(Products).With(orm.AsJSON(Products.Orders, orm.AsJSON(Orders.Product))).Limit(2).OrderBy(Products.ID)},
		{"a join in it", orm.Select(Products).With(orm.AsJSON(Products.Orders, orm.Joined(Orders.Product)))},
		{"the largest of each", orm.Select(Products).With(orm.AsJSON(Products.Orders).Where(Orders.Quantity.Gt(1)).OrderBy(Orders.Quantity.Desc()).Limit(2)).OrderBy(Products.ID).Limit(5)},
		{"a joined collection, and Limit", orm.Select(Products).With(orm.Joined(Products.Orders)).OrderBy(Products.Price.Desc(), Products.ID).Limit(2).Offset(1)},
		{"sorted by what is no column", orm.Select(Products).With(orm.Joined(Products.Orders)).OrderBy(sql.Lower(Products.Name).Desc()).Limit(2)},
		{"and columns left out", orm.Select(Products).With(orm.Joined(Products.Orders)).LoadOnly(Products.Name).Limit(2)},
		{"and Distinct", orm.Select(Products).Join(Products.Orders).Where(Orders.Quantity.Gt(1)).With(orm.Joined(Products.Orders)).Distinct().OrderBy(Products.ID).Limit(2)},
		{"distinct", orm.Select(Products).Join(Products.Orders).With(orm.AsJSON(Products.Orders)).Distinct().Limit(1)},
	}
	people := []struct {
		name string
		q    orm.Query[*Person]
	}{
		{"a tree", orm.Select(People).Where(People.BossID.IsNull()).With(orm.AsJSON(People.Team).Recursive(3))},
		{"one to one", orm.Select(People).With(orm.AsJSON(People.Desk), orm.AsJSON(People.Boss))},
	}
	posts := []struct {
		name string
		q    orm.Query[*Post]
	}{
		{"many to many, and back", orm.Select(Posts).With(orm.AsJSON(Posts.Keywords, orm.AsJSON(Keywords.Posts)))},
		{"many to many with itself", orm.Select(Posts).With(orm.AsJSON(Posts.Related, orm.AsJSON(Posts.Related)), orm.AsJSON(Posts.Notes))},
		{"the first of each many to many", orm.Select(Posts).With(orm.AsJSON(Posts.Keywords).Where(Keywords.Word.Ne("x")).Limit(1))},
	}
	for _, d := range databases() {
		t.Run(d.name, func(t *testing.T) {
			sent := &echo{}
			eng := d.open(t, engine.Echo(sent))
			ctx := t.Context()
			t.Cleanup(func() { eng.Close(context.Background()) })
			for _, b := range []*orm.Base{Base, Blog} {
				must(t, b.DropAll(ctx, eng))
				must(t, b.CreateAll(ctx, eng))
				defer func() { must(t, b.DropAll(context.Background(), eng)) }()
			}
			var out bytes.Buffer
			note := func(name string, run func(s *orm.Session) error) {
				s := orm.NewSession(eng)
				defer s.Close()
				sent.take()
				if err := run(s); err != nil {
					t.Errorf("%s: %v", name, err)
				}
				fmt.Fprintf(&out, "-- %s\n", name)
				for _, line := range sent.take() {
					fmt.Fprintf(&out, "%s\n", line)
				}
			}
			for _, c := range shop {
				note(c.name, func(s *orm.Session) error { _, err := c.q.All(ctx, s); return err })
			}
			for name, q := range map[string]orm.Query[*Order]{"a reference that is never NULL": orm.Select(Orders).With(orm.InnerJoined(Orders.Product, orm.Joined(Products.Orders))).Limit(3)} {
				note(name, func(s *orm.Session) error { _, err := q.All(ctx, s); return err })
			}
			for _, c := range people {
				note(c.name, func(s *orm.Session) error { _, err := c.q.All(ctx, s); return err })
			}
			for _, c := range posts {
				note(c.name, func(s *orm.Session) error { _, err := c.q.All(ctx, s); return err })
			}
			golden.Check(t, "testdata/trees_"+d.name+".sql", out.Bytes())
		})
	}
}

// shown is a post with what is loaded of it, down to a depth.
func shown(s *orm.Session, p *Post, depth int, b *strings.Builder) {
	fmt.Fprintf(b, "post %d %q", p.ID, p.Title)
	if depth == 0 {
		return
	}
	fmt.Fprintf(b, " %v[", Posts.Keywords.State(s, p))
	for _, k := range p.Keywords {
		fmt.Fprintf(b, " keyword %d %q %v(", k.ID, k.Word, Keywords.Posts.State(s, k))
		for _, q := range k.Posts {
			shown(s, q, depth-1, b)
		}
		b.WriteString(")")
	}
	fmt.Fprintf(b, "] %v[", Posts.Related.State(s, p))
	for _, q := range p.Related {
		shown(s, q, depth-1, b)
	}
	fmt.Fprintf(b, "] %v{", Posts.Notes.State(s, p))
	var topics []string
	for topic := range p.Notes {
		topics = append(topics, topic)
	}
	slices.Sort(topics)
	for _, topic := range topics {
		n := p.Notes[topic]
		fmt.Fprintf(b, " %s: %d %q %v %t", topic, n.ID, n.Body, Notes.Post.State(s, n), n.Post == p)
	}
	b.WriteString("}")
}

// Random graphs come as JSON as they come by select-in: the same objects, the same
// states, nothing that looks changed.
func TestAsJSONGivesWhatSelectInGives(t *testing.T) {
	rounds := 12
	if testing.Short() {
		rounds = 3
	}
	each(t, Blog, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		for round := range rounds {
			rnd := rand.New(rand.NewPCG(uint64(round), 7))
			must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
				var posts []*Post
				var words []*Keyword
				for i := range 3 + rnd.IntN(6) {
					words = append(words, &Keyword{Word: fmt.Sprintf("w%d \"]\\", i)})
				}
				for i := range 2 + rnd.IntN(8) {
					p := &Post{Title: fmt.Sprintf("r%d p%d é", round, i), Notes: map[string]*Note{}}
					for _, k := range words {
						if rnd.IntN(3) == 0 {
							p.Keywords = append(p.Keywords, k)
						}
					}
					for _, q := range posts {
						if rnd.IntN(4) == 0 {
							p.Related = append(p.Related, q)
						}
					}
					for j := range rnd.IntN(3) {
						topic := fmt.Sprintf("t%d", j)
						p.Notes[topic] = &Note{Topic: topic, Body: "b"}
					}
					posts = append(posts, p)
					s.Add(p)
				}
				for _, k := range words {
					s.Add(k)
				}
				return nil
			}))
			limit, narrow, untracked, known := 1+rnd.IntN(9), rnd.IntN(2) == 0, rnd.IntN(4) == 0, rnd.IntN(3) == 0
			first := 1 + rnd.IntN(3)
			load := func(words func(...orm.Load[*Keyword]) orm.Load[*Post], back orm.Load[*Keyword], related, notes orm.Load[*Post]) (string, int) {
				s := orm.NewSession(eng)
				defer s.Close()
				if known { // some are there, one of them changed
					all, err := orm.Select(Posts).Where(Posts.ID.Le(3)).OrderBy(Posts.ID).NoAutoflush().All(ctx, s)
					must(t, err)
					if len(all) > 0 {
						_, err = Posts.Keywords.Of(ctx, s, all[0])
						must(t, err)
						all[len(all)-1].Title = "mine"
					}
				}
				sent.take()
				l := words(back)
				if narrow {
					l = l.Where(Keywords.ID.Gt(1)).OrderBy(Keywords.ID.Desc()).Limit(first)
				}
				q := orm.Select(Posts).OrderBy(Posts.ID.Desc()).Limit(limit).With(l, related, notes).NoAutoflush()
				if untracked {
					q = q.AsNoTracking()
				}
				posts, err := q.All(ctx, s)
				must(t, err)
				n := len(sent.take())
				var b strings.Builder
				for _, p := range posts {
					shown(s, p, 3, &b)
					b.WriteString("\n")
				}
				plan, err := s.Plan(ctx)
				must(t, err)
				fmt.Fprintln(&b, plan)
				return b.String(), n
			}
			want, _ := load(func(l ...orm.Load[*Keyword]) orm.Load[*Post] { return orm.SelectIn(Posts.Keywords, l...) },
				orm.SelectIn(Keywords.Posts), orm.SelectIn(Posts.Related, orm.SelectIn(Posts.Keywords)), orm.SelectIn(Posts.Notes, orm.SelectIn(Notes.Post)))
			got, n := load(func(l ...orm.Load[*Keyword]) orm.Load[*Post] { return orm.AsJSON(Posts.Keywords, l...) },
				orm.AsJSON(Keywords.Posts), orm.AsJSON(Posts.Related, orm.AsJSON(Posts.Keywords)), orm.AsJSON(Posts.Notes, orm.Joined(Notes.Post)))
			if n != 1 {
				t.Errorf("round %d: %d statements", round, n)
			}
			if want != got {
				t.Fatalf("round %d (limit %d, narrow %t, untracked %t, known %t)\nselect in:\n%s\nJSON:\n%s", round, limit, narrow, untracked, known, want, got)
			}
		}
	})
}

func TestAsJSONWithOtherThings(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		fill(t, ctx, eng, 4, 3)
		session := func() *orm.Session {
			s := orm.NewSession(eng)
			t.Cleanup(func() { s.Close() })
			return s
		}
		all := orm.AsJSON(Products.Orders)

		// pages, streams, batches, a lock, another strategy below
		s := session()
		page, err := orm.Select(Products).With(all).Limit(2).OrderBy(Products.Name.Desc()).Page(ctx, s)
		must(t, err)
		if len(page.Rows) != 2 || len(page.Rows[1].Orders) != 3 || page.Next == "" {
			t.Errorf("%+v", page)
		}
		n := 0
		for p, err := range orm.Select(Products).With(all).Each(ctx, session()) {
			must(t, err)
			n += len(p.Orders)
		}
		for ps, err := range orm.Select(Products).With(all).Batches(ctx, session(), 3) {
			must(t, err)
			for _, p := range ps {
				n += len(p.Orders)
			}
		}
		if n != 24 {
			t.Errorf("%d orders", n)
		}
		if eng.Dialect().Features().Embedded == false {
			s := session()
			ps, err := orm.Select(Products).With(all).ForUpdate().All(ctx, s)
			must(t, err)
			if len(ps) != 4 || len(ps[3].Orders) != 3 {
				t.Errorf("locked: %d", len(ps))
			}
			must(t, s.Rollback(ctx))
		}
		s = session()
		sent.take()
		ps, err := orm.Select(Products).With(orm.AsJSON(Products.Orders, orm.SelectIn(Orders.Product))).All(ctx, s)
		must(t, err)
		if st := sent.take(); len(st) != 1 { // the products are there
			t.Errorf("%q", st)
		}
		o := ps[0].Orders[0]
		if o.Product != ps[0] {
			t.Error("the other side does not know it")
		}
		o.Quantity++ // it is an object like others
		must(t, s.Commit(ctx))

		// of a count, an exists, and no rows
		none, err := orm.Select(Products).Where(Products.ID.Lt(0)).With(all).All(ctx, session())
		must(t, err)
		if len(none) != 0 {
			t.Error("there are none")
		}
		if _, err := orm.Select(People).With(orm.AsJSON(People.Team).Recursive(0)).All(ctx, session()); err == nil || !strings.Contains(err.Error(), "SelectIn") {
			t.Errorf("a tree without an end: %v", err)
		}
		if _, err := engine.All(ctx, eng, orm.Select(Products).With(all)); err == nil {
			t.Error("without a session")
		}
		ctx, cancel := context.WithCancel(ctx)
		cancel()
		if _, err := orm.Select(Products).With(all).All(ctx, session()); !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	})
}

// Two rows where there should be one are an error, as they are with SelectIn.
func TestAsJSONOfTwoWhereOneShouldBe(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		p := &Person{Name: "a"}
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error { s.Add(p); return nil }))
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
			s.Add(&Desk{Room: "1", PersonID: &p.ID}, &Desk{Room: "2", PersonID: &p.ID})
			return nil
		}))
		for _, l := range []orm.Load[*Person]{orm.SelectIn(People.Desk), orm.AsJSON(People.Desk), orm.Joined(People.Desk)} {
			s := orm.NewSession(eng)
			if _, err := orm.Select(People).With(l).All(ctx, s); !errors.Is(err, orm.ErrMultipleResults) {
				t.Error(err)
			}
			s.Close()
		}
	})
}

// A database that cuts long texts is found out; nothing is lost silently.
func TestAsJSONThatIsCut(t *testing.T) {
	for _, d := range databases() {
		if d.name != "mysql" {
			continue
		}
		t.Run(d.name, func(t *testing.T) {
			eng := d.open(t)
			ctx := t.Context()
			t.Cleanup(func() { eng.Close(context.Background()) })
			must(t, Base.DropAll(ctx, eng))
			must(t, Base.CreateAll(ctx, eng))
			defer func() { must(t, Base.DropAll(context.Background(), eng)) }()
			fill(t, ctx, eng, 1, 40)
			for _, size := range []int{4, 40, 41, 63, 500, 1000} {
				s := orm.NewSession(eng)
				c, err := orm.Connection(ctx, s)
				must(t, err)
				res, err := c.Execute(ctx, sql.Text(sql.SQL(fmt.Sprintf("SET SESSION group_concat_max_len = %d", size))))
				must(t, err)
				must(t, res.Close())
				if ps, err := orm.Select(Products).With(orm.AsJSON(Products.Orders)).All(ctx, s); err == nil {
					t.Errorf("%d: %d orders", size, len(ps[0].Orders))
				}
				s.Close()
			}
		})
	}
}

// What JSON cannot hold exactly is refused before anything is sent.
func TestAsJSONRefuses(t *testing.T) {
	eng := databases()[1].open(t)
	t.Cleanup(func() { eng.Close(context.Background()) })
	s := orm.NewSession(eng)
	defer s.Close()
	_, err := orm.Select(Bookers).With(orm.AsJSON(Bookers.Bookings)).All(t.Context(), s)
	var u *compile.UnsupportedError
	if !errors.As(err, &u) || !strings.Contains(u.Construct, "in what is loaded as JSON") || !strings.Contains(u.Hint, "SelectIn") {
		t.Error(err)
	}
}

type Booker struct {
	ID       int
	Bookings []*Booked
}

type Booked struct {
	ID       int
	BookerID int
	Tags     []string
}

type BookerTable struct {
	orm.TableOf[Booker, int]
	ID       schema.Int
	Bookings orm.Many[Booker, Booked]
}

type BookedTable struct {
	orm.TableOf[Booked, int]
	ID       schema.Int
	BookerID schema.Int
	Tags     schema.Array[string]
}

var (
	Lending = orm.NewBase()
	Bookers = orm.Declare(Lending, "branch_booker", func(t *BookerTable) { t.ID.PrimaryKey() })
	_       = orm.Declare(Lending, "branch_booked", func(t *BookedTable) {
		t.ID.PrimaryKey()
		t.BookerID.References(Bookers.ID)
		t.Tags.Elem(sqltype.Text)
	})
)

// A joined collection comes whole, whatever the query's Limit, Offset and order are.
func TestJoinedCollectionsUnderLimit(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		fill(t, ctx, eng, 7, 3)
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
			s.Add(&Product{Name: "lonely"}, &Person{Name: "a", Team: []*Person{{Name: "b"}, {Name: "c"}}})
			return nil
		}))
		also := orm.Alias(Products, "also")
		for name, q := range map[string]orm.Query[*Product]{
			"limit":    orm.Select(Products).OrderBy(Products.ID.Desc()).Limit(3),
			"offset":   orm.Select(Products).OrderBy(Products.Price, Products.ID).Offset(5).Limit(9),
			"computed": orm.Select(Products).OrderBy(Products.Price.Mul(-1), Products.ID).Limit(4),
			"distinct": orm.Select(Products).Join(Products.Orders).Where(Orders.Quantity.Le(2)).Distinct().OrderBy(Products.ID).Limit(4).Offset(1),
			"alias":    orm.Select(also).Where(also.Price.Gt(5)).OrderBy(also.ID.Desc()).Limit(2),
			"part":     orm.Select(Products).Defer(Products.Name).OrderBy(Products.ID.Desc()).Limit(3),
			"none":     orm.Select(Products).OrderBy(Products.ID).Limit(0),
		} {
			var seen [2]string
			for i, l := range []orm.Load[*Product]{orm.SelectIn(Products.Orders, orm.Joined(Orders.Product)), orm.Joined(Products.Orders, orm.Joined(Orders.Product))} {
				s := orm.NewSession(eng)
				sent.take()
				ps, err := q.With(l).All(ctx, s)
				if err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				if n := len(sent.take()); i == 1 && n != 1 {
					t.Errorf("%s: %d statements", name, n)
				}
				for _, p := range ps {
					seen[i] += fmt.Sprintf("%d %s %v %v:", p.ID, p.Name, p.Price, Products.Orders.State(s, p))
					for _, o := range p.Orders {
						seen[i] += fmt.Sprint(" ", o.ID, o.Product == p)
					}
					seen[i] += "\n"
				}
				s.Close()
			}
			if seen[0] != seen[1] {
				t.Errorf("%s:\n%s\n%s", name, seen[0], seen[1])
			}
		}
		s := orm.NewSession(eng)
		defer s.Close()
		sent.take()
		p, err := orm.Select(Products).With(orm.Joined(Products.Orders)).OrderBy(Products.ID.Desc()).Offset(1).First(ctx, s)
		must(t, err)
		if n := sent.take(); len(p.Orders) != 3 || len(n) != 1 {
			t.Errorf("%d orders, %q", len(p.Orders), n)
		}
		// references that are never NULL, or may be
		os, err := orm.Select(Orders).With(orm.InnerJoined(Orders.Product)).All(ctx, s)
		must(t, err)
		if len(os) != 21 || os[0].Product == nil {
			t.Error(len(os))
		}
		for _, l := range []orm.Load[*Person]{orm.InnerJoined(People.Boss), orm.InnerJoined(People.Team), orm.Joined(People.Boss, orm.InnerJoined(People.Desk))} {
			if _, err := orm.Select(People).With(l).All(ctx, s); err == nil || !strings.Contains(err.Error(), "use Joined") {
				t.Error(err)
			}
		}
	})
}

// A policy that hides what is joined does not take its owner along.
func TestInnerJoinedBesideAPolicy(t *testing.T) {
	each(t, Offices, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		offices(t, ctx, eng)
		s := orm.NewSession(eng, orm.Tenant(1), orm.Only(Accounts, Accounts.Name.Eq("nobody")))
		defer s.Close()
		memos, err := orm.Select(Memos).With(orm.InnerJoined(Memos.Account)).All(ctx, s)
		must(t, err)
		if len(memos) != 2 || memos[0].Account != nil {
			t.Error(len(memos), sent.take())
		}
	})
}
