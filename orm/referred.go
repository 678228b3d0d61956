package orm

import (
	"fmt"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
)

// Foreign keys that refer to a unique column instead of the primary key. They are written
// and followed as all are; only what they refer to is found by that column (state.Store.Referred),
// and need not be known for every object: it can be NULL, or be made by the database.

// hasReferred reports whether what l refers to is known in a parent that may still be to be
// inserted.
func hasReferred(l *mapping.Link, parent unsafe.Pointer) bool {
	if l.ToKey {
		return hasKey(l.Parent, parent)
	}
	for _, c := range l.Referred {
		if comesByItself(c) && c.IsUnset(parent) {
			return false
		}
	}
	return true
}

// refers reports whether a child can hold by l what is known of parent by now: its key may be
// 0, if it is a row, or is to be one with that key.
func (u *unit) refers(l *mapping.Link, parent unsafe.Pointer) bool {
	if hasReferred(l, parent) {
		return true
	}
	if !l.ToKey {
		return false
	}
	r, found := u.st.Map(l.Parent).Find(parent)
	return found == state.Known && (r.Flags&state.Pending == 0 || u.keeps(r, l.Parent.Generated))
}

// comesByItself reports whether a column that the program does not set gets a value nevertheless.
func comesByItself(c *mapping.Column) bool {
	return c.Def.MadeByDatabase() || c.Def.Computed != nil || c.Def.Default != nil
}

// unknown is why nothing can refer to parent by l; nil when it can.
func (u *unit) unknown(l *mapping.Link, parent unsafe.Pointer) error {
	if l.ToKey {
		return nil
	}
	mp := u.st.Map(l.Parent)
	r, _ := mp.Find(parent)
	for _, c := range l.Referred {
		why := ""
		v, err := c.Value(parent)
		switch {
		case err != nil: // binding it for a statement reports it
		case r != nil && r.Flags&state.Expired != 0 && c.IsUnset(parent):
			why = "which is not known of what Ref gave: Get it"
		case r != nil && r.Flags&state.Pending != 0 && c.IsUnset(parent) && comesByItself(c) && (c.Def.Default == nil || c.Def.Default.Expr != nil):
			why = "which the database makes: let the program give it, or flush the row that is referred to first"
		case v.IsNull() && (r == nil || r.Flags&state.Pending == 0 || !comesByItself(c)):
			why = "which is NULL: give it one first"
		}
		if why != "" {
			return fmt.Errorf("%s is referred to by %s, %s", u.name(l.Parent, parent), c.Name(), why)
		}
	}
	return nil
}

// owner finds those of owners that rows refer to by l, which does not refer to the primary key.
func (f *fetcher) owner(l *mapping.Link, owners []*state.Record) func(mapping.Key) *state.Record {
	by := make(map[string]*state.Record, len(owners))
	var buf []byte
	for _, o := range owners {
		if k, null, _ := l.Alt.Read(o.Obj, &buf); !null {
			by[state.KeyText(k)] = o
		}
	}
	return func(k mapping.Key) *state.Record { return by[state.KeyText(k)] }
}

// newReferred are the rows to be inserted that may be referred to by l, which does not refer to
// the primary key.
func (f *flush) newReferred(l *mapping.Link) map[string]*state.Record {
	out, ok := f.referred[l]
	if ok {
		return out
	}
	out = map[string]*state.Record{}
	var buf []byte
	for _, i := range f.inserts {
		if !i.mp.M.IsA(l.Parent) {
			continue
		}
		if k, null, _ := l.Alt.Read(i.rec.Obj, &buf); !null {
			out[state.KeyText(k)] = i.rec
		}
	}
	if f.referred == nil {
		f.referred = map[*mapping.Link]map[string]*state.Record{}
	}
	f.referred[l] = out
	return out
}
