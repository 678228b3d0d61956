-- words
SELECT current_user() AS current_user_1, SESSION_USER() AS session_user_1, localtimestamp() AS localtimestamp_1, user(?) AS user_1
-- [1]

-- aggregates
SELECT sum(sqla_product.price) AS sum_1, min(sqla_product.price) AS min_1, max(sqla_product.name) AS max_1, avg(sqla_product.price) AS avg_1, avg(CAST(sqla_product.id AS DOUBLE)) AS avg_2 FROM sqla_product

-- avg decimal
SELECT avg(CAST(kind.`dec` AS DOUBLE)) AS avg_1 FROM kind

-- sum of bigint
SELECT sum(kind.big) AS sum_1 FROM kind

-- sum as
SELECT CAST(CAST(sum(kind.big) AS DECIMAL(65, 30)) AS SIGNED) AS sum_1 FROM kind

-- count distinct
SELECT count(DISTINCT sqla_product.name) AS count_1 FROM sqla_product

-- filter
SELECT count(CASE WHEN sqla_product.price > ? THEN 1 END) AS count_1, sum(CASE WHEN sqla_product.id < ? THEN sqla_product.price END) AS sum_1, avg(CASE WHEN sqla_product.id < ? THEN CAST(sqla_product.id AS DOUBLE) END) AS avg_1 FROM sqla_product
-- [3 5 5]

-- count distinct filter
SELECT count(DISTINCT CASE WHEN sqla_product.price > ? THEN sqla_product.name END) AS count_1 FROM sqla_product
-- [3]

-- over
SELECT sqla_product.id, row_number() OVER (PARTITION BY sqla_product.name ORDER BY sqla_product.price DESC) AS row_number_1 FROM sqla_product

-- over all
SELECT sqla_product.id, sum(sqla_product.price) OVER () AS sum_1 FROM sqla_product

-- over filter
SELECT sqla_product.id, count(CASE WHEN sqla_product.price > ? THEN 1 END) OVER (PARTITION BY sqla_product.name) AS count_1 FROM sqla_product
-- [3]

-- rank
SELECT rank() OVER (ORDER BY sqla_product.price) AS rank_1, dense_rank() OVER (ORDER BY sqla_product.price IS NULL, sqla_product.price ASC) AS dense_rank_1 FROM sqla_product

-- avg over
SELECT avg(CAST(sqla_product.id AS DOUBLE)) OVER (PARTITION BY sqla_product.name) AS avg_1 FROM sqla_product

-- coalesce
SELECT coalesce(sqla_product.expiry_offset_months, ?) AS coalesce_1, coalesce(sqla_product.expiry_offset_months, sqla_product.id) AS coalesce_2 FROM sqla_product
-- [3]

-- nullif
SELECT nullif(sqla_product.id, sqla_product.available_quantity) AS nullif_1 FROM sqla_product

-- lower upper
SELECT lower(sqla_product.name) AS lower_1, upper(sqla_product.name) AS upper_1 FROM sqla_product

-- length
SELECT char_length(sqla_product.name) AS char_length_1 FROM sqla_product

-- abs
SELECT abs(sqla_product.price) AS abs_1 FROM sqla_product

-- now
SELECT UTC_TIMESTAMP(6) AS now_1

-- today
SELECT CURRENT_DATE AS current_date_1

-- func
SELECT round(sqla_product.price) AS round_1 FROM sqla_product

-- func quoted
SELECT `my schema`.`do"it`(sqla_product.id) AS `do"it_1` FROM sqla_product

-- nested
SELECT concat(lower(upper(sqla_product.name)), ?) AS anon_1 FROM sqla_product
-- ["!"]

-- try cast
unsupported: mysql has no TRY_CAST: test the text first: WhenExpr(Matches(x, pattern), Cast(x, t)).End() is NULL where it does not match

-- try cast by a pattern
SELECT sqla_product.id, CASE WHEN regexp_like(sqla_product.name, ?, 'c') THEN CAST(sqla_product.name AS SIGNED) END AS anon_1 FROM sqla_product
-- ["^[0-9]+$"]

-- cast
SELECT CAST(sqla_product.price AS SIGNED) AS price, CAST(sqla_product.id AS CHAR(3)) AS id, CAST(sqla_product.id AS CHAR) AS id_1 FROM sqla_product

-- cast of sum
SELECT CAST(sqla_product.id + sqla_product.available_quantity AS SIGNED) AS anon_1 FROM sqla_product

-- cast types
SELECT CAST(sqla_product.id AS DOUBLE) AS id, CAST(sqla_product.id AS DECIMAL(10, 2)) AS id_1, sqla_product.id != 0 AS id_2, CAST(sqla_product.id AS SIGNED) AS id_3 FROM sqla_product

-- cast times
SELECT CAST(? AS DATE) AS anon_1, CAST(? AS DATETIME(6)) AS anon_2, CAST(? AS TIME(6)) AS anon_3 FROM sqla_product
-- ["2024-02-29" "2024-02-29 12:30:00" "12:30:00"]

-- cast bool of text
unsupported: mysql has no CAST of a text to BOOLEAN: compare it with the texts that mean true

-- cast json
SELECT CAST(? AS JSON) AS anon_1 FROM sqla_product
-- ["{}"]

-- fragment
SELECT (price * ?) AS anon_1 FROM sqla_product
-- [2]

-- aggregate in arithmetic
SELECT max(sqla_product.id) AS m, sum(sqla_product.price) + ? AS anon_1, avg(CAST(sqla_product.id AS DOUBLE)) * ? AS anon_2 FROM sqla_product
-- [1 2]

