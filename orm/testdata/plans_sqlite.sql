-- one new row
-- trip 1
INSERT INTO orm_product (name, price, available_quantity, production_date, expiry_date, expiry_offset_months) VALUES (?, ?, ?, ?, ?, ?) RETURNING id;  -- "a" 0 0 NULL NULL NULL

-- rows whose keys are made up have a statement each
-- trip 1
INSERT INTO orm_product (name, price, available_quantity, production_date, expiry_date, expiry_offset_months) VALUES (?, ?, ?, ?, ?, ?) RETURNING id;  -- "a" 0 0 NULL NULL NULL
INSERT INTO orm_product (name, price, available_quantity, production_date, expiry_date, expiry_offset_months) VALUES (?, ?, ?, ?, ?, ?) RETURNING id;  -- "b" 0 0 NULL NULL NULL

-- rows with keys share one
-- trip 1
INSERT INTO orm_product (id, name, price, available_quantity, production_date, expiry_date, expiry_offset_months) VALUES (?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?);  -- 1 "a" 0 0 NULL NULL NULL 2 "b" 0 0 NULL NULL NULL 3 "c" 0 0 NULL NULL NULL

-- a parent and its children are two trips
-- trip 1
INSERT INTO orm_product (name, price, available_quantity, production_date, expiry_date, expiry_offset_months) VALUES (?, ?, ?, ?, ?, ?) RETURNING id;  -- "a" 0 0 NULL NULL NULL
-- trip 2
INSERT INTO orm_order (quantity, order_date, product_id) VALUES (?, ?, ?) RETURNING id;  -- 1 2026-02-01 09:00:00 +0000 UTC 0
INSERT INTO orm_order (quantity, order_date, product_id) VALUES (?, ?, ?) RETURNING id;  -- 2 2026-02-01 09:00:00 +0000 UTC 0

-- a parent with its key is one
-- trip 1
INSERT INTO orm_product (id, name, price, available_quantity, production_date, expiry_date, expiry_offset_months) VALUES (?, ?, ?, ?, ?, ?, ?);  -- 1 "a" 0 0 NULL NULL NULL
INSERT INTO orm_order (id, quantity, order_date, product_id) VALUES (?, ?, ?, ?), (?, ?, ?, ?);  -- 1 0 2026-02-01 09:00:00 +0000 UTC 1 2 0 2026-02-01 09:00:00 +0000 UTC 1

-- nothing changed

-- one column
-- trip 1
UPDATE orm_product SET name=? WHERE orm_product.id = ?;  -- "b" 1

-- NULL
-- trip 1
UPDATE orm_product SET expiry_offset_months=? WHERE orm_product.id = ?;  -- NULL 1

-- behind a pointer
-- trip 1
UPDATE orm_product SET expiry_offset_months=? WHERE orm_product.id = ?;  -- 8 1

-- inserts, updates, deletes
-- trip 1
INSERT INTO orm_product (id, name, price, available_quantity, production_date, expiry_date, expiry_offset_months) VALUES (?, ?, ?, ?, ?, ?, ?);  -- 9 "d" 0 0 NULL NULL NULL
UPDATE orm_product SET name=? WHERE orm_product.id = ?;  -- "c" 1
DELETE FROM orm_product WHERE orm_product.id = ?;  -- 2

-- a move by append
-- trip 1
UPDATE orm_order SET product_id=? WHERE orm_order.id = ?;  -- 2 1

-- a move by reference
-- trip 1
UPDATE orm_order SET product_id=? WHERE orm_order.id = ?;  -- 2 1

-- a move by key
-- trip 1
UPDATE orm_order SET product_id=? WHERE orm_order.id = ?;  -- 2 1

-- a move to a new parent
-- trip 1
INSERT INTO orm_product (name, price, available_quantity, production_date, expiry_date, expiry_offset_months) VALUES (?, ?, ?, ?, ?, ?) RETURNING id;  -- "b" 0 0 NULL NULL NULL
-- trip 2
UPDATE orm_order SET product_id=? WHERE orm_order.id = ?;  -- 1 1

-- ON DELETE CASCADE in the schema
-- trip 1
DELETE FROM orm_product WHERE orm_product.id = ?;  -- 1

-- added and deleted

-- a tree is inserted level by level
-- trip 1
INSERT INTO orm_person (name, boss_id) VALUES (?, ?) RETURNING id;  -- "a" NULL
-- trip 2
INSERT INTO orm_person (name, boss_id) VALUES (?, ?) RETURNING id;  -- "aa" NULL
INSERT INTO orm_person (name, boss_id) VALUES (?, ?) RETURNING id;  -- "ab" NULL
-- trip 3
INSERT INTO orm_person (name, boss_id) VALUES (?, ?) RETURNING id;  -- "aaa" NULL

