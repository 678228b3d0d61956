package state_test

import (
	"slices"
	"testing"
	"unsafe"

	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

type page struct {
	ID int
	N  int
}

type pageTable struct {
	orm.TableOf[page, int]
	ID schema.Int
	N  schema.Int
}

var (
	base  = orm.NewBase()
	pages = orm.Declare(base, "page", func(t *pageTable) { t.ID.PrimaryKey() })
)

func newMap(t *testing.T) (*state.Store, *state.Map) {
	t.Helper()
	if err := base.Configure(); err != nil {
		t.Fatal(err)
	}
	s := state.NewStore()
	return s, s.Map(mapping.Of(sql.SourceOf(pages)))
}

func load(m *state.Map, id int) *state.Record {
	p := (*page)(m.Room())
	p.ID = id
	m.Took()
	k, _, _ := m.Key(unsafe.Pointer(p))
	r := m.Load(k, unsafe.Pointer(p))
	m.Plan.Copy(r.Snap, r.Obj)
	return r
}

func TestFind(t *testing.T) {
	_, m := newMap(t)
	r := load(m, 7)
	p := (*page)(r.Obj)
	if x, how := m.Find(r.Obj); x != r || how != state.Known {
		t.Fatal(how)
	}
	copied := *p
	if x, how := m.Find(unsafe.Pointer(&copied)); x != r || how != state.Copy {
		t.Fatal(how)
	}
	fresh := &page{}
	if _, how := m.Find(unsafe.Pointer(fresh)); how != state.Unknown {
		t.Fatal(how)
	}
	n := m.Add(unsafe.Pointer(fresh))
	if x, how := m.Find(unsafe.Pointer(fresh)); x != n || how != state.Known {
		t.Fatal(how)
	}
	fresh.ID = 8
	m.Inserted(n)
	if x, how := m.Find(unsafe.Pointer(fresh)); x != n || how != state.Known || !n.Persistent() || m.Changes != 0 {
		t.Fatal(how)
	}
	p.ID = 99
	if x, how := m.Find(r.Obj); x != r || how != state.KeyChanged {
		t.Fatal(how)
	}
	m.Drop(r)
	p.ID = 7
	if x, how := m.Find(unsafe.Pointer(p)); x != nil || how != state.Unknown || m.Len() != 1 {
		t.Fatal(how)
	}
}

func numbers(rs []*state.Record) (out state.Numbers) {
	for _, r := range rs {
		out.Add(r.No)
	}
	return out
}

// Numbers that follow each other take no memory, and none is lost when one does not.
func TestNumbersKeepTheirOrder(t *testing.T) {
	for _, want := range [][]int32{{}, {7}, {3, 4, 5, 6}, {3, 4, 6, 5}, {5, 4, 3}, {0, 1, 0}, {2, 2}} {
		var x state.Numbers
		for _, no := range want {
			x.Add(no)
		}
		var got []int32
		for i := range x.Len() {
			got = append(got, x.At(i))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%v; want %v", got, want)
		}
	}
	if n := testing.AllocsPerRun(10, func() {
		var x state.Numbers
		for i := range 1000 {
			x.Add(int32(i) + 5)
		}
	}); n > 0 {
		t.Errorf("a thousand neighbours take %v allocations", n)
	}
}

func TestSiblingsAreThoseOfTheLastListWithSeveralRows(t *testing.T) {
	s, m := newMap(t)
	var rs []*state.Record
	for i := range 100 {
		rs = append(rs, load(m, i+1))
	}
	any := func(*state.Record) bool { return true }
	s.Group(m, numbers(rs))
	if got := s.Siblings(m, rs[40], 1000, any); len(got) != 100 || got[0] != rs[40] || got[99] != rs[39] {
		t.Fatal(len(got))
	}
	if got := s.Siblings(m, rs[40], 10, any); len(got) != 10 || got[9] != rs[49] {
		t.Fatal(len(got))
	}
	s.Group(m, numbers(rs[5:6])) // a result of one row regroups nothing
	if got := s.Siblings(m, rs[5], 1000, any); len(got) != 100 {
		t.Fatal(len(got))
	}
	s.Group(m, numbers(rs[:10])) // a smaller list over some of it
	if got := s.Siblings(m, rs[3], 1000, any); len(got) != 10 {
		t.Fatal(len(got))
	}
	if got := s.Siblings(m, rs[50], 1000, any); len(got) != 90 {
		t.Fatal(len(got))
	}
	m.Drop(rs[60])
	load(m, 500) // takes the record's place, and not its siblings
	if got := s.Siblings(m, rs[50], 1000, any); len(got) != 89 {
		t.Fatal(len(got))
	}
}
