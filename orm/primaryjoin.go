package orm

import (
	"context"
	"slices"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
)

// PrimaryJoin makes r a relationship by conditions of the program's own that can be
// written, too: "the comments of the kind review", rows of a table without a constraint,
// or one that several tables share. Of each E it finds those T for which all of on hold. They speak of E's
// table and of to, which is T's table, or an alias of it (it must be one where T's table is E's,
// too).
//
// Among on must be, for each column of the primary key of one side (or of a unique constraint
// there), that it equals a
// column of the other (of E's in a One, of T's in Many and HasOne): these are written as
// a foreign key is, whether the schema has one or not. The other conditions are not: an
// object that is added gets no value by them, so that the program gives it what they
// ask for, as a Kind; what it has added stays in memory until it is loaded again. Conditions
// that cannot be written, as over a function of a column, are a mistake, which Configure
// reports: see ViewOnly.
//
// Where r goes Through a table of pairs, on speaks of three tables: that columns of the table equal
// the two keys (where none says so of a side, the foreign key of the schema does), that others of
// it hold a value, which its rows are inserted with, and told by when they are deleted, and
// whatever else is to hold of the three.
//
// Inverse on either side is enough; the other one has the same conditions then. A row
// whose foreign key is set without an object leaves the collections that it was in, and
// is found where it belongs when that is loaded. When E is deleted, those of T
// for which the conditions hold are read and then lose their foreign key, or are deleted with
// CascadeDelete, one by one: the others that have the same key are not touched. Those of a WriteOnly lose it by
// one UPDATE, where the column can be NULL; else they keep it. It belongs into the function that
// declares E's table, or into init.
//
//	orm.PrimaryJoin(&Posts.Reviews, Comments, sql.Eq(Comments.PostID, Posts.ID), Comments.Kind.Eq("review"))
func PrimaryJoin[E, T any](r Link[E, T], to Entity[T], on ...sql.Typed[bool]) {
	p := pathOf(r)
	if p.rel == nil {
		return // Configure reports the table
	}
	view(p.rel, to, on, true)
}

// share lets links that are written in common columns, of which one has conditions of its
// own, agree: what one is given to, the others cannot keep for someone else.
func (v *votes) share() error {
	for i := 0; i < len(v.order); i++ {
		b := v.order[i]
		if !b.mp.M.Conditional || len(b.objs) > 1 || len(b.objs) == 0 && !b.less || b.kid.Flags&(state.Deleted|state.Gone) != 0 {
			continue
		}
		for _, l := range b.mp.M.Links {
			if l == b.link || !(l.Conditional || b.link.Conditional) || !l.Shares(b.link) {
				continue
			}
			if err := v.shared(b, l); err != nil {
				return err
			}
		}
	}
	return nil
}

// shared lets a ballot speak for another link of its child.
func (v *votes) shared(b *ballot, l *mapping.Link) error {
	var o *ballot
	for x := v.of[b.kid]; x != nil; x = x.next {
		if x.link == l {
			o = x
		}
	}
	if len(b.objs) == 0 {
		if o != nil && (len(o.objs) > 0 || o.key && l.Tag != nil) {
			b.held = true
		} else if ks := v.u.known[b.kid]; !l.Conditional || ks != nil && ks[l.Index].obj != nil {
			v.ballot(b.mp, b.kid, l).less = true
		}
		return nil
	}
	to := b.objs[0]
	if o != nil && len(o.objs) == 1 {
		if x := o.objs[0]; x.parent != to.parent && !sameKeys(b.link, to, l, x) {
			return &RelationConflictError{Child: v.u.name(b.mp.M, b.kid.Obj), A: v.u.name(to.mp.M, to.parent.Obj), B: v.u.name(x.mp.M, x.parent.Obj)}
		}
		return nil
	}
	if !l.Conditional && l.Like(b.link) {
		o = v.ballot(b.mp, b.kid, l)
		o.objs = append(o.objs, to)
		return nil
	}
	if was := v.u.knownParent(b.mp, b.kid, l, &v.buf); o != nil || was.obj != nil && was.obj != to.parent.Obj {
		o = v.ballot(b.mp, b.kid, l)
		o.less, o.held, o.key = true, true, false
	}
	return nil
}

// sameKeys reports whether two parents are the same to the columns that refer to them.
func sameKeys(l *mapping.Link, p vote, m *mapping.Link, q vote) bool {
	if l.Tag != nil && l.Tag == m.Tag || !hasReferred(l, p.parent.Obj) || !hasReferred(m, q.parent.Obj) {
		return false // two targets of one choice are two objects, whatever their keys
	}
	for i, c := range l.Columns {
		j := slices.Index(m.Columns, c)
		if j < 0 {
			continue
		}
		x, err := l.Referred[i].Value(p.parent.Obj)
		y, err2 := m.Referred[j].Value(q.parent.Obj)
		if err != nil || err2 != nil || !sameValue(x, y) {
			return false
		}
	}
	return true
}

