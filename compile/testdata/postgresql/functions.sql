-- words
SELECT current_user AS current_user_1, SESSION_USER AS session_user_1, localtimestamp AS localtimestamp_1, user($1::INTEGER) AS user_1
-- [1]

-- aggregates
SELECT sum(sqla_product.price) AS sum_1, min(sqla_product.price) AS min_1, max(sqla_product.name) AS max_1, avg(sqla_product.price) AS avg_1, CAST(avg(sqla_product.id) AS DOUBLE PRECISION) AS avg_2 FROM sqla_product

-- avg decimal
SELECT CAST(avg(kind.dec) AS DOUBLE PRECISION) AS avg_1 FROM kind

-- sum of bigint
SELECT sum(kind.big) AS sum_1 FROM kind

-- sum as
SELECT CAST(sum(kind.big) AS BIGINT) AS sum_1 FROM kind

-- count distinct
SELECT count(DISTINCT sqla_product.name) AS count_1 FROM sqla_product

-- filter
SELECT count(*) FILTER (WHERE sqla_product.price > $1::FLOAT) AS count_1, sum(sqla_product.price) FILTER (WHERE sqla_product.id < $2::INTEGER) AS sum_1, CAST(avg(sqla_product.id) FILTER (WHERE sqla_product.id < $3::INTEGER) AS DOUBLE PRECISION) AS avg_1 FROM sqla_product
-- [3 5 5]

-- count distinct filter
SELECT count(DISTINCT sqla_product.name) FILTER (WHERE sqla_product.price > $1::FLOAT) AS count_1 FROM sqla_product
-- [3]

-- over
SELECT sqla_product.id, row_number() OVER (PARTITION BY sqla_product.name ORDER BY sqla_product.price DESC) AS row_number_1 FROM sqla_product

-- over all
SELECT sqla_product.id, sum(sqla_product.price) OVER () AS sum_1 FROM sqla_product

-- over filter
SELECT sqla_product.id, count(*) FILTER (WHERE sqla_product.price > $1::FLOAT) OVER (PARTITION BY sqla_product.name) AS count_1 FROM sqla_product
-- [3]

-- rank
SELECT rank() OVER (ORDER BY sqla_product.price) AS rank_1, dense_rank() OVER (ORDER BY sqla_product.price ASC NULLS LAST) AS dense_rank_1 FROM sqla_product

-- avg over
SELECT CAST(avg(sqla_product.id) OVER (PARTITION BY sqla_product.name) AS DOUBLE PRECISION) AS avg_1 FROM sqla_product

-- coalesce
SELECT coalesce(sqla_product.expiry_offset_months, $1::INTEGER) AS coalesce_1, coalesce(sqla_product.expiry_offset_months, sqla_product.id) AS coalesce_2 FROM sqla_product
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
SELECT now() AS now_1

-- today
SELECT CURRENT_DATE AS current_date_1

-- func
SELECT round(sqla_product.price) AS round_1 FROM sqla_product

-- func quoted
SELECT "my schema"."do""it"(sqla_product.id) AS "do""it_1" FROM sqla_product

-- nested
SELECT lower(upper(sqla_product.name)) || $1::VARCHAR AS anon_1 FROM sqla_product
-- ["!"]

-- try cast
unsupported: postgresql has no TRY_CAST: test the text first: WhenExpr(Matches(x, pattern), Cast(x, t)).End() is NULL where it does not match

-- try cast by a pattern
SELECT sqla_product.id, CASE WHEN sqla_product.name ~ $1::VARCHAR THEN CAST(sqla_product.name AS INTEGER) END AS anon_1 FROM sqla_product
-- ["^[0-9]+$"]

-- cast
SELECT CAST(sqla_product.price AS INTEGER) AS price, CAST(sqla_product.id AS VARCHAR(3)) AS id, CAST(sqla_product.id AS TEXT) AS id_1 FROM sqla_product

-- cast of sum
SELECT CAST(sqla_product.id + sqla_product.available_quantity AS BIGINT) AS anon_1 FROM sqla_product

-- cast types
SELECT CAST(sqla_product.id AS DOUBLE PRECISION) AS id, CAST(sqla_product.id AS NUMERIC(10, 2)) AS id_1, CAST(sqla_product.id AS BOOLEAN) AS id_2, CAST(sqla_product.id AS SMALLINT) AS id_3 FROM sqla_product

-- cast times
SELECT CAST($1::VARCHAR AS DATE) AS anon_1, CAST($2::VARCHAR AS TIMESTAMP) AS anon_2, CAST($3::VARCHAR AS TIME) AS anon_3 FROM sqla_product
-- ["2024-02-29" "2024-02-29 12:30:00" "12:30:00"]

-- cast bool of text
SELECT CAST(sqla_product.name AS BOOLEAN) AS name FROM sqla_product

-- cast json
SELECT CAST($1::VARCHAR AS JSON) AS anon_1 FROM sqla_product
-- ["{}"]

-- fragment
SELECT (price * $1::INTEGER) AS anon_1 FROM sqla_product
-- [2]

-- aggregate in arithmetic
SELECT max(sqla_product.id) AS m, sum(sqla_product.price) + $1::FLOAT AS anon_1, CAST(avg(sqla_product.id) AS DOUBLE PRECISION) * $2::DOUBLE PRECISION AS anon_2 FROM sqla_product
-- [1 2]

