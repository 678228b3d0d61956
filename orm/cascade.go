package orm

import (
	"context"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
)

// A Cascade says what else is done along a relationship when something is done to
// its owner.
type Cascade = mapping.Cascade

// Cascades. Without any, what is reached from an object is added and merged with
// it, and a Delete makes the foreign keys of its children NULL where that can be.
const (
	// CascadeDelete deletes the others with their owner.
	CascadeDelete = mapping.CascadeDelete
	// CascadeDeleteOrphan deletes what was taken out of the relationship and given
	// to nobody else. It includes CascadeDelete. Of a One it says that what is referred
	// to belongs to the object alone: it is deleted when the reference leads elsewhere, and
	// nothing else in memory refers to it. Rows that refer to it and that the session
	// does not know are the database's to see to.
	CascadeDeleteOrphan = mapping.CascadeDeleteOrphan
	// CascadeRefresh refreshes and expires the others with their owner.
	CascadeRefresh = mapping.CascadeRefresh
	// CascadeExpunge expunges the others with their owner.
	CascadeExpunge = mapping.CascadeExpunge
	// NoMerge: Merge leaves the relationship as it is.
	NoMerge = mapping.NoMerge
	// PassiveDeletes: a Delete of the owner leaves alone what refers to it, in memory and in
	// the database, which refuses or has a trigger that sees to it. What is taken out of the
	// relationship is let go as ever. It is said of an orm.Many or orm.HasOne without
	// CascadeDelete.
	PassiveDeletes = mapping.PassiveDeletes
)

// markDeleted makes an object one to be deleted.
func (u *unit) markDeleted(mp *state.Map, r *state.Record) {
	delete(u.unheld, r)
	if r.Flags&(state.Deleted|state.Gone) != 0 {
		return
	}
	mp = mp.Of(r)
	u.edit(mp, r)
	if r.Flags&state.Pending == 0 {
		mp.Changes++
	}
	r.Flags |= state.Deleted
}

// markAlong is markDeleted of what goes because of another object. The next look takes it
// back, and finds it again if it is still so: the program may have thought better of it
// after a Plan.
func (u *unit) markAlong(mp *state.Map, r *state.Record) {
	if r.Flags&(state.Deleted|state.Gone) != 0 {
		return
	}
	u.markDeleted(mp, r)
	note(&u.unheld, r, true)
}

// revive takes markDeleted back.
func (u *unit) revive(mp *state.Map, r *state.Record) {
	delete(u.orphaned, r)
	r.Flags &^= state.Deleted
	if r.Flags&state.Pending == 0 {
		mp.Of(r).Changes--
	}
}

// hasAnother reports whether a child that one parent has let go has another one
// that would delete it as an orphan: one is enough.
func (v *votes) hasAnother(b *ballot) bool {
	for _, l := range b.mp.M.Links {
		if l == b.link || l.Shares(b.link) && (l.Conditional || b.link.Conditional) || !l.Back.Cascades(mapping.CascadeDeleteOrphan) {
			continue
		}
		for o := v.of[b.kid]; o != nil; o = o.next {
			if o.link == l && len(o.objs) > 0 {
				return true
			}
		}
		if p := v.u.knownParent(b.mp, b.kid, l, &v.buf); !p.null {
			return true
		}
	}
	return false
}

// plainAll is plain of m and of all that inherits from it.
func plainAll(m *mapping.Mapper) bool {
	if m.Family == nil {
		return plain(m)
	}
	for _, x := range m.Family.Members {
		if x.IsA(m) && !plain(x) {
			return false
		}
	}
	return true
}

// plain reports whether rows of m can be deleted by what they refer to: nothing is
// to be done for each of them.
func plain(m *mapping.Mapper) bool {
	if m.Version != nil || len(m.Parts) > 1 || m.How == mapping.SingleTable || m.Hooks.OnDelete() {
		return false
	}
	for _, s := range m.Pairs {
		if s.OnDelete() != "CASCADE" {
			return false
		}
	}
	for _, l := range m.Back {
		if !l.Kept() && l.Held() {
			return false
		}
	}
	for _, r := range m.Rels {
		if r.Kind == mapping.ToOne && r.Cascades(CascadeDelete) {
			return false
		}
	}
	return true
}

