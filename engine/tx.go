package engine

import (
	"context"
	"errors"
	"strconv"

	"github.com/aludel/aludel/driver"
)

// Commit makes what was done since the transaction began last. Afterwards the
// connection is as new: the next statement begins another transaction.
//
// There are four outcomes. nil: it is committed. An error in which errors.Is finds
// ErrCommitUnknown: the answer was lost, and either may be true. ErrNotReplicated:
// it is committed here, but not on the standby. Any other error: it is rolled back.
func (c *Conn) Commit(ctx context.Context) error {
	switch {
	case !c.made():
		return errNoConn
	case ctx == nil:
		return errNoContext
	}
	if c.managed {
		if err := c.ready(); err != nil {
			return err
		}
		c.ended = true
	}
	return c.commit(ctx)
}

func (c *Conn) commit(ctx context.Context) error {
	if c.closed {
		return ErrConnClosed
	}
	if c.broken != nil {
		return &pendingRollback{c.broken}
	}
	if err := c.free(); err != nil {
		return err
	}
	if !c.begun {
		c.reset()
		return nil
	}
	if ctx.Err() != nil {
		err := cause(ctx)
		c.rollback(context.WithoutCancel(ctx))
		return errors.Join(errors.New("commit: rolled back"), err)
	}
	if c.eng.watch != nil {
		c.eng.watch.mark(ctx, c, "COMMIT", c.eng.dialect.Commit())
	}
	// a COMMIT that is on its way is not cancelled: its outcome would be a guess
	sum, err := c.finish(context.WithoutCancel(ctx), c.eng.dialect.Commit())
	c.reset()
	if err != nil {
		return c.commitFailed(err)
	}
	return commitOutcome(sum)
}

// standbyWait is the function of PostgreSQL that waits at COMMIT for a synchronous
// standby. It warns when it gives up, and of nothing else.
const standbyWait = "SyncRepWaitForLSN"

// commitOutcome reads the answer to a COMMIT.
func commitOutcome(sum driver.Summary) error {
	if sum.Tag == "ROLLBACK" {
		return &CommitError{Outcome: ErrRolledBack}
	}
	for _, w := range sum.Warnings {
		if w.Routine == standbyWait { // the codes are those of any RAISE WARNING, too
			return &CommitError{Outcome: ErrNotReplicated, Err: errors.New(w.Text)}
		}
	}
	return nil
}

// commitFailed is what an error as the answer to COMMIT means.
func (c *Conn) commitFailed(err error) error {
	err = c.eng.classify(err)
	if lost(err) || c.dc.State().Tx == 'X' {
		c.gone = true
		c.lease.Invalidate(err)
		c.broken = &CommitError{Outcome: ErrCommitUnknown, Err: err}
		return c.broken
	}
	if tx := c.dc.State().Tx; tx == 'T' || tx == 'E' { // SQLite keeps it open, so that the cause might be mended
		if rerr := c.run(context.Background(), c.eng.dialect.Rollback(), driver.Rollback); rerr != nil {
			c.gone, c.broken = true, rerr
			c.lease.Invalidate(rerr)
			err = errors.Join(err, rerr)
		}
	}
	return &StatementError{Op: "COMMIT", Err: err}
}

func (c *Conn) finish(ctx context.Context, text string) (sum driver.Summary, err error) {
	res, err := c.dc.Run(ctx, []driver.Request{{Stmt: c.eng.text(text, driver.Commit), Sync: true}})
	if err != nil {
		return sum, err
	}
	rows, err := res.Next()
	if err == nil {
		sum, err = rows.Close()
	}
	if cerr := res.Close(); err == nil {
		err = cerr
	}
	return sum, err
}

// Rollback undoes what was done since the transaction began. A connection that was
// lost is replaced.
func (c *Conn) Rollback(ctx context.Context) error {
	switch {
	case !c.made():
		return errNoConn
	case c.closed:
		return ErrConnClosed
	case ctx == nil:
		return errNoContext
	}
	if c.managed {
		if c.ended {
			return ErrTxEnded
		}
		c.ended = true
	}
	return c.rollback(ctx)
}

func (c *Conn) rollback(ctx context.Context) error {
	if c.current != nil {
		c.current.cut()
	}
	if c.gone {
		if c.managed {
			return nil // Begin is about to end
		}
		return c.reconnect(ctx)
	}
	if !c.begun {
		c.reset()
		return nil
	}
	if c.eng.watch != nil {
		c.eng.watch.mark(ctx, c, "ROLLBACK", c.eng.dialect.Rollback())
	}
	err := c.run(context.WithoutCancel(ctx), c.eng.dialect.Rollback(), driver.Rollback)
	c.reset()
	if err != nil {
		c.gone, c.broken = true, err
		c.lease.Invalidate(err)
		if !c.managed {
			return c.reconnect(ctx)
		}
	}
	return err
}

// reset forgets the transaction that has ended.
func (c *Conn) reset() {
	c.begun, c.used, c.broken, c.saves = false, false, nil, nil
}

