-- add sub
SELECT sqla_product.id + sqla_product.available_quantity - coalesce(sqla_product.expiry_offset_months, ?) AS anon_1 FROM sqla_product
-- [1]

-- sub add in brackets
SELECT sqla_product.id - (sqla_product.available_quantity + coalesce(sqla_product.expiry_offset_months, ?)) AS anon_1 FROM sqla_product
-- [1]

-- sub sub
SELECT sqla_product.id - sqla_product.available_quantity - coalesce(sqla_product.expiry_offset_months, ?) AS anon_1 FROM sqla_product
-- [1]

-- sub in brackets
SELECT sqla_product.id - (sqla_product.available_quantity - coalesce(sqla_product.expiry_offset_months, ?)) AS anon_1 FROM sqla_product
-- [1]

-- mul add
SELECT (sqla_product.id + sqla_product.available_quantity) * coalesce(sqla_product.expiry_offset_months, ?) AS anon_1 FROM sqla_product
-- [1]

-- add mul
SELECT sqla_product.id + sqla_product.available_quantity * coalesce(sqla_product.expiry_offset_months, ?) AS anon_1 FROM sqla_product
-- [1]

-- mul mod
SELECT sqla_product.id % sqla_product.available_quantity * coalesce(sqla_product.expiry_offset_months, ?) AS anon_1 FROM sqla_product
-- [1]

-- mod mul
SELECT sqla_product.id % (sqla_product.available_quantity * coalesce(sqla_product.expiry_offset_months, ?)) AS anon_1 FROM sqla_product
-- [1]

-- mul mul
SELECT sqla_product.id * (sqla_product.available_quantity * coalesce(sqla_product.expiry_offset_months, ?)) AS anon_1 FROM sqla_product
-- [1]

-- neg
SELECT -sqla_product.id AS anon_1 FROM sqla_product

-- neg neg
SELECT -(-sqla_product.id) AS anon_1 FROM sqla_product

-- neg of sum
SELECT -(sqla_product.id + sqla_product.available_quantity) AS anon_1 FROM sqla_product

-- neg bind
SELECT sqla_product.id - ? AS anon_1 FROM sqla_product
-- [-5]

-- sub neg
SELECT sqla_product.id - -sqla_product.available_quantity AS anon_1 FROM sqla_product

-- div
SELECT sqla_product.id DIV sqla_product.available_quantity - (sqla_product.id % sqla_product.available_quantity != 0 AND (sqla_product.id < 0) != (sqla_product.available_quantity < 0)) AS anon_1 FROM sqla_product

-- div value
SELECT sqla_product.id DIV ? - (sqla_product.id % ? != 0 AND (sqla_product.id < 0) != (? < 0)) AS anon_1 FROM sqla_product
-- [2 2 2]

-- div of sum
SELECT (sqla_product.id + sqla_product.available_quantity) DIV (sqla_product.id - sqla_product.available_quantity) - ((sqla_product.id + sqla_product.available_quantity) % (sqla_product.id - sqla_product.available_quantity) != 0 AND (sqla_product.id + sqla_product.available_quantity < 0) != (sqla_product.id - sqla_product.available_quantity < 0)) AS anon_1 FROM sqla_product

-- mul of div
SELECT (sqla_product.id DIV sqla_product.available_quantity - (sqla_product.id % sqla_product.available_quantity != 0 AND (sqla_product.id < 0) != (sqla_product.available_quantity < 0))) * coalesce(sqla_product.expiry_offset_months, ?) AS anon_1 FROM sqla_product
-- [1]

-- div float
SELECT sqla_product.price / ? AS anon_1 FROM sqla_product
-- [2]

-- div decimal
SELECT CAST(kind.`dec` AS DECIMAL(65, 30)) / CAST(? AS DECIMAL(65, 30)) AS anon_1 FROM kind
-- ["2"]

-- ratio
SELECT CAST(sqla_product.id AS DOUBLE) / sqla_product.available_quantity AS anon_1 FROM sqla_product

-- ratio of sums
SELECT CAST(sqla_product.id + sqla_product.available_quantity AS DOUBLE) / (sqla_product.id - sqla_product.available_quantity) * ? AS anon_1 FROM sqla_product
-- [2]

-- ratio of decimals
SELECT CAST(kind.`dec` AS DOUBLE) / kind.`dec` AS anon_1 FROM kind

-- mod float
SELECT sqla_product.price % ? AS anon_1 FROM sqla_product
-- [2.5]

-- mod decimal
SELECT kind.`dec` % CAST(? AS DECIMAL(65, 30)) AS anon_1 FROM kind
-- ["2.5"]

-- concat
SELECT concat(sqla_product.name, ?) AS anon_1 FROM sqla_product
-- ["x"]

-- concat chain
SELECT concat(sqla_product.name, ?, sqla_product.name) AS anon_1 FROM sqla_product
-- ["-"]

-- concat in comparison
SELECT sqla_product.id FROM sqla_product WHERE concat(sqla_product.name, ?) = ?
-- ["x" "ax"]

-- concat of concat
SELECT concat(sqla_product.name, ?, sqla_product.name) AS anon_1 FROM sqla_product
-- ["a"]

-- comparison of sums
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id + sqla_product.available_quantity < sqla_product.id * sqla_product.available_quantity

-- condition as value
SELECT sqla_product.price > ? AS anon_1 FROM sqla_product
-- [3]

-- and as value
SELECT sqla_product.price > ? AND sqla_product.id < ? AS `both` FROM sqla_product
-- [3 5]

-- case in comparison
SELECT sqla_product.id FROM sqla_product WHERE CASE WHEN sqla_product.price > ? THEN ? ELSE ? END = ?
-- [10 1 2 1]

-- case without else
SELECT CASE WHEN sqla_product.price > ? THEN ? WHEN sqla_product.price > ? THEN ? END AS anon_1 FROM sqla_product
-- [10 "dear" 5 "fair"]

-- case of expressions
SELECT CASE WHEN sqla_product.expiry_date IS NULL THEN sqla_product.name ELSE upper(sqla_product.name) END AS anon_1 FROM sqla_product

-- case true
SELECT CASE WHEN 1 = 1 THEN ? ELSE ? END AS anon_1 FROM sqla_product
-- [1 2]

-- null
SELECT NULL AS anon_1 FROM sqla_product

