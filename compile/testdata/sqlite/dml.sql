-- insert with prefixes
INSERT OR REPLACE INTO node (id) VALUES (?)
-- [900]

-- update and delete with prefixes
UPDATE OR IGNORE node SET id=? WHERE node.id = ?
-- [901 900]

-- delete with prefixes
DELETE FROM node WHERE node.id = ?
-- [900]

-- rows
SELECT v.id, v.name FROM (SELECT column1 AS id, column2 AS name FROM (VALUES (?, ?), (?, ?))) AS v
-- [1 "it's" 2 <nil>]

-- rows numbered
SELECT v.id FROM (SELECT column1 AS id, column2 AS at FROM (VALUES (?, 1), (?, 2))) AS v
-- [7 8]

-- insert from rows
INSERT INTO node (id, title) SELECT v.id + ? AS i, v.name FROM (SELECT column1 AS id, column2 AS name FROM (VALUES (?, ?), (?, ?))) AS v
-- [900 1 "it's" 2 <nil>]

-- update from
UPDATE sqla_product SET available_quantity=sqla_order.quantity FROM sqla_order WHERE sqla_order.product_id = sqla_product.id AND sqla_order.id = ?
-- [302]

-- update from subquery
UPDATE sqla_product SET price=? FROM (SELECT sqla_order.product_id, sum(sqla_order.quantity) AS total FROM sqla_order GROUP BY sqla_order.product_id) AS sums WHERE sums.product_id = sqla_product.id
-- [9.5]

-- update from two
UPDATE sqla_product SET price=? FROM sqla_order, node WHERE sqla_order.product_id = sqla_product.id AND node.id = sqla_order.id
-- [9.5]

-- update join
UPDATE sqla_product SET price=? FROM sqla_order WHERE sqla_order.product_id = sqla_product.id AND sqla_order.quantity > ?
-- [9.5 1]

-- update join by key
UPDATE sqla_product SET price=? FROM sqla_order WHERE sqla_order.product_id = sqla_product.id AND sqla_order.quantity > ?
-- [9.5 1]

-- update left join
UPDATE sqla_product SET price=? FROM sqla_order LEFT OUTER JOIN node ON node.id = sqla_order.id WHERE sqla_order.product_id = sqla_product.id AND node.title IS NULL
-- [9.5]

-- update from itself
UPDATE sqla_product SET price=also.price FROM sqla_product AS also WHERE also.id = sqla_product.id + ?
-- [1]

-- update from rows
UPDATE sqla_product SET expiry_offset_months=v.id FROM (SELECT column1 AS id, column2 AS name FROM (VALUES (?, ?), (?, ?))) AS v WHERE v.id = sqla_product.id
-- [1 "it's" 2 <nil>]

-- update from returning
UPDATE sqla_product SET price=? FROM sqla_order WHERE sqla_order.product_id = sqla_product.id AND sqla_order.id = ? RETURNING id
-- [9.5 302]

-- update from returning other
unsupported: sqlite has no UPDATE … From with RETURNING of another table's columns: SELECT what is wanted of sqla_order before, in one transaction

-- update from and reads
UPDATE sqla_product SET available_quantity=?, expiry_offset_months=sqla_product.available_quantity FROM sqla_order WHERE sqla_order.product_id = sqla_product.id
-- [1]

-- update limit
unsupported: sqlite has no UPDATE or DELETE with Limit or OrderBy: choose the rows in a subquery: Where(key.InQuery(…Limit(n)))

-- update tuple
UPDATE sqla_product SET (available_quantity, expiry_offset_months) = (SELECT sqla_order.quantity, sqla_order.id FROM sqla_order WHERE sqla_order.product_id = sqla_product.id ORDER BY sqla_order.id LIMIT ?) WHERE sqla_product.id = ?
-- [1 1]

-- delete using
DELETE FROM sqla_order WHERE EXISTS (SELECT 1 FROM sqla_product WHERE sqla_order.product_id = sqla_product.id AND sqla_product.price > ?)
-- [1]

-- delete join by key
DELETE FROM sqla_order WHERE EXISTS (SELECT 1 FROM sqla_product WHERE sqla_order.product_id = sqla_product.id AND sqla_product.price > ?)
-- [1]

-- delete using returning
DELETE FROM sqla_order WHERE EXISTS (SELECT 1 FROM sqla_product WHERE sqla_order.product_id = sqla_product.id AND sqla_product.id = ?) RETURNING id
-- [1]

-- delete using returning other
unsupported: sqlite has no DELETE … Using with RETURNING of another table's columns: SELECT what is wanted of sqla_product before, in one transaction

-- delete limit
unsupported: sqlite has no UPDATE or DELETE with Limit or OrderBy: choose the rows in a subquery: Where(key.InQuery(…Limit(n)))

-- conflict expression
INSERT INTO sqla_product (name, price, available_quantity) VALUES (?, ?, ?) ON CONFLICT ((lower(name))) DO NOTHING
-- ["widget" 9.5 3]

-- conflict constraint
unsupported: sqlite has no OnConflictWith the name of a constraint: name its columns: OnConflict(columns…)

-- conflict if
INSERT INTO node (id, title) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET title=excluded.title WHERE node.title != ?
-- [201 "new" "root"]

-- merge
unsupported: sqlite has no MERGE: use Insert with OnConflict and DoUpdate, and Delete for the rest, in one transaction

-- merge returning
unsupported: sqlite has no MERGE: use Insert with OnConflict and DoUpdate, and Delete for the rest, in one transaction

