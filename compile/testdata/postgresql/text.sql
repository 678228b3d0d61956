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

-- escaped colon
SELECT '1' :: text

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

