-- a commit of nothing sends nothing

-- one row: COMMIT goes with it
INSERT INTO orm_product (id, name, price, available_quantity, production_date, expiry_date, expiry_offset_months) VALUES (?, ?, ?, ?, ?, ?, ?);  -- 1 'a' 0 0 NULL NULL NULL  -- in autocommit

-- one changed row
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product WHERE orm_product.id = ?;  -- 1
UPDATE orm_product SET name=? WHERE orm_product.id = ?;  -- 'c' 1  -- in autocommit

-- a flush, and a rollback
BEGIN (implicit);
INSERT INTO orm_product (id, name, price, available_quantity, production_date, expiry_date, expiry_offset_months) VALUES (?, ?, ?, ?, ?, ?, ?);  -- 1 'a' 0 0 NULL NULL NULL
ROLLBACK;

-- what is rolled back is added again
BEGIN (implicit);
INSERT INTO orm_product (name, price, available_quantity, production_date, expiry_date, expiry_offset_months) VALUES (?, ?, ?, ?, ?, ?) RETURNING id;  -- 'a' 0 0 NULL NULL NULL
ROLLBACK;
INSERT INTO orm_product (name, price, available_quantity, production_date, expiry_date, expiry_offset_months) VALUES (?, ?, ?, ?, ?, ?) RETURNING id;  -- 'a' 0 0 NULL NULL NULL  -- in autocommit

-- a savepoint that is kept
BEGIN (implicit);
SAVEPOINT aludel_1;
INSERT INTO orm_product (id, name, price, available_quantity, production_date, expiry_date, expiry_offset_months) VALUES (?, ?, ?, ?, ?, ?, ?);  -- 1 'a' 0 0 NULL NULL NULL
RELEASE SAVEPOINT aludel_1;
COMMIT;

-- a savepoint that is undone
BEGIN (implicit);
INSERT INTO orm_product (id, name, price, available_quantity, production_date, expiry_date, expiry_offset_months) VALUES (?, ?, ?, ?, ?, ?, ?);  -- 1 'a' 0 0 NULL NULL NULL
SAVEPOINT aludel_1;
INSERT INTO orm_product (id, name, price, available_quantity, production_date, expiry_date, expiry_offset_months) VALUES (?, ?, ?, ?, ?, ?, ?);  -- 2 'b' 0 0 NULL NULL NULL
ROLLBACK TO SAVEPOINT aludel_1;
COMMIT;

-- savepoints in savepoints
BEGIN (implicit);
SAVEPOINT aludel_1;
INSERT INTO orm_product (id, name, price, available_quantity, production_date, expiry_date, expiry_offset_months) VALUES (?, ?, ?, ?, ?, ?, ?);  -- 1 'a' 0 0 NULL NULL NULL
SAVEPOINT aludel_2;
ROLLBACK TO SAVEPOINT aludel_2;
RELEASE SAVEPOINT aludel_1;
COMMIT;

-- autoflush before a query of a changed table
BEGIN (implicit);
INSERT INTO orm_product (id, name, price, available_quantity, production_date, expiry_date, expiry_offset_months) VALUES (?, ?, ?, ?, ?, ?, ?);  -- 1 'a' 0 0 NULL NULL NULL
SELECT count(*) AS count_1 FROM orm_product;

-- no autoflush before a query of another table
SELECT count(*) AS count_1 FROM orm_person;

-- no autoflush where none is wanted
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product;

-- a flush that the database refuses
BEGIN (implicit);
INSERT INTO orm_product (id, name, price, available_quantity, production_date, expiry_date, expiry_offset_months) VALUES (?, ?, ?, ?, ?, ?, ?);  -- 1 'a' -1 0 NULL NULL NULL
ROLLBACK (closed without commit);
--   *orm.PendingRollbackError

-- a row that somebody else has deleted
BEGIN (implicit);
UPDATE orm_product SET name=? WHERE orm_product.id = ?;  -- 'x' 2
  UPDATE orm_product SET name=? WHERE orm_product.id = ?;  -- 'y' 1
ROLLBACK (closed without commit);
--   *orm.StaleDataError

-- refresh overwrites
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product WHERE orm_product.id = ?;  -- 1
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product WHERE orm_product.id = ?;  -- 1

-- refresh of several
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product WHERE orm_product.id = ?;  -- 1
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product WHERE orm_product.id = ?;  -- 2
SELECT orm_order.id, orm_order.quantity, orm_order.order_date, orm_order.product_id FROM orm_order WHERE orm_order.id = ?;  -- 1

-- expire: Get reads again
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product WHERE orm_product.id = ?;  -- 1
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product WHERE orm_product.id = ?;  -- 1

-- Get asks again in the next unit of work
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product WHERE orm_product.id = ?;  -- 1
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product WHERE orm_product.id = ?;  -- 1

-- and does not where objects are kept
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product WHERE orm_product.id = ?;  -- 1

-- expunge: changes are not written
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product WHERE orm_product.id = ?;  -- 1

-- attach: what is changed afterwards is written
UPDATE orm_product SET name=? WHERE orm_product.id = ?;  -- 'z' 1  -- in autocommit

-- a reference by key reads nothing
INSERT INTO orm_order (quantity, order_date, product_id) VALUES (?, ?, ?) RETURNING id;  -- 9 2026-02-01 09:00:00Z 2  -- in autocommit

-- merge of what is there
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product WHERE orm_product.id = ?;  -- 1
UPDATE orm_product SET name=? WHERE orm_product.id = ?;  -- 'sent' 1  -- in autocommit

-- merge of what is new
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product WHERE orm_product.id = ?;  -- 7
INSERT INTO orm_product (id, name, price, available_quantity, production_date, expiry_date, expiry_offset_months) VALUES (?, ?, ?, ?, ?, ?, ?);  -- 7 'sent' 0 0 NULL NULL NULL  -- in autocommit

-- merge of a whole collection
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product WHERE orm_product.id = ?;  -- 1
SELECT orm_order.id, orm_order.quantity, orm_order.order_date, orm_order.product_id FROM orm_order WHERE orm_order.product_id = ? ORDER BY orm_order.id ASC;  -- 1
BEGIN (implicit);
INSERT INTO orm_order (quantity, order_date, product_id) VALUES (?, ?, ?) RETURNING id;  -- 71 2026-02-01 09:00:00Z 1
  UPDATE orm_order SET quantity=? WHERE orm_order.id = ?;  -- 70 1
COMMIT;

-- a cast of a request
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product WHERE orm_product.id = ?;  -- 1
UPDATE orm_product SET name=? WHERE orm_product.id = ?;  -- 'cast' 1  -- in autocommit

-- an update of many, with objects in memory
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product WHERE orm_product.id = ?;  -- 1
BEGIN (implicit);
SELECT orm_product.id FROM orm_product WHERE orm_product.id < ? AND orm_product.id = ? FOR UPDATE;  -- 9 1
UPDATE orm_product SET price=? WHERE orm_product.id < ?;  -- 5 9
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product WHERE orm_product.id = ?;  -- 1
COMMIT;

-- a delete of many, with objects in memory
SELECT orm_order.id, orm_order.quantity, orm_order.order_date, orm_order.product_id FROM orm_order ORDER BY orm_order.id;
BEGIN (implicit);
DELETE FROM orm_order WHERE orm_order.quantity > ? RETURNING id;  -- 1
COMMIT;

-- an insert of many structs
BEGIN (implicit);
INSERT INTO orm_product (id, name, price, available_quantity, production_date, expiry_date, expiry_offset_months) VALUES (?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?);  -- 1 'a' 0 0 NULL NULL NULL 2 'b' 0 0 NULL NULL NULL
COMMIT;

-- eight new rows share a statement
INSERT INTO orm_product (name, price, available_quantity, production_date, expiry_date, expiry_offset_months) VALUES (?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?) RETURNING id;  -- 'a' 0 0 NULL NULL NULL 'b' 0 0 NULL NULL NULL 'c' 0 0 NULL NULL NULL 'd' 0 0 NULL NULL NULL 'e' 0 0 NULL NULL NULL 'f' 0 0 NULL NULL NULL 'g' 0 0 NULL NULL NULL 'h' 0 0 NULL NULL NULL  -- in autocommit

-- many changed rows
BEGIN (implicit);
UPDATE orm_product, (SELECT ? AS price, ? AS id UNION ALL SELECT ?, ? UNION ALL SELECT ?, ? UNION ALL SELECT ?, ? UNION ALL SELECT ?, ? UNION ALL SELECT ?, ? UNION ALL SELECT ?, ? UNION ALL SELECT ?, ?) AS given SET orm_product.price=given.price WHERE orm_product.id = given.id;  -- 1 1 2 2 3 3 4 4 5 5 6 6 7 7 8 8
COMMIT;

-- parent and children in one flush are deleted without an UPDATE
BEGIN (implicit);
DELETE FROM orm_person WHERE orm_person.id IN (?, ?);  -- 2 3
  DELETE FROM orm_person WHERE orm_person.id = ?;  -- 1
