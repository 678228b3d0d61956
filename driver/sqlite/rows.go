package sqlite

import (
	"fmt"
	"time"
	"unsafe"

	"github.com/ncruces/go-sqlite3"

	"github.com/aludel/aludel/driver"
)

// Rows are the answer to one request, read from SQLite row by row.
type Rows struct {
	r      *Results
	p      *prepared
	s      *sqlite3.Stmt
	shape  *shape
	kept   *kept // after Detach
	sum    driver.Summary
	err    error
	n, max int64
	total  int64 // changes of the connection before a statement that writes
	state  progress
	open   bool // the handle is executing
}

var _ driver.Rows = (*Rows)(nil)

// progress of an answer.
type progress uint8

const (
	waiting progress = iota
	first            // the first row is there, Next has not been called
	between          // Next was called
	over             // SQLite has no more
)

// Shape implements driver.Rows.
func (r *Rows) Shape() *driver.Shape { return &r.shape.Shape }

// Next implements driver.Rows.
func (r *Rows) Next() bool {
	if r.kept != nil {
		return r.kept.next()
	}
	if r.state == over || !r.open {
		return false
	}
	if r.max > 0 && r.n == r.max {
		r.sum.More = true
		return false
	}
	if r.state == first {
		r.state = between
		r.n++
		return true
	}
	if r.advance(); r.state == over {
		return false
	}
	r.n++
	return true
}

// advance steps, and notes an error and the end.
func (r *Rows) advance() {
	err := r.guardedStep()
	if err != nil {
		r.state = over
		r.err = r.explain(err, false)
	}
	if r.state == over {
		r.conclude()
	}
}

func (r *Rows) guardedStep() (err error) {
	defer r.r.c.rescue(&err)
	return r.step()
}

// conclude notes what a statement did, when SQLite has ended it.
func (r *Rows) conclude() {
	c := r.r.c
	if c.broken != nil || r.p.reads {
		return
	}
	// Changes is of the last INSERT, UPDATE or DELETE: of another statement, if
	// nothing has changed by this one.
	r.sum.Rows = 0
	if c.lib.TotalChanges() != r.total {
		r.sum.Rows = c.lib.Changes()
	} else {
		r.sum.LastID = 0
	}
	c.release()
}

// Close implements driver.Rows.
func (r *Rows) Close() (driver.Summary, error) {
	if r.open {
		r.end()
	}
	return r.sum, r.err
}

// end runs a statement that writes to its end and frees the handle.
func (r *Rows) end() {
	for !r.p.reads && r.state != over {
		r.advance()
	}
	if r.p.reads {
		r.sum.Rows = r.n
	}
	r.open = false
	r.state = over
	if r.err != nil {
		q := &r.r.rs[r.r.at-1]
		r.r.failed = !q.Sync
	}
	r.r.c.finish(r.p)
}

// Fill implements driver.Rows.
func (r *Rows) Fill(p driver.Plan, dst unsafe.Pointer, a *driver.Arena) error {
	pl, ok := p.(*plan)
	if !ok {
		return fmt.Errorf("sqlite: Fill with a %T: a plan comes from Rows.Plan of the same driver", p)
	}
	for i := range pl.steps {
		st := &pl.steps[i]
		field := unsafe.Add(dst, st.offset)
		if r.kept == nil && st.direct != indirect { // the commonest, without a detour
			v := r.s.ColumnValue(st.col) // finds the cell once, for its class and its content
			switch class := v.Type(); {
			case class == sqlite3.INTEGER && st.direct == directInt:
				*(*int64)(field) = v.Int64()
				continue
			case class == sqlite3.TEXT && st.direct == directText:
				*(*string)(field) = a.Text(v.RawText())
				continue
			case class == sqlite3.FLOAT && st.direct == directFloat:
				*(*float64)(field) = v.Float()
				continue
			case class == sqlite3.INTEGER && st.direct == pointerInt:
				to := a.Int64()
				*to = v.Int64()
				*(**int64)(field) = to
				continue
			case class == sqlite3.TEXT && st.direct == pointerDate:
				if days, ok := parseDate(v.RawText()); ok { // else it is no date, or one with a time of day
					to := a.Time()
					*to = driver.OfDays(days).Time()
					*(**time.Time)(field) = to
					continue
				}
			case class == sqlite3.NULL && st.direct >= pointer:
				*(*unsafe.Pointer)(field) = nil
				continue
			}
		}
		if err := st.fill(field, r.load(st.col), a, r.shape.natural[st.col]); err != nil {
			return r.misfit(st.col, err)
		}
	}
	return nil
}

// Values implements driver.Rows.
func (r *Rows) Values(dst []any) error {
	if len(dst) != len(r.shape.Columns) {
		return fmt.Errorf("sqlite: Values into %d places: the row has %d columns", len(dst), len(r.shape.Columns))
	}
	for i := range dst {
		dst[i] = r.load(i).any(r.shape.natural[i], nil)
	}
	return nil
}

// misfit tells which column an error is about.
func (r *Rows) misfit(col int, err error) error {
	c := &r.shape.Columns[col]
	name := fmt.Sprintf("%q", c.Name)
	if c.Decl != "" {
		name += " (" + c.Decl + ")"
	}
	return &driver.Error{Class: driver.Data, Column: c.Name, Message: "column " + name + ": " + err.Error(), Err: err}
}

// load takes the value of a column of the present row. It is valid until the
// next call.
func (r *Rows) load(col int) *cell {
	if r.kept != nil {
		return r.kept.load(col)
	}
	c, v := &r.r.c.cell, r.s.ColumnValue(col)
	c.raw = nil
	switch c.class = v.Type(); c.class {
	case sqlite3.INTEGER:
		c.int = v.Int64()
	case sqlite3.FLOAT:
		c.float = v.Float()
	case sqlite3.TEXT:
		c.raw = v.RawText()
	case sqlite3.BLOB:
		c.raw = v.RawBlob()
	}
	return c
}
