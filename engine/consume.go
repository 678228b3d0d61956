package engine

import (
	"unsafe"

	"github.com/aludel/aludel/driver"
)

// Consume reads all rows of r into dst, one after the other, and calls each after every
// one. Afterwards r is like the result of a statement without rows, which tells how many
// were written. The plan that targets makes is kept with the statement, under key. It is
// for callers that ask for rows on their own account, beside what their callers asked for.
func Consume(r *Result, key any, targets func() ([]driver.Target, error), dst unsafe.Pointer, each func() error) error {
	if r.c == nil || r.noRows {
		return ErrNoRows
	}
	p, err := r.c.driverPlan(key, targets)
	if err != nil {
		return r.c.wrong(err)
	}
	n := int64(0)
	for r.c.next() {
		if err := r.c.cursor.rows.Fill(p, dst, &r.arena); err != nil {
			return r.c.wrong(err)
		}
		if err := each(); err != nil {
			return err
		}
		n++
	}
	err = r.release()
	r.noRows, r.sum.Rows = true, n
	return err
}
