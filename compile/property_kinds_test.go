package compile_test

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/aludel/aludel/internal/corpus"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// The kinds of expressions: the tree, and the same computed in memory. The second result
// of eval is false for NULL. limit bounds the absolute value, so that nothing overflows.
type (
	intExpr struct {
		x     sql.Numeric[int]
		eval  func(r *corpus.Sample) (int, bool)
		limit float64
	}
	decExpr struct {
		x     sql.Numeric[string]
		eval  func(r *corpus.Sample) (float64, bool)
		limit float64
	}
	textExpr struct {
		x    sql.Textual[string]
		eval func(r *corpus.Sample) (string, bool)
		max  int // characters
	}
	dateExpr struct {
		x    sql.ValueOf[time.Time, time.Time]
		eval func(r *corpus.Sample) (time.Time, bool)
	}
)

// both is f of two values, NULL when one of them is.
func both[A, B, C any](a func(*corpus.Sample) (A, bool), b func(*corpus.Sample) (B, bool), f func(A, B) (C, bool)) func(*corpus.Sample) (C, bool) {
	return func(r *corpus.Sample) (C, bool) {
		x, ok := a(r)
		y, ok2 := b(r)
		if !ok || !ok2 {
			var zero C
			return zero, false
		}
		return f(x, y)
	}
}

func one[A, C any](a func(*corpus.Sample) (A, bool), f func(A) C) func(*corpus.Sample) (C, bool) {
	return func(r *corpus.Sample) (C, bool) {
		x, ok := a(r)
		if !ok {
			var zero C
			return zero, false
		}
		return f(x), true
	}
}

func constant[T any](v T) func(*corpus.Sample) (T, bool) {
	return func(*corpus.Sample) (T, bool) { return v, true }
}

func first[T any](a, b func(*corpus.Sample) (T, bool)) func(*corpus.Sample) (T, bool) {
	return func(r *corpus.Sample) (T, bool) {
		if x, ok := a(r); ok {
			return x, true
		}
		return b(r)
	}
}

func choose[T any](c condExpr, a, b func(*corpus.Sample) (T, bool)) func(*corpus.Sample) (T, bool) {
	return func(r *corpus.Sample) (T, bool) {
		if x, ok := c.eval(r); ok && x {
			return a(r)
		}
		return b(r)
	}
}

const maxInt = 1e6

