package schema

import "github.com/aludel/aludel/sql"

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
	Dialects []string // where; none: everywhere
}

// On executes stmt at a moment of t: on the dialects that are named, or on all.
func On(t sql.Source, at Moment, stmt sql.Statement, dialects ...string) {
	if d := Of(t); d != nil && d.meta != nil {
		d.meta.hooks = append(d.meta.hooks, Hook{at, d, stmt, dialects})
	}
}

// On executes stmt before or after all tables are created or dropped.
func (m *MetaData) On(at Moment, stmt sql.Statement, dialects ...string) {
	m.hooks = append(m.hooks, Hook{at, nil, stmt, dialects})
}

// Hooks are the hooks of t, or with nil those of m itself, for a moment and a dialect.
func (m *MetaData) Hooks(t *Table, at Moment, dialect string) (out []sql.Statement) {
	for _, h := range m.hooks {
		if h.Table == t && h.At == at && among(dialect, h.Dialects) {
			out = append(out, h.Stmt)
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
