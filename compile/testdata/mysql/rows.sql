-- limit param
SELECT sqla_product.id FROM sqla_product ORDER BY sqla_product.id LIMIT ? OFFSET ?
-- [:id :id]

-- limit expression
unsupported: mysql has no an expression as LIMIT or OFFSET: compute it first, and give it as a parameter

-- limit subquery
unsupported: mysql has no an expression as LIMIT or OFFSET: compute it first, and give it as a parameter

-- limit reset
SELECT sqla_product.id FROM sqla_product ORDER BY sqla_product.id

-- ties
unsupported: mysql has no WITH TIES: number the rows with Rank().Over(WindowBy(…)) in a subquery, and keep those up to the limit

-- ties and offset
unsupported: mysql has no WITH TIES: number the rows with Rank().Over(WindowBy(…)) in a subquery, and keep those up to the limit

-- percent
unsupported: mysql has no a limit in percent: count the rows first, and limit to a number of them

-- distinct on
unsupported: mysql has no DISTINCT ON: number the rows of each group with RowNumber().Over(PartitionBy(…).OrderBy(…)) in a subquery, and keep those with 1

-- distinct on label
unsupported: mysql has no DISTINCT ON: number the rows of each group with RowNumber().Over(PartitionBy(…).OrderBy(…)) in a subquery, and keep those with 1

-- no key update
unsupported: mysql has no FOR NO KEY UPDATE: lock with ForUpdate or ForShare

-- key share
unsupported: mysql has no FOR KEY SHARE: lock with ForUpdate or ForShare

-- lock of
SELECT sqla_product.id, sqla_order.id AS id_1 FROM sqla_product JOIN sqla_order ON sqla_order.product_id = sqla_product.id FOR UPDATE OF sqla_order NOWAIT

-- lock of two
SELECT sqla_product.id, sqla_order.id AS id_1 FROM sqla_product JOIN sqla_order ON sqla_order.product_id = sqla_product.id FOR SHARE OF sqla_product, sqla_order

-- lock reset
SELECT sqla_product.id FROM sqla_product ORDER BY sqla_product.id

