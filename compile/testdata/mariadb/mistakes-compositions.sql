-- distinct, sorted by another column
error: OrderBy sorts by sqla_product.id, which DISTINCT does not look at: what it makes one could stand in several places; select that column too, or group and sort by a Min or Max of it

-- distinct on, sorted otherwise
unsupported: mysql has no DISTINCT ON: number the rows of each group with RowNumber().Over(PartitionBy(…).OrderBy(…)) in a subquery, and keep those with 1

-- texts told apart, sorted by another column
error: OrderBy sorts by sqla_product.id, which DISTINCT does not look at: what it makes one could stand in several places; select that column too, or group and sort by a Min or Max of it

-- numbers and texts united
error: the members of UNION have types in column 1 that do not go together: INTEGER in the first, VARCHAR(100) in another: Cast one of them

-- truth values and numbers in both
error: the members of INTERSECT have types in column 1 that do not go together: INTEGER in the first, BOOLEAN in another: Cast one of them

-- an interval times another
error: kind.span is an interval: such are added, subtracted, summed and compared, and have an Abs and a Sign; for more, compute with Extract(Epoch, …) of times, or in Go

-- an interval rounded
error: kind.span is an interval: such are added, subtracted, summed and compared, and have an Abs and a Sign; for more, compute with Extract(Epoch, …) of times, or in Go

-- a deviation of intervals
error: kind.span is an interval: such are added, subtracted, summed and compared, and have an Abs and a Sign; for more, compute with Extract(Epoch, …) of times, or in Go

-- a time of day moved
error: kind.clock is a time of day, which is compared and sorted, and not computed with: keep an INTERVAL, or move a TIMESTAMP with AddTime

-- a time of day turned
error: kind.clock is a time of day, which is compared and sorted, and not computed with: keep an INTERVAL, or move a TIMESTAMP with AddTime

-- a sum of times of day
error: kind.clock is a time of day, which is compared and sorted, and not computed with: keep an INTERVAL, or move a TIMESTAMP with AddTime

-- aggregate in the where of a subquery
error: the aggregate max stands in Where, which is asked of each row before there are groups: conditions on groups belong into Having, and a total of other rows into a subquery

-- window in having
error: row_number over a window stands in Having, and windows are computed after that: select it in a subquery or With(…), and use its column there

-- aggregate of an aggregate
error: the aggregate count stands in the arguments of another aggregate, which is computed for each row: compute it in a subquery

-- aggregate in set
error: the aggregate max stands in Set, which is computed for each row: compute it in a subquery

-- aggregate in values
error: the aggregate max stands in Values, which is computed for each row: compute it in a subquery

-- distinct count of two
error: Count takes one expression, or none for all rows

-- bytes in a document
error: JSON has no bytes: write them as a text, with a function of the database like encode or hex, or leave them out

-- bytes in documents
error: JSON has no bytes: write them as a text, with a function of the database like encode or hex, or leave them out

-- aggregate in where
error: the aggregate count stands in Where, which is asked of each row before there are groups: conditions on groups belong into Having, and a total of other rows into a subquery

-- window in where
error: row_number over a window stands in Where, and windows are computed after that: select it in a subquery or With(…), and use its column there

-- aggregate in returning
error: the aggregate max stands in Returning, which is computed for each row: compute it in a subquery

-- aggregate in a join
error: the aggregate count stands in the condition of a join, which is computed for each row: compute it in a subquery

-- grouped by an aggregate
error: the aggregate max stands in GroupBy, which is computed for each row: compute it in a subquery

-- like escaped by a wildcard
error: LIKE cannot be escaped by '%': use a character that no pattern means anything by, as '/'

-- like escaped by a letter without regard to case
error: ILIKE cannot be escaped by 'x', which has another case: use a character that is no letter, as '/'

-- mean of intervals
error: the mean of intervals is no number: divide their Sum by Count in Go

-- with nil
error: a nil was given where a CTE is wanted

-- count of two
error: Count takes one expression, or none for all rows

-- hint for a name that is no dialect's
error: the hint "/* x */": "postgres" is no dialect: it is "postgresql"

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

