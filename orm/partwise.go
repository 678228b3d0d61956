package orm

import (
	"context"
	"fmt"
	"slices"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
)

// A statement that writes an entity in several tables is one statement for each of them.
// Which rows it concerns is asked for once, before the first one, and the rows are locked
// where the database does so: what the first changes is in the conditions of no other.
// Without a session there is no transaction to do that in, and it is refused.

// What Returning asks for is read beside it: before a DELETE, after the others.

// partwise is such a statement, taken apart.
type partwise struct {
	mp     *state.Map
	stmts  []sql.Node // in order
	last   *sql.TableNode
	told   []sql.Node // SELECTs of what is returned
	delete bool
	params []sql.Params
	recs   []*state.Record
	moves  []*mapping.Link // the foreign keys that are set
}

// inParts takes n apart; nil where it concerns one table.
func (s *Session) inParts(ctx context.Context, n sql.Node, params []sql.Params) (*partwise, error) {
	m, returning := severedBy(n)
	if m == nil {
		return nil, nil
	}
	if ins, ok := n.(*sql.InsertNode); ok && len(params) > 0 {
		n = namedRow(ins, m, params)
	}
	p := &partwise{mp: s.st.Map(m), params: params}
	if err := knownParams(n, params); err != nil {
		return nil, err
	}
	if err := ownOnly(n, m, returning); err != nil {
		return nil, err
	}
	switch n := n.(type) {
	case *sql.DeleteNode:
		return p, s.deleteInParts(ctx, p, n, m)
	case *sql.UpdateNode:
		return p, s.updateInParts(ctx, p, n, m)
	case *sql.InsertNode:
		p.moves = comers(m, n)
		return p, s.insertInParts(p, n, m)
	}
	return nil, nil
}

// severedBy is the mapper whose rows n writes, when they are in several tables, and what
// n returns.
func severedBy(n sql.Node) (*mapping.Mapper, []sql.Node) {
	switch n := n.(type) {
	case *sql.DeleteNode:
		return severed(n.Table), n.Returning
	case *sql.UpdateNode:
		if m := mapping.Of(n.Table); m != nil && n.Table == m.Source() && len(m.Parts) > 1 && (partsSet(n) > 1 || setsKey(n, m)) {
			return m, n.Returning
		}
	case *sql.InsertNode:
		if m := mapping.Of(n.Table); m != nil && n.Table == m.Source() && len(m.Parts) > 1 {
			return m, n.Returning
		}
	}
	return nil, nil
}

// ownOnly refuses to return what is not in the rows that n writes: it is read by their keys.
func ownOnly(n sql.Node, m *mapping.Mapper, returning []sql.Node) error {
	var far *sql.TableNode
	for _, x := range returning {
		sql.Walk(x, func(x sql.Node) bool {
			switch x := x.(type) {
			case *sql.SelectNode:
				return false // it has a FROM of its own
			case *sql.ColumnNode:
				if x.Table != m.Source() {
					far = x.Table
				}
				return false
			case *sql.TableNode:
				if x != m.Source() {
					far = x
				}
				return false
			}
			return true
		})
	}
	if far == nil {
		return nil
	}
	return &compile.SeveralTablesError{Statement: verbOf(n), Reason: fmt.Sprintf("it returns what is in %s: its own rows are in several tables, and Returning gives columns of %s only", far.Ref(), m.Source().Ref())}
}

func verbOf(n sql.Node) string {
	switch n := n.(type) {
	case *sql.DeleteNode:
		return "DELETE FROM " + n.Table.Ref()
	case *sql.UpdateNode:
		return "UPDATE " + n.Table.Ref()
	case *sql.InsertNode:
		return "INSERT INTO " + n.Table.Ref()
	}
	return "the statement"
}

