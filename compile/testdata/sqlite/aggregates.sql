-- aggregate of the query around
unsupported: sqlite has no aggregate of the query around in the Where of a subquery: select it in With(…) or a subquery, and use its column there

-- aggregates of a subquery in where
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id IN (SELECT row_number() OVER (ORDER BY sqla_product.id) AS row_number_1 FROM sqla_product) AND EXISTS (SELECT count(sqla_order.id) AS count_1 FROM sqla_order HAVING count(sqla_order.id) > ?) ORDER BY sqla_product.id
-- [0]

-- bool
SELECT min(sqla_product.price > ?) AS bool_and_1, max(sqla_product.price > ?) AS bool_or_1, min(sqla_product.price > ?) FILTER (WHERE sqla_product.id > ?) AS bool_and_2 FROM sqla_product
-- [0 100 0 99]

-- texts of a comparison of decimals
SELECT CASE WHEN kind.dec > ? COLLATE decimal THEN ? ELSE ? END COLLATE "BINARY" AS c, count(*) AS count_1 FROM kind GROUP BY 1 ORDER BY c
-- ["2" "dear" "cheap"]

-- distinct texts of a comparison of decimals
SELECT count(DISTINCT CASE WHEN kind.dec > ? COLLATE decimal THEN ? ELSE ? END) AS count_1 FROM kind
-- ["2" "dear" "cheap"]

-- percentiles of decimals
SELECT percentile_cont(CAST(kind.dec AS NUMERIC), ?) AS percentile_cont_1, percentile_disc(CAST(kind.dec AS NUMERIC), ?) AS percentile_disc_1 FROM kind
-- [0.5 0.5]

-- hypothetical rank
unsupported: sqlite has no WITHIN GROUP: PercentileCont and others are here without it; number the rows in a subquery for the rest

-- string
SELECT group_concat(sqla_product.name, '; ' ORDER BY sqla_product.id) AS string_agg_1, group_concat(sqla_product.name, '''\' ORDER BY sqla_product.id DESC) FILTER (WHERE sqla_product.expiry_offset_months IS NULL) AS string_agg_2 FROM sqla_product

-- string distinct
SELECT group_concat(DISTINCT sqla_product.name ORDER BY sqla_product.name DESC) AS string_agg_1 FROM sqla_product

-- string distinct and separator
unsupported: sqlite has no DISTINCT in an aggregate with a separator other than a comma: select the distinct values in a subquery

-- string of none
SELECT group_concat(sqla_product.name, ',') AS string_agg_1 FROM sqla_product WHERE 1 != 1

-- array
unsupported: sqlite has no arrays: use JSONAgg

-- statistics
SELECT stddev_pop(sqla_product.price) AS stddev_pop_1, stddev_samp(sqla_product.price) AS stddev_samp_1, var_pop(sqla_product.id) AS var_pop_1, var_samp(sqla_product.available_quantity) AS var_samp_1 FROM sqla_product

-- statistics filtered
SELECT var_pop(sqla_product.price) FILTER (WHERE sqla_product.expiry_offset_months IS NULL) AS var_pop_1, var_samp(sqla_product.price) FILTER (WHERE sqla_product.id = ?) AS var_samp_1 FROM sqla_product
-- [1]

-- correlation
SELECT corr(sqla_product.price, sqla_product.id) AS corr_1, covar_pop(sqla_product.price, sqla_product.id) AS covar_pop_1, covar_samp(sqla_product.id, sqla_product.price) AS covar_samp_1 FROM sqla_product

-- median
SELECT percentile_cont(sqla_product.price, ?) AS percentile_cont_1, percentile_cont(sqla_product.id, ?) AS percentile_cont_2, percentile_disc(sqla_product.id, ?) AS percentile_disc_1 FROM sqla_product
-- [0.5 0.25 0.5]

-- median filtered
SELECT percentile_cont(sqla_product.price, ?) FILTER (WHERE sqla_product.expiry_offset_months IS NULL) AS percentile_cont_1 FROM sqla_product
-- [0.5]

-- mode
SELECT mode(sqla_order.product_id) AS mode_1 FROM sqla_order

-- min max filtered
SELECT min(sqla_product.price) FILTER (WHERE sqla_product.expiry_offset_months IS NULL) AS min_1, max(sqla_product.name) FILTER (WHERE sqla_product.id < ?) AS max_1 FROM sqla_product
-- [3]

-- min max over
SELECT sqla_product.id, max(sqla_product.id) OVER (PARTITION BY sqla_product.expiry_offset_months IS NULL) AS max_1, min(sqla_product.name) FILTER (WHERE sqla_product.id > ?) OVER (ORDER BY sqla_product.id) AS min_1 FROM sqla_product
-- [1]

-- own
SELECT max(sqla_product.id) FILTER (WHERE sqla_product.id < ?) AS max_1 FROM sqla_product
-- [3]

-- rollup
unsupported: sqlite has no ROLLUP: unite the queries of each grouping with UnionAll

-- rollup of two
unsupported: sqlite has no ROLLUP: unite the queries of each grouping with UnionAll

-- rollup beside
unsupported: sqlite has no ROLLUP: unite the queries of each grouping with UnionAll

-- cube
unsupported: sqlite has no CUBE: unite the queries of each grouping with UnionAll

-- grouping sets
unsupported: sqlite has no GROUPING SETS: unite the queries of each grouping with UnionAll

-- grouping
unsupported: sqlite has no GROUPING: group by an expression that is never NULL, so that NULL means all

-- sum of case
SELECT sum(CASE WHEN kind.flag THEN ? ELSE ? END) AS sum_1 FROM kind
-- [1 0]

