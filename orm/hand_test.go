package orm

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// Everybody gets what is his, in the order of the rows, whether the rows of an owner come in
// one piece or in many, and whoever has nothing gets nothing.
func TestRowsAreDealtOutInTheirOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		n := 1 + rng.IntN(5)
		want := make([][]int32, n)
		var pieces []piece
		row := int32(0)
		for range rng.IntN(8) {
			of := int32(rng.IntN(n + 1))
			for range 1 + rng.IntN(3) {
				if of > 0 {
					want[of-1] = append(want[of-1], row)
				}
				row++
			}
			pieces = append(pieces, piece{of, row})
		}
		h := deal(pieces, n)
		for i, s := range h.shares {
			var got []int32
			for at := s.from; at < s.to; at++ {
				if got = append(got, at); h.order != nil {
					got[len(got)-1] = h.order[at]
				}
			}
			if !slices.Equal(got, want[i]) {
				t.Fatalf("%v: owner %d has %v; want %v", pieces, i, got, want[i])
			}
		}
	}
}
