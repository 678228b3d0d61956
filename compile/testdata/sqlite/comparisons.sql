-- like with an escape character
SELECT sqla_product.id, sqla_product.name LIKE ? ESCAPE '^' AS anon_1, sqla_product.name LIKE ? ESCAPE '\' AS anon_2, sqla_product.name LIKE ? ESCAPE '''' AS anon_3, lower(sqla_product.name) LIKE lower(?) ESCAPE '!' AS anon_4, sqla_product.name LIKE ? ESCAPE '#' AS anon_5, sqla_product.name NOT LIKE ? ESCAPE '^' AS anon_6 FROM sqla_product
-- ["50^%%" "%\\\\%" "a''_b" "A!_B" "50#%\\%" "a^_b"]

-- dates and times
SELECT kind.id FROM kind WHERE strftime('%Y-%m-%d %H:%M:%f000', kind.day) <= kind.wall AND ? NOT BETWEEN kind.wall AND strftime('%Y-%m-%d %H:%M:%f000', kind.day) ORDER BY kind.id
-- [2024-02-29 12:30:15.25 +0000 UTC]

-- between symmetric
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.price BETWEEN min(?, ?) AND max(?, ?)
-- [6 1 6 1]

-- not between symmetric
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.price NOT BETWEEN min(?, ?) AND max(?, ?)
-- [4 1 4 1]

-- between symmetric of expressions
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id BETWEEN min(sqla_product.available_quantity, sqla_product.expiry_offset_months) AND max(sqla_product.available_quantity, sqla_product.expiry_offset_months)

-- not in of expressions
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id NOT IN (sqla_product.available_quantity, sqla_product.expiry_offset_months)

-- eq any
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id IN (SELECT sqla_order.product_id FROM sqla_order)

-- ne all
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id NOT IN (SELECT sqla_order.product_id FROM sqla_order)

-- not eq any
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id NOT IN (SELECT sqla_order.product_id FROM sqla_order) AND sqla_product.id > ?
-- [0]

-- gt all
unsupported: sqlite has no ALL: compare with Min or Max of the query, or use Exists

-- le any
unsupported: sqlite has no ANY: compare with Min or Max of the query, or use Exists

-- eq any of nullable
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id IN (SELECT sqla_product.expiry_offset_months FROM sqla_product)

-- all of none
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id NOT IN (SELECT sqla_order.product_id FROM sqla_order WHERE 1 != 1)

-- tuple eq
SELECT sqla_product.id FROM sqla_product WHERE (sqla_product.id, sqla_product.name) = (?, ?)
-- [1 "Anvil"]

-- tuple ne
SELECT sqla_product.id FROM sqla_product WHERE (sqla_product.id, sqla_product.name) != (?, ?)
-- [1 "Anvil"]

-- tuple gt
SELECT sqla_product.id FROM sqla_product WHERE (sqla_product.id, sqla_product.name) > (?, ?)
-- [2 "a"]

-- tuple of columns
SELECT sqla_product.id FROM sqla_product WHERE (sqla_product.id, sqla_product.name) < (sqla_product.available_quantity, sqla_product.name)

-- tuple in
SELECT sqla_product.id FROM sqla_product WHERE (sqla_product.id, sqla_product.name) IN (VALUES (?, ?), (?, ?), (?, ?))
-- [1 "Anvil" 2 "x" 4 "a_b"]

-- tuple not in
SELECT sqla_product.id FROM sqla_product WHERE (sqla_product.id, sqla_product.name) NOT IN (VALUES (?, ?), (?, ?))
-- [1 "Anvil" 2 "x"]

-- tuple in none
SELECT sqla_product.id FROM sqla_product WHERE 1 != 1

-- tuple in query
SELECT sqla_product.id FROM sqla_product WHERE (sqla_product.id, sqla_product.name) IN (SELECT sqla_product.id, sqla_product.name FROM sqla_product WHERE sqla_product.price > ?)
-- [2]

-- tuple of three
SELECT sqla_product.id FROM sqla_product WHERE (sqla_product.id, sqla_product.name, sqla_product.price) >= (?, ?, ?)
-- [2 "bolt" 2]

-- has prefix of
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name LIKE replace(replace(replace(?, ?, ?), ?, ?), ?, ?) || ? ESCAPE '/'
-- ["50%" "/" "//" "%" "/%" "_" "/_" "%"]

-- has suffix of
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name LIKE ? || replace(replace(replace(substr(sqla_product.name, ?, ?), ?, ?), ?, ?), ?, ?) ESCAPE '/'
-- ["%" 2 10 "/" "//" "%" "/%" "_" "/_"]

-- contains of
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name LIKE ? || replace(replace(replace(?, ?, ?), ?, ?), ?, ?) || ? ESCAPE '/'
-- ["%" "_" "/" "//" "%" "/%" "_" "/_" "%"]

-- not contains of
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name NOT LIKE ? || replace(replace(replace(?, ?, ?), ?, ?), ?, ?) || ? ESCAPE '/'
-- ["%" "_" "/" "//" "%" "/%" "_" "/_" "%"]

-- folded
SELECT sqla_product.id FROM sqla_product WHERE lower(sqla_product.name) LIKE lower(?) ESCAPE '/' OR lower(sqla_product.name) LIKE lower(?) ESCAPE '/' OR lower(sqla_product.name) LIKE lower(? || replace(replace(replace(?, ?, ?), ?, ?), ?, ?) || ?) ESCAPE '/'
-- ["an%" "%OLT" "%" "T'" "/" "//" "%" "/%" "_" "/_" "%"]

-- matches
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name REGEXP ?
-- ["^[A-Z][a-z]+$"]

-- not matches
SELECT sqla_product.id FROM sqla_product WHERE NOT (sqla_product.name REGEXP ?)
-- ["^[a-z]"]

-- matches ignoring case
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name REGEXP ('(?i)' || ?)
-- ["^B.L"]

-- matches null
SELECT kind.id FROM kind WHERE (kind.txt REGEXP ?) IS NULL
-- ["c"]

-- replace matches
SELECT regexp_replace(sqla_product.name, ?, ?) AS regexp_replace_1, regexp_replace(sqla_product.name, '(?i)' || ?, ?) AS regexp_replace_2 FROM sqla_product
-- ["([a-z])t" "<\\1>" "A" "$1"]

-- collate
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name COLLATE "C" > ?
-- ["a"]

-- operator
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id <> ?
-- [3]

-- operator not
SELECT sqla_product.id FROM sqla_product WHERE NOT (sqla_product.id <> ?)
-- [3]

-- operator in arithmetic
SELECT (sqla_product.id + sqla_product.available_quantity) * ? + ? AS anon_1 FROM sqla_product
-- [3 1]

