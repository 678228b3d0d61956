package schema

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/aludel/aludel/sql"
)

// Tables of entities that inherit from others: what package orm builds on. An entity that
// shares its parent's table adds columns to it, which the rows of others do not have;
// one with a table of its own has the parent's key there.

// NewKinTable makes the table of what inherits from rows of parent: it begins with
// parent's primary key, which refers to it.
func NewKinTable(m *MetaData, name string, parent *Table, options ...FKOption) *Table {
	t := newTable(m, name)
	f := &ForeignKey{}
	f.set(options)
	for _, k := range parent.PrimaryKey() {
		c := &ColumnDef{Name: k.Name, Key: k.Key, Type: k.Type, GoType: k.GoType, PrimaryKey: true, Collation: k.Collation, Auto: AutoNo, table: t}
		c.node = sql.NewColumn(t.node, c.Name, c.Type, false, c)
		t.Columns = append(t.Columns, c)
		f.Columns, f.to = append(f.Columns, c), append(f.to, k)
	}
	f.attach(t)
	return t
}

// BindKin makes the columns of p, the table struct of an entity that inherits: what
// inherited knows, by its path, is that column, and all others are made in t. What p
// itself stands for is set by the caller. alone says of t that only the entity's rows are
// in it.
func BindKin(p TableStruct, t *Table, alone bool, inherited func(path string) *ColumnDef) []Field {
	v := reflect.ValueOf(p).Elem()
	hidden(v.Type(), t)
	return bindKin(v, t, alone, inherited)
}

func bindKin(v reflect.Value, t *Table, alone bool, inherited func(path string) *ColumnDef) []Field {
	var fields []Field
	hidden(v.Type(), t)
	walk(v, nil, func(b Bindable, path []string) {
		if c := inherited(strings.Join(path, ".")); c != nil {
			if g, null := b.goType(); g != c.GoType || null != c.Nullable && !c.PrimaryKey {
				t.fail("the inherited column %s is another type in %v than in the table that it is inherited from", strings.Join(path, "."), v.Type())
			}
			sql.Rebind(b, func(sql.Node) sql.Node { return c.node })
			fields = append(fields, Field{path, c})
			return
		}
		name := Snake(strings.Join(path, "_"))
		if c := t.Column(name); c != nil { // of another kind of row
			if g, null := b.goType(); alone || g != c.GoType || null != c.Nullable || !c.Elsewhere {
				t.fail("%v has a column %q, which is there already and is something else: give one of them another name with Named", v.Type(), name)
			}
			sql.Rebind(b, func(sql.Node) sql.Node { return c.node })
			fields = append(fields, Field{path, c})
			return
		}
		c := bind(b, t, name)
		if !alone {
			c.Elsewhere, c.node.Null = true, true
		}
		fields = append(fields, Field{path, c})
	})
	return fields
}

// PointKin makes what a table struct names, itself and its columns, that of n.
func PointKin(p TableStruct, n *sql.TableNode) {
	sql.Point(p, n)
	walk(reflect.ValueOf(p).Elem(), nil, func(b Bindable, _ []string) {
		sql.Rebind(b, func(c sql.Node) sql.Node {
			if col, ok := c.(*sql.ColumnNode); ok {
				if x := n.ColumnOf(col); x != nil {
					return x
				}
				return &sql.ErrNode{Err: fmt.Errorf("%s has no column %q", n.Ref(), col.Name)}
			}
			return c
		})
	})
}

// DeclareOwnMixins is DeclareMixins without the structs that parent, a table struct's type,
// embeds as well: their columns are inherited, and declared there.
func DeclareOwnMixins(t TableStruct, parent reflect.Type) {
	v := reflect.ValueOf(t)
	if v.Kind() != reflect.Pointer || v.Elem().Kind() != reflect.Struct {
		return
	}
	skip := map[reflect.Type]bool{}
	var embedded func(reflect.Type)
	embedded = func(st reflect.Type) {
		for i := range st.NumField() {
			if f := st.Field(i); f.Type.Kind() == reflect.Struct && !reflect.PointerTo(f.Type).Implements(bindable) {
				skip[f.Type] = true
				embedded(f.Type)
			}
		}
	}
	embedded(parent)
	s := v.Elem()
	for i := range s.NumField() {
		f, ok := Member(s, i)
		if !ok || skip[f.Type()] {
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

// fillKind is FillInsert for a table that others share: the row says what it is, and has
// the defaults of its own columns.
func fillKind(n *sql.InsertNode) *sql.InsertNode {
	p := n.Table.Parts
	if len(p.Parts) > 1 || n.Query != nil {
		return n
	}
	f := *n
	f.Columns, f.Defaults = slices.Clip(n.Columns), true
	f.Rows = slices.Clone(n.Rows)
	if len(f.Rows) == 0 {
		f.Rows = [][]sql.Node{nil}
	}
	for i, c := range n.Table.Cols {
		if slices.ContainsFunc(n.Columns, func(x *sql.ColumnNode) bool { return x.Origin() == c.Origin() }) {
			continue
		}
		d := DefOf(c)
		one, kind := p.Kinds.(*sql.BindNode)
		if kind = kind && i == p.Kind && d.Computed == nil; !kind && d.Default == nil {
			continue
		}
		f.Columns = append(f.Columns, c)
		for r := range f.Rows {
			v := sql.Node(one)
			if !kind {
				v = d.Default.node(d)
			}
			f.Rows[r] = append(slices.Clip(f.Rows[r]), v)
		}
	}
	return &f
}

// fillPartUpdate is FillUpdate for a table that others share.
func fillPartUpdate(n *sql.UpdateNode) *sql.UpdateNode {
	f := *n
	f.Set = slices.Clip(n.Set)
	for _, c := range n.Table.Cols {
		d := DefOf(c)
		if len(n.Table.Parts.Parts) > 1 && !slices.ContainsFunc(n.Set, func(a sql.Assignment) bool { return a.Column != nil && a.Column.Part == c.Part }) {
			continue // of a table that is not written to
		}
		if d.OnUpdate != nil && !slices.ContainsFunc(n.Set, func(a sql.Assignment) bool { return a.Column == c || slices.Contains(a.Tuple, c) }) {
			f.Set = append(f.Set, sql.Assignment{Column: c, Value: d.OnUpdate.node(d)})
		}
	}
	f.Defaults = true
	return &f
}
