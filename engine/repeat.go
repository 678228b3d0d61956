package engine

import (
	"context"

	"github.com/aludel/aludel/driver"
)

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
				c.panicked(ctx, results.Close(), false)
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
