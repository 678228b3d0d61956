package schema

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aludel/aludel/sql"
)

// An Action is what happens to a row when the one that it refers to goes or
// changes its key.
type Action string

// Actions, as SQL has them. NoAction is what a database does by itself.
const (
	NoAction   Action = "NO ACTION"
	Restrict   Action = "RESTRICT"
	Cascade    Action = "CASCADE"
	SetNull    Action = "SET NULL"
	SetDefault Action = "SET DEFAULT"
)

var actions = []Action{NoAction, Restrict, Cascade, SetNull, SetDefault}

// A ForeignKey is a constraint: the values of Columns exist in another table.
type ForeignKey struct {
	Name       string
	Columns    []*ColumnDef
	OnDelete   Action
	OnUpdate   Action
	Only       []string // of Columns: those that OnDelete sets; none: all
	Deferrable bool
	Initially  string // "DEFERRED" or "IMMEDIATE"
	UseAlter   bool   // added after all tables are there
	Match      string // "FULL", "PARTIAL", "SIMPLE"
	Comment    string
	Info       map[string]any

	table  *Table
	to     []*ColumnDef
	target func() *ColumnDef // of a single column that is known by its façade
	names  []string          // "table.column", until they are resolved
	errs   []error
}

// An FKOption is an option of a foreign key.
type FKOption func(*ForeignKey)

// OnDelete says what happens when the row that is referred to is deleted.
func OnDelete(a Action) FKOption {
	return func(f *ForeignKey) { f.OnDelete = f.action("ON DELETE", a) }
}

// OnDeleteOf is OnDelete with SetNull or SetDefault of some of the columns, by name: the
// others stay as they are. PostgreSQL has it, from 15 on.
func OnDeleteOf(a Action, columns ...string) FKOption {
	return func(f *ForeignKey) {
		f.OnDelete, f.Only = f.action("ON DELETE", a), columns
		if len(columns) == 0 || f.OnDelete != SetNull && f.OnDelete != SetDefault {
			f.errs = append(f.errs, fmt.Errorf("OnDeleteOf wants SetNull or SetDefault, and columns"))
		}
	}
}

// OnUpdate says what happens when the key that is referred to changes.
func OnUpdate(a Action) FKOption {
	return func(f *ForeignKey) { f.OnUpdate = f.action("ON UPDATE", a) }
}

// Deferrable lets a transaction check the constraint at its end only.
func Deferrable(f *ForeignKey) { f.Deferrable = true }

// Initially says when a deferrable constraint is checked: "DEFERRED" or "IMMEDIATE".
func Initially(when string) FKOption {
	return func(f *ForeignKey) {
		f.Initially = strings.ToUpper(when)
		if f.Initially != "DEFERRED" && f.Initially != "IMMEDIATE" {
			f.errs = append(f.errs, fmt.Errorf("INITIALLY %q: it is DEFERRED or IMMEDIATE", when))
		}
		f.Deferrable = f.Deferrable || f.Initially == "DEFERRED"
	}
}

// UseAlter adds the constraint after all tables were created, for tables that
// refer to each other. SQLite, which cannot, keeps it in CREATE TABLE.
func UseAlter(f *ForeignKey) { f.UseAlter = true }

// FKName names the constraint.
func FKName(name string) FKOption { return func(f *ForeignKey) { f.Name = name } }

// FKComment describes the constraint in the database.
func FKComment(text string) FKOption { return func(f *ForeignKey) { f.Comment = text } }

// FKInfo hangs anything on the constraint; it means nothing to the database.
func FKInfo(key string, v any) FKOption {
	return func(f *ForeignKey) {
		if f.Info == nil {
			f.Info = map[string]any{}
		}
		f.Info[key] = v
	}
}

// Match says how a composite key with NULLs is matched: "FULL", "PARTIAL" or "SIMPLE".
func Match(how string) FKOption {
	return func(f *ForeignKey) {
		f.Match = strings.ToUpper(how)
		if !slices.Contains([]string{"FULL", "PARTIAL", "SIMPLE"}, f.Match) {
			f.errs = append(f.errs, fmt.Errorf("MATCH %q: it is FULL, PARTIAL or SIMPLE", how))
		}
	}
}

