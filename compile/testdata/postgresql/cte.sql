-- one
WITH cheap AS (SELECT sqla_product.id, sqla_product.name FROM sqla_product WHERE sqla_product.price < $1::FLOAT) SELECT cheap.id, cheap.name FROM cheap
-- [3]

-- column
WITH cheap AS (SELECT sqla_product.id, sqla_product.name FROM sqla_product WHERE sqla_product.price < $1::FLOAT) SELECT cheap.name FROM cheap
-- [3]

-- joined
WITH cheap AS (SELECT sqla_product.id, sqla_product.name FROM sqla_product WHERE sqla_product.price < $1::FLOAT) SELECT sqla_order.quantity, cheap.name FROM sqla_order JOIN cheap ON cheap.id = sqla_order.product_id
-- [3]

-- typed
WITH cheap AS (SELECT sqla_product.id, sqla_product.name FROM sqla_product WHERE sqla_product.price < $1::FLOAT) SELECT cheap.name FROM cheap WHERE cheap.id > $2::INTEGER
-- [3 1]

-- two, one needs the other
WITH cheap AS (SELECT sqla_product.id, sqla_product.name FROM sqla_product WHERE sqla_product.price < $1::FLOAT), second AS (SELECT cheap.id FROM cheap WHERE cheap.id > $2::INTEGER) SELECT second.id FROM second
-- [3 1]

-- in subquery
WITH cheap AS (SELECT sqla_product.id, sqla_product.name FROM sqla_product WHERE sqla_product.price < $1::FLOAT) SELECT sqla_order.id FROM sqla_order WHERE sqla_order.product_id IN (SELECT cheap.id FROM cheap)
-- [3]

-- twice
WITH cheap AS (SELECT sqla_product.id, sqla_product.name FROM sqla_product WHERE sqla_product.price < $1::FLOAT) SELECT sqla_order.id FROM sqla_order WHERE sqla_order.product_id IN (SELECT cheap.id FROM cheap) OR sqla_order.id IN (SELECT cheap.id FROM cheap)
-- [3]

-- explicit
WITH cheap AS (SELECT sqla_product.id, sqla_product.name FROM sqla_product WHERE sqla_product.price < $1::FLOAT) SELECT sqla_product.id FROM sqla_product
-- [3]

-- recursive
WITH RECURSIVE tree (id, parent_id) AS (SELECT node.id, node.parent_id FROM node WHERE node.parent_id IS NULL UNION ALL SELECT node.id, node.parent_id FROM node JOIN tree ON node.parent_id = tree.id) SELECT tree.id, tree.parent_id FROM tree

-- binds in order
WITH cheap AS (SELECT sqla_product.id, sqla_product.name FROM sqla_product WHERE sqla_product.price < $1::FLOAT) SELECT cheap.id, $2::INTEGER AS anon_1 FROM cheap WHERE cheap.id > $3::INTEGER
-- [3 5 4]

-- in insert
WITH cheap AS (SELECT sqla_product.id, sqla_product.name FROM sqla_product WHERE sqla_product.price < $1::FLOAT) INSERT INTO node (id, title) SELECT cheap.id, cheap.name FROM cheap
-- [3]

-- in update
WITH cheap AS (SELECT sqla_product.id, sqla_product.name FROM sqla_product WHERE sqla_product.price < $1::FLOAT) UPDATE sqla_order SET quantity=$2::INTEGER WHERE sqla_order.product_id IN (SELECT cheap.id FROM cheap)
-- [3 1]

-- in delete
WITH cheap AS (SELECT sqla_product.id, sqla_product.name FROM sqla_product WHERE sqla_product.price < $1::FLOAT) DELETE FROM sqla_order WHERE sqla_order.product_id IN (SELECT cheap.id FROM cheap)
-- [3]

-- that writes
WITH gone AS (DELETE FROM sqla_order WHERE sqla_order.quantity = $1::INTEGER RETURNING sqla_order.id, sqla_order.product_id) SELECT gone.id, gone.product_id FROM gone
-- [0]

