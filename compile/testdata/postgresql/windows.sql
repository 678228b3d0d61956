-- rows to the current
SELECT sqla_product.id, sum(sqla_product.available_quantity) OVER (ORDER BY sqla_product.id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS sum_1 FROM sqla_product

-- rows around
SELECT sqla_product.id, sum(sqla_product.available_quantity) OVER (ORDER BY sqla_product.id ROWS BETWEEN $1::INTEGER PRECEDING AND $2::INTEGER FOLLOWING) AS sum_1 FROM sqla_product
-- [1 1]

-- rows after
SELECT sqla_product.id, sum(sqla_product.available_quantity) OVER (ORDER BY sqla_product.id ROWS BETWEEN $1::INTEGER FOLLOWING AND $2::INTEGER FOLLOWING) AS sum_1 FROM sqla_product
-- [1 3]

-- rows before
SELECT sqla_product.id, sum(sqla_product.available_quantity) OVER (ORDER BY sqla_product.id ROWS BETWEEN $1::INTEGER PRECEDING AND $2::INTEGER PRECEDING) AS sum_1 FROM sqla_product
-- [3 1]

-- rows to the end
SELECT sqla_product.id, sum(sqla_product.available_quantity) OVER (ORDER BY sqla_product.id ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS sum_1 FROM sqla_product

-- rows of all
SELECT sqla_product.id, sum(sqla_product.available_quantity) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS sum_1 FROM sqla_product

-- range
SELECT sqla_product.id, sum(sqla_product.available_quantity) OVER (ORDER BY sqla_product.price RANGE BETWEEN $1::FLOAT PRECEDING AND $2::FLOAT FOLLOWING) AS sum_1 FROM sqla_product
-- [1.5 1.5]

-- range of integers
SELECT sqla_product.id, sum(sqla_product.available_quantity) OVER (ORDER BY sqla_product.available_quantity DESC RANGE BETWEEN $1::INTEGER PRECEDING AND CURRENT ROW) AS sum_1 FROM sqla_product
-- [3]

-- groups
SELECT sqla_product.id, sum(sqla_product.available_quantity) OVER (ORDER BY sqla_product.expiry_offset_months IS NULL GROUPS BETWEEN $1::INTEGER PRECEDING AND CURRENT ROW) AS sum_1 FROM sqla_product
-- [1]

-- exclude row
SELECT sqla_product.id, sum(sqla_product.available_quantity) OVER (ORDER BY sqla_product.id ROWS BETWEEN $1::INTEGER PRECEDING AND $2::INTEGER FOLLOWING EXCLUDE CURRENT ROW) AS sum_1 FROM sqla_product
-- [1 1]

-- exclude group
SELECT sqla_product.id, sum(sqla_product.available_quantity) OVER (ORDER BY sqla_product.expiry_offset_months IS NULL RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE GROUP) AS sum_1 FROM sqla_product

-- exclude ties
SELECT sqla_product.id, sum(sqla_product.available_quantity) OVER (ORDER BY sqla_product.expiry_offset_months IS NULL GROUPS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE TIES) AS sum_1 FROM sqla_product

-- in a query behind in
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name IN (SELECT first_value(also.name) OVER (PARTITION BY also.id) AS first_value_1 FROM sqla_product AS also) ORDER BY sqla_product.id

-- in a correlated query behind in
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.name IN (SELECT first_value(also.name) OVER (PARTITION BY also.id) AS first_value_1 FROM sqla_product AS also WHERE also.id != sqla_product.id + $1::INTEGER) ORDER BY sqla_product.id
-- [10]

-- in a correlated query behind exists
SELECT sqla_product.id FROM sqla_product WHERE EXISTS (SELECT first_value(also.name) OVER (PARTITION BY also.id) AS first_value_1 FROM sqla_product AS also WHERE also.id != sqla_product.id + $1::INTEGER) ORDER BY sqla_product.id
-- [10]

-- lag lead
SELECT sqla_product.id, lag(sqla_product.name, $1::INTEGER) OVER (ORDER BY sqla_product.id) AS lag_1, lead(sqla_product.name, $2::INTEGER) OVER (ORDER BY sqla_product.id) AS lead_1 FROM sqla_product
-- [1 2]

-- lag or
SELECT sqla_product.id, lag(sqla_product.name, $1::INTEGER, $2::VARCHAR) OVER (ORDER BY sqla_product.id) AS lag_1, lead(sqla_product.id, $3::INTEGER, $4::INTEGER) OVER (ORDER BY sqla_product.id) AS lead_1 FROM sqla_product
-- [1 "none" 1 -1]

-- values
SELECT sqla_product.id, first_value(sqla_product.name) OVER (ORDER BY sqla_product.id) AS first_value_1, last_value(sqla_product.name) OVER (ORDER BY sqla_product.id ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS last_value_1, nth_value(sqla_product.name, $1::INTEGER) OVER (ORDER BY sqla_product.id) AS nth_value_1 FROM sqla_product
-- [2]

-- distributions
SELECT sqla_product.id, ntile($1::INTEGER) OVER (ORDER BY sqla_product.id) AS ntile_1, percent_rank() OVER (ORDER BY sqla_product.id) AS percent_rank_1, cume_dist() OVER (ORDER BY sqla_product.id) AS cume_dist_1 FROM sqla_product
-- [2]

-- named
SELECT sqla_product.id, sum(sqla_product.available_quantity) OVER w AS sum_1, row_number() OVER w AS row_number_1, lag(sqla_product.id, $1::INTEGER) OVER w AS lag_1 FROM sqla_product WINDOW w AS (PARTITION BY sqla_product.expiry_offset_months IS NULL ORDER BY sqla_product.id)
-- [1]

-- named in order by
SELECT sqla_product.id FROM sqla_product WINDOW w AS (PARTITION BY sqla_product.expiry_offset_months IS NULL ORDER BY sqla_product.id) ORDER BY row_number() OVER w, sqla_product.id

-- named with a hostile name
SELECT sqla_product.id, sum(sqla_product.available_quantity) OVER "w""; --" AS sum_1 FROM sqla_product WINDOW "w""; --" AS (ORDER BY sqla_product.id)

-- in order by
SELECT sqla_product.id FROM sqla_product ORDER BY row_number() OVER (ORDER BY sqla_product.price DESC)

-- in arithmetic
SELECT sqla_product.id, row_number() OVER (ORDER BY sqla_product.id) * $1::BIGINT + $2::BIGINT AS anon_1 FROM sqla_product
-- [10 1]

-- filter then over
SELECT sqla_product.id, sum(sqla_product.available_quantity) FILTER (WHERE sqla_product.id > $1::INTEGER) OVER (ORDER BY sqla_product.id) AS sum_1 FROM sqla_product
-- [2]

-- nulls last
SELECT sqla_product.id, rank() OVER (ORDER BY sqla_product.expiry_offset_months DESC NULLS LAST) AS rank_1 FROM sqla_product

-- nulls first
SELECT sqla_product.id, rank() OVER (ORDER BY sqla_product.expiry_offset_months ASC NULLS FIRST) AS rank_1 FROM sqla_product

-- string
SELECT sqla_product.id, bool_or(sqla_product.price > $1::FLOAT) OVER (ORDER BY sqla_product.id) AS bool_or_1 FROM sqla_product
-- [2]