-- a tree is deleted leaves first
-- trip 1
UPDATE orm_person SET boss_id=NULL WHERE orm_person.boss_id IN (SELECT value FROM json_each(?));  -- [3 4]
UPDATE orm_desk SET person_id=NULL WHERE orm_desk.person_id IN (SELECT value FROM json_each(?));  -- [3 4]
DELETE FROM orm_person WHERE orm_person.id IN (SELECT value FROM json_each(?));  -- [3 4]
UPDATE orm_person SET boss_id=NULL WHERE orm_person.boss_id = ?;  -- 2
UPDATE orm_desk SET person_id=NULL WHERE orm_desk.person_id = ?;  -- 2
DELETE FROM orm_person WHERE orm_person.id = ?;  -- 2
UPDATE orm_person SET boss_id=NULL WHERE orm_person.boss_id = ?;  -- 1
UPDATE orm_desk SET person_id=NULL WHERE orm_desk.person_id = ?;  -- 1
DELETE FROM orm_person WHERE orm_person.id = ?;  -- 1

-- a deleted boss lets the team go
-- trip 1
UPDATE orm_person SET boss_id=NULL WHERE orm_person.boss_id = ?;  -- 1
UPDATE orm_desk SET person_id=NULL WHERE orm_desk.person_id = ?;  -- 1
DELETE FROM orm_person WHERE orm_person.id = ?;  -- 1

-- the one of a HasOne
-- trip 1
INSERT INTO orm_desk (room, person_id) VALUES (?, ?) RETURNING id;  -- "2" 1
UPDATE orm_desk SET person_id=? WHERE orm_desk.id = ?;  -- NULL 1

-- who is his own boss
-- trip 1
INSERT INTO orm_person (name, boss_id) VALUES (?, NULL) RETURNING id;  -- "a"
-- trip 2
UPDATE orm_person SET boss_id=? WHERE orm_person.id = ?;  -- NULL 0

-- pairs come last
-- trip 1
INSERT INTO blog_post (id, title) VALUES (?, ?);  -- 1 "p"
INSERT INTO blog_keyword (id, word) VALUES (?, ?), (?, ?);  -- 1 "a" 2 "b"
INSERT INTO blog_post_keyword (post_id, keyword_id) VALUES (?, ?), (?, ?);  -- 1 1 1 2

-- a pair is replaced
-- trip 1
INSERT INTO blog_keyword (id, word) VALUES (?, ?);  -- 3 "c"
DELETE FROM blog_post_keyword WHERE blog_post_keyword.post_id = ? AND blog_post_keyword.keyword_id = ?;  -- 1 1
INSERT INTO blog_post_keyword (post_id, keyword_id) VALUES (?, ?);  -- 1 3

-- a pair written on both sides is one
-- trip 1
INSERT INTO blog_post_keyword (post_id, keyword_id) VALUES (?, ?);  -- 1 1

-- pairs go first
-- trip 1
DELETE FROM blog_post_keyword WHERE blog_post_keyword.keyword_id = ?;  -- 1
DELETE FROM blog_keyword WHERE blog_keyword.id = ?;  -- 1

-- a graph of one table
-- trip 1
INSERT INTO blog_post (id, title) VALUES (?, ?), (?, ?);  -- 1 "p" 2 "q"
INSERT INTO blog_related (post_id, other_id) VALUES (?, ?), (?, ?);  -- 2 1 1 2

-- a map
-- trip 1
INSERT INTO blog_note (topic, body, post_id) VALUES (?, ?, ?) RETURNING id;  -- "b" "" 1
UPDATE blog_note SET post_id=? WHERE blog_note.id = ?;  -- NULL 2

-- two swap their unique values
-- trip 1
UPDATE hall_seat SET number=? WHERE hall_seat.id = ?;  -- -1729627797 1
UPDATE hall_seat SET number=? WHERE hall_seat.id = ?;  -- 1 2
UPDATE hall_seat SET number=? WHERE hall_seat.id = ?;  -- 2 1

-- three hand on a text
-- trip 1
UPDATE hall_seat SET label=? WHERE hall_seat.id = ?;  -- "~9884c452470ba06" 1
UPDATE hall_seat SET label=? WHERE hall_seat.id = ?;  -- "a" 3
UPDATE hall_seat SET label=? WHERE hall_seat.id = ?;  -- "c" 2
UPDATE hall_seat SET label=? WHERE hall_seat.id = ?;  -- "b" 1

-- a chain needs no parking
-- trip 1
UPDATE hall_seat SET number=? WHERE hall_seat.id = ?;  -- 3 2
UPDATE hall_seat SET number=? WHERE hall_seat.id = ?;  -- 2 1

