package compile

import (
	"slices"

	"github.com/aludel/aludel/sql"
)

// A scope is the tables of one query. Those of the queries around it may be used
// too: that is what makes a subquery correlated.
type scope struct {
	tables []*sql.TableNode
	parent *scope
	limit  *sql.SelectMore // what may be used of the scopes around, where the query says it
}

func (s *scope) has(t *sql.TableNode) bool {
	for ; s != nil; s = s.parent {
		if contains(s.tables, t) {
			return true
		}
		if s.limit != nil && !visible(s.limit, t) {
			return false
		}
	}
	return false
}

// visible reports whether a query that says so may use t of the queries around it.
func visible(m *sql.SelectMore, t *sql.TableNode) bool {
	switch m.Correlation {
	case sql.CorrelateOnly:
		return contains(m.Correlated, t)
	case sql.CorrelateExcept:
		return !contains(m.Correlated, t)
	case sql.CorrelateNone:
		return false
	}
	return true
}

// narrowed is the scope around a query as it says that it wants to see it.
func narrowed(outer *scope, m *sql.SelectMore) *scope {
	if m == nil || m.Correlation == sql.CorrelateAuto || outer == nil {
		return outer
	}
	return &scope{parent: outer, limit: m}
}

func contains(ts []*sql.TableNode, t *sql.TableNode) bool {
	for _, u := range ts {
		if u == t || t.Same(u) {
			return true
		}
	}
	return false
}

func (c *Compiler) unbound(n *sql.ColumnNode) error {
	e := &UnboundColumnError{Column: n.Table.Ref() + "." + n.Name, Table: n.Table.Ref()}
	for s := c.scope; s != nil; s = s.parent {
		for _, t := range s.tables {
			if c.scope.has(t) {
				e.From = append(e.From, t.Ref())
			}
		}
	}
	return e
}

// enter makes ts the tables of the query that is written until leave is given what it
// returns.
func (c *Compiler) enter(ts []*sql.TableNode) (outer *scope) {
	outer = c.scope
	c.scope = c.within(ts, outer)
	for i, t := range ts {
		for _, u := range ts[:i] {
			if sameName(t, u) || partsClash(t, u) {
				c.failf("two tables of one query are named %s: give one of them another name with Alias", t.Ref())
			}
		}
	}
	return outer
}

func (c *Compiler) leave(outer *scope) { c.scope = outer }

func sameName(t, u *sql.TableNode) bool {
	return t.Ref() == u.Ref() && (t.As != "" || u.As != "" || t.Schema == u.Schema)
}

// tablesOf adds the tables that ns are about, those of their subqueries left out.
func tablesOf(ts []*sql.TableNode, ns ...sql.Node) []*sql.TableNode {
	for _, n := range ns {
		if col, ok := n.(*sql.ColumnNode); ok { // the commonest, without a closure
			if !contains(ts, col.Table) {
				ts = append(ts, col.Table)
			}
			continue
		}
		ts = tablesIn(ts, n)
	}
	return ts
}

func tablesIn(ts []*sql.TableNode, n sql.Node) []*sql.TableNode {
	sql.Walk(n, func(n sql.Node) bool {
		switch n := n.(type) {
		case *sql.ColumnNode:
			if !contains(ts, n.Table) {
				ts = append(ts, n.Table)
			}
			return false
		case *sql.TableNode:
			if !contains(ts, n) {
				ts = append(ts, n)
			}
			return false
		case *sql.SelectNode, *sql.InsertNode, *sql.UpdateNode, *sql.DeleteNode, *sql.ValuesNode, *sql.MergeNode:
			return false
		}
		return true
	})
	return ts
}

