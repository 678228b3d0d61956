package snapshot

import (
	"reflect"
	"time"
	"unsafe"
)

func str(p unsafe.Pointer, n uintptr) string { return unsafe.String((*byte)(p), n) }

func move(dst, src unsafe.Pointer, n uintptr) {
	copy(unsafe.Slice((*byte)(dst), n), unsafe.Slice((*byte)(src), n))
}

// Same reports whether the mapped fields of obj are what snap holds.
func (p *Plan) Same(obj, snap unsafe.Pointer) bool {
	for i := range p.ops {
		if !p.ops[i].same(obj, snap) {
			return false
		}
	}
	return true
}

// Changed appends the fields of obj that differ from snap to buf, in the struct's order.
func (p *Plan) Changed(obj, snap unsafe.Pointer, buf []int) []int {
	for i := range p.ops {
		o := &p.ops[i]
		if o.same(obj, snap) {
			continue
		}
		if o.spans == nil {
			buf = append(buf, o.field)
			continue
		}
		for j := range o.spans {
			if !o.spans[j].same(obj, snap) {
				buf = append(buf, o.spans[j].field)
			}
		}
	}
	return buf
}

// FieldSame reports whether a field of obj, by its number, is what snap holds.
func (p *Plan) FieldSame(obj, snap unsafe.Pointer, field int) bool {
	return p.blind || p.fields[field].same(obj, snap)
}

// same compares one value; obj is what src counts from.
func (o *op) same(obj, snap unsafe.Pointer) bool {
	a, b := unsafe.Add(obj, o.src), unsafe.Add(snap, o.dst)
	switch o.kind {
	case bits:
		switch o.size {
		case 8:
			return *(*[8]byte)(a) == *(*[8]byte)(b)
		case 16:
			return *(*[16]byte)(a) == *(*[16]byte)(b)
		case 24:
			return same24(a, b)
		}
		return str(a, o.size) == str(b, o.size)
	case text:
		return *(*string)(a) == *(*string)(b)
	case moment:
		return o.clock.same((*time.Time)(a), (*time.Time)(b))
	case ptrTo, behind:
		to := *(*unsafe.Pointer)(a)
		if held := *(*bool)(b); to == nil || !held {
			return (to != nil) == held
		}
		return o.inner.same(to, snap)
	case null:
		valid := *(*bool)(unsafe.Add(obj, o.flag))
		if held := *(*bool)(b); !valid || !held {
			return valid == held
		}
		return o.inner.same(a, snap)
	}
	return o.codec.equal(a, b)
}

// same24 compares 24 bytes in steps for which the compiler calls no function.
func same24(a, b unsafe.Pointer) bool {
	return *(*[16]byte)(a) == *(*[16]byte)(b) && *(*[8]byte)(unsafe.Add(a, 16)) == *(*[8]byte)(unsafe.Add(b, 16))
}

func (c Clock) same(x, y *time.Time) bool {
	if unsafe.Sizeof(*x) == 24 && same24(unsafe.Pointer(x), unsafe.Pointer(y)) { // where words are smaller, so is it
		return true
	}
	switch c {
	case Wall:
		_, a := x.Zone()
		_, b := y.Zone()
		return x.UnixMicro()+int64(a)*1e6 == y.UnixMicro()+int64(b)*1e6
	case Day:
		a, b, d := x.Date()
		e, f, g := y.Date()
		return a == e && b == f && d == g
	}
	return x.UnixMicro() == y.UnixMicro()
}

// Copy puts the mapped fields of obj into snap, with content of their own. What
// snap holds of relationships stays.
func (p *Plan) Copy(snap, obj unsafe.Pointer) {
	for i := range p.ops {
		p.ops[i].copy(snap, obj)
	}
}

// CopyField is Copy for one field, by its number.
func (p *Plan) CopyField(snap, obj unsafe.Pointer, field int) {
	if !p.blind {
		p.fields[field].copy(snap, obj)
	}
}

