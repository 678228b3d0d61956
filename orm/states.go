package orm

import (
	"fmt"
	"reflect"
	"strings"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
)

// A State says what an object is to a session.
type State uint8

// States.
const (
	Transient  State = iota // the session does not know it
	Pending                 // added, and not inserted yet
	Persistent              // a row
	Deleted                 // its row is to be deleted, or was, in this transaction
	Expired                 // a row that is read again before the session answers with it
	Copied                  // its key is that of another object of the session
	Detached                // a row, or what was one, that the session has let go of: in a Transition only
)

// String is the state's name.
func (s State) String() string {
	return [...]string{"transient", "pending", "persistent", "deleted", "expired", "a copy", "detached"}[min(s, Detached)]
}

// StateOf is what obj is to s. Used from two goroutines at once it says Transient.
func StateOf(s *Session, obj any) State {
	if s.enter() != nil {
		return Transient
	}
	defer s.leave()
	m, p, err := s.mapper(obj)
	if err != nil {
		return Transient
	}
	r, found := s.st.Map(m).Find(p)
	switch {
	case found == state.Copy:
		return Copied
	case found == state.Unknown:
		return Transient
	case r.Flags&(state.Pending|state.Deleted) == state.Pending|state.Deleted:
		return Transient // it is not to be a row any more
	case r.Flags&(state.Deleted|state.Gone) != 0:
		return Deleted
	case r.Flags&state.Pending != 0:
		return Pending
	case r.Flags&state.Expired != 0:
		return Expired
	}
	return Persistent
}

// A FieldChange is a mapped field of an object that differs from its row.
type FieldChange struct {
	Field  string // as Price, or Balance.Amount
	Column string
	Old    any // nil for a new row, and where it was not loaded
	New    any
}

// ChangesOf are the mapped fields of an object of the session that the next flush
// would write: for a pending object all of them. It does no I/O.
func ChangesOf(s *Session, obj any) ([]FieldChange, error) {
	if err := s.enter(); err != nil {
		return nil, err
	}
	defer s.leave()
	m, p, err := s.mapper(obj)
	if err != nil {
		return nil, err
	}
	if err := s.u.sync(); err != nil {
		return nil, err
	}
	mp := s.st.Map(m)
	r, found := mp.Find(p)
	if found != state.Known && found != state.KeyChanged {
		return nil, &NotPersistedError{Op: "ChangesOf", Entity: m.Name(), Key: m.KeyText(p)}
	}
	return changesOf(mp, r), nil
}

func changesOf(mp *state.Map, r *state.Record) []FieldChange {
	mp = mp.Of(r)
	var out []FieldChange
	old, want, lacks := mp.M.Blank(), mp.Wanted(r), mp.Lacks(r)
	for _, c := range mp.M.Columns {
		if r.Flags&state.Pending == 0 && mp.Plan.FieldSame(r.Obj, r.Snap, c.Index) && !had(want, c.Index) {
			continue
		}
		ch := FieldChange{Field: strings.Join(c.Path, "."), Column: c.Def.Name, New: fieldOf(c, r.Obj)}
		if r.Flags&state.Pending == 0 && !had(lacks, c.Index) {
			mp.Plan.Restore(old, r.Snap, c.Index)
			ch.Old = fieldOf(c, old)
		}
		out = append(out, ch)
	}
	return out
}

func fieldOf(c *mapping.Column, obj unsafe.Pointer) any {
	if f := c.Field(obj); f.IsValid() {
		return f.Interface()
	}
	return nil
}

// Expire takes back what the program has changed in objects since their rows were
// last read or written, and makes Get, queries and Of read the rows again. The
// fields show the old row until then. A collection's change that the session has looked at
// is one of its members': Expire those, or the change stays.
func (s *Session) Expire(objs ...any) error {
	if err := s.enter(); err != nil {
		return err
	}
	defer s.leave()
	return s.along("Expire", objs, mapping.CascadeRefresh, func(mp *state.Map, r *state.Record) error {
		s.u.edit(mp, r)
		mp.Expire(r)
		return s.u.takeBack(mp, r)
	})
}

