-- get
SELECT json_extract(paper.doc, concat('$', '.', json_quote(?))) AS json_get_1, json_extract(paper.doc, concat('$', '.', json_quote(?))) AS json_get_2, json_extract(paper.doc, concat('$', '.', json_quote(?))) AS json_get_3 FROM paper WHERE paper.id = ?
-- ["n" "t" "null" 1]

-- texts
SELECT paper.id, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) != 'NULL' THEN json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?)))) END AS json_text_1, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) != 'NULL' THEN json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?)))) END AS json_text_2, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) != 'NULL' THEN json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?)))) END AS json_text_3, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) != 'NULL' THEN json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?)))) END AS json_text_4, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) != 'NULL' THEN json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?)))) END AS json_text_5, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) != 'NULL' THEN json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?)))) END AS json_text_6 FROM paper
-- ["t" "t" "n" "n" "yes" "yes" "null" "null" "quoted" "quoted" "none" "none"]

-- numbers
SELECT paper.id, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(CAST(json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?)))) AS DECIMAL(65, 30)) AS SIGNED) END AS json_int_1, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?)))) AS DOUBLE) END AS json_float_1, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(CAST(json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?)))) AS DECIMAL(65, 30)) AS SIGNED) END AS json_int_2, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(CAST(json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?)))) AS DECIMAL(65, 30)) AS SIGNED) END AS json_int_3, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(CAST(json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?)))) AS DECIMAL(65, 30)) AS SIGNED) END AS json_int_4 FROM paper
-- ["n" "n" "n" "n" "f" "f" "t" "t" "yes" "yes"]

-- truth
SELECT paper.id, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) = 'BOOLEAN' THEN json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?)))) = 'true' END AS json_bool_1, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) = 'BOOLEAN' THEN json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?)))) = 'true' END AS json_bool_2, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) = 'BOOLEAN' THEN json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?)))) = 'true' END AS json_bool_3 FROM paper
-- ["yes" "yes" "no" "no" "n" "n"]

-- paths
SELECT paper.id, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?), '.', json_quote(?)))) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(CAST(json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?), '.', json_quote(?)))) AS DECIMAL(65, 30)) AS SIGNED) END AS json_int_1, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?), '.', json_quote(?), '.', json_quote(?)))) != 'NULL' THEN json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?), '.', json_quote(?), '.', json_quote(?)))) END AS json_text_1, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?), '.', json_quote(?), '.', json_quote(?)))) != 'NULL' THEN json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?), '.', json_quote(?), '.', json_quote(?)))) END AS json_text_2 FROM paper
-- ["o" "w" "o" "w" "o" "deep" "x" "o" "deep" "x" "o" "deep" "x" "o" "deep" "x"]

-- indexes
SELECT paper.id, CASE WHEN json_type(CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) = 'ARRAY' THEN json_extract(paper.doc, concat('$', '.', json_quote(?), '[', ?, ']')) END) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(CAST(json_unquote(CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) = 'ARRAY' THEN json_extract(paper.doc, concat('$', '.', json_quote(?), '[', ?, ']')) END) AS DECIMAL(65, 30)) AS SIGNED) END AS json_int_1, CASE WHEN json_type(CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) = 'ARRAY' THEN json_extract(paper.doc, concat('$', '.', json_quote(?), '[', ?, ']')) END) != 'NULL' THEN json_unquote(CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) = 'ARRAY' THEN json_extract(paper.doc, concat('$', '.', json_quote(?), '[', ?, ']')) END) END AS json_text_1, CASE WHEN json_type(CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) = 'ARRAY' AND json_type(json_extract(paper.doc, concat('$', '.', json_quote(?), '[', ?, ']'))) = 'ARRAY' THEN json_extract(paper.doc, concat('$', '.', json_quote(?), '[', ?, ']', '[', ?, ']')) END) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(CAST(json_unquote(CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) = 'ARRAY' AND json_type(json_extract(paper.doc, concat('$', '.', json_quote(?), '[', ?, ']'))) = 'ARRAY' THEN json_extract(paper.doc, concat('$', '.', json_quote(?), '[', ?, ']', '[', ?, ']')) END) AS DECIMAL(65, 30)) AS SIGNED) END AS json_int_2, CASE WHEN json_type(CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) = 'ARRAY' THEN json_extract(paper.doc, concat('$', '.', json_quote(?), '[', ?, ']')) END) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(CAST(json_unquote(CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) = 'ARRAY' THEN json_extract(paper.doc, concat('$', '.', json_quote(?), '[', ?, ']')) END) AS DECIMAL(65, 30)) AS SIGNED) END AS json_int_3 FROM paper
-- ["list" "list" 0 "list" "list" 0 "list" "list" 1 "list" "list" 1 "list" "list" 3 "list" 3 0 "list" "list" 3 "list" 3 0 "list" "list" 9 "list" "list" 9]

-- indexes from the end
SELECT paper.id, CASE WHEN json_type(CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) = 'ARRAY' AND json_type(json_extract(paper.doc, concat('$', '.', json_quote(?), '[last-', -1 - ?, ']'))) = 'ARRAY' THEN json_extract(paper.doc, concat('$', '.', json_quote(?), '[last-', -1 - ?, ']', '[last-', -1 - ?, ']')) END) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(CAST(json_unquote(CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) = 'ARRAY' AND json_type(json_extract(paper.doc, concat('$', '.', json_quote(?), '[last-', -1 - ?, ']'))) = 'ARRAY' THEN json_extract(paper.doc, concat('$', '.', json_quote(?), '[last-', -1 - ?, ']', '[last-', -1 - ?, ']')) END) AS DECIMAL(65, 30)) AS SIGNED) END AS json_int_1, CASE WHEN json_type(CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) = 'ARRAY' THEN json_extract(paper.doc, concat('$', '.', json_quote(?), '[last-', -1 - ?, ']')) END) != 'NULL' THEN json_unquote(CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) = 'ARRAY' THEN json_extract(paper.doc, concat('$', '.', json_quote(?), '[last-', -1 - ?, ']')) END) END AS json_text_1, CASE WHEN json_type(CASE WHEN json_type(paper.meta) = 'ARRAY' THEN json_extract(paper.meta, concat('$', '[last-', -1 - ?, ']')) END) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(CAST(json_unquote(CASE WHEN json_type(paper.meta) = 'ARRAY' THEN json_extract(paper.meta, concat('$', '[last-', -1 - ?, ']')) END) AS DECIMAL(65, 30)) AS SIGNED) END AS json_int_2 FROM paper
-- ["list" "list" -1 "list" -1 -1 "list" "list" -1 "list" -1 -1 "list" "list" -3 "list" "list" -3 -1 -1]

