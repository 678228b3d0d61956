package state

// Numbers are those of records, in an order. As long as each follows the one before, as
// those of records do that were loaded together, they take no memory. The zero value is empty.
type Numbers struct {
	first, n int32
	some     []int32 // all, when they do not follow each other
}

// Len is how many there are.
func (x *Numbers) Len() int { return int(x.n) }

// At is the i-th one.
func (x *Numbers) At(i int) int32 {
	if x.some != nil {
		return x.some[i]
	}
	return x.first + int32(i)
}

// Add appends one.
func (x *Numbers) Add(no int32) {
	switch {
	case x.some != nil:
		x.some = append(x.some, no)
	case x.n == 0:
		x.first = no
	case x.first+x.n != no:
		x.some = make([]int32, x.n, 2*x.n+8)
		for i := range x.some {
			x.some[i] = x.first + int32(i)
		}
		x.some = append(x.some, no)
	}
	x.n++
}

// place is where a number stands; -1 when it does not.
func (x *Numbers) place(no int32) int {
	if x.some == nil {
		if i := no - x.first; i >= 0 && i < x.n {
			return int(i)
		}
		return -1
	}
	for i, n := range x.some {
		if n == no {
			return i
		}
	}
	return -1
}
