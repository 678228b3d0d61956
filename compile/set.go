package compile

import (
	"slices"

	"github.com/aludel/aludel/sql"
)

// setOperation writes UNION, INTERSECT and EXCEPT. The members of one node have
// the same operator; others are nested.
// outermost: its rows are the statement's own.
func (c *Compiler) setOperation(n *sql.SelectNode, outermost bool) {
	parts := n.Sets
	var first sql.Node
	if parts[0].Op == "" {
		first, parts = parts[0].Query, parts[1:]
	} else {
		whole := *n
		whole.With, whole.Sets, whole.OrderBy, whole.Limit, whole.Offset, whole.Lock, whole.LockWait = nil, nil, nil, nil, nil, "", ""
		whole.More = ofMember(n.More)
		first = &whole
	}
	first, parts = c.alike(first, parts)
	width := widthOf(first)
	kept := c.kept
	c.kept = true
	defer func() { c.kept = kept }()
	c.outermost = outermost
	c.setMember(first)
	for _, p := range parts {
		if s, ok := first.(*sql.SelectNode); ok && !p.All {
			c.compared(p.Op, s.Columns()...)
		}
		c.g.SetOperator(c, p.Op, p.All)
		if w := widthOf(p.Query); width >= 0 && w >= 0 && w != width {
			c.failf("the members of a %s must have the same number of columns: the first has %d, another %d", p.Op, width, w)
			return
		}
		if a, ok := first.(*sql.SelectNode); ok {
			if b, ok := p.Query.(*sql.SelectNode); ok && !c.sameFamilies(p.Op, a.Columns(), b.Columns()) {
				return
			}
		}
		c.outermost = outermost
		c.setMember(p.Query)
	}
	if n.Lock != "" {
		c.failf("the rows of a %s cannot be locked: lock them in a query of their own", parts[0].Op)
		return
	}
	rest := *n
	rest.More = ofWhole(n.More)
	c.tail(&rest, func(x sql.Node) { c.setOrder(x, n.Columns()) })
}

// alike gives the members of a set operation columns whose values are of one form; see
// [Grammar.Alternatives].
func (c *Compiler) alike(first sql.Node, parts []sql.SetPart) (sql.Node, []sql.SetPart) {
	members := make([]*sql.SelectNode, 1+len(parts))
	cols := make([][]sql.Node, 1+len(parts))
	for i := range members {
		n := first
		if i > 0 {
			n = parts[i-1].Query
		}
		s, ok := n.(*sql.SelectNode)
		if !ok || len(s.Sets) > 0 {
			return first, parts
		}
		members[i], cols[i] = s, s.Columns()
		if len(cols[i]) != len(cols[0]) {
			return first, parts
		}
	}
	changed := false
	for j := range cols[0] {
		xs := make([]sql.Node, len(members))
		for i := range members {
			xs[i] = unlabelled(cols[i][j])
		}
		for i, y := range c.g.Alternatives(xs) {
			if y == xs[i] {
				continue
			}
			if !changed {
				changed = true
				for k := range cols {
					cols[k] = slices.Clone(cols[k])
				}
			}
			cols[i][j] = &sql.LabelNode{X: y, Name: sql.OutputNames(members[i].Columns())[j]}
		}
	}
	if !changed {
		return first, parts
	}
	parts = slices.Clone(parts)
	for i, s := range members {
		m := *s
		m.Items = cols[i]
		if i == 0 {
			first = &m
		} else {
			parts[i-1].Query = &m
		}
	}
	return first, parts
}

// widthOf is the number of a query's columns, -1 where it is not known.
func widthOf(n sql.Node) int {
	switch n := n.(type) {
	case *sql.SelectNode:
		return len(n.Columns())
	case *sql.ValuesNode:
		return len(n.Cols)
	}
	return -1
}

// ofMember is what belongs to the first member of a set operation, ofWhole the rest.
func ofMember(m *sql.SelectMore) *sql.SelectMore {
	if m == nil {
		return nil
	}
	c := *m
	c.Ties, c.Percent, c.LockOf, c.Hints = false, false, nil, nil
	for _, h := range m.Hints {
		if h.Place != sql.HintSuffix {
			c.Hints = append(c.Hints, h)
		}
	}
	return &c
}

func ofWhole(m *sql.SelectMore) *sql.SelectMore {
	if m == nil {
		return nil
	}
	c := sql.SelectMore{Ties: m.Ties, Percent: m.Percent, LockOf: m.LockOf}
	for _, h := range m.Hints {
		if h.Place == sql.HintSuffix {
			c.Hints = append(c.Hints, h)
		}
	}
	return &c
}

func (c *Compiler) setMember(n sql.Node) {
	s, ok := n.(*sql.SelectNode)
	if ok && len(s.Sets) == 0 && len(s.OrderBy) == 0 && s.Limit == nil && s.Offset == nil && s.Lock == "" && !hasNested(s) {
		c.query(s)
		return
	}
	if ok && s.Lock != "" {
		c.failf("the rows of a member of a set operation cannot be locked: lock them in a subquery")
		return
	}
	if ok && hasNested(s) { // no database has WITH in front of a member
		c.Raw("SELECT * FROM (")
		c.query(s)
		c.Raw(") AS member")
		return
	}
	if v, ok := n.(*sql.ValuesNode); ok {
		c.query(v)
		return
	}
	c.g.SetMember(c, func() { c.query(n) })
}

// setOrder writes an item of the ORDER BY of a set operation, which knows only the
// names of its columns.
func (c *Compiler) setOrder(n sql.Node, items []sql.Node) {
	names := c.names(items)
	c.order(n, func(x sql.Node, _ Prec) {
		if r, ok := x.(*sql.RefNode); ok {
			if at := c.output(r, items); at >= 0 {
				c.Ident(names[at])
			}
			return
		}
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
