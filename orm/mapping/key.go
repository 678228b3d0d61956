package mapping

import (
	"encoding/binary"
	"fmt"
	"reflect"
	"strings"
	"unsafe"

	dbapi "github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// A Key tells the rows of a table apart: up to three integers of any size as they
// are, or bytes. It is found in an entity, in a K, or in a foreign key, and is the
// same from all of them.
type Key struct {
	N [3]int64
	B []byte // valid until the reader's buffer is used again
}

// A KeyShape says where in a Key its content is.
type KeyShape uint8

// Shapes.
const (
	OneInt KeyShape = iota
	TwoInts
	ThreeInts
	Bytes
)

// A KeyReader reads keys out of structs of one type.
type KeyReader struct {
	Shape KeyShape
	plain bool // one integer, that cannot be NULL
	parts []keyPart
	guard *guard // of a key that stands for something only where another column says so
}

// A guard is the value that a column of integers or texts must have.
type guard struct {
	part keyPart
	text string
	n    int64
}

// newGuard is the guard that c holds v; nil when c's type has none.
func newGuard(c *Column, v dbapi.Value) *guard {
	g := &guard{part: newPart(c.Type, c.Offset, c.Def.Type)}
	switch {
	case g.part.class == textual && v.Kind() == dbapi.String:
		g.text = v.Str()
	case g.part.class == integer && v.Kind() == dbapi.Int:
		g.n = v.Int()
	default:
		return nil
	}
	return g
}

// holds reports whether the column of obj has the value.
func (g *guard) holds(obj unsafe.Pointer) bool {
	at := unsafe.Add(obj, g.part.offset)
	if g.part.ptr {
		if at = *(*unsafe.Pointer)(at); at == nil {
			return false
		}
	}
	if g.part.valid != 0 && !*(*bool)(unsafe.Add(at, g.part.valid)) {
		return false
	}
	if g.part.class == textual {
		return *(*string)(at) == g.text
	}
	return g.part.integer(at) == g.n
}

type keyClass uint8

const (
	integer keyClass = iota
	textual
	uuid
	other
)

type keyPart struct {
	offset uintptr
	class  keyClass
	kind   reflect.Kind
	ptr    bool    // a *T
	valid  uintptr // of a sql.Null[T]; 0: none
	typ    reflect.Type
	desc   *sqltype.Desc
}

func newPart(t reflect.Type, offset uintptr, d *sqltype.Desc) keyPart {
	p := keyPart{offset: offset, typ: t, desc: d}
	switch {
	case t.Kind() == reflect.Pointer:
		p.ptr, t = true, t.Elem()
	case isNull(t):
		p.valid, t = t.Field(1).Offset, t.Field(0).Type
	}
	p.kind = t.Kind()
	switch {
	case t.Implements(valuer) || t.Implements(marshaler):
		p.class = other
		if t.Kind() == reflect.Array && t.Len() == 16 && t.Elem().Kind() == reflect.Uint8 {
			p.class = uuid
		}
	case p.kind >= reflect.Int && p.kind <= reflect.Uint64 && !p.notNumber():
		p.class = integer
	case p.kind == reflect.String && p.manyTexts():
		p.class = other
	case p.kind == reflect.String:
		p.class = textual
	case t.Kind() == reflect.Array && t.Len() == 16 && t.Elem().Kind() == reflect.Uint8:
		p.class = uuid
	default:
		p.class = other
	}
	return p
}

func newKeyReader(parts []keyPart) *KeyReader {
	r := &KeyReader{parts: parts, Shape: Bytes}
	if len(parts) <= 3 {
		r.Shape = OneInt + KeyShape(len(parts)-1)
		for _, p := range parts {
			if p.class != integer {
				r.Shape = Bytes
			}
		}
		r.plain = r.Shape == OneInt && !parts[0].ptr && parts[0].valid == 0
	}
	return r
}

// like reports whether r and s make the same keys of the same values.
func (r *KeyReader) like(s *KeyReader) bool {
	if len(r.parts) != len(s.parts) {
		return false
	}
	for i := range r.parts {
		if r.parts[i].class != s.parts[i].class {
			return false
		}
	}
	return true
}

// Read is the key in obj. null reports that a part of it is NULL, and zero that all
// of it is the zero value. buf is where Bytes are put.
func (r *KeyReader) Read(obj unsafe.Pointer, buf *[]byte) (k Key, null, zero bool) {
	if r.plain { // the commonest, by far
		k.N[0] = r.parts[0].integer(unsafe.Add(obj, r.parts[0].offset))
		return k, false, k.N[0] == 0
	}
	zero = true
	*buf = (*buf)[:0]
	if r.guard != nil && !r.guard.holds(obj) {
		return k, true, true
	}
	for i := range r.parts {
		p := &r.parts[i]
		at := unsafe.Add(obj, p.offset)
		if p.ptr {
			if at = *(*unsafe.Pointer)(at); at == nil {
				return k, true, true
			}
		}
		if p.valid != 0 && !*(*bool)(unsafe.Add(at, p.valid)) {
			return k, true, true
		}
		var z bool
		if p.class == integer {
			n := p.integer(at)
			z = n == 0
			if r.Shape == Bytes {
				*buf = binary.BigEndian.AppendUint64(*buf, uint64(n))
			} else {
				k.N[i] = n
			}
		} else {
			z, null = p.append(buf, at)
			if null {
				return k, true, true
			}
		}
		zero = zero && z
	}
	if r.Shape == Bytes {
		k.B = *buf
	}
	return k, false, zero
}

// Plain is the key at obj where it is one integer that cannot be NULL; ok tells. It keeps
// nothing of obj.
func (r *KeyReader) Plain(obj unsafe.Pointer) (k Key, ok bool) {
	if r.plain {
		k.N[0] = r.parts[0].integer(unsafe.Add(obj, r.parts[0].offset))
	}
	return k, r.plain
}

// integer is any integer as an int64, bit by bit.
func (p *keyPart) integer(at unsafe.Pointer) int64 {
	switch p.kind {
	case reflect.Int:
		return int64(*(*int)(at))
	case reflect.Int64:
		return *(*int64)(at)
	case reflect.Int32:
		return int64(*(*int32)(at))
	case reflect.Int16:
		return int64(*(*int16)(at))
	case reflect.Int8:
		return int64(*(*int8)(at))
	case reflect.Uint:
		return int64(*(*uint)(at))
	case reflect.Uint64:
		return int64(*(*uint64)(at))
	case reflect.Uint32:
		return int64(*(*uint32)(at))
	case reflect.Uint16:
		return int64(*(*uint16)(at))
	}
	return int64(*(*uint8)(at))
}

// append puts one part that is no integer at the end of buf, with its length, so
// that no two keys run into each other.
func (p *keyPart) append(buf *[]byte, at unsafe.Pointer) (zero, null bool) {
	switch p.class {
	case textual:
		s := *(*string)(at)
		*buf = append(binary.AppendUvarint(*buf, uint64(len(s))), s...)
		return s == "", false
	case uuid:
		u := (*[16]byte)(at)
		*buf = append(*buf, u[:]...)
		return *u == [16]byte{}, false
	}
	t := p.typ
	if p.ptr {
		t = t.Elem()
	} else if p.valid != 0 {
		t = t.Field(0).Type
	}
	x := reflect.NewAt(t, at).Elem()
	v, err := sqltype.EncodeAny(x.Interface(), p.desc)
	if err != nil || v.IsNull() {
		return true, true
	}
	*buf = appendValue(*buf, oneForm(v))
	return x.IsZero(), false
}

// appendValue writes a bound value with its kind.
func appendValue(b []byte, v dbapi.Value) []byte {
	b = append(b, byte(v.Kind()))
	switch v.Kind() {
	case dbapi.String, dbapi.Bytes, dbapi.JSON, dbapi.Decimal:
		b = binary.AppendUvarint(b, uint64(len(v.Bytes())))
		return append(b, v.Bytes()...)
	case dbapi.UUID:
		return append(b, v.UUID()[:]...)
	}
	return binary.BigEndian.AppendUint64(b, v.Uint()) // the bits, of every kind
}

// configureKey makes the readers of the primary key, and checks K.
func (m *Mapper) configureKey() {
	if m.IsView() {
		return
	}
	if len(m.Key) == 0 {
		m.problem(Problem{What: fmt.Sprintf("table %s has no primary key", m.Table.FullName()),
			Or: "mark its columns: t.ID.PrimaryKey(); a mapping without a key is declared with orm.ViewOf"})
		return
	}
	if m.inherits() && m.KeyType != m.Super.KeyType {
		m.problem(Problem{What: fmt.Sprintf("the key in TableOf[%s, %s] is not that of %s, from which it inherits", m.Name(), local(m.KeyType, m.Decl), m.Super.Name()),
			Add: fmt.Sprintf("orm.TableOf[%s, %s]", m.Name(), local(m.Super.KeyType, m.Decl)), To: m.Decl.String() + ", instead"})
		return
	}
	var parts []keyPart
	for _, c := range m.Key {
		parts = append(parts, newPart(c.Type, c.Offset, c.Def.Type))
	}
	m.Identity = newKeyReader(parts)
	if len(m.Key) == 1 && m.KeyType == m.Key[0].Type {
		m.KeyOf = newKeyReader([]keyPart{newPart(m.KeyType, 0, m.Key[0].Def.Type)})
		return
	}
	if len(m.Key) == 1 && (m.KeyType.Kind() != reflect.Struct || isPlainStruct(m.Key[0].Type)) {
		m.problem(Problem{What: fmt.Sprintf("the key in TableOf[%s, %s] is not the primary key's type: %s is a %s", m.Name(), local(m.KeyType, m.Decl), m.Key[0].Name(), local(m.Key[0].Type, m.Decl)),
			Add: fmt.Sprintf("orm.TableOf[%s, %s]", m.Name(), local(m.Key[0].Type, m.Decl)), To: m.Decl.String() + ", instead"})
		return
	}
	m.structKey()
}

func isPlainStruct(t reflect.Type) bool { return t.Kind() == reflect.Struct }

// structKey matches the fields of a struct K with the columns of the key.
func (m *Mapper) structKey() {
	names := make([]string, len(m.Key))
	fields := make([]string, len(m.Key))
	for i, c := range m.Key {
		names[i] = c.Path[len(c.Path)-1]
		fields[i] = names[i] + " " + local(c.Type, m.Decl)
	}
	wrong := func(why string) {
		m.problem(Problem{What: fmt.Sprintf("the key in TableOf[%s, %s] does not fit the primary key (%s): %s", m.Name(), local(m.KeyType, m.Decl), strings.Join(names, ", "), why),
			Add: fmt.Sprintf("type %sKey struct{ %s }", m.Name(), strings.Join(fields, "; ")), To: "the package and use it as the key"})
	}
	if m.KeyType.Kind() != reflect.Struct {
		wrong("a key of several columns is a struct with a field for each")
		return
	}
	var parts []keyPart
	for i, c := range m.Key {
		f, ok := m.KeyType.FieldByName(names[i])
		switch {
		case !ok || len(f.Index) != 1:
			wrong(fmt.Sprintf("%s has no field %s", m.KeyType, names[i]))
			return
		case f.Type != c.Type:
			wrong(fmt.Sprintf("%s.%s is a %s, and %s a %s", m.KeyType, names[i], f.Type, c.Name(), c.Type))
			return
		}
		parts = append(parts, newPart(f.Type, f.Offset, c.Def.Type))
	}
	if m.KeyType.NumField() != len(m.Key) {
		wrong(fmt.Sprintf("%s has %d fields", m.KeyType, m.KeyType.NumField()))
		return
	}
	m.KeyOf = newKeyReader(parts)
}

// KeyNodes are the parts of a K, at p, as they are bound. They are put into nodes,
// which has room for all of them.
func (m *Mapper) KeyNodes(p unsafe.Pointer, nodes []sql.BindNode) error {
	for i := range m.KeyOf.parts {
		part := &m.KeyOf.parts[i]
		at := unsafe.Add(p, part.offset)
		var v dbapi.Value
		var err error
		if part.class == integer && part.signed() && !part.ptr && part.valid == 0 {
			v, err = sqltype.Encode(part.integer(at), part.desc)
		} else {
			v, err = sqltype.EncodeAny(reflect.NewAt(part.typ, at).Elem().Interface(), part.desc)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", m.Key[i].Name(), err)
		}
		nodes[i] = sql.BindNode{Value: v, Type: part.desc}
	}
	return nil
}

// signed reports whether an integer may be negative.
func (p *keyPart) signed() bool { return p.kind >= reflect.Int && p.kind <= reflect.Int64 }

// KeyText is the key of obj as messages write it.
func (m *Mapper) KeyText(obj unsafe.Pointer) string {
	var parts []string
	for _, c := range m.Key {
		parts = append(parts, Text(reflect.NewAt(c.Type, unsafe.Add(obj, c.Offset)).Elem().Interface()))
	}
	if len(parts) == 1 {
		return parts[0]
	}
	return "(" + strings.Join(parts, ", ") + ")"
}

// Text is a part of a key as messages write it.
func Text(x any) string {
	switch v := x.(type) {
	case [16]byte:
		return sqltype.FormatUUID(v)
	case string:
		return fmt.Sprintf("%q", v)
	}
	v := reflect.ValueOf(x)
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return "NULL"
		}
		return Text(v.Elem().Interface())
	}
	return fmt.Sprint(x)
}

// KeyTextOf is a K, at p, as messages write it.
func (m *Mapper) KeyTextOf(p unsafe.Pointer) string {
	var parts []string
	for _, part := range m.KeyOf.parts {
		parts = append(parts, Text(reflect.NewAt(part.typ, unsafe.Add(p, part.offset)).Elem().Interface()))
	}
	if len(parts) == 1 {
		return parts[0]
	}
	return "(" + strings.Join(parts, ", ") + ")"
}

// StoreKey puts the K at key into obj's key fields.
func (m *Mapper) StoreKey(obj, key unsafe.Pointer) {
	for i, c := range m.Key {
		part := m.KeyOf.parts[i]
		reflect.NewAt(c.Type, unsafe.Add(obj, c.Offset)).Elem().Set(reflect.NewAt(part.typ, unsafe.Add(key, part.offset)).Elem())
	}
}
