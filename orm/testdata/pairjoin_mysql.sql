-- everything is new
INSERT INTO fest_band (name, fame) VALUES (?, ?) RETURNING id
INSERT INTO fest_band (name, fame) VALUES (?, ?) RETURNING id
INSERT INTO fest_artist (name, age) VALUES (?, ?) RETURNING id
INSERT INTO fest_artist (name, age) VALUES (?, ?) RETURNING id
INSERT INTO fest_artist (name, age) VALUES (?, ?) RETURNING id
INSERT INTO fest_role (band_id, artist_id, role) VALUES (?, ?, ?), (?, ?, ?), (?, ?, ?)
INSERT INTO fest_role (band_id, artist_id, role) VALUES (?, ?, ?), (?, ?, ?)
INSERT INTO fest_role (band_id, artist_id, role) VALUES (?, ?, ?), (?, ?, ?), (?, ?, ?)
INSERT INTO fest_idol (fan_id, idol_id) VALUES (?, ?), (?, ?), (?, ?)
INSERT INTO fest_role (band_id, artist_id, role) VALUES (?, ?, ?)
-- loaded
SELECT fest_band.id, fest_band.name, fest_band.fame FROM fest_band ORDER BY fest_band.id
SELECT fest_artist.id, fest_artist.name, fest_artist.age, fest_band.id AS id_1 FROM fest_artist JOIN fest_role ON fest_role.artist_id = fest_artist.id JOIN fest_band ON fest_role.band_id = fest_band.id AND fest_role.role = ? WHERE fest_band.id IN (?, ?) ORDER BY fest_artist.id
SELECT fest_band.id, fest_band.name, fest_band.fame, fest_artist.id AS id_1 FROM fest_band JOIN fest_role ON fest_role.band_id = fest_band.id JOIN fest_artist ON fest_role.artist_id = fest_artist.id AND fest_role.role = ? WHERE fest_artist.id IN (?, ?) ORDER BY fest_band.id
SELECT fest_artist.id, fest_artist.name, fest_artist.age, fest_band.id AS id_1 FROM fest_artist JOIN fest_role ON fest_role.artist_id = fest_artist.id JOIN fest_band ON fest_role.band_id = fest_band.id AND fest_role.role = ? WHERE fest_band.id IN (?, ?) ORDER BY fest_artist.id
-- taken out of one role: the others stay
DELETE FROM fest_role WHERE fest_role.band_id = ? AND fest_role.artist_id = ? AND fest_role.role = ?
-- given back on the other side, and a role elsewhere
INSERT INTO fest_artist (name, age) VALUES (?, ?) RETURNING id
INSERT INTO fest_role (band_id, artist_id, role) VALUES (?, ?, ?), (?, ?, ?)
INSERT INTO fest_role (band_id, artist_id, role) VALUES (?, ?, ?)
-- a collection without a field
DELETE FROM fest_role WHERE fest_role.band_id = ? AND fest_role.artist_id = ? AND fest_role.role = ?
-- a side is deleted
DELETE FROM fest_role WHERE fest_role.band_id = ? AND fest_role.role = ?
DELETE FROM fest_role WHERE fest_role.band_id = ? AND fest_role.role = ?
DELETE FROM fest_role WHERE fest_role.band_id = ? AND fest_role.role = ?
DELETE FROM fest_role WHERE fest_role.band_id = ? AND fest_role.role = ?
DELETE FROM fest_band WHERE fest_band.id = ?
-- and the other
DELETE FROM fest_role WHERE fest_role.artist_id = ? AND fest_role.role = ?
DELETE FROM fest_role WHERE fest_role.artist_id = ? AND fest_role.role = ?
DELETE FROM fest_role WHERE fest_role.artist_id = ? AND fest_role.role = ?
DELETE FROM fest_role WHERE fest_role.artist_id = ? AND fest_role.role = ?
DELETE FROM fest_idol WHERE fest_idol.fan_id = ?
DELETE FROM fest_idol WHERE fest_idol.idol_id = ?
DELETE FROM fest_artist WHERE fest_artist.id = ?
