package orm_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

// Boxes have parts, and notes that are about boxes or parts.

type rigBox struct {
	ID        int
	DeletedAt *time.Time
	Parts     []*rigPart
	Notes     []*rigNote
}

type rigPart struct {
	ID        int
	DeletedAt *time.Time
	BoxID     *int
	Box       *rigBox
	Notes     []*rigNote
}

type rigNote struct {
	ID   int
	Kind *string
	OnID *int
	On   any
}

type rigBoxTable struct {
	orm.TableOf[rigBox, int]
	ID        schema.Int
	DeletedAt schema.NullTime
	Parts     orm.Many[rigBox, rigPart]
	Notes     orm.Many[rigBox, rigNote]
}

type rigPartTable struct {
	orm.TableOf[rigPart, int]
	ID        schema.Int
	DeletedAt schema.NullTime
	BoxID     schema.NullInt
	Box       orm.One[rigPart, rigBox]
	Notes     orm.Many[rigPart, rigNote]
}

type rigNoteTable struct {
	orm.TableOf[rigNote, int]
	ID   schema.Int
	Kind schema.NullString
	OnID schema.NullInt
	On   orm.OneOf[rigNote, any]
}

type rig struct {
	base  *orm.Base
	boxes *rigBoxTable
	parts *rigPartTable
	notes *rigNoteTable
}

func newRig(prefix string, soft bool, cascade ...orm.Cascade) *rig {
	x := &rig{base: orm.NewBase()}
	x.boxes = orm.Declare(x.base, prefix+"_box", func(t *rigBoxTable) {
		t.ID.PrimaryKey()
		if soft {
			orm.SoftDelete(t, t.DeletedAt)
		}
	})
	x.parts = orm.Declare(x.base, prefix+"_part", func(t *rigPartTable) {
		t.ID.PrimaryKey()
		t.BoxID.References(x.boxes.ID)
		t.Box.Inverse(x.boxes.Parts)
		if soft {
			orm.SoftDelete(t, t.DeletedAt)
		}
	})
	x.notes = orm.Declare(x.base, prefix+"_note", func(t *rigNoteTable) {
		t.ID.PrimaryKey()
		t.Kind.Size(10)
		t.On.By(t.Kind, t.OnID)
	})
	x.boxes.Notes.Inverse(orm.Target(&x.notes.On, x.boxes, "box"))
	x.parts.Notes.Inverse(orm.Target(&x.notes.On, x.parts, "part"))
	if len(cascade) > 0 {
		x.boxes.Parts.Cascade(cascade...)
	}
	return x
}

