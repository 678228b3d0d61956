-- round
SELECT CAST(round(CAST(sqla_product.price AS NUMERIC), $1::INTEGER) AS DOUBLE PRECISION) AS round_1, CAST(round(CAST(-sqla_product.price AS NUMERIC), $2::INTEGER) AS DOUBLE PRECISION) AS round_2, CAST(round(CAST(sqla_product.price / $3::FLOAT AS NUMERIC), $4::INTEGER) AS DOUBLE PRECISION) AS round_3 FROM sqla_product
-- [0 0 3 2]

-- round decimal
SELECT round(kind.dec, $1::INTEGER) AS round_1, round(-kind.dec, $2::INTEGER) AS round_2, kind.id AS round_3 FROM kind
-- [0 1]

-- ceil floor trunc
SELECT ceil(-sqla_product.price - $1::FLOAT) AS ceil_1, floor(-sqla_product.price) AS floor_1, trunc(-sqla_product.price - $2::FLOAT) AS trunc_1, sqla_product.available_quantity AS floor_2 FROM sqla_product
-- [1 1]

-- ceil floor trunc decimal
SELECT ceil(kind.dec) AS ceil_1, floor(-kind.dec) AS floor_1, trunc(-kind.dec) AS trunc_1 FROM kind

-- abs sign
SELECT abs(sqla_product.available_quantity) AS abs_1, CAST(sign(sqla_product.available_quantity) AS INTEGER) AS sign_1, CAST(sign(-sqla_product.price) AS INTEGER) AS sign_2 FROM sqla_product

-- powers
SELECT power(CAST(sqla_product.id AS DOUBLE PRECISION), CAST(sqla_product.id AS DOUBLE PRECISION)) AS power_1, sqrt(CAST(sqla_product.id AS DOUBLE PRECISION)) AS sqrt_1, exp(CAST(sqla_product.id AS DOUBLE PRECISION)) AS exp_1, ln(CAST(sqla_product.id AS DOUBLE PRECISION)) AS ln_1, log(CAST(sqla_product.id AS DOUBLE PRECISION)) AS log10_1 FROM sqla_product

-- greatest least
SELECT CASE WHEN sqla_product.id IS NULL OR sqla_product.available_quantity IS NULL THEN NULL ELSE greatest(sqla_product.id, sqla_product.available_quantity) END AS greatest_1, CASE WHEN sqla_product.id IS NULL OR sqla_product.available_quantity IS NULL OR sqla_product.expiry_offset_months IS NULL THEN NULL ELSE least(sqla_product.id, sqla_product.available_quantity, sqla_product.expiry_offset_months) END AS least_1, CASE WHEN sqla_product.available_quantity IS NULL OR sqla_product.expiry_offset_months IS NULL THEN NULL ELSE greatest(sqla_product.available_quantity, sqla_product.expiry_offset_months) END AS greatest_2 FROM sqla_product

-- greatest in arithmetic
SELECT CASE WHEN sqla_product.id IS NULL OR sqla_product.available_quantity IS NULL THEN NULL ELSE greatest(sqla_product.id, sqla_product.available_quantity) END * $1::INTEGER AS anon_1 FROM sqla_product
-- [2]

-- random
SELECT random() < $1::DOUBLE PRECISION AS anon_1, random() >= $2::DOUBLE PRECISION AS anon_2
-- [1 0]

-- floor division
SELECT sqla_product.available_quantity / $1::INTEGER - CAST(sqla_product.available_quantity % $1::INTEGER != 0 AND (sqla_product.available_quantity < 0) != ($1::INTEGER < 0) AS INTEGER) AS anon_1, sqla_product.available_quantity / $2::INTEGER - CAST(sqla_product.available_quantity % $2::INTEGER != 0 AND (sqla_product.available_quantity < 0) != ($2::INTEGER < 0) AS INTEGER) AS anon_2, sqla_product.available_quantity % $3::INTEGER AS anon_3, sqla_product.available_quantity % $4::INTEGER AS anon_4 FROM sqla_product
-- [2 -2 3 -3]