func (f *ForeignKey) action(clause string, a Action) Action {
	a = Action(strings.ToUpper(strings.Join(strings.Fields(string(a)), " ")))
	if !slices.Contains(actions, a) {
		hint := ""
		if a == "DO NOTHING" {
			hint = " (DO NOTHING belongs to an upsert; NO ACTION is the word here)"
		}
		f.errs = append(f.errs, fmt.Errorf("%s %q is no action: there are NO ACTION, RESTRICT, CASCADE, SET NULL and SET DEFAULT%s", clause, string(a), hint))
	}
	return a
}

// References makes a column of a run-time table refer to "table.column" or
// "schema.table.column", which may be declared later.
func References(column string, options ...FKOption) ColumnOption {
	return func(c *ColumnDef) { c.refer(nil, []string{column}, options) }
}

// ReferencesColumn makes a column of a run-time table refer to another table's column.
func ReferencesColumn(to *ColumnDef, options ...FKOption) ColumnOption {
	return func(c *ColumnDef) { c.refer(func() *ColumnDef { return to }, nil, options) }
}

// A LaterColumn stands for a column of a table that is declared later. It can be
// referred to, and nothing else.
type LaterColumn[T any] struct {
	sql.Value[T, T]
	find func() *ColumnDef
}

// Later is the column that find gives when references are resolved; find gives nil
// while there is none.
func Later[T any](find func() *ColumnDef) LaterColumn[T] {
	if find == nil {
		find = func() *ColumnDef { return nil }
	}
	return LaterColumn[T]{find: find}
}

func (l LaterColumn[T]) is_a_column_of() *ColumnDef { return l.find() }

func (c *ColumnDef) refer(to func() *ColumnDef, names []string, options []FKOption) {
	f := &ForeignKey{Columns: []*ColumnDef{c}, target: to, names: names}
	f.set(options)
	if c.table != nil {
		f.attach(c.table)
		return
	}
	c.waiting = append(c.waiting, f)
}

func (f *ForeignKey) set(options []FKOption) {
	for _, o := range options {
		if o == nil {
			f.errs = append(f.errs, errNilOption)
			continue
		}
		o(f)
	}
}

func (c *ColumnDef) pending() []*ForeignKey {
	fs := c.waiting
	c.waiting = nil
	return fs
}

func (f *ForeignKey) attach(t *Table) {
	f.table = t
	t.ForeignKeys = append(t.ForeignKeys, f)
	if t.meta != nil {
		t.meta.resolved = -1
	}
}

// ForeignKeyOn is a foreign key over several columns of a run-time table: columns by
// name, and as many targets as "table.column".
func ForeignKeyOn(columns []string, refer []string, options ...FKOption) TablePart {
	f := &ForeignKey{names: refer}
	f.set(options)
	return partFunc(func(t *Table) {
		for _, name := range columns {
			c := t.Column(name)
			if c == nil {
				t.errs = append(t.errs, t.noColumn(name))
				return
			}
			f.Columns = append(f.Columns, c)
		}
		f.attach(t)
	})
}

// AddForeignKey makes columns of t, together, refer to the columns to of another
// table, which is declared already; see AddForeignKeyNamed for one that is not.
func AddForeignKey(t sql.Target, columns, to []sql.Expr, options ...FKOption) {
	f := foreignKeyOf(t, columns, options)
	if f == nil {
		return
	}
	f.to = make([]*ColumnDef, 0, len(to)) // also where there are none, which is a mistake
	for _, x := range to {
		c := DefOf(sql.NodeOf(x))
		if c == nil {
			f.errs = append(f.errs, fmt.Errorf("it refers to what is no column of a declared table"))
			continue
		}
		f.to = append(f.to, c)
	}
	f.attach(f.table)
}

// AddForeignKeyNamed makes columns of t, together, refer to as many columns by
// name, as "table.column".
func AddForeignKeyNamed(t sql.Target, columns []sql.Expr, to []string, options ...FKOption) {
	if f := foreignKeyOf(t, columns, options); f != nil {
		f.names = to
		f.attach(f.table)
	}
}