// What an Add takes back, a Plan has found, or is said of what is deleted already: memory is
// what another session reads then, on all sides.
func TestSidesAgreeAfterADeleteIsTakenBack(t *testing.T) {
	ctx := context.Background()
	type try struct {
		name string
		do   func(t *testing.T, s *orm.Session, a, b *rigBox, p *rigPart) // p is in a, and all are rows
	}
	check := func(t *testing.T, x *rig, eng *engine.Engine, s *orm.Session, boxes []*rigBox) {
		t.Helper()
		other := orm.NewSession(eng, orm.Using(x.base))
		defer other.Close()
		for i, b := range boxes {
			row, err := x.boxes.Get(ctx, other, b.ID)
			must(t, err)
			want, err := x.boxes.Parts.Of(ctx, other, row)
			must(t, err)
			if len(want) != len(b.Parts) {
				t.Errorf("box %d has %d parts in memory, and %d in the database", i, len(b.Parts), len(want))
			}
			for _, p := range b.Parts {
				if p.Box != b || p.BoxID == nil || *p.BoxID != b.ID || !slices.ContainsFunc(want, func(q *rigPart) bool { return q.ID == p.ID }) {
					t.Errorf("part %d of box %d is another one's", p.ID, i)
				}
			}
			notes, err := x.boxes.Notes.Of(ctx, other, row)
			must(t, err)
			if len(notes) != len(b.Notes) {
				t.Errorf("box %d has %d notes in memory, and %d in the database", i, len(b.Notes), len(notes))
			}
		}
		if p, err := s.Plan(ctx); err != nil || len(p.Statements) > 0 {
			t.Errorf("nothing more is to be sent: %v %v", p, err)
		}
	}
	run := func(x *rig, tries ...try) {
		each(t, x.base, func(t *testing.T, _ context.Context, eng *engine.Engine, _ *echo) {
			for _, y := range tries {
				t.Run(y.name, func(t *testing.T) {
					s := orm.NewSession(eng, orm.Using(x.base))
					defer s.Close()
					a, b, p := &rigBox{}, &rigBox{Parts: []*rigPart{}}, &rigPart{}
					a.Parts = []*rigPart{p}
					s.Add(a, b)
					must(t, s.Commit(ctx))
					y.do(t, s, a, b, p)
					must(t, s.Commit(ctx))
					check(t, x, eng, s, []*rigBox{a, b})
				})
			}
		})
	}
	empty := func(t *testing.T, s *orm.Session, b *rigBox) {
		b.Parts = []*rigPart{}
		must(t, s.Sync())
	}
	run(newRig("rig_own", false, orm.CascadeDeleteOrphan),
		try{"an orphan is added", func(t *testing.T, s *orm.Session, a, _ *rigBox, p *rigPart) {
			empty(t, s, a)
			if s.Add(p); p.BoxID != nil || p.Box != nil {
				t.Errorf("it is still %v's", *p.BoxID)
			}
		}},
		try{"a new orphan is added", func(t *testing.T, s *orm.Session, _, b *rigBox, _ *rigPart) {
			q := &rigPart{}
			b.Parts = []*rigPart{q}
			must(t, s.Sync())
			empty(t, s, b)
			s.Add(q)
		}},
		try{"a rollback of what was deleted and added again", func(t *testing.T, s *orm.Session, a, b *rigBox, p *rigPart) {
			empty(t, s, a)
			must(t, s.Flush(ctx))
			p.Box = b
			s.Add(p)
			must(t, s.Flush(ctx))
			must(t, s.Rollback(ctx))
			if p.Box != a || *p.BoxID != a.ID || len(a.Parts) != 1 || len(b.Parts) != 0 {
				t.Errorf("%+v %+v", p, a)
			}
		}},
	)
	run(newRig("rig", false),
		try{"what a Plan has let go comes back", func(t *testing.T, s *orm.Session, _, b *rigBox, _ *rigPart) {
			b.Parts = []*rigPart{{}}
			must(t, s.Sync())
			s.Delete(b)
			_, err := s.Plan(ctx)
			must(t, err)
			s.Add(b)
		}},
		try{"a deleted object is given to a collection", func(t *testing.T, s *orm.Session, a, b *rigBox, _ *rigPart) {
			q := &rigPart{}
			a.Parts = append(a.Parts, q)
			must(t, s.Sync())
			s.Delete(q)
			must(t, s.Sync())
			b.Parts = []*rigPart{q}
		}},
		try{"a deleted object is given to a collection, and added again", func(t *testing.T, s *orm.Session, a, b *rigBox, _ *rigPart) {
			q := &rigPart{}
			s.Add(q)
			s.Delete(q)
			must(t, s.Sync())
			b.Parts = []*rigPart{q}
			must(t, s.Sync())
			s.Add(q)
			must(t, s.Flush(ctx))
			if q.Box != b || len(b.Parts) != 1 {
				t.Errorf("%v %v", q.Box, b.Parts)
			}
		}},
		try{"a deleted object is given another key", func(t *testing.T, s *orm.Session, _, b *rigBox, p *rigPart) {
			s.Delete(p)
			must(t, s.Sync())
			p.BoxID = &b.ID
		}},
		try{"a collection does without what is added again", func(t *testing.T, s *orm.Session, a, _ *rigBox, p *rigPart) {
			s.Delete(p)
			empty(t, s, a)
			s.Add(p)
		}},
		try{"a Plan takes out what is added again", func(t *testing.T, s *orm.Session, _, b *rigBox, _ *rigPart) {
			q := &rigPart{}
			b.Parts = []*rigPart{q}
			must(t, s.Sync())
			s.Delete(q)
			_, err := s.Plan(ctx)
			must(t, err)
			s.Add(q)
		}},
		try{"what was given to a new object is expired", func(t *testing.T, s *orm.Session, _, _ *rigBox, _ *rigPart) {
			n := &rigNote{}
			s.Add(n)
			must(t, s.Flush(ctx))
			c := &rigBox{}
			n.On = c
			must(t, s.Sync())
			must(t, s.Expire(n))
			must(t, s.Flush(ctx))
			if len(c.Notes) != 0 || n.Kind != nil || n.OnID != nil {
				t.Errorf("%+v %v %v", c, n.Kind, n.OnID)
			}
		}},
	)
	soft := newRig("rig_soft", true, orm.CascadeDeleteOrphan)
	run(soft,
		try{"a soft orphan is added", func(t *testing.T, s *orm.Session, a, _ *rigBox, p *rigPart) {
			empty(t, s, a)
			s.Add(p)
		}},
		try{"a soft orphan is restored", func(t *testing.T, s *orm.Session, a, _ *rigBox, p *rigPart) {
			empty(t, s, a)
			must(t, orm.Restore(s, p))
		}},
		try{"a soft orphan is expired", func(t *testing.T, s *orm.Session, a, _ *rigBox, p *rigPart) {
			empty(t, s, a)
			must(t, s.Expire(p))
		}},
		try{"who was hidden is referred to again", func(t *testing.T, s *orm.Session, a, b *rigBox, p *rigPart) {
			n := &rigNote{On: b}
			s.Add(n)
			s.Delete(b)
			must(t, s.Flush(ctx))
			q := &rigPart{}
			b.Parts = []*rigPart{q}
			must(t, s.Flush(ctx))
			_, err := orm.Select(soft.parts).With(orm.SelectIn(soft.parts.Box)).All(ctx, s)
			must(t, err)
			_, err = soft.boxes.Notes.Of(ctx, s, a)
			must(t, err)
			must(t, orm.Restore(s, b))
			must(t, s.Flush(ctx))
			if q.Box != b || len(b.Notes) != 1 {
				t.Errorf("%v %v", q.Box, b.Notes)
			}
		}},
	)
}

