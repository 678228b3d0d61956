-- in query
SELECT sqla_order.id FROM sqla_order WHERE sqla_order.product_id IN (SELECT sqla_product.id FROM sqla_product WHERE sqla_product.price < $1::FLOAT)
-- [3]

-- not in query
SELECT sqla_order.id FROM sqla_order WHERE sqla_order.product_id NOT IN (SELECT sqla_product.id FROM sqla_product WHERE sqla_product.price < $1::FLOAT)
-- [3]

-- in query with order and limit
SELECT sqla_order.id FROM sqla_order WHERE sqla_order.product_id IN (SELECT sqla_product.id FROM sqla_product WHERE EXISTS (SELECT $1::INTEGER AS anon_1))
-- [1]

-- scalar
SELECT sqla_product.name, (SELECT count(sqla_order.id) AS count_1 FROM sqla_order WHERE sqla_order.product_id = sqla_product.id) AS anon_1 FROM sqla_product

-- scalar compared
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.price = (SELECT max(dear.price) AS max_1 FROM sqla_product AS dear)

-- scalar of the same table
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.price = (SELECT max(sqla_product.price) AS max_1 FROM sqla_product)

-- scalar in arithmetic
SELECT (SELECT max(dear.id) AS max_1 FROM sqla_product AS dear) + $1::INTEGER AS anon_1
-- [1]

-- scalar count correlated
SELECT sqla_product.name, (SELECT count(*) AS count_1 FROM sqla_order WHERE sqla_order.product_id = sqla_product.id) AS orders FROM sqla_product

-- correlated by items
SELECT sqla_product.name FROM sqla_product WHERE EXISTS (SELECT sqla_order.id, sqla_product.id AS id_1 FROM sqla_order WHERE sqla_order.product_id = sqla_product.id)

-- exists
SELECT sqla_product.name FROM sqla_product WHERE EXISTS (SELECT sqla_order.id FROM sqla_order WHERE sqla_order.product_id = sqla_product.id)

-- exists of literal
SELECT sqla_product.name FROM sqla_product WHERE EXISTS (SELECT $1::INTEGER AS anon_1 FROM sqla_order WHERE sqla_order.product_id = sqla_product.id)
-- [1]

-- not exists
SELECT sqla_product.name FROM sqla_product WHERE NOT EXISTS (SELECT sqla_order.id FROM sqla_order WHERE sqla_order.product_id = sqla_product.id) AND sqla_product.id > $1::INTEGER
-- [1]

-- exists as value
SELECT EXISTS (SELECT sqla_order.id FROM sqla_order) AS "any"

-- not exists compared
SELECT sqla_product.id FROM sqla_product WHERE (NOT EXISTS (SELECT sqla_order.id FROM sqla_order)) = (sqla_product.id > $1::INTEGER)
-- [1]

-- from
SELECT by_name.name, by_name.top FROM (SELECT sqla_product.name, max(sqla_product.price) AS top FROM sqla_product GROUP BY sqla_product.name) AS by_name

-- from whole
SELECT by_name.name, by_name.top FROM (SELECT sqla_product.name, max(sqla_product.price) AS top FROM sqla_product GROUP BY sqla_product.name) AS by_name

-- from where
SELECT by_name.name, by_name.top FROM (SELECT sqla_product.name, max(sqla_product.price) AS top FROM sqla_product GROUP BY sqla_product.name) AS by_name WHERE by_name.top > $1::FLOAT
-- [3]

-- from the same names
SELECT "both".id, "both".id_1 FROM (SELECT sqla_product.id, sqla_order.id AS id_1 FROM sqla_product, sqla_order WHERE sqla_order.product_id = sqla_product.id) AS "both"

-- from limited
SELECT count(*) AS count_1 FROM (SELECT sqla_product.id FROM sqla_product ORDER BY sqla_product.id LIMIT $1::BIGINT) AS first
-- [3]

-- two levels
SELECT sqla_product.id FROM sqla_product WHERE EXISTS (SELECT sqla_order.id FROM sqla_order WHERE EXISTS (SELECT dear.id FROM sqla_product AS dear WHERE dear.id = sqla_order.product_id AND dear.name = sqla_product.name))

