package compile

import "github.com/aludel/aludel/sql"

// WriteOver writes the OVER of a call that has one.
func (c *Compiler) WriteOver(n *sql.CallNode) {
	if n.Over == nil {
		return
	}
	c.Raw(" OVER ")
	if n.Over.Name != "" {
		c.Ident(n.Over.Name)
		return
	}
	c.window(n.Over)
}

func (c *Compiler) window(w *sql.WindowNode) {
	c.Raw("(")
	begun := len(c.buf)
	c.partition(w)
	words := "ORDER BY "
	if len(c.buf) > begun {
		words = " ORDER BY "
	}
	c.OrderedBy(words, w.OrderBy)
	if w.Frame != nil {
		if len(c.buf) > begun {
			c.Raw(" ")
		}
		c.checkFrame(w)
		c.g.Frame(c, w.Frame)
	}
	c.Raw(")")
}

func (c *Compiler) partition(w *sql.WindowNode) {
	words := "PARTITION BY "
	if !divided(w) && c.dividedBeside() {
		begun := len(c.buf)
		c.Raw(words)
		from := len(c.buf)
		if c.g.WholeWindow(c); len(c.buf) == from {
			c.buf = c.buf[:begun]
		} else {
			words = ", "
		}
	}
	if len(w.Partition) > 0 {
		c.Raw(words)
		c.List(w.Partition)
	}
}

// divided reports whether columns divide or sort the rows of a window.
func divided(w *sql.WindowNode) bool {
	found := false
	look := func(n sql.Node) bool {
		_, column := n.(*sql.ColumnNode)
		found = found || column
		return !found
	}
	for _, ns := range [][]sql.Node{w.Partition, w.OrderBy} {
		for _, n := range ns {
			sql.Walk(n, look)
		}
	}
	return found
}

// dividedBeside reports whether the SELECT has another window whose rows are divided.
func (c *Compiler) dividedBeside() bool {
	if c.written == nil {
		return false
	}
	found := false
	look := func(n sql.Node) bool {
		switch n := n.(type) {
		case *sql.CallNode:
			found = found || n.Over != nil && divided(n.Over)
		case *sql.SelectNode, *sql.TableNode, *sql.ColumnNode:
			return false
		}
		return !found
	}
	for _, ns := range [][]sql.Node{c.written.Items, c.written.OrderBy} {
		for _, n := range ns {
			sql.Walk(n, look)
		}
	}
	return found
}

func (c *Compiler) checkFrame(w *sql.WindowNode) {
	offset := w.Frame.From.By != nil || w.Frame.To.By != nil
	from, to := w.Frame.From, w.Frame.To
	switch {
	case from.Side == sql.BoundFollowing && from.By == nil || to.Side == sql.BoundPreceding && to.By == nil || side(from) > side(to):
		c.failf("the frame of a window ends before it begins: its first bound is the earlier one")
	case w.Frame.Unit == "GROUPS" && len(w.OrderBy) == 0:
		c.failf("a window with a GROUPS frame needs an OrderBy: rows that are equal in it are a group")
	case w.Frame.Unit == "RANGE" && offset && len(w.OrderBy) != 1:
		c.failf("a window with a RANGE frame needs an OrderBy of one expression, from whose value the distance is measured")
	}
}

// side orders the sides in time.
func side(b sql.FrameBound) int {
	return [...]int{sql.BoundCurrent: 1, sql.BoundPreceding: 0, sql.BoundFollowing: 2}[b.Side]
}

// Frame writes ROWS BETWEEN … AND … and EXCLUDE.
func (ANSI) Frame(c *Compiler, f *sql.FrameNode) {
	c.Raw(f.Unit + " BETWEEN ")
	c.bound(f.From)
	c.Raw(" AND ")
	c.bound(f.To)
	if f.Exclude != "" {
		c.Raw(" EXCLUDE " + f.Exclude)
	}
}

func (c *Compiler) bound(b sql.FrameBound) {
	switch {
	case b.Side == sql.BoundCurrent:
		c.Raw("CURRENT ROW")
		return
	case b.By == nil:
		c.Raw("UNBOUNDED")
	default:
		c.expr(b.By, precPrimary)
	}
	if b.Side == sql.BoundPreceding {
		c.Raw(" PRECEDING")
	} else {
		c.Raw(" FOLLOWING")
	}
}

// namedWindows writes the WINDOW clause: the windows with names that the query's
// items and its ORDER BY use, each once.
func (c *Compiler) namedWindows(n *sql.SelectNode) {
	if c.keyed && !c.key.HasNamedWindow() {
		return
	}
	var found []*sql.WindowNode
	look := func(n sql.Node) bool {
		switch n := n.(type) {
		case *sql.CallNode:
			if n.Over == nil || n.Over.Name == "" {
				return true
			}
			for _, w := range found {
				if w.Name == n.Over.Name {
					if !sameWindow(w, n.Over) {
						c.failf("two windows of one query are named %s", w.Name)
					}
					return true
				}
			}
			found = append(found, n.Over)
		case *sql.SelectNode, *sql.TableNode, *sql.ColumnNode:
			return false
		}
		return true
	}
	for _, x := range n.Items {
		sql.Walk(x, look)
	}
	for _, x := range n.OrderBy {
		sql.Walk(x, look)
	}
	for i, w := range found {
		if i == 0 {
			c.Raw(" WINDOW ")
		} else {
			c.Raw(", ")
		}
		c.Ident(w.Name)
		c.Raw(" AS ")
		c.window(w)
	}
}

// sameWindow: windows that were made by one call share their lists.
func sameWindow(a, b *sql.WindowNode) bool {
	return a.Frame == b.Frame && sameNodes(a.Partition, b.Partition) && sameNodes(a.OrderBy, b.OrderBy)
}

func sameNodes(a, b []sql.Node) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// Rollup writes ROLLUP (…), CUBE (…) or GROUPING SETS ((…), …).
func (ANSI) Rollup(c *Compiler, n *sql.CallNode, _ bool) {
	c.Raw(map[sql.Fn]string{sql.FnRollup: "ROLLUP ", sql.FnCube: "CUBE ", sql.FnGroupingSets: "GROUPING SETS "}[n.Fn])
	c.parens(func() { c.List(n.Args) })
}
