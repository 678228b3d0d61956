-- get
SELECT paper.doc -> $1::VARCHAR AS json_get_1, paper.doc -> $2::VARCHAR AS json_get_2, paper.doc -> $3::VARCHAR AS json_get_3 FROM paper WHERE paper.id = $4::INTEGER
-- ["n" "t" "null" 1]

-- texts
SELECT paper.id, (paper.doc -> $1::VARCHAR) #>> '{}' AS json_text_1, (paper.doc -> $2::VARCHAR) #>> '{}' AS json_text_2, (paper.doc -> $3::VARCHAR) #>> '{}' AS json_text_3, (paper.doc -> $4::VARCHAR) #>> '{}' AS json_text_4, (paper.doc -> $5::VARCHAR) #>> '{}' AS json_text_5, (paper.doc -> $6::VARCHAR) #>> '{}' AS json_text_6 FROM paper
-- ["t" "n" "yes" "null" "quoted" "none"]

-- numbers
SELECT paper.id, CASE json_typeof(paper.doc -> $1::VARCHAR) WHEN 'number' THEN CAST(CAST((paper.doc -> $1::VARCHAR) #>> '{}' AS NUMERIC) AS BIGINT) END AS json_int_1, CASE json_typeof(paper.doc -> $2::VARCHAR) WHEN 'number' THEN CAST((paper.doc -> $2::VARCHAR) #>> '{}' AS DOUBLE PRECISION) END AS json_float_1, CASE json_typeof(paper.doc -> $3::VARCHAR) WHEN 'number' THEN CAST(CAST((paper.doc -> $3::VARCHAR) #>> '{}' AS NUMERIC) AS BIGINT) END AS json_int_2, CASE json_typeof(paper.doc -> $4::VARCHAR) WHEN 'number' THEN CAST(CAST((paper.doc -> $4::VARCHAR) #>> '{}' AS NUMERIC) AS BIGINT) END AS json_int_3, CASE json_typeof(paper.doc -> $5::VARCHAR) WHEN 'number' THEN CAST(CAST((paper.doc -> $5::VARCHAR) #>> '{}' AS NUMERIC) AS BIGINT) END AS json_int_4 FROM paper
-- ["n" "n" "f" "t" "yes"]

-- truth
SELECT paper.id, CASE json_typeof(paper.doc -> $1::VARCHAR) WHEN 'boolean' THEN CAST((paper.doc -> $1::VARCHAR) #>> '{}' AS BOOLEAN) END AS json_bool_1, CASE json_typeof(paper.doc -> $2::VARCHAR) WHEN 'boolean' THEN CAST((paper.doc -> $2::VARCHAR) #>> '{}' AS BOOLEAN) END AS json_bool_2, CASE json_typeof(paper.doc -> $3::VARCHAR) WHEN 'boolean' THEN CAST((paper.doc -> $3::VARCHAR) #>> '{}' AS BOOLEAN) END AS json_bool_3 FROM paper
-- ["yes" "no" "n"]

-- paths
SELECT paper.id, CASE json_typeof(paper.doc -> $1::VARCHAR -> $2::VARCHAR) WHEN 'number' THEN CAST(CAST((paper.doc -> $1::VARCHAR -> $2::VARCHAR) #>> '{}' AS NUMERIC) AS BIGINT) END AS json_int_1, (paper.doc -> $3::VARCHAR -> $4::VARCHAR -> $5::VARCHAR) #>> '{}' AS json_text_1, (paper.doc -> $6::VARCHAR -> $7::VARCHAR -> $8::VARCHAR) #>> '{}' AS json_text_2 FROM paper
-- ["o" "w" "o" "deep" "x" "o" "deep" "x"]

-- indexes
SELECT paper.id, CASE json_typeof(paper.doc -> $1::VARCHAR -> $2::INTEGER) WHEN 'number' THEN CAST(CAST((paper.doc -> $1::VARCHAR -> $2::INTEGER) #>> '{}' AS NUMERIC) AS BIGINT) END AS json_int_1, (paper.doc -> $3::VARCHAR -> $4::INTEGER) #>> '{}' AS json_text_1, CASE json_typeof(paper.doc -> $5::VARCHAR -> $6::INTEGER -> $7::INTEGER) WHEN 'number' THEN CAST(CAST((paper.doc -> $5::VARCHAR -> $6::INTEGER -> $7::INTEGER) #>> '{}' AS NUMERIC) AS BIGINT) END AS json_int_2, CASE json_typeof(paper.doc -> $8::VARCHAR -> $9::INTEGER) WHEN 'number' THEN CAST(CAST((paper.doc -> $8::VARCHAR -> $9::INTEGER) #>> '{}' AS NUMERIC) AS BIGINT) END AS json_int_3 FROM paper
-- ["list" 0 "list" 1 "list" 3 0 "list" 9]

-- indexes from the end
SELECT paper.id, CASE json_typeof(paper.doc -> $1::VARCHAR -> $2::INTEGER -> $3::INTEGER) WHEN 'number' THEN CAST(CAST((paper.doc -> $1::VARCHAR -> $2::INTEGER -> $3::INTEGER) #>> '{}' AS NUMERIC) AS BIGINT) END AS json_int_1, (paper.doc -> $4::VARCHAR -> $5::INTEGER) #>> '{}' AS json_text_1, CASE json_typeof(paper.meta -> $6::INTEGER) WHEN 'number' THEN CAST(CAST((paper.meta -> $6::INTEGER) #>> '{}' AS NUMERIC) AS BIGINT) END AS json_int_2 FROM paper
-- ["list" -1 -1 "list" -3 -1]

-- index of no array
SELECT paper.id, json_typeof(paper.doc -> $1::VARCHAR -> $2::INTEGER) AS json_type_1, json_typeof(paper.doc -> $3::INTEGER) AS json_type_2, (paper.doc -> $4::VARCHAR -> $5::INTEGER) #>> '{}' AS json_text_1, CASE json_typeof(paper.doc -> $6::VARCHAR -> $7::VARCHAR) WHEN 'number' THEN CAST(CAST((paper.doc -> $6::VARCHAR -> $7::VARCHAR) #>> '{}' AS NUMERIC) AS BIGINT) END AS json_int_1 FROM paper
-- ["o" 0 0 "t" 0 "list" "0"]

-- hostile keys
SELECT paper.id, CASE json_typeof(paper.doc -> $1::VARCHAR -> $2::VARCHAR) WHEN 'number' THEN CAST(CAST((paper.doc -> $1::VARCHAR -> $2::VARCHAR) #>> '{}' AS NUMERIC) AS BIGINT) END AS json_int_1, CASE json_typeof(paper.doc -> $3::VARCHAR -> $4::VARCHAR) WHEN 'number' THEN CAST(CAST((paper.doc -> $3::VARCHAR -> $4::VARCHAR) #>> '{}' AS NUMERIC) AS BIGINT) END AS json_int_2, CASE json_typeof(paper.doc -> $5::VARCHAR -> $6::VARCHAR) WHEN 'number' THEN CAST(CAST((paper.doc -> $5::VARCHAR -> $6::VARCHAR) #>> '{}' AS NUMERIC) AS BIGINT) END AS json_int_3, CASE json_typeof(paper.doc -> $7::VARCHAR -> $8::VARCHAR) WHEN 'number' THEN CAST(CAST((paper.doc -> $7::VARCHAR -> $8::VARCHAR) #>> '{}' AS NUMERIC) AS BIGINT) END AS json_int_4, CASE json_typeof(paper.doc -> $9::VARCHAR -> $10::VARCHAR) WHEN 'number' THEN CAST(CAST((paper.doc -> $9::VARCHAR -> $10::VARCHAR) #>> '{}' AS NUMERIC) AS BIGINT) END AS json_int_5, CASE json_typeof(paper.doc -> $11::VARCHAR -> $12::VARCHAR) WHEN 'number' THEN CAST(CAST((paper.doc -> $11::VARCHAR -> $12::VARCHAR) #>> '{}' AS NUMERIC) AS BIGINT) END AS json_int_6, CASE json_typeof(paper.doc -> $13::VARCHAR -> $14::VARCHAR) WHEN 'number' THEN CAST(CAST((paper.doc -> $13::VARCHAR -> $14::VARCHAR) #>> '{}' AS NUMERIC) AS BIGINT) END AS json_int_7, CASE json_typeof(paper.doc -> $15::VARCHAR -> $16::VARCHAR) WHEN 'number' THEN CAST(CAST((paper.doc -> $15::VARCHAR -> $16::VARCHAR) #>> '{}' AS NUMERIC) AS BIGINT) END AS json_int_8, CASE json_typeof(paper.doc -> $17::VARCHAR -> $18::VARCHAR) WHEN 'number' THEN CAST(CAST((paper.doc -> $17::VARCHAR -> $18::VARCHAR) #>> '{}' AS NUMERIC) AS BIGINT) END AS json_int_9, CASE json_typeof(paper.doc -> $19::VARCHAR -> $20::VARCHAR) WHEN 'number' THEN CAST(CAST((paper.doc -> $19::VARCHAR -> $20::VARCHAR) #>> '{}' AS NUMERIC) AS BIGINT) END AS json_int_10, CASE json_typeof(paper.doc -> $21::VARCHAR -> $22::VARCHAR) WHEN 'number' THEN CAST(CAST((paper.doc -> $21::VARCHAR -> $22::VARCHAR) #>> '{}' AS NUMERIC) AS BIGINT) END AS json_int_11 FROM paper
-- ["h" "a\"b" "h" "a.b" "h" "" "h" "größe 🙂" "h" "back\\slash" "h" "[0]" "h" "$" "h" "it's" "h" "line\nbreak" "h" "%" "h" "0"]

-- kinds
SELECT paper.id, json_typeof(paper.doc -> $1::VARCHAR) AS json_type_1, json_typeof(paper.doc -> $2::VARCHAR) AS json_type_2, json_typeof(paper.doc -> $3::VARCHAR) AS json_type_3, json_typeof(paper.doc -> $4::VARCHAR) AS json_type_4, json_typeof(paper.doc -> $5::VARCHAR) AS json_type_5, json_typeof(paper.doc -> $6::VARCHAR) AS json_type_6, json_typeof(paper.doc -> $7::VARCHAR) AS json_type_7, json_typeof(paper.doc -> $8::VARCHAR) AS json_type_8 FROM paper
-- ["n" "f" "t" "yes" "null" "list" "o" "none"]

-- kind of the whole
SELECT paper.id, json_typeof(paper.doc) AS json_type_1, json_typeof(paper.meta) AS json_type_2 FROM paper

-- lengths
SELECT paper.id, CASE json_typeof(paper.doc -> $1::VARCHAR) WHEN 'array' THEN json_array_length(paper.doc -> $1::VARCHAR) END AS json_length_1, CASE json_typeof(paper.doc -> $2::VARCHAR) WHEN 'array' THEN json_array_length(paper.doc -> $2::VARCHAR) END AS json_length_2, CASE json_typeof(paper.meta) WHEN 'array' THEN json_array_length(paper.meta) END AS json_length_3 FROM paper
-- ["list" "o"]

-- compared
SELECT paper.id FROM paper WHERE CASE json_typeof(paper.doc -> $1::VARCHAR) WHEN 'number' THEN CAST(CAST((paper.doc -> $1::VARCHAR) #>> '{}' AS NUMERIC) AS BIGINT) END > $2::BIGINT
-- ["n" 2]

-- compared text
SELECT paper.id FROM paper WHERE (paper.doc -> $1::VARCHAR) #>> '{}' LIKE $2::VARCHAR ESCAPE '/'
-- ["t" "te%"]

-- condition
SELECT paper.id FROM paper WHERE CASE json_typeof(paper.doc -> $1::VARCHAR) WHEN 'boolean' THEN CAST((paper.doc -> $1::VARCHAR) #>> '{}' AS BOOLEAN) END
-- ["yes"]

-- not condition
SELECT paper.id FROM paper WHERE NOT CASE json_typeof(paper.doc -> $1::VARCHAR) WHEN 'boolean' THEN CAST((paper.doc -> $1::VARCHAR) #>> '{}' AS BOOLEAN) END
-- ["yes"]

-- null
SELECT paper.id FROM paper WHERE paper.doc -> $1::VARCHAR IS NULL
-- ["null"]

-- json null
SELECT paper.id FROM paper WHERE json_typeof(paper.doc -> $1::VARCHAR) = $2::TEXT
-- ["null" "null"]

-- json null or not there
SELECT paper.id FROM paper WHERE json_typeof(paper.doc -> $1::VARCHAR) = $2::TEXT OR paper.doc -> $3::VARCHAR IS NULL
-- ["t" "null" "t"]

-- null column
SELECT paper.id FROM paper WHERE paper.meta IS NULL

-- has key
SELECT paper.id FROM paper WHERE CASE WHEN paper.doc IS NOT NULL THEN json_typeof(paper.doc) = 'object' AND (paper.doc -> $1::VARCHAR) IS NOT NULL END
-- ["null"]

-- has no key
SELECT paper.id FROM paper WHERE NOT CASE WHEN paper.doc IS NOT NULL THEN json_typeof(paper.doc) = 'object' AND (paper.doc -> $1::VARCHAR) IS NOT NULL END
-- ["n"]

-- has key of null
SELECT paper.id, CASE WHEN paper.meta IS NOT NULL THEN json_typeof(paper.meta) = 'object' AND (paper.meta -> $1::VARCHAR) IS NOT NULL END AS json_has_key_1, CASE WHEN paper.meta IS NOT NULL THEN json_typeof(paper.meta) = 'object' AND (paper.meta -> $2::VARCHAR) IS NOT NULL END IS NULL AS anon_1 FROM paper
-- ["a" "a"]

-- has key inside
SELECT paper.id FROM paper WHERE CASE WHEN paper.doc -> $1::VARCHAR IS NOT NULL THEN json_typeof(paper.doc -> $1::VARCHAR) = 'object' AND ((paper.doc -> $1::VARCHAR) -> $2::VARCHAR) IS NOT NULL END
-- ["o" "w"]

-- has hostile key
SELECT paper.id FROM paper WHERE CASE WHEN paper.doc -> $1::VARCHAR IS NOT NULL THEN json_typeof(paper.doc -> $1::VARCHAR) = 'object' AND ((paper.doc -> $1::VARCHAR) -> $2::VARCHAR) IS NOT NULL END
-- ["h" "a\"b"]

-- has any and all keys
SELECT paper.id FROM paper WHERE (CASE WHEN paper.doc IS NOT NULL THEN json_typeof(paper.doc) = 'object' AND (paper.doc -> $1::VARCHAR) IS NOT NULL END OR CASE WHEN paper.doc IS NOT NULL THEN json_typeof(paper.doc) = 'object' AND (paper.doc -> $2::VARCHAR) IS NOT NULL END) AND CASE WHEN paper.doc IS NOT NULL THEN json_typeof(paper.doc) = 'object' AND (paper.doc -> $3::VARCHAR) IS NOT NULL END AND CASE WHEN paper.doc IS NOT NULL THEN json_typeof(paper.doc) = 'object' AND (paper.doc -> $4::VARCHAR) IS NOT NULL END
-- ["f" "zz" "n" "o"]

-- contains
SELECT paper.id FROM paper WHERE CAST(paper.doc AS JSONB) @> CAST($1::JSON AS JSONB)
-- [[123 34 111 34 58 123 34 119 34 58 49 48 125 125]]

-- contained
SELECT paper.id FROM paper WHERE CAST($1::JSON AS JSONB) @> CAST(paper.doc AS JSONB) AND NOT CAST($2::JSON AS JSONB) @> CAST(paper.doc -> $3::VARCHAR AS JSONB)
-- [[123 34 108 105 115 116 34 58 123 34 48 34 58 49 125 44 34 109 111 114 101 34 58 116 114 117 101 44 34 110 34 58 34 102 105 118 101 34 44 34 111 34 58 51 44 34 116 34 58 110 117 108 108 125] [52] "o"]

-- contains part of a list
SELECT paper.id FROM paper WHERE CAST(paper.meta AS JSONB) @> CAST($1::JSON AS JSONB)
-- [[91 51 44 49 93]]

-- equal
SELECT paper.id FROM paper WHERE CAST(paper.meta AS JSONB) = CAST($1::JSON AS JSONB)
-- [[123 34 97 34 58 91 49 93 44 34 98 34 58 49 125]]

-- not equal
SELECT paper.id FROM paper WHERE CAST(paper.meta AS JSONB) != CAST($1::JSON AS JSONB)
-- [[91 49 44 50 44 51 93]]

-- equal nothing
SELECT paper.id FROM paper WHERE CAST(paper.meta AS JSONB) = CAST($1::JSON AS JSONB)
-- [[110 117 108 108]]

-- greater
unsupported: postgresql has no order among JSON documents: compare the values of paths: Path(…).Int()

-- ordered
SELECT paper.id FROM paper ORDER BY CASE json_typeof(paper.doc -> $1::VARCHAR) WHEN 'number' THEN CAST(CAST((paper.doc -> $1::VARCHAR) #>> '{}' AS NUMERIC) AS BIGINT) END DESC NULLS LAST, paper.id
-- ["n"]

-- set
SELECT paper.id, (jsonb_set(CAST(paper.doc AS JSONB), ARRAY[CAST($1::VARCHAR AS TEXT)], coalesce(CAST($2::JSON AS JSONB), 'null'), TRUE) -> $3::VARCHAR) #>> '{}' AS json_text_1, (jsonb_set(CAST(paper.doc AS JSONB), ARRAY[CAST($4::VARCHAR AS TEXT)], coalesce(CAST($5::JSON AS JSONB), 'null'), TRUE) -> $6::VARCHAR) #>> '{}' AS json_text_2, (jsonb_set(CAST(paper.doc AS JSONB), ARRAY[CAST($7::VARCHAR AS TEXT), CAST($8::VARCHAR AS TEXT)], coalesce(to_jsonb(paper.id), 'null'), TRUE) -> $9::VARCHAR -> $10::VARCHAR) #>> '{}' AS json_text_3 FROM paper
-- ["n" [55] "n" "new" [34 120 34] "new" "o" "w" "o" "w"]

-- set truth and documents
SELECT (jsonb_set(CAST(paper.doc AS JSONB), ARRAY[CAST($1::VARCHAR AS TEXT)], coalesce(to_jsonb(paper.id > $2::INTEGER), 'null'), TRUE) -> $3::VARCHAR) #>> '{}' AS json_text_1, CASE jsonb_typeof(jsonb_set(CAST(paper.doc AS JSONB), ARRAY[CAST($4::VARCHAR AS TEXT)], coalesce(CAST($5::JSON AS JSONB), 'null'), TRUE) -> $6::VARCHAR -> $7::INTEGER) WHEN 'number' THEN CAST(CAST((jsonb_set(CAST(paper.doc AS JSONB), ARRAY[CAST($4::VARCHAR AS TEXT)], coalesce(CAST($5::JSON AS JSONB), 'null'), TRUE) -> $6::VARCHAR -> $7::INTEGER) #>> '{}' AS NUMERIC) AS BIGINT) END AS json_int_1, jsonb_typeof(jsonb_set(CAST(paper.doc AS JSONB), ARRAY[CAST($8::VARCHAR AS TEXT)], coalesce(CAST($9::JSON AS JSONB), 'null'), TRUE) -> $10::VARCHAR) = $11::TEXT AS anon_1 FROM paper
-- ["x" 2 "x" "x" [91 49 93] "x" 0 "x" [110 117 108 108] "x" "null"]

-- set in a list
SELECT (jsonb_set(CAST(paper.doc AS JSONB), ARRAY[CAST($1::VARCHAR AS TEXT), CAST($2::INTEGER AS TEXT)], coalesce(CAST($3::JSON AS JSONB), 'null'), TRUE) -> $4::VARCHAR -> $5::INTEGER) #>> '{}' AS json_text_1 FROM paper WHERE paper.id = $6::INTEGER
-- ["list" 1 [34 50 34] "list" 1 1]

-- insert and replace
SELECT paper.id, (CASE WHEN (paper.doc -> $1::VARCHAR) IS NULL THEN jsonb_set(CAST(paper.doc AS JSONB), ARRAY[CAST($1::VARCHAR AS TEXT)], coalesce(CAST($2::JSON AS JSONB), 'null'), TRUE) ELSE CAST(paper.doc AS JSONB) END -> $3::VARCHAR) #>> '{}' AS json_text_1, (jsonb_set(CAST(paper.doc AS JSONB), ARRAY[CAST($4::VARCHAR AS TEXT)], coalesce(CAST($5::JSON AS JSONB), 'null'), FALSE) -> $6::VARCHAR) #>> '{}' AS json_text_2 FROM paper
-- ["n" [55] "n" "n" [55] "n"]

-- remove
SELECT paper.id, CASE WHEN CAST(paper.doc AS JSONB) #- ARRAY[CAST($1::VARCHAR AS TEXT)] IS NOT NULL THEN jsonb_typeof(CAST(paper.doc AS JSONB) #- ARRAY[CAST($1::VARCHAR AS TEXT)]) = 'object' AND ((CAST(paper.doc AS JSONB) #- ARRAY[CAST($1::VARCHAR AS TEXT)]) -> $2::VARCHAR) IS NOT NULL END AS json_has_key_1, CASE jsonb_typeof((CAST(paper.doc AS JSONB) #- ARRAY[CAST($3::VARCHAR AS TEXT), CAST($4::INTEGER AS TEXT)]) -> $5::VARCHAR) WHEN 'array' THEN jsonb_array_length((CAST(paper.doc AS JSONB) #- ARRAY[CAST($3::VARCHAR AS TEXT), CAST($4::INTEGER AS TEXT)]) -> $5::VARCHAR) END AS json_length_1 FROM paper
-- ["n" "n" "list" 0 "list"]

-- merge
unsupported: postgresql has no merge of JSON documents that takes out what is null: set the keys with JSONSet and remove others with JSONRemove

-- match
SELECT paper.id FROM paper WHERE jsonb_path_exists(CAST(paper.doc AS JSONB), CAST($1::VARCHAR AS JSONPATH))
-- ["$.list[*] ? (@ == \"two\")"]

-- object
SELECT paper.id, CASE json_typeof(json_build_object($1::VARCHAR, paper.id, $2::VARCHAR, (paper.doc -> $3::VARCHAR) #>> '{}', $4::VARCHAR, paper.id > $5::INTEGER, $6::VARCHAR, paper.meta) -> $7::VARCHAR) WHEN 'number' THEN CAST(CAST((json_build_object($1::VARCHAR, paper.id, $2::VARCHAR, (paper.doc -> $3::VARCHAR) #>> '{}', $4::VARCHAR, paper.id > $5::INTEGER, $6::VARCHAR, paper.meta) -> $7::VARCHAR) #>> '{}' AS NUMERIC) AS BIGINT) END AS json_int_1, (json_build_object($1::VARCHAR, paper.id, $2::VARCHAR, (paper.doc -> $3::VARCHAR) #>> '{}', $4::VARCHAR, paper.id > $5::INTEGER, $6::VARCHAR, paper.meta) -> $8::VARCHAR) #>> '{}' AS json_text_1, CASE json_typeof(json_build_object($1::VARCHAR, paper.id, $2::VARCHAR, (paper.doc -> $3::VARCHAR) #>> '{}', $4::VARCHAR, paper.id > $5::INTEGER, $6::VARCHAR, paper.meta) -> $9::VARCHAR) WHEN 'boolean' THEN CAST((json_build_object($1::VARCHAR, paper.id, $2::VARCHAR, (paper.doc -> $3::VARCHAR) #>> '{}', $4::VARCHAR, paper.id > $5::INTEGER, $6::VARCHAR, paper.meta) -> $9::VARCHAR) #>> '{}' AS BOOLEAN) END AS json_bool_1, json_typeof(json_build_object($1::VARCHAR, paper.id, $2::VARCHAR, (paper.doc -> $3::VARCHAR) #>> '{}', $4::VARCHAR, paper.id > $5::INTEGER, $6::VARCHAR, paper.meta) -> $10::VARCHAR) AS json_type_1 FROM paper
-- ["id" "it\"s" "t" "big" 2 "doc" "id" "it\"s" "big" "doc"]

-- times in a document
SELECT left((json_build_array(kind.at) -> $1::INTEGER) #>> '{}', $2::INTEGER) AS left_1, left((json_build_object($3::VARCHAR, kind.wall) -> $4::VARCHAR) #>> '{}', $5::INTEGER) AS left_2, (json_build_array(kind.day) -> $6::INTEGER) #>> '{}' AS json_text_1 FROM kind WHERE kind.at IS NOT NULL
-- [0 19 "w" "w" 19 0]

-- decimals are numbers
SELECT json_typeof(json_build_array(kind.dec, kind.dec * $1::NUMERIC) -> $2::INTEGER) AS json_type_1, CASE json_typeof(json_build_object($3::VARCHAR, kind.dec) -> $4::VARCHAR) WHEN 'number' THEN CAST((json_build_object($3::VARCHAR, kind.dec) -> $4::VARCHAR) #>> '{}' AS DOUBLE PRECISION) END AS json_float_1, json_typeof(json_agg(kind.dec) -> $5::INTEGER) AS json_type_2 FROM kind GROUP BY kind.id, kind.dec
-- ["2" 0 "d" "d" 0]

-- array
SELECT paper.id, CASE json_typeof(json_build_array(paper.id, paper.id > $1::INTEGER, (paper.doc -> $2::VARCHAR) #>> '{}')) WHEN 'array' THEN json_array_length(json_build_array(paper.id, paper.id > $1::INTEGER, (paper.doc -> $2::VARCHAR) #>> '{}')) END AS json_length_1, CASE json_typeof(json_build_array(paper.id > $3::INTEGER) -> $4::INTEGER) WHEN 'boolean' THEN CAST((json_build_array(paper.id > $3::INTEGER) -> $4::INTEGER) #>> '{}' AS BOOLEAN) END AS json_bool_1, CASE json_typeof(json_build_array(paper.id = $5::INTEGER AND paper.meta IS NULL) -> $6::INTEGER) WHEN 'boolean' THEN CAST((json_build_array(paper.id = $5::INTEGER AND paper.meta IS NULL) -> $6::INTEGER) #>> '{}' AS BOOLEAN) END AS json_bool_2 FROM paper
-- [1 "t" 1 0 1 0]

-- elements
SELECT paper.id, list.ordinal AS ordinal, json_typeof(list.value) AS json_type_1, (list.value) #>> '{}' AS json_text_1, CASE json_typeof(list.value) WHEN 'number' THEN CAST(CAST((list.value) #>> '{}' AS NUMERIC) AS BIGINT) END AS json_int_1 FROM paper JOIN json_array_elements(CASE json_typeof(paper.doc -> $1::VARCHAR) WHEN 'array' THEN paper.doc -> $1::VARCHAR END) WITH ORDINALITY AS list (value, ordinal) ON TRUE ORDER BY paper.id, list.ordinal
-- ["list"]

-- elements of nothing
SELECT paper.id, list.ordinal AS ordinal, json_typeof(list.value) AS json_type_1, list.value IS NULL AS anon_1 FROM paper LEFT OUTER JOIN json_array_elements(CASE json_typeof(paper.doc -> $1::VARCHAR) WHEN 'array' THEN paper.doc -> $1::VARCHAR END) WITH ORDINALITY AS list (value, ordinal) ON TRUE
-- ["list"]

-- elements of objects
SELECT ("li""nes".value -> $1::VARCHAR) #>> '{}' AS json_text_1, CASE json_typeof("li""nes".value -> $2::VARCHAR) WHEN 'number' THEN CAST(CAST(("li""nes".value -> $2::VARCHAR) #>> '{}' AS NUMERIC) AS BIGINT) END AS json_int_1, CASE json_typeof("li""nes".value -> $3::VARCHAR) WHEN 'number' THEN CAST(("li""nes".value -> $3::VARCHAR) #>> '{}' AS DOUBLE PRECISION) END AS json_float_1, "li""nes".ordinal * $4::BIGINT AS anon_1 FROM json_array_elements(CASE json_typeof(CAST($5::JSON AS JSON)) WHEN 'array' THEN CAST($5::JSON AS JSON) END) WITH ORDINALITY AS "li""nes" (value, ordinal) WHERE CASE json_typeof("li""nes".value -> $6::VARCHAR) WHEN 'number' THEN CAST(CAST(("li""nes".value -> $6::VARCHAR) #>> '{}' AS NUMERIC) AS BIGINT) END > $7::BIGINT ORDER BY "li""nes".ordinal DESC
-- ["sku" "n" "price" 2 [91 123 34 110 34 58 50 44 34 112 114 105 99 101 34 58 49 46 53 44 34 115 107 117 34 58 34 97 34 44 34 116 97 103 115 34 58 91 34 120 34 44 34 105 116 39 115 34 93 125 44 123 34 110 34 58 49 44 34 115 107 117 34 58 34 98 34 125 44 123 34 110 34 58 51 44 34 112 114 105 99 101 34 58 48 46 49 44 34 115 107 117 34 58 34 99 34 44 34 116 97 103 115 34 58 91 93 125 93] "n" 1]

-- elements of elements
SELECT "li""nes".ordinal AS ordinal, (tags.value) #>> '{}' AS json_text_1 FROM json_array_elements(CASE json_typeof(CAST($1::JSON AS JSON)) WHEN 'array' THEN CAST($1::JSON AS JSON) END) WITH ORDINALITY AS "li""nes" (value, ordinal) CROSS JOIN json_array_elements(CASE json_typeof("li""nes".value -> $2::VARCHAR) WHEN 'array' THEN "li""nes".value -> $2::VARCHAR END) WITH ORDINALITY AS tags (value, ordinal)
-- [[91 123 34 110 34 58 50 44 34 112 114 105 99 101 34 58 49 46 53 44 34 115 107 117 34 58 34 97 34 44 34 116 97 103 115 34 58 91 34 120 34 44 34 105 116 39 115 34 93 125 44 123 34 110 34 58 49 44 34 115 107 117 34 58 34 98 34 125 44 123 34 110 34 58 51 44 34 112 114 105 99 101 34 58 48 46 49 44 34 115 107 117 34 58 34 99 34 44 34 116 97 103 115 34 58 91 93 125 93] "tags"]

-- elements in exists
SELECT paper.id FROM paper WHERE EXISTS (SELECT list.ordinal AS ordinal FROM json_array_elements(CASE json_typeof(paper.doc -> $1::VARCHAR) WHEN 'array' THEN paper.doc -> $1::VARCHAR END) WITH ORDINALITY AS list (value, ordinal) WHERE (list.value) #>> '{}' = $2::TEXT)
-- ["list" "two"]

-- elements summed
SELECT paper.id, (SELECT sum(CASE json_typeof(list.value) WHEN 'number' THEN CAST((list.value) #>> '{}' AS DOUBLE PRECISION) END) AS sum_1 FROM json_array_elements(CASE json_typeof(paper.doc -> $1::VARCHAR) WHEN 'array' THEN paper.doc -> $1::VARCHAR END) WITH ORDINALITY AS list (value, ordinal)) AS anon_1 FROM paper ORDER BY paper.id
-- ["list"]

-- elements in a subquery
SELECT "inner".v, "inner".ordinal FROM (SELECT paper.id, list.value AS v, list.ordinal AS ordinal FROM paper JOIN json_array_elements(CASE json_typeof(paper.doc -> $1::VARCHAR) WHEN 'array' THEN paper.doc -> $1::VARCHAR END) WITH ORDINALITY AS list (value, ordinal) ON TRUE) AS "inner" WHERE "inner".ordinal = $2::BIGINT
-- ["list" 2]

-- elements that are exact
SELECT (numbers.value) #>> '{}' AS json_text_1, CASE json_typeof(numbers.value) WHEN 'number' THEN CAST((numbers.value) #>> '{}' AS DOUBLE PRECISION) END AS json_float_1 FROM json_array_elements(CASE json_typeof(CAST($1::JSON AS JSON)) WHEN 'array' THEN CAST($1::JSON AS JSON) END) WITH ORDINALITY AS numbers (value, ordinal)
-- [[91 48 46 51 48 48 48 48 48 48 48 48 48 48 48 48 48 48 48 52 44 49 101 43 51 48 48 44 45 55 93]]

-- elements of another type
SELECT paper.id, other.ordinal AS ordinal FROM paper JOIN json_array_elements(CASE json_typeof(paper.doc -> $1::VARCHAR) WHEN 'array' THEN paper.doc -> $1::VARCHAR END) WITH ORDINALITY AS other (value, ordinal) ON TRUE
-- ["o"]

-- elements of a binary document
SELECT b.ordinal AS ordinal, CASE jsonb_typeof(b.value) WHEN 'number' THEN CAST(CAST((b.value) #>> '{}' AS NUMERIC) AS BIGINT) END AS json_int_1 FROM jsonb_array_elements(CASE jsonb_typeof(CAST($1::VARCHAR AS JSONB)) WHEN 'array' THEN CAST($1::VARCHAR AS JSONB) END) WITH ORDINALITY AS b (value, ordinal)
-- ["[1, 2]"]

-- elements of a changed document
SELECT paper.id, CASE json_typeof(changed.value) WHEN 'number' THEN CAST(CAST((changed.value) #>> '{}' AS NUMERIC) AS BIGINT) END AS json_int_1 FROM paper, json_array_elements(CASE json_typeof(CAST(jsonb_set(CAST(paper.doc AS JSONB), ARRAY[CAST($1::VARCHAR AS TEXT)], coalesce(CAST($2::JSON AS JSONB), 'null'), TRUE) AS JSON)) WHEN 'array' THEN CAST(jsonb_set(CAST(paper.doc AS JSONB), ARRAY[CAST($1::VARCHAR AS TEXT)], coalesce(CAST($2::JSON AS JSONB), 'null'), TRUE) AS JSON) END) WITH ORDINALITY AS changed (value, ordinal)
-- ["list" [91 55 44 56 93]]

-- elements whole
SELECT changed.value AS value, changed.ordinal AS ordinal FROM paper, json_array_elements(CASE json_typeof(CAST(jsonb_set(CAST(paper.doc AS JSONB), ARRAY[CAST($1::VARCHAR AS TEXT)], coalesce(CAST($2::JSON AS JSONB), 'null'), TRUE) AS JSON)) WHEN 'array' THEN CAST(jsonb_set(CAST(paper.doc AS JSONB), ARRAY[CAST($1::VARCHAR AS TEXT)], coalesce(CAST($2::JSON AS JSONB), 'null'), TRUE) AS JSON) END) WITH ORDINALITY AS changed (value, ordinal)
-- ["list" [91 55 44 56 93]]

-- members
SELECT paper.id, m.key AS key, json_typeof(m.value) AS json_type_1, CASE json_typeof(m.value) WHEN 'number' THEN CAST(CAST((m.value) #>> '{}' AS NUMERIC) AS BIGINT) END AS json_int_1, (m.value -> $1::VARCHAR) #>> '{}' AS json_text_1 FROM paper JOIN json_each(CASE json_typeof(paper.doc -> $2::VARCHAR) WHEN 'object' THEN paper.doc -> $2::VARCHAR END) AS m (key, value) ON TRUE ORDER BY paper.id, m.key
-- ["x" "o"]

-- members with hostile keys
SELECT h.key AS key, CASE json_typeof(h.value) WHEN 'number' THEN CAST(CAST((h.value) #>> '{}' AS NUMERIC) AS BIGINT) END AS json_int_1 FROM paper JOIN json_each(CASE json_typeof(paper.doc -> $1::VARCHAR) WHEN 'object' THEN paper.doc -> $1::VARCHAR END) AS h (key, value) ON TRUE WHERE paper.id = $2::INTEGER
-- ["h" 1]

-- members of a list
SELECT paper.id, ol.key AS key FROM paper JOIN json_each(CASE json_typeof(paper.doc -> $1::VARCHAR) WHEN 'object' THEN paper.doc -> $1::VARCHAR END) AS ol (key, value) ON TRUE
-- ["list"]

-- members of nothing
SELECT paper.id, ol.key IS NULL AS anon_1, ol.value IS NULL AS anon_2 FROM paper LEFT OUTER JOIN json_each(CASE json_typeof(paper.doc -> $1::VARCHAR) WHEN 'object' THEN paper.doc -> $1::VARCHAR END) AS ol (key, value) ON TRUE
-- ["list"]

-- aggregate
SELECT CASE json_typeof(json_agg(paper.id ORDER BY paper.id DESC) -> $1::INTEGER) WHEN 'number' THEN CAST(CAST((json_agg(paper.id ORDER BY paper.id DESC) -> $1::INTEGER) #>> '{}' AS NUMERIC) AS BIGINT) END AS json_int_1 FROM paper
-- [0]

-- aggregate of none
SELECT json_agg(paper.id) AS json_agg_1, json_object_agg((paper.doc -> $1::VARCHAR) #>> '{}', paper.id) AS json_object_agg_1 FROM paper WHERE paper.id < $2::INTEGER
-- ["t" 0]

-- aggregate of truth
SELECT CASE json_typeof(json_agg(paper.id > $1::INTEGER ORDER BY paper.id) -> $2::INTEGER) WHEN 'boolean' THEN CAST((json_agg(paper.id > $1::INTEGER ORDER BY paper.id) -> $2::INTEGER) #>> '{}' AS BOOLEAN) END AS json_bool_1 FROM paper
-- [2 0]

-- aggregate filtered
SELECT json_agg(paper.id) FILTER (WHERE paper.id > $1::INTEGER) AS json_agg_1 FROM paper
-- [2]

-- aggregate of an object
SELECT CASE json_typeof(json_object_agg(CAST(paper.id AS TEXT), paper.id > $1::INTEGER) -> $2::VARCHAR) WHEN 'boolean' THEN CAST((json_object_agg(CAST(paper.id AS TEXT), paper.id > $1::INTEGER) -> $2::VARCHAR) #>> '{}' AS BOOLEAN) END AS json_bool_1 FROM paper
-- [2 "3"]

-- update
UPDATE paper SET meta=jsonb_set(CAST(paper.meta AS JSONB), ARRAY[CAST($1::INTEGER AS TEXT)], coalesce(CAST($2::JSON AS JSONB), 'null'), TRUE) WHERE paper.id = $3::INTEGER
-- [0 [57] 1]

-- as
SELECT paper.doc -> $1::VARCHAR AS json_get_1 FROM paper WHERE paper.id = $2::INTEGER
-- ["list" 3]

