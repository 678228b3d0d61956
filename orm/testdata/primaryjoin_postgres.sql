-- everything is new
INSERT INTO join_essay (title, original_id, draft) VALUES ($1::VARCHAR, $2::INTEGER, $3::BOOLEAN) RETURNING join_essay.id
INSERT INTO join_sketch DEFAULT VALUES RETURNING join_sketch.id
INSERT INTO join_essay (title, original_id, draft) VALUES ($1::VARCHAR, $2::INTEGER, $3::BOOLEAN) RETURNING join_essay.id
INSERT INTO join_remark (kind, text, owner_id) VALUES ($1::VARCHAR, $2::VARCHAR, $3::INTEGER) RETURNING join_remark.id
INSERT INTO join_remark (kind, text, owner_id) VALUES ($1::VARCHAR, $2::VARCHAR, $3::INTEGER) RETURNING join_remark.id
INSERT INTO join_remark (kind, text, owner_id) VALUES ($1::VARCHAR, $2::VARCHAR, $3::INTEGER) RETURNING join_remark.id
INSERT INTO join_remark (kind, text, owner_id) VALUES ($1::VARCHAR, $2::VARCHAR, $3::INTEGER) RETURNING join_remark.id
INSERT INTO join_line (text, bold, essay_id) VALUES ($1::VARCHAR, $2::BOOLEAN, $3::INTEGER) RETURNING join_line.id
INSERT INTO join_line (text, bold, essay_id) VALUES ($1::VARCHAR, $2::BOOLEAN, $3::INTEGER) RETURNING join_line.id
-- taken out of a collection: no constant is changed
UPDATE join_remark SET owner_id=$1::INTEGER WHERE join_remark.id = $2::INTEGER
-- and given back, by the reference
UPDATE join_remark SET owner_id=$1::INTEGER WHERE join_remark.id = $2::INTEGER
-- moved to a new owner of another kind, which has no key yet
INSERT INTO join_sketch DEFAULT VALUES RETURNING join_sketch.id
UPDATE join_remark SET kind=$1::VARCHAR, owner_id=$2::INTEGER WHERE join_remark.id = $3::INTEGER
-- the key alone
UPDATE join_remark SET owner_id=$1::INTEGER WHERE join_remark.id = $2::INTEGER
-- another one, where there can be one
INSERT INTO join_remark (kind, text, owner_id) VALUES ($1::VARCHAR, $2::VARCHAR, $3::INTEGER) RETURNING join_remark.id
UPDATE join_remark SET owner_id=$1::INTEGER WHERE join_remark.id = $2::INTEGER
-- out of one of two relationships over a foreign key
UPDATE join_line SET essay_id=$1::INTEGER WHERE join_line.id = $2::INTEGER
-- a collection without a field
INSERT INTO join_remark (kind, text, owner_id) VALUES ($1::VARCHAR, $2::VARCHAR, $3::INTEGER) RETURNING join_remark.id
-- deleted, with those that are its own
SELECT join_remark.id, join_remark.kind, join_remark.text, join_remark.owner_id, join_sketch.id AS id_1 FROM join_remark JOIN join_sketch ON join_sketch.id = join_remark.owner_id AND join_remark.kind = $1::VARCHAR WHERE join_sketch.id = $2::INTEGER ORDER BY join_remark.id
SELECT join_remark.id, join_remark.kind, join_remark.text, join_remark.owner_id, join_sketch.id AS id_1 FROM join_remark JOIN join_sketch ON join_remark.owner_id = join_sketch.id AND join_remark.kind = $1::VARCHAR WHERE join_sketch.id = $2::INTEGER
UPDATE join_remark SET owner_id=$1::INTEGER WHERE join_remark.id = $2::INTEGER
DELETE FROM join_remark WHERE join_remark.id = ANY ($1::INTEGER[])
DELETE FROM join_sketch WHERE join_sketch.id = $1::INTEGER
-- deleted: its remarks stay, and are nobody's
SELECT drafts.id, drafts.title, drafts.original_id, drafts.draft, join_essay.id AS id_1 FROM join_essay AS drafts JOIN join_essay ON drafts.original_id = join_essay.id AND drafts.draft = $1::BOOLEAN WHERE join_essay.id = $2::INTEGER ORDER BY drafts.id
SELECT join_remark.id, join_remark.kind, join_remark.text, join_remark.owner_id, join_essay.id AS id_1 FROM join_remark JOIN join_essay ON join_remark.owner_id = join_essay.id AND join_remark.kind = $1::VARCHAR WHERE join_essay.id = $2::INTEGER ORDER BY join_remark.id
SELECT join_line.id, join_line.text, join_line.bold, join_line.essay_id, join_essay.id AS id_1 FROM join_line JOIN join_essay ON join_line.essay_id = join_essay.id AND join_line.bold = $1::BOOLEAN WHERE join_essay.id = $2::INTEGER ORDER BY join_line.id
SELECT drafts.id, drafts.title, drafts.original_id, drafts.draft, join_essay.id AS id_1 FROM join_essay AS drafts JOIN join_essay ON drafts.original_id = join_essay.id AND drafts.draft = $1::BOOLEAN WHERE join_essay.id = $2::INTEGER ORDER BY drafts.id
UPDATE join_essay SET original_id=$1::INTEGER WHERE join_essay.id = $2::INTEGER
UPDATE join_remark SET owner_id=$1::INTEGER WHERE join_remark.id = $2::INTEGER
UPDATE join_line SET essay_id=NULL WHERE join_line.essay_id = $1::INTEGER
UPDATE join_remark SET owner_id=NULL WHERE join_remark.owner_id = $1::INTEGER AND join_remark.kind = $2::VARCHAR
DELETE FROM join_essay WHERE join_essay.id = $1::INTEGER
-- left: essay e2 false, top best false, top better false, archive old false
-- a natural key, and a condition that compares the two
INSERT INTO join_pricing (word, "limit") VALUES ($1::VARCHAR, $2::INTEGER)
INSERT INTO join_priced (price, of) VALUES ($1::INTEGER, $2::VARCHAR) RETURNING join_priced.id
INSERT INTO join_priced (price, of) VALUES ($1::INTEGER, $2::VARCHAR) RETURNING join_priced.id
INSERT INTO join_priced (price, of) VALUES ($1::INTEGER, $2::VARCHAR) RETURNING join_priced.id
-- which changes
UPDATE join_pricing SET word=$1::VARCHAR WHERE join_pricing.word = $2::VARCHAR
UPDATE join_priced SET of=$1::VARCHAR WHERE join_priced.of = $2::VARCHAR AND EXISTS (SELECT owner.word FROM join_pricing AS owner WHERE join_priced.price < owner."limit" AND owner.word = $1::VARCHAR)
