package dialecttest

import (
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

func selectCases() []testCase {
	return queries(append(append(ordering(), joins()...), append(subqueries(), sets()...)...))
}

func ordering() []query {
	return []query{
		{name: "whole table", stmt: func(s *shop) sql.Statement { return sql.Select(s.cat).OrderBy(s.cat.ID) },
			want: "(1, 'goods', NULL)\n(2, 'tools', 1)\n(3, 'order by', 1)\n(4, 'empty', 3)"},
		{name: "no table", stmt: func(*shop) sql.Statement {
			return sql.Select(sql.Val(1).As("a"), sql.Val("x'y"), sql.NullOf[int](), sql.Val(true), sql.Val(1.5))
		}, want: "(1, 'x'y', NULL, true, 1.5)"},
		{name: "no table, false", stmt: func(*shop) sql.Statement { return sql.Select(sql.Val(1)).Where(sql.False()) }},
		{name: "nulls first", stmt: func(s *shop) sql.Statement {
			return sql.Select(s.p.ID).OrderBy(s.p.Price.Asc().NullsFirst(), s.p.ID).Limit(4)
		}, want: "4\n10\n5\n9"},
		{name: "nulls last", stmt: func(s *shop) sql.Statement {
			return sql.Select(s.p.ID).OrderBy(s.p.Price.Asc().NullsLast(), s.p.ID).Offset(7).Limit(10)
		}, want: "8\n4\n10"},
		{name: "desc nulls first", stmt: func(s *shop) sql.Statement {
			return sql.Select(s.p.ID).OrderBy(s.p.Price.Desc().NullsFirst(), s.p.ID.Desc()).Limit(3)
		}, want: "10\n4\n8"},
		{name: "desc nulls last", stmt: func(s *shop) sql.Statement {
			return sql.Select(s.p.ID).OrderBy(s.p.Price.Desc().NullsLast(), s.p.ID).Offset(8)
		}, want: "4\n10"},
		{name: "order by a label", stmt: func(s *shop) sql.Statement {
			n := s.p.Qty.Neg().As("minus")
			return sql.Select(s.p.ID, n).OrderBy(n, s.p.ID).Limit(2)
		}, want: "(8, -100)\n(1, -10)"},
		{name: "order by an expression", stmt: func(s *shop) sql.Statement {
			return sql.Select(s.p.ID).OrderBy(sql.Abs(s.p.Qty).Desc(), s.p.ID).Limit(4)
		}, want: "8\n1\n4\n5"},
		{name: "order by a bool", stmt: func(s *shop) sql.Statement {
			return sql.Select(s.p.ID).OrderBy(s.p.Active.Asc(), s.p.ID).Limit(5)
		}, want: "2\n5\n7\n10\n1"},
		{name: "limit 0", stmt: func(s *shop) sql.Statement { return sql.Select(s.p.ID).Limit(0) }},
		{name: "limit and offset 0", stmt: func(s *shop) sql.Statement { return sql.Select(s.p.ID).OrderBy(s.p.ID).Limit(2).Offset(0) }, want: "1\n2"},
		{name: "offset alone", stmt: func(s *shop) sql.Statement { return sql.Select(s.p.ID).OrderBy(s.p.ID).Offset(8) }, want: "9\n10"},
		{name: "offset beyond the end", stmt: func(s *shop) sql.Statement { return sql.Select(s.p.ID).OrderBy(s.p.ID).Offset(99) }},
		{name: "distinct", stmt: func(s *shop) sql.Statement {
			return sql.Select(s.p.CategoryID).Distinct().OrderBy(s.p.CategoryID.Asc().NullsFirst())
		}, want: "NULL\n1\n2\n3"},
		{name: "group by and having", stmt: func(s *shop) sql.Statement {
			n := sql.Count().As("n")
			return sql.Select(s.p.CategoryID, n, sql.Sum(s.p.Qty)).GroupBy(s.p.CategoryID).Having(sql.Count().Gt(1)).OrderBy(s.p.CategoryID.Asc().NullsLast())
		}, want: "(1, 3, 9)\n(2, 2, -10)\n(3, 2, 5)\n(NULL, 3, 107)"},
		{name: "having without group", stmt: func(s *shop) sql.Statement {
			return sql.Select(sql.Count()).Having(sql.Count().Gt(100)).GroupBy(s.p.Active)
		}},
		{name: "aggregate of no rows", stmt: func(s *shop) sql.Statement {
			return sql.Select(sql.Count(), sql.Count(s.p.Price), sql.Sum(s.p.Qty), sql.Min(s.p.Name), sql.Avg(s.p.Qty)).Where(s.p.ID.Lt(0))
		}, want: "(0, 0, NULL, NULL, NULL)"},
		{name: "for update", needs: RowLocks, stmt: func(s *shop) sql.Statement {
			return sql.Select(s.p.ID).Where(s.p.ID.Eq(1)).ForUpdate().SkipLocked()
		}, want: "1"},
	}
}

func joins() []query {
	return []query{
		{name: "join on", stmt: func(s *shop) sql.Statement {
			return sql.Select(s.o.ID, s.p.Name).Join(s.p, sql.Eq(s.o.ProductID, s.p.ID)).OrderBy(s.o.ID)
		}, want: "(1, 'widget')\n(2, 'widget')\n(3, '100% wool')\n(4, 'it's')\n(5, 'it's')"},
		{name: "join by the foreign key", stmt: func(s *shop) sql.Statement {
			return sql.Select(s.o.ID, s.p.Name).From(s.o).Join(s.p).Where(s.o.Customer.Eq("O'Neil"))
		}, want: "(4, 'it's')"},
		{name: "join by the foreign key of the other side", stmt: func(s *shop) sql.Statement {
			return sql.Select(s.p.ID, s.o.ID).From(s.p).Join(s.o).Where(s.o.ID.Gt(3)).OrderBy(s.o.ID)
		}, want: "(6, 4)\n(6, 5)"},
		{name: "left join", stmt: func(s *shop) sql.Statement {
			return sql.Select(s.p.ID, s.o.ID).From(s.p).LeftJoin(s.o).Where(s.p.ID.Le(3)).OrderBy(s.p.ID, s.o.ID.Asc().NullsLast())
		}, want: "(1, 1)\n(1, 2)\n(2, 3)\n(3, NULL)"},
		{name: "left join that finds what is missing", stmt: func(s *shop) sql.Statement {
			return sql.Select(s.p.ID).From(s.p).LeftJoin(s.o).Where(s.o.ID.IsNull(), s.p.ID.Lt(5)).OrderBy(s.p.ID)
		}, want: "3\n4"},
		{name: "left join with a condition of its own", stmt: func(s *shop) sql.Statement {
			return sql.Select(s.p.ID, s.o.ID).From(s.p).LeftJoin(s.o, sql.Eq(s.o.ProductID, s.p.ID), s.o.Customer.Eq("bob")).Where(s.p.ID.Le(2)).OrderBy(s.p.ID)
		}, want: "(1, 2)\n(2, NULL)"},
		{name: "three tables", stmt: func(s *shop) sql.Statement {
			return sql.Select(s.o.ID, s.cat.Name).From(s.o).Join(s.p).Join(s.cat).OrderBy(s.o.ID)
		}, want: "(1, 'goods')\n(2, 'goods')\n(3, 'goods')\n(4, 'order by')\n(5, 'order by')"},
		{name: "self join by an alias", stmt: func(s *shop) sql.Statement {
			parent := schema.Alias(s.cat, "parent")
			return sql.Select(s.cat.Name, parent.Name).From(s.cat).Join(parent, sql.Eq(s.cat.ParentID, parent.ID)).OrderBy(s.cat.ID)
		}, want: "('tools', 'goods')\n('order by', 'goods')\n('empty', 'order by')"},
		{name: "alias with a hostile name", stmt: func(s *shop) sql.Statement {
			a := schema.Alias(s.cat, "select \"from` 'x")
			return sql.Select(a.Name).Where(a.ID.Eq(2))
		}, want: "'tools'"},
		{name: "cross join", stmt: func(s *shop) sql.Statement {
			a, b := schema.Alias(s.cat, "a"), schema.Alias(s.cat, "b")
			return sql.Select(sql.Count()).From(a).CrossJoin(b)
		}, want: "16"},
		{name: "several tables in from", stmt: func(s *shop) sql.Statement {
			return sql.Select(s.o.ID).From(s.o, s.p).Where(sql.Eq(s.o.ProductID, s.p.ID), s.p.Price.Eq(3)).OrderBy(s.o.ID)
		}, want: "4\n5"},
		{name: "full join", needs: FullJoin, stmt: func(s *shop) sql.Statement {
			a, b := schema.Alias(s.cat, "a"), schema.Alias(s.cat, "b")
			return sql.Select(a.ID, b.ID).From(a).FullJoin(b, sql.Eq(a.ID, b.ParentID)).OrderBy(a.ID.Asc().NullsLast(), b.ID)
		}, want: "(1, 2)\n(1, 3)\n(2, NULL)\n(3, 4)\n(4, NULL)\n(NULL, 1)"},
		{name: "columns of one name", stmt: func(s *shop) sql.Statement {
			return sql.Select(s.p.ID, s.o.ID, s.p.Name.As("name"), s.o.Customer.As("name_1")).From(s.o).Join(s.p).Where(s.o.ID.Eq(4))
		}, want: "(6, 4, 'it's', 'O'Neil')"},
	}
}

func subqueries() []query {
	return []query{
		{name: "subquery", stmt: func(s *shop) sql.Statement {
			q := sql.Select(s.o.ProductID, sql.Count().As("n")).GroupBy(s.o.ProductID).Subquery("per product")
			n := sql.Col(q, sql.Count().As("n"))
			return sql.Select(s.p.Name, n).From(s.p).Join(q, sql.Eq(sql.Col(q, s.o.ProductID), s.p.ID)).Where(n.Gt(1)).OrderBy(s.p.ID)
		}, want: "('widget', 2)\n('it's', 2)"},
		{name: "scalar subquery", stmt: func(s *shop) sql.Statement {
			n := sql.Scalar(sql.Select1(sql.Count()).From(s.o).Where(sql.Eq(s.o.ProductID, s.p.ID)))
			return sql.Select(s.p.ID, n.As("orders")).Where(s.p.ID.Le(3)).OrderBy(s.p.ID)
		}, want: "(1, 2)\n(2, 1)\n(3, 0)"},
		{name: "scalar subquery of no row", stmt: func(s *shop) sql.Statement {
			return sql.Select(sql.Scalar(sql.Select1(s.p.Name).Where(s.p.ID.Eq(-1))))
		}, want: "NULL"},
		{name: "exists", stmt: func(s *shop) sql.Statement {
			return sql.Select(s.p.ID).Where(sql.Exists(sql.Select(sql.Val(1)).From(s.o).Where(sql.Eq(s.o.ProductID, s.p.ID)))).OrderBy(s.p.ID)
		}, want: "1\n2\n6"},
		{name: "not exists", stmt: func(s *shop) sql.Statement {
			return sql.Select(s.p.ID).Where(sql.Exists(sql.Select(sql.Val(1)).From(s.o).Where(sql.Eq(s.o.ProductID, s.p.ID))).Not(), s.p.ID.Lt(5)).OrderBy(s.p.ID)
		}, want: "3\n4"},
		{name: "cte", stmt: func(s *shop) sql.Statement {
			c := sql.With("cheap", sql.Select(s.p.ID, s.p.Name).Where(s.p.Price.Lt(4)))
			return sql.Select(sql.Col(c, s.p.Name)).From(c).Where(sql.Col(c, s.p.ID).Gt(5)).OrderBy(sql.Col(c, s.p.ID))
		}, want: "'it's'\n'say \"hi\"'\n''"},
		{name: "cte used twice", stmt: func(s *shop) sql.Statement {
			c := sql.With("c", sql.Select(s.cat.ID, s.cat.ParentID).Where(s.cat.ID.Gt(1)))
			q := sql.Select1(sql.Count()).From(c)
			return sql.Select(sql.Scalar(q), sql.Count()).From(c)
		}, want: "(3, 3)"},
		{name: "recursive cte", stmt: func(s *shop) sql.Statement {
			tree := sql.WithRecursive("tree", sql.Select1(s.cat.ID).Where(s.cat.ID.Eq(3)), func(self *sql.CTE) sql.Query[int] {
				return sql.Select1(s.cat.ID).Join(self, sql.Eq(s.cat.ParentID, sql.Col(self, s.cat.ID)))
			})
			return sql.Select(sql.Col(tree, s.cat.ID)).From(tree).OrderBy(sql.Col(tree, s.cat.ID))
		}, want: "3\n4"},
		{name: "one parameter in two places", stmt: func(s *shop) sql.Statement {
			v := sql.Val(3)
			return sql.Select(s.p.ID).Where(sql.Or(sql.Eq(s.p.ID, v), sql.Eq(s.p.Qty, v))).OrderBy(s.p.ID)
		}, want: "3\n7"},
		{name: "window", stmt: func(s *shop) sql.Statement {
			w := sql.PartitionBy(s.p.CategoryID).OrderBy(s.p.ID)
			return sql.Select(s.p.ID, sql.RowNumber().Over(w), sql.Sum(s.p.Qty).Over(w)).Where(s.p.CategoryID.Le(2)).OrderBy(s.p.ID)
		}, want: "(1, 1, 10)\n(2, 2, 10)\n(3, 1, -3)\n(5, 2, -10)\n(10, 3, 9)"},
		{name: "distinct in a window", needs: DistinctWindow, stmt: func(s *shop) sql.Statement {
			return sql.Select(sql.Count(s.p.Qty).Distinct().Over(sql.PartitionBy(s.p.CategoryID)))
		}},
		{name: "filter", stmt: func(s *shop) sql.Statement {
			return sql.Select(sql.Count().Filter(s.p.Active), sql.Sum(s.p.Qty).Filter(s.p.Qty.Lt(0)), sql.Count(s.p.Qty).Distinct()).From(s.p)
		}, want: "(6, -11, 9)"},
	}
}

func sets() []query {
	ids := func(s *shop, ids ...int) sql.SelectStmt[int] { return sql.Select1(s.p.ID).Where(s.p.ID.In(ids...)) }
	return []query{
		{name: "union", stmt: func(s *shop) sql.Statement { return ids(s, 1, 2).Union(ids(s, 2, 3)).OrderBy(s.p.ID) }, want: "1\n2\n3"},
		{name: "union all", stmt: func(s *shop) sql.Statement { return ids(s, 1, 2).UnionAll(ids(s, 2, 3), ids(s, 1)).OrderBy(s.p.ID) }, want: "1\n1\n2\n2\n3"},
		{name: "intersect", stmt: func(s *shop) sql.Statement { return ids(s, 1, 2, 3).Intersect(ids(s, 2, 3, 4)).OrderBy(s.p.ID) }, want: "2\n3"},
		{name: "except", stmt: func(s *shop) sql.Statement { return ids(s, 1, 2, 3).Except(ids(s, 2)).OrderBy(s.p.ID) }, want: "1\n3"},
		{name: "union and then except", stmt: func(s *shop) sql.Statement {
			return ids(s, 1).Union(ids(s, 2)).Except(ids(s, 1)).OrderBy(s.p.ID)
		}, want: "2"},
		{name: "limit inside and outside", stmt: func(s *shop) sql.Statement {
			return ids(s, 1, 2, 3).OrderBy(s.p.ID.Desc()).Limit(1).UnionAll(ids(s, 5)).OrderBy(s.p.ID).Limit(2)
		}, want: "3\n5"},
		{name: "union of NULLs", stmt: func(s *shop) sql.Statement {
			return sql.Select1(s.p.CategoryID).Where(s.p.ID.Eq(4)).Union(sql.Select1(s.p.CategoryID).Where(s.p.ID.Eq(8)))
		}, want: "NULL"},
		{name: "union in a subquery", stmt: func(s *shop) sql.Statement {
			u := ids(s, 1, 2).Union(ids(s, 3)).Subquery("u")
			return sql.Select(sql.Sum(sql.Col(u, s.p.ID))).From(u)
		}, want: "6"},
		{name: "union of types that meet", stmt: func(s *shop) sql.Statement {
			return sql.Select1(sql.Cast(s.p.ID, sqltype.BigInt)).Where(s.p.ID.Eq(1)).UnionAll(sql.Select1(sql.Val(int64(1) << 40)))
		}, want: "1\n1099511627776"},
	}
}
