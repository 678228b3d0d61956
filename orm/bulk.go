package orm

import (
	"context"
	"unsafe"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
)

// An UPDATE or DELETE of many rows leaves the session's objects right. The database
// says which of them it concerns, by the statement's own condition, before it runs:
// no condition is evaluated here, for no two databases agree on what a text or a float
// is equal to. A session that has no object of the table sends nothing more than the
// statement.

// bulk is what an UPDATE or DELETE means for the session's objects.
type bulk struct {
	mp     *state.Map
	delete bool
	recs   []*state.Record
	stmt   sql.Node          // n with RETURNING; nil: they were asked for before
	told   []*mapping.Column // what it returns
	moves  []*mapping.Link   // the foreign keys that it sets
}

// affected finds the session's objects that n is about to change or delete, and locks
// their rows, where the database has such locks. Where it can tell afterwards which they
// were, nothing is asked before: n is then to be replaced by b.stmt.
func (s *Session) affected(ctx context.Context, n sql.Node, params []sql.Params) (*bulk, error) {
	b := &bulk{}
	var table *sql.TableNode
	sel := &sql.SelectNode{}
	cut := false
	switch n := n.(type) {
	case *sql.UpdateNode:
		table, sel.Where, sel.With, sel.From, sel.Joins, cut = n.Table, n.Where, n.With, n.From, n.Joins, n.Limit != nil
	case *sql.DeleteNode:
		table, sel.Where, sel.With, sel.From, sel.Joins, cut = n.Table, n.Where, n.With, n.From, n.Joins, n.Limit != nil
		b.delete = true
	default:
		return nil, nil
	}
	m := mapping.Of(table)
	if m == nil || m.IsView() {
		return nil, nil
	}
	if err := m.Registry.Configure(); err != nil {
		return nil, err
	}
	if b.mp = s.st.Known(m); b.mp == nil {
		return nil, nil
	}
	if u, ok := n.(*sql.UpdateNode); ok {
		b.moves = moves(m, u)
	}
	var known []*state.Record
	for _, r := range s.st.All(m) {
		if r.Persistent() {
			known = append(known, r)
		}
	}
	if len(known) == 0 {
		return nil, nil
	}
	c, err := s.writer(ctx)
	if err != nil {
		return nil, err
	}
	if b.tells(n, table, c.Engine().Dialect().Features()) {
		return b, nil
	}
	if cut && !b.delete { // which rows LIMIT leaves is known to nobody else: all are read again
		b.recs = known
		return b, nil
	}
	sel.From = append([]*sql.TableNode{table}, sel.From...)
	for _, k := range m.Key {
		sel.Items = append(sel.Items, columnIn(table, k))
	}
	if c.Engine().Dialect().Features().RowLocks {
		sel.Lock = "UPDATE"
	}
	where := sel.Where
	for len(known) > 0 {
		part := known[:min(len(known), keysLimit(len(m.Key)))]
		known = known[len(part):]
		keys := make([][]sql.Node, len(part))
		for i, r := range part {
			if keys[i], err = keyValues(m.Key, r.Obj); err != nil {
				return nil, err
			}
		}
		ask := *sel
		ask.Where = append(where[:len(where):len(where)], onto(inKeys(m.Key, keys), m.Source(), table))
		if err := b.ask(ctx, s, &ask, params); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// known is how many of the rows the session has as objects.
func (b *bulk) known() int {
	if b == nil {
		return 0
	}
	return len(b.recs)
}

// ask adds the objects whose keys a statement gives, which has the policies in it.
func (b *bulk) ask(ctx context.Context, s *Session, n *sql.SelectNode, params []sql.Params) error {
	cur, err := engine.Query(ctx, s.conn, statement(n), paramsOf(n, params)...)
	if err != nil {
		return err
	}
	p, err := cur.Plan(keysAlone{b.mp.M}, keysAlone{b.mp.M}.targets)
	room := b.mp.M.Objects()
	obj := room.Next()
	var arena driver.Arena
	for err == nil && cur.Next() {
		if err = cur.Fill(p, obj, &arena); err != nil {
			break
		}
		k, _, _ := b.mp.Key(obj)
		if r := b.mp.ByKey(k); r != nil {
			b.recs = append(b.recs, r)
		}
	}
	if err == nil {
		err = cur.Err()
	}
	if _, cerr := cur.Close(); err == nil {
		err = cerr
	}
	return err
}

// settle makes the session's objects agree with what was done.
func (b *bulk) settle(ctx context.Context, s *Session) error {
	if b == nil || len(b.recs) == 0 {
		return nil
	}
	if b.stmt != nil && !b.delete {
		return b.regroup(s) // they are up to date already
	}
	if b.delete {
		f := &flush{s: s, u: s.u}
		ds := make([]*removal, len(b.recs))
		for i, r := range b.recs {
			s.u.edit(b.mp, r)
			ds[i] = &removal{rowOf: rowOf{b.mp.Of(r), r}}
			f.orphans(ds[i])
		}
		f.leave(ds)
		for _, r := range b.recs {
			if r.Flags&state.Gone == 0 {
				b.mp.Unkey(r)
				b.mp.Remove(r)
			}
		}
		if len(f.reread) > 0 {
			return s.readBack(ctx, f.reread)
		}
		return nil
	}
	for _, r := range b.recs {
		s.u.edit(b.mp, r)
		b.mp.Expire(r)
	}
	limit := keysLimit(len(b.mp.M.Key))
	for at := 0; at < len(b.recs); at += limit {
		part := b.recs[at:min(at+limit, len(b.recs))]
		keys := make([][]sql.Node, len(part))
		for i, r := range part {
			var err error
			if keys[i], err = keyValues(b.mp.M.Key, r.Obj); err != nil {
				return err
			}
		}
		if err := s.asTheyAre(ctx, b.mp.M, keys); err != nil {
			return err
		}
	}
	return b.regroup(s)
}

// asTheyAre reads rows of objects again, also where policies hide them by now.
func (s *Session) asTheyAre(ctx context.Context, m *mapping.Mapper, keys [][]sql.Node) error {
	ex, err := s.executor(ctx)
	if err != nil {
		return err
	}
	w := s.newWorkspace(ex)
	w.f.whole, w.f.free = true, true
	node := m.Source()
	_, err = w.f.fetch(ctx, &sql.SelectNode{Items: []sql.Node{node}, From: []*sql.TableNode{node}, Where: []sql.Node{inKeys(m.Key, keys)}}, m, nil)
	return s.told(ctx, err)
}

// gone settles what a DELETE of rows of m has returned, as objects: their rows are no more. Of an
// UPDATE or INSERT it has the collections read again whose rows may have moved or come.
func (s *Session) gone(ctx context.Context, n sql.Node, m *mapping.Mapper, objs []unsafe.Pointer) error {
	if u, ok := n.(*sql.UpdateNode); ok {
		if of := mapping.Of(u.Table); of != nil && !of.IsView() {
			for _, l := range moves(of, u) {
				s.u.outdate(l)
			}
		}
		return nil
	}
	if ins, ok := n.(*sql.InsertNode); ok {
		s.inserted(ins)
		return nil
	}
	d, ok := n.(*sql.DeleteNode)
	if !ok {
		return nil
	}
	of, mp := mapping.Of(d.Table), s.st.Known(m)
	if of == nil || mp == nil || !of.IsA(m) && !m.IsA(of) {
		return nil
	}
	b := &bulk{mp: mp, delete: true}
	for _, obj := range objs {
		k, _, _ := mp.Key(obj)
		if r := mp.ByKey(k); r != nil && r.Persistent() {
			b.recs = append(b.recs, r)
		}
	}
	return b.settle(ctx, s)
}

func (b *bulk) regroup(s *Session) error {
	for _, l := range b.moves {
		if err := s.u.regroup(b.mp, l, b.recs); err != nil {
			return err
		}
	}
	return nil
}
