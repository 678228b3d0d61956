-- aggregate in where
error: the aggregate count is used in WHERE, which is about single rows: a condition about groups is one of Having; or compare with a Scalar subquery

-- window in where
error: row_number(…).Over is used in WHERE: compute it in a subquery, and use its column

-- aggregate in returning
error: the aggregate max is used in RETURNING, which is about single rows: compute it in a subquery, and use its column

-- aggregate in a join
error: the aggregate count is used in the condition of a join, which is about single rows: compute it in a subquery, and use its column

-- grouped by an aggregate
error: the aggregate max is used in GROUP BY, which is about single rows: compute it in a subquery, and use its column

-- with nil
error: a nil was given where a CTE is wanted

-- count of two
error: Count takes one expression, or none for all rows

-- hint for a name that is no dialect's
error: the hint "/* x */" is for "postgres", which is no dialect: it is "postgresql"

-- zero condition
error: an expression that was not made was used: a column of a table struct that was not declared (declare the table with orm.Declare or schema.Bind first), or a zero Value or Cond

-- joined to itself
error: there is nothing that sqla_product could be joined to: say From(…), and join a table to itself under another name, by Alias

-- range over a number by a duration
error: the window is ordered by a number, and a RANGE in it is measured by a number: PrecedingBy(10)

-- range over a time by a number
error: the window is ordered by a time, and a RANGE in it is measured by a time.Duration: PrecedingBy(24 * time.Hour)

-- range over a text
error: the window is ordered by a text, between which there are no distances: use Rows or Groups

