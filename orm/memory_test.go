package orm_test

import (
	"runtime"
	"testing"
	"unsafe"

	"github.com/aludel/aludel"
	"github.com/aludel/aludel/orm"
)

// What a session keeps of an object is its pristine copy and a record: at most twice the
// object's size and 90 bytes, itself included.
func TestMemoryOfTrackedObjects(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: the race detector has memory of its own")
	}
	const n = 10_000
	ctx := t.Context()
	eng, err := aludel.Open("sqlite://")
	must(t, err)
	defer eng.Close(ctx)
	must(t, Base.CreateAll(ctx, eng))
	p := &Product{Name: "p"}
	for range n {
		p.Orders = append(p.Orders, &Order{Quantity: 1, OrderDate: day})
	}
	must(t, orm.Begin(ctx, eng, func(s *orm.Session) error { s.Add(p); return nil }))
	p = nil

	heap := func() uint64 {
		runtime.GC()
		runtime.GC() // what finalizers let go
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	warm := orm.NewSession(eng) // plans and statements
	_, err = orm.Select(Orders).All(ctx, warm)
	must(t, err)
	must(t, warm.Close())

	before := heap()
	s := orm.NewSession(eng)
	defer s.Close()
	orders, err := orm.Select(Orders).All(ctx, s)
	must(t, err)
	got := float64(heap()-before)/n - float64(unsafe.Sizeof(orders[0])) // without the result
	if bar := 2*float64(unsafe.Sizeof(*orders[0])) + 90; len(orders) != n || got > bar {
		t.Errorf("%d objects take %.0f bytes each, at most %.0f are wanted", len(orders), got, bar)
	}
	runtime.KeepAlive(orders)
}
