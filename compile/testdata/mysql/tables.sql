-- values
SELECT v.`key`, v.number FROM (VALUES ROW(?, ?), ROW(?, ?)) AS v (`key`, number)
-- ["one" 1 "two" 2]

-- values whole
SELECT v.`key`, v.number FROM (VALUES ROW(?, ?), ROW(?, ?)) AS v (`key`, number)
-- ["one" 1 "two" 2]

-- values joined
SELECT sqla_product.name, v.`key` FROM sqla_product JOIN (VALUES ROW(?, ?), ROW(?, ?)) AS v (`key`, number) ON v.number = sqla_product.id
-- ["one" 1 "two" 2]

-- values with null and expressions
SELECT v.`key`, v.number FROM (VALUES ROW(?, ?), ROW(concat(?, ?), ?)) AS v (`key`, number)
-- [<nil> 1 "a" "b" 2]

-- values hostile names
SELECT `v;--`.`a"b` FROM (VALUES ROW(?)) AS `v;--` (`a"b`)
-- [1]

-- values as statement
VALUES ROW(?, ?), ROW(?, ?)
-- ["one" 1 "two" 2]

-- values as cte
WITH v (`key`, number) AS (VALUES ROW(?, ?), ROW(?, ?)) SELECT v.`key`, sqla_product.name FROM v JOIN sqla_product ON sqla_product.id = v.number
-- ["one" 1 "two" 2]

-- values in union
SELECT sqla_product.name, sqla_product.id FROM sqla_product UNION ALL VALUES ROW(?, ?), ROW(?, ?)
-- ["one" 1 "two" 2]

-- values scalar
SELECT (VALUES ROW(?)) AS anon_1
-- [7]

-- values in
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id IN (VALUES ROW(?), ROW(?))
-- [1 2]

-- values lateral
SELECT sqla_product.name, v.number FROM sqla_product CROSS JOIN LATERAL (VALUES ROW(sqla_product.id), ROW(sqla_product.available_quantity)) AS v (number)

-- values keep blanks
SELECT concat(?, v.`key`, ?) AS anon_1 FROM (VALUES ROW(?), ROW(?), ROW(?), ROW(?)) AS v (`key`)
-- ["[" "]" "a " "longer  " "" <nil>]

-- values begin with null
SELECT concat(?, v.`key`, ?) AS anon_1 FROM (VALUES ROW(?), ROW(?), ROW(?)) AS v (`key`)
-- ["[" "]" <nil> "a " "longer  "]

-- values of bytes
SELECT v.raw FROM (VALUES ROW(?), ROW(?)) AS v (raw)
-- [[97 0 32] [255 254]]

-- union keeps blanks
SELECT concat(?, v.`key`, ?) AS anon_1 FROM (SELECT coalesce(concat(?), concat(?)) AS `key` UNION ALL SELECT concat(?) AS `key`) AS v
-- ["[" "]" "a " "b" "longer  "]

-- union of bytes
SELECT CAST(? AS BINARY) AS anon_1 UNION ALL SELECT CAST(? AS BINARY) AS anon_1
-- [[255 32] [0 32 32]]

-- cte keeps blanks
WITH RECURSIVE c (`key`, number) AS (SELECT concat(?) AS `key`, ? AS number UNION ALL SELECT c.`key`, c.number + ? AS anon_1 FROM c WHERE c.number < ?) SELECT concat(c.`key`, ?) AS anon_1 FROM c
-- ["a " 1 1 3 "]"]

-- cte of decimals
WITH RECURSIVE c (d, n) AS (SELECT CAST(kind.`dec` AS DECIMAL(65, 30)) AS d, kind.id AS n FROM kind UNION ALL SELECT CAST(c.d + c.d AS DECIMAL(10, 2)) AS anon_1, c.n + ? AS anon_2 FROM c WHERE c.n < ?) SELECT max(c.d) AS max_1, min(c.d) AS min_1 FROM c
-- [1 3]

-- window over bytes
SELECT first_value(CAST(? AS BINARY)) OVER (ORDER BY sqla_product.id) AS first_value_1 FROM sqla_product
-- [[255 32]]

-- json each
unsupported: mysql has no functions in FROM: write the rows with Values, or json_each as raw SQL

-- series
unsupported: mysql has no functions in FROM: write the rows with Values, or generate_series as raw SQL

-- series per row
unsupported: mysql has no functions in FROM: write the rows with Values, or generate_series as raw SQL

-- ordinality
unsupported: mysql has no functions in FROM: write the rows with Values, or unnest as raw SQL

-- column definitions
unsupported: mysql has no functions in FROM: write the rows with Values, or jsonb_to_recordset as raw SQL

-- function as column
SELECT unnest(string_to_array(?, ?)) AS word
-- ["a,b" ","]

-- sample
unsupported: mysql has no TABLESAMPLE: choose rows by a column, or sort by a random number and limit

-- sample seed
unsupported: mysql has no TABLESAMPLE: choose rows by a column, or sort by a random number and limit

