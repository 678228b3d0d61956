-- all
SELECT kind.id, kind.small, kind.big, kind.real, kind.dbl, kind.dec, kind.str, kind.chr, kind.txt, kind.flag, kind.day, kind.at, kind.wall, kind.clock, kind.span, kind.uuid, kind.doc, kind.bin, kind.mood, kind.maybe_b FROM kind

-- integers
SELECT kind.id FROM kind WHERE kind.small = $1::SMALLINT AND kind.id = $2::INTEGER AND kind.big = $3::BIGINT
-- [1 2 3]

-- floats
SELECT kind.id FROM kind WHERE kind.real = $1::REAL AND kind.dbl = $2::DOUBLE PRECISION
-- [1.5 2.5]

-- decimal
SELECT kind.id FROM kind WHERE kind.dec > $1::NUMERIC
-- ["1.50"]

-- strings
SELECT kind.id FROM kind WHERE kind.str = $1::VARCHAR AND kind.chr = $2::BPCHAR AND kind.txt = $3::TEXT
-- ["a" "b" "c"]

-- times
SELECT kind.id FROM kind WHERE kind.day = $1::DATE AND kind.at < $2::TIMESTAMP WITH TIME ZONE AND kind.wall > $3::TIMESTAMP AND kind.clock <= $4::TIME AND kind.span > $5::INTERVAL
-- [2024-02-29 00:00:00 +0000 UTC 2024-02-29 12:30:15.25 +0000 UTC 2024-02-29 12:30:15.25 +0000 UTC 0s 1µs]

-- others
SELECT kind.id FROM kind WHERE kind.flag = $1::BOOLEAN AND kind.uuid = $2::UUID AND kind.bin = $3::BYTEA AND kind.mood = $4::mood
-- [true [1 2 0 0 0 0 0 0 0 0 0 0 0 0 0 0] [0 1] "happy"]

-- insert
INSERT INTO kind (small, big, real, dbl, dec, str, chr, txt, flag, day, at, wall, clock, span, uuid, doc, bin, mood) VALUES ($1::SMALLINT, $2::BIGINT, $3::REAL, $4::DOUBLE PRECISION, $5::NUMERIC, $6::VARCHAR, $7::BPCHAR, $8::TEXT, $9::BOOLEAN, $10::DATE, $11::TIMESTAMP WITH TIME ZONE, $12::TIMESTAMP, $13::TIME, $14::INTERVAL, $15::UUID, $16::JSON, $17::BYTEA, $18::mood)
-- [1 1099511627776 1.5 2.5 "12.34" "s" "c" <nil> true 2024-02-29 00:00:00 +0000 UTC 2024-02-29 12:30:15.25 +0000 UTC 2024-02-29 12:30:15.25 +0000 UTC 0s <nil> [1 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0] [123 34 97 34 58 49 125] [0] "it's"]

-- texts beside
SELECT kind.id FROM kind WHERE kind.dec > $1::NUMERIC AND $2::mood = kind.mood AND kind.dec BETWEEN $3::NUMERIC AND $4::NUMERIC AND kind.dec IN ($5::NUMERIC, $6::NUMERIC)
-- ["1.50" "happy" "1" "2.5" "1.5" "2"]

-- texts in functions
SELECT kind.id FROM kind WHERE CASE WHEN kind.dec IS NULL THEN NULL ELSE greatest(kind.dec, $1::NUMERIC) END = coalesce(nullif(kind.dec, $2::NUMERIC), $3::NUMERIC)
-- ["0" "1" "1"]

-- texts in case
SELECT CASE WHEN kind.id > $1::INTEGER THEN $2::NUMERIC WHEN kind.id > $3::INTEGER THEN kind.dec ELSE $4::NUMERIC END AS anon_1, CASE kind.id WHEN $5::INTEGER THEN $6::NUMERIC ELSE kind.dec END AS anon_2 FROM kind
-- [1 "2.5" 0 "0" 1 "7"]

-- parameter beside
SELECT kind.id FROM kind WHERE (kind.mood = $1::mood) IS NULL AND kind.str = $2::VARCHAR
-- [:name :name]

-- values without columns
SELECT $1::INTEGER AS anon_1, $2::BIGINT AS anon_2, $3::FLOAT AS anon_3, $4::VARCHAR AS anon_4, $5::BOOLEAN AS anon_5, $6::TIMESTAMP WITH TIME ZONE AS anon_6, $7::BYTEA AS anon_7
-- [1 1099511627776 1.5 "x" true 2024-02-29 12:30:15.25 +0000 UTC [98]]

