-- quoted
SELECT `se"lect`.id, `se"lect`.`a"b``c]d`, `se"lect`.`two words; --x`, `se"lect`.`order`, `se"lect`.`größe`, `se"lect`.`Upper` FROM `se"lect`

-- in conditions
SELECT `se"lect`.id FROM `se"lect` WHERE `se"lect`.`a"b``c]d` = ? AND `se"lect`.`two words; --x` != ? AND `se"lect`.`order` > ? ORDER BY `se"lect`.`Upper` DESC
-- ["x" "y" 1]

-- insert
unsupported: mysql has no RETURNING: a generated key is in the result's InsertedPrimaryKey; SELECT the rest

-- update
UPDATE `se"lect` SET `order`=?, `a"b``c]d`=? WHERE `se"lect`.`größe` = ?
-- [1 "x" "y"]

-- delete
DELETE FROM `se"lect` WHERE `se"lect`.`order` = ?
-- [1]

-- alias
SELECT `Ünï "x" ``y```.name FROM sqla_product AS `Ünï "x" ``y```

-- label
error: the name "😀" cannot be used on mysql: it holds a character beyond the basic multilingual plane

-- label of 62 bytes
SELECT sqla_product.name AS `üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü` FROM sqla_product

-- label of 64 bytes
SELECT sqla_product.name AS `üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüxx` FROM sqla_product

-- label of 65 characters
error: the name "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" cannot be used on mysql: it has 65 characters, 64 is the most

-- label with NUL
error: the name "a\x00b" cannot be used on mysql: it holds a NUL byte

-- label without name
error: the name "" cannot be used on mysql: it is empty

-- label that is no UTF-8
error: the name "a\xff" cannot be used on mysql: it is not UTF-8

-- label with control characters
SELECT sqla_product.name AS `a␊b␉c␁` FROM sqla_product

-- label that ends with a blank
error: the name "a " cannot be used on mysql: it ends with a blank

-- label of a generated name
SELECT sqla_product.name AS count_1, count(sqla_product.id) AS count_2, count(sqla_product.name) AS count_3 FROM sqla_product GROUP BY sqla_product.name

-- 63 bytes
SELECT lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll.nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn FROM lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll

-- 63 bytes twice
SELECT lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll.nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn, m.nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn AS nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_de7bf689 FROM lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll, lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll AS m

-- 63 bytes twice, outside
SELECT s.nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn, s.nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_de7bf689 FROM (SELECT lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll.nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn, m.nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn AS nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_de7bf689 FROM lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll, lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll AS m) AS s

-- sqlite_
SELECT sqlite_x.id FROM sqla_product AS sqlite_x

