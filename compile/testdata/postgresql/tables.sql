-- values
SELECT v.key, v.number FROM (VALUES ($1::VARCHAR, $2::INTEGER), ($3::VARCHAR, $4::INTEGER)) AS v (key, number)
-- ["one" 1 "two" 2]

-- values whole
SELECT v.key, v.number FROM (VALUES ($1::VARCHAR, $2::INTEGER), ($3::VARCHAR, $4::INTEGER)) AS v (key, number)
-- ["one" 1 "two" 2]

-- values joined
SELECT sqla_product.name, v.key FROM sqla_product JOIN (VALUES ($1::VARCHAR, $2::INTEGER), ($3::VARCHAR, $4::INTEGER)) AS v (key, number) ON v.number = sqla_product.id
-- ["one" 1 "two" 2]

-- values with null and expressions
SELECT v.key, v.number FROM (VALUES ($1::VARCHAR, $2::INTEGER), ($3::VARCHAR || $4::VARCHAR, $5::INTEGER)) AS v (key, number)
-- [<nil> 1 "a" "b" 2]

-- values hostile names
SELECT "v;--"."a""b" FROM (VALUES ($1::INTEGER)) AS "v;--" ("a""b")
-- [1]

-- values as statement
VALUES ($1::VARCHAR, $2::INTEGER), ($3::VARCHAR, $4::INTEGER)
-- ["one" 1 "two" 2]

-- values as cte
WITH v (key, number) AS (VALUES ($1::VARCHAR, $2::INTEGER), ($3::VARCHAR, $4::INTEGER)) SELECT v.key, sqla_product.name FROM v JOIN sqla_product ON sqla_product.id = v.number
-- ["one" 1 "two" 2]

-- values in union
SELECT sqla_product.name, sqla_product.id FROM sqla_product UNION ALL VALUES ($1::VARCHAR, $2::INTEGER), ($3::VARCHAR, $4::INTEGER)
-- ["one" 1 "two" 2]

-- values scalar
SELECT (VALUES ($1::INTEGER)) AS anon_1
-- [7]

-- values in
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id IN (VALUES ($1::INTEGER), ($2::INTEGER))
-- [1 2]

-- values lateral
SELECT sqla_product.name, v.number FROM sqla_product CROSS JOIN LATERAL (VALUES (sqla_product.id), (sqla_product.available_quantity)) AS v (number)

-- values keep blanks
SELECT $1::VARCHAR || v.key || $2::VARCHAR AS anon_1 FROM (VALUES ($3::VARCHAR), ($4::VARCHAR), ($5::VARCHAR), ($6::VARCHAR)) AS v (key)
-- ["[" "]" "a " "longer  " "" <nil>]

-- values begin with null
SELECT $1::VARCHAR || v.key || $2::VARCHAR AS anon_1 FROM (VALUES ($3::VARCHAR), ($4::VARCHAR), ($5::VARCHAR)) AS v (key)
-- ["[" "]" <nil> "a " "longer  "]

-- values of bytes
SELECT v.raw FROM (VALUES ($1::BYTEA), ($2::BYTEA)) AS v (raw)
-- [[97 0 32] [255 254]]

-- union keeps blanks
SELECT $1::VARCHAR || v.key || $2::VARCHAR AS anon_1 FROM (SELECT coalesce($3::VARCHAR, $4::VARCHAR) AS key UNION ALL SELECT $5::VARCHAR AS key) AS v
-- ["[" "]" "a " "b" "longer  "]

-- union of bytes
SELECT $1::BYTEA AS anon_1 UNION ALL SELECT $2::BYTEA AS anon_1
-- [[255 32] [0 32 32]]

-- cte keeps blanks
WITH RECURSIVE c (key, number) AS (SELECT $1::VARCHAR AS key, $2::INTEGER AS number UNION ALL SELECT c.key, c.number + $3::INTEGER AS anon_1 FROM c WHERE c.number < $4::INTEGER) SELECT c.key || $5::VARCHAR AS anon_1 FROM c
-- ["a " 1 1 3 "]"]

-- cte of decimals
WITH RECURSIVE c (d, n) AS (SELECT CAST(kind.dec AS NUMERIC) AS d, kind.id AS n FROM kind UNION ALL SELECT CAST(c.d + c.d AS NUMERIC(10, 2)) AS anon_1, c.n + $1::INTEGER AS anon_2 FROM c WHERE c.n < $2::INTEGER) SELECT max(c.d) AS max_1, min(c.d) AS min_1 FROM c
-- [1 3]

-- window over bytes
SELECT first_value($1::BYTEA) OVER (ORDER BY sqla_product.id) AS first_value_1 FROM sqla_product
-- [[255 32]]

-- json each
SELECT each.value FROM json_each(CAST($1::VARCHAR AS JSON)) AS each (key, value)
-- ["{\"a\": 3}"]

-- series
SELECT nums.value FROM generate_series($1::INTEGER, $2::INTEGER) AS nums (value)
-- [1 3]

-- series per row
SELECT sqla_product.id, nums.value FROM sqla_product, generate_series($1::INTEGER, sqla_product.id) AS nums (value)
-- [1]

-- ordinality
SELECT words.value, words.place FROM unnest(string_to_array($1::VARCHAR, $2::VARCHAR)) WITH ORDINALITY AS words (value, place)
-- ["a,b" ","]

-- column definitions
SELECT recs.key, recs.number FROM jsonb_to_recordset(CAST($1::VARCHAR AS JSONB)) AS recs (key VARCHAR(20), number INTEGER)
-- ["[{\"key\": \"a\", \"number\": 1}]"]

-- function as column
SELECT unnest(string_to_array($1::VARCHAR, $2::VARCHAR)) AS word
-- ["a,b" ","]

-- sample
SELECT "some".id FROM sqla_product AS "some" TABLESAMPLE BERNOULLI ($1::FLOAT)
-- [100]

-- sample seed
SELECT "some".id FROM sqla_product AS "some" TABLESAMPLE SYSTEM ($1::FLOAT) REPEATABLE ($2::FLOAT)
-- [100 7]

