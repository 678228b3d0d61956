package mapping

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	dbapi "github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// Notes are what is no mistake in the mappings, and surprises. They are for a registry that
// is configured.
func (r *Registry) Notes() []string {
	var out []string
	for _, m := range r.Mappers() {
		if m.noStruct || m.structural {
			continue
		}
		out = append(out, m.circles()...)
		out = append(out, m.idleDefaults()...)
		out = append(out, m.paddedKeys()...)
	}
	return out
}

// paddedKeys are keys of a fixed number of characters, which databases fill up or cut short.
func (m *Mapper) paddedKeys() []string {
	var out []string
	for _, c := range m.Key {
		if t := c.Def.Type; t != nil && t.Kind == sqltype.KindChar {
			out = append(out, fmt.Sprintf("%s is a key of type %s: PostgreSQL fills it up with blanks, MariaDB and MySQL take them away, and so a key that does not have all %d characters, or ends in a blank, is another one when it is read; a String has the key as it was given", c.Name(), t, t.Size))
		}
	}
	return out
}

// circles are relationships in both directions that encoding/json follows round and round.
func (m *Mapper) circles() []string {
	var out []string
	for _, r := range m.Rels {
		o := r.Inverse
		if r.Mapper != m || o == nil || r.Kind == ToOne && (o.Kind != ToOne || o.Index < r.Index) || !r.encoded() || !o.encoded() {
			continue // the pair is told at its collection
		}
		if r.Kind == o.Kind && (o.Mapper.Name() < m.Name() || o.Mapper == m && o.Index < r.Index) {
			continue // … of two, once
		}
		at := o
		if o.Kind != ToOne && r.Kind == ToOne {
			at = r
		}
		out = append(out, fmt.Sprintf("%s and %s lead to each other, and encoding/json follows both: json.Marshal of a loaded object fails with a cycle; say `json:\"-\"` at %s", r.FullName(), o.FullName(), at.FullName()))
	}
	return out
}

// encoded reports whether encoding/json writes the field of r.
func (r *Relationship) encoded() bool {
	if r.Loose || r.Choice != nil || reflect.PointerTo(r.Mapper.Struct).Implements(jsonMarshaler) {
		return false
	}
	f, ok := r.Mapper.Struct.FieldByName(r.Name)
	return ok && f.IsExported() && f.Tag.Get("json") != "-"
}

var jsonMarshaler = reflect.TypeFor[json.Marshaler]()

// idleDefaults are defaults of the database that an INSERT of the session never asks for,
// because the field's zero is sent.
func (m *Mapper) idleDefaults() []string {
	var out []string
	for _, c := range m.Columns[m.first():] {
		d := c.Def
		if d.ServerDefault == nil || d.Default != nil || d.OmitZero || d.Fetched || c.Nullable || c.zeroAsks() || d.PrimaryKey && m.Generated == c || isZero(d.ServerDefault) {
			continue
		}
		zero := zeroOf(c.Type)
		out = append(out, fmt.Sprintf("the database's default of %s is not used when an object is added: its %s is sent; say OmitZero if %s asks for the default, orm.Default(…) with the Add, or make the field a pointer", c.Name(), zero, zero))
	}
	return out
}

// isZero reports whether n is a value that is its type's zero.
func isZero(n sql.Node) bool {
	b, ok := n.(*sql.BindNode)
	if !ok || b.Err != nil {
		return false
	}
	v := b.Value
	if v.Kind() == dbapi.Decimal {
		return strings.Trim(v.Str(), "0.") == ""
	}
	return v.IsNull() || v.Uint() == 0 // of a text it is the length
}
