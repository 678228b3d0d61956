package orm_test

import (
	"cmp"
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sqltype"
)

// A locker has its key and its tag from a type that has three values or more; nobody
// may have another one's.

type Locker[K any] struct {
	K    K
	Tag  K
	Text string
}

type LockerTable[K any] struct {
	orm.TableOf[Locker[K], K]
	K    schema.Col[K]
	Tag  schema.Col[K]
	Text schema.String
}

// swapped hands keys and tags around, in a circle of three.
func swapped[K any](t *testing.T, name string, typ sqltype.Of[K], a, b, c K) {
	base := orm.NewBase()
	lockers := orm.Declare(base, "orm_locker_"+name, func(t *LockerTable[K]) {
		t.K.Type(typ).PrimaryKey().NoAutoincrement()
		t.Tag.Type(typ).Unique()
		t.Text.Size(20)
	})
	t.Run(name, func(t *testing.T) {
		each(t, base, func(t *testing.T, ctx context.Context, eng *engine.Engine, _ *echo) {
			s := orm.NewSession(eng, orm.Using(base))
			defer s.Close()
			x, y, z := &Locker[K]{a, a, "x"}, &Locker[K]{b, b, "y"}, &Locker[K]{c, c, "z"}
			s.Add(x, y, z)
			must(t, s.Commit(ctx))
			same := func() {
				t.Helper()
				must(t, s.Commit(ctx))
				fresh := orm.NewSession(eng, orm.Using(base))
				defer fresh.Close()
				got, err := orm.Select(lockers).All(ctx, fresh)
				must(t, err)
				slices.SortFunc(got, func(a, b *Locker[K]) int { return cmp.Compare(a.Text, b.Text) })
				if want := []*Locker[K]{x, y, z}; !reflect.DeepEqual(got, want) {
					t.Fatal(*got[0], *got[1], *got[2], *x, *y, *z)
				}
			}
			x.Tag, y.Tag, z.Tag = y.Tag, z.Tag, x.Tag
			same()
			x.K, y.K, z.K = y.K, z.K, x.K
			same()
			x.K, x.Tag, y.K, y.Tag = y.K, y.Tag, x.K, x.Tag
			same()
			for i := range 3 { // more than one free value at once, in another place
				x.K, y.K, z.K = y.K, z.K, x.K
				x.Tag, y.Tag, z.Tag = z.Tag, x.Tag, y.Tag
				x.Text = strings.Repeat("x", i+1)
				same()
			}
		})
	})
}

// TestSwappedValuesOfAllTypes: what has a free value, a database of any kind takes it in
// between.
func TestSwappedValuesOfAllTypes(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2026, 2, d, 0, 0, 0, 0, time.UTC) }
	swapped(t, "uuid", sqltype.As[[16]byte](sqltype.UUID), [16]byte{1}, [16]byte{2}, [16]byte{15: 3})
	swapped(t, "uuidtext", sqltype.As[string](sqltype.UUID), "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a12", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a13")
	swapped(t, "decimal", sqltype.Numeric(6, 2), "1.50", "2.00", "-3.25")
	swapped(t, "float", sqltype.Double, 1.5, 2, 3)
	swapped(t, "real", sqltype.As[float32](sqltype.Real), 1.5, 2, 3)
	swapped(t, "tiny", sqltype.As[int8](sqltype.SmallInt), 1, 2, 3)
	swapped(t, "unsigned", sqltype.As[uint16](sqltype.Integer), 1, 2, 3)
	swapped(t, "char", sqltype.Char(3), "DEU", "FRA", "ITA")
	swapped(t, "letter", sqltype.String(1), "a", "b", "c")
	swapped(t, "word", sqltype.String(8), "one", "two", "three")
	swapped(t, "day", sqltype.As[time.Time](sqltype.Date), day(1), day(2), day(3))
	swapped(t, "moment", sqltype.As[time.Time](sqltype.TimestampTZ), day(1), day(2), day(3))
	swapped(t, "grade", sqltype.Decorate(sqltype.String(10), func(g grade) (string, error) { return strings.Repeat("*", int(g)), nil },
		func(s string) (grade, error) { return grade(len(s)), nil }), 1, 2, 3)
	swapped(t, "number", sqltype.Decorate(sqltype.Integer, func(g [2]int16) (int, error) { return int(g[0])*100 + int(g[1]), nil },
		func(n int) ([2]int16, error) { return [2]int16{int16(n / 100), int16(n % 100)}, nil }), [2]int16{1, 1}, [2]int16{1, 2}, [2]int16{2, 1})
}

// A hasp is open or closed, and there is one of each.

type Hasp struct {
	ID   int
	Open bool
	Hash []byte
}

type HaspTable struct {
	orm.TableOf[Hasp, int]
	ID   schema.Int
	Open schema.Bool
	Hash schema.Bytes
}

// TestSwapOfTruth has no third value to give, and bytes have as many as they have room.
func TestSwapOfTruth(t *testing.T) {
	base := orm.NewBase()
	hasps := orm.Declare(base, "orm_hasp", func(t *HaspTable) {
		t.ID.PrimaryKey()
		t.Open.Unique()
		t.Hash.Type(sqltype.VarBinary(4)).Unique()
	})
	each(t, base, func(t *testing.T, ctx context.Context, eng *engine.Engine, _ *echo) {
		s := orm.NewSession(eng, orm.Using(base))
		defer s.Close()
		x, y := &Hasp{Open: true, Hash: []byte("abcd")}, &Hasp{Hash: []byte("abc")}
		s.Add(x, y)
		must(t, s.Commit(ctx))
		x.Hash, y.Hash = y.Hash, x.Hash
		must(t, s.Commit(ctx))
		if n, err := orm.Select(hasps).Count(ctx, s); err != nil || n != 2 {
			t.Fatal(n, err)
		}
		x.Open, y.Open = y.Open, x.Open
		var circle *orm.UniqueCycleError
		if err := s.Commit(ctx); !errors.As(err, &circle) || circle.Columns != "Hasp.Open" || x.Open {
			t.Fatal(err, x)
		}
		must(t, s.Rollback(ctx))
		if !x.Open || y.Open {
			t.Fatal(x, y)
		}
	})
}
