-- fields of a date
SELECT CAST(strftime('%Y', substr(kind.day, 1, 19)) AS INTEGER) AS extract_1, (CAST(strftime('%m', substr(kind.day, 1, 19)) AS INTEGER) + 2) / 3 AS extract_2, CAST(strftime('%m', substr(kind.day, 1, 19)) AS INTEGER) AS extract_3, CAST(strftime('%V', substr(kind.day, 1, 19)) AS INTEGER) AS extract_4, CAST(strftime('%d', substr(kind.day, 1, 19)) AS INTEGER) AS extract_5, CAST(strftime('%j', substr(kind.day, 1, 19)) AS INTEGER) AS extract_6, CAST(strftime('%w', substr(kind.day, 1, 19)) AS INTEGER) AS extract_7, CAST(strftime('%u', substr(kind.day, 1, 19)) AS INTEGER) AS extract_8, CAST(strftime('%G', substr(kind.day, 1, 19)) AS INTEGER) AS extract_9, CAST(strftime('%H', substr(kind.day, 1, 19)) AS INTEGER) AS extract_10, CAST(strftime('%s', substr(kind.day, 1, 19)) AS INTEGER) AS extract_11 FROM kind

-- fields of a time
SELECT CAST(strftime('%Y', substr(kind.wall, 1, 19)) AS INTEGER) AS extract_1, CAST(strftime('%H', substr(kind.wall, 1, 19)) AS INTEGER) AS extract_2, CAST(strftime('%M', substr(kind.wall, 1, 19)) AS INTEGER) AS extract_3, CAST(strftime('%S', substr(kind.wall, 1, 19)) AS INTEGER) AS extract_4, CAST(substr(kind.wall, 21, 6) AS INTEGER) AS extract_5, CAST(strftime('%s', substr(kind.wall, 1, 19)) AS INTEGER) AS extract_6, CAST(strftime('%V', substr(kind.wall, 1, 19)) AS INTEGER) AS extract_7 FROM kind

-- fields of an instant
SELECT CAST(strftime('%d', substr(kind.at, 1, 19)) AS INTEGER) AS extract_1, CAST(strftime('%H', substr(kind.at, 1, 19)) AS INTEGER) AS extract_2, CAST(strftime('%M', substr(kind.at, 1, 19)) AS INTEGER) AS extract_3, CAST(strftime('%S', substr(kind.at, 1, 19)) AS INTEGER) AS extract_4, CAST(substr(kind.at, 21, 6) AS INTEGER) AS extract_5, CAST(strftime('%s', substr(kind.at, 1, 19)) AS INTEGER) AS extract_6 FROM kind

-- fields at the year's end
SELECT CAST(strftime('%V', substr(date(?), 1, 19)) AS INTEGER) AS extract_1, CAST(strftime('%G', substr(date(?), 1, 19)) AS INTEGER) AS extract_2, CAST(strftime('%w', substr(date(?), 1, 19)) AS INTEGER) AS extract_3, CAST(strftime('%u', substr(date(?), 1, 19)) AS INTEGER) AS extract_4, (CAST(strftime('%m', substr(date(?), 1, 19)) AS INTEGER) + 2) / 3 AS extract_5 FROM kind
-- ["2027-01-03" "2027-01-03" "2027-01-03" "2027-01-03" "2027-01-03"]

-- fraction that rounds
SELECT CAST(strftime('%Y', substr(?, 1, 19)) AS INTEGER) AS extract_1, CAST(strftime('%S', substr(?, 1, 19)) AS INTEGER) AS extract_2, CAST(substr(?, 21, 6) AS INTEGER) AS extract_3, CAST(strftime('%s', substr(?, 1, 19)) AS INTEGER) AS extract_4 FROM kind
-- [2024-12-31 23:59:59.999999 +0000 UTC 2024-12-31 23:59:59.999999 +0000 UTC 2024-12-31 23:59:59.999999 +0000 UTC 2024-12-31 23:59:59.999999 +0000 UTC]

