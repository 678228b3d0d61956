-- everything is new
INSERT INTO join_essay (title, original_id, draft) VALUES (?, ?, ?) RETURNING id
INSERT INTO join_sketch () VALUES () RETURNING id
INSERT INTO join_essay (title, original_id, draft) VALUES (?, ?, ?) RETURNING id
INSERT INTO join_remark (kind, text, owner_id) VALUES (?, ?, ?) RETURNING id
INSERT INTO join_remark (kind, text, owner_id) VALUES (?, ?, ?) RETURNING id
INSERT INTO join_remark (kind, text, owner_id) VALUES (?, ?, ?) RETURNING id
INSERT INTO join_remark (kind, text, owner_id) VALUES (?, ?, ?) RETURNING id
INSERT INTO join_line (text, bold, essay_id) VALUES (?, ?, ?) RETURNING id
INSERT INTO join_line (text, bold, essay_id) VALUES (?, ?, ?) RETURNING id
-- taken out of a collection: no constant is changed
UPDATE join_remark SET owner_id=? WHERE join_remark.id = ?
-- and given back, by the reference
UPDATE join_remark SET owner_id=? WHERE join_remark.id = ?
-- moved to a new owner of another kind, which has no key yet
INSERT INTO join_sketch () VALUES () RETURNING id
UPDATE join_remark SET kind=?, owner_id=? WHERE join_remark.id = ?
-- the key alone
UPDATE join_remark SET owner_id=? WHERE join_remark.id = ?
-- another one, where there can be one
INSERT INTO join_remark (kind, text, owner_id) VALUES (?, ?, ?) RETURNING id
UPDATE join_remark SET owner_id=? WHERE join_remark.id = ?
-- out of one of two relationships over a foreign key
UPDATE join_line SET essay_id=? WHERE join_line.id = ?
-- a collection without a field
INSERT INTO join_remark (kind, text, owner_id) VALUES (?, ?, ?) RETURNING id
-- deleted, with those that are its own
SELECT join_remark.id, join_remark.kind, join_remark.text, join_remark.owner_id, join_sketch.id AS id_1 FROM join_remark JOIN join_sketch ON join_sketch.id = join_remark.owner_id AND join_remark.kind = ? WHERE join_sketch.id = ? ORDER BY join_remark.id
SELECT join_remark.id, join_remark.kind, join_remark.text, join_remark.owner_id, join_sketch.id AS id_1 FROM join_remark JOIN join_sketch ON join_remark.owner_id = join_sketch.id AND join_remark.kind = ? WHERE join_sketch.id = ?
UPDATE join_remark SET owner_id=? WHERE join_remark.id = ?
DELETE FROM join_remark WHERE join_remark.id IN (?, ?)
DELETE FROM join_sketch WHERE join_sketch.id = ?
-- deleted: its remarks stay, and are nobody's
SELECT drafts.id, drafts.title, drafts.original_id, drafts.draft, join_essay.id AS id_1 FROM join_essay AS drafts JOIN join_essay ON drafts.original_id = join_essay.id AND drafts.draft = ? WHERE join_essay.id = ? ORDER BY drafts.id
SELECT join_remark.id, join_remark.kind, join_remark.text, join_remark.owner_id, join_essay.id AS id_1 FROM join_remark JOIN join_essay ON join_remark.owner_id = join_essay.id AND join_remark.kind = ? WHERE join_essay.id = ? ORDER BY join_remark.id
SELECT join_line.id, join_line.text, join_line.bold, join_line.essay_id, join_essay.id AS id_1 FROM join_line JOIN join_essay ON join_line.essay_id = join_essay.id AND join_line.bold = ? WHERE join_essay.id = ? ORDER BY join_line.id
SELECT drafts.id, drafts.title, drafts.original_id, drafts.draft, join_essay.id AS id_1 FROM join_essay AS drafts JOIN join_essay ON drafts.original_id = join_essay.id AND drafts.draft = ? WHERE join_essay.id = ? ORDER BY drafts.id
UPDATE join_essay SET original_id=? WHERE join_essay.id = ?
UPDATE join_remark SET owner_id=? WHERE join_remark.id = ?
UPDATE join_line SET essay_id=NULL WHERE join_line.essay_id = ?
UPDATE join_remark SET owner_id=NULL WHERE join_remark.owner_id = ? AND join_remark.kind = ?
DELETE FROM join_essay WHERE join_essay.id = ?
-- left: essay e2 false, top best false, top better false, archive old false
-- a natural key, and a condition that compares the two
INSERT INTO join_pricing (word, `limit`) VALUES (?, ?)
INSERT INTO join_priced (price, `of`) VALUES (?, ?) RETURNING id
INSERT INTO join_priced (price, `of`) VALUES (?, ?) RETURNING id
INSERT INTO join_priced (price, `of`) VALUES (?, ?) RETURNING id
-- which changes
UPDATE join_pricing SET word=? WHERE join_pricing.word = ?
UPDATE join_priced SET `of`=? WHERE join_priced.`of` = ? AND EXISTS (SELECT owner.word FROM join_pricing AS owner WHERE join_priced.price < owner.`limit` AND owner.word = ?)
