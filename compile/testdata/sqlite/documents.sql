-- get
SELECT paper.doc -> ('$.' || json_quote(?) || '') AS json_get_1, paper.doc -> ('$.' || json_quote(?) || '') AS json_get_2, paper.doc -> ('$.' || json_quote(?) || '') AS json_get_3 FROM paper WHERE paper.id = ?
-- ["n" "t" "null" 1]

-- texts
SELECT paper.id, CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'text' THEN json_extract(paper.doc, '$.' || json_quote(?) || '') WHEN 'null' THEN NULL ELSE paper.doc -> ('$.' || json_quote(?) || '') END AS json_text_1, CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'text' THEN json_extract(paper.doc, '$.' || json_quote(?) || '') WHEN 'null' THEN NULL ELSE paper.doc -> ('$.' || json_quote(?) || '') END AS json_text_2, CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'text' THEN json_extract(paper.doc, '$.' || json_quote(?) || '') WHEN 'null' THEN NULL ELSE paper.doc -> ('$.' || json_quote(?) || '') END AS json_text_3, CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'text' THEN json_extract(paper.doc, '$.' || json_quote(?) || '') WHEN 'null' THEN NULL ELSE paper.doc -> ('$.' || json_quote(?) || '') END AS json_text_4, CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'text' THEN json_extract(paper.doc, '$.' || json_quote(?) || '') WHEN 'null' THEN NULL ELSE paper.doc -> ('$.' || json_quote(?) || '') END AS json_text_5, CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'text' THEN json_extract(paper.doc, '$.' || json_quote(?) || '') WHEN 'null' THEN NULL ELSE paper.doc -> ('$.' || json_quote(?) || '') END AS json_text_6 FROM paper
-- ["t" "t" "t" "n" "n" "n" "yes" "yes" "yes" "null" "null" "null" "quoted" "quoted" "quoted" "none" "none" "none"]

-- numbers
SELECT paper.id, CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'integer' THEN json_extract(paper.doc, '$.' || json_quote(?) || '') WHEN 'real' THEN CAST(round(json_extract(paper.doc, '$.' || json_quote(?) || '')) AS INTEGER) END AS json_int_1, CASE WHEN json_type(paper.doc, '$.' || json_quote(?) || '') IN ('integer', 'real') THEN CAST(json_extract(paper.doc, '$.' || json_quote(?) || '') AS REAL) END AS json_float_1, CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'integer' THEN json_extract(paper.doc, '$.' || json_quote(?) || '') WHEN 'real' THEN CAST(round(json_extract(paper.doc, '$.' || json_quote(?) || '')) AS INTEGER) END AS json_int_2, CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'integer' THEN json_extract(paper.doc, '$.' || json_quote(?) || '') WHEN 'real' THEN CAST(round(json_extract(paper.doc, '$.' || json_quote(?) || '')) AS INTEGER) END AS json_int_3, CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'integer' THEN json_extract(paper.doc, '$.' || json_quote(?) || '') WHEN 'real' THEN CAST(round(json_extract(paper.doc, '$.' || json_quote(?) || '')) AS INTEGER) END AS json_int_4 FROM paper
-- ["n" "n" "n" "n" "n" "f" "f" "f" "t" "t" "t" "yes" "yes" "yes"]

-- truth
SELECT paper.id, CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'true' THEN 1 WHEN 'false' THEN 0 END AS json_bool_1, CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'true' THEN 1 WHEN 'false' THEN 0 END AS json_bool_2, CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'true' THEN 1 WHEN 'false' THEN 0 END AS json_bool_3 FROM paper
-- ["yes" "no" "n"]

-- paths
SELECT paper.id, CASE json_type(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '') WHEN 'integer' THEN json_extract(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '') WHEN 'real' THEN CAST(round(json_extract(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '')) AS INTEGER) END AS json_int_1, CASE json_type(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '.' || json_quote(?) || '') WHEN 'text' THEN json_extract(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '.' || json_quote(?) || '') WHEN 'null' THEN NULL ELSE paper.doc -> ('$.' || json_quote(?) || '.' || json_quote(?) || '.' || json_quote(?) || '') END AS json_text_1, CASE json_type(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '.' || json_quote(?) || '') WHEN 'text' THEN json_extract(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '.' || json_quote(?) || '') WHEN 'null' THEN NULL ELSE paper.doc -> ('$.' || json_quote(?) || '.' || json_quote(?) || '.' || json_quote(?) || '') END AS json_text_2 FROM paper
-- ["o" "w" "o" "w" "o" "w" "o" "deep" "x" "o" "deep" "x" "o" "deep" "x" "o" "deep" "x" "o" "deep" "x" "o" "deep" "x"]

