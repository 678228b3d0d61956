package engine

import (
	"context"
	"fmt"
	"iter"
	"unsafe"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// A Result is the answer to a statement. Rows are fetched when they are asked for.
// What was read is read: after All, another All is empty.
//
// A result has two kinds of end. Read to its end it is exhausted: further fetches
// find nothing. After First, One, Scalar and their like, or Close, it is closed:
// further fetches are ErrResultClosed. It is for one goroutine at a time.
type Result struct {
	c        *call // nil when it holds nothing any more
	keys     *keys
	plan     driver.Plan
	arena    driver.Arena
	noRows   bool // the statement does not return rows
	closed   bool
	err      error
	sum      driver.Summary
	key      []any // of the row that was inserted
	keyErr   error
	distinct map[string]bool // rows that Unique has seen; nil: all rows
	rows     []Row           // read already, in memory
}

// execute runs stmt on ex.
func execute(ctx context.Context, ex Executor, stmt sql.Statement, params []sql.Params) (*Result, error) {
	e, err := engineOf(ex)
	if err != nil {
		return nil, err
	}
	c := newCall(e)
	n := sql.StatementOf(stmt)
	n, implicit := e.implicitReturning(n)
	if err := c.prepareNode(n, params); err != nil {
		c.free()
		return nil, err
	}
	if err := ex.start(ctx, c); err != nil {
		c.free()
		return nil, err
	}
	r := &Result{c: c}
	if implicit {
		return r, r.readKey()
	}
	if len(c.prog.Columns) == 0 && len(c.cursor.rows.Shape().Columns) == 0 {
		r.noRows = true
		if err := r.release(); err != nil {
			return nil, err
		}
		return r, nil
	}
	r.keys = &keys{names: c.names(), columns: c.prog.Columns}
	return r, nil
}

// fetch reads the next row. It answers false at the end.
func (r *Result) fetch() (Row, bool, error) {
	for {
		switch {
		case r == nil:
			return Row{}, false, errNoResult
		case r.noRows:
			return Row{}, false, ErrNoRows
		case r.closed:
			return Row{}, false, ErrResultClosed
		case r.err != nil:
			return Row{}, false, r.err
		}
		row, ok, err := r.advance()
		if !ok {
			return Row{}, false, err
		}
		if r.distinct != nil {
			k := row.String()
			if r.distinct[k] {
				continue
			}
			r.distinct[k] = true
		}
		return row, true, nil
	}
}

// advance takes the next row, out of memory or from the cursor.
func (r *Result) advance() (Row, bool, error) {
	if len(r.rows) > 0 {
		row := r.rows[0]
		r.rows = r.rows[1:]
		return row, true, nil
	}
	if r.c == nil {
		return Row{}, false, nil
	}
	if !r.c.next() {
		r.release()
		return Row{}, false, r.err
	}
	row, err := r.read()
	if err != nil {
		r.c.close()
		r.release()
		r.err = err
	}
	return row, err == nil, err
}

type boxesKey struct{}

// read takes the present row out of the cursor.
func (r *Result) read() (Row, error) {
	if r.plan == nil {
		p, err := r.c.driverPlan(boxesKey{}, r.boxes)
		if err != nil {
			return Row{}, r.c.wrong(err)
		}
		r.plan = p
	}
	vals := make([]any, len(r.keys.names))
	if len(vals) > 0 {
		if err := r.c.cursor.rows.Fill(r.plan, unsafe.Pointer(unsafe.SliceData(vals)), &r.arena); err != nil {
			return Row{}, r.c.wrong(err)
		}
	}
	return Row{r.keys, vals}, nil
}

// boxes reads each column into an any.
func (r *Result) boxes() ([]driver.Target, error) {
	if err := r.c.saidFits(); err != nil {
		return nil, err
	}
	out := make([]driver.Target, len(r.keys.names))
	for i := range out {
		var t *sqltype.Desc
		if i < len(r.keys.columns) {
			t = sql.TypeOf(r.keys.columns[i])
		}
		out[i] = sqltype.Box(t)
		out[i].Col, out[i].Offset = i, uintptr(i)*unsafe.Sizeof(any(nil))
	}
	return out, nil
}

// release gives back what the result holds; the call is closed, or is closed now.
func (r *Result) release() error {
	if r.c == nil {
		return r.err
	}
	err := r.c.close()
	r.sum = r.c.cursor.sum
	if r.noRows && r.keyErr == nil && r.key == nil {
		r.key, r.keyErr = r.c.insertedKey()
	}
	r.c.free()
	r.c = nil
	if r.err == nil {
		r.err = err
	}
	return err
}

// Close ends the result and gives its connection back. It may be called twice; an
// error of the statement that shows only at its end is returned.
func (r *Result) Close() error {
	if r == nil {
		return errNoResult
	}
	if r.closed {
		return nil
	}
	r.closed = true
	return r.release()
}

// FetchOne is the next row; false at the end.
func (r *Result) FetchOne() (Row, bool, error) { return r.fetch() }

// FetchMany are the next rows, at most n; none at the end. An n below 1 is an error:
// its answer would look like the end.
func (r *Result) FetchMany(n int) ([]Row, error) {
	if n < 1 {
		return nil, fmt.Errorf("%d rows were asked for: ask for one or more", n)
	}
	var out []Row
	for len(out) < n {
		row, ok, err := r.fetch()
		if err != nil {
			return out, err
		}
		if !ok {
			break
		}
		out = append(out, row)
	}
	return out, nil
}

// FetchAll are all rows that are left.
func (r *Result) FetchAll() ([]Row, error) { return r.All() }

// All are all rows that are left; after it the result is exhausted.
func (r *Result) All() ([]Row, error) {
	out := []Row{}
	for {
		row, ok, err := r.fetch()
		if err != nil {
			return nil, err
		}
		if !ok {
			return out, nil
		}
		out = append(out, row)
	}
}

// First is the first row that is left, and closes the result, without reading the
// rest. No row is ErrNoResult.
func (r *Result) First() (Row, error) {
	row, ok, err := r.firstOf(1)
	if err == nil && !ok {
		err = &noResult{"First"}
	}
	return row, err
}

// firstOf reads up to n rows and closes. More than one is an error when n is 2.
func (r *Result) firstOf(n int) (Row, bool, error) {
	row, ok, err := r.fetch()
	if err == nil && ok && n == 2 {
		var more bool
		if _, more, err = r.fetch(); err == nil && more {
			err = &multipleResults{"One"}
		}
	}
	cerr := r.Close()
	if err == nil {
		err = cerr
	}
	if err != nil {
		return Row{}, false, err
	}
	return row, ok, nil
}

// One is the only row that is left, and closes the result. No row is ErrNoResult,
// several are ErrMultipleResults; no more than two are read.
func (r *Result) One() (Row, error) {
	row, ok, err := r.firstOf(2)
	if err == nil && !ok {
		err = &noResult{"One"}
	}
	return row, err
}

// OneOrNone is One, and false where there is no row.
func (r *Result) OneOrNone() (Row, bool, error) { return r.firstOf(2) }

// Scalar is the first column of the first row, and closes the result. It is nil for
// NULL and where there is no row.
func (r *Result) Scalar() (any, error) {
	row, _, err := r.firstOf(1)
	return row.At(0), err
}

// ScalarOne is the first column of the only row; see One.
func (r *Result) ScalarOne() (any, error) {
	row, err := r.One()
	return row.At(0), err
}

// ScalarOneOrNone is the first column of the only row, and false where there is none.
func (r *Result) ScalarOneOrNone() (any, bool, error) {
	row, ok, err := r.OneOrNone()
	return row.At(0), ok, err
}

// Rows are the rows that are left, one after the other. A loop that ends early
// leaves the rest to be read; an error ends the rows.
func (r *Result) Rows() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for {
			row, ok, err := r.fetch()
			if err != nil {
				yield(Row{}, err)
				return
			}
			if !ok || !yield(row, nil) {
				return
			}
		}
	}
}

