-- like with an escape character
SELECT sqla_product.id, sqla_product.name LIKE $1::VARCHAR ESCAPE '^' AS anon_1, sqla_product.name LIKE $2::VARCHAR ESCAPE E'\\' AS anon_2, sqla_product.name LIKE $3::VARCHAR ESCAPE '''' AS anon_3, sqla_product.name ILIKE $4::VARCHAR ESCAPE '!' AS anon_4, sqla_product.name LIKE $5::VARCHAR ESCAPE '#' AS anon_5, sqla_product.name NOT LIKE $6::VARCHAR ESCAPE '^' AS anon_6 FROM sqla_product
-- ["50^%%" "%\\\\%" "a''_b" "A!_B" "50#%\\%" "a^_b"]

-- dates and times
SELECT kind.id FROM kind WHERE kind.day <= kind.wall AND $1::TIMESTAMP WITH TIME ZONE NOT BETWEEN kind.wall AND kind.day ORDER BY kind.id
-- [2024-02-29 12:30:15.25 +0000 UTC]

-- between symmetric
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.price BETWEEN least($1::FLOAT, $2::FLOAT) AND greatest($1::FLOAT, $2::FLOAT)
-- [6 1]

-- not between symmetric
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.price NOT BETWEEN least($1::FLOAT, $2::FLOAT) AND greatest($1::FLOAT, $2::FLOAT)
-- [4 1]

-- between symmetric of expressions
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id BETWEEN CASE WHEN sqla_product.available_quantity IS NULL OR sqla_product.expiry_offset_months IS NULL THEN NULL ELSE least(sqla_product.available_quantity, sqla_product.expiry_offset_months) END AND CASE WHEN sqla_product.available_quantity IS NULL OR sqla_product.expiry_offset_months IS NULL THEN NULL ELSE greatest(sqla_product.available_quantity, sqla_product.expiry_offset_months) END

-- not in of expressions
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id NOT IN (sqla_product.available_quantity, sqla_product.expiry_offset_months)

-- eq any
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id = ANY (SELECT sqla_order.product_id FROM sqla_order)

-- ne all
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id != ALL (SELECT sqla_order.product_id FROM sqla_order)

-- not eq any
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id != ALL (SELECT sqla_order.product_id FROM sqla_order) AND sqla_product.id > $1::INTEGER
-- [0]

-- gt all
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.price > ALL (SELECT sqla_product.price FROM sqla_product WHERE sqla_product.id < $1::INTEGER)
-- [3]

-- le any
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.price <= ANY (SELECT sqla_product.price FROM sqla_product WHERE sqla_product.id < $1::INTEGER)
-- [3]

-- eq any of nullable
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id = ANY (SELECT sqla_product.expiry_offset_months FROM sqla_product)

-- all of none
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id != ALL (SELECT sqla_order.product_id FROM sqla_order WHERE FALSE)

-- tuple eq
SELECT sqla_product.id FROM sqla_product WHERE (sqla_product.id, sqla_product.name) = ($1::INTEGER, $2::VARCHAR)
-- [1 "Anvil"]

-- tuple ne
SELECT sqla_product.id FROM sqla_product WHERE (sqla_product.id, sqla_product.name) != ($1::INTEGER, $2::VARCHAR)
-- [1 "Anvil"]

-- tuple gt
SELECT sqla_product.id FROM sqla_product WHERE (sqla_product.id, sqla_product.name) > ($1::INTEGER, $2::VARCHAR)
-- [2 "a"]

-- tuple of columns
SELECT sqla_product.id FROM sqla_product WHERE (sqla_product.id, sqla_product.name) < (sqla_product.available_quantity, sqla_product.name)

-- tuple in
SELECT sqla_product.id FROM sqla_product WHERE (sqla_product.id, sqla_product.name) IN (($1::INTEGER, $2::VARCHAR), ($3::INTEGER, $4::VARCHAR), ($5::INTEGER, $6::VARCHAR))
-- [1 "Anvil" 2 "x" 4 "a_b"]

-- tuple not in
SELECT sqla_product.id FROM sqla_product WHERE (sqla_product.id, sqla_product.name) NOT IN (($1::INTEGER, $2::VARCHAR), ($3::INTEGER, $4::VARCHAR))
-- [1 "Anvil" 2 "x"]

-- tuple in none
SELECT sqla_product.id FROM sqla_product WHERE FALSE

-- tuple in query
SELECT sqla_product.id FROM sqla_product WHERE (sqla_product.id, sqla_product.name) IN (SELECT sqla_product.id, sqla_product.name FROM sqla_product WHERE sqla_product.price > $1::FLOAT)
-- [2]

-- tuple of three
SELECT sqla_product.id FROM sqla_product WHERE (sqla_product.id, sqla_product.name, sqla_product.price) >= ($1::INTEGER, $2::VARCHAR, $3::FLOAT)
-- [2 "bolt" 2]

-- has prefix of
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name LIKE replace(replace(replace($1::VARCHAR, $2::VARCHAR, $3::VARCHAR), $4::VARCHAR, $5::VARCHAR), $6::VARCHAR, $7::VARCHAR) || $8::VARCHAR ESCAPE '/'
-- ["50%" "/" "//" "%" "/%" "_" "/_" "%"]

-- has suffix of
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name LIKE $1::VARCHAR || replace(replace(replace(substr(sqla_product.name, $2::INTEGER, $3::INTEGER), $4::VARCHAR, $5::VARCHAR), $6::VARCHAR, $7::VARCHAR), $8::VARCHAR, $9::VARCHAR) ESCAPE '/'
-- ["%" 2 10 "/" "//" "%" "/%" "_" "/_"]

-- contains of
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name LIKE $1::VARCHAR || replace(replace(replace($2::VARCHAR, $3::VARCHAR, $4::VARCHAR), $5::VARCHAR, $6::VARCHAR), $7::VARCHAR, $8::VARCHAR) || $9::VARCHAR ESCAPE '/'
-- ["%" "_" "/" "//" "%" "/%" "_" "/_" "%"]

-- not contains of
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name NOT LIKE $1::VARCHAR || replace(replace(replace($2::VARCHAR, $3::VARCHAR, $4::VARCHAR), $5::VARCHAR, $6::VARCHAR), $7::VARCHAR, $8::VARCHAR) || $9::VARCHAR ESCAPE '/'
-- ["%" "_" "/" "//" "%" "/%" "_" "/_" "%"]

-- folded
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name ILIKE $1::VARCHAR ESCAPE '/' OR sqla_product.name ILIKE $2::VARCHAR ESCAPE '/' OR sqla_product.name ILIKE $3::VARCHAR || replace(replace(replace($4::VARCHAR, $5::VARCHAR, $6::VARCHAR), $7::VARCHAR, $8::VARCHAR), $9::VARCHAR, $10::VARCHAR) || $11::VARCHAR ESCAPE '/'
-- ["an%" "%OLT" "%" "T'" "/" "//" "%" "/%" "_" "/_" "%"]

-- matches
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name ~ $1::VARCHAR
-- ["^[A-Z][a-z]+$"]

-- not matches
SELECT sqla_product.id FROM sqla_product WHERE NOT sqla_product.name ~ $1::VARCHAR
-- ["^[a-z]"]

-- matches ignoring case
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name ~* $1::VARCHAR
-- ["^B.L"]

-- matches null
SELECT kind.id FROM kind WHERE kind.txt ~ $1::VARCHAR IS NULL
-- ["c"]

-- replace matches
SELECT regexp_replace(sqla_product.name, $1::VARCHAR, $2::VARCHAR, 'g') AS regexp_replace_1, regexp_replace(sqla_product.name, $3::VARCHAR, $4::VARCHAR, 'gi') AS regexp_replace_2 FROM sqla_product
-- ["([a-z])t" "<\\1>" "A" "$1"]

-- collate
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name COLLATE "C" > $1::VARCHAR
-- ["a"]

-- operator
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id <> $1::INTEGER
-- [3]

-- operator not
SELECT sqla_product.id FROM sqla_product WHERE NOT (sqla_product.id <> $1::INTEGER)
-- [3]

-- operator in arithmetic
SELECT (sqla_product.id + sqla_product.available_quantity) * $1::INTEGER + $2::BIGINT AS anon_1 FROM sqla_product
-- [3 1]

