-- everything is new
INSERT INTO fest_band (name, fame) VALUES ($1::VARCHAR, $2::INTEGER) RETURNING fest_band.id
INSERT INTO fest_band (name, fame) VALUES ($1::VARCHAR, $2::INTEGER) RETURNING fest_band.id
INSERT INTO fest_artist (name, age) VALUES ($1::VARCHAR, $2::INTEGER) RETURNING fest_artist.id
INSERT INTO fest_artist (name, age) VALUES ($1::VARCHAR, $2::INTEGER) RETURNING fest_artist.id
INSERT INTO fest_artist (name, age) VALUES ($1::VARCHAR, $2::INTEGER) RETURNING fest_artist.id
INSERT INTO fest_role (band_id, artist_id, role) VALUES ($1::INTEGER, $2::INTEGER, $3::VARCHAR), ($4::INTEGER, $5::INTEGER, $3::VARCHAR), ($6::INTEGER, $7::INTEGER, $3::VARCHAR)
INSERT INTO fest_role (band_id, artist_id, role) VALUES ($1::INTEGER, $2::INTEGER, $3::VARCHAR), ($4::INTEGER, $5::INTEGER, $3::VARCHAR)
INSERT INTO fest_role (band_id, artist_id, role) VALUES ($1::INTEGER, $2::INTEGER, $3::VARCHAR), ($4::INTEGER, $5::INTEGER, $3::VARCHAR), ($6::INTEGER, $7::INTEGER, $3::VARCHAR)
INSERT INTO fest_idol (fan_id, idol_id) VALUES ($1::INTEGER, $2::INTEGER), ($3::INTEGER, $4::INTEGER), ($5::INTEGER, $6::INTEGER)
INSERT INTO fest_role (band_id, artist_id, role) VALUES ($1::INTEGER, $2::INTEGER, $3::VARCHAR)
-- loaded
SELECT fest_band.id, fest_band.name, fest_band.fame FROM fest_band ORDER BY fest_band.id
SELECT fest_artist.id, fest_artist.name, fest_artist.age, fest_band.id AS id_1 FROM fest_artist JOIN fest_role ON fest_role.artist_id = fest_artist.id JOIN fest_band ON fest_role.band_id = fest_band.id AND fest_role.role = $1::VARCHAR WHERE fest_band.id = ANY ($2::INTEGER[]) ORDER BY fest_artist.id
SELECT fest_band.id, fest_band.name, fest_band.fame, fest_artist.id AS id_1 FROM fest_band JOIN fest_role ON fest_role.band_id = fest_band.id JOIN fest_artist ON fest_role.artist_id = fest_artist.id AND fest_role.role = $1::VARCHAR WHERE fest_artist.id = ANY ($2::INTEGER[]) ORDER BY fest_band.id
SELECT fest_artist.id, fest_artist.name, fest_artist.age, fest_band.id AS id_1 FROM fest_artist JOIN fest_role ON fest_role.artist_id = fest_artist.id JOIN fest_band ON fest_role.band_id = fest_band.id AND fest_role.role = $1::VARCHAR WHERE fest_band.id = ANY ($2::INTEGER[]) ORDER BY fest_artist.id
-- taken out of one role: the others stay
DELETE FROM fest_role WHERE fest_role.band_id = $1::INTEGER AND fest_role.artist_id = $2::INTEGER AND fest_role.role = $3::VARCHAR
-- given back on the other side, and a role elsewhere
INSERT INTO fest_artist (name, age) VALUES ($1::VARCHAR, $2::INTEGER) RETURNING fest_artist.id
INSERT INTO fest_role (band_id, artist_id, role) VALUES ($1::INTEGER, $2::INTEGER, $3::VARCHAR), ($4::INTEGER, $5::INTEGER, $3::VARCHAR)
INSERT INTO fest_role (band_id, artist_id, role) VALUES ($1::INTEGER, $2::INTEGER, $3::VARCHAR)
-- a collection without a field
DELETE FROM fest_role WHERE fest_role.band_id = $1::INTEGER AND fest_role.artist_id = $2::INTEGER AND fest_role.role = $3::VARCHAR
-- a side is deleted
DELETE FROM fest_role WHERE fest_role.band_id = $1::INTEGER AND fest_role.role = $2::VARCHAR
DELETE FROM fest_role WHERE fest_role.band_id = $1::INTEGER AND fest_role.role = $2::VARCHAR
DELETE FROM fest_role WHERE fest_role.band_id = $1::INTEGER AND fest_role.role = $2::VARCHAR
DELETE FROM fest_role WHERE fest_role.band_id = $1::INTEGER AND fest_role.role = $2::VARCHAR
DELETE FROM fest_band WHERE fest_band.id = $1::INTEGER
-- and the other
DELETE FROM fest_role WHERE fest_role.artist_id = $1::INTEGER AND fest_role.role = $2::VARCHAR
DELETE FROM fest_role WHERE fest_role.artist_id = $1::INTEGER AND fest_role.role = $2::VARCHAR
DELETE FROM fest_role WHERE fest_role.artist_id = $1::INTEGER AND fest_role.role = $2::VARCHAR
DELETE FROM fest_role WHERE fest_role.artist_id = $1::INTEGER AND fest_role.role = $2::VARCHAR
DELETE FROM fest_idol WHERE fest_idol.fan_id = $1::INTEGER
DELETE FROM fest_idol WHERE fest_idol.idol_id = $1::INTEGER
DELETE FROM fest_artist WHERE fest_artist.id = $1::INTEGER
