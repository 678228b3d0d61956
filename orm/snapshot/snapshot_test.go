package snapshot_test

import (
	"database/sql"
	"math"
	"reflect"
	"slices"
	"testing"
	"time"
	"unsafe"

	"github.com/aludel/aludel/orm/snapshot"
)

type date struct{ Year, Month, Day int }

type audit struct{ Created, Updated time.Time }

type decimal struct {
	neg    bool
	digits []byte
}

type everything struct {
	audit
	ID     int32
	OK     bool
	Small  int8 // padding follows
	Rate   float64
	Name   string
	Months *int
	Made   *date
	Note   *string
	At     *time.Time
	Maybe  sql.Null[int64]
	Tags   []string
	Raw    []byte
	Doc    map[string]any
	Any    any
	Money  decimal
	Counts map[string]int
	Day    time.Time
	Wall   time.Time
	hidden int
}

var names = []string{"Created", "Updated", "ID", "OK", "Small", "Rate", "Name", "Months", "Made", "Note", "At", "Maybe", "Tags", "Raw", "Doc", "Any", "Money", "Counts", "Day", "Wall"}

func plan(t testing.TB) *snapshot.Plan {
	t.Helper()
	typ := reflect.TypeFor[everything]()
	var fields []snapshot.Field
	for _, n := range names {
		f, ok := typ.FieldByName(n)
		if !ok {
			t.Fatal(n)
		}
		at := f.Offset
		if len(f.Index) > 1 {
			at += typ.Field(f.Index[0]).Offset
		}
		x := snapshot.Field{Offset: at, Type: f.Type}
		switch n {
		case "Day":
			x.Clock = snapshot.Day
		case "Wall":
			x.Clock = snapshot.Wall
		}
		fields = append(fields, x)
	}
	p, err := snapshot.Compile(typ, fields, []bool{true, false})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func full() *everything {
	six, note, at := 6, "n", time.Date(2026, 1, 2, 3, 4, 5, 6000, time.UTC)
	return &everything{audit: audit{at, at}, ID: 1, OK: true, Small: 3, Rate: math.NaN(), Name: "a", Months: &six, Made: &date{2026, 1, 2}, Note: &note, At: &at,
		Maybe: sql.Null[int64]{V: 5, Valid: true}, Tags: []string{"x", "y"}, Raw: []byte("abc"), Doc: map[string]any{"k": 1.0, "l": []any{"m"}}, Any: []any{true},
		Money: decimal{true, []byte("12")}, Counts: map[string]int{"a": 1}, Day: at, Wall: at}
}

func TestChangesAreFoundByContent(t *testing.T) {
	p := plan(t)
	empty := ""
	for _, c := range []struct {
		name string
		do   func(*everything)
		want []string // nil: no change
	}{
		{"nothing", func(e *everything) {}, nil},
		{"what lies behind a pointer", func(e *everything) { *e.Months = 7 }, []string{"Months"}},
		{"another pointer to an equal value", func(e *everything) {
			x := 6
			e.Months = &x
			d := *e.Made
			e.Made = &d
			n := *e.Note
			e.Note = &n
		}, nil},
		{"a pointer to nil", func(e *everything) { e.Months, e.Note, e.Made, e.At = nil, nil, nil, nil }, []string{"Months", "Made", "Note", "At"}},
		{"an empty text is not NULL", func(e *everything) { e.Note = &empty }, []string{"Note"}},
		{"time of another zone, the same instant", func(e *everything) { e.Created = e.Created.In(time.FixedZone("x", 3600)) }, nil},
		{"time below a microsecond", func(e *everything) { e.Updated = e.Updated.Add(999) }, nil},
		{"time of a microsecond", func(e *everything) { *e.At = e.At.Add(time.Microsecond) }, []string{"At"}},
		{"a day's time of day", func(e *everything) { e.Day = e.Day.Add(5 * time.Hour) }, nil},
		{"a day", func(e *everything) { e.Day = e.Day.Add(24 * time.Hour) }, []string{"Day"}},
		{"a wall clock elsewhere", func(e *everything) {
			w := e.Wall
			e.Wall = time.Date(w.Year(), w.Month(), w.Day(), w.Hour(), w.Minute(), w.Second(), w.Nanosecond(), time.FixedZone("x", 7200))
		}, nil},
		{"a wall clock's instant in another zone", func(e *everything) { e.Wall = e.Wall.In(time.FixedZone("x", 7200)) }, []string{"Wall"}},
		{"-0 is not 0", func(e *everything) { e.Rate = math.Copysign(0, -1) }, []string{"Rate"}},
		{"in a run of scalars", func(e *everything) { e.Small = 4 }, []string{"Small"}},
		{"several of a run", func(e *everything) { e.ID, e.OK = 2, false }, []string{"ID", "OK"}},
		{"a byte in place", func(e *everything) { e.Raw[0] = 'X' }, []string{"Raw"}},
		{"an element in place", func(e *everything) { e.Tags[1] = "z" }, []string{"Tags"}},
		{"nil is not empty", func(e *everything) {
			e.Tags, e.Raw, e.Doc, e.Counts = []string{}, []byte{}, map[string]any{}, map[string]int{}
		}, []string{"Tags", "Raw", "Doc", "Counts"}},
		{"inside a document", func(e *everything) { e.Doc["l"].([]any)[0] = "n" }, []string{"Doc"}},
		{"inside an any", func(e *everything) { e.Any.([]any)[0] = false }, []string{"Any"}},
		{"inside a decimal", func(e *everything) { e.Money.digits[0] = '9' }, []string{"Money"}},
		{"a map's value", func(e *everything) { e.Counts["a"]++ }, []string{"Counts"}},
		{"Null to NULL", func(e *everything) { e.Maybe = sql.Null[int64]{V: 5} }, []string{"Maybe"}},
		{"unmapped and unexported", func(e *everything) { e.hidden = 99 }, nil},
	} {
		e := full()
		snaps := p.Snapshots()
		snap := snaps.Next()
		p.Copy(snap, unsafe.Pointer(e))
		c.do(e)
		var got []string
		for _, i := range p.Changed(unsafe.Pointer(e), snap, nil) {
			got = append(got, names[i])
		}
		slices.SortFunc(got, func(a, b string) int { return slices.Index(names, a) - slices.Index(names, b) })
		if !slices.Equal(got, c.want) || p.Same(unsafe.Pointer(e), snap) != (c.want == nil) {
			t.Errorf("%s: changed %v, want %v", c.name, got, c.want)
		}
		for i := range names { // restoring gives back all, in memory of its own
			p.Restore(unsafe.Pointer(e), snap, i)
		}
		if !p.Same(unsafe.Pointer(e), snap) {
			t.Errorf("%s: not restored: %v", c.name, p.Changed(unsafe.Pointer(e), snap, nil))
		}
		e.Raw[1], e.Tags[0], e.Doc["k"] = 'Y', "changed", 2.0
		*e.Months = 8
		if n := len(p.Changed(unsafe.Pointer(e), snap, nil)); n != 4 {
			t.Errorf("%s: the snapshot shares memory with the object: %d changes", c.name, n)
		}
	}
}

func TestNullsWithDifferentGarbageAreEqual(t *testing.T) {
	p := plan(t)
	e := full()
	e.Maybe = sql.Null[int64]{V: 7}
	snaps := p.Snapshots()
	snap := snaps.Next()
	p.Copy(snap, unsafe.Pointer(e))
	e.Maybe.V = 9
	if !p.Same(unsafe.Pointer(e), snap) {
		t.Fatal("two NULLs differ")
	}
}

func TestWithoutContentIsRefused(t *testing.T) {
	type bad struct{ F func() }
	if _, err := snapshot.Compile(reflect.TypeFor[bad](), []snapshot.Field{{Type: reflect.TypeFor[func()]()}}, nil); err == nil {
		t.Fatal("a function was accepted")
	}
}

func TestSlabsGiveDistinctMemory(t *testing.T) {
	s := snapshot.NewSlab(reflect.TypeFor[everything](), 64)
	seen := map[unsafe.Pointer]bool{}
	for range 300 {
		p := s.Next()
		if seen[p] || (*everything)(p).ID != 0 {
			t.Fatal("twice the same")
		}
		(*everything)(p).ID = 1
		seen[p] = true
	}
}

type order struct {
	ID, Quantity int
	At           time.Time
	ProductID    int
}

// BenchmarkSame is one unchanged object without pointers.
func BenchmarkSame(b *testing.B) {
	typ := reflect.TypeFor[order]()
	var fields []snapshot.Field
	for i := range typ.NumField() {
		fields = append(fields, snapshot.Field{Offset: typ.Field(i).Offset, Type: typ.Field(i).Type})
	}
	p, err := snapshot.Compile(typ, fields, nil)
	if err != nil {
		b.Fatal(err)
	}
	o := &order{1, 2, time.Now(), 3}
	s := p.Snapshots()
	snap := s.Next()
	p.Copy(snap, unsafe.Pointer(o))
	for b.Loop() {
		if !p.Same(unsafe.Pointer(o), snap) {
			b.Fatal()
		}
	}
}
