-- aggregate of the query around
SELECT sqla_order.product_id FROM sqla_order GROUP BY sqla_order.product_id HAVING EXISTS (SELECT sqla_product.id FROM sqla_product WHERE count(sqla_order.id) > sqla_product.id)

-- aggregates of a subquery in where
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id IN (SELECT row_number() OVER (ORDER BY sqla_product.id) AS row_number_1 FROM sqla_product) AND EXISTS (SELECT count(sqla_order.id) AS count_1 FROM sqla_order HAVING count(sqla_order.id) > $1::BIGINT) ORDER BY sqla_product.id
-- [0]

-- bool
SELECT bool_and(sqla_product.price > $1::FLOAT) AS bool_and_1, bool_or(sqla_product.price > $2::FLOAT) AS bool_or_1, bool_and(sqla_product.price > $3::FLOAT) FILTER (WHERE sqla_product.id > $4::INTEGER) AS bool_and_2 FROM sqla_product
-- [0 100 0 99]

-- texts of a comparison of decimals
SELECT CASE WHEN kind.dec > $1::NUMERIC THEN $2::VARCHAR ELSE $3::VARCHAR END AS c, count(*) AS count_1 FROM kind GROUP BY CASE WHEN kind.dec > $1::NUMERIC THEN $2::VARCHAR ELSE $3::VARCHAR END ORDER BY c
-- ["2" "dear" "cheap"]

-- distinct texts of a comparison of decimals
SELECT count(DISTINCT CASE WHEN kind.dec > $1::NUMERIC THEN $2::VARCHAR ELSE $3::VARCHAR END) AS count_1 FROM kind
-- ["2" "dear" "cheap"]

-- percentiles of decimals
SELECT percentile_cont($1::DOUBLE PRECISION) WITHIN GROUP (ORDER BY kind.dec) AS percentile_cont_1, percentile_disc($2::DOUBLE PRECISION) WITHIN GROUP (ORDER BY kind.dec) AS percentile_disc_1 FROM kind
-- [0.5 0.5]

-- hypothetical rank
SELECT rank($1::INTEGER) WITHIN GROUP (ORDER BY sqla_product.id) AS rank_1, dense_rank($2::INTEGER) WITHIN GROUP (ORDER BY sqla_product.id DESC) AS dense_rank_1 FROM sqla_product
-- [3 3]

-- string
SELECT string_agg(sqla_product.name, '; ' ORDER BY sqla_product.id) AS string_agg_1, string_agg(sqla_product.name, E'''\\' ORDER BY sqla_product.id DESC) FILTER (WHERE sqla_product.expiry_offset_months IS NULL) AS string_agg_2 FROM sqla_product

-- string distinct
SELECT string_agg(DISTINCT sqla_product.name, ',' ORDER BY sqla_product.name DESC) AS string_agg_1 FROM sqla_product

-- string distinct and separator
SELECT string_agg(DISTINCT sqla_product.name, '-' ORDER BY sqla_product.name) AS string_agg_1 FROM sqla_product

-- string of none
SELECT string_agg(sqla_product.name, ',') AS string_agg_1 FROM sqla_product WHERE FALSE

-- array
SELECT array_agg(sqla_product.id ORDER BY sqla_product.id DESC) AS array_agg_1 FROM sqla_product

-- statistics
SELECT stddev_pop(sqla_product.price) AS stddev_pop_1, stddev_samp(sqla_product.price) AS stddev_samp_1, CAST(var_pop(sqla_product.id) AS DOUBLE PRECISION) AS var_pop_1, CAST(var_samp(sqla_product.available_quantity) AS DOUBLE PRECISION) AS var_samp_1 FROM sqla_product

-- statistics filtered
SELECT var_pop(sqla_product.price) FILTER (WHERE sqla_product.expiry_offset_months IS NULL) AS var_pop_1, var_samp(sqla_product.price) FILTER (WHERE sqla_product.id = $1::INTEGER) AS var_samp_1 FROM sqla_product
-- [1]

-- correlation
SELECT corr(sqla_product.price, sqla_product.id) AS corr_1, covar_pop(sqla_product.price, sqla_product.id) AS covar_pop_1, covar_samp(sqla_product.id, sqla_product.price) AS covar_samp_1 FROM sqla_product

-- median
SELECT percentile_cont($1::DOUBLE PRECISION) WITHIN GROUP (ORDER BY sqla_product.price) AS percentile_cont_1, percentile_cont($2::DOUBLE PRECISION) WITHIN GROUP (ORDER BY sqla_product.id) AS percentile_cont_2, percentile_disc($3::DOUBLE PRECISION) WITHIN GROUP (ORDER BY sqla_product.id) AS percentile_disc_1 FROM sqla_product
-- [0.5 0.25 0.5]

-- median filtered
SELECT percentile_cont($1::DOUBLE PRECISION) WITHIN GROUP (ORDER BY sqla_product.price) FILTER (WHERE sqla_product.expiry_offset_months IS NULL) AS percentile_cont_1 FROM sqla_product
-- [0.5]

-- mode
SELECT mode() WITHIN GROUP (ORDER BY sqla_order.product_id) AS mode_1 FROM sqla_order

-- min max filtered
SELECT min(sqla_product.price) FILTER (WHERE sqla_product.expiry_offset_months IS NULL) AS min_1, max(sqla_product.name) FILTER (WHERE sqla_product.id < $1::INTEGER) AS max_1 FROM sqla_product
-- [3]

-- min max over
SELECT sqla_product.id, max(sqla_product.id) OVER (PARTITION BY sqla_product.expiry_offset_months IS NULL) AS max_1, min(sqla_product.name) FILTER (WHERE sqla_product.id > $1::INTEGER) OVER (ORDER BY sqla_product.id) AS min_1 FROM sqla_product
-- [1]

-- own
SELECT max(sqla_product.id) FILTER (WHERE sqla_product.id < $1::INTEGER) AS max_1 FROM sqla_product
-- [3]

-- rollup
SELECT sqla_order.product_id, sum(sqla_order.quantity) AS sum_1 FROM sqla_order GROUP BY ROLLUP (sqla_order.product_id)

-- rollup of two
SELECT sqla_order.product_id, sqla_order.quantity, count(*) AS count_1 FROM sqla_order GROUP BY ROLLUP (sqla_order.product_id, sqla_order.quantity)

-- rollup beside
SELECT sqla_order.product_id, sqla_order.quantity, count(*) AS count_1 FROM sqla_order GROUP BY sqla_order.product_id, ROLLUP (sqla_order.quantity)

-- cube
SELECT sqla_order.product_id, sqla_order.quantity, count(*) AS count_1 FROM sqla_order GROUP BY CUBE (sqla_order.product_id, sqla_order.quantity)

-- grouping sets
SELECT sqla_order.product_id, sqla_order.quantity, count(*) AS count_1 FROM sqla_order GROUP BY GROUPING SETS ((sqla_order.product_id), (sqla_order.quantity), ())

-- grouping
SELECT sqla_order.product_id, GROUPING(sqla_order.product_id) AS grouping_1, count(*) AS count_1 FROM sqla_order GROUP BY ROLLUP (sqla_order.product_id)

-- sum of case
SELECT sum(CASE WHEN kind.flag THEN $1::INTEGER ELSE $2::INTEGER END) AS sum_1 FROM kind
-- [1 0]