-- indexes
SELECT paper.id, CASE json_type(paper.doc, '$.' || json_quote(?) || '[' || ? || ']') WHEN 'integer' THEN json_extract(paper.doc, '$.' || json_quote(?) || '[' || ? || ']') WHEN 'real' THEN CAST(round(json_extract(paper.doc, '$.' || json_quote(?) || '[' || ? || ']')) AS INTEGER) END AS json_int_1, CASE json_type(paper.doc, '$.' || json_quote(?) || '[' || ? || ']') WHEN 'text' THEN json_extract(paper.doc, '$.' || json_quote(?) || '[' || ? || ']') WHEN 'null' THEN NULL ELSE paper.doc -> ('$.' || json_quote(?) || '[' || ? || ']') END AS json_text_1, CASE json_type(paper.doc, '$.' || json_quote(?) || '[' || ? || '][' || ? || ']') WHEN 'integer' THEN json_extract(paper.doc, '$.' || json_quote(?) || '[' || ? || '][' || ? || ']') WHEN 'real' THEN CAST(round(json_extract(paper.doc, '$.' || json_quote(?) || '[' || ? || '][' || ? || ']')) AS INTEGER) END AS json_int_2, CASE json_type(paper.doc, '$.' || json_quote(?) || '[' || ? || ']') WHEN 'integer' THEN json_extract(paper.doc, '$.' || json_quote(?) || '[' || ? || ']') WHEN 'real' THEN CAST(round(json_extract(paper.doc, '$.' || json_quote(?) || '[' || ? || ']')) AS INTEGER) END AS json_int_3 FROM paper
-- ["list" 0 "list" 0 "list" 0 "list" 1 "list" 1 "list" 1 "list" 3 0 "list" 3 0 "list" 3 0 "list" 9 "list" 9 "list" 9]

-- indexes from the end
SELECT paper.id, CASE json_type(paper.doc, '$.' || json_quote(?) || '[#' || ? || '][#' || ? || ']') WHEN 'integer' THEN json_extract(paper.doc, '$.' || json_quote(?) || '[#' || ? || '][#' || ? || ']') WHEN 'real' THEN CAST(round(json_extract(paper.doc, '$.' || json_quote(?) || '[#' || ? || '][#' || ? || ']')) AS INTEGER) END AS json_int_1, CASE json_type(paper.doc, '$.' || json_quote(?) || '[#' || ? || ']') WHEN 'text' THEN json_extract(paper.doc, '$.' || json_quote(?) || '[#' || ? || ']') WHEN 'null' THEN NULL ELSE paper.doc -> ('$.' || json_quote(?) || '[#' || ? || ']') END AS json_text_1, CASE json_type(paper.meta, '$[#' || ? || ']') WHEN 'integer' THEN json_extract(paper.meta, '$[#' || ? || ']') WHEN 'real' THEN CAST(round(json_extract(paper.meta, '$[#' || ? || ']')) AS INTEGER) END AS json_int_2 FROM paper
-- ["list" -1 -1 "list" -1 -1 "list" -1 -1 "list" -3 "list" -3 "list" -3 -1 -1 -1]

-- index of no array
SELECT paper.id, CASE json_type(paper.doc, '$.' || json_quote(?) || '[' || ? || ']') WHEN 'text' THEN 'string' WHEN 'integer' THEN 'number' WHEN 'real' THEN 'number' WHEN 'true' THEN 'boolean' WHEN 'false' THEN 'boolean' ELSE json_type(paper.doc, '$.' || json_quote(?) || '[' || ? || ']') END AS json_type_1, CASE json_type(paper.doc, '$[' || ? || ']') WHEN 'text' THEN 'string' WHEN 'integer' THEN 'number' WHEN 'real' THEN 'number' WHEN 'true' THEN 'boolean' WHEN 'false' THEN 'boolean' ELSE json_type(paper.doc, '$[' || ? || ']') END AS json_type_2, CASE json_type(paper.doc, '$.' || json_quote(?) || '[' || ? || ']') WHEN 'text' THEN json_extract(paper.doc, '$.' || json_quote(?) || '[' || ? || ']') WHEN 'null' THEN NULL ELSE paper.doc -> ('$.' || json_quote(?) || '[' || ? || ']') END AS json_text_1, CASE json_type(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '') WHEN 'integer' THEN json_extract(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '') WHEN 'real' THEN CAST(round(json_extract(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '')) AS INTEGER) END AS json_int_1 FROM paper
-- ["o" 0 "o" 0 0 0 "t" 0 "t" 0 "t" 0 "list" "0" "list" "0" "list" "0"]

