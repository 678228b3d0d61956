package mysql

import (
	"context"
	sqldriver "database/sql/driver"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/go-sql-driver/mysql"

	"github.com/aludel/aludel/driver/stdsql"
)

// A session is what the adapter knows of one connection.
type session struct {
	d    *Driver
	host int // in d.connect
	c    sqldriver.Conn
	w    *wire
	id   uint64 // CONNECTION_ID()
	at   string // which server this is
}

// open connects to the first host that answers.
func (d *Driver) open(ctx context.Context) (sqldriver.Conn, stdsql.Session, error) {
	var errs []error
	for i := range d.connect {
		s, err := d.dial(ctx, i)
		if err == nil {
			return s.c, s.hooks(), nil
		}
		if len(d.connect) > 1 {
			err = fmt.Errorf("%s: %w", d.cfg.Hosts[i], err)
		}
		if errs = append(errs, err); ctx.Err() != nil {
			break
		}
	}
	return nil, stdsql.Session{}, errors.Join(errs...)
}

func (d *Driver) dial(ctx context.Context, host int) (*session, error) {
	s := &session{d: d, host: host}
	var err error
	if s.c, err = d.connect[host].Connect(context.WithValue(ctx, wireKey{}, &s.w)); err != nil {
		return nil, err
	}
	if err = s.setUp(ctx); err == nil {
		s.id, s.at, err = identity(ctx, s.c)
	}
	if err != nil {
		return nil, errors.Join(err, s.c.Close())
	}
	return s, nil
}

func (s *session) hooks() stdsql.Session {
	return stdsql.Session{
		Kill:     s.kill,
		Settle:   s.settle,
		Cut:      s.w.cut,
		Alive:    func() error { return s.c.(sqldriver.SessionResetter).ResetSession(context.Background()) },
		Written:  s.w.written.Load,
		Received: s.w.received.Load,
		Reset:    s.reset,
		Close:    s.close,
	}
}

// setUp gives the session its settings. ctx may close the connection.
func (s *session) setUp(ctx context.Context) error { return exec(ctx, s.c, s.d.setup) }

func exec(ctx context.Context, c sqldriver.Conn, text string) error {
	_, err := c.(sqldriver.ExecerContext).ExecContext(ctx, text, nil)
	return err
}

// identity asks for a connection's number, and for what tells its server from
// another one behind the same address.
func identity(ctx context.Context, c sqldriver.Conn) (id uint64, at string, err error) {
	rows, err := c.(sqldriver.QueryerContext).QueryContext(ctx,
		"SELECT CONNECTION_ID(), CONCAT_WS('/', @@hostname, @@port, @@server_id, @@datadir)", nil)
	if err != nil {
		return 0, "", err
	}
	row := make([]sqldriver.Value, len(rows.Columns()))
	if err := rows.Next(row); err != nil {
		return 0, "", errors.Join(err, rows.Close())
	}
	number, name := fmt.Sprint(row[0]), fmt.Sprintf("%s", row[1])
	if err := rows.Close(); err != nil {
		return 0, "", err
	}
	id, err = strconv.ParseUint(number, 10, 64)
	return id, name, err
}

// kill stops what the session runs, from a side connection.
func (s *session) kill(ctx context.Context) error {
	c, err := s.d.side[s.host].Connect(ctx)
	if err != nil {
		return err
	}
	_, at, err := identity(ctx, c)
	switch {
	case err != nil:
	case at != s.at:
		err = errors.New("mysql: the side connection for KILL QUERY has reached another server")
	default:
		err = exec(ctx, c, "KILL QUERY "+strconv.FormatUint(s.id, 10))
	}
	return errors.Join(err, c.Close())
}

// settle lets a kill that came too late hit a statement that does nothing.
func (s *session) settle() error {
	stop := time.AfterFunc(farewell, s.w.cut)
	defer stop.Stop()
	err := exec(context.Background(), s.c, "DO 0")
	if e := (*mysql.MySQLError)(nil); errors.As(err, &e) && codes[e.Number].cancelled {
		return nil
	}
	return err
}

// reset undoes everything in the session, and gives it its settings again.
func (s *session) reset(ctx context.Context) error {
	stop := context.AfterFunc(ctx, s.w.cut)
	err := s.w.resetConnection()
	if err == nil {
		err = s.setUp(context.Background())
	}
	if !stop() && err == nil {
		err = mysql.ErrInvalidConn
	}
	return err
}

// close says goodbye and waits until the server has hung up. It hangs up before
// it rolls back and lets go of locks, so what is left of a session is undone first.
func (s *session) close(ctx context.Context, bad bool) error {
	if v := s.c.(sqldriver.Validator); !v.IsValid() {
		s.w.cut() // a busy buffer: a goodbye cannot be sent
	} else {
		stop := context.AfterFunc(ctx, s.w.cut)
		defer stop()
		s.w.linger = deadline(ctx)
		_ = s.w.SetDeadline(s.w.linger) // a socket without deadlines is a pipe of a test
		if bad && s.w.resetConnection() == errVeiled {
			_ = exec(context.Background(), s.c, "ROLLBACK") // the end comes in any case
		}
	}
	if err := s.c.Close(); err != nil && !bad {
		return err
	}
	return nil
}

// farewell is how long the server may take over what is not a statement of the
// caller's.
const farewell = 2 * time.Second

func deadline(ctx context.Context) time.Time {
	at := time.Now().Add(farewell)
	if d, ok := ctx.Deadline(); ok && d.Before(at) {
		return d
	}
	return at
}
