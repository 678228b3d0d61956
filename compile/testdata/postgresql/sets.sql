-- union
SELECT sqla_product.id FROM sqla_product UNION SELECT sqla_order.product_id FROM sqla_order

-- union all
SELECT sqla_product.id FROM sqla_product UNION ALL SELECT sqla_order.product_id FROM sqla_order UNION ALL SELECT dear.id FROM sqla_product AS dear

-- intersect
SELECT sqla_product.id FROM sqla_product INTERSECT SELECT sqla_order.product_id FROM sqla_order

-- except
SELECT sqla_product.id FROM sqla_product EXCEPT SELECT sqla_order.product_id FROM sqla_order

-- order and limit of the whole
SELECT sqla_product.id FROM sqla_product UNION SELECT sqla_order.product_id FROM sqla_order ORDER BY id LIMIT $1::BIGINT
-- [3]

-- order desc nulls
SELECT sqla_product.id FROM sqla_product UNION SELECT sqla_order.product_id FROM sqla_order ORDER BY id DESC NULLS LAST

-- member with limit
SELECT sqla_product.id FROM sqla_product UNION ALL (SELECT sqla_order.product_id FROM sqla_order ORDER BY sqla_order.product_id LIMIT $1::BIGINT)
-- [1]

-- first with limit
(SELECT sqla_product.id FROM sqla_product ORDER BY sqla_product.id LIMIT $1::BIGINT) UNION ALL SELECT sqla_order.product_id FROM sqla_order
-- [1]

-- mixed
(SELECT sqla_product.id FROM sqla_product UNION SELECT sqla_order.product_id FROM sqla_order) EXCEPT SELECT dear.id FROM sqla_product AS dear

-- nested
SELECT sqla_product.id FROM sqla_product UNION (SELECT sqla_order.product_id FROM sqla_order INTERSECT SELECT dear.id FROM sqla_product AS dear)

-- except of union
SELECT sqla_product.id FROM sqla_product EXCEPT (SELECT sqla_order.product_id FROM sqla_order UNION SELECT dear.id FROM sqla_product AS dear)

-- from
SELECT u.id FROM (SELECT sqla_product.id FROM sqla_product UNION SELECT sqla_order.product_id FROM sqla_order) AS u

-- count of
SELECT count(*) AS count_1 FROM (SELECT sqla_product.id FROM sqla_product UNION ALL SELECT sqla_order.product_id FROM sqla_order) AS u

-- in
SELECT sqla_product.name FROM sqla_product WHERE sqla_product.id IN (SELECT sqla_product.id FROM sqla_product UNION SELECT sqla_order.product_id FROM sqla_order)

