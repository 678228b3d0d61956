-- eq
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id = $1::INTEGER
-- [1]

-- ne
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id != $1::INTEGER
-- [1]

-- lt le gt ge
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.price < $1::FLOAT AND sqla_product.price <= $2::FLOAT AND sqla_product.price > $3::FLOAT AND sqla_product.price >= $4::FLOAT
-- [1 2 3 4]

-- two wheres
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id = $1::INTEGER AND sqla_product.price < $2::FLOAT
-- [1 2]

-- and
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id = $1::INTEGER AND sqla_product.price < $2::FLOAT AND sqla_product.name != $3::VARCHAR
-- [1 2 "x"]

-- or
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id = $1::INTEGER OR sqla_product.price < $2::FLOAT OR sqla_product.name != $3::VARCHAR
-- [1 2 "x"]

-- or beside and
SELECT sqla_product.id FROM sqla_product WHERE (sqla_product.id = $1::INTEGER OR sqla_product.id = $2::INTEGER) AND sqla_product.price > $3::FLOAT
-- [1 2 1]

-- and in or
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id = $1::INTEGER AND sqla_product.price > $2::FLOAT OR sqla_product.id = $3::INTEGER
-- [1 1 2]

-- or in and in or
SELECT sqla_product.id FROM sqla_product WHERE (sqla_product.id = $1::INTEGER OR sqla_product.id = $2::INTEGER) AND sqla_product.price > $3::FLOAT OR sqla_product.id = $4::INTEGER
-- [1 2 1 3]

-- not and
SELECT sqla_product.id FROM sqla_product WHERE NOT (sqla_product.id = $1::INTEGER AND sqla_product.price > $2::FLOAT)
-- [1 1]

-- not or
SELECT sqla_product.id FROM sqla_product WHERE NOT (sqla_product.id = $1::INTEGER OR sqla_product.price > $2::FLOAT) AND sqla_product.id > $3::INTEGER
-- [1 1 0]

-- not eq
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id != $1::INTEGER
-- [1]

-- not not
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id = $1::INTEGER AND sqla_product.price > $2::FLOAT
-- [1 1]

-- not like
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name NOT LIKE $1::VARCHAR
-- ["a%"]

-- not column
SELECT kind.id FROM kind WHERE NOT kind.flag

-- column
SELECT kind.id FROM kind WHERE kind.flag

-- column and
SELECT kind.id FROM kind WHERE kind.flag AND kind.id > $1::INTEGER
-- [1]

-- bool eq
SELECT kind.id FROM kind WHERE kind.flag = $1::BOOLEAN
-- [true]

-- comparison of comparison
SELECT kind.id FROM kind WHERE kind.flag = (kind.id > $1::INTEGER)
-- [3]

-- comparison of comparison is null
SELECT kind.id FROM kind WHERE kind.maybe_b IS NULL AND ((kind.id > $1::INTEGER) = (kind.id < $2::INTEGER)) IS NULL
-- [3 5]

-- true
SELECT sqla_product.id FROM sqla_product WHERE TRUE

-- true and
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id = $1::INTEGER
-- [1]

-- false
SELECT sqla_product.id FROM sqla_product WHERE FALSE

-- and false
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id = $1::INTEGER AND FALSE
-- [1]

-- empty and
SELECT sqla_product.id FROM sqla_product WHERE TRUE

-- empty or
SELECT sqla_product.id FROM sqla_product WHERE FALSE

-- between
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.price BETWEEN $1::FLOAT AND $2::FLOAT
-- [1 6]

-- not between
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.price NOT BETWEEN $1::FLOAT AND $2::FLOAT
-- [1 6]

-- between in or
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.price BETWEEN $1::FLOAT AND $2::FLOAT OR sqla_product.id BETWEEN sqla_product.available_quantity AND sqla_product.expiry_offset_months
-- [1 6]

-- in
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id = ANY ($1::INTEGER[])
-- [[1 2 3]]

-- in one
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id = ANY ($1::INTEGER[])
-- [[1]]

-- in five
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id = ANY ($1::INTEGER[])
-- [[1 2 3 4 5]]

-- in none
SELECT sqla_product.id FROM sqla_product WHERE FALSE

-- not in
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id != ALL ($1::INTEGER[])
-- [[1 2 3]]

