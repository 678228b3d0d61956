package dialecttest

import (
	"errors"
	"fmt"
	"strings"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

// Writer and Story are mapped structs that know each other.
type Writer struct {
	ID      int
	Name    string
	Born    *int
	Stories []*Story
}

// Story is one of a Writer's, or nobody's.
type Story struct {
	ID       int
	Title    string
	WriterID *int
	Writer   *Writer
}

type writerTable struct {
	orm.TableOf[Writer, int]
	ID      schema.Int
	Name    schema.String
	Born    schema.NullInt
	Stories orm.Many[Writer, Story]
}

type storyTable struct {
	orm.TableOf[Story, int]
	ID       schema.Int
	Title    schema.String
	WriterID schema.NullInt
	Writer   orm.One[Story, Writer]
}

// library is a mapping, with its tables in the database.
type library struct {
	*env
	base    *orm.Base
	writers *writerTable
	stories *storyTable
}

func newLibrary(e *env) library {
	e.Helper()
	base := orm.NewBase()
	l := library{env: e, base: base}
	l.writers = orm.Declare(base, "mapped_writer", func(t *writerTable) {
		t.ID.PrimaryKey()
		t.Name.Size(100).Unique()
	})
	l.stories = orm.Declare(base, "mapped_story", func(t *storyTable) {
		t.ID.PrimaryKey()
		t.Title.Size(100)
		t.WriterID.References(l.writers.ID)
		t.Writer.Inverse(l.writers.Stories)
	})
	l.writers.Stories.OrderBy(l.stories.ID.Asc())
	e.must(base.CreateAll(e.ctx, e.eng))
	e.Cleanup(func() { e.must(base.DropAll(e.ctx, e.eng)) })
	return l
}

// within is a session that commits.
func (l library) within(f func(s *orm.Session) error) error {
	return orm.Begin(l.ctx, l.eng, f, orm.Using(l.base))
}

// fill writes three writers, the last one without stories, and a story of nobody.
func (l library) fill() {
	l.Helper()
	born := 1873
	l.must(l.within(func(s *orm.Session) error {
		s.Add(&Writer{Name: "it's \"Ada\"", Born: &born, Stories: []*Story{{Title: "one"}, {Title: "two"}}}, &Writer{Name: "Bo", Stories: []*Story{{Title: "three"}}}, &Writer{Name: "Cy"}, &Story{Title: "none"})
		return nil
	}))
}

// shown are all writers with their stories, as they are read in a new session.
func (l library) shown(loads ...orm.Load[*Writer]) string {
	l.Helper()
	var out []string
	l.must(l.within(func(s *orm.Session) error {
		all, err := orm.Select(l.writers).With(loads...).OrderBy(l.writers.Name.Asc()).All(l.ctx, s)
		for _, w := range all {
			stories, err := l.writers.Stories.Of(l.ctx, s, w)
			if err != nil {
				return err
			}
			titles := make([]string, len(stories))
			for i, st := range stories {
				titles[i] = st.Title
				if st.Writer != w {
					l.Errorf("the writer of %q is another object", st.Title)
				}
			}
			born := "NULL"
			if w.Born != nil {
				born = fmt.Sprint(*w.Born)
			}
			out = append(out, w.Name+" "+born+" "+fmt.Sprint(titles))
		}
		return err
	}))
	return strings.Join(out, ", ")
}

const allWriters = `Bo NULL [three], Cy NULL [], it's "Ada" 1873 [one two]`

// mappedCases are the ORM's first steps: the mapping, a session, relationships in both
// directions and the ways to load them. The rest of the ORM has tests of its own.
func mappedCases() []testCase {
	cases := []testCase{
		{name: "written and read", run: func(e *env) error {
			l := newLibrary(e)
			l.fill()
			equal(e, "loaded on demand", l.shown(), allWriters)
			return nil
		}},
		{name: "changed, moved and deleted", run: func(e *env) error {
			l := newLibrary(e)
			l.fill()
			err := l.within(func(s *orm.Session) error {
				bo, err := orm.Select(l.writers).Where(l.writers.Name.Eq("Bo")).One(e.ctx, s)
				e.must(err)
				cy, err := orm.Select(l.writers).Where(l.writers.Name.Eq("Cy")).One(e.ctx, s)
				e.must(err)
				moved, err := l.writers.Stories.Of(e.ctx, s, bo)
				e.must(err)
				moved[0].Writer, moved[0].Title = cy, "3" // the reference alone: the collections follow
				none, err := orm.Select(l.stories).Where(l.stories.WriterID.IsNull()).One(e.ctx, s)
				e.must(err)
				s.Delete(bo, none)
				again, err := l.writers.Get(e.ctx, s, cy.ID)
				if again != cy {
					e.Error("there are two objects of one row in a session")
				}
				return err
			})
			e.must(err)
			equal(e, "afterwards", l.shown(orm.SelectIn(l.writers.Stories)), `Cy NULL [3], it's "Ada" 1873 [one two]`)
			return nil
		}},
		{name: "a refused flush", run: func(e *env) error {
			l := newLibrary(e)
			l.fill()
			s := orm.NewSession(e.eng, orm.Using(l.base))
			defer s.Close()
			s.Add(&Writer{Name: "Bo"})
			err := s.Flush(e.ctx)
			e.is(err, driver.ErrUnique)
			if !strings.Contains(fmt.Sprint(err), "Writer") {
				e.Errorf("the error does not say of which struct it is: %v", err)
			}
			if err := s.Flush(e.ctx); !errors.Is(err, orm.ErrPendingRollback) {
				e.Errorf("the next flush: %v", err)
			}
			e.must(s.Rollback(e.ctx))
			s.Add(&Writer{Name: "Di"})
			e.must(s.Commit(e.ctx))
			equal(e, "afterwards", l.shown(), `Bo NULL [three], Cy NULL [], Di NULL [], it's "Ada" 1873 [one two]`)
			return nil
		}},
		{name: "rolled back", run: func(e *env) error {
			l := newLibrary(e)
			l.fill()
			stop := errors.New("stop")
			e.is(l.within(func(s *orm.Session) error {
				ada, err := orm.Select(l.writers).Where(l.writers.Born.Eq(1873)).One(e.ctx, s)
				e.must(err)
				e.is(s.Savepoint(e.ctx, func() error {
					ada.Born = nil
					e.must(s.Flush(e.ctx))
					return stop
				}), stop)
				if ada.Born == nil || *ada.Born != 1873 {
					e.Error("the object was not restored with its row")
				}
				ada.Name = "gone"
				e.must(s.Flush(e.ctx))
				return stop
			}), stop)
			equal(e, "afterwards", l.shown(), allWriters)
			return nil
		}},
	}
	for _, way := range []struct {
		name string
		load func(l library) orm.Load[*Writer]
	}{
		{"select-in", func(l library) orm.Load[*Writer] { return orm.SelectIn(l.writers.Stories) }},
		{"joined", func(l library) orm.Load[*Writer] { return orm.Joined(l.writers.Stories) }},
		{"subquery", func(l library) orm.Load[*Writer] { return orm.Subquery(l.writers.Stories) }},
		{"JSON", func(l library) orm.Load[*Writer] { return orm.AsJSON(l.writers.Stories) }},
	} {
		cases = append(cases, testCase{name: "loaded ahead by " + way.name, run: func(e *env) error {
			l := newLibrary(e)
			l.fill()
			equal(e, "loaded ahead", l.shown(way.load(l)), allWriters)
			return nil
		}})
	}
	return cases
}