func (g *gen) integer(depth int) intExpr {
	t := corpus.Samples
	if depth == 0 || g.IntN(6) == 0 {
		return pick(g,
			func() intExpr { return intExpr{t.I, func(r *corpus.Sample) (int, bool) { return value(r.I) }, 20} },
			func() intExpr { return intExpr{t.J, func(r *corpus.Sample) (int, bool) { return value(r.J) }, 20} },
			func() intExpr {
				n := g.IntN(41) - 20
				return intExpr{sql.Number(sql.Val(n)), constant(n), 20}
			},
			func() intExpr {
				return intExpr{sql.Number(sql.NullOf[int]()), func(*corpus.Sample) (int, bool) { return 0, false }, 0}
			})
	}
	a, b := g.integer(depth-1), g.integer(depth-1)
	binary := func(x sql.Numeric[int], limit float64, f func(x, y int) (int, bool)) intExpr {
		if limit > maxInt {
			return a
		}
		return intExpr{x, both(a.eval, b.eval, f), limit}
	}
	whole := func(f func(x, y int) int) func(x, y int) (int, bool) {
		return func(x, y int) (int, bool) { return f(x, y), true }
	}
	bits := 2*math.Max(a.limit, b.limit) + 1
	return pick(g,
		func() intExpr {
			return binary(sql.Add(a.x, b.x), a.limit+b.limit, whole(func(x, y int) int { return x + y }))
		},
		func() intExpr {
			return binary(sql.Sub(a.x, b.x), a.limit+b.limit, whole(func(x, y int) int { return x - y }))
		},
		func() intExpr {
			return binary(sql.Mul(a.x, b.x), a.limit*b.limit, whole(func(x, y int) int { return x * y }))
		},
		func() intExpr {
			return binary(sql.Div(a.x, nonZero(b.x)), a.limit+1, func(x, y int) (int, bool) {
				if y == 0 {
					return 0, false
				}
				return int(math.Floor(float64(x) / float64(y))), true
			})
		},
		func() intExpr {
			return binary(sql.Mod(a.x, nonZero(b.x)), a.limit, func(x, y int) (int, bool) {
				if y == 0 {
					return 0, false
				}
				return x % y, true
			})
		},
		func() intExpr {
			return binary(sql.BitAndOf(a.x, b.x), bits, whole(func(x, y int) int { return x & y }))
		},
		func() intExpr {
			return binary(sql.BitOrOf(a.x, b.x), bits, whole(func(x, y int) int { return x | y }))
		},
		func() intExpr {
			return binary(sql.BitXorOf(a.x, b.x), bits, whole(func(x, y int) int { return x ^ y }))
		},
		func() intExpr {
			return intExpr{sql.BitNot(a.x), one(a.eval, func(x int) int { return ^x }), a.limit + 1}
		},
		func() intExpr {
			return intExpr{sql.Number(sql.TypeAs(sql.ShiftRight(a.x, 2), sqltype.As[int](sqltype.BigInt))), one(a.eval, func(x int) int { return x >> 2 }), a.limit}
		},
		func() intExpr {
			return intExpr{sql.Sub[int](sql.Number(sql.Val(0)), a.x).Neg(), a.eval, a.limit}
		},
		func() intExpr { return intExpr{sql.Sign(a.x), one(a.eval, sign), 1} },
		func() intExpr {
			return intExpr{sql.Number(sql.Greatest[int](a.x, b.x)), both(a.eval, b.eval, whole(func(x, y int) int { return max(x, y) })), math.Max(a.limit, b.limit)}
		},
		func() intExpr {
			return intExpr{sql.Number(sql.Least[int](a.x, b.x, a.x)), both(a.eval, b.eval, whole(func(x, y int) int { return min(x, y) })), math.Max(a.limit, b.limit)}
		},
		func() intExpr {
			return intExpr{sql.Number(sql.Coalesce[int, int](a.x, plain(b.x))), first(a.eval, b.eval), math.Max(a.limit, b.limit)}
		},
		func() intExpr {
			c := g.cond(depth - 1)
			return intExpr{sql.Number(sql.WhenExpr[int](c.x, a.x).ElseExpr(b.x)), choose(c, a.eval, b.eval), math.Max(a.limit, b.limit)}
		},
		func() intExpr {
			return intExpr{sql.Number(sql.Switch[int](a.x, 7, 1).Case(-7, 2).Else(3)), func(r *corpus.Sample) (int, bool) {
				switch x, ok := a.eval(r); {
				case ok && x == 7:
					return 1, true
				case ok && x == -7:
					return 2, true
				}
				return 3, true
			}, 3}
		},
		func() intExpr {
			s := g.text(depth - 1)
			return intExpr{sql.Length(s.x), one(s.eval, func(s string) int { return len([]rune(s)) }), float64(s.max)}
		},
		func() intExpr {
			s, u := g.text(depth-1), g.text(1)
			return intExpr{sql.PositionOf(s.x, u.x), both(s.eval, u.eval, func(s, u string) (int, bool) {
				i := strings.Index(s, u)
				if i < 0 {
					return 0, true
				}
				return len([]rune(s[:i])) + 1, true
			}), float64(s.max) + 1}
		},
		func() intExpr {
			d := g.decimal(depth - 1)
			if d.limit > maxInt {
				return a
			}
			return intExpr{sql.Number(sql.Cast(d.x, sqltype.As[int](sqltype.Integer))), one(d.eval, func(f float64) int { return int(math.Round(f)) }), d.limit + 1}
		},
		func() intExpr {
			d, e := g.date(depth-1), g.date(depth-1)
			return intExpr{sql.DaysBetween[time.Time](d.x, e.x), both(d.eval, e.eval, func(x, y time.Time) (int, bool) {
				return int(x.Sub(y) / (24 * time.Hour)), true
			}), 1e5}
		},
		func() intExpr { return g.field(depth) })
}