// What was appended to a collection that is not loaded is a row like others once it is written:
// when another session has moved it, reading finds it there no more.
func TestWhatWasAppendedIsReadAgain(t *testing.T) {
	x := newRig("rig_read", false)
	each(t, x.base, func(t *testing.T, ctx context.Context, eng *engine.Engine, _ *echo) {
		first := []*rigBox{{Parts: []*rigPart{{}}}, {}}
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error { s.Add(first[0], first[1]); return nil }, orm.Using(x.base)))
		s := orm.NewSession(eng, orm.Using(x.base))
		defer s.Close()
		b, err := x.boxes.Get(ctx, s, first[1].ID)
		must(t, err)
		p, err := x.parts.Get(ctx, s, first[0].Parts[0].ID)
		must(t, err)
		b.Parts = append(b.Parts, p)
		must(t, s.Commit(ctx))
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
			q, err := x.parts.Get(ctx, s, p.ID)
			if err == nil {
				q.BoxID = nil
			}
			return err
		}, orm.Using(x.base)))
		_, err = orm.Select(x.boxes).With(orm.SelectIn(x.boxes.Parts)).All(ctx, s)
		must(t, err)
		b.Parts = append(b.Parts, &rigPart{})
		if got, err := x.boxes.Parts.Of(ctx, s, b); err != nil || len(got) != 1 || got[0] == p {
			t.Errorf("%v %v", got, err)
		}
	})
}
