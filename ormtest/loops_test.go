package ormtest_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/ormtest"
	"github.com/aludel/aludel/schema"
)

type Shelf struct {
	ID    int
	Name  string
	Books []*Book
}

type Book struct {
	ID      int
	Title   string
	ShelfID int
}

type ShelfTable struct {
	orm.TableOf[Shelf, int]
	ID    schema.Int
	Name  schema.String
	Books orm.Many[Shelf, Book]
}

type BookTable struct {
	orm.TableOf[Book, int]
	ID      schema.Int
	Title   schema.String
	ShelfID schema.Int
}

var Base = orm.NewBase()

var Shelves = orm.Declare(Base, "shelf", func(t *ShelfTable) { t.ID.PrimaryKey() })

var Books = orm.Declare(Base, "book", func(t *BookTable) {
	t.ID.PrimaryKey()
	t.ShelfID.References(Shelves.ID)
})

func library(t *testing.T) (context.Context, *engine.Engine) {
	ctx := t.Context()
	eng, err := engine.Open(sqlite.Dialect, "sqlite:///"+filepath.Join(t.TempDir(), "books.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { eng.Close(context.Background()) })
	must(t, Base.CreateAll(ctx, eng))
	must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
		for i := range 5 {
			s.Add(&Shelf{Name: fmt.Sprint(i), Books: []*Book{{Title: "a"}, {Title: "b"}}})
		}
		return nil
	}))
	return ctx, eng
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// failing is a test that is watched by another.
type failing struct {
	said    []string
	cleanup []func()
}

func (f *failing) Helper() {}
func (f *failing) Errorf(format string, args ...any) {
	f.said = append(f.said, fmt.Sprintf(format, args...))
}
func (f *failing) Cleanup(c func()) { f.cleanup = append(f.cleanup, c) }

func (f *failing) end() string {
	for _, c := range f.cleanup {
		c()
	}
	return strings.Join(f.said, "\n")
}

func TestLoopsAreFound(t *testing.T) {
	ctx, eng := library(t)
	f := &failing{}
	s := orm.NewSession(eng, ormtest.NoLoops(f, 3))
	for id := range 5 {
		shelf, err := Shelves.Get(ctx, s, id+1)
		must(t, err)
		_, err = Shelves.Books.Of(ctx, s, shelf) // each shelf came alone
		must(t, err)
	}
	must(t, s.Close())
	said := f.end()
	for _, want := range []string{"loops_test.go:", "Get of Shelf was sent 5 times", "Of of Shelf.Books was sent 5 times", "With(orm.SelectIn(….Books))"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not in\n%s", want, said)
		}
	}
}

// One option is for all sessions of a server: a request that reads once is no loop.
func TestSessionsAreCountedEachByItself(t *testing.T) {
	ctx, eng := library(t)
	f := &failing{}
	option := ormtest.NoLoops(f, 3)
	for request := range 6 {
		s := orm.NewSession(eng, option)
		for range 1 + 3*(request/4) { // four in the last two
			must(t, s.Clear())
			_, err := Shelves.Get(ctx, s, 1)
			must(t, err)
		}
		must(t, s.Close())
	}
	said := f.end()
	if strings.Count(said, "Get of Shelf") != 1 || !strings.Contains(said, "was sent 4 times") {
		t.Error(said)
	}
}

func TestGroupsAreNoLoops(t *testing.T) {
	ctx, eng := library(t)
	s := orm.NewSession(eng, ormtest.NoLoops(t, 1))
	defer s.Close()
	shelves, err := orm.Select(Shelves).All(ctx, s)
	must(t, err)
	for _, shelf := range shelves {
		books, err := Shelves.Books.Of(ctx, s, shelf) // one statement for all
		must(t, err)
		if len(books) != 2 {
			t.Error(len(books))
		}
	}
}

func TestPoison(t *testing.T) {
	ctx, eng := library(t)
	s := orm.NewSession(eng, ormtest.Poison)
	shelves, err := orm.Select(Shelves).All(ctx, s)
	must(t, err)
	stopped := func(i int) (stopped bool) {
		defer func() { stopped = recover() != nil }()
		for _, b := range shelves[i].Books {
			_ = b.Title
		}
		return false
	}
	if !stopped(0) {
		t.Error("a loop over what is not loaded went on")
	}
	shelves[0].Books = append(shelves[0].Books, &Book{Title: "new"})
	must(t, s.Commit(ctx))
	shelves[1].Books = append(shelves[1].Books, &Book{Title: "never"})
	must(t, s.Rollback(ctx))
	if !stopped(1) {
		t.Error("a rollback took the poison away")
	}
	books, err := Shelves.Books.Of(ctx, s, shelves[0])
	must(t, err)
	if len(books) != 3 || stopped(0) || len(shelves[1].Books) != 2 { // its siblings' are loaded, too
		t.Error(len(books), len(shelves[1].Books))
	}
	must(t, s.Close())

	s = orm.NewSession(eng, ormtest.Poison)
	shelves, err = orm.Select(Shelves).All(ctx, s)
	must(t, err)
	must(t, s.Close())
	if shelves[2].Books != nil {
		t.Error("the poison is left behind")
	}
}
