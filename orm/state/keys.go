package state

// intKeys finds the number of a record by a key that is one integer. Keys that stand close
// together, as those of a table that counts them do, are a slice with a place for each,
// which takes a quarter of a table's memory and no searching; the first key that is far from
// the others makes it a table, for good. The zero value is empty.
type intKeys struct {
	run   []int32 // one more than the record's number, of base and the keys after it; 0: free
	base  int64
	n     int  // entries in run
	table ints // of all, when they stood too far apart
}

// slack is how many places without a record a run may have beside four for each record.
const slack = 64

// used reports whether it has room for anything.
func (t *intKeys) used() bool { return t.run != nil || t.table.slots != nil }

// expect makes room for n entries, where there are none.
func (t *intKeys) expect(n int) {
	if !t.used() {
		t.run = make([]int32, 0, n)
	}
}

func (t *intKeys) get(key int64) (int32, bool) {
	// The difference may overflow: it is then far beyond any slice.
	if d := uint64(key) - uint64(t.base); d < uint64(len(t.run)) {
		no := t.run[d]
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
	if d >= uint64(len(t.run)) {
		if !t.widen(key) {
			t.scatter()
			t.table.put(key, no)
			return
		}
		d = uint64(key) - uint64(t.base)
	}
	if t.run[d] == 0 {
		t.n++
	}
	t.run[d] = no + 1
}

// widen gives key, which is outside, a place in the run; not where that would be too long.
func (t *intKeys) widen(key int64) bool {
	most := uint64(4*(t.n+1) + slack)
	size := uint64(len(t.run))
	if size == 0 {
		t.base, t.run = key, append(t.run, 0)
		return true
	}
	if d := uint64(key) - uint64(t.base); d < most {
		for n := int(d) + 1; len(t.run) < n; {
			t.run = append(t.run, 0)
		}
		return true
	}
	front := uint64(t.base) - uint64(key)
	if front+size > most || front > most {
		return false
	}
	// As much room again, so that keys in falling order do not move all each time.
	front += min(size, most-front-size)
	run := make([]int32, front+size)
	copy(run[front:], t.run)
	t.base, t.run = t.base-int64(front), run
	return true
}

// scatter moves all into the table.
func (t *intKeys) scatter() {
	t.table.expect(max(8, t.n+1))
	for i, no := range t.run {
		if no != 0 {
			t.table.put(t.base+int64(i), no-1)
		}
	}
	t.run, t.n = nil, 0
}

func (t *intKeys) remove(key int64) {
	if d := uint64(key) - uint64(t.base); d < uint64(len(t.run)) {
		if t.run[d] != 0 {
			t.run[d] = 0
			t.n--
		}
		return
	}
	t.table.remove(key)
}

// scrub removes a record whatever its keys are.
func (t *intKeys) scrub(no int32) {
	for i, x := range t.run {
		if x == no+1 {
			t.run[i] = 0
			t.n--
		}
	}
	t.table.scrub(no)
}
