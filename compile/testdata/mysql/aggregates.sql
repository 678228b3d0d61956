-- aggregate of the query around
SELECT sqla_order.product_id FROM sqla_order GROUP BY sqla_order.product_id HAVING EXISTS (SELECT sqla_product.id FROM sqla_product WHERE count(sqla_order.id) > sqla_product.id)

-- aggregates of a subquery in where
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id IN (SELECT row_number() OVER (ORDER BY sqla_product.id) AS row_number_1 FROM sqla_product) AND EXISTS (SELECT count(sqla_order.id) AS count_1 FROM sqla_order HAVING count(sqla_order.id) > ?) ORDER BY sqla_product.id
-- [0]

-- bool
SELECT min(sqla_product.price > ?) AS bool_and_1, max(sqla_product.price > ?) AS bool_or_1, min(CASE WHEN sqla_product.id > ? THEN sqla_product.price > ? END) AS bool_and_2 FROM sqla_product
-- [0 100 99 0]

-- texts of a comparison of decimals
SELECT CASE WHEN kind.`dec` > CAST(? AS DECIMAL(65, 30)) THEN ? ELSE ? END AS c, count(*) AS count_1 FROM kind GROUP BY 1 ORDER BY c
-- ["2" "dear" "cheap"]

-- distinct texts of a comparison of decimals
SELECT count(DISTINCT CASE WHEN kind.`dec` > CAST(? AS DECIMAL(65, 30)) THEN ? ELSE ? END) AS count_1 FROM kind
-- ["2" "dear" "cheap"]

-- percentiles of decimals
unsupported: mysql has no percentile_cont as an aggregate: number the rows with RowNumber and take the one in the middle

-- hypothetical rank
unsupported: mysql has no WITHIN GROUP: number the rows in a subquery

-- string
SELECT group_concat(sqla_product.name ORDER BY sqla_product.id SEPARATOR '; ') AS string_agg_1, group_concat(CASE WHEN sqla_product.expiry_offset_months IS NULL THEN sqla_product.name END ORDER BY sqla_product.id DESC SEPARATOR '''\\') AS string_agg_2 FROM sqla_product

-- string distinct
SELECT group_concat(DISTINCT sqla_product.name ORDER BY sqla_product.name DESC SEPARATOR ',') AS string_agg_1 FROM sqla_product

-- string distinct and separator
SELECT group_concat(DISTINCT sqla_product.name ORDER BY sqla_product.name SEPARATOR '-') AS string_agg_1 FROM sqla_product

-- string of none
SELECT group_concat(sqla_product.name SEPARATOR ',') AS string_agg_1 FROM sqla_product WHERE 1 != 1

-- array
unsupported: mysql has no arrays: use JSONAgg

-- statistics
SELECT stddev_pop(sqla_product.price) AS stddev_pop_1, stddev_samp(sqla_product.price) AS stddev_samp_1, var_pop(sqla_product.id) AS var_pop_1, var_samp(sqla_product.available_quantity) AS var_samp_1 FROM sqla_product

-- statistics filtered
SELECT var_pop(CASE WHEN sqla_product.expiry_offset_months IS NULL THEN sqla_product.price END) AS var_pop_1, var_samp(CASE WHEN sqla_product.id = ? THEN sqla_product.price END) AS var_samp_1 FROM sqla_product
-- [1]

-- correlation
unsupported: mysql has no corr: compute it in Go

-- median
unsupported: mysql has no percentile_cont as an aggregate: number the rows with RowNumber and take the one in the middle

-- median filtered
unsupported: mysql has no percentile_cont as an aggregate: number the rows with RowNumber and take the one in the middle

-- mode
unsupported: mysql has no mode: count the values in a subquery and take the most frequent

-- min max filtered
SELECT min(CASE WHEN sqla_product.expiry_offset_months IS NULL THEN sqla_product.price END) AS min_1, max(CASE WHEN sqla_product.id < ? THEN sqla_product.name END) AS max_1 FROM sqla_product
-- [3]

-- min max over
SELECT sqla_product.id, max(sqla_product.id) OVER (PARTITION BY sqla_product.expiry_offset_months IS NULL) AS max_1, min(CASE WHEN sqla_product.id > ? THEN sqla_product.name END) OVER (ORDER BY sqla_product.id) AS min_1 FROM sqla_product
-- [1]

-- own
SELECT max(CASE WHEN sqla_product.id < ? THEN sqla_product.id END) AS max_1 FROM sqla_product
-- [3]

-- rollup
SELECT sqla_order.product_id, sum(sqla_order.quantity) AS sum_1 FROM sqla_order GROUP BY sqla_order.product_id WITH ROLLUP

-- rollup of two
SELECT sqla_order.product_id, sqla_order.quantity, count(*) AS count_1 FROM sqla_order GROUP BY sqla_order.product_id, sqla_order.quantity WITH ROLLUP

-- rollup beside
unsupported: mysql has no ROLLUP beside another item of GROUP BY: put all items into the Rollup

-- cube
unsupported: mysql has no CUBE: unite the queries of each grouping with UnionAll

-- grouping sets
unsupported: mysql has no GROUPING SETS: unite the queries of each grouping with UnionAll

-- grouping
SELECT sqla_order.product_id, GROUPING(sqla_order.product_id) AS grouping_1, count(*) AS count_1 FROM sqla_order GROUP BY sqla_order.product_id WITH ROLLUP

-- sum of case
SELECT sum(CASE WHEN kind.flag THEN ? ELSE ? END) AS sum_1 FROM kind
-- [1 0]

