package orm

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
)

// A statement that writes an entity in several tables is one statement for each of them.
// Which rows it concerns is asked for once, before the first one, and the rows are locked
// where the database does so: what the first changes is in the conditions of no other.
// Without a session there is no transaction to do that in, and it is refused.

// partwise is such a statement, taken apart.
type partwise struct {
	mp    *state.Map
	stmts []sql.Node // in order; the last one's result is the whole one's
	recs  []*state.Record
	moves []*mapping.Link // the foreign keys that are set
}

// inParts takes n apart; nil where it concerns one table.
func (s *Session) inParts(ctx context.Context, n sql.Node, params []sql.Params) (p *partwise, err error) {
	defer func() {
		if p != nil && err == nil && len(params) > 0 {
			p, err = nil, errors.New("a statement that writes to several tables takes no parameters: give the values in it")
		}
	}()
	switch n := n.(type) {
	case *sql.DeleteNode:
		if m := severed(n.Table); m != nil {
			return s.deleteInParts(ctx, n, m)
		}
	case *sql.UpdateNode:
		if m := mapping.Of(n.Table); m != nil && n.Table == m.Source() && len(m.Parts) > 1 && (partsSet(n) > 1 || setsKey(n, m)) {
			return s.updateInParts(ctx, n, m)
		}
	case *sql.InsertNode:
		if m := mapping.Of(n.Table); m != nil && n.Table == m.Source() && len(m.Parts) > 1 {
			return s.insertInParts(n, m)
		}
	}
	return nil, nil
}

// severed is the mapper of t, when rows of it have rows in other tables that a DELETE has to
// go to.
func severed(t *sql.TableNode) *mapping.Mapper {
	m := mapping.Of(t)
	if m == nil || m.Family == nil || t != m.Source() {
		return nil
	}
	for _, x := range m.Family.Members {
		if x.IsA(m) && (len(m.Parts) > 1 || lastPart(x) > 0) {
			return m
		}
	}
	return nil
}

// partsSet is in how many tables n sets columns.
func partsSet(n *sql.UpdateNode) int {
	var seen []*sql.TableNode
	for _, a := range n.Set {
		if a.Column != nil && !slices.Contains(seen, a.Column.Part) {
			seen = append(seen, a.Column.Part)
		}
	}
	return len(seen)
}

func setsKey(n *sql.UpdateNode, m *mapping.Mapper) bool {
	return slices.ContainsFunc(n.Set, func(a sql.Assignment) bool {
		return slices.ContainsFunc(m.Key, func(k *mapping.Column) bool { return k.Node == a.Column })
	})
}

// chosen are the keys of the rows that sel finds in m's table, and what the session has of them.
func (s *Session) chosen(ctx context.Context, m *mapping.Mapper, sel *sql.SelectNode) (keys [][]sql.Node, recs []*state.Record, err error) {
	c, err := s.begin(ctx)
	if err != nil {
		return nil, nil, err
	}
	sel.From = append([]*sql.TableNode{m.Source()}, sel.From...)
	sel.Items = keysIn(m, m.Source())
	if c.Engine().Dialect().Features().RowLocks {
		sel.Lock = "UPDATE"
	}
	f := &fetcher{ex: c, st: s.st, policies: s.policies, free: s.free()}
	cur, err := f.query(ctx, sel)
	if err != nil {
		return nil, nil, err
	}
	p, err := cur.Plan(keysAlone{m}, keysAlone{m}.targets)
	mp := s.st.Map(m)
	obj := m.Blank()
	type id struct {
		n [3]int64
		b string
	}
	seen := map[id]bool{}
	for err == nil && cur.Next() {
		if err = cur.Fill(p, obj, &f.arena); err != nil {
			break
		}
		k, _, _ := mp.Key(obj)
		i := id{k.N, string(k.B)}
		if seen[i] {
			continue // a join finds it twice
		}
		seen[i] = true
		if r := mp.ByKey(k); r != nil {
			recs = append(recs, r)
		}
		var vals []sql.Node
		if vals, err = keyValues(m.Key, obj); err == nil {
			keys = append(keys, vals)
		}
	}
	if err == nil {
		err = cur.Err()
	}
	if _, cerr := cur.Close(); err == nil {
		err = cerr
	}
	if most := keysLimit(len(m.Key)); err == nil && len(m.Key) > 1 && len(keys) > most {
		err = fmt.Errorf("%s: %d rows in several tables, with a key of %d columns: at most %d can be written by one call; say Limit, and repeat it", m.Name(), len(keys), len(m.Key), most)
	}
	return keys, recs, err
}

