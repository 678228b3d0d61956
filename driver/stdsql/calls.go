package stdsql

import (
	"context"
	sqldriver "database/sql/driver"
	"errors"
)

// What follows calls a driver by the best of the interfaces that it has.

func prepare(ctx context.Context, c sqldriver.Conn, text string) (sqldriver.Stmt, error) {
	if p, ok := c.(sqldriver.ConnPrepareContext); ok {
		return p.PrepareContext(ctx, text)
	}
	return c.Prepare(text)
}

func execStmt(ctx context.Context, s sqldriver.Stmt, args []sqldriver.NamedValue) (sqldriver.Result, error) {
	if x, ok := s.(sqldriver.StmtExecContext); ok {
		return x.ExecContext(ctx, args)
	}
	return s.Exec(plain(args)) //lint:ignore SA1019 all that some drivers have
}

func queryStmt(ctx context.Context, s sqldriver.Stmt, args []sqldriver.NamedValue) (sqldriver.Rows, error) {
	if x, ok := s.(sqldriver.StmtQueryContext); ok {
		return x.QueryContext(ctx, args)
	}
	return s.Query(plain(args)) //lint:ignore SA1019 all that some drivers have
}

// errNoText says that a driver cannot run a text, or one with values, without
// preparing it.
var errNoText = errors.New("no door for texts")

func execText(ctx context.Context, c sqldriver.Conn, text string, args []sqldriver.NamedValue) (sqldriver.Result, error) {
	x, ok := c.(sqldriver.ExecerContext)
	if !ok {
		return nil, errNoText
	}
	res, err := x.ExecContext(ctx, text, args)
	if err == sqldriver.ErrSkip {
		err = errNoText
	}
	return res, err
}

func queryText(ctx context.Context, c sqldriver.Conn, text string, args []sqldriver.NamedValue) (sqldriver.Rows, error) {
	x, ok := c.(sqldriver.QueryerContext)
	if !ok {
		return nil, errNoText
	}
	rs, err := x.QueryContext(ctx, text, args)
	if err == sqldriver.ErrSkip {
		err = errNoText
	}
	return rs, err
}

func plain(args []sqldriver.NamedValue) []sqldriver.Value {
	out := make([]sqldriver.Value, len(args))
	for i := range args {
		out[i] = args[i].Value
	}
	return out
}
