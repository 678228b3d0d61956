package orm

import (
	"errors"
	"fmt"
	"slices"
	"unsafe"

	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// Many-to-many: the unit is the pair of two objects, whichever side it was written
// on. A pair that was added on one side or on both is one row; one that was removed
// on a side and not added on the other is no row any more.

// pairKey names a row of an association table by the records of its two sides.
type pairKey struct {
	pair *mapping.Pair
	rec  [2]*state.Record
}

func pairOf(s *mapping.PairSide, near, far *state.Record) pairKey {
	k := pairKey{pair: s.Pair}
	k.rec[s.No], k.rec[1-s.No] = near, far
	return k
}

// pairs are the rows that are to be inserted (true) and deleted (false).
type pairs struct {
	rows  map[pairKey]bool
	order []pairKey // may name what is not in rows any more
}

func (p *pairs) set(k pairKey, there bool) {
	if was, ok := p.rows[k]; ok {
		if was != there { // taken back
			delete(p.rows, k)
		}
		return
	}
	if p.rows == nil {
		p.rows = map[pairKey]bool{}
	}
	p.rows[k] = there
	p.order = append(p.order, k)
}

func (p *pairs) forget(r *state.Record) {
	for k := range p.rows {
		if k.rec[0] == r || k.rec[1] == r {
			delete(p.rows, k)
		}
	}
}

func (p *pairs) clear() {
	clear(p.rows)
	p.order = p.order[:0]
}

// pairVote is what is said about one pair.
type pairVote struct {
	key         pairKey
	maps        [2]*state.Map
	plus, minus bool
}

func (v *votes) pair(rel *mapping.Relationship, mp *state.Map, r *state.Record, kids *state.Map, kid *state.Record) *pairVote {
	s := rel.Pair
	mp, kids = mp.Of(r), kids.Of(kid)
	k := pairOf(s, r, kid)
	if x := v.pairs[k]; x != nil {
		return x
	}
	x := &pairVote{key: k}
	x.maps[s.No], x.maps[1-s.No] = mp, kids
	if v.pairs == nil {
		v.pairs = map[pairKey]*pairVote{}
	}
	v.pairs[k] = x
	v.pairOrder = append(v.pairOrder, x)
	return x
}

// decidePairs refuses what contradicts itself. Nothing is changed yet.
func (v *votes) decidePairs() error {
	for _, x := range v.pairOrder {
		name := func(i int) string { return v.u.name(x.maps[i].M, x.key.rec[i].Obj) }
		if x.plus && x.minus {
			return &RelationConflictError{Child: "the pair of " + name(0) + " and " + name(1), A: "one side, where it was added", B: "none by the other, where it was removed"}
		}
		for i := range 2 {
			if x.plus && x.key.rec[i].Flags&(state.Deleted|state.Gone) != 0 {
				s := x.key.pair.Sides[i]
				if s.Rel == nil {
					s = x.key.pair.Sides[1-i]
				}
				return &DeletedParentError{Child: name(1 - i), Parent: name(i), Relation: s.Rel.FullName()}
			}
		}
	}
	return nil
}

// applyPairs notes the rows, and gives both sides what they lack.
func (v *votes) applyPairs(change func(at place, kid unsafe.Pointer, joins bool)) {
	for _, x := range v.pairOrder {
		for i, s := range x.key.pair.Sides {
			if s.Rel != nil {
				change(place{x.key.rec[i], x.maps[i], s.Rel}, x.key.rec[1-i].Obj, x.plus)
			}
		}
	}
}

// setPairs notes the rows to be inserted and deleted.
func (v *votes) setPairs() {
	for _, x := range v.pairOrder {
		if there := v.u.hasPair(x); x.plus != there {
			v.u.pairs.set(x.key, x.plus)
		}
	}
}

// hasPair reports whether the session knows the row, or is about to insert it.
func (u *unit) hasPair(x *pairVote) bool {
	if there, ok := u.pairs.rows[x.key]; ok {
		return there
	}
	for i, s := range x.key.pair.Sides {
		if s.Rel != nil && slices.Contains(*x.maps[i].Plan.Many(x.key.rec[i].Snap, s.Rel.Index), x.key.rec[1-i].Obj) {
			return true
		}
	}
	return x.minus // what is removed was there
}

// pairsOf are the objects that were tied to o by s and are no rows yet.
func (u *unit) pairsOf(s *mapping.PairSide, o *state.Record) []unsafe.Pointer {
	if u == nil || len(u.pairs.rows) == 0 {
		return nil
	}
	var out []unsafe.Pointer
	for _, k := range u.pairs.order {
		if k.pair == s.Pair && k.rec[s.No] == o && u.pairs.rows[k] && !slices.Contains(out, k.rec[1-s.No].Obj) {
			out = append(out, k.rec[1-s.No].Obj)
		}
	}
	return out
}

// unpaired reports whether the row of two objects is to be deleted.
func (u *unit) unpaired(s *mapping.PairSide, o, kid *state.Record) bool {
	if u == nil {
		return false
	}
	there, ok := u.pairs.rows[pairOf(s, o, kid)]
	return ok && !there || kid.Flags&(state.Deleted|state.Gone) != 0
}

// pairChanges are the rows of association tables to be deleted and inserted, by table.
type pairChanges struct {
	gone, come []pairKey
}

func (f *flush) planPairs() {
	rows := f.u.pairs.rows
	if len(rows) == 0 {
		return
	}
	seen := make(map[pairKey]bool, len(rows))
	for _, k := range f.u.pairs.order {
		there, ok := rows[k]
		if !ok || seen[k] {
			continue
		}
		seen[k] = true
		dead := func(r *state.Record) bool { return r.Flags&(state.Deleted|state.Gone|state.Dead) != 0 }
		switch {
		case dead(k.rec[0]) || dead(k.rec[1]): // goes with the object
		case there:
			f.pairs.come = append(f.pairs.come, k)
		default:
			f.pairs.gone = append(f.pairs.gone, k)
		}
	}
}

// pairBatch bounds the rows of a statement whose values have a place each.
const pairBatch = 500

// unpairSteps delete rows of association tables.
func (f *flush) unpairSteps() ([]step, error) {
	steps, err := f.unpairAll()
	if err != nil {
		return nil, err
	}
	more, err := f.pairBatches(f.pairs.gone, pairBatch, func(p *mapping.Pair, keys []pairKey) (step, error) {
		columns := slices.Concat(p.Sides[0].Columns, p.Sides[1].Columns)
		vals := make([][]sql.Node, len(keys))
		for i, k := range keys {
			for side, s := range p.Sides {
				v, err := keyValues(s.Referred, f.old(s.Mapper, k.rec[side]))
				if err != nil {
					return step{}, err
				}
				vals[i] = append(vals[i], v...)
			}
		}
		n := &sql.DeleteNode{Table: p.Table.Node(), Where: append([]sql.Node{inColumns(columns, vals)}, filled(p)...)}
		return step{stmt: n, what: "DELETE from " + p.Table.FullName(), read: expectPairs("DELETE", p, len(keys))}, nil
	})
	return append(steps, more...), err
}

// old is an object with the key that its row has in the database.
func (f *flush) old(m *mapping.Mapper, r *state.Record) unsafe.Pointer {
	return f.pristine(f.u.st.Map(m).Of(r), r)
}

// pairSteps insert rows of association tables.
func (f *flush) pairSteps(d dialect.Dialect) ([]step, error) {
	limit := pairBatch
	if d.Features().ArrayRows && !slices.ContainsFunc(f.pairs.come, func(k pairKey) bool { return !pairArrays(k.pair, d) }) {
		limit = arrayRows
	}
	steps, err := f.pairBatches(f.pairs.come, limit, func(p *mapping.Pair, keys []pairKey) (step, error) {
		n := &sql.InsertNode{Table: p.Table.Node(), Columns: slices.Concat(p.Sides[0].Columns, p.Sides[1].Columns)}
		for _, v := range p.Fill {
			n.Columns = append(n.Columns, v.Column)
		}
		for _, k := range keys {
			var row []sql.Node
			for side, s := range p.Sides {
				v, err := keyValues(s.Referred, k.rec[side].Obj)
				if err != nil {
					return step{}, err
				}
				row = append(row, v...)
			}
			for _, v := range p.Fill {
				row = append(row, v.Value)
			}
			n.Rows = append(n.Rows, row)
		}
		return step{stmt: n, what: "INSERT into " + p.Table.FullName(), read: expectPairs("INSERT", p, len(keys)), fail: f.tied(keys)}, nil
	})
	if err == nil && d.Features().ArrayRows {
		asArrays(steps, d, &f.values)
	}
	return steps, err
}

// tied explains that a pair is in the association table already.
func (f *flush) tied(keys []pairKey) func(error) error {
	return func(err error) error {
		if !errors.Is(err, driver.ErrUnique) {
			return err
		}
		name := func(k pairKey, side int) string {
			return f.u.name(f.u.st.Map(k.pair.Sides[side].Mapper).Of(k.rec[side]).M, k.rec[side].Obj)
		}
		which := name(keys[0], 0) + " and " + name(keys[0], 1)
		if n := len(keys) - 1; n > 0 {
			which = fmt.Sprintf("one of the %d pairs from %s on", n+1, which)
		}
		return fmt.Errorf("%w; %s: they were tied already. A collection that is not loaded does not know its members: load it (Of, With) before you append what may be in it", err, which)
	}
}

// pairArrays reports whether p's rows can travel as arrays.
func pairArrays(p *mapping.Pair, d dialect.Dialect) bool {
	for _, v := range p.Fill {
		if !sqltype.ArrayElement(v.Column.Type.In(d.Name())) {
			return false
		}
	}
	for _, s := range p.Sides {
		for _, c := range s.Columns {
			if !sqltype.ArrayElement(c.Type.In(d.Name())) {
				return false
			}
		}
	}
	return true
}

func (f *flush) pairBatches(keys []pairKey, limit int, make func(*mapping.Pair, []pairKey) (step, error)) ([]step, error) {
	var steps []step
	keys = slices.Clone(keys)
	slices.SortStableFunc(keys, func(a, b pairKey) int { return f.pairRank(a.pair) - f.pairRank(b.pair) })
	for len(keys) > 0 {
		n := 1
		for n < len(keys) && n < limit && keys[n].pair == keys[0].pair {
			n++
		}
		s, err := make(keys[0].pair, keys[:n])
		if err != nil {
			return nil, err
		}
		steps, keys = append(steps, s), keys[n:]
	}
	return steps, nil
}

func (f *flush) pairRank(p *mapping.Pair) int {
	if f.ranks == nil {
		f.ranks = map[*mapping.Pair]int{}
	}
	n, ok := f.ranks[p]
	if !ok {
		n = len(f.ranks)
		f.ranks[p] = n
	}
	return n
}

// unpairAll deletes the rows of association tables that refer to deleted objects, in
// one statement for each table, unless the schema does it.
func (f *flush) unpairAll() ([]step, error) {
	leaving := map[*state.Record]bool{}
	for k, there := range f.u.pairs.rows {
		if !there {
			leaving[k.rec[0]], leaving[k.rec[1]] = true, true
		}
	}
	var steps []step
	for at := 0; at < len(f.deletes); {
		mp := f.deletes[at].mp
		var recs []*state.Record
		for ; at < len(f.deletes) && f.deletes[at].mp == mp && len(recs) < pairBatch; at++ {
			recs = append(recs, f.deletes[at].rec)
		}
		for _, s := range mp.M.Pairs {
			if s.OnDelete() == schema.Cascade {
				continue
			}
			keys := make([][]sql.Node, 0, len(recs))
			for _, r := range recs {
				if !leaving[r] && f.unpaired(mp, r, s) {
					continue
				}
				v, err := keyValues(s.Referred, f.pristine(mp, r))
				if err != nil {
					return nil, err
				}
				keys = append(keys, v)
			}
			if len(keys) == 0 {
				continue
			}
			n := &sql.DeleteNode{Table: s.Pair.Table.Node(), Where: append([]sql.Node{inColumns(s.Columns, keys)}, filled(s.Pair)...)}
			steps = append(steps, step{stmt: n, what: "DELETE of what ties " + rowName(mp.M, recs[0].Obj) + " to others"})
		}
	}
	return steps, nil
}

// unpaired reports whether r has no row in the association table: the session has read so in
// this unit of work, and it has got none since.
func (f *flush) unpaired(mp *state.Map, r *state.Record, s *mapping.PairSide) bool {
	return s.Rel != nil && !s.Pair.Narrow && r.Gen == f.u.st.Gen && r.Fresh(mp.Plan, s.Rel.Index, f.u.st.Gen) &&
		len(*mp.Plan.Many(r.Snap, s.Rel.Index)) == 0 && f.s.policies == nil && !mp.M.Registry.Guarded()
}

// leavePairs takes deleted objects out of the collections of the other side.
func (f *flush) leavePairs(deletes []*removal) {
	gone := map[*mapping.Mapper]map[unsafe.Pointer]bool{}
	stay := withOwner(deletes)
	for _, d := range deletes {
		if len(d.mp.M.Pairs) > 0 {
			if gone[d.mp.M] == nil {
				gone[d.mp.M] = map[unsafe.Pointer]bool{}
			}
			gone[d.mp.M][d.rec.Obj] = true
		}
	}
	v := &votes{u: f.u}
	for m, set := range gone {
		for _, s := range m.Pairs {
			far := s.Far()
			if far.Rel == nil {
				continue
			}
			for mp, r := range f.u.st.All(far.Mapper) {
				if r.Flags&(state.Deleted|state.Gone) == 0 && !stay[r] && slices.ContainsFunc(far.Rel.Members(r.Obj), func(p unsafe.Pointer) bool { return set[p] }) {
					v.members(mp, r, far.Rel, nil, set)
				}
			}
		}
	}
}
