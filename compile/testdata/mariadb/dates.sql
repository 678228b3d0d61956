-- fields of a date
SELECT year(kind.day) AS extract_1, quarter(kind.day) AS extract_2, month(kind.day) AS extract_3, week(kind.day, 3) AS extract_4, dayofmonth(kind.day) AS extract_5, dayofyear(kind.day) AS extract_6, dayofweek(kind.day) - 1 AS extract_7, weekday(kind.day) + 1 AS extract_8, yearweek(kind.day, 3) DIV 100 AS extract_9, hour(kind.day) AS extract_10, CAST(floor(timestampdiff(MICROSECOND, '1970-01-01', kind.day) / 1000000) AS SIGNED) AS extract_11 FROM kind

-- fields of a time
SELECT year(kind.wall) AS extract_1, hour(kind.wall) AS extract_2, minute(kind.wall) AS extract_3, second(kind.wall) AS extract_4, microsecond(kind.wall) AS extract_5, CAST(floor(timestampdiff(MICROSECOND, '1970-01-01', kind.wall) / 1000000) AS SIGNED) AS extract_6, week(kind.wall, 3) AS extract_7 FROM kind

-- fields of an instant
SELECT dayofmonth(kind.at) AS extract_1, hour(kind.at) AS extract_2, minute(kind.at) AS extract_3, second(kind.at) AS extract_4, microsecond(kind.at) AS extract_5, CAST(floor(timestampdiff(MICROSECOND, '1970-01-01', kind.at) / 1000000) AS SIGNED) AS extract_6 FROM kind

-- fields at the year's end
SELECT week(CAST(? AS DATE), 3) AS extract_1, yearweek(CAST(? AS DATE), 3) DIV 100 AS extract_2, dayofweek(CAST(? AS DATE)) - 1 AS extract_3, weekday(CAST(? AS DATE)) + 1 AS extract_4, quarter(CAST(? AS DATE)) AS extract_5 FROM kind
-- ["2027-01-03" "2027-01-03" "2027-01-03" "2027-01-03" "2027-01-03"]

-- fraction that rounds
SELECT year(?) AS extract_1, second(?) AS extract_2, microsecond(?) AS extract_3, CAST(floor(timestampdiff(MICROSECOND, '1970-01-01', ?) / 1000000) AS SIGNED) AS extract_4 FROM kind
-- [2024-12-31 23:59:59.999999 +0000 UTC 2024-12-31 23:59:59.999999 +0000 UTC 2024-12-31 23:59:59.999999 +0000 UTC 2024-12-31 23:59:59.999999 +0000 UTC]

-- before the epoch
SELECT CAST(floor(timestampdiff(MICROSECOND, '1970-01-01', CAST(? AS DATETIME(6))) / 1000000) AS SIGNED) AS extract_1, year(CAST(? AS DATETIME(6))) AS extract_2 FROM kind
-- ["1969-12-31 23:59:59.500000" "1969-12-31 23:59:59.500000"]

-- truncated date
SELECT CAST(makedate(year(kind.day), 1) AS DATE) AS date_trunc_1, CAST(makedate(year(kind.day), 1) + INTERVAL quarter(kind.day) - 1 QUARTER AS DATE) AS date_trunc_2, CAST(date(kind.day) - INTERVAL dayofmonth(kind.day) - 1 DAY AS DATE) AS date_trunc_3, CAST(date(kind.day) - INTERVAL weekday(kind.day) DAY AS DATE) AS date_trunc_4, CAST(date(kind.day) AS DATE) AS date_trunc_5 FROM kind

-- truncated time
SELECT CAST(date_format(kind.wall, '%Y-%m-%d %H:00:00') AS DATETIME(6)) = CAST(? AS DATETIME(6)) AS anon_1, CAST(date_format(kind.wall, '%Y-%m-%d %H:%i:00') AS DATETIME(6)) = CAST(? AS DATETIME(6)) AS anon_2, CAST(date_format(kind.wall, '%Y-%m-%d %H:%i:%s') AS DATETIME(6)) = CAST(? AS DATETIME(6)) AS anon_3, CAST(date(kind.wall) - INTERVAL weekday(kind.wall) DAY AS DATETIME(6)) = CAST(? AS DATETIME(6)) AS anon_4, CAST(makedate(year(kind.wall), 1) + INTERVAL quarter(kind.wall) - 1 QUARTER AS DATETIME(6)) = CAST(? AS DATETIME(6)) AS anon_5, CAST(makedate(year(kind.wall), 1) AS DATETIME(6)) = CAST(? AS DATETIME(6)) AS anon_6 FROM kind
-- ["2024-02-29 12:00:00" "2024-02-29 12:30:00" "2024-02-29 12:30:15" "2024-02-26 00:00:00" "2024-01-01 00:00:00" "2024-01-01 00:00:00"]

-- truncated instant
SELECT CAST(date(kind.at) AS DATETIME(6)) = ? AS anon_1, CAST(date(kind.at) - INTERVAL dayofmonth(kind.at) - 1 DAY AS DATETIME(6)) = ? AS anon_2 FROM kind
-- [2024-02-29 00:00:00 +0000 UTC 2024-02-01 00:00:00 +0000 UTC]

