-- where
DELETE FROM sqla_product WHERE sqla_product.id = $1::INTEGER
-- [1]

-- all rows
DELETE FROM sqla_product

-- returning
DELETE FROM sqla_product WHERE sqla_product.id = $1::INTEGER RETURNING sqla_product.id, sqla_product.name
-- [1]

-- in query
DELETE FROM sqla_order WHERE sqla_order.product_id IN (SELECT sqla_product.id FROM sqla_product WHERE sqla_product.price > $1::FLOAT)
-- [3]

-- not exists
DELETE FROM sqla_product WHERE NOT EXISTS (SELECT sqla_order.id FROM sqla_order WHERE sqla_order.product_id = sqla_product.id)

-- alias
DELETE FROM sqla_order AS old WHERE old.id < $1::INTEGER
-- [3]

-- alias returning
DELETE FROM sqla_order AS old WHERE old.id < $1::INTEGER RETURNING old.id
-- [3]

