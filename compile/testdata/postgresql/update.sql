-- where
UPDATE sqla_product SET price=$1::FLOAT, available_quantity=$2::INTEGER WHERE sqla_product.id = $3::INTEGER
-- [9.5 3 1]

-- returning
UPDATE sqla_product SET price=$1::FLOAT, available_quantity=$2::INTEGER WHERE sqla_product.id = $3::INTEGER RETURNING sqla_product.id, sqla_product.name, sqla_product.price, sqla_product.available_quantity, sqla_product.production_date, sqla_product.expiry_date, sqla_product.expiry_offset_months
-- [9.5 3 1]

-- all rows
UPDATE sqla_product SET price=$1::FLOAT, available_quantity=$2::INTEGER
-- [9.5 3]

-- expression
UPDATE sqla_product SET price=sqla_product.price * $1::FLOAT WHERE sqla_product.id = ANY ($2::INTEGER[])
-- [1.1 [1 2]]

-- null
UPDATE sqla_product SET expiry_date=$1::DATE WHERE sqla_product.id = $2::INTEGER
-- [<nil> 1]

-- default
UPDATE sqla_product SET expiry_offset_months=DEFAULT WHERE sqla_product.id = $1::INTEGER
-- [1]

-- correlated
UPDATE sqla_product SET available_quantity=(SELECT count(sqla_order.id) AS count_1 FROM sqla_order WHERE sqla_order.product_id = sqla_product.id)

-- exists
UPDATE sqla_product SET price=$1::FLOAT, available_quantity=$2::INTEGER WHERE EXISTS (SELECT sqla_order.id FROM sqla_order WHERE sqla_order.product_id = sqla_product.id)
-- [9.5 3]

-- alias
UPDATE sqla_product AS cheap SET price=$1::FLOAT WHERE cheap.price < $2::FLOAT
-- [1 1]

-- reads what it sets
UPDATE sqla_product SET id=sqla_product.available_quantity, expiry_offset_months=sqla_product.id WHERE sqla_product.id = $1::INTEGER
-- [1]

-- exchange
UPDATE sqla_product SET id=sqla_product.available_quantity, available_quantity=sqla_product.id WHERE sqla_product.id = $1::INTEGER
-- [1]