-- before the epoch
SELECT CAST(strftime('%s', substr(strftime('%Y-%m-%d %H:%M:%f000', ?), 1, 19)) AS INTEGER) AS extract_1, CAST(strftime('%Y', substr(strftime('%Y-%m-%d %H:%M:%f000', ?), 1, 19)) AS INTEGER) AS extract_2 FROM kind
-- ["1969-12-31 23:59:59.500000" "1969-12-31 23:59:59.500000"]

-- truncated date
SELECT date(substr(kind.day, 1, 10), 'start of year') AS date_trunc_1, date(substr(kind.day, 1, 10), 'start of month', '-' || ((CAST(strftime('%m', substr(kind.day, 1, 10)) AS INTEGER) - 1) % 3) || ' months') AS date_trunc_2, date(substr(kind.day, 1, 10), 'start of month') AS date_trunc_3, date(substr(kind.day, 1, 10), '-6 days', 'weekday 1') AS date_trunc_4, date(substr(kind.day, 1, 10)) AS date_trunc_5 FROM kind

-- truncated time
SELECT strftime('%Y-%m-%d %H:00:00.000000', substr(kind.wall, 1, 19)) = strftime('%Y-%m-%d %H:%M:%f000', ?) AS anon_1, strftime('%Y-%m-%d %H:%M:00.000000', substr(kind.wall, 1, 19)) = strftime('%Y-%m-%d %H:%M:%f000', ?) AS anon_2, strftime('%Y-%m-%d %H:%M:%S.000000', substr(kind.wall, 1, 19)) = strftime('%Y-%m-%d %H:%M:%f000', ?) AS anon_3, date(substr(kind.wall, 1, 10), '-6 days', 'weekday 1') || ' 00:00:00.000000' = strftime('%Y-%m-%d %H:%M:%f000', ?) AS anon_4, date(substr(kind.wall, 1, 10), 'start of month', '-' || ((CAST(strftime('%m', substr(kind.wall, 1, 10)) AS INTEGER) - 1) % 3) || ' months') || ' 00:00:00.000000' = strftime('%Y-%m-%d %H:%M:%f000', ?) AS anon_5, date(substr(kind.wall, 1, 10), 'start of year') || ' 00:00:00.000000' = strftime('%Y-%m-%d %H:%M:%f000', ?) AS anon_6 FROM kind
-- ["2024-02-29 12:00:00" "2024-02-29 12:30:00" "2024-02-29 12:30:15" "2024-02-26 00:00:00" "2024-01-01 00:00:00" "2024-01-01 00:00:00"]

-- truncated instant
SELECT date(substr(kind.at, 1, 10)) || ' 00:00:00.000000' = ? AS anon_1, date(substr(kind.at, 1, 10), 'start of month') || ' 00:00:00.000000' = ? AS anon_2 FROM kind
-- [2024-02-29 00:00:00 +0000 UTC 2024-02-01 00:00:00 +0000 UTC]

-- date and days
SELECT CAST(date(substr(kind.day, 1, 10), ? || ' days', 'floor') AS TEXT) AS add_units_1, CAST(date(substr(kind.day, 1, 10), ? || ' days', 'floor') AS TEXT) AS add_units_2, CAST(date(substr(kind.day, 1, 10), kind.id || ' days', 'floor') AS TEXT) AS add_units_3 FROM kind
-- [1 -60]

-- date and months
SELECT CAST(date(substr(kind.day, 1, 10), ? || ' months', 'floor') AS TEXT) AS add_units_1, CAST(date(substr(date(?), 1, 10), ? || ' months', 'floor') AS TEXT) AS add_units_2, CAST(date(substr(kind.day, 1, 10), ? || ' years', 'floor') AS TEXT) AS add_units_3, CAST(date(substr(kind.day, 1, 10), ? || ' months', 'floor') AS TEXT) AS add_units_4 FROM kind
-- [12 "2024-01-31" 1 1 -1]

