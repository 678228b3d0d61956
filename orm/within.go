package orm

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/aludel/aludel/engine"
)

// Within has a session live in the transaction of c, a connection that somebody else has
// lent and ends: all that the session does, its reads too, is done there. The session's own
// transactions are savepoints of that one, so that Commit keeps what was done for c's
// transaction to commit, and Rollback undoes what was done since the last Commit. It is how
// a test runs code that commits, and rolls all of it back at its end.
//
// c must be of the session's engine, not in Autocommit, and used by one goroutine at a time;
// of several sessions within one connection one has its turn after the other, with Commit,
// Rollback or Close between them. Close rolls back what was not committed, and leaves c open.
func Within(c *engine.Conn) SessionOption {
	return func(s *Session) {
		if s.outer = c; c == nil {
			s.outer = &engine.Conn{} // which answers everything with its error
		}
	}
}

// begin is the connection of the session's transaction.
func (s *Session) begin(ctx context.Context) (*engine.Conn, error) {
	if s.conn != nil {
		return s.conn, nil
	}
	var err error
	if s.outer != nil {
		err = s.hold(ctx)
	} else {
		var options []engine.ConnOption
		if s.readOnly {
			options = append(options, engine.ReadOnly)
		}
		s.conn, err = s.eng.Connect(ctx, options...)
	}
	if err != nil {
		s.conn = nil
		return nil, err
	}
	c := s.conn
	for _, f := range s.on().begin {
		if err := s.inside(func() error { return f(ctx, c) }); err != nil {
			return nil, errors.Join(fmt.Errorf("OnBegin: %w", err), s.release())
		}
	}
	return c, nil
}

// hold begins the session's transaction within another one.
func (s *Session) hold(ctx context.Context) error {
	sp, err := s.outer.Savepoint(ctx)
	if err != nil {
		return fmt.Errorf("a session Within a connection: %w", err)
	}
	if s.conn, s.held = s.outer, sp; s.outer.Engine() == s.eng {
		return nil
	}
	return errors.Join(errors.New("a session Within a connection: the connection is of another engine than the session"), s.release())
}

// commitTx is COMMIT of the session's transaction.
func (s *Session) commitTx(ctx context.Context) error {
	if s.held == nil {
		return s.conn.Commit(ctx)
	}
	err := s.held.Release(ctx)
	if err == nil {
		s.held = nil
	}
	return err
}

// rollbackTx is ROLLBACK of the session's transaction.
func (s *Session) rollbackTx(ctx context.Context) error {
	if s.held == nil {
		return s.conn.Rollback(ctx)
	}
	sp := s.held
	s.held = nil
	return sp.Rollback(ctx)
}

// heldTimeout is how long the end of a session waits for a ROLLBACK TO SAVEPOINT.
const heldTimeout = 5 * time.Second

// release gives the connection back.
func (s *Session) release() error {
	c, sp := s.conn, s.held
	s.conn, s.held = nil, nil
	switch {
	case c == nil:
		return nil
	case s.outer == nil:
		return c.Close()
	case sp == nil:
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), heldTimeout)
	defer cancel()
	err := sp.Rollback(ctx)
	if errors.Is(err, engine.ErrSavepointEnded) || errors.Is(err, engine.ErrConnClosed) {
		return nil // the transaction around it has ended, and with it what there was to undo
	}
	return err
}

// writer is begin for a statement that reads what is written next: the transaction begins
// with it, on SQLite, too, where it would else begin with the write.
func (s *Session) writer(ctx context.Context) (*engine.Conn, error) {
	c, err := s.begin(ctx)
	if err == nil && s.outer == nil {
		engine.Immediate(c)
	}
	return c, err
}

// executor is what reads run on.
func (s *Session) executor(ctx context.Context) (engine.Executor, error) {
	switch {
	case s.claims:
		return s.writer(ctx)
	case s.conn != nil || s.explicit || s.outer != nil:
		return s.begin(ctx)
	}
	return s.eng, nil
}