COMMIT;

-- a deleted boss whose team is not loaded
BEGIN (implicit);
UPDATE orm_person SET boss_id=NULL WHERE orm_person.boss_id = ?;  -- 1
  UPDATE orm_desk SET person_id=NULL WHERE orm_desk.person_id = ?;  -- 1
  DELETE FROM orm_person WHERE orm_person.id = ?;  -- 1
COMMIT;

-- passive delete: the schema cascades
BEGIN (implicit);
SELECT estate_node.id, estate_node.owner_id, estate_node.parent_id FROM estate_node WHERE estate_node.owner_id = ?;  -- 1
SELECT estate_watched.id, estate_watched.v, estate_watched.owner_id FROM estate_watched WHERE estate_watched.owner_id = ?;  -- 1
DELETE FROM estate_part WHERE estate_part.owner_id = ?;  -- 1
  UPDATE estate_loose SET owner_id=NULL WHERE estate_loose.owner_id = ?;  -- 1
  DELETE FROM estate_card WHERE estate_card.owner_id = ?;  -- 1
  DELETE FROM estate_owner WHERE estate_owner.id = ?;  -- 1
COMMIT;

-- passive update: the schema follows a natural key
UPDATE atlas_land SET code=? WHERE atlas_land.code = ?;  -- 'z' 'a'  -- in autocommit

-- natural keys are swapped
BEGIN (implicit);
UPDATE atlas_land SET code=? WHERE atlas_land.code = ?;  -- '' 'a'
  UPDATE atlas_land SET code=? WHERE atlas_land.code = ?;  -- 'a' 'b'
  UPDATE atlas_land SET code=? WHERE atlas_land.code = ?;  -- 'b' ''
COMMIT;

-- a new child of a renamed parent
BEGIN (implicit);
UPDATE atlas_land SET code=? WHERE atlas_land.code = ?;  -- 'z' 'a'
  INSERT INTO atlas_town (land_code) VALUES (?) RETURNING id;  -- 'z'
COMMIT;

-- a key that another row gives up
BEGIN (implicit);
UPDATE atlas_land SET code=? WHERE atlas_land.code = ?;  -- 'z' 'a'
  INSERT INTO atlas_land (code) VALUES (?);  -- 'a'
COMMIT;

-- post-update: a circle is inserted and deleted
BEGIN (implicit);
INSERT INTO league_team (captain_id) VALUES (NULL) RETURNING id;
INSERT INTO league_player (name, team_id) VALUES (?, ?) RETURNING id;  -- 'p' 1
UPDATE league_team SET captain_id=? WHERE league_team.id = ?;  -- 1 1
UPDATE league_team SET captain_id=NULL WHERE league_team.captain_id = ?;  -- 1
  DELETE FROM league_player WHERE league_player.id = ?;  -- 1
  DELETE FROM league_team WHERE league_team.id = ?;  -- 1
COMMIT;

-- a version is asked for, and counted
BEGIN (implicit);
UPDATE league_doc SET title=?, v=? WHERE league_doc.id = ? AND league_doc.v = ?;  -- 'c' 2 1 1
  DELETE FROM league_doc WHERE league_doc.id = ? AND league_doc.v = ?;  -- 2 1
COMMIT;

-- a lost update
UPDATE league_doc SET title=?, v=? WHERE league_doc.id = ? AND league_doc.v = ?;  -- 'b' 2 1 1  -- in autocommit
--   *orm.StaleDataError

-- row switch: what belonged to the old one is let go
BEGIN (implicit);
UPDATE blog_note SET post_id=? WHERE blog_note.id = ?;  -- NULL 1
  UPDATE blog_post SET title=? WHERE blog_post.id = ?;  -- 'q' 1
COMMIT;

-- pairs of a deleted post
BEGIN (implicit);
DELETE FROM blog_post_keyword WHERE blog_post_keyword.post_id = ?;  -- 1
  DELETE FROM blog_related WHERE blog_related.post_id = ?;  -- 1
  DELETE FROM blog_related WHERE blog_related.other_id = ?;  -- 1
  UPDATE blog_note SET post_id=NULL WHERE blog_note.post_id = ?;  -- 1
  DELETE FROM blog_post WHERE blog_post.id = ?;  -- 1
COMMIT;

-- a pair by Remove, nothing loaded
BEGIN (implicit);
DELETE FROM blog_post_keyword WHERE blog_post_keyword.post_id = ? AND blog_post_keyword.keyword_id = ?;  -- 1 1
COMMIT;

-- replace loads first
SELECT orm_person.id, orm_person.name, orm_person.boss_id FROM orm_person WHERE orm_person.boss_id = ?;  -- 1
BEGIN (implicit);
INSERT INTO orm_person (name, boss_id) VALUES (?, ?) RETURNING id;  -- 'ac' 1
  UPDATE orm_person SET boss_id=? WHERE orm_person.id = ?;  -- NULL 2
  UPDATE orm_person SET boss_id=? WHERE orm_person.id = ?;  -- NULL 3
COMMIT;

-- a tenant's key is filled in
BEGIN (implicit);
INSERT INTO orm_account (tenant_id, name) VALUES (?, ?) RETURNING id;  -- 1 'a'
INSERT INTO orm_memo (tenant_id, text, account_id, deleted_at) VALUES (?, ?, ?, ?) RETURNING id;  -- 1 'm' 1 NULL
SELECT orm_memo.id, orm_memo.tenant_id, orm_memo.text, orm_memo.account_id, orm_memo.deleted_at FROM orm_memo WHERE orm_memo.deleted_at IS NULL AND orm_memo.tenant_id = ? LIMIT ?;  -- 1 2

-- an object of another tenant is refused before anything is sent
--   *orm.PolicyError

-- a read-only session refuses to write
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product WHERE orm_product.id = ?;  -- 1

-- a time as version: insert, update, delete
BEGIN (implicit);
INSERT INTO league_stamp (title, at) VALUES (?, ?) RETURNING id;  -- 'a' 2026-02-01 09:00:01Z
  INSERT INTO league_stamp (title, at) VALUES (?, ?) RETURNING id;  -- 'b' 2025-02-01 09:00:00Z
COMMIT;
UPDATE league_stamp SET title=?, at=? WHERE league_stamp.id = ? AND league_stamp.at = ?;  -- 'c' 2026-02-01 09:00:02Z 1 2026-02-01 09:00:01Z  -- in autocommit
BEGIN (implicit);
DELETE FROM league_stamp WHERE league_stamp.id = ? AND league_stamp.at = ? OR league_stamp.id = ? AND league_stamp.at = ?;  -- 1 2026-02-01 09:00:02Z 2 2025-02-01 09:00:00Z
COMMIT;

-- a time as version: the clock stands still, and goes back
BEGIN (implicit);
INSERT INTO league_stamp (title, at) VALUES (?, ?) RETURNING id;  -- 'a' 2026-02-01 09:00:00Z
UPDATE league_stamp SET title=?, at=? WHERE league_stamp.id = ? AND league_stamp.at = ?;  -- 'b' 2026-02-01 09:00:00.000001Z 1 2026-02-01 09:00:00Z
UPDATE league_stamp SET title=?, at=? WHERE league_stamp.id = ? AND league_stamp.at = ?;  -- 'c' 2026-02-01 09:00:00.000002Z 1 2026-02-01 09:00:00.000001Z
COMMIT;

-- a time as version: stale
UPDATE league_stamp SET title=?, at=? WHERE league_stamp.id = ? AND league_stamp.at = ?;  -- 'c' 2026-02-01 09:00:03Z 1 2026-02-01 09:00:01Z  -- in autocommit
--   *orm.StaleDataError
DELETE FROM league_stamp WHERE league_stamp.id = ? AND league_stamp.at = ?;  -- 2 2026-02-01 09:00:02Z  -- in autocommit
--   *orm.StaleDataError
SELECT league_stamp.id, league_stamp.title, league_stamp.at FROM league_stamp WHERE league_stamp.id = ?;  -- 1
UPDATE league_stamp SET title=?, at=? WHERE league_stamp.id = ? AND league_stamp.at = ?;  -- 'd' 2027-02-01 09:00:00.000001Z 1 2027-02-01 09:00:00Z  -- in autocommit

