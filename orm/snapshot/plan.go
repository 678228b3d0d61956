package snapshot

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"time"
	"unsafe"
)

// A Clock says when two times are the same to a column.
type Clock uint8

// Clocks.
const (
	Instant Clock = iota // the same microsecond
	Wall                 // the same date and time of day, to the microsecond, wherever
	Day                  // the same date
)

// A Field is a mapped field of a struct.
type Field struct {
	Offset uintptr
	Type   reflect.Type
	Clock  Clock // for times

	// ByReference says that a slice, a map, a pointer or an interface is what it refers to:
	// what changes in there is not looked for.
	ByReference bool

	// Behind is the struct, behind a pointer at Offset, that has the field at Inner.
	Behind reflect.Type
	Inner  uintptr
}

// A Plan says how a struct is copied and compared. It is immutable, and safe for use
// by several goroutines.
type Plan struct {
	ops    []op // in the order of the struct
	fields []op // by field, in the order given to Compile
	rels   []rel
	states uintptr // offset of a byte for each relationship
	typ    reflect.Type
	slab   Slab // as it begins
	blind  bool // it holds no fields
}

// Blind plans snapshots that hold relationships only: for objects whose changes nobody
// looks for. All fields are the same to it, and it puts none back.
func Blind(t reflect.Type, many []bool) *Plan {
	p, err := Compile(t, nil, many)
	if err != nil {
		panic(err) // without fields there is nothing to refuse
	}
	p.blind = true
	return p
}

// IsBlind reports whether the plan is a Blind one.
func (p *Plan) IsBlind() bool { return p.blind }

type rel struct {
	offset uintptr
	many   bool
}

type kind uint8

const (
	bits   kind = iota // memory without pointers and padding
	text               // string
	moment             // time.Time
	ptrTo              // *T, where inner copies T
	null               // sql.Null[T]: inner copies V
	behind             // a field of a struct behind a pointer, which inner copies
	deep               // everything else
)

type op struct {
	kind  kind
	clock Clock
	field int     // of Compile's fields; -1: several, see spans
	src   uintptr // in the struct
	dst   uintptr // in the snapshot
	size  uintptr // of bits
	flag  uintptr // of ptrTo and behind, in the snapshot: not nil; of null, in the struct: Valid
	elem  reflect.Type
	inner *op // its src counts from the pointee or from V
	codec *codec
	spans []op // what a merged run consists of
}

var timeType = reflect.TypeFor[time.Time]()

// Compile plans the comparison of fields of the struct t, with room for rels
// relationships, of which many tells the collections. It is an error when a field
// has no content that could be compared.
func Compile(t reflect.Type, fields []Field, many []bool) (*Plan, error) {
	order := make([]int, len(fields))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(fields[a].Offset, fields[b].Offset) })
	p := &Plan{fields: make([]op, len(fields))}
	l := &layout{}
	for _, i := range order {
		o, err := l.of(fields[i])
		if err != nil {
			return nil, err
		}
		if b := fields[i].Behind; b != nil {
			o = l.behind(o, b, fields[i].Inner)
		}
		o.field = i
		o.src += fields[i].Offset
		if o.kind == null {
			o.flag += fields[i].Offset
		}
		p.fields[i] = o
		if n := len(p.ops) - 1; o.kind == bits && n >= 0 && p.ops[n].follows(&o) {
			last := &p.ops[n]
			if last.spans == nil {
				last.spans, last.field = []op{*last}, -1
			}
			last.spans = append(last.spans, o)
			last.size += o.size
			continue
		}
		p.ops = append(p.ops, o)
	}
	for _, m := range many {
		r := rel{many: m}
		if m {
			r.offset = uintptr(l.add(reflect.TypeFor[[]unsafe.Pointer]()))
		} else {
			r.offset = uintptr(l.add(reflect.TypeFor[unsafe.Pointer]()))
		}
		p.rels = append(p.rels, r)
	}
	if len(many) > 0 { // a last field without size would make the snapshot longer
		p.states = uintptr(l.add(reflect.ArrayOf(len(many), reflect.TypeFor[byte]())))
	}
	p.typ = l.place(p)
	p.slab = NewSlab(p.typ, min(max(snapshotsChunk/max(int(p.typ.Size()), 1), 16), 512))
	return p, nil
}

// snapshotsChunk is how many bytes of snapshots have a common array: with what Go notes
// before it, it fills the largest size that is not rounded up to pages.
const snapshotsChunk = 32<<10 - 8

// follows reports whether b continues a in the struct without a gap. In the
// snapshot it does so by the layout.
func (a *op) follows(b *op) bool { return a.kind == bits && a.src+a.size == b.src }

// layout collects the parts of a snapshot. Offsets are the parts' numbers until
// place turns them into bytes.
type layout struct{ parts []reflect.Type }

func (l *layout) add(t reflect.Type) int {
	l.parts = append(l.parts, t)
	return len(l.parts) - 1
}

