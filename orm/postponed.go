package orm

import (
	"context"
	"fmt"
	"slices"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
)

// A postponed object was added while another one of the session has its key: whether
// that one is deleted, or gives the key up, is known by the flush. Until then the object
// is not the session's, so that a copy which was added by mistake changes nothing.
type postponed struct {
	m       *mapping.Mapper
	obj     unsafe.Pointer
	err     *IdentityConflictError
	site    string
	options []*AddOption
	deleted bool // by now: what still refers to it must not bring it back
}

// postpone puts an Add off that failed because of another object's key.
func (u *unit) postpone(m *mapping.Mapper, obj unsafe.Pointer, err *IdentityConflictError, site string) *postponed {
	if p := u.postponed(obj); p != nil {
		p.deleted = false
		return p
	}
	p := &postponed{m: m, obj: obj, err: err, site: site}
	u.late = append(u.late, p)
	return p
}

// postponed is the Add of obj that was put off; nil when there is none.
func (u *unit) postponed(obj unsafe.Pointer) *postponed {
	for _, p := range u.late {
		if p.obj == obj {
			return p
		}
	}
	return nil
}

// unpostpone takes the Add of obj back, if it was put off.
func (u *unit) unpostpone(obj unsafe.Pointer) bool {
	n := len(u.late)
	u.late = slices.DeleteFunc(u.late, func(p *postponed) bool { return p.obj == obj })
	return len(u.late) < n
}

// deleteLate is Delete of what was put off: a new object that was deleted, as soon as it
// has its key for itself.
func (u *unit) deleteLate(p *postponed) error {
	p.deleted = true
	if u.taken(p) {
		return nil
	}
	u.unpostpone(p.obj)
	r, err := u.add(p.m, p.obj, "")
	if err != nil {
		return p.wrap(err)
	}
	u.markDeleted(u.st.Map(p.m), r)
	return nil
}

// addLate adds what was put off and has its key for itself by now. It reports whether
// there was any.
func (u *unit) addLate() (some bool, err error) {
	for _, p := range slices.Clone(u.late) {
		if u.taken(p) {
			continue
		}
		if p.deleted {
			if err := u.deleteLate(p); err != nil {
				return some, err
			}
			continue
		}
		u.unpostpone(p.obj)
		some = true
		err := u.addGraph(p.m, p.obj)
		for _, o := range p.options {
			if err == nil {
				err = u.ask(o, p.m, p.obj)
			}
		}
		if err != nil {
			return some, p.wrap(err)
		}
	}
	return some, nil
}

// settleDeletes marks what goes with deleted objects, and adds what takes their place.
func (s *Session) settleDeletes(ctx context.Context) error {
	if _, err := s.u.addLate(); err != nil {
		return err
	}
	for {
		if err := s.alongSoftly(ctx); err != nil {
			return err
		}
		if err := s.letGoByReferences(ctx); err != nil {
			return err
		}
		if err := s.cascadeDeletes(ctx); err != nil {
			return err
		}
		if some, err := s.u.addLate(); err != nil || !some {
			return err
		}
	}
}

// taken reports whether another object has the key, is not deleted and does not give it up.
func (u *unit) taken(p *postponed) bool {
	mp := u.st.Map(p.m)
	other, found := mp.Quick(p.obj)
	if found != state.Copy || other.Flags&state.Deleted != 0 {
		return false
	}
	_, is := mp.Quick(other.Obj)
	return p.m.Generated != nil || is == state.Known
}

// conflict is the error of the first Add that a flush would have to refuse.
func (u *unit) conflict() error {
	for _, p := range u.late {
		if !p.deleted && u.taken(p) {
			return p.wrap(p.err)
		}
	}
	return nil
}

func (p *postponed) wrap(err error) error { return fmt.Errorf("Add at %s: %w", p.site, err) }