// ofKeys is the condition that a row of a part of m has one of keys.
func ofKeys(m *mapping.Mapper, part int, keys [][]sql.Node) []sql.Node {
	if len(keys) == 0 {
		return []sql.Node{sql.NodeOf(sql.False())}
	}
	columns := make([]*mapping.Column, len(m.Key))
	for k, n := range m.PartKey(part) {
		columns[k] = &mapping.Column{Node: n, Def: m.Key[k].Def}
	}
	return []sql.Node{inKeys(columns, keys)}
}

func (s *Session) deleteInParts(ctx context.Context, n *sql.DeleteNode, m *mapping.Mapper) (*partwise, error) {
	what := "DELETE FROM " + n.Table.Ref()
	switch {
	case len(n.Returning) > 0:
		return nil, fmt.Errorf("%s: its rows are in several tables, and are deleted by several statements: ask for what Returning is to give before, by a query", what)
	case len(n.Where)+len(n.Joins) == 0 && !n.All:
		return nil, fmt.Errorf("%s has no Where: it would reach every row; AllRows() says that every row is meant", what)
	}
	p := &partwise{mp: s.st.Map(m)}
	keys, recs, err := s.chosen(ctx, m, &sql.SelectNode{With: n.With, From: n.From, Joins: n.Joins, Where: n.Where, OrderBy: n.OrderBy, Limit: n.Limit})
	if err != nil {
		return nil, err
	}
	p.recs = recs
	type place struct {
		m    *mapping.Mapper
		part int
	}
	var places []place
	for _, x := range m.Family.Members {
		if !x.IsA(m) {
			continue
		}
		for i := range x.Parts {
			same := func(o place) bool { return o.m.Parts[o.part].Table == x.Parts[i].Table }
			if (i == 0 || !gone(x, i)) && !slices.ContainsFunc(places, same) {
				places = append(places, place{x, i})
			}
		}
	}
	slices.SortStableFunc(places, func(a, b place) int {
		if x, y := a.m.Parts[a.part].Owner.Rank, b.m.Parts[b.part].Owner.Rank; x != y {
			return y - x
		}
		return b.part - a.part
	})
	for _, at := range places {
		if len(keys) == 0 && at.part > 0 {
			continue
		}
		p.stmts = append(p.stmts, &sql.DeleteNode{Table: at.m.Parts[at.part].Table.Node(), Where: ofKeys(at.m, at.part, keys), Hints: n.Hints})
	}
	return p, nil
}

func (s *Session) updateInParts(ctx context.Context, n *sql.UpdateNode, m *mapping.Mapper) (*partwise, error) {
	what := "UPDATE " + n.Table.Ref()
	switch {
	case len(n.Returning) > 0:
		return nil, fmt.Errorf("%s: it sets columns of several tables, by several statements: ask for what Returning is to give afterwards, by a query", what)
	case len(n.Where)+len(n.Joins) == 0 && !n.All:
		return nil, fmt.Errorf("%s has no Where: it would reach every row; AllRows() says that every row is meant", what)
	}
	sets := make([][]sql.Assignment, len(m.Parts))
	for _, a := range n.Set {
		if a.Err != nil {
			return nil, a.Err
		}
		if a.Column == nil || a.Tuple != nil || a.At != nil || a.Column.Table != n.Table {
			return nil, fmt.Errorf("%s: its rows are in several tables: whole columns of it are set, one by one", what)
		}
		at := slices.IndexFunc(m.Parts, func(p mapping.Part) bool { return p.Table.Node() == a.Column.Part })
		if at < 0 {
			return nil, fmt.Errorf("%s: %s is in none of its tables", what, a.Column.Name)
		}
		var far *sql.ColumnNode
		value := sql.Rewrite(a.Value, func(x sql.Node) sql.Node {
			c, ok := x.(*sql.ColumnNode)
			switch {
			case !ok:
			case c.Table == n.Table && c.Part == a.Column.Part:
				return c.Of
			case c.Table == n.Table || slices.ContainsFunc(n.From, c.Table.Same):
				far = c
			}
			return x
		})
		if far != nil {
			return nil, fmt.Errorf("%s sets columns of several tables, and %s to what reads %s, which is in another one than it: update that column by a statement of its own", what, a.Column.Name, far.Name)
		}
		sets[at] = append(sets[at], sql.Assignment{Column: a.Column.Of, Value: value})
	}
	if setsKey(n, m) {
		return nil, fmt.Errorf("%s: the primary key is in all of its tables: change it in an object", what)
	}
	p := &partwise{mp: s.st.Map(m), moves: moves(m, n)}
	keys, recs, err := s.chosen(ctx, m, &sql.SelectNode{With: n.With, From: n.From, Joins: n.Joins, Where: n.Where, OrderBy: n.OrderBy, Limit: n.Limit})
	if err != nil {
		return nil, err
	}
	p.recs = recs
	for i, set := range sets {
		if len(set) > 0 {
			p.stmts = append(p.stmts, &sql.UpdateNode{Table: m.Parts[i].Table.Node(), Set: set, Where: ofKeys(m, i, keys), Defaults: n.Defaults, Hints: n.Hints})
		}
	}
	return p, nil
}

