-- round
SELECT CASE WHEN abs(sqla_product.price * pow(10, ?)) < 1e15 THEN CAST(round(CAST(sqla_product.price AS DECIMAL(65, 30)), ?) AS DOUBLE) ELSE sqla_product.price END AS round_1, CASE WHEN abs((-sqla_product.price) * pow(10, ?)) < 1e15 THEN CAST(round(CAST(-sqla_product.price AS DECIMAL(65, 30)), ?) AS DOUBLE) ELSE -sqla_product.price END AS round_2, CASE WHEN abs((sqla_product.price / ?) * pow(10, ?)) < 1e15 THEN CAST(round(CAST(sqla_product.price / ? AS DECIMAL(65, 30)), ?) AS DOUBLE) ELSE sqla_product.price / ? END AS round_3 FROM sqla_product
-- [0 0 0 0 3 2 3 2 3]

-- round decimal
SELECT round(kind.`dec`, ?) AS round_1, round(CAST(-kind.`dec` AS DECIMAL(65, 30)), ?) AS round_2, kind.id AS round_3 FROM kind
-- [0 1]

-- ceil floor trunc
SELECT ceil(-sqla_product.price - ?) AS ceil_1, floor(-sqla_product.price) AS floor_1, truncate(-sqla_product.price - ?, 0) AS trunc_1, sqla_product.available_quantity AS floor_2 FROM sqla_product
-- [1 1]

-- ceil floor trunc decimal
SELECT ceil(kind.`dec`) AS ceil_1, floor(-kind.`dec`) AS floor_1, truncate(-kind.`dec`, 0) AS trunc_1 FROM kind

-- abs sign
SELECT abs(sqla_product.available_quantity) AS abs_1, sign(sqla_product.available_quantity) AS sign_1, sign(-sqla_product.price) AS sign_2 FROM sqla_product

-- powers
SELECT power(sqla_product.id, sqla_product.id) AS power_1, sqrt(sqla_product.id) AS sqrt_1, exp(sqla_product.id) AS exp_1, ln(sqla_product.id) AS ln_1, log10(sqla_product.id) AS log10_1 FROM sqla_product

-- greatest least
SELECT greatest(sqla_product.id, sqla_product.available_quantity) AS greatest_1, least(sqla_product.id, sqla_product.available_quantity, sqla_product.expiry_offset_months) AS least_1, greatest(sqla_product.available_quantity, sqla_product.expiry_offset_months) AS greatest_2 FROM sqla_product

-- greatest in arithmetic
SELECT greatest(sqla_product.id, sqla_product.available_quantity) * ? AS anon_1 FROM sqla_product
-- [2]

-- random
SELECT rand() < ? AS anon_1, rand() >= ? AS anon_2
-- [1 0]

-- floor division
SELECT sqla_product.available_quantity DIV ? - (sqla_product.available_quantity % ? != 0 AND (sqla_product.available_quantity < 0) != (? < 0)) AS anon_1, sqla_product.available_quantity DIV ? - (sqla_product.available_quantity % ? != 0 AND (sqla_product.available_quantity < 0) != (? < 0)) AS anon_2, sqla_product.available_quantity % ? AS anon_3, sqla_product.available_quantity % ? AS anon_4 FROM sqla_product
-- [2 2 2 -2 -2 -2 3 -3]

