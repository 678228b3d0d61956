package compile

import (
	"slices"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/sql"
)

// with writes WITH and the CTEs that n needs, those that others need first.
func (c *Compiler) with(n sql.Node) {
	if c.keyed && !c.key.HasCTE() {
		return
	}
	c.writeWith(c.needed(n, directly(n)))
}

func (c *Compiler) writeWith(found []*sql.CTENode) {
	if len(found) == 0 {
		return
	}
	c.Raw("WITH ")
	if slices.ContainsFunc(found, func(t *sql.CTENode) bool { return t.Recursive }) {
		c.Raw("RECURSIVE ")
	}
	outer := c.scope
	c.scope = nil
	for i, t := range found {
		if i > 0 {
			c.Raw(", ")
		}
		c.cte(t)
	}
	c.scope = outer
	c.Raw(" ")
}

// needed are the CTEs under n that were not written yet, in an order in which each
// comes after those that it refers to.
// Those that are nested are left to the SELECT that uses them, unless it is own.
func (c *Compiler) needed(n sql.Node, own []*sql.CTENode) []*sql.CTENode {
	var found []*sql.CTENode
	var seen []*sql.TableNode
	var visit func(n sql.Node) bool
	visit = func(n sql.Node) bool {
		t, ok := n.(*sql.TableNode)
		switch {
		case !ok:
			return true
		case t.CTE == nil && t.Body == nil || slices.Contains(seen, t):
			return false
		}
		seen = append(seen, t)
		if t.CTE == nil {
			return true
		}
		if t.CTE.Nested && !slices.Contains(own, t.CTE) {
			sql.Walk(t.CTE.Body, visit) // for what is not nested in it
			return false
		}
		if slices.Contains(c.ctes, t.CTE) {
			return false
		}
		for _, other := range c.ctes {
			if other.Name == t.CTE.Name {
				c.failf("two different CTEs of one statement are named %s: give one of them another name", t.CTE.Name)
				return false
			}
		}
		c.ctes = append(c.ctes, t.CTE)
		sql.Walk(t.CTE.Body, visit)
		found = append(found, t.CTE)
		return false
	}
	sql.Walk(n, visit)
	return found
}

// nested writes WITH and the nested CTEs that a SELECT with these tables uses, which no
// SELECT around it has written.
func (c *Compiler) nested(n *sql.SelectNode, tables []*sql.TableNode) {
	if c.keyed && !c.key.HasCTE() {
		return
	}
	var found []*sql.CTENode
	for _, t := range append(tables[:len(tables):len(tables)], withTables(n)...) {
		if t.CTE != nil && t.CTE.Nested && !slices.Contains(c.ctes, t.CTE) && !slices.Contains(found, t.CTE) {
			found = append(found, t.CTE)
		}
	}
	if len(found) == 0 {
		return
	}
	c.ctes = append(c.ctes[:len(c.ctes):len(c.ctes)], found...)
	for i, t := range found {
		for _, u := range found[:i] {
			if t.Name == u.Name {
				c.failf("two different CTEs of one SELECT are named %s: give one of them another name", t.Name)
				return
			}
		}
	}
	c.writeWith(found)
}

func withTables(n *sql.SelectNode) []*sql.TableNode {
	out := make([]*sql.TableNode, len(n.With))
	for i, t := range n.With {
		out[i] = t.Table
	}
	return out
}

// directly are the nested CTEs that the statement n itself uses, which stand in front of
// it with all others.
func directly(n sql.Node) []*sql.CTENode {
	s, ok := n.(*sql.SelectNode)
	if !ok {
		return nil
	}
	var out []*sql.CTENode
	for _, t := range append(ownTables(s), withTables(s)...) {
		if t.CTE != nil && t.CTE.Nested {
			out = append(out, t.CTE)
		}
	}
	return out
}

// ownTables are the tables that a SELECT is from, as far as it says.
func ownTables(n *sql.SelectNode) (out []*sql.TableNode) {
	for _, t := range n.From {
		out = t.Leaves(out)
	}
	for i := range n.Joins {
		out = n.Joins[i].Table.Leaves(out)
	}
	if len(n.From) == 0 {
		out = tablesOf(out, n.Items...)
	}
	return out
}

// hasNested reports whether a member of a set operation has CTEs in front of it.
func hasNested(n *sql.SelectNode) bool { return len(directly(n)) > 0 }

// derivedCTE writes a query of the CTE t in parentheses, where no WITH can stand in front of
// the statement.
func (c *Compiler) derivedCTE(t *sql.TableNode) {
	known, scope := c.ctes, c.scope
	c.local, c.scope, c.ctes = false, nil, nil
	c.Raw("(")
	c.writeWith(c.needed(t, nil))
	c.Raw("SELECT * FROM ")
	c.Ident(t.CTE.Name)
	c.Raw(")")
	c.ctes, c.local, c.scope = known, true, scope
}

func (c *Compiler) cte(t *sql.CTENode) {
	c.Ident(t.Name)
	if len(t.Columns) > 0 {
		c.Raw(" (")
		for i, name := range t.Columns {
			if i > 0 {
				c.Raw(", ")
			}
			c.Ident(Shortened(c.g, name))
		}
		c.Raw(")")
	}
	c.Raw(" AS ")
	if t.Materialized != sql.MaterializedDefault {
		c.g.Materialized(c, t.Materialized == sql.MaterializedYes)
	}
	kept := c.kept
	c.kept = true
	defer func() { c.kept = kept }()
	c.Raw("(")
	if t.Err != nil {
		c.Fail(t.Err)
		return
	}
	if text, ok := t.Body.(*sql.TextNode); ok && len(text.Cols) == 0 {
		c.failf("the raw SQL of With(%q) does not say its columns: add Columns(…)", t.Name)
		return
	}
	switch b := c.recursive(t).(type) {
	case *sql.InsertNode, *sql.UpdateNode, *sql.DeleteNode:
		if !c.g.WritingCTE() {
			c.Unsupported("INSERT, UPDATE or DELETE in WITH", "execute it as a statement of its own in the same transaction")
			return
		}
		c.out.Verb = driver.Write
		switch b := b.(type) {
		case *sql.InsertNode:
			c.insert(b, false)
		case *sql.UpdateNode:
			c.update(b, false)
		case *sql.DeleteNode:
			c.delete(b, false)
		}
	default:
		c.query(b)
	}
	c.Raw(")")
}
