-- everything is new
INSERT INTO oneof_tome (name) VALUES (?) RETURNING id
INSERT INTO oneof_film (name) VALUES (?) RETURNING id
INSERT INTO oneof_annotation (text, kind, about_id) VALUES (?, ?, ?) RETURNING id
INSERT INTO oneof_annotation (text, kind, about_id) VALUES (?, ?, ?) RETURNING id
INSERT INTO oneof_annotation (text, kind, about_id) VALUES (?, ?, ?) RETURNING id
INSERT INTO oneof_annotation (text, kind, about_id) VALUES (?, ?, ?) RETURNING id
INSERT INTO oneof_annotation (text, kind, about_id) VALUES (?, ?, ?) RETURNING id
-- to another kind with the same key
UPDATE oneof_annotation SET kind=? WHERE oneof_annotation.id = ?
-- to a new one, which is reached
INSERT INTO oneof_tome (name) VALUES (?) RETURNING id
UPDATE oneof_annotation SET kind=?, about_id=? WHERE oneof_annotation.id = ?
-- to nothing
UPDATE oneof_annotation SET kind=?, about_id=? WHERE oneof_annotation.id = ?
-- by kind and key
UPDATE oneof_annotation SET kind=?, about_id=? WHERE oneof_annotation.id = ?
-- by the kind alone
UPDATE oneof_annotation SET kind=? WHERE oneof_annotation.id = ?
-- out of a collection
UPDATE oneof_annotation SET kind=?, about_id=? WHERE oneof_annotation.id = ?
-- Set
UPDATE oneof_annotation SET kind=?, about_id=? WHERE oneof_annotation.id = ?
-- deleted, with what cascades and what is let go
SELECT oneof_annotation.id, oneof_annotation.text, oneof_annotation.kind, oneof_annotation.about_id, oneof_tome.id AS id_1 FROM oneof_annotation JOIN oneof_tome ON oneof_annotation.about_id = oneof_tome.id AND oneof_annotation.kind = ? WHERE oneof_tome.id = ? ORDER BY oneof_annotation.id
SELECT oneof_annotation.id, oneof_annotation.text, oneof_annotation.kind, oneof_annotation.about_id, oneof_film.id AS id_1 FROM oneof_annotation JOIN oneof_film ON oneof_annotation.about_id = oneof_film.id AND oneof_annotation.kind = ? WHERE oneof_film.id = ? ORDER BY oneof_annotation.id
SELECT above.id, above.text, above.kind, above.about_id, oneof_annotation.id AS id_1 FROM oneof_annotation AS above JOIN oneof_annotation ON above.about_id = oneof_annotation.id AND above.kind = ? WHERE oneof_annotation.id = ? ORDER BY above.id
UPDATE oneof_annotation SET kind=?, about_id=? WHERE oneof_annotation.id = ?
DELETE FROM oneof_annotation WHERE oneof_annotation.id = ?
DELETE FROM oneof_film WHERE oneof_film.id = ?
DELETE FROM oneof_tome WHERE oneof_tome.id = ?
-- left: 4
-- kinds that are numbers, in columns that cannot be NULL
INSERT INTO oneof_crate DEFAULT VALUES RETURNING id
INSERT INTO oneof_seal (of, no) VALUES (?, ?) RETURNING id