-- date and months of rows
SELECT sqla_product.id, CAST(date(substr(sqla_product.production_date, 1, 10), sqla_product.expiry_offset_months || ' months', 'floor') AS TEXT) AS add_units_1 FROM sqla_product

-- time and days
SELECT date(substr(kind.wall, 1, 10), ? || ' days', 'floor') || substr(kind.wall, 11) = strftime('%Y-%m-%d %H:%M:%f000', ?) AS anon_1, date(substr(kind.wall, 1, 10), ? || ' months', 'floor') || substr(kind.wall, 11) = strftime('%Y-%m-%d %H:%M:%f000', ?) AS anon_2 FROM kind
-- [1 "2024-03-01 12:30:15.250000" 12 "2025-02-28 12:30:15.250000"]

-- instant and days
SELECT date(substr(kind.at, 1, 10), ? || ' days', 'floor') || substr(kind.at, 11) = ? AS anon_1, date(substr(kind.at, 1, 10), ? || ' months', 'floor') || substr(kind.at, 11) = ? AS anon_2 FROM kind
-- [1 2024-03-01 12:30:15.25 +0000 UTC -1 2024-01-29 12:30:15.25 +0000 UTC]

-- time and seconds
SELECT strftime('%Y-%m-%d %H:%M:%S', substr(kind.wall, 1, 19), (? / 1000000) || ' seconds') || substr(kind.wall, 20) = strftime('%Y-%m-%d %H:%M:%f000', ?) AS anon_1, strftime('%Y-%m-%d %H:%M:%S', substr(kind.at, 1, 19), (? / 1000000) || ' seconds') || substr(kind.at, 20) = ? AS anon_2 FROM kind
-- [45s "2024-02-29 12:31:00.250000" -13h0m0s 2024-02-28 23:30:15.25 +0000 UTC]

-- time and fraction
SELECT strftime('%Y-%m-%d %H:%M:%S', substr(kind.at, 1, 19), (((CAST(substr(kind.at, 21, 6) AS INTEGER) + ?) - (((CAST(substr(kind.at, 21, 6) AS INTEGER) + ?) % 1000000 + 1000000) % 1000000)) / 1000000) || ' seconds') || printf('.%06d', (((CAST(substr(kind.at, 21, 6) AS INTEGER) + ?) % 1000000 + 1000000) % 1000000)) = ? AS anon_1 FROM kind
-- [1µs 1µs 1µs 2024-02-29 12:30:15.250001 +0000 UTC]

