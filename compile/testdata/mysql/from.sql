-- join from
SELECT sqla_product.name, sqla_order.quantity FROM sqla_product JOIN sqla_order ON sqla_order.product_id = sqla_product.id

-- left join from
SELECT sqla_product.name, sqla_order.quantity FROM sqla_product LEFT OUTER JOIN sqla_order ON sqla_order.product_id = sqla_product.id

-- join from on
SELECT sqla_product.name, q.name AS name_1 FROM sqla_product JOIN sqla_product AS q ON sqla_product.price < q.price

-- two join froms
SELECT count(*) AS count_1 FROM sqla_product JOIN sqla_order ON sqla_order.product_id = sqla_product.id, (transfer JOIN sqla_product AS q ON transfer.to_id = q.id)

-- join from and join
SELECT sqla_product.name, sqla_order.quantity, transfer.to_id FROM sqla_product JOIN sqla_order ON sqla_order.product_id = sqla_product.id LEFT OUTER JOIN transfer ON transfer.from_id = sqla_product.id

-- two join froms and join
SELECT count(*) AS count_1 FROM sqla_product JOIN sqla_order ON sqla_order.product_id = sqla_product.id CROSS JOIN (transfer JOIN sqla_product AS q ON transfer.to_id = q.id) LEFT OUTER JOIN node ON node.id = q.id

-- left join of a join
SELECT sqla_product.id, sqla_order.id AS id_1 FROM sqla_product LEFT OUTER JOIN (sqla_order JOIN transfer ON transfer.from_id = sqla_order.product_id) ON sqla_order.product_id = sqla_product.id

-- left join of a join by key
SELECT q.id, sqla_product.id AS id_1, sqla_order.id AS id_2 FROM sqla_product AS q LEFT OUTER JOIN (sqla_order JOIN sqla_product ON sqla_order.product_id = sqla_product.id) ON sqla_order.product_id = q.id

-- join of joins
SELECT count(*) AS count_1 FROM sqla_product LEFT OUTER JOIN sqla_order ON sqla_order.product_id = sqla_product.id LEFT OUTER JOIN (sqla_product AS q LEFT OUTER JOIN (transfer CROSS JOIN node) ON transfer.to_id = q.id) ON q.id = sqla_product.id

-- join of a join with a subquery
SELECT sqla_product.id FROM sqla_product LEFT OUTER JOIN (sqla_order JOIN (SELECT max(sqla_order.id) AS id FROM sqla_order) AS last ON sqla_order.id = last.id) ON sqla_order.product_id = sqla_product.id

-- cross join
SELECT sqla_product.id, sqla_order.id AS id_1 FROM sqla_product CROSS JOIN sqla_order ORDER BY sqla_product.id, sqla_order.id LIMIT ?
-- [3]

-- full join
unsupported: mysql has no FULL JOIN: unite a LeftJoin with the rows of the other table that have no partner

-- full join of a join
unsupported: mysql has no FULL JOIN: unite a LeftJoin with the rows of the other table that have no partner

-- join and extra from
SELECT sqla_product.id, q.id AS id_1 FROM sqla_product CROSS JOIN sqla_product AS q JOIN sqla_order ON sqla_order.product_id = sqla_product.id WHERE q.id = ?
-- [1]

-- lateral
SELECT sqla_product.name, newest.quantity FROM sqla_product, LATERAL (SELECT sqla_order.id, sqla_order.quantity FROM sqla_order WHERE sqla_order.product_id = sqla_product.id ORDER BY sqla_order.id DESC LIMIT ?) AS newest
-- [1]

-- lateral join
SELECT sqla_product.name, newest.quantity FROM sqla_product JOIN LATERAL (SELECT sqla_order.id, sqla_order.quantity FROM sqla_order WHERE sqla_order.product_id = sqla_product.id ORDER BY sqla_order.id DESC LIMIT ?) AS newest ON 1 = 1
-- [1]

-- lateral left join
SELECT sqla_product.name, newest.quantity FROM sqla_product LEFT OUTER JOIN LATERAL (SELECT sqla_order.id, sqla_order.quantity FROM sqla_order WHERE sqla_order.product_id = sqla_product.id ORDER BY sqla_order.id DESC LIMIT ?) AS newest ON 1 = 1
-- [1]

-- subquery twice
SELECT a.id, b.id AS id_1 FROM (SELECT sqla_order.id, sqla_order.quantity FROM sqla_order WHERE sqla_order.quantity > ?) AS a, (SELECT sqla_order.id, sqla_order.quantity FROM sqla_order WHERE sqla_order.quantity > ?) AS b WHERE a.quantity < b.quantity
-- [1 1]