-- index of no array
SELECT paper.id, CASE json_type(CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) = 'ARRAY' THEN json_extract(paper.doc, concat('$', '.', json_quote(?), '[', ?, ']')) END) WHEN 'OBJECT' THEN 'object' WHEN 'ARRAY' THEN 'array' WHEN 'STRING' THEN 'string' WHEN 'BOOLEAN' THEN 'boolean' WHEN 'NULL' THEN 'null' ELSE CASE WHEN json_type(CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) = 'ARRAY' THEN json_extract(paper.doc, concat('$', '.', json_quote(?), '[', ?, ']')) END) IS NOT NULL THEN 'number' END END AS json_type_1, CASE json_type(CASE WHEN json_type(paper.doc) = 'ARRAY' THEN json_extract(paper.doc, concat('$', '[', ?, ']')) END) WHEN 'OBJECT' THEN 'object' WHEN 'ARRAY' THEN 'array' WHEN 'STRING' THEN 'string' WHEN 'BOOLEAN' THEN 'boolean' WHEN 'NULL' THEN 'null' ELSE CASE WHEN json_type(CASE WHEN json_type(paper.doc) = 'ARRAY' THEN json_extract(paper.doc, concat('$', '[', ?, ']')) END) IS NOT NULL THEN 'number' END END AS json_type_2, CASE WHEN json_type(CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) = 'ARRAY' THEN json_extract(paper.doc, concat('$', '.', json_quote(?), '[', ?, ']')) END) != 'NULL' THEN json_unquote(CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) = 'ARRAY' THEN json_extract(paper.doc, concat('$', '.', json_quote(?), '[', ?, ']')) END) END AS json_text_1, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?), '.', json_quote(?)))) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(CAST(json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?), '.', json_quote(?)))) AS DECIMAL(65, 30)) AS SIGNED) END AS json_int_1 FROM paper
-- ["o" "o" 0 "o" "o" 0 0 0 "t" "t" 0 "t" "t" 0 "list" "0" "list" "0"]

-- hostile keys
SELECT paper.id, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?), '.', json_quote(?)))) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(CAST(json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?), '.', json_quote(?)))) AS DECIMAL(65, 30)) AS SIGNED) END AS json_int_1, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?), '.', json_quote(?)))) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(CAST(json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?), '.', json_quote(?)))) AS DECIMAL(65, 30)) AS SIGNED) END AS json_int_2, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?), '.', json_quote(?)))) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(CAST(json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?), '.', json_quote(?)))) AS DECIMAL(65, 30)) AS SIGNED) END AS json_int_3, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?), '.', json_quote(?)))) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(CAST(json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?), '.', json_quote(?)))) AS DECIMAL(65, 30)) AS SIGNED) END AS json_int_4, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?), '.', json_quote(?)))) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(CAST(json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?), '.', json_quote(?)))) AS DECIMAL(65, 30)) AS SIGNED) END AS json_int_5, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?), '.', json_quote(?)))) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(CAST(json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?), '.', json_quote(?)))) AS DECIMAL(65, 30)) AS SIGNED) END AS json_int_6, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?), '.', json_quote(?)))) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(CAST(json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?), '.', json_quote(?)))) AS DECIMAL(65, 30)) AS SIGNED) END AS json_int_7, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?), '.', json_quote(?)))) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(CAST(json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?), '.', json_quote(?)))) AS DECIMAL(65, 30)) AS SIGNED) END AS json_int_8, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?), '.', json_quote(?)))) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(CAST(json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?), '.', json_quote(?)))) AS DECIMAL(65, 30)) AS SIGNED) END AS json_int_9, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?), '.', json_quote(?)))) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(CAST(json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?), '.', json_quote(?)))) AS DECIMAL(65, 30)) AS SIGNED) END AS json_int_10, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?), '.', json_quote(?)))) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(CAST(json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?), '.', json_quote(?)))) AS DECIMAL(65, 30)) AS SIGNED) END AS json_int_11 FROM paper
-- ["h" "a\"b" "h" "a\"b" "h" "a.b" "h" "a.b" "h" "" "h" "" "h" "größe 🙂" "h" "größe 🙂" "h" "back\\slash" "h" "back\\slash" "h" "[0]" "h" "[0]" "h" "$" "h" "$" "h" "it's" "h" "it's" "h" "line\nbreak" "h" "line\nbreak" "h" "%" "h" "%" "h" "0" "h" "0"]

-- kinds
SELECT paper.id, CASE json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) WHEN 'OBJECT' THEN 'object' WHEN 'ARRAY' THEN 'array' WHEN 'STRING' THEN 'string' WHEN 'BOOLEAN' THEN 'boolean' WHEN 'NULL' THEN 'null' ELSE CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) IS NOT NULL THEN 'number' END END AS json_type_1, CASE json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) WHEN 'OBJECT' THEN 'object' WHEN 'ARRAY' THEN 'array' WHEN 'STRING' THEN 'string' WHEN 'BOOLEAN' THEN 'boolean' WHEN 'NULL' THEN 'null' ELSE CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) IS NOT NULL THEN 'number' END END AS json_type_2, CASE json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) WHEN 'OBJECT' THEN 'object' WHEN 'ARRAY' THEN 'array' WHEN 'STRING' THEN 'string' WHEN 'BOOLEAN' THEN 'boolean' WHEN 'NULL' THEN 'null' ELSE CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) IS NOT NULL THEN 'number' END END AS json_type_3, CASE json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) WHEN 'OBJECT' THEN 'object' WHEN 'ARRAY' THEN 'array' WHEN 'STRING' THEN 'string' WHEN 'BOOLEAN' THEN 'boolean' WHEN 'NULL' THEN 'null' ELSE CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) IS NOT NULL THEN 'number' END END AS json_type_4, CASE json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) WHEN 'OBJECT' THEN 'object' WHEN 'ARRAY' THEN 'array' WHEN 'STRING' THEN 'string' WHEN 'BOOLEAN' THEN 'boolean' WHEN 'NULL' THEN 'null' ELSE CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) IS NOT NULL THEN 'number' END END AS json_type_5, CASE json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) WHEN 'OBJECT' THEN 'object' WHEN 'ARRAY' THEN 'array' WHEN 'STRING' THEN 'string' WHEN 'BOOLEAN' THEN 'boolean' WHEN 'NULL' THEN 'null' ELSE CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) IS NOT NULL THEN 'number' END END AS json_type_6, CASE json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) WHEN 'OBJECT' THEN 'object' WHEN 'ARRAY' THEN 'array' WHEN 'STRING' THEN 'string' WHEN 'BOOLEAN' THEN 'boolean' WHEN 'NULL' THEN 'null' ELSE CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) IS NOT NULL THEN 'number' END END AS json_type_7, CASE json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) WHEN 'OBJECT' THEN 'object' WHEN 'ARRAY' THEN 'array' WHEN 'STRING' THEN 'string' WHEN 'BOOLEAN' THEN 'boolean' WHEN 'NULL' THEN 'null' ELSE CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) IS NOT NULL THEN 'number' END END AS json_type_8 FROM paper
-- ["n" "n" "f" "f" "t" "t" "yes" "yes" "null" "null" "list" "list" "o" "o" "none" "none"]

