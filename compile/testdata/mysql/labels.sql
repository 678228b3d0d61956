-- order by
SELECT sqla_product.id, sqla_product.price * ? AS twice FROM sqla_product ORDER BY sqla_product.price * ? IS NULL, twice DESC, sqla_product.id
-- [2 2]

-- order by made name
SELECT sqla_product.name, count(*) AS count_1 FROM sqla_product GROUP BY sqla_product.name ORDER BY count_1, sqla_product.name

-- group by
SELECT sqla_product.price * ? AS twice, count(*) AS count_1 FROM sqla_product GROUP BY 1 ORDER BY twice
-- [2]

-- only columns
SELECT sqla_product.name FROM sqla_product WHERE sqla_product.id = ?
-- [7]

-- add columns
SELECT sqla_product.id, sqla_product.name, sqla_product.price * ? AS twice FROM sqla_product
-- [2]

