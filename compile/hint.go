package compile

import "github.com/aludel/aludel/sql"

// hints writes what a SELECT says at a place, for this dialect or for all.
func (c *Compiler) hints(n *sql.SelectNode, place sql.HintPlace, t *sql.TableNode) {
	if n == nil || n.More == nil {
		return
	}
	for i := range n.More.Hints {
		h := &n.More.Hints[i]
		if h.Place != place || h.Dialect != "" && h.Dialect != c.g.Name() || h.Table != nil && !h.Table.Same(t) {
			continue
		}
		if h.Err != nil {
			c.Fail(h.Err)
			return
		}
		switch place {
		case sql.HintSuffix, sql.HintTable:
			c.Raw(" " + h.Text)
		default:
			c.Raw(h.Text + " ")
		}
	}
}

// hintsFit makes sure that the tables of hints are there.
func (c *Compiler) hintsFit(n *sql.SelectNode, tables []*sql.TableNode) {
	if n.More == nil {
		return
	}
	for _, h := range n.More.Hints {
		if h.Table != nil && !contains(tables, h.Table) {
			c.failf("the hint %q is for %s, which is not part of this SELECT", h.Text, h.Table.Ref())
		}
	}
}

// Prefixes writes what stands behind the verb of an INSERT, UPDATE or DELETE.
func (c *Compiler) Prefixes(hints []sql.Hint) {
	for _, h := range hints {
		if h.Dialect != "" && h.Dialect != c.g.Name() {
			continue
		}
		if h.Err != nil {
			c.Fail(h.Err)
			return
		}
		c.Raw(h.Text + " ")
	}
}