-- date and days
SELECT CAST(date_add(kind.day, INTERVAL ? DAY) AS CHAR) AS add_units_1, CAST(date_add(kind.day, INTERVAL ? DAY) AS CHAR) AS add_units_2, CAST(date_add(kind.day, INTERVAL kind.id DAY) AS CHAR) AS add_units_3 FROM kind
-- [1 -60]

-- date and months
SELECT CAST(date_add(kind.day, INTERVAL ? MONTH) AS CHAR) AS add_units_1, CAST(date_add(CAST(? AS DATE), INTERVAL ? MONTH) AS CHAR) AS add_units_2, CAST(date_add(kind.day, INTERVAL ? YEAR) AS CHAR) AS add_units_3, CAST(date_add(kind.day, INTERVAL ? MONTH) AS CHAR) AS add_units_4 FROM kind
-- [12 "2024-01-31" 1 1 -1]

-- date and months of rows
SELECT sqla_product.id, CAST(date_add(sqla_product.production_date, INTERVAL sqla_product.expiry_offset_months MONTH) AS CHAR) AS add_units_1 FROM sqla_product

-- time and days
SELECT date_add(kind.wall, INTERVAL ? DAY) = CAST(? AS DATETIME(6)) AS anon_1, date_add(kind.wall, INTERVAL ? MONTH) = CAST(? AS DATETIME(6)) AS anon_2 FROM kind
-- [1 "2024-03-01 12:30:15.250000" 12 "2025-02-28 12:30:15.250000"]

-- instant and days
SELECT date_add(kind.at, INTERVAL ? DAY) = ? AS anon_1, date_add(kind.at, INTERVAL ? MONTH) = ? AS anon_2 FROM kind
-- [1 2024-03-01 12:30:15.25 +0000 UTC -1 2024-01-29 12:30:15.25 +0000 UTC]

-- time and seconds
SELECT date_add(kind.wall, INTERVAL ? MICROSECOND) = CAST(? AS DATETIME(6)) AS anon_1, date_add(kind.at, INTERVAL ? MICROSECOND) = ? AS anon_2 FROM kind
-- [45s "2024-02-29 12:31:00.250000" -13h0m0s 2024-02-28 23:30:15.25 +0000 UTC]

-- time and fraction
SELECT date_add(kind.at, INTERVAL ? MICROSECOND) = ? AS anon_1 FROM kind
-- [1µs 2024-02-29 12:30:15.250001 +0000 UTC]

-- time and an interval
SELECT date_add(kind.wall, INTERVAL kind.span MICROSECOND) = CAST(? AS DATETIME(6)) AS anon_1, date_add(kind.wall, INTERVAL timestampdiff(MICROSECOND, CAST(? AS DATETIME(6)), CAST(? AS DATETIME(6))) MICROSECOND) = CAST(? AS DATETIME(6)) AS anon_2 FROM kind
-- ["2024-02-29 15:30:15.250000" "2024-01-01 00:00:01.600001" "2024-01-01 00:00:00.100000" "2024-02-29 12:30:13.749999"]

-- time and an interval that may be missing
SELECT date_add(kind.at, INTERVAL kind.span MICROSECOND) IS NULL AS anon_1 FROM kind

-- time and a negative fraction
SELECT date_add(kind.wall, INTERVAL ? MICROSECOND) = ? AS anon_1, date_add(?, INTERVAL ? MICROSECOND) = ? AS anon_2 FROM kind
-- [-250.001ms 2024-02-29 12:30:14.999999 +0000 UTC 1969-12-31 23:59:59.999999 +0000 UTC 2µs 1970-01-01 00:00:00.000001 +0000 UTC]

-- days between of times
SELECT datediff(CAST(? AS DATETIME(6)), CAST(? AS DATETIME(6))) AS days_between_1, datediff(kind.at, date_add(kind.at, INTERVAL ? MICROSECOND)) AS days_between_2 FROM kind
-- ["2024-03-02 00:00:01" "2024-02-29 23:59:59" 36h0m0s]

-- days between
SELECT datediff(kind.day, CAST(? AS DATE)) AS days_between_1, datediff(CAST(? AS DATE), kind.day) * ? AS anon_1 FROM kind
-- ["2023-02-28" "2023-02-28" 2]

-- days between of rows
SELECT sqla_product.id FROM sqla_product WHERE datediff(sqla_product.expiry_date, sqla_product.production_date) > ?
-- [30]

-- time between
SELECT timestampdiff(MICROSECOND, CAST(? AS DATETIME(6)), kind.wall) = ? AS anon_1, timestampdiff(MICROSECOND, date_add(kind.at, INTERVAL ? MICROSECOND), kind.at) = ? AS anon_2 FROM kind
-- ["2024-02-28 12:30:15" 24h0m0.25s 1h0m0s -1h0m0s]

-- now
SELECT UTC_TIMESTAMP(6) > date_add(UTC_TIMESTAMP(6), INTERVAL ? MICROSECOND) AS anon_1, CURRENT_TIME(6) <= CURRENT_TIME(6) AS anon_2, CAST(makedate(year(LOCALTIMESTAMP(6)), 1) AS DATETIME(6)) = CAST(makedate(year(LOCALTIMESTAMP(6)), 1) AS DATETIME(6)) AS anon_3
-- [-1h0m0s]

-- at zone
unsupported: mysql has no AT TIME ZONE with rules that can be relied on: convert in Go with time.Time.In

