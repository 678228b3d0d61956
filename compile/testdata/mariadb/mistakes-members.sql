-- order by label of second
error: Label("other"): the select list has no column of that name; it has "k"

-- for update
error: the rows of a UNION cannot be locked: lock them in a query of their own

-- locked member
error: the rows of a member of a set operation cannot be locked: lock them in a subquery

