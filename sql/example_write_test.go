package sql_test

import (
	"fmt"

	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/dialect/mysql"
	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/sql"
)

func ExampleInsertStmt_Values() {
	insert := sql.Insert(Products).Values(Products.ID.Set(1), Products.Name.Set("tea"), Products.Price.Set(3.5))
	showAll(insert.Returning(Products.ID))
	showAll(insert.Values(Products.ID.Set(2), Products.Name.Set("lamp"))) // each one gives the same columns
	// Output:
	// INSERT INTO product (id, name, price) VALUES ($1::INTEGER, $2::VARCHAR, $3::FLOAT) RETURNING product.id
	// INSERT INTO product (id, name, price) VALUES (?, ?, ?) RETURNING id
	// INSERT INTO product (id, name, price) VALUES (?, ?, ?) RETURNING id
	// INSERT INTO product: row 2 gives 2 columns, the first one 3: each row must give the same columns
	// INSERT INTO product: row 2 gives 2 columns, the first one 3: each row must give the same columns
	// INSERT INTO product: row 2 gives 2 columns, the first one 3: each row must give the same columns
}

func ExampleInsertStmt_FromSelect() {
	dear := sql.Select(Products.ID.Add(1000), Products.Name, Products.Price.Mul(2)).Where(Products.Price.Gt(100))
	showAll(sql.Insert(Products).FromSelect([]sql.Expr{Products.ID, Products.Name, Products.Price}, dear))
	// Output:
	// INSERT INTO product (id, name, price) SELECT product.id + $1::INTEGER AS anon_1, product.name, product.price * $2::FLOAT AS anon_2 FROM product WHERE product.price > $3::FLOAT
	// INSERT INTO product (id, name, price) SELECT product.id + ? AS anon_1, product.name, product.price * ? AS anon_2 FROM product WHERE product.price > ?
	// INSERT INTO product (id, name, price) SELECT product.id + ? AS anon_1, product.name, product.price * ? AS anon_2 FROM product WHERE product.price > ?
}

func ExampleUpdateStmt_From() {
	ordered := sql.Update(Products).Set(Products.Price.Set(1)).From(Orders).Where(sql.Eq(Orders.ProductID, Products.ID), Orders.ID.Lt(10))
	showAll(ordered)
	showAll(ordered.Returning(Products.ID))
	// Output:
	// UPDATE product SET price=$1::FLOAT FROM purchase WHERE purchase.product_id = product.id AND purchase.id < $2::INTEGER
	// UPDATE product, purchase SET product.price=? WHERE purchase.product_id = product.id AND purchase.id < ?
	// UPDATE product SET price=? FROM purchase WHERE purchase.product_id = product.id AND purchase.id < ?
	// UPDATE product SET price=$1::FLOAT FROM purchase WHERE purchase.product_id = product.id AND purchase.id < $2::INTEGER RETURNING product.id
	// mysql has no UPDATE … RETURNING: SELECT the rows before or after it, in one transaction
	// UPDATE product SET price=? FROM purchase WHERE purchase.product_id = product.id AND purchase.id < ? RETURNING id
}

func ExampleDeleteStmt_Using() {
	showAll(sql.Delete(Orders).Using(Products).Where(sql.Eq(Orders.ProductID, Products.ID), Products.Price.Gt(100)))
	// Output:
	// DELETE FROM purchase USING product WHERE purchase.product_id = product.id AND product.price > $1::FLOAT
	// DELETE purchase FROM purchase, product WHERE purchase.product_id = product.id AND product.price > ?
	// DELETE FROM purchase WHERE EXISTS (SELECT 1 FROM product WHERE purchase.product_id = product.id AND product.price > ?)
}

func ExampleUpdateStmt_Limit() {
	showAll(sql.Update(Products).Set(Products.Price.Set(1)).Where(Products.Price.Gt(100)).OrderBy(Products.ID).Limit(10))
	// Output:
	// postgresql has no UPDATE or DELETE with Limit or OrderBy: choose the rows in a subquery: Where(key.InQuery(…Limit(n)))
	// UPDATE product SET price=? WHERE product.price > ? ORDER BY product.id LIMIT ?
	// sqlite has no UPDATE or DELETE with Limit or OrderBy: choose the rows in a subquery: Where(key.InQuery(…Limit(n)))
}

func ExampleMerge() {
	showAll(sql.Merge(Products, Orders, sql.Eq(Orders.ProductID, Products.ID)).
		WhenMatched(Orders.ID.Lt(10)).Delete().
		WhenNotMatched().Insert(Products.ID.SetExpr(Orders.ProductID), Products.Name.Set("unknown"), Products.Price.Set(0)))
	// Output:
	// MERGE INTO product USING purchase ON purchase.product_id = product.id WHEN MATCHED AND purchase.id < $1::INTEGER THEN DELETE WHEN NOT MATCHED THEN INSERT (id, name, price) VALUES (purchase.product_id, $2::VARCHAR, $3::FLOAT)
	// mysql has no MERGE: use Insert with OnConflict and DoUpdate, and Delete for the rest, in one transaction
	// sqlite has no MERGE: use Insert with OnConflict and DoUpdate, and Delete for the rest, in one transaction
}

