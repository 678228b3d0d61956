-- values
INSERT INTO sqla_product (name, price, available_quantity) VALUES ($1::VARCHAR, $2::FLOAT, $3::INTEGER)
-- ["widget" 9.5 3]

-- returning
INSERT INTO sqla_product (name, price, available_quantity) VALUES ($1::VARCHAR, $2::FLOAT, $3::INTEGER) RETURNING sqla_product.id
-- ["widget" 9.5 3]

-- returning whole
INSERT INTO sqla_product (name, price, available_quantity) VALUES ($1::VARCHAR, $2::FLOAT, $3::INTEGER) RETURNING sqla_product.id, sqla_product.name, sqla_product.price, sqla_product.available_quantity, sqla_product.production_date, sqla_product.expiry_date, sqla_product.expiry_offset_months
-- ["widget" 9.5 3]

-- returning expression
INSERT INTO sqla_product (name, price, available_quantity) VALUES ($1::VARCHAR, $2::FLOAT, $3::INTEGER) RETURNING sqla_product.price * $4::FLOAT AS twice, lower(sqla_product.name) AS lower_1
-- ["widget" 9.5 3 2]

-- null
INSERT INTO sqla_product (name, price, available_quantity, expiry_date) VALUES ($1::VARCHAR, $2::FLOAT, $3::INTEGER, $4::DATE)
-- ["x" 1 0 <nil>]

-- default
INSERT INTO node (id, title) VALUES (DEFAULT, $1::VARCHAR)
-- ["x"]

-- default values
INSERT INTO node DEFAULT VALUES

-- default values returning
INSERT INTO node DEFAULT VALUES RETURNING node.id

-- two default rows
unsupported: postgresql has no INSERT of several rows without columns: name one of the columns in each row, or insert the rows one by one

-- rows
INSERT INTO node (id, title) VALUES ($1::INTEGER, $2::VARCHAR), ($3::INTEGER, $4::VARCHAR), ($5::INTEGER, $6::VARCHAR)
-- [1 "a" 2 "b" 3 "c"]

-- expression
INSERT INTO node (id, title) VALUES ($1::INTEGER + $2::INTEGER, lower($3::VARCHAR))
-- [1 2 "A"]

-- scalar subquery
INSERT INTO sqla_order (quantity, order_date, product_id) VALUES ($1::INTEGER, $2::TIMESTAMP WITH TIME ZONE, (SELECT max(sqla_product.id) AS max_1 FROM sqla_product))
-- [1 2024-02-29 12:30:15.25 +0000 UTC]

-- now
INSERT INTO sqla_order (quantity, order_date, product_id) VALUES ($1::INTEGER, now(), $2::INTEGER)
-- [1 1]

-- from select
INSERT INTO node (id, title) SELECT sqla_product.id, sqla_product.name FROM sqla_product WHERE sqla_product.price > $1::FLOAT
-- [3]

-- from select returning
INSERT INTO node (id, title) SELECT sqla_product.id, sqla_product.name FROM sqla_product RETURNING node.id

-- from union
INSERT INTO node (id) SELECT sqla_product.id FROM sqla_product UNION ALL SELECT sqla_order.id FROM sqla_order

-- params
INSERT INTO node (id, title) VALUES ($1::INTEGER, $2::VARCHAR)
-- [:id :title]

