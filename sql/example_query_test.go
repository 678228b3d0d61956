package sql_test

import (
	"fmt"

	"github.com/aludel/aludel/dialect/mysql"
	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// showAll prints a statement as PostgreSQL, MariaDB and SQLite get it, or why they do not.
func showAll(s interface {
	SQL(sql.Renderer) (string, []any, error)
}) {
	for _, d := range []sql.Renderer{postgres.Dialect, mysql.Dialect, sqlite.Dialect} {
		text, _, err := s.SQL(d)
		if err != nil {
			text = err.Error()
		}
		fmt.Println(text)
	}
}

func ExampleLabel() {
	twice := Products.Price.Mul(2).As("twice")
	showAll(sql.Select(Products.Name, twice).OrderBy(sql.Label("twice").Desc()))
	showAll(sql.Select(Products.Name).OrderBy(sql.Label("twice"))) // a name that is not there is no text
	// Output:
	// SELECT product.name, product.price * $1::FLOAT AS twice FROM product ORDER BY twice DESC
	// SELECT product.name, product.price * ? AS twice FROM product ORDER BY twice DESC
	// SELECT product.name, product.price * ? AS twice FROM product ORDER BY twice DESC
	// Label("twice"): the select list has no column of that name; it has "name"
	// Label("twice"): the select list has no column of that name; it has "name"
	// Label("twice"): the select list has no column of that name; it has "name"
}

func ExampleSelectStmt_DistinctOn() {
	showAll(sql.Select(Orders.ProductID, Orders.ID).DistinctOn(Orders.ProductID).OrderBy(Orders.ProductID, Orders.ID.Desc()))
	// Output:
	// SELECT DISTINCT ON (purchase.product_id) purchase.product_id, purchase.id FROM purchase ORDER BY purchase.product_id, purchase.id DESC
	// mysql has no DISTINCT ON: number the rows of each group with RowNumber().Over(PartitionBy(…).OrderBy(…)) in a subquery, and keep those with 1
	// sqlite has no DISTINCT ON: number the rows of each group with RowNumber().Over(PartitionBy(…).OrderBy(…)) in a subquery, and keep those with 1
}

func ExampleSelectStmt_WithTies() {
	showAll(sql.Select(Products.Name).OrderBy(Products.Price.Desc()).Limit(3).WithTies())
	// Output:
	// SELECT product.name FROM product ORDER BY product.price DESC FETCH FIRST ($1::BIGINT) ROWS WITH TIES
	// SELECT product.name FROM product ORDER BY product.price DESC FETCH FIRST ? ROWS WITH TIES
	// sqlite has no WITH TIES: number the rows with Rank().Over(WindowBy(…)) in a subquery, and keep those up to the limit
}

func ExampleSelectStmt_LockOf() {
	showAll(sql.Select(Orders.ID).From(Orders).Join(Products).ForUpdate().LockOf(Orders).SkipLocked())
	// Output:
	// SELECT purchase.id FROM purchase JOIN product ON purchase.product_id = product.id FOR UPDATE OF purchase SKIP LOCKED
	// mysql has no FOR UPDATE OF some of the tables: lock the rows of the one table in a statement of its own
	// sqlite has no FOR UPDATE: begin the transaction with engine.Immediate: it is then the only one that writes
}

func ExampleSelectStmt_TableHint() {
	showAll(sql.Select(Products.ID).TableHint("mysql", Products, "USE INDEX (ix_name)").BeforeTable("postgresql", Products, "ONLY"))
	// Output:
	// SELECT product.id FROM ONLY product
	// SELECT product.id FROM product USE INDEX (ix_name)
	// SELECT product.id FROM product
}

func ExampleSelectStmt_Except() {
	sold := sql.Select(Orders.ProductID)
	newest := sql.Select(Products.ID).OrderBy(Products.ID.Desc()).Limit(2)
	showAll(newest.Except(sold).OrderBy(sql.Label("id")))
	// Output:
	// (SELECT product.id FROM product ORDER BY product.id DESC LIMIT $1::BIGINT) EXCEPT SELECT purchase.product_id FROM purchase ORDER BY id
	// (SELECT product.id FROM product ORDER BY product.id DESC LIMIT ?) EXCEPT SELECT purchase.product_id FROM purchase ORDER BY id
	// SELECT * FROM (SELECT product.id FROM product ORDER BY product.id DESC LIMIT ?) EXCEPT SELECT purchase.product_id FROM purchase ORDER BY id
}

func ExampleValues() {
	name, rate := sql.Column("name", sqltype.String()), sql.Column("rate", sqltype.Double)
	v := sql.Values(name, rate).Row("tea", 1.5).Row("cake", 2.0).As("v")
	showAll(sql.Select(Products.ID, sql.Col(v, rate)).From(Products).Join(v, sql.Eq(sql.Col(v, name), Products.Name)))
	// Output:
	// SELECT product.id, v.rate FROM product JOIN (VALUES ($1::VARCHAR, $2::DOUBLE PRECISION), ($3::VARCHAR, $4::DOUBLE PRECISION)) AS v (name, rate) ON v.name = product.name
	// SELECT product.id, v.rate FROM product JOIN (SELECT concat(?) AS name, ? AS rate UNION ALL SELECT concat(?), ?) AS v ON v.name = product.name
	// SELECT product.id, v.rate FROM product JOIN (SELECT ? AS name, ? AS rate UNION ALL SELECT ?, ?) AS v ON v.name = product.name
}

func ExampleTableFunc() {
	n := sql.Column("value", sqltype.Integer)
	days := sql.TableFunc("generate_series", sql.Val(1), sql.Val(7)).As("day", n)
	showAll(sql.Select(sql.Col(days, n)).From(days))
	// Output:
	// SELECT day.value FROM generate_series($1::INTEGER, $2::INTEGER) AS day (value)
	// mysql has no functions in FROM: write the rows with Values, or generate_series as raw SQL
	// SELECT day.value FROM generate_series(?, ?) AS day
}

func ExampleTableSample() {
	some := sql.TableSample("some", Products, sql.Bernoulli, 10)
	showAll(sql.Select(sql.Col(some, Products.ID)))
	// Output:
	// SELECT "some".id FROM product AS "some" TABLESAMPLE BERNOULLI ($1::FLOAT)
	// mysql has no TABLESAMPLE: choose rows by a column, or sort by a random number and limit
	// sqlite has no TABLESAMPLE: choose rows by a column, or sort by a random number and limit
}

func ExampleSelectStmt_JoinFrom() {
	showAll(sql.Select(Products.Name, Orders.Quantity).JoinFrom(Products, Orders))
	// Output:
	// SELECT product.name, purchase.quantity FROM product JOIN purchase ON purchase.product_id = product.id
	// SELECT product.name, purchase.quantity FROM product JOIN purchase ON purchase.product_id = product.id
	// SELECT product.name, purchase.quantity FROM product JOIN purchase ON purchase.product_id = product.id
}

func ExampleJoinTables() {
	twin := schema.Alias(Products, "twin")
	showAll(sql.Select(twin.Name, Orders.ID).From(twin).
		LeftJoin(sql.JoinTables(Orders).Join(Products), sql.Eq(Orders.ProductID, twin.ID)))
	// Output:
	// SELECT twin.name, purchase.id FROM product AS twin LEFT OUTER JOIN (purchase JOIN product ON purchase.product_id = product.id) ON purchase.product_id = twin.id
	// SELECT twin.name, purchase.id FROM product AS twin LEFT OUTER JOIN (purchase JOIN product ON purchase.product_id = product.id) ON purchase.product_id = twin.id
	// SELECT twin.name, purchase.id FROM product AS twin LEFT OUTER JOIN (purchase JOIN product ON purchase.product_id = product.id) ON purchase.product_id = twin.id
}

func ExampleSelectStmt_FullJoin() {
	showAll(sql.Select(Products.ID, Orders.ID).From(Products).FullJoin(Orders))
	// Output:
	// SELECT product.id, purchase.id AS id_1 FROM product FULL OUTER JOIN purchase ON purchase.product_id = product.id
	// mysql has no FULL JOIN: unite a LeftJoin with the rows of the other table that have no partner
	// SELECT product.id, purchase.id AS id_1 FROM product FULL OUTER JOIN purchase ON purchase.product_id = product.id
}

func ExampleSelectStmt_Lateral() {
	last := sql.Select(Orders.ID, Orders.Quantity).Where(sql.Eq(Orders.ProductID, Products.ID)).
		OrderBy(Orders.ID.Desc()).Limit(1).Lateral("last")
	showAll(sql.Select(Products.Name, sql.Col(last, Orders.Quantity)).From(Products).LeftJoin(last, sql.True()))
	// Output:
	// SELECT product.name, last.quantity FROM product LEFT OUTER JOIN LATERAL (SELECT purchase.id, purchase.quantity FROM purchase WHERE purchase.product_id = product.id ORDER BY purchase.id DESC LIMIT $1::BIGINT) AS last ON TRUE
	// mysql has no LATERAL: use a scalar subquery in the select list, or a window function in a subquery
	// sqlite has no LATERAL: use a scalar subquery in the select list, or a window function in a subquery
}

func ExampleSelectStmt_Subquery() {
	sold := sql.Sum(Orders.Quantity).As("sold")
	sums := sql.Select(Orders.ProductID, sold).GroupBy(Orders.ProductID).Subquery("sums")
	showAll(sql.Select(Products.Name, sql.Col(sums, sold)).From(Products).Join(sums, sql.Eq(sql.Col(sums, Orders.ProductID), Products.ID)))
	// Output:
	// SELECT product.name, sums.sold FROM product JOIN (SELECT purchase.product_id, sum(purchase.quantity) AS sold FROM purchase GROUP BY purchase.product_id) AS sums ON sums.product_id = product.id
	// SELECT product.name, sums.sold FROM product JOIN (SELECT purchase.product_id, sum(purchase.quantity) AS sold FROM purchase GROUP BY purchase.product_id) AS sums ON sums.product_id = product.id
	// SELECT product.name, sums.sold FROM product JOIN (SELECT purchase.product_id, sum(purchase.quantity) AS sold FROM purchase GROUP BY purchase.product_id) AS sums ON sums.product_id = product.id
}

func ExampleSelectStmt_Correlate() {
	orders := sql.Select1(sql.Count(Orders.ID)).Where(sql.Eq(Orders.ProductID, Products.ID))
	showAll(sql.Select(Products.Name, sql.Scalar(orders).As("orders")))
	show(sql.Select(Products.Name, sql.Scalar(orders.NoCorrelate()).As("orders")))
	// Output:
	// SELECT product.name, (SELECT count(purchase.id) AS count_1 FROM purchase WHERE purchase.product_id = product.id) AS orders FROM product
	// SELECT product.name, (SELECT count(purchase.id) AS count_1 FROM purchase WHERE purchase.product_id = product.id) AS orders FROM product
	// SELECT product.name, (SELECT count(purchase.id) AS count_1 FROM purchase WHERE purchase.product_id = product.id) AS orders FROM product
	// error: product.id is used, but product is not part of the statement, which is about purchase: add Join(…) or From(…), or use a column of what is there
}

func ExampleCTE_As() {
	all := sql.With("sales", sql.Select(Orders.ProductID, Orders.Quantity), sql.Materialized)
	more := all.As("more")
	showAll(sql.Select(sql.Col(all, Orders.ProductID), sql.Col(more, Orders.ProductID)).From(all).
		Join(more, sql.Lt(sql.Col(all, Orders.Quantity), sql.Col(more, Orders.Quantity))))
	// Output:
	// WITH sales AS MATERIALIZED (SELECT purchase.product_id, purchase.quantity FROM purchase) SELECT sales.product_id, more.product_id AS product_id_1 FROM sales JOIN sales AS more ON sales.quantity < more.quantity
	// mysql has no MATERIALIZED: leave the hint out: the optimizer decides
	// WITH sales AS MATERIALIZED (SELECT purchase.product_id, purchase.quantity FROM purchase) SELECT sales.product_id, more.product_id AS product_id_1 FROM sales JOIN sales AS more ON sales.quantity < more.quantity
}

func ExampleNested() {
	a := sql.With("x", sql.Select(Orders.ProductID), sql.Nested)
	b := sql.With("x", sql.Select(Products.ID).Where(Products.Price.Gt(3)), sql.Nested)
	showAll(sql.Select(Products.Name).Where(
		Products.ID.InQuery(sql.Select1(sql.Col(a, Orders.ProductID))),
		Products.ID.InQuery(sql.Select1(sql.Col(b, Products.ID)))))
	// Output:
	// SELECT product.name FROM product WHERE product.id IN (WITH x AS (SELECT purchase.product_id FROM purchase) SELECT x.product_id FROM x) AND product.id IN (WITH x AS (SELECT product.id FROM product WHERE product.price > $1::FLOAT) SELECT x.id FROM x)
	// SELECT product.name FROM product WHERE product.id IN (WITH x AS (SELECT purchase.product_id FROM purchase) SELECT x.product_id FROM x) AND product.id IN (WITH x AS (SELECT product.id FROM product WHERE product.price > ?) SELECT x.id FROM x)
	// SELECT product.name FROM product WHERE product.id IN (WITH x AS (SELECT purchase.product_id FROM purchase) SELECT x.product_id FROM x) AND product.id IN (WITH x AS (SELECT product.id FROM product WHERE product.price > ?) SELECT x.id FROM x)
}

func ExampleDistinct() {
	n := sql.Column("n", sqltype.Integer)
	count := sql.WithRecursive("count", sql.Select1(sql.Val(1).As("n")), func(self *sql.CTE) sql.Query[int] {
		return sql.Select1(sql.Number(sql.Col(self, n)).Add(1)).From(self).Where(sql.Col(self, n).Lt(10))
	}, sql.Distinct)
	showAll(sql.Select(sql.Col(count, n)))
	// Output:
	// WITH RECURSIVE count (n) AS (SELECT $1::INTEGER AS n UNION SELECT count.n + $2::INTEGER AS anon_1 FROM count WHERE count.n < $3::INTEGER) SELECT count.n FROM count
	// WITH RECURSIVE count (n) AS (SELECT ? AS n UNION SELECT count.n + ? AS anon_1 FROM count WHERE count.n < ?) SELECT count.n FROM count
	// WITH RECURSIVE count (n) AS (SELECT ? AS n UNION SELECT count.n + ? AS anon_1 FROM count WHERE count.n < ?) SELECT count.n FROM count
}

func ExampleTextStmt_Subquery() {
	id := sql.Column("id", sqltype.Integer)
	cheap := sql.Text("SELECT id FROM product WHERE price < :max").Bind("max", 3).Columns(id).Subquery("cheap")
	showAll(sql.Select(Orders.ID).From(Orders).Join(cheap, sql.Eq(Orders.ProductID, sql.Col(cheap, id))))
	// Output:
	// SELECT purchase.id FROM purchase JOIN (SELECT id FROM product WHERE price < $1::INTEGER) AS cheap ON purchase.product_id = cheap.id
	// SELECT purchase.id FROM purchase JOIN (SELECT id FROM product WHERE price < ?) AS cheap ON purchase.product_id = cheap.id
	// SELECT purchase.id FROM purchase JOIN (SELECT id FROM product WHERE price < ?) AS cheap ON purchase.product_id = cheap.id
}