-- kind of the whole
SELECT paper.id, CASE json_type(paper.doc) WHEN 'OBJECT' THEN 'object' WHEN 'ARRAY' THEN 'array' WHEN 'STRING' THEN 'string' WHEN 'BOOLEAN' THEN 'boolean' WHEN 'NULL' THEN 'null' ELSE CASE WHEN json_type(paper.doc) IS NOT NULL THEN 'number' END END AS json_type_1, CASE json_type(paper.meta) WHEN 'OBJECT' THEN 'object' WHEN 'ARRAY' THEN 'array' WHEN 'STRING' THEN 'string' WHEN 'BOOLEAN' THEN 'boolean' WHEN 'NULL' THEN 'null' ELSE CASE WHEN json_type(paper.meta) IS NOT NULL THEN 'number' END END AS json_type_2 FROM paper

-- lengths
SELECT paper.id, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) = 'ARRAY' THEN json_length(json_extract(paper.doc, concat('$', '.', json_quote(?)))) END AS json_length_1, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) = 'ARRAY' THEN json_length(json_extract(paper.doc, concat('$', '.', json_quote(?)))) END AS json_length_2, CASE WHEN json_type(paper.meta) = 'ARRAY' THEN json_length(paper.meta) END AS json_length_3 FROM paper
-- ["list" "list" "o" "o"]

-- compared
SELECT paper.id FROM paper WHERE CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(CAST(json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?)))) AS DECIMAL(65, 30)) AS SIGNED) END > ?
-- ["n" "n" 2]

-- compared text
SELECT paper.id FROM paper WHERE CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) != 'NULL' THEN json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?)))) END LIKE ? ESCAPE '/'
-- ["t" "t" "te%"]

-- condition
SELECT paper.id FROM paper WHERE CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) = 'BOOLEAN' THEN json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?)))) = 'true' END
-- ["yes" "yes"]

-- not condition
SELECT paper.id FROM paper WHERE NOT CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) = 'BOOLEAN' THEN json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?)))) = 'true' END
-- ["yes" "yes"]

-- null
SELECT paper.id FROM paper WHERE json_extract(paper.doc, concat('$', '.', json_quote(?))) IS NULL
-- ["null"]

-- json null
SELECT paper.id FROM paper WHERE CASE json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) WHEN 'OBJECT' THEN 'object' WHEN 'ARRAY' THEN 'array' WHEN 'STRING' THEN 'string' WHEN 'BOOLEAN' THEN 'boolean' WHEN 'NULL' THEN 'null' ELSE CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) IS NOT NULL THEN 'number' END END = ?
-- ["null" "null" "null"]

-- json null or not there
SELECT paper.id FROM paper WHERE CASE json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) WHEN 'OBJECT' THEN 'object' WHEN 'ARRAY' THEN 'array' WHEN 'STRING' THEN 'string' WHEN 'BOOLEAN' THEN 'boolean' WHEN 'NULL' THEN 'null' ELSE CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) IS NOT NULL THEN 'number' END END = ? OR json_extract(paper.doc, concat('$', '.', json_quote(?))) IS NULL
-- ["t" "t" "null" "t"]

-- null column
SELECT paper.id FROM paper WHERE paper.meta IS NULL

-- has key
SELECT paper.id FROM paper WHERE json_contains_path(paper.doc, 'one', concat('$.', json_quote(?)))
-- ["null"]

-- has no key
SELECT paper.id FROM paper WHERE NOT json_contains_path(paper.doc, 'one', concat('$.', json_quote(?)))
-- ["n"]

-- has key of null
SELECT paper.id, json_contains_path(paper.meta, 'one', concat('$.', json_quote(?))) AS json_has_key_1, json_contains_path(paper.meta, 'one', concat('$.', json_quote(?))) IS NULL AS anon_1 FROM paper
-- ["a" "a"]

-- has key inside
SELECT paper.id FROM paper WHERE json_contains_path(json_extract(paper.doc, concat('$', '.', json_quote(?))), 'one', concat('$.', json_quote(?)))
-- ["o" "w"]

-- has hostile key
SELECT paper.id FROM paper WHERE json_contains_path(json_extract(paper.doc, concat('$', '.', json_quote(?))), 'one', concat('$.', json_quote(?)))
-- ["h" "a\"b"]

-- has any and all keys
SELECT paper.id FROM paper WHERE (json_contains_path(paper.doc, 'one', concat('$.', json_quote(?))) OR json_contains_path(paper.doc, 'one', concat('$.', json_quote(?)))) AND json_contains_path(paper.doc, 'one', concat('$.', json_quote(?))) AND json_contains_path(paper.doc, 'one', concat('$.', json_quote(?)))
-- ["f" "zz" "n" "o"]

-- contains
SELECT paper.id FROM paper WHERE json_contains(paper.doc, ?)
-- [[123 34 111 34 58 123 34 119 34 58 49 48 125 125]]

-- contained
SELECT paper.id FROM paper WHERE json_contains(?, paper.doc) AND NOT json_contains(?, json_extract(paper.doc, concat('$', '.', json_quote(?))))
-- [[123 34 108 105 115 116 34 58 123 34 48 34 58 49 125 44 34 109 111 114 101 34 58 116 114 117 101 44 34 110 34 58 34 102 105 118 101 34 44 34 111 34 58 51 44 34 116 34 58 110 117 108 108 125] [52] "o"]

-- contains part of a list
SELECT paper.id FROM paper WHERE json_contains(paper.meta, ?)
-- [[91 51 44 49 93]]

-- equal
SELECT paper.id FROM paper WHERE CAST(paper.meta AS JSON) = CAST(? AS JSON)
-- [[123 34 97 34 58 91 49 93 44 34 98 34 58 49 125]]

-- not equal
SELECT paper.id FROM paper WHERE CAST(paper.meta AS JSON) != CAST(? AS JSON)
-- [[91 49 44 50 44 51 93]]

-- equal nothing
SELECT paper.id FROM paper WHERE CAST(paper.meta AS JSON) = CAST(? AS JSON)
-- [[110 117 108 108]]

-- greater
unsupported: mysql has no order among JSON documents: compare the values of paths: Path(…).Int()

-- ordered
SELECT paper.id FROM paper ORDER BY CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(CAST(json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?)))) AS DECIMAL(65, 30)) AS SIGNED) END IS NULL, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(CAST(json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?)))) AS DECIMAL(65, 30)) AS SIGNED) END DESC, paper.id
-- ["n" "n" "n" "n"]

