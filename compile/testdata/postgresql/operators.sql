-- add sub
SELECT sqla_product.id + sqla_product.available_quantity - coalesce(sqla_product.expiry_offset_months, $1::INTEGER) AS anon_1 FROM sqla_product
-- [1]

-- sub add in brackets
SELECT sqla_product.id - (sqla_product.available_quantity + coalesce(sqla_product.expiry_offset_months, $1::INTEGER)) AS anon_1 FROM sqla_product
-- [1]

-- sub sub
SELECT sqla_product.id - sqla_product.available_quantity - coalesce(sqla_product.expiry_offset_months, $1::INTEGER) AS anon_1 FROM sqla_product
-- [1]

-- sub in brackets
SELECT sqla_product.id - (sqla_product.available_quantity - coalesce(sqla_product.expiry_offset_months, $1::INTEGER)) AS anon_1 FROM sqla_product
-- [1]

-- mul add
SELECT (sqla_product.id + sqla_product.available_quantity) * coalesce(sqla_product.expiry_offset_months, $1::INTEGER) AS anon_1 FROM sqla_product
-- [1]

-- add mul
SELECT sqla_product.id + sqla_product.available_quantity * coalesce(sqla_product.expiry_offset_months, $1::INTEGER) AS anon_1 FROM sqla_product
-- [1]

-- mul mod
SELECT sqla_product.id % sqla_product.available_quantity * coalesce(sqla_product.expiry_offset_months, $1::INTEGER) AS anon_1 FROM sqla_product
-- [1]

-- mod mul
SELECT sqla_product.id % (sqla_product.available_quantity * coalesce(sqla_product.expiry_offset_months, $1::INTEGER)) AS anon_1 FROM sqla_product
-- [1]

-- mul mul
SELECT sqla_product.id * (sqla_product.available_quantity * coalesce(sqla_product.expiry_offset_months, $1::INTEGER)) AS anon_1 FROM sqla_product
-- [1]

-- neg
SELECT -sqla_product.id AS anon_1 FROM sqla_product

-- neg neg
SELECT -(-sqla_product.id) AS anon_1 FROM sqla_product

-- neg of sum
SELECT -(sqla_product.id + sqla_product.available_quantity) AS anon_1 FROM sqla_product

-- neg bind
SELECT sqla_product.id - $1::INTEGER AS anon_1 FROM sqla_product
-- [-5]

-- sub neg
SELECT sqla_product.id - -sqla_product.available_quantity AS anon_1 FROM sqla_product

-- div
SELECT sqla_product.id / sqla_product.available_quantity - CAST(sqla_product.id % sqla_product.available_quantity != 0 AND (sqla_product.id < 0) != (sqla_product.available_quantity < 0) AS INTEGER) AS anon_1 FROM sqla_product

-- div value
SELECT sqla_product.id / $1::INTEGER - CAST(sqla_product.id % $1::INTEGER != 0 AND (sqla_product.id < 0) != ($1::INTEGER < 0) AS INTEGER) AS anon_1 FROM sqla_product
-- [2]

-- div of sum
SELECT (sqla_product.id + sqla_product.available_quantity) / (sqla_product.id - sqla_product.available_quantity) - CAST((sqla_product.id + sqla_product.available_quantity) % (sqla_product.id - sqla_product.available_quantity) != 0 AND (sqla_product.id + sqla_product.available_quantity < 0) != (sqla_product.id - sqla_product.available_quantity < 0) AS INTEGER) AS anon_1 FROM sqla_product

-- mul of div
SELECT (sqla_product.id / sqla_product.available_quantity - CAST(sqla_product.id % sqla_product.available_quantity != 0 AND (sqla_product.id < 0) != (sqla_product.available_quantity < 0) AS INTEGER)) * coalesce(sqla_product.expiry_offset_months, $1::INTEGER) AS anon_1 FROM sqla_product
-- [1]

-- div float
SELECT sqla_product.price / $1::FLOAT AS anon_1 FROM sqla_product
-- [2]

-- div decimal
SELECT kind.dec / $1::NUMERIC AS anon_1 FROM kind
-- ["2"]

-- ratio
SELECT CAST(sqla_product.id AS DOUBLE PRECISION) / sqla_product.available_quantity AS anon_1 FROM sqla_product

-- ratio of sums
SELECT CAST(sqla_product.id + sqla_product.available_quantity AS DOUBLE PRECISION) / (sqla_product.id - sqla_product.available_quantity) * $1::DOUBLE PRECISION AS anon_1 FROM sqla_product
-- [2]

-- ratio of decimals
SELECT CAST(kind.dec AS DOUBLE PRECISION) / kind.dec AS anon_1 FROM kind

-- mod float
SELECT CAST(CAST(sqla_product.price AS NUMERIC) % CAST($1::FLOAT AS NUMERIC) AS DOUBLE PRECISION) AS anon_1 FROM sqla_product
-- [2.5]

-- mod decimal
SELECT kind.dec % $1::NUMERIC AS anon_1 FROM kind
-- ["2.5"]

-- concat
SELECT sqla_product.name || $1::VARCHAR AS anon_1 FROM sqla_product
-- ["x"]

-- concat chain
SELECT sqla_product.name || $1::VARCHAR || sqla_product.name AS anon_1 FROM sqla_product
-- ["-"]

-- concat in comparison
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name || $1::VARCHAR = $2::VARCHAR
-- ["x" "ax"]

-- concat of concat
SELECT sqla_product.name || $1::VARCHAR || sqla_product.name AS anon_1 FROM sqla_product
-- ["a"]

-- comparison of sums
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id + sqla_product.available_quantity < sqla_product.id * sqla_product.available_quantity

-- condition as value
SELECT sqla_product.price > $1::FLOAT AS anon_1 FROM sqla_product
-- [3]

-- and as value
SELECT sqla_product.price > $1::FLOAT AND sqla_product.id < $2::INTEGER AS "both" FROM sqla_product
-- [3 5]

-- case in comparison
SELECT sqla_product.id FROM sqla_product WHERE CASE WHEN sqla_product.price > $1::FLOAT THEN $2::INTEGER ELSE $3::INTEGER END = $4::INTEGER
-- [10 1 2 1]

-- case without else
SELECT CASE WHEN sqla_product.price > $1::FLOAT THEN $2::VARCHAR WHEN sqla_product.price > $3::FLOAT THEN $4::VARCHAR END AS anon_1 FROM sqla_product
-- [10 "dear" 5 "fair"]

-- case of expressions
SELECT CASE WHEN sqla_product.expiry_date IS NULL THEN sqla_product.name ELSE upper(sqla_product.name) END AS anon_1 FROM sqla_product

-- case true
SELECT CASE WHEN TRUE THEN $1::INTEGER ELSE $2::INTEGER END AS anon_1 FROM sqla_product
-- [1 2]

-- null
SELECT NULL::INTEGER AS anon_1 FROM sqla_product

