package orm_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

// A Sticker has a key of its own, and bears tags of which each names it.
type Sticker struct {
	Code string
	Text string
	Note *string
	Tags []*Stick
}

type Stick struct {
	ID          int
	StickerCode *string
	Sticker     *Sticker
}

type StickerTable struct {
	orm.TableOf[Sticker, string]
	Code schema.String
	Text schema.String
	Note schema.NullString
	Tags orm.Many[Sticker, Stick]
}

type StickTable struct {
	orm.TableOf[Stick, int]
	ID          schema.Int
	StickerCode schema.NullString
	Sticker     orm.One[Stick, Sticker]
}

var (
	Stock    = orm.NewBase()
	Stickers = orm.Declare(Stock, "stock_sticker", func(t *StickerTable) {
		t.Code.Size(20).PrimaryKey()
		t.Text.Size(20)
		t.Note.Size(20).Default("none")
	})
	Sticks = orm.Declare(Stock, "stock_stick", func(t *StickTable) {
		t.ID.PrimaryKey()
		t.StickerCode.Size(20).References(Stickers.Code, schema.OnUpdate(schema.Cascade))
		t.Sticker.Inverse(Stickers.Tags)
	})
)

func TestARowIsReplacedByWhatIsAddedBefore(t *testing.T) {
	each(t, Stock, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		begin := func() (*orm.Session, *Sticker) {
			t.Helper()
			s := orm.NewSession(eng)
			t.Cleanup(func() { s.Close() })
			for _, l := range []string{"a", "b", "c"} {
				if old, found, err := orm.Lookup(ctx, s, Stickers, l); err == nil && found {
					s.Delete(old)
				}
			}
			must(t, s.Flush(ctx))
			old := &Sticker{Code: "a", Text: "old", Tags: []*Stick{{}}}
			s.Add(old)
			must(t, s.Commit(ctx))
			sent.take()
			return s, old
		}
		for name, do := range map[string]func(s *orm.Session, old, x *Sticker){
			"Add, Delete":          func(s *orm.Session, old, x *Sticker) { s.Add(x); s.Delete(old) },
			"Delete, Add":          func(s *orm.Session, old, x *Sticker) { s.Delete(old); s.Add(x) },
			"Add, Sync, Delete":    func(s *orm.Session, old, x *Sticker) { s.Add(x); must(t, s.Sync()); s.Delete(old) },
			"Add twice":            func(s *orm.Session, old, x *Sticker) { s.Add(x); s.Add(x, old); s.Delete(old) },
			"the other is renamed": func(s *orm.Session, old, x *Sticker) { s.Add(x); old.Code = "b" },
		} {
			s, old := begin()
			x := &Sticker{Code: "a", Text: "new", Tags: []*Stick{{}}}
			do(s, old, x)
			if name == "Add, Sync, Delete" && orm.StateOf(s, x) != orm.Copied {
				t.Fatal(name, orm.StateOf(s, x))
			}
			must(t, s.Commit(ctx))
			if got := strings.Join(sent.take(), "\n"); strings.Contains(got, "DELETE") {
				t.Fatal(name, got)
			}
			if orm.StateOf(s, x) != orm.Persistent || len(x.Tags) != 1 || x.Tags[0].ID == 0 {
				t.Fatal(name, orm.StateOf(s, x), x)
			}
			if is, err := Stickers.Get(ctx, s, "a"); err != nil || is != x {
				t.Fatal(name, is, err)
			}
			must(t, s.Close())
		}
		s, old := begin() // and when the other one stays
		copied := *old
		s.Add(&copied, orm.Null(Stickers.Note))
		var ic *orm.IdentityConflictError
		if err := s.Err(); !errors.As(err, &ic) || !strings.Contains(err.Error(), "postponed_test.go") {
			t.Fatal(err)
		}
		old.Text = "changed"
		if _, err := s.Plan(ctx); !errors.As(err, &ic) {
			t.Fatal(err)
		}
		for range 2 {
			if err := s.Flush(ctx); !errors.As(err, &ic) || len(sent.take()) > 0 {
				t.Fatal(err)
			}
		}
		if len(old.Tags) != 1 || old.Tags[0].Sticker != old {
			t.Fatal("a copy has taken what belongs to the object")
		}
		must(t, s.Expunge(&copied))
		must(t, s.Flush(ctx))
		if got := sent.take(); len(got) != 1 || !strings.HasPrefix(got[0], "UPDATE") {
			t.Fatal(got)
		}
		s.Add(&copied)
		s.Delete(&copied) // taken back
		must(t, s.Flush(ctx))
		s.Add(&copied)
		must(t, s.Rollback(ctx))
		must(t, s.Commit(ctx)) // it is forgotten
		must(t, s.Savepoint(ctx, func() error { return nil }))
		err := s.Savepoint(ctx, func() error { s.Add(&copied); return errors.New("undone") })
		if err == nil || errors.As(err, &ic) {
			t.Fatal(err)
		}
		must(t, s.Flush(ctx))
		note := "x"
		y := &Sticker{Code: "a", Text: "y"}
		s.Add(y, orm.Null(Stickers.Note)) // the options are kept: it is inserted, not updated
		s.Delete(old)
		must(t, s.Commit(ctx))
		if y.Note != nil {
			t.Fatal(*y.Note)
		}
		y.Note = &note
		z := &Sticker{Code: "a", Text: "z"}
		s.Add(z)
		s.Delete(y)
		must(t, s.Commit(ctx))
		got, err := orm.Select(Stickers).All(ctx, s)
		if err != nil || len(got) != 1 || got[0] != z || *z.Note != "none" {
			t.Fatal(got, err)
		}
		must(t, s.Close())
	})
}

