package orm

import (
	"slices"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
)

// kept are the columns of value objects behind pointers of which the program has changed
// a part: each is one value, and stays whole. Nil when there are none.
func (r *rowReader) kept(rec *state.Record) []bool {
	if !r.m.Optional {
		return nil
	}
	kept, want := make([]bool, len(r.m.Columns)), r.mp.Wanted(rec)
	for _, c := range r.m.Columns {
		if unit := c.Unit(); unit != nil && (!r.mp.Plan.FieldSame(rec.Obj, rec.Snap, c.Index) || had(want, c.Index)) {
			for _, i := range unit {
				kept[i] = true
			}
		}
	}
	return kept
}

// whole is columns with the rest of the value objects behind pointers of which a part is
// among them: they are written whole.
func whole(m *mapping.Mapper, columns []int) []int {
	if !m.Optional {
		return columns
	}
	for _, i := range columns {
		for _, u := range m.Columns[i].Unit() {
			if !slices.Contains(columns, u) {
				columns = append(columns, u)
			}
		}
	}
	return columns
}

// forget lets go of a reference whose foreign key is another one in the database by now.
func (r *rowReader) forget(rec *state.Record, row unsafe.Pointer, l *mapping.Link) {
	if l.One == nil {
		return
	}
	p := r.mp.Plan
	for _, c := range l.Reads {
		if r.lack != nil && r.lack[c.Index] {
			return
		}
		if !p.FieldSame(row, rec.Snap, c.Index) {
			if known := p.One(rec.Snap, l.One.Index); l.One.OneOf(rec.Obj) == *known {
				l.One.SetOne(rec.Obj, nil, nil)
				*p.One(rec.Snap, l.One.Index), *p.State(rec.Snap, l.One.Index) = nil, state.NotLoaded
			}
			return
		}
	}
}
