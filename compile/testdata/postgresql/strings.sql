-- trim
SELECT trim($1::VARCHAR || sqla_product.name || $2::VARCHAR) || $3::VARCHAR AS anon_1, ltrim($1::VARCHAR || sqla_product.name || $2::VARCHAR) || $4::VARCHAR AS anon_2, rtrim($1::VARCHAR || sqla_product.name || $2::VARCHAR) || $5::VARCHAR AS anon_3 FROM sqla_product
-- [" " " " "|" "|" "|"]

-- substring
SELECT substr(sqla_product.name, $1::INTEGER, $2::INTEGER) AS substring_1, substr(sqla_product.name, $3::INTEGER, $4::INTEGER) || $5::VARCHAR AS anon_1, substr(sqla_product.name, $6::INTEGER, $7::INTEGER) || $8::VARCHAR AS anon_2 FROM sqla_product
-- [2 2 1 0 "|" 4 99 "|"]

-- left right
SELECT left(sqla_product.name, $1::INTEGER) AS left_1, right(sqla_product.name, $2::INTEGER) AS right_1, right(sqla_product.name, $3::INTEGER) || $4::VARCHAR AS anon_1, right(sqla_product.name, $5::INTEGER) AS right_2 FROM sqla_product
-- [2 2 0 "|" 99]

-- position
SELECT strpos(sqla_product.name, $1::VARCHAR) AS position_1, strpos(sqla_product.name, $2::VARCHAR) AS position_2, strpos(sqla_product.name, right(sqla_product.name, $3::INTEGER)) AS position_3 FROM sqla_product
-- ["t" "" 1]

-- replace
SELECT replace(sqla_product.name, $1::VARCHAR, $2::VARCHAR) AS replace_1, replace(sqla_product.name, $3::VARCHAR, $4::VARCHAR) AS replace_2, replace($5::VARCHAR, $6::VARCHAR, $7::VARCHAR) || $8::VARCHAR AS anon_1 FROM sqla_product
-- ["l" "LL" "" "x" "" "a" "b" "|"]

-- pad
SELECT lpad(sqla_product.name, $1::INTEGER, $2::VARCHAR) AS lpad_1, rpad(sqla_product.name, $3::INTEGER, $4::VARCHAR) AS rpad_1, lpad(sqla_product.name, $5::INTEGER, $6::VARCHAR) AS lpad_2, rpad(sqla_product.name, $7::INTEGER, $8::VARCHAR) AS rpad_2 FROM sqla_product
-- [8 "*-" 8 "*-" 2 "*" 2 "*"]

-- repeat
SELECT repeat(sqla_product.name, $1::INTEGER) AS repeat_1, repeat(sqla_product.name, $2::INTEGER) || $3::VARCHAR AS anon_1 FROM sqla_product
-- [2 0 "|"]

-- reverse
SELECT reverse(sqla_product.name) AS reverse_1 FROM sqla_product

-- lengths
SELECT char_length($1::VARCHAR) AS char_length_1, octet_length($2::VARCHAR) AS octet_length_1 FROM sqla_product
-- ["größe" "größe"]

-- concat with separator
SELECT concat_ws($1::VARCHAR, sqla_product.name, CAST(sqla_product.expiry_offset_months AS TEXT), sqla_product.name) AS concat_ws_1 FROM sqla_product
-- ["-"]

-- nested
SELECT upper(left(trim($1::VARCHAR || sqla_product.name || $2::VARCHAR), $3::INTEGER)) || $4::VARCHAR AS anon_1 FROM sqla_product
-- [" " " " 1 "."]

