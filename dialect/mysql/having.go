package mysql

import (
	"slices"

	"github.com/aludel/aludel/sql"
)

// Having moves what is about single rows to WHERE, where it means the same: HAVING knows
// columns by their own names only, and of no expression that groups are made by. Such an
// expression beside an aggregate is written as the smallest of its group, all of which
// are the same.
func (grammar) Having(n *sql.SelectNode, where []sql.Node) (rows, groups []sql.Node) {
	if len(n.GroupBy) == 0 || slices.ContainsFunc(n.GroupBy, sets) {
		return where, n.Having
	}
	rows = where
	for _, cond := range n.Having {
		switch known, aggregate := about(cond, n); {
		case known:
			groups = append(groups, cond)
		case !aggregate:
			rows = append(rows[:len(rows):len(rows)], cond)
		default:
			groups = append(groups, smallest(cond, n.GroupBy))
		}
	}
	return rows, groups
}

// sets reports whether an item of GROUP BY makes several groupings, in some of which other
// items are NULL.
func sets(n sql.Node) bool {
	c, ok := n.(*sql.CallNode)
	return ok && c.Fn >= sql.FnRollup && c.Fn <= sql.FnGroupingSets
}

// about reports whether a condition is about columns only that HAVING knows by their names,
// and whether it has an aggregate, or what is another value each time.
func about(cond sql.Node, n *sql.SelectNode) (known, aggregate bool) {
	known = true
	sql.Walk(cond, func(x sql.Node) bool {
		switch x := x.(type) {
		case *sql.CallNode:
			if x.Agg && x.Over == nil {
				aggregate = true
				return false
			}
			aggregate = aggregate || x.Fn == sql.FnRandom
		case *sql.ColumnNode:
			known = known && (slices.ContainsFunc(n.GroupBy, is(x)) || slices.ContainsFunc(n.Columns(), is(x)))
			return false
		case *sql.SelectNode, *sql.TableNode:
			return false
		}
		return true
	})
	return known, aggregate
}

func is(c *sql.ColumnNode) func(sql.Node) bool {
	return func(n sql.Node) bool {
		d, ok := n.(*sql.ColumnNode)
		return ok && (c == d || c.Name == d.Name && c.Table.Same(d.Table))
	}
}

// smallest is cond with the expressions among keys as aggregates.
func smallest(cond sql.Node, keys []sql.Node) sql.Node {
	return sql.Rewrite(cond, func(x sql.Node) sql.Node {
		for _, k := range keys {
			if l, ok := k.(*sql.LabelNode); ok {
				k = l.X
			}
			if _, column := x.(*sql.ColumnNode); !column && x == k {
				return &sql.CallNode{Name: "min", Args: []sql.Node{x}, Type: sql.TypeOf(x), Null: sql.NullAlways, Agg: true}
			}
		}
		return x
	})
}
