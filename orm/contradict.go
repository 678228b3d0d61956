package orm

import (
	"fmt"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
)

// contradicts looks at a key that says something else than the object that wins.
func (v *votes) contradicts(b *ballot) error {
	if !b.key || b.kid.Flags&state.Pending == 0 {
		return nil
	}
	now := v.u.present(b.link, b.kid.Obj, &v.buf)
	if now.obj == b.to.Obj || hasReferred(b.link, b.to.Obj) && v.says(b) {
		return nil
	}
	what := fmt.Sprintf("%s says %s and belongs to %s by its objects", v.u.name(b.mp.M, b.kid.Obj), b.link.Columns[0].Name()+" "+keyText(b.link, b.kid.Obj), v.u.name(b.link.Parent, b.to.Obj))
	if v.u.strict {
		return fmt.Errorf("%s: the two contradict each other (StrictRelations)", what)
	}
	v.u.log.Warn("orm: "+what+": the objects win", "entity", b.mp.M.Name())
	return nil
}

// orphan refuses to leave a row without a parent that it must have.
func (v *votes) orphan(b *ballot) error {
	if b.link.Back.Cascades(mapping.CascadeDeleteOrphan) && !v.hasAnother(b) {
		b.drop = true
		return nil
	}
	if b.kid.Flags&state.Pending != 0 {
		return nil // the database will say so, if it matters
	}
	if !releasable(b.link) {
		return &OrphanError{Child: v.u.name(b.mp.M, b.kid.Obj), Column: b.link.Columns[0].Def.FullName()}
	}
	return nil
}

// says reports whether a child's key is that of the parent, which may be still to be inserted.
func (v *votes) says(b *ballot) bool {
	for i, c := range b.link.Columns {
		x, err := c.Value(b.kid.Obj)
		y, err2 := b.link.Referred[i].Value(b.to.Obj)
		if err != nil || err2 != nil || !sameValue(x, y) {
			return false
		}
	}
	return true
}

func keyText(l *mapping.Link, obj unsafe.Pointer) string {
	s := ""
	for i, c := range l.Columns {
		if i > 0 {
			s += ", "
		}
		v, err := c.Value(obj)
		if err != nil {
			return "?"
		}
		s += mapping.Text(v.Go())
	}
	return s
}
