package engine

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// keys are the columns of a result, shared by its rows.
type keys struct {
	names   []string
	columns []sql.Node // nil where they are not known
}

// A Row is one row of a result, of its own memory: it may be kept after the result
// is closed, and read by several goroutines.
type Row struct {
	keys   *keys
	values []any
}

// Len is the number of columns.
func (r Row) Len() int { return len(r.values) }

// At is the value of the i-th column, from 0; nil is NULL, and what is out of range.
func (r Row) At(i int) any {
	if i < 0 || i >= len(r.values) {
		return nil
	}
	return r.values[i]
}

// Values are the values in order.
func (r Row) Values() []any { return slices.Clone(r.values) }

// Names are the names of the columns in order.
func (r Row) Names() []string {
	if r.keys == nil {
		return nil
	}
	return slices.Clone(r.keys.names)
}

// Get is the value of the column of that name. A name that two columns have, or
// none, is an error.
func (r Row) Get(name string) (any, error) {
	at := -1
	for i, n := range r.Names() {
		if n == name {
			if at >= 0 {
				return nil, fmt.Errorf("column name %q is ambiguous: two columns have it; label one of them with As, or use its position", name)
			}
			at = i
		}
	}
	if at < 0 {
		return nil, fmt.Errorf("the row has no column %q; it has %s", name, quoted(r.Names()))
	}
	return r.values[at], nil
}

// Map are the values by name. Where two columns have one name a map would lose one of
// them: that is an error, which names them.
func (r Row) Map() (map[string]any, error) {
	m := make(map[string]any, len(r.values))
	for i, v := range r.values {
		m[r.keys.names[i]] = v
	}
	if len(m) < len(r.values) {
		return nil, r.keys.distinct()
	}
	return m, nil
}

// distinct is nil if no two columns have one name.
func (k *keys) distinct() error {
	at := make(map[string]int, len(k.names))
	for i, n := range k.names {
		if first, ok := at[n]; ok {
			return fmt.Errorf("columns %d and %d are both named %q, and a map would lose one of them: label one of them with As, or read them by position (Row.At, Row.Values, Scan)", first, i, n)
		}
		at[n] = i
	}
	return nil
}

// Scan stores the values in the variables that dst points to, in order. What does
// not fit without loss is an error, and so is NULL for what cannot hold it. A nil
// skips a column.
func (r Row) Scan(dst ...any) error {
	if len(dst) != len(r.values) {
		return fmt.Errorf("scan: the row has %d columns, %d variables are given", len(r.values), len(dst))
	}
	for i, d := range dst {
		if d == nil {
			continue
		}
		p := reflect.ValueOf(d)
		if p.Kind() != reflect.Pointer || p.IsNil() {
			return fmt.Errorf("scan: variable %d is a %T: give its address", i, d)
		}
		if err := sqltype.Store(p.Elem(), r.values[i], r.typeOf(i)); err != nil {
			return fmt.Errorf("scan: column %q: %w", r.keys.names[i], err)
		}
	}
	return nil
}

func (r Row) typeOf(i int) *sqltype.Desc {
	if r.keys.columns == nil {
		return nil
	}
	return sql.TypeOf(r.keys.columns[i])
}

// String shows the row for people: (1, 'a', NULL).
func (r Row) String() string {
	var b strings.Builder
	b.WriteByte('(')
	for i, v := range r.values {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(show(v))
	}
	b.WriteByte(')')
	return b.String()
}

// Get is the value that the column or expression x has in row, in x's type. x is
// found by identity, then by name.
func Get[R any](row Row, x sql.Reads[R]) (R, error) {
	var out R
	i, err := row.index(sql.NodeOf(x))
	if err != nil {
		return out, err
	}
	if v, ok := row.values[i].(R); ok {
		return v, nil
	}
	if err := sqltype.Store(reflect.ValueOf(&out).Elem(), row.values[i], row.typeOf(i)); err != nil {
		return out, fmt.Errorf("column %q: %w", row.keys.names[i], err)
	}
	return out, nil
}

func (r Row) index(n sql.Node) (int, error) {
	if r.keys == nil {
		return 0, fmt.Errorf("this row is empty: look at the error that came with it")
	}
	for i, c := range r.keys.columns {
		if bare(c) == bare(n) {
			return i, nil
		}
	}
	name := sql.OutputNames([]sql.Node{n})[0]
	at := -1
	for i, have := range r.keys.names {
		if have == name && !(i < len(r.keys.columns) && foreign(r.keys.columns[i], n)) {
			if at >= 0 {
				return 0, fmt.Errorf("column name %q is ambiguous: two columns have it", name)
			}
			at = i
		}
	}
	if at < 0 {
		return 0, fmt.Errorf("the row has no column %q; it has %s", name, quoted(r.keys.names))
	}
	return at, nil
}

// bare is n without what only says how it is read.
func bare(n sql.Node) sql.Node {
	switch x := n.(type) {
	case *sql.NullableNode:
		return bare(x.X)
	case *sql.TypedNode:
		return bare(x.X)
	}
	return n
}

// foreign reports whether have and want are columns of which neither comes from the
// other: the same name does not make them the same.
func foreign(have, want sql.Node) bool {
	h, ok := bare(have).(*sql.ColumnNode)
	w, ok2 := bare(want).(*sql.ColumnNode)
	if !ok || !ok2 || h.Table.Same(w.Table) {
		return false
	}
	return origin(h) != origin(w)
}

func origin(c *sql.ColumnNode) *sql.ColumnNode {
	for c.Of != nil {
		c = c.Of
	}
	return c
}