func sign(x int) int { return min(1, max(-1, x)) }

// plain is x read as T, whatever it may be.
func plain(x sql.Numeric[int]) sql.ValueOf[int, int] {
	return sql.NewValue[int, int](sql.NodeOf(x))
}

func (g *gen) field(depth int) intExpr {
	d := g.date(depth - 1)
	fields := []struct {
		f  sql.Field
		of func(time.Time) int
	}{
		{sql.Year, time.Time.Year}, {sql.Month, func(t time.Time) int { return int(t.Month()) }}, {sql.Day, time.Time.Day},
		{sql.DayOfYear, time.Time.YearDay}, {sql.DayOfWeek, func(t time.Time) int { return int(t.Weekday()) }},
		{sql.Week, func(t time.Time) int { _, w := t.ISOWeek(); return w }}, {sql.ISOYear, func(t time.Time) int { y, _ := t.ISOWeek(); return y }},
		{sql.Quarter, func(t time.Time) int { return (int(t.Month()) + 2) / 3 }}, {sql.ISOWeekday, func(t time.Time) int { return (int(t.Weekday())+6)%7 + 1 }},
	}
	f := fields[g.IntN(len(fields))]
	return intExpr{sql.Number(sql.TypeAs(sql.Extract[time.Time](f.f, d.x), sqltype.As[int](sqltype.BigInt))), one(d.eval, f.of), 3000}
}

func (g *gen) decimal(depth int) decExpr {
	t := corpus.Samples
	if depth == 0 || g.IntN(6) == 0 {
		return pick(g,
			func() decExpr {
				return decExpr{t.D, func(r *corpus.Sample) (float64, bool) { return decimalOf(r.D) }, 101}
			},
			func() decExpr {
				return decExpr{t.E, func(r *corpus.Sample) (float64, bool) { return decimalOf(r.E) }, 101}
			},
			func() decExpr {
				f := float64(g.IntN(81)-40) / 4
				return decExpr{dec(sql.ValLike[string](strconv.FormatFloat(f, 'f', 2, 64), t.D)), constant(f), 10}
			})
	}
	a, b := g.decimal(depth-1), g.decimal(depth-1)
	binary := func(x sql.Numeric[string], limit float64, f func(x, y float64) float64) decExpr {
		if limit > 1e8 {
			return a
		}
		return decExpr{x, both(a.eval, b.eval, func(x, y float64) (float64, bool) { return f(x, y), true }), limit}
	}
	return pick(g,
		func() decExpr {
			return binary(sql.Add(a.x, b.x), a.limit+b.limit, func(x, y float64) float64 { return x + y })
		},
		func() decExpr {
			return binary(sql.Sub(a.x, b.x), a.limit+b.limit, func(x, y float64) float64 { return x - y })
		},
		func() decExpr {
			if depth > 2 {
				return a
			}
			return binary(sql.Mul(a.x, b.x), a.limit*b.limit, func(x, y float64) float64 { return x * y })
		},
		func() decExpr {
			// to whole numbers only: 1.3 is no binary number, and what SQLite computes is one
			return decExpr{sql.Round[string, string](decOf(a.x), 0), one(a.eval, math.Round), a.limit + 1}
		},
		func() decExpr {
			return decExpr{sql.Abs[string, string](decOf(a.x)), one(a.eval, math.Abs), a.limit}
		},
		func() decExpr {
			return decExpr{sql.Floor[string, string](decOf(a.x)), one(a.eval, math.Floor), a.limit + 1}
		},
		func() decExpr {
			return decExpr{sql.Ceil[string, string](decOf(a.x)), one(a.eval, math.Ceil), a.limit + 1}
		},
		func() decExpr {
			return decExpr{decOf(a.x).Neg(), one(a.eval, func(x float64) float64 { return -x }), a.limit}
		},
		func() decExpr {
			return decExpr{sql.Number(sql.Coalesce[string, string](a.x, decOf(b.x))), first(a.eval, b.eval), math.Max(a.limit, b.limit)}
		},
		func() decExpr {
			c := g.cond(depth - 1)
			return decExpr{sql.Number(sql.WhenExpr[string](c.x, a.x).ElseExpr(b.x)), choose(c, a.eval, b.eval), math.Max(a.limit, b.limit)}
		},
		func() decExpr {
			i := g.integer(depth - 1)
			return decExpr{sql.Number(sql.Cast(i.x, sqltype.Numeric(12, 2))), one(i.eval, func(x int) float64 { return float64(x) }), i.limit}
		})
}

