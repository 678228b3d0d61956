-- a zero that was not loaded is no value

-- a zero that is Set is one
-- trip 1
UPDATE deferred_picture SET notes=$1::VARCHAR, active=$2::BOOLEAN, rating=$3::INTEGER WHERE deferred_picture.id = $4::INTEGER;  -- "" false NULL 1

-- what is loaded and Set as it is is not sent

-- Set and another change
-- trip 1
UPDATE deferred_picture SET title=$1::VARCHAR, active=$2::BOOLEAN WHERE deferred_picture.id = $3::INTEGER;  -- "lake" false 1

-- the field holds what is written
-- trip 1
UPDATE deferred_picture SET notes=$1::VARCHAR WHERE deferred_picture.id = $2::INTEGER;  -- "" 1

-- of a Ref
-- trip 1
UPDATE deferred_picture SET title=$1::VARCHAR, album_id=$2::INTEGER WHERE deferred_picture.id = $3::INTEGER;  -- "" NULL 1

-- of many rows
-- trip 1
UPDATE deferred_picture SET active=$1::BOOLEAN WHERE deferred_picture.id = $2::INTEGER;  -- false 1
UPDATE deferred_picture SET active=$1::BOOLEAN WHERE deferred_picture.id = $2::INTEGER;  -- false 2
UPDATE deferred_picture SET active=$1::BOOLEAN WHERE deferred_picture.id = $2::INTEGER;  -- false 3

-- of an object to be inserted, no default
-- trip 1
INSERT INTO deferred_picture (id, title, data, preview, notes, active, rating, album_id) VALUES ($1::INTEGER, $2::VARCHAR, $3::BYTEA, $4::BYTEA, $5::VARCHAR, $6::BOOLEAN, $7::INTEGER, $8::INTEGER);  -- 9 "a" x'' x'' "m" false NULL NULL

-- taken back by Expire

-- of an expired object, as it was
-- trip 1
UPDATE deferred_picture SET title=$1::VARCHAR WHERE deferred_picture.id = $2::INTEGER;  -- "sea" 1

