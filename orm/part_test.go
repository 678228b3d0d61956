package orm_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

// quantities are the orders of each product in its order.
func quantities(ps []*Product) string {
	var out []string
	for _, p := range ps {
		var qs []string
		for _, o := range p.Orders {
			qs = append(qs, fmt.Sprint(o.Quantity))
		}
		out = append(out, strings.Join(qs, ","))
	}
	return strings.Join(out, " ")
}

func TestPartsOfCollections(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
			for i := range 4 {
				p := &Product{Name: fmt.Sprint("p", i)}
				for j := range i + 1 {
					p.Orders = append(p.Orders, &Order{Quantity: j, OrderDate: time.Now()})
				}
				s.Add(p)
			}
			return nil
		}))
		q := orm.Select(Products).OrderBy(Products.ID.Asc())
		for _, c := range []struct {
			name string
			l    orm.Load[*Product]
			want string
			st   orm.LoadState
		}{
			{"limit", orm.SelectIn(Products.Orders).Limit(2), "0 0,1 0,1 0,1", orm.Partial},
			{"limit of the highest", orm.SelectIn(Products.Orders).OrderBy(Orders.Quantity.Desc()).Limit(2), "0 1,0 2,1 3,2", orm.Partial},
			{"filter", orm.SelectIn(Products.Orders).Where(Orders.Quantity.Ge(2)), "  2 2,3", orm.Partial},
			{"both", orm.SelectIn(Products.Orders).Where(Orders.Quantity.Ge(1)).OrderBy(Orders.Quantity.Desc()).Limit(1), " 1 2 3", orm.Partial},
			{"order", orm.SelectIn(Products.Orders).OrderBy(Orders.Quantity.Desc()), "0 1,0 2,1,0 3,2,1,0", orm.Loaded},
			{"nested", orm.SelectIn(Products.Orders, orm.Joined(Orders.Product)).Limit(1), "0 0 0 0", orm.Partial},
		} {
			s := orm.NewSession(eng)
			sent.take()
			ps, err := q.With(c.l).All(ctx, s)
			if err != nil {
				t.Fatalf("%s: %v", c.name, err)
			}
			if got := quantities(ps); got != c.want || len(sent.take()) != 2 {
				t.Errorf("%s: %q, want %q", c.name, got, c.want)
			}
			if st := Products.Orders.State(s, ps[3]); st != c.st {
				t.Errorf("%s: %v", c.name, st)
			}
			if c.st == orm.Partial {
				ps[3].Orders = nil
				var partial *orm.PartialCollectionError
				if err := s.Flush(ctx); !errors.As(err, &partial) {
					t.Errorf("%s: %v", c.name, err)
				}
			}
			must(t, s.Close())
		}

		s := orm.NewSession(eng)
		defer s.Close()
		ps, err := q.With(orm.SelectIn(Products.Orders).Limit(1)).All(ctx, s)
		must(t, err)
		ps[3].Orders = append(ps[3].Orders, &Order{Quantity: 9, OrderDate: time.Now()})
		must(t, s.Commit(ctx))
		all, err := Products.Orders.Of(ctx, s, ps[3])
		must(t, err)
		if len(all) != 5 || Products.Orders.State(s, ps[3]) != orm.Loaded {
			t.Error(len(all), Products.Orders.State(s, ps[3]))
		}
		if _, err := q.With(orm.SelectIn(Products.Orders).Limit(1)).All(ctx, s); err != nil || len(ps[3].Orders) != 5 {
			t.Error("a part took the place of the whole", err)
		}

		one := orm.NewSession(eng)
		defer one.Close()
		p, err := q.Where(Products.Name.Eq("p3")).With(orm.SelectIn(Products.Orders).OrderBy(Orders.Quantity.Desc()).Limit(2)).One(ctx, one)
		must(t, err)
		if got := quantities([]*Product{p}); got != "9,3" {
			t.Error(got)
		}
		for _, bad := range []orm.Load[*Order]{orm.SelectIn(Orders.Product).Limit(1), orm.SelectIn(Orders.Product).Recursive(2), {}} {
			sent.take()
			if _, err := orm.Select(Orders).With(bad).All(ctx, one); err == nil || len(sent.take()) > 0 {
				t.Error(err)
			}
		}
	})
}

func TestContained(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		stock(t, ctx, eng, 4)
		s := orm.NewSession(eng)
		defer s.Close()
		q := orm.Select(Products).Join(Products.Orders).Where(Orders.Quantity.Ge(1)).OrderBy(Products.ID.Asc(), Orders.Quantity.Asc())
		sent.take()
		ps, err := q.With(orm.Contained(Products.Orders)).All(ctx, s)
		must(t, err)
		if got := quantities(ps); got != "1 1,2" || len(sent.take()) != 1 || Products.Orders.State(s, ps[0]) != orm.Partial {
			t.Error(got)
		}
		os, err := orm.Select(Orders).LeftJoin(Orders.Product).Where(Products.Name.Eq("p02")).With(orm.Contained(Orders.Product)).All(ctx, s)
		must(t, err)
		if len(os) != 2 || os[0].Product != ps[0] {
			t.Error(len(os))
		}
		sent.take()
		for _, q := range []orm.Query[*Product]{orm.Select(Products), q.Limit(1)} {
			if _, err := q.With(orm.Contained(Products.Orders)).All(ctx, s); err == nil || len(sent.take()) > 0 {
				t.Error(err)
			}
		}
	})
}

