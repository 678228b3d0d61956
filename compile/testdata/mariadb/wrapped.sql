-- select
SELECT vault.id, lower(vault.word) AS word, replace(vault.code, ?, ?) AS code, vault.n - ? AS n, lower(vault.tag) AS tag FROM vault ORDER BY vault.id
-- ["it's:" "" 1000]

-- whole table
SELECT vault.id, lower(vault.word) AS word, replace(vault.code, ?, ?) AS code, vault.n - ? AS n, lower(vault.tag) AS tag FROM vault WHERE vault.id = ?
-- ["it's:" "" 1000 1]

-- label
SELECT lower(vault.word) AS w FROM vault ORDER BY w

-- alias
SELECT lower(other.word) AS word, other.n - ? AS n FROM vault AS other WHERE other.word = upper(?)
-- [1000 "open"]

-- where
SELECT vault.id FROM vault WHERE vault.word = upper(?) AND vault.code != concat(?, ?) AND vault.n < ? + ?
-- ["open" "it's:" "b" 2 1000]

-- in
SELECT vault.id FROM vault WHERE vault.word IN (upper(?), upper(?), upper(?), upper(?))
-- ["open" "it's" "x" "x"]

-- not in
SELECT vault.id FROM vault WHERE vault.code NOT IN (concat(?, ?), concat(?, ?))
-- ["it's:" "a" "it's:" "z"]

-- in tuples
SELECT vault.id FROM vault WHERE (vault.word, vault.n) IN ((upper(?), ? + ?), (upper(?), ? + ?))
-- ["open" 1 1000 "shut" 2 1000]

-- between
SELECT vault.id FROM vault WHERE vault.n BETWEEN ? + ? AND ? + ?
-- [0 1000 2 1000]

-- distinct from
SELECT vault.id FROM vault WHERE NOT (vault.word <=> upper(?))
-- ["open"]

-- nothing
SELECT vault.id FROM vault WHERE 1 != 1

-- is null
SELECT vault.id FROM vault WHERE vault.word IS NULL

-- decorated
SELECT lower(vault.tag) AS tag FROM vault WHERE vault.tag IN (upper(?), upper(?))
-- ["go" "rust"]

-- two columns
SELECT vault.id FROM vault WHERE vault.word != vault.code

-- join
SELECT vault.id, lower(other.word) AS word FROM vault JOIN vault AS other ON vault.word = other.word WHERE other.code = concat(?, ?)
-- ["it's:" "a"]

-- distinct and order
SELECT DISTINCT vault.n - ? AS n FROM vault ORDER BY n DESC
-- [1000]

-- order and group
SELECT vault.n - ? AS n, count(*) AS count_1 FROM vault GROUP BY vault.n HAVING max(vault.n) > ? + ? ORDER BY vault.n
-- [1000 0 1000]

-- aggregate
SELECT lower(max(vault.word)) AS max_1, min(vault.n) - ? AS min_1 FROM vault
-- [1000]

-- coalesce
SELECT lower(coalesce(vault.word, upper(?))) AS w, vault.id FROM vault ORDER BY vault.id
-- ["none"]

-- case
SELECT lower(CASE WHEN vault.id = ? THEN vault.word ELSE upper(?) END) AS w, vault.id FROM vault ORDER BY vault.id
-- [1 "other"]

-- value alone
SELECT lower(upper(?)) AS w
-- ["Alone"]

-- parameter
SELECT vault.id FROM vault WHERE vault.word = upper(?) OR vault.word = upper(?)
-- [:word "open"]

-- as it is stored
SELECT vault.word AS anon_1, vault.code AS anon_2 FROM vault WHERE vault.id = ?
-- [1]

-- subquery
SELECT lower(s.word) AS word, s.n - ? AS n FROM (SELECT vault.id, vault.word, vault.n AS n FROM vault WHERE vault.n > ? + ?) AS s WHERE s.word = upper(?)
-- [1000 0 1000 "open"]

-- cte
WITH c AS (SELECT vault.id, vault.word, vault.code FROM vault) SELECT lower(c.word) AS word, replace(c.code, ?, ?) AS code FROM c ORDER BY c.id
-- ["it's:" ""]

-- scalar
SELECT lower((SELECT vault.word FROM vault WHERE vault.id = ?)) AS w
-- [2]

-- in query
SELECT vault.id FROM vault WHERE vault.word IN (SELECT other.word FROM vault AS other WHERE other.id = ?)
-- [1]

-- exists
SELECT vault.id FROM vault WHERE EXISTS (SELECT other.word FROM vault AS other WHERE other.word = vault.word AND other.n = ? + ?)
-- [1 1000]