-- set
SELECT paper.id, CASE WHEN json_type(json_extract(json_set(paper.doc, concat('$', '.', json_quote(?)), CAST(? AS JSON)), concat('$', '.', json_quote(?)))) != 'NULL' THEN json_unquote(json_extract(json_set(paper.doc, concat('$', '.', json_quote(?)), CAST(? AS JSON)), concat('$', '.', json_quote(?)))) END AS json_text_1, CASE WHEN json_type(json_extract(json_set(paper.doc, concat('$', '.', json_quote(?)), CAST(? AS JSON)), concat('$', '.', json_quote(?)))) != 'NULL' THEN json_unquote(json_extract(json_set(paper.doc, concat('$', '.', json_quote(?)), CAST(? AS JSON)), concat('$', '.', json_quote(?)))) END AS json_text_2, CASE WHEN json_type(json_extract(json_set(paper.doc, concat('$', '.', json_quote(?), '.', json_quote(?)), paper.id), concat('$', '.', json_quote(?), '.', json_quote(?)))) != 'NULL' THEN json_unquote(json_extract(json_set(paper.doc, concat('$', '.', json_quote(?), '.', json_quote(?)), paper.id), concat('$', '.', json_quote(?), '.', json_quote(?)))) END AS json_text_3 FROM paper
-- ["n" [55] "n" "n" [55] "n" "new" [34 120 34] "new" "new" [34 120 34] "new" "o" "w" "o" "w" "o" "w" "o" "w"]

-- set truth and documents
SELECT CASE WHEN json_type(json_extract(json_set(paper.doc, concat('$', '.', json_quote(?)), json_extract(CASE WHEN paper.id > ? THEN 'true' WHEN NOT (paper.id > ?) THEN 'false' END, '$')), concat('$', '.', json_quote(?)))) != 'NULL' THEN json_unquote(json_extract(json_set(paper.doc, concat('$', '.', json_quote(?)), json_extract(CASE WHEN paper.id > ? THEN 'true' WHEN NOT (paper.id > ?) THEN 'false' END, '$')), concat('$', '.', json_quote(?)))) END AS json_text_1, CASE WHEN json_type(CASE WHEN json_type(json_extract(json_set(paper.doc, concat('$', '.', json_quote(?)), CAST(? AS JSON)), concat('$', '.', json_quote(?)))) = 'ARRAY' THEN json_extract(json_set(paper.doc, concat('$', '.', json_quote(?)), CAST(? AS JSON)), concat('$', '.', json_quote(?), '[', ?, ']')) END) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(CAST(json_unquote(CASE WHEN json_type(json_extract(json_set(paper.doc, concat('$', '.', json_quote(?)), CAST(? AS JSON)), concat('$', '.', json_quote(?)))) = 'ARRAY' THEN json_extract(json_set(paper.doc, concat('$', '.', json_quote(?)), CAST(? AS JSON)), concat('$', '.', json_quote(?), '[', ?, ']')) END) AS DECIMAL(65, 30)) AS SIGNED) END AS json_int_1, CASE json_type(json_extract(json_set(paper.doc, concat('$', '.', json_quote(?)), CAST(? AS JSON)), concat('$', '.', json_quote(?)))) WHEN 'OBJECT' THEN 'object' WHEN 'ARRAY' THEN 'array' WHEN 'STRING' THEN 'string' WHEN 'BOOLEAN' THEN 'boolean' WHEN 'NULL' THEN 'null' ELSE CASE WHEN json_type(json_extract(json_set(paper.doc, concat('$', '.', json_quote(?)), CAST(? AS JSON)), concat('$', '.', json_quote(?)))) IS NOT NULL THEN 'number' END END = ? AS anon_1 FROM paper
-- ["x" 2 2 "x" "x" 2 2 "x" "x" [91 49 93] "x" "x" [91 49 93] "x" 0 "x" [91 49 93] "x" "x" [91 49 93] "x" 0 "x" [110 117 108 108] "x" "x" [110 117 108 108] "x" "null"]

-- set in a list
SELECT CASE WHEN json_type(CASE WHEN json_type(json_extract(json_set(paper.doc, concat('$', '.', json_quote(?), '[', ?, ']'), CAST(? AS JSON)), concat('$', '.', json_quote(?)))) = 'ARRAY' THEN json_extract(json_set(paper.doc, concat('$', '.', json_quote(?), '[', ?, ']'), CAST(? AS JSON)), concat('$', '.', json_quote(?), '[', ?, ']')) END) != 'NULL' THEN json_unquote(CASE WHEN json_type(json_extract(json_set(paper.doc, concat('$', '.', json_quote(?), '[', ?, ']'), CAST(? AS JSON)), concat('$', '.', json_quote(?)))) = 'ARRAY' THEN json_extract(json_set(paper.doc, concat('$', '.', json_quote(?), '[', ?, ']'), CAST(? AS JSON)), concat('$', '.', json_quote(?), '[', ?, ']')) END) END AS json_text_1 FROM paper WHERE paper.id = ?
-- ["list" 1 [34 50 34] "list" "list" 1 [34 50 34] "list" 1 "list" 1 [34 50 34] "list" "list" 1 [34 50 34] "list" 1 1]

-- insert and replace
SELECT paper.id, CASE WHEN json_type(json_extract(json_insert(paper.doc, concat('$', '.', json_quote(?)), CAST(? AS JSON)), concat('$', '.', json_quote(?)))) != 'NULL' THEN json_unquote(json_extract(json_insert(paper.doc, concat('$', '.', json_quote(?)), CAST(? AS JSON)), concat('$', '.', json_quote(?)))) END AS json_text_1, CASE WHEN json_type(json_extract(json_replace(paper.doc, concat('$', '.', json_quote(?)), CAST(? AS JSON)), concat('$', '.', json_quote(?)))) != 'NULL' THEN json_unquote(json_extract(json_replace(paper.doc, concat('$', '.', json_quote(?)), CAST(? AS JSON)), concat('$', '.', json_quote(?)))) END AS json_text_2 FROM paper
-- ["n" [55] "n" "n" [55] "n" "n" [55] "n" "n" [55] "n"]

-- remove
SELECT paper.id, json_contains_path(json_remove(paper.doc, concat('$', '.', json_quote(?))), 'one', concat('$.', json_quote(?))) AS json_has_key_1, CASE WHEN json_type(json_extract(json_remove(paper.doc, concat('$', '.', json_quote(?), '[', ?, ']')), concat('$', '.', json_quote(?)))) = 'ARRAY' THEN json_length(json_extract(json_remove(paper.doc, concat('$', '.', json_quote(?), '[', ?, ']')), concat('$', '.', json_quote(?)))) END AS json_length_1 FROM paper
-- ["n" "n" "list" 0 "list" "list" 0 "list"]

-- merge
SELECT paper.id, json_contains_path(json_merge_patch(paper.doc, ?), 'one', concat('$.', json_quote(?))) AS json_has_key_1, CASE WHEN json_type(json_extract(json_merge_patch(paper.doc, ?), concat('$', '.', json_quote(?)))) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(CAST(json_unquote(json_extract(json_merge_patch(paper.doc, ?), concat('$', '.', json_quote(?)))) AS DECIMAL(65, 30)) AS SIGNED) END AS json_int_1 FROM paper
-- [[123 34 107 34 58 49 44 34 110 34 58 110 117 108 108 125] "n" [123 34 107 34 58 49 125] "k" [123 34 107 34 58 49 125] "k"]