-- a time as version: many rows
BEGIN (implicit);
UPDATE league_stamp, (SELECT CAST(? AS CHAR) AS title, ? AS at, ? AS id, ? AS old_at UNION ALL SELECT ?, ?, ?, ? UNION ALL SELECT ?, ?, ?, ? UNION ALL SELECT ?, ?, ?, ? UNION ALL SELECT ?, ?, ?, ? UNION ALL SELECT ?, ?, ?, ? UNION ALL SELECT ?, ?, ?, ? UNION ALL SELECT ?, ?, ?, ? UNION ALL SELECT ?, ?, ?, ? UNION ALL SELECT ?, ?, ?, ? UNION ALL SELECT ?, ?, ?, ? UNION ALL SELECT ?, ?, ?, ?) AS given SET league_stamp.title=given.title, league_stamp.at=given.at WHERE league_stamp.id = given.id AND league_stamp.at = given.old_at;  -- 's0!' 2026-02-01 09:00:13Z 1 2026-02-01 09:00:01Z 's1!' 2026-02-01 09:00:14Z 2 2026-02-01 09:00:02Z 's2!' 2026-02-01 09:00:15Z 3 2026-02-01 09:00:03Z 's3!' 2026-02-01 09:00:16Z 4 2026-02-01 09:00:04Z 's4!' 2026-02-01 09:00:17Z 5 2026-02-01 09:00:05Z 's5!' 2026-02-01 09:00:18Z 6 2026-02-01 09:00:06Z 's6!' 2026-02-01 09:00:19Z 7 2026-02-01 09:00:07Z 's7!' 2026-02-01 09:00:20Z 8 2026-02-01 09:00:08Z 's8!' 2026-02-01 09:00:21Z 9 2026-02-01 09:00:09Z 's9!' 2026-02-01 09:00:22Z 10 2026-02-01 09:00:10Z 's10!' 2026-02-01 09:00:23Z 11 2026-02-01 09:00:11Z 's11!' 2026-02-01 09:00:24Z 12 2026-02-01 09:00:12Z
DELETE FROM league_stamp WHERE league_stamp.id = ? AND league_stamp.at = ? OR league_stamp.id = ? AND league_stamp.at = ? OR league_stamp.id = ? AND league_stamp.at = ?;  -- 1 2026-02-01 09:00:13Z 2 2026-02-01 09:00:14Z 3 2026-02-01 09:00:15Z
COMMIT;

-- a time as version: heirs
BEGIN (implicit);
UPDATE file_edict SET at=? WHERE file_edict.id = ? AND file_edict.at = ?;  -- 2026-02-01 09:00:05Z 1 2026-02-01 09:00:04Z
ROLLBACK (closed without commit);
--   *orm.StaleDataError
DELETE FROM file_edict WHERE file_edict.id = ? AND file_edict.at = ?;  -- 2 2026-02-01 09:00:03Z  -- in autocommit

-- a time as version: by a statement
BEGIN (implicit);
SELECT league_stamp.id FROM league_stamp WHERE league_stamp.id = ? FOR UPDATE;  -- 1
UPDATE league_stamp SET title=?, at=?;  -- 'b' 2027-02-01 09:00:00Z
SELECT league_stamp.id, league_stamp.title, league_stamp.at FROM league_stamp WHERE league_stamp.id = ?;  -- 1
UPDATE league_stamp SET title=?, at=? WHERE league_stamp.id = ? AND league_stamp.at = ?;  -- 'c' 2027-02-01 09:00:00.000001Z 1 2027-02-01 09:00:00Z
COMMIT;

-- a time as version: Merge compares
SELECT league_stamp.id, league_stamp.title, league_stamp.at FROM league_stamp WHERE league_stamp.id = ?;  -- 1
--   *orm.StaleDataError

-- a time as version: ExpectVersion
--   *orm.StaleDataError
UPDATE league_stamp SET title=?, at=? WHERE league_stamp.id = ? AND league_stamp.at = ?;  -- 'b' 2026-02-01 09:00:02Z 1 2026-02-01 09:00:01Z  -- in autocommit

-- Set on a Ref: the row's own version is counted, whatever it is
BEGIN (implicit);
UPDATE league_doc SET title=?, v=league_doc.v + ? WHERE league_doc.id = ?;  -- 'b' 1 1
  UPDATE league_stamp SET title=?, at=? WHERE league_stamp.id = ?;  -- 'b' 2026-02-01 09:00:02Z 1
UPDATE league_doc SET title=?, v=league_doc.v + ? WHERE league_doc.id = ?;  -- 'c' 1 1
COMMIT;
SELECT league_doc.id, league_doc.title, league_doc.v FROM league_doc WHERE league_doc.id = ?;  -- 1
UPDATE league_doc SET title=?, v=? WHERE league_doc.id = ? AND league_doc.v = ?;  -- 'd' 10 1 9  -- in autocommit

-- Set on Refs of many rows
BEGIN (implicit);
UPDATE league_doc SET title=?, v=league_doc.v + ? WHERE league_doc.id = ?;  -- 'z' 1 1
  UPDATE league_doc SET title=?, v=league_doc.v + ? WHERE league_doc.id = ?;  -- 'z' 1 2
  UPDATE league_doc SET title=?, v=league_doc.v + ? WHERE league_doc.id = ?;  -- 'z' 1 3
  UPDATE league_doc SET title=?, v=league_doc.v + ? WHERE league_doc.id = ?;  -- 'z' 1 4
COMMIT;

-- Set on a Ref whose version a client has sent
UPDATE league_doc SET title=?, v=? WHERE league_doc.id = ? AND league_doc.v = ?;  -- 'c' 8 1 7  -- in autocommit
--   *orm.StaleDataError
--   *orm.StaleDataError

-- a Ref that is deleted, and one whose row is not there
SELECT league_doc.id, league_doc.title, league_doc.v FROM league_doc WHERE league_doc.id = ?;  -- 3
BEGIN (implicit);
DELETE FROM league_doc WHERE league_doc.id IN (?, ?);  -- 1 2
  DELETE FROM league_doc WHERE league_doc.id = ? AND league_doc.v = ?;  -- 3 1
COMMIT;
UPDATE league_doc SET title=?, v=league_doc.v + ? WHERE league_doc.id = ?;  -- 'z' 1 99  -- in autocommit
--   *orm.StaleDataError

-- Set on a Ref of an heir
BEGIN (implicit);
UPDATE file_edict SET at=? WHERE file_edict.id = ?;  -- 2026-02-01 09:00:02Z 1
  UPDATE file_contract SET party=? WHERE file_contract.id = ?;  -- 'q' 1
COMMIT;
SELECT file_contract.id, file_edict.kind, file_edict.title, file_edict.at, file_contract.party FROM file_edict JOIN file_contract ON file_contract.id = file_edict.id WHERE file_contract.id = ?;  -- 1
BEGIN (implicit);
UPDATE file_edict SET at=? WHERE file_edict.id = ? AND file_edict.at = ?;  -- 2026-02-01 09:00:03Z 1 2026-02-01 09:00:02Z
  UPDATE file_contract SET party=? WHERE file_contract.id = ?;  -- 'r' 1
COMMIT;

-- a Ref becomes the row of another object
BEGIN (implicit);
UPDATE league_doc SET title=?, v=league_doc.v + ? WHERE league_doc.id = ?;  -- 'b' 1 1
SELECT league_doc.id, league_doc.title, league_doc.v FROM league_doc WHERE league_doc.id = ?;  -- 1
COMMIT;
UPDATE league_doc SET title=?, v=? WHERE league_doc.id = ? AND league_doc.v = ?;  -- 'c' 9 1 8  -- in autocommit

-- a reference that owns: what it led to is deleted
BEGIN (implicit);
INSERT INTO studio_portrait (title) VALUES (?) RETURNING id;  -- 'new'
UPDATE studio_sitter SET portrait_id=? WHERE studio_sitter.id = ?;  -- 2 1
  DELETE FROM studio_stroke WHERE studio_stroke.portrait_id = ?;  -- 1
  DELETE FROM studio_portrait WHERE studio_portrait.id = ?;  -- 1
COMMIT;

-- a reference that owns what is not loaded
SELECT studio_sitter.id, studio_sitter.name, studio_sitter.portrait_id FROM studio_sitter WHERE studio_sitter.id = ?;  -- 1
BEGIN (implicit);
SELECT studio_portrait.id, studio_portrait.title FROM studio_portrait WHERE studio_portrait.id = ?;  -- 1
UPDATE studio_sitter SET portrait_id=? WHERE studio_sitter.id = ?;  -- NULL 1
  DELETE FROM studio_stroke WHERE studio_stroke.portrait_id = ?;  -- 1
  DELETE FROM studio_portrait WHERE studio_portrait.id = ?;  -- 1
COMMIT;

-- a version that the database makes comes with the INSERT
INSERT INTO fleet_ship (id, name) VALUES (?, ?) RETURNING v;  -- 1 's'  -- in autocommit

-- and with each UPDATE
BEGIN (implicit);
UPDATE fleet_ship SET name=?, v=fleet_ship.v + ? WHERE fleet_ship.id = ? AND fleet_ship.v = ?;  -- 't' 1 1 1
SELECT fleet_ship.id, fleet_ship.name, fleet_ship.v FROM fleet_ship WHERE fleet_ship.id = ?;  -- 1
COMMIT;
BEGIN (implicit);
UPDATE fleet_ship SET name=?, v=fleet_ship.v + ? WHERE fleet_ship.id = ? AND fleet_ship.v = ?;  -- 'u' 1 1 2
SELECT fleet_ship.id, fleet_ship.name, fleet_ship.v FROM fleet_ship WHERE fleet_ship.id = ?;  -- 1
COMMIT;