-- time and an interval
SELECT strftime('%Y-%m-%d %H:%M:%S', substr(kind.wall, 1, 19), (((CAST(substr(kind.wall, 21, 6) AS INTEGER) + kind.span) - (((CAST(substr(kind.wall, 21, 6) AS INTEGER) + kind.span) % 1000000 + 1000000) % 1000000)) / 1000000) || ' seconds') || printf('.%06d', (((CAST(substr(kind.wall, 21, 6) AS INTEGER) + kind.span) % 1000000 + 1000000) % 1000000)) = strftime('%Y-%m-%d %H:%M:%f000', ?) AS anon_1, strftime('%Y-%m-%d %H:%M:%S', substr(kind.wall, 1, 19), (((CAST(substr(kind.wall, 21, 6) AS INTEGER) + ((CAST(strftime('%s', substr(strftime('%Y-%m-%d %H:%M:%f000', ?), 1, 19)) AS INTEGER) - CAST(strftime('%s', substr(strftime('%Y-%m-%d %H:%M:%f000', ?), 1, 19)) AS INTEGER)) * 1000000 + CAST(substr(strftime('%Y-%m-%d %H:%M:%f000', ?), 21, 6) AS INTEGER) - CAST(substr(strftime('%Y-%m-%d %H:%M:%f000', ?), 21, 6) AS INTEGER))) - (((CAST(substr(kind.wall, 21, 6) AS INTEGER) + ((CAST(strftime('%s', substr(strftime('%Y-%m-%d %H:%M:%f000', ?), 1, 19)) AS INTEGER) - CAST(strftime('%s', substr(strftime('%Y-%m-%d %H:%M:%f000', ?), 1, 19)) AS INTEGER)) * 1000000 + CAST(substr(strftime('%Y-%m-%d %H:%M:%f000', ?), 21, 6) AS INTEGER) - CAST(substr(strftime('%Y-%m-%d %H:%M:%f000', ?), 21, 6) AS INTEGER))) % 1000000 + 1000000) % 1000000)) / 1000000) || ' seconds') || printf('.%06d', (((CAST(substr(kind.wall, 21, 6) AS INTEGER) + ((CAST(strftime('%s', substr(strftime('%Y-%m-%d %H:%M:%f000', ?), 1, 19)) AS INTEGER) - CAST(strftime('%s', substr(strftime('%Y-%m-%d %H:%M:%f000', ?), 1, 19)) AS INTEGER)) * 1000000 + CAST(substr(strftime('%Y-%m-%d %H:%M:%f000', ?), 21, 6) AS INTEGER) - CAST(substr(strftime('%Y-%m-%d %H:%M:%f000', ?), 21, 6) AS INTEGER))) % 1000000 + 1000000) % 1000000)) = strftime('%Y-%m-%d %H:%M:%f000', ?) AS anon_2 FROM kind
-- ["2024-02-29 15:30:15.250000" "2024-01-01 00:00:00.100000" "2024-01-01 00:00:01.600001" "2024-01-01 00:00:00.100000" "2024-01-01 00:00:01.600001" "2024-01-01 00:00:00.100000" "2024-01-01 00:00:01.600001" "2024-01-01 00:00:00.100000" "2024-01-01 00:00:01.600001" "2024-01-01 00:00:00.100000" "2024-01-01 00:00:01.600001" "2024-01-01 00:00:00.100000" "2024-01-01 00:00:01.600001" "2024-02-29 12:30:13.749999"]

-- time and an interval that may be missing
SELECT strftime('%Y-%m-%d %H:%M:%S', substr(kind.at, 1, 19), (((CAST(substr(kind.at, 21, 6) AS INTEGER) + kind.span) - (((CAST(substr(kind.at, 21, 6) AS INTEGER) + kind.span) % 1000000 + 1000000) % 1000000)) / 1000000) || ' seconds') || printf('.%06d', (((CAST(substr(kind.at, 21, 6) AS INTEGER) + kind.span) % 1000000 + 1000000) % 1000000)) IS NULL AS anon_1 FROM kind

-- time and a negative fraction
SELECT strftime('%Y-%m-%d %H:%M:%S', substr(kind.wall, 1, 19), (((CAST(substr(kind.wall, 21, 6) AS INTEGER) + ?) - (((CAST(substr(kind.wall, 21, 6) AS INTEGER) + ?) % 1000000 + 1000000) % 1000000)) / 1000000) || ' seconds') || printf('.%06d', (((CAST(substr(kind.wall, 21, 6) AS INTEGER) + ?) % 1000000 + 1000000) % 1000000)) = ? AS anon_1, strftime('%Y-%m-%d %H:%M:%S', substr(?, 1, 19), (((CAST(substr(?, 21, 6) AS INTEGER) + ?) - (((CAST(substr(?, 21, 6) AS INTEGER) + ?) % 1000000 + 1000000) % 1000000)) / 1000000) || ' seconds') || printf('.%06d', (((CAST(substr(?, 21, 6) AS INTEGER) + ?) % 1000000 + 1000000) % 1000000)) = ? AS anon_2 FROM kind
-- [-250.001ms -250.001ms -250.001ms 2024-02-29 12:30:14.999999 +0000 UTC 1969-12-31 23:59:59.999999 +0000 UTC 1969-12-31 23:59:59.999999 +0000 UTC 2µs 1969-12-31 23:59:59.999999 +0000 UTC 2µs 1969-12-31 23:59:59.999999 +0000 UTC 2µs 1970-01-01 00:00:00.000001 +0000 UTC]

