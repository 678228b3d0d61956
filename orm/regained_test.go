package orm_test

import (
	"context"
	"errors"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

// A Berth has a natural key, which its boats follow; no two of them lie at one place of it.

type Berth struct {
	Code  string
	Title string
	Boats []*Boat
}

type Boat struct {
	ID        int
	BerthCode *string
	Berth     *Berth
	Place     int
}

type BerthTable struct {
	orm.TableOf[Berth, string]
	Code  schema.String
	Title schema.String
	Boats orm.Many[Berth, Boat]
}

type BoatTable struct {
	orm.TableOf[Boat, int]
	ID        schema.Int
	BerthCode schema.NullString
	Berth     orm.One[Boat, Berth]
	Place     schema.Int
}

var (
	Harbour = orm.NewBase()
	Berths  = orm.Declare(Harbour, "harbour_berth", func(t *BerthTable) { t.Code.Size(20).PrimaryKey(); t.Title.Size(20) })
	Boats   = orm.Declare(Harbour, "harbour_boat", func(t *BoatTable) {
		t.ID.PrimaryKey()
		t.BerthCode.Size(20).References(Berths.Code, schema.OnUpdate(schema.Cascade))
		t.UniqueOn(t.BerthCode, t.Place)
		t.Berth.Inverse(Berths.Boats)
	})
)

func TestAnObjectIsGivenToWhatTakesTheKeyOfItsOwner(t *testing.T) {
	for name, do := range map[string]func(t *testing.T, s *orm.Session, a, b *Berth) (owner *Berth){
		"two swap their keys": func(t *testing.T, s *orm.Session, a, b *Berth) *Berth {
			boat := a.Boats[0]
			a.Code, b.Code = b.Code, a.Code
			boat.Berth = b
			return b
		},
		"two swap their keys, by collections": func(t *testing.T, s *orm.Session, a, b *Berth) *Berth {
			boat := a.Boats[0]
			b.Boats = append(b.Boats, boat)
			must(t, s.Sync())
			a.Code, b.Code = b.Code, a.Code
			return b
		},
		"a new one takes it": func(t *testing.T, s *orm.Session, a, b *Berth) *Berth {
			boat := a.Boats[0]
			a.Code = "c"
			x := &Berth{Code: "a", Title: "x"}
			s.Add(x)
			boat.Berth = x
			return x
		},
		"the owner is deleted": func(t *testing.T, s *orm.Session, a, b *Berth) *Berth {
			boat := a.Boats[0]
			b.Code = "a"
			boat.Berth = b
			s.Delete(a)
			return b
		},
		"the owner's row becomes another's": func(t *testing.T, s *orm.Session, a, b *Berth) *Berth {
			boat := a.Boats[0]
			x := &Berth{Code: "a", Title: "x"}
			s.Add(x)
			s.Delete(a)
			boat.Berth = x
			return x
		},
	} {
		t.Run(name, func(t *testing.T) {
			each(t, Harbour, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
				s := orm.NewSession(eng)
				defer s.Close()
				a, b := &Berth{Code: "a", Title: "a", Boats: []*Boat{{Place: 1}, {Place: 2}}}, &Berth{Code: "b", Title: "b"}
				s.Add(a, b)
				must(t, s.Commit(ctx))
				for _, x := range []*Berth{a, b} {
					_, err := Berths.Boats.Of(ctx, s, x)
					must(t, err)
				}
				boat := a.Boats[0]
				owner := do(t, s, a, b)
				must(t, s.Flush(ctx))
				if p, err := s.Plan(ctx); err != nil || len(p.Statements) != 0 {
					t.Error("and then", p, err)
				}
				must(t, s.Commit(ctx))
				if boat.Berth != owner || *boat.BerthCode != owner.Code || len(owner.Boats) != 1 || owner.Boats[0] != boat {
					t.Errorf("in memory: %v of %v, which has %v", *boat, *boat.Berth, owner.Boats)
				}
				fresh := orm.NewSession(eng)
				defer fresh.Close()
				x, err := orm.Select(Boats).Where(Boats.ID.Eq(boat.ID)).With(orm.Joined(Boats.Berth)).One(ctx, fresh)
				must(t, err)
				if x.Berth == nil || x.Berth.Title != owner.Title {
					t.Errorf("the database has %v of %v, want %v", *x, x.Berth, *owner)
				}
			})
		})
	}
}

