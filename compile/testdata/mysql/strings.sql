-- trim
SELECT concat(trim(concat(?, sqla_product.name, ?)), ?) AS anon_1, concat(ltrim(concat(?, sqla_product.name, ?)), ?) AS anon_2, concat(rtrim(concat(?, sqla_product.name, ?)), ?) AS anon_3 FROM sqla_product
-- [" " " " "|" " " " " "|" " " " " "|"]

-- substring
SELECT substr(sqla_product.name, ?, ?) AS substring_1, concat(substr(sqla_product.name, ?, ?), ?) AS anon_1, concat(substr(sqla_product.name, ?, ?), ?) AS anon_2 FROM sqla_product
-- [2 2 1 0 "|" 4 99 "|"]

-- left right
SELECT left(sqla_product.name, ?) AS left_1, right(sqla_product.name, ?) AS right_1, concat(right(sqla_product.name, ?), ?) AS anon_1, right(sqla_product.name, ?) AS right_2 FROM sqla_product
-- [2 2 0 "|" 99]

-- position
SELECT locate(?, sqla_product.name) AS position_1, locate(?, sqla_product.name) AS position_2, locate(right(sqla_product.name, ?), sqla_product.name) AS position_3 FROM sqla_product
-- ["t" "" 1]

-- replace
SELECT replace(sqla_product.name, ?, ?) AS replace_1, replace(sqla_product.name, ?, ?) AS replace_2, concat(replace(?, ?, ?), ?) AS anon_1 FROM sqla_product
-- ["l" "LL" "" "x" "" "a" "b" "|"]

-- pad
SELECT lpad(sqla_product.name, ?, ?) AS lpad_1, rpad(sqla_product.name, ?, ?) AS rpad_1, lpad(sqla_product.name, ?, ?) AS lpad_2, rpad(sqla_product.name, ?, ?) AS rpad_2 FROM sqla_product
-- [8 "*-" 8 "*-" 2 "*" 2 "*"]

-- repeat
SELECT repeat(sqla_product.name, ?) AS repeat_1, concat(repeat(sqla_product.name, ?), ?) AS anon_1 FROM sqla_product
-- [2 0 "|"]

-- reverse
SELECT reverse(sqla_product.name) AS reverse_1 FROM sqla_product

-- lengths
SELECT char_length(?) AS char_length_1, octet_length(?) AS octet_length_1 FROM sqla_product
-- ["größe" "größe"]

-- concat with separator
SELECT concat_ws(?, sqla_product.name, CAST(sqla_product.expiry_offset_months AS CHAR), sqla_product.name) AS concat_ws_1 FROM sqla_product
-- ["-"]

-- nested
SELECT concat(upper(left(trim(concat(?, sqla_product.name, ?)), ?)), ?) AS anon_1 FROM sqla_product
-- [" " " " 1 "."]

