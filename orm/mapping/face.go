package mapping

import (
	"reflect"
	"unsafe"
)

// A reference may be held by a field of an interface type, that of a hierarchy or of the
// targets of a choice: two words, of which the first tells the type and the second is the
// pointer. What the first one is for each entity is found once, so that reading and
// writing a reference costs a comparison and no reflection.

// A face is what a field of an interface type may hold for one relationship.
type face struct {
	typ   reflect.Type
	kinds []faceKind
}

type faceKind struct {
	word unsafe.Pointer // of the interface, which tells that it holds a pointer to m's struct
	m    *Mapper
}

// words are an interface's in memory.
type words struct{ typ, data unsafe.Pointer }

// firstWord is that of a t that holds a p, a pointer type which implements it.
func firstWord(t, p reflect.Type) unsafe.Pointer {
	v := reflect.New(t)
	v.Elem().Set(reflect.Zero(p))
	return (*words)(v.UnsafePointer()).typ
}

// wear finds what r's field may hold, when it is one of an interface type.
func (r *Relationship) wear(fail func(or, format string, args ...any)) {
	if r.face == nil {
		return
	}
	if len(r.Target.Heirs) > 0 && r.Choice == nil { // whose targets are whatever is said
		fail("make it a *"+r.To.Name(), "field %s is a %s, and what inherits from %s has tables of its own, which no foreign key leads to", r.Name, local(r.face.typ, r.Mapper.Struct), r.To.Name())
		return
	}
	kinds := []*Mapper{r.Target}
	if f := r.Target.Family; f != nil {
		kinds = nil
		for _, m := range f.Members {
			if m.IsA(r.Target) && !m.Abstract {
				kinds = append(kinds, m)
			}
		}
	}
	r.face.kinds = nil
	for _, m := range kinds {
		p := reflect.PointerTo(m.Struct)
		if !p.Implements(r.face.typ) {
			fail("", "field %s is a %s, and *%s does not implement it", r.Name, local(r.face.typ, r.Mapper.Struct), m.Name())
			return
		}
		r.face.kinds = append(r.face.kinds, faceKind{firstWord(r.face.typ, p), m})
	}
}

// Kinds reports whether the field tells by itself what of a hierarchy it holds.
func (r *Relationship) Kinds() bool { return r.face != nil && len(r.face.kinds) > 1 }

// OneOf is the reference in obj, to an r.To; nil when there is none.
func (r *Relationship) OneOf(obj unsafe.Pointer) unsafe.Pointer {
	if r.face == nil {
		return *(*unsafe.Pointer)(unsafe.Add(obj, r.Offset))
	}
	return r.face.read(unsafe.Add(obj, r.Offset))
}

func (f *face) read(field unsafe.Pointer) unsafe.Pointer {
	w := (*words)(field)
	for i := range f.kinds {
		if f.kinds[i].word == w.typ {
			return w.data
		}
	}
	return nil
}

// KindIn is what the reference in obj is to, as far as the field tells; Target otherwise.
func (r *Relationship) KindIn(obj unsafe.Pointer) *Mapper {
	if r.face != nil {
		w := (*words)(unsafe.Add(obj, r.Offset))
		for _, k := range r.face.kinds {
			if k.word == w.typ {
				return k.m
			}
		}
	}
	return r.Target
}

// SetOne makes obj refer to to, which is an m. Nil clears the field, unless another
// relationship of the same field has something in it.
func (r *Relationship) SetOne(obj, to unsafe.Pointer, m *Mapper) {
	field := unsafe.Add(obj, r.Offset)
	if r.face == nil {
		*(*unsafe.Pointer)(field) = to
		return
	}
	w := (*words)(field)
	if to == nil {
		for _, k := range r.face.kinds {
			if k.word == w.typ {
				*w = words{}
			}
		}
		return
	}
	for _, k := range r.face.kinds {
		if k.m == m {
			*w = words{k.word, to}
		}
	}
}
