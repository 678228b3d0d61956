package state

// intKeys finds the number of a record by a key that is one integer. Keys that stand close
// together, as those of a table that counts them do, have a place each, one after the other,
// which takes a quarter of a table's memory and no searching; the first key that is far from
// the others makes it a table, for good. The zero value is empty.
type intKeys struct {
	base   int64     // the key of the first place
	size   int32     // how many places there are: all hold one more than a record's number, or 0
	n      int32     // entries in places
	lead   []int32   // the first places, where it was known how many would come
	chunks [][]int32 // the others, in chunks as those of records
	table  ints      // of all, when they stood too far apart
}

// slack is how many places without a record there may be beside four for each record.
const slack = 64

// used reports whether it has room for anything.
func (t *intKeys) used() bool { return t.lead != nil || t.chunks != nil || t.table.slots != nil }

// expect makes room for n entries, where there are none.
func (t *intKeys) expect(n int) {
	if !t.used() {
		t.lead = make([]int32, n)
	}
}

// at is a place that there is.
func (t *intKeys) at(d int32) *int32 {
	if int(d) < len(t.lead) {
		return &t.lead[d]
	}
	chunk, i := place(d - int32(len(t.lead)))
	return &t.chunks[chunk][i]
}

func (t *intKeys) get(key int64) (int32, bool) {
	// The difference may overflow: it is then far beyond any place.
	if d := uint64(key) - uint64(t.base); d < uint64(t.size) {
		no := *t.at(int32(d))
		return no - 1, no != 0
	}
	return t.table.get(key)
}

func (t *intKeys) put(key int64, no int32) {
	if t.table.slots != nil {
		t.table.put(key, no)
		return
	}
	d := uint64(key) - uint64(t.base)
	if d >= uint64(t.size) {
		if !t.widen(key) {
			t.scatter()
			t.table.put(key, no)
			return
		}
		d = uint64(key) - uint64(t.base)
	}
	p := t.at(int32(d))
	if *p == 0 {
		t.n++
	}
	*p = no + 1
}

// widen gives key, which is outside, a place; not where there would be too many.
func (t *intKeys) widen(key int64) bool {
	most := 4*(uint64(t.n)+1) + slack
	if t.size == 0 {
		t.base = key
	}
	if d := uint64(key) - uint64(t.base); d < most {
		t.grow(int32(d) + 1)
		return true
	}
	front, size := uint64(t.base)-uint64(key), uint64(t.size)
	if front+size > most || front > most {
		return false
	}
	// As much room again, so that keys in falling order do not move all each time.
	front += min(size, most-front-size)
	old := *t
	t.base, t.size, t.lead, t.chunks = old.base-int64(front), 0, make([]int32, front+size), nil
	t.grow(int32(front + size))
	for d := range old.size {
		t.lead[int32(front)+d] = *old.at(d)
	}
	return true
}

// grow makes it n places.
func (t *intKeys) grow(n int32) {
	t.size = n
	if n -= int32(len(t.lead)); n <= 0 {
		return
	}
	for last, _ := place(n - 1); len(t.chunks) <= int(last); {
		t.chunks = append(t.chunks, make([]int32, 32<<min(len(t.chunks), 5)))
	}
}

// scatter moves all into the table.
func (t *intKeys) scatter() {
	t.table.expect(max(8, int(t.n)+1, len(t.lead))) // as many may still be expected
	for d := range t.size {
		if no := *t.at(d); no != 0 {
			t.table.put(t.base+int64(d), no-1)
		}
	}
	t.size, t.n, t.lead, t.chunks = 0, 0, nil, nil
}

func (t *intKeys) remove(key int64) {
	if d := uint64(key) - uint64(t.base); d < uint64(t.size) {
		if p := t.at(int32(d)); *p != 0 {
			*p = 0
			t.n--
		}
		return
	}
	t.table.remove(key)
}

// scrub removes a record whatever its keys are.
func (t *intKeys) scrub(no int32) {
	for d := range t.size {
		if p := t.at(d); *p == no+1 {
			*p = 0
			t.n--
		}
	}
	t.table.scrub(no)
}
