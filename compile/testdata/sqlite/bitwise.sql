-- and or xor
SELECT sqla_product.id & sqla_product.available_quantity AS bit_and_1, sqla_product.id | sqla_product.available_quantity AS bit_or_1, (sqla_product.id | sqla_product.available_quantity) - (sqla_product.id & sqla_product.available_quantity) AS bit_xor_1 FROM sqla_product

-- with values
SELECT sqla_product.available_quantity & ? AS bit_and_1, sqla_product.available_quantity | ? AS bit_or_1, (sqla_product.available_quantity | ?) - (sqla_product.available_quantity & ?) AS bit_xor_1 FROM sqla_product
-- [3 8 5 5]

-- xor of xor
SELECT (((sqla_product.available_quantity | ?) - (sqla_product.available_quantity & ?)) | ?) - (((sqla_product.available_quantity | ?) - (sqla_product.available_quantity & ?)) & ?) AS bit_xor_1 FROM sqla_product
-- [7 7 5 7 7 5]

-- not
SELECT ~sqla_product.available_quantity AS bit_not_1, ~(~sqla_product.available_quantity) AS bit_not_2 FROM sqla_product

-- in arithmetic
SELECT (sqla_product.id & sqla_product.available_quantity) + ? AS anon_1, (sqla_product.id + ?) & ? AS bit_and_1, (sqla_product.id & ?) | ? AS bit_or_1 FROM sqla_product
-- [1 1 3 6 1]

-- in comparison
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.available_quantity & ? = ? AND (sqla_product.available_quantity | ?) - (sqla_product.available_quantity & ?) != ?
-- [1 1 1 1 0]

-- shifts
SELECT sqla_product.available_quantity << ? AS shift_left_1, sqla_product.available_quantity >> ? AS shift_right_1, sqla_product.id << ? AS shift_left_2 FROM sqla_product
-- [3 1 40]

-- shift of the sign
SELECT sqla_product.id << ? AS shift_left_1, sqla_product.available_quantity >> ? AS shift_right_1 FROM sqla_product
-- [63 63]

-- of bigint
SELECT ~kind.big AS bit_not_1, (kind.big | ?) - (kind.big & ?) AS bit_xor_1, kind.big >> ? AS shift_right_1 FROM kind
-- [-1 -1 50]