-- an update that was lost under it
BEGIN (implicit);
UPDATE fleet_ship SET name=?, v=fleet_ship.v + ? WHERE fleet_ship.id = ? AND fleet_ship.v = ?;  -- 'mine' 1 1 1
ROLLBACK (closed without commit);
--   *orm.StaleDataError

-- refresh takes the crew along
SELECT fleet_ship.id, fleet_ship.name, fleet_ship.v FROM fleet_ship WHERE fleet_ship.id = ?;  -- 1
SELECT fleet_sailor.id, fleet_sailor.name, fleet_sailor.ship_id FROM fleet_sailor WHERE fleet_sailor.id = ?;  -- 1
SELECT fleet_sailor.id, fleet_sailor.name, fleet_sailor.ship_id FROM fleet_sailor WHERE fleet_sailor.id = ?;  -- 2

-- expire takes the crew along
SELECT fleet_sailor.id, fleet_sailor.name, fleet_sailor.ship_id FROM fleet_sailor WHERE fleet_sailor.id = ?;  -- 1

-- expunge takes the crew along

-- merge leaves the cargo alone
BEGIN (implicit);
UPDATE fleet_ship SET name=?, v=fleet_ship.v + ? WHERE fleet_ship.id = ? AND fleet_ship.v = ?;  -- 'sent' 1 1 1
  UPDATE fleet_sailor SET name=? WHERE fleet_sailor.id = ?;  -- 'c' 2
SELECT fleet_ship.id, fleet_ship.name, fleet_ship.v FROM fleet_ship WHERE fleet_ship.id = ?;  -- 1
COMMIT;

-- merge of an old version is refused
BEGIN (implicit);
UPDATE fleet_ship SET name=?, v=fleet_ship.v + ? WHERE fleet_ship.id = ? AND fleet_ship.v = ?;  -- 'newer' 1 1 1
SELECT fleet_ship.id, fleet_ship.name, fleet_ship.v FROM fleet_ship WHERE fleet_ship.id = ?;  -- 1
COMMIT;
SELECT fleet_ship.id, fleet_ship.name, fleet_ship.v FROM fleet_ship WHERE fleet_ship.id = ?;  -- 1
--   *orm.StaleDataError

-- a deleted ship, everybody loaded
BEGIN (implicit);
DELETE FROM fleet_crate WHERE fleet_crate.id = ?;  -- 1
  DELETE FROM fleet_sailor WHERE fleet_sailor.id IN (?, ?);  -- 1 2
  DELETE FROM fleet_ship WHERE fleet_ship.id = ? AND fleet_ship.v = ?;  -- 1 1
COMMIT;

-- natural keys in a circle
BEGIN (implicit);
UPDATE atlas_land SET code=? WHERE atlas_land.code = ?;  -- '' 'a'
  UPDATE atlas_land SET code=? WHERE atlas_land.code = ?;  -- 'a' 'c'
  UPDATE atlas_land SET code=? WHERE atlas_land.code = ?;  -- 'c' 'b'
  UPDATE atlas_land SET code=? WHERE atlas_land.code = ?;  -- 'b' ''
COMMIT;

-- on demand, for all that came together
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product ORDER BY orm_product.id;
SELECT orm_order.id, orm_order.quantity, orm_order.order_date, orm_order.product_id FROM orm_order WHERE orm_order.product_id IN (?, ?) ORDER BY orm_order.id ASC;  -- 1 2

-- on demand, the other way, from memory
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product;
SELECT orm_order.id, orm_order.quantity, orm_order.order_date, orm_order.product_id FROM orm_order WHERE orm_order.id = ?;  -- 1

-- select-in
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product;
SELECT orm_order.id, orm_order.quantity, orm_order.order_date, orm_order.product_id FROM orm_order WHERE orm_order.product_id IN (?, ?) ORDER BY orm_order.id ASC;  -- 1 2

-- select-in, nested
SELECT orm_person.id, orm_person.name, orm_person.boss_id FROM orm_person WHERE orm_person.boss_id IS NULL LIMIT ?;  -- 2
SELECT orm_person.id, orm_person.name, orm_person.boss_id FROM orm_person WHERE orm_person.boss_id = ?;  -- 1
SELECT orm_person.id, orm_person.name, orm_person.boss_id FROM orm_person WHERE orm_person.boss_id IN (?, ?);  -- 2 3
SELECT orm_desk.id, orm_desk.room, orm_desk.person_id FROM orm_desk WHERE orm_desk.person_id IN (?, ?);  -- 2 3

-- select-in of a reference
SELECT orm_order.id, orm_order.quantity, orm_order.order_date, orm_order.product_id FROM orm_order;
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product WHERE orm_product.id IN (?, ?);  -- 1 2

-- joined
SELECT orm_order.id, orm_order.quantity, orm_order.order_date, orm_order.product_id, product_1.id AS id_1, product_1.name, product_1.price, product_1.available_quantity, product_1.production_date, product_1.expiry_date, product_1.expiry_offset_months FROM orm_order LEFT OUTER JOIN orm_product AS product_1 ON orm_order.product_id = product_1.id ORDER BY orm_order.id;

-- joined collection under a limit
SELECT orm_product_page.id, orm_product_page.name, orm_product_page.price, orm_product_page.available_quantity, orm_product_page.production_date, orm_product_page.expiry_date, orm_product_page.expiry_offset_months, orders_1.id AS id_1, orders_1.quantity, orders_1.order_date, orders_1.product_id FROM (SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product ORDER BY orm_product.id LIMIT ?) AS orm_product_page LEFT OUTER JOIN orm_order AS orders_1 ON orders_1.product_id = orm_product_page.id ORDER BY orm_product_page.id, orders_1.id ASC;  -- 1

-- subquery
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product WHERE orm_product.name != ?;  -- 'z'
SELECT orm_order.id, orm_order.quantity, orm_order.order_date, orm_order.product_id FROM orm_order WHERE orm_order.product_id IN (SELECT orm_product.id FROM orm_product WHERE orm_product.name != ?) ORDER BY orm_order.id ASC;  -- 'z'

-- as JSON: one statement for a tree
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months, (SELECT json_array(count(*), json_extract(json_arrayagg(json_extract(json_array(orders_t1.id, orders_t1.quantity, CAST(orders_t1.order_date AS CHAR), orders_t1.product_id), '$') ORDER BY orders_t1.id ASC), '$')) AS json_array_1 FROM orm_order AS orders_t1 WHERE orders_t1.product_id = orm_product.id) AS orders_t1 FROM orm_product ORDER BY orm_product.id;

-- recursive
SELECT orm_person.id, orm_person.name, orm_person.boss_id FROM orm_person WHERE orm_person.boss_id IS NULL LIMIT ?;  -- 2
SELECT orm_person.id, orm_person.name, orm_person.boss_id FROM orm_person WHERE orm_person.boss_id = ?;  -- 1
SELECT orm_person.id, orm_person.name, orm_person.boss_id FROM orm_person WHERE orm_person.boss_id IN (?, ?);  -- 2 3
SELECT orm_person.id, orm_person.name, orm_person.boss_id FROM orm_person WHERE orm_person.boss_id = ?;  -- 4

-- a limit, an order and a condition for each parent
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product;
SELECT orm_order_first.id, orm_order_first.quantity, orm_order_first.order_date, orm_order_first.product_id, orm_order_first.aludel_owner_1, orm_order_first.aludel_number FROM (SELECT orm_order.id, orm_order.quantity, orm_order.order_date, orm_order.product_id, orm_order.product_id AS aludel_owner_1, row_number() OVER (PARTITION BY orm_order.product_id ORDER BY orm_order.quantity DESC) AS aludel_number FROM orm_order WHERE orm_order.product_id IN (?, ?) AND orm_order.quantity > ?) AS orm_order_first WHERE orm_order_first.aludel_number <= ? ORDER BY orm_order_first.aludel_number;  -- 1 2 0 1

-- contained: the query's own join fills the collection
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months, orm_order.id AS id_1, orm_order.quantity, orm_order.order_date, orm_order.product_id FROM orm_product JOIN orm_order ON orm_order.product_id = orm_product.id WHERE orm_order.quantity > ? ORDER BY orm_product.id, orm_order.id;  -- 1

-- relationships of what is there already
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product ORDER BY orm_product.id;
SELECT orm_order.id, orm_order.quantity, orm_order.order_date, orm_order.product_id FROM orm_order WHERE orm_order.product_id IN (?, ?) ORDER BY orm_order.id ASC;  -- 1 2

-- relationships of plain objects
SELECT orm_order_first.id, orm_order_first.quantity, orm_order_first.order_date, orm_order_first.product_id, orm_order_first.aludel_owner_1, orm_order_first.aludel_number FROM (SELECT orm_order.id, orm_order.quantity, orm_order.order_date, orm_order.product_id, orm_order.product_id AS aludel_owner_1, row_number() OVER (PARTITION BY orm_order.product_id ORDER BY orm_order.quantity DESC) AS aludel_number FROM orm_order WHERE orm_order.product_id IN (?, ?)) AS orm_order_first WHERE orm_order_first.aludel_number <= ? ORDER BY orm_order_first.aludel_number;  -- 1 2 1

