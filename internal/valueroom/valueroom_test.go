package valueroom

import (
	"testing"

	"github.com/aludel/aludel/driver"
)

func TestListsAreApartAndEmpty(t *testing.T) {
	for _, n := range []int{1, least, 2 * least, least} {
		var r Room
		lists := r.Take(3, n)
		for i := range lists {
			if len(lists[i]) != 0 || cap(lists[i]) != n {
				t.Fatalf("list %d of %d values has %d, and room for %d", i, n, len(lists[i]), cap(lists[i]))
			}
			for range n {
				lists[i] = append(lists[i], driver.OfInt(int64(i+1)))
			}
		}
		for i := range lists {
			for _, v := range lists[i] {
				if v.Int() != int64(i+1) {
					t.Fatalf("list %d of %d values was written over with %d", i, n, v.Int())
				}
			}
		}
		r.Give()
		if all := r.memory(3 * least); len(all) != 3*least {
			t.Fatalf("asked for %d values, got %d", 3*least, len(all))
		} else {
			for i, v := range all {
				if !v.IsNull() {
					t.Fatalf("value %d is still %v", i, v)
				}
			}
		}
	}
}

func TestTwoRoomsShareNothing(t *testing.T) {
	var a, b Room
	x, y := a.Take(1, least)[0], b.Take(1, least)[0]
	x, y = append(x, driver.OfInt(1)), append(y, driver.OfInt(2))
	if x[0].Int() != 1 || y[0].Int() != 2 {
		t.Fatal("two rooms have the same memory")
	}
	a.Give()
	if c := b.Take(1, least)[:1]; &c[0][:1][0] == &y[0] {
		t.Fatal("what a room has was taken twice")
	}
}

func TestNoMemoryIsMadeAgain(t *testing.T) {
	// The collector may empty the pool between two runs, and does with -race on purpose.
	least := testing.AllocsPerRun(100, func() {
		var r Room
		r.Take(4, 4096)
		r.Give()
	})
	if least > 3 {
		t.Errorf("lists of 4,096 rows take %.0f allocations", least)
	}
}
