package engine

import (
	"context"
	"fmt"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/sql"
)

// repeatFlight is how many executions of a repeated statement go out together.
const repeatFlight = 512

// Repeat executes stmt, which returns no rows, once for each row of values, in c's transaction: it is
// prepared once, which is the quickest way where a statement costs no round trip. binds are
// placeholders of stmt, in one array, and values has a list for each of them; what else is in
// stmt is the same in each execution. each is told what the database says of each row; its
// error ends it as one of the database's does. row is the row that the error is about. After an
// error the transaction can only be rolled back. values are not kept.
func Repeat(ctx context.Context, c *Conn, stmt sql.Statement, binds []sql.BindNode, values [][]driver.Value, each func(row int, sum driver.Summary) error) (row int, err error) {
	switch {
	case !c.made():
		return 0, errNoConn
	case ctx == nil:
		return 0, errNoContext
	case len(binds) == 0 || len(binds) != len(values):
		return 0, fmt.Errorf("Repeat: %d placeholders were given values for %d", len(binds), len(values))
	}
	n := len(values[0])
	for i, vs := range values {
		if len(vs) != n {
			return 0, fmt.Errorf("Repeat: placeholder %d has %d values, and the first one %d", i+1, len(vs), n)
		}
	}
	k := newCall(c.eng)
	defer k.free()
	if err := k.prepare(stmt, nil); err != nil {
		return 0, err
	}
	if len(k.prog.Columns) > 0 {
		return 0, fmt.Errorf("Repeat: the statement returns rows, which nobody would read")
	}
	row, _, err = c.repeatRows(ctx, k, place(k, binds), values, n, nil, func(i int, rows driver.Rows) error {
		sum, err := rows.Close()
		if err == nil && each != nil {
			err = each(i, sum)
		}
		return err
	})
	if err != nil && c.broken == nil {
		c.broken = err // some of the rows must not be committed
	}
	return row, err
}

// repeatRows executes k once for each of n rows. places says which of values stands in each
// placeholder; -1: what k has there. The room for arguments is given back.
func (c *Conn) repeatRows(ctx context.Context, k *call, places []int, values [][]driver.Value, n int, room []driver.Value, read func(i int, rows driver.Rows) error) (row int, _ []driver.Value, err error) {
	if room == nil {
		room = make([]driver.Value, 0, len(places)*min(n, repeatFlight))
	}
	for at := 0; at < n; at += repeatFlight {
		part := min(repeatFlight, n-at)
		room = room[:0]
		for i := at; i < at+part; i++ {
			for s, p := range places {
				if p >= 0 {
					room = append(room, values[p][i])
				} else {
					room = append(room, k.args[s])
				}
			}
		}
		bad, err := c.repeat(ctx, k, part, room, func(i int, rows driver.Rows) error { return read(at+i, rows) })
		if err != nil {
			return at + bad, room, err
		}
	}
	return n, room, nil
}

// repeat executes k's statement once for each set of args, in one flight where the
// database can, in the connection's transaction. args holds the sets one after
// the other. each is called for the answer of each; it must read it, and not keep it. The
// first error, with the number of its set, ends it, and so the transaction.
func (c *Conn) repeat(ctx context.Context, k *call, n int, args []driver.Value, each func(i int, rows driver.Rows) error) (at int, err error) {
	if err := c.allows(k); err != nil {
		return 0, err
	}
	if err := c.ready(); err != nil {
		return 0, err
	}
	if err := c.free(); err != nil {
		return 0, err
	}
	begin := c.beginning(k.prog.Verb)
	reqs := make([]driver.Request, 0, len(begin)+n)
	for _, text := range begin {
		reqs = append(reqs, driver.Request{Stmt: c.eng.text(text, driver.Begin)})
	}
	width := len(args) / n
	for i := range n {
		reqs = append(reqs, driver.Request{Stmt: &k.prog.stmt, Args: args[i*width : (i+1)*width : (i+1)*width]})
	}
	reqs[len(reqs)-1].Sync = true
	if c.eng.watch != nil {
		if len(begin) > 0 {
			c.eng.watch.mark(ctx, c, "BEGIN (implicit)", begin[len(begin)-1])
		}
		k.args = append(k.args[:0], args[:width]...)
		e := c.eng.watch.repeated(ctx, k, n)
		defer func() { c.eng.watch.after(e, int64(n), err) }()
	}
	c.used = true
	results, err := c.dc.Run(ctx, reqs)
	finished := false
	defer func() {
		if !finished { // a panic in a Scan
			if results != nil {
				c.panicked(ctx, results.Close(), false, false)
			}
		}
	}()
	if err == nil {
		at, err = c.repeated(results, len(begin), n, each)
		if cerr := results.Close(); err == nil {
			err = cerr
		}
	} else {
		at = max(refusedRequest(err, len(reqs))-len(begin), 0)
	}
	finished = true
	c.begun = c.begun || len(begin) > 0 && (err == nil || c.dc.State().Tx != 'I')
	if err != nil {
		err = k.failed(err)
		c.after(err)
		return at, err
	}
	c.settled()
	return n, nil
}

func (c *Conn) repeated(results driver.Results, begins, n int, each func(int, driver.Rows) error) (at int, err error) {
	for range begins {
		rows, err := results.Next()
		if err == nil {
			_, err = rows.Close()
		}
		if err != nil {
			return 0, err
		}
	}
	for at = range n {
		rows, err := results.Next()
		if err == nil {
			err = each(at, rows)
		}
		if err != nil {
			return at, err
		}
	}
	return n, nil
}
