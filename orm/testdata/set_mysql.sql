-- a zero that was not loaded is no value

-- a zero that is Set is one
-- trip 1
UPDATE deferred_picture SET notes=?, active=?, rating=? WHERE deferred_picture.id = ?;  -- "" false NULL 1

-- what is loaded and Set as it is is not sent

-- Set and another change
-- trip 1
UPDATE deferred_picture SET title=?, active=? WHERE deferred_picture.id = ?;  -- "lake" false 1

-- the field holds what is written
-- trip 1
UPDATE deferred_picture SET notes=? WHERE deferred_picture.id = ?;  -- "" 1

-- of a Ref
-- trip 1
UPDATE deferred_picture SET title=?, album_id=? WHERE deferred_picture.id = ?;  -- "" NULL 1

-- of many rows
-- trip 1
UPDATE deferred_picture, (SELECT ? AS active, ? AS id UNION ALL SELECT ?, ? UNION ALL SELECT ?, ?) AS given SET deferred_picture.active=given.active WHERE deferred_picture.id = given.id;  -- false 1 false 2 false 3

-- of an object to be inserted, no default
-- trip 1
INSERT INTO deferred_picture (id, title, data, preview, notes, active, rating, album_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?);  -- 9 "a" x'' x'' "m" false NULL NULL

-- taken back by Expire

-- of an expired object, as it was
-- trip 1
UPDATE deferred_picture SET title=? WHERE deferred_picture.id = ?;  -- "sea" 1

