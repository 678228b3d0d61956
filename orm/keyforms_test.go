package orm_test

import (
	"context"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sqltype"
)

// An ingot's key is a value that has several forms in Go; hallmarks refer to it.

type Ingot[K any] struct {
	K         K
	Mark      string
	Hallmarks []*Hallmark[K]
}

type Hallmark[K any] struct {
	ID    int
	K     *K
	Ingot *Ingot[K]
}

type IngotTable[K any] struct {
	orm.TableOf[Ingot[K], K]
	K         schema.Col[K]
	Mark      schema.String
	Hallmarks orm.Many[Ingot[K], Hallmark[K]]
}

type HallmarkTable[K any] struct {
	orm.TableOf[Hallmark[K], int]
	ID    schema.Int
	K     schema.NullCol[K]
	Ingot orm.One[Hallmark[K], Ingot[K]]
}

// A grade is an integer that is kept as a text.
type grade int

// oneKey says that forms are one key: of the first, which is inserted, and those that the
// database is asked with.
func oneKey[K any](t *testing.T, name string, typ sqltype.Of[K], forms ...K) {
	base := orm.NewBase()
	ingots := orm.Declare(base, "orm_ingot_"+name, func(t *IngotTable[K]) {
		t.K.Type(typ).PrimaryKey()
		t.Mark.Size(20)
	})
	hallmarks := orm.Declare(base, "orm_hallmark_"+name, func(t *HallmarkTable[K]) {
		t.ID.PrimaryKey()
		t.K.Type(typ).References(ingots.K)
		t.Ingot.Inverse(ingots.Hallmarks)
	})
	t.Run(name, func(t *testing.T) {
		each(t, base, func(t *testing.T, ctx context.Context, eng *engine.Engine, _ *echo) {
			s := orm.NewSession(eng, orm.Using(base))
			defer s.Close()
			in := &Ingot[K]{K: forms[0], Mark: "a"}
			s.Add(in)
			must(t, s.Flush(ctx))
			for i := range forms {
				s.Add(&Hallmark[K]{K: &forms[i]})
			}
			must(t, s.Flush(ctx))
			all, err := orm.Select(ingots).All(ctx, s)
			must(t, err)
			if len(all) != 1 || all[0] != in || s.Len() != 1+len(forms) {
				t.Fatal(all, s.Len())
			}
			in.Mark = "b"
			must(t, s.Commit(ctx))
			for _, form := range forms {
				for _, fresh := range []bool{false, true} { // as the database tells the key, too
					if fresh {
						must(t, s.Clear())
						if in, err = ingots.Get(ctx, s, forms[0]); err != nil {
							t.Fatal(err)
						}
					}
					if got, err := ingots.Get(ctx, s, form); err != nil || got != in {
						t.Error(form, got, err)
					}
					if got, err := ingots.Ref(s, form); err != nil || got != in {
						t.Error(form, got, err)
					}
					if got, err := orm.Merge(ctx, s, ingots, &Ingot[K]{K: form, Mark: "b"}); err != nil || got != in {
						t.Error(form, got, err)
					}
					kids, err := orm.Select(hallmarks).With(orm.SelectIn(hallmarks.Ingot)).All(ctx, s)
					must(t, err)
					for _, k := range kids {
						if k.Ingot != in {
							t.Error(form, *k.K, k.Ingot)
						}
					}
				}
			}
			if kids, err := ingots.Hallmarks.Of(ctx, s, in); err != nil || len(kids) != len(forms) {
				t.Error(len(kids), err)
			}
			must(t, s.Commit(ctx))
		})
	})
}

// TestKeysOfSeveralForms: one row is one object, whichever way its key is written.
func TestKeysOfSeveralForms(t *testing.T) {
	oneKey(t, "decimal", sqltype.Numeric(20, 4), "1.50", "1.5", "+1.5000", "15e-1", "01.5")
	oneKey(t, "zero", sqltype.Numeric(20, 4), "-0", "0", "0.00")
	oneKey(t, "float", sqltype.Double, math.Copysign(0, -1), 0)
	oneKey(t, "clock", sqltype.As[time.Duration](sqltype.Time), 90*time.Minute)
	oneKey(t, "grade", sqltype.Decorate(sqltype.String(10), func(g grade) (string, error) { return strings.Repeat("*", int(g)), nil },
		func(s string) (grade, error) { return grade(len(s)), nil }), grade(3))
	oneKey(t, "uuid", sqltype.As[string](sqltype.UUID), "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "a0eebc999c0b4ef8bb6d6bb9bd380a11")
}

func TestDecimalForm(t *testing.T) {
	for _, same := range [][]string{{"1.5", "1.50", "+1.5", "001.5", "15e-1", "0.15E1"}, {"0", "-0", "0.00", "0e7", ".0"}, {"-100", "-1e2", "-100.000"}, {".5", "0.5", "0.50"}} {
		for _, x := range same[1:] {
			if a, b := mapping.DecimalForm(same[0]), mapping.DecimalForm(x); a != b {
				t.Errorf("%s is %s, and %s is %s", same[0], a, x, b)
			}
		}
	}
	for _, other := range [][2]string{{"1", "10"}, {"1", "-1"}, {"1.5", "15"}, {"NaN", "Infinity"}, {"0", ""}, {"1e5", "1e6"}} {
		if mapping.DecimalForm(other[0]) == mapping.DecimalForm(other[1]) {
			t.Error(other)
		}
	}
}