-- hostile keys
SELECT paper.id, CASE json_type(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '') WHEN 'integer' THEN json_extract(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '') WHEN 'real' THEN CAST(round(json_extract(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '')) AS INTEGER) END AS json_int_1, CASE json_type(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '') WHEN 'integer' THEN json_extract(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '') WHEN 'real' THEN CAST(round(json_extract(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '')) AS INTEGER) END AS json_int_2, CASE json_type(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '') WHEN 'integer' THEN json_extract(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '') WHEN 'real' THEN CAST(round(json_extract(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '')) AS INTEGER) END AS json_int_3, CASE json_type(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '') WHEN 'integer' THEN json_extract(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '') WHEN 'real' THEN CAST(round(json_extract(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '')) AS INTEGER) END AS json_int_4, CASE json_type(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '') WHEN 'integer' THEN json_extract(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '') WHEN 'real' THEN CAST(round(json_extract(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '')) AS INTEGER) END AS json_int_5, CASE json_type(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '') WHEN 'integer' THEN json_extract(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '') WHEN 'real' THEN CAST(round(json_extract(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '')) AS INTEGER) END AS json_int_6, CASE json_type(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '') WHEN 'integer' THEN json_extract(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '') WHEN 'real' THEN CAST(round(json_extract(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '')) AS INTEGER) END AS json_int_7, CASE json_type(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '') WHEN 'integer' THEN json_extract(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '') WHEN 'real' THEN CAST(round(json_extract(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '')) AS INTEGER) END AS json_int_8, CASE json_type(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '') WHEN 'integer' THEN json_extract(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '') WHEN 'real' THEN CAST(round(json_extract(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '')) AS INTEGER) END AS json_int_9, CASE json_type(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '') WHEN 'integer' THEN json_extract(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '') WHEN 'real' THEN CAST(round(json_extract(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '')) AS INTEGER) END AS json_int_10, CASE json_type(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '') WHEN 'integer' THEN json_extract(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '') WHEN 'real' THEN CAST(round(json_extract(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '')) AS INTEGER) END AS json_int_11 FROM paper
-- ["h" "a\"b" "h" "a\"b" "h" "a\"b" "h" "a.b" "h" "a.b" "h" "a.b" "h" "" "h" "" "h" "" "h" "größe 🙂" "h" "größe 🙂" "h" "größe 🙂" "h" "back\\slash" "h" "back\\slash" "h" "back\\slash" "h" "[0]" "h" "[0]" "h" "[0]" "h" "$" "h" "$" "h" "$" "h" "it's" "h" "it's" "h" "it's" "h" "line\nbreak" "h" "line\nbreak" "h" "line\nbreak" "h" "%" "h" "%" "h" "%" "h" "0" "h" "0" "h" "0"]

-- kinds
SELECT paper.id, CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'text' THEN 'string' WHEN 'integer' THEN 'number' WHEN 'real' THEN 'number' WHEN 'true' THEN 'boolean' WHEN 'false' THEN 'boolean' ELSE json_type(paper.doc, '$.' || json_quote(?) || '') END AS json_type_1, CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'text' THEN 'string' WHEN 'integer' THEN 'number' WHEN 'real' THEN 'number' WHEN 'true' THEN 'boolean' WHEN 'false' THEN 'boolean' ELSE json_type(paper.doc, '$.' || json_quote(?) || '') END AS json_type_2, CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'text' THEN 'string' WHEN 'integer' THEN 'number' WHEN 'real' THEN 'number' WHEN 'true' THEN 'boolean' WHEN 'false' THEN 'boolean' ELSE json_type(paper.doc, '$.' || json_quote(?) || '') END AS json_type_3, CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'text' THEN 'string' WHEN 'integer' THEN 'number' WHEN 'real' THEN 'number' WHEN 'true' THEN 'boolean' WHEN 'false' THEN 'boolean' ELSE json_type(paper.doc, '$.' || json_quote(?) || '') END AS json_type_4, CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'text' THEN 'string' WHEN 'integer' THEN 'number' WHEN 'real' THEN 'number' WHEN 'true' THEN 'boolean' WHEN 'false' THEN 'boolean' ELSE json_type(paper.doc, '$.' || json_quote(?) || '') END AS json_type_5, CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'text' THEN 'string' WHEN 'integer' THEN 'number' WHEN 'real' THEN 'number' WHEN 'true' THEN 'boolean' WHEN 'false' THEN 'boolean' ELSE json_type(paper.doc, '$.' || json_quote(?) || '') END AS json_type_6, CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'text' THEN 'string' WHEN 'integer' THEN 'number' WHEN 'real' THEN 'number' WHEN 'true' THEN 'boolean' WHEN 'false' THEN 'boolean' ELSE json_type(paper.doc, '$.' || json_quote(?) || '') END AS json_type_7, CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'text' THEN 'string' WHEN 'integer' THEN 'number' WHEN 'real' THEN 'number' WHEN 'true' THEN 'boolean' WHEN 'false' THEN 'boolean' ELSE json_type(paper.doc, '$.' || json_quote(?) || '') END AS json_type_8 FROM paper
-- ["n" "n" "f" "f" "t" "t" "yes" "yes" "null" "null" "list" "list" "o" "o" "none" "none"]

-- kind of the whole
SELECT paper.id, CASE json_type(paper.doc) WHEN 'text' THEN 'string' WHEN 'integer' THEN 'number' WHEN 'real' THEN 'number' WHEN 'true' THEN 'boolean' WHEN 'false' THEN 'boolean' ELSE json_type(paper.doc) END AS json_type_1, CASE json_type(paper.meta) WHEN 'text' THEN 'string' WHEN 'integer' THEN 'number' WHEN 'real' THEN 'number' WHEN 'true' THEN 'boolean' WHEN 'false' THEN 'boolean' ELSE json_type(paper.meta) END AS json_type_2 FROM paper

-- lengths
SELECT paper.id, CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'array' THEN json_array_length(paper.doc, '$.' || json_quote(?) || '') END AS json_length_1, CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'array' THEN json_array_length(paper.doc, '$.' || json_quote(?) || '') END AS json_length_2, CASE json_type(paper.meta) WHEN 'array' THEN json_array_length(paper.meta) END AS json_length_3 FROM paper
-- ["list" "list" "o" "o"]

-- compared
SELECT paper.id FROM paper WHERE CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'integer' THEN json_extract(paper.doc, '$.' || json_quote(?) || '') WHEN 'real' THEN CAST(round(json_extract(paper.doc, '$.' || json_quote(?) || '')) AS INTEGER) END > ?
-- ["n" "n" "n" 2]

