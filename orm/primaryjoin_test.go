package orm_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/internal/golden"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// Remarks belong to essays and to pictures, by one column that no constraint is on: their
// Kind tells to which. Lines have a foreign key, which two relationships follow.

type Essay struct {
	ID         int
	Title      string
	OriginalID *int
	Draft      bool
	Remarks    []*Remark
	Lines      []*Line
	Bold       []*Line
	Drafts     []*Essay
	Original   *Essay
}

type Sketch struct {
	ID      int
	Remarks []*Remark
	Top     *Remark
}

type Remark struct {
	ID      int
	Kind    string
	Text    string
	OwnerID *int
	Essay   *Essay
	Sketch  *Sketch
}

type Line struct {
	ID      int
	Text    string
	Bold    bool
	EssayID *int
}

// Prices are of words; the words' keys are natural ones.
type Pricing struct {
	Word  string
	Limit int
	Cheap []*Priced
}

type Priced struct {
	ID    int
	Price int
	Of    *string
}

type EssayTable struct {
	orm.TableOf[Essay, int]
	ID         schema.Int
	Title      schema.String
	OriginalID schema.NullInt
	Draft      schema.Bool
	Remarks    orm.Many[Essay, Remark]
	Lines      orm.Many[Essay, Line]
	Bold       orm.Many[Essay, Line]
	Drafts     orm.Many[Essay, Essay]
	Original   orm.One[Essay, Essay]
	Archive    orm.WriteOnly[Essay, Remark]
}

type SketchTable struct {
	orm.TableOf[Sketch, int]
	ID      schema.Int
	Remarks orm.Many[Sketch, Remark]
	Top     orm.HasOne[Sketch, Remark]
}

type RemarkTable struct {
	orm.TableOf[Remark, int]
	ID      schema.Int
	Kind    schema.String
	Text    schema.String
	OwnerID schema.NullInt
	Essay   orm.One[Remark, Essay]
	Sketch  orm.One[Remark, Sketch]
}

type LineTable struct {
	orm.TableOf[Line, int]
	ID      schema.Int
	Text    schema.String
	Bold    schema.Bool
	EssayID schema.NullInt
}

type PricingTable struct {
	orm.TableOf[Pricing, string]
	Word  schema.String
	Limit schema.Int
	Cheap orm.Many[Pricing, Priced]
}

type PricedTable struct {
	orm.TableOf[Priced, int]
	ID    schema.Int
	Price schema.Int
	Of    schema.NullString
}

var (
	Gazette  = orm.NewBase()
	Essays   = orm.Declare(Gazette, "join_essay", func(t *EssayTable) { t.ID.PrimaryKey(); t.Title.Size(20) })
	Sketches = orm.Declare(Gazette, "join_sketch", func(t *SketchTable) { t.ID.PrimaryKey() })
	Remarks  = orm.Declare(Gazette, "join_remark", func(t *RemarkTable) { t.ID.PrimaryKey(); t.Kind.Size(10); t.Text.Size(20) })
	Lines    = orm.Declare(Gazette, "join_line", func(t *LineTable) {
		t.ID.PrimaryKey()
		t.Text.Size(20)
		t.EssayID.References(Essays.ID)
	})
	Pricings = orm.Declare(Gazette, "join_pricing", func(t *PricingTable) { t.Word.Size(20).PrimaryKey() })
	Priceds  = orm.Declare(Gazette, "join_priced", func(t *PricedTable) { t.ID.PrimaryKey(); t.Of.Size(20) })
)