-- one column is read again
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product WHERE orm_product.id = ?;  -- 1
SELECT orm_product.id, orm_product.name FROM orm_product WHERE orm_product.id = ?;  -- 1
UPDATE orm_product SET price=? WHERE orm_product.id = ?;  -- 7 1  -- in autocommit

-- what is raised is not loaded
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product;
--   *orm.RaisedError

-- a collection keyed by an attribute
SELECT blog_post.id, blog_post.title FROM blog_post LIMIT ?;  -- 2
SELECT blog_note.id, blog_note.topic, blog_note.body, blog_note.post_id FROM blog_note WHERE blog_note.post_id = ?;  -- 1

-- many-to-many, select-in and joined
SELECT blog_post.id, blog_post.title FROM blog_post LIMIT ?;  -- 2
SELECT blog_keyword.id, blog_keyword.word, blog_post_keyword.post_id FROM blog_keyword JOIN blog_post_keyword ON blog_post_keyword.keyword_id = blog_keyword.id WHERE blog_post_keyword.post_id = ? ORDER BY blog_keyword.id ASC;  -- 1
SELECT blog_post_page.id, blog_post_page.title, keywords_1.id AS id_1, keywords_1.word FROM (SELECT blog_post.id, blog_post.title FROM blog_post LIMIT ?) AS blog_post_page LEFT OUTER JOIN blog_post_keyword AS keywords_1_keywords ON keywords_1_keywords.post_id = blog_post_page.id LEFT OUTER JOIN blog_keyword AS keywords_1 ON keywords_1_keywords.keyword_id = keywords_1.id ORDER BY keywords_1.id ASC;  -- 2

-- a graph of one table
SELECT blog_post.id, blog_post.title FROM blog_post ORDER BY blog_post.id;
SELECT blog_post.id, blog_post.title, blog_related.post_id FROM blog_post JOIN blog_related ON blog_related.other_id = blog_post.id WHERE blog_related.post_id IN (?, ?) ORDER BY blog_post.id ASC;  -- 1 2

-- an ordered collection
SELECT music_album.id FROM music_album WHERE music_album.id = ?;  -- 1
SELECT music_track.id, music_track.title, music_track.album_id, music_track.position FROM music_track WHERE music_track.album_id = ? ORDER BY music_track.position;  -- 1

-- a write-only collection is queried
SELECT music_album.id FROM music_album WHERE music_album.id = ?;  -- 1
BEGIN (implicit);
INSERT INTO music_play (id, album_id) VALUES (?, ?);  -- 1 1
SELECT count(*) AS count_1 FROM music_play WHERE music_play.album_id = ?;  -- 1

-- any, has, contains, and a comparison with an object
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product WHERE orm_product.id = ?;  -- 1
SELECT orm_order.id, orm_order.quantity, orm_order.order_date, orm_order.product_id FROM orm_order WHERE orm_order.id = ?;  -- 1
SELECT count(*) AS count_1 FROM orm_product WHERE EXISTS (SELECT orm_order.id FROM orm_order WHERE orm_order.product_id = orm_product.id AND orm_order.quantity > ?);  -- 1
SELECT count(*) AS count_1 FROM orm_order WHERE EXISTS (SELECT orm_product.id FROM orm_product WHERE orm_order.product_id = orm_product.id AND orm_product.name = ?);  -- 'a'
SELECT count(*) AS count_1 FROM orm_product WHERE orm_product.id = ?;  -- 1
SELECT count(*) AS count_1 FROM orm_order WHERE orm_order.product_id = ?;  -- 1
SELECT count(*) AS count_1 FROM orm_order WHERE orm_order.product_id != ?;  -- 1

-- an alias of the same table
SELECT orm_person.id, orm_person.name, orm_person.boss_id FROM orm_person JOIN orm_person AS up ON orm_person.boss_id = up.id WHERE up.name = ? ORDER BY orm_person.id;  -- 'a'

-- entities and columns in one row
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months, count(orm_order.id) AS count_1 FROM orm_product LEFT OUTER JOIN orm_order ON orm_order.product_id = orm_product.id GROUP BY orm_product.id ORDER BY orm_product.id;

-- an outer join that finds nothing is nil
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months, orm_order.id AS id_1, orm_order.quantity, orm_order.order_date, orm_order.product_id FROM orm_product LEFT OUTER JOIN orm_order ON orm_order.product_id = orm_product.id;

-- columns that are left out, and loaded
SELECT orm_product.id, orm_product.name, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_offset_months FROM orm_product ORDER BY orm_product.id;
SELECT orm_product.id, orm_product.price FROM orm_product WHERE orm_product.id IN (?, ?);  -- 1 2

-- only some columns
SELECT orm_product.id, orm_product.name FROM orm_product;

-- pages by key
SELECT orm_order.id, orm_order.quantity, orm_order.order_date, orm_order.product_id, orm_order.id AS id_1 FROM orm_order ORDER BY orm_order.id ASC LIMIT ?;  -- 3
SELECT orm_order.id, orm_order.quantity, orm_order.order_date, orm_order.product_id, orm_order.id AS id_1 FROM orm_order WHERE orm_order.id > ? ORDER BY orm_order.id ASC LIMIT ?;  -- 2 3

-- pages by number
SELECT orm_order.id, orm_order.quantity, orm_order.order_date, orm_order.product_id FROM orm_order ORDER BY orm_order.id LIMIT ? OFFSET ?;  -- 2 1
SELECT ? AS found FROM orm_order LIMIT ?;  -- 1 1

-- batches are flushed one by one
SELECT orm_order.id, orm_order.quantity, orm_order.order_date, orm_order.product_id, orm_order.id AS id_1 FROM orm_order ORDER BY orm_order.id ASC LIMIT ?;  -- 3
BEGIN (implicit);
UPDATE orm_order SET quantity=? WHERE orm_order.id = ?;  -- 11 1
  UPDATE orm_order SET quantity=? WHERE orm_order.id = ?;  -- 12 2
SELECT orm_order.id, orm_order.quantity, orm_order.order_date, orm_order.product_id, orm_order.id AS id_1 FROM orm_order WHERE orm_order.id > ? ORDER BY orm_order.id ASC LIMIT ?;  -- 2 3
UPDATE orm_order SET quantity=? WHERE orm_order.id = ?;  -- 13 3
COMMIT;

-- rows that are locked
BEGIN (implicit);
INSERT INTO orm_person (name, boss_id) VALUES (?, ?) RETURNING id;  -- 'so that there is a transaction' NULL
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product WHERE orm_product.id = ? LIMIT ? FOR UPDATE;  -- 1 2
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product FOR UPDATE SKIP LOCKED;

-- populate existing
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product WHERE orm_product.id = ?;  -- 1
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product;

-- what is not tracked
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product;
SELECT orm_order.id, orm_order.quantity, orm_order.order_date, orm_order.product_id FROM orm_order WHERE orm_order.product_id IN (?, ?) ORDER BY orm_order.id ASC;  -- 1 2

-- policies reach loaders and EXISTS
SELECT orm_account.id, orm_account.tenant_id, orm_account.name FROM orm_account WHERE EXISTS (SELECT orm_memo.id FROM orm_memo WHERE orm_memo.account_id = orm_account.id AND orm_memo.deleted_at IS NULL AND orm_memo.tenant_id = ?) AND orm_account.tenant_id = ?;  -- 1 1
SELECT orm_memo.id, orm_memo.tenant_id, orm_memo.text, orm_memo.account_id, orm_memo.deleted_at FROM orm_memo WHERE orm_memo.account_id = ? AND orm_memo.deleted_at IS NULL AND orm_memo.tenant_id = ? ORDER BY orm_memo.id ASC;  -- 1 1

-- one query without them
SELECT orm_memo.id, orm_memo.tenant_id, orm_memo.text, orm_memo.account_id, orm_memo.deleted_at FROM orm_memo;

-- a subquery as the table
SELECT dear.id, dear.name, dear.price, dear.available_quantity, dear.production_date, dear.expiry_date, dear.expiry_offset_months FROM (SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product WHERE orm_product.id > ?) AS dear;  -- 1

-- a hybrid, and its opposite
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product WHERE orm_product.price > ? OR orm_product.price <= ? ORDER BY orm_product.id;  -- 100 100
SELECT count(*) AS count_1 FROM orm_product WHERE orm_product.id = ? AND orm_product.price > ?;  -- 1 100
SELECT count(*) AS count_1 FROM orm_product WHERE orm_product.id = ? AND orm_product.price > ?;  -- 2 100
BEGIN (implicit);
SELECT orm_product.id FROM orm_product WHERE orm_product.price > ? AND orm_product.id IN (?, ?) FOR UPDATE;  -- 100 1 2
UPDATE orm_product SET price=? WHERE orm_product.price > ?;  -- 1 100
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product WHERE orm_product.id = ?;  -- 1