-- compared text
SELECT paper.id FROM paper WHERE CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'text' THEN json_extract(paper.doc, '$.' || json_quote(?) || '') WHEN 'null' THEN NULL ELSE paper.doc -> ('$.' || json_quote(?) || '') END LIKE ? ESCAPE '/'
-- ["t" "t" "t" "te%"]

-- condition
SELECT paper.id FROM paper WHERE CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'true' THEN 1 WHEN 'false' THEN 0 END
-- ["yes"]

-- not condition
SELECT paper.id FROM paper WHERE NOT CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'true' THEN 1 WHEN 'false' THEN 0 END
-- ["yes"]

-- null
SELECT paper.id FROM paper WHERE paper.doc -> ('$.' || json_quote(?) || '') IS NULL
-- ["null"]

-- json null
SELECT paper.id FROM paper WHERE CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'text' THEN 'string' WHEN 'integer' THEN 'number' WHEN 'real' THEN 'number' WHEN 'true' THEN 'boolean' WHEN 'false' THEN 'boolean' ELSE json_type(paper.doc, '$.' || json_quote(?) || '') END = ?
-- ["null" "null" "null"]

-- json null or not there
SELECT paper.id FROM paper WHERE CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'text' THEN 'string' WHEN 'integer' THEN 'number' WHEN 'real' THEN 'number' WHEN 'true' THEN 'boolean' WHEN 'false' THEN 'boolean' ELSE json_type(paper.doc, '$.' || json_quote(?) || '') END = ? OR paper.doc -> ('$.' || json_quote(?) || '') IS NULL
-- ["t" "t" "null" "t"]

-- null column
SELECT paper.id FROM paper WHERE paper.meta IS NULL

-- has key
SELECT paper.id FROM paper WHERE CASE WHEN paper.doc IS NOT NULL THEN json_type(paper.doc, '$.' || json_quote(?)) IS NOT NULL END
-- ["null"]

-- has no key
SELECT paper.id FROM paper WHERE NOT CASE WHEN paper.doc IS NOT NULL THEN json_type(paper.doc, '$.' || json_quote(?)) IS NOT NULL END
-- ["n"]

-- has key of null
SELECT paper.id, CASE WHEN paper.meta IS NOT NULL THEN json_type(paper.meta, '$.' || json_quote(?)) IS NOT NULL END AS json_has_key_1, CASE WHEN paper.meta IS NOT NULL THEN json_type(paper.meta, '$.' || json_quote(?)) IS NOT NULL END IS NULL AS anon_1 FROM paper
-- ["a" "a"]

-- has key inside
SELECT paper.id FROM paper WHERE CASE WHEN (paper.doc -> ('$.' || json_quote(?) || '')) IS NOT NULL THEN json_type(paper.doc -> ('$.' || json_quote(?) || ''), '$.' || json_quote(?)) IS NOT NULL END
-- ["o" "o" "w"]

-- has hostile key
SELECT paper.id FROM paper WHERE CASE WHEN (paper.doc -> ('$.' || json_quote(?) || '')) IS NOT NULL THEN json_type(paper.doc -> ('$.' || json_quote(?) || ''), '$.' || json_quote(?)) IS NOT NULL END
-- ["h" "h" "a\"b"]

-- has any and all keys
SELECT paper.id FROM paper WHERE (CASE WHEN paper.doc IS NOT NULL THEN json_type(paper.doc, '$.' || json_quote(?)) IS NOT NULL END OR CASE WHEN paper.doc IS NOT NULL THEN json_type(paper.doc, '$.' || json_quote(?)) IS NOT NULL END) AND CASE WHEN paper.doc IS NOT NULL THEN json_type(paper.doc, '$.' || json_quote(?)) IS NOT NULL END AND CASE WHEN paper.doc IS NOT NULL THEN json_type(paper.doc, '$.' || json_quote(?)) IS NOT NULL END
-- ["f" "zz" "n" "o"]

-- contains
unsupported: sqlite has no containment of JSON documents: compare the values of paths

-- contained
unsupported: sqlite has no containment of JSON documents: compare the values of paths

-- contains part of a list
unsupported: sqlite has no containment of JSON documents: compare the values of paths

-- equal
SELECT paper.id FROM paper WHERE CASE WHEN paper.meta IS NOT NULL AND ? IS NOT NULL THEN NOT EXISTS (SELECT fullkey, replace(type, 'real', 'integer'), atom FROM json_tree(paper.meta) EXCEPT SELECT fullkey, replace(type, 'real', 'integer'), atom FROM json_tree(?)) AND NOT EXISTS (SELECT fullkey, replace(type, 'real', 'integer'), atom FROM json_tree(?) EXCEPT SELECT fullkey, replace(type, 'real', 'integer'), atom FROM json_tree(paper.meta)) END
-- [[123 34 97 34 58 91 49 93 44 34 98 34 58 49 125] [123 34 97 34 58 91 49 93 44 34 98 34 58 49 125] [123 34 97 34 58 91 49 93 44 34 98 34 58 49 125]]

