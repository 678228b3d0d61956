package orm

import (
	"context"
	"fmt"
	"slices"

	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// updateSteps are the UPDATEs, each of the columns that have changed: one for each table.
func (f *flush) updateSteps(updates []*change, d dialect.Dialect) ([]step, error) {
	features := d.Features()
	var steps []step
	for at := 0; at < len(updates); at++ {
		ch := updates[at]
		st, n, err := f.updateRows(updates[at:])
		if err != nil {
			return nil, err
		}
		if n > 0 {
			steps = append(steps, st)
			at += n - 1
			continue
		}
		m := ch.mp.M
		for i, k := range f.u.known[ch.rec] {
			if k.set && k.obj != nil && f.u.refers(m.Links[i], k.obj) {
				f.u.copyKey(ch.mp, ch.rec, m.Links[i], k.obj)
			}
		}
		reread := false
		for part := range m.Parts {
			st, made, err := f.updateStep(ch, part)
			if err != nil {
				return nil, err
			}
			n, _ := st.stmt.(*sql.UpdateNode)
			if n == nil {
				continue
			}
			returning := features.UpdateReturning
			if v := m.Version; features.ReturnsEarly && (m.VersionKind == mapping.Server && v.Def.OnUpdate == nil || fetches(made)) {
				returning = false // a trigger makes it, and the answer is older
			}
			if len(made) > 0 && returning {
				for _, c := range made {
					n.Returning = append(n.Returning, c.Def.Node())
				}
				st.read = f.updated(ch, made)
			} else if len(made) > 0 {
				reread = true
			}
			steps = append(steps, st)
		}
		if reread {
			f.reread = append(f.reread, ch.rowOf)
		}
		more, err := f.follow(ch)
		if err != nil {
			return nil, err
		}
		steps = append(steps, more...)
	}
	return steps, nil
}

// fetches reports whether a trigger may fill one of cs.
func fetches(cs []*mapping.Column) bool {
	return slices.ContainsFunc(cs, func(c *mapping.Column) bool { return c.Def.Fetched })
}

// updateStep is the UPDATE of one of the object's tables, without a statement when there is
// nothing to be written there. made is what the database makes up in it.
func (f *flush) updateStep(ch *change, part int) (st step, made []*mapping.Column, err error) {
	m := ch.mp.M
	mine := slices.ContainsFunc(ch.columns, func(i int) bool { return m.Columns[i].Part == part })
	versioned := part == 0 && m.Version != nil && !ch.post
	if !mine && !versioned {
		return step{}, nil, nil
	}
	if part > 0 && f.rekeyed(ch) && m.Parts[part].Table.ForeignKeys[0].OnUpdate != schema.Cascade {
		return step{}, nil, fmt.Errorf("the key of %s was changed, and the foreign key of table %s does not follow it: declare it with schema.OnUpdate(schema.Cascade)", rowName(m, f.pristine(ch.mp, ch.rec)), m.Parts[part].Table.FullName())
	}
	where, err := f.whereOf(ch, part)
	if err != nil {
		return step{}, nil, err
	}
	room := &f.one.update
	if room.taken {
		room = &updateOfOne{}
	}
	room.taken = true
	n := &room.node
	*n = sql.UpdateNode{Table: m.Parts[part].Table.Node(), Where: where, Defaults: true, Set: room.set[:0]}
	ch.made = nil
	for _, c := range m.Columns {
		if c.Part != part {
			continue
		}
		if c.Def.Computed != nil {
			if !ch.post { // what it is computed of may have changed
				ch.made = append(ch.made, c)
			}
			continue
		}
		if c.Def.Fetched { // whatever is written, the trigger sees it
			ch.made = append(ch.made, c)
		}
		if !slices.Contains(ch.columns, c.Index) {
			if ch.post {
				continue
			}
			if err := f.onUpdate(ch, n, c); err != nil {
				return step{}, nil, err
			}
			continue
		}
		b := &room.value[0]
		if len(n.Set) > 0 {
			b = &sql.BindNode{}
		}
		if *b, err = c.Bound(ch.rec.Obj); err != nil {
			return step{}, nil, err
		}
		n.Set = append(n.Set, sql.Assignment{Column: c.Def.Node(), Value: b})
	}
	if part == 0 {
		if err := f.setVersion(ch, n); err != nil {
			return step{}, nil, err
		}
		if len(n.Set) == 0 && m.Family != nil { // the database counts the version of a row that is written to
			d := touched(m)
			n.Set = []sql.Assignment{{Column: d, Value: d}}
		}
	}
	return step{stmt: n, what: "UPDATE of ", of: ch.rowOf, read: expect("UPDATE", ch.mp, append(room.recs[:0], ch.rec))}, ch.made, nil
}

// onUpdate sets a column that the declaration sets in each UPDATE.
func (f *flush) onUpdate(ch *change, n *sql.UpdateNode, c *mapping.Column) error {
	d := c.Def.OnUpdate
	if d == nil {
		return nil
	}
	if d.Expr != nil {
		n.Set = append(n.Set, sql.Assignment{Column: c.Def.Node(), Value: d.Expr})
		ch.made = append(ch.made, c)
		return nil
	}
	v, err := f.s.made(c, d)
	if err != nil {
		return err
	}
	if err := c.StoreGo(ch.rec.Obj, v); err != nil {
		return err
	}
	b, err := c.Bind(ch.rec.Obj)
	n.Set = append(n.Set, sql.Assignment{Column: c.Def.Node(), Value: b})
	return err
}

func (f *flush) updated(ch *change, made []*mapping.Column) func(*engine.Cursor) error {
	return func(cur *engine.Cursor) error {
		if !cur.Next() {
			if err := cur.Err(); err != nil {
				return err
			}
			return &StaleDataError{Op: "UPDATE", Entity: ch.mp.M.Name(), Key: f.oldKey(ch.mp, ch.rec), Want: 1, Version: versionText(ch.mp, ch.base().Snap)}
		}
		return f.fill(cur, ch.mp.M, made, ch.rec.Obj)
	}
}

// deleteSteps are the DELETEs, after what their tables' foreign keys ask for.
func (f *flush) deleteSteps(deletes []*node) ([]step, error) {
	var steps []step
	for at := 0; at < len(deletes); {
		first := deletes[at]
		width := len(first.del.mp.M.Key)
		if first.del.mp.M.Version != nil && first.part == 0 {
			width++
		}
		end := at
		for end < len(deletes) && end-at < keysLimit(width) && deletes[end].del.mp == first.del.mp && deletes[end].part == first.part && deletes[end].del.depth == first.del.depth {
			end++
		}
		mp := first.del.mp
		recs := make([]*state.Record, 0, end-at)
		for _, n := range deletes[at:end] {
			recs = append(recs, n.del.rec)
		}
		if int(first.part) == lastPart(mp.M) {
			more, err := f.release(mp, recs)
			if err != nil {
				return nil, err
			}
			steps = append(steps, more...)
		}
		versioned := mp.M.Version != nil && first.part == 0
		counted := slices.DeleteFunc(slices.Clone(recs), func(r *state.Record) bool { return !versioned || !f.counted[r] && !unread(mp, r) })
		if len(counted) > 0 { // they have another version by now, or nobody knows it
			st, err := f.deleteStep(mp, int(first.part), counted, false)
			if err != nil {
				return nil, err
			}
			steps = append(steps, st)
			recs = slices.DeleteFunc(recs, func(r *state.Record) bool { return f.counted[r] || unread(mp, r) })
		}
		if len(recs) > 0 {
			st, err := f.deleteStep(mp, int(first.part), recs, versioned)
			if err != nil {
				return nil, err
			}
			steps = append(steps, st)
		}
		for _, n := range deletes[at:end] {
			n.del.sent = n.del.sent || first.part == 0
		}
		at = end
	}
	return steps, nil
}

// deleteStep is the DELETE of rows from one of their tables, by their keys, and by the
// versions that the session knows.
func (f *flush) deleteStep(mp *state.Map, part int, recs []*state.Record, versioned bool) (step, error) {
	values, columns := mp.M.Key, partKey(mp.M, part)
	if v := mp.M.Version; versioned {
		values = append(slices.Clip(values), v)
		columns = append(columns, &mapping.Column{Node: v.Def.Node(), Def: v.Def})
	}
	keys := make([][]sql.Node, 0, len(recs))
	for _, r := range recs {
		vals, err := keyValues(values, f.stored(mp, r, values))
		if err != nil {
			return step{}, err
		}
		keys = append(keys, f.keyNow(r, values, vals))
	}
	n := &sql.DeleteNode{Table: mp.M.Parts[part].Table.Node(), Where: []sql.Node{inKeys(columns, keys)}}
	return step{stmt: n, what: "DELETE of ", of: rowOf{mp, recs[0]}, fail: referredTo(mp.M), read: expect("DELETE", mp, recs)}, nil
}

// finish makes what was sent the session's knowledge.
func (f *flush) finish() {
	u := f.u
	for _, i := range f.drop {
		u.drop(i.mp, i.rec)
	}
	// before the inserts: a key that was given up may have been made up again
	hidden, shown := f.hidden(), f.shown()
	for _, d := range f.deletes {
		f.orphans(d)
	}
	gone := slices.Concat(f.deletes, hidden)
	f.leave(gone)
	f.leavePairs(gone)
	for _, d := range f.deletes {
		d.mp.Unkey(d.rec)
		d.rec.Flags &^= state.Deleted
		d.mp.Remove(d.rec)
		d.mp.Changes--
	}
	var renamed []*change
	for _, ch := range f.updates {
		if ch.rekeyed() {
			renamed = append(renamed, ch)
		}
	}
	for _, ch := range renamed {
		u.edit(ch.mp, ch.rec)
	}
	f.followed(renamed)
	for _, ch := range renamed {
		if f.rekeyed(ch) {
			ch.mp.Rekey(ch.rec)
		}
	}
	for at, i := range f.inserts {
		if at == 0 || f.inserts[at-1].mp != i.mp {
			n := 1
			for at+n < len(f.inserts) && f.inserts[at+n].mp == i.mp {
				n++
			}
			i.mp.Inserting(n)
		}
		i.mp.Inserted(i.rec)
		f.settleNew(i.mp, i.rec)
	}
	f.leave(f.switched)
	for _, d := range f.switched {
		d.mp.Unkey(d.rec)
		d.rec.Flags &^= state.Deleted
		d.mp.Remove(d.rec)
		d.mp.Changes--
	}
	for _, ch := range f.updates {
		ch.mp.SetWanted(ch.rec, nil)
		if ch.version != nil {
			u.write(ch.mp, ch.rec, ch.mp.M.Version)
			_ = ch.mp.M.Version.StoreGo(ch.rec.Obj, ch.version) // it was bound before
		}
		if ch.over == nil && unread(ch.mp, ch.rec) && slices.Contains(ch.made, ch.mp.M.Version) {
			ch.mp.SetLacks(ch.rec, nil) // the database has told it
		}
		if ch.over != nil {
			ch.mp.Inserted(ch.rec)
			f.settle(ch.mp, ch.rec)
			continue
		}
		u.hold(ch.rec, image{ch.rec.Snap, ch.rec.Flags, ch.rec.Gen})
		f.settle(ch.mp, ch.rec)
	}
	f.come(shown)
	if err := u.found(); err != nil { // two of one key in a map
		u.log.Warn("orm: " + err.Error())
	}
	u.st.Altered()
	clear(u.known)
	u.pairs.clear()
	u.unmark()
	clear(u.asks)
	clear(u.expunged) // nobody holds one of them, or the flush had failed
	u.pending = nil
}

// settle takes a new pristine copy. The old one stays for a rollback.
func (f *flush) settle(mp *state.Map, r *state.Record) {
	snap := mp.NewSnap()
	mp.Plan.Copy(snap, r.Obj)
	mp.Plan.CopyRels(snap, r.Snap)
	r.Snap = snap
	f.settleRels(mp, r)
}

// settleNew is settle of an object that was added in the transaction, or the savepoint:
// nothing goes back to the pristine copy that it has.
func (f *flush) settleNew(mp *state.Map, r *state.Record) {
	mp.Plan.Copy(r.Snap, r.Obj)
	f.settleRels(mp, r)
}

func (f *flush) settleRels(mp *state.Map, r *state.Record) {
	snap := r.Snap
	if r.Gen == 0 { // a new row, whose relationships are all there
		for i := range mp.M.Rels {
			if r.Whole(mp.Plan, i) {
				r.TookAll(mp.Plan, i, f.u.st.Gen)
			}
		}
	}
	r.Gen = f.u.st.Gen
	if r.Flags&state.Pending == 0 {
		for i, rel := range mp.M.Rels { // a row with a foreign key and no object is not loaded
			if rel.ViewOnly() {
				if rel.Kind != mapping.Many && rel.OneOf(r.Obj) == nil || rel.Kind == mapping.Many && len(*mp.Plan.Many(snap, i)) == 0 {
					*mp.Plan.State(snap, i) = state.NotLoaded // what it finds may be another thing now
				}
			} else if rel.Kind == mapping.ToOne && rel.OneOf(r.Obj) == nil {
				var buf []byte
				if p := f.u.present(rel.Link, r.Obj, &buf); !p.null {
					*mp.Plan.State(snap, i) = state.NotLoaded
				}
			}
		}
	}
}

// readBack reads rows whose values the database made without telling.
func (s *Session) readBack(ctx context.Context, rows []rowOf) error {
	for at := 0; at < len(rows); {
		mp := rows[at].mp
		var keys [][]sql.Node
		for ; at < len(rows) && rows[at].mp == mp && len(keys) < keysLimit(len(mp.M.Key)); at++ {
			vals, err := keyValues(mp.M.Key, rows[at].rec.Obj)
			if err != nil {
				return err
			}
			keys = append(keys, vals)
		}
		m := mp.M
		if m.Family != nil && m.Family.Disc.Def.Computed != nil {
			m = m.Family.Root // the row may be something else by now, which is to be seen
		}
		if _, err := s.byKeys(ctx, m, keys, true); err != nil {
			return err
		}
	}
	return nil
}
