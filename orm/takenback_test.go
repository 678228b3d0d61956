package orm_test

import (
	"context"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// Expire and Refresh take back what was changed in an object, its relationships too,
// whether the session has looked at the change or not.
func TestRelationshipsAreTakenBack(t *testing.T) {
	back := map[string]func(context.Context, *orm.Session, *Stick) error{
		"Expire":  func(_ context.Context, s *orm.Session, k *Stick) error { return s.Expire(k) },
		"Refresh": func(ctx context.Context, s *orm.Session, k *Stick) error { return s.Refresh(ctx, k) },
	}
	each(t, Stock, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		for name, f := range back {
			for _, sync := range []bool{false, true} {
				s := orm.NewSession(eng)
				k := &Stick{}
				a, b := &Sticker{Code: "a" + name, Tags: []*Stick{k}}, &Sticker{Code: "b" + name}
				s.Add(a, b)
				must(t, s.Flush(ctx))
				k.Sticker = b
				if sync {
					must(t, s.Sync())
				}
				must(t, f(ctx, s, k))
				sent.take()
				must(t, s.Flush(ctx))
				if got := sent.take(); len(got) > 0 || k.Sticker != a || *k.StickerCode != a.Code || len(a.Tags) != 1 || len(b.Tags) != 0 {
					t.Errorf("%s, sync %v: %v %v %d %d %v", name, sync, k.Sticker, *k.StickerCode, len(a.Tags), len(b.Tags), got)
				}
				must(t, s.Rollback(ctx))
				must(t, s.Close())
			}
		}
	})
	each(t, Blog, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		for _, sync := range []bool{false, true} {
			s := orm.NewSession(eng)
			p, q := &Post{Title: "p"}, &Post{Title: "q"}
			one, two := &Keyword{Word: "one"}, &Keyword{Word: "two"}
			p.Keywords = []*Keyword{one}
			s.Add(p, q, two)
			must(t, s.Flush(ctx))
			p.Keywords = []*Keyword{two}
			q.Keywords = append(q.Keywords, two)
			if sync {
				must(t, s.Sync())
			}
			must(t, s.Expire(p))
			sent.take()
			must(t, s.Flush(ctx))
			if got := strings.Join(sent.take(), "\n"); strings.Contains(got, "DELETE") || strings.Count(got, "INSERT") != 1 || len(p.Keywords) != 1 || p.Keywords[0] != one || len(q.Keywords) != 1 {
				t.Errorf("sync %v: %d %d\n%s", sync, len(p.Keywords), len(q.Keywords), got)
			}
			must(t, s.Rollback(ctx))
			must(t, s.Close())
		}
	})
}

// A row that is read again after the session's own statement has changed it is what it was
// when the transaction is undone.
func TestWhatWasReadAgainIsRolledBack(t *testing.T) {
	each(t, Stock, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		x := &Sticker{Code: "x", Text: "before"}
		s.Add(x)
		must(t, s.Commit(ctx))
		for _, f := range []func() error{
			func() error { return s.Refresh(ctx, x) },
			func() error {
				if err := s.Expire(x); err != nil {
					return err
				}
				_, err := Stickers.Get(ctx, s, "x")
				return err
			},
		} {
			c, err := orm.Connection(ctx, s)
			must(t, err)
			r, err := c.Execute(ctx, sql.Update(Stickers).Set(Stickers.Text.Set("within")).Where(Stickers.Code.Eq("x")))
			must(t, err)
			must(t, r.Close())
			must(t, f())
			if x.Text != "within" {
				t.Error(x.Text)
			}
			must(t, s.Rollback(ctx))
			if x.Text != "before" {
				t.Error(x.Text)
			}
		}
	})
}

// An UPDATE of foreign keys leaves collections right, as it does the keys.
func TestAnUpdateOfForeignKeysMovesObjectsInMemory(t *testing.T) {
	each(t, Stock, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		k, l := &Stick{}, &Stick{}
		a, b := &Sticker{Code: "a", Tags: []*Stick{k, l}}, &Sticker{Code: "b"}
		s.Add(a, b)
		must(t, s.Commit(ctx))
		for range 2 { // as it is loaded, and in a later unit of work
			for _, x := range []*Sticker{a, b} {
				_, err := Stickers.Tags.Of(ctx, s, x)
				must(t, err)
			}
			r, err := s.Execute(ctx, sql.Update(Sticks).Set(Sticks.StickerCode.Set("b")).Where(Sticks.ID.Eq(k.ID)))
			must(t, err)
			must(t, r.Close())
			if len(a.Tags) != 1 || a.Tags[0] != l || len(b.Tags) != 1 || b.Tags[0] != k || *k.StickerCode != "b" {
				t.Fatal(len(a.Tags), len(b.Tags), *k.StickerCode)
			}
			must(t, s.Savepoint(ctx, func() error {
				r, err := s.Execute(ctx, sql.Update(Sticks).Set(Sticks.StickerCode.SetNull()).Where(Sticks.ID.Gt(0)))
				if err != nil {
					return err
				}
				if len(a.Tags)+len(b.Tags) != 0 || k.Sticker != nil || l.StickerCode != nil {
					t.Error(len(a.Tags), len(b.Tags), k.Sticker, l.StickerCode)
				}
				if p, err := s.Plan(ctx); err != nil || len(p.Statements) > 0 {
					t.Error(p, err)
				}
				return r.Close()
			}))
			must(t, s.Rollback(ctx))
			if len(a.Tags) != 2 || len(b.Tags) != 0 || *k.StickerCode != "a" || *l.StickerCode != "a" {
				t.Fatal("rolled back:", len(a.Tags), len(b.Tags), *k.StickerCode)
			}
		}
	})
}

// A foreign key that is set to the key of a row which is replaced in the same flush is kept.
func TestAKeyOfAReplacedRowIsKept(t *testing.T) {
	each(t, Stock, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		for _, first := range []bool{false, true} {
			for _, flushed := range []bool{false, true} {
				s := orm.NewSession(eng)
				old, x, k := &Sticker{Code: "r", Text: "old"}, &Sticker{Code: "r", Text: "new"}, &Stick{}
				s.Add(old)
				if flushed {
					must(t, s.Flush(ctx))
				}
				if first {
					s.Add(x)
					s.Delete(old)
				} else {
					s.Delete(old)
					s.Add(x)
				}
				code := "r"
				k.StickerCode = &code
				s.Add(k)
				must(t, s.Flush(ctx))
				if k.StickerCode == nil || k.Sticker != x || len(x.Tags) != 1 {
					t.Errorf("Add first %v, flushed %v: %v %v %d", first, flushed, k.StickerCode, k.Sticker, len(x.Tags))
				}
				if n, err := orm.Select(Sticks).Where(Sticks.StickerCode.Eq("r")).Count(ctx, s); err != nil || n != 1 {
					t.Error(n, err)
				}
				must(t, s.Rollback(ctx))
				must(t, s.Close())
			}
		}
		s := orm.NewSession(eng) // and an Add that was put off is taken back under another key
		defer s.Close()
		old, x := &Sticker{Code: "r"}, &Sticker{Code: "r"}
		s.Add(old)
		must(t, s.Flush(ctx))
		s.Add(x)
		x.Code = "q"
		s.Delete(x)
		must(t, s.Flush(ctx))
		if n, err := orm.Select(Stickers).Count(ctx, s); err != nil || n != 1 {
			t.Error(n, err)
		}
	})
}
