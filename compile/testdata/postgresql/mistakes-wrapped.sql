-- wrap of nothing
error: a type made by Wrap has neither bind nor result, and so wraps nothing

-- wrap that loses its value
error: bind of a type made by Wrap: it leaves out what it is given, which would be lost

-- wrap with a column
error: bind of a type made by Wrap: it uses a column, but may use the value alone

-- wrap with a parameter
error: bind of a type made by Wrap: it has the parameter p, to which no statement could give a value

-- wrap with a list
error: bind of a type made by Wrap: it has a list of values: write the comparisons one by one

-- wrap with a subquery
error: bind of a type made by Wrap: it has a query in it, but may have functions, operators and values only

-- wrap with a mistake
error: bind of a type made by Wrap: the length of Substring is -1: it cannot be negative

-- wrap without an expression
error: bind of a type made by Wrap: a nil was given where an expression is wanted

-- wrap of a wrap
error: a type made by Wrap is given to Wrap: write one around the other in its functions

-- members of an array
error: VARCHAR(50)[]: a type made by sql.Wrap cannot be that of an array's members, around each of which its SQL would have to stand: keep them in a table of their own

-- values alone
error: VALUES gives column w as it is stored, but its type is read through SQL: select from the VALUES

