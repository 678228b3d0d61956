package compile_test

import (
	"time"

	"github.com/aludel/aludel/internal/corpus"
	"github.com/aludel/aludel/sql"
)

// column is a column of the kind, or a constant where there is none.
func (g *queryGen) column(k kind, sc scope) val {
	var fit scope
	for _, v := range sc {
		if v.k == k {
			fit = append(fit, v)
		}
	}
	if len(fit) == 0 {
		return g.constant(k)
	}
	return fit[g.IntN(len(fit))]
}

func (g *queryGen) constant(k kind) val {
	switch k {
	case kindInt:
		return valOf(k, sql.Val(g.IntN(21)-10))
	case kindDec:
		return valOf(k, sql.ValLike([]string{"0.00", "1.25", "-2.5", "10", "9.75"}[g.IntN(5)], sql.Typed[string](corpus.Samples.D)))
	case kindText:
		return valOf(k, sql.Val([]string{"", "abc", "A_", "öß", `it's\`, "10", "9"}[g.IntN(7)]))
	case kindBool:
		return valOf(k, sql.Val(g.IntN(2) == 0))
	}
	return valOf(k, sql.ValLike(time.Date(2020+g.IntN(3), time.Month(1+g.IntN(12)), 1+g.IntN(28), 0, 0, 0, 0, time.UTC), sql.Typed[time.Time](corpus.Samples.Day)))
}

// value is an expression of the kind over the columns of sc.
func (g *queryGen) value(k kind, depth int, sc scope) val {
	if depth == 0 || g.IntN(3) == 0 {
		if g.IntN(6) == 0 {
			return g.constant(k)
		}
		return g.column(k, sc)
	}
	a, b := g.value(k, depth-1, sc), g.value(k, depth-1, sc)
	switch g.IntN(4) {
	case 0:
		c := g.cond(1, sc, 0)
		return val{k, &sql.CaseNode{Whens: []sql.Branch{{Cond: sql.NodeOf(c), Then: a.n}}, Else: b.n, Type: sql.TypeOf(a.n)}}
	case 1:
		switch k {
		case kindInt:
			return valOf(k, sql.Coalesce[int](a.int(), b.int()))
		case kindDec:
			return valOf(k, sql.Coalesce[string](a.dec(), b.dec()))
		case kindText:
			return valOf(k, sql.Coalesce[string](a.text(), b.text()))
		case kindBool:
			return valOf(k, sql.Coalesce[bool](a.bool(), b.bool()))
		}
		return valOf(k, sql.Coalesce[time.Time](a.date(), b.date()))
	}
	switch k {
	case kindInt:
		return valOf(k, []func(a, b sql.Numeric[int]) sql.Num[int, int]{sql.Add[int], sql.Sub[int]}[g.IntN(2)](a.int(), b.int()))
	case kindDec:
		return valOf(k, []func(a, b sql.Numeric[string]) sql.Num[string, string]{sql.Add[string], sql.Sub[string]}[g.IntN(2)](a.dec(), b.dec()))
	case kindText:
		if g.IntN(2) == 0 {
			return valOf(k, sql.Lower(a.text()))
		}
		return valOf(k, sql.Concat(a.item(), b.item()))
	case kindBool:
		return valOf(k, g.cond(1, sc, 0))
	}
	return a
}

// cond is a condition; one of depth > 0 of subqueries may have one.
func (g *queryGen) cond(depth int, sc scope, subqueries int) sql.Typed[bool] {
	if depth > 0 {
		switch g.IntN(6) {
		case 0:
			return sql.And(g.cond(depth-1, sc, 0), g.cond(depth-1, sc, 0))
		case 1:
			return sql.Or(g.cond(depth-1, sc, 0), g.cond(depth-1, sc, 0))
		case 2:
			return sql.Not(g.cond(depth-1, sc, 0))
		}
	}
	if subqueries > 0 && g.room > 0 && g.IntN(3) == 0 {
		k := kind(g.IntN(int(kinds)))
		q := g.query(0, []kind{k}, sc)
		switch g.IntN(3) {
		case 0:
			return sql.Exists(q.q)
		case 1:
			return sql.Not(sql.Exists(q.q))
		}
		return sql.NewCond(&sql.InNode{X: g.column(k, sc).n, List: sql.StatementOf(q.q), Not: g.IntN(2) == 0})
	}
	k := kind(g.IntN(int(kinds)))
	a := g.column(k, sc)
	switch g.IntN(6) {
	case 0:
		return sql.NewCond(&sql.UnaryNode{Op: []sql.Op{sql.OpIsNull, sql.OpIsNotNull}[g.IntN(2)], X: a.n})
	case 1:
		if k == kindInt {
			c := a.int().In(g.IntN(9)-4, g.IntN(9)-4, 7)
			if g.IntN(2) == 0 {
				return c.Not()
			}
			return c
		}
		if k == kindText {
			return sql.Lower(a.text()).Contains([]string{"a", "b", "_", "'"}[g.IntN(4)])
		}
	}
	return g.compare(a, g.value(k, 1, sc), false)
}

// grouped is an aggregate, or one of the keys.
func (g *queryGen) grouped(k kind, keys, sc scope) val {
	for _, v := range keys {
		if v.k == k && g.IntN(2) == 0 {
			return v
		}
	}
	x := g.value(k, 1, sc)
	switch k {
	case kindInt:
		switch g.IntN(6) {
		case 0:
			return valOf(k, sql.Count())
		case 1:
			return valOf(k, sql.Count(g.column(kind(g.IntN(int(kinds))), sc).item()))
		case 2:
			return valOf(k, sql.Count(g.column(kind(g.IntN(int(kinds))), sc).item()).Distinct())
		case 3:
			return valOf(k, sql.Max(x.int()))
		}
		return valOf(k, sql.Sum(x.int()))
	case kindDec:
		switch g.IntN(3) {
		case 0:
			return valOf(k, sql.Min(x.dec()))
		case 1:
			return valOf(k, sql.Max(x.dec()))
		}
		return valOf(k, sql.Sum(x.dec()))
	case kindText:
		return valOf(k, sql.Min(x.text()))
	case kindBool:
		if g.IntN(2) == 0 {
			return valOf(k, sql.BoolAnd(x.bool()))
		}
		return valOf(k, sql.BoolOr(x.bool()))
	}
	return valOf(k, sql.Max(x.date()))
}

// windowed is a value over a window whose answer does not depend on the order of peers.
func (g *queryGen) windowed(k kind, sc scope) val {
	w := sql.Window{}
	if g.IntN(2) == 0 {
		w = sql.PartitionBy(g.column(kind(g.IntN(int(kinds))), sc).item())
	}
	ordered := w.OrderBy(g.order(g.column(kind(g.IntN(int(kinds))), sc).item()))
	if g.IntN(3) > 0 {
		w = ordered
	}
	x := g.column(k, sc)
	switch k {
	case kindInt:
		switch g.IntN(5) {
		case 0:
			return valOf(k, sql.Rank().Over(ordered))
		case 1:
			return valOf(k, sql.DenseRank().Over(ordered))
		case 2:
			return valOf(k, sql.Count().Over(w))
		case 3:
			return valOf(k, sql.MinAgg(x.int()).Over(w))
		}
		return valOf(k, sql.Sum(x.int()).Over(w))
	case kindDec:
		if g.IntN(2) == 0 {
			return valOf(k, sql.Sum(x.dec()).Over(w))
		}
		return valOf(k, sql.MaxAgg(x.dec()).Over(w))
	case kindText:
		return valOf(k, sql.MaxAgg(x.text()).Over(w))
	case kindBool:
		return valOf(k, sql.BoolOr(x.bool()).Over(w))
	}
	return valOf(k, sql.MinAgg(x.date()).Over(w))
}
