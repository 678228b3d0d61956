-- insert with prefixes
INSERT INTO node (id) VALUES ($1::INTEGER)
-- [900]

-- update and delete with prefixes
UPDATE node SET id=$1::INTEGER WHERE node.id = $2::INTEGER
-- [901 900]

-- delete with prefixes
DELETE /* by hand */ FROM node WHERE node.id = $1::INTEGER
-- [900]

-- rows
SELECT v.id, v.name FROM unnest($1::INTEGER[], $2::VARCHAR[]) AS v (id, name)
-- [[1 2] [it's <nil>]]

-- rows numbered
SELECT v.id FROM unnest($1::INTEGER[]) WITH ORDINALITY AS v (id, at)
-- [[7 8]]

-- insert from rows
INSERT INTO node (id, title) SELECT v.id + $1::INTEGER AS i, v.name FROM unnest($2::INTEGER[], $3::VARCHAR[]) AS v (id, name)
-- [900 [1 2] [it's <nil>]]

-- update from
UPDATE sqla_product SET available_quantity=sqla_order.quantity FROM sqla_order WHERE sqla_order.product_id = sqla_product.id AND sqla_order.id = $1::INTEGER
-- [302]

-- update from subquery
UPDATE sqla_product SET price=$1::FLOAT FROM (SELECT sqla_order.product_id, sum(sqla_order.quantity) AS total FROM sqla_order GROUP BY sqla_order.product_id) AS sums WHERE sums.product_id = sqla_product.id
-- [9.5]

-- update from two
UPDATE sqla_product SET price=$1::FLOAT FROM sqla_order, node WHERE sqla_order.product_id = sqla_product.id AND node.id = sqla_order.id
-- [9.5]

-- update join
UPDATE sqla_product SET price=$1::FLOAT FROM sqla_order WHERE sqla_order.product_id = sqla_product.id AND sqla_order.quantity > $2::INTEGER
-- [9.5 1]

-- update join by key
UPDATE sqla_product SET price=$1::FLOAT FROM sqla_order WHERE sqla_order.product_id = sqla_product.id AND sqla_order.quantity > $2::INTEGER
-- [9.5 1]

-- update left join
UPDATE sqla_product SET price=$1::FLOAT FROM sqla_order LEFT OUTER JOIN node ON node.id = sqla_order.id WHERE sqla_order.product_id = sqla_product.id AND node.title IS NULL
-- [9.5]

-- update from itself
UPDATE sqla_product SET price=also.price FROM sqla_product AS also WHERE also.id = sqla_product.id + $1::INTEGER
-- [1]

-- update from rows
UPDATE sqla_product SET expiry_offset_months=v.id FROM unnest($1::INTEGER[], $2::VARCHAR[]) AS v (id, name) WHERE v.id = sqla_product.id
-- [[1 2] [it's <nil>]]

-- update from returning
UPDATE sqla_product SET price=$1::FLOAT FROM sqla_order WHERE sqla_order.product_id = sqla_product.id AND sqla_order.id = $2::INTEGER RETURNING sqla_product.id
-- [9.5 302]

-- update from returning other
UPDATE sqla_product SET price=$1::FLOAT FROM sqla_order WHERE sqla_order.product_id = sqla_product.id AND sqla_order.id = $2::INTEGER RETURNING sqla_product.id, sqla_order.id AS id_1
-- [9.5 302]

-- update from and reads
UPDATE sqla_product SET available_quantity=$1::INTEGER, expiry_offset_months=sqla_product.available_quantity FROM sqla_order WHERE sqla_order.product_id = sqla_product.id
-- [1]

-- update limit
unsupported: postgresql has no UPDATE or DELETE with Limit or OrderBy: choose the rows in a subquery: Where(key.InQuery(…Limit(n)))

-- update tuple
UPDATE sqla_product SET (available_quantity, expiry_offset_months) = (SELECT sqla_order.quantity, sqla_order.id FROM sqla_order WHERE sqla_order.product_id = sqla_product.id ORDER BY sqla_order.id LIMIT $1::BIGINT) WHERE sqla_product.id = $2::INTEGER
-- [1 1]

-- delete using
DELETE FROM sqla_order USING sqla_product WHERE sqla_order.product_id = sqla_product.id AND sqla_product.price > $1::FLOAT
-- [1]

-- delete join by key
DELETE FROM sqla_order USING sqla_product WHERE sqla_order.product_id = sqla_product.id AND sqla_product.price > $1::FLOAT
-- [1]

-- delete using returning
DELETE FROM sqla_order USING sqla_product WHERE sqla_order.product_id = sqla_product.id AND sqla_product.id = $1::INTEGER RETURNING sqla_order.id
-- [1]

-- delete using returning other
DELETE FROM sqla_order USING sqla_product WHERE sqla_order.product_id = sqla_product.id AND sqla_product.id = $1::INTEGER RETURNING sqla_order.id, sqla_product.name
-- [1]

-- delete limit
unsupported: postgresql has no UPDATE or DELETE with Limit or OrderBy: choose the rows in a subquery: Where(key.InQuery(…Limit(n)))

-- conflict expression
INSERT INTO sqla_product (name, price, available_quantity) VALUES ($1::VARCHAR, $2::FLOAT, $3::INTEGER) ON CONFLICT ((lower(name))) DO NOTHING
-- ["widget" 9.5 3]

-- conflict constraint
INSERT INTO sqla_product (name, price, available_quantity) VALUES ($1::VARCHAR, $2::FLOAT, $3::INTEGER) ON CONFLICT ON CONSTRAINT sqla_product_name_key DO UPDATE SET price=$4::FLOAT
-- ["widget" 9.5 3 1]

-- conflict if
INSERT INTO node (id, title) VALUES ($1::INTEGER, $2::VARCHAR) ON CONFLICT (id) DO UPDATE SET title=excluded.title WHERE node.title != $3::VARCHAR
-- [201 "new" "root"]

-- merge
MERGE INTO sqla_product USING sqla_order ON sqla_order.product_id = sqla_product.id WHEN MATCHED AND sqla_order.quantity > $1::INTEGER THEN DELETE WHEN MATCHED AND sqla_order.id = $2::INTEGER THEN DO NOTHING WHEN MATCHED AND sqla_order.id = $3::INTEGER THEN UPDATE SET available_quantity=sqla_order.quantity WHEN NOT MATCHED AND sqla_order.quantity = $4::INTEGER THEN DO NOTHING WHEN NOT MATCHED THEN INSERT (name, price, available_quantity) VALUES ($5::VARCHAR, $6::FLOAT, sqla_order.quantity)
-- [100 304 301 0 "from order" 1]

-- merge returning
unsupported: postgresql has no MERGE … RETURNING: PostgreSQL has it from version 17 on; SELECT the rows after it