// from finds what a SELECT is from, without what it joins.
func (c *Compiler) from(n *sql.SelectNode) []*sql.TableNode {
	if len(n.From) > 0 {
		out := c.room(len(n.From))
		for _, t := range n.From {
			if !contains(out, t) {
				out = append(out, t)
			}
		}
		return out
	}
	all := tablesOf(c.room(4), n.Items...)
	if len(all) == 0 {
		return c.fromConditions(n)
	}
	out := c.room(len(all))
	for _, t := range all {
		if !joined(n, t) {
			out = append(out, t)
		}
	}
	if len(out)+len(n.Joins) > 1 || n.More != nil && n.More.Correlation == sql.CorrelateOnly {
		// what the query around has too is meant to be that one: a correlated subquery
		out = slices.DeleteFunc(out, c.scope.has)
	}
	if len(out) == 0 && len(n.Joins) > 0 {
		// every table is joined: what is left must be found from the conditions
		return c.fromConditions(n)
	}
	if len(out) == 0 {
		c.Fail(&NoFromError{})
	}
	if len(out) > 1 { // what uses its neighbours stands behind them
		slices.SortStableFunc(out, func(a, b *sql.TableNode) int { return dependent(a) - dependent(b) })
	}
	return out
}

func dependent(t *sql.TableNode) int {
	if _, call := t.Body.(*sql.FuncTableNode); call || t.Lateral {
		return 1
	}
	return 0
}

// Correlated reports whether a subquery uses columns of the queries around it.
func (c *Compiler) Correlated(n sql.Node) bool { return c.correlated(n, nil) }

// correlated leaves out the tables own, which belong to queries between n and what is around.
func (c *Compiler) correlated(n sql.Node, own []*sql.TableNode) bool {
	if s, ok := n.(*sql.SelectNode); ok {
		own = c.ownOf(s, own)
	}
	found := false
	sql.Walk(n, func(m sql.Node) bool {
		switch m := m.(type) {
		case *sql.ColumnNode:
			found = found || !contains(own, m.Table) && c.scope.has(m.Table)
			return false
		case *sql.SelectNode:
			if m != n {
				found = found || c.correlated(m, own)
				return false
			}
		}
		return !found
	})
	return found
}

// ownOf adds the tables that a SELECT inside of queries with the tables around is from.
func (c *Compiler) ownOf(n *sql.SelectNode, around []*sql.TableNode) []*sql.TableNode {
	out := around[:len(around):len(around)]
	for i := range n.Joins {
		out = n.Joins[i].Table.Leaves(out)
	}
	if len(n.From) > 0 {
		for _, t := range n.From {
			out = t.Leaves(out)
		}
		return out
	}
	named := slices.DeleteFunc(tablesOf(nil, n.Items...), func(t *sql.TableNode) bool { return joined(n, t) })
	if len(named)+len(n.Joins) > 1 || n.More != nil && n.More.Correlation == sql.CorrelateOnly {
		named = slices.DeleteFunc(named, func(t *sql.TableNode) bool { return contains(around, t) || c.scope.has(t) })
	}
	return append(out, named...)
}

// fromConditions is the one table that the clauses behind FROM are about, when
// the items do not tell.
func (c *Compiler) fromConditions(n *sql.SelectNode) []*sql.TableNode {
	var all []*sql.TableNode
	for i := range n.Joins {
		all = tablesOf(all, n.Joins[i].On, n.Joins[i].Also)
	}
	all = tablesOf(all, n.Where...)
	all = tablesOf(all, n.GroupBy...)
	all = tablesOf(all, n.Having...)
	all = tablesOf(all, n.OrderBy...)
	var out []*sql.TableNode
	for _, t := range all {
		if !joined(n, t) && !c.scope.has(t) {
			out = append(out, t)
		}
	}
	if len(out) > 1 {
		c.failf("what the rows are from cannot be told: the items name no table, and the conditions are about %s and %s; say From(…)", out[0].Ref(), out[1].Ref())
	}
	return out
}

func joined(n *sql.SelectNode, t *sql.TableNode) bool {
	for i := range n.Joins {
		if consistsOf(n.Joins[i].Table, t) {
			return true
		}
	}
	return false
}

// consistsOf reports whether u is among the leaves of t.
func consistsOf(t, u *sql.TableNode) bool {
	j, ok := t.Body.(*sql.JoinedNode)
	if !ok {
		return u.Same(t)
	}
	if consistsOf(j.First, u) {
		return true
	}
	for i := range j.Joins {
		if consistsOf(j.Joins[i].Table, u) {
			return true
		}
	}
	return false
}
