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
SELECT sqla_order.id FROM sqla_order ORDER BY sqla_order.quantity FETCH FIRST ? ROWS WITH TIES
-- [1]

-- ties and offset
SELECT sqla_order.id FROM sqla_order ORDER BY sqla_order.product_id OFFSET ? ROWS FETCH FIRST ? ROWS WITH TIES
-- [1 1]

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
unsupported: mysql has no FOR UPDATE OF some of the tables: lock the rows of the one table in a statement of its own

-- lock of two
unsupported: mysql has no FOR SHARE OF some of the tables: lock the rows of the one table in a statement of its own

-- lock reset
SELECT sqla_product.id FROM sqla_product ORDER BY sqla_product.id

