-- members
SELECT shelf.id FROM shelf WHERE shelf.span @> $1::BIGINT AND NOT shelf.span @> shelf.id AND shelf.free @> $2::INTEGER
-- [5 5]

-- contains
SELECT shelf.id FROM shelf WHERE shelf.span @> $1::INT8RANGE AND shelf.span @> shelf.span AND shelf.span <@ $2::INT8RANGE AND shelf.free @> $3::INT4MULTIRANGE
-- ["[1,10)" "[1,10)" [[1,) [-3,-2]]]

-- overlaps
SELECT shelf.id FROM shelf WHERE shelf.span && $1::INT8RANGE AND shelf.free && shelf.free AND NOT shelf.span && $2::INT8RANGE
-- ["(,3)" "empty"]

-- order
SELECT shelf.id FROM shelf WHERE shelf.span << $1::INT8RANGE AND shelf.span << shelf.span AND shelf.span >> $2::INT8RANGE AND shelf.span &< $3::INT8RANGE AND shelf.span &> $4::INT8RANGE
-- ["[1,10)" "[1,10)" "[1,10)" "[1,10)"]

-- adjacent
SELECT shelf.id FROM shelf WHERE shelf.span -|- $1::INT8RANGE AND NOT shelf.span -|- shelf.span
-- ["[1,10)"]

-- changes
SELECT shelf.span + $1::INT8RANGE AS range_union_1, shelf.span * $2::INT8RANGE AS range_intersection_1, shelf.free - $3::INT4MULTIRANGE AS range_difference_1, range_merge(shelf.span + $4::INT8RANGE, $5::INT8RANGE) AS range_merge_1 FROM shelf
-- ["[1,10)" "[1,10)" [[1,) [-3,-2]] "[1,10)" "[1,10)"]

-- ends
SELECT lower(shelf.span) AS range_lower_1, upper(shelf.span) AS range_upper_1, isempty(shelf.span) AS range_empty_1, lower_inc(shelf.span) AS lower_inc_1, upper_inc(shelf.span) AS upper_inc_1, lower_inf(shelf.free) AS lower_inf_1, upper_inf(shelf.span) AS upper_inf_1 FROM shelf

-- hstore
SELECT shelf.data -> $1::VARCHAR AS hstore_get_1, CAST(shelf.data || $2::HSTORE AS TEXT) AS hstore_concat_1, CAST(delete(shelf.data, $3::VARCHAR) AS TEXT) AS delete_1, CAST(delete(shelf.data, $4::TEXT[]) AS TEXT) AS delete_2, akeys(shelf.data) AS akeys_1, avals(shelf.data) AS avals_1 FROM shelf
-- ["a" "\"a\"=>\"x\", \"b\"=>NULL" "a" [a b]]

-- hstore conditions
SELECT shelf.id FROM shelf WHERE exist(shelf.data, $1::VARCHAR) AND exists_all(shelf.data, $2::TEXT[]) AND exists_any(shelf.data, $3::TEXT[]) AND shelf.data @> $4::HSTORE AND NOT shelf.data <@ $5::HSTORE
-- ["a" [a b] [] "\"a\"=>\"x\"" ""]

-- networks
SELECT shelf.id FROM shelf WHERE shelf.net >>= $1::INET AND shelf.net <<= $2::INET AND shelf.net >>= $3::INET
-- ["10.0.0.0/8" "10.0.0.0/8" "10.0.0.0/8"]

