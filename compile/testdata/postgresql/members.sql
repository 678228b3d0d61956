-- intersect all
SELECT sqla_product.id FROM sqla_product INTERSECT ALL SELECT sqla_order.product_id FROM sqla_order

-- except all
SELECT sqla_product.id FROM sqla_product EXCEPT ALL SELECT sqla_order.product_id FROM sqla_order

-- nested first
(SELECT sqla_product.id FROM sqla_product UNION SELECT sqla_order.product_id FROM sqla_order) EXCEPT SELECT $1::INTEGER AS anon_1
-- [1]

-- nested second
SELECT sqla_product.id FROM sqla_product EXCEPT (SELECT sqla_order.product_id FROM sqla_order UNION SELECT $1::INTEGER AS anon_1)
-- [1]

-- nested deep
(SELECT sqla_product.id FROM sqla_product EXCEPT (SELECT sqla_order.product_id FROM sqla_order UNION (SELECT sqla_product.id FROM sqla_product INTERSECT SELECT sqla_order.product_id FROM sqla_order))) UNION ALL (SELECT sqla_product.id FROM sqla_product ORDER BY sqla_product.price LIMIT $1::BIGINT)
-- [2]

-- own order and limit
(SELECT sqla_product.id FROM sqla_product ORDER BY sqla_product.price LIMIT $1::BIGINT) UNION ALL (SELECT sqla_product.id FROM sqla_product ORDER BY sqla_product.price LIMIT $1::BIGINT OFFSET $2::BIGINT)
-- [2 1]

-- own order, whole order
(SELECT sqla_product.id FROM sqla_product ORDER BY sqla_product.price LIMIT $1::BIGINT) UNION ALL (SELECT sqla_order.product_id FROM sqla_order ORDER BY sqla_order.id LIMIT $2::BIGINT) ORDER BY id LIMIT $3::BIGINT
-- [2 1 3]

-- order by label of first
SELECT sqla_product.id AS k FROM sqla_product UNION ALL SELECT sqla_order.id AS other FROM sqla_order ORDER BY k DESC

-- limit of whole
SELECT sqla_product.id FROM sqla_product UNION SELECT sqla_order.product_id FROM sqla_order ORDER BY id LIMIT $1::BIGINT OFFSET $2::BIGINT
-- [2 1]

-- in subquery
SELECT u.k FROM (SELECT sqla_product.id AS k FROM sqla_product UNION SELECT sqla_order.id AS k FROM sqla_order) AS u WHERE u.k > $1::INTEGER
-- [2]

-- scalar
SELECT (SELECT max(sqla_product.id) AS max_1 FROM sqla_product UNION SELECT max(sqla_product.id) AS max_1 FROM sqla_product) AS anon_1

-- null member
SELECT sqla_product.id, sqla_product.expiry_offset_months FROM sqla_product UNION SELECT sqla_order.id, NULL::INTEGER AS anon_1 FROM sqla_order

-- in cte
WITH names AS (SELECT sqla_product.name AS n FROM sqla_product UNION ALL SELECT sqla_product.name FROM sqla_product) SELECT count(*) AS count_1 FROM names

-- member with cte
SELECT sqla_product.id FROM sqla_product UNION ALL SELECT * FROM (WITH c AS (SELECT sqla_order.product_id FROM sqla_order) SELECT c.product_id FROM c) AS member

-- member distinct
SELECT DISTINCT sqla_product.name FROM sqla_product UNION ALL SELECT sqla_product.name FROM sqla_product