// along calls f for rows of the session and what a cascade reaches from them in memory.
func (s *Session) along(op string, objs []any, c mapping.Cascade, f func(*state.Map, *state.Record) error) error {
	done := map[*state.Record]bool{}
	var visit func(m *mapping.Mapper, p unsafe.Pointer, top bool) error
	visit = func(m *mapping.Mapper, p unsafe.Pointer, top bool) error {
		mp := s.st.Map(m)
		r, found := mp.Find(p)
		if found != state.Known && found != state.KeyChanged || op != "Expunge" && !r.Persistent() {
			if !top {
				return nil
			}
			return &NotPersistedError{Op: op, Entity: m.Name(), Key: m.KeyText(p)}
		}
		if done[r] {
			return nil
		}
		mp = mp.Of(r)
		m = mp.M
		done[r] = true
		var others []func() error
		for _, rel := range m.Rels {
			if !rel.Cascades(c) {
				continue
			}
			for _, x := range reached(rel, p) {
				others = append(others, func() error { return visit(rel.Target, x, false) })
			}
		}
		if err := f(mp, r); err != nil {
			return err
		}
		for _, o := range others {
			if err := o(); err != nil {
				return err
			}
		}
		return nil
	}
	for _, x := range objs {
		m, p, err := s.mapper(x)
		if err != nil {
			return err
		}
		if err := visit(m, p, true); err != nil {
			return err
		}
	}
	return nil
}

// reached are the objects that a relationship of obj leads to, in memory.
func reached(rel *mapping.Relationship, obj unsafe.Pointer) []unsafe.Pointer {
	if rel.Kind == mapping.Many {
		return append([]unsafe.Pointer(nil), rel.Members(obj)...)
	}
	if p := rel.OneOf(obj); p != nil {
		return []unsafe.Pointer{p}
	}
	return nil
}

// Clone is a copy of e with content of its own: it keeps nothing of e or of what e
// was loaded with in memory. Relationships are nil. The session does not know it.
func Clone[E any](t Entity[E], e E) (E, error) {
	m, err := mapperOf(t)
	if err != nil {
		return entity[E](nil), err
	}
	obj := pointer(e)
	if obj == nil {
		return entity[E](nil), errNilRow
	}
	c := m.Blank()
	copyColumns(m, c, obj, nil)
	for _, x := range m.Columns {
		f := x.Field(c)
		switch {
		case f.Kind() == reflect.String:
			f.SetString(strings.Clone(f.String()))
		case f.Kind() == reflect.Pointer && !f.IsNil() && f.Type().Elem().Kind() == reflect.String:
			f.Elem().SetString(strings.Clone(f.Elem().String()))
		}
	}
	return entity[E](c), nil
}

// copyColumns copies mapped fields by content; skip says which not.
func copyColumns(m *mapping.Mapper, to, from unsafe.Pointer, skip func(*mapping.Column) bool) {
	slab := m.Snapshot.Snapshots()
	snap := slab.Next()
	for _, c := range m.Columns {
		if skip == nil || !skip(c) {
			m.Snapshot.CopyField(snap, from, c.Index)
			m.Snapshot.Restore(to, snap, c.Index)
		}
	}
}

// Attach takes objects as rows that are what the database has, without asking it,
// and everything that can be reached from them: what was decoded, cached, or loaded
// by another session. Later changes are written. Collections count as loaded in part.
// After an error nothing is attached.
func (s *Session) Attach(objs ...any) error {
	if err := s.enter(); err != nil {
		return err
	}
	defer s.leave()
	var done []rowOf
	for _, x := range objs {
		m, p, err := s.mapper(x)
		if err == nil {
			err = s.attach(m, p, "Attach", &done)
		}
		if err != nil {
			for _, x := range done {
				s.u.drop(x.mp, x.rec)
			}
			return err
		}
	}
	return nil
}