-- match
unsupported: mysql has no JSON path expressions: compare the values of paths

-- object
SELECT paper.id, CASE WHEN json_type(json_extract(json_object(?, paper.id, ?, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) != 'NULL' THEN json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?)))) END, ?, json_extract(CASE WHEN paper.id > ? THEN 'true' WHEN NOT (paper.id > ?) THEN 'false' END, '$'), ?, CAST(paper.meta AS JSON)), concat('$', '.', json_quote(?)))) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(CAST(json_unquote(json_extract(json_object(?, paper.id, ?, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) != 'NULL' THEN json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?)))) END, ?, json_extract(CASE WHEN paper.id > ? THEN 'true' WHEN NOT (paper.id > ?) THEN 'false' END, '$'), ?, CAST(paper.meta AS JSON)), concat('$', '.', json_quote(?)))) AS DECIMAL(65, 30)) AS SIGNED) END AS json_int_1, CASE WHEN json_type(json_extract(json_object(?, paper.id, ?, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) != 'NULL' THEN json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?)))) END, ?, json_extract(CASE WHEN paper.id > ? THEN 'true' WHEN NOT (paper.id > ?) THEN 'false' END, '$'), ?, CAST(paper.meta AS JSON)), concat('$', '.', json_quote(?)))) != 'NULL' THEN json_unquote(json_extract(json_object(?, paper.id, ?, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) != 'NULL' THEN json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?)))) END, ?, json_extract(CASE WHEN paper.id > ? THEN 'true' WHEN NOT (paper.id > ?) THEN 'false' END, '$'), ?, CAST(paper.meta AS JSON)), concat('$', '.', json_quote(?)))) END AS json_text_1, CASE WHEN json_type(json_extract(json_object(?, paper.id, ?, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) != 'NULL' THEN json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?)))) END, ?, json_extract(CASE WHEN paper.id > ? THEN 'true' WHEN NOT (paper.id > ?) THEN 'false' END, '$'), ?, CAST(paper.meta AS JSON)), concat('$', '.', json_quote(?)))) = 'BOOLEAN' THEN json_unquote(json_extract(json_object(?, paper.id, ?, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) != 'NULL' THEN json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?)))) END, ?, json_extract(CASE WHEN paper.id > ? THEN 'true' WHEN NOT (paper.id > ?) THEN 'false' END, '$'), ?, CAST(paper.meta AS JSON)), concat('$', '.', json_quote(?)))) = 'true' END AS json_bool_1, CASE json_type(json_extract(json_object(?, paper.id, ?, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) != 'NULL' THEN json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?)))) END, ?, json_extract(CASE WHEN paper.id > ? THEN 'true' WHEN NOT (paper.id > ?) THEN 'false' END, '$'), ?, CAST(paper.meta AS JSON)), concat('$', '.', json_quote(?)))) WHEN 'OBJECT' THEN 'object' WHEN 'ARRAY' THEN 'array' WHEN 'STRING' THEN 'string' WHEN 'BOOLEAN' THEN 'boolean' WHEN 'NULL' THEN 'null' ELSE CASE WHEN json_type(json_extract(json_object(?, paper.id, ?, CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) != 'NULL' THEN json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?)))) END, ?, json_extract(CASE WHEN paper.id > ? THEN 'true' WHEN NOT (paper.id > ?) THEN 'false' END, '$'), ?, CAST(paper.meta AS JSON)), concat('$', '.', json_quote(?)))) IS NOT NULL THEN 'number' END END AS json_type_1 FROM paper
-- ["id" "it\"s" "t" "t" "big" 2 2 "doc" "id" "id" "it\"s" "t" "t" "big" 2 2 "doc" "id" "id" "it\"s" "t" "t" "big" 2 2 "doc" "it\"s" "id" "it\"s" "t" "t" "big" 2 2 "doc" "it\"s" "id" "it\"s" "t" "t" "big" 2 2 "doc" "big" "id" "it\"s" "t" "t" "big" 2 2 "doc" "big" "id" "it\"s" "t" "t" "big" 2 2 "doc" "doc" "id" "it\"s" "t" "t" "big" 2 2 "doc" "doc"]

-- times in a document
SELECT left(CASE WHEN json_type(CASE WHEN json_type(json_array(concat(replace(kind.at, ' ', 'T'), 'Z'))) = 'ARRAY' THEN json_extract(json_array(concat(replace(kind.at, ' ', 'T'), 'Z')), concat('$', '[', ?, ']')) END) != 'NULL' THEN json_unquote(CASE WHEN json_type(json_array(concat(replace(kind.at, ' ', 'T'), 'Z'))) = 'ARRAY' THEN json_extract(json_array(concat(replace(kind.at, ' ', 'T'), 'Z')), concat('$', '[', ?, ']')) END) END, ?) AS left_1, left(CASE WHEN json_type(json_extract(json_object(?, replace(kind.wall, ' ', 'T')), concat('$', '.', json_quote(?)))) != 'NULL' THEN json_unquote(json_extract(json_object(?, replace(kind.wall, ' ', 'T')), concat('$', '.', json_quote(?)))) END, ?) AS left_2, CASE WHEN json_type(CASE WHEN json_type(json_array(kind.day)) = 'ARRAY' THEN json_extract(json_array(kind.day), concat('$', '[', ?, ']')) END) != 'NULL' THEN json_unquote(CASE WHEN json_type(json_array(kind.day)) = 'ARRAY' THEN json_extract(json_array(kind.day), concat('$', '[', ?, ']')) END) END AS json_text_1 FROM kind WHERE kind.at IS NOT NULL
-- [0 0 19 "w" "w" "w" "w" 19 0 0]

-- decimals are numbers
SELECT CASE json_type(CASE WHEN json_type(json_array(kind.`dec`, kind.`dec` * CAST(? AS DECIMAL(65, 30)))) = 'ARRAY' THEN json_extract(json_array(kind.`dec`, kind.`dec` * CAST(? AS DECIMAL(65, 30))), concat('$', '[', ?, ']')) END) WHEN 'OBJECT' THEN 'object' WHEN 'ARRAY' THEN 'array' WHEN 'STRING' THEN 'string' WHEN 'BOOLEAN' THEN 'boolean' WHEN 'NULL' THEN 'null' ELSE CASE WHEN json_type(CASE WHEN json_type(json_array(kind.`dec`, kind.`dec` * CAST(? AS DECIMAL(65, 30)))) = 'ARRAY' THEN json_extract(json_array(kind.`dec`, kind.`dec` * CAST(? AS DECIMAL(65, 30))), concat('$', '[', ?, ']')) END) IS NOT NULL THEN 'number' END END AS json_type_1, CASE WHEN json_type(json_extract(json_object(?, kind.`dec`), concat('$', '.', json_quote(?)))) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(json_unquote(json_extract(json_object(?, kind.`dec`), concat('$', '.', json_quote(?)))) AS DOUBLE) END AS json_float_1, CASE json_type(CASE WHEN json_type(json_arrayagg(kind.`dec`)) = 'ARRAY' THEN json_extract(json_arrayagg(kind.`dec`), concat('$', '[', ?, ']')) END) WHEN 'OBJECT' THEN 'object' WHEN 'ARRAY' THEN 'array' WHEN 'STRING' THEN 'string' WHEN 'BOOLEAN' THEN 'boolean' WHEN 'NULL' THEN 'null' ELSE CASE WHEN json_type(CASE WHEN json_type(json_arrayagg(kind.`dec`)) = 'ARRAY' THEN json_extract(json_arrayagg(kind.`dec`), concat('$', '[', ?, ']')) END) IS NOT NULL THEN 'number' END END AS json_type_2 FROM kind GROUP BY kind.id, kind.`dec`
-- ["2" "2" 0 "2" "2" 0 "d" "d" "d" "d" 0 0]

