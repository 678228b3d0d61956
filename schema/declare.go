package schema

import (
	"fmt"
	"reflect"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/aludel/aludel/sql"
)

// Rows is embedded by a table struct whose rows have no struct of their own.
type Rows struct {
	sql.Yields[sql.Record]
	sql.Handle
}

// A TableStruct is the address of a table struct.
type TableStruct interface {
	sql.Source
	sql.Pointable
}

// Declare makes the table of P in m: a struct that embeds [Rows] and has a typed
// column in each field. Names are the fields' in snake_case.
func Declare[P TableStruct](m *MetaData, name string, declare func(P)) P {
	p, t, _ := Bind[P](m, name)
	DeclareMixins(p)
	if declare != nil {
		declare(p)
	}
	for _, c := range t.Columns {
		if c.PrimaryKey {
			c.Nullable, c.node.Null = false, false
		}
	}
	return p
}

// A Field is a column of a table struct, and the way to it.
type Field struct {
	Path   []string // the names of the fields that lead to it, without those of embedded structs
	Column *ColumnDef
}

// Bind makes a table of a table struct's type, and gives the columns that its
// fields became. It is what Declare and package orm build on; DeclareMixins comes
// after it.
func Bind[P TableStruct](m *MetaData, name string) (P, *Table, []Field) {
	st := reflect.TypeFor[P]()
	t := newTable(m, name)
	var fields []Field
	if st.Kind() != reflect.Pointer || st.Elem().Kind() != reflect.Struct {
		t.fail("%v is no pointer to a table struct", st)
		var zero P
		return zero, t, nil
	}
	v := reflect.New(st.Elem())
	p := v.Interface().(P)
	sql.Point(p, t.node)
	hidden(st.Elem(), t)
	walk(v.Elem(), nil, func(b Bindable, path []string) {
		fields = append(fields, Field{path, bind(b, t, Snake(strings.Join(path, "_")))})
	})
	return p, t, fields
}

// A Mixin declares the columns of a struct that is embedded in table structs, or is a
// field of them. Its Declare is called for each table, before the function that declares
// the table; a method Declare with parameters or results is a mistake that Check reports.
type Mixin interface{ Declare() }

// DeclareMixins calls Declare of the structs that are embedded in a table struct,
// inner ones first.
func DeclareMixins(t TableStruct) {
	if v := reflect.ValueOf(t); v.Kind() == reflect.Pointer && v.Elem().Kind() == reflect.Struct {
		declareMixins(v)
	}
}

// declareMixins calls Declare of embedded structs, inner ones first.
func declareMixins(v reflect.Value) {
	s := v.Elem()
	for i := range s.NumField() {
		f, ok := Member(s, i)
		if !ok {
			continue
		}
		if _, column := f.Addr().Interface().(Bindable); column {
			continue
		}
		declareMixins(f.Addr())
		if m, ok := f.Addr().Interface().(Mixin); ok {
			m.Declare()
		}
	}
}

// Member is field i of the addressable struct v, when it is a struct in which columns
// may be: an exported field, or any that is embedded, for its columns are as visible as
// those of an exported one.
func Member(v reflect.Value, i int) (reflect.Value, bool) {
	sf, fv := v.Type().Field(i), v.Field(i)
	switch {
	case fv.Kind() != reflect.Struct:
		return fv, false
	case sf.IsExported():
		return fv, true
	case sf.Anonymous:
		return reflect.NewAt(fv.Type(), fv.Addr().UnsafePointer()).Elem(), true
	}
	return fv, false
}

// uncalled reports a struct whose Declare would never be called, because it is another method
// than that of a Mixin: what it says of the columns would be left out without a word. A
// method of what it embeds is reported there.
func uncalled(sf reflect.StructField, st reflect.Type, t *Table) {
	p := reflect.PointerTo(sf.Type)
	if _, ok := p.MethodByName("Declare"); !ok || p.Implements(mixin) {
		return
	}
	for i := range sf.Type.NumField() {
		if f := sf.Type.Field(i); f.Anonymous && f.Type.Kind() == reflect.Struct {
			if _, ok := reflect.PointerTo(f.Type).MethodByName("Declare"); ok {
				return
			}
		}
	}
	t.fail("the field %s of %v has a method Declare with parameters or results, which would not be called: write func (c *%s) Declare()", sf.Name, st, sf.Type.Name())
}