// place makes the snapshot's type. Runs of bits that are neighbours in the struct
// are arrays of bytes, and so neighbours here; what needs no alignment comes last, and the
// flags behind all the rest, so that there is no padding between.
func (l *layout) place(p *Plan) reflect.Type {
	order := make([]int, len(l.parts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := l.parts[a], l.parts[b]
		if x.Align() != y.Align() {
			return cmp.Compare(y.Align(), x.Align())
		}
		return cmp.Compare(rank(x), rank(y))
	})
	fields, to := make([]reflect.StructField, len(order)), make([]int, len(order))
	for i, part := range order {
		fields[i], to[part] = reflect.StructField{Name: fmt.Sprintf("F%d", i), Type: l.parts[part]}, i
	}
	st := reflect.StructOf(fields)
	at := func(n *uintptr) { *n = st.Field(to[*n]).Offset }
	var fix func(o *op)
	fix = func(o *op) {
		at(&o.dst)
		if o.kind == ptrTo || o.kind == behind {
			at(&o.flag)
		}
		if o.inner != nil {
			fix(o.inner)
		}
	}
	seen := map[*op]bool{}
	once := func(o *op) { // an inner op is shared by ops and fields
		at(&o.dst)
		if o.kind == ptrTo || o.kind == behind {
			at(&o.flag)
		}
		if o.inner != nil && !seen[o.inner] {
			seen[o.inner] = true
			fix(o.inner)
		}
	}
	for i := range p.ops {
		for j := range p.ops[i].spans {
			at(&p.ops[i].spans[j].dst)
		}
		once(&p.ops[i])
	}
	for i := range p.fields {
		once(&p.fields[i])
	}
	for i := range p.rels {
		at(&p.rels[i].offset)
	}
	if len(p.rels) > 0 {
		at(&p.states)
	}
	return st
}

// rank puts flags behind what they are of.
func rank(t reflect.Type) int {
	if t.Kind() == reflect.Bool {
		return 1
	}
	return 0
}

// of plans one field.
func (l *layout) of(f Field) (op, error) {
	if !f.ByReference {
		return l.op(f.Type, f.Clock)
	}
	c, err := referenceTo(f.Type)
	if err != nil {
		return op{}, err
	}
	return op{kind: deep, dst: uintptr(l.add(f.Type)), codec: c, elem: f.Type}, nil
}

// op plans one value of type t.
func (l *layout) op(t reflect.Type, clock Clock) (op, error) {
	switch {
	case t == timeType:
		return op{kind: moment, clock: clock, dst: uintptr(l.add(t))}, nil
	case flat(t):
		return op{kind: bits, size: t.Size(), dst: uintptr(l.add(reflect.ArrayOf(int(t.Size()), reflect.TypeFor[byte]())))}, nil
	case t.Kind() == reflect.String:
		return op{kind: text, dst: uintptr(l.add(reflect.TypeFor[string]()))}, nil
	case t.Kind() == reflect.Pointer && (t.Elem() == timeType || flat(t.Elem()) || t.Elem().Kind() == reflect.String):
		flag := l.add(reflect.TypeFor[bool]())
		inner, err := l.op(t.Elem(), clock)
		return op{kind: ptrTo, flag: uintptr(flag), dst: uintptr(flag), elem: t.Elem(), inner: &inner}, err
	case isNull(t):
		valid := l.add(reflect.TypeFor[bool]())
		inner, err := l.op(t.Field(0).Type, clock)
		return op{kind: null, flag: t.Field(1).Offset, dst: uintptr(valid), inner: &inner}, err
	}
	c, err := codecFor(t)
	if err != nil {
		return op{}, err
	}
	return op{kind: deep, dst: uintptr(l.add(t)), codec: c, elem: t}, nil
}

// behind makes o, a field of elem at an offset, one that is reached by a pointer.
func (l *layout) behind(o op, elem reflect.Type, at uintptr) op {
	o.src += at
	if o.kind == null {
		o.flag += at
	}
	flag := uintptr(l.add(reflect.TypeFor[bool]()))
	return op{kind: behind, flag: flag, dst: flag, elem: elem, inner: &o}
}

// isNull reports whether t is a database/sql.Null[T].
func isNull(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && t.PkgPath() == "database/sql" && t.NumField() == 2 && t.Field(0).Name == "V" && t.Field(1).Name == "Valid"
}

// flat reports whether t has neither pointers nor padding, so that its bits are its content.
func flat(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Bool, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Uint, reflect.Uint8, reflect.Uint16,
		reflect.Uint32, reflect.Uint64, reflect.Uintptr, reflect.Float32, reflect.Float64, reflect.Complex64, reflect.Complex128:
		return true
	case reflect.Array:
		return flat(t.Elem())
	case reflect.Struct:
		var used uintptr
		for i := range t.NumField() {
			if !flat(t.Field(i).Type) {
				return false
			}
			used += t.Field(i).Type.Size()
		}
		return used == t.Size() && used > 0
	}
	return false
}