func init() {
	orm.PrimaryJoin(&Essays.Remarks, Remarks, sql.Eq(Remarks.OwnerID, Essays.ID), Remarks.Kind.Eq("essay"))
	Essays.Remarks.OrderBy(Remarks.ID)
	Remarks.Essay.Inverse(&Essays.Remarks)
	orm.PrimaryJoin(&Remarks.Sketch, Sketches, sql.And(sql.Eq(Sketches.ID, Remarks.OwnerID), Remarks.Kind.Eq("sketch")))
	Sketches.Remarks.Cascade(orm.CascadeDeleteOrphan).OrderBy(Remarks.ID).Inverse(&Remarks.Sketch)
	orm.PrimaryJoin(&Sketches.Top, Remarks, sql.Eq(Remarks.OwnerID, Sketches.ID), Remarks.Kind.Eq("top"))
	orm.PrimaryJoin(&Essays.Archive, Remarks, sql.Eq(Remarks.OwnerID, Essays.ID), Remarks.Kind.Eq("archive"))

	orm.PrimaryJoin(&Essays.Bold, Lines, sql.Eq(Lines.EssayID, Essays.ID), Lines.Bold.Eq(true))
	Essays.Bold.OrderBy(Lines.ID)
	Essays.Lines.OrderBy(Lines.ID)

	drafts := orm.Alias(Essays, "drafts")
	orm.PrimaryJoin(&Essays.Drafts, drafts, sql.Eq(drafts.OriginalID, Essays.ID), drafts.Draft.Eq(true))
	Essays.Drafts.OrderBy(Essays.ID)
	Essays.Original.Inverse(&Essays.Drafts)

	orm.PrimaryJoin(&Pricings.Cheap, Priceds, sql.Eq(Priceds.Of, Pricings.Word), sql.Lt(Priceds.Price, Pricings.Limit))
	Pricings.Cheap.OrderBy(Priceds.ID)
}

func texts(rs []*Remark) string {
	var out []string
	for _, r := range rs {
		out = append(out, r.Text)
	}
	return strings.Join(out, " ")
}

// gazette is one essay and one sketch with the same key, and remarks of both.
func gazette(t *testing.T, ctx context.Context, s *orm.Session) (*Essay, *Sketch) {
	t.Helper()
	e := &Essay{Title: "e", Remarks: []*Remark{{Kind: "essay", Text: "e1"}, {Kind: "essay", Text: "e2"}},
		Lines: []*Line{{Text: "plain"}}, Bold: []*Line{{Text: "bold", Bold: true}}, Drafts: []*Essay{{Title: "d", Draft: true}}}
	p := &Sketch{Remarks: []*Remark{{Kind: "sketch", Text: "p1"}}, Top: &Remark{Kind: "top", Text: "best"}}
	s.Add(e, p)
	if r := e.Remarks[0]; r.Essay != e || p.Remarks[0].Sketch != p || e.Drafts[0].Original != e || len(e.Lines) != 2 {
		t.Errorf("the sides do not agree after Add: %v %v", r.Essay, e.Lines)
	}
	must(t, s.Flush(ctx))
	if e.ID != p.ID || *e.Remarks[1].OwnerID != e.ID || *e.Bold[0].EssayID != e.ID || *e.Drafts[0].OriginalID != e.ID || e.Remarks[0].Sketch != nil {
		t.Errorf("%d %d %+v", e.ID, p.ID, e.Remarks[1])
	}
	return e, p
}

