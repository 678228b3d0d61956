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
	if needsOver(n) && n.Over == nil {
		c.failf("%s needs a window: add .Over(…)", n.Name)
		return
	}
	if (n.Agg || n.Over != nil) && c.rowwise.clause != "" && c.misplaced(n) {
		return
	}
	if n.Agg && n.Over == nil {
		defer func(was rowwise) { c.rowwise = was }(c.clause("the arguments of another aggregate", false))
	}
	if n.Agg && n.Over == nil || n.Fn >= sql.FnAbs && n.Fn <= sql.FnLeast {
		c.computing++
		defer func() { c.computing-- }()
	}
	if len(n.Args) > 0 && numeric(n) && c.noNumber(spans(n), n.Args...) {
		return
	}
	if n.Distinct && len(n.OrderBy) > 0 && !c.toldBy(n.Args, n.OrderBy) {
		return
	}
	if n.Distinct && n.Over != nil {
		c.Unsupported("DISTINCT in a window function", "count the distinct values in a subquery, grouped")
		return
	}
	if n.Name == "coalesce" || n.Fn == sql.FnGreatest || n.Fn == sql.FnLeast {
		call := *n
		call.Args = c.g.Alternatives(n.Args)
		n = &call
	}
	if n.Fn == sql.FnJSONCell {
		n = c.asRead(n)
	}
	if n.Fn != sql.FnNone {
		c.fn(n, p)
		return
	}
	if !harmless[strings.ToLower(n.Name)] {
		c.out.Session = true // who knows what it does
	}
	c.g.Call(c, n, p)
}

func needsOver(n *sql.CallNode) bool {
	if n.Fn != sql.FnNone {
		return n.Fn >= sql.FnPercentRank && n.Fn <= sql.FnNthValue
	}
	return len(n.Within) == 0 && (n.Name == "row_number" || n.Name == "rank" || n.Name == "dense_rank")
}

// WriteCall writes a call under a name, with all that belongs to it: DISTINCT, ORDER BY,
// FILTER, OVER.
func (c *Compiler) WriteCall(name string, n *sql.CallNode) {
	c.WriteCallArgs(name, n, func() { c.List(n.Args) })
	c.WriteFilter(n)
	c.WriteOver(n)
}

// WriteFilter writes the FILTER of a call that has one.
func (c *Compiler) WriteFilter(n *sql.CallNode) {
	if n.Filter != nil {
		c.Raw(" FILTER (WHERE ")
		c.cond(n.Filter, precLowest)
		c.Raw(")")
	}
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
	c.OrderedBy(" ORDER BY ", n.OrderBy)
	c.Raw(")")
	if len(n.Within) > 0 {
		c.Raw(" WITHIN GROUP (")
		c.OrderedBy("ORDER BY ", n.Within)
		c.Raw(")")
	}
}

// OrderedBy writes the items of an ORDER BY behind words, when there are any.
func (c *Compiler) OrderedBy(words string, xs []sql.Node) {
	for i, o := range xs {
		if i == 0 {
			c.Raw(words)
		} else {
			c.Raw(", ")
		}
		c.order(o, func(x sql.Node, p Prec) {
			c.compared("ORDER BY", x)
			c.expr(c.g.Sorted(x), p)
		})
	}
}

// Cond writes n where a condition is wanted, as an operand at p.
func (c *Compiler) Cond(n sql.Node, p Prec) { c.cond(n, p) }
