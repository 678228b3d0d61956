package orm

import (
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
)

// overwrite brings an object up to date with its row where nobody knows what the program has
// changed in it. A reference whose foreign key is another one now is let go of.
func (r *rowReader) overwrite(rec *state.Record, row unsafe.Pointer) {
	p, full := r.mp.Plan, r.m.Snapshot
	lacking := func(c *mapping.Column) bool { return r.lack != nil && r.lack[c.Index] }
	slab := full.Snapshots()
	fresh := slab.Next()
	full.Copy(fresh, row)
	for _, l := range r.m.Links {
		for _, c := range l.Reads {
			if l.One == nil || lacking(c) || full.FieldSame(rec.Obj, fresh, c.Index) {
				continue
			}
			if known := p.One(rec.Snap, l.One.Index); l.One.OneOf(rec.Obj) == *known {
				l.One.SetOne(rec.Obj, nil, nil)
				*known = nil
				*p.State(rec.Snap, l.One.Index) = state.NotLoaded
			}
			break
		}
	}
	for _, c := range r.m.Columns {
		if !lacking(c) && !c.Def.PrimaryKey {
			full.Restore(rec.Obj, fresh, c.Index)
		}
	}
	rec.Gen = r.gen
	r.mp.Read(rec)
	r.mp.NoteAgain(rec)
}
