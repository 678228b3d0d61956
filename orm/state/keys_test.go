package state

import (
	"math"
	"math/rand/v2"
	"testing"
)

// keysOf are keys in the orders and distances that rows come in.
var keysOf = map[string]func(i int) int64{
	"rising":                 func(i int) int64 { return int64(i) + 1 },
	"falling":                func(i int) int64 { return 5000 - int64(i) },
	"every third":            func(i int) int64 { return int64(i) * 3 },
	"from both sides":        func(i int) int64 { return int64(i) * int64(1-2*(i&1)) / 2 },
	"negative":               func(i int) int64 { return -int64(i) - 1 },
	"far apart":              func(i int) int64 { return int64(i) * 1_000_003 },
	"close and then far":     func(i int) int64 { return int64(i) + int64(i/500)*1_000_000 },
	"over the largest":       func(i int) int64 { return math.MaxInt64 - 500 + int64(i) },
	"under the smallest":     func(i int) int64 { return math.MinInt64 + 500 - int64(i) },
	"the largest, smallest":  func(i int) int64 { return int64(i/2) + int64(i&1)*math.MinInt64 },
	"shuffled in neighbours": func(i int) int64 { return int64(i ^ 5) },
}

// What a table of keys finds is what a map finds, whatever is put, removed and scrubbed.
func TestKeysFindWhatAMapFinds(t *testing.T) {
	for name, key := range keysOf {
		t.Run(name, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(1, 2))
			var keys intKeys
			want := map[int64]int32{}
			for i := range 3000 {
				k := key(i)
				keys.put(k, int32(i))
				want[k] = int32(i)
				switch old := key(rng.IntN(i + 1)); rng.IntN(8) {
				case 0:
					keys.remove(old)
					delete(want, old)
				case 1:
					keys.put(old, int32(i))
					want[old] = int32(i)
				case 2:
					if i%50 == 0 {
						keys.scrub(want[old])
						for k, no := range want {
							if no == want[old] && k != old {
								delete(want, k)
							}
						}
						delete(want, old)
					}
				}
			}
			for i := -10; i < 3010; i++ {
				k := key(i)
				no, ok := keys.get(k)
				if w, there := want[k]; ok != there || ok && no != w {
					t.Fatalf("key %d: %d, %v; want %d, %v", k, no, ok, w, there)
				}
			}
			if n := int(keys.n) + keys.table.n; n != len(want) {
				t.Fatalf("%d entries; want %d", n, len(want))
			}
		})
	}
}

func TestKeysThatStandCloseNeedNoTable(t *testing.T) {
	for _, name := range []string{"rising", "falling", "every third", "negative", "over the largest"} {
		var keys intKeys
		for i := range 3000 {
			keys.put(keysOf[name](i), int32(i))
		}
		if keys.table.slots != nil || keys.size > 8*3000+8*slack {
			t.Errorf("%s: %d slots, %d places", name, len(keys.table.slots), keys.size)
		}
	}
}
