// Package sqlite is the dialect of SQLite 3.39 and later.
package sqlite

import (
	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/sql"
)

// Dialect is SQLite.
var Dialect dialect.Dialect = &lite{dialect.Savepoints{G: grammar{}}}

type lite struct{ dialect.Savepoints }

func (*lite) Name() string             { return grammar{}.Name() }
func (*lite) Grammar() compile.Grammar { return grammar{} }
func (*lite) RenderSQL(n sql.Node) (string, []any, error) {
	return compile.Render(grammar{}, n)
}

func (*lite) Features() dialect.Features {
	return dialect.Features{
		InsertReturning: true, UpdateReturning: true, DeleteReturning: true,
		ArrayBinds: true, UpdateRows: true, Embedded: true, MaxBinds: maxBinds, LazyBegin: true,
		Savepoints: true, TransactionalDDL: true, LastInsertID: true, UpsertCounted: true,
		ReturnsEarly: true, DeletesSelf: true,
	}
}

// Begin is DEFERRED for what only reads, and IMMEDIATE for the rest: a transaction
// that reads first and writes later could not be continued when another has
// written in between. Every transaction of SQLite is serializable.
func (*lite) Begin(o dialect.TxOptions) ([]string, error) {
	if err := checkIsolation(o.Isolation); err != nil {
		return nil, err
	}
	switch {
	case o.Deferrable:
		return nil, &compile.UnsupportedError{Dialect: grammar{}.Name(), Construct: "DEFERRABLE", Hint: "Snapshot reads one state without waiting"}
	case o.ReadOnly:
		// BEGIN has no READ ONLY here. The pragma is of the session, and put back when
		// the connection is returned.
		return []string{"PRAGMA query_only = 1", "BEGIN DEFERRED"}, nil
	case o.Snapshot && !o.Immediate:
		return beginDeferred, nil
	}
	return beginImmediate, nil
}

// The commonest of what Begin answers; nobody writes into them.
var (
	beginDeferred  = []string{"BEGIN DEFERRED"}
	beginImmediate = []string{"BEGIN IMMEDIATE"}
)

func checkIsolation(i dialect.Isolation) error {
	if err := dialect.CheckIsolation(i); err != nil {
		return err
	}
	if i == dialect.ReadUncommitted {
		return &compile.UnsupportedError{Dialect: grammar{}.Name(), Construct: "READ UNCOMMITTED without a shared cache", Hint: "every transaction is SERIALIZABLE, which is more"}
	}
	return nil
}
