package orm

import (
	"context"
	"slices"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
)

// A reference with CascadeDeleteOrphan owns what it leads to. The vote about a foreign key is
// between parents, and here it is the parent that goes: so this is no vote, but looked at when
// all votes are counted, from the rows whose foreign key is another one by now.

// letGoByReferences marks what belonged to references that lead elsewhere by now.
func (s *Session) letGoByReferences(ctx context.Context) error {
	s.u.letGoPending()
	for _, mp := range s.st.Maps() {
		if !mp.M.Sole() {
			continue
		}
		for _, rel := range mp.M.Rels {
			if rel.Kind != mapping.ToOne || !rel.Cascades(CascadeDeleteOrphan) || rel.Link == nil || rel.Link.Key == nil {
				continue
			}
			if err := s.letGoByReference(ctx, mp, rel); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *Session) letGoByReference(ctx context.Context, mp *state.Map, rel *mapping.Relationship) error {
	l, owned := rel.Link, s.st.Map(rel.Target)
	var left []*state.Record // that are in memory
	var keys [][]sql.Node    // of those that are not
	var buf []byte
	for r := range mp.All() {
		if !r.Persistent() || !s.u.leads(mp, r, l) {
			continue
		}
		was := mp.Room()
		for _, c := range l.Reads {
			mp.Plan.Restore(was, r.Snap, c.Index)
		}
		k, null, zero := l.Key.Read(was, &buf)
		if null || zero && !nullable(l) {
			continue
		}
		if x := owned.ByKey(k); x != nil {
			left = append(left, x)
			continue
		}
		key, err := keyValues(l.Columns, was)
		if err != nil {
			return err
		}
		keys = append(keys, key)
	}
	if len(left)+len(keys) == 0 {
		return nil
	}
	found, err := s.unheldRows(ctx, rel, keys)
	if err != nil {
		return err
	}
	held := s.u.held(l)
	for _, x := range append(left, found...) {
		if !x.Persistent() || held[x.Obj] {
			continue
		}
		s.u.markAlong(owned, x)
	}
	return nil
}

// unheldRows reads the rows that foreign keys have led to.
func (s *Session) unheldRows(ctx context.Context, rel *mapping.Relationship, keys [][]sql.Node) (out []*state.Record, err error) {
	if len(keys) == 0 {
		return nil, nil
	}
	ex, err := s.executor(ctx)
	if err != nil {
		return nil, err
	}
	f := &fetcher{ex: ex, st: s.st, u: s.u, free: true} // what policies hide goes, too
	f.arena.MaxText = trackedText
	node := rel.Target.Source()
	for limit := keysLimit(len(rel.Link.Referred)); len(keys) > 0; {
		part := keys[:min(limit, len(keys))]
		n := &sql.SelectNode{Items: []sql.Node{node}, From: []*sql.TableNode{node}, Where: []sql.Node{inKeys(columnsIn(node, rel.Link.Referred), part)}}
		found, err := f.fetch(ctx, n, rel.Target, nil)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
		keys = keys[len(part):]
	}
	return out, nil
}

// leads reports whether a row refers by l to something else than the database knows.
func (u *unit) leads(mp *state.Map, r *state.Record, l *mapping.Link) bool {
	for _, c := range l.Columns {
		if !mp.Plan.FieldSame(r.Obj, r.Snap, c.Index) {
			return true
		}
	}
	ks := u.known[r]
	return ks != nil && ks[l.Index].set && ks[l.Index].obj != nil && !hasKey(l.Parent, ks[l.Index].obj) // which is still to get its key
}

// held are the objects that something in memory refers to by l.
func (u *unit) held(l *mapping.Link) map[unsafe.Pointer]bool {
	held := map[unsafe.Pointer]bool{}
	var buf []byte
	for _, k := range u.st.All(l.Child) {
		if k.Flags&(state.Deleted|state.Gone) != 0 {
			continue
		}
		if ks := u.known[k]; ks != nil && ks[l.Index].set {
			if ks[l.Index].obj != nil {
				held[ks[l.Index].obj] = true
				continue
			}
			if ks[l.Index].null {
				continue
			}
		}
		if p := u.present(l, k.Obj, &buf); p.obj != nil {
			held[p.obj] = true
		}
	}
	return held
}

// letGoPending marks objects that were never rows, and that a reference which owned them
// has let go of. Other references would be emptied silently: here any of them keeps the
// object, but for those of what goes along with it.
func (u *unit) letGoPending() {
	for more := true; more; { // what holds one may go itself
		more = false
		for x, l := range u.letGo {
			mp := u.mapOf(x)
			if mp == nil || x.Flags&(state.Pending|state.Deleted) != state.Pending || u.held(l)[x.Obj] {
				continue
			}
			if slices.ContainsFunc(mp.Of(x).M.Back, func(o *mapping.Link) bool {
				return (o.Back == nil || !o.Back.Cascades(CascadeDelete)) && u.held(o)[x.Obj]
			}) {
				continue
			}
			u.markAlong(mp, x)
			more = true
		}
	}
}

// takeIn takes back what cascades and letGoByReferences have marked, after a Plan and before
// it is looked again: the program may have put an object back.
func (u *unit) takeIn() {
	for x := range u.unheld {
		if x.Flags&(state.Deleted|state.Gone) == state.Deleted {
			u.revive(u.mapOf(x), x)
		}
	}
	clear(u.unheld)
}