-- not equal
SELECT paper.id FROM paper WHERE NOT CASE WHEN paper.meta IS NOT NULL AND ? IS NOT NULL THEN NOT EXISTS (SELECT fullkey, replace(type, 'real', 'integer'), atom FROM json_tree(paper.meta) EXCEPT SELECT fullkey, replace(type, 'real', 'integer'), atom FROM json_tree(?)) AND NOT EXISTS (SELECT fullkey, replace(type, 'real', 'integer'), atom FROM json_tree(?) EXCEPT SELECT fullkey, replace(type, 'real', 'integer'), atom FROM json_tree(paper.meta)) END
-- [[91 49 44 50 44 51 93] [91 49 44 50 44 51 93] [91 49 44 50 44 51 93]]

-- equal nothing
SELECT paper.id FROM paper WHERE CASE WHEN paper.meta IS NOT NULL AND ? IS NOT NULL THEN NOT EXISTS (SELECT fullkey, replace(type, 'real', 'integer'), atom FROM json_tree(paper.meta) EXCEPT SELECT fullkey, replace(type, 'real', 'integer'), atom FROM json_tree(?)) AND NOT EXISTS (SELECT fullkey, replace(type, 'real', 'integer'), atom FROM json_tree(?) EXCEPT SELECT fullkey, replace(type, 'real', 'integer'), atom FROM json_tree(paper.meta)) END
-- [[110 117 108 108] [110 117 108 108] [110 117 108 108]]

-- greater
unsupported: sqlite has no order among JSON documents: compare the values of paths: Path(…).Int()

-- ordered
SELECT paper.id FROM paper ORDER BY CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'integer' THEN json_extract(paper.doc, '$.' || json_quote(?) || '') WHEN 'real' THEN CAST(round(json_extract(paper.doc, '$.' || json_quote(?) || '')) AS INTEGER) END DESC NULLS LAST, paper.id
-- ["n" "n" "n"]

-- set
SELECT paper.id, CASE json_type(json_set(paper.doc, '$.' || json_quote(?) || '', json(?)), '$.' || json_quote(?) || '') WHEN 'text' THEN json_extract(json_set(paper.doc, '$.' || json_quote(?) || '', json(?)), '$.' || json_quote(?) || '') WHEN 'null' THEN NULL ELSE json_set(paper.doc, '$.' || json_quote(?) || '', json(?)) -> ('$.' || json_quote(?) || '') END AS json_text_1, CASE json_type(json_set(paper.doc, '$.' || json_quote(?) || '', json(?)), '$.' || json_quote(?) || '') WHEN 'text' THEN json_extract(json_set(paper.doc, '$.' || json_quote(?) || '', json(?)), '$.' || json_quote(?) || '') WHEN 'null' THEN NULL ELSE json_set(paper.doc, '$.' || json_quote(?) || '', json(?)) -> ('$.' || json_quote(?) || '') END AS json_text_2, CASE json_type(CASE WHEN json_type(paper.doc, '$.' || json_quote(?) || '') IS NOT NULL THEN json_set(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '', paper.id) ELSE paper.doc END, '$.' || json_quote(?) || '.' || json_quote(?) || '') WHEN 'text' THEN json_extract(CASE WHEN json_type(paper.doc, '$.' || json_quote(?) || '') IS NOT NULL THEN json_set(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '', paper.id) ELSE paper.doc END, '$.' || json_quote(?) || '.' || json_quote(?) || '') WHEN 'null' THEN NULL ELSE CASE WHEN json_type(paper.doc, '$.' || json_quote(?) || '') IS NOT NULL THEN json_set(paper.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '', paper.id) ELSE paper.doc END -> ('$.' || json_quote(?) || '.' || json_quote(?) || '') END AS json_text_3 FROM paper
-- ["n" [55] "n" "n" [55] "n" "n" [55] "n" "new" [34 120 34] "new" "new" [34 120 34] "new" "new" [34 120 34] "new" "o" "o" "w" "o" "w" "o" "o" "w" "o" "w" "o" "o" "w" "o" "w"]

-- set truth and documents
SELECT CASE json_type(json_set(paper.doc, '$.' || json_quote(?) || '', json(CASE WHEN paper.id > ? THEN 'true' WHEN NOT (paper.id > ?) THEN 'false' END)), '$.' || json_quote(?) || '') WHEN 'text' THEN json_extract(json_set(paper.doc, '$.' || json_quote(?) || '', json(CASE WHEN paper.id > ? THEN 'true' WHEN NOT (paper.id > ?) THEN 'false' END)), '$.' || json_quote(?) || '') WHEN 'null' THEN NULL ELSE json_set(paper.doc, '$.' || json_quote(?) || '', json(CASE WHEN paper.id > ? THEN 'true' WHEN NOT (paper.id > ?) THEN 'false' END)) -> ('$.' || json_quote(?) || '') END AS json_text_1, CASE json_type(json_set(paper.doc, '$.' || json_quote(?) || '', json(?)), '$.' || json_quote(?) || '[' || ? || ']') WHEN 'integer' THEN json_extract(json_set(paper.doc, '$.' || json_quote(?) || '', json(?)), '$.' || json_quote(?) || '[' || ? || ']') WHEN 'real' THEN CAST(round(json_extract(json_set(paper.doc, '$.' || json_quote(?) || '', json(?)), '$.' || json_quote(?) || '[' || ? || ']')) AS INTEGER) END AS json_int_1, CASE json_type(json_set(paper.doc, '$.' || json_quote(?) || '', json(?)), '$.' || json_quote(?) || '') WHEN 'text' THEN 'string' WHEN 'integer' THEN 'number' WHEN 'real' THEN 'number' WHEN 'true' THEN 'boolean' WHEN 'false' THEN 'boolean' ELSE json_type(json_set(paper.doc, '$.' || json_quote(?) || '', json(?)), '$.' || json_quote(?) || '') END = ? AS anon_1 FROM paper
-- ["x" 2 2 "x" "x" 2 2 "x" "x" 2 2 "x" "x" [91 49 93] "x" 0 "x" [91 49 93] "x" 0 "x" [91 49 93] "x" 0 "x" [110 117 108 108] "x" "x" [110 117 108 108] "x" "null"]

