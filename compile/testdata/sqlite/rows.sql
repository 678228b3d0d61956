-- limit param
SELECT sqla_product.id FROM sqla_product ORDER BY sqla_product.id LIMIT ? OFFSET ?
-- [:id :id]

-- limit expression
SELECT sqla_product.id FROM sqla_product ORDER BY sqla_product.id LIMIT coalesce(?, ?)
-- [1 2]

-- limit subquery
SELECT sqla_product.id FROM sqla_product ORDER BY sqla_product.id LIMIT (SELECT count(sqla_order.id) AS count_1 FROM sqla_order)

-- limit reset
SELECT sqla_product.id FROM sqla_product ORDER BY sqla_product.id

-- ties
unsupported: sqlite has no WITH TIES: number the rows with Rank().Over(WindowBy(…)) in a subquery, and keep those up to the limit

-- ties and offset
unsupported: sqlite has no WITH TIES: number the rows with Rank().Over(WindowBy(…)) in a subquery, and keep those up to the limit

-- percent
unsupported: sqlite has no a limit in percent: count the rows first, and limit to a number of them

-- distinct on
unsupported: sqlite has no DISTINCT ON: number the rows of each group with RowNumber().Over(PartitionBy(…).OrderBy(…)) in a subquery, and keep those with 1

-- distinct on label
unsupported: sqlite has no DISTINCT ON: number the rows of each group with RowNumber().Over(PartitionBy(…).OrderBy(…)) in a subquery, and keep those with 1

-- no key update
unsupported: sqlite has no FOR NO KEY UPDATE: begin the transaction with engine.Immediate: it is then the only one that writes

-- key share
unsupported: sqlite has no FOR KEY SHARE: begin the transaction with engine.Immediate: it is then the only one that writes

-- lock of
unsupported: sqlite has no FOR UPDATE: begin the transaction with engine.Immediate: it is then the only one that writes

-- lock of two
unsupported: sqlite has no FOR SHARE: begin the transaction with engine.Immediate: it is then the only one that writes

-- lock reset
SELECT sqla_product.id FROM sqla_product ORDER BY sqla_product.id

