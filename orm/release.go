package orm

import (
	"slices"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
)

// release makes rows that refer to deleted ones refer to nothing, where the schema
// leaves that to us: in one statement for all, loaded or not.
func (f *flush) release(mp *state.Map, recs []*state.Record) ([]step, error) {
	var steps []step
	for _, l := range mp.M.Back {
		sweep := l.Back.Cascades(CascadeDelete) && plainAll(l.Child)
		if !sweep && !releases(l) || l.Kept() || l.Conditional && !l.Loose {
			selves, err := f.releaseSelves(mp, recs, l)
			if err != nil {
				return nil, err
			}
			steps = append(steps, selves...)
			continue
		}
		keys := make([][]sql.Node, 0, len(recs))
		for _, r := range recs {
			if !sweep && f.alone(mp, r, l) {
				continue
			}
			vals, err := keyValues(l.Referred, f.pristine(mp, r))
			if err != nil {
				return nil, err
			}
			keys = append(keys, f.keyNow(r, l.Referred, vals))
		}
		if len(keys) == 0 {
			continue
		}
		if sweep {
			for page := range slices.Chunk(keys, keysLimit(len(l.Columns))) {
				n := &sql.DeleteNode{Table: l.Table().Node(), Where: []sql.Node{inKeys(inTable(l.Columns), page)}}
				steps = append(steps, step{stmt: n, what: "DELETE of what belongs to " + rowName(mp.M, recs[0].Obj), fail: referredTo(l.Child)})
			}
			continue
		}
		set := nulls(l)
		part := l.Child.PartOf(l.Table())
		count, counted := bump(l)
		if l.Child.Version != nil {
			first, err := f.releaseDying(l, recs)
			if err != nil {
				return nil, err
			}
			steps = append(steps, first...)
			if counted && part == 0 {
				set = append(set, count)
			}
		}
		for page := range slices.Chunk(keys, keysLimit(len(l.Columns))) {
			where := []sql.Node{inKeys(inTable(l.Columns), page)}
			if l.Conditional {
				where = append(where, extraOf(l, nil)...)
			}
			if counted && part > 0 {
				steps = append(steps, step{stmt: countHeirs(l, part, where, count), what: "UPDATE of the versions of what refers to " + rowName(mp.M, recs[0].Obj)})
			}
			n := &sql.UpdateNode{Table: l.Table().Node(), Where: where, Set: set, Defaults: true}
			steps = append(steps, step{stmt: n, what: "UPDATE of what refers to " + rowName(mp.M, recs[0].Obj)})
		}
	}
	return steps, nil
}

// countHeirs counts the versions, which are in their first table, of rows that refer by a
// foreign key in another one.
func countHeirs(l *mapping.Link, part int, where []sql.Node, count sql.Assignment) *sql.UpdateNode {
	m := l.Child
	where = slices.Clip(where)
	for i, c := range m.PartKey(part) {
		where = append(where, &sql.BinaryNode{Op: sql.OpEq, L: c, R: m.Key[i].Def.Node()})
	}
	return &sql.UpdateNode{Table: m.Parts[0].Table.Node(), From: []*sql.TableNode{l.Table().Node()}, Set: []sql.Assignment{count}, Where: where, Defaults: true}
}

// partKey are m's key columns as one of its tables has them.
func partKey(m *mapping.Mapper, part int) []*mapping.Column {
	columns := make([]*mapping.Column, len(m.Key))
	for k, c := range m.PartKey(part) {
		columns[k] = &mapping.Column{Node: c, Def: m.Key[k].Def}
	}
	return columns
}

// releases reports whether rows that refer by l to deleted ones are made to refer to
// nothing before.
func releases(l *mapping.Link) bool {
	return !l.Kept() && !l.Passive() && (!l.Conditional || l.Loose) && (l.Held() || l.PostUpdate()) && l.Optional() && !l.Back.Cascades(CascadeDelete)
}

func nulls(l *mapping.Link) (set []sql.Assignment) {
	for _, c := range l.Columns {
		if c.Def.Nullable && !c.Def.PrimaryKey {
			set = append(set, sql.Assignment{Column: c.Def.Node(), Value: &sql.LiteralNode{Word: "NULL"}})
		}
	}
	return set
}

