package state

import (
	"iter"
	"math/bits"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/snapshot"
)

// Flags of a record.
type Flags uint8

// The states of an object are Pending, persistent (no flag) and Deleted.
const (
	Pending Flags = 1 << iota // not in the database: to be inserted
	Deleted                   // to be deleted
	Gone                      // deleted in this transaction, and flushed
	Expired                   // to be read again before it is used
	Dead                      // the record is free: expunged
)

// How much of a relationship is loaded.
const (
	NotLoaded byte = iota
	Partial
	Loaded
	Aged // loaded, and read again when it is asked for
)

// A Record is what a session knows of one object.
type Record struct {
	Obj   unsafe.Pointer // the user's
	Snap  unsafe.Pointer // what the database has; of a pending object: what the user had when it was added
	Gen   uint32         // of the unit of work that last read or wrote the row
	Group uint32         // of the objects that it was loaded with; 0: none
	No    int32          // of the record, in its Map
	Slot  uint32         // where the unit of work has noted something about it; 0: nowhere
	Flags Flags
	Kind  uint8 // of the mapper, in a hierarchy
	// Outside is whether it came by a statement without the session's policies.
	Outside bool
	rels    uint16 // of the unit of work in which those of its relationships were loaded that are Loaded
}

// Persistent reports whether the object is a row, and stays one.
func (r *Record) Persistent() bool { return r.Flags&(Pending|Deleted|Gone|Dead) == 0 }

// few is how many records and keys a Map holds within itself: a session that reads one
// object needs no chunk and no index.
const few = 2

// A Map holds the records of one mapper. The mappers of a hierarchy have a Map each and
// share its root's records, numbers and keys: an object is found in any of them, and
// its own is Of(record).
type Map struct {
	M    *mapping.Mapper
	Plan *snapshot.Plan

	root *Map   // where the records are; itself, but for what inherits
	kin  []*Map // of a root: the maps of its hierarchy, by kind, as far as they are used

	first    [few]Record
	lead     []Record   // the next ones, where it was known how many would come
	chunks   [][]Record // the others: of 32 records, then of twice as many up to 1,024
	n        int32
	expected int32 // records that are about to come
	live     int
	free     []int32

	keys    [few]int64     // of the first records, while ones is empty and the key is one integer
	keyed   [few]bool      // which of them are taken
	unkeyed map[int32]bool // records that are in no index, whatever key their objects have; of a root
	ones    intKeys        // one of these four, by the key's shape
	twos    map[[2]int64]int32
	threes  map[[3]int64]int32
	texts   map[string]int32
	byPtr   ints // by its address: pending objects only, which the records keep where they are

	objs, snaps snapshot.Slab
	next        unsafe.Pointer // room for the next object, when the last one was not needed
	buf         []byte
	lacks       marks
	wanted      marks
	fresh       []*Record               // loaded, and to be shown to hooks; of a root
	again       []*Record               // … read again
	moves       *[]Move                 // of the store; nil when nobody wants them
	raised      map[relationOf]struct{} // see Raise; of a root
	Changes     int                     // pending and deleted objects
	seq         uint32                  // counts the rows that came; of a root
}

// address is where an object is, and stays: Go does not move what is on the heap.
func address(obj unsafe.Pointer) int64 { return int64(uintptr(obj)) }

// NewMap makes an empty map.
func NewMap(m *mapping.Mapper) *Map {
	x := &Map{}
	x.start(m, false)
	x.root = x
	return x
}

// Of is the map of r's own mapper.
func (m *Map) Of(r *Record) *Map {
	if m.root.kin == nil {
		return m
	}
	return m.root.kin[r.Kind]
}

// Is reports whether r is of m's mapper, or of one that inherits from it.
func (m *Map) Is(r *Record) bool { return m.root.kin == nil || m.Of(r).M.IsA(m.M) }

func (m *Map) start(of *mapping.Mapper, blind bool) {
	m.M, m.Plan, m.objs = of, of.Snapshot, of.Objects()
	if blind {
		m.Plan = of.Blind()
	}
	m.snaps = m.Plan.Snapshots()
}

