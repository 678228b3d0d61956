package pgx

import (
	"context"
	"database/sql"
	sqldriver "database/sql/driver"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/aludel/aludel/driver"
)

// stdlibPath is the package of pgx's driver for database/sql. It is known by its
// name here, since importing it would register that driver in every program.
const stdlibPath = "github.com/jackc/pgx/v5/stdlib"

// lentSeq makes the names of statements on lent connections unique in the process,
// among those of the connection's owner too.
var lentSeq atomic.Uint64

// Over makes a Conn of a connection that somebody else has dialled. Its prepared
// statements have names of their own, and Close closes them before it calls
// release, which hands the connection back; bad says that it must be thrown away
// (lost, in a transaction that could not be rolled back, with results open).
// Nothing else may use the connection until then.
func Over(pc *pgconn.PgConn, release func(bad bool)) driver.Conn {
	return over(pc, Config{}, release)
}

func over(pc *pgconn.PgConn, cfg Config, release func(bad bool)) *conn {
	c := newConn(pc, cfg, "aludel"+strconv.FormatUint(lentSeq.Add(1), 36)+"_")
	c.release = release
	if enc := pc.ParameterStatus("client_encoding"); enc != "" && !isUTF8(enc) {
		c.lost = &driver.Error{Class: driver.NotSupported, Message: fmt.Sprintf(
			"the lent connection has client_encoding=%s: Go's texts are UTF-8; open the pool without that option", enc)}
	}
	return c
}

// giveBack ends a lent connection for us.
func (c *conn) giveBack(ctx context.Context) error {
	err := c.tidy(ctx)
	c.closed = true
	c.land()
	c.release(err != nil)
	return nil // the owner deals with a bad one
}

// tidy leaves nothing of ours on the connection.
func (c *conn) tidy(ctx context.Context) error {
	if c.busy {
		if c.running.Load() {
			c.pc.CancelRequest(ctx)
		}
		return driver.ErrBusy
	}
	if err := c.usable(); err != nil {
		return err
	}
	if c.pc.TxStatus() != 'I' {
		if err := c.simple(ctx, "ROLLBACK"); err != nil {
			return err
		}
	}
	if err := c.Reset(ctx); err != nil {
		return err
	}
	b := c.out[:0]
	for _, d := range c.drop {
		b = appendNamed(b, 'C', d.of, d.name)
	}
	for _, name := range c.stmts.names() {
		b = appendNamed(b, 'C', 'S', name)
	}
	if len(b) == 0 {
		return nil
	}
	c.out = appendSync(b)
	if err := c.launch(ctx, 1); err != nil {
		return err
	}
	return c.ready()
}

// DB runs the adapter on the connections of a *sql.DB whose driver is pgx's. It
// says false for any other driver, without connecting. The pool stays its
// owner's: a Conn borrows one connection until it is closed.
func DB(db *sql.DB) (driver.Driver, bool) {
	t := reflect.TypeOf(db.Driver())
	if t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t == nil || !strings.HasSuffix(t.PkgPath(), stdlibPath) {
		return nil, false
	}
	return &lender{db}, true
}

// PgConn finds pgx's connection in what the function of (*sql.Conn).Raw is given.
func PgConn(raw any) (*pgconn.PgConn, bool) {
	if raw == nil {
		return nil, false
	}
	m := reflect.ValueOf(raw).MethodByName("Conn")
	if !m.IsValid() || m.Type().NumIn() != 0 || m.Type().NumOut() != 1 {
		return nil, false
	}
	c, ok := m.Call(nil)[0].Interface().(interface{ PgConn() *pgconn.PgConn })
	if !ok {
		return nil, false
	}
	pc := c.PgConn()
	return pc, pc != nil
}

// A lender makes Conns of a *sql.DB's connections.
type lender struct{ db *sql.DB }

func (l *lender) Classify(err error) *driver.Error { return Classify(err) }

func (l *lender) Connect(ctx context.Context) (driver.Conn, error) {
	sc, err := l.db.Conn(ctx)
	if err != nil {
		return nil, connectError(ctx, err)
	}
	var pc *pgconn.PgConn
	err = sc.Raw(func(raw any) error {
		var ok bool
		if pc, ok = PgConn(raw); !ok {
			return fmt.Errorf("the *sql.DB's connection is a %T, in which there is no connection of pgx", raw)
		}
		return nil
	})
	if err != nil {
		return nil, errors.Join(&driver.Error{Class: driver.NotSupported, Message: err.Error(), Err: err}, sc.Close())
	}
	return over(pc, Config{}, func(bad bool) {
		if bad {
			sc.Raw(func(any) error { return sqldriver.ErrBadConn }) // throws it away
		}
		sc.Close()
	}), nil
}
