package state

import (
	"math/rand/v2"
	"testing"
)

// The table is compared with a map, through all that can be done with it.
func TestIntsAreAMap(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 1))
		spread := []int64{8, 100, 3000, 1 << 62}[seed%4]
		var have ints
		want := map[int64]int32{}
		for step := range 20_000 {
			key, no := (r.Int64N(spread)-spread/2)<<(seed%3*4), r.Int32N(1000)
			switch r.IntN(10) {
			case 0, 1, 2, 3, 4:
				have.put(key, no)
				want[key] = no
			case 5, 6, 7:
				have.remove(key)
				delete(want, key)
			case 8:
				if step%50 == 0 {
					have.scrub(no)
					for k, n := range want {
						if n == no {
							delete(want, k)
						}
					}
				}
			default:
				if step%100 == 0 {
					have.expect(r.IntN(5000))
				}
			}
			no, ok := have.get(key)
			if w, is := want[key]; ok != is || no != w && is {
				t.Fatalf("seed %d, step %d: %d has %d, %t instead of %d, %t", seed, step, key, no, ok, w, is)
			}
			if have.n != len(want) {
				t.Fatalf("seed %d, step %d: %d entries instead of %d", seed, step, have.n, len(want))
			}
		}
		for key, no := range want {
			if n, ok := have.get(key); !ok || n != no {
				t.Fatalf("seed %d: %d is lost", seed, key)
			}
		}
	}
}

func TestIntsBeginsWithoutMemory(t *testing.T) {
	var have ints
	if _, ok := have.get(0); ok {
		t.Fatal("an empty table has an entry")
	}
	have.remove(0)
	have.scrub(0)
	if have.slots != nil {
		t.Fatal("it took memory for nothing")
	}
}
