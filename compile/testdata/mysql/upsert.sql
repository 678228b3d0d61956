-- do nothing
INSERT INTO sqla_product (name, price, available_quantity) VALUES (?, ?, ?) AS new ON DUPLICATE KEY UPDATE sqla_product.name = sqla_product.name
-- ["widget" 9.5 3]

-- do nothing on any
INSERT INTO sqla_product (name, price, available_quantity) VALUES (?, ?, ?) AS new ON DUPLICATE KEY UPDATE sqla_product.id = sqla_product.id
-- ["widget" 9.5 3]

-- do nothing returning
unsupported: mysql has no INSERT … DoNothing with RETURNING that leaves out what was not inserted: SELECT the rows after it

-- do update
INSERT INTO sqla_product (name, price, available_quantity) VALUES (?, ?, ?) AS new ON DUPLICATE KEY UPDATE price=new.price
-- ["widget" 9.5 3]

-- do update sum
INSERT INTO sqla_product (name, price, available_quantity) VALUES (?, ?, ?) AS new ON DUPLICATE KEY UPDATE available_quantity=sqla_product.available_quantity + new.available_quantity, price=?
-- ["widget" 9.5 3 1]

-- do update returning
unsupported: mysql has no RETURNING: a generated key is in the result's InsertedPrimaryKey; SELECT the rest

-- partial index
unsupported: mysql has no upsert on a partial index: it has no partial indexes

-- from select
INSERT INTO node (id, title) SELECT sqla_product.id, sqla_product.name FROM sqla_product ON DUPLICATE KEY UPDATE title=VALUES(title)

-- from select where
INSERT INTO node (id, title) SELECT sqla_product.id, sqla_product.name FROM sqla_product WHERE sqla_product.id > ? ON DUPLICATE KEY UPDATE node.id = node.id
-- [1]

