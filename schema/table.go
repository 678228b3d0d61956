package schema

import (
	"fmt"
	"slices"

	"github.com/aludel/aludel/sql"
)

// A Table is a table of the database. What it has is added while it is declared
// and read afterwards.
type Table struct {
	_ [0]ofTable
	sql.Handle
	sql.Yields[sql.Record]
	Name        string
	Schema      string
	Columns     []*ColumnDef
	ForeignKeys []*ForeignKey
	Uniques     []*Unique
	Checks      []*Check
	Indexes     []*Index
	PKName      string       // of the primary key constraint
	PKInclude   []*ColumnDef // kept beside the primary key
	PKComment   string

	PKDeferrable bool
	PKInitially  string // "DEFERRED" or "IMMEDIATE"

	Comment   string
	Info      map[string]any
	Excludes  []*Exclude
	Options   []TableOption
	Temporary bool

	meta *MetaData
	node *sql.TableNode
	key  []*ColumnDef // of the primary key, where it is not in the order of the columns
	errs []error
}

// A TablePart is something of which NewTable makes a table: a column, a
// constraint, an index, an option.
type TablePart interface{ part(*Table) }

type partFunc func(*Table)

func (f partFunc) part(t *Table) { f(t) }

// NewTable makes a table at run time and adds it to m. Mistakes are reported by
// m.Check, and by the statements that use the table.
func NewTable(m *MetaData, name string, parts ...TablePart) *Table {
	t := newTable(m, name)
	for i, p := range parts {
		if p == nil {
			t.fail("part %d is nil", i+1)
			continue
		}
		p.part(t)
	}
	return t
}

func newTable(m *MetaData, name string) *Table {
	lost := m == nil
	if lost {
		m = NewMetaData()
	}
	t := &Table{Name: name, Schema: m.schema, meta: m, node: sql.NewTable(m.schema, name)}
	t.node.Def = t
	sql.Point(t, t.node)
	m.add(t)
	if lost {
		t.fail("its MetaData is nil")
	}
	return t
}

// Comment describes the table in the database.
func Comment(text string) TablePart { return partFunc(func(t *Table) { t.Comment = text }) }

// Of is the table behind a source: a declared table, an alias of one; nil for a
// subquery or a CTE.
func Of(s sql.Source) *Table {
	t, _ := sql.SourceOf(s).Def.(*Table)
	return t
}

// Node is the table in the syntax tree.
func (t *Table) Node() *sql.TableNode { return t.node }

// MetaData is the collection that the table is in.
func (t *Table) MetaData() *MetaData { return t.meta }

// FullName is schema.name, or name where there is no schema.
func (t *Table) FullName() string {
	if t.Schema != "" {
		return t.Schema + "." + t.Name
	}
	return t.Name
}

