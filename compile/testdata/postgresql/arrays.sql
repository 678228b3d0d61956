-- literal
SELECT ARRAY[shelf.id, shelf.id + $1::INTEGER] AS array_1 FROM shelf
-- [1]

-- of a query
SELECT shelf.id, ARRAY(SELECT sqla_product.id FROM sqla_product WHERE sqla_product.id <= shelf.id ORDER BY sqla_product.id DESC) AS array_1 FROM shelf WHERE ARRAY(SELECT sqla_product.id FROM sqla_product) @> $1::INTEGER[]
-- [[1]]

-- index
SELECT (shelf.nums)[$1::INTEGER] AS array_at_1, (shelf.tags)[$2::INTEGER] AS array_at_2 FROM shelf
-- [1 2]

-- slice
SELECT (shelf.nums)[$1::INTEGER:$2::INTEGER] AS array_slice_1 FROM shelf
-- [1 2]

-- contains
SELECT shelf.id FROM shelf WHERE shelf.nums @> $1::INTEGER[]
-- [[1 2]]

-- contains none
SELECT shelf.id FROM shelf WHERE shelf.tags @> $1::TEXT[]
-- [[]]

-- contained
SELECT shelf.id FROM shelf WHERE shelf.tags <@ $1::TEXT[]
-- [[a b"c]]

-- overlaps
SELECT shelf.id FROM shelf WHERE shelf.nums && $1::INTEGER[]
-- [[3]]

-- any
SELECT shelf.id FROM shelf WHERE $1::INTEGER = ANY (shelf.nums)
-- [3]

-- not any
SELECT shelf.id FROM shelf WHERE $1::INTEGER != ALL (shelf.nums)
-- [3]

-- all
SELECT shelf.id FROM shelf WHERE $1::INTEGER < ALL (shelf.nums)
-- [0]

-- changes
SELECT shelf.nums || shelf.nums AS array_concat_1, array_append(shelf.nums, $1::INTEGER) AS array_append_1, array_remove(shelf.tags, $2::TEXT) AS array_remove_1 FROM shelf
-- [4 "a"]

-- measures
SELECT cardinality(shelf.nums) AS array_length_1, array_position(shelf.tags, $1::TEXT) AS array_position_1 FROM shelf
-- ["a"]

-- element of a grid
SELECT (shelf.grid)[$1::INTEGER][$2::INTEGER] AS array_at_1 FROM shelf WHERE (shelf.grid)[$3::INTEGER][$4::INTEGER] > $5::INTEGER
-- [1 2 -1 1 0]

-- row of a grid
unsupported: postgresql has no one row of an array of arrays: name the element with ArrayAt(ArrayAt(a, i), j), or take a part with ArraySlice

-- attribute
SELECT shelf.id, (json_each(CAST($1::VARCHAR AS JSON))).key, (pg_show_all_settings()).name AS n FROM shelf
-- ["{\"k\": 1}"]

-- unnest
SELECT unnest(shelf.nums) AS unnest_1 FROM shelf

-- equal
SELECT shelf.id FROM shelf WHERE shelf.nums = $1::INTEGER[]
-- [[1 2]]

-- full text
SELECT shelf.id FROM shelf WHERE to_tsvector(concat_ws(' ', shelf.body)) @@ websearch_to_tsquery($1::VARCHAR)
-- ["whiskers"]

-- full text boolean
SELECT shelf.id FROM shelf WHERE to_tsvector(concat_ws(' ', shelf.body)) @@ to_tsquery($1::VARCHAR)
-- ["whiskers"]

-- full text of two
SELECT shelf.id FROM shelf WHERE to_tsvector(concat_ws(' ', shelf.body, shelf.body)) @@ websearch_to_tsquery($1::VARCHAR)
-- ["cat"]

-- text search
SELECT ts_rank(to_tsvector(CAST($1::VARCHAR AS REGCONFIG), shelf.body), websearch_to_tsquery(CAST($2::VARCHAR AS REGCONFIG), $3::VARCHAR)) AS ts_rank_1, ts_headline(CAST($4::VARCHAR AS REGCONFIG), shelf.body, plainto_tsquery(CAST($5::VARCHAR AS REGCONFIG), $6::VARCHAR)) AS ts_headline_1 FROM shelf WHERE to_tsvector(CAST($7::VARCHAR AS REGCONFIG), shelf.body) @@ phraseto_tsquery(CAST($8::VARCHAR AS REGCONFIG), $9::VARCHAR)
-- ["english" "english" "cat" "english" "english" "cat" "english" "english" "the cats"]