func TestTreesByLevels(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
			root := &Person{Name: "0"}
			level := []*Person{root}
			for range 3 {
				var next []*Person
				for _, p := range level {
					for i := range 2 {
						c := &Person{Name: p.Name + fmt.Sprint(i)}
						p.Team = append(p.Team, c)
						next = append(next, c)
					}
				}
				level = next
			}
			s.Add(root)
			return nil
		}))
		var size func(p *Person) int
		size = func(p *Person) int {
			n := 1
			for _, c := range p.Team {
				n += size(c)
			}
			return n
		}
		for _, c := range []struct{ depth, size, statements int }{{1, 3, 2}, {2, 7, 3}, {0, 15, 5}, {9, 15, 5}} {
			s := orm.NewSession(eng)
			sent.take()
			root, err := orm.Select(People).Where(People.Boss.IsNull()).With(orm.SelectIn(People.Team).Recursive(c.depth)).One(ctx, s)
			must(t, err)
			if got := size(root); got != c.size {
				t.Errorf("depth %d: %d people", c.depth, got)
			}
			if n := len(sent.take()); n != c.statements {
				t.Errorf("depth %d: %d statements", c.depth, n)
			}
			must(t, s.Close())
		}
	})
}

func TestRaise(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		stock(t, ctx, eng, 3)
		s := orm.NewSession(eng)
		defer s.Close()
		ps, err := orm.Select(Products).With(orm.Raise(Products.Orders)).All(ctx, s)
		must(t, err)
		sent.take()
		var raised *orm.RaisedError
		if _, err := Products.Orders.Of(ctx, s, ps[0]); !errors.As(err, &raised) || len(sent.take()) > 0 {
			t.Error(err)
		}
		other := orm.NewSession(eng)
		defer other.Close()
		os, err := orm.Select(Orders).With(orm.SelectIn(Orders.Product, orm.RaiseAll(Products)), orm.RaiseAll(Orders)).All(ctx, other)
		must(t, err)
		if p, err := Orders.Product.Of(ctx, other, os[0]); err != nil || p == nil {
			t.Error("what was loaded is there", err)
		} else if _, err := Products.Orders.Of(ctx, other, p); !errors.As(err, &raised) {
			t.Error(err)
		}
	})
}

// Authors load their books with them, and books must not load their author on demand.

type Author struct {
	ID    int
	Name  string
	Books []*Book
}

type Book struct {
	ID       int
	Title    string
	AuthorID int
	Author   *Author `json:"-"`
}

type AuthorTable struct {
	orm.TableOf[Author, int]
	ID    schema.Int
	Name  schema.String
	Books orm.Many[Author, Book]
}

type BookTable struct {
	orm.TableOf[Book, int]
	ID       schema.Int
	Title    schema.String
	AuthorID schema.Int
	Author   orm.One[Book, Author]
}

var Library = orm.NewBase()

var Authors = orm.Declare(Library, "orm_author", func(t *AuthorTable) {
	t.ID.PrimaryKey()
	t.Name.Size(50)
	t.Books.Loading(orm.BySelectIn)
})

var Books = orm.Declare(Library, "orm_book", func(t *BookTable) {
	t.ID.PrimaryKey()
	t.Title.Size(50)
	t.AuthorID.References(Authors.ID)
	t.Author.Inverse(Authors.Books).Loading(orm.ByRaise)
})

func TestDeclaredStrategies(t *testing.T) {
	each(t, Library, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
			s.Add(&Author{Name: "a", Books: []*Book{{Title: "x"}, {Title: "y"}}}, &Author{Name: "b"})
			return nil
		}))
		s := orm.NewSession(eng)
		defer s.Close()
		sent.take()
		as, err := orm.Select(Authors).OrderBy(Authors.ID.Asc()).All(ctx, s)
		must(t, err)
		if len(as[0].Books) != 2 || as[1].Books == nil || len(sent.take()) != 2 {
			t.Error("not loaded by declaration")
		}
		s2 := orm.NewSession(eng)
		defer s2.Close()
		a, err := Authors.Get(ctx, s2, 1)
		must(t, err)
		if len(a.Books) != 2 || a.Books[0].Author != a {
			t.Error("Get leaves the declaration out")
		}
		s3 := orm.NewSession(eng)
		defer s3.Close()
		sent.take()
		as, err = orm.Select(Authors).With(orm.Skip(Authors.Books)).All(ctx, s3)
		must(t, err)
		if as[0].Books != nil || len(sent.take()) != 1 {
			t.Error("Skip")
		}
		b, err := Books.Get(ctx, s3, 1)
		must(t, err)
		s4 := orm.NewSession(eng)
		defer s4.Close()
		b, err = Books.Get(ctx, s4, b.ID)
		must(t, err)
		var raised *orm.RaisedError
		if _, err := Books.Author.Of(ctx, s4, b); !errors.As(err, &raised) {
			t.Error(err)
		}
		if b, err = orm.Select(Books).With(orm.Joined(Books.Author)).Where(Books.ID.Eq(1)).One(ctx, s4); err != nil || b.Author == nil {
			t.Error(err)
		}
	})
}
