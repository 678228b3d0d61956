-- plain
SELECT 1

-- params
SELECT * FROM sqla_product WHERE id = ? AND name = ? OR id = ?
-- [:id :name :id]

-- bound
SELECT * FROM sqla_product WHERE id = ? AND name = ?
-- [3 "x"]

-- quotes
SELECT ':a', id::text, "x:y", $$ ? $$ /* :c */ FROM sqla_product -- :d
-- [:b]

-- backslash before a quote
error: a value is given for :id, which is part of a string or a comment here: this database reads the text otherwise than others

-- backslash in a string
SELECT 'it\'s :id'

-- slices and objects
SELECT tags[1:2], tags[lo:hi], {'k':v} FROM t WHERE id = ?
-- [:id]

-- minus of a minus
SELECT 5--?␊, 1
-- [1]

-- nested comment
SELECT /* /* :a */ 1 /* */ AS x

-- fragment as databases read it
error: the raw SQL has 0 parameters (none), 1 values are given

-- uneven fragment
error: the parentheses of the raw SQL "1 = 1) OR (1 = 1" are not even: it could not be put into parentheses

-- escaped colon
SELECT '1' :: text

-- lists
SELECT id FROM sqla_product WHERE id IN (?, ?, ?, ?) AND name NOT IN (?, ?) OR id = ? ORDER BY id
-- [3 1 2 2 "a" "it's" 1]

-- list twice
SELECT id FROM sqla_product WHERE id IN (?) OR id + 1 IN (?) ORDER BY id
-- [1 1]

-- empty lists
SELECT id FROM sqla_product WHERE name IN (SELECT NULL FROM (SELECT 1 AS one) AS none WHERE 1 != 1) OR id NOT IN (SELECT NULL FROM (SELECT 1 AS one) AS none WHERE 1 != 1) ORDER BY id

-- list of rows
SELECT id FROM sqla_product WHERE (id, name) IN ((?, ?), (?, ?), (?, ?), (?, ?)) ORDER BY id
-- [1 "a" 2 "b" 3 "c" 3 "c"]

-- list of no rows
SELECT id FROM sqla_product WHERE (id, name) NOT IN (SELECT NULL, NULL FROM (SELECT 1 AS one) AS none WHERE 1 != 1) ORDER BY id

-- list in a fragment
SELECT sqla_product.id FROM sqla_product WHERE (id > ? AND id IN (?, ?)) AND sqla_product.id > ? ORDER BY sqla_product.id
-- [0 1 2 1]

-- list in a subquery
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id IN (SELECT t.id FROM (SELECT id FROM sqla_product WHERE id IN (?, ?)) AS t) ORDER BY sqla_product.id
-- [1099511627776 2]

-- columns
SELECT id, name FROM sqla_product

-- write
DELETE FROM sqla_order WHERE id = ?
-- [1]

-- ddl
CREATE TABLE x (id INTEGER)

-- with insert
WITH x AS (SELECT 1) INSERT INTO sqla_order SELECT * FROM x

-- for update
WITH x AS (SELECT 1) SELECT * FROM sqla_order FOR UPDATE

-- session
SELECT set_config('a.b', 'c', false)

-- in from select
INSERT INTO node (id) SELECT id FROM sqla_product WHERE id > ?
-- [3]

