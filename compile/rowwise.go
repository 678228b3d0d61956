package compile

import "github.com/aludel/aludel/sql"

// A rowwise is a clause that is computed for single rows, before they are grouped:
// no aggregate of the query's own rows and no window can stand in it.
type rowwise struct {
	clause string // "": none is being written
	scope  *scope
	groups bool // it is computed for groups: aggregates may stand in it, windows not
}

// clause notes that a clause is being written, and returns what was before, to be put
// back behind it.
func (c *Compiler) clause(name string, groups bool) rowwise {
	was := c.rowwise
	c.rowwise = rowwise{name, c.scope, groups}
	return was
}

// misplaced refuses an aggregate or a window where none can stand.
func (c *Compiler) misplaced(n *sql.CallNode) bool {
	r := c.rowwise
	if r.clause == "" || r.scope != c.scope {
		return false
	}
	name := n.Name
	if n.Fn != sql.FnNone {
		name = n.Fn.Name()
	}
	switch {
	case n.Over != nil:
		c.failf("%s over a window stands in %s, and windows are computed after that: select it in a subquery or With(…), and use its column there", name, r.clause)
	case r.groups || !n.Agg:
		return false
	case c.outer(n):
		if !c.g.OuterAggregates() {
			c.Unsupported("aggregate of the query around in the "+r.clause+" of a subquery", "select it in With(…) or a subquery, and use its column there")
			return true
		}
		return false
	case r.clause == "Where":
		c.failf("the aggregate %s stands in Where, which is asked of each row before there are groups: conditions on groups belong into Having, and a total of other rows into a subquery", name)
	default:
		c.failf("the aggregate %s stands in %s, which is computed for each row: compute it in a subquery", name, r.clause)
	}
	return true
}

// outer reports whether an aggregate is one of a query around: all of its columns are.
func (c *Compiler) outer(n *sql.CallNode) bool {
	ts := tablesIn(nil, n)
	for _, t := range ts {
		if c.scope == nil || contains(c.scope.tables, t) {
			return false
		}
	}
	return len(ts) > 0
}