func decOf(x sql.Numeric[string]) sql.Num[string, string] {
	return sql.NumOf(sql.NewValue[string, string](sql.NodeOf(x)))
}

func dec(x sql.Value[string, string]) sql.Num[string, string] { return sql.NumOf(x) }

var texts = []string{"", "a", "abc", "B", "50%", "_", "ö", "x'y", `\`, "12", "/"}

func (g *gen) text(depth int) textExpr {
	t := corpus.Samples
	if depth == 0 || g.IntN(6) == 0 {
		return pick(g,
			func() textExpr { return textExpr{t.S, func(r *corpus.Sample) (string, bool) { return value(r.S) }, 5} },
			func() textExpr { return textExpr{t.T, func(r *corpus.Sample) (string, bool) { return value(r.T) }, 2} },
			func() textExpr {
				s := texts[g.IntN(len(texts))]
				return textExpr{sql.String(sql.Val(s)), constant(s), 3}
			})
	}
	a, b := g.text(depth-1), g.text(depth-1)
	x := strOf(a.x)
	n := g.IntN(4)
	return pick(g,
		func() textExpr {
			return textExpr{sql.Concat(a.x, b.x), both(a.eval, b.eval, func(x, y string) (string, bool) { return x + y, true }), a.max + b.max}
		},
		func() textExpr {
			return textExpr{sql.Upper(sql.Replace(sql.Replace(x, "ö", "o"), "ß", "s")), one(a.eval, func(s string) string {
				return strings.ToUpper(strings.NewReplacer("ö", "o", "ß", "s").Replace(s)) // SQLite knows the letters of ASCII
			}), a.max}
		},
		func() textExpr {
			return textExpr{sql.Left(x, n), one(a.eval, func(s string) string { return cut(s, 0, n) }), n}
		},
		func() textExpr {
			return textExpr{sql.Right(x, n), one(a.eval, func(s string) string { l := len([]rune(s)); return cut(s, max(0, l-n), l) }), n}
		},
		func() textExpr {
			return textExpr{sql.Substring(x, n+1, 2), one(a.eval, func(s string) string { return cut(s, n, n+2) }), 2}
		},
		func() textExpr {
			return textExpr{sql.Replace(x, "b", "cc"), one(a.eval, func(s string) string { return strings.ReplaceAll(s, "b", "cc") }), 2 * a.max}
		},
		func() textExpr {
			return textExpr{sql.Trim(sql.Concat(sql.Val(" "), a.x, sql.Val("  "))), a.eval, a.max}
		},
		func() textExpr {
			return textExpr{sql.PadLeft(x, n, "*-"), one(a.eval, func(s string) string {
				if l := len([]rune(s)); l < n {
					return cut(strings.Repeat("*-", n), 0, n-l) + s
				}
				return cut(s, 0, n)
			}), n}
		},
		func() textExpr {
			return textExpr{sql.Repeat(x, n), one(a.eval, func(s string) string { return strings.Repeat(s, n) }), n * a.max}
		},
		func() textExpr {
			return textExpr{sql.String(sql.Coalesce[string, string](a.x, strOf(b.x))), first(a.eval, b.eval), max(a.max, b.max)}
		},
		func() textExpr {
			a := a.ofColumn()
			return textExpr{sql.String(sql.NullIf[string](a.x, b.x)), func(r *corpus.Sample) (string, bool) {
				x, ok := a.eval(r)
				if y, ok2 := b.eval(r); ok && ok2 && x == y {
					return "", false
				}
				return x, ok
			}, a.max}
		},
		func() textExpr {
			c := g.cond(depth - 1)
			return textExpr{sql.String(sql.WhenExpr[string](c.x, a.x).ElseExpr(b.x)), choose(c, a.eval, b.eval), max(a.max, b.max)}
		},
		func() textExpr {
			i := g.integer(depth - 1)
			return textExpr{sql.String(sql.Cast(i.x, sqltype.Text)), one(i.eval, strconv.Itoa), 12}
		})
}

// ofColumn is x compared by the collation of a column: constants are compared by that of
// the connection, which may ignore case.
func (e textExpr) ofColumn() textExpr {
	nothing := sql.Left(strOf(corpus.Samples.S), 0)
	return textExpr{sql.Concat(e.x, nothing), both(e.eval, func(r *corpus.Sample) (string, bool) { return value(r.S) },
		func(x, _ string) (string, bool) { return x, true }), e.max}
}

func strOf(x sql.Textual[string]) sql.Str[string, string] {
	return sql.StrOf(sql.NewValue[string, string](sql.NodeOf(x)))
}

func cut(s string, from, to int) string {
	r := []rune(s)
	from, to = min(from, len(r)), min(to, len(r))
	return string(r[from:to])
}

func (g *gen) date(depth int) dateExpr {
	t := corpus.Samples
	if depth == 0 || g.IntN(6) == 0 {
		return pick(g,
			func() dateExpr {
				return dateExpr{dayOf(t.Day), func(r *corpus.Sample) (time.Time, bool) { return value(r.Day) }}
			},
			func() dateExpr {
				return dateExpr{dayOf(t.Then), func(r *corpus.Sample) (time.Time, bool) { return value(r.Then) }}
			},
			func() dateExpr {
				d := time.Date(1990+g.IntN(50), time.Month(1+g.IntN(12)), 1+g.IntN(28), 0, 0, 0, 0, time.UTC)
				return dateExpr{dayOf(sql.ValLike[time.Time](d, t.Day)), constant(d)}
			})
	}
	a, b := g.date(depth-1), g.date(depth-1)
	n := g.IntN(41) - 20
	return pick(g,
		func() dateExpr {
			return dateExpr{sql.AddDays(a.x, n), one(a.eval, func(d time.Time) time.Time { return d.AddDate(0, 0, n) })}
		},
		func() dateExpr {
			return dateExpr{sql.AddMonths(a.x, n), one(a.eval, func(d time.Time) time.Time { return addMonths(d, n) })}
		},
		func() dateExpr {
			return dateExpr{sql.AddYears(a.x, 1), one(a.eval, func(d time.Time) time.Time { return addMonths(d, 12) })}
		},
		func() dateExpr {
			units := map[sql.Field]func(time.Time) time.Time{
				sql.Month:   func(d time.Time) time.Time { return d.AddDate(0, 0, 1-d.Day()) },
				sql.Year:    func(d time.Time) time.Time { return d.AddDate(0, 0, 1-d.YearDay()) },
				sql.Week:    func(d time.Time) time.Time { return d.AddDate(0, 0, -(int(d.Weekday())+6)%7) },
				sql.Quarter: func(d time.Time) time.Time { return time.Date(d.Year(), (d.Month()-1)/3*3+1, 1, 0, 0, 0, 0, time.UTC) },
			}
			unit := []sql.Field{sql.Month, sql.Year, sql.Week, sql.Quarter}[g.IntN(4)]
			return dateExpr{sql.TruncTo(unit, a.x), one(a.eval, units[unit])}
		},
		func() dateExpr {
			return dateExpr{sql.Coalesce[time.Time, time.Time](a.x, b.x), first(a.eval, b.eval)}
		},
		func() dateExpr {
			c := g.cond(depth - 1)
			return dateExpr{dayOf(sql.WhenExpr[time.Time](c.x, a.x).ElseExpr(b.x)), choose(c, a.eval, b.eval)}
		})
}

func dayOf(x sql.Typed[time.Time]) sql.ValueOf[time.Time, time.Time] {
	return sql.NewValue[time.Time, time.Time](sql.NodeOf(x))
}

func addMonths(d time.Time, n int) time.Time {
	f := time.Date(d.Year(), d.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := f.AddDate(0, 1, -1).Day()
	return f.AddDate(0, 0, min(d.Day(), last)-1)
}
