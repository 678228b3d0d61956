package orm

import (
	"slices"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
)

// Foreign keys that share columns with the primary key of their row, as the tenant of a
// composite key: a reference is no vote on what the row is, and a row that refers to
// nothing keeps them.

// releasable reports whether a row of l's child can be made to refer to nothing: by
// columns that are NULL then, the others stay.
func releasable(l *mapping.Link) bool { return slices.ContainsFunc(l.Columns, clearable) }

func clearable(c *mapping.Column) bool { return c.Def.Nullable && !c.Def.PrimaryKey }

// detach makes a row refer to nothing by l, in memory: what can be NULL is, and the rest
// stays. Where nothing can, zero says so.
func (u *unit) detach(mp *state.Map, r *state.Record, l *mapping.Link) {
	some := releasable(l)
	for _, c := range l.Columns {
		if clearable(c) || !some && !c.Def.PrimaryKey {
			u.write(mp, r, c)
			c.Clear(r.Obj)
		}
	}
	if c := l.Tag; c != nil && clearable(c) && l.Told(r.Obj) {
		u.write(mp, r, c)
		c.Clear(r.Obj)
	}
}

// sharesKey reports whether some columns of l, and not all, are the child's own key: a
// reference can be changed without the key.
func sharesKey(l *mapping.Link) bool {
	own := 0
	for _, c := range l.Columns {
		if c.Def.PrimaryKey {
			own++
		}
	}
	return own > 0 && own < len(l.Columns)
}

// sharedKey refuses a parent whose key says that the child is another row than it is.
func (v *votes) sharedKey(b *ballot) error {
	l := b.link
	if !sharesKey(l) {
		return nil
	}
	for i, c := range l.Columns {
		if !c.Def.PrimaryKey {
			continue
		}
		r := l.Referred[i]
		kid := v.u.own(b.mp, b.kid, c)
		if b.kid.Flags&state.Pending != 0 && c.Zero(kid) || b.to.Flags&state.Pending != 0 && r.Zero(b.to.Obj) {
			continue // it is still to be filled
		}
		gives, err := r.Value(b.to.Obj)
		if err != nil {
			continue // binding it for a statement reports it
		}
		has, err := c.Value(kid)
		if err != nil || has.IsNull() || gives.IsNull() || sameValue(has, gives) {
			continue
		}
		return &KeyConflictError{Child: v.u.name(b.mp.M, b.kid.Obj), Parent: v.u.name(l.Parent, b.to.Obj),
			Column: c.Def.FullName(), Has: mapping.Text(has.Go()), Gives: mapping.Text(gives.Go())}
	}
	return nil
}

// own is an object with what the program has put into a column of r's: what the session
// has written into a new object since is not the program's word.
func (u *unit) own(mp *state.Map, r *state.Record, c *mapping.Column) unsafe.Pointer {
	if n := u.noted(r); n != nil && n.had != nil && slices.ContainsFunc(n.had.columns, func(x *mapping.Column) bool { return x.Index == c.Index }) {
		obj := mp.M.Blank()
		mp.Plan.Restore(obj, n.had.snap, c.Index)
		return obj
	}
	return r.Obj
}