-- set in a list
SELECT CASE json_type(CASE WHEN json_type(paper.doc, '$.' || json_quote(?) || '') IS NOT NULL THEN json_set(paper.doc, '$.' || json_quote(?) || '[' || ? || ']', json(?)) ELSE paper.doc END, '$.' || json_quote(?) || '[' || ? || ']') WHEN 'text' THEN json_extract(CASE WHEN json_type(paper.doc, '$.' || json_quote(?) || '') IS NOT NULL THEN json_set(paper.doc, '$.' || json_quote(?) || '[' || ? || ']', json(?)) ELSE paper.doc END, '$.' || json_quote(?) || '[' || ? || ']') WHEN 'null' THEN NULL ELSE CASE WHEN json_type(paper.doc, '$.' || json_quote(?) || '') IS NOT NULL THEN json_set(paper.doc, '$.' || json_quote(?) || '[' || ? || ']', json(?)) ELSE paper.doc END -> ('$.' || json_quote(?) || '[' || ? || ']') END AS json_text_1 FROM paper WHERE paper.id = ?
-- ["list" "list" 1 [34 50 34] "list" 1 "list" "list" 1 [34 50 34] "list" 1 "list" "list" 1 [34 50 34] "list" 1 1]

-- insert and replace
SELECT paper.id, CASE json_type(json_insert(paper.doc, '$.' || json_quote(?) || '', json(?)), '$.' || json_quote(?) || '') WHEN 'text' THEN json_extract(json_insert(paper.doc, '$.' || json_quote(?) || '', json(?)), '$.' || json_quote(?) || '') WHEN 'null' THEN NULL ELSE json_insert(paper.doc, '$.' || json_quote(?) || '', json(?)) -> ('$.' || json_quote(?) || '') END AS json_text_1, CASE json_type(json_replace(paper.doc, '$.' || json_quote(?) || '', json(?)), '$.' || json_quote(?) || '') WHEN 'text' THEN json_extract(json_replace(paper.doc, '$.' || json_quote(?) || '', json(?)), '$.' || json_quote(?) || '') WHEN 'null' THEN NULL ELSE json_replace(paper.doc, '$.' || json_quote(?) || '', json(?)) -> ('$.' || json_quote(?) || '') END AS json_text_2 FROM paper
-- ["n" [55] "n" "n" [55] "n" "n" [55] "n" "n" [55] "n" "n" [55] "n" "n" [55] "n"]

-- remove
SELECT paper.id, CASE WHEN json_remove(paper.doc, '$.' || json_quote(?) || '') IS NOT NULL THEN json_type(json_remove(paper.doc, '$.' || json_quote(?) || ''), '$.' || json_quote(?)) IS NOT NULL END AS json_has_key_1, CASE json_type(json_remove(paper.doc, '$.' || json_quote(?) || '[' || ? || ']'), '$.' || json_quote(?) || '') WHEN 'array' THEN json_array_length(json_remove(paper.doc, '$.' || json_quote(?) || '[' || ? || ']'), '$.' || json_quote(?) || '') END AS json_length_1 FROM paper
-- ["n" "n" "n" "list" 0 "list" "list" 0 "list"]

-- merge
SELECT paper.id, CASE WHEN json_patch(paper.doc, ?) IS NOT NULL THEN json_type(json_patch(paper.doc, ?), '$.' || json_quote(?)) IS NOT NULL END AS json_has_key_1, CASE json_type(json_patch(paper.doc, ?), '$.' || json_quote(?) || '') WHEN 'integer' THEN json_extract(json_patch(paper.doc, ?), '$.' || json_quote(?) || '') WHEN 'real' THEN CAST(round(json_extract(json_patch(paper.doc, ?), '$.' || json_quote(?) || '')) AS INTEGER) END AS json_int_1 FROM paper
-- [[123 34 107 34 58 49 44 34 110 34 58 110 117 108 108 125] [123 34 107 34 58 49 44 34 110 34 58 110 117 108 108 125] "n" [123 34 107 34 58 49 125] "k" [123 34 107 34 58 49 125] "k" [123 34 107 34 58 49 125] "k"]

-- match
unsupported: sqlite has no JSON path expressions: compare the values of paths

