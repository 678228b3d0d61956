-- plain
SELECT 1

-- params
SELECT * FROM sqla_product WHERE id = $1 AND name = $2 OR id = $1
-- [:id :name]

-- bound
SELECT * FROM sqla_product WHERE id = $1::INTEGER AND name = $2
-- [3 "x"]

-- quotes
SELECT ':a', id::text, "x:y", $$ :b $$ /* :c */ FROM sqla_product -- :d

-- backslash before a quote
SELECT 'a\', $1::INTEGER /* ' */
-- [1]

-- backslash in a string
error: the raw SQL ends inside of a string, a quoted name or a comment that begins with "'"

-- slices and objects
SELECT tags[1:2], tags[lo:hi], {'k':v} FROM t WHERE id = $1
-- [:id]

-- minus of a minus
error: a value is given for :id, which is part of a string or a comment here: this database reads the text otherwise than others

-- nested comment
error: the raw SQL ends inside of a string, a quoted name or a comment that begins with "/* /* :a */ 1 /* */ …"

-- fragment as databases read it
SELECT sqla_product.id FROM sqla_product WHERE ('a\' != $1 /* ' */)
-- ["b"]

-- uneven fragment
error: the parentheses of the raw SQL "1 = 1) OR (1 = 1" are not even: it could not be put into parentheses

-- escaped colon
SELECT '1' :: text

-- lists
SELECT id FROM sqla_product WHERE id IN ($1::INTEGER, $2::INTEGER, $3::INTEGER, $3::INTEGER) AND name NOT IN ($4, $5) OR id = $6::INTEGER ORDER BY id
-- [3 1 2 "a" "it's" 1]

-- list twice
SELECT id FROM sqla_product WHERE id IN ($1::INTEGER) OR id + 1 IN ($1::INTEGER) ORDER BY id
-- [1]

-- empty lists
SELECT id FROM sqla_product WHERE name = ANY ('{}') OR id != ALL ('{}') ORDER BY id

-- list of rows
SELECT id FROM sqla_product WHERE (id, name) IN (($1::INTEGER, $2), ($3::INTEGER, $4), ($5::INTEGER, $6), ($5::INTEGER, $6)) ORDER BY id
-- [1 "a" 2 "b" 3 "c"]

-- list of no rows
SELECT id FROM sqla_product WHERE (id, name) NOT IN (SELECT NULL::INTEGER, NULL::VARCHAR WHERE FALSE) ORDER BY id

-- list in a fragment
SELECT sqla_product.id FROM sqla_product WHERE (id > $1::INTEGER AND id IN ($2::INTEGER, $3::INTEGER)) AND sqla_product.id > $4::INTEGER ORDER BY sqla_product.id
-- [0 1 2 1]

-- list in a subquery
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id IN (SELECT t.id FROM (SELECT id FROM sqla_product WHERE id IN ($1::BIGINT, $2::INTEGER)) AS t) ORDER BY sqla_product.id
-- [1099511627776 2]

-- columns
SELECT id, name FROM sqla_product

-- write
DELETE FROM sqla_order WHERE id = $1::INTEGER
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
INSERT INTO node (id) SELECT id FROM sqla_product WHERE id > $1::INTEGER
-- [3]

