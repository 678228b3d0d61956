// Package valueroom holds room for the values of many rows, which is used again: lists of 10,000
// rows with six columns are 1.4 MB, and what is made and thrown away in such pieces is most of what
// the garbage collector has to do in a program that writes much.
package valueroom

import (
	"sync"

	"github.com/aludel/aludel/driver"
)

// Fewer values than least are not worth the care, and more than most are not kept for anybody.
const (
	least = 2048
	most  = 1 << 18
)

var free sync.Pool // of *[]driver.Value, cleared

// A Room remembers what was taken. The zero Room is ready.
type Room struct{ taken []*[]driver.Value }

// Take gives empty lists with room for n values each.
func (r *Room) Take(lists, n int) [][]driver.Value {
	all := r.memory(lists * n)
	out := make([][]driver.Value, lists)
	for i := range out {
		out[i] = all[i*n : i*n : (i+1)*n]
	}
	return out
}

func (r *Room) memory(n int) []driver.Value {
	if n < least || n > most {
		return make([]driver.Value, n)
	}
	all, ok := free.Get().(*[]driver.Value)
	if !ok || cap(*all) < n {
		all = new([]driver.Value)
		*all = make([]driver.Value, n)
	}
	*all = (*all)[:n]
	r.taken = append(r.taken, all)
	return *all
}

// Give gives back all that was taken. Nobody may have a list of it any more: after an error,
// which may hold on to a statement, it is better left to the garbage collector.
func (r *Room) Give() {
	for _, all := range r.taken {
		clear(*all)
		free.Put(all)
	}
	r.taken = nil
}
