package mysql

import (
	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// Call writes functions under their names here.
func (g grammar) Call(c *compile.Compiler, n *sql.CallNode, _ compile.Prec) {
	if len(n.Within) > 0 {
		c.Unsupported("WITHIN GROUP", "number the rows in a subquery")
		return
	}
	if !n.Agg || n.Bare {
		c.WriteCall(n.Name, n)
		return
	}
	if len(n.OrderBy) > 0 && n.Name != "group_concat" {
		c.Unsupported("ORDER BY inside "+n.Name, "sort the rows in a subquery")
		return
	}
	mean := n.Name == "avg" && len(n.Args) == 1 && !sql.TypeOf(n.Args[0]).IsFloat()
	if !mean {
		g.aggregate(c, n.Name, n, "", "", func() { c.List(n.Args) })
		return
	}
	// or the mean of integers would have four digits behind the point
	g.aggregate(c, n.Name, n, "CAST(", " AS DOUBLE)", func() { c.List(n.Args) })
}

// aggregate writes FILTER as a CASE inside the aggregate, which skips NULLs.
func (g grammar) aggregate(c *compile.Compiler, name string, n *sql.CallNode, before, after string, arg func()) {
	if len(n.Within) > 0 {
		c.Unsupported("WITHIN GROUP", "number the rows with RowNumber")
		return
	}
	if n.Filter == nil {
		c.WriteCallArgs(name, n, func() {
			c.Raw(before)
			arg()
			c.Raw(after)
		})
		c.WriteOver(n)
		return
	}
	if len(n.Args) > 1 {
		c.Unsupported("FILTER on "+name+" of several arguments", "put a Case into its arguments")
		return
	}
	call := *n
	call.Star = false
	c.WriteCallArgs(name, &call, func() {
		c.Raw("CASE WHEN ")
		c.Cond(n.Filter, 0)
		c.Raw(" THEN ")
		if n.Star {
			c.Raw("1")
		} else {
			c.Raw(before)
			arg()
			c.Raw(after)
		}
		c.Raw(" END")
	})
	c.WriteOver(n)
}

// concatenation writes group_concat, whose separator stands behind the order.
func (g grammar) concatenation(c *compile.Compiler, n *sql.CallNode) {
	if n.Over != nil {
		c.Unsupported("StringAgg as a window function", "put the texts together in a subquery, grouped")
		return
	}
	c.Raw("group_concat(")
	if n.Distinct {
		c.Raw("DISTINCT ")
	}
	if n.Filter != nil {
		c.Raw("CASE WHEN ")
		c.Cond(n.Filter, 0)
		c.Raw(" THEN ")
		c.Top(n.Args[0])
		c.Raw(" END")
	} else {
		c.Top(n.Args[0])
	}
	c.OrderedBy(" ORDER BY ", n.OrderBy)
	c.Raw(" SEPARATOR ")
	c.TextLiteral(n.Word)
	c.Raw(")")
}

// Frame refuses what MySQL has no frames of.
func (g grammar) Frame(c *compile.Compiler, f *sql.FrameNode) {
	switch {
	case f.Unit == "GROUPS":
		c.Unsupported("frame of GROUPS", "number the groups with DenseRank in a subquery and use Range")
	case f.Exclude != "":
		c.Unsupported("EXCLUDE in a frame", "subtract what is not wanted")
	case interval(f.From.By) || interval(f.To.By):
		c.Unsupported("RANGE over times", "order by Extract(Epoch, …) and give the seconds")
	default: // where a frame ends is a literal here
		c.Inline(func() { g.ANSI.Frame(c, f) })
	}
}

// Rollup writes the items WITH ROLLUP, which is said of the whole GROUP BY.
func (g grammar) Rollup(c *compile.Compiler, n *sql.CallNode, alone bool) {
	switch {
	case n.Fn != sql.FnRollup:
		c.Unsupported(n.Fn.Lacking())
	case !g.mysql && c.Ordered():
		c.Unsupported("ORDER BY of a query with ROLLUP", "make it a Subquery, and sort the one around it")
	case !alone:
		c.Unsupported("ROLLUP beside another item of GROUP BY", "put all items into the Rollup")
	default:
		c.List(n.Args)
		c.Raw(" WITH ROLLUP")
	}
}

func interval(n sql.Node) bool {
	t := sql.TypeOf(n)
	return t != nil && t.Kind == sqltype.KindInterval
}
