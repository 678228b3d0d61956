-- trim
SELECT trim(? || sqla_product.name || ?) || ? AS anon_1, ltrim(? || sqla_product.name || ?) || ? AS anon_2, rtrim(? || sqla_product.name || ?) || ? AS anon_3 FROM sqla_product
-- [" " " " "|" " " " " "|" " " " " "|"]

-- substring
SELECT substr(sqla_product.name, ?, ?) AS substring_1, substr(sqla_product.name, ?, ?) || ? AS anon_1, substr(sqla_product.name, ?, ?) || ? AS anon_2 FROM sqla_product
-- [2 2 1 0 "|" 4 99 "|"]

-- left right
SELECT substr(sqla_product.name, 1, ?) AS left_1, substr(sqla_product.name, -?, ?) AS right_1, substr(sqla_product.name, -?, ?) || ? AS anon_1, substr(sqla_product.name, -?, ?) AS right_2 FROM sqla_product
-- [2 2 2 0 0 "|" 99 99]

-- position
SELECT instr(sqla_product.name, ?) AS position_1, instr(sqla_product.name, ?) AS position_2, instr(sqla_product.name, substr(sqla_product.name, -?, ?)) AS position_3 FROM sqla_product
-- ["t" "" 1 1]

-- replace
SELECT replace(sqla_product.name, ?, ?) AS replace_1, replace(sqla_product.name, ?, ?) AS replace_2, replace(?, ?, ?) || ? AS anon_1 FROM sqla_product
-- ["l" "LL" "" "x" "" "a" "b" "|"]

-- pad
SELECT CASE WHEN length(sqla_product.name) >= ? THEN substr(sqla_product.name, 1, ?) ELSE substr(replace(hex(zeroblob(?)), '00', ?), 1, ? - length(sqla_product.name)) || sqla_product.name END AS lpad_1, substr(sqla_product.name || replace(hex(zeroblob(?)), '00', ?), 1, ?) AS rpad_1, CASE WHEN length(sqla_product.name) >= ? THEN substr(sqla_product.name, 1, ?) ELSE substr(replace(hex(zeroblob(?)), '00', ?), 1, ? - length(sqla_product.name)) || sqla_product.name END AS lpad_2, substr(sqla_product.name || replace(hex(zeroblob(?)), '00', ?), 1, ?) AS rpad_2 FROM sqla_product
-- [8 8 8 "*-" 8 8 "*-" 8 2 2 2 "*" 2 2 "*" 2]

-- repeat
SELECT replace(hex(zeroblob(?)), '00', sqla_product.name) AS repeat_1, replace(hex(zeroblob(?)), '00', sqla_product.name) || ? AS anon_1 FROM sqla_product
-- [2 0 "|"]

-- reverse
unsupported: sqlite has no reverse: reverse the text in Go

-- lengths
SELECT length(?) AS char_length_1, octet_length(?) AS octet_length_1 FROM sqla_product
-- ["größe" "größe"]

-- concat with separator
SELECT concat_ws(?, sqla_product.name, CAST(sqla_product.expiry_offset_months AS TEXT), sqla_product.name) AS concat_ws_1 FROM sqla_product
-- ["-"]

-- nested
SELECT upper(substr(trim(? || sqla_product.name || ?), 1, ?)) || ? AS anon_1 FROM sqla_product
-- [" " " " 1 "."]

