-- literal
unsupported: mysql has no arrays: keep the members in a table, or in a JSON document

-- of a query
unsupported: mysql has no arrays: use JSONAgg in a scalar subquery

-- index
unsupported: mysql has no arrays: keep the members in a table, or in a JSON document

-- slice
unsupported: mysql has no arrays: keep the members in a table, or in a JSON document

-- contains
unsupported: mysql has no arrays: keep the members in a table, or in a JSON document

-- contains none
unsupported: mysql has no arrays: keep the members in a table, or in a JSON document

-- contained
unsupported: mysql has no arrays: keep the members in a table, or in a JSON document

-- overlaps
unsupported: mysql has no arrays: keep the members in a table, or in a JSON document

-- any
unsupported: mysql has no arrays: keep the members in a table, or in a JSON document

-- not any
unsupported: mysql has no arrays: keep the members in a table, or in a JSON document

-- all
unsupported: mysql has no arrays: keep the members in a table, or in a JSON document

-- changes
unsupported: mysql has no arrays: keep the members in a table, or in a JSON document

-- measures
unsupported: mysql has no arrays: keep the members in a table, or in a JSON document

-- element of a grid
unsupported: mysql has no arrays: keep the members in a table, or in a JSON document

-- row of a grid
unsupported: mysql has no arrays: keep the members in a table, or in a JSON document

-- attribute
unsupported: mysql has no values that are rows: keep the attributes in columns, or in a JSON document

-- unnest
unsupported: mysql has no arrays: keep the members in a table, or in a JSON document

-- equal
unsupported: mysql has no arrays: keep the members in a table, or in a JSON document

-- full text
SELECT shelf.id FROM shelf WHERE MATCH (shelf.body) AGAINST (?)
-- ["whiskers"]

-- full text boolean
SELECT shelf.id FROM shelf WHERE MATCH (shelf.body) AGAINST (? IN BOOLEAN MODE)
-- ["whiskers"]

-- full text of two
SELECT shelf.id FROM shelf WHERE MATCH (shelf.body, shelf.body) AGAINST (?)
-- ["cat"]

-- text search
unsupported: mysql has no full-text search of that kind: use FullText

