package compile

import (
	"slices"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/sql"
)

// with writes WITH and the CTEs that n needs, those that others need first.
func (c *Compiler) with(n sql.Node) {
	found := c.needed(n)
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
func (c *Compiler) needed(n sql.Node) []*sql.CTENode {
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
	c.Raw(" AS (")
	switch b := t.Body.(type) {
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
