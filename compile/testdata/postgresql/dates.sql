-- fields of a date
SELECT CAST(EXTRACT(year FROM CAST(kind.day AS TIMESTAMP)) AS BIGINT) AS extract_1, CAST(EXTRACT(quarter FROM CAST(kind.day AS TIMESTAMP)) AS BIGINT) AS extract_2, CAST(EXTRACT(month FROM CAST(kind.day AS TIMESTAMP)) AS BIGINT) AS extract_3, CAST(EXTRACT(week FROM CAST(kind.day AS TIMESTAMP)) AS BIGINT) AS extract_4, CAST(EXTRACT(day FROM CAST(kind.day AS TIMESTAMP)) AS BIGINT) AS extract_5, CAST(EXTRACT(doy FROM CAST(kind.day AS TIMESTAMP)) AS BIGINT) AS extract_6, CAST(EXTRACT(dow FROM CAST(kind.day AS TIMESTAMP)) AS BIGINT) AS extract_7, CAST(EXTRACT(isodow FROM CAST(kind.day AS TIMESTAMP)) AS BIGINT) AS extract_8, CAST(EXTRACT(isoyear FROM CAST(kind.day AS TIMESTAMP)) AS BIGINT) AS extract_9, CAST(EXTRACT(hour FROM CAST(kind.day AS TIMESTAMP)) AS BIGINT) AS extract_10, CAST(floor(EXTRACT(epoch FROM CAST(kind.day AS TIMESTAMP))) AS BIGINT) AS extract_11 FROM kind

-- fields of a time
SELECT CAST(EXTRACT(year FROM kind.wall) AS BIGINT) AS extract_1, CAST(EXTRACT(hour FROM kind.wall) AS BIGINT) AS extract_2, CAST(EXTRACT(minute FROM kind.wall) AS BIGINT) AS extract_3, CAST(floor(EXTRACT(second FROM kind.wall)) AS BIGINT) AS extract_4, CAST(EXTRACT(microseconds FROM kind.wall) % 1000000 AS BIGINT) AS extract_5, CAST(floor(EXTRACT(epoch FROM kind.wall)) AS BIGINT) AS extract_6, CAST(EXTRACT(week FROM kind.wall) AS BIGINT) AS extract_7 FROM kind

-- fields of an instant
SELECT CAST(EXTRACT(day FROM kind.at AT TIME ZONE 'UTC') AS BIGINT) AS extract_1, CAST(EXTRACT(hour FROM kind.at AT TIME ZONE 'UTC') AS BIGINT) AS extract_2, CAST(EXTRACT(minute FROM kind.at AT TIME ZONE 'UTC') AS BIGINT) AS extract_3, CAST(floor(EXTRACT(second FROM kind.at AT TIME ZONE 'UTC')) AS BIGINT) AS extract_4, CAST(EXTRACT(microseconds FROM kind.at AT TIME ZONE 'UTC') % 1000000 AS BIGINT) AS extract_5, CAST(floor(EXTRACT(epoch FROM kind.at AT TIME ZONE 'UTC')) AS BIGINT) AS extract_6 FROM kind

-- fields at the year's end
SELECT CAST(EXTRACT(week FROM CAST(CAST($1::VARCHAR AS DATE) AS TIMESTAMP)) AS BIGINT) AS extract_1, CAST(EXTRACT(isoyear FROM CAST(CAST($1::VARCHAR AS DATE) AS TIMESTAMP)) AS BIGINT) AS extract_2, CAST(EXTRACT(dow FROM CAST(CAST($1::VARCHAR AS DATE) AS TIMESTAMP)) AS BIGINT) AS extract_3, CAST(EXTRACT(isodow FROM CAST(CAST($1::VARCHAR AS DATE) AS TIMESTAMP)) AS BIGINT) AS extract_4, CAST(EXTRACT(quarter FROM CAST(CAST($1::VARCHAR AS DATE) AS TIMESTAMP)) AS BIGINT) AS extract_5 FROM kind
-- ["2027-01-03"]

