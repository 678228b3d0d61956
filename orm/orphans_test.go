package orm_test

import (
	"context"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

type Shelter struct {
	ID   int
	Pets []*Pet
}

type Pet struct {
	ID        int
	Name      string
	ShelterID *int
	Shelter   *Shelter
}

type ShelterTable struct {
	orm.TableOf[Shelter, int]
	ID   schema.Int
	Pets orm.Many[Shelter, Pet]
}

type PetTable struct {
	orm.TableOf[Pet, int]
	ID        schema.Int
	Name      schema.String
	ShelterID schema.NullInt
	Shelter   orm.One[Pet, Shelter]
}

var (
	Animals  = orm.NewBase()
	Shelters = orm.Declare(Animals, "orphan_shelter", func(t *ShelterTable) { t.ID.PrimaryKey() })
	Pets     = orm.Declare(Animals, "orphan_pet", func(t *PetTable) {
		t.ID.PrimaryKey()
		t.Name.Size(20)
		t.ShelterID.Index().References(Shelters.ID, schema.OnDelete(schema.SetNull))
		t.Shelter.Inverse(&Shelters.Pets)
	})
)

// Thousands that are deleted are looked for once, and not once for each: 10,000 owners whose children the
// database lets go of, and 10,000 members of one collection.
func TestThousandsOfOrphans(t *testing.T) {
	n := 10_000
	if testing.Short() {
		n = 500
	}
	each(t, Animals, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		all := make([]*Shelter, n)
		big := &Shelter{}
		s.Add(big)
		for i := range all {
			all[i] = &Shelter{Pets: []*Pet{{Name: "p"}}}
			s.Add(all[i])
			big.Pets = append(big.Pets, &Pet{Name: "b"})
		}
		must(t, s.Sync())
		must(t, s.Commit(ctx))
		pets := make([]*Pet, n)
		for i, x := range all {
			pets[i] = x.Pets[0]
			s.Delete(x)
		}
		must(t, s.Commit(ctx))
		for _, p := range pets {
			if p.ShelterID != nil || p.Shelter != nil {
				t.Fatalf("%+v", p)
			}
		}
		for i, p := range big.Pets {
			if i > 0 {
				s.Delete(p)
			}
		}
		must(t, s.Commit(ctx))
		if len(big.Pets) != 1 {
			t.Errorf("%d are left", len(big.Pets))
		}
		if left, err := orm.Select(Pets).Count(ctx, s); err != nil || left != n+1 {
			t.Errorf("%d rows are left: %v", left, err)
		}
		if p, err := s.Plan(ctx); err != nil || len(p.Statements) != 0 {
			t.Errorf("%v %v", p, err)
		}
	})
}

// Two of one key in a map are found before anything is agreed upon: who votes first is
// not half moved.
func TestMapCollisionChangesNothing(t *testing.T) {
	each(t, Blog, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		a := &Post{Title: "a", Notes: map[string]*Note{"x": {Topic: "x"}, "y": {Topic: "y"}}}
		b := &Post{Title: "b", Notes: map[string]*Note{"x": {Topic: "x"}}}
		s.Add(a, b)
		must(t, s.Commit(ctx))
		x, y, was := a.Notes["x"], a.Notes["y"], b.Notes["x"]
		y.PostID, x.PostID = &b.ID, &b.ID // y is welcome there, and x is not
		if err := s.Sync(); err == nil || !strings.Contains(err.Error(), "two Note have the key \"x\"") {
			t.Fatal(err)
		}
		if len(a.Notes) != 2 || len(b.Notes) != 1 || b.Notes["x"] != was || a.Notes["y"] != y {
			t.Errorf("something was moved: %v %v", a.Notes, b.Notes)
		}
		x.PostID = &a.ID
		must(t, s.Commit(ctx))
		if len(a.Notes) != 1 || len(b.Notes) != 2 || b.Notes["y"] != y {
			t.Errorf("%v %v", a.Notes, b.Notes)
		}
	})
}

type oddPet struct{ ID int }

type oddPetTable struct {
	orm.TableOf[oddPet, int]
	ID schema.Int
}

// A hook on a table that is not there is a mistake of the entity's mapping, and no panic.
func TestHooksOnANilTable(t *testing.T) {
	var nothing *oddPetTable
	hook := func(context.Context, *orm.Flush, *oddPet) error { return nil }
	orm.BeforeInsert(nothing, hook)
	orm.AfterDelete(nil, hook)
	orm.Validate(nothing, func(*orm.Change[*oddPet]) error { return nil })
	base := orm.NewBase()
	orm.Declare(base, "odd_pet", func(t *oddPetTable) { t.ID.PrimaryKey() })
	err := base.Configure()
	for _, want := range []string{"BeforeInsert", "AfterDelete", "Validate"} {
		if err == nil || !strings.Contains(err.Error(), want+" was given a nil table: it is declared later") {
			t.Errorf("%s: %v", want, err)
		}
	}
	orm.AfterLoad(nothing, func(context.Context, *oddPet) error { return nil })
	if err := base.Configure(); err == nil || !strings.Contains(err.Error(), "AfterLoad was given a nil table") {
		t.Errorf("afterwards: %v", err)
	}
}
