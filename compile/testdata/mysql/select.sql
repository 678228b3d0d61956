-- table
SELECT sqla_product.id, sqla_product.name, sqla_product.price, sqla_product.available_quantity, sqla_product.production_date, sqla_product.expiry_date, sqla_product.expiry_offset_months FROM sqla_product

-- columns
SELECT sqla_product.id, sqla_product.name FROM sqla_product

-- literal
SELECT ? AS anon_1
-- [1]

-- literals
SELECT ? AS anon_1, ? AS anon_2, ? AS anon_3
-- [1 "a" true]

-- label
SELECT sqla_product.name AS title, sqla_product.price * ? AS twice FROM sqla_product
-- [2]

-- no from, where
SELECT ? AS anon_1 FROM DUAL WHERE 1 != 1
-- [1]

-- distinct
SELECT DISTINCT sqla_product.name FROM sqla_product

-- two tables
SELECT sqla_product.name, sqla_order.quantity FROM sqla_product, sqla_order WHERE sqla_order.product_id = sqla_product.id

-- same names
SELECT sqla_product.id, sqla_product.name, sqla_product.price, sqla_product.available_quantity, sqla_product.production_date, sqla_product.expiry_date, sqla_product.expiry_offset_months, sqla_order.id AS id_1, sqla_order.quantity, sqla_order.order_date, sqla_order.product_id FROM sqla_product, sqla_order WHERE sqla_order.product_id = sqla_product.id

-- from
SELECT count(*) AS count_1 FROM sqla_product

-- from conditions
SELECT count(*) AS count_1 FROM sqla_product WHERE sqla_product.price > ?
-- [3]

-- count
SELECT count(sqla_product.id) AS count_1 FROM sqla_product

-- counts
SELECT count(sqla_product.id) AS count_1, count(sqla_product.expiry_date) AS count_2 FROM sqla_product

-- group by
SELECT sqla_product.name, count(*) AS count_1 FROM sqla_product GROUP BY sqla_product.name

-- group by expression
SELECT sqla_product.available_quantity % ? AS last, count(*) AS n FROM sqla_product GROUP BY 1
-- [10]

-- having
SELECT sqla_product.name, sum(sqla_product.price) AS sum_1 FROM sqla_product GROUP BY sqla_product.name HAVING sum(sqla_product.price) > ? AND count(*) >= ?
-- [10 2]

-- order of decimals that are values
SELECT v.amount FROM (VALUES ROW(?), ROW(?), ROW(?)) AS v (amount) ORDER BY v.amount
-- ["9.50" "10.5" "-1.25"]

-- order by
SELECT sqla_product.id FROM sqla_product ORDER BY sqla_product.price DESC, sqla_product.id

-- order by asc
SELECT sqla_product.id FROM sqla_product ORDER BY sqla_product.price ASC

-- order by nulls first
SELECT sqla_product.id FROM sqla_product ORDER BY sqla_product.expiry_date IS NULL DESC, sqla_product.expiry_date ASC, sqla_product.id IS NULL, sqla_product.id DESC

-- order by label
SELECT sqla_product.id, sqla_product.price * ? AS twice FROM sqla_product ORDER BY twice DESC
-- [2]

-- order by label in arithmetic
SELECT sqla_product.id, sqla_product.price * ? AS twice FROM sqla_product ORDER BY sqla_product.price * ? + ?
-- [2 2 1]

-- order by label that is not selected
SELECT sqla_product.id FROM sqla_product ORDER BY sqla_product.price * ?
-- [2]

-- limit
SELECT sqla_product.id FROM sqla_product ORDER BY sqla_product.id LIMIT ?
-- [10]

-- limit 0
SELECT sqla_product.id FROM sqla_product LIMIT ?
-- [0]

-- offset
SELECT sqla_product.id FROM sqla_product ORDER BY sqla_product.id LIMIT 18446744073709551615 OFFSET ?
-- [20]

-- limit and offset
SELECT sqla_product.id FROM sqla_product ORDER BY sqla_product.id LIMIT ? OFFSET ?
-- [10 20]

-- for update
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id = ? FOR UPDATE
-- [1]

-- for update nowait
SELECT sqla_product.id FROM sqla_product FOR UPDATE NOWAIT

-- for share skip locked
SELECT sqla_product.id FROM sqla_product LIMIT ? FOR SHARE SKIP LOCKED
-- [5]

-- for share
SELECT sqla_product.id FROM sqla_product FOR SHARE

-- alias
SELECT dear.name FROM sqla_product AS dear

-- alias beside table
SELECT sqla_product.name, dear.name AS name_1 FROM sqla_product, sqla_product AS dear WHERE sqla_product.price < dear.price

-- alias of whole
SELECT dear.id, dear.name, dear.price, dear.available_quantity, dear.production_date, dear.expiry_date, dear.expiry_offset_months FROM sqla_product AS dear

-- typed
SELECT sqla_product.id, max(sqla_product.price) AS max_1 FROM sqla_product GROUP BY sqla_product.id

-- everything
SELECT DISTINCT sqla_product.name, sum(sqla_order.quantity) AS sold FROM sqla_product JOIN sqla_order ON sqla_order.product_id = sqla_product.id WHERE sqla_product.price > ? GROUP BY sqla_product.name HAVING count(*) > ? ORDER BY sqla_product.name LIMIT ? OFFSET ?
-- [1 1 3 1]

-- param
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name = ?
-- [:name]

-- param twice
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name = ? OR lower(sqla_product.name) = ?
-- [:x :x]

-- benchmark
SELECT sqla_product.id, sqla_product.name, sqla_product.price, sqla_order.id AS id_1, sqla_order.quantity FROM sqla_product JOIN sqla_order ON sqla_order.product_id = sqla_product.id WHERE sqla_product.price > ? AND sqla_product.name LIKE ? AND sqla_order.quantity BETWEEN ? AND ? AND sqla_product.id IN (?, ?, ?, ?) ORDER BY sqla_product.id LIMIT ?
-- [1 "A%" 1 6 1 2 3 3 10]