// letGo makes what belongs to deleted objects by conditions refer to nothing. It is read
// first, so that it is written as what is known is: other rows may have the same key.
func (s *Session) letGo(ctx context.Context, mp *state.Map, rel *mapping.Relationship, owners []*state.Record) error {
	twins := s.u.twins(mp)
	var rows []*state.Record
	for _, o := range owners {
		if o.Flags&state.Pending == 0 && twin(mp, o, twins) == nil {
			rows = append(rows, o)
		}
	}
	if len(rows) == 0 {
		return nil
	}
	ex, err := s.executor(ctx)
	if err != nil {
		return err
	}
	f := &fetcher{ex: ex, st: s.st, u: s.u, free: true} // what policies hide refers to the row as well
	f.arena.MaxText = trackedText
	found, err := f.level(ctx, &loading{p: &path{rel: rel, from: rel.Mapper.Source()}}, rows, true)
	if err != nil {
		return err
	}
	kids := s.st.Map(rel.Target)
	v := &votes{u: s.u}
	for _, k := range found {
		if k.Flags&(state.Deleted|state.Gone) != 0 || !s.u.belongsToDeleted(mp, k, rel.Link) {
			continue
		}
		if !releasable(rel.Link) {
			return &OrphanError{Child: s.u.name(rel.Target, k.Obj), Column: rel.Link.Columns[0].Def.FullName()}
		}
		v.place(&ballot{mp: kids, kid: k, link: rel.Link, null: true})
	}
	return nil
}

// belongsToDeleted reports whether a row that belongs to a deleted object by l was not
// given to anyone else meanwhile.
func (u *unit) belongsToDeleted(mp *state.Map, kid *state.Record, l *mapping.Link) bool {
	var buf []byte
	p := u.present(l, kid.Obj, &buf)
	if ks := u.known[kid]; ks != nil && ks[l.Index].set && ks[l.Index].obj != nil {
		p = ks[l.Index]
	}
	if p.null || p.obj == nil {
		return false
	}
	o, _ := mp.Find(p.obj)
	return o != nil && o.Flags&state.Deleted != 0
}

// member reports whether the session knows that a child belongs to a parent by l.
func (u *unit) member(l *mapping.Link, parent rowOf, kids *state.Map, kid *state.Record) bool {
	if l.One != nil && *kids.Plan.One(kid.Snap, l.One.Index) == parent.rec.Obj {
		return true
	}
	switch {
	case l.Back == nil:
		return false
	case l.Back.Kind == mapping.Many:
		return slices.Contains(*parent.mp.Plan.Many(parent.rec.Snap, l.Back.Index), kid.Obj)
	}
	return *parent.mp.Plan.One(parent.rec.Snap, l.Back.Index) == kid.Obj
}

// extraOf are the conditions of l beside the foreign key, in a statement that changes its
// table, of a parent with the key now; nil: the one that each row refers to.
func extraOf(l *mapping.Link, now []sql.Node) []sql.Node {
	r := l.Rel
	v := r.View
	if len(v.Extra) == 0 {
		return nil
	}
	kid, owner := v.To, r.Mapper.Source()
	if r.Kind == mapping.ToOne {
		kid, owner = owner, kid
	}
	if l.Child.Family == nil && !slices.ContainsFunc(v.Extra, func(x sql.Node) bool { return speaksOf(x, owner) }) {
		out := make([]sql.Node, len(v.Extra))
		for i, x := range v.Extra {
			out[i] = onto(x, kid, l.Child.Source())
		}
		return out
	}
	as, child := sql.AliasOf(l.Parent.Source(), "owner"), l.Child.Source()
	var joins []sql.Join
	where := make([]sql.Node, 0, len(v.Extra)+len(now))
	if l.Child.Family != nil { // whose columns may be in another table than the one that is changed
		child = sql.AliasOf(child, "kid")
		var on []sql.Node
		for i, c := range l.Child.PartKey(l.Child.PartOf(l.Table())) {
			on = append(on, &sql.BinaryNode{Op: sql.OpEq, L: columnIn(child, l.Child.Key[i]), R: c})
		}
		joins = []sql.Join{{Kind: sql.InnerJoin, Table: child, On: both(on)}}
	}
	for _, x := range v.Extra {
		where = append(where, onto(onto(x, owner, as), kid, child))
	}
	for i, c := range l.Referred {
		is := sql.Node(l.Columns[i].Def.Node())
		if now != nil {
			is = now[i]
		}
		where = append(where, &sql.BinaryNode{Op: sql.OpEq, L: columnIn(as, c), R: is})
	}
	return []sql.Node{&sql.ExistsNode{Query: &sql.SelectNode{Items: keysIn(l.Parent, as)[:1], From: []*sql.TableNode{as}, Joins: joins, Where: where}}}
}

// speaksOf reports whether a column of t is in a condition.
func speaksOf(n sql.Node, t *sql.TableNode) (does bool) {
	sql.Walk(n, func(n sql.Node) bool {
		if c, ok := n.(*sql.ColumnNode); ok && c.Table.Same(t) {
			does = true
		}
		return !does
	})
	return does
}

// refersBy is Eq and Ne of a reference by conditions.
func refersBy(l link, to unsafe.Pointer, not bool) sql.Cond {
	var conds []sql.Typed[bool]
	if to != nil {
		r := l.d.rel
		vals, err := referredValues(r, to)
		if err != nil {
			return wrong(err)
		}
		for i, c := range r.Link.Referred {
			conds = append(conds, sql.NewCond(&sql.BinaryNode{Op: sql.OpEq, L: c.Node, R: vals[i]}))
		}
	}
	x := exists(l, conds)
	if not != (to == nil) {
		return x.Not()
	}
	return x
}
