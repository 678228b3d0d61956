package compile_test

import (
	"cmp"
	"strings"
	"time"

	"github.com/aludel/aludel/internal/corpus"
	"github.com/aludel/aludel/sql"
)

// A condExpr is a condition, in three-valued logic: the second result of eval is false
// where it is neither true nor false.
type condExpr struct {
	x    sql.Typed[bool]
	eval func(r *corpus.Sample) (bool, bool)
}

func (g *gen) cond(depth int) condExpr {
	t := corpus.Samples
	if depth <= 0 || g.IntN(8) == 0 {
		return pick(g,
			func() condExpr { return condExpr{t.B, func(r *corpus.Sample) (bool, bool) { return value(r.B) }} },
			func() condExpr { return condExpr{t.C, func(r *corpus.Sample) (bool, bool) { return value(r.C) }} },
			func() condExpr { return condExpr{sql.True(), constant(true)} },
			func() condExpr { return condExpr{sql.False(), constant(false)} })
	}
	return pick(g,
		func() condExpr {
			a, b := g.integer(depth-1), g.integer(depth-1)
			return compared[int](g, a.x, b.x, a.eval, b.eval, cmp.Compare[int])
		},
		func() condExpr {
			a, b := g.decimal(depth-1), g.decimal(depth-1)
			return compared[string](g, a.x, b.x, a.eval, b.eval, cmp.Compare[float64])
		},
		func() condExpr {
			a, b := g.text(depth-1).ofColumn(), g.text(depth-1)
			return compared[string](g, a.x, b.x, a.eval, b.eval, strings.Compare)
		},
		func() condExpr {
			a, b := g.date(depth-1), g.date(depth-1)
			return compared[time.Time](g, a.x, b.x, a.eval, b.eval, time.Time.Compare)
		},
		func() condExpr { return g.logic(depth) }, func() condExpr { return g.logic(depth) }, func() condExpr { return g.logic(depth) },
		func() condExpr { return g.membership(depth) }, func() condExpr { return g.membership(depth) },
		func() condExpr { return g.pattern(depth) })
}

// compared is one of the comparisons of two expressions.
func compared[T, V any](g *gen, a, b sql.Typed[T], x, y func(*corpus.Sample) (V, bool), order func(a, b V) int) condExpr {
	of := func(f func(int) bool) func(*corpus.Sample) (bool, bool) {
		return both(x, y, func(x, y V) (bool, bool) { return f(order(x, y)), true })
	}
	same := func(r *corpus.Sample) bool {
		v, ok := x(r)
		w, ok2 := y(r)
		return ok == ok2 && (!ok || order(v, w) == 0)
	}
	switch g.IntN(8) {
	case 0:
		return condExpr{sql.Eq(a, b), of(func(c int) bool { return c == 0 })}
	case 1:
		return condExpr{sql.Ne(a, b), of(func(c int) bool { return c != 0 })}
	case 2:
		return condExpr{sql.Lt(a, b), of(func(c int) bool { return c < 0 })}
	case 3:
		return condExpr{sql.Le(a, b), of(func(c int) bool { return c <= 0 })}
	case 4:
		return condExpr{sql.Gt(a, b), of(func(c int) bool { return c > 0 })}
	case 5:
		return condExpr{sql.Ge(a, b), of(func(c int) bool { return c >= 0 })}
	case 6:
		return condExpr{sql.IsDistinct(a, b), func(r *corpus.Sample) (bool, bool) { return !same(r), true }}
	}
	return condExpr{sql.IsNotDistinct(a, b), func(r *corpus.Sample) (bool, bool) { return same(r), true }}
}

func (g *gen) logic(depth int) condExpr {
	a, b, c := g.cond(depth-1), g.cond(depth-1), g.cond(depth-1)
	all := []condExpr{a, b, c}[:2+g.IntN(2)]
	xs := make([]sql.Typed[bool], len(all))
	for i, x := range all {
		xs[i] = x.x
	}
	return pick(g,
		func() condExpr { return condExpr{sql.And(xs...), decided(all, false)} },
		func() condExpr { return condExpr{sql.Or(xs...), decided(all, true)} },
		func() condExpr { return condExpr{sql.Not(a.x), one(a.eval, func(x bool) bool { return !x })} },
		func() condExpr { return condExpr{sql.Not(a.x), one(a.eval, func(x bool) bool { return !x })} },
		func() condExpr {
			return condExpr{sql.Eq(a.x, b.x), both(a.eval, b.eval, func(x, y bool) (bool, bool) { return x == y, true })}
		},
		func() condExpr {
			return condExpr{sql.IsNotDistinct(a.x, sql.Typed[bool](sql.Val(true))), func(r *corpus.Sample) (bool, bool) {
				x, ok := a.eval(r)
				return ok && x, true
			}}
		},
		func() condExpr {
			return condExpr{sql.WhenExpr(a.x, b.x).ElseExpr(c.x), choose(a, b.eval, c.eval)}
		},
		func() condExpr {
			x := sql.NewCond(sql.NodeOf(a.x))
			return condExpr{x.IsNull(), func(r *corpus.Sample) (bool, bool) { _, ok := a.eval(r); return !ok, true }}
		})
}

