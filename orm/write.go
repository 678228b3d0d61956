package orm

import (
	"context"
	"slices"
	"unsafe"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// updateSteps are the UPDATEs, each of the columns that have changed.
func (f *flush) updateSteps(updates []*change, returning bool) ([]step, error) {
	steps := make([]step, 0, len(updates))
	for _, ch := range updates {
		m, obj := ch.mp.M, ch.rec.Obj
		for i, k := range f.u.known[ch.rec] {
			if k.set && k.obj != nil && hasKey(m.Links[i].Parent, k.obj) {
				f.u.copyKey(ch.mp, ch.rec, m.Links[i], k.obj)
			}
		}
		where, err := f.whereOf(ch)
		if err != nil {
			return nil, err
		}
		n := &sql.UpdateNode{Table: m.Table.Node(), Where: where, Defaults: true}
		for _, c := range m.Columns {
			if c.Def.Computed != nil {
				if !ch.post { // what it is computed of may have changed
					ch.made = append(ch.made, c)
				}
				continue
			}
			if !slices.Contains(ch.columns, c.Index) {
				if ch.post {
					continue
				}
				if err := f.onUpdate(ch, n, c); err != nil {
					return nil, err
				}
				continue
			}
			b, err := c.Bind(obj)
			if err != nil {
				return nil, err
			}
			n.Set = append(n.Set, sql.Assignment{Column: c.Node, Value: b})
		}
		if err := f.setVersion(ch, n); err != nil {
			return nil, err
		}
		st := step{stmt: n, what: "UPDATE of ", of: ch.rowOf, read: expect("UPDATE", ch.mp, []*state.Record{ch.rec})}
		if len(ch.made) > 0 && returning {
			for _, c := range ch.made {
				n.Returning = append(n.Returning, c.Node)
			}
			st.read = f.updated(ch)
		} else if len(ch.made) > 0 {
			f.reread = append(f.reread, ch.rowOf)
		}
		steps = append(steps, st)
	}
	return steps, nil
}

// onUpdate sets a column that the declaration sets in each UPDATE.
func (f *flush) onUpdate(ch *change, n *sql.UpdateNode, c *mapping.Column) error {
	d := c.Def.OnUpdate
	if d == nil {
		return nil
	}
	if d.Expr != nil {
		n.Set = append(n.Set, sql.Assignment{Column: c.Node, Value: d.Expr})
		ch.made = append(ch.made, c)
		return nil
	}
	v := d.Value
	if d.Func != nil {
		v = f.s.call(d.Func)
	}
	if err := c.StoreGo(ch.rec.Obj, v); err != nil {
		return err
	}
	b, err := c.Bind(ch.rec.Obj)
	n.Set = append(n.Set, sql.Assignment{Column: c.Node, Value: b})
	return err
}

func (f *flush) updated(ch *change) func(*engine.Cursor) error {
	return func(cur *engine.Cursor) error {
		if !cur.Next() {
			if err := cur.Err(); err != nil {
				return err
			}
			return &StaleDataError{Op: "UPDATE", Entity: ch.mp.M.Name(), Key: f.oldKey(ch.mp, ch.rec), Want: 1}
		}
		return f.fill(cur, ch.mp.M, ch.made, ch.rec.Obj)
	}
}

// deleteSteps are the DELETEs, after what their tables' foreign keys ask for.
func (f *flush) deleteSteps(deletes []*removal) ([]step, error) {
	var steps []step
	for at := 0; at < len(deletes); {
		end := at
		for end < len(deletes) && end-at < SiblingLimit && deletes[end].mp == deletes[at].mp && deletes[end].depth == deletes[at].depth {
			end++
		}
		mp := deletes[at].mp
		recs := make([]*state.Record, 0, end-at)
		keys := make([][]sql.Node, 0, end-at)
		columns := mp.M.Key
		if mp.M.Version != nil {
			columns = append(slices.Clip(columns), mp.M.Version)
		}
		for _, d := range deletes[at:end] {
			vals, err := keyValues(columns, f.stored(mp, d.rec, columns))
			if err != nil {
				return nil, err
			}
			recs, keys = append(recs, d.rec), append(keys, vals)
		}
		more, err := f.release(mp, recs)
		if err != nil {
			return nil, err
		}
		steps = append(steps, more...)
		n := &sql.DeleteNode{Table: mp.M.Table.Node(), Where: []sql.Node{inKeys(columns, keys)}}
		steps = append(steps, step{stmt: n, what: "DELETE of ", of: rowOf{mp, recs[0]}, fail: referredTo(mp.M), read: expect("DELETE", mp, recs)})
		at = end
	}
	return steps, nil
}

// release makes rows that refer to deleted ones refer to nothing, where the schema
// leaves that to us: in one statement for all, loaded or not.
func (f *flush) release(mp *state.Map, recs []*state.Record) ([]step, error) {
	var steps []step
	for _, l := range mp.M.Back {
		sweep := l.Back.Cascades(CascadeDelete) && plain(l.Child)
		if l.Kept() || !sweep && (l.Back == nil && !l.PostUpdate() || !l.Optional() || l.Back.Cascades(CascadeDelete)) {
			continue
		}
		keys := make([][]sql.Node, len(recs))
		for i, r := range recs {
			vals, err := keyValues(l.Referred, f.pristine(mp, r))
			if err != nil {
				return nil, err
			}
			keys[i] = vals
		}
		if sweep {
			n := &sql.DeleteNode{Table: l.Child.Table.Node(), Where: []sql.Node{inKeys(l.Columns, keys)}}
			steps = append(steps, step{stmt: n, what: "DELETE of what belongs to " + rowName(mp.M, recs[0].Obj), fail: referredTo(l.Child)})
			continue
		}
		n := &sql.UpdateNode{Table: l.Child.Table.Node(), Where: []sql.Node{inKeys(l.Columns, keys)}, Defaults: true}
		for _, c := range l.Columns {
			if c.Def.Nullable && !c.Def.PrimaryKey {
				n.Set = append(n.Set, sql.Assignment{Column: c.Node, Value: &sql.LiteralNode{Word: "NULL"}})
			}
		}
		if a, ok := bump(l.Child); ok {
			n.Set = append(n.Set, a)
		}
		steps = append(steps, step{stmt: n, what: "UPDATE of what refers to " + rowName(mp.M, recs[0].Obj)})
	}
	return steps, nil
}

// finish makes what was sent the session's knowledge.
func (f *flush) finish() {
	u := f.u
	for _, i := range f.drop {
		u.drop(i.mp, i.rec)
	}
	for _, i := range f.inserts {
		i.mp.Inserted(i.rec)
		f.settle(i.mp, i.rec)
	}
	for _, d := range f.switched {
		f.leave(d)
		d.mp.Unkey(d.rec)
		d.rec.Flags = d.rec.Flags&^state.Deleted | state.Gone
		d.mp.Changes--
	}
	for _, ch := range f.updates {
		if ch.version != nil {
			u.write(ch.mp, ch.rec, ch.mp.M.Version)
			_ = ch.mp.M.Version.StoreGo(ch.rec.Obj, ch.version) // it was bound before
		}
		if ch.over != nil {
			ch.mp.Inserted(ch.rec)
			f.settle(ch.mp, ch.rec)
			continue
		}
		u.edit(ch.mp, ch.rec)
		rekey := false
		for _, c := range ch.mp.M.Key {
			rekey = rekey || slices.Contains(ch.columns, c.Index)
		}
		f.settle(ch.mp, ch.rec)
		if rekey {
			ch.mp.Rekey(ch.rec)
		}
	}
	for _, d := range f.deletes {
		f.orphans(d)
		f.leave(d)
	}
	f.leavePairs()
	for _, d := range f.deletes {
		d.mp.Unkey(d.rec)
		d.rec.Flags = d.rec.Flags&^state.Deleted | state.Gone
		d.mp.Changes--
	}
	clear(u.known)
	u.pairs.clear()
	clear(u.orphaned)
	u.pending = nil
}

// settle takes a new pristine copy. The old one stays for a rollback.
func (f *flush) settle(mp *state.Map, r *state.Record) {
	snap := mp.NewSnap()
	mp.Plan.Copy(snap, r.Obj)
	mp.Plan.CopyRels(snap, r.Snap)
	r.Snap, r.Gen = snap, f.u.st.Gen
	if r.Flags&state.Pending == 0 {
		for i, rel := range mp.M.Rels { // a row with a foreign key and no object is not loaded
			if rel.Kind == mapping.ToOne && *rel.OneOf(r.Obj) == nil {
				var buf []byte
				if p := f.u.present(rel.Link, r.Obj, &buf); !p.null {
					*mp.Plan.State(snap, i) = state.NotLoaded
				}
			}
		}
	}
}

// orphans does in memory what the database has done to the rows that referred to a
// deleted one: they are gone, or refer to nothing.
func (f *flush) orphans(d *removal) {
	var buf []byte
	for _, l := range d.mp.M.Back {
		kids := f.u.st.Known(l.Child)
		if kids == nil || l.Key == nil {
			continue
		}
		cascade := l.FK.OnDelete == schema.Cascade || !l.Kept() && l.Back.Cascades(CascadeDelete)
		if !cascade && l.FK.OnDelete != schema.SetNull && (l.Back == nil && !l.PostUpdate() || !l.Optional()) {
			continue
		}
		for r := range kids.All() {
			if !r.Persistent() {
				continue
			}
			if p := f.u.present(l, r.Obj, &buf); p.null || p.obj != d.rec.Obj {
				continue
			}
			f.u.edit(kids, r)
			if cascade {
				r.Flags |= state.Gone
				f.orphans(&removal{rowOf: rowOf{kids, r}}) // which looks for r by its key
				kids.Unkey(r)
				continue
			}
			f.bumped(kids, r, l)
			for _, c := range l.Columns {
				if c.Def.Nullable && !c.Def.PrimaryKey {
					c.Clear(r.Obj)
					kids.Plan.CopyField(r.Snap, r.Obj, c.Index)
				}
			}
			if l.One != nil {
				*l.One.OneOf(r.Obj) = nil
				*kids.Plan.One(r.Snap, l.One.Index), *kids.Plan.State(r.Snap, l.One.Index) = nil, state.Loaded
			}
		}
	}
}

// leave takes a deleted object out of the collections that hold it.
func (f *flush) leave(d *removal) {
	var buf []byte
	for _, l := range d.mp.M.Links {
		if l.Back == nil {
			continue
		}
		p := f.u.present(l, d.rec.Obj, &buf)
		if p.obj == nil {
			continue
		}
		pm := f.u.st.Map(l.Parent)
		r, _ := pm.Find(p.obj)
		if r == nil || !r.Persistent() {
			continue
		}
		v := &votes{u: f.u}
		gone := map[unsafe.Pointer]bool{d.rec.Obj: true}
		switch l.Back.Kind {
		case mapping.Many:
			if slices.Contains(l.Back.Members(r.Obj), d.rec.Obj) {
				v.members(pm, r, l.Back, nil, gone)
			}
		default:
			if *l.Back.OneOf(r.Obj) == d.rec.Obj {
				v.only(pm, r, l.Back, nil, gone)
			}
		}
	}
}

// readBack reads rows whose values the database made without telling.
func (s *Session) readBack(ctx context.Context, rows []rowOf) error {
	for at := 0; at < len(rows); {
		mp := rows[at].mp
		var keys [][]sql.Node
		for ; at < len(rows) && rows[at].mp == mp && len(keys) < SiblingLimit; at++ {
			vals, err := keyValues(mp.M.Key, rows[at].rec.Obj)
			if err != nil {
				return err
			}
			keys = append(keys, vals)
		}
		if _, err := s.byKeys(ctx, mp.M, keys, true); err != nil {
			return err
		}
	}
	return nil
}
