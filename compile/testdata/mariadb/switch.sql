-- simple
SELECT CASE sqla_product.id WHEN ? THEN ? WHEN ? THEN ? ELSE ? END AS anon_1 FROM sqla_product
-- [1 "one" 2 "two" "many"]

-- simple without else
SELECT CASE sqla_product.name WHEN ? THEN ? END AS anon_1 FROM sqla_product
-- ["Anvil" 1]

-- simple of expression
SELECT CASE sqla_product.id % ? WHEN ? THEN ? ELSE upper(sqla_product.name) END AS anon_1 FROM sqla_product
-- [2 0 "even"]

-- simple of condition
SELECT CASE (sqla_product.price > ?) WHEN ? THEN ? WHEN ? THEN ? END AS anon_1 FROM sqla_product
-- [2 true 1 false 0]

-- simple of null
SELECT CASE sqla_product.expiry_offset_months WHEN ? THEN ? ELSE ? END AS anon_1 FROM sqla_product
-- [1 "one" "other"]

-- coalesce of several
SELECT coalesce(sqla_product.expiry_offset_months, sqla_product.available_quantity, sqla_product.id) AS coalesce_1 FROM sqla_product

-- type without cast
SELECT sqla_product.id AS anon_1, sqla_product.name = ? AS anon_2 FROM sqla_product
-- ["Anvil"]

