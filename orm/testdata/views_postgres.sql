-- a subquery, by keys
SELECT view_shelf.id, view_shelf.name, view_shelf."limit" FROM view_shelf ORDER BY view_shelf.id
SELECT best.id, best.name, best.price, best.shelf_id, view_shelf.id AS id_1 FROM (SELECT view_thing.id, view_thing.name, view_thing.price, view_thing.shelf_id FROM view_thing WHERE NOT EXISTS (SELECT dearer.id FROM view_thing AS dearer WHERE dearer.shelf_id = view_thing.shelf_id AND dearer.price > view_thing.price)) AS best JOIN view_shelf ON best.shelf_id = view_shelf.id WHERE view_shelf.id = ANY ($1::INTEGER[])
-- and joined
SELECT view_shelf.id, view_shelf.name, view_shelf."limit", best_1.id AS id_1, best_1.name AS name_1, best_1.price, best_1.shelf_id FROM view_shelf LEFT OUTER JOIN (SELECT view_thing.id, view_thing.name, view_thing.price, view_thing.shelf_id FROM view_thing WHERE NOT EXISTS (SELECT dearer.id FROM view_thing AS dearer WHERE dearer.shelf_id = view_thing.shelf_id AND dearer.price > view_thing.price)) AS best_1 ON best_1.shelf_id = view_shelf.id ORDER BY view_shelf.id
-- and as JSON
SELECT view_shelf.id, view_shelf.name, view_shelf."limit", (SELECT json_build_array(count(*), json_agg(json_build_array(best_t1.id, best_t1.name, best_t1.price, best_t1.shelf_id))) AS json_array_1 FROM (SELECT view_thing.id, view_thing.name, view_thing.price, view_thing.shelf_id FROM view_thing WHERE NOT EXISTS (SELECT dearer.id FROM view_thing AS dearer WHERE dearer.shelf_id = view_thing.shelf_id AND dearer.price > view_thing.price)) AS best_t1 WHERE best_t1.shelf_id = view_shelf.id) AS best_t1 FROM view_shelf ORDER BY view_shelf.id
-- more conditions than a key
SELECT view_shelf.id, view_shelf.name, view_shelf."limit" FROM view_shelf ORDER BY view_shelf.id
SELECT view_thing.id, view_thing.name, view_thing.price, view_thing.shelf_id, view_shelf.id AS id_1 FROM view_thing JOIN view_shelf ON view_thing.shelf_id = view_shelf.id AND view_thing.price < view_shelf."limit" WHERE view_shelf.id = ANY ($1::INTEGER[]) ORDER BY view_thing.price ASC, view_thing.id
-- and the first of each
SELECT view_shelf.id, view_shelf.name, view_shelf."limit" FROM view_shelf ORDER BY view_shelf.id
SELECT view_thing_first.id, view_thing_first.name, view_thing_first.price, view_thing_first.shelf_id, view_thing_first.aludel_owner_1, view_thing_first.aludel_number FROM (SELECT view_thing.id, view_thing.name, view_thing.price, view_thing.shelf_id, view_shelf.id AS aludel_owner_1, row_number() OVER (PARTITION BY view_shelf.id ORDER BY view_thing.price ASC, view_thing.id) AS aludel_number FROM view_thing JOIN view_shelf ON view_thing.shelf_id = view_shelf.id AND view_thing.price < view_shelf."limit" WHERE view_shelf.id = ANY ($1::INTEGER[])) AS view_thing_first WHERE view_thing_first.aludel_number <= $2::BIGINT ORDER BY view_thing_first.aludel_number
-- over a table of pairs
SELECT view_shelf.id, view_shelf.name, view_shelf."limit" FROM view_shelf ORDER BY view_shelf.id
SELECT view_label.id, view_label.word, view_shelf.id AS id_1 FROM view_label JOIN view_shelf ON EXISTS (SELECT view_tagging.label_id FROM view_tagging WHERE view_tagging.label_id = view_label.id AND view_tagging.shelf_id = view_shelf.id AND view_tagging.hidden = $1::BOOLEAN) WHERE view_shelf.id = ANY ($2::INTEGER[]) ORDER BY view_label.word
-- to an alias
SELECT view_shelf.id, view_shelf.name, view_shelf."limit", next_1.id AS id_1, next_1.name AS name_1, next_1."limit" AS limit_1 FROM view_shelf LEFT OUTER JOIN view_shelf AS next_1 ON next_1.id = view_shelf.id + $1::INTEGER ORDER BY view_shelf.id