-- object
SELECT paper.id, CASE json_type(json_object(?, paper.id, ?, CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'text' THEN json_extract(paper.doc, '$.' || json_quote(?) || '') WHEN 'null' THEN NULL ELSE paper.doc -> ('$.' || json_quote(?) || '') END, ?, json(CASE WHEN paper.id > ? THEN 'true' WHEN NOT (paper.id > ?) THEN 'false' END), ?, json(paper.meta)), '$.' || json_quote(?) || '') WHEN 'integer' THEN json_extract(json_object(?, paper.id, ?, CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'text' THEN json_extract(paper.doc, '$.' || json_quote(?) || '') WHEN 'null' THEN NULL ELSE paper.doc -> ('$.' || json_quote(?) || '') END, ?, json(CASE WHEN paper.id > ? THEN 'true' WHEN NOT (paper.id > ?) THEN 'false' END), ?, json(paper.meta)), '$.' || json_quote(?) || '') WHEN 'real' THEN CAST(round(json_extract(json_object(?, paper.id, ?, CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'text' THEN json_extract(paper.doc, '$.' || json_quote(?) || '') WHEN 'null' THEN NULL ELSE paper.doc -> ('$.' || json_quote(?) || '') END, ?, json(CASE WHEN paper.id > ? THEN 'true' WHEN NOT (paper.id > ?) THEN 'false' END), ?, json(paper.meta)), '$.' || json_quote(?) || '')) AS INTEGER) END AS json_int_1, CASE json_type(json_object(?, paper.id, ?, CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'text' THEN json_extract(paper.doc, '$.' || json_quote(?) || '') WHEN 'null' THEN NULL ELSE paper.doc -> ('$.' || json_quote(?) || '') END, ?, json(CASE WHEN paper.id > ? THEN 'true' WHEN NOT (paper.id > ?) THEN 'false' END), ?, json(paper.meta)), '$.' || json_quote(?) || '') WHEN 'text' THEN json_extract(json_object(?, paper.id, ?, CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'text' THEN json_extract(paper.doc, '$.' || json_quote(?) || '') WHEN 'null' THEN NULL ELSE paper.doc -> ('$.' || json_quote(?) || '') END, ?, json(CASE WHEN paper.id > ? THEN 'true' WHEN NOT (paper.id > ?) THEN 'false' END), ?, json(paper.meta)), '$.' || json_quote(?) || '') WHEN 'null' THEN NULL ELSE json_object(?, paper.id, ?, CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'text' THEN json_extract(paper.doc, '$.' || json_quote(?) || '') WHEN 'null' THEN NULL ELSE paper.doc -> ('$.' || json_quote(?) || '') END, ?, json(CASE WHEN paper.id > ? THEN 'true' WHEN NOT (paper.id > ?) THEN 'false' END), ?, json(paper.meta)) -> ('$.' || json_quote(?) || '') END AS json_text_1, CASE json_type(json_object(?, paper.id, ?, CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'text' THEN json_extract(paper.doc, '$.' || json_quote(?) || '') WHEN 'null' THEN NULL ELSE paper.doc -> ('$.' || json_quote(?) || '') END, ?, json(CASE WHEN paper.id > ? THEN 'true' WHEN NOT (paper.id > ?) THEN 'false' END), ?, json(paper.meta)), '$.' || json_quote(?) || '') WHEN 'true' THEN 1 WHEN 'false' THEN 0 END AS json_bool_1, CASE json_type(json_object(?, paper.id, ?, CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'text' THEN json_extract(paper.doc, '$.' || json_quote(?) || '') WHEN 'null' THEN NULL ELSE paper.doc -> ('$.' || json_quote(?) || '') END, ?, json(CASE WHEN paper.id > ? THEN 'true' WHEN NOT (paper.id > ?) THEN 'false' END), ?, json(paper.meta)), '$.' || json_quote(?) || '') WHEN 'text' THEN 'string' WHEN 'integer' THEN 'number' WHEN 'real' THEN 'number' WHEN 'true' THEN 'boolean' WHEN 'false' THEN 'boolean' ELSE json_type(json_object(?, paper.id, ?, CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'text' THEN json_extract(paper.doc, '$.' || json_quote(?) || '') WHEN 'null' THEN NULL ELSE paper.doc -> ('$.' || json_quote(?) || '') END, ?, json(CASE WHEN paper.id > ? THEN 'true' WHEN NOT (paper.id > ?) THEN 'false' END), ?, json(paper.meta)), '$.' || json_quote(?) || '') END AS json_type_1 FROM paper
-- ["id" "it\"s" "t" "t" "t" "big" 2 2 "doc" "id" "id" "it\"s" "t" "t" "t" "big" 2 2 "doc" "id" "id" "it\"s" "t" "t" "t" "big" 2 2 "doc" "id" "id" "it\"s" "t" "t" "t" "big" 2 2 "doc" "it\"s" "id" "it\"s" "t" "t" "t" "big" 2 2 "doc" "it\"s" "id" "it\"s" "t" "t" "t" "big" 2 2 "doc" "it\"s" "id" "it\"s" "t" "t" "t" "big" 2 2 "doc" "big" "id" "it\"s" "t" "t" "t" "big" 2 2 "doc" "doc" "id" "it\"s" "t" "t" "t" "big" 2 2 "doc" "doc"]