// cascadeDeletes marks what goes with the objects that are deleted. It reads what
// is not in memory only where a row cannot be deleted by its foreign key alone.
func (s *Session) cascadeDeletes(ctx context.Context) error {
	done := map[*state.Record]bool{}
	for more := true; more; {
		more = false
		for _, mp := range s.st.Maps() {
			if !mp.M.CascadesDelete() && !mp.M.LetsGo() || mp.Changes == 0 && len(s.u.pending) == 0 {
				continue
			}
			var fresh []*state.Record
			for r := range mp.All() {
				if r.Flags&state.Deleted != 0 && !done[r] {
					done[r] = true
					fresh = append(fresh, r)
				}
			}
			if len(fresh) == 0 {
				continue
			}
			more = true
			for _, rel := range mp.M.Rels {
				var err error
				if rel.Cascades(CascadeDelete) {
					err = s.cascadeDelete(ctx, mp, rel, fresh)
				} else if rel.Conditional() && rel.Kind != mapping.ToOne && !rel.Link.Kept() {
					err = s.letGo(ctx, mp, rel, fresh)
				}
				if err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (s *Session) cascadeDelete(ctx context.Context, mp *state.Map, rel *mapping.Relationship, owners []*state.Record) error {
	kids := s.st.Map(rel.Target)
	var held map[unsafe.Pointer]bool // what was handed on stays
	if rel.Kind == mapping.ToOne && rel.Cascades(CascadeDeleteOrphan) && rel.Link != nil {
		held = s.u.held(rel.Link)
	}
	mark := func(p unsafe.Pointer) {
		if k, _ := kids.Find(p); p != nil && k != nil && !held[p] {
			s.u.markAlong(kids, k)
		}
	}
	var rows []*state.Record // owners that have a row
	twins := s.u.twins(mp)
	replaced := false
	for _, o := range owners {
		switched := twin(mp, o, twins) != nil // its row stays
		replaced = replaced || switched
		if rel.Kind == mapping.Many {
			for _, p := range rel.Members(o.Obj) {
				if k, _ := kids.Find(p); k != nil && (rel.Pair != nil || rel.Conditional() || k.Flags&state.Pending != 0 || switched || !plainAll(rel.Target) || s.u.movedTo(kids, k, rel.Link, o.Obj)) {
					mark(p)
				}
			}
		} else if p := rel.OneOf(o.Obj); p != nil {
			if k, _ := kids.Find(p); k != nil && (rel.Kind == mapping.ToOne || rel.Conditional() || k.Flags&state.Pending != 0 || switched || !plainAll(rel.Target) || s.u.movedTo(kids, k, rel.Link, o.Obj)) {
				mark(p)
			}
		}
		if rel.Link != nil && rel.Kind != mapping.ToOne { // what was given to a collection that is not loaded
			for _, p := range s.u.pendingOf(rel.Link, o.Obj) {
				mark(p)
			}
		}
		if o.Flags&state.Pending == 0 {
			rows = append(rows, o)
		}
	}
	if len(rows) == 0 || rel.Link != nil && rel.Kind != mapping.ToOne && !replaced && (rel.Link.Kept() || plainAll(rel.Target) && !rel.Conditional()) {
		return nil
	}
	ex, err := s.executor(ctx)
	if err != nil {
		return err
	}
	f := &fetcher{ex: ex, st: s.st, u: s.u, free: true} // what policies hide refers to the row as well
	f.arena.MaxText = trackedText
	for len(rows) > 0 {
		n := min(len(rows), compositeLimit)
		if rel.Link == nil || len(rel.Link.Columns) == 1 {
			n = min(len(rows), keysLimit(len(mp.M.Key)))
		}
		part := rows[:n]
		rows = rows[n:]
		if rel.Pair != nil || rel.Kind == mapping.ToOne || rel.Conditional() {
			found, err := f.relation(ctx, &loading{p: &path{rel: rel, from: rel.Mapper.Source()}}, part, true)
			if err != nil {
				return err
			}
			for _, k := range found {
				if held[k.Obj] {
					continue
				}
				if rel.Conditional() && rel.Kind != mapping.ToOne && !s.u.belongsToDeleted(mp, k, rel.Link) {
					continue
				}
				s.u.markAlong(kids, k)
			}
			continue
		}
		keys := make([][]sql.Node, len(part))
		for i, o := range part {
			if keys[i], err = keyValues(rel.Link.Referred, o.Obj); err != nil {
				return err
			}
		}
		node := rel.Target.Source()
		sel := &sql.SelectNode{Items: []sql.Node{node}, From: []*sql.TableNode{node}, Where: []sql.Node{inKeys(columnsIn(node, rel.Link.Columns), keys)}}
		found, err := f.fetch(ctx, sel, rel.Target, nil)
		if err != nil {
			return err
		}
		var buf []byte
		for _, k := range found { // what was given to someone else meanwhile stays
			if p := s.u.present(rel.Link, k.Obj, &buf); p.obj == nil {
				continue
			} else if o, _ := mp.Find(p.obj); o != nil && o.Flags&state.Deleted != 0 {
				s.u.markAlong(kids, k)
			}
		}
	}
	return nil
}

// movedTo reports whether a row was given to parent and the database does not know it.
func (u *unit) movedTo(mp *state.Map, r *state.Record, l *mapping.Link, parent unsafe.Pointer) bool {
	ks := u.known[r]
	return ks != nil && ks[l.Index].set && ks[l.Index].obj == parent
}
