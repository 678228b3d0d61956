package orm

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// Casting is what a request wants to change in an object: only what it names.
type Casting[E any] struct {
	obj   E
	m     *mapping.Mapper
	blank unsafe.Pointer // holds the new values
	order []*mapping.Column
}

// A CastError is one member of a request that cannot be taken.
type CastError struct {
	Key string // as the request has it, Price.Amount within another; "" for the request as a whole
	Why string
}

// Error names the member.
func (e *CastError) Error() string {
	if e.Key == "" {
		return e.Why
	}
	return fmt.Sprintf("%q: %s", e.Key, e.Why)
}

// Cast reads a JSON object as changes of obj, which may be new. A member names a
// field by its json tag, its Go name or its column. A value of several columns is an object
// within, as its struct is marshalled, or its columns are named one by one; what both of two
// such values have is named within them. What the request does not name stays as it is. Members that are unknown or not allowed, values of the wrong type,
// and null where a column cannot be NULL are all reported together. Nothing is
// changed before Apply.
func Cast[E any](t Entity[E], obj E, body []byte, allowed ...sql.Expr) (*Casting[E], error) {
	m, err := mapperOf(t)
	if err != nil {
		return nil, err
	}
	if pointer(obj) == nil {
		return nil, errNilRow
	}
	c := &Casting[E]{obj: obj, m: m, blank: m.Blank()}
	if err := cast(m, c.blank, body, allowed, &c.order); err != nil {
		return nil, err
	}
	return c, nil
}

func cast(m *mapping.Mapper, to unsafe.Pointer, body []byte, allowed []sql.Expr, order *[]*mapping.Column) error {
	dec := json.NewDecoder(bytes.NewReader(body))
	var members map[string]json.RawMessage
	if err := dec.Decode(&members); err != nil {
		return &CastError{Why: "the body is no JSON object: " + err.Error()}
	}
	if dec.More() {
		return &CastError{Why: "the body goes on after its JSON object"}
	}
	if members == nil {
		return &CastError{Why: "the body is null, and should be a JSON object"}
	}
	if k, twice := repeated(body); twice {
		return &CastError{k, "the field is named twice"}
	}
	may := map[*mapping.Column]bool{}
	for _, a := range allowed {
		c := m.ColumnOf(schema.DefOf(sql.NodeOf(a)))
		if c == nil {
			return fmt.Errorf("Cast allows a column that is none of %s", m.Table.FullName())
		}
		may[c] = true
	}
	k := newCasting(m, to, may, order)
	k.object(nil, members)
	return errors.Join(k.errs...)
}

// repeated is a member that an object has twice: the decoder would take the last one.
func repeated(object []byte) (string, bool) {
	dec := json.NewDecoder(bytes.NewReader(object))
	dec.Token() // {, as the caller knows
	seen := map[string]bool{}
	for dec.More() {
		t, err := dec.Token()
		k, ok := t.(string)
		if err != nil || !ok {
			return "", false
		}
		if seen[k] {
			return k, true
		}
		seen[k] = true
		var skip json.RawMessage
		if dec.Decode(&skip) != nil {
			return "", false
		}
	}
	return "", false
}

// decode puts one value into a field.
func decode(c *mapping.Column, to unsafe.Pointer, raw []byte) string {
	f := c.Change(to).Addr()
	in := f
	if t := c.Type; t.Kind() == reflect.Struct && t.PkgPath() == "database/sql" && t.NumField() == 2 { // a sql.Null
		if string(raw) == "null" {
			f.Elem().SetZero()
			return ""
		}
		f.Elem().Field(1).SetBool(true)
		in = f.Elem().Field(0).Addr()
	}
	if err := unmarshal(raw, in.Interface()); err != nil {
		var te *json.UnmarshalTypeError
		if errors.As(err, &te) {
			return fmt.Sprintf("a JSON %s is no %s", te.Value, te.Type)
		}
		return err.Error()
	}
	if _, err := c.Bind(to); err != nil { // what the column cannot hold
		return err.Error()
	}
	return ""
}

// Has reports whether the request names column.
func (c *Casting[E]) Has(column sql.Expr) bool {
	return slices.ContainsFunc(c.order, func(x *mapping.Column) bool { return x.Node == sql.NodeOf(column) })
}

// Apply changes the object: only the fields that the request names. The next flush
// writes what is different.
func (c *Casting[E]) Apply() {
	obj := pointer(c.obj)
	copyColumns(c.m, obj, c.blank, func(x *mapping.Column) bool { return !slices.Contains(c.order, x) })
}

// CastValue is what the request gives for column, and whether it names it. NULL is
// the zero V, and named.
func CastValue[E, V any](c *Casting[E], column schema.ColumnOf[V]) (v V, named bool) {
	for _, x := range c.order {
		if x.Node != sql.NodeOf(column) {
			continue
		}
		f := fieldOf(x, c.blank)
		if got, ok := f.(V); ok {
			return got, true
		}
		if r := reflect.ValueOf(f); r.Kind() == reflect.Pointer && !r.IsNil() {
			v, _ = r.Elem().Interface().(V)
		} else if r.Kind() == reflect.Struct && r.NumField() == 2 {
			v, _ = r.Field(0).Interface().(V)
		}
		return v, true
	}
	return v, false
}