-- days between of times
SELECT CAST(julianday(substr(strftime('%Y-%m-%d %H:%M:%f000', ?), 1, 10)) - julianday(substr(strftime('%Y-%m-%d %H:%M:%f000', ?), 1, 10)) AS INTEGER) AS days_between_1, CAST(julianday(substr(kind.at, 1, 10)) - julianday(substr(strftime('%Y-%m-%d %H:%M:%S', substr(kind.at, 1, 19), (? / 1000000) || ' seconds') || substr(kind.at, 20), 1, 10)) AS INTEGER) AS days_between_2 FROM kind
-- ["2024-03-02 00:00:01" "2024-02-29 23:59:59" 36h0m0s]

-- days between
SELECT CAST(julianday(kind.day) - julianday(date(?)) AS INTEGER) AS days_between_1, CAST(julianday(date(?)) - julianday(kind.day) AS INTEGER) * ? AS anon_1 FROM kind
-- ["2023-02-28" "2023-02-28" 2]

-- days between of rows
SELECT sqla_product.id FROM sqla_product WHERE CAST(julianday(sqla_product.expiry_date) - julianday(sqla_product.production_date) AS INTEGER) > ?
-- [30]

-- time between
SELECT (CAST(strftime('%s', substr(kind.wall, 1, 19)) AS INTEGER) - CAST(strftime('%s', substr(strftime('%Y-%m-%d %H:%M:%f000', ?), 1, 19)) AS INTEGER)) * 1000000 + CAST(substr(kind.wall, 21, 6) AS INTEGER) - CAST(substr(strftime('%Y-%m-%d %H:%M:%f000', ?), 21, 6) AS INTEGER) = ? AS anon_1, (CAST(strftime('%s', substr(kind.at, 1, 19)) AS INTEGER) - CAST(strftime('%s', substr(strftime('%Y-%m-%d %H:%M:%S', substr(kind.at, 1, 19), (? / 1000000) || ' seconds') || substr(kind.at, 20), 1, 19)) AS INTEGER)) * 1000000 + CAST(substr(kind.at, 21, 6) AS INTEGER) - CAST(substr(strftime('%Y-%m-%d %H:%M:%S', substr(kind.at, 1, 19), (? / 1000000) || ' seconds') || substr(kind.at, 20), 21, 6) AS INTEGER) = ? AS anon_2 FROM kind
-- ["2024-02-28 12:30:15" "2024-02-28 12:30:15" 24h0m0.25s 1h0m0s 1h0m0s -1h0m0s]

-- now
SELECT strftime('%Y-%m-%d %H:%M:%f000', 'now') > strftime('%Y-%m-%d %H:%M:%S', substr(strftime('%Y-%m-%d %H:%M:%f000', 'now'), 1, 19), (? / 1000000) || ' seconds') || substr(strftime('%Y-%m-%d %H:%M:%f000', 'now'), 20) AS anon_1, strftime('%H:%M:%f000', 'now') <= strftime('%H:%M:%f000', 'now') AS anon_2, date(substr(strftime('%Y-%m-%d %H:%M:%f000', 'now', 'localtime'), 1, 10), 'start of year') || ' 00:00:00.000000' = date(substr(strftime('%Y-%m-%d %H:%M:%f000', 'now', 'localtime'), 1, 10), 'start of year') || ' 00:00:00.000000' AS anon_3
-- [-1h0m0s]

-- at zone
unsupported: sqlite has no AT TIME ZONE with rules that can be relied on: convert in Go with time.Time.In