-- fraction that rounds
SELECT CAST(EXTRACT(year FROM $1::TIMESTAMP WITH TIME ZONE AT TIME ZONE 'UTC') AS BIGINT) AS extract_1, CAST(floor(EXTRACT(second FROM $1::TIMESTAMP WITH TIME ZONE AT TIME ZONE 'UTC')) AS BIGINT) AS extract_2, CAST(EXTRACT(microseconds FROM $1::TIMESTAMP WITH TIME ZONE AT TIME ZONE 'UTC') % 1000000 AS BIGINT) AS extract_3, CAST(floor(EXTRACT(epoch FROM $1::TIMESTAMP WITH TIME ZONE AT TIME ZONE 'UTC')) AS BIGINT) AS extract_4 FROM kind
-- [2024-12-31 23:59:59.999999 +0000 UTC]

-- before the epoch
SELECT CAST(floor(EXTRACT(epoch FROM CAST($1::VARCHAR AS TIMESTAMP))) AS BIGINT) AS extract_1, CAST(EXTRACT(year FROM CAST($1::VARCHAR AS TIMESTAMP)) AS BIGINT) AS extract_2 FROM kind
-- ["1969-12-31 23:59:59.500000"]

-- truncated date
SELECT CAST(date_trunc('year', CAST(kind.day AS TIMESTAMP)) AS DATE) AS date_trunc_1, CAST(date_trunc('quarter', CAST(kind.day AS TIMESTAMP)) AS DATE) AS date_trunc_2, CAST(date_trunc('month', CAST(kind.day AS TIMESTAMP)) AS DATE) AS date_trunc_3, CAST(date_trunc('week', CAST(kind.day AS TIMESTAMP)) AS DATE) AS date_trunc_4, CAST(date_trunc('day', CAST(kind.day AS TIMESTAMP)) AS DATE) AS date_trunc_5 FROM kind

-- truncated time
SELECT date_trunc('hour', kind.wall) = CAST($1::VARCHAR AS TIMESTAMP) AS anon_1, date_trunc('minute', kind.wall) = CAST($2::VARCHAR AS TIMESTAMP) AS anon_2, date_trunc('second', kind.wall) = CAST($3::VARCHAR AS TIMESTAMP) AS anon_3, date_trunc('week', kind.wall) = CAST($4::VARCHAR AS TIMESTAMP) AS anon_4, date_trunc('quarter', kind.wall) = CAST($5::VARCHAR AS TIMESTAMP) AS anon_5, date_trunc('year', kind.wall) = CAST($6::VARCHAR AS TIMESTAMP) AS anon_6 FROM kind
-- ["2024-02-29 12:00:00" "2024-02-29 12:30:00" "2024-02-29 12:30:15" "2024-02-26 00:00:00" "2024-01-01 00:00:00" "2024-01-01 00:00:00"]

-- truncated instant
SELECT date_trunc('day', kind.at, 'UTC') = $1::TIMESTAMP WITH TIME ZONE AS anon_1, date_trunc('month', kind.at, 'UTC') = $2::TIMESTAMP WITH TIME ZONE AS anon_2 FROM kind
-- [2024-02-29 00:00:00 +0000 UTC 2024-02-01 00:00:00 +0000 UTC]

-- date and days
SELECT CAST(CAST(kind.day + make_interval(days => $1::INTEGER) AS DATE) AS TEXT) AS add_units_1, CAST(CAST(kind.day + make_interval(days => $2::INTEGER) AS DATE) AS TEXT) AS add_units_2, CAST(CAST(kind.day + make_interval(days => kind.id) AS DATE) AS TEXT) AS add_units_3 FROM kind
-- [1 -60]

-- date and months
SELECT CAST(CAST(kind.day + make_interval(months => $1::INTEGER) AS DATE) AS TEXT) AS add_units_1, CAST(CAST(CAST($2::VARCHAR AS DATE) + make_interval(months => $3::INTEGER) AS DATE) AS TEXT) AS add_units_2, CAST(CAST(kind.day + make_interval(years => $4::INTEGER) AS DATE) AS TEXT) AS add_units_3, CAST(CAST(kind.day + make_interval(months => $5::INTEGER) AS DATE) AS TEXT) AS add_units_4 FROM kind
-- [12 "2024-01-31" 1 1 -1]

-- date and months of rows
SELECT sqla_product.id, CAST(CAST(sqla_product.production_date + make_interval(months => sqla_product.expiry_offset_months) AS DATE) AS TEXT) AS add_units_1 FROM sqla_product

