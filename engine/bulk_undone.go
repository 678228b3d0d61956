package engine

import (
	"errors"
	"reflect"
	"slices"
	"unsafe"

	"github.com/aludel/aludel/schema"
)

// A madeField is a field that is zero before the database makes its value up.
type madeField struct {
	typ    reflect.Type
	offset uintptr
}

// noteMade notes the field of c when it is zero in all rows that are sent: the generated key, which
// is an error otherwise, and what the first row leaves to the database.
func (b *bulk) noteMade(c *schema.ColumnDef, h holder) {
	left := c == b.def.Generated() && b.unset != nil ||
		slices.ContainsFunc(b.unsets, func(u unsetField) bool { return u.def == c && u.left })
	if left {
		b.made = append(b.made, madeField{h.Type, h.Offset})
	}
}

// undone gives rows that the database does not have after an error what they held before, so that
// they can be sent again: all that were sent, from f, in a transaction that cannot but be rolled
// back; in autocommit those of the page that failed. Those of earlier pages that came one
// after the other are nobody's any more.
func (b *bulk) undone(f feed) {
	if len(b.made) == 0 {
		return
	}
	if b.c.auto {
		if b.n > 1 && (b.c.gone || b.c.dc.State().Tx == 'I') { // or the program's own BEGIN holds it
			b.unmake(b.rows)
		}
		return
	}
	if b.known == 0 {
		b.unmake(b.rows)
		return
	}
	sent := b.seen + int64(b.n)
	_ = f(func(row unsafe.Pointer) error {
		if sent--; sent < 0 {
			return errEnough
		}
		b.unmake([]unsafe.Pointer{row})
		return nil
	})
}

var errEnough = errors.New("no more rows are wanted")

func (b *bulk) unmake(rows []unsafe.Pointer) {
	for _, row := range rows {
		for _, m := range b.made {
			reflect.NewAt(m.typ, unsafe.Add(row, m.offset)).Elem().SetZero()
		}
	}
}