// Partitions are the rows that are left in portions of n, which is 1 or more.
func (r *Result) Partitions(n int) iter.Seq2[[]Row, error] {
	return func(yield func([]Row, error) bool) {
		for {
			rows, err := r.FetchMany(n)
			if err != nil {
				yield(nil, err)
				return
			}
			if len(rows) == 0 || !yield(rows, nil) {
				return
			}
		}
	}
}

// Unique leaves out rows that were seen before, from here on. It keeps them in
// memory to compare.
func (r *Result) Unique() *Result {
	if r != nil && r.distinct == nil {
		r.distinct = map[string]bool{}
	}
	return r
}

// Keys are the names of the columns.
func (r *Result) Keys() []string {
	if r == nil || r.keys == nil {
		return nil
	}
	return append([]string{}, r.keys.names...)
}

// ReturnsRows reports whether the statement returns rows.
func (r *Result) ReturnsRows() bool { return r != nil && !r.noRows }

// Closed reports whether the result is closed; an exhausted one is not.
func (r *Result) Closed() bool { return r == nil || r.closed }

// RowCount is the number of rows that an INSERT, UPDATE or DELETE wrote: matched, on
// every database, whether their values changed or not. For rows that are read it is
// -1 until they are read to the end. Of an upsert it is the number of rows that were inserted or
// updated, and -1 where the database does not tell it: on MariaDB and MySQL with DoNothing, with If,
// and of a SELECT's rows.
func (r *Result) RowCount() int64 {
	switch {
	case r == nil:
		return 0
	case r.c != nil:
		return -1
	}
	return r.sum.Rows
}
