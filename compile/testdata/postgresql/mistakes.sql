-- list elsewhere
error: the parameter :ids is a list, which stands behind IN or NOT IN only; give a slice for an array

-- list in a name
error: the parameter :ids is a list, which stands behind IN or NOT IN only; give a slice for an array

-- list with nil
error: parameter "ids": member 0 of the list is nil: IN never finds a NULL, and NOT IN finds nothing beside one

-- list of no parameter
error: the text has no parameter :id; it has :ids

-- text that is no decimal
error: a string does not fit NUMERIC(10, 2): "1,5" is no decimal number

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
error: sqla_product.id: an int64 does not fit INTEGER: 1099511627776 is out of range; a BIGINT column (schema.Int64) would hold it

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

-- operator that is none
error: "; DROP" is no operator: a word, or characters out of +-*/<>=~!@#%^&|`?:

-- shift too far
error: a shift by 64 bits leaves nothing of 64

-- negative length
error: the length of Left is -1: it cannot be negative

-- from zero
error: Substring begins at character 0: the first character is 1

-- no such field
error: "century" is no field of a date or time

-- truncated to hours of a date
error: a date has no hour to be truncated to

-- date and seconds
error: kind.day is a date: move it with AddDays, AddMonths or AddYears

-- percentile of 2
error: a percentile of 2: it is from 0 to 1

-- range of two
error: a window with a RANGE frame needs an OrderBy of one expression, from whose value the distance is measured

-- groups without order
error: a window with a GROUPS frame needs an OrderBy: rows that are equal in it are a group

-- named twice
error: two windows of one query are named w

-- without over
error: rank needs a window: add .Over(…)

-- json of the whole set
error: json_set wants a path into the document, not the whole of it

-- nil case
error: a case of Switch is nil: NULL is equal to nothing; use When(IsNull)

-- tuple as value
error: a tuple is selected, but has no value of its own: select its members, or compare it

-- any as value
error: any is selected, but has a meaning right of a comparison only

-- rollup as value
error: rollup belongs into GroupBy

-- negative frame
error: the distance of Preceding is -1: it cannot be negative

-- division by zero
error: sqla_product.id is divided by zero

-- frame from behind
error: the frame of a window ends before it begins: its first bound is the earlier one

