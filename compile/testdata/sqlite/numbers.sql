-- round
SELECT CASE WHEN abs(sqla_product.price * pow(10, ?)) < 1e15 THEN round(CAST(printf('%.15g', sqla_product.price * pow(10, ?)) AS REAL)) / pow(10, ?) + 0.0 ELSE round(sqla_product.price, ?) END AS round_1, CASE WHEN abs((-sqla_product.price) * pow(10, ?)) < 1e15 THEN round(CAST(printf('%.15g', (-sqla_product.price) * pow(10, ?)) AS REAL)) / pow(10, ?) + 0.0 ELSE round(-sqla_product.price, ?) END AS round_2, CASE WHEN abs((sqla_product.price / ?) * pow(10, ?)) < 1e15 THEN round(CAST(printf('%.15g', (sqla_product.price / ?) * pow(10, ?)) AS REAL)) / pow(10, ?) + 0.0 ELSE round(sqla_product.price / ?, ?) END AS round_3 FROM sqla_product
-- [0 0 0 0 0 0 0 0 3 2 3 2 2 3 2]

-- round decimal
SELECT CASE WHEN abs(kind.dec * pow(10, ?)) < 1e15 THEN round(CAST(printf('%.15g', kind.dec * pow(10, ?)) AS REAL)) / pow(10, ?) + 0.0 ELSE round(kind.dec, ?) END AS round_1, CASE WHEN abs((-kind.dec) * pow(10, ?)) < 1e15 THEN round(CAST(printf('%.15g', (-kind.dec) * pow(10, ?)) AS REAL)) / pow(10, ?) + 0.0 ELSE round(-kind.dec, ?) END AS round_2, kind.id AS round_3 FROM kind
-- [0 0 0 0 1 1 1 1]

-- ceil floor trunc
SELECT ceil(-sqla_product.price - ?) AS ceil_1, floor(-sqla_product.price) AS floor_1, trunc(-sqla_product.price - ?) AS trunc_1, sqla_product.available_quantity AS floor_2 FROM sqla_product
-- [1 1]

-- ceil floor trunc decimal
SELECT ceil(kind.dec) AS ceil_1, floor(-kind.dec) AS floor_1, trunc(-kind.dec) AS trunc_1 FROM kind

-- abs sign
SELECT abs(sqla_product.available_quantity) AS abs_1, sign(sqla_product.available_quantity) AS sign_1, sign(-sqla_product.price) AS sign_2 FROM sqla_product

-- powers
SELECT power(sqla_product.id, sqla_product.id) AS power_1, sqrt(sqla_product.id) AS sqrt_1, exp(sqla_product.id) AS exp_1, ln(sqla_product.id) AS ln_1, log10(sqla_product.id) AS log10_1 FROM sqla_product

-- greatest least
SELECT max(sqla_product.id, sqla_product.available_quantity) AS greatest_1, min(sqla_product.id, sqla_product.available_quantity, sqla_product.expiry_offset_months) AS least_1, max(sqla_product.available_quantity, sqla_product.expiry_offset_months) AS greatest_2 FROM sqla_product

-- greatest in arithmetic
SELECT max(sqla_product.id, sqla_product.available_quantity) * ? AS anon_1 FROM sqla_product
-- [2]

-- random
SELECT random() / 18446744073709551616.0 + 0.5 < ? AS anon_1, random() / 18446744073709551616.0 + 0.5 >= ? AS anon_2
-- [1 0]

-- floor division
SELECT sqla_product.available_quantity / ? - (sqla_product.available_quantity % ? != 0 AND (sqla_product.available_quantity < 0) != (? < 0)) AS anon_1, sqla_product.available_quantity / ? - (sqla_product.available_quantity % ? != 0 AND (sqla_product.available_quantity < 0) != (? < 0)) AS anon_2, sqla_product.available_quantity % ? AS anon_3, sqla_product.available_quantity % ? AS anon_4 FROM sqla_product
-- [2 2 2 -2 -2 -2 3 -3]

