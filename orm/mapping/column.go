package mapping

import (
	"database/sql/driver"
	"encoding"
	"fmt"
	"reflect"
	"strings"
	"time"
	"unsafe"

	dbapi "github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// A Column is a column and the field that holds it.
type Column struct {
	Mapper   *Mapper
	Def      *schema.ColumnDef
	Node     *sql.ColumnNode
	Index    int      // among the mapper's columns, those of its Source, and the snapshot's fields
	Part     int      // which of the mapper's tables it is in
	Path     []string // of the field
	Offset   uintptr
	Type     reflect.Type // of the field
	Nullable bool         // the field can say NULL

	bound  func(unsafe.Pointer) (dbapi.Value, error)
	zero   func(unsafe.Pointer) bool
	behind *behind        // the pointer to the value object that the field is in; nil when there is none
	list   sqltype.Lister // nil: fields are read one by one
	float  bool
	plain  bool              // the field is an int64, or an int like one
	own    *schema.ColumnDef // of a key that is inherited: the column in the mapper's own table
}

func newColumn(m *Mapper, def *schema.ColumnDef, index int, path []string, p *place) *Column {
	c := &Column{Mapper: m, Def: def, Node: def.Node(), Index: index, Path: path, Offset: p.offset, Type: p.typ}
	c.Nullable = p.typ.Kind() == reflect.Pointer || isNull(p.typ)
	c.bound = sqltype.FieldEncoder(p.typ, def.Type, def.Nullable)
	c.zero = zeroFor(p.typ)
	c.float = p.typ.Kind() == reflect.Float64 || p.typ.Kind() == reflect.Float32
	if p.through != nil {
		c.goThrough(p, def.Nullable)
		def.AllowNull()
	} else {
		c.list = sqltype.FieldLister(p.typ, def.Type)
		c.plain = p.typ == reflect.TypeFor[int64]() || p.typ == reflect.TypeFor[int]() && p.typ.Size() == 8
	}
	return c
}

// Is reports whether n names the column, in whichever of the mapper's sources.
func (c *Column) Is(n *sql.ColumnNode) bool {
	return n != nil && (n == c.Node || n == c.Def.Node() || n.Part != nil && n.Of == c.Def.Node())
}

// Name is the field as messages name it: Product.Price.
func (c *Column) Name() string { return c.Mapper.Name() + "." + strings.Join(c.Path, ".") }

// Value is the field of obj as it is bound.
func (c *Column) Value(obj unsafe.Pointer) (dbapi.Value, error) {
	v, err := c.bound(unsafe.Add(obj, c.Offset))
	if err != nil {
		return v, fmt.Errorf("%s: %w", c.Name(), err)
	}
	return v, nil
}

// Bind is the field of obj as a node of the tree.
func (c *Column) Bind(obj unsafe.Pointer) (*sql.BindNode, error) {
	b, err := c.Bound(obj)
	return &b, err
}

// Bound is Bind for a caller that has room for the node.
func (c *Column) Bound(obj unsafe.Pointer) (sql.BindNode, error) {
	v, err := c.Stored(obj)
	return sql.BindNode{Value: v, Type: c.Def.Type}, err
}

// Stored is Value as the column keeps it. What does not fit is an error.
func (c *Column) Stored(obj unsafe.Pointer) (dbapi.Value, error) {
	v, err := c.bound(unsafe.Add(obj, c.Offset))
	if err == nil && !c.float {
		v, err = sqltype.Stored(v, c.Def.Type)
	}
	if err != nil {
		err = fmt.Errorf("%s: %w", c.Name(), err)
	}
	return v, err
}

// Lists reports whether List is worth a try.
func (c *Column) Lists() bool { return c.list != nil }

// List is Stored of many objects. It reports false where one of them wants Stored, which may
// find that it does not fit.
func (c *Column) List(to []dbapi.Value, objs []unsafe.Pointer) bool {
	return c.list(to, objs, c.Offset)
}

// IsZero reports whether the field of obj asks for the column's default: it says
// NULL, or is a zero that cannot be meant, or was declared with OmitZero.
func (c *Column) IsZero(obj unsafe.Pointer) bool {
	p := unsafe.Add(obj, c.Offset)
	if c.zeroAsks() {
		return c.zero(p)
	}
	return c.Def.OmitZero && c.Zero(obj)
}

// AsksForDefault is IsZero, with the panic of an IsZero method as an error.
func (c *Column) AsksForDefault(obj unsafe.Pointer) (bool, error) {
	if c.zero != nil && hasIsZero(c.Type) {
		if zero, err := sqltype.IsZero(reflect.NewAt(c.Type, c.At(obj)).Elem()); err != nil {
			return false, fmt.Errorf("%s: %w", c.Name(), err)
		} else if zero {
			return true, nil
		}
	}
	return c.IsZero(obj), nil
}

// zeroAsks reports whether the zero of the field's type cannot be meant as a value.
func (c *Column) zeroAsks() bool { return c.zero != nil }

// Store puts v into the field of obj.
func (c *Column) Store(obj unsafe.Pointer, v dbapi.Value) error {
	if c.Type.Kind() == reflect.Interface {
		return c.StoreGo(obj, v.Go())
	}
	f := c.Change(obj)
	if err := sqltype.Store(f, v, c.Def.Type); err != nil {
		return fmt.Errorf("%s: %w", c.Name(), err)
	}
	return nil
}

// StoreInt is Store of an integer.
func (c *Column) StoreInt(obj unsafe.Pointer, n int64) error {
	if c.plain {
		*(*int64)(unsafe.Add(obj, c.Offset)) = n
		return nil
	}
	return c.Store(obj, dbapi.OfInt(n))
}

// StoreGo puts a Go value, as a default gives it, into the field of obj.
func (c *Column) StoreGo(obj unsafe.Pointer, x any) error {
	f := c.Change(obj)
	v := reflect.ValueOf(x)
	switch {
	case !v.IsValid():
		f.SetZero()
	case v.Type().AssignableTo(c.Type):
		f.Set(v)
	case c.Type.Kind() == reflect.Pointer && v.Type() == c.Type.Elem():
		n := reflect.New(v.Type())
		n.Elem().Set(v)
		f.Set(n)
	case isNull(c.Type) && v.Type() == c.Type.Field(0).Type:
		f.Field(0).Set(v)
		f.Field(1).SetBool(true)
	default:
		return fmt.Errorf("%s: a %v cannot be stored in a %v", c.Name(), v.Type(), c.Type)
	}
	return nil
}

// Zero reports whether the field of obj is its type's zero.
func (c *Column) Zero(obj unsafe.Pointer) bool {
	if c.plain {
		return *(*int64)(unsafe.Add(obj, c.Offset)) == 0
	}
	return reflect.NewAt(c.Type, c.At(obj)).Elem().IsZero()
}

// Clear makes the field of obj its zero: NULL, where it can say that. A value object
// behind a pointer is nil then.
func (c *Column) Clear(obj unsafe.Pointer) {
	if c.behind != nil {
		*(*unsafe.Pointer)(unsafe.Add(obj, c.Offset)) = nil
		return
	}
	reflect.NewAt(c.Type, unsafe.Add(obj, c.Offset)).Elem().SetZero()
}

// Target is how the column is read, into an entity, from column col of a result.
func (c *Column) Target(col int) (dbapi.Target, error) {
	t, err := sqltype.Target(c.Type, c.Def.Type)
	if err != nil {
		return t, fmt.Errorf("%s: %w", c.Name(), err)
	}
	if c.behind != nil {
		t = c.behind.target(c, t)
	}
	t.Col, t.Offset = col, c.Offset
	return t, nil
}

var (
	valuer    = reflect.TypeFor[driver.Valuer]()
	marshaler = reflect.TypeFor[encoding.TextMarshaler]()
)

// zeroFor tells, of the types whose zero asks for a default, whether a field is zero.
func zeroFor(t reflect.Type) func(unsafe.Pointer) bool {
	switch {
	case t.Kind() == reflect.Pointer:
		return func(p unsafe.Pointer) bool { return *(*unsafe.Pointer)(p) == nil }
	case isNull(t):
		valid := t.Field(1).Offset
		return func(p unsafe.Pointer) bool { return !*(*bool)(unsafe.Add(p, valid)) }
	case t == timeType:
		return func(p unsafe.Pointer) bool { return (*time.Time)(p).IsZero() }
	case t.Kind() == reflect.Array && t.Len() == 16 && t.Elem().Kind() == reflect.Uint8:
		return func(p unsafe.Pointer) bool { return *(*[16]byte)(p) == [16]byte{} }
	case hasIsZero(t):
		return func(p unsafe.Pointer) bool {
			zero, err := sqltype.IsZero(reflect.NewAt(t, p).Elem())
			return zero && err == nil
		}
	case t.Kind() == reflect.Slice || t.Kind() == reflect.Map:
		return func(p unsafe.Pointer) bool { return *(*unsafe.Pointer)(p) == nil }
	}
	return nil
}

// hasIsZero reports whether values of type t themselves say whether they are zero.
func hasIsZero(t reflect.Type) bool {
	return t.Kind() != reflect.Pointer && !isNull(t) && t != timeType && !(t.Kind() == reflect.Array && t.Len() == 16 && t.Elem().Kind() == reflect.Uint8) && t.Implements(zeroer)
}

var zeroer = reflect.TypeFor[interface{ IsZero() bool }]()
