package engine

import (
	"context"
	"fmt"
	"iter"
	"reflect"
	"unsafe"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/scan"
	"github.com/aludel/aludel/sql"
)

// All runs q and gives its rows in the type that q says. No row is an empty slice.
func All[R any](ctx context.Context, ex Executor, q sql.Query[R], params ...sql.Params) ([]R, error) {
	if isRecord[R]() {
		return nil, errRecord(q)
	}
	return collect[R](ctx, ex, q, params, false, 0)
}

// AllAs runs stmt and puts each row into a T: a struct, by the names of its fields and of
// the columns, or a scalar.
func AllAs[T any](ctx context.Context, ex Executor, stmt sql.Statement, params ...sql.Params) ([]T, error) {
	return collect[T](ctx, ex, stmt, params, true, 0)
}

// OneAs is AllAs for exactly one row; see [One].
func OneAs[T any](ctx context.Context, ex Executor, stmt sql.Statement, params ...sql.Params) (T, error) {
	rows, err := collect[T](ctx, ex, stmt, params, true, 2)
	return only(rows, err, stmt)
}

// FirstAs is AllAs for the first row; see [First].
func FirstAs[T any](ctx context.Context, ex Executor, stmt sql.Statement, params ...sql.Params) (T, error) {
	rows, err := collect[T](ctx, ex, stmt, params, true, 1)
	return only(rows, err, stmt)
}

// only is the one row that is wanted.
func only[R any](rows []R, err error, stmt sql.Statement) (out R, _ error) {
	switch {
	case err != nil:
		return out, err
	case len(rows) == 0:
		return out, &noResult{opOf(sql.StatementOf(stmt))}
	case len(rows) > 1:
		return out, &multipleResults{opOf(sql.StatementOf(stmt))}
	}
	return rows[0], nil
}

// One is the only row of q. No row is ErrNoResult, several are ErrMultipleResults; the
// database is not asked for more than two.
func One[R any](ctx context.Context, ex Executor, q sql.Query[R], params ...sql.Params) (out R, err error) {
	if isRecord[R]() {
		return out, errRecord(q)
	}
	rows, err := collect[R](ctx, ex, q, params, false, 2)
	return only(rows, err, q)
}

// First is the first row of q; the database is not asked for more. No row is
// ErrNoResult.
func First[R any](ctx context.Context, ex Executor, q sql.Query[R], params ...sql.Params) (out R, err error) {
	if isRecord[R]() {
		return out, errRecord(q)
	}
	rows, err := collect[R](ctx, ex, q, params, false, 1)
	return only(rows, err, q)
}

// Each runs q and gives its rows one after the other, in constant memory. The
// connection is held until the loop ends; a *Conn can execute other statements
// within it, for which the rest of the rows is taken into memory, or fetched in
// portions where the database can.
func Each[R any](ctx context.Context, ex Executor, q sql.Query[R], params ...sql.Params) iter.Seq2[R, error] {
	if isRecord[R]() {
		return func(yield func(R, error) bool) {
			var zero R
			yield(zero, errRecord(q))
		}
	}
	return each[R](ctx, ex, q, params, false)
}

// EachAs is Each for any statement, into a T as AllAs makes it.
func EachAs[T any](ctx context.Context, ex Executor, stmt sql.Statement, params ...sql.Params) iter.Seq2[T, error] {
	return each[T](ctx, ex, stmt, params, true)
}

func each[R any](ctx context.Context, ex Executor, stmt sql.Statement, params []sql.Params, into bool) iter.Seq2[R, error] {
	return func(yield func(R, error) bool) {
		var zero R
		e, err := engineOf(ex)
		if err != nil {
			yield(zero, err)
			return
		}
		c := newCall(e)
		c.fetch = 1000
		rd, err := begin[R](ctx, ex, c, stmt, params, into)
		if err != nil {
			c.free()
			yield(zero, err)
			return
		}
		defer func() {
			c.close()
			c.free()
		}()
		v := new(R) // one for all rows: what is yielded is a copy
		for c.next() {
			*v = zero
			if err := rd.read(unsafe.Pointer(v)); err != nil {
				yield(zero, err)
				return
			}
			if !yield(*v, nil) {
				return
			}
		}
		if c.cursor.err != nil {
			yield(zero, c.cursor.err)
		}
	}
}

func isRecord[R any]() bool { return reflect.TypeFor[R]() == reflect.TypeFor[sql.Record]() }

func errRecord(s sql.Statement) error {
	return fmt.Errorf("%s: the rows of this statement have no Go type: build it with Select1 … Select8, run it with AllAs into a struct, or use Execute", opOf(sql.StatementOf(s)))
}

func collect[R any](ctx context.Context, ex Executor, stmt sql.Statement, params []sql.Params, into bool, limit int) ([]R, error) {
	e, err := engineOf(ex)
	if err != nil {
		return nil, err
	}
	c := newCall(e)
	c.max = limit
	rd, err := begin[R](ctx, ex, c, stmt, params, into)
	if err != nil {
		c.free()
		return nil, err
	}
	finished := false
	defer c.guard(&finished)
	out := make([]R, 0, first(limit))
	for (limit == 0 || len(out) < limit) && c.next() {
		var zero R
		out = append(out, zero)
		if err = rd.read(unsafe.Pointer(&out[len(out)-1])); err != nil {
			break
		}
	}
	cerr := c.close()
	finished = true
	if err == nil {
		err = cerr
	}
	c.free()
	if err != nil {
		return nil, err
	}
	return out, nil
}