// decided is AND, which false decides, or OR, which true does.
func decided(xs []condExpr, by bool) func(*corpus.Sample) (bool, bool) {
	return func(r *corpus.Sample) (bool, bool) {
		known := true
		for _, x := range xs {
			v, ok := x.eval(r)
			if ok && v == by {
				return by, true
			}
			known = known && ok
		}
		return !by, known
	}
}

func (g *gen) membership(depth int) condExpr {
	a, lo, hi := g.integer(depth-1), g.integer(depth-1), g.integer(depth-1)
	x := sql.NewValue[int, int](sql.NodeOf(a.x))
	within := func(swap bool) func(*corpus.Sample) (bool, bool) {
		return func(r *corpus.Sample) (bool, bool) {
			v, ok := a.eval(r)
			l, ok2 := lo.eval(r)
			h, ok3 := hi.eval(r)
			if swap {
				if !ok2 || !ok3 {
					return false, false
				}
				l, h = min(l, h), max(l, h)
			}
			// v >= l AND v <= h, of which false decides
			if ok && (ok2 && v < l || ok3 && v > h) {
				return false, true
			}
			return true, ok && ok2 && ok3
		}
	}
	in := func(xs ...intExpr) func(*corpus.Sample) (bool, bool) {
		return func(r *corpus.Sample) (bool, bool) {
			v, ok := a.eval(r)
			if !ok {
				return false, false
			}
			known := true
			for _, x := range xs {
				w, ok := x.eval(r)
				if ok && v == w {
					return true, true
				}
				known = known && ok
			}
			return false, known
		}
	}
	not := func(f func(*corpus.Sample) (bool, bool)) func(*corpus.Sample) (bool, bool) {
		return one(f, func(x bool) bool { return !x })
	}
	values := []int{g.IntN(20), -g.IntN(20), 7}
	consts := func(r *corpus.Sample) (bool, bool) {
		v, ok := a.eval(r)
		return v == values[0] || v == values[1] || v == values[2], ok
	}
	return pick(g,
		func() condExpr { return condExpr{sql.BetweenOf[int](a.x, lo.x, hi.x), within(false)} },
		func() condExpr { return condExpr{sql.BetweenOf[int](a.x, lo.x, hi.x).Not(), not(within(false))} },
		func() condExpr { return condExpr{sql.BetweenSymmetricOf[int](a.x, lo.x, hi.x), within(true)} },
		func() condExpr { return condExpr{sql.InOf[int](a.x, lo.x, hi.x), in(lo, hi)} },
		func() condExpr { return condExpr{sql.NotInOf[int](a.x, lo.x, hi.x), not(in(lo, hi))} },
		func() condExpr { return condExpr{x.In(values...), consts} },
		func() condExpr { return condExpr{x.NotIn(values...), not(consts)} },
		func() condExpr {
			return condExpr{sql.Eq(sql.Tuple2[int, int](a.x, lo.x), sql.Tuple2[int, int](lo.x, hi.x)), decided([]condExpr{
				{eval: both(a.eval, lo.eval, func(x, y int) (bool, bool) { return x == y, true })},
				{eval: both(lo.eval, hi.eval, func(x, y int) (bool, bool) { return x == y, true })}}, false)}
		})
}

// pattern: what is searched is in small letters here and there, for SQLite's LIKE
// ignores the case of ASCII letters.
func (g *gen) pattern(depth int) condExpr {
	a, b := g.text(depth-1), g.text(1)
	x, y := sql.Lower(strOf(a.x)), sql.Lower(strOf(b.x))
	of := func(f func(s, part string) bool) func(*corpus.Sample) (bool, bool) {
		return both(a.eval, b.eval, func(s, part string) (bool, bool) { return f(strings.ToLower(s), strings.ToLower(part)), true })
	}
	return pick(g,
		func() condExpr { return condExpr{sql.HasPrefixOf(x, y), of(strings.HasPrefix)} },
		func() condExpr { return condExpr{sql.HasSuffixOf(x, y), of(strings.HasSuffix)} },
		func() condExpr { return condExpr{sql.ContainsOf(x, y), of(strings.Contains)} },
		func() condExpr {
			return condExpr{sql.ContainsOf(x, y).Not(), of(func(s, part string) bool { return !strings.Contains(s, part) })}
		},
		func() condExpr {
			return condExpr{x.HasPrefix("a_"), one(a.eval, func(s string) bool { return strings.HasPrefix(strings.ToLower(s), "a_") })}
		},
		func() condExpr {
			return condExpr{sql.Matches(x, "^[a-c]+$"), one(a.eval, func(s string) bool {
				return s != "" && strings.Trim(strings.ToLower(s), "abc") == ""
			})}
		})
}
