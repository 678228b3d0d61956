-- values
INSERT INTO sqla_product (name, price, available_quantity) VALUES (?, ?, ?)
-- ["widget" 9.5 3]

-- returning
INSERT INTO sqla_product (name, price, available_quantity) VALUES (?, ?, ?) RETURNING id
-- ["widget" 9.5 3]

-- returning whole
INSERT INTO sqla_product (name, price, available_quantity) VALUES (?, ?, ?) RETURNING id, name, price, available_quantity, production_date, expiry_date, expiry_offset_months
-- ["widget" 9.5 3]

-- returning expression
INSERT INTO sqla_product (name, price, available_quantity) VALUES (?, ?, ?) RETURNING price * ? AS twice, lower(name) AS lower_1
-- ["widget" 9.5 3 2]

-- null
INSERT INTO sqla_product (name, price, available_quantity, expiry_date) VALUES (?, ?, ?, ?)
-- ["x" 1 0 <nil>]

-- default
unsupported: sqlite has no DEFAULT as a value: leave the column out of an INSERT

-- default values
INSERT INTO node DEFAULT VALUES

-- default values returning
INSERT INTO node DEFAULT VALUES RETURNING id

-- two default rows
unsupported: sqlite has no INSERT of several rows without columns: name one of the columns in each row, or insert the rows one by one

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
INSERT INTO sqla_order (quantity, order_date, product_id) VALUES (?, strftime('%Y-%m-%d %H:%M:%f000', 'now'), ?)
-- [1 1]

-- from select
INSERT INTO node (id, title) SELECT sqla_product.id, sqla_product.name FROM sqla_product WHERE sqla_product.price > ?
-- [3]

-- from select returning
INSERT INTO node (id, title) SELECT sqla_product.id, sqla_product.name FROM sqla_product RETURNING id

-- from union
INSERT INTO node (id) SELECT sqla_product.id FROM sqla_product UNION ALL SELECT sqla_order.id FROM sqla_order

-- params
INSERT INTO node (id, title) VALUES (?, ?)
-- [:id :title]