func first(limit int) int {
	if limit > 0 {
		return min(limit, 2)
	}
	return 8
}

// A rowPlan is a scan.Plan in the adapter's terms.
type rowPlan struct {
	main  driver.Plan
	parts []partPlan
}

type partPlan struct {
	offset uintptr
	typ    reflect.Type
	fill   driver.Plan
	absent driver.Plan
	keys   int
}

// A reader fills values of one Go type from a call's rows.
type reader struct {
	c     *call
	plan  *rowPlan
	arena driver.Arena
	slabs []scan.Slab
}

// begin runs stmt and prepares reading its rows as R.
func begin[R any](ctx context.Context, ex Executor, c *call, stmt sql.Statement, params []sql.Params, into bool) (*reader, error) {
	if err := c.prepare(stmt, params); err != nil {
		return nil, err
	}
	t := reflect.TypeFor[R]()
	if err := c.fits(t, into); err != nil {
		return nil, err
	}
	if err := ex.start(ctx, c); err != nil {
		return nil, err
	}
	rd, err := c.reader(t, into)
	if err != nil {
		c.close()
		return nil, err
	}
	return rd, nil
}

// fits finds out before anything is sent whether rows of the statement can be read
// as t, where the statement says what its columns are.
func (c *call) fits(t reflect.Type, into bool) error {
	if c.prog.items == nil {
		return nil
	}
	if c.prog.kept(nil, t, into) != nil {
		return nil
	}
	lay, err := c.layout(t, into, c.prog.items)
	if err != nil {
		return &StatementError{Op: opOf(c.node), SQL: c.prog.SQL, Err: err}
	}
	c.prog.keep(nil, t, into, lay)
	return nil
}

func (c *call) layout(t reflect.Type, into bool, items []scan.Item) (*scan.Plan, error) {
	if into {
		return scan.Into(t, items)
	}
	return scan.For(t, items, sql.IsRow(t))
}

func (c *call) reader(t reflect.Type, into bool) (*reader, error) {
	rows := c.cursor.rows
	if len(rows.Shape().Columns) == 0 {
		return nil, c.wrong(ErrNoRows)
	}
	kept, _ := c.prog.kept(rows.Shape(), t, into).(*rowPlan)
	if kept == nil {
		var err error
		if kept, err = c.rowPlan(t, into); err != nil {
			return nil, c.wrong(err)
		}
		c.prog.keep(rows.Shape(), t, into, kept)
	}
	rd := &c.rd // it ends with the call; what its arena handed out does not
	*rd = reader{c: c, plan: kept}
	if n := len(rd.plan.parts); n > 0 {
		rd.slabs = make([]scan.Slab, n)
		for i, p := range rd.plan.parts {
			rd.slabs[i] = scan.NewSlab(p.typ, 1024)
		}
	}
	return rd, nil
}

// saidFits holds what Columns said of raw SQL against the result.
func (c *call) saidFits() error {
	_, raw := c.node.(*sql.TextNode)
	if said, got := len(c.prog.Columns), len(c.cursor.rows.Shape().Columns); raw && said > 0 && said != got {
		return fmt.Errorf("Columns(…) of the raw SQL names %d columns, and the result has %d: name each, in order", said, got)
	}
	return nil
}

func (c *call) rowPlan(t reflect.Type, into bool) (*rowPlan, error) {
	if err := c.saidFits(); err != nil {
		return nil, err
	}
	items := c.prog.items
	if items == nil {
		for i, name := range c.names() {
			items = append(items, scan.Item{Col: i, Name: name})
		}
	}
	lay, err := c.layout(t, into, items)
	if err != nil {
		return nil, err
	}
	rows, out := c.cursor.rows, &rowPlan{}
	if len(lay.Targets) > 0 {
		if out.main, err = rows.Plan(lay.Targets); err != nil {
			return nil, err
		}
	}
	for _, p := range lay.Parts {
		pp := partPlan{offset: p.Offset, typ: p.Type, keys: len(p.Absent)}
		if pp.fill, err = rows.Plan(p.Targets); err != nil {
			return nil, err
		}
		if pp.keys > 0 {
			if pp.absent, err = rows.Plan(p.Absent); err != nil {
				return nil, err
			}
		}
		out.parts = append(out.parts, pp)
	}
	return out, nil
}

// read fills the value at p from the present row.
func (rd *reader) read(p unsafe.Pointer) error {
	rows := rd.c.cursor.rows
	if rd.plan.main != nil {
		if err := rows.Fill(rd.plan.main, p, &rd.arena); err != nil {
			return rd.c.wrong(err)
		}
	}
	for i := range rd.plan.parts {
		part := &rd.plan.parts[i]
		if part.keys > 0 {
			var there [8]bool
			if part.keys > len(there) {
				return fmt.Errorf("a primary key of %d columns is more than the %d that are read", part.keys, len(there))
			}
			if err := rows.Fill(part.absent, unsafe.Pointer(&there), &rd.arena); err != nil {
				return rd.c.wrong(err)
			}
			if there == [8]bool{} {
				continue // the far side of an outer join: nil
			}
		}
		e := rd.slabs[i].Next()
		if err := rows.Fill(part.fill, e, &rd.arena); err != nil {
			return rd.c.wrong(err)
		}
		*(*unsafe.Pointer)(unsafe.Add(p, part.offset)) = e
	}
	return nil
}
