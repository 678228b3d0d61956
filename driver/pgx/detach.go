package pgx

import (
	"fmt"
	"unsafe"

	"github.com/aludel/aludel/driver"
)

// A keeper copies rows into memory of its own, in chunks.
type keeper struct {
	text  driver.Arena
	heads [][]byte
	size  int
}

var empty = []byte{} // a cell that is empty and not NULL

func (k *keeper) row(raw [][]byte) [][]byte {
	w := len(raw)
	if cap(k.heads)-len(k.heads) < w {
		k.heads = make([][]byte, 0, max(w, min(1<<14, 2*cap(k.heads)), 64))
	}
	at := len(k.heads)
	for _, b := range raw {
		switch {
		case b == nil:
			k.heads = append(k.heads, nil)
		case len(b) == 0:
			k.heads = append(k.heads, empty)
		default:
			s := k.text.Text(b)
			k.heads = append(k.heads, unsafe.Slice(unsafe.StringData(s), len(s)))
		}
		k.size += len(b) + int(unsafe.Sizeof(b))
	}
	return k.heads[at:len(k.heads):len(k.heads)]
}

// Detach takes the rest of the result into memory, or with Fetch the rest of the
// portion, so that the connection is free for another Run. The present row stays
// readable. After ErrTooLarge no row is lost, the connection stays busy, and
// reading goes on where it was.
func (r *rows) Detach(limit int) error {
	if !r.last() {
		return &driver.Error{Class: driver.Programming, Message: fmt.Sprintf(
			"only the last answer of a batch can be detached, this is number %d of %d; read or close it first", r.r.at, len(r.r.rs))}
	}
	if r.r.apart {
		return r.err
	}
	var k keeper
	present := r.raw
	if present != nil {
		present = k.row(present)
	}
	err := r.take(&k, limit)
	r.raw = present
	if err != nil {
		return err
	}
	r.part()
	return r.err
}

// take copies what is on its way.
func (r *rows) take(k *keeper, limit int) error {
	for !r.done {
		if !r.receive() {
			continue
		}
		r.kept = append(r.kept, k.row(r.raw))
		if k.size > limit {
			return fmt.Errorf("%w (%d bytes)", driver.ErrTooLarge, limit)
		}
	}
	return nil
}

// part makes the connection free: the next Run gets Results of its own.
func (r *rows) part() {
	c := r.r.c
	r.r.apart = true
	c.busy = false
	if c.results == r.r {
		c.results = nil
	}
}

// fetch asks a portal for its next portion. When the rows are detached it is
// taken into memory at once, so that the connection is busy during this call only.
func (r *rows) fetch() bool {
	res, c := r.r, r.r.c
	if res.apart {
		if err := c.usable(); err != nil {
			r.over(err)
			return false
		}
	}
	if err := done(res.ctx); err != nil {
		r.dropPortal()
		r.over(err)
		return false
	}
	b := c.out[:0]
	for _, d := range c.drop {
		b = appendNamed(b, 'C', d.of, d.name)
	}
	c.drop = c.drop[:0]
	c.out = appendSync(appendExecute(b, res.portal, res.portion(r.request(), res.portal, r.got)))
	r.done, r.more = false, false
	if err := c.launch(res.ctx, 1); err != nil {
		r.over(err)
		return false
	}
	if !res.apart {
		return true
	}
	c.busy = true
	var k keeper
	r.take(&k, int(^uint(0)>>1)) // a portion was wanted as such
	c.busy = false
	return len(r.kept) > 0
}
