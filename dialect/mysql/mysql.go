// Package mysql is the dialect of MariaDB 10.6 and later, and of MySQL 8.0.31 and
// later.
package mysql

import (
	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/sql"
)

// Dialect is MariaDB.
var Dialect = New(Options{})

// MySQL is Oracle's MySQL, which has no RETURNING, and WITH before UPDATE and DELETE.
var MySQL = New(Options{MySQL: true})

// Options change what New makes.
type Options struct {
	MySQL bool // the server is MySQL, not MariaDB
}

type my struct {
	dialect.Savepoints
	g grammar
}

// New is the dialect with options.
func New(o Options) dialect.Dialect {
	g := grammar{mysql: o.MySQL}
	return &my{dialect.Savepoints{G: g}, g}
}

func (d *my) Name() string             { return d.g.Name() }
func (d *my) Grammar() compile.Grammar { return d.g }
func (d *my) RenderSQL(n sql.Node) (string, []any, error) {
	return compile.Render(d.g, n)
}

func (d *my) Features() dialect.Features {
	return dialect.Features{
		InsertReturning: !d.g.mysql, DeleteReturning: !d.g.mysql, UpdateRows: true,
		MaxBinds: maxBinds, MaxIdent: maxIdent, MaxIdentChars: true,
		NativeUUID: false, Savepoints: true, Comments: true, Schemas: true, Sequences: !d.g.mysql,
		RowLocks: true, LastInsertID: true,
	}
}

// Begin is SET TRANSACTION for the next one, and START TRANSACTION.
func (d *my) Begin(o dialect.TxOptions) ([]string, error) {
	if err := dialect.CheckIsolation(o.Isolation); err != nil {
		return nil, err
	}
	if o.Deferrable {
		return nil, &compile.UnsupportedError{Dialect: d.Name(), Construct: "DEFERRABLE", Hint: "Snapshot reads one state without waiting"}
	}
	if o.Isolation == dialect.DefaultIsolation && o.Snapshot {
		o.Isolation = dialect.RepeatableRead
	}
	if o == (dialect.TxOptions{}) {
		return plainBegin, nil
	}
	var out []string
	if o.Isolation != dialect.DefaultIsolation {
		out = append(out, "SET TRANSACTION ISOLATION LEVEL "+string(o.Isolation))
	}
	s := "START TRANSACTION"
	if o.Snapshot && o.Isolation == dialect.RepeatableRead {
		s += " WITH CONSISTENT SNAPSHOT"
		if o.ReadOnly {
			s += ","
		}
	}
	if o.ReadOnly {
		s += " READ ONLY"
	}
	return append(out, s), nil
}

// plainBegin is the commonest of what Begin answers; nobody writes into it.
var plainBegin = []string{"START TRANSACTION"}

// MaxPacket asks for max_allowed_packet.
func (d *my) MaxPacket() sql.Statement { return sql.Text("SELECT @@max_allowed_packet") }
