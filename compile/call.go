package compile

import (
	"strings"

	"github.com/aludel/aludel/sql"
)

func (c *Compiler) call(n *sql.CallNode, p Prec) {
	if n.Filter != nil && !n.Agg {
		c.failf("%s is no aggregate: only an aggregate has a FILTER", n.Name)
		return
	}
	if needsOver(n.Name) && n.Over == nil {
		c.failf("%s needs a window: add .Over(…)", n.Name)
		return
	}
	if n.Distinct && n.Over != nil {
		c.Unsupported("DISTINCT in a window function", "count the distinct values in a subquery, grouped")
		return
	}
	if !harmless[strings.ToLower(n.Name)] {
		c.out.Session = true // who knows what it does
	}
	c.g.Call(c, n, p)
}

func needsOver(name string) bool {
	return name == "row_number" || name == "rank" || name == "dense_rank"
}

// WriteCall writes a call under a name, with all that belongs to it: DISTINCT, ORDER BY,
// FILTER, OVER.
func (c *Compiler) WriteCall(name string, n *sql.CallNode) {
	c.WriteCallArgs(name, n, func() { c.List(n.Args) })
	if n.Filter != nil {
		c.Raw(" FILTER (WHERE ")
		c.cond(n.Filter, precLowest)
		c.Raw(")")
	}
	c.WriteOver(n)
}

// WriteCallArgs writes name(…) with the arguments by args, without FILTER and OVER.
func (c *Compiler) WriteCallArgs(name string, n *sql.CallNode, args func()) {
	if n.Bare {
		c.Raw(name)
		return
	}
	c.function(name)
	c.Raw("(")
	if n.Distinct {
		c.Raw("DISTINCT ")
	}
	if n.Star {
		c.Raw("*")
	} else {
		args()
	}
	for i, o := range n.OrderBy {
		if i == 0 {
			c.Raw(" ORDER BY ")
		} else {
			c.Raw(", ")
		}
		c.order(o, c.expr)
	}
	c.Raw(")")
}

// WriteOver writes the OVER of a call that has one.
func (c *Compiler) WriteOver(n *sql.CallNode) {
	if n.Over == nil {
		return
	}
	c.Raw(" OVER (")
	if len(n.Over.Partition) > 0 {
		c.Raw("PARTITION BY ")
		c.List(n.Over.Partition)
	}
	for i, o := range n.Over.OrderBy {
		switch {
		case i > 0:
			c.Raw(", ")
		case len(n.Over.Partition) > 0:
			c.Raw(" ORDER BY ")
		default:
			c.Raw("ORDER BY ")
		}
		c.order(o, c.expr)
	}
	c.Raw(")")
}

// Cond writes n where a condition is wanted, as an operand at p.
func (c *Compiler) Cond(n sql.Node, p Prec) { c.cond(n, p) }
