package fake

import (
	"bytes"
	"errors"
	"fmt"
	"unsafe"

	"github.com/aludel/aludel/driver"
)

// rows are the answer of one step.
type rows struct {
	r        *results
	q        *driver.Request
	s        *Step
	shape    *driver.Shape
	at       int // the number of rows delivered; the present row is before it
	done     bool
	err      error
	told     bool // err was returned by Close
	detached bool
	sum      driver.Summary
}

// Shape implements driver.Rows.
func (w *rows) Shape() *driver.Shape { return w.shape }

// Next implements driver.Rows.
func (w *rows) Next() bool {
	if w.done {
		return false
	}
	if !w.detached {
		if err := w.r.over(); err != nil {
			w.fail(err)
			return false
		}
	}
	if w.q.Max > 0 && w.at == w.q.Max {
		w.sum.More = true
		w.end()
		return false
	}
	if w.at < len(w.s.Rows) {
		w.at++
		return true
	}
	if w.s.Err != nil || w.s.Lose != Keep {
		w.fail(w.trouble())
		return false
	}
	w.end()
	return false
}

// trouble is what the step has instead of a good end.
func (w *rows) trouble() error {
	if w.s.Lose == Keep {
		return w.s.Err
	}
	w.r.c.lose()
	if w.s.Err != nil {
		return w.s.Err
	}
	return lost()
}

func (w *rows) fail(err error) {
	w.done, w.err = true, err
	w.r.failed(w.q)
}

func (w *rows) end() {
	w.done = true
	if err := w.complete(); err != nil {
		w.fail(err)
	}
}

// complete does what a statement that succeeded does to the connection.
func (w *rows) complete() error {
	c := w.r.c
	if w.s.Then != nil {
		if err := w.s.Then(c); err != nil {
			return err
		}
	}
	more := w.sum.More
	w.sum = w.s.Summary
	w.sum.More = more || w.sum.More
	if w.s.Columns != nil && w.sum.Rows == 0 {
		w.sum.Rows = int64(w.at)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.dirty = c.dirty || w.s.Dirty || w.q.Stmt.Session
	switch {
	case w.s.Tx != 0:
		c.tx = w.s.Tx
	case c.tx == 'X':
	case w.q.Stmt.Verb == driver.Begin:
		c.tx = 'T'
	case w.q.Stmt.Verb == driver.Commit:
		if c.tx == 'E' && w.sum.Tag == "" {
			w.sum.Tag = "ROLLBACK"
		}
		c.tx = 'I'
	case w.q.Stmt.Verb == driver.Rollback:
		c.tx = 'I'
	case c.tx == 'E':
		c.tx = 'T' // ROLLBACK TO: nothing else runs in a failed transaction
	}
	return nil
}

// Close implements driver.Rows. What was not read is dropped.
func (w *rows) Close() (driver.Summary, error) {
	if !w.done {
		w.end()
	}
	w.told = true
	return w.sum, w.err
}

// Detach implements driver.Rows.
func (w *rows) Detach(limit int) error {
	if w.detached {
		return nil
	}
	if w.r.at < len(w.r.rs) {
		return errors.New("the rest of a result cannot be kept in memory: the batch has further requests")
	}
	size := 0
	for _, row := range w.s.Rows[w.at:] {
		for _, v := range row {
			size += 8 + len(v.Bytes())
		}
	}
	if size > limit {
		return driver.ErrTooLarge
	}
	if !w.done {
		if err := w.r.over(); err != nil {
			w.fail(err)
			return err
		}
	}
	w.detached = true
	w.r.release()
	return nil
}

// Values implements driver.Rows.
func (w *rows) Values(dst []any) error {
	row, err := w.row()
	if err != nil {
		return err
	}
	if len(dst) != len(row) {
		return fmt.Errorf("the row has %d columns, there is room for %d", len(row), len(dst))
	}
	for i, v := range row {
		dst[i] = natural(v)
	}
	return nil
}

// natural is v as a Go value of its own.
func natural(v driver.Value) any {
	if k := v.Kind(); k == driver.Bytes || k == driver.JSON {
		return bytes.Clone(v.Bytes())
	}
	return v.Go()
}

func (w *rows) row() ([]driver.Value, error) {
	if w.at == 0 || w.done {
		return nil, errors.New("there is no present row: Next has not been called, or has returned false")
	}
	row := w.s.Rows[w.at-1]
	if len(row) != len(w.shape.Columns) {
		return nil, fmt.Errorf("row %d of the step has %d values for %d columns", w.at, len(row), len(w.shape.Columns))
	}
	return row, nil
}

// Fill implements driver.Rows.
func (w *rows) Fill(p driver.Plan, dst unsafe.Pointer, a *driver.Arena) error {
	pl, ok := p.(*plan)
	if !ok || pl.shape != w.shape {
		return errors.New("the plan was made for another result")
	}
	row, err := w.row()
	if err != nil {
		return err
	}
	for i := range pl.targets {
		t := &pl.targets[i]
		if err := store(unsafe.Add(dst, t.Offset), t, row[t.Col], a); err != nil {
			return pl.explain(t, err)
		}
	}
	return nil
}