-- not in none
SELECT sqla_product.id FROM sqla_product WHERE TRUE AND sqla_product.id > $1::INTEGER
-- [0]

-- in none or
SELECT sqla_product.id FROM sqla_product WHERE FALSE OR sqla_product.id = $1::INTEGER
-- [3]

-- in texts
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name = ANY ($1::VARCHAR[])
-- [[a b'c d"e\]]

-- in floats
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.price = ANY ($1::FLOAT[])
-- [[1 2.5]]

-- in dates
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.production_date = ANY ($1::DATE[])
-- [[2024-02-29 00:00:00 +0000 UTC 2024-03-01 00:00:00 +0000 UTC]]

-- in times
SELECT kind.id FROM kind WHERE kind.at = ANY ($1::TIMESTAMP WITH TIME ZONE[]) AND kind.wall = ANY ($2::TIMESTAMP[])
-- [[2024-02-29 12:30:15.25 +0000 UTC] [2024-02-29 12:30:15.25 +0000 UTC]]

-- in decimals
SELECT kind.id FROM kind WHERE kind.dec = ANY ($1::NUMERIC[])
-- [[1.50 2]]

-- in uuids
SELECT kind.id FROM kind WHERE kind.uuid = ANY ($1::UUID[])
-- [[[1 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0] [2 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0]]]

-- in bytes
SELECT kind.id FROM kind WHERE kind.bin = ANY ($1::BYTEA[])
-- [[[97] [0]]]

-- in bools
SELECT kind.id FROM kind WHERE kind.flag = ANY ($1::BOOLEAN[])
-- [[true false]]

-- in enums
SELECT kind.id FROM kind WHERE kind.mood = ANY ($1::mood[])
-- [[happy sad]]

-- in expressions
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id IN (sqla_product.available_quantity, $1::INTEGER)
-- [3]

-- in of expression
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id + $1::INTEGER = ANY ($2::INTEGER[]) AND lower(sqla_product.name) != ALL ($3::VARCHAR[])
-- [1 [1 2] [a]]

-- is null
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.expiry_date IS NULL

-- is not null
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.expiry_date IS NOT NULL

-- eq nil
SELECT kind.id FROM kind WHERE kind.bin IS NULL AND kind.bin IS NULL

-- distinct from
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.expiry_offset_months IS DISTINCT FROM $1::INTEGER AND sqla_product.id > $2::INTEGER
-- [3 0]

-- not distinct from
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.expiry_offset_months IS NOT DISTINCT FROM sqla_product.id

-- not of distinct
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.expiry_offset_months IS DISTINCT FROM sqla_product.id AND (sqla_product.id IS DISTINCT FROM sqla_product.id) = FALSE

-- like
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name LIKE $1::VARCHAR
-- ["A%"]

-- like with backslash
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name LIKE $1::VARCHAR ESCAPE ''
-- ["50\\%|_"]

-- ilike
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name ILIKE $1::VARCHAR
-- ["a%"]

-- ilike with backslash
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name ILIKE $1::VARCHAR ESCAPE ''
-- ["a\\b"]

-- not ilike
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name NOT ILIKE $1::VARCHAR
-- ["a%"]

-- has prefix
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name LIKE $1::VARCHAR ESCAPE '/'
-- ["50/%/_//%"]

-- has suffix
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name LIKE $1::VARCHAR ESCAPE '/'
-- ["%x"]

-- contains
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name LIKE $1::VARCHAR ESCAPE '/'
-- ["%a\\b'c%"]

-- icontains
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name ILIKE $1::VARCHAR ESCAPE '/'
-- ["%A%"]

-- like of expressions
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name LIKE sqla_product.name || $1::VARCHAR ESCAPE ''
-- ["%"]

-- like of param
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name LIKE $1::VARCHAR ESCAPE ''
-- [:pattern]

-- fragment
SELECT sqla_product.id FROM sqla_product WHERE (price > $1::INTEGER OR price < $2::INTEGER) AND sqla_product.id > $3::INTEGER
-- [3 1 0]

-- fragment with comment
SELECT sqla_product.id FROM sqla_product WHERE (price > 3 -- dear␊) AND sqla_product.id > $1::INTEGER
-- [0]

