-- auto
SELECT sqla_product.id, (SELECT count(sqla_order.id) AS count_1 FROM sqla_order WHERE sqla_order.product_id = sqla_product.id) AS anon_1 FROM sqla_product

-- auto of two
SELECT sqla_product.id FROM sqla_product WHERE EXISTS (SELECT sqla_order.id, sqla_product.name FROM sqla_order WHERE sqla_order.product_id = sqla_product.id)

-- alone
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.price = (SELECT sqla_product.price FROM sqla_product ORDER BY sqla_product.price DESC LIMIT ?)
-- [1]

-- correlate
SELECT sqla_product.id, (SELECT count(sqla_order.id) AS count_1 FROM sqla_order WHERE sqla_order.product_id = sqla_product.id) AS anon_1 FROM sqla_product

-- correlate except
SELECT sqla_product.id, (SELECT count(sqla_order.id) AS count_1 FROM sqla_order WHERE sqla_order.product_id = sqla_product.id) AS anon_1 FROM sqla_product

-- correlate except, own
SELECT sqla_product.id, sqla_order.id AS id_1 FROM sqla_product, sqla_order WHERE sqla_order.product_id = sqla_product.id AND EXISTS (SELECT sqla_order.id, q.id AS id_1 FROM sqla_order, sqla_product AS q WHERE sqla_order.product_id = q.id AND q.id = sqla_product.id)

-- no correlate
SELECT sqla_product.id FROM sqla_product WHERE EXISTS (SELECT sqla_order.id FROM sqla_order, sqla_product WHERE sqla_order.product_id = sqla_product.id)

-- two levels
SELECT sqla_product.id FROM sqla_product WHERE EXISTS (SELECT q.id FROM sqla_product AS q WHERE EXISTS (SELECT sqla_order.id FROM sqla_order WHERE sqla_order.product_id = sqla_product.id AND q.id = sqla_product.id))

-- scalar in order by
SELECT sqla_product.id FROM sqla_product ORDER BY (SELECT count(sqla_order.id) AS count_1 FROM sqla_order WHERE sqla_order.product_id = sqla_product.id) DESC, sqla_product.id

-- scalar in arithmetic
SELECT sqla_product.id, (SELECT count(sqla_order.id) AS count_1 FROM sqla_order WHERE sqla_order.product_id = sqla_product.id) + ? AS next FROM sqla_product
-- [1]

-- not exists
SELECT sqla_product.id FROM sqla_product WHERE NOT EXISTS (SELECT sqla_order.id FROM sqla_order WHERE sqla_order.product_id = sqla_product.id)

-- exists and or
SELECT sqla_product.id FROM sqla_product WHERE EXISTS (SELECT sqla_order.id FROM sqla_order WHERE sqla_order.product_id = sqla_product.id) OR sqla_product.id = ?
-- [5]

