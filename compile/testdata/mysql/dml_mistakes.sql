-- prefix that ends the statement
error: the hint "INTO x; DROP TABLE y --" has a semicolon

-- update left join to target
unsupported: mysql has no LeftJoin of sqla_order by a condition about sqla_product, the table that is written: take the value from a Scalar subquery, which is NULL where there is no row

-- update order without limit
error: UPDATE sqla_product: OrderBy without Limit chooses nothing

-- update tuple of another width
error: SetTuple sets 2 columns from a query of 1

-- conflict if and nothing
error: INSERT INTO sqla_product: If belongs to DoUpdate, and DoNothing was said

-- conflict where without columns
error: OnConflict of sqla_product: Where names a partial index over columns, and none are given

-- merge that does nothing
error: MERGE INTO sqla_product does nothing: say WhenMatched or WhenNotMatched

-- merge insert reads the target
unsupported: mysql has no MERGE: use Insert with OnConflict and DoUpdate, and Delete for the rest, in one transaction