// At is the record of that number.
func (m *Map) At(no int32) *Record {
	m = m.root
	if no < few {
		return &m.first[no]
	}
	if no -= few; int(no) < len(m.lead) {
		return &m.lead[no]
	}
	chunk, i := place(no - int32(len(m.lead)))
	return &m.chunks[chunk][i]
}

// place is where the n-th of the records that are in chunks is.
func place(n int32) (chunk, i int32) {
	n += 32
	if n >= 1024 {
		return n/1024 + 4, n % 1024
	}
	k := int32(bits.Len32(uint32(n))) - 6
	return k, n - 32<<k
}

// All yields the records that are in use, and those that are added meanwhile.
func (m *Map) All() iter.Seq[*Record] {
	return func(yield func(*Record) bool) {
		for i := int32(0); i < m.root.n; i++ {
			if r := m.At(i); r.Flags&Dead == 0 && r.Kind == m.M.Kind && !yield(r) {
				return
			}
		}
	}
}

// Cap is the number of records, the free ones included: all numbers are below it.
func (m *Map) Cap() int32 { return m.root.n }

// Len is the number of records in use.
func (m *Map) Len() int { return m.live }

func (m *Map) push() *Record {
	m.live++
	kind := m.M.Kind
	m = m.root
	if k := len(m.free); k > 0 {
		r := m.At(m.free[k-1])
		m.free = m.free[:k-1]
		*r = Record{No: r.No, Kind: kind}
		return r
	}
	if m.n >= few {
		m.more()
	}
	r := m.At(m.n)
	r.No, r.Kind = m.n, kind
	m.n++
	return r
}

// more makes room for one more record, where there is none.
func (m *Map) more() {
	n := m.n - few
	if n == 0 && m.expected > few {
		m.lead = make([]Record, min(m.expected-few, 1024))
	}
	if n -= int32(len(m.lead)); n < 0 {
		return
	}
	if chunk, i := place(n); i == 0 && int(chunk) == len(m.chunks) {
		if chunk == 0 {
			m.chunks = make([][]Record, 0, 4)
		}
		m.chunks = append(m.chunks, make([]Record, 32<<min(chunk, 5)))
	}
}

// Expect says that about n more objects will be loaded. It may be wrong.
func (m *Map) Expect(n int) {
	m.expected = int32(min(n, 1<<20))
	m.objs.Expect(n)
	m.snaps.Expect(n)
}

// Room is memory for an object, zeroed but for what the caller put into it since
// the last Took.
func (m *Map) Room() unsafe.Pointer {
	if m.next == nil {
		m.next = m.objs.Next()
	}
	return m.next
}

// Took says that the object in Room is used.
func (m *Map) Took() { m.next = nil }

// NewSnap is room for a snapshot.
func (m *Map) NewSnap() unsafe.Pointer { return m.snaps.Next() }

// Load makes the record of a row that was read into obj. The caller fills Snap.
func (m *Map) Load(k mapping.Key, obj unsafe.Pointer) *Record {
	r := m.push()
	r.Obj, r.Snap = obj, m.NewSnap()
	m.put(k, r.No)
	m.root.seq++
	m.Moved(r, Outside, Row)
	return r
}

// Add makes the record of a pending object.
func (m *Map) Add(obj unsafe.Pointer) *Record {
	r := m.push()
	r.Obj, r.Snap, r.Flags = obj, m.NewSnap(), Pending
	m.root.byPtr.put(address(obj), r.No)
	m.Plan.Copy(r.Snap, obj)
	for i := range m.M.Rels {
		*m.Plan.State(r.Snap, i) = Loaded // an object that is no row owns its fields
	}
	m.Changes++
	m.Moved(r, Outside, New)
	return r
}

// Inserting says that Inserted comes next for n objects of m. Where these are all that are
// pending, their addresses are forgotten at once.
func (m *Map) Inserting(n int) {
	if t := &m.root.byPtr; n == t.n {
		clear(t.slots)
		t.n = 0
	}
}

// Inserted makes a pending object persistent, under the key that it has by now.
func (m *Map) Inserted(r *Record) {
	m.root.byPtr.remove(address(r.Obj))
	k, _, _ := m.Key(r.Obj)
	m.put(k, r.No)
	m.root.seq++
	r.Flags &^= Pending
	m.Changes--
	m.Moved(r, New, Row)
}