func TestAPlaceIsTakenInWhatIsRenamed(t *testing.T) {
	each(t, Harbour, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		a := &Berth{Code: "a", Boats: []*Boat{{Place: 1}, {Place: 2}}}
		s.Add(a)
		must(t, s.Commit(ctx))
		_, err := Berths.Boats.Of(ctx, s, a)
		must(t, err)

		old := a.Boats[0]
		a.Code = "b" // its boats follow, old too, until that is deleted
		x := &Boat{Berth: a, Place: 1}
		s.Add(x)
		s.Delete(old)
		must(t, s.Commit(ctx))

		a.Code = "c"
		x.Place = 3 // and so does the one that gives its place to another
		y := &Boat{Berth: a, Place: 1}
		s.Add(y)
		must(t, s.Commit(ctx))
		if *x.BerthCode != "c" || *y.BerthCode != "c" {
			t.Error(*x.BerthCode, *y.BerthCode)
		}
	})
}

func TestWhatWasPutOffIsDeleted(t *testing.T) {
	for name, do := range map[string]func(t *testing.T, s *orm.Session, a, x *Berth, boat *Boat) (refused bool){
		"after it was reached": func(t *testing.T, s *orm.Session, a, x *Berth, boat *Boat) bool {
			s.Add(x) // a has its key
			s.Delete(a)
			boat.Berth = x
			must(t, s.Sync())
			s.Delete(x)
			return false
		},
		"before it was reached": func(t *testing.T, s *orm.Session, a, x *Berth, boat *Boat) bool {
			s.Add(x)
			s.Delete(a)
			boat.Berth = x
			s.Delete(x)
			return true // as of any other that is deleted
		},
		"before the other one": func(t *testing.T, s *orm.Session, a, x *Berth, boat *Boat) bool {
			s.Add(x)
			boat.Berth = x
			s.Delete(x)
			s.Delete(a)
			return true
		},
		"and nothing refers to it": func(t *testing.T, s *orm.Session, a, x *Berth, boat *Boat) bool {
			s.Add(x)
			s.Delete(x)
			s.Delete(a)
			return false
		},
	} {
		t.Run(name, func(t *testing.T) {
			each(t, Harbour, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
				s := orm.NewSession(eng)
				defer s.Close()
				a, boat := &Berth{Code: "a"}, &Boat{}
				s.Add(a, boat)
				must(t, s.Commit(ctx))
				refused := do(t, s, a, &Berth{Code: "a", Title: "x"}, boat)
				err := s.Commit(ctx)
				var gone *orm.DeletedParentError
				if refused {
					if !errors.As(err, &gone) {
						t.Errorf("want a DeletedParentError, have %v", err)
					}
					return
				}
				must(t, err)
				n, err := orm.Select(Berths).Count(ctx, s)
				must(t, err)
				if n != 0 || boat.Berth != nil || boat.BerthCode != nil {
					t.Errorf("%d berths, and the boat at %v", n, boat.Berth)
				}
			})
		})
	}
}

func TestWhatWasPutOffHasItsSayWhenItsKeyIsFree(t *testing.T) {
	each(t, Harbour, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		a, b, boat := &Berth{Code: "a"}, &Berth{Code: "b"}, &Boat{}
		s.Add(a, b, boat)
		must(t, s.Commit(ctx))
		x := &Berth{Code: "a", Title: "x"}
		s.Add(x)
		s.Delete(a)
		x.Boats = append(x.Boats, boat)
		must(t, s.Sync())
		if boat.Berth != x {
			t.Error("after Sync the boat is at", boat.Berth)
		}
		boat.Berth = b // the last word
		must(t, s.Commit(ctx))
		if *boat.BerthCode != "b" || len(x.Boats) != 0 {
			t.Error(*boat.BerthCode, x.Boats)
		}
	})
}

func TestAKeyThatWasTakenBackIsGivenToNobody(t *testing.T) {
	each(t, Harbour, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		a, b, boat := &Berth{Code: "a"}, &Berth{Code: "b"}, &Boat{}
		a.Boats = []*Boat{boat}
		s.Add(a, b)
		must(t, s.Flush(ctx))

		other := "b"
		boat.BerthCode = &other
		must(t, s.Sync())
		must(t, s.Refresh(ctx, boat))
		must(t, s.Sync())
		s.Add(&Berth{Code: "a", Title: "x"}) // whose boat it never was
		s.Delete(a)
		must(t, s.Commit(ctx))
		x, err := orm.Select(Boats).PopulateExisting().One(ctx, s)
		must(t, err)
		if x != boat || boat.Berth != nil || boat.BerthCode != nil {
			t.Error("the boat is at", boat.Berth)
		}
	})
}

func TestWhatIsGivenTheNewKeyOfADeletedObject(t *testing.T) {
	each(t, Harbour, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		a := &Berth{Code: "a"}
		s.Add(a)
		must(t, s.Flush(ctx))

		a.Code = "z"
		boat, code := &Boat{}, "z"
		boat.BerthCode = &code
		s.Add(boat)
		must(t, s.Sync())
		s.Delete(a) // and no row will have that key
		must(t, s.Commit(ctx))
		if boat.BerthCode != nil {
			t.Error("the boat is at", *boat.BerthCode)
		}
	})
}
