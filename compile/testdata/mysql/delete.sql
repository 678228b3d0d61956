-- where
DELETE FROM sqla_product WHERE sqla_product.id = ?
-- [1]

-- all rows
DELETE FROM sqla_product

-- returning
unsupported: mysql has no RETURNING: a generated key is in the result's InsertedPrimaryKey; SELECT the rest

-- in query
DELETE FROM sqla_order WHERE sqla_order.product_id IN (SELECT sqla_product.id FROM sqla_product WHERE sqla_product.price > ?)
-- [3]

-- not exists
DELETE FROM sqla_product WHERE NOT EXISTS (SELECT sqla_order.id FROM sqla_order WHERE sqla_order.product_id = sqla_product.id)

-- alias
DELETE old FROM sqla_order AS old WHERE old.id < ?
-- [3]

-- alias returning
unsupported: mysql has no DELETE of an alias with RETURNING: delete from the table under its own name