-- union
SELECT lower(vault.word) AS word FROM vault WHERE vault.id = ? UNION SELECT lower(other.word) AS word FROM vault AS other ORDER BY word
-- [1]

-- union of limits
(SELECT lower(vault.word) AS word FROM vault ORDER BY vault.id LIMIT ?) UNION ALL (SELECT lower(other.word) AS word FROM vault AS other ORDER BY other.id DESC LIMIT ?)
-- [1 2]

-- window
SELECT vault.id, lower(first_value(vault.word) OVER (ORDER BY vault.id)) AS w FROM vault ORDER BY vault.id

-- values
SELECT lower(l.w) AS w FROM (SELECT upper(concat(?)) AS w, ? AS n UNION ALL SELECT upper(concat(?)), ?) AS l
-- ["deep" 1 "low" 2]

-- raw text
SELECT word FROM vault WHERE word = ?
-- ["OPEN"]

-- rows
SELECT lower(given.word) AS word, replace(given.code, ?, ?) AS code FROM (SELECT given_bare.id, upper(given_bare.word) AS word, concat(?, given_bare.code) AS code, given_bare.at FROM (SELECT ? AS id, CAST(? AS CHAR) AS word, CAST(? AS CHAR) AS code, 1 AS at UNION ALL SELECT ?, ?, ?, 2) AS given_bare) AS given ORDER BY given.word
-- ["it's:" "" "it's:" 1 "new" "x" 2 <nil> "y"]

-- insert
INSERT INTO vault (id, word, code, n, tag) VALUES (?, upper(?), concat(?, ?), ? + ?, upper(?))
-- [9 "it's" "it's:" "\\" -1 1000 "x"]

-- insert returning
INSERT INTO vault (id, word, code, n, tag) VALUES (?, upper(?), concat(?, ?), ? + ?, upper(?)) RETURNING lower(word) AS word, replace(code, ?, ?) AS c, n - ? AS n, lower(tag) AS tag
-- [9 "it's" "it's:" "\\" -1 1000 "x" "it's:" "" 1000]

-- insert default
INSERT INTO vault (id) VALUES (?) RETURNING n - ? AS n
-- [9 1000]

-- insert rows
INSERT INTO vault (id, word, code) VALUES (?, upper(?), concat(?, ?)), (?, upper(?), concat(?, ?))
-- [10 "a" "it's:" "c" 11 "b" "it's:" <nil>]

-- insert from select
INSERT INTO vault (id, word, code) SELECT other.id + ? AS anon_1, NULL AS w, other.code FROM vault AS other
-- [20]

-- insert from rows
INSERT INTO vault (id, word, code) SELECT given.id + ? AS i, given.word, given.code FROM (SELECT given_bare.id, upper(given_bare.word) AS word, concat(?, given_bare.code) AS code, given_bare.at FROM (SELECT ? AS id, CAST(? AS CHAR) AS word, CAST(? AS CHAR) AS code, 1 AS at UNION ALL SELECT ?, ?, ?, 2) AS given_bare) AS given
-- [30 "it's:" 1 "new" "x" 2 <nil> "y"]

-- upsert
INSERT INTO vault (id, word, code) VALUES (?, upper(?), concat(?, ?)) ON DUPLICATE KEY UPDATE word=VALUES(word), code=concat(?, ?)
-- [1 "again" "it's:" "c" "it's:" "set"]

-- update
UPDATE vault SET word=upper(?), n=? + ? WHERE vault.code = concat(?, ?)
-- ["new" 7 1000 "it's:" "a"]

-- update returning
unsupported: mysql has no UPDATE … RETURNING: SELECT the rows before or after it, in one transaction

-- update from rows
UPDATE vault, (SELECT given_bare.id, upper(given_bare.word) AS word, concat(?, given_bare.code) AS code, given_bare.at FROM (SELECT ? AS id, CAST(? AS CHAR) AS word, CAST(? AS CHAR) AS code, 1 AS at UNION ALL SELECT ?, ?, ?, 2) AS given_bare) AS given SET vault.code=given.code WHERE given.id = vault.id
-- ["it's:" 1 "new" "x" 2 <nil> "y"]

-- update of itself
UPDATE vault SET word=vault.word, n=vault.n + (? + ?) WHERE vault.id = ?
-- [1 1000 1]

-- delete
DELETE FROM vault WHERE vault.word = upper(?) RETURNING lower(word) AS word
-- ["open"]

-- written in a cte
unsupported: mysql has no INSERT, UPDATE or DELETE in WITH: execute it as a statement of its own in the same transaction

