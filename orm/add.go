package orm

import (
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
)

// mapper is the mapper of an object, and its address.
func (s *Session) mapper(obj any) (*mapping.Mapper, unsafe.Pointer, error) {
	v := reflect.ValueOf(obj)
	if v.Kind() != reflect.Pointer || v.Type().Elem().Kind() != reflect.Struct {
		return nil, nil, fmt.Errorf("a %T is no entity: give a pointer to a mapped struct", obj)
	}
	if v.IsNil() {
		return nil, nil, fmt.Errorf("a nil %T was given", obj)
	}
	t := v.Type().Elem()
	if s.lastType == t {
		return s.among(s.lastMapper, v.UnsafePointer()), v.UnsafePointer(), nil
	}
	m := s.types[t]
	if m == nil {
		var r *mapping.Registry
		if s.base != nil {
			r = s.base.reg
		}
		var err error
		if m, err = mapping.Pick(mapping.ForEntity(t), t.String(), r); err != nil {
			return nil, nil, err
		}
		if err := m.Registry.Configure(); err != nil {
			return nil, nil, err
		}
		if s.lastType != nil { // the first type needs no map
			if s.types == nil {
				s.types = map[reflect.Type]*mapping.Mapper{}
			}
			s.types[s.lastType], s.types[t] = s.lastMapper, m
		}
	}
	s.lastType, s.lastMapper = t, m
	return s.among(m, v.UnsafePointer()), v.UnsafePointer(), nil
}

// among is whose object p is: m's, or that of an entity which inherits from it and has a
// table of its own.
func (s *Session) among(m *mapping.Mapper, p unsafe.Pointer) *mapping.Mapper {
	if len(m.Heirs) == 0 {
		return m
	}
	for _, k := range m.Concretes() {
		if mp := s.st.Known(k); mp != nil {
			if _, found := mp.Quick(p); found == state.Known {
				return k
			}
		}
	}
	return m
}

// Add makes objects pending: they are inserted by the next flush, together with
// everything that can be reached from them. What is wrong with them is reported by
// that flush, with the place of the Add. An object may be followed by Default or Null.
// One whose key another object of the session has takes that one's row, if it is deleted
// as well, before or after the Add; until then it is not in the session. Objects that have
// keys of their own and refer to each other are given to one Add, in any order.
func (s *Session) Add(objs ...any) {
	s.each("Add", objs, func(m *mapping.Mapper, obj unsafe.Pointer) error {
		return s.u.addGraph(m, obj)
	})
}

// Delete marks objects of the session: their rows are deleted by the next flush. An
// object that was only added is forgotten again.
func (s *Session) Delete(objs ...any) {
	s.each("Delete", objs, func(m *mapping.Mapper, obj unsafe.Pointer) error {
		mp := s.st.Map(m)
		r, found := mp.Find(obj)
		switch {
		case found != state.Known && s.u.postponed(obj) != nil:
			return s.u.deleteLate(s.u.postponed(obj))
		case found != state.Known && found != state.KeyChanged:
			return &NotPersistedError{Op: "Delete", Entity: m.Name(), Key: m.KeyText(obj)}
		case r.Flags&(state.Deleted|state.Gone) != 0:
			delete(s.u.unheld, r) // it goes by itself, whatever becomes of its owner
			return nil
		}
		s.u.unpostpone(obj) // it was reached meanwhile
		mp = mp.Of(r)
		m = mp.M
		if m.Deleted != nil && r.Flags&state.Pending == 0 {
			return s.u.softDelete(mp, r, nil)
		}
		s.u.markDeleted(mp, r)
		return nil
	})
}

// each is the way of Add and Delete, which return no error: one that nobody looks
// at would be lost. The flush returns it.
func (s *Session) each(op string, objs []any, f func(*mapping.Mapper, unsafe.Pointer) error) {
	err := s.enter()
	if err == nil {
		defer s.leave()
		var m *mapping.Mapper
		var obj unsafe.Pointer
		var late *postponed
		for i, x := range objs {
			var merr error
			if o, ok := x.(*AddOption); ok {
				switch {
				case op != "Add":
					merr = fmt.Errorf("an option of Add was given")
				case o == nil || m == nil:
					merr = fmt.Errorf("an option of Add speaks of the object before it, and there is none")
				case late != nil:
					late.options = append(late.options, o)
				default:
					merr = s.u.ask(o, m, obj)
				}
			} else if m, obj, merr = s.mapper(x); merr == nil {
				merr, late = f(m, obj), nil
				if merr != nil && op == "Add" && i+1 < len(objs) && detached(merr) {
					s.addAlone(objs[i+1:]) // it may be one of those
					merr = f(m, obj)
				}
				if ic, ok := merr.(*IdentityConflictError); ok && ic.Path == op {
					_, file, line, _ := runtime.Caller(2)
					late, merr = s.u.postpone(m, obj, ic, fmt.Sprintf("%s:%d", file, line)), nil
				}
			}
			if merr != nil && err == nil {
				err = merr
			}
		}
	}
	if err == nil || err == errNoSession { // which has no Flush that could return it
		return
	}
	if _, file, line, ok := runtime.Caller(2); ok {
		err = fmt.Errorf("%s at %s:%d: %w", op, file, line, err)
	}
	if errors.Is(err, ErrConcurrentSession) || errors.Is(err, ErrReentrant) {
		late := err                       // of its own, so that err costs no allocation
		s.late.CompareAndSwap(nil, &late) // the other fields belong to whoever is inside
		return
	}
	if s.sticky == nil {
		s.sticky = err
	}
}

// detached reports whether err says that an object is not in the session. It is no part of
// each, where what errors.As stores in would be an allocation for every object.
func detached(err error) bool {
	var de *DetachedError
	return errors.As(err, &de)
}

// addAlone adds objects without what can be reached from them, so that what refers to
// them knows them. What is wrong with them is found when it is their turn.
func (s *Session) addAlone(objs []any) {
	for _, x := range objs {
		if _, is := x.(*AddOption); is {
			continue
		}
		if m, obj, err := s.mapper(x); err == nil {
			_, _ = s.u.add(m, obj, "")
		}
	}
}

// Err is the first error of an Add or Delete since the last flush, which returns it, too:
// also that of an object whose key another one still has.
func (s *Session) Err() error {
	if s == nil || s.u == nil {
		return errNoSession
	}
	if err := s.late.Load(); err != nil {
		return *err
	}
	if s.sticky == nil {
		return s.u.conflict()
	}
	return s.sticky
}