-- decimals are numbers
SELECT CASE json_type(json_array(json(kind.dec), json(kind.dec * ?)), '$[' || ? || ']') WHEN 'text' THEN 'string' WHEN 'integer' THEN 'number' WHEN 'real' THEN 'number' WHEN 'true' THEN 'boolean' WHEN 'false' THEN 'boolean' ELSE json_type(json_array(json(kind.dec), json(kind.dec * ?)), '$[' || ? || ']') END AS json_type_1, CASE WHEN json_type(json_object(?, json(kind.dec)), '$.' || json_quote(?) || '') IN ('integer', 'real') THEN CAST(json_extract(json_object(?, json(kind.dec)), '$.' || json_quote(?) || '') AS REAL) END AS json_float_1, CASE json_type(CASE WHEN count(*) > 0 THEN json_group_array(json(kind.dec)) END, '$[' || ? || ']') WHEN 'text' THEN 'string' WHEN 'integer' THEN 'number' WHEN 'real' THEN 'number' WHEN 'true' THEN 'boolean' WHEN 'false' THEN 'boolean' ELSE json_type(CASE WHEN count(*) > 0 THEN json_group_array(json(kind.dec)) END, '$[' || ? || ']') END AS json_type_2 FROM kind GROUP BY kind.id, kind.dec
-- ["2" 0 "2" 0 "d" "d" "d" "d" 0 0]

-- array
SELECT paper.id, CASE json_type(json_array(paper.id, json(CASE WHEN paper.id > ? THEN 'true' WHEN NOT (paper.id > ?) THEN 'false' END), CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'text' THEN json_extract(paper.doc, '$.' || json_quote(?) || '') WHEN 'null' THEN NULL ELSE paper.doc -> ('$.' || json_quote(?) || '') END)) WHEN 'array' THEN json_array_length(json_array(paper.id, json(CASE WHEN paper.id > ? THEN 'true' WHEN NOT (paper.id > ?) THEN 'false' END), CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'text' THEN json_extract(paper.doc, '$.' || json_quote(?) || '') WHEN 'null' THEN NULL ELSE paper.doc -> ('$.' || json_quote(?) || '') END)) END AS json_length_1, CASE json_type(json_array(json(CASE WHEN paper.id > ? THEN 'true' WHEN NOT (paper.id > ?) THEN 'false' END)), '$[' || ? || ']') WHEN 'true' THEN 1 WHEN 'false' THEN 0 END AS json_bool_1, CASE json_type(json_array(json(CASE WHEN (paper.id = ? AND paper.meta IS NULL) THEN 'true' WHEN NOT (paper.id = ? AND paper.meta IS NULL) THEN 'false' END)), '$[' || ? || ']') WHEN 'true' THEN 1 WHEN 'false' THEN 0 END AS json_bool_2 FROM paper
-- [1 1 "t" "t" "t" 1 1 "t" "t" "t" 1 1 0 1 1 0]

-- aggregate
SELECT CASE json_type(CASE WHEN count(*) > 0 THEN json_group_array(paper.id ORDER BY paper.id DESC) END, '$[' || ? || ']') WHEN 'integer' THEN json_extract(CASE WHEN count(*) > 0 THEN json_group_array(paper.id ORDER BY paper.id DESC) END, '$[' || ? || ']') WHEN 'real' THEN CAST(round(json_extract(CASE WHEN count(*) > 0 THEN json_group_array(paper.id ORDER BY paper.id DESC) END, '$[' || ? || ']')) AS INTEGER) END AS json_int_1 FROM paper
-- [0 0 0]

-- aggregate of none
SELECT CASE WHEN count(*) > 0 THEN json_group_array(paper.id) END AS json_agg_1, CASE WHEN count(*) > 0 THEN json_group_object(CASE json_type(paper.doc, '$.' || json_quote(?) || '') WHEN 'text' THEN json_extract(paper.doc, '$.' || json_quote(?) || '') WHEN 'null' THEN NULL ELSE paper.doc -> ('$.' || json_quote(?) || '') END, paper.id) END AS json_object_agg_1 FROM paper WHERE paper.id < ?
-- ["t" "t" "t" 0]

-- aggregate of truth
SELECT CASE json_type(CASE WHEN count(*) > 0 THEN json_group_array(json(CASE WHEN paper.id > ? THEN 'true' WHEN NOT (paper.id > ?) THEN 'false' END) ORDER BY paper.id) END, '$[' || ? || ']') WHEN 'true' THEN 1 WHEN 'false' THEN 0 END AS json_bool_1 FROM paper
-- [2 2 0]

-- aggregate filtered
SELECT CASE WHEN count(*) FILTER (WHERE paper.id > ?) > 0 THEN json_group_array(paper.id) FILTER (WHERE paper.id > ?) END AS json_agg_1 FROM paper
-- [2 2]

-- aggregate of an object
SELECT CASE json_type(CASE WHEN count(*) > 0 THEN json_group_object(CAST(paper.id AS TEXT), json(CASE WHEN paper.id > ? THEN 'true' WHEN NOT (paper.id > ?) THEN 'false' END)) END, '$.' || json_quote(?) || '') WHEN 'true' THEN 1 WHEN 'false' THEN 0 END AS json_bool_1 FROM paper
-- [2 2 "3"]

-- update
UPDATE paper SET meta=json_set(paper.meta, '$[' || ? || ']', json(?)) WHERE paper.id = ?
-- [0 [57] 1]

-- as
SELECT paper.doc -> ('$.' || json_quote(?) || '') AS json_get_1 FROM paper WHERE paper.id = ?
-- ["list" 3]