-- a row is replaced by one with its unique value
-- trip 1
DELETE FROM hall_seat WHERE hall_seat.id = ?;  -- 1
INSERT INTO hall_seat (id, number, label, room_id, place) VALUES (?, ?, ?, ?, ?);  -- 2 1 "a" NULL 0

-- a parent is replaced and its children move
-- trip 1
UPDATE hall_room SET code=? WHERE hall_room.id = ?;  -- "~1ef1fef471d8192" 1
INSERT INTO hall_room (id, code) VALUES (?, ?);  -- 2 "A"
UPDATE hall_seat SET room_id=? WHERE hall_seat.id = ?;  -- 2 1
UPDATE hall_seat SET room_id=NULL WHERE hall_seat.room_id = ?;  -- 1
DELETE FROM hall_room WHERE hall_room.id = ?;  -- 1

-- one key deleted and added is one UPDATE
-- trip 1
UPDATE hall_seat SET number=? WHERE hall_seat.id = ?;  -- 7 1

-- a version is asked for and counted
-- trip 1
UPDATE league_doc SET title=?, v=? WHERE league_doc.id = ? AND league_doc.v = ?;  -- "c" 2 1 1
DELETE FROM league_doc WHERE league_doc.id = ? AND league_doc.v = ?;  -- 2 1

-- a circle by post-update
-- trip 1
INSERT INTO league_team (captain_id) VALUES (NULL) RETURNING id;
-- trip 2
INSERT INTO league_player (name, team_id) VALUES (?, ?) RETURNING id;  -- "p" NULL
-- trip 3
UPDATE league_team SET captain_id=? WHERE league_team.id = ?;  -- NULL 0

-- a circle is deleted
-- trip 1
UPDATE league_team SET captain_id=NULL WHERE league_team.captain_id = ?;  -- 1
DELETE FROM league_player WHERE league_player.id = ?;  -- 1
UPDATE league_player SET team_id=NULL WHERE league_player.team_id = ?;  -- 1
DELETE FROM league_team WHERE league_team.id = ?;  -- 1

-- an owner with everything
-- trip 1
DELETE FROM estate_watched WHERE estate_watched.id = ? AND estate_watched.v = ? OR estate_watched.id = ? AND estate_watched.v = ?;  -- 1 1 2 1
DELETE FROM estate_node WHERE estate_node.id IN (SELECT value FROM json_each(?));  -- [3 4]
DELETE FROM estate_node WHERE estate_node.id = ?;  -- 2
DELETE FROM estate_node WHERE estate_node.id = ?;  -- 1
DELETE FROM estate_part WHERE estate_part.owner_id = ?;  -- 1
UPDATE estate_loose SET owner_id=NULL WHERE estate_loose.owner_id = ?;  -- 1
DELETE FROM estate_card WHERE estate_card.owner_id = ?;  -- 1
DELETE FROM estate_owner WHERE estate_owner.id = ?;  -- 1

-- an owner of whom nothing is loaded
-- trip 1
DELETE FROM estate_watched WHERE estate_watched.id = ? AND estate_watched.v = ? OR estate_watched.id = ? AND estate_watched.v = ?;  -- 1 1 2 1
DELETE FROM estate_node WHERE estate_node.id IN (SELECT value FROM json_each(?));  -- [3 4]
DELETE FROM estate_node WHERE estate_node.id = ?;  -- 2
DELETE FROM estate_node WHERE estate_node.id = ?;  -- 1
DELETE FROM estate_part WHERE estate_part.owner_id = ?;  -- 1
UPDATE estate_loose SET owner_id=NULL WHERE estate_loose.owner_id = ?;  -- 1
DELETE FROM estate_card WHERE estate_card.owner_id = ?;  -- 1
DELETE FROM estate_owner WHERE estate_owner.id = ?;  -- 1

-- an orphan is deleted
-- trip 1
DELETE FROM estate_part WHERE estate_part.id = ?;  -- 2

-- an orphan that was never a row is nothing

-- a child that moves is no orphan
-- trip 1
UPDATE estate_part SET owner_id=? WHERE estate_part.id = ?;  -- 2 1

-- places in a list
-- trip 1
INSERT INTO music_track (title, album_id, position) VALUES (?, ?, ?) RETURNING id;  -- "z" 1 0
UPDATE music_track SET position=? WHERE music_track.id = ?;  -- 1 1
UPDATE music_track SET position=? WHERE music_track.id = ?;  -- 2 2
UPDATE music_track SET album_id=? WHERE music_track.id = ?;  -- NULL 3

-- a collection that is not loaded
-- trip 1
INSERT INTO music_play (id, album_id) VALUES (?, ?), (?, ?);  -- 1 1 2 1