-- array
SELECT paper.id, CASE WHEN json_type(json_array(paper.id, json_extract(CASE WHEN paper.id > ? THEN 'true' WHEN NOT (paper.id > ?) THEN 'false' END, '$'), CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) != 'NULL' THEN json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?)))) END)) = 'ARRAY' THEN json_length(json_array(paper.id, json_extract(CASE WHEN paper.id > ? THEN 'true' WHEN NOT (paper.id > ?) THEN 'false' END, '$'), CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) != 'NULL' THEN json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?)))) END)) END AS json_length_1, CASE WHEN json_type(CASE WHEN json_type(json_array(json_extract(CASE WHEN paper.id > ? THEN 'true' WHEN NOT (paper.id > ?) THEN 'false' END, '$'))) = 'ARRAY' THEN json_extract(json_array(json_extract(CASE WHEN paper.id > ? THEN 'true' WHEN NOT (paper.id > ?) THEN 'false' END, '$')), concat('$', '[', ?, ']')) END) = 'BOOLEAN' THEN json_unquote(CASE WHEN json_type(json_array(json_extract(CASE WHEN paper.id > ? THEN 'true' WHEN NOT (paper.id > ?) THEN 'false' END, '$'))) = 'ARRAY' THEN json_extract(json_array(json_extract(CASE WHEN paper.id > ? THEN 'true' WHEN NOT (paper.id > ?) THEN 'false' END, '$')), concat('$', '[', ?, ']')) END) = 'true' END AS json_bool_1, CASE WHEN json_type(CASE WHEN json_type(json_array(json_extract(CASE WHEN (paper.id = ? AND paper.meta IS NULL) THEN 'true' WHEN NOT (paper.id = ? AND paper.meta IS NULL) THEN 'false' END, '$'))) = 'ARRAY' THEN json_extract(json_array(json_extract(CASE WHEN (paper.id = ? AND paper.meta IS NULL) THEN 'true' WHEN NOT (paper.id = ? AND paper.meta IS NULL) THEN 'false' END, '$')), concat('$', '[', ?, ']')) END) = 'BOOLEAN' THEN json_unquote(CASE WHEN json_type(json_array(json_extract(CASE WHEN (paper.id = ? AND paper.meta IS NULL) THEN 'true' WHEN NOT (paper.id = ? AND paper.meta IS NULL) THEN 'false' END, '$'))) = 'ARRAY' THEN json_extract(json_array(json_extract(CASE WHEN (paper.id = ? AND paper.meta IS NULL) THEN 'true' WHEN NOT (paper.id = ? AND paper.meta IS NULL) THEN 'false' END, '$')), concat('$', '[', ?, ']')) END) = 'true' END AS json_bool_2 FROM paper
-- [1 1 "t" "t" 1 1 "t" "t" 1 1 1 1 0 1 1 1 1 0 1 1 1 1 0 1 1 1 1 0]

-- elements
SELECT paper.id, list.ordinal AS ordinal, CASE json_type(list.`value`) WHEN 'OBJECT' THEN 'object' WHEN 'ARRAY' THEN 'array' WHEN 'STRING' THEN 'string' WHEN 'BOOLEAN' THEN 'boolean' WHEN 'NULL' THEN 'null' ELSE CASE WHEN json_type(list.`value`) IS NOT NULL THEN 'number' END END AS json_type_1, CASE WHEN json_type(list.`value`) != 'NULL' THEN json_unquote(list.`value`) END AS json_text_1, CASE WHEN json_type(list.`value`) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(CAST(json_unquote(list.`value`) AS DECIMAL(65, 30)) AS SIGNED) END AS json_int_1 FROM paper JOIN JSON_TABLE(CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) = 'ARRAY' THEN json_extract(paper.doc, concat('$', '.', json_quote(?))) END, '$[*]' COLUMNS (ordinal FOR ORDINALITY, `value` JSON PATH '$')) AS list ON 1 = 1 ORDER BY paper.id, list.ordinal
-- ["list" "list"]

-- elements of nothing
SELECT paper.id, list.ordinal AS ordinal, CASE json_type(list.`value`) WHEN 'OBJECT' THEN 'object' WHEN 'ARRAY' THEN 'array' WHEN 'STRING' THEN 'string' WHEN 'BOOLEAN' THEN 'boolean' WHEN 'NULL' THEN 'null' ELSE CASE WHEN json_type(list.`value`) IS NOT NULL THEN 'number' END END AS json_type_1, list.`value` IS NULL AS anon_1 FROM paper LEFT OUTER JOIN JSON_TABLE(CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) = 'ARRAY' THEN json_extract(paper.doc, concat('$', '.', json_quote(?))) END, '$[*]' COLUMNS (ordinal FOR ORDINALITY, `value` JSON PATH '$')) AS list ON 1 = 1
-- ["list" "list"]