func ExampleConflict_DoUpdate() {
	insert := sql.Insert(Products).Values(Products.ID.Set(1), Products.Name.Set("tea"), Products.Price.Set(3.5))
	showAll(insert.OnConflict(Products.ID).DoUpdate(Products.Price.SetExpr(sql.Excluded(Products.Price))))
	// Output:
	// INSERT INTO product (id, name, price) VALUES ($1::INTEGER, $2::VARCHAR, $3::FLOAT) ON CONFLICT (id) DO UPDATE SET price=excluded.price
	// INSERT INTO product (id, name, price) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE price=VALUES(price)
	// INSERT INTO product (id, name, price) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET price=excluded.price
}

func ExampleConflict_DoNothing() {
	insert := sql.Insert(Products).Values(Products.ID.Set(1), Products.Name.Set("tea"), Products.Price.Set(3.5))
	showAll(insert.OnConflict(Products.ID).DoNothing())
	// Output:
	// INSERT INTO product (id, name, price) VALUES ($1::INTEGER, $2::VARCHAR, $3::FLOAT) ON CONFLICT (id) DO NOTHING
	// INSERT INTO product (id, name, price) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE product.id = product.id
	// INSERT INTO product (id, name, price) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING
}

func ExampleConflict_If() {
	insert := sql.Insert(Products).Values(Products.ID.Set(1), Products.Name.Set("tea"), Products.Price.Set(3.5))
	cheaper := sql.Lt(sql.Excluded(Products.Price), Products.Price)
	showAll(insert.OnConflict(Products.ID).If(cheaper).DoUpdate(Products.Price.SetExpr(sql.Excluded(Products.Price))))
	// Output:
	// INSERT INTO product (id, name, price) VALUES ($1::INTEGER, $2::VARCHAR, $3::FLOAT) ON CONFLICT (id) DO UPDATE SET price=excluded.price WHERE excluded.price < product.price
	// INSERT INTO product (id, name, price) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE price=CASE WHEN VALUES(price) < product.price THEN VALUES(price) ELSE product.price END
	// INSERT INTO product (id, name, price) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET price=excluded.price WHERE excluded.price < product.price
}

func ExampleConflict_Where() {
	insert := sql.Insert(Products).Values(Products.ID.Set(1), Products.Name.Set("tea"), Products.Price.Set(3.5))
	showAll(insert.OnConflict(Products.Name).Where(Products.Price.Gt(0)).DoNothing()) // a partial unique index
	// Output:
	// INSERT INTO product (id, name, price) VALUES ($1::INTEGER, $2::VARCHAR, $3::FLOAT) ON CONFLICT (name) WHERE price > 0 DO NOTHING
	// mysql has no upsert on a partial index: it has no partial indexes
	// INSERT INTO product (id, name, price) VALUES (?, ?, ?) ON CONFLICT (name) WHERE price > 0.0 DO NOTHING
}

func ExampleInsertStmt_OnConflictWith() {
	insert := sql.Insert(Products).Values(Products.ID.Set(1), Products.Name.Set("tea"), Products.Price.Set(3.5))
	showAll(insert.OnConflictWith("product_name_key").DoUpdate(Products.Price.SetExpr(sql.Excluded(Products.Price))))
	// Output:
	// INSERT INTO product (id, name, price) VALUES ($1::INTEGER, $2::VARCHAR, $3::FLOAT) ON CONFLICT ON CONSTRAINT product_name_key DO UPDATE SET price=excluded.price
	// mysql has no OnConflictWith the name of a constraint: use OnConflict: it is for every unique constraint of the table here
	// sqlite has no OnConflictWith the name of a constraint: name its columns: OnConflict(columns…)
}

// A statement as a person reads it, with its values.
func Example_literals() {
	query := sql.Select(Products.ID).Where(Products.Name.In("it's", `back\slash`), Products.Price.Gt(2.5))
	for _, d := range []dialect.Dialect{postgres.Dialect, mysql.Dialect, sqlite.Dialect} {
		text, err := dialect.Literal(d, query)
		fmt.Println(text, err)
	}
	// Output:
	// -- to be read, not executed: its values are written into it
	// SELECT product.id FROM product WHERE product.name IN ('it''s', E'back\\slash') AND product.price > 2.5 <nil>
	// -- to be read, not executed: its values are written into it
	// SELECT product.id FROM product WHERE product.name IN ('it''s', 'back\\slash') AND product.price > 2.5e+00 <nil>
	// -- to be read, not executed: its values are written into it
	// SELECT product.id FROM product WHERE product.name IN ('it''s', 'back\slash') AND product.price > 2.5 <nil>
}
