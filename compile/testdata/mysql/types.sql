-- all
SELECT kind.id, kind.small, kind.big, kind.`real`, kind.dbl, kind.`dec`, kind.str, kind.chr, kind.txt, kind.flag, kind.day, kind.at, kind.wall, kind.clock, kind.span, kind.uuid, kind.doc, kind.bin, kind.mood, kind.maybe_b FROM kind

-- integers
SELECT kind.id FROM kind WHERE kind.small = ? AND kind.id = ? AND kind.big = ?
-- [1 2 3]

-- floats
SELECT kind.id FROM kind WHERE kind.`real` = ? AND kind.dbl = ?
-- [1.5 2.5]

-- decimal
SELECT kind.id FROM kind WHERE kind.`dec` > CAST(? AS DECIMAL(65, 30))
-- ["1.50"]

-- strings
SELECT kind.id FROM kind WHERE kind.str = ? AND kind.chr = ? AND kind.txt = ?
-- ["a" "b" "c"]

-- times
SELECT kind.id FROM kind WHERE kind.day = ? AND kind.at < ? AND kind.wall > ? AND kind.clock <= ? AND kind.span > ?
-- [2024-02-29 00:00:00 +0000 UTC 2024-02-29 12:30:15.25 +0000 UTC 2024-02-29 12:30:15.25 +0000 UTC 0s 1µs]

-- others
SELECT kind.id FROM kind WHERE kind.flag = ? AND kind.uuid = ? AND kind.bin = ? AND kind.mood = ?
-- [true [1 2 0 0 0 0 0 0 0 0 0 0 0 0 0 0] [0 1] "happy"]

-- insert
INSERT INTO kind (small, big, `real`, dbl, `dec`, str, chr, txt, flag, day, at, wall, clock, span, uuid, doc, bin, mood) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
-- [1 1099511627776 1.5 2.5 "12.34" "s" "c" <nil> true 2024-02-29 00:00:00 +0000 UTC 2024-02-29 12:30:15.25 +0000 UTC 2024-02-29 12:30:15.25 +0000 UTC 0s <nil> [1 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0] [123 34 97 34 58 49 125] [0] "it's"]

-- texts beside
SELECT kind.id FROM kind WHERE kind.`dec` > CAST(? AS DECIMAL(65, 30)) AND ? = kind.mood AND kind.`dec` BETWEEN CAST(? AS DECIMAL(65, 30)) AND CAST(? AS DECIMAL(65, 30)) AND kind.`dec` IN (CAST(? AS DECIMAL(65, 30)), CAST(? AS DECIMAL(65, 30)))
-- ["1.50" "happy" "1" "2.5" "1.5" "2"]

-- texts in functions
SELECT kind.id FROM kind WHERE greatest(kind.`dec`, CAST(? AS DECIMAL(65, 30))) = coalesce(nullif(kind.`dec`, CAST(? AS DECIMAL(65, 30))), CAST(? AS DECIMAL(65, 30)))
-- ["0" "1" "1"]

-- texts in case
SELECT CASE WHEN kind.id > ? THEN ? WHEN kind.id > ? THEN kind.`dec` ELSE ? END AS anon_1, CASE kind.id WHEN ? THEN ? ELSE kind.`dec` END AS anon_2 FROM kind
-- [1 "2.5" 0 "0" 1 "7"]

-- parameter beside
SELECT kind.id FROM kind WHERE (kind.mood = ?) IS NULL AND kind.str = ?
-- [:name :name]

-- values without columns
SELECT ? AS anon_1, ? AS anon_2, ? AS anon_3, ? AS anon_4, ? AS anon_5, ? AS anon_6, CAST(? AS BINARY) AS anon_7
-- [1 1099511627776 1.5 "x" true 2024-02-29 12:30:15.25 +0000 UTC [98]]