-- a way of loading that is declared spreads, but where a query skips it
SELECT orm_author.id, orm_author.name FROM orm_author;
SELECT orm_book.id, orm_book.title, orm_book.author_id FROM orm_book WHERE orm_book.author_id = ?;  -- 1
SELECT orm_author.id, orm_author.name FROM orm_author;
SELECT orm_book.id, orm_book.title, orm_book.author_id FROM orm_book LIMIT ?;  -- 2
--   *orm.RaisedError

-- poison is not written, and what is appended to it is
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product WHERE orm_product.id = ?;  -- 1
BEGIN (implicit);
UPDATE orm_product SET name=? WHERE orm_product.id = ?;  -- 'poisoned' 1
INSERT INTO orm_order (quantity, order_date, product_id) VALUES (?, ?, ?) RETURNING id;  -- 7 2026-02-01 09:00:00Z 1
COMMIT;
SELECT orm_order.id, orm_order.quantity, orm_order.order_date, orm_order.product_id FROM orm_order WHERE orm_order.product_id = ? ORDER BY orm_order.id ASC;  -- 1

-- defaults of the program and of the database
INSERT INTO orm_user (created_at, updated_at, token, email, balance_amount, balance_currency, active, score, prefs, doc, photo, level, hidden) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id, status;  -- 2026-05-04 03:02:01Z NULL [1 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0] 'a@b' 0 '' false NULL {"Theme":""} null x'' 7 ''  -- in autocommit

-- a zero is a value, where nothing else is said
UPDATE orm_user SET updated_at=?, balance_amount=?, level=? WHERE orm_user.id = ?;  -- 2026-05-04 04:02:01Z 0 0 1  -- in autocommit

-- a value object: the column that has changed
UPDATE orm_user SET updated_at=?, balance_currency=? WHERE orm_user.id = ?;  -- 2026-05-04 04:02:01Z 'CHF' 1  -- in autocommit

-- what a document holds
UPDATE orm_user SET updated_at=?, doc=? WHERE orm_user.id = ?;  -- 2026-05-04 04:02:01Z {"k":[1,"y"]} 1  -- in autocommit

-- bytes in place
UPDATE orm_user SET updated_at=?, photo=? WHERE orm_user.id = ?;  -- 2026-05-04 04:02:01Z x'0109' 1  -- in autocommit

-- a float by its bits, and NULL
UPDATE orm_user SET updated_at=?, score=? WHERE orm_user.id = ?;  -- 2026-05-04 04:02:01Z 0.3 1  -- in autocommit
UPDATE orm_user SET updated_at=?, score=? WHERE orm_user.id = ?;  -- 2026-05-04 04:02:01Z 0.30000000000000004 1  -- in autocommit
UPDATE orm_user SET updated_at=?, score=? WHERE orm_user.id = ?;  -- 2026-05-04 04:02:01Z NULL 1  -- in autocommit

-- a time finer than its column is no change

-- an association object: its key comes from both sides
BEGIN (implicit);
INSERT INTO orm_group (code) VALUES (?);  -- 'admins'
  INSERT INTO orm_membership (user_id, group_code, since) VALUES (?, ?, ?);  -- 1 'admins' 2026-02-01 09:00:00
COMMIT;
UPDATE orm_membership SET since=? WHERE orm_membership.user_id = ? AND orm_membership.group_code = ?;  -- 2026-02-01 10:00:00 1 'admins'  -- in autocommit
DELETE FROM orm_membership WHERE orm_membership.user_id = ? AND orm_membership.group_code = ?;  -- 1 'admins'  -- in autocommit

-- one that is taken from its side is no row without a key
SELECT orm_user.created_at, orm_user.updated_at, orm_user.id, orm_user.token, orm_user.email, orm_user.balance_amount, orm_user.balance_currency, orm_user.active, orm_user.score, orm_user.prefs, orm_user.doc, orm_user.photo, orm_user.level, orm_user.status, orm_user.hidden FROM orm_user LIMIT ?;  -- 2
SELECT orm_membership.user_id, orm_membership.group_code, orm_membership.since FROM orm_membership WHERE orm_membership.user_id = ?;  -- 1
--   *orm.OrphanError

-- a composite key: Get, update, delete
SELECT depot_chest.lot, depot_chest.no, depot_chest.weight, depot_chest.remark FROM depot_chest WHERE depot_chest.lot = ? AND depot_chest.no = ?;  -- 1 'a'
SELECT depot_chest.lot, depot_chest.no, depot_chest.weight, depot_chest.remark FROM depot_chest WHERE depot_chest.lot = ? AND depot_chest.no = ?;  -- 1 'b'
SELECT depot_ware.id, depot_ware.lot, depot_ware.chest_no, depot_ware.v FROM depot_ware WHERE depot_ware.id = ?;  -- 1
BEGIN (implicit);
UPDATE depot_chest SET weight=? WHERE depot_chest.lot = ? AND depot_chest.no = ?;  -- 7 1 'a'
  UPDATE depot_ware SET lot=?, chest_no=?, v=? WHERE depot_ware.id = ? AND depot_ware.v = ?;  -- 1 'b' 2 1 1
COMMIT;
BEGIN (implicit);
DELETE FROM depot_stuck WHERE depot_stuck.lot = ? AND depot_stuck.no = ? OR depot_stuck.lot = ? AND depot_stuck.no = ?;  -- 1 'a' 1 'b'
  UPDATE depot_ware SET lot=NULL, chest_no=NULL, v=depot_ware.v + ? WHERE depot_ware.lot = ? AND depot_ware.chest_no = ? OR depot_ware.lot = ? AND depot_ware.chest_no = ?;  -- 1 1 'a' 1 'b'
  DELETE FROM depot_chest WHERE depot_chest.lot = ? AND depot_chest.no = ? OR depot_chest.lot = ? AND depot_chest.no = ?;  -- 1 'a' 1 'b'
COMMIT;

-- a composite key: pairs
BEGIN (implicit);
INSERT INTO depot_chest (lot, no, weight, remark) VALUES (?, ?, ?, ?);  -- 1 'a' 0 ''
  INSERT INTO depot_sticker (id) VALUES (?);  -- 1
  INSERT INTO depot_stuck (lot, no, label) VALUES (?, ?, ?);  -- 1 'a' 1
COMMIT;
BEGIN (implicit);
DELETE FROM depot_stuck WHERE depot_stuck.lot = ? AND depot_stuck.no = ? AND depot_stuck.label = ?;  -- 1 'a' 1
COMMIT;

-- a composite key: collections by select-in
SELECT depot_chest.lot, depot_chest.no, depot_chest.weight FROM depot_chest ORDER BY depot_chest.lot;
SELECT depot_ware.id, depot_ware.lot, depot_ware.chest_no, depot_ware.v FROM depot_ware WHERE depot_ware.lot = ? AND depot_ware.chest_no = ? OR depot_ware.lot = ? AND depot_ware.chest_no = ?;  -- 1 'a' 2 'a'
SELECT depot_sticker.id, depot_stuck.lot, depot_stuck.no FROM depot_sticker JOIN depot_stuck ON depot_stuck.label = depot_sticker.id WHERE depot_stuck.lot = ? AND depot_stuck.no = ? OR depot_stuck.lot = ? AND depot_stuck.no = ?;  -- 1 'a' 2 'a'

-- a long chain of unique values
BEGIN (implicit);
UPDATE chain_tile, (SELECT ? AS place, ? AS id UNION ALL SELECT ?, ? UNION ALL SELECT ?, ? UNION ALL SELECT ?, ? UNION ALL SELECT ?, ? UNION ALL SELECT ?, ? UNION ALL SELECT ?, ? UNION ALL SELECT ?, ?) AS given SET chain_tile.place=given.place WHERE chain_tile.id = given.id;  -- -1680796940 2 -1680796941 3 -1680796942 4 -1680796943 5 -1680796944 6 -1680796945 7 -1680796946 8 -1680796947 9
  UPDATE chain_tile, (SELECT ? AS place, ? AS v, ? AS id, ? AS old_v UNION ALL SELECT ?, ?, ?, ? UNION ALL SELECT ?, ?, ?, ? UNION ALL SELECT ?, ?, ?, ? UNION ALL SELECT ?, ?, ?, ? UNION ALL SELECT ?, ?, ?, ? UNION ALL SELECT ?, ?, ?, ? UNION ALL SELECT ?, ?, ?, ? UNION ALL SELECT ?, ?, ?, ?) AS given SET chain_tile.place=given.place, chain_tile.v=given.v WHERE chain_tile.id = given.id AND chain_tile.v = given.old_v;  -- 1 2 1 1 2 2 2 1 3 2 3 1 4 2 4 1 5 2 5 1 6 2 6 1 7 2 7 1 8 2 8 1 9 2 9 1
COMMIT;

