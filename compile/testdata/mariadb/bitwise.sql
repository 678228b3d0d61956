-- and or xor
SELECT CAST(sqla_product.id & sqla_product.available_quantity AS SIGNED) AS bit_and_1, CAST(sqla_product.id | sqla_product.available_quantity AS SIGNED) AS bit_or_1, CAST(sqla_product.id ^ sqla_product.available_quantity AS SIGNED) AS bit_xor_1 FROM sqla_product

-- with values
SELECT CAST(sqla_product.available_quantity & ? AS SIGNED) AS bit_and_1, CAST(sqla_product.available_quantity | ? AS SIGNED) AS bit_or_1, CAST(sqla_product.available_quantity ^ ? AS SIGNED) AS bit_xor_1 FROM sqla_product
-- [3 8 5]

-- xor of xor
SELECT CAST(CAST(sqla_product.available_quantity ^ ? AS SIGNED) ^ ? AS SIGNED) AS bit_xor_1 FROM sqla_product
-- [7 5]

-- not
SELECT CAST(~sqla_product.available_quantity AS SIGNED) AS bit_not_1, CAST(~CAST(~sqla_product.available_quantity AS SIGNED) AS SIGNED) AS bit_not_2 FROM sqla_product

-- in arithmetic
SELECT CAST(sqla_product.id & sqla_product.available_quantity AS SIGNED) + ? AS anon_1, CAST((sqla_product.id + ?) & ? AS SIGNED) AS bit_and_1, CAST(CAST(sqla_product.id & ? AS SIGNED) | ? AS SIGNED) AS bit_or_1 FROM sqla_product
-- [1 1 3 6 1]

-- in comparison
SELECT sqla_product.id FROM sqla_product WHERE CAST(sqla_product.available_quantity & ? AS SIGNED) = ? AND CAST(sqla_product.available_quantity ^ ? AS SIGNED) != ?
-- [1 1 1 0]

-- shifts
SELECT CAST(sqla_product.available_quantity << ? AS SIGNED) AS shift_left_1, CAST(CASE WHEN sqla_product.available_quantity < 0 THEN ~(~sqla_product.available_quantity >> ?) ELSE sqla_product.available_quantity >> ? END AS SIGNED) AS shift_right_1, CAST(sqla_product.id << ? AS SIGNED) AS shift_left_2 FROM sqla_product
-- [3 1 1 40]

-- shift of the sign
SELECT CAST(sqla_product.id << ? AS SIGNED) AS shift_left_1, CAST(CASE WHEN sqla_product.available_quantity < 0 THEN ~(~sqla_product.available_quantity >> ?) ELSE sqla_product.available_quantity >> ? END AS SIGNED) AS shift_right_1 FROM sqla_product
-- [63 63 63]

-- of bigint
SELECT CAST(~kind.big AS SIGNED) AS bit_not_1, CAST(kind.big ^ ? AS SIGNED) AS bit_xor_1, CAST(CASE WHEN kind.big < 0 THEN ~(~kind.big >> ?) ELSE kind.big >> ? END AS SIGNED) AS shift_right_1 FROM kind
-- [-1 50 50]