-- elements of objects
SELECT CASE WHEN json_type(json_extract(`li"nes`.`value`, concat('$', '.', json_quote(?)))) != 'NULL' THEN json_unquote(json_extract(`li"nes`.`value`, concat('$', '.', json_quote(?)))) END AS json_text_1, CASE WHEN json_type(json_extract(`li"nes`.`value`, concat('$', '.', json_quote(?)))) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(CAST(json_unquote(json_extract(`li"nes`.`value`, concat('$', '.', json_quote(?)))) AS DECIMAL(65, 30)) AS SIGNED) END AS json_int_1, CASE WHEN json_type(json_extract(`li"nes`.`value`, concat('$', '.', json_quote(?)))) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(json_unquote(json_extract(`li"nes`.`value`, concat('$', '.', json_quote(?)))) AS DOUBLE) END AS json_float_1, `li"nes`.ordinal * ? AS anon_1 FROM JSON_TABLE(CASE WHEN json_type(CAST(? AS JSON)) = 'ARRAY' THEN CAST(? AS JSON) END, '$[*]' COLUMNS (ordinal FOR ORDINALITY, `value` JSON PATH '$')) AS `li"nes` WHERE CASE WHEN json_type(json_extract(`li"nes`.`value`, concat('$', '.', json_quote(?)))) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(CAST(json_unquote(json_extract(`li"nes`.`value`, concat('$', '.', json_quote(?)))) AS DECIMAL(65, 30)) AS SIGNED) END > ? ORDER BY `li"nes`.ordinal DESC
-- ["sku" "sku" "n" "n" "price" "price" 2 [91 123 34 110 34 58 50 44 34 112 114 105 99 101 34 58 49 46 53 44 34 115 107 117 34 58 34 97 34 44 34 116 97 103 115 34 58 91 34 120 34 44 34 105 116 39 115 34 93 125 44 123 34 110 34 58 49 44 34 115 107 117 34 58 34 98 34 125 44 123 34 110 34 58 51 44 34 112 114 105 99 101 34 58 48 46 49 44 34 115 107 117 34 58 34 99 34 44 34 116 97 103 115 34 58 91 93 125 93] [91 123 34 110 34 58 50 44 34 112 114 105 99 101 34 58 49 46 53 44 34 115 107 117 34 58 34 97 34 44 34 116 97 103 115 34 58 91 34 120 34 44 34 105 116 39 115 34 93 125 44 123 34 110 34 58 49 44 34 115 107 117 34 58 34 98 34 125 44 123 34 110 34 58 51 44 34 112 114 105 99 101 34 58 48 46 49 44 34 115 107 117 34 58 34 99 34 44 34 116 97 103 115 34 58 91 93 125 93] "n" "n" 1]

-- elements of elements
SELECT `li"nes`.ordinal AS ordinal, CASE WHEN json_type(tags.`value`) != 'NULL' THEN json_unquote(tags.`value`) END AS json_text_1 FROM JSON_TABLE(CASE WHEN json_type(CAST(? AS JSON)) = 'ARRAY' THEN CAST(? AS JSON) END, '$[*]' COLUMNS (ordinal FOR ORDINALITY, `value` JSON PATH '$')) AS `li"nes` CROSS JOIN JSON_TABLE(CASE WHEN json_type(json_extract(`li"nes`.`value`, concat('$', '.', json_quote(?)))) = 'ARRAY' THEN json_extract(`li"nes`.`value`, concat('$', '.', json_quote(?))) END, '$[*]' COLUMNS (ordinal FOR ORDINALITY, `value` JSON PATH '$')) AS tags
-- [[91 123 34 110 34 58 50 44 34 112 114 105 99 101 34 58 49 46 53 44 34 115 107 117 34 58 34 97 34 44 34 116 97 103 115 34 58 91 34 120 34 44 34 105 116 39 115 34 93 125 44 123 34 110 34 58 49 44 34 115 107 117 34 58 34 98 34 125 44 123 34 110 34 58 51 44 34 112 114 105 99 101 34 58 48 46 49 44 34 115 107 117 34 58 34 99 34 44 34 116 97 103 115 34 58 91 93 125 93] [91 123 34 110 34 58 50 44 34 112 114 105 99 101 34 58 49 46 53 44 34 115 107 117 34 58 34 97 34 44 34 116 97 103 115 34 58 91 34 120 34 44 34 105 116 39 115 34 93 125 44 123 34 110 34 58 49 44 34 115 107 117 34 58 34 98 34 125 44 123 34 110 34 58 51 44 34 112 114 105 99 101 34 58 48 46 49 44 34 115 107 117 34 58 34 99 34 44 34 116 97 103 115 34 58 91 93 125 93] "tags" "tags"]

-- elements in exists
SELECT paper.id FROM paper WHERE EXISTS (SELECT list.ordinal AS ordinal FROM JSON_TABLE(CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) = 'ARRAY' THEN json_extract(paper.doc, concat('$', '.', json_quote(?))) END, '$[*]' COLUMNS (ordinal FOR ORDINALITY, `value` JSON PATH '$')) AS list WHERE CASE WHEN json_type(list.`value`) != 'NULL' THEN json_unquote(list.`value`) END = ?)
-- ["list" "list" "two"]

-- elements summed
SELECT paper.id, (SELECT sum(CASE WHEN json_type(list.`value`) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(json_unquote(list.`value`) AS DOUBLE) END) AS sum_1 FROM JSON_TABLE(CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) = 'ARRAY' THEN json_extract(paper.doc, concat('$', '.', json_quote(?))) END, '$[*]' COLUMNS (ordinal FOR ORDINALITY, `value` JSON PATH '$')) AS list) AS anon_1 FROM paper ORDER BY paper.id
-- ["list" "list"]

-- elements in a subquery
SELECT `inner`.v, `inner`.ordinal FROM (SELECT paper.id, list.`value` AS v, list.ordinal AS ordinal FROM paper JOIN JSON_TABLE(CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) = 'ARRAY' THEN json_extract(paper.doc, concat('$', '.', json_quote(?))) END, '$[*]' COLUMNS (ordinal FOR ORDINALITY, `value` JSON PATH '$')) AS list ON 1 = 1) AS `inner` WHERE `inner`.ordinal = ?
-- ["list" "list" 2]

-- elements that are exact
SELECT CASE WHEN json_type(numbers.`value`) != 'NULL' THEN json_unquote(numbers.`value`) END AS json_text_1, CASE WHEN json_type(numbers.`value`) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(json_unquote(numbers.`value`) AS DOUBLE) END AS json_float_1 FROM JSON_TABLE(CASE WHEN json_type(CAST(? AS JSON)) = 'ARRAY' THEN CAST(? AS JSON) END, '$[*]' COLUMNS (ordinal FOR ORDINALITY, `value` JSON PATH '$')) AS numbers
-- [[91 48 46 51 48 48 48 48 48 48 48 48 48 48 48 48 48 48 48 52 44 49 101 43 51 48 48 44 45 55 93] [91 48 46 51 48 48 48 48 48 48 48 48 48 48 48 48 48 48 48 52 44 49 101 43 51 48 48 44 45 55 93]]

-- elements of another type
SELECT paper.id, other.ordinal AS ordinal FROM paper JOIN JSON_TABLE(CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) = 'ARRAY' THEN json_extract(paper.doc, concat('$', '.', json_quote(?))) END, '$[*]' COLUMNS (ordinal FOR ORDINALITY, `value` JSON PATH '$')) AS other ON 1 = 1
-- ["o" "o"]

-- elements of a binary document
SELECT b.ordinal AS ordinal, CASE WHEN json_type(b.`value`) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(CAST(json_unquote(b.`value`) AS DECIMAL(65, 30)) AS SIGNED) END AS json_int_1 FROM JSON_TABLE(CASE WHEN json_type(CAST(? AS JSON)) = 'ARRAY' THEN CAST(? AS JSON) END, '$[*]' COLUMNS (ordinal FOR ORDINALITY, `value` JSON PATH '$')) AS b
-- ["[1, 2]" "[1, 2]"]

