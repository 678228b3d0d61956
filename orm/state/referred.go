package state

import (
	"encoding/binary"
	"slices"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
)

// alternate finds rows by what a foreign key refers to that is not their primary key: a
// unique column. It is made when it is asked for, of what the database has.
type alternate struct {
	seq uint32 // of the map, when it was made
	by  map[string]*Record
}

// Referred is the row that k, a foreign key by l, refers to; nil when it is not in memory.
func (s *Store) Referred(l *mapping.Link, k mapping.Key) *Record {
	r := s.referred(l, k)
	if r == nil && s.spelled != nil {
		if own, ok := s.spelled[spelled{l, KeyText(k)}]; ok {
			r = s.referred(l, own)
		}
	}
	return r
}

// spelled is a foreign key.
type spelled struct {
	by   *mapping.Link
	text string
}

// Spell notes that a foreign key by l with the KeyText text refers to the row that own is the key of,
// because the database takes both for one.
func (s *Store) Spell(l *mapping.Link, text string, own mapping.Key) {
	if s.spelled == nil {
		s.spelled = map[spelled]mapping.Key{}
	}
	own.B = slices.Clone(own.B)
	s.spelled[spelled{l, text}] = own
}

func (s *Store) referred(l *mapping.Link, k mapping.Key) *Record {
	mp := s.Known(l.Parent)
	switch {
	case mp == nil:
		return nil
	case l.ToKey:
		if r := mp.ByKey(k); r != nil && mp.Is(r) { // where no constraint says so, a key may be that of another kind
			return r
		}
		return nil
	}
	a := s.alternates[l]
	if a == nil || a.seq != mp.root.seq {
		a = &alternate{seq: mp.root.seq, by: map[string]*Record{}}
		var buf []byte
		scratch := l.Parent.Blank()
		for x, r := range s.All(l.Parent) {
			if r.Flags&(Pending|Gone) != 0 {
				continue
			}
			obj := r.Obj
			for _, c := range l.Referred {
				if !x.Plan.FieldSame(r.Obj, r.Snap, c.Index) {
					for _, c := range l.Referred {
						x.Plan.Restore(scratch, r.Snap, c.Index)
					}
					obj = scratch
					break
				}
			}
			k, null, zero := l.Alt.Read(obj, &buf)
			if null || zero && r.Flags&Expired != 0 { // of a Ref, whose row nobody has read
				continue
			}
			a.by[KeyText(k)] = r
		}
		if s.alternates == nil {
			s.alternates = map[*mapping.Link]*alternate{}
		}
		s.alternates[l] = a
	}
	return a.by[KeyText(k)]
}

// Altered says that what the database has of rows was learned anew.
func (s *Store) Altered() {
	if s.alternates != nil {
		clear(s.alternates)
	}
}

// KeyText is a key as a string, to be found by.
func KeyText(k mapping.Key) string {
	b := make([]byte, 0, int(unsafe.Sizeof(k.N))+len(k.B))
	for _, n := range k.N {
		b = binary.NativeEndian.AppendUint64(b, uint64(n))
	}
	return string(append(b, k.B...))
}
