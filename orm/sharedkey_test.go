package orm_test

import (
	"context"
	"errors"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// Wards and their cots belong to a house: its number is part of both keys, and of the
// foreign key between them.

type HouseKey struct{ House, No int }

type Ward struct {
	House int
	No    int
	Name  string
	Cots  []*Cot
}

type Cot struct {
	House  int
	No     int
	WardNo *int
	Ward   *Ward
}

type WardTable struct {
	orm.TableOf[Ward, HouseKey]
	House schema.Int
	No    schema.Int
	Name  schema.String
	Cots  orm.Many[Ward, Cot]
}

type CotTable struct {
	orm.TableOf[Cot, HouseKey]
	House  schema.Int
	No     schema.Int
	WardNo schema.NullInt
	Ward   orm.One[Cot, Ward]
}

var (
	Clinic = orm.NewBase()
	Wards  = orm.Declare(Clinic, "clinic_ward", func(t *WardTable) {
		t.House.PrimaryKey()
		t.No.PrimaryKey()
		t.Name.Size(20)
	})
	Cots = orm.Declare(Clinic, "clinic_cot", func(t *CotTable) {
		t.House.PrimaryKey()
		t.No.PrimaryKey()
		schema.AddForeignKey(t, []sql.Expr{t.House, t.WardNo}, []sql.Expr{Wards.House, Wards.No})
		t.Ward.Inverse(Wards.Cots)
	})
)

// cots commits a ward of each of two houses, the first with two cots.
func cots(t *testing.T, ctx context.Context, eng *engine.Engine) (s *orm.Session, one, two *Ward) {
	t.Helper()
	s = orm.NewSession(eng)
	t.Cleanup(func() { s.Close() })
	for _, stmt := range []sql.Statement{sql.Delete(Cots).AllRows(), sql.Delete(Wards).AllRows()} {
		r, err := eng.Execute(ctx, stmt)
		must(t, err)
		must(t, r.Close())
	}
	one, two = &Ward{House: 1, No: 7, Cots: []*Cot{{No: 1}, {House: 1, No: 2}}}, &Ward{House: 2, No: 7, Cots: []*Cot{}}
	s.Add(one, two)
	must(t, s.Commit(ctx))
	return s, one, two
}

func TestAReferenceDoesNotChangeTheKeyThatItShares(t *testing.T) {
	each(t, Clinic, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		for name, give := range map[string]func(s *orm.Session, c *Cot, w *Ward) error{
			"by reference":  func(s *orm.Session, c *Cot, w *Ward) error { c.Ward = w; return s.Flush(ctx) },
			"by collection": func(s *orm.Session, c *Cot, w *Ward) error { w.Cots = append(w.Cots, c); return s.Flush(ctx) },
			"by Add":        func(s *orm.Session, c *Cot, w *Ward) error { return Wards.Cots.Add(s, w, c) },
			"a new one": func(s *orm.Session, c *Cot, w *Ward) error {
				s.Add(&Cot{House: 1, No: 3, Ward: w})
				return s.Flush(ctx)
			},
			"a new member": func(s *orm.Session, c *Cot, w *Ward) error {
				w.Cots = append(w.Cots, &Cot{House: 1, No: 3})
				return s.Flush(ctx)
			},
		} {
			s, one, two := cots(t, ctx, eng)
			c := one.Cots[0]
			sent.take()
			err := give(s, c, two)
			var ke *orm.KeyConflictError
			if !errors.As(err, &ke) || ke.Has != "1" || ke.Gives != "2" || ke.Column != "clinic_cot.house" {
				t.Fatal(name, err)
			}
			if c.House != 1 || len(one.Cots) != 2 || len(sent.take()) > 0 {
				t.Fatal(name, *c, one.Cots)
			}
			must(t, s.Rollback(ctx))
			if c.Ward != one || len(two.Cots) != 0 {
				t.Fatal(name, "rolled back")
			}
		}
		s, one, two := cots(t, ctx, eng)
		c := one.Cots[0]
		c.Ward, c.House = two, 2 // who says both is believed
		fresh := &Cot{No: 4, Ward: one}
		s.Add(fresh)
		must(t, s.Sync())
		fresh.Ward = two // the house that it has by now is the session's word
		must(t, s.Commit(ctx))
		if c.House != 2 || len(two.Cots) != 2 || fresh.House != 2 || len(one.Cots) != 1 {
			t.Fatal(*c, *fresh, two.Cots, one.Cots)
		}
		// a new ward that is to get its house from elsewhere
		w := &Ward{House: 2, No: 9}
		w.Cots = []*Cot{{House: 2, No: 5}}
		c.Ward = w
		s.Add(w)
		must(t, s.Commit(ctx))
		if *c.WardNo != 9 || len(w.Cots) != 2 {
			t.Fatal(*c, w.Cots)
		}
	})
}

func TestWhatSharesItsKeyIsDetached(t *testing.T) {
	each(t, Clinic, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		for name, take := range map[string]func(s *orm.Session, c *Cot, w *Ward) error{
			"by reference":      func(s *orm.Session, c *Cot, w *Ward) error { c.Ward = nil; return nil },
			"by collection":     func(s *orm.Session, c *Cot, w *Ward) error { w.Cots = w.Cots[1:]; return nil },
			"by key":            func(s *orm.Session, c *Cot, w *Ward) error { c.WardNo = nil; return nil },
			"by Set":            func(s *orm.Session, c *Cot, w *Ward) error { return Cots.Ward.Set(s, c, nil) },
			"by Remove":         func(s *orm.Session, c *Cot, w *Ward) error { return Wards.Cots.Remove(s, w, c) },
			"by the ward's end": func(s *orm.Session, c *Cot, w *Ward) error { s.Delete(w); return nil },
		} {
			s, one, _ := cots(t, ctx, eng)
			c := one.Cots[0]
			must(t, take(s, c, one))
			must(t, s.Commit(ctx))
			if c.House != 1 || c.WardNo != nil || c.Ward != nil || len(one.Cots) > 1 && name != "by the ward's end" {
				t.Fatal(name, *c, one.Cots)
			}
			s2 := orm.NewSession(eng)
			t.Cleanup(func() { s2.Close() })
			got, err := Cots.Get(ctx, s2, HouseKey{1, 1})
			if err != nil || got.WardNo != nil {
				t.Fatal(name, got, err)
			}
			s2.Close()
			sent.take()
			must(t, s.Commit(ctx)) // and that is all
			if got := sent.take(); len(got) > 0 {
				t.Fatal(name, got)
			}
		}
		s, one, _ := cots(t, ctx, eng) // and back
		c := one.Cots[0]
		one.Cots = nil
		must(t, s.Commit(ctx))
		c.Ward = one
		must(t, s.Commit(ctx))
		if len(one.Cots) != 1 || *c.WardNo != 7 {
			t.Fatal(one.Cots, *c)
		}
		must(t, Cots.Ward.Set(s, c, nil))
		must(t, s.Rollback(ctx))
		if c.Ward != one || *c.WardNo != 7 {
			t.Fatal(*c)
		}
	})
}
