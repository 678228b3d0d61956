package engine

import (
	"unsafe"

	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/driver"
)

// Rows whose fields are of the plain types are read by column: a few hundred of them wait,
// and what is done with a field is found out once for all. Rows that come one after the other
// are read at once, for the program may use their memory again.

// manyKnown is from how many rows on that is worth its plan.
const manyKnown = 16

// waitingRows is how many rows wait at most: few enough to stay in the processor's cache.
const waitingRows = 256

// listed reports whether rows may be read by column.
func (b *bulk) listed() bool {
	if b.known < manyKnown || b.same != nil || len(b.unsets) > 0 || len(b.fields) == 0 {
		return false
	}
	for i := range b.fields {
		if b.fields[i].list == nil {
			return false
		}
	}
	return true
}

// addWaiting takes the rows that wait into the page.
func (b *bulk) addWaiting() error {
	rows := b.waiting
	b.waiting = rows[:0]
	for len(rows) > 0 {
		n := min(len(rows), max(b.limit-b.n, 1))
		if n == 1 || !b.addListed(rows[:n]) { // it is full, or one of them wants a closer look
			for _, row := range rows[:n] {
				if err := b.addOne(row); err != nil {
					return err
				}
			}
		}
		rows = rows[n:]
	}
	return nil
}

// addListed takes rows into the page, for which it has room by their number. It reports false,
// with nothing taken, where addOne is to have a look at them.
func (b *bulk) addListed(rows []unsafe.Pointer) bool {
	if b.unset != nil {
		for _, row := range rows {
			if !b.unset(row) {
				return false
			}
		}
	}
	size := 0
	for i := range b.fields {
		f, have := &b.fields[i], b.values[i]
		if cap(have)-b.n < len(rows) {
			have = append(make([]driver.Value, 0, min(b.limit, 2*(b.n+len(rows)))), have...)
		}
		have = have[:b.n+len(rows)]
		b.values[i] = have
		if !f.list(have[b.n:], rows, f.offset) {
			clear(have[b.n:])
			b.cut()
			return false
		}
		if f.def.Kinds != nil {
			for j := range have[b.n:] {
				v, err := b.kind(f.def, have[b.n+j])
				if err != nil {
					clear(have[b.n:])
					b.cut()
					return false
				}
				have[b.n+j] = v
			}
		}
		size += sizesOf(have[b.n:], f)
	}
	if b.bytes+size > askedBytes && !b.asked {
		_, limited := b.eng.dialect.(dialect.PacketLimit)
		b.asked = !limited
	}
	if b.bytes+size >= b.room || b.bytes+size > askedBytes && !b.asked {
		b.cut()
		return false
	}
	if len(b.back) > 0 {
		b.rows = append(b.rows, rows...)
	}
	b.n += len(rows)
	b.bytes += size
	return true
}

// sizesOf is the size of the values of a listed field.
func sizesOf(values []driver.Value, f *bulkField) int {
	if !f.def.Type.IsText() {
		return 16 * len(values)
	}
	n := 0
	for i := range values {
		n += sizeOf(values[i])
	}
	return n
}
