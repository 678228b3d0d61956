package pgx

import (
	"context"
	sqldriver "database/sql/driver"
)

// nobody is a connector of another driver.
type nobody struct{}

func (nobody) Connect(context.Context) (sqldriver.Conn, error) { return nil, sqldriver.ErrBadConn }
func (nobody) Driver() sqldriver.Driver                        { return nobody{} }
func (nobody) Open(string) (sqldriver.Conn, error)             { return nil, sqldriver.ErrBadConn }
func (nobody) Conn() int                                       { return 0 }