func (s *Session) attach(m *mapping.Mapper, p unsafe.Pointer, path string, done *[]rowOf) error {
	mp := s.st.Map(m)
	_, found := mp.Find(p)
	switch {
	case found == state.Known:
		return nil
	case path != "Attach" && m.Polymorphic():
		return unknownKind(m, path)
	case found == state.Copy || found == state.KeyChanged:
		return &IdentityConflictError{Entity: m.Name(), Key: m.KeyText(p), Path: path}
	}
	k, null, zero := mp.Key(p)
	if null || zero && m.Generated != nil {
		return fmt.Errorf("%s: this %s has no key: an object that is no row yet is added", path, m.Name())
	}
	r := mp.Load(k, p)
	mp.Plan.Copy(r.Snap, p)
	r.Gen = s.st.Gen
	*done = append(*done, rowOf{mp, r})
	for i, rel := range m.Rels {
		for _, x := range reached(rel, p) {
			if err := s.attach(rel.KindIn(p), x, s.u.name(m, p)+"."+rel.Name, done); err != nil {
				return err
			}
		}
		if rel.Kind == mapping.Many {
			if ps := rel.Members(p); ps != nil {
				*mp.Plan.Many(r.Snap, i), *mp.Plan.State(r.Snap, i) = cloned(ps), state.Partial
			}
		} else if x := rel.OneOf(p); x != nil {
			*mp.Plan.One(r.Snap, i) = x
			r.TookAll(mp.Plan, i, s.st.Gen)
		}
	}
	return nil
}

// Ref stands for the row with that key without reading it: the session's object, or
// an empty one that is filled when a Get or a query reads the row. It can be
// referred to; what is set in it is written.
func Ref[E, K any](s *Session, t Keyed[E, K], key K) (E, error) {
	return ref[E](s, t.embeds_orm_TableOf().m, unsafe.Pointer(&key))
}

// Ref stands for the row with that key without reading it; see the function Ref.
func (t *TableFor[E, K]) Ref(s *Session, key K) (E, error) {
	return ref[E](s, t.h.m, unsafe.Pointer(&key))
}

func ref[E any](s *Session, m *mapping.Mapper, key unsafe.Pointer) (e E, err error) {
	if err := s.enter(); err != nil {
		return e, err
	}
	defer s.leave()
	if m == nil {
		return e, fmt.Errorf("Ref: the table was not declared: declare it with orm.Declare")
	}
	if err := m.Registry.Configure(); err != nil {
		return e, err
	}
	mp := s.st.Map(m)
	k, null := mp.KeyOf(key)
	if r := mp.ByKey(k); m.Polymorphic() && (r == nil || !mp.Is(r)) {
		return e, fmt.Errorf("Ref of %s: what the row is cannot be told without reading it: use Get, or the Ref of what it is", m.Name())
	}
	if null {
		return e, fmt.Errorf("Ref of %s: the key is NULL", m.Name())
	}
	if r := mp.ByKey(k); r != nil {
		if r.Flags&(state.Deleted|state.Gone) != 0 {
			return e, &ObjectDeletedError{Entity: m.Name(), Key: m.KeyText(r.Obj)}
		}
		return entity[E](r.Obj), nil
	}
	obj := m.Blank()
	m.StoreKey(obj, key)
	k, _, _ = mp.Key(obj)
	r := mp.Load(k, obj)
	mp.Plan.Copy(r.Snap, obj)
	r.Gen = s.st.Gen
	mp.Expire(r)
	if m.Version != nil {
		lacks := make([]bool, len(m.Columns))
		lacks[m.Version.Index] = true
		mp.SetLacks(r, lacks)
	}
	return entity[E](obj), nil
}

// An ObjectDeletedError is an object whose row is gone, or is to be deleted.
type ObjectDeletedError struct{ Entity, Key string }

// Error names the object.
func (e *ObjectDeletedError) Error() string {
	return fmt.Sprintf("%s %s is deleted", e.Entity, e.Key)
}

// Is matches ErrNoResult.
func (e *ObjectDeletedError) Is(target error) bool { return target == ErrNoResult }
