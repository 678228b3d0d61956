package scan

import (
	"database/sql/driver"
	"encoding"
	"reflect"
	"sync"

	"github.com/aludel/aludel/sqltype"
)

// A StructField is a field of a struct that may be a column; its Offset counts from the
// outermost struct.
type StructField struct {
	Name   string // of the field, or its db tag
	Type   reflect.Type
	Offset uintptr
	Twice  bool // another field of the name is embedded as deeply: neither can be taken
	key    string
}

// Is reports whether column is the column of the field, as [Into] compares them.
func (f StructField) Is(column string) bool { return isPlain(f.key, column) }

var (
	valuer        = reflect.TypeFor[driver.Valuer]()
	textMarshaler = reflect.TypeFor[encoding.TextMarshaler]()
)

// IsColumn reports whether the field holds a value, and not other objects: a
// relationship of a mapped struct is none.
func (f StructField) IsColumn() bool {
	t := f.Type
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Map || t.Kind() == reflect.Array {
		if t.Implements(valuer) || t.Implements(textMarshaler) {
			return true
		}
		if _, err := sqltype.Target(t, nil); err == nil {
			return true
		}
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return true
	}
	_, err := sqltype.Target(t, nil)
	return err == nil || t.Implements(valuer) || t.Implements(textMarshaler)
}

// Fields are the fields of a struct, those of embedded structs among them.
type Fields struct{ List []StructField }

// known are the Fields of struct types, which are as many as the program has.
var known sync.Map

// FieldsOf are the fields of t, a struct, from which columns can be taken. They must not be changed.
func FieldsOf(t reflect.Type) Fields {
	if fs, ok := known.Load(t); ok {
		return fs.(Fields)
	}
	fs, _ := known.LoadOrStore(t, fieldsOf(t))
	return fs.(Fields)
}

func fieldsOf(t reflect.Type) Fields {
	m := map[string]reflect.StructField{}
	twice := collect(t, m)
	var out Fields
	out.walk(t, m)
	for i := range out.List {
		out.List[i].Twice = twice[out.List[i].key]
	}
	return out
}

func (fs *Fields) walk(t reflect.Type, m map[string]reflect.StructField) {
	for i := range t.NumField() {
		f := t.Field(i)
		tag := f.Tag.Get("db")
		switch {
		case tag == "-":
			continue
		case f.Anonymous && f.Type.Kind() == reflect.Struct && tag == "":
			fs.walk(f.Type, m)
			continue
		case !f.IsExported():
			continue
		}
		name := f.Name
		if tag != "" {
			name = tag
		}
		key := plain(name)
		if c, ok := m[key]; ok { // the outermost of that name
			fs.List = append(fs.List, StructField{Name: name, Type: c.Type, Offset: c.Offset, key: key})
			delete(m, key)
		}
	}
}

// Of is the field of a column with one of these names.
func (fs Fields) Of(names ...string) (StructField, bool) {
	for _, n := range names {
		for i := range fs.List {
			if f := &fs.List[i]; isPlain(f.key, n) {
				return *f, true
			}
		}
	}
	return StructField{}, false
}

// IsStruct reports whether t is a struct of columns, and not a value as a time is.
func IsStruct(t reflect.Type) bool { return isRecord(t) }