// Begin runs f in a savepoint: what f did is kept when it returns nil, and undone
// when it returns an error or panics. The transaction goes on either way.
func (c *Conn) Begin(ctx context.Context, f func(*Conn) error) error {
	if f == nil {
		return errNoFunction
	}
	sp, err := c.Savepoint(ctx)
	if err != nil {
		return err
	}
	finished := false
	defer func() {
		if !finished {
			sp.Rollback(context.WithoutCancel(ctx))
		}
	}()
	err = f(c)
	finished = true
	if err != nil {
		if rerr := sp.Rollback(context.WithoutCancel(ctx)); rerr != nil {
			return errors.Join(err, rerr)
		}
		return err
	}
	failed := c.broken != nil
	if err = sp.Release(ctx); err != nil && !failed {
		// what was not released is not kept, though the transaction may go on
		if rerr := sp.Rollback(context.WithoutCancel(ctx)); rerr != nil && !errors.Is(rerr, ErrSavepointEnded) && !errors.Is(rerr, ErrConnClosed) {
			return errors.Join(err, rerr)
		}
	}
	return err
}

// A Savepoint is a point to which a transaction can be rolled back.
type Savepoint struct {
	c    *Conn
	name string
}

// ErrSavepointEnded answers what is done with a savepoint after it was released or
// rolled back, or one outside of it was.
var ErrSavepointEnded = errors.New("this savepoint has ended: it was released or rolled back, or one around it was")

// Savepoint marks a point in the transaction, which begins if it has not.
func (c *Conn) Savepoint(ctx context.Context) (*Savepoint, error) {
	if err := c.ready(); err != nil {
		return nil, err
	}
	if ctx == nil {
		return nil, errNoContext
	}
	if c.auto {
		return nil, errors.New("a connection in autocommit has no transaction to make a savepoint in")
	}
	c.names++
	name := "aludel_" + strconv.Itoa(c.names)
	if err := c.named(ctx, c.eng.dialect.Savepoint, name); err != nil {
		return nil, err
	}
	c.saves = append(c.saves, name)
	return &Savepoint{c, name}, nil
}

// named runs one of the statements of a savepoint.
func (c *Conn) named(ctx context.Context, text func(string) (string, error), name string) error {
	s, err := text(name)
	if err != nil {
		return err
	}
	return c.utility(ctx, s)
}

// utility runs a text of the engine's own inside the transaction.
func (c *Conn) utility(ctx context.Context, text string) error {
	if err := c.free(); err != nil {
		return err
	}
	var reqs []driver.Request
	begin := c.beginning(driver.Utility)
	for _, b := range begin {
		reqs = append(reqs, driver.Request{Stmt: c.eng.text(b, driver.Begin)})
	}
	reqs = append(reqs, driver.Request{Stmt: c.eng.text(text, driver.Utility), Sync: true})
	if c.eng.watch != nil {
		if len(begin) > 0 {
			c.eng.watch.mark(ctx, c, "BEGIN (implicit)", begin[len(begin)-1])
		}
		c.eng.watch.mark(ctx, c, text, text)
	}
	c.used = true
	res, err := c.dc.Run(ctx, reqs)
	if err == nil {
		err = res.Close()
	}
	c.begun = c.begun || len(begin) > 0 && c.dc.State().Tx != 'I'
	if err != nil {
		err = &StatementError{Op: text, Err: c.eng.classify(err)}
		c.after(err)
	}
	return err
}

func (s *Savepoint) open(ctx context.Context) (int, error) {
	switch {
	case s == nil || s.c == nil:
		return 0, errors.New("a nil *engine.Savepoint was used: is the error of Savepoint looked at?")
	case s.c.closed:
		return 0, ErrConnClosed
	case ctx == nil:
		return 0, errNoContext
	}
	for i, name := range s.c.saves {
		if name == s.name {
			return i, nil
		}
	}
	return 0, ErrSavepointEnded
}

// Release keeps what was done since the savepoint, as a part of the transaction.
func (s *Savepoint) Release(ctx context.Context) error {
	i, err := s.open(ctx)
	if err != nil {
		return err
	}
	if s.c.broken != nil {
		return &pendingRollback{s.c.broken}
	}
	if err := s.c.named(ctx, s.c.eng.dialect.Release, s.name); err != nil {
		return err
	}
	s.c.saves = s.c.saves[:i]
	return nil
}

// Rollback undoes what was done since the savepoint, and what failed since then.
func (s *Savepoint) Rollback(ctx context.Context) error {
	i, err := s.open(ctx)
	if err != nil {
		return err
	}
	c := s.c
	if c.current != nil {
		c.current.cut()
	}
	if c.gone || c.broken != nil && c.dc.State().Tx == 'I' {
		return &pendingRollback{c.broken}
	}
	broken := c.broken
	c.broken = nil
	if err := c.named(ctx, c.eng.dialect.RollbackTo, s.name); err != nil {
		if c.broken == nil {
			c.broken = broken
		}
		return err
	}
	c.saves = c.saves[:i]
	return nil
}