// returns reads what n is to return of the rows with keys.
func (p *partwise) returns(items []sql.Node, m *mapping.Mapper, keys [][]sql.Node, d dialect.Dialect) {
	if len(items) == 0 {
		return
	}
	from := m.Source()
	columns := make([]*sql.ColumnNode, len(m.Key))
	for k, c := range m.Key {
		columns[k] = c.Node
	}
	for _, cond := range haveKeys(m, columns, keys, d) {
		p.told = append(p.told, &sql.SelectNode{Items: items, From: []*sql.TableNode{from}, Where: []sql.Node{cond}})
	}
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
func (s *Session) chosen(ctx context.Context, m *mapping.Mapper, sel *sql.SelectNode, params []sql.Params) (keys [][]sql.Node, recs []*state.Record, err error) {
	c, err := s.writer(ctx)
	if err != nil {
		return nil, nil, err
	}
	sel.From = append([]*sql.TableNode{m.Source()}, sel.From...)
	sel.Items = keysIn(m, m.Source())
	if c.Engine().Dialect().Features().RowLocks {
		sel.Lock = "UPDATE"
	}
	cur, err := engine.Query(ctx, c, statement(sel), paramsOf(sel, params)...) // the policies are in it
	if err != nil {
		return nil, nil, err
	}
	p, err := cur.Plan(keysAlone{m}, keysAlone{m}.targets)
	mp := s.st.Map(m)
	obj := m.Blank()
	var arena driver.Arena
	type id struct {
		n [3]int64
		b string
	}
	seen := map[id]bool{}
	for err == nil && cur.Next() {
		if err = cur.Fill(p, obj, &arena); err != nil {
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
	return keys, recs, err
}

func (s *Session) deleteInParts(ctx context.Context, p *partwise, n *sql.DeleteNode, m *mapping.Mapper) error {
	if len(n.Where)+len(n.Joins) == 0 && !n.All {
		return fmt.Errorf("%s has no Where: it would reach every row; AllRows() says that every row is meant", verbOf(n))
	}
	keys, recs, err := s.chosen(ctx, m, &sql.SelectNode{With: n.With, From: n.From, Joins: n.Joins, Where: n.Where, OrderBy: n.OrderBy, Limit: n.Limit}, p.params)
	if err != nil {
		return err
	}
	p.delete, p.recs, p.last = true, recs, m.Parts[0].Table.Node()
	d := s.eng.Dialect()
	p.returns(n.Returning, m, keys, d)
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
		for _, cond := range haveKeys(at.m, at.m.PartKey(at.part), keys, d) {
			p.stmts = append(p.stmts, &sql.DeleteNode{Table: at.m.Parts[at.part].Table.Node(), Where: []sql.Node{cond}, Hints: n.Hints})
		}
	}
	return nil
}

func (s *Session) updateInParts(ctx context.Context, p *partwise, n *sql.UpdateNode, m *mapping.Mapper) error {
	what := verbOf(n)
	if len(n.Where)+len(n.Joins) == 0 && !n.All {
		return fmt.Errorf("%s has no Where: it would reach every row; AllRows() says that every row is meant", what)
	}
	sets := make([][]sql.Assignment, len(m.Parts))
	for _, a := range n.Set {
		if a.Err != nil {
			return a.Err
		}
		if a.Column == nil || a.Tuple != nil || a.At != nil || a.Column.Table != n.Table {
			return &compile.SeveralTablesError{Statement: what, Reason: "its rows are in several tables: whole columns of it are set, one by one"}
		}
		at := slices.IndexFunc(m.Parts, func(p mapping.Part) bool { return p.Table.Node() == a.Column.Part })
		if at < 0 {
			return fmt.Errorf("%s: %s is in none of its tables", what, a.Column.Name)
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
			return fmt.Errorf("%s sets columns of several tables, and %s to what reads %s, which is in another one than it: update that column by a statement of its own", what, a.Column.Name, far.Name)
		}
		sets[at] = append(sets[at], sql.Assignment{Column: a.Column.Of, Value: value})
	}
	if setsKey(n, m) {
		return fmt.Errorf("%s: the primary key is in all of its tables: change it in an object", what)
	}
	keys, recs, err := s.chosen(ctx, m, &sql.SelectNode{With: n.With, From: n.From, Joins: n.Joins, Where: n.Where, OrderBy: n.OrderBy, Limit: n.Limit}, p.params)
	if err != nil {
		return err
	}
	p.moves, p.recs = moves(m, n), recs
	d := s.eng.Dialect()
	for i, set := range sets {
		if len(set) == 0 {
			continue
		}
		p.last = m.Parts[i].Table.Node()
		for _, cond := range haveKeys(m, m.PartKey(i), keys, d) {
			p.stmts = append(p.stmts, &sql.UpdateNode{Table: p.last, Set: set, Where: []sql.Node{cond}, Defaults: n.Defaults, Hints: n.Hints})
		}
	}
	p.returns(n.Returning, m, keys, d)
	return nil
}

func (s *Session) insertInParts(p *partwise, n *sql.InsertNode, m *mapping.Mapper) error {
	what := verbOf(n)
	switch {
	case n.Err != nil:
		return n.Err
	case n.Query != nil || n.Conflict != nil || len(n.With) > 0:
		return &compile.SeveralTablesError{Statement: what, Reason: fmt.Sprintf("its rows are in %d tables: FromSelect, OnConflict and With are for INSERTs into one; add objects to a session", len(m.Parts))}
	}
	keys := make([]int, len(m.Key))
	for k, c := range m.Key {
		if keys[k] = slices.Index(n.Columns, c.Node); keys[k] < 0 {
			return &compile.SeveralTablesError{Statement: what, Reason: fmt.Sprintf("its rows are in %d tables, and none of the rows has a key yet, by which they are tied: give %s, or add objects to a session", len(m.Parts), c.Name())}
		}
	}
	for _, row := range n.Rows {
		if len(row) != len(n.Columns) {
			return fmt.Errorf("%s: a row gives %d columns, the first one %d", what, len(row), len(n.Columns))
		}
		for k, at := range keys {
			if _, ok := row[at].(*sql.BindNode); !ok {
				return &compile.SeveralTablesError{Statement: what, Reason: fmt.Sprintf("its rows are in %d tables, tied by %s, which must be a value: an expression would be computed for each table", len(m.Parts), m.Key[k].Name())}
			}
		}
	}
	kind, err := kindOf(m)
	if err != nil {
		return err
	}
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
		told := i > 0 || m.Family.Disc.Def.Computed != nil
		for at, c := range n.Columns {
			if c.Part != into.Table || slices.Contains(keys, at) {
				continue
			}
			told = told || c == m.Family.Disc.Node || c.Of == m.Family.Disc.Def.Node()
			add(c.Of, func(row []sql.Node) sql.Node { return row[at] })
		}
		if !told {
			add(m.Family.Disc.Def.Node(), func([]sql.Node) sql.Node { return kind })
		}
		p.last = into.Table
		p.stmts = append(p.stmts, into)
	}
	if len(n.Returning) > 0 {
		own := make([][]sql.Node, len(n.Rows))
		for r, row := range n.Rows {
			for _, at := range keys {
				own[r] = append(own[r], row[at])
			}
		}
		p.returns(n.Returning, m, own, s.eng.Dialect())
	}
	return nil
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

// runParts sends what inParts made, and gives what it returns as rows.
func (s *Session) runParts(ctx context.Context, p *partwise) (*engine.Result, error) {
	var told []*engine.Result
	count, err := s.sendParts(ctx, p, func(c *engine.Conn, n sql.Node) error {
		r, err := c.Execute(ctx, statement(n), paramsOf(n, p.params)...)
		if err == nil {
			told = append(told, r)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return engine.Assembled(count, told...)
}

// sendParts sends what inParts made: read reads what is returned. It gives the number of
// entities that were written.
func (s *Session) sendParts(ctx context.Context, p *partwise, read func(*engine.Conn, sql.Node) error) (count int64, err error) {
	c, err := s.begin(ctx)
	if err != nil {
		return 0, err
	}
	s.wrote, s.raw = true, true
	ask := func() error {
		for _, n := range p.told {
			if err := read(c, n); err != nil {
				return err
			}
		}
		return nil
	}
	if p.delete {
		if err := ask(); err != nil {
			return 0, err
		}
	}
	for _, n := range p.stmts {
		r, err := c.Execute(ctx, statement(n), paramsOf(n, p.params)...)
		if err != nil {
			return 0, err
		}
		if writes(n, p.last) {
			count += r.RowCount()
		}
		if err := r.Close(); err != nil {
			return 0, err
		}
	}
	if !p.delete {
		if err := ask(); err != nil {
			return 0, err
		}
	}
	b := &bulk{mp: p.mp, delete: p.delete, recs: p.recs, moves: p.moves}
	if err := b.settle(ctx, s); err != nil {
		return count, err
	}
	if count != int64(len(p.recs)) {
		for _, l := range p.moves {
			s.u.outdate(l)
		}
	}
	return count, nil
}

func writes(n sql.Node, t *sql.TableNode) bool {
	switch n := n.(type) {
	case *sql.DeleteNode:
		return n.Table == t
	case *sql.UpdateNode:
		return n.Table == t
	case *sql.InsertNode:
		return n.Table == t
	}
	return false
}
