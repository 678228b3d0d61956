package orm_test

import (
	"context"
	"errors"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
)

// What was added, and let go by the reference that owns it before it became a row, is not
// inserted, nor is what hangs below it.
func TestPendingThatReferencesLetGo(t *testing.T) {
	each(t, Studio, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		rows := func(portraits, strokes int) {
			t.Helper()
			n, err := orm.Select(Portraits).Count(ctx, s)
			must(t, err)
			m, err := orm.Select(Strokes).Count(ctx, s)
			must(t, err)
			if n != portraits || m != strokes {
				t.Errorf("%d portraits and %d strokes, not %d and %d", n, m, portraits, strokes)
			}
		}
		painted := func(title string) *Portrait { return &Portrait{Title: title, Strokes: []*Stroke{{}, {}}} }

		// of an owner that is pending as well
		first, second := painted("first"), painted("second")
		a := &Sitter{Name: "a", Portrait: first}
		s.Add(a)
		a.Portrait = second
		must(t, s.Commit(ctx))
		rows(1, 2)
		if orm.StateOf(s, first) != orm.Transient || orm.StateOf(s, first.Strokes[0]) != orm.Transient || a.Portrait != second {
			t.Error(orm.StateOf(s, first), orm.StateOf(s, first.Strokes[0]), a.Portrait)
		}

		// of a row, which keeps what it had; nothing is left to be sent
		third := painted("third")
		a.Portrait = third
		must(t, s.Sync())
		a.Portrait = second
		sent.take()
		must(t, s.Commit(ctx))
		if got := sent.take(); len(got) != 0 {
			t.Error(got)
		}
		rows(1, 2)

		// put back after a Plan, and after a look
		fourth := painted("fourth")
		b := &Sitter{Name: "b", Portrait: fourth}
		s.Add(b)
		b.Portrait = nil
		_, err := s.Plan(ctx)
		must(t, err)
		if orm.StateOf(s, fourth) != orm.Pending {
			t.Error(orm.StateOf(s, fourth))
		}
		b.Portrait = fourth
		must(t, s.Commit(ctx))
		rows(2, 4)

		// moved to another owner, and exchanged for what that one had
		fifth, sixth := painted("fifth"), painted("sixth")
		c, d := &Sitter{Name: "c", Portrait: fifth}, &Sitter{Name: "d", Portrait: sixth}
		s.Add(c, d)
		c.Portrait, d.Portrait = nil, fifth
		must(t, s.Commit(ctx))
		rows(3, 6)
		if d.PortraitID == nil || *d.PortraitID != fifth.ID || c.PortraitID != nil {
			t.Error(d.PortraitID, c.PortraitID)
		}

		// added by itself after that, it is wanted
		e := &Sitter{Name: "e", Portrait: painted("seventh")}
		s.Add(e)
		seventh := e.Portrait
		e.Portrait = nil
		must(t, s.Sync())
		s.Add(seventh)
		must(t, s.Commit(ctx))
		rows(4, 8)

		// taken back
		f := &Sitter{Name: "f", Portrait: painted("eighth")}
		s.Add(f)
		eighth := f.Portrait
		f.Portrait = nil
		must(t, s.Flush(ctx))
		must(t, s.Rollback(ctx))
		rows(4, 8)
		f.Portrait = eighth
		s.Add(f)
		must(t, s.Commit(ctx))
		rows(5, 10)
	})
}

// The same of collections, through several levels, and with a move.
func TestPendingThatCollectionsLetGo(t *testing.T) {
	each(t, Estate, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		moved, gone := &Part{}, &Part{}
		a, b := &Owner{Name: "a", Parts: []*Part{moved, gone}, Card: &Card{}}, &Owner{Name: "b", Parts: []*Part{}}
		s.Add(a, b)
		a.Parts, b.Parts, a.Card = nil, []*Part{moved}, nil
		must(t, s.Commit(ctx))
		if c := counts(t, ctx, eng); c[0] != 2 || c[1] != 1 || c[5] != 0 || moved.OwnerID != b.ID || orm.StateOf(s, gone) != orm.Transient {
			t.Error(c, moved.OwnerID, orm.StateOf(s, gone))
		}

		// added, deleted and added again: one row, and what it counts is right
		c := &Owner{Name: "c", Parts: []*Part{{}}}
		s.Add(c)
		s.Delete(c)
		s.Add(c)
		must(t, s.Commit(ctx))
		s.Delete(c)
		must(t, s.Commit(ctx))
		if n := counts(t, ctx, eng); n[0] != 2 || n[1] != 1 {
			t.Error(n)
		}
	})
}

// A Plan of a delete that is taken back leaves no trace in what would have gone along.
func TestPlansLeaveNoTrace(t *testing.T) {
	each(t, Estate, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		o := estate()
		s.Add(o)
		must(t, s.Commit(ctx))
		before := counts(t, ctx, eng)
		watched, other := o.Watched[0], o.Watched[1]
		s.Delete(o)
		_, err := s.Plan(ctx)
		must(t, err)
		if got := orm.StateOf(s, watched); got != orm.Persistent && got != orm.Expired {
			t.Error(got)
		}
		s.Delete(other) // by itself
		_, err = s.Plan(ctx)
		must(t, err)
		s.Add(o)
		must(t, s.Commit(ctx))
		before[6]--
		if got := counts(t, ctx, eng); !same(got, before...) {
			t.Errorf("%v, not %v", got, before)
		}
		s.Delete(o)
		must(t, s.Commit(ctx))
		if got := counts(t, ctx, eng); got[0] != 0 || got[6] != 0 {
			t.Error(got)
		}
	})
}

func TestWatchThatPanics(t *testing.T) {
	each(t, Studio, func(t *testing.T, ctx context.Context, eng *engine.Engine, _ *echo) {
		boom := errors.New("boom")
		panics := true
		s := orm.NewSession(eng, orm.Watch(func(orm.Reading) {
			if panics {
				panic(boom)
			}
		}))
		defer s.Close()
		n, err := orm.Select(Portraits).All(ctx, s)
		if err != nil || len(n) != 0 {
			t.Fatal(n, err)
		}
		panics = false
		var p *orm.HookPanicError
		if err := s.Err(); !errors.As(err, &p) || !errors.Is(err, boom) {
			t.Error(err)
		}
		if err := s.Flush(ctx); !errors.As(err, &p) {
			t.Error(err)
		}
		must(t, s.Flush(ctx))
	})
}
