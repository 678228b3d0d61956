package schema

import (
	"context"
	"errors"
	"fmt"

	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// A Moment is when a Hook is executed.
type Moment uint8

// Moments.
const (
	BeforeCreate Moment = iota
	AfterCreate
	BeforeDrop
	AfterDrop
)

// A Hook is a statement that is executed when a table, or all of a MetaData, is created
// or dropped: raw SQL, an INSERT of the first rows, or anything else. It is executed
// when its table is created or dropped, not when that was there already.
type Hook struct {
	At       Moment
	Table    *Table // nil: of the whole MetaData
	Stmt     sql.Statement
	Dialects []string  // where; none: everywhere
	If       Condition // whether; nil: in any case
}

// A Condition decides whether a hook is executed: by the version of the database, by what is
// in it, or by what the program was told. It is asked once each time that the hook is due, directly
// before it, in the goroutine of CreateAll or DropAll. An error, or a panic, ends these.
type Condition func(ctx context.Context, db Database) (bool, error)

// A Database is what is being changed, as a Condition sees it. It is of no use after that.
type Database interface {
	// Dialect is the dialect's name.
	Dialect() string
	// Ask executes a query on the connection that is making the changes, in its transaction, and stores the
	// columns of its first row in the variables that dst points to. No row is an error.
	Ask(ctx context.Context, query sql.Statement, dst ...any) error
}

// On executes stmt at a moment of t: on the dialects that are named, or on all.
func On(t sql.Source, at Moment, stmt sql.Statement, dialects ...string) {
	if d := Of(t); d != nil && d.meta != nil {
		d.meta.hook(Hook{At: at, Table: d, Stmt: stmt, Dialects: dialects})
	}
}

// OnIf is [On] with a condition. stmt is compiled in any case where its dialects say so, so that a
// mistake in it is found before anything is sent.
func OnIf(t sql.Source, at Moment, stmt sql.Statement, cond Condition, dialects ...string) {
	if d := Of(t); d != nil && d.meta != nil {
		d.meta.hookIf(Hook{At: at, Table: d, Stmt: stmt, Dialects: dialects, If: cond})
	}
}

// On executes stmt before or after all tables are created or dropped.
func (m *MetaData) On(at Moment, stmt sql.Statement, dialects ...string) {
	m.hook(Hook{At: at, Stmt: stmt, Dialects: dialects})
}

// OnIf is On with a condition; see [OnIf].
func (m *MetaData) OnIf(at Moment, stmt sql.Statement, cond Condition, dialects ...string) {
	m.hookIf(Hook{At: at, Stmt: stmt, Dialects: dialects, If: cond})
}

func (m *MetaData) hookIf(h Hook) {
	if h.If == nil {
		m.errs = append(m.errs, errors.New("the condition of a hook is nil"))
	}
	m.hook(h)
}

func (m *MetaData) hook(h Hook) {
	for _, d := range h.Dialects {
		if err := sqltype.DialectName(d); err != nil {
			m.errs = append(m.errs, fmt.Errorf("a hook: %w", err))
		}
	}
	m.hooks = append(m.hooks, h)
}

// Hooks are the hooks of t, or with nil those of m itself, for a moment and a dialect.
func (m *MetaData) Hooks(t *Table, at Moment, dialect string) (out []Hook) {
	for _, h := range m.hooks {
		if h.Table == t && h.At == at && among(dialect, h.Dialects) {
			out = append(out, h)
		}
	}
	return out
}

// among reports whether a dialect is one of those, of which none means all.
func among(dialect string, of []string) bool {
	for _, d := range of {
		if d == dialect {
			return true
		}
	}
	return len(of) == 0
}