func (s *Session) insertInParts(n *sql.InsertNode, m *mapping.Mapper) (*partwise, error) {
	what := "INSERT INTO " + n.Table.Ref()
	switch {
	case n.Err != nil:
		return nil, n.Err
	case n.Query != nil || n.Conflict != nil || len(n.Returning)+len(n.With) > 0:
		return nil, fmt.Errorf("%s: its rows are in %d tables: FromSelect, OnConflict, Returning and With are for INSERTs into one; add objects to a session", what, len(m.Parts))
	}
	keys := make([]int, len(m.Key))
	for k, c := range m.Key {
		if keys[k] = slices.Index(n.Columns, c.Node); keys[k] < 0 {
			return nil, fmt.Errorf("%s: its rows are in %d tables, and none of the rows has a key yet, by which they are tied: give %s, or add objects to a session", what, len(m.Parts), c.Name())
		}
	}
	kind, err := kindOf(m)
	if err != nil {
		return nil, err
	}
	p := &partwise{mp: s.st.Map(m)}
	for i := range m.Parts {
		into := &sql.InsertNode{Table: m.Parts[i].Table.Node(), Rows: make([][]sql.Node, len(n.Rows)), Defaults: n.Defaults, Hints: n.Hints}
		add := func(c *sql.ColumnNode, value func(row []sql.Node) sql.Node) {
			into.Columns = append(into.Columns, c)
			for r, row := range n.Rows {
				into.Rows[r] = append(into.Rows[r], value(row))
			}
		}
		for k, c := range m.PartKey(i) {
			add(c, func(row []sql.Node) sql.Node { return row[keys[k]] })
		}
		told := i > 0
		for at, c := range n.Columns {
			if c.Part != into.Table || slices.Contains(keys, at) {
				continue
			}
			told = told || c == m.Family.Disc.Node || c.Of == m.Family.Disc.Def.Node()
			add(c.Of, func(row []sql.Node) sql.Node {
				if at < len(row) {
					return row[at]
				}
				return &sql.ErrNode{Err: fmt.Errorf("%s: a row gives %d columns, the first one %d", what, len(row), len(n.Columns))}
			})
		}
		if !told {
			add(m.Family.Disc.Def.Node(), func([]sql.Node) sql.Node { return kind })
		}
		p.stmts = append(p.stmts, into)
	}
	return p, nil
}

// kindOf is what the discriminator holds of m's own rows.
func kindOf(m *mapping.Mapper) (sql.Node, error) {
	if m.Abstract {
		return nil, fmt.Errorf("%s is abstract: no row is one, but what inherits from it", m.Name())
	}
	b, c := m.Blank(), m.Family.Disc
	if err := c.StoreGo(b, m.IdentityValue); err != nil {
		return nil, err
	}
	return c.Bind(b)
}

// runParts sends what inParts made.
func (s *Session) runParts(ctx context.Context, p *partwise, isDelete bool) (*engine.Result, error) {
	c, err := s.begin(ctx)
	if err != nil {
		return nil, err
	}
	s.wrote, s.raw = true, true
	var r *engine.Result
	for _, n := range p.stmts {
		if r != nil {
			if err := r.Close(); err != nil {
				return nil, err
			}
		}
		if r, err = c.Execute(ctx, statement(n)); err != nil {
			return nil, err
		}
	}
	b := &bulk{mp: p.mp, delete: isDelete, recs: p.recs, moves: p.moves}
	if err := b.settle(ctx, s); err != nil {
		return nil, errors.Join(err, r.Close())
	}
	return r, nil
}