// Column finds a column by its key, or else its name; nil when there is none.
func (t *Table) Column(name string) *ColumnDef {
	for _, c := range t.Columns {
		if c.Key == name {
			return c
		}
	}
	for _, c := range t.Columns {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// C is the column of that name, as an expression. A name that the table does not
// have is an error of the statement that uses it.
func (t *Table) C(name string) AnyCol {
	if c := t.Column(name); c != nil {
		return AnyCol{sql.NewValue[any, any](c.node)}
	}
	return AnyCol{sql.NewValue[any, any](&sql.ErrNode{Err: t.noColumn(name)})}
}

func (t *Table) noColumn(name string) error {
	names := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		names[i] = c.Name
	}
	if n := nearest(name, names); n != "" {
		return fmt.Errorf("table %s has no column %q; did you mean %q?", t.FullName(), name, n)
	}
	return fmt.Errorf("table %s has no column %q; it has %q", t.FullName(), name, names)
}

// SetPrimaryKey makes columns the primary key, in this order, which need not be that of
// the table, under a name ("": that of the naming convention). More can be said of it, as
// of other constraints.
func (t *Table) SetPrimaryKey(name string, columns ...sql.Expr) Constraint {
	var key []*ColumnDef
	for _, x := range columns {
		c := DefOf(sql.NodeOf(x))
		if c == nil || c.table != t {
			t.fail("a primary key is over columns of its own table")
			return Constraint{primary: t}
		}
		key = append(key, c)
	}
	t.setKey(name, key)
	return Constraint{primary: t}
}

func (t *Table) setKey(name string, key []*ColumnDef) {
	if len(key) == 0 {
		t.fail("a primary key wants columns")
		return
	}
	t.PKName, t.key = name, key
	for _, c := range key {
		c.PrimaryKey = true
		if c.GoType == nil { // a typed column says itself whether it is nullable
			c.Nullable, c.node.Null = false, false
		}
	}
}

// PrimaryKeyOn is the primary key of a run-time table, over columns that are given
// before, in this order, under a name ("": that of the naming convention).
func PrimaryKeyOn(name string, columns ...string) TablePart {
	return partFunc(func(t *Table) {
		var key []*ColumnDef
		for _, cn := range columns {
			c := t.Column(cn)
			if c == nil {
				t.errs = append(t.errs, t.noColumn(cn))
				return
			}
			key = append(key, c)
		}
		t.setKey(name, key)
	})
}

// PrimaryKey are the columns of the primary key, in order.
func (t *Table) PrimaryKey() []*ColumnDef {
	if len(t.key) > 0 {
		return slices.Clone(t.key)
	}
	var out []*ColumnDef
	for _, c := range t.Columns {
		if c.PrimaryKey {
			out = append(out, c)
		}
	}
	return out
}

// Generated is the column whose value the database makes up when none is given: it
// is marked so, or it is the single integer column of the primary key, without
// foreign key and default. Nil when there is none.
func (t *Table) Generated() *ColumnDef {
	pk := t.PrimaryKey()
	for _, c := range t.Columns {
		if c.Auto == AutoYes {
			return c
		}
	}
	if len(pk) != 1 {
		return nil
	}
	c := pk[0]
	if c.Auto == AutoNo || !c.Type.IsInteger() || c.Default != nil || c.MadeByDatabase() || len(t.foreignKeysOf(c)) > 0 {
		return nil
	}
	return c
}

func (t *Table) foreignKeysOf(c *ColumnDef) []*ForeignKey {
	var out []*ForeignKey
	for _, f := range t.ForeignKeys {
		if slices.Contains(f.Columns, c) {
			out = append(out, f)
		}
	}
	return out
}

// ForeignKeysTo are the foreign keys from t to another table, for joins: pairs of
// the columns here and there.
func (t *Table) ForeignKeysTo(other any) [][2][]*sql.ColumnNode {
	o, ok := other.(*Table)
	if !ok {
		return nil
	}
	if t.meta != nil {
		t.meta.Resolve()
	}
	var out [][2][]*sql.ColumnNode
	for _, f := range t.ForeignKeys {
		if f.Target() != o {
			continue
		}
		var pair [2][]*sql.ColumnNode
		for i, c := range f.Columns {
			pair[0] = append(pair[0], c.node)
			pair[1] = append(pair[1], f.to[i].node)
		}
		out = append(out, pair)
	}
	return out
}

func (t *Table) fail(format string, args ...any) {
	t.errs = append(t.errs, fmt.Errorf("table %s: "+format, append([]any{t.FullName()}, args...)...))
}

func (t *Table) check() []error {
	errs := slices.Clone(t.errs)
	fail := func(format string, args ...any) {
		errs = append(errs, fmt.Errorf("table %s: "+format, append([]any{t.FullName()}, args...)...))
	}
	if t.Name == "" {
		fail("it has no name")
	}
	if len(t.Columns) == 0 {
		fail("it has no columns")
	}
	if err := t.primaryKey(); err != nil {
		errs = append(errs, err)
	}
	names := map[string]bool{}
	for _, c := range t.Columns {
		if names[c.Name] {
			fail("column %q is declared twice", c.Name)
		}
		names[c.Name] = true
		errs = append(errs, c.check()...)
	}
	for _, f := range t.ForeignKeys {
		errs = append(errs, f.check()...)
	}
	for i, c := range t.Columns {
		if c.PrimaryKey && len(t.key) > 0 && !slices.Contains(t.key, c) {
			fail("column %q is marked as primary key, which is over others", c.Name)
		}
		if c.Auto == AutoYes {
			if !c.Type.IsInteger() {
				fail("column %q cannot be generated: it is a %s, and only integers count up", c.Name, c.Type)
			}
			for _, d := range t.Columns[i+1:] {
				if d.Auto == AutoYes {
					fail("columns %q and %q are both generated: one is allowed", c.Name, d.Name)
				}
			}
		}
	}
	return errs
}
