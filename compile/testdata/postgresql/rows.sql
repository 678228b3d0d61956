-- limit param
SELECT sqla_product.id FROM sqla_product ORDER BY sqla_product.id LIMIT $1::BIGINT OFFSET $1::BIGINT
-- [:id]

-- limit expression
SELECT sqla_product.id FROM sqla_product ORDER BY sqla_product.id LIMIT coalesce($1::INTEGER, $2::INTEGER)
-- [1 2]

-- limit subquery
SELECT sqla_product.id FROM sqla_product ORDER BY sqla_product.id LIMIT (SELECT count(sqla_order.id) AS count_1 FROM sqla_order)

-- limit reset
SELECT sqla_product.id FROM sqla_product ORDER BY sqla_product.id

-- ties
SELECT sqla_order.id FROM sqla_order ORDER BY sqla_order.quantity FETCH FIRST ($1::BIGINT) ROWS WITH TIES
-- [1]

-- ties and offset
SELECT sqla_order.id FROM sqla_order ORDER BY sqla_order.product_id OFFSET ($1::BIGINT) ROWS FETCH FIRST ($2::BIGINT) ROWS WITH TIES
-- [1 1]

-- percent
unsupported: postgresql has no a limit in percent: count the rows first, and limit to a number of them

-- distinct on
SELECT DISTINCT ON (sqla_order.product_id) sqla_order.product_id, sqla_order.id FROM sqla_order ORDER BY sqla_order.product_id, sqla_order.id DESC

-- distinct on label
SELECT DISTINCT ON (sqla_order.product_id) sqla_order.product_id AS which, sqla_order.id FROM sqla_order ORDER BY which, sqla_order.id

-- no key update
SELECT sqla_product.id FROM sqla_product ORDER BY sqla_product.id FOR NO KEY UPDATE

-- key share
SELECT sqla_product.id FROM sqla_product ORDER BY sqla_product.id FOR KEY SHARE SKIP LOCKED

-- lock of
SELECT sqla_product.id, sqla_order.id AS id_1 FROM sqla_product JOIN sqla_order ON sqla_order.product_id = sqla_product.id FOR UPDATE OF sqla_order NOWAIT

-- lock of two
SELECT sqla_product.id, sqla_order.id AS id_1 FROM sqla_product JOIN sqla_order ON sqla_order.product_id = sqla_product.id FOR SHARE OF sqla_product, sqla_order

-- lock reset
SELECT sqla_product.id FROM sqla_product ORDER BY sqla_product.id

