-- where
UPDATE sqla_product SET price=?, available_quantity=? WHERE sqla_product.id = ?
-- [9.5 3 1]

-- returning
unsupported: mysql has no UPDATE … RETURNING: SELECT the rows before or after it, in one transaction

-- all rows
UPDATE sqla_product SET price=?, available_quantity=?
-- [9.5 3]

-- expression
UPDATE sqla_product SET price=sqla_product.price * ? WHERE sqla_product.id IN (?, ?)
-- [1.1 1 2]

-- null
UPDATE sqla_product SET expiry_date=? WHERE sqla_product.id = ?
-- [<nil> 1]

-- default
UPDATE sqla_product SET expiry_offset_months=DEFAULT WHERE sqla_product.id = ?
-- [1]

-- correlated
UPDATE sqla_product SET available_quantity=(SELECT count(sqla_order.id) AS count_1 FROM sqla_order WHERE sqla_order.product_id = sqla_product.id)

-- exists
UPDATE sqla_product SET price=?, available_quantity=? WHERE EXISTS (SELECT sqla_order.id FROM sqla_order WHERE sqla_order.product_id = sqla_product.id)
-- [9.5 3]

-- alias
UPDATE sqla_product AS cheap SET price=? WHERE cheap.price < ?
-- [1 1]

-- reads what it sets
UPDATE sqla_product SET expiry_offset_months=sqla_product.id, id=sqla_product.available_quantity WHERE sqla_product.id = ?
-- [1]

-- exchange
unsupported: mysql has no UPDATE of columns that read each other's old values: exchange them in two statements, by way of a third column