// alone reports whether no row refers to r by l when it is deleted: the session has
// read in this unit of work which do, and deletes or has moved all of them before.
func (f *flush) alone(mp *state.Map, r *state.Record, l *mapping.Link) bool {
	rel := l.Back
	if rel == nil || l.PostUpdate() || f.cuts(l, r) || r.Gen != f.u.st.Gen || !r.Fresh(mp.Plan, rel.Index, f.u.st.Gen) || f.s.policies != nil || mp.M.Registry.Guarded() {
		return false // what a policy hides refers to r as well
	}
	kids := f.u.st.Map(l.Child)
	leaves := func(p unsafe.Pointer) bool {
		k, _ := kids.Find(p)
		return k != nil && k.Flags&(state.Deleted|state.Gone) != 0
	}
	if rel.Kind != mapping.Many {
		p := *mp.Plan.One(r.Snap, rel.Index)
		return p == nil || leaves(p)
	}
	return !slices.ContainsFunc(*mp.Plan.Many(r.Snap, rel.Index), func(p unsafe.Pointer) bool { return !leaves(p) })
}

// releaseDying makes rows refer to nothing that are deleted after what they refer to,
// as in a circle that a post-update breaks.
func (f *flush) releaseDying(l *mapping.Link, recs []*state.Record) ([]step, error) {
	if !l.PostUpdate() && !f.cuts(l, nil) {
		return nil, nil // they go first
	}
	var dying []rowOf
	var buf []byte
	for _, d := range f.deletes {
		if d.sent || !d.mp.M.IsA(l.Child) || !l.PostUpdate() && !slices.ContainsFunc(f.cut, func(r reference) bool { return r.from == d && r.link == l }) {
			continue
		}
		k, null, _ := l.Key.Read(f.stored(d.mp, d.rec, l.Columns), &buf)
		if p := f.u.st.Referred(l, k); null || p == nil || !slices.Contains(recs, p) {
			continue
		}
		dying = append(dying, d.rowOf)
	}
	return f.free(l, dying, "what is deleted in a circle")
}

// releaseSelves makes rows that refer to themselves by l refer to nothing, where the
// database does not delete them otherwise.
func (f *flush) releaseSelves(mp *state.Map, recs []*state.Record, l *mapping.Link) ([]step, error) {
	if l.FK == nil || l.Kept() || l.Key == nil || l.TargetTable() != l.Table() || len(nulls(l)) == 0 || f.s.eng.Dialect().Features().DeletesSelf {
		return nil, nil
	}
	var selves []rowOf
	var buf []byte
	for _, r := range recs {
		if k, null, _ := l.Key.Read(f.stored(mp, r, l.Columns), &buf); !null && f.u.st.Referred(l, k) == r {
			selves = append(selves, rowOf{mp, r})
		}
	}
	return f.free(l, selves, "what is deleted and refers to itself")
}

// free makes rows that are about to be deleted refer to nothing by l. It does not count
// their versions, by which their DELETE finds them; where the database does, this UPDATE
// finds them by them.
func (f *flush) free(l *mapping.Link, rows []rowOf, what string) ([]step, error) {
	part := l.Child.PartOf(l.Table())
	var steps []step
	var keys [][]sql.Node
	for _, d := range rows {
		if part == 0 && d.mp.M.VersionKind == mapping.Server && !f.counted[d.rec] {
			where, err := f.whereNow(d.mp, d.rec)
			if err != nil {
				return nil, err
			}
			n := &sql.UpdateNode{Table: l.Table().Node(), Where: where, Set: nulls(l), Defaults: true}
			if err := f.count(d.mp, d.rec, n); err != nil {
				return nil, err
			}
			steps = append(steps, step{stmt: n, what: "UPDATE of ", of: d, read: expect("UPDATE", d.mp, []*state.Record{d.rec})})
			continue
		}
		vals, err := keyValues(d.mp.M.Key, f.pristine(d.mp, d.rec))
		if err != nil {
			return nil, err
		}
		keys = append(keys, f.keyNow(d.rec, d.mp.M.Key, vals))
	}
	steps = f.together(steps, f.s.eng.Dialect())
	for page := range slices.Chunk(keys, keysLimit(len(l.Child.Key))) {
		n := &sql.UpdateNode{Table: l.Table().Node(), Where: []sql.Node{inKeys(partKey(l.Child, part), page)}, Set: nulls(l), Defaults: true}
		steps = append(steps, step{stmt: n, what: "UPDATE of " + what})
	}
	return steps, nil
}