-- a computed attribute comes with the rows, and sorts them
SELECT property_writer.id, property_writer.name, (SELECT count(*) AS count_1 FROM property_work WHERE property_work.writer_id = property_writer.id) AS anon_1, (SELECT max(property_work.title) AS max_1 FROM property_work WHERE property_work.writer_id = property_writer.id) AS anon_2 FROM property_writer ORDER BY (SELECT count(*) AS count_1 FROM property_work WHERE property_work.writer_id = property_writer.id) DESC;
SELECT property_writer.id, property_writer.name, (SELECT count(*) AS count_1 FROM property_work WHERE property_work.writer_id = property_writer.id) AS anon_1, (SELECT max(property_work.title) AS max_1 FROM property_work WHERE property_work.writer_id = property_writer.id) AS anon_2, ? AS anon_3 FROM property_writer;  -- 1.5

-- deferred columns: a group, for all that came together
SELECT deferred_picture.id, deferred_picture.title, deferred_picture.active, deferred_picture.rating, deferred_picture.album_id FROM deferred_picture ORDER BY deferred_picture.id;
SELECT deferred_picture.id, deferred_picture.data, deferred_picture.preview, deferred_picture.album_id FROM deferred_picture WHERE deferred_picture.id IN (?, ?);  -- 1 2
UPDATE deferred_picture SET data=? WHERE deferred_picture.id = ?;  -- x'07' 1  -- in autocommit

-- deferred columns: a query that wants them
SELECT deferred_picture.id, deferred_picture.title, deferred_picture.data, deferred_picture.preview, deferred_picture.active, deferred_picture.rating, deferred_picture.album_id FROM deferred_picture LIMIT ?;  -- 2

-- hooks change the row that is written, and see what is planned
BEGIN (implicit);
INSERT INTO event_letter (id, title, slug) VALUES (?, ?, ?);  -- 1 'a b' 'a-b'
COMMIT;
BEGIN (implicit);
UPDATE event_letter SET title=?, slug=? WHERE event_letter.id = ?;  -- 'c d' 'c-d' 1
COMMIT;
BEGIN (implicit);
DELETE FROM event_letter WHERE event_letter.id = ?;  -- 1
COMMIT;

-- a hook that refuses: nothing is sent

-- a soft delete
BEGIN (implicit);
SELECT orm_memo.id FROM orm_memo WHERE orm_memo.text = ? AND orm_memo.deleted_at IS NULL AND orm_memo.tenant_id = ? AND orm_memo.id IN (?, ?) FOR UPDATE;  -- 'm' 1 1 2
UPDATE orm_memo SET deleted_at=? WHERE orm_memo.text = ? AND orm_memo.deleted_at IS NULL AND orm_memo.tenant_id = ?;  -- 2026-02-01 09:00:00Z 'm' 1
SELECT orm_memo.id, orm_memo.tenant_id, orm_memo.text, orm_memo.account_id, orm_memo.deleted_at FROM orm_memo WHERE orm_memo.id = ?;  -- 1
COMMIT;
SELECT orm_memo.id, orm_memo.tenant_id, orm_memo.text, orm_memo.account_id, orm_memo.deleted_at FROM orm_memo WHERE orm_memo.deleted_at IS NULL AND orm_memo.tenant_id = ?;  -- 1
SELECT orm_memo.id, orm_memo.tenant_id, orm_memo.text, orm_memo.account_id, orm_memo.deleted_at FROM orm_memo;
BEGIN (implicit);
DELETE FROM orm_memo WHERE orm_memo.deleted_at IS NULL AND orm_memo.tenant_id = ? RETURNING id;  -- 1

-- a soft delete that takes others along, and its restoration
SELECT storeroom_rack.id, storeroom_rack.deleted_at FROM storeroom_rack WHERE storeroom_rack.id = ? AND storeroom_rack.deleted_at IS NULL;  -- 1
BEGIN (implicit);
SELECT storeroom_basket.id, storeroom_basket.rack_id, storeroom_basket.name, storeroom_basket.deleted_at FROM storeroom_basket WHERE storeroom_basket.rack_id = ? AND storeroom_basket.deleted_at IS NULL;  -- 1
SELECT storeroom_plan.id, storeroom_plan.rack_id, storeroom_plan.deleted_at FROM storeroom_plan WHERE storeroom_plan.rack_id = ? AND storeroom_plan.deleted_at IS NULL;  -- 1
SELECT storeroom_ware.id, storeroom_ware.basket_id, storeroom_ware.inside_id, storeroom_ware.v, storeroom_ware.deleted_at FROM storeroom_ware WHERE storeroom_ware.basket_id IN (?, ?) AND storeroom_ware.deleted_at IS NULL;  -- 1 2
SELECT storeroom_ware.id, storeroom_ware.basket_id, storeroom_ware.inside_id, storeroom_ware.v, storeroom_ware.deleted_at FROM storeroom_ware WHERE storeroom_ware.inside_id IN (?, ?, ?, ?) AND storeroom_ware.deleted_at IS NULL;  -- 1 2 3 3
SELECT storeroom_ware.id, storeroom_ware.basket_id, storeroom_ware.inside_id, storeroom_ware.v, storeroom_ware.deleted_at FROM storeroom_ware WHERE storeroom_ware.inside_id = ? AND storeroom_ware.deleted_at IS NULL;  -- 4
UPDATE storeroom_rack SET deleted_at=? WHERE storeroom_rack.id = ?;  -- 2026-02-01 09:00:00Z 1
  UPDATE storeroom_basket SET deleted_at=? WHERE storeroom_basket.id = ?;  -- 2026-02-01 09:00:00Z 1
  UPDATE storeroom_basket SET deleted_at=? WHERE storeroom_basket.id = ?;  -- 2026-02-01 09:00:00Z 2
  UPDATE storeroom_ware, (SELECT ? AS deleted_at, ? AS v, ? AS id, ? AS old_v UNION ALL SELECT ?, ?, ?, ? UNION ALL SELECT ?, ?, ?, ? UNION ALL SELECT ?, ?, ?, ?) AS given SET storeroom_ware.deleted_at=given.deleted_at, storeroom_ware.v=given.v WHERE storeroom_ware.id = given.id AND storeroom_ware.v = given.old_v;  -- 2026-02-01 09:00:00Z 2 1 1 2026-02-01 09:00:00Z 2 2 1 2026-02-01 09:00:00Z 2 3 1 2026-02-01 09:00:00Z 2 4 1
  UPDATE storeroom_plan SET deleted_at=? WHERE storeroom_plan.id = ?;  -- 2026-02-01 09:00:00Z 1
COMMIT;
SELECT storeroom_rack.id, storeroom_rack.deleted_at FROM storeroom_rack LIMIT ?;  -- 2
SELECT storeroom_basket.id, storeroom_basket.rack_id, storeroom_basket.name, storeroom_basket.deleted_at FROM storeroom_basket WHERE storeroom_basket.rack_id = ? AND storeroom_basket.deleted_at IS NOT NULL;  -- 1
SELECT storeroom_plan.id, storeroom_plan.rack_id, storeroom_plan.deleted_at FROM storeroom_plan WHERE storeroom_plan.rack_id = ? AND storeroom_plan.deleted_at IS NOT NULL;  -- 1
SELECT storeroom_ware.id, storeroom_ware.basket_id, storeroom_ware.inside_id, storeroom_ware.v, storeroom_ware.deleted_at FROM storeroom_ware WHERE storeroom_ware.basket_id IN (?, ?) AND storeroom_ware.deleted_at IS NOT NULL;  -- 1 2
SELECT storeroom_ware.id, storeroom_ware.basket_id, storeroom_ware.inside_id, storeroom_ware.v, storeroom_ware.deleted_at FROM storeroom_ware WHERE storeroom_ware.inside_id IN (?, ?, ?, ?) AND storeroom_ware.deleted_at IS NOT NULL;  -- 1 2 3 3
SELECT storeroom_ware.id, storeroom_ware.basket_id, storeroom_ware.inside_id, storeroom_ware.v, storeroom_ware.deleted_at FROM storeroom_ware WHERE storeroom_ware.inside_id = ? AND storeroom_ware.deleted_at IS NOT NULL;  -- 4
BEGIN (implicit);
UPDATE storeroom_rack SET deleted_at=? WHERE storeroom_rack.id = ?;  -- NULL 1
  UPDATE storeroom_basket SET deleted_at=? WHERE storeroom_basket.id = ?;  -- NULL 1
  UPDATE storeroom_basket SET deleted_at=? WHERE storeroom_basket.id = ?;  -- NULL 2
  UPDATE storeroom_ware, (SELECT ? AS deleted_at, ? AS v, ? AS id, ? AS old_v UNION ALL SELECT ?, ?, ?, ? UNION ALL SELECT ?, ?, ?, ? UNION ALL SELECT ?, ?, ?, ?) AS given SET storeroom_ware.deleted_at=given.deleted_at, storeroom_ware.v=given.v WHERE storeroom_ware.id = given.id AND storeroom_ware.v = given.old_v;  -- NULL 3 1 2 NULL 3 2 2 NULL 3 3 2 NULL 3 4 2
  UPDATE storeroom_plan SET deleted_at=? WHERE storeroom_plan.id = ?;  -- NULL 1