-- elements of a changed document
SELECT paper.id, CASE WHEN json_type(changed.`value`) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(CAST(json_unquote(changed.`value`) AS DECIMAL(65, 30)) AS SIGNED) END AS json_int_1 FROM paper, JSON_TABLE(CASE WHEN json_type(json_set(paper.doc, concat('$', '.', json_quote(?)), CAST(? AS JSON))) = 'ARRAY' THEN json_set(paper.doc, concat('$', '.', json_quote(?)), CAST(? AS JSON)) END, '$[*]' COLUMNS (ordinal FOR ORDINALITY, `value` JSON PATH '$')) AS changed
-- ["list" [91 55 44 56 93] "list" [91 55 44 56 93]]

-- elements whole
SELECT changed.`value` AS `value`, changed.ordinal AS ordinal FROM paper, JSON_TABLE(CASE WHEN json_type(json_set(paper.doc, concat('$', '.', json_quote(?)), CAST(? AS JSON))) = 'ARRAY' THEN json_set(paper.doc, concat('$', '.', json_quote(?)), CAST(? AS JSON)) END, '$[*]' COLUMNS (ordinal FOR ORDINALITY, `value` JSON PATH '$')) AS changed
-- ["list" [91 55 44 56 93] "list" [91 55 44 56 93]]

-- members
SELECT paper.id, m.`key` AS `key`, CASE json_type(json_extract(json_extract(paper.doc, concat('$', '.', json_quote(?))), concat('$.', json_quote(m.`key`)))) WHEN 'OBJECT' THEN 'object' WHEN 'ARRAY' THEN 'array' WHEN 'STRING' THEN 'string' WHEN 'BOOLEAN' THEN 'boolean' WHEN 'NULL' THEN 'null' ELSE CASE WHEN json_type(json_extract(json_extract(paper.doc, concat('$', '.', json_quote(?))), concat('$.', json_quote(m.`key`)))) IS NOT NULL THEN 'number' END END AS json_type_1, CASE WHEN json_type(json_extract(json_extract(paper.doc, concat('$', '.', json_quote(?))), concat('$.', json_quote(m.`key`)))) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(CAST(json_unquote(json_extract(json_extract(paper.doc, concat('$', '.', json_quote(?))), concat('$.', json_quote(m.`key`)))) AS DECIMAL(65, 30)) AS SIGNED) END AS json_int_1, CASE WHEN json_type(json_extract(json_extract(json_extract(paper.doc, concat('$', '.', json_quote(?))), concat('$.', json_quote(m.`key`))), concat('$', '.', json_quote(?)))) != 'NULL' THEN json_unquote(json_extract(json_extract(json_extract(paper.doc, concat('$', '.', json_quote(?))), concat('$.', json_quote(m.`key`))), concat('$', '.', json_quote(?)))) END AS json_text_1 FROM paper JOIN JSON_TABLE(json_keys(CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) = 'OBJECT' THEN json_extract(paper.doc, concat('$', '.', json_quote(?))) END), '$[*]' COLUMNS (ordinal FOR ORDINALITY, `key` LONGTEXT PATH '$')) AS m ON 1 = 1 ORDER BY paper.id, m.`key`
-- ["o" "o" "o" "o" "o" "x" "o" "x" "o" "o"]

-- members with hostile keys
SELECT h.`key` AS `key`, CASE WHEN json_type(json_extract(json_extract(paper.doc, concat('$', '.', json_quote(?))), concat('$.', json_quote(h.`key`)))) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(CAST(json_unquote(json_extract(json_extract(paper.doc, concat('$', '.', json_quote(?))), concat('$.', json_quote(h.`key`)))) AS DECIMAL(65, 30)) AS SIGNED) END AS json_int_1 FROM paper JOIN JSON_TABLE(json_keys(CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) = 'OBJECT' THEN json_extract(paper.doc, concat('$', '.', json_quote(?))) END), '$[*]' COLUMNS (ordinal FOR ORDINALITY, `key` LONGTEXT PATH '$')) AS h ON 1 = 1 WHERE paper.id = ?
-- ["h" "h" "h" "h" 1]

-- members of a list
SELECT paper.id, ol.`key` AS `key` FROM paper JOIN JSON_TABLE(json_keys(CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) = 'OBJECT' THEN json_extract(paper.doc, concat('$', '.', json_quote(?))) END), '$[*]' COLUMNS (ordinal FOR ORDINALITY, `key` LONGTEXT PATH '$')) AS ol ON 1 = 1
-- ["list" "list"]

-- members of nothing
SELECT paper.id, ol.`key` IS NULL AS anon_1, json_extract(json_extract(paper.doc, concat('$', '.', json_quote(?))), concat('$.', json_quote(ol.`key`))) IS NULL AS anon_2 FROM paper LEFT OUTER JOIN JSON_TABLE(json_keys(CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) = 'OBJECT' THEN json_extract(paper.doc, concat('$', '.', json_quote(?))) END), '$[*]' COLUMNS (ordinal FOR ORDINALITY, `key` LONGTEXT PATH '$')) AS ol ON 1 = 1
-- ["list" "list" "list"]

-- aggregate
unsupported: mysql has no ORDER BY inside json_agg: sort the rows in a subquery

-- aggregate of none
SELECT json_arrayagg(paper.id) AS json_agg_1, json_objectagg(CASE WHEN json_type(json_extract(paper.doc, concat('$', '.', json_quote(?)))) != 'NULL' THEN json_unquote(json_extract(paper.doc, concat('$', '.', json_quote(?)))) END, paper.id) AS json_object_agg_1 FROM paper WHERE paper.id < ?
-- ["t" "t" 0]

-- aggregate of truth
unsupported: mysql has no ORDER BY inside json_agg: sort the rows in a subquery

-- aggregate filtered
unsupported: mysql has no FILTER on an aggregate of JSON: select the rows in a subquery

-- aggregate of an object
SELECT CASE WHEN json_type(json_extract(json_objectagg(CAST(paper.id AS CHAR), json_extract(CASE WHEN paper.id > ? THEN 'true' WHEN NOT (paper.id > ?) THEN 'false' END, '$')), concat('$', '.', json_quote(?)))) = 'BOOLEAN' THEN json_unquote(json_extract(json_objectagg(CAST(paper.id AS CHAR), json_extract(CASE WHEN paper.id > ? THEN 'true' WHEN NOT (paper.id > ?) THEN 'false' END, '$')), concat('$', '.', json_quote(?)))) = 'true' END AS json_bool_1 FROM paper
-- [2 2 "3" 2 2 "3"]

-- update
UPDATE paper SET meta=json_set(paper.meta, concat('$', '[', ?, ']'), CAST(? AS JSON)) WHERE paper.id = ?
-- [0 [57] 1]

-- as
SELECT json_extract(paper.doc, concat('$', '.', json_quote(?))) AS json_get_1 FROM paper WHERE paper.id = ?
-- ["list" 3]

