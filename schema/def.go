package schema

import (
	"errors"
	"fmt"
	"reflect"

	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// Def is the declaring half of a typed column: compared with T, read as R, which is
// *T for a nullable one. Its methods return its address, so that they chain in any
// order; what belongs to one kind of column (Size) comes first. Their receivers are
// pointers, because Go compiles a method of a value twice for each type that embeds it.
//
// They belong into the function that declares the table. A call after the table
// is in use is recorded, and reported by MetaData.Check.
type Def[T, R any] struct{ sql.Value[T, R] }

// A ColumnOf is a column, not any expression, whose values are T.
type ColumnOf[T any] interface {
	sql.Typed[T]
	is_a_column_of() *ColumnDef
}

func (d Def[T, R]) is_a_column_of() *ColumnDef { return DefOf(sql.NodeOf(d)) }

// def is the declaration, or one that nobody reads when there is none.
func (d *Def[T, R]) def() *ColumnDef {
	c := DefOf(sql.NodeOf(d))
	if c == nil {
		return &ColumnDef{}
	}
	if c.sealed && c.table != nil {
		c.table.fail("column %q was declared further after the table came into use", c.Name)
		return &ColumnDef{}
	}
	return c
}

// PrimaryKey makes the column a part of the primary key.
func (d *Def[T, R]) PrimaryKey() *Def[T, R] { d.def().PrimaryKey = true; return d }

// Autoincrement lets the database count the column up. A single integer primary
// key does by itself.
func (d *Def[T, R]) Autoincrement() *Def[T, R] { d.def().Auto = AutoYes; return d }

// NoAutoincrement keeps the database from counting a primary key up.
func (d *Def[T, R]) NoAutoincrement() *Def[T, R] { d.def().Auto = AutoNo; return d }

// Unique makes the values of the column unique.
func (d *Def[T, R]) Unique() *Def[T, R] { d.def().Unique = true; return d }

// Index makes an index over the column.
func (d *Def[T, R]) Index() *Def[T, R] { d.def().Index = true; return d }

// Comment describes the column in the database.
func (d *Def[T, R]) Comment(text string) *Def[T, R] { d.def().Comment = text; return d }

// Collation is how the database sorts and compares the column.
func (d *Def[T, R]) Collation(name string) *Def[T, R] { d.def().Collation = name; return d }

// Named says the column's name in the database.
func (d *Def[T, R]) Named(name string) *Def[T, R] {
	c := d.def()
	if c.Key == c.Name {
		c.Key = name
	}
	c.Name = name
	if c.node != nil {
		c.node.Name = name
	}
	return d
}

// Info hangs anything on the column; it means nothing to the database.
func (d *Def[T, R]) Info(key string, v any) *Def[T, R] { Info(key, v)(d.def()); return d }

// Type says the SQL type, where it is not the usual one for T.
func (d *Def[T, R]) Type(t sqltype.Of[T]) *Def[T, R] {
	d.def().setType(t.Desc())
	return d
}

func (c *ColumnDef) setType(t *sqltype.Desc) {
	c.Type = t
	if c.node != nil {
		c.node.Type = t
	}
}

// Default is the value of a row that gives none. For a mapped bool, number or
// string add OmitZero or InNew: their zero is a value like others.
func (d *Def[T, R]) Default(v T) *Def[T, R] { d.def().Default = &Default{Value: v}; return d }

// DefaultFunc is asked for the value of each row that gives none.
func (d *Def[T, R]) DefaultFunc(f func() T) *Def[T, R] {
	d.def().Default = &Default{Func: called(d.def(), "DefaultFunc", f == nil, func() any { return f() })}
	return d
}

// DefaultExpr is computed by the database, in an INSERT that gives no value.
func (d *Def[T, R]) DefaultExpr(x sql.Typed[T]) *Def[T, R] {
	d.def().Default = &Default{Expr: sql.NodeOf(x)}
	return d
}

// ServerDefault is DEFAULT x in the table: for everyone who inserts. Of a time.Time a
// date or a timestamp without zone has what it is in UTC.
func (d *Def[T, R]) ServerDefault(x sql.Typed[T]) *Def[T, R] {
	d.def().ServerDefault = sql.NodeOf(x)
	return d
}

// Fetched says that the database fills the column by means that are not declared here, as
// a trigger, in INSERT, UPDATE or both. Nothing of it is written into the table. A mapped
// struct whose field is zero leaves the column out of its INSERT, and each flush that
// writes to the row reads the column back, in the same statement where the database
// tells what its triggers did. It is SQLAlchemy's FetchedValue.
func (d *Def[T, R]) Fetched() *Def[T, R] {
	d.def().Fetched = true
	return d
}

// OnUpdateFunc is asked for the value in each UPDATE that gives none.
func (d *Def[T, R]) OnUpdateFunc(f func() T) *Def[T, R] {
	d.def().OnUpdate = &Default{Func: called(d.def(), "OnUpdateFunc", f == nil, func() any { return f() })}
	return d
}

// OnUpdateExpr is computed by the database, in each UPDATE that gives no value.
func (d *Def[T, R]) OnUpdateExpr(x sql.Typed[T]) *Def[T, R] {
	d.def().OnUpdate = &Default{Expr: sql.NodeOf(x)}
	return d
}

// OmitZero makes the zero value of a mapped field ask for the default.
func (d *Def[T, R]) OmitZero() *Def[T, R] { d.def().OmitZero = true; return d }

// InNew makes New fill the default into a mapped field.
func (d *Def[T, R]) InNew() *Def[T, R] { d.def().InNew = true; return d }

// References makes the column a foreign key to another table's column.
func (d *Def[T, R]) References(to ColumnOf[T], options ...FKOption) *Def[T, R] {
	if to == nil {
		d.def().wrong = errors.New("References was given a nil where a column is wanted")
		return d
	}
	d.def().refer(to.is_a_column_of, nil, options)
	return d
}

// ReferencesName is References by "table.column", for what is declared elsewhere.
func (d *Def[T, R]) ReferencesName(to string, options ...FKOption) *Def[T, R] {
	d.def().refer(nil, []string{to}, options)
	return d
}

// Set is column = v.
func (d *Def[T, R]) Set(v T) sql.Assignment { return sql.AssignValue(d, v) }

// SetExpr is column = x.
func (d *Def[T, R]) SetExpr(x sql.Typed[T]) sql.Assignment { return sql.Assign(d, sql.NodeOf(x)) }

// SetDefault is column = DEFAULT.
func (d *Def[T, R]) SetDefault() sql.Assignment { return sql.AssignDefault(d) }

// goType is the Go type of the values, and whether NULL is one of them.
func (d *Def[T, R]) goType() (t reflect.Type, null bool) {
	t = reflect.TypeFor[T]()
	return t, reflect.TypeFor[R]() != t
}

func (d *Def[T, R]) usual() *sqltype.Desc { return sqltype.For[T]() }

// A Bindable is a column of a table struct, by its address.
type Bindable interface {
	sql.Item
	sql.Rebindable
	goType() (reflect.Type, bool)
	usual() *sqltype.Desc
}

// bind makes b a new column of t.
func bind(b Bindable, t *Table, name string) *ColumnDef {
	g, null := b.goType()
	c := &ColumnDef{Name: name, Key: name, Type: b.usual(), GoType: g, Nullable: null, table: t}
	c.node = sql.NewColumn(t.node, name, c.Type, null, c)
	t.Columns = append(t.Columns, c)
	sql.Rebind(b, func(sql.Node) sql.Node { return c.node })
	return c
}

// Seal ends the declaration of t: what is declared later is a mistake.
func (t *Table) Seal() {
	for _, c := range t.Columns {
		c.sealed = true
	}
}

// FieldError is a field of a table struct that cannot be a column.
type FieldError struct {
	Struct reflect.Type
	Field  string
	Reason string
}

// Error says what is wrong with the field.
func (e *FieldError) Error() string {
	return fmt.Sprintf("%v.%s: %s", e.Struct, e.Field, e.Reason)
}
