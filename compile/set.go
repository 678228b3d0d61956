package compile

import "github.com/aludel/aludel/sql"

// setOperation writes UNION, INTERSECT and EXCEPT. The members of one node have
// the same operator; others are nested.
func (c *Compiler) setOperation(n *sql.SelectNode) {
	parts := n.Sets
	var first sql.Node
	if parts[0].Op == "" {
		first, parts = parts[0].Query, parts[1:]
	} else {
		whole := *n
		whole.With, whole.Sets, whole.OrderBy, whole.Limit, whole.Offset, whole.Lock, whole.LockWait = nil, nil, nil, nil, nil, "", ""
		first = &whole
	}
	width := -1
	if s, ok := first.(*sql.SelectNode); ok {
		width = len(s.Columns())
	}
	c.member(first)
	for _, p := range parts {
		c.g.SetOperator(c, p.Op, p.All)
		if s, ok := p.Query.(*sql.SelectNode); ok && width >= 0 && len(s.Columns()) != width {
			c.failf("the members of a %s must have the same number of columns: the first has %d, another %d", p.Op, width, len(s.Columns()))
			return
		}
		c.member(p.Query)
	}
	if n.Lock != "" {
		c.failf("the rows of a %s cannot be locked: lock them in a query of their own", parts[0].Op)
		return
	}
	c.tail(n, func(x sql.Node) { c.setOrder(x, n.Columns()) })
}

func (c *Compiler) member(n sql.Node) {
	s, ok := n.(*sql.SelectNode)
	if ok && len(s.Sets) == 0 && len(s.OrderBy) == 0 && s.Limit == nil && s.Offset == nil && s.Lock == "" {
		c.query(s)
		return
	}
	c.g.SetMember(c, func() { c.query(n) })
}

// setOrder writes an item of the ORDER BY of a set operation, which knows only the
// names of its columns.
func (c *Compiler) setOrder(n sql.Node, items []sql.Node) {
	names := c.names(items)
	c.order(n, func(x sql.Node, _ Prec) {
		for i, item := range items {
			if item == x || sameOutput(item, x) {
				c.Ident(names[i])
				return
			}
		}
		c.failf("a set operation can be sorted by its own columns only, which are those of its first member")
	})
}

func sameOutput(a, b sql.Node) bool {
	switch b := b.(type) {
	case *sql.ColumnNode:
		a, ok := a.(*sql.ColumnNode)
		return ok && a.Name == b.Name && a.Table.Same(b.Table)
	case *sql.LabelNode:
		a, ok := a.(*sql.LabelNode)
		return ok && a.Name == b.Name
	}
	return false
}
