-- literal
unsupported: sqlite has no arrays: keep the members in a table, or in a JSON document

-- of a query
unsupported: sqlite has no arrays: use JSONAgg in a scalar subquery

-- index
unsupported: sqlite has no arrays: keep the members in a table, or in a JSON document

-- slice
unsupported: sqlite has no arrays: keep the members in a table, or in a JSON document

-- contains
unsupported: sqlite has no arrays: keep the members in a table, or in a JSON document

-- contains none
unsupported: sqlite has no arrays: keep the members in a table, or in a JSON document

-- contained
unsupported: sqlite has no arrays: keep the members in a table, or in a JSON document

-- overlaps
unsupported: sqlite has no arrays: keep the members in a table, or in a JSON document

-- any
unsupported: sqlite has no arrays: keep the members in a table, or in a JSON document

-- not any
unsupported: sqlite has no arrays: keep the members in a table, or in a JSON document

-- all
unsupported: sqlite has no arrays: keep the members in a table, or in a JSON document

-- changes
unsupported: sqlite has no arrays: keep the members in a table, or in a JSON document

-- measures
unsupported: sqlite has no arrays: keep the members in a table, or in a JSON document

-- element of a grid
unsupported: sqlite has no arrays: keep the members in a table, or in a JSON document

-- row of a grid
unsupported: sqlite has no arrays: keep the members in a table, or in a JSON document

-- attribute
unsupported: sqlite has no values that are rows: keep the attributes in columns, or in a JSON document

-- unnest
unsupported: sqlite has no arrays: keep the members in a table, or in a JSON document

-- equal
unsupported: sqlite has no arrays: keep the members in a table, or in a JSON document

-- full text
SELECT shelf.id FROM shelf WHERE shelf.body MATCH ?
-- ["whiskers"]

-- full text boolean
SELECT shelf.id FROM shelf WHERE shelf.body MATCH ?
-- ["whiskers"]

-- full text of two
unsupported: sqlite has no full-text search of several columns: search one column of an FTS5 table

-- text search
unsupported: sqlite has no full-text search of that kind: use FullText

