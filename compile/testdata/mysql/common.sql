-- materialized
unsupported: mysql has no MATERIALIZED: leave the hint out: the optimizer decides

-- not materialized
unsupported: mysql has no MATERIALIZED: leave the hint out: the optimizer decides

-- columns
WITH sums (pid, total) AS (SELECT sqla_order.product_id, sum(sqla_order.quantity) AS s FROM sqla_order GROUP BY sqla_order.product_id) SELECT sums.pid FROM sums

-- nested
WITH sums AS (SELECT sqla_order.product_id, sum(sqla_order.quantity) AS s FROM sqla_order GROUP BY sqla_order.product_id) SELECT sums.product_id FROM sums

-- nested in subquery
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id IN (WITH sums AS (SELECT sqla_order.product_id, sum(sqla_order.quantity) AS s FROM sqla_order GROUP BY sqla_order.product_id) SELECT sums.product_id FROM sums)

-- nested of one name
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id IN (WITH sums AS (SELECT sqla_order.product_id, sum(sqla_order.quantity) AS s FROM sqla_order GROUP BY sqla_order.product_id) SELECT sums.product_id FROM sums) AND sqla_product.id IN (WITH sums AS (SELECT sqla_product.id FROM sqla_product) SELECT sums.id FROM sums)

-- twice
WITH c AS (SELECT sqla_order.id, sqla_order.quantity FROM sqla_order) SELECT c.id, d.id AS id_1 FROM c JOIN c AS d ON c.quantity < d.quantity

-- dependent
WITH a AS (SELECT sqla_order.product_id, sqla_order.quantity FROM sqla_order WHERE sqla_order.quantity > ?), b AS (SELECT a.product_id, sum(a.quantity) AS t FROM a GROUP BY a.product_id) SELECT sqla_product.name, b.t FROM sqla_product JOIN b ON b.product_id = sqla_product.id
-- [0]

-- recursive distinct
WITH RECURSIVE tree (id, parent_id) AS (SELECT node.id, node.parent_id FROM node WHERE node.parent_id IS NULL UNION SELECT node.id, node.parent_id FROM node JOIN tree ON node.parent_id = tree.id) SELECT tree.id FROM tree

-- recursive columns
WITH RECURSIVE up (number) AS (SELECT ? AS x UNION ALL SELECT up.number + ? AS anon_1 FROM up WHERE up.number < ?) SELECT up.number FROM up
-- [1 1 4]

-- in insert
INSERT INTO node (id) WITH sums AS (SELECT sqla_order.product_id, sum(sqla_order.quantity) AS s FROM sqla_order GROUP BY sqla_order.product_id) SELECT sums.product_id + ? AS anon_1 FROM sums
-- [9000]

-- in update
WITH sums AS (SELECT sqla_order.product_id, sum(sqla_order.quantity) AS s FROM sqla_order GROUP BY sqla_order.product_id) UPDATE sqla_product SET price=? WHERE sqla_product.id IN (SELECT sums.product_id FROM sums)
-- [1]

-- in delete
WITH sums AS (SELECT sqla_order.product_id, sum(sqla_order.quantity) AS s FROM sqla_order GROUP BY sqla_order.product_id) DELETE FROM sqla_product WHERE sqla_product.id IN (SELECT sums.product_id FROM sums)

-- text
WITH t AS (SELECT id FROM sqla_product WHERE id < ?) SELECT t.id, sqla_product.name FROM t JOIN sqla_product ON sqla_product.id = t.id
-- [3]

-- name needs quotes
WITH `My CTE` AS (SELECT sqla_order.product_id FROM sqla_order) SELECT `My CTE`.product_id FROM `My CTE`

-- writing
unsupported: mysql has no INSERT, UPDATE or DELETE in WITH: execute it as a statement of its own in the same transaction

