package dialecttest

import (
	"errors"
	"fmt"
	"strings"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// found is a case of the ids of the products for which a condition holds.
func found(name string, cond func(p *productTable) sql.Typed[bool], ids ...int) query {
	return query{name: name, want: strings.ReplaceAll(strings.Trim(fmt.Sprint(ids), "[]"), " ", "\n"), stmt: func(s *shop) sql.Statement {
		return sql.Select(s.p.ID).Where(cond(s.p)).OrderBy(s.p.ID)
	}}
}

type cond = sql.Typed[bool]

func whereCases() []testCase {
	return append(queries(append(comparisons(), likes()...)), manyMembers()...)
}

func comparisons() []query {
	return []query{
		found("eq", func(p *productTable) cond { return p.Qty.Eq(0) }, 2, 9),
		found("ne leaves out NULL", func(p *productTable) cond { return p.Price.Ne(3) }, 1, 2, 3, 5, 8, 9),
		found("lt", func(p *productTable) cond { return p.Qty.Lt(0) }, 3, 5, 10),
		found("le", func(p *productTable) cond { return p.Qty.Le(0) }, 2, 3, 5, 9, 10),
		found("gt", func(p *productTable) cond { return p.Price.Gt(9.99) }, 2, 8),
		found("ge", func(p *productTable) cond { return p.Price.Ge(9.99) }, 1, 2, 8),
		found("columns eq", func(p *productTable) cond { return sql.Eq(p.ID, p.CategoryID) }, 1),
		found("columns lt", func(p *productTable) cond { return sql.Lt(p.Qty, p.ID) }, 2, 3, 5, 6, 7, 9, 10),
		found("and", func(p *productTable) cond { return p.Active.And(p.Qty.Gt(5)) }, 1, 4, 8),
		found("or", func(p *productTable) cond { return p.Qty.Gt(50).Or(p.Qty.Lt(-5)) }, 5, 8),
		found("not", func(p *productTable) cond { return p.Active.Not() }, 2, 5, 7, 10),
		found("not of or", func(p *productTable) cond { return sql.Not(sql.Or(p.Active, p.Qty.Lt(0))) }, 2, 7),
		found("and in or", func(p *productTable) cond {
			return sql.Or(sql.And(p.Qty.Eq(0), p.Active), p.ID.Eq(1))
		}, 1, 9),
		found("or in and", func(p *productTable) cond {
			return sql.And(sql.Or(p.ID.Eq(1), p.ID.Eq(2)), p.Active)
		}, 1),
		found("or of nothing is false", func(p *productTable) cond { return sql.Or() }),
		found("and of nothing is true", func(p *productTable) cond { return sql.And(sql.And(), p.ID.Lt(3)) }, 1, 2),
		found("true", func(p *productTable) cond { return sql.And(sql.True(), p.ID.Lt(2)) }, 1),
		found("false", func(p *productTable) cond { return sql.False() }),
		found("bool column", func(p *productTable) cond { return p.Active }, 1, 3, 4, 6, 8, 9),
		found("bool eq false", func(p *productTable) cond { return p.Active.Eq(false) }, 2, 5, 7, 10),
		found("not of NULL is not true", func(p *productTable) cond { return sql.Not(p.Price.Gt(0)) }, 5, 9),
		found("is null", func(p *productTable) cond { return p.Price.IsNull() }, 4, 10),
		found("is not null", func(p *productTable) cond { return p.CategoryID.IsNotNull() }, 1, 2, 3, 5, 6, 7, 10),
		found("empty text is not NULL", func(p *productTable) cond { return p.Note.Eq("") }, 2),
		found("the word NULL is not NULL", func(p *productTable) cond { return p.Note.Eq("NULL") }, 5),
		found("is distinct from", func(p *productTable) cond { return p.Price.IsDistinctFrom(3) }, 1, 2, 3, 4, 5, 8, 9, 10),
		found("is not distinct from", func(p *productTable) cond { return p.Note.IsNotDistinctFrom("x") }, 3),
		found("is not distinct from, columns", func(p *productTable) cond {
			return sql.IsNotDistinct(p.CategoryID, sql.NullIf(p.CategoryID, sql.Val(1)))
		}, 3, 4, 5, 6, 7, 8, 9),
		found("between takes both ends", func(p *productTable) cond { return p.Price.Between(0, 3) }, 3, 6, 7, 9),
		found("not between", func(p *productTable) cond { return p.Price.Between(0, 3).Not() }, 1, 2, 5, 8),
		found("between of nothing", func(p *productTable) cond { return p.Qty.Between(5, 1) }),
		found("between of columns", func(p *productTable) cond { return sql.BetweenOf(p.ID, p.CategoryID, p.Qty) }, 1),
		found("between dates", func(p *productTable) cond { return p.Made.Between(day(1969, 12, 31), day(2024, 1, 31)) }, 1, 5, 6),
		found("date eq leap day", func(p *productTable) cond { return p.Made.Eq(day(2024, 2, 29)) }, 3),
		found("in", func(p *productTable) cond { return p.ID.In(9, 1, 1, 77) }, 1, 9),
		found("in one", func(p *productTable) cond { return p.Name.In("it's") }, 6),
		found("in nothing", func(p *productTable) cond { return p.ID.In() }),
		found("not in", func(p *productTable) cond { return p.ID.NotIn(1, 2, 3, 4, 5, 6, 7, 8) }, 9, 10),
		found("not in nothing, also NULL", func(p *productTable) cond { return p.Price.NotIn() }, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
		found("not in leaves out NULL", func(p *productTable) cond { return p.Price.NotIn(3, 25) }, 1, 3, 5, 8, 9),
		found("in dates", func(p *productTable) cond { return p.Made.In(day(2000, 1, 1), day(9999, 12, 31)) }, 6, 8),
		found("in floats", func(p *productTable) cond { return p.Price.In(9.99, -1.25) }, 1, 5),
		found("in texts", func(p *productTable) cond { return p.Note.In("", "--", "%", `\`) }, 2, 6, 10),
		found("in expressions", func(p *productTable) cond { return sql.InOf(sql.Val(1), p.CategoryID, p.ID) }, 1, 2, 10),
		found("in query", func(p *productTable) cond {
			o := schema.Alias(p, "other")
			return p.ID.InQuery(sql.Select1(o.ID).Where(o.Qty.Gt(9)))
		}, 1, 8),
		found("not in query", func(p *productTable) cond {
			o := schema.Alias(p, "other")
			return p.ID.NotInQuery(sql.Select1(o.ID).Where(o.ID.Gt(2)))
		}, 1, 2),
		found("in query of nothing", func(p *productTable) cond {
			o := schema.Alias(p, "other")
			return p.ID.InQuery(sql.Select1(o.ID).Where(sql.False()))
		}),
	}
}

// likes have every wildcard and escape character in the data and in the patterns.
func likes() []query {
	return []query{
		found("like", func(p *productTable) cond { return p.Name.Like("%_score") }, 3),
		found("like underscore is any character", func(p *productTable) cond { return p.Name.Like("a_b_c_d") }, 10),
		found("like has no escape of its own", func(p *productTable) cond { return p.Name.Like(`back\slash`) }, 4),
		found("like of a backslash before a wildcard", func(p *productTable) cond { return p.Name.Like(`back\%`) }, 4),
		found("like of a slash before a wildcard", func(p *productTable) cond { return p.Name.Like("sla/%") }, 5),
		found("not like", func(p *productTable) cond { return p.Name.NotLike("%a%") }, 1, 2, 3, 6, 9),
		found("like everything", func(p *productTable) cond { return p.Name.Like("%") }, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
		found("like nothing", func(p *productTable) cond { return p.Name.Like("") }, 9),
		found("ilike", func(p *productTable) cond { return p.Name.ILike("WID%") }, 1),
		found("has prefix", func(p *productTable) cond { return p.Name.HasPrefix("100%") }, 2),
		found("has prefix percent", func(p *productTable) cond { return p.Name.HasPrefix("%") }),
		found("has prefix underscore", func(p *productTable) cond { return p.Name.HasPrefix("_") }),
		found("has prefix backslash", func(p *productTable) cond { return p.Name.HasPrefix(`back\`) }, 4),
		found("has suffix", func(p *productTable) cond { return p.Name.HasSuffix("/d") }, 10),
		found("has suffix quote", func(p *productTable) cond { return p.Name.HasSuffix(`"`) }, 7),
		found("has suffix emoji", func(p *productTable) cond { return p.Name.HasSuffix("🍺") }, 8),
		found("contains percent", func(p *productTable) cond { return p.Name.Contains("%") }, 2, 10),
		found("contains underscore", func(p *productTable) cond { return p.Name.Contains("_") }, 3, 10),
		found("contains slash", func(p *productTable) cond { return p.Name.Contains("/") }, 5, 10),
		found("contains backslash", func(p *productTable) cond { return p.Name.Contains(`\`) }, 4),
		found("contains quote", func(p *productTable) cond { return p.Name.Contains("'") }, 6),
		found("contains bracket", func(p *productTable) cond { return p.Name.Contains("[") }),
		found("contains all wildcards", func(p *productTable) cond { return p.Name.Contains("%b_c/") }, 10),
		found("contains nothing", func(p *productTable) cond { return p.Name.Contains("") }, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
		found("contains, not", func(p *productTable) cond { return p.Name.Contains("_").Not() }, 1, 2, 4, 5, 6, 7, 8, 9),
		found("contains of NULL", func(p *productTable) cond { return p.Note.Contains("-") }, 6),
		found("icontains", func(p *productTable) cond { return p.Name.IContains("SAY") }, 7),
		found("icontains percent", func(p *productTable) cond { return p.Name.IContains("%B") }, 10),
		found("like of a value, folded", func(p *productTable) cond { return sql.ILikeOf(p.Name, sql.String(sql.Val("%WOOL"))) }, 2),
		found("prefix of a value, folded", func(p *productTable) cond { return sql.IHasPrefixOf(p.Name, sql.String(sql.Val("A%B_"))) }, 10),
		found("prefix with a backslash, folded", func(p *productTable) cond { return sql.IHasPrefixOf(p.Name, sql.String(sql.Val(`BACK\`))) }, 4),
		found("suffix of a value", func(p *productTable) cond { return sql.HasSuffixOf(p.Name, sql.String(sql.Val("/sh"))) }, 5),
		found("suffix of a value, folded", func(p *productTable) cond { return sql.IHasSuffixOf(p.Name, sql.String(sql.Val("_SCORE"))) }, 3),
		found("like of an expression", func(p *productTable) cond { return sql.LikeOf(p.Name, sql.Concat(p.Name, sql.Val("%"))) }, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
	}
}

// manyMembers is IN with more members than any database takes as placeholders.
func manyMembers() []testCase {
	var out []testCase
	for _, n := range []int{2, 1000, 70_000} {
		out = append(out, testCase{name: fmt.Sprintf("in %d", n), run: func(e *env) error {
			ids, names := make([]int, n), make([]string, n)
			for i := range ids {
				ids[i], names[i] = i*3, fmt.Sprint("no such ' name ", i)
			}
			names[n/2] = "it's"
			p := e.shop.p
			err := e.want(sql.Select(p.ID).Where(p.ID.In(ids...), p.ID.Lt(4)).OrderBy(p.ID), "3")
			if f := e.eng.Dialect().Features(); f.MaxBinds > 0 && n > f.MaxBinds && errors.As(err, new(*compile.TooManyBindsError)) {
				return nil
			}
			if err != nil {
				return err
			}
			if err := e.want(sql.Select(p.ID).Where(p.Name.In(names...)), "6"); err != nil {
				return err
			}
			return e.want(sql.Select(p.ID).Where(p.ID.NotIn(ids...), p.ID.Lt(5), sql.Not(p.Name.In(names...))).OrderBy(p.ID), "1", "2", "4")
		}})
	}
	return out
}