-- time and days
SELECT kind.wall + make_interval(days => $1::INTEGER) = CAST($2::VARCHAR AS TIMESTAMP) AS anon_1, kind.wall + make_interval(months => $3::INTEGER) = CAST($4::VARCHAR AS TIMESTAMP) AS anon_2 FROM kind
-- [1 "2024-03-01 12:30:15.250000" 12 "2025-02-28 12:30:15.250000"]

-- instant and days
SELECT (kind.at AT TIME ZONE 'UTC' + make_interval(days => $1::INTEGER)) AT TIME ZONE 'UTC' = $2::TIMESTAMP WITH TIME ZONE AS anon_1, (kind.at AT TIME ZONE 'UTC' + make_interval(months => $3::INTEGER)) AT TIME ZONE 'UTC' = $4::TIMESTAMP WITH TIME ZONE AS anon_2 FROM kind
-- [1 2024-03-01 12:30:15.25 +0000 UTC -1 2024-01-29 12:30:15.25 +0000 UTC]

-- time and seconds
SELECT kind.wall + $1::INTERVAL = CAST($2::VARCHAR AS TIMESTAMP) AS anon_1, kind.at + $3::INTERVAL = $4::TIMESTAMP WITH TIME ZONE AS anon_2 FROM kind
-- [45s "2024-02-29 12:31:00.250000" -13h0m0s 2024-02-28 23:30:15.25 +0000 UTC]

-- time and fraction
SELECT kind.at + $1::INTERVAL = $2::TIMESTAMP WITH TIME ZONE AS anon_1 FROM kind
-- [1µs 2024-02-29 12:30:15.250001 +0000 UTC]

-- time and an interval
SELECT kind.wall + kind.span = CAST($1::VARCHAR AS TIMESTAMP) AS anon_1, kind.wall + (CAST($2::VARCHAR AS TIMESTAMP) - CAST($3::VARCHAR AS TIMESTAMP)) = CAST($4::VARCHAR AS TIMESTAMP) AS anon_2 FROM kind
-- ["2024-02-29 15:30:15.250000" "2024-01-01 00:00:00.100000" "2024-01-01 00:00:01.600001" "2024-02-29 12:30:13.749999"]

-- time and an interval that may be missing
SELECT kind.at + kind.span IS NULL AS anon_1 FROM kind

-- time and a negative fraction
SELECT kind.wall + $1::INTERVAL = $2::TIMESTAMP AS anon_1, $3::TIMESTAMP + $4::INTERVAL = $5::TIMESTAMP AS anon_2 FROM kind
-- [-250.001ms 2024-02-29 12:30:14.999999 +0000 UTC 1969-12-31 23:59:59.999999 +0000 UTC 2µs 1970-01-01 00:00:00.000001 +0000 UTC]

-- days between of times
SELECT CAST(CAST($1::VARCHAR AS TIMESTAMP) AS DATE) - CAST(CAST($2::VARCHAR AS TIMESTAMP) AS DATE) AS days_between_1, CAST(kind.at AT TIME ZONE 'UTC' AS DATE) - CAST((kind.at + $3::INTERVAL) AT TIME ZONE 'UTC' AS DATE) AS days_between_2 FROM kind
-- ["2024-03-02 00:00:01" "2024-02-29 23:59:59" 36h0m0s]

-- days between
SELECT kind.day - CAST($1::VARCHAR AS DATE) AS days_between_1, (CAST($2::VARCHAR AS DATE) - kind.day) * $3::INTEGER AS anon_1 FROM kind
-- ["2023-02-28" "2023-02-28" 2]

-- days between of rows
SELECT sqla_product.id FROM sqla_product WHERE sqla_product.expiry_date - sqla_product.production_date > $1::INTEGER
-- [30]

-- time between
SELECT kind.wall - CAST($1::VARCHAR AS TIMESTAMP) = $2::INTERVAL AS anon_1, kind.at - (kind.at + $3::INTERVAL) = $4::INTERVAL AS anon_2 FROM kind
-- ["2024-02-28 12:30:15" 24h0m0.25s 1h0m0s -1h0m0s]

-- now
SELECT now() > now() + $1::INTERVAL AS anon_1, LOCALTIME <= LOCALTIME AS anon_2, date_trunc('year', LOCALTIMESTAMP) = date_trunc('year', LOCALTIMESTAMP) AS anon_3
-- [-1h0m0s]

-- at zone
SELECT kind.at AT TIME ZONE $1::VARCHAR AS at_zone_1 FROM kind
-- ["Europe/Berlin"]