COMMIT;

-- what a flush has read when it is refused: its transaction ends
SELECT storeroom_rack.id, storeroom_rack.deleted_at FROM storeroom_rack WHERE storeroom_rack.id = ? AND storeroom_rack.deleted_at IS NULL;  -- 1
BEGIN (implicit);
SELECT storeroom_basket.id, storeroom_basket.rack_id, storeroom_basket.name, storeroom_basket.deleted_at FROM storeroom_basket WHERE storeroom_basket.rack_id = ? AND storeroom_basket.deleted_at IS NULL;  -- 1
SELECT storeroom_plan.id, storeroom_plan.rack_id, storeroom_plan.deleted_at FROM storeroom_plan WHERE storeroom_plan.rack_id = ? AND storeroom_plan.deleted_at IS NULL;  -- 1
SELECT storeroom_ware.id, storeroom_ware.basket_id, storeroom_ware.inside_id, storeroom_ware.v, storeroom_ware.deleted_at FROM storeroom_ware WHERE storeroom_ware.basket_id IN (?, ?) AND storeroom_ware.deleted_at IS NULL;  -- 1 2
SELECT storeroom_ware.id, storeroom_ware.basket_id, storeroom_ware.inside_id, storeroom_ware.v, storeroom_ware.deleted_at FROM storeroom_ware WHERE storeroom_ware.inside_id IN (?, ?, ?, ?) AND storeroom_ware.deleted_at IS NULL;  -- 1 2 3 3
SELECT storeroom_ware.id, storeroom_ware.basket_id, storeroom_ware.inside_id, storeroom_ware.v, storeroom_ware.deleted_at FROM storeroom_ware WHERE storeroom_ware.inside_id = ? AND storeroom_ware.deleted_at IS NULL;  -- 4
ROLLBACK (closed without commit);
INSERT INTO storeroom_rack (deleted_at) VALUES (?) RETURNING id;  -- NULL  -- in autocommit

-- exists, and count
SELECT ? AS found FROM orm_product WHERE orm_product.name = ? LIMIT ?;  -- 1 'a' 1
SELECT count(*) AS count_1 FROM orm_product WHERE orm_product.name = ?;  -- 'a'

-- a stream, with what belongs to each chunk
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months, orm_product.id AS id_1 FROM orm_product ORDER BY orm_product.id ASC LIMIT ?;  -- 1001
SELECT orm_order.id, orm_order.quantity, orm_order.order_date, orm_order.product_id FROM orm_order WHERE orm_order.product_id IN (?, ?) ORDER BY orm_order.id ASC;  -- 1 2

-- an upsert of structs
SELECT orm_product.id, orm_product.name, orm_product.price, orm_product.available_quantity, orm_product.production_date, orm_product.expiry_date, orm_product.expiry_offset_months FROM orm_product WHERE orm_product.id = ?;  -- 1
BEGIN (implicit);
INSERT INTO orm_product (id, name, price, available_quantity, production_date, expiry_date, expiry_offset_months) VALUES (?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE name=VALUES(name);  -- 1 'new' 0 0 NULL NULL NULL 9 'i' 0 0 NULL NULL NULL
COMMIT;

-- rows of an association table by ten
BEGIN (implicit);
INSERT INTO blog_post (id, title) VALUES (?, ?);  -- 1 'p'
  INSERT INTO blog_keyword (id, word) VALUES (?, ?), (?, ?), (?, ?), (?, ?), (?, ?), (?, ?), (?, ?), (?, ?), (?, ?), (?, ?);  -- 1 'a' 2 'b' 3 'c' 4 'd' 5 'e' 6 'f' 7 'g' 8 'h' 9 'i' 10 'j'
  INSERT INTO blog_post_keyword (post_id, keyword_id) VALUES (?, ?), (?, ?), (?, ?), (?, ?), (?, ?), (?, ?), (?, ?), (?, ?), (?, ?), (?, ?);  -- 1 1 1 2 1 3 1 4 1 5 1 6 1 7 1 8 1 9 1 10
COMMIT;
BEGIN (implicit);
DELETE FROM blog_post_keyword WHERE blog_post_keyword.post_id = ? AND blog_post_keyword.keyword_id = ? OR blog_post_keyword.post_id = ? AND blog_post_keyword.keyword_id = ? OR blog_post_keyword.post_id = ? AND blog_post_keyword.keyword_id = ? OR blog_post_keyword.post_id = ? AND blog_post_keyword.keyword_id = ? OR blog_post_keyword.post_id = ? AND blog_post_keyword.keyword_id = ? OR blog_post_keyword.post_id = ? AND blog_post_keyword.keyword_id = ? OR blog_post_keyword.post_id = ? AND blog_post_keyword.keyword_id = ? OR blog_post_keyword.post_id = ? AND blog_post_keyword.keyword_id = ? OR blog_post_keyword.post_id = ? AND blog_post_keyword.keyword_id = ?;  -- 1 2 1 3 1 4 1 5 1 6 1 7 1 8 1 9 1 10
COMMIT;

-- an object that has no pairs, as was just read, has none deleted
SELECT blog_post.id, blog_post.title FROM blog_post LIMIT ?;  -- 2
SELECT blog_keyword.id, blog_keyword.word, blog_post_keyword.post_id FROM blog_keyword JOIN blog_post_keyword ON blog_post_keyword.keyword_id = blog_keyword.id WHERE blog_post_keyword.post_id = ? ORDER BY blog_keyword.id ASC;  -- 1
BEGIN (implicit);
DELETE FROM blog_related WHERE blog_related.post_id = ?;  -- 1
  DELETE FROM blog_related WHERE blog_related.other_id = ?;  -- 1
  UPDATE blog_note SET post_id=NULL WHERE blog_note.post_id = ?;  -- 1
  DELETE FROM blog_post WHERE blog_post.id = ?;  -- 1
COMMIT;

-- a circle whose version the database makes
BEGIN (implicit);
INSERT INTO town_guild (name, master_id) VALUES (?, NULL) RETURNING id, v;  -- 'g'
INSERT INTO town_fellow (guild_id) VALUES (?) RETURNING id;  -- 1
UPDATE town_guild SET master_id=? WHERE town_guild.id = ?;  -- 1 1
SELECT town_guild.id, town_guild.name, town_guild.v, town_guild.master_id FROM town_guild WHERE town_guild.id = ?;  -- 1
COMMIT;
BEGIN (implicit);
DELETE FROM town_born WHERE town_born.guild_id = ?;  -- 1
  UPDATE town_guild SET master_id=NULL WHERE town_guild.id = ? AND town_guild.v = ?;  -- 1 1
  UPDATE town_guild SET master_id=NULL WHERE town_guild.master_id = ?;  -- 1
  DELETE FROM town_fellow WHERE town_fellow.id = ?;  -- 1
  UPDATE town_fellow SET guild_id=NULL WHERE town_fellow.guild_id = ?;  -- 1
  DELETE FROM town_guild WHERE town_guild.id = ?;  -- 1
COMMIT;

-- a row that refers to itself, with what is below it
BEGIN (implicit);
SELECT estate_node.id, estate_node.owner_id, estate_node.parent_id FROM estate_node WHERE estate_node.parent_id = ?;  -- 1
SELECT estate_node.id, estate_node.owner_id, estate_node.parent_id FROM estate_node WHERE estate_node.parent_id = ?;  -- 2
DELETE FROM estate_node WHERE estate_node.id = ?;  -- 2
  UPDATE estate_node SET parent_id=NULL WHERE estate_node.id = ?;  -- 1
  DELETE FROM estate_node WHERE estate_node.id = ?;  -- 1
COMMIT;
SELECT count(*) AS count_1 FROM estate_node;

-- the owner of a write-only collection
BEGIN (implicit);
DELETE FROM music_album_fan WHERE music_album_fan.album_id = ?;  -- 1
  UPDATE music_track SET album_id=NULL WHERE music_track.album_id = ?;  -- 1
  UPDATE music_play SET album_id=NULL WHERE music_play.album_id = ?;  -- 1
  DELETE FROM music_album WHERE music_album.id = ?;  -- 1
ROLLBACK;
BEGIN (implicit);
DELETE FROM music_album_fan WHERE music_album_fan.album_id = ?;  -- 1
  DELETE FROM music_play WHERE music_play.id = ?;  -- 1
  UPDATE music_track SET album_id=NULL WHERE music_track.album_id = ?;  -- 1
  UPDATE music_play SET album_id=NULL WHERE music_play.album_id = ?;  -- 1
  DELETE FROM music_album WHERE music_album.id = ?;  -- 1
COMMIT;
SELECT music_play.id, music_play.album_id FROM music_play LIMIT ?;  -- 2

-- a new pair with what is deleted

