package corpus

import (
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// froms are joins beyond a chain of them.
func froms() (right, wrong []Case) {
	p, o, t := Products, Orders, Transfers
	q := schema.Alias(Products, "q")
	return []Case{
			{"join from", sql.Select(p.Name, o.Quantity).JoinFrom(p, o)},
			{"left join from", sql.Select(p.Name, o.Quantity).LeftJoinFrom(p, o)},
			{"join from on", sql.Select(p.Name, q.Name).JoinFrom(p, q, sql.Lt(p.Price, q.Price))},
			{"two join froms", sql.Select(sql.Count()).JoinFrom(p, o).JoinFrom(t, q, sql.Eq(t.ToID, q.ID)).CartesianProduct()},
			{"join from and join", sql.Select(p.Name, o.Quantity, t.ToID).JoinFrom(p, o).LeftJoin(t, sql.Eq(t.FromID, p.ID))},
			{"two join froms and join", sql.Select(sql.Count()).JoinFrom(p, o).JoinFrom(t, q, sql.Eq(t.ToID, q.ID)).LeftJoin(Nodes, sql.Eq(Nodes.ID, q.ID)).CartesianProduct()},
			{"left join of a join", sql.Select(p.ID, o.ID).From(p).LeftJoin(sql.JoinTables(o).Join(t, sql.Eq(t.FromID, o.ProductID)), sql.Eq(o.ProductID, p.ID))},
			{"left join of a join by key", sql.Select(q.ID, p.ID, o.ID).From(q).LeftJoin(sql.JoinTables(o).Join(p), sql.Eq(o.ProductID, q.ID))},
			{"join of joins", sql.Select(sql.Count()).From(sql.JoinTables(p).LeftJoin(o)).LeftJoin(sql.JoinTables(q).LeftJoin(sql.JoinTables(t).CrossJoin(Nodes), sql.Eq(t.ToID, q.ID)), sql.Eq(q.ID, p.ID))},
			{"join of a join with a subquery", sql.Select(p.ID).From(p).LeftJoin(sql.JoinTables(o).Join(lastOrder(), sql.Eq(o.ID, sql.Col(lastOrder(), o.ID))), sql.Eq(o.ProductID, p.ID))},
			{"cross join", sql.Select(p.ID, o.ID).From(p).CrossJoin(o).OrderBy(p.ID, o.ID).Limit(3)},
			{"full join", sql.Select(p.ID, o.ID).From(p).FullJoin(o)},
			{"full join of a join", sql.Select(p.ID, o.ID).From(sql.JoinTables(p).FullJoin(o))},
			{"join and extra from", sql.Select(p.ID, q.ID).From(p, q).Join(o, sql.Eq(o.ProductID, p.ID)).Where(q.ID.Eq(1))},
			{"lateral", lateral()},
			{"lateral join", lateralJoin()},
			{"lateral left join", lateralLeftJoin()},
			{"subquery twice", subqueryTwice()},
		}, []Case{
			{"join of a join, on by key", sql.Select(p.ID, o.ID, t.ToID).From(p).LeftJoin(sql.JoinTables(o).CrossJoin(Nodes))},
		}
}

func lastOrder() sql.Subquery {
	return sql.Select(sql.Max(Orders.ID).As("id")).Subquery("last")
}

func newest() sql.SelectStmt[sql.Record] {
	return sql.Select(Orders.ID, Orders.Quantity).Where(sql.Eq(Orders.ProductID, Products.ID)).OrderBy(Orders.ID.Desc()).Limit(1)
}

func lateral() sql.Statement {
	l := newest().Lateral("newest")
	return sql.Select(Products.Name, sql.Col(l, Orders.Quantity))
}

func lateralJoin() sql.Statement {
	l := newest().Lateral("newest")
	return sql.Select(Products.Name, sql.Col(l, Orders.Quantity)).From(Products).Join(l, sql.True())
}

func lateralLeftJoin() sql.Statement {
	l := newest().Lateral("newest")
	return sql.Select(Products.Name, sql.Col(l, Orders.Quantity)).From(Products).LeftJoin(l, sql.True())
}

func subqueryTwice() sql.Statement {
	a := sql.Select(Orders.ID, Orders.Quantity).Where(Orders.Quantity.Gt(1)).Subquery("a")
	b := a.As("b")
	return sql.Select(sql.Col(a, Orders.ID), sql.Col(b, Orders.ID)).Where(sql.Lt(sql.Col(a, Orders.Quantity), sql.Col(b, Orders.Quantity)))
}

var (
	key    = sql.Column("key", sqltype.String(20))
	number = sql.Column("number", sqltype.Integer)
	series = sql.Column("value", sqltype.Integer)
	member = sql.Column("value", sqltype.Text)
	place  = sql.Column("place", sqltype.BigInt)
	raw    = sql.Column("raw", sqltype.Bytes)
	amount = sql.Column("amount", sqltype.Numeric(10, 2))
)

func pairs() sql.ValuesStmt { return sql.Values(key, number).Row("one", 1).Row("two", 2) }

// tableValues are rows that are no table's.
func tableValues() []Case {
	v := pairs().As("v")
	strange := sql.Column(`a"b`, sqltype.Integer)
	each := sql.TableFunc("json_each", sql.Cast(sql.Val(`{"a": 3}`), sqltype.JSON)).As("each", key, member)
	nums := sql.TableFunc("generate_series", sql.Val(1), sql.Val(3)).As("nums", series)
	words := sql.TableFunc("unnest", sql.Func("string_to_array", sqltype.ArrayOf(sqltype.Text), sql.Val("a,b"), sql.Val(","))).WithOrdinality().As("words", member, place)
	recs := sql.TableFunc("jsonb_to_recordset", sql.Cast(sql.Val(`[{"key": "a", "number": 1}]`), sqltype.JSONB)).Define().As("recs", key, number)
	perRow := sql.TableFunc("generate_series", sql.Val(1), Products.ID).As("nums", series)
	some := sql.TableSample("some", Products, sql.Bernoulli, 100)
	seeded := sql.TableSampleSeed("some", Products, sql.System, 100, 7)
	return []Case{
		{"values", sql.Select(sql.Col(v, key), sql.Col(v, number)).From(v)},
		{"values whole", sql.Select(v)},
		{"values joined", sql.Select(Products.Name, sql.Col(v, key)).From(Products).Join(v, sql.Eq(sql.Col(v, number), Products.ID))},
		{"values with null and expressions", sql.Select(sql.Values(key, number).Row(nil, 1).Row(sql.Concat(sql.Val("a"), sql.Val("b")), sql.Val(2).NotNull()).As("v"))},
		{"values hostile names", sql.Select(sql.Values(strange).Row(1).As("v;--"))},
		{"values as statement", pairs()},
		{"values as cte", valuesCTE()},
		{"values in union", sql.Select(Products.Name, Products.ID).UnionAll(pairs())},
		{"values scalar", sql.Select(sql.Scalar(sql.Values(number).Row(7)))},
		{"values in", sql.Select(Products.ID).Where(sql.NewCond(&sql.InNode{X: sql.NodeOf(Products.ID), List: sql.StatementOf(sql.Values(number).Row(1).Row(2))}))},
		{"values lateral", valuesLateral()},
		{"values keep blanks", kept(sql.Values(key).Row("a ").Row("longer  ").Row("").Row(nil).As("v"))},
		{"values begin with null", kept(sql.Values(key).Row(nil).Row("a ").Row("longer  ").As("v"))},
		{"values of bytes", sql.Select(sql.Values(raw).Row([]byte{'a', 0, ' '}).Row([]byte{0xff, 0xfe}).As("v"))},
		{"union keeps blanks", unionOfTexts()},
		{"union of bytes", sql.Select(sql.Val([]byte{0xff, ' '})).UnionAll(sql.Select(sql.Val([]byte{0, ' ', ' '})))},
		{"cte keeps blanks", repeatedText()},
		{"cte of decimals", repeatedDecimal()},
		{"window over bytes", sql.Select(sql.FirstValue(sql.Val([]byte{0xff, ' '})).Over(sql.WindowBy(Products.ID))).From(Products)},
		{"json each", sql.Select(sql.Col(each, member))},
		{"series", sql.Select(sql.Col(nums, series)).From(nums)},
		{"series per row", sql.Select(Products.ID, sql.Col(perRow, series)).From(Products, perRow)},
		{"ordinality", sql.Select(sql.Col(words, member), sql.Col(words, place))},
		{"column definitions", sql.Select(sql.Col(recs, key), sql.Col(recs, number))},
		{"function as column", sql.Select(sql.Func("unnest", sqltype.Text, sql.Func("string_to_array", sqltype.ArrayOf(sqltype.Text), sql.Val("a,b"), sql.Val(","))).As("word"))},
		{"sample", sql.Select(sql.Col(some, Products.ID)).From(some)},
		{"sample seed", sql.Select(sql.Col(seeded, Products.ID))},
	}
}

func valuesCTE() sql.Statement {
	c := sql.With("v", pairs())
	return sql.Select(sql.Col(c, key), Products.Name).From(c).Join(Products, sql.Eq(Products.ID, sql.Col(c, number)))
}

// orderOfDecimals: a decimal that travels as a text is a number all the same.
func orderOfDecimals() sql.Statement {
	v := sql.Values(amount).Row("9.50").Row("10.5").Row("-1.25").As("v")
	return sql.Select(sql.Col(v, amount)).OrderBy(sql.Col(v, amount))
}

// kept are rows of a column key, in brackets that show the blanks.
func kept(rows sql.Subquery) sql.Statement {
	return sql.Select(sql.Concat(sql.Val("["), sql.Col(rows, key), sql.Val("]")).Nullable()).From(rows)
}

func unionOfTexts() sql.Statement {
	first := sql.Select(sql.Coalesce(sql.Val("a ").Nullable(), sql.Val("b")).As("key"))
	return kept(first.UnionAll(sql.Select(sql.Val("longer  ").As("key"))).Subquery("v"))
}

// repeatedDecimal is a decimal that is computed in the working table of a recursive CTE.
func repeatedDecimal() sql.Statement {
	d, n := Kinds.Dec.As("d"), Kinds.ID.As("n")
	c := sql.WithRecursive("c", sql.Select2(d, n), func(self *sql.CTE) sql.Query[sql.Row2[string, int]] {
		return sql.Select2(sql.Cast(sql.Add(sql.Number(sql.Col(self, d)), sql.Number(sql.Col(self, d))), sqltype.Numeric(10, 2)), sql.Col(self, n).Add(1)).Where(sql.Col(self, n).Lt(3))
	})
	return sql.Select(sql.Max(sql.Col(c, d)), sql.Min(sql.Col(c, d))).From(c)
}

// repeatedText is a text that goes through the working table of a recursive CTE.
func repeatedText() sql.Statement {
	text, n := sql.Val("a ").As("key"), sql.Val(1).As("number")
	c := sql.WithRecursive("c", sql.Select2(text, n), func(self *sql.CTE) sql.Query[sql.Row2[string, int]] {
		return sql.Select2(sql.Col(self, text), sql.Number(sql.Col(self, n)).Add(1)).Where(sql.Col(self, n).Lt(3))
	})
	return sql.Select(sql.Concat(sql.Col(c, text), sql.Val("]"))).From(c)
}

func valuesLateral() sql.Statement {
	v := sql.Values(number).Row(Products.ID).Row(Products.AvailableQuantity).Lateral("v")
	return sql.Select(Products.Name, sql.Col(v, number)).From(Products).CrossJoin(v)
}
