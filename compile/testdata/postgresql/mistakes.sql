-- column of a table that is not there
error: sqla_order.product_id is used, but sqla_order is not part of the statement, which is about sqla_product: add Join(…) or From(…), or use a column of what is there

-- two tables in conditions
error: what the rows are from cannot be told: the items name no table, and the conditions are about sqla_order and sqla_product; say From(…)

-- on before its table
error: sqla_order.id is used, but sqla_order is not part of the statement, which is about sqla_product, transfer: add Join(…) or From(…), or use a column of what is there

-- join without foreign key
error: node cannot be joined without a condition: no foreign key is between it and sqla_product; give Join the condition

-- join with two foreign keys
error: transfer cannot be joined without a condition: 2 foreign keys would do (transfer.from_id → sqla_product.id; transfer.to_id → sqla_product.id); give Join the condition

-- join twice
error: two tables of one query are named sqla_order: give one of them another name with Alias

-- update without where
error: UPDATE sqla_product has no Where: it would reach every row; AllRows() says that every row is meant

-- delete without where
error: DELETE FROM sqla_product has no Where: it would reach every row; AllRows() says that every row is meant

-- update without set
error: UPDATE sqla_product sets nothing: give it columns and their values

-- column twice
error: UPDATE sqla_product: column price is given twice

-- set of another table
error: UPDATE sqla_product: sqla_order.quantity is a column of another table

-- insert of another table
error: INSERT INTO sqla_product: sqla_order.quantity is a column of another table

-- insert twice
error: INSERT INTO sqla_product: column name is given twice

-- rows of different columns
error: INSERT INTO sqla_product: row 2 gives column price, which the first row does not: each row must give the same columns

-- excluded outside
error: Excluded(price) has a meaning in the DoUpdate of an upsert only

-- asc as value
error: Asc and Desc belong to an ORDER BY

-- rank without over
error: rank needs a window: add .Over(…)

-- negative limit
error: Limit(-1): a number of rows is not negative

-- nowait without lock
error: NoWait() says how to wait for a lock, but there is none: add ForUpdate() or ForShare()

-- in nil
error: kind.bin: member 0 of the list is nil: IN never finds a NULL, and NOT IN finds nothing beside one; use IsNull

-- value out of range
error: sqla_product.id: a int64 does not fit INTEGER: 1099511627776 is out of range; a BIGINT column (schema.Int64) would hold it

-- enum that is none
error: kind.mood: a string does not fit ENUM mood (happy, sad, it's): "oepn" is none of ["happy" "sad" "it's"]

-- unknown subquery column
error: s has no column "name"; it has id

-- cte names
error: two different CTEs of one statement are named x: give one of them another name

-- columns of from select
error: INSERT INTO node: 1 columns are filled from a SELECT of 2

-- union of different widths
error: the members of a UNION must have the same number of columns: the first has 1, another 2

-- order of union by another column
error: a set operation can be sorted by its own columns only, which are those of its first member

-- do update without columns
error: OnConflict() without columns can be followed by DoNothing only: DoUpdate wants the columns of the unique constraint

-- text without that parameter
error: the text has no parameter :b; it has :a

-- select of nothing
error: a SELECT has no items

-- same name twice
error: two tables of one query are named sqla_product: give one of them another name with Alias