// foreignKeyOf is a foreign key over columns of t that does not refer to anything yet.
func foreignKeyOf(t sql.Target, columns []sql.Expr, options []FKOption) *ForeignKey {
	table := Of(t)
	if table == nil {
		return nil // what is wrong with t is reported by the statements that use it
	}
	f := &ForeignKey{table: table}
	f.set(options)
	for _, x := range columns {
		c := DefOf(sql.NodeOf(x))
		if c == nil || c.table != table {
			table.fail("a foreign key is over its own columns")
			return nil
		}
		f.Columns = append(f.Columns, c)
	}
	return f
}

func (f *ForeignKey) part(t *Table) { f.attach(t) }

// Table is the table that the constraint is on.
func (f *ForeignKey) Table() *Table { return f.table }

// Target is the table that is referred to; nil while it is not declared.
func (f *ForeignKey) Target() *Table {
	if f.to == nil {
		f.resolve(f.table.meta)
	}
	if len(f.to) == 0 {
		return nil
	}
	return f.to[0].table
}

// Referred are the columns that are referred to, as Columns; nil while their table
// is not declared.
func (f *ForeignKey) Referred() []*ColumnDef {
	f.Target()
	return f.to
}

func (f *ForeignKey) resolve(m *MetaData) {
	if f.to != nil {
		return
	}
	if f.target != nil {
		if c := f.target(); c != nil && c.table != nil {
			f.to = []*ColumnDef{c}
		}
		return
	}
	var to []*ColumnDef
	for _, name := range f.names {
		t, c := m.find(name)
		if t == nil || c == nil {
			return
		}
		to = append(to, c)
	}
	f.to = to
}

// find resolves "table.column", also in the default schema of m.
func (m *MetaData) find(name string) (*Table, *ColumnDef) {
	i := strings.LastIndexByte(name, '.')
	if i < 0 || m == nil {
		return nil, nil
	}
	t := m.byName[name[:i]]
	if t == nil && m.schema != "" {
		t = m.byName[m.schema+"."+name[:i]]
	}
	if t == nil {
		return nil, nil
	}
	return t, t.Column(name[i+1:])
}

func (f *ForeignKey) check() []error {
	var errs []error
	fail := func(format string, args ...any) {
		errs = append(errs, fmt.Errorf("%s: foreign key: "+format, append([]any{f.where()}, args...)...))
	}
	for _, err := range f.errs {
		fail("%w", err)
	}
	for _, name := range f.Only {
		if !slices.ContainsFunc(f.Columns, func(c *ColumnDef) bool { return c.Name == name }) {
			fail("OnDeleteOf(%q): it is over no column of that name", name)
		}
	}
	f.resolve(f.table.meta)
	switch {
	case f.to == nil && f.target != nil:
		fail("it refers to a column of a table that is not declared")
		return errs
	case f.to == nil:
		for _, name := range f.names {
			if !strings.Contains(name, ".") {
				fail("%q does not name a column: write it as table.column", name)
			} else if t, c := f.table.meta.find(name); t == nil {
				fail("there is no table for %q; is the package that declares it imported?", name)
			} else if c == nil {
				fail("%w", t.noColumn(name[strings.LastIndexByte(name, '.')+1:]))
			}
		}
		return errs
	}
	if len(f.to) != len(f.Columns) {
		fail("%d columns refer to %d", len(f.Columns), len(f.to))
		return errs
	}
	if slices.Equal(f.to, f.Columns) {
		fail("it refers to itself: every row would refer to the row that it is")
		return errs
	}
	for i, c := range f.Columns {
		if f.to[i].table != f.to[0].table {
			fail("its targets are in two tables, %s and %s", f.to[0].table.FullName(), f.to[i].table.FullName())
		}
		if (f.OnDelete == SetNull || f.OnUpdate == SetNull) && !c.Nullable {
			fail("SET NULL, but column %s is NOT NULL", c.Name)
		}
	}
	return errs
}

func (f *ForeignKey) where() string {
	names := make([]string, len(f.Columns))
	for i, c := range f.Columns {
		names[i] = c.Name
	}
	return f.table.FullName() + "(" + strings.Join(names, ", ") + ")"
}