// All ways of loading find what the conditions say, and both sides of it.
func TestPrimaryJoinIsLoadedInAllWays(t *testing.T) {
	each(t, Gazette, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
			gazette(t, ctx, s)
			return nil
		}))
		for name, with := range map[string][]orm.Load[*Essay]{
			"select in": {orm.SelectIn(Essays.Remarks), orm.SelectIn(Essays.Bold), orm.SelectIn(Essays.Drafts)},
			"joined":    {orm.Joined(Essays.Remarks), orm.SelectIn(Essays.Bold), orm.Joined(Essays.Drafts)},
			"json":      {orm.AsJSON(Essays.Remarks), orm.AsJSON(Essays.Bold), orm.AsJSON(Essays.Drafts)},
			"subquery":  {orm.Subquery(Essays.Remarks), orm.Subquery(Essays.Bold), orm.Subquery(Essays.Drafts)},
			"on demand": nil,
		} {
			s := orm.NewSession(eng)
			es, err := orm.Select(Essays).Where(Essays.Draft.Eq(false)).With(with...).All(ctx, s)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			e := es[0]
			if with == nil {
				_, err = Essays.Remarks.Of(ctx, s, e)
				must(t, err)
				_, err = Essays.Bold.Of(ctx, s, e)
				must(t, err)
				_, err = Essays.Drafts.Of(ctx, s, e)
				must(t, err)
			}
			if texts(e.Remarks) != "e1 e2" || len(e.Bold) != 1 || e.Bold[0].Text != "bold" || len(e.Drafts) != 1 || e.Drafts[0].Title != "d" {
				t.Errorf("%s: %+v", name, e)
			}
			if e.Remarks[0].Essay != e || e.Drafts[0].Original != e {
				t.Errorf("%s: the other side does not know it", name)
			}
			if p, err := s.Plan(ctx); err != nil || len(p.Statements) != 0 {
				t.Errorf("%s: %v %v", name, p, err)
			}
			must(t, s.Clear())
			rs, err := orm.Select(Remarks).OrderBy(Remarks.ID).All(ctx, s)
			must(t, err)
			for _, r := range rs { // a reference whose key is somebody's, and whose conditions do not hold
				e, err := Remarks.Essay.Of(ctx, s, r)
				must(t, err)
				p, err := Remarks.Sketch.Of(ctx, s, r)
				must(t, err)
				if (e != nil) != (r.Kind == "essay") || (p != nil) != (r.Kind == "sketch") {
					t.Errorf("%s: %s %v %v", name, r.Kind, e, p)
				}
			}
			s.Close()
		}
		s := orm.NewSession(eng)
		defer s.Close()
		count := func(want int, n int, err error) {
			t.Helper()
			if err != nil || n != want {
				t.Errorf("%d, not %d: %v", n, want, err)
			}
		}
		of := func(want int, q orm.Query[*Remark]) {
			t.Helper()
			n, err := q.Count(ctx, s)
			count(want, n, err)
		}
		e, err := orm.Select(Essays).Where(Essays.Draft.Eq(false)).One(ctx, s)
		must(t, err)
		of(2, orm.Select(Remarks).Where(Remarks.Essay.Has(Essays.Title.Eq("e"))))
		of(2, orm.Select(Remarks).Where(Remarks.Essay.Eq(e)))
		of(2, orm.Select(Remarks).Where(Remarks.Essay.Ne(e)))
		of(3, orm.Select(Remarks).Where(Remarks.Sketch.IsNull()))
		of(2, orm.Select(Remarks).Join(Remarks.Essay))
		of(2, Essays.Remarks.Select(e))
		rs, err := Essays.Remarks.Of(ctx, s, e)
		must(t, err)
		n, err := orm.Select(Essays).Where(Essays.Remarks.Any(Remarks.Text.Eq("p1"))).Count(ctx, s)
		count(0, n, err)
		n, err = orm.Select(Essays).Where(Essays.Remarks.Contains(rs[0])).Count(ctx, s)
		count(1, n, err)
		n, err = orm.Select(Essays).Where(Essays.Drafts.Any()).Count(ctx, s)
		count(1, n, err)
		some, err := orm.Select(Essays).Where(Essays.Draft.Eq(false)).With(orm.SelectIn(Essays.Remarks).OrderBy(Remarks.ID.Desc()).Limit(1)).One(ctx, orm.NewSession(eng))
		must(t, err)
		if texts(some.Remarks) != "e2" {
			t.Error(texts(some.Remarks))
		}
	})
}

