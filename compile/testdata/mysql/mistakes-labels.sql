-- unknown
error: Label("nosuch"): the select list has no column of that name; it has "id"

-- unknown in group by
error: Label("price; --"): the select list has no column of that name; it has "id"

-- in where
error: Label("twice") names a column of the result, which only OrderBy, GroupBy and DistinctOn know

-- declared column alone
error: the column "number" is declared and belongs to no table: use sql.Col(…, column) with what it was declared for

