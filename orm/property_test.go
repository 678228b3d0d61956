package orm_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// A writer knows how many works he has and the last one's title, which no column holds, and
// a score that a query may give.

type Writer struct {
	ID    int
	Name  string
	Works []*Work
	Count int
	Last  *string
	Score *float64
}

type Work struct {
	ID       int
	Title    string
	WriterID int
	Writer   *Writer `json:"-"`
	Loud     string
}

type WriterTable struct {
	orm.TableOf[Writer, int]
	ID    schema.Int
	Name  schema.String
	Works orm.Many[Writer, Work]
	Count orm.Property[int]
	Last  orm.Property[string]
	Score orm.Property[float64]
}

type WorkTable struct {
	orm.TableOf[Work, int]
	ID       schema.Int
	Title    schema.String
	WriterID schema.Int
	Writer   orm.One[Work, Writer]
	Loud     orm.Property[string]
}

var (
	Fame    = orm.NewBase()
	Writers = orm.Declare(Fame, "property_writer", func(t *WriterTable) { t.ID.PrimaryKey(); t.Name.Size(20) })
	Works   = orm.Declare(Fame, "property_work", func(t *WorkTable) {
		t.ID.PrimaryKey()
		t.Title.Size(20)
		t.WriterID.References(Writers.ID)
		t.Writer.Inverse(Writers.Works)
		t.Loud.Is(sql.Upper(t.Title))
	})
)

func init() {
	Writers.Works.OrderBy(Works.ID)
	Writers.Count.Is(sql.Scalar(sql.Select1(sql.Count()).From(Works).Where(sql.Eq(Works.WriterID, Writers.ID))))
	Writers.Last.Is(sql.ScalarNull(sql.Select1(sql.Max(Works.Title)).From(Works).Where(sql.Eq(Works.WriterID, Writers.ID))))
}

func writers(t *testing.T, ctx context.Context, eng *engine.Engine) {
	t.Helper()
	must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
		for i := range 3 {
			w := &Writer{Name: fmt.Sprintf("w%d", i)}
			for j := range i {
				w.Works = append(w.Works, &Work{Title: fmt.Sprintf("t%d", j)})
			}
			s.Add(w)
		}
		return nil
	}))
}

