-- on
SELECT sqla_product.name, sqla_order.quantity FROM sqla_product JOIN sqla_order ON sqla_order.product_id = sqla_product.id

-- foreign key
SELECT sqla_product.name FROM sqla_product JOIN sqla_order ON sqla_order.product_id = sqla_product.id

-- foreign key from the other side
SELECT sqla_order.quantity FROM sqla_order JOIN sqla_product ON sqla_order.product_id = sqla_product.id

-- from joined
SELECT sqla_product.name, sqla_order.quantity FROM sqla_order JOIN sqla_product ON sqla_order.product_id = sqla_product.id

-- left
SELECT sqla_product.name, sqla_order.id FROM sqla_product LEFT OUTER JOIN sqla_order ON sqla_order.product_id = sqla_product.id

-- left of whole
SELECT sqla_product.id, sqla_product.name, sqla_product.price, sqla_product.available_quantity, sqla_product.production_date, sqla_product.expiry_date, sqla_product.expiry_offset_months, sqla_order.id AS id_1, sqla_order.quantity, sqla_order.order_date, sqla_order.product_id FROM sqla_product LEFT OUTER JOIN sqla_order ON sqla_order.product_id = sqla_product.id

-- full
SELECT sqla_product.name, sqla_order.id FROM sqla_product FULL OUTER JOIN sqla_order ON sqla_order.product_id = sqla_product.id

-- cross
SELECT sqla_product.name, dear.name AS name_1 FROM sqla_product CROSS JOIN sqla_product AS dear

-- several conditions
SELECT sqla_product.name FROM sqla_product JOIN sqla_order ON sqla_order.product_id = sqla_product.id AND sqla_order.quantity > $1::INTEGER
-- [3]

-- or condition
SELECT sqla_product.name FROM sqla_product JOIN sqla_order ON sqla_order.product_id = sqla_product.id OR sqla_order.quantity > $1::INTEGER
-- [3]

-- self
SELECT node.title, parent.title AS title_1 FROM node JOIN node AS parent ON node.parent_id = parent.id

-- self twice
SELECT node.title, grand.title AS title_1 FROM node LEFT OUTER JOIN node AS parent ON node.parent_id = parent.id LEFT OUTER JOIN node AS grand ON parent.parent_id = grand.id

-- alias by foreign key
SELECT dear.name FROM sqla_product AS dear JOIN sqla_order ON sqla_order.product_id = dear.id

-- two froms and a join
SELECT sqla_product.name, node.title FROM sqla_product CROSS JOIN node JOIN sqla_order ON sqla_order.product_id = sqla_product.id

-- subquery
SELECT sqla_product.name, totals.sold FROM sqla_product JOIN (SELECT sqla_order.product_id, sum(sqla_order.quantity) AS sold FROM sqla_order GROUP BY sqla_order.product_id) AS totals ON totals.product_id = sqla_product.id

-- subquery by foreign key
SELECT sqla_product.name FROM sqla_product JOIN (SELECT sqla_order.product_id, sum(sqla_order.quantity) AS sold FROM sqla_order GROUP BY sqla_order.product_id) AS totals ON totals.product_id = sqla_product.id

-- left then inner
SELECT sqla_product.name FROM sqla_product LEFT OUTER JOIN sqla_order ON sqla_order.product_id = sqla_product.id JOIN transfer ON transfer.from_id = sqla_product.id

