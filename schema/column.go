package schema

import (
	"errors"
	"fmt"
	"reflect"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// Auto says whether the database makes up a column's values.
type Auto uint8

// Values of Auto.
const (
	AutoDefault Auto = iota // for the single integer column of a primary key
	AutoYes
	AutoNo
)

// A ColumnDef is what is declared of a column.
type ColumnDef struct {
	Name          string
	Key           string // under which Table.C and parameter sets know it; the name unless said
	Type          *sqltype.Desc
	GoType        reflect.Type // of the values of a typed column; nil for one made at run time
	Nullable      bool
	PrimaryKey    bool
	Auto          Auto
	Unique        bool
	Index         bool
	Comment       string
	Collation     string
	Info          map[string]any
	Default       *Default // for an INSERT that does not give a value
	OnUpdate      *Default // for an UPDATE that does not give a value
	ServerDefault sql.Node // what the database does
	Identity      *Identity
	Computed      *Computed
	Fetched       bool // a trigger makes it, or something else that is not declared here
	OmitZero      bool // a mapped field's zero value asks for the default
	InNew         bool // the default is filled in by New
	Elsewhere     bool // only some of the table's rows have it, those of one kind: it is NULL in others

	// Kinds is of the column that says what each row is: what is written where a row gives v,
	// which may be its zero or NULL, or an error where nothing is of that kind; given: whether
	// v says what the row is. nil for other columns.
	Kinds func(v driver.Value) (own driver.Value, given bool, err error)

	table   *Table
	node    *sql.ColumnNode
	sealed  bool
	wrong   error         // in the call that made it
	waiting []*ForeignKey // while the column has no table
}

// MadeByDatabase reports whether the database has a value for an INSERT that gives none.
func (c *ColumnDef) MadeByDatabase() bool { return c.ServerDefault != nil || c.Fetched }

// A Default is a value that is filled in on the way to the database. One of the
// fields is set.
type Default struct {
	Value any        // always the same
	Func  func() any // asked for each row
	Expr  sql.Node   // computed by the database, in the statement
}

// Table is the table that the column belongs to.
func (c *ColumnDef) Table() *Table { return c.table }

// Node is the column in the syntax tree.
func (c *ColumnDef) Node() *sql.ColumnNode { return c.node }

// FullName is table.column.
func (c *ColumnDef) FullName() string {
	if c.table == nil {
		return c.Name
	}
	return c.table.FullName() + "." + c.Name
}

func (c *ColumnDef) check() []error {
	var errs []error
	fail := func(format string, args ...any) {
		errs = append(errs, fmt.Errorf("column %s: "+format, append([]any{c.FullName()}, args...)...))
	}
	if c.wrong != nil {
		fail("%w", c.wrong)
	}
	if c.Name == "" {
		fail("it has no name")
	}
	if c.Type == nil {
		fail("the SQL type of a Go %v is not known: say it with Type", c.GoType)
	}
	if err := c.Type.Misnamed(); err != nil {
		fail("%w", err)
	}
	if c.PrimaryKey && c.Nullable {
		fail("a column of the primary key cannot be nullable")
	}
	if c.Identity != nil {
		if err := c.Identity.check(); err != nil {
			fail("its identity: %w", err)
		}
	}
	if c.Computed != nil && (c.Default != nil || c.ServerDefault != nil || c.OnUpdate != nil || c.Auto == AutoYes) {
		fail("a computed column has no default, and does not count up")
	}
	if c.Fetched && (c.Computed != nil || c.PrimaryKey) {
		fail("Fetched is for what a trigger fills, and not for a primary key or a computed column")
	}
	if c.Default != nil && c.Default.Value != nil && c.Type != nil {
		v, err := sqltype.EncodeAny(c.Default.Value, c.Type)
		if err == nil && !sqltype.IsFloat(c.Default.Value) {
			_, err = sqltype.Stored(v, c.Type)
		}
		if err != nil {
			fail("its default: %w", err)
		}
	}
	if b, ok := c.ServerDefaultNode().(*sql.BindNode); ok && b.Err != nil {
		fail("its server default: %w", b.Err)
	}
	return errs
}

// part adds the column to a table made at run time.
func (c *ColumnDef) part(t *Table) {
	if c.table != nil {
		t.fail("column %q is a part of table %s already: make one for each table", c.Name, c.table.FullName())
		return
	}
	c.table = t
	if c.Key == "" {
		c.Key = c.Name
	}
	if c.PrimaryKey {
		c.Nullable = false
	}
	c.node = sql.NewColumn(t.node, c.Name, c.Type, c.Nullable, c)
	t.Columns = append(t.Columns, c)
	for _, f := range c.pending() {
		f.attach(t)
	}
}

var errNilOption = errors.New("one of its options is nil")

// A ColumnOption is an option of Column.
type ColumnOption func(*ColumnDef)

// Column declares a column of a table made at run time. It is nullable unless
// NotNull or PrimaryKey is among the options.
func Column(name string, t sqltype.Type, options ...ColumnOption) *ColumnDef {
	c := &ColumnDef{Name: name, Nullable: true}
	if t != nil {
		c.Type = t.Desc()
	}
	for _, o := range options {
		if o == nil {
			c.wrong = errNilOption
			continue
		}
		o(c)
	}
	return c
}

// PrimaryKey makes the column a part of the primary key.
func PrimaryKey(c *ColumnDef) { c.PrimaryKey, c.Nullable = true, false }

// NotNull refuses NULL.
func NotNull(c *ColumnDef) { c.Nullable = false }

// Autoincrement lets the database count the column up.
func Autoincrement(c *ColumnDef) { c.Auto = AutoYes }

// NoAutoincrement keeps the database from counting a primary key up.
func NoAutoincrement(c *ColumnDef) { c.Auto = AutoNo }

// UniqueColumn makes the values of the column unique.
func UniqueColumn(c *ColumnDef) { c.Unique = true }

// Indexed makes an index over the column.
func Indexed(c *ColumnDef) { c.Index = true }

// Key names the column for Table.C and parameter sets.
func Key(key string) ColumnOption { return func(c *ColumnDef) { c.Key = key } }

// DefaultValue is filled in where an INSERT gives no value.
func DefaultValue(v any) ColumnOption { return func(c *ColumnDef) { c.Default = &Default{Value: v} } }

// DefaultFunc is asked for each row where an INSERT gives no value.
func DefaultFunc(f func() any) ColumnOption {
	return func(c *ColumnDef) { c.Default = &Default{Func: called(c, "DefaultFunc", f == nil, f)} }
}

// DefaultExpr is put into an INSERT that gives no value.
func DefaultExpr(x sql.Expr) ColumnOption {
	return func(c *ColumnDef) { c.Default = &Default{Expr: sql.NodeOf(x)} }
}

// ServerDefault is DEFAULT x in the table. A value has the column's type; of a time.Time
// a date or a timestamp without zone has what it is in UTC.
func ServerDefault(x sql.Expr) ColumnOption {
	return func(c *ColumnDef) { c.ServerDefault = sql.NodeOf(x) }
}

// Fetched says that the database fills the column by means that are not declared here, as
// a trigger: see [Def.Fetched].
func Fetched(c *ColumnDef) { c.Fetched = true }

// OnUpdateFunc is asked where an UPDATE gives no value.
func OnUpdateFunc(f func() any) ColumnOption {
	return func(c *ColumnDef) { c.OnUpdate = &Default{Func: called(c, "OnUpdateFunc", f == nil, f)} }
}

// called is f, a function of the program's that option was given for c. Where there is none
// that is a mistake of the declaration.
func called(c *ColumnDef, option string, missing bool, f func() any) func() any {
	if !missing {
		return f
	}
	c.wrong = fmt.Errorf("%s was given a nil function", option)
	return func() any { return nil }
}

// ColumnComment describes the column in the database.
func ColumnComment(text string) ColumnOption { return func(c *ColumnDef) { c.Comment = text } }

// Info hangs anything on the column; it means nothing to the database.
func Info(key string, v any) ColumnOption {
	return func(c *ColumnDef) {
		if c.Info == nil {
			c.Info = map[string]any{}
		}
		c.Info[key] = v
	}
}

// AllowNull lets the column be NULL: for package orm, where a column belongs to a value
// that may be absent. It has no effect on the type that the column is read as.
func (c *ColumnDef) AllowNull() {
	if !c.PrimaryKey {
		c.Nullable, c.node.Null = true, true
	}
}
