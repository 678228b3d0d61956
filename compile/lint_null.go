package compile

import (
	"fmt"

	"github.com/aludel/aludel/sql"
)

// lintIn notes when IN or NOT IN has a NULL, or may have one, among what it compares with:
// IN never finds it, and NOT IN finds nothing at all beside it. A list of Go values
// cannot have one: that is an error when it is built.
func (c *Compiler) lintIn(n *sql.InNode) {
	if c.out.NullIn != nil {
		return
	}
	switch l := n.List.(type) {
	case *sql.TupleNode:
		for i, x := range l.Xs {
			if isNull(x) || hasNull(x) {
				c.out.NullIn = &NullInError{Not: n.Not, Where: fmt.Sprintf("member %d of the list", i+1), Sure: true}
				return
			}
			if n.Not && sql.MayBeNull(x, nil) {
				c.out.NullIn = &NullInError{Not: true, Where: fmt.Sprintf("member %d of the list", i+1)}
				return
			}
		}
	case *sql.SelectNode:
		if !n.Not {
			return // a row less that is not found either way
		}
		for _, item := range l.Columns() {
			if l.MayBeNull(item) && !c.excludesNull(l, item) {
				c.out.NullIn = &NullInError{Not: true, Where: "a column of the subquery"}
				return
			}
		}
	}
}

func isNull(n sql.Node) bool {
	switch n := n.(type) {
	case *sql.LiteralNode:
		return n.Word == "NULL"
	case *sql.BindNode:
		return n.Name == "" && n.Value.IsNull()
	case *sql.CastNode:
		return isNull(n.X)
	case *sql.TypedNode:
		return isNull(n.X)
	case *sql.CallNode:
		return n.Null == sql.NullAlways && len(n.Args) == 0
	}
	return false
}

func hasNull(n sql.Node) bool {
	t, ok := n.(*sql.TupleNode)
	if !ok {
		return false
	}
	for _, x := range t.Xs {
		if isNull(x) {
			return true
		}
	}
	return false
}

// excludesNull reports whether a condition of the subquery says that its column is not NULL.
func (c *Compiler) excludesNull(s *sql.SelectNode, item sql.Node) bool {
	if l, ok := item.(*sql.LabelNode); ok {
		item = l.X
	}
	for _, w := range s.Where {
		if u, ok := w.(*sql.UnaryNode); ok && u.Op == sql.OpIsNotNull && u.X == item {
			return true
		}
		if b, ok := w.(*sql.BinaryNode); ok && b.Op == sql.OpEq && (b.L == item || b.R == item) {
			return true
		}
	}
	return false
}

// A NullInError says that IN or NOT IN compares with a NULL.
type NullInError struct {
	Not   bool
	Where string // the NULL is
	Sure  bool   // it is there, and not only may be
}

// Error says what that means, and what to do.
func (e *NullInError) Error() string {
	is := "may be NULL"
	if e.Sure {
		is = "is NULL"
	}
	if e.Not {
		return "NOT IN: " + e.Where + " " + is + ", and beside a NULL no row is found; leave it out with IsNotNull, or use NOT EXISTS"
	}
	return "IN: " + e.Where + " " + is + ", and IN never finds a NULL; ask for it with IsNull"
}