func TestAGeneratedKeyIsReplacedByWhatIsAddedBefore(t *testing.T) {
	each(t, Hall, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		a := &Seat{ID: 1, Number: 1, Label: "a"}
		s.Add(a)
		must(t, s.Commit(ctx))
		sent.take()
		b := &Seat{ID: 1, Number: 1, Label: "b"}
		s.Add(b)
		s.Delete(a)
		must(t, s.Commit(ctx))
		if got := sent.take(); len(got) != 1 || !strings.HasPrefix(got[0], "UPDATE") {
			t.Fatal(got)
		}
		if is, err := Seats.Get(ctx, s, 1); err != nil || is != b {
			t.Fatal(is, err)
		}
	})
}

// What a cascade or an orphan's end deletes gives its key up as well.
func TestAnOrphansKeyIsTaken(t *testing.T) {
	each(t, Estate, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		o, p := &Owner{Name: "o", Parts: []*Part{{}, {}}}, &Owner{Name: "p"}
		s.Add(o, p)
		must(t, s.Commit(ctx))
		x := &Part{ID: o.Parts[1].ID, Owner: p}
		s.Add(x)
		o.Parts = o.Parts[:1]
		sent.take()
		must(t, s.Commit(ctx))
		if got := sent.take(); len(got) != 1 || !strings.HasPrefix(got[0], "UPDATE") || len(p.Parts) != 1 || p.Parts[0] != x || x.OwnerID != p.ID {
			t.Fatal(got, p.Parts, x)
		}
	})
}

func ExampleSession_Add() {
	ctx, s, done := with(Stock)
	defer done()

	old := &Sticker{Code: "fragile", Text: "handle with care"}
	s.Add(old)
	check(s.Commit(ctx))

	s.Add(&Sticker{Code: "fragile", Text: "this side up"}) // whose key old still has
	var conflict *orm.IdentityConflictError
	fmt.Println(errors.As(s.Err(), &conflict))
	s.Delete(old) // now it takes old's row
	check(s.Err())
	plan, err := s.Plan(ctx)
	check(err)
	fmt.Print(plan)
	check(s.Commit(ctx))

	// Output:
	// true
	// -- trip 1
	// UPDATE stock_sticker SET text=? WHERE stock_sticker.code = ?;  -- "this side up" "fragile"
}
