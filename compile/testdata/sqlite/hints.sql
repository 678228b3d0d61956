-- prefix
SELECT sqla_product.id FROM sqla_product

-- suffix
SELECT sqla_product.id FROM sqla_product /* end */

-- statement
SELECT /*+ x */ sqla_product.id FROM sqla_product

-- statement and distinct
SELECT /*+ x */ DISTINCT sqla_product.id FROM sqla_product

-- table
SELECT sqla_product.id FROM sqla_product NOT INDEXED

-- only
SELECT sqla_product.id FROM sqla_product

-- joined table
SELECT sqla_product.id FROM sqla_product JOIN sqla_order ON sqla_order.product_id = sqla_product.id

-- of a union
SELECT /*+ x */ sqla_product.id FROM sqla_product UNION ALL SELECT sqla_order.id FROM sqla_order /* all */

