package stdsql_test

import (
	"context"
	sqldriver "database/sql/driver"
	"errors"
	"testing"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/driver/stdsql"
)

// faulty lets prepares and executions of a real connection fail.
type faulty struct {
	sqldriver.Connector
	prepare, query func() error
}

func (f *faulty) Connect(ctx context.Context) (sqldriver.Conn, error) {
	c, err := f.Connector.Connect(ctx)
	return &faultyConn{c, f}, err
}

type faultyConn struct {
	sqldriver.Conn
	f *faulty
}

func (c *faultyConn) PrepareContext(ctx context.Context, text string) (sqldriver.Stmt, error) {
	if err := c.f.prepare(); err != nil {
		return nil, err
	}
	s, err := c.Conn.(sqldriver.ConnPrepareContext).PrepareContext(ctx, text)
	return &faultyStmt{s, c.f}, err
}

type faultyStmt struct {
	sqldriver.Stmt
	f *faulty
}

func (s *faultyStmt) QueryContext(ctx context.Context, args []sqldriver.NamedValue) (sqldriver.Rows, error) {
	if err := s.f.query(); err != nil {
		return nil, err
	}
	return s.Stmt.(sqldriver.StmtQueryContext).QueryContext(ctx, args)
}

func (s *faultyStmt) ExecContext(ctx context.Context, args []sqldriver.NamedValue) (sqldriver.Result, error) {
	return s.Stmt.(sqldriver.StmtExecContext).ExecContext(ctx, args)
}

func TestRemedies(t *testing.T) {
	full, stale := errors.New("no room for a prepared statement"), errors.New("the statement is stale")
	prepares, fails := 0, 0
	var next error
	f := &faulty{Connector: connector(t, file(t))}
	f.prepare = func() error {
		prepares++
		if next == full && fails > 0 {
			fails--
			return full
		}
		return nil
	}
	f.query = func() error {
		if next == stale && fails > 0 {
			fails--
			return stale
		}
		return nil
	}
	o := sqliteOptions
	o.Statements = 64
	o.Remedy = func(err error) stdsql.Remedy {
		switch {
		case errors.Is(err, full):
			return stdsql.FewerKept
		case errors.Is(err, stale):
			return stdsql.PrepareOnce
		}
		return stdsql.NoRemedy
	}
	c := connect(t, stdsql.New(f, o))
	q := request(driver.Query, "SELECT ?", driver.OfInt(1))
	try := func(want int, fail error, n int) error {
		t.Helper()
		prepares, next, fails = 0, fail, n
		_, _, err := run(context.Background(), c, q)
		if prepares != want {
			t.Fatalf("%d prepares, want %d", prepares, want)
		}
		return err
	}
	if err := errors.Join(try(1, nil, 0), try(0, nil, 0), try(1, stale, 1), try(0, nil, 0)); err != nil {
		t.Fatal(err)
	}
	if err := try(1, stale, 2); !errors.Is(err, stale) { // once, not for ever
		t.Fatal(err)
	}
	if err := try(1, nil, 0); err != nil {
		t.Fatal(err)
	}
	must(t, c, driver.Begin, "BEGIN")
	if err := try(0, stale, 1); !errors.Is(err, stale) { // in a transaction it is the caller's
		t.Fatal(err)
	}
	must(t, c, driver.Rollback, "ROLLBACK")
	if err := try(1, nil, 0); err != nil {
		t.Fatal(err)
	}
	q = request(driver.Query, "SELECT ?+1", driver.OfInt(1))
	if err := try(2, full, 1); err != nil {
		t.Fatal(err)
	}
	q = request(driver.Query, "SELECT ?+2", driver.OfInt(1))
	if err := try(2, full, 2); !errors.Is(err, full) {
		t.Fatal(err)
	}
}
