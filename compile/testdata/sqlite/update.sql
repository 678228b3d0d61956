-- where
UPDATE sqla_product SET price=?, available_quantity=? WHERE sqla_product.id = ?
-- [9.5 3 1]

-- returning
UPDATE sqla_product SET price=?, available_quantity=? WHERE sqla_product.id = ? RETURNING id, name, price, available_quantity, production_date, expiry_date, expiry_offset_months
-- [9.5 3 1]

-- all rows
UPDATE sqla_product SET price=?, available_quantity=?
-- [9.5 3]

-- expression
UPDATE sqla_product SET price=sqla_product.price * ? WHERE sqla_product.id IN (SELECT value FROM json_each(?))
-- [1.1 [1 2]]

-- null
UPDATE sqla_product SET expiry_date=? WHERE sqla_product.id = ?
-- [<nil> 1]

-- default
unsupported: sqlite has no DEFAULT as a value: leave the column out of an INSERT

-- correlated
UPDATE sqla_product SET available_quantity=(SELECT count(sqla_order.id) AS count_1 FROM sqla_order WHERE sqla_order.product_id = sqla_product.id)

-- exists
UPDATE sqla_product SET price=?, available_quantity=? WHERE EXISTS (SELECT sqla_order.id FROM sqla_order WHERE sqla_order.product_id = sqla_product.id)
-- [9.5 3]

-- alias
UPDATE sqla_product AS cheap SET price=? WHERE cheap.price < ?
-- [1 1]

-- reads what it sets
UPDATE sqla_product SET id=sqla_product.available_quantity, expiry_offset_months=sqla_product.id WHERE sqla_product.id = ?
-- [1]

-- exchange
UPDATE sqla_product SET id=sqla_product.available_quantity, available_quantity=sqla_product.id WHERE sqla_product.id = ?
-- [1]

