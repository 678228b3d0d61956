package sql_test

import (
	"fmt"
	"time"

	"github.com/aludel/aludel/dialect/mysql"
	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

type productTable struct {
	schema.Rows
	ID    schema.Int
	Name  schema.String
	Price schema.Float
	Made  schema.NullDate[time.Time]
}

type orderTable struct {
	schema.Rows
	ID        schema.Int
	Quantity  schema.Int
	ProductID schema.Int
}

var (
	meta     = schema.NewMetaData()
	Products = schema.Declare(meta, "product", func(t *productTable) {
		t.ID.PrimaryKey()
		t.Name.Size(100)
	})
	Orders = schema.Declare(meta, "purchase", func(t *orderTable) {
		t.ID.PrimaryKey()
		t.ProductID.References(Products.ID)
	})
)

// show prints a statement as PostgreSQL gets it.
func show(s interface {
	SQL(sql.Renderer) (string, []any, error)
}) {
	text, args, err := s.SQL(postgres.Dialect)
	if err != nil {
		fmt.Println("error:", err)
		return
	}
	fmt.Println(text, args)
}

func ExampleSelect() {
	stmt := sql.Select(Products.ID, Products.Name).
		Where(Products.Price.Between(1, 6), Products.Made.IsNotNull()).
		OrderBy(Products.Name.Desc().NullsLast()).
		Limit(10)
	for _, d := range []sql.Renderer{postgres.Dialect, mysql.Dialect, sqlite.Dialect} {
		text, _, err := stmt.SQL(d)
		if err != nil {
			fmt.Println(err)
		}
		fmt.Println(text)
	}
	// Output:
	// SELECT product.id, product.name FROM product WHERE product.price BETWEEN $1::FLOAT AND $2::FLOAT AND product.made IS NOT NULL ORDER BY product.name DESC NULLS LAST LIMIT $3::BIGINT
	// SELECT product.id, product.name FROM product WHERE product.price BETWEEN ? AND ? AND product.made IS NOT NULL ORDER BY product.name IS NULL, product.name DESC LIMIT ?
	// SELECT product.id, product.name FROM product WHERE product.price BETWEEN ? AND ? AND product.made IS NOT NULL ORDER BY product.name DESC NULLS LAST LIMIT ?
}

func ExampleSelectStmt_Where() {
	base := sql.Select(Products.Name)
	cheap := base.Where(Products.Price.Lt(10)) // base stays as it is
	show(cheap.Where(sql.Or(Products.Name.HasPrefix("100%"), Products.ID.In(1, 2, 3))))
	show(base.Where(Products.Price.Gt(5).And(Products.Made.IsNull()).Not()))
	// Output:
	// SELECT product.name FROM product WHERE product.price < $1::FLOAT AND (product.name LIKE $2::VARCHAR ESCAPE '/' OR product.id = ANY ($3::INTEGER[])) [10 100/%% [1 2 3]]
	// SELECT product.name FROM product WHERE NOT (product.price > $1::FLOAT AND product.made IS NULL) [5]
}

func ExampleSelectStmt_LeftJoin() {
	// ON is found from the one foreign key between the two tables.
	show(sql.Select(Products.Name, sql.Coalesce(sql.Sum(Orders.Quantity), sql.Val(0)).As("sold")).
		LeftJoin(Orders).
		GroupBy(Products.ID, Products.Name).
		Having(sql.Count(Orders.ID).Gt(2)))
	// Output:
	// SELECT product.name, coalesce(sum(purchase.quantity), $1::INTEGER) AS sold FROM product LEFT OUTER JOIN purchase ON purchase.product_id = product.id GROUP BY product.id, product.name HAVING count(purchase.id) > $2::BIGINT [0 2]
}

func ExampleScalar() {
	dear := schema.Alias(Products, "dear")
	show(sql.Select(Products.Name).Where(
		sql.Eq(Products.Price, sql.Scalar(sql.Select1(sql.Max(dear.Price).NotNull()))),
		sql.Exists(sql.Select(Orders.ID).Where(sql.Eq(Orders.ProductID, Products.ID)))))
	// Output:
	// SELECT product.name FROM product WHERE product.price = (SELECT max(dear.price) AS max_1 FROM product AS dear) AND EXISTS (SELECT purchase.id FROM purchase WHERE purchase.product_id = product.id) []
}

func ExampleWith() {
	total := sql.Sum(Orders.Quantity).As("total")
	sold := sql.With("sold", sql.Select(Orders.ProductID, total).GroupBy(Orders.ProductID))
	show(sql.Select(Products.Name, sql.Col(sold, total)).
		Join(sold, sql.Eq(sql.Col(sold, Orders.ProductID), Products.ID)))
	// Output:
	// WITH sold AS (SELECT purchase.product_id, sum(purchase.quantity) AS total FROM purchase GROUP BY purchase.product_id) SELECT product.name, sold.total FROM product JOIN sold ON sold.product_id = product.id []
}

func ExampleWhen() {
	show(sql.Select(Products.Name, sql.When(Products.Price.Gt(100), "dear").When(Products.Price.Lt(5), "cheap").Else("fair").As("kind")))
	// Output:
	// SELECT product.name, CASE WHEN product.price > $1::FLOAT THEN $2::VARCHAR WHEN product.price < $3::FLOAT THEN $4::VARCHAR ELSE $5::VARCHAR END AS kind FROM product [100 dear 5 cheap fair]
}

func ExampleInsertStmt_OnConflict() {
	insert := sql.Insert(Products).
		Values(Products.ID.Set(1), Products.Name.Set("tea"), Products.Price.Set(3.5)).
		Values(Products.ID.Set(2), Products.Name.Set("lamp"), Products.Price.Set(120))
	show(insert.OnConflict(Products.ID).DoUpdate(Products.Price.SetExpr(sql.Excluded(Products.Price))))
	// Output:
	// INSERT INTO product (id, name, price) VALUES ($1::INTEGER, $2::VARCHAR, $3::FLOAT), ($4::INTEGER, $5::VARCHAR, $6::FLOAT) ON CONFLICT (id) DO UPDATE SET price=excluded.price [1 tea 3.5 2 lamp 120]
}

func ExampleUpdate() {
	update := sql.Update(Products).Set(Products.Price.SetExpr(Products.Price.Mul(1.1)), Products.Made.SetNull())
	show(update.Where(Products.ID.Eq(1)).Returning(Products.Price))
	show(update) // every row: that has to be asked for
	// Output:
	// UPDATE product SET price=product.price * $1::FLOAT, made=$2::DATE WHERE product.id = $3::INTEGER RETURNING product.price [1.1 <nil> 1]
	// error: UPDATE product has no Where: it would reach every row; AllRows() says that every row is meant
}

func ExampleText() {
	show(sql.Text("SELECT '12:30', note::TEXT FROM log -- :not_me\nWHERE id = :id").Bind("id", 7))
	// Output:
	// SELECT '12:30', note::TEXT FROM log -- :not_me
	// WHERE id = $1::INTEGER [7]
}

// A list stands behind IN, and may be empty.
func ExampleList() {
	ids := []int{3, 5, 8}
	show(sql.Text("SELECT name FROM product WHERE id IN :ids").Bind("ids", sql.List(ids...)))
	show(sql.Text("SELECT name FROM product WHERE id IN :ids").Bind("ids", sql.List[int]()))
	// Output:
	// SELECT name FROM product WHERE id IN ($1::INTEGER, $2::INTEGER, $3::INTEGER, $3::INTEGER) [3 5 8]
	// SELECT name FROM product WHERE id = ANY ('{}') []
}

func ExampleFragment() {
	// Raw SQL inside an expression is always put in parentheses.
	show(sql.Select(Products.Name).Where(sql.FragmentCond("product.price > :p OR product.id = 1", 3), Products.Made.IsNull()))
	show(sql.Select(sql.Fragment("age(now(), :since)", sqltype.Text, "2020-01-01").As("age")))
	// Output:
	// SELECT product.name FROM product WHERE (product.price > $1::INTEGER OR product.id = 1) AND product.made IS NULL [3]
	// SELECT (age(now(), $1)) AS age [2020-01-01]
}
