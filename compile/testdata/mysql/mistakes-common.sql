-- columns, wrong number
error: With("sums"): CTEColumns gives 1 names for 2 columns

-- one name
error: two different CTEs of one statement are named sums: give one of them another name

-- in exists
error: two different CTEs of one statement are named sums: give one of them another name

-- distinct of none
error: With("sums"): Distinct is for WithRecursive

-- text without columns
error: the raw SQL of With("t") does not say its columns: add Columns(…)