// What is written, step by step.
func TestGoldenPrimaryJoin(t *testing.T) {
	each(t, Gazette, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		var out bytes.Buffer
		s := orm.NewSession(eng)
		defer s.Close()
		sent.take()
		step := steps(t, ctx, s, sent, &out)
		e, p := gazette(t, ctx, s)
		step("everything is new")

		r := e.Remarks[0]
		e.Remarks = e.Remarks[1:]
		step("taken out of a collection: no constant is changed")
		if r.OwnerID != nil || r.Essay != nil || r.Kind != "essay" {
			t.Errorf("%+v", r)
		}
		r.Essay = e
		step("and given back, by the reference")
		if texts(e.Remarks) != "e2 e1" {
			t.Error(texts(e.Remarks))
		}
		r.Kind = "sketch"
		p2 := &Sketch{}
		s.Add(p2)
		p2.Remarks = append(p2.Remarks, r)
		step("moved to a new owner of another kind, which has no key yet")
		if texts(e.Remarks) != "e2" || r.Essay != nil || r.Sketch != p2 || *r.OwnerID != p2.ID {
			t.Errorf("%s %+v", texts(e.Remarks), r)
		}
		r.OwnerID = &p.ID
		step("the key alone")
		if len(p2.Remarks) != 0 || r.Sketch != nil || texts(p.Remarks) != "p1" {
			t.Errorf("%s %+v", texts(p.Remarks), r)
		}
		must(t, s.Commit(ctx))
		must(t, s.Expire(p))
		p, err := Sketches.Get(ctx, s, p.ID)
		must(t, err)
		sent.take()
		must(t, s.Refresh(ctx, p))
		rs, err := Sketches.Remarks.Select(p).All(ctx, s)
		must(t, err)
		if len(rs) != 2 {
			t.Errorf("%d remarks", len(rs))
		}
		sent.take()
		p.Top = &Remark{Kind: "top", Text: "better"}
		step("another one, where there can be one")
		b := e.Bold[0]
		e.Bold = nil
		step("out of one of two relationships over a foreign key")
		if len(e.Lines) != 1 || b.EssayID != nil {
			t.Errorf("%d %v", len(e.Lines), b.EssayID)
		}
		must(t, Essays.Archive.Add(s, e, &Remark{Kind: "archive", Text: "old"}))
		step("a collection without a field")
		if n, err := Essays.Archive.Select(e).Count(ctx, s); err != nil || n != 1 {
			t.Error(n, err)
		}
		sent.take()
		must(t, s.Clear())
		p, err = Sketches.Get(ctx, s, p.ID)
		must(t, err)
		sent.take()
		s.Delete(p)
		step("deleted, with those that are its own")
		e, err = Essays.Get(ctx, s, e.ID)
		must(t, err)
		sent.take()
		ds, err := Essays.Drafts.Of(ctx, s, e)
		must(t, err)
		for _, l := range e.Lines {
			s.Delete(l)
		}
		s.Delete(e)
		step("deleted: its remarks stay, and are nobody's")
		if ds[0].OriginalID != nil || ds[0].Original != nil {
			t.Errorf("%+v", ds[0])
		}
		all, err := orm.Select(Remarks).OrderBy(Remarks.ID).All(ctx, s)
		must(t, err)
		var left []string
		for _, r := range all {
			left = append(left, fmt.Sprint(r.Kind, " ", r.Text, " ", r.OwnerID != nil))
		}
		fmt.Fprintf(&out, "-- left: %s\n", strings.Join(left, ", "))
		must(t, s.Commit(ctx))
		sent.take()

		w := &Pricing{Word: "tea", Limit: 10, Cheap: []*Priced{{Price: 1}, {Price: 2}}}
		other := &Priced{Price: 50, Of: &w.Word}
		s.Add(w)
		s.Add(other)
		step("a natural key, and a condition that compares the two")
		must(t, s.Commit(ctx))
		must(t, s.Clear())
		w, err = Pricings.Get(ctx, s, "tea")
		must(t, err)
		sent.take()
		w.Word = "coffee"
		step("which changes")
		cheap, err := Pricings.Cheap.Of(ctx, s, w)
		must(t, err)
		n, err := orm.Select(Priceds).Where(Priceds.Of.Eq("tea")).Count(ctx, s)
		must(t, err)
		if len(cheap) != 2 || n != 1 {
			t.Errorf("%d follow, and %d stay", len(cheap), n)
		}
		golden.Check(t, "testdata/primaryjoin_"+on(t)+".sql", out.Bytes())
	})
}

