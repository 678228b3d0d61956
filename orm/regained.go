package orm

import (
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
)

// regained reports whether the foreign key of l, with the columns that change, stays as it
// is although r was given to another object: that one gets the key which the former one gives
// up. What renames or deletes the former one would take r along, or let it go, so that the
// key has to be written again.
func (f *flush) regained(mp *state.Map, r *state.Record, l *mapping.Link, to parentKnown, columns []int) bool {
	if l.Key == nil || touches(l.Columns, columns) {
		return false
	}
	var buf []byte
	k, null, _ := l.Key.Read(r.Obj, &buf)
	if null {
		return false
	}
	former := f.u.st.Referred(l, k)
	if former == nil || former.Obj == to.obj || former.Flags&(state.Pending|state.Gone|state.Dead) != 0 {
		return false
	}
	pm := f.u.st.Map(l.Parent).Of(former)
	if former.Flags&state.Deleted == 0 {
		return touches(l.Referred, pm.Plan.Changed(former.Obj, former.Snap, nil))
	}
	heir, _ := pm.Find(to.obj)
	if i := f.insertionOf(heir); i != nil && f.replaced(i, map[*state.Record]*removal{former: {}}) != nil {
		return false // the row stays
	}
	return true
}
