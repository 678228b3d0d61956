-- eq
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id = ?
-- [1]

-- ne
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id != ?
-- [1]

-- lt le gt ge
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.price < ? AND sqla_product.price <= ? AND sqla_product.price > ? AND sqla_product.price >= ?
-- [1 2 3 4]

-- two wheres
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id = ? AND sqla_product.price < ?
-- [1 2]

-- and
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id = ? AND sqla_product.price < ? AND sqla_product.name != ?
-- [1 2 "x"]

-- or
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id = ? OR sqla_product.price < ? OR sqla_product.name != ?
-- [1 2 "x"]

-- or beside and
SELECT sqla_product.id FROM sqla_product WHERE (sqla_product.id = ? OR sqla_product.id = ?) AND sqla_product.price > ?
-- [1 2 1]

-- and in or
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id = ? AND sqla_product.price > ? OR sqla_product.id = ?
-- [1 1 2]

-- or in and in or
SELECT sqla_product.id FROM sqla_product WHERE (sqla_product.id = ? OR sqla_product.id = ?) AND sqla_product.price > ? OR sqla_product.id = ?
-- [1 2 1 3]

-- not and
SELECT sqla_product.id FROM sqla_product WHERE NOT (sqla_product.id = ? AND sqla_product.price > ?)
-- [1 1]

-- not or
SELECT sqla_product.id FROM sqla_product WHERE NOT (sqla_product.id = ? OR sqla_product.price > ?) AND sqla_product.id > ?
-- [1 1 0]

-- not eq
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id != ?
-- [1]

-- not not
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id = ? AND sqla_product.price > ?
-- [1 1]

-- not like
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name NOT LIKE ?
-- ["a%"]

-- not column
SELECT kind.id FROM kind WHERE NOT kind.flag

-- column
SELECT kind.id FROM kind WHERE kind.flag

-- column and
SELECT kind.id FROM kind WHERE kind.flag AND kind.id > ?
-- [1]

-- bool eq
SELECT kind.id FROM kind WHERE kind.flag = ?
-- [true]

-- comparison of comparison
SELECT kind.id FROM kind WHERE kind.flag = (kind.id > ?)
-- [3]

-- comparison of comparison is null
SELECT kind.id FROM kind WHERE kind.maybe_b IS NULL AND ((kind.id > ?) = (kind.id < ?)) IS NULL
-- [3 5]

-- true
SELECT sqla_product.id FROM sqla_product WHERE 1 = 1

-- true and
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id = ?
-- [1]

-- false
SELECT sqla_product.id FROM sqla_product WHERE 1 != 1

-- and false
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id = ? AND 1 != 1
-- [1]

-- empty and
SELECT sqla_product.id FROM sqla_product WHERE 1 = 1

-- empty or
SELECT sqla_product.id FROM sqla_product WHERE 1 != 1

-- between
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.price BETWEEN ? AND ?
-- [1 6]

-- not between
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.price NOT BETWEEN ? AND ?
-- [1 6]

-- between in or
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.price BETWEEN ? AND ? OR sqla_product.id BETWEEN sqla_product.available_quantity AND sqla_product.expiry_offset_months
-- [1 6]

-- in
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id IN (SELECT value FROM json_each(?))
-- [[1 2 3]]

-- in one
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id IN (SELECT value FROM json_each(?))
-- [[1]]

-- in five
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id IN (SELECT value FROM json_each(?))
-- [[1 2 3 4 5]]

-- in none
SELECT sqla_product.id FROM sqla_product WHERE 1 != 1

-- not in
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id NOT IN (SELECT value FROM json_each(?))
-- [[1 2 3]]

-- not in none
SELECT sqla_product.id FROM sqla_product WHERE 1 = 1 AND sqla_product.id > ?
-- [0]

-- in none or
SELECT sqla_product.id FROM sqla_product WHERE 1 != 1 OR sqla_product.id = ?
-- [3]

-- in texts
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name IN (SELECT value FROM json_each(?))
-- [[a b'c d"e\]]

-- in floats
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.price IN (?, ?)
-- [1 2.5]

-- in dates
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.production_date IN (SELECT value FROM json_each(?))
-- [[2024-02-29 00:00:00 +0000 UTC 2024-03-01 00:00:00 +0000 UTC]]

-- in times
SELECT kind.id FROM kind WHERE kind.at IN (SELECT value FROM json_each(?)) AND kind.wall IN (SELECT value FROM json_each(?))
-- [[2024-02-29 12:30:15.25 +0000 UTC] [2024-02-29 12:30:15.25 +0000 UTC]]

-- in decimals
SELECT kind.id FROM kind WHERE kind.dec IN (? COLLATE decimal, ? COLLATE decimal)
-- ["1.50" "2"]

-- in uuids
SELECT kind.id FROM kind WHERE kind.uuid IN (SELECT value FROM json_each(?))
-- [[[1 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0] [2 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0]]]

-- in bytes
SELECT kind.id FROM kind WHERE kind.bin IN (?, ?)
-- [[97] [0]]

-- in bools
SELECT kind.id FROM kind WHERE kind.flag IN (?, ?)
-- [true false]

-- in enums
SELECT kind.id FROM kind WHERE kind.mood IN (SELECT value FROM json_each(?))
-- [[happy sad]]

-- in expressions
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id IN (sqla_product.available_quantity, ?)
-- [3]

-- in of expression
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id + ? IN (SELECT value FROM json_each(?)) AND lower(sqla_product.name) NOT IN (SELECT value FROM json_each(?))
-- [1 [1 2] [a]]

-- is null
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.expiry_date IS NULL

-- is not null
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.expiry_date IS NOT NULL

-- eq nil
SELECT kind.id FROM kind WHERE kind.bin IS NULL AND kind.bin IS NULL

-- distinct from
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.expiry_offset_months IS NOT ? AND sqla_product.id > ?
-- [3 0]

-- not distinct from
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.expiry_offset_months IS sqla_product.id

-- not of distinct
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.expiry_offset_months IS NOT sqla_product.id AND (sqla_product.id IS NOT sqla_product.id) = 0

-- like
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name LIKE ?
-- ["A%"]

-- like with backslash
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name LIKE ?
-- ["50\\%|_"]

-- ilike
SELECT sqla_product.id FROM sqla_product WHERE lower(sqla_product.name) LIKE lower(?)
-- ["a%"]

-- ilike with backslash
SELECT sqla_product.id FROM sqla_product WHERE lower(sqla_product.name) LIKE lower(?)
-- ["a\\b"]

-- not ilike
SELECT sqla_product.id FROM sqla_product WHERE lower(sqla_product.name) NOT LIKE lower(?)
-- ["a%"]

-- has prefix
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name LIKE ? ESCAPE '/'
-- ["50/%/_//%"]

-- has suffix
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name LIKE ? ESCAPE '/'
-- ["%x"]

-- contains
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name LIKE ? ESCAPE '/'
-- ["%a\\b'c%"]

-- icontains
SELECT sqla_product.id FROM sqla_product WHERE lower(sqla_product.name) LIKE lower(?) ESCAPE '/'
-- ["%A%"]

-- like of expressions
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name LIKE sqla_product.name || ?
-- ["%"]

-- like of param
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name LIKE ?
-- [:pattern]

-- fragment
SELECT sqla_product.id FROM sqla_product WHERE (price > ? OR price < ?) AND sqla_product.id > ?
-- [3 1 0]

-- fragment with comment
SELECT sqla_product.id FROM sqla_product WHERE (price > 3 -- dear␊) AND sqla_product.id > ?
-- [0]

