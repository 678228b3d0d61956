// Command vertical has entities whose attributes are rows: which ones there are is
// not known when the program is written.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"maps"
	"os"
	"slices"

	"github.com/aludel/aludel"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// An Animal has a name, and facts by their names.
type Animal struct {
	ID    int
	Name  string
	Facts map[string]*Fact
}

// A Fact is a number, a text or a truth: one of the three is set.
type Fact struct {
	AnimalID int
	Name     string
	Number   *int
	Text     *string
	Truth    *bool
	Animal   *Animal `json:"-"`
}

// FactKey is the key of a fact: an animal has one of a name.
type FactKey struct {
	AnimalID int
	Name     string
}

// AnimalTable holds animals.
type AnimalTable struct {
	orm.TableOf[Animal, int]
	ID    schema.Int
	Name  schema.String
	Facts orm.Many[Animal, Fact]
}

// FactTable holds facts, with a column for each type, so that numbers compare as numbers.
type FactTable struct {
	orm.TableOf[Fact, FactKey]
	AnimalID schema.Int
	Name     schema.String
	Number   schema.NullInt
	Text     schema.NullString
	Truth    schema.NullBool
	Animal   orm.One[Fact, Animal]
}

// Base holds the tables.
var Base = orm.NewBase()

// Animals hold their facts in a map.
var (
	Animals = orm.Declare(Base, "vertical_animal", func(t *AnimalTable) { t.ID.PrimaryKey(); t.Name.Size(50) })
	Facts   = orm.Declare(Base, "vertical_fact", func(t *FactTable) {
		t.AnimalID.PrimaryKey().References(Animals.ID)
		t.Name.Size(50).PrimaryKey()
		t.Text.Size(100)
		t.Animal.Inverse(Animals.Facts)
	})
)

func init() { Animals.Facts.KeyedBy(Facts.Name).Cascade(orm.CascadeDeleteOrphan) }

// Set gives an animal a fact, or another value of it.
func (a *Animal) Set(name string, value any) error {
	f := Fact{Name: name}
	switch v := value.(type) {
	case int:
		f.Number = &v
	case string:
		f.Text = &v
	case bool:
		f.Truth = &v
	default:
		return fmt.Errorf("a fact is a number, a text or a truth, and no %T", value)
	}
	if have := a.Facts[name]; have != nil {
		have.Number, have.Text, have.Truth = f.Number, f.Text, f.Truth
		return nil
	}
	if a.Facts == nil {
		a.Facts = map[string]*Fact{}
	}
	a.Facts[name] = &f
	return nil
}

// Get is a fact's value; nil when there is none.
func (a *Animal) Get(name string) any {
	switch f := a.Facts[name]; {
	case f == nil:
		return nil
	case f.Number != nil:
		return *f.Number
	case f.Text != nil:
		return *f.Text
	default:
		return *f.Truth
	}
}

// fact is the condition that an animal has a fact for which cond holds.
func fact(name string, cond sql.Cond) sql.Cond {
	return Animals.Facts.Any(Facts.Name.Eq(name), cond)
}

func main() {
	if err := run(context.Background(), os.Stdout, "sqlite://"); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, w io.Writer, url string) (err error) {
	eng, err := aludel.Open(url)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, Base.DropAll(ctx, eng), eng.Close(ctx)) }()
	if err := Base.CreateAll(ctx, eng); err != nil {
		return err
	}
	s := orm.NewSession(eng)
	defer s.Close()

	for _, x := range []struct {
		name  string
		facts map[string]any
	}{
		{"beaver", map[string]any{"teeth": 20, "lives in": "water", "builds": true}},
		{"loris", map[string]any{"teeth": 36, "cuteness": "fairly"}},
		{"platypus", map[string]any{"teeth": 0, "lays eggs": true, "lives in": "water"}},
	} {
		a := &Animal{Name: x.name}
		for name, v := range x.facts {
			if err := a.Set(name, v); err != nil {
				return err
			}
		}
		s.Add(a)
	}
	if err := s.Commit(ctx); err != nil {
		return err
	}
	fmt.Fprintln(w, (&Animal{}).Set("weight", 1.5))

	s.Clear()
	all, err := orm.Select(Animals).With(orm.SelectIn(Animals.Facts)).OrderBy(Animals.Name).All(ctx, s) // two statements
	if err != nil {
		return err
	}
	for _, a := range all {
		fmt.Fprintf(w, "%s:", a.Name)
		for _, name := range slices.Sorted(maps.Keys(a.Facts)) {
			fmt.Fprintf(w, " %s=%v", name, a.Get(name))
		}
		fmt.Fprintln(w)
	}

	// A fact changes its value and its type, one goes, one comes: three statements.
	loris := all[1]
	if err := errors.Join(loris.Set("cuteness", 9), loris.Set("nocturnal", true)); err != nil {
		return err
	}
	delete(loris.Facts, "teeth")
	plan, err := s.Plan(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%d statements\n", len(plan.Statements))
	if err := s.Commit(ctx); err != nil {
		return err
	}

	for _, q := range []struct {
		what string
		cond sql.Cond
	}{
		{"live in the water", fact("lives in", Facts.Text.Eq("water"))},
		{"have more than ten teeth", fact("teeth", Facts.Number.Gt(10))},
		{"build nothing", fact("builds", Facts.Truth.Eq(true)).Not()},
	} {
		n, err := orm.Select(Animals).Where(q.cond).Count(ctx, s)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "%d %s\n", n, q.what)
	}
	wet, err := orm.Select(Animals).Where(fact("lives in", Facts.Text.Eq("water")), fact("teeth", Facts.Number.Lt(10))).One(ctx, s)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%s lives in the water, nearly without teeth\n", wet.Name)

	s.Delete(all[0])
	if err := s.Commit(ctx); err != nil {
		return err
	}
	n, err := orm.Select(Facts).Count(ctx, s)
	fmt.Fprintf(w, "%d facts are left\n", n)
	return err
}
