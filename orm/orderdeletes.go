package orm

import (
	"slices"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/schema"
)

// reference says that a row that is deleted refers to another one that is, by a link.
type reference struct {
	from, to *removal
	link     *mapping.Link
}

// orderDeletes sorts what refers before what is referred to, within a table too.
func (f *flush) orderDeletes() error {
	if len(f.deletes) < 2 {
		return nil
	}
	out, into := f.references()
	if len(out) > 0 {
		if err := f.depths(out, into); err != nil {
			return err
		}
	}
	slices.SortStableFunc(f.deletes, func(a, b *removal) int { return byRank(a, 0, b, 0) })
	return nil
}

// references are those among rows that are deleted whose tables do not say the order
// already: from each, and to each.
func (f *flush) references() (out, into map[*removal][]reference) {
	at := map[*state.Record]*removal{}
	for _, d := range f.deletes {
		at[d.rec] = d
	}
	out, into = map[*removal][]reference{}, map[*removal][]reference{}
	var buf []byte
	for _, d := range f.deletes {
		for _, l := range d.mp.M.Links {
			if rankOf(l.Parent, l.TargetTable()) != rankOf(d.mp.M, l.Table()) || l.PostUpdate() {
				continue
			}
			p := f.u.present(l, f.stored(d.mp, d.rec, l.Columns), &buf) // what memory says of a deleted row is not written
			if p.obj == nil || p.obj == d.rec.Obj {
				continue
			}
			if x, _ := f.u.st.Map(l.Parent).Find(p.obj); x != nil && at[x] != nil {
				r := reference{d, at[x], l}
				out[d], into[at[x]] = append(out[d], r), append(into[at[x]], r)
			}
		}
	}
	return out, into
}

// depths says how many rows are deleted before each one. A circle is cut where a row may
// be left behind; where none may, it is an error.
func (f *flush) depths(out, into map[*removal][]reference) error {
	waits := make(map[*removal]int, len(f.deletes))
	var free []*removal
	for _, d := range f.deletes {
		if waits[d] = len(into[d]); waits[d] == 0 {
			free = append(free, d)
		}
	}
	let := func(r reference) {
		if waits[r.to]--; waits[r.to] == 0 {
			free = append(free, r.to)
		}
	}
	for left := len(f.deletes); left > 0; left-- {
		for len(free) == 0 {
			way := circleOf(f.deletes, waits, into, f.isCut)
			n := slices.IndexFunc(way, func(r reference) bool { return leaves(r.link) })
			if n < 0 {
				e := &CircularDependencyError{Deleting: true, Cascades: true}
				for _, r := range way {
					e.Cascades = e.Cascades && r.link.OnDelete() == schema.Cascade
					e.Rows = append(e.Rows, rowName(r.from.mp.M, r.from.rec.Obj))
				}
				e.Rows = append(e.Rows, e.Rows[0])
				return e
			}
			f.cut = append(f.cut, way[n])
			let(way[n])
		}
		d := free[0]
		free = free[1:]
		waits[d] = -1
		for _, r := range out[d] {
			if !f.isCut(r) {
				r.to.depth = max(r.to.depth, d.depth+1)
				let(r)
			}
		}
	}
	return nil
}

// circleOf is a circle among what waits, each referring to the next.
func circleOf(deletes []*removal, waits map[*removal]int, into map[*removal][]reference, cut func(reference) bool) []reference {
	d := deletes[slices.IndexFunc(deletes, func(d *removal) bool { return waits[d] > 0 })]
	var back []reference // from d to what it waits for, and on
	seen := map[*removal]int{}
	for {
		if at, ok := seen[d]; ok {
			way := back[at:]
			slices.Reverse(way)
			return way
		}
		seen[d] = len(back)
		r := into[d][slices.IndexFunc(into[d], func(r reference) bool { return waits[r.from] > 0 && !cut(r) })]
		back = append(back, r)
		d = r.from
	}
}

// leaves reports whether a row may still refer by l to one that is deleted: the database
// looks at it later or makes it refer to nothing, or release does, before.
func leaves(l *mapping.Link) bool {
	switch {
	case l.FK == nil, l.FK.Initially == "DEFERRED", l.OnDelete() == schema.SetNull:
		return true
	}
	return releases(l)
}

// isCut reports whether the order of two deletes is not that of their reference.
func (f *flush) isCut(r reference) bool { return slices.Contains(f.cut, r) }

// cuts reports whether a row, nil for any, is deleted before one that refers to it by l.
func (f *flush) cuts(l *mapping.Link, to *state.Record) bool {
	return slices.ContainsFunc(f.cut, func(r reference) bool { return r.link == l && (to == nil || r.to.rec == to) })
}