func (o *op) copy(snap, obj unsafe.Pointer) {
	a, b := unsafe.Add(obj, o.src), unsafe.Add(snap, o.dst)
	switch o.kind {
	case bits:
		move(b, a, o.size)
	case text:
		*(*string)(b) = *(*string)(a)
	case moment:
		*(*time.Time)(b) = *(*time.Time)(a)
	case ptrTo, behind:
		to := *(*unsafe.Pointer)(a)
		if *(*bool)(b) = to != nil; to != nil {
			o.inner.copy(snap, to)
		}
	case null:
		if *(*bool)(b) = *(*bool)(unsafe.Add(obj, o.flag)); *(*bool)(b) {
			o.inner.copy(snap, a)
		}
	default:
		o.codec.clone(b, a)
	}
}

// Restore puts a field of obj, by its number, back to what snap holds. The object
// gets content of its own.
func (p *Plan) Restore(obj, snap unsafe.Pointer, field int) {
	if !p.blind {
		p.fields[field].restore(obj, snap)
	}
}

func (o *op) restore(obj, snap unsafe.Pointer) {
	a, b := unsafe.Add(obj, o.src), unsafe.Add(snap, o.dst)
	switch o.kind {
	case bits:
		move(a, b, o.size)
	case text:
		*(*string)(a) = *(*string)(b)
	case moment:
		*(*time.Time)(a) = *(*time.Time)(b)
	case ptrTo:
		if !*(*bool)(b) {
			*(*unsafe.Pointer)(a) = nil
			return
		}
		to := reflect.New(o.elem).UnsafePointer()
		o.inner.restore(to, snap)
		*(*unsafe.Pointer)(a) = to
	case behind:
		if !*(*bool)(b) {
			*(*unsafe.Pointer)(a) = nil
			return
		}
		to := reflect.New(o.elem) // the old one is the program's
		if was := *(*unsafe.Pointer)(a); was != nil {
			to.Elem().Set(reflect.NewAt(o.elem, was).Elem())
		}
		o.inner.restore(to.UnsafePointer(), snap)
		*(*unsafe.Pointer)(a) = to.UnsafePointer()
	case null:
		*(*bool)(unsafe.Add(obj, o.flag)) = *(*bool)(b)
		if *(*bool)(b) {
			o.inner.restore(a, snap)
		}
	default:
		o.codec.clone(a, b)
	}
}

// Relationships is how many there are.
func (p *Plan) Relationships() int { return len(p.rels) }

// One is snap's room for relationship i, a reference.
func (p *Plan) One(snap unsafe.Pointer, i int) *unsafe.Pointer {
	return (*unsafe.Pointer)(unsafe.Add(snap, p.rels[i].offset))
}

// Many is snap's room for relationship i, a collection. The array belongs to the snapshot.
func (p *Plan) Many(snap unsafe.Pointer, i int) *[]unsafe.Pointer {
	return (*[]unsafe.Pointer)(unsafe.Add(snap, p.rels[i].offset))
}

// State is snap's room for how much of relationship i is loaded.
func (p *Plan) State(snap unsafe.Pointer, i int) *byte {
	return (*byte)(unsafe.Add(snap, p.states+uintptr(i)))
}

// CopyRels puts what from holds of relationships into snap. Collections are shared:
// their arrays are replaced, never edited.
func (p *Plan) CopyRels(snap, from unsafe.Pointer) {
	for i, r := range p.rels {
		if r.many {
			*p.Many(snap, i) = *p.Many(from, i)
		} else {
			*p.One(snap, i) = *p.One(from, i)
		}
		*p.State(snap, i) = *p.State(from, i)
	}
}

// Clone makes snap a copy of from. What both refer to is shared: a snapshot is
// filled once, and replaced by another when there is something new.
func (p *Plan) Clone(snap, from unsafe.Pointer) {
	reflect.NewAt(p.typ, snap).Elem().Set(reflect.NewAt(p.typ, from).Elem())
}

// Size is the size of a snapshot in bytes, without what it points to.
func (p *Plan) Size() uintptr { return p.typ.Size() }
