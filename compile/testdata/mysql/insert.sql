-- values
INSERT INTO sqla_product (name, price, available_quantity) VALUES (?, ?, ?)
-- ["widget" 9.5 3]

-- returning
unsupported: mysql has no RETURNING: a generated key is in the result's InsertedPrimaryKey; SELECT the rest

-- returning whole
unsupported: mysql has no RETURNING: a generated key is in the result's InsertedPrimaryKey; SELECT the rest

-- returning expression
unsupported: mysql has no RETURNING: a generated key is in the result's InsertedPrimaryKey; SELECT the rest

-- null
INSERT INTO sqla_product (name, price, available_quantity, expiry_date) VALUES (?, ?, ?, ?)
-- ["x" 1 0 <nil>]

-- default
INSERT INTO node (id, title) VALUES (DEFAULT, ?)
-- ["x"]

-- default values
INSERT INTO node () VALUES ()

-- default values returning
unsupported: mysql has no RETURNING: a generated key is in the result's InsertedPrimaryKey; SELECT the rest

-- two default rows
INSERT INTO node () VALUES (), ()

-- rows
INSERT INTO node (id, title) VALUES (?, ?), (?, ?), (?, ?)
-- [1 "a" 2 "b" 3 "c"]

-- expression
INSERT INTO node (id, title) VALUES (? + ?, lower(?))
-- [1 2 "A"]

-- scalar subquery
INSERT INTO sqla_order (quantity, order_date, product_id) VALUES (?, ?, (SELECT max(sqla_product.id) AS max_1 FROM sqla_product))
-- [1 2024-02-29 12:30:15.25 +0000 UTC]

-- now
INSERT INTO sqla_order (quantity, order_date, product_id) VALUES (?, UTC_TIMESTAMP(6), ?)
-- [1 1]

-- from select
INSERT INTO node (id, title) SELECT sqla_product.id, sqla_product.name FROM sqla_product WHERE sqla_product.price > ?
-- [3]

-- from select returning
unsupported: mysql has no RETURNING: a generated key is in the result's InsertedPrimaryKey; SELECT the rest

-- from union
INSERT INTO node (id) SELECT sqla_product.id FROM sqla_product UNION ALL SELECT sqla_order.id FROM sqla_order

-- params
INSERT INTO node (id, title) VALUES (?, ?)
-- [:id :title]

