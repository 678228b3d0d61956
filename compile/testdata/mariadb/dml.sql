-- insert with prefixes
INSERT IGNORE INTO node (id) VALUES (?)
-- [900]

-- update and delete with prefixes
UPDATE LOW_PRIORITY node SET id=? WHERE node.id = ?
-- [901 900]

-- delete with prefixes
DELETE QUICK FROM node WHERE node.id = ?
-- [900]

-- rows
SELECT v.id, v.name FROM (SELECT ? AS id, CAST(? AS CHAR) AS name UNION ALL SELECT ?, ?) AS v
-- [1 "it's" 2 <nil>]

-- rows numbered
SELECT v.id FROM (SELECT ? AS id, 1 AS at UNION ALL SELECT ?, 2) AS v
-- [7 8]

-- insert from rows
INSERT INTO node (id, title) SELECT v.id + ? AS i, v.name FROM (SELECT ? AS id, CAST(? AS CHAR) AS name UNION ALL SELECT ?, ?) AS v
-- [900 1 "it's" 2 <nil>]

-- update from
UPDATE sqla_product, sqla_order SET sqla_product.available_quantity=sqla_order.quantity WHERE sqla_order.product_id = sqla_product.id AND sqla_order.id = ?
-- [302]

-- update from subquery
UPDATE sqla_product, (SELECT sqla_order.product_id, sum(sqla_order.quantity) AS total FROM sqla_order GROUP BY sqla_order.product_id) AS sums SET sqla_product.price=? WHERE sums.product_id = sqla_product.id
-- [9.5]

-- update from two
UPDATE sqla_product, sqla_order, node SET sqla_product.price=? WHERE sqla_order.product_id = sqla_product.id AND node.id = sqla_order.id
-- [9.5]

-- update join
UPDATE sqla_product, sqla_order SET sqla_product.price=? WHERE sqla_order.product_id = sqla_product.id AND sqla_order.quantity > ?
-- [9.5 1]

-- update join by key
UPDATE sqla_product, sqla_order SET sqla_product.price=? WHERE sqla_order.product_id = sqla_product.id AND sqla_order.quantity > ?
-- [9.5 1]

-- update left join
UPDATE sqla_product CROSS JOIN sqla_order LEFT OUTER JOIN node ON node.id = sqla_order.id SET sqla_product.price=? WHERE sqla_order.product_id = sqla_product.id AND node.title IS NULL
-- [9.5]

-- update from itself
UPDATE sqla_product, sqla_product AS also SET sqla_product.price=also.price WHERE also.id = sqla_product.id + ?
-- [1]

-- update from rows
UPDATE sqla_product, (SELECT ? AS id, CAST(? AS CHAR) AS name UNION ALL SELECT ?, ?) AS v SET sqla_product.expiry_offset_months=v.id WHERE v.id = sqla_product.id
-- [1 "it's" 2 <nil>]

-- update from returning
unsupported: mysql has no UPDATE … RETURNING: SELECT the rows before or after it, in one transaction

-- update from returning other
unsupported: mysql has no UPDATE … RETURNING: SELECT the rows before or after it, in one transaction

-- update from and reads
unsupported: mysql has no UPDATE from other tables of a column that another one reads: do it in two statements, or take the value from a Scalar subquery

-- update limit
UPDATE sqla_product SET price=? WHERE sqla_product.price < ? ORDER BY sqla_product.id DESC LIMIT ?
-- [9.5 3 1]

-- update tuple
unsupported: mysql has no SET of several columns from one query: Update … From the query, or set each column from a Scalar subquery

-- delete using
DELETE sqla_order FROM sqla_order, sqla_product WHERE sqla_order.product_id = sqla_product.id AND sqla_product.price > ?
-- [1]

-- delete join by key
DELETE sqla_order FROM sqla_order, sqla_product WHERE sqla_order.product_id = sqla_product.id AND sqla_product.price > ?
-- [1]

-- delete using returning
DELETE FROM sqla_order WHERE EXISTS (SELECT 1 FROM sqla_product WHERE sqla_order.product_id = sqla_product.id AND sqla_product.id = ?) RETURNING id
-- [1]

-- delete using returning other
unsupported: mysql has no DELETE … Using with RETURNING of another table's columns: SELECT what is wanted of sqla_product before, in one transaction

-- delete limit
DELETE FROM sqla_order WHERE sqla_order.quantity >= ? ORDER BY sqla_order.id LIMIT ?
-- [0 1]

-- conflict expression
INSERT INTO sqla_product (name, price, available_quantity) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE sqla_product.id = sqla_product.id
-- ["widget" 9.5 3]

-- conflict constraint
unsupported: mysql has no OnConflictWith the name of a constraint: use OnConflict: it is for every unique constraint of the table here

-- conflict if
INSERT INTO node (id, title) VALUES (?, ?) ON DUPLICATE KEY UPDATE title=CASE WHEN node.title != ? THEN VALUES(title) ELSE node.title END
-- [201 "new" "root"]

-- merge
unsupported: mysql has no MERGE: use Insert with OnConflict and DoUpdate, and Delete for the rest, in one transaction

-- merge returning
unsupported: mysql has no MERGE: use Insert with OnConflict and DoUpdate, and Delete for the rest, in one transaction

