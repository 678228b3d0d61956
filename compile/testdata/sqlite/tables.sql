-- values
SELECT v.key, v.number FROM (SELECT ? AS key, ? AS number UNION ALL SELECT ?, ?) AS v
-- ["one" 1 "two" 2]

-- values whole
SELECT v.key, v.number FROM (SELECT ? AS key, ? AS number UNION ALL SELECT ?, ?) AS v
-- ["one" 1 "two" 2]

-- values joined
SELECT sqla_product.name, v.key FROM sqla_product JOIN (SELECT ? AS key, ? AS number UNION ALL SELECT ?, ?) AS v ON v.number = sqla_product.id
-- ["one" 1 "two" 2]

-- values with null and expressions
SELECT v.key, v.number FROM (SELECT ? AS key, ? AS number UNION ALL SELECT ? || ?, ?) AS v
-- [<nil> 1 "a" "b" 2]

-- values hostile names
SELECT "v;--"."a""b" FROM (SELECT ? AS "a""b") AS "v;--"
-- [1]

-- values as statement
SELECT ? AS key, ? AS number UNION ALL SELECT ?, ?
-- ["one" 1 "two" 2]

-- values as cte
WITH v (key, number) AS (SELECT ? AS key, ? AS number UNION ALL SELECT ?, ?) SELECT v.key, sqla_product.name FROM v JOIN sqla_product ON sqla_product.id = v.number
-- ["one" 1 "two" 2]

-- values in union
SELECT sqla_product.name, sqla_product.id FROM sqla_product UNION ALL SELECT ? AS key, ? AS number UNION ALL SELECT ?, ?
-- ["one" 1 "two" 2]

-- values scalar
SELECT (SELECT ? AS number) AS anon_1
-- [7]

-- values in
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id IN (SELECT ? AS number UNION ALL SELECT ?)
-- [1 2]

-- values lateral
unsupported: sqlite has no LATERAL: use a scalar subquery in the select list, or a window function in a subquery

-- values keep blanks
SELECT ? || v.key || ? AS anon_1 FROM (SELECT ? AS key UNION ALL SELECT ? UNION ALL SELECT ? UNION ALL SELECT ?) AS v
-- ["[" "]" "a " "longer  " "" <nil>]

-- values begin with null
SELECT ? || v.key || ? AS anon_1 FROM (SELECT ? AS key UNION ALL SELECT ? UNION ALL SELECT ?) AS v
-- ["[" "]" <nil> "a " "longer  "]

-- values of bytes
SELECT v.raw FROM (SELECT ? AS raw UNION ALL SELECT ?) AS v
-- [[97 0 32] [255 254]]

-- union keeps blanks
SELECT ? || v.key || ? AS anon_1 FROM (SELECT coalesce(?, ?) AS key UNION ALL SELECT ? AS key) AS v
-- ["[" "]" "a " "b" "longer  "]

-- union of bytes
SELECT ? AS anon_1 UNION ALL SELECT ? AS anon_1
-- [[255 32] [0 32 32]]

-- cte keeps blanks
WITH RECURSIVE c (key, number) AS (SELECT ? AS key, ? AS number UNION ALL SELECT c.key, c.number + ? AS anon_1 FROM c WHERE c.number < ?) SELECT c.key || ? AS anon_1 FROM c
-- ["a " 1 1 3 "]"]

-- cte of decimals
WITH RECURSIVE c (d, n) AS (SELECT CAST(kind.dec AS NUMERIC) AS d, kind.id AS n FROM kind UNION ALL SELECT CAST(round(c.d + c.d, 2) AS NUMERIC) AS anon_1, c.n + ? AS anon_2 FROM c WHERE c.n < ?) SELECT max(c.d) AS max_1, min(c.d) AS min_1 FROM c
-- [1 3]

-- window over bytes
SELECT first_value(?) OVER (ORDER BY sqla_product.id) AS first_value_1 FROM sqla_product
-- [[255 32]]

-- json each
SELECT each.value FROM json_each(json(?)) AS each
-- ["{\"a\": 3}"]

-- series
SELECT nums.value FROM generate_series(?, ?) AS nums
-- [1 3]

-- series per row
SELECT sqla_product.id, nums.value FROM sqla_product, generate_series(?, sqla_product.id) AS nums
-- [1]

-- ordinality
unsupported: sqlite has no WITH ORDINALITY: json_each has the position of an array's member as key

-- column definitions
unsupported: sqlite has no column definitions of a function in FROM: take the values apart with json_extract

-- function as column
SELECT unnest(string_to_array(?, ?)) AS word
-- ["a,b" ","]

-- sample
unsupported: sqlite has no TABLESAMPLE: choose rows by a column, or sort by a random number and limit

-- sample seed
unsupported: sqlite has no TABLESAMPLE: choose rows by a column, or sort by a random number and limit

