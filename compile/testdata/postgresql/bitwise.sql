-- and or xor
SELECT sqla_product.id & sqla_product.available_quantity AS bit_and_1, sqla_product.id | sqla_product.available_quantity AS bit_or_1, sqla_product.id # sqla_product.available_quantity AS bit_xor_1 FROM sqla_product

-- with values
SELECT sqla_product.available_quantity & $1::INTEGER AS bit_and_1, sqla_product.available_quantity | $2::INTEGER AS bit_or_1, sqla_product.available_quantity # $3::INTEGER AS bit_xor_1 FROM sqla_product
-- [3 8 5]

-- xor of xor
SELECT (sqla_product.available_quantity # $1::INTEGER) # $2::INTEGER AS bit_xor_1 FROM sqla_product
-- [7 5]

-- not
SELECT ~sqla_product.available_quantity AS bit_not_1, ~(~sqla_product.available_quantity) AS bit_not_2 FROM sqla_product

-- in arithmetic
SELECT (sqla_product.id & sqla_product.available_quantity) + $1::INTEGER AS anon_1, (sqla_product.id + $2::INTEGER) & $3::INTEGER AS bit_and_1, (sqla_product.id & $4::INTEGER) | $5::INTEGER AS bit_or_1 FROM sqla_product
-- [1 1 3 6 1]

-- in comparison
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.available_quantity & $1::INTEGER = $2::INTEGER AND sqla_product.available_quantity # $3::INTEGER != $4::INTEGER
-- [1 1 1 0]

-- shifts
SELECT CAST(sqla_product.available_quantity AS BIGINT) << $1::INTEGER AS shift_left_1, CAST(sqla_product.available_quantity AS BIGINT) >> $2::INTEGER AS shift_right_1, CAST(sqla_product.id AS BIGINT) << $3::INTEGER AS shift_left_2 FROM sqla_product
-- [3 1 40]

-- shift of the sign
SELECT CAST(sqla_product.id AS BIGINT) << $1::INTEGER AS shift_left_1, CAST(sqla_product.available_quantity AS BIGINT) >> $2::INTEGER AS shift_right_1 FROM sqla_product
-- [63 63]

-- of bigint
SELECT ~kind.big AS bit_not_1, kind.big # $1::BIGINT AS bit_xor_1, CAST(kind.big AS BIGINT) >> $2::INTEGER AS shift_right_1 FROM kind
-- [-1 50]