// Memory agrees with the rows after rollback, too; who is given to two owners is told.
func TestPrimaryJoinInMemory(t *testing.T) {
	each(t, Gazette, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		e, p := gazette(t, ctx, s)
		must(t, s.Commit(ctx))
		r := e.Remarks[0]

		other := &Sketch{}
		s.Add(other)
		must(t, s.Flush(ctx))
		p.Remarks = append(p.Remarks, r)
		e2 := &Essay{Title: "two"}
		s.Add(e2)
		must(t, s.Flush(ctx))
		e2.Remarks = append(e2.Remarks, p.Remarks[0])
		other.Remarks = append(other.Remarks, p.Remarks[0])
		var conflict *orm.RelationConflictError
		if err := s.Sync(); !errors.As(err, &conflict) {
			t.Errorf("two owners with different keys: %v", err)
		}
		must(t, s.Rollback(ctx))
		if texts(e.Remarks) != "e1 e2" || texts(p.Remarks) != "p1" || r.Essay != e || r.Sketch != nil || *r.OwnerID != e.ID {
			t.Errorf("after Rollback: %s, %s, %+v", texts(e.Remarks), texts(p.Remarks), r)
		}

		p1 := p.Remarks[0]
		p.Remarks = nil // an orphan
		must(t, s.Commit(ctx))
		if n, err := orm.Select(Remarks).Where(Remarks.ID.Eq(p1.ID)).Count(ctx, s); err != nil || n != 0 {
			t.Error(n, err)
		}
		r.OwnerID = nil
		must(t, s.Sync())
		if texts(e.Remarks) != "e2" || r.Essay != nil {
			t.Errorf("the key is NULL: %s %v", texts(e.Remarks), r.Essay)
		}
		must(t, s.Rollback(ctx))
		merged, err := orm.Merge(ctx, s, Essays, &Essay{ID: e.ID, Title: "m", Remarks: []*Remark{{ID: r.ID, Kind: "essay", Text: "merged"}}})
		must(t, err)
		must(t, s.Commit(ctx))
		if merged != e || texts(e.Remarks) != "merged" {
			t.Error(texts(e.Remarks))
		}
		if err := Remarks.Essay.Set(s, r, nil); err != nil {
			t.Error(err)
		}
		must(t, s.Commit(ctx))
		if len(e.Remarks) != 0 {
			t.Error(texts(e.Remarks))
		}
	})
}

func ExamplePrimaryJoin() {
	ctx, s, done := with(Gazette)
	defer done()

	// orm.PrimaryJoin(&Essays.Remarks, Remarks, sql.Eq(Remarks.OwnerID, Essays.ID), Remarks.Kind.Eq("essay"))
	// orm.PrimaryJoin(&Sketches.Remarks, Remarks, sql.Eq(Remarks.OwnerID, Sketches.ID), Remarks.Kind.Eq("sketch"))
	e, p := &Essay{Title: "on colour"}, &Sketch{}
	e.Remarks = []*Remark{{Kind: "essay", Text: "well said"}} // the Kind is the program's to give
	p.Remarks = []*Remark{{Kind: "sketch", Text: "too blue"}}
	s.Add(e, p)
	check(s.Commit(ctx))
	fmt.Println(*e.Remarks[0].OwnerID == e.ID, e.ID == p.ID)

	s.Delete(p) // and its own remarks, none of the essay's
	check(s.Commit(ctx))
	all, err := orm.Select(Remarks).All(ctx, s)
	check(err)
	fmt.Println(len(all), all[0].Text)
	// Output:
	// true true
	// 1 well said
}
