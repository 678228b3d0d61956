-- everything is new
INSERT INTO oneof_tome (name) VALUES ($1::VARCHAR) RETURNING oneof_tome.id
INSERT INTO oneof_film (name) VALUES ($1::VARCHAR) RETURNING oneof_film.id
INSERT INTO oneof_annotation (text, kind, about_id) VALUES ($1::VARCHAR, $2::VARCHAR, $3::INTEGER) RETURNING oneof_annotation.id
INSERT INTO oneof_annotation (text, kind, about_id) VALUES ($1::VARCHAR, $2::VARCHAR, $3::INTEGER) RETURNING oneof_annotation.id
INSERT INTO oneof_annotation (text, kind, about_id) VALUES ($1::VARCHAR, $2::VARCHAR, $3::INTEGER) RETURNING oneof_annotation.id
INSERT INTO oneof_annotation (text, kind, about_id) VALUES ($1::VARCHAR, $2::VARCHAR, $3::INTEGER) RETURNING oneof_annotation.id
INSERT INTO oneof_annotation (text, kind, about_id) VALUES ($1::VARCHAR, $2::VARCHAR, $3::INTEGER) RETURNING oneof_annotation.id
-- to another kind with the same key
UPDATE oneof_annotation SET kind=$1::VARCHAR WHERE oneof_annotation.id = $2::INTEGER
-- to a new one, which is reached
INSERT INTO oneof_tome (name) VALUES ($1::VARCHAR) RETURNING oneof_tome.id
UPDATE oneof_annotation SET kind=$1::VARCHAR, about_id=$2::INTEGER WHERE oneof_annotation.id = $3::INTEGER
-- to nothing
UPDATE oneof_annotation SET kind=$1::VARCHAR, about_id=$2::INTEGER WHERE oneof_annotation.id = $3::INTEGER
-- by kind and key
UPDATE oneof_annotation SET kind=$1::VARCHAR, about_id=$2::INTEGER WHERE oneof_annotation.id = $3::INTEGER
-- by the kind alone
UPDATE oneof_annotation SET kind=$1::VARCHAR WHERE oneof_annotation.id = $2::INTEGER
-- out of a collection
UPDATE oneof_annotation SET kind=$1::VARCHAR, about_id=$2::INTEGER WHERE oneof_annotation.id = $3::INTEGER
-- Set
UPDATE oneof_annotation SET kind=$1::VARCHAR, about_id=$2::INTEGER WHERE oneof_annotation.id = $3::INTEGER
-- deleted, with what cascades and what is let go
SELECT oneof_annotation.id, oneof_annotation.text, oneof_annotation.kind, oneof_annotation.about_id, oneof_tome.id AS id_1 FROM oneof_annotation JOIN oneof_tome ON oneof_annotation.about_id = oneof_tome.id AND oneof_annotation.kind = $1::VARCHAR WHERE oneof_tome.id = $2::INTEGER ORDER BY oneof_annotation.id
SELECT oneof_annotation.id, oneof_annotation.text, oneof_annotation.kind, oneof_annotation.about_id, oneof_film.id AS id_1 FROM oneof_annotation JOIN oneof_film ON oneof_annotation.about_id = oneof_film.id AND oneof_annotation.kind = $1::VARCHAR WHERE oneof_film.id = $2::INTEGER ORDER BY oneof_annotation.id
SELECT above.id, above.text, above.kind, above.about_id, oneof_annotation.id AS id_1 FROM oneof_annotation AS above JOIN oneof_annotation ON above.about_id = oneof_annotation.id AND above.kind = $1::VARCHAR WHERE oneof_annotation.id = $2::INTEGER ORDER BY above.id
UPDATE oneof_annotation SET kind=$1::VARCHAR, about_id=$2::INTEGER WHERE oneof_annotation.id = $3::INTEGER
DELETE FROM oneof_annotation WHERE oneof_annotation.id = $1::INTEGER
DELETE FROM oneof_film WHERE oneof_film.id = $1::INTEGER
DELETE FROM oneof_tome WHERE oneof_tome.id = $1::INTEGER
-- left: 4
-- kinds that are numbers, in columns that cannot be NULL
INSERT INTO oneof_crate DEFAULT VALUES RETURNING oneof_crate.id
INSERT INTO oneof_seal (of, no) VALUES ($1::SMALLINT, $2::INTEGER) RETURNING oneof_seal.id
