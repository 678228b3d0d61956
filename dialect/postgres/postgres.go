// Package postgres is the dialect of PostgreSQL 13 and later.
package postgres

import (
	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/sql"
)

// Dialect is PostgreSQL.
var Dialect = New(Options{})

// Options change what New makes. The zero is what [Dialect] is.
type Options struct {
	// NoCasts leaves the types out of placeholders ($1 for $1::INTEGER). They are
	// still sent with the statement where they have a fixed number; an enum or
	// another type of the database's own then depends on what the server infers.
	NoCasts bool
}

type pg struct {
	dialect.Savepoints
	g grammar
}

// New is PostgreSQL with options.
func New(o Options) dialect.Dialect {
	g := grammar{noCasts: o.NoCasts}
	return &pg{dialect.Savepoints{G: g}, g}
}

func (d *pg) Name() string             { return d.g.Name() }
func (d *pg) Grammar() compile.Grammar { return d.g }
func (d *pg) RenderSQL(n sql.Node) (string, []any, error) {
	return compile.Render(d.g, n)
}

func (d *pg) Features() dialect.Features {
	return dialect.Features{
		InsertReturning: true, UpdateReturning: true, DeleteReturning: true,
		ArrayBinds: true, ArrayRows: true, UpdateRows: true, NumberedBinds: true, DeletesSelf: true, MaxBinds: maxBinds, MaxIdent: maxIdent,
		NativeBool: true, NativeUUID: true, NativeArray: true, NativeEnum: true,
		Savepoints: true, TransactionalDDL: true, Comments: true, Schemas: true, Sequences: true,
		RowLocks: true, Pipelining: true, UpsertCounted: true,
	}
}

// Begin is one statement: https://www.postgresql.org/docs/current/sql-begin.html.
func (d *pg) Begin(o dialect.TxOptions) ([]string, error) {
	if err := dialect.CheckIsolation(o.Isolation); err != nil {
		return nil, err
	}
	if o.Isolation == dialect.DefaultIsolation && o.Snapshot {
		o.Isolation = dialect.RepeatableRead
	}
	if o == (dialect.TxOptions{}) {
		return plainBegin, nil
	}
	s := "BEGIN"
	if o.Isolation != dialect.DefaultIsolation {
		s += " ISOLATION LEVEL " + string(o.Isolation)
	}
	if o.ReadOnly {
		s += " READ ONLY"
	}
	if o.Deferrable {
		s += " DEFERRABLE"
	}
	return []string{s}, nil
}

// plainBegin is the commonest of what Begin answers; nobody writes into it.
var plainBegin = []string{"BEGIN"}
