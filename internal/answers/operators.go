package answers

import (
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// Reasons that several cases have.
const (
	byPrecedence = "parentheses follow from precedence"
	pattern      = "the pattern is one value, what has a meaning in it escaped"
	regexpCase   = "case matters on every database, whatever the collation is"
)

// operators are the cases of operators.
func operators() []Case {
	u, o, a, t := Users, Orders, Addresses, T1
	floors := Difference{Why: "-7 // 2 is -4 on every database; the recorded text truncates here, and floors on MySQL", Rows: "[[-4], [3], [null]]"}
	var each []sql.Typed[bool]
	for _, i := range []int{1, 2, 3} {
		each = append(each, t.ID.Eq(i))
	}
	one := func(items ...sql.Item) sql.Statement { return sql.Select(items...) }
	where := func(c ...sql.Typed[bool]) sql.Statement { return sql.Select(t.ID).Where(c...) }
	user := func(c ...sql.Typed[bool]) sql.Statement { return sql.Select(u.ID).Where(c...) }
	return []Case{
		{Name: "ne_none", Stmt: where(t.X.IsNotNull())},
		{Name: "is_distinct_from", Stmt: where(sql.IsDistinct(t.X, t.Y))},
		{Name: "precedence_sub_assoc", Stmt: one(sql.Sub(t.X, t.Y.Sub(1)))},
		{Name: "precedence_mod", Stmt: one(t.X.Mod(5).Mul(3), sql.Mod(t.X, t.Y.Add(1))), Text: map[string]string{"*": byPrecedence}},
		{Name: "precedence_and_or", Stmt: where(sql.Or(sql.And(t.X.Eq(1), t.Y.Eq(2)), t.X.Eq(3)))},
		{Name: "precedence_or_and", Stmt: where(sql.And(sql.Or(t.X.Eq(1), t.Y.Eq(2)), t.X.Eq(3)))},
		{Name: "not_like_wrapped", Stmt: where(sql.Not(t.Name.Like("a%")))},
		{Name: "true_div_literal", Stmt: one(sql.Ratio(t.X, sql.Number(sql.Val(2))).Nullable(), sql.Ratio(sql.Number(sql.Val(2)), t.X).Nullable()), Text: map[string]string{"postgresql": "the quotient is a float on every database", "mysql": "the quotient is a float on every database: that of two integers has four digits there"},
			Differs: map[string]Difference{"mysql": {Why: "the recorded quotient has four digits", Rows: "[[null, null], [-3.5, -0.2857142857142857], [3.5, 0.2857142857142857]]"}}},
		{Name: "floor_div_ints", Stmt: one(sql.Div(t.X, t.Y).Nullable()), Text: map[string]string{"*": "rounding is written out: towards minus infinity, as on MySQL"},
			Differs: map[string]Difference{"postgresql": floors, "sqlite": floors}},
		{Name: "floor_div_numeric", Stmt: one(sql.Floor(o.Total.Div("3"))), Text: map[string]string{"postgresql": "a value has the type of what it is divided by; the function's name is in small letters", "mysql": "the function's name is in small letters", "sqlite": "a decimal that is whole is an integer there, which / would divide as one"}},
		{Name: "mod_percent_escape", Stmt: one(t.X.Mod(2))},
		{Name: "concat_in_comparison", Stmt: user(u.Name.Concat("x").Eq("edx")), Text: map[string]string{"*": byPrecedence}},
		{Name: "contains", Stmt: user(u.Name.Contains("d")), Text: map[string]string{"*": pattern}},
		{Name: "endswith_column", Stmt: user(sql.HasSuffixOf(u.Fullname, u.Name)), Text: map[string]string{"*": "what has a meaning in a pattern is escaped, in columns too"}},
		{Name: "icontains", Stmt: user(u.Name.IContains("D")), Text: map[string]string{"*": pattern}},
		{Name: "iendswith_not", Stmt: user(sql.Not(u.Name.IHasSuffix("D"))), Text: map[string]string{"*": pattern}},
		{Name: "in_with_none", Stmt: user(sql.InOf(u.ManagerID, sql.Val(1), sql.NullOf[int]())), Text: map[string]string{"*": "a list of values has no NULL, which never is in it: this is one of expressions"}},
		{Name: "in_union", Stmt: user(u.ID.InQuery(sql.Select1(o.UserID.NotNull()).Union(sql.Select1(a.UserID))))},
		{Name: "any_subquery", Stmt: user(sql.Eq(u.ID, sql.AnyNull(sql.Select1(o.UserID))))},
		{Name: "regexp_match", Stmt: user(sql.Matches(u.Name, "^e")), Text: map[string]string{"mysql": regexpCase}},
		{Name: "regexp_match_flags", Stmt: user(sql.IMatches(u.Name, "^E")), Text: map[string]string{"mysql": "MariaDB has no REGEXP_LIKE"}},
		{Name: "regexp_not_match", Stmt: user(sql.Not(sql.Matches(u.Name, "^e"))), Text: map[string]string{"*": "NOT is before the comparison, as databases have no common word for both; MySQL's case matters"}},
		{Name: "bitwise_mixed_precedence", Stmt: one(sql.BitAndOf(t.X, t.Y).Add(1).Nullable(), sql.BitAnd(t.X.Add(1), 3).Nullable()), Text: map[string]string{"mysql": "bits are those of signed numbers: MySQL's are not"}},
		{Name: "compare_subquery_scalar", Stmt: user(sql.Gt(sql.TypeAs(u.Age, sqltype.Double), sql.ScalarNull(sql.Select1(sql.Avg(u.Age))))), Text: map[string]string{"postgresql": "a mean is a float on every database", "mysql": "a mean is a float on every database"}},
		{Name: "comparison_of_comparison", Stmt: one(sql.Eq(t.X.Eq(1), t.Y.Eq(2)).Nullable())},
		{Name: "chained_or_many", Stmt: where(sql.Or(each...))},
		{Name: "bind_name_collision_error", Stmt: where(sql.Eq(t.X, sql.Param[int]("x_1")), t.X.Ne(7)), Params: sql.Params{"x_1": 5},
			Differs: map[string]Difference{"*": {Why: "values have no names, so that no parameter's name can be taken", Runs: true, Rows: "[]", Keys: []string{"id"}}}},
		{Name: "bind_same_column_twice", Stmt: where(t.X.Gt(1), t.X.Lt(9), t.Y.Gt(0))},
	}
}
