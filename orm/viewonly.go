package orm

import (
	"context"
	"reflect"
	"slices"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// ViewOnly makes r a relationship by conditions of the program's own, instead of a foreign
// key: of each E, those T for which all of on hold. They speak of E's table and of to, which
// is T's table, an alias of it (it must be one where T's table is E's, too), or a subquery
// with its columns (From): "the latest order of each", "the keywords that are not
// hidden", by an EXISTS over a table of pairs. It is loaded in all the ways that others
// are, and found by Any, Has and Join.
//
// It is only read. A field that the program changes is a *ViewOnlyError of the next flush,
// and nothing is written; what a flush changes in the database is seen when it is loaded
// again. It belongs into the function that declares E's table, or into init.
//
//	latest := orm.From(Orders, sql.Select1(Orders).Where(…).Subquery("latest"))
//	orm.ViewOnly(&Products.Latest, latest, sql.Eq(latest.ProductID, Products.ID))
func ViewOnly[E, T any](r Link[E, T], to Entity[T], on ...sql.Typed[bool]) {
	p := pathOf(r)
	if p.rel == nil {
		return // Configure reports the table
	}
	view(p.rel, to, on, false)
}

func view(r *mapping.Relationship, to TableStruct, on []sql.Typed[bool], written bool) {
	if to == nil || reflect.ValueOf(to).IsNil() || to.embeds_orm_TableOf().m == nil {
		name := "ViewOnly"
		if written {
			name = "PrimaryJoin"
		}
		r.Mapper.Failf("%s: %s leads to a table that is not declared yet: say it in init", r.FullName(), name)
		return
	}
	v := &mapping.View{To: sql.SourceOf(to), Facade: to, Written: written}
	for _, c := range on {
		v.On = append(v.On, sql.NodeOf(c))
	}
	r.Show(v, to.embeds_orm_TableOf().m)
}

// A ViewOnlyError is a change of a relationship that is only read.
type ViewOnlyError = mapping.ViewError

// onView is the condition of a view between a row of from and one of to.
func onView(r *mapping.Relationship, from, to *sql.TableNode) sql.Node {
	conds := make([]sql.Node, len(r.View.On))
	for i, c := range r.View.On {
		conds[i] = onto(onto(c, r.Mapper.Source(), from), r.View.To, to)
	}
	return both(conds)
}

// named is t under another name.
func named(t *sql.TableNode, name string) *sql.TableNode {
	if t.Body == nil && t.CTE == nil {
		return sql.AliasOf(t, name)
	}
	a := *t
	a.As = name
	if a.CTE == nil {
		a.Name = name
	}
	a.Cols = make([]*sql.ColumnNode, len(t.Cols))
	for i, c := range t.Cols {
		x := *c
		x.Table = &a
		a.Cols[i] = &x
	}
	return &a
}

// columnsOf are m's columns as t has them, in m's order: one item, where they are that.
func columnsOf(m *mapping.Mapper, t *sql.TableNode) []sql.Node {
	if t.Body == nil && t.CTE == nil {
		return []sql.Node{t}
	}
	out := make([]sql.Node, len(m.Columns))
	for i, c := range m.Columns {
		out[i] = columnIn(t, c)
	}
	return out
}

// viewed loads a view for owners: the statement joins them, and tells of each row whose it is.
func (f *fetcher) viewed(ctx context.Context, l *loading, owners []*state.Record) ([]*state.Record, error) {
	r := l.p.rel
	if owners = f.unread(l, owners); len(owners) == 0 {
		return nil, nil
	}
	from, to := r.Mapper.Source(), r.View.To
	var extra []sql.Node
	keys := make([]*sql.ColumnNode, len(r.Mapper.Key))
	for i, k := range r.Mapper.Key {
		keys[i] = columnIn(from, k).(*sql.ColumnNode)
		extra = append(extra, keys[i])
	}
	cond, err := l.owners(keys, r.Mapper.Key, owners)
	if err != nil {
		return nil, err
	}
	n := &sql.SelectNode{Items: []sql.Node{to}, From: []*sql.TableNode{to}, Joins: toOwner(r, from, to), Where: []sql.Node{cond}}
	l.within(n, to)
	if l.limit > 0 {
		n.Items = columnsOf(r.Target, to)
		if len(n.OrderBy) == 0 {
			n.OrderBy = keysIn(r.Target, to)
		}
		n, extra = firstOfEach(n, r.Target, extra, l.limit), nil
	}
	found, err := f.owned(ctx, l, owners, n, extra)
	if err == nil && l.narrowed() {
		for _, o := range owners {
			*f.plan(r.Mapper, o).State(o.Snap, r.Index) = state.Partial
		}
	}
	return found, err
}

// unread are the owners for which l has something to read. Siblings that are deleted softly
// have none of it for the session's policies, and keep what they had.
func (f *fetcher) unread(l *loading, owners []*state.Record) []*state.Record {
	if mp := f.st.Map(l.p.rel.Mapper); len(owners) > 1 && f.u != nil && mapping.AnyGuarded() {
		gone := func(o *state.Record) bool {
			if mp := mp.Of(o); f.hidden(o) && mp.M.Deleted != nil {
				now, _ := f.u.deletion(mp, o)
				return now != nil
			}
			return false
		}
		if slices.ContainsFunc(owners, gone) {
			owners = slices.DeleteFunc(slices.Clone(owners), gone)
		}
	}
	if !l.narrowed() {
		return owners
	}
	var rest []*state.Record
	for _, o := range owners {
		if !o.Fresh(f.plan(l.p.rel.Mapper, o), l.p.rel.Index, f.st.Gen) {
			rest = append(rest, o)
		}
	}
	return rest
}

// within puts l's conditions and order, or the declared one, into n, which reads the targets from to.
func (l *loading) within(n *sql.SelectNode, to *sql.TableNode) {
	r := l.p.rel
	move := func(x sql.Node) sql.Node {
		if x = onto(x, r.Target.Source(), to); r.View != nil {
			x = onto(x, r.View.To, to)
		}
		return x
	}
	for _, w := range l.where {
		n.Where = append(n.Where, move(w))
	}
	order := l.order
	if order == nil {
		order = r.Order
	}
	for _, o := range order {
		n.OrderBy = append(n.OrderBy, move(o))
	}
}

func keysIn(m *mapping.Mapper, t *sql.TableNode) []sql.Node {
	out := make([]sql.Node, len(m.Key))
	for i, k := range m.Key {
		out[i] = columnIn(t, k)
	}
	return out
}

// show puts what was read of a view into the owner's field: nobody else writes it.
func (f *fetcher) show(r *mapping.Relationship, o *state.Record, kids []*state.Record, st byte) error {
	f.loaded(r, o)
	p := f.plan(r.Mapper, o)
	all := make([]unsafe.Pointer, len(kids))
	for i, k := range kids {
		all[i] = k.Obj
	}
	if r.Kind != mapping.Many {
		var one unsafe.Pointer
		if len(all) > 0 {
			one = all[0]
		}
		f.st.Refer(r, o.Obj, one)
		*p.One(o.Snap, r.Index) = one
	} else {
		if err := r.SetMembers(o.Obj, cloned(all)); err != nil {
			return err
		}
		if r.Map != nil {
			all = cloned(r.Members(o.Obj))
		}
		*p.Many(o.Snap, r.Index) = all
	}
	if st == state.Loaded {
		o.TookAll(p, r.Index, f.st.Gen)
	} else {
		*p.State(o.Snap, r.Index) = st
	}
	return nil
}

// viewChanged is the error of a view whose field the program has changed.
func (u *unit) viewChanged(mp *state.Map, r *state.Record, rel *mapping.Relationship) error {
	if rel.Kind == mapping.Many && samePointers(rel.Members(r.Obj), *mp.Plan.Many(r.Snap, rel.Index)) ||
		rel.Kind != mapping.Many && rel.OneOf(r.Obj) == *mp.Plan.One(r.Snap, rel.Index) {
		return nil
	}
	return viewError(rel, mp.M, r.Obj)
}

func viewError(rel *mapping.Relationship, m *mapping.Mapper, obj unsafe.Pointer) error {
	return &ViewOnlyError{Relation: rel.FullName(), Entity: m.Name(), Key: m.KeyText(obj)}
}

// ofView is the condition that a row of the view's targets belongs to owner.
func ofView(r *mapping.Relationship, owner unsafe.Pointer) (sql.Node, error) {
	vals, err := keyOrNone(r.FullName()+".Select", r.Mapper, r.Mapper.Key, owner, hasKey(r.Mapper, owner))
	if err != nil {
		return nil, err
	}
	from := sql.AliasOf(r.Mapper.Source(), schema.Snake(r.Name)+"_owner")
	n := &sql.SelectNode{Items: keysIn(r.Mapper, from)[:1], From: []*sql.TableNode{from}}
	var where []sql.Node
	if r.Pair == nil {
		where = append(where, onView(r, from, r.View.To))
	} else {
		table := r.Pair.Pair.Table.Node()
		n.Joins = []sql.Join{{Kind: sql.InnerJoin, Table: table, On: onSide(r.Pair, table, from)}}
		where = append(append(where, onSide(r.Pair.Far(), table, r.View.To)), extraPair(r, from, table, r.View.To)...)
	}
	for i, k := range keysIn(r.Mapper, from) {
		where = append(where, &sql.BinaryNode{Op: sql.OpEq, L: k, R: vals[i]})
	}
	n.Where = where
	return &sql.ExistsNode{Query: n}, nil
}

// finishView is show of what came with the owners' rows.
func (f *fetcher) finishView(p *joinedPart, owner *state.Record, kids []*state.Record) error {
	st := byte(state.Loaded)
	if p.part {
		if st = state.Partial; owner.Fresh(f.plan(p.rel.Mapper, owner), p.rel.Index, f.st.Gen) {
			return nil
		}
	}
	if p.rel.Kind != mapping.Many {
		if _, err := f.onlyOne(p.rel, owner, kids); err != nil {
			return err
		}
	}
	return f.show(p.rel, owner, kids, st)
}
