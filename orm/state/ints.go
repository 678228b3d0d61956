package state

import "math/bits"

// ints finds the number of a record by an integer: a key, or an address. It is a table of
// open addressing, which costs a third of a map, holds no pointers, and begins without
// memory. Its slots are at most three quarters full.
type ints struct {
	slots []intSlot // a power of two of them
	n     int
}

type intSlot struct {
	key int64
	no  int32 // one more than the record's; 0: free
}

// home is the slot where key would be if it was alone.
func (t *ints) home(key int64) int {
	h := uint64(key) * 0x9E3779B97F4A7C15
	h ^= h >> 32
	h *= 0xD6E8FEB86659FD93
	return int(h >> (65 - uint(bits.Len(uint(len(t.slots))))))
}

func (t *ints) get(key int64) (int32, bool) {
	if t.n == 0 {
		return 0, false
	}
	for i := t.home(key); ; i = (i + 1) & (len(t.slots) - 1) {
		switch s := &t.slots[i]; {
		case s.no == 0:
			return 0, false
		case s.key == key:
			return s.no - 1, true
		}
	}
}

func (t *ints) put(key int64, no int32) {
	if 4*(t.n+1) > 3*len(t.slots) {
		t.grow(max(8, 2*len(t.slots)))
	}
	i := t.home(key)
	for ; t.slots[i].no != 0; i = (i + 1) & (len(t.slots) - 1) {
		if t.slots[i].key == key {
			t.slots[i].no = no + 1
			return
		}
	}
	t.slots[i] = intSlot{key, no + 1}
	t.n++
}

// expect makes room for n entries.
func (t *ints) expect(n int) {
	if 4*n > 3*len(t.slots) {
		t.grow(max(8, 1<<bits.Len(uint(n+n/3))))
	}
}

func (t *ints) grow(n int) {
	old := t.slots
	t.slots = make([]intSlot, n)
	for _, s := range old {
		if s.no == 0 {
			continue
		}
		i := t.home(s.key)
		for t.slots[i].no != 0 {
			i = (i + 1) & (n - 1)
		}
		t.slots[i] = s
	}
}

func (t *ints) remove(key int64) {
	if t.n == 0 {
		return
	}
	for i := t.home(key); t.slots[i].no != 0; i = (i + 1) & (len(t.slots) - 1) {
		if t.slots[i].key == key {
			t.take(i)
			return
		}
	}
}

// take empties a slot, and moves those after it up that came to stand there because
// it was not free.
func (t *ints) take(i int) {
	mask := len(t.slots) - 1
	t.n--
	for j := (i + 1) & mask; t.slots[j].no != 0; j = (j + 1) & mask {
		if (j-t.home(t.slots[j].key))&mask >= (j-i)&mask {
			t.slots[i] = t.slots[j]
			i = j
		}
	}
	t.slots[i] = intSlot{}
}

// scrub removes a record whatever its keys are.
func (t *ints) scrub(no int32) {
	for i := 0; i < len(t.slots); {
		if t.slots[i].no == no+1 {
			t.take(i) // another one may stand here now
			continue
		}
		i++
	}
}