// Drop frees the record: the session forgets the object.
func (m *Map) Drop(r *Record) { m.drop(r, r.Phase(), letGo(r.Phase())) }

func (m *Map) drop(r *Record, from, to Phase) {
	if r.Flags&Dead != 0 {
		return
	}
	m.Moved(r, from, to)
	if r.Flags&(Pending|Deleted) != 0 {
		m.Changes--
	}
	if no, ok := m.root.byPtr.get(address(r.Obj)); ok && no == r.No {
		m.root.byPtr.remove(address(r.Obj))
	}
	if r.Flags&Pending == 0 {
		m.Unkey(r)
	}
	m.SetLacks(r, nil)
	m.SetWanted(r, nil)
	m.unraise(r)
	delete(m.root.unkeyed, r.No)
	*r = Record{No: r.No, Flags: Dead}
	m.root.free = append(m.root.free, r.No)
	m.live--
}

// Unkey takes a record out of the identity map.
func (m *Map) Unkey(r *Record) {
	k, null, _ := m.Key(r.Obj)
	if no, ok := m.number(k); ok && no == r.No && !null {
		m.remove(k)
	} else {
		m.scrub(r.No) // the key in the struct is not the one it was loaded with
	}
	if m.root.unkeyed == nil {
		m.root.unkeyed = map[int32]bool{}
	}
	m.root.unkeyed[r.No] = true
}

// Key is the primary key in obj; its bytes are valid until the next call.
func (m *Map) Key(obj unsafe.Pointer) (k mapping.Key, null, zero bool) {
	return m.M.Identity.Read(obj, &m.buf)
}

// KeyOf is the key in a K.
func (m *Map) KeyOf(p unsafe.Pointer) (k mapping.Key, null bool) {
	k, null, _ = m.M.KeyOf.Read(p, &m.buf)
	return k, null
}

// ByKey finds a persistent object.
func (m *Map) ByKey(k mapping.Key) *Record {
	if no, ok := m.number(k); ok {
		return m.At(no)
	}
	return nil
}

// A Found says how Find found an object.
type Found uint8

// Ways of finding.
const (
	Known      Found = iota
	Unknown          // the session does not know it
	Copy             // its key belongs to another object: it is a copy, or another session's
	KeyChanged       // it is known, under another key
)

// Find is the record of obj. The record of a Copy is the other object's.
func (m *Map) Find(obj unsafe.Pointer) (*Record, Found) {
	r, found := m.Quick(obj)
	if found == Known {
		return r, found
	}
	if x := m.Renamed(obj); x != nil {
		return x, KeyChanged
	}
	return r, found
}

// Renamed is the record of an object whose key was changed in memory; nil when there
// is none. It looks through all records, unless all are pending.
func (m *Map) Renamed(obj unsafe.Pointer) *Record {
	if int(m.root.n)-len(m.root.free) == m.root.byPtr.n {
		return nil
	}
	for i := int32(0); i < m.root.n; i++ {
		if x := m.At(i); x.Flags&Dead == 0 && x.Obj == obj {
			return x
		}
	}
	return nil
}

// Quick is Find for objects that are likely to be new: it does not look for those
// whose key was changed in memory.
func (m *Map) Quick(obj unsafe.Pointer) (*Record, Found) {
	k, null, zero := m.Key(obj)
	var other *Record
	if !null {
		if no, ok := m.number(k); ok {
			r := m.At(no)
			if r.Obj == obj {
				return r, Known
			}
			if other = r; zero && m.M.Generated != nil {
				other = nil // a row may have the key 0, and what is new has it until it gets one
			}
		}
	}
	if no, ok := m.root.byPtr.get(address(obj)); ok {
		return m.At(no), Known
	}
	if other != nil {
		return other, Copy
	}
	return nil, Unknown
}

// PendingAt is the pending record of obj; nil when there is none.
func (m *Map) PendingAt(obj unsafe.Pointer) *Record {
	if no, ok := m.root.byPtr.get(address(obj)); ok {
		return m.At(no)
	}
	return nil
}

// Holds reports whether r is one of the map's records.
func (m *Map) Holds(r *Record) bool {
	return r.No < m.root.n && r.Kind == m.M.Kind && m.At(r.No) == r
}