func TestPropertiesComeWithTheRows(t *testing.T) {
	each(t, Fame, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		writers(t, ctx, eng)
		look := func(name string, ws []*Writer) {
			t.Helper()
			if len(ws) != 3 {
				t.Fatalf("%s: %d", name, len(ws))
			}
			for i, w := range ws {
				last := fmt.Sprintf("t%d", i-1)
				if w.Count != i || (w.Last == nil) != (i == 0) || w.Last != nil && *w.Last != last || w.Score != nil {
					t.Errorf("%s: %+v", name, w)
				}
				for _, x := range w.Works {
					if x.Loud != strings.ToUpper(x.Title) || x.Title == "" {
						t.Errorf("%s: %+v", name, x)
					}
				}
			}
		}
		q := orm.Select(Writers).OrderBy(Writers.ID)
		also := orm.Alias(Writers, "also")
		for name, q := range map[string]orm.Query[*Writer]{
			"all": q, "limit": q.Limit(5), "only": q.LoadOnly(Writers.Name).With(orm.Expression(Writers, Writers.Count, Writers.Count.Value()), orm.Expression(Writers, Writers.Last, Writers.Last.Value())), "alias": orm.Select(also).OrderBy(also.ID), "untracked": q.AsNoTracking(),
			"select in": q.With(orm.SelectIn(Writers.Works)), "joined": q.With(orm.Joined(Writers.Works)), "joined under a limit": q.With(orm.Joined(Writers.Works)).Limit(7),
			"json": q.With(orm.AsJSON(Writers.Works, orm.AsJSON(Works.Writer))), "first of each": q.With(orm.SelectIn(Writers.Works).Limit(1)), "first as json": q.With(orm.AsJSON(Writers.Works).Limit(1)),
		} {
			s := orm.NewSession(eng)
			ws, err := q.All(ctx, s)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			look(name, ws)
			if p, err := s.Plan(ctx); err != nil || len(p.Statements) != 0 {
				t.Errorf("%s: %v %v", name, p, err)
			}
			ws[1].Count = 77 // is nothing that could be written
			if p, err := s.Plan(ctx); err != nil || len(p.Statements) != 0 {
				t.Errorf("%s: %v %v", name, p, err)
			}
			s.Close()
		}
		s := orm.NewSession(eng)
		defer s.Close()
		sent.take()
		bare, err := q.LoadOnly(Writers.Name).All(ctx, s)
		must(t, err)
		if got := sent.take(); strings.Contains(got[0], "count(") || bare[2].Count != 0 || bare[2].Last != nil {
			t.Fatal(got, bare[2])
		}
		page, err := q.Limit(3).Page(ctx, s)
		must(t, err)
		look("page", page.Rows)
		w, err := Writers.Get(ctx, s, page.Rows[2].ID)
		must(t, err)
		works, err := orm.Select(Works).With(orm.SelectIn(Works.Writer)).OrderBy(Works.ID).All(ctx, s)
		must(t, err)
		s.Add(&Work{Title: "z", Writer: w})
		must(t, s.Flush(ctx))
		must(t, s.Refresh(ctx, w, works[0]))
		if w.Count != 3 || *w.Last != "z" {
			t.Errorf("%+v", w)
		}
		s.Add(&Work{Title: "zz", Writer: w}) // a query of writers reads the works' table: it is flushed
		busy, err := orm.Select(Writers).Where(Writers.Count.Value().Eq(4)).OrderBy(Writers.Count.Value().Desc()).One(ctx, s)
		must(t, err)
		if busy != w || w.Count != 4 {
			t.Errorf("%+v", busy)
		}
		must(t, s.Rollback(ctx))

		// expressions of a query
		score := orm.Expression(Writers, Writers.Score, sql.Cast(Writers.ID.Mul(10), sqltype.Double))
		ws, err := q.With(score, orm.Expression(Writers, Writers.Count, Writers.ID.Add(100))).All(ctx, s)
		must(t, err)
		if *ws[1].Score != float64(ws[1].ID)*10 || ws[1].Count != ws[1].ID+100 {
			t.Errorf("%+v", ws[1])
		}
		works, err = orm.Select(Works).With(orm.SelectIn(Works.Writer, score)).All(ctx, s)
		must(t, err)
		if works[0].Writer.Score == nil {
			t.Error("nested in a reference")
		}
		works, err = orm.Select(Works).With(orm.Joined(Works.Writer, score)).All(ctx, s)
		must(t, err)
		if works[0].Writer.Score == nil || works[0].Writer.Count == 0 {
			t.Error("nested in a join")
		}
		for name, q := range map[string]orm.Query[*Writer]{
			"no expression": q.Where(Writers.Score.Value().Gt(1)),
			"a broken one":  q.With(orm.Expression(Writers, Writers.Score, orm.Property[float64]{}.Value())),
			"no property":   q.With(orm.Expression(Writers, orm.Property[float64]{}, Writers.Score.Value())),
			"another's":     q.With(orm.Expression(Writers, Works.Loud, sql.Upper(Works.Title))),
		} {
			sent.take()
			if _, err := q.All(ctx, s); err == nil || len(sent.take()) != 0 {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

type BadWriter struct {
	ID    int
	Count string
}

type BadWriterTable struct {
	orm.TableOf[BadWriter, int]
	ID    schema.Int
	Count orm.Property[int]
	Lost  orm.Property[int]
}

func TestPropertyMistakes(t *testing.T) {
	base := orm.NewBase()
	orm.Declare(base, "bad_writer", func(t *BadWriterTable) { t.ID.PrimaryKey() })
	err := base.Configure()
	for _, want := range []string{"property Count is a int, and field BadWriter.Count is a string", "property Lost has no field in orm_test.BadWriter"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in\n%v", want, err)
		}
	}
}

func ExampleProperty() {
	ctx, s, done := with(Fame)
	defer done()

	// Count orm.Property[int], and
	// Writers.Count.Is(sql.Scalar(sql.Select1(sql.Count()).From(Works).Where(sql.Eq(Works.WriterID, Writers.ID))))
	s.Add(&Writer{Name: "Ada", Works: []*Work{{Title: "a"}, {Title: "b"}}}, &Writer{Name: "Ben"})
	check(s.Commit(ctx))
	check(s.Clear())

	idle, err := orm.Select(Writers).Where(Writers.Count.Value().Eq(0)).One(ctx, s)
	check(err)
	all, err := orm.Select(Writers).With(orm.Expression(Writers, Writers.Score, sql.Val(1.5))).OrderBy(Writers.Count.Value().Desc()).All(ctx, s)
	check(err)
	fmt.Println(idle.Name, idle.Count, all[0].Name, all[0].Count, *all[0].Score)
	// Output: Ben 0 Ada 2 1.5
}

// Rows of All have the properties of their entities, beside columns and each other; a
// statement whose rows are grouped says what it says.
func TestPropertiesOfAll(t *testing.T) {
	each(t, Fame, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		writers(t, ctx, eng)
		s := orm.NewSession(eng)
		defer s.Close()
		plain, err := orm.Select(Writers).OrderBy(Writers.ID).All(ctx, s)
		must(t, err)
		want := map[int]int{}
		for _, w := range plain {
			want[w.ID] = w.Count
		}
		other := orm.NewSession(eng)
		defer other.Close()
		rows, err := orm.All(ctx, other, sql.Select3(Writers, Works.Title, Works).Join(Works, sql.Eq(Works.WriterID, Writers.ID)).OrderBy(Works.ID))
		must(t, err)
		if len(rows) == 0 {
			t.Fatal("no rows")
		}
		for _, r := range rows {
			if r.A.Count != want[r.A.ID] || r.A.Last == nil || r.C.Loud != strings.ToUpper(r.B) {
				t.Errorf("%+v %s %+v", r.A, r.B, r.C)
			}
		}
		third := orm.NewSession(eng)
		defer third.Close()
		distinct, err := orm.All(ctx, third, sql.Select1(Writers).Distinct())
		must(t, err)
		for _, w := range distinct {
			if w.Count != 0 || w.Last != nil {
				t.Errorf("%+v", w)
			}
		}
	})
}
