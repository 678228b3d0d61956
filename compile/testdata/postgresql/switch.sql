-- simple
SELECT CASE sqla_product.id WHEN $1::INTEGER THEN $2::VARCHAR WHEN $3::INTEGER THEN $4::VARCHAR ELSE $5::VARCHAR END AS anon_1 FROM sqla_product
-- [1 "one" 2 "two" "many"]

-- simple without else
SELECT CASE sqla_product.name WHEN $1::VARCHAR THEN $2::INTEGER END AS anon_1 FROM sqla_product
-- ["Anvil" 1]

-- simple of expression
SELECT CASE sqla_product.id % $1::INTEGER WHEN $2::INTEGER THEN $3::VARCHAR ELSE upper(sqla_product.name) END AS anon_1 FROM sqla_product
-- [2 0 "even"]

-- simple of condition
SELECT CASE (sqla_product.price > $1::FLOAT) WHEN $2::BOOLEAN THEN $3::INTEGER WHEN $4::BOOLEAN THEN $5::INTEGER END AS anon_1 FROM sqla_product
-- [2 true 1 false 0]

-- simple of null
SELECT CASE sqla_product.expiry_offset_months WHEN $1::INTEGER THEN $2::VARCHAR ELSE $3::VARCHAR END AS anon_1 FROM sqla_product
-- [1 "one" "other"]

-- coalesce of several
SELECT coalesce(sqla_product.expiry_offset_months, sqla_product.available_quantity, sqla_product.id) AS coalesce_1 FROM sqla_product

-- type without cast
SELECT sqla_product.id AS anon_1, sqla_product.name = $1::VARCHAR AS anon_2 FROM sqla_product
-- ["Anvil"]

