package sql

import (
	"reflect"
	"slices"
)

// unify makes one node of expressions of a SELECT that are the same, with the same values
// in them, where the database must see that they are: x + 1 of the select list, of GROUP BY
// and of HAVING has one placeholder then, which a database with numbered ones knows again.
// Two placeholders are two values to it, whatever they are.
func (n *SelectNode) unify() {
	n.GroupBy = n.known(n.GroupBy)
	keys := withValues(nil, n.GroupBy)
	if n.More != nil && len(n.More.DistinctOn) > 0 {
		on := n.known(n.More.DistinctOn)
		if &on[0] != &n.More.DistinctOn[0] {
			n.more().DistinctOn = on
		}
		keys = withValues(keys, on)
	}
	if n.Distinct {
		keys = withValues(keys, n.Items)
	}
	if len(keys) > 0 {
		n.Having = knownAs(n.Having, keys)
		n.OrderBy = knownAs(n.OrderBy, keys)
	}
}

// known is xs with the expressions that the select list has, whole or inside of another,
// as it has them.
func (n *SelectNode) known(xs []Node) []Node {
	out := xs
	for i, x := range xs {
		if !holdsValue(x) {
			continue
		}
		y := n.inItems(bare(x))
		if y == nil || y == bare(x) {
			continue
		}
		if &out[0] == &xs[0] {
			out = slices.Clone(xs)
		}
		out[i] = y
	}
	return out
}

func (n *SelectNode) inItems(x Node) (found Node) {
	for _, item := range n.Items {
		if holdsValue(item) {
			Walk(item, func(y Node) bool {
				if found == nil && sameExpr(x, y) {
					found = y
				}
				return found == nil && inside(y)
			})
		}
		if found != nil {
			return found
		}
	}
	return nil
}

// knownAs is xs with what is one of keys as that key.
func knownAs(xs, keys []Node) []Node {
	out := xs
	for i, x := range xs {
		if !holdsValue(x) {
			continue
		}
		y := Rewrite(x, func(y Node) Node {
			for _, k := range keys {
				if sameExpr(k, y) {
					return k
				}
			}
			return y
		})
		if y == x {
			continue
		}
		if &out[0] == &xs[0] {
			out = slices.Clone(xs)
		}
		out[i] = y
	}
	return out
}

// withValues adds the expressions of xs that hold values.
func withValues(to, xs []Node) []Node {
	for _, x := range xs {
		if x = bare(x); holdsValue(x) {
			to = append(to, x)
		}
	}
	return to
}

func bare(n Node) Node {
	if l, ok := n.(*LabelNode); ok {
		return l.X
	}
	return n
}

// inside reports whether an expression's own parts are in n, and not those of another query.
func inside(n Node) bool {
	switch n.(type) {
	case *SelectNode, *TableNode, *ColumnNode:
		return false
	}
	return true
}

// holdsValue reports whether values are bound in the expression n, and it is more than one.
func holdsValue(n Node) bool {
	switch bare(n).(type) {
	case *ColumnNode, *BindNode, *TableNode, nil:
		return false
	}
	found := false
	Walk(n, func(n Node) bool {
		switch n.(type) {
		case *BindNode, *ListNode:
			found = true
		}
		return !found && inside(n)
	})
	return found
}

// sameExpr reports whether a and b are two expressions that are the same, values included.
func sameExpr(a, b Node) bool {
	if a == b || reflect.TypeOf(a) != reflect.TypeOf(b) {
		return a == b
	}
	if _, ok := a.(*BindNode); ok {
		return false // a value alone is nothing that would have to be known again
	}
	var k, l Key
	k.Node(a)
	l.Node(b)
	if k.Err != nil || l.Err != nil || string(k.Bytes) != string(l.Bytes) || len(k.Binds) != len(l.Binds) || len(k.Lists) != len(l.Lists) {
		return false
	}
	for i, x := range k.Binds {
		if y := l.Binds[i]; x.Value.Kind() != y.Value.Kind() || !reflect.DeepEqual(x.Value.Go(), y.Value.Go()) {
			return false
		}
	}
	for i, x := range k.Lists {
		y := l.Lists[i]
		if len(x.Values) != len(y.Values) {
			return false
		}
		for j := range x.Values {
			if x.Values[j].Kind() != y.Values[j].Kind() || !reflect.DeepEqual(x.Values[j].Go(), y.Values[j].Go()) {
				return false
			}
		}
	}
	return true
}