// hidden reports columns in fields that nobody could use, or set: unexported ones.
func hidden(st reflect.Type, t *Table) {
	for i := range st.NumField() {
		sf := st.Field(i)
		switch {
		case sf.Type.Kind() != reflect.Struct:
		case sf.IsExported() || sf.Anonymous:
			if !isBindable(sf.Type) {
				uncalled(sf, st, t)
				hidden(sf.Type, t)
			}
		case isBindable(sf.Type):
			t.fail("the field %s of %v is a column, but unexported, so that it would be left out: call it %s", sf.Name, st, capital(sf.Name))
		case holdsColumns(sf.Type):
			t.fail("the field %s of %v holds columns, but is unexported, so that they would be left out: call it %s, or embed %v", sf.Name, st, capital(sf.Name), sf.Type)
		}
	}
}

func isBindable(st reflect.Type) bool { return reflect.PointerTo(st).Implements(bindable) }

// holdsColumns reports whether a column is somewhere in a struct.
func holdsColumns(st reflect.Type) bool {
	for i := range st.NumField() {
		if t := st.Field(i).Type; t.Kind() == reflect.Struct && (isBindable(t) || holdsColumns(t)) {
			return true
		}
	}
	return false
}

var (
	bindable = reflect.TypeFor[Bindable]()
	mixin    = reflect.TypeFor[Mixin]()
)

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// walk calls f for each column in the struct v.
func walk(v reflect.Value, path []string, f func(Bindable, []string)) {
	for i := range v.NumField() {
		sf := v.Type().Field(i)
		fv, ok := Member(v, i)
		if !ok {
			continue
		}
		p := path
		if b, ok := fv.Addr().Interface().(Bindable); ok {
			f(b, append(p[:len(p):len(p)], sf.Name))
			continue
		}
		if _, ok := fv.Addr().Interface().(interface{ skip_columns() }); ok {
			continue
		}
		if !sf.Anonymous {
			p = append(p[:len(p):len(p)], sf.Name)
		}
		walk(fv, p, f)
	}
}

// Alias is t under another name: a table struct of its own, whose columns are the alias's.
func Alias[P TableStruct](t P, name string) P {
	return over(t, sql.AliasOf(sql.SourceOf(t), name))
}

// From is the table struct t, read from a subquery or CTE that has its columns.
func From[P TableStruct](t P, from sql.Source) P { return over(t, sql.SourceOf(from)) }

func over[P TableStruct](t P, n *sql.TableNode) P {
	v := reflect.New(reflect.TypeFor[P]().Elem())
	if x := reflect.ValueOf(t); !x.IsNil() { // else n is an error
		v.Elem().Set(x.Elem())
	}
	p := v.Interface().(P)
	sql.Point(p, n)
	walk(v.Elem(), nil, func(b Bindable, _ []string) {
		sql.Rebind(b, func(c sql.Node) sql.Node {
			if col, ok := c.(*sql.ColumnNode); ok {
				if nc := n.ColumnOf(col); nc != nil {
					return nc
				}
				return &sql.ErrNode{Err: fmt.Errorf("%s has no column %q", n.Ref(), col.Name)}
			}
			return c
		})
	})
	return p
}

// Shape binds a struct of columns to the columns of a subquery, CTE or table, by
// name. A field that has no column there is an error of the statement that uses it.
func Shape[S any](from sql.Source) *S {
	s := new(S)
	v := reflect.ValueOf(s).Elem()
	if v.Kind() != reflect.Struct {
		return s
	}
	n := sql.SourceOf(from)
	walk(v, nil, func(b Bindable, path []string) {
		name := Snake(strings.Join(path, "_"))
		sql.Rebind(b, func(sql.Node) sql.Node {
			for _, c := range n.Cols {
				if c.Name == name {
					return c
				}
			}
			return &sql.ErrNode{Err: fmt.Errorf("%s has no column %q", n.Ref(), name)}
		})
	})
	return s
}

// Snake is a Go name as a column's: ProductID is product_id, HTTPServer http_server.
func Snake(name string) string {
	var b strings.Builder
	rs := []rune(name)
	for i, r := range rs {
		if i > 0 && unicode.IsUpper(r) && rs[i-1] != '_' {
			before, after := rs[i-1], rune(utf8.RuneError)
			if i+1 < len(rs) {
				after = rs[i+1]
			}
			if !unicode.IsUpper(before) || unicode.IsLower(after) && unicode.IsUpper(before) {
				b.WriteByte('_')
			}
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
