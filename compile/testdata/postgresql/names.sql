-- quoted
SELECT "se""lect".id, "se""lect"."a""b`c]d", "se""lect"."two words; --x", "se""lect"."order", "se""lect"."größe", "se""lect"."Upper" FROM "se""lect"

-- in conditions
SELECT "se""lect".id FROM "se""lect" WHERE "se""lect"."a""b`c]d" = $1::VARCHAR AND "se""lect"."two words; --x" != $2::VARCHAR AND "se""lect"."order" > $3::INTEGER ORDER BY "se""lect"."Upper" DESC
-- ["x" "y" 1]

-- insert
INSERT INTO "se""lect" ("a""b`c]d", "two words; --x", "order", "größe", "Upper") VALUES ($1::VARCHAR, $2::VARCHAR, $3::INTEGER, $4::VARCHAR, $5::VARCHAR) RETURNING "se""lect".id, "se""lect"."a""b`c]d"
-- ["a" "b" 1 "c" "d"]

-- update
UPDATE "se""lect" SET "order"=$1::INTEGER, "a""b`c]d"=$2::VARCHAR WHERE "se""lect"."größe" = $3::VARCHAR
-- [1 "x" "y"]

-- delete
DELETE FROM "se""lect" WHERE "se""lect"."order" = $1::INTEGER
-- [1]

-- alias
SELECT "Ünï ""x"" `y`".name FROM sqla_product AS "Ünï ""x"" `y`"

-- label
SELECT sqla_product.name AS "drop table ""x""; --", sqla_product.id AS "select", sqla_product.price AS "😀" FROM sqla_product ORDER BY "drop table ""x""; --"

-- label of 62 bytes
SELECT sqla_product.name AS "üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü" FROM sqla_product

-- label of 64 bytes
error: the name "üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüxx" cannot be used on postgresql: it has 64 bytes, 63 is the most

-- label of 65 characters
error: the name "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" cannot be used on postgresql: it has 65 bytes, 63 is the most

-- label with NUL
error: the name "a\x00b" cannot be used on postgresql: it holds a NUL byte

-- label without name
error: the name "" cannot be used on postgresql: it is empty

-- label that is no UTF-8
error: the name "a\xff" cannot be used on postgresql: it is not UTF-8

-- label with control characters
SELECT sqla_product.name AS "a␊b␉c␁" FROM sqla_product

-- label that ends with a blank
SELECT sqla_product.name AS "a " FROM sqla_product

-- label of a generated name
SELECT sqla_product.name AS count_1, count(sqla_product.id) AS count_2, count(sqla_product.name) AS count_3 FROM sqla_product GROUP BY sqla_product.name

-- 63 bytes
SELECT lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll.nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn FROM lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll

-- 63 bytes twice
SELECT lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll.nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn, m.nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn AS nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_de7bf689 FROM lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll, lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll AS m

-- 63 bytes twice, outside
SELECT s.nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn, s.nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_de7bf689 FROM (SELECT lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll.nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn, m.nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn AS nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_de7bf689 FROM lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll, lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll AS m) AS s

-- sqlite_
SELECT sqlite_x.id FROM sqla_product AS sqlite_x

