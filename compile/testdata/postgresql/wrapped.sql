-- select
SELECT vault.id, lower(vault.word) AS word, replace(vault.code, $1::VARCHAR, $2::VARCHAR) AS code, vault.n - $3::BIGINT AS n, lower(vault.tag) AS tag FROM vault ORDER BY vault.id
-- ["it's:" "" 1000]

-- whole table
SELECT vault.id, lower(vault.word) AS word, replace(vault.code, $1::VARCHAR, $2::VARCHAR) AS code, vault.n - $3::BIGINT AS n, lower(vault.tag) AS tag FROM vault WHERE vault.id = $4::INTEGER
-- ["it's:" "" 1000 1]

-- label
SELECT lower(vault.word) AS w FROM vault ORDER BY w

-- alias
SELECT lower(other.word) AS word, other.n - $1::BIGINT AS n FROM vault AS other WHERE other.word = upper($2::VARCHAR)
-- [1000 "open"]

-- where
SELECT vault.id FROM vault WHERE vault.word = upper($1::VARCHAR) AND vault.code != $2::VARCHAR || $3::VARCHAR AND vault.n < $4::INTEGER + $5::INTEGER
-- ["open" "it's:" "b" 2 1000]

-- in
SELECT vault.id FROM vault WHERE vault.word IN (upper($1::VARCHAR), upper($2::VARCHAR), upper($3::VARCHAR), upper($4::VARCHAR))
-- ["open" "it's" "x" "x"]

-- not in
SELECT vault.id FROM vault WHERE vault.code NOT IN ($1::VARCHAR || $2::VARCHAR, $1::VARCHAR || $3::VARCHAR)
-- ["it's:" "a" "z"]

-- in tuples
SELECT vault.id FROM vault WHERE (vault.word, vault.n) IN ((upper($1::VARCHAR), $2::INTEGER + $3::INTEGER), (upper($4::VARCHAR), $5::INTEGER + $3::INTEGER))
-- ["open" 1 1000 "shut" 2]

-- between
SELECT vault.id FROM vault WHERE vault.n BETWEEN $1::INTEGER + $2::INTEGER AND $3::INTEGER + $2::INTEGER
-- [0 1000 2]

-- distinct from
SELECT vault.id FROM vault WHERE vault.word IS DISTINCT FROM upper($1::VARCHAR)
-- ["open"]

-- nothing
SELECT vault.id FROM vault WHERE FALSE

-- is null
SELECT vault.id FROM vault WHERE vault.word IS NULL

-- decorated
SELECT lower(vault.tag) AS tag FROM vault WHERE vault.tag IN (upper($1::VARCHAR), upper($2::VARCHAR))
-- ["go" "rust"]

-- two columns
SELECT vault.id FROM vault WHERE vault.word != vault.code

-- join
SELECT vault.id, lower(other.word) AS word FROM vault JOIN vault AS other ON vault.word = other.word WHERE other.code = $1::VARCHAR || $2::VARCHAR
-- ["it's:" "a"]

-- distinct and order
SELECT DISTINCT vault.n - $1::BIGINT AS n FROM vault ORDER BY n DESC
-- [1000]

-- order and group
SELECT vault.n - $1::BIGINT AS n, count(*) AS count_1 FROM vault GROUP BY vault.n HAVING max(vault.n) > $2::INTEGER + $3::INTEGER ORDER BY vault.n
-- [1000 0 1000]

-- aggregate
SELECT lower(max(vault.word)) AS max_1, min(vault.n) - $1::BIGINT AS min_1 FROM vault
-- [1000]

-- coalesce
SELECT lower(coalesce(vault.word, upper($1::VARCHAR))) AS w, vault.id FROM vault ORDER BY vault.id
-- ["none"]

-- case
SELECT lower(CASE WHEN vault.id = $1::INTEGER THEN vault.word ELSE upper($2::VARCHAR) END) AS w, vault.id FROM vault ORDER BY vault.id
-- [1 "other"]

-- value alone
SELECT lower(upper($1::VARCHAR)) AS w
-- ["Alone"]

-- parameter
SELECT vault.id FROM vault WHERE vault.word = upper($1::VARCHAR) OR vault.word = upper($2::VARCHAR)
-- [:word "open"]

-- as it is stored
SELECT vault.word AS anon_1, vault.code AS anon_2 FROM vault WHERE vault.id = $1::INTEGER
-- [1]

-- subquery
SELECT lower(s.word) AS word, s.n - $1::BIGINT AS n FROM (SELECT vault.id, vault.word, vault.n AS n FROM vault WHERE vault.n > $2::INTEGER + $3::INTEGER) AS s WHERE s.word = upper($4::VARCHAR)
-- [1000 0 1000 "open"]

-- cte
WITH c AS (SELECT vault.id, vault.word, vault.code FROM vault) SELECT lower(c.word) AS word, replace(c.code, $1::VARCHAR, $2::VARCHAR) AS code FROM c ORDER BY c.id
-- ["it's:" ""]

-- scalar
SELECT lower((SELECT vault.word FROM vault WHERE vault.id = $1::INTEGER)) AS w
-- [2]

-- in query
SELECT vault.id FROM vault WHERE vault.word IN (SELECT other.word FROM vault AS other WHERE other.id = $1::INTEGER)
-- [1]

-- exists
SELECT vault.id FROM vault WHERE EXISTS (SELECT other.word FROM vault AS other WHERE other.word = vault.word AND other.n = $1::INTEGER + $2::INTEGER)
-- [1 1000]

-- union
SELECT lower(vault.word) AS word FROM vault WHERE vault.id = $1::INTEGER UNION SELECT lower(other.word) AS word FROM vault AS other ORDER BY word
-- [1]

-- union of limits
(SELECT lower(vault.word) AS word FROM vault ORDER BY vault.id LIMIT $1::BIGINT) UNION ALL (SELECT lower(other.word) AS word FROM vault AS other ORDER BY other.id DESC LIMIT $2::BIGINT)
-- [1 2]

-- window
SELECT vault.id, lower(first_value(vault.word) OVER (ORDER BY vault.id)) AS w FROM vault ORDER BY vault.id

-- values
SELECT lower(l.w) AS w FROM (VALUES (upper($1::VARCHAR), $2::INTEGER), (upper($3::VARCHAR), $4::INTEGER)) AS l (w, n)
-- ["deep" 1 "low" 2]

-- raw text
SELECT word FROM vault WHERE word = $1
-- ["OPEN"]

-- rows
SELECT lower(given.word) AS word, replace(given.code, $1::VARCHAR, $2::VARCHAR) AS code FROM (SELECT given_bare.id, upper(given_bare.word) AS word, $3::VARCHAR || given_bare.code AS code, given_bare.at FROM unnest($4::INTEGER[], $5::VARCHAR[], $6::VARCHAR[]) WITH ORDINALITY AS given_bare (id, word, code, at)) AS given ORDER BY given.word
-- ["it's:" "" "it's:" [1 2] [new <nil>] [x y]]

-- insert
INSERT INTO vault (id, word, code, n, tag) VALUES ($1::INTEGER, upper($2::VARCHAR), $3::VARCHAR || $4::VARCHAR, $5::INTEGER + $6::INTEGER, upper($7::VARCHAR))
-- [9 "it's" "it's:" "\\" -1 1000 "x"]

-- insert returning
INSERT INTO vault (id, word, code, n, tag) VALUES ($1::INTEGER, upper($2::VARCHAR), $3::VARCHAR || $4::VARCHAR, $5::INTEGER + $6::INTEGER, upper($7::VARCHAR)) RETURNING lower(vault.word) AS word, replace(vault.code, $8::VARCHAR, $9::VARCHAR) AS c, vault.n - $10::BIGINT AS n, lower(vault.tag) AS tag
-- [9 "it's" "it's:" "\\" -1 1000 "x" "it's:" "" 1000]

-- insert default
INSERT INTO vault (id) VALUES ($1::INTEGER) RETURNING vault.n - $2::BIGINT AS n
-- [9 1000]

-- insert rows
INSERT INTO vault (id, word, code) VALUES ($1::INTEGER, upper($2::VARCHAR), $3::VARCHAR || $4::VARCHAR), ($5::INTEGER, upper($6::VARCHAR), $3::VARCHAR || $7::VARCHAR)
-- [10 "a" "it's:" "c" 11 "b" <nil>]

-- insert from select
INSERT INTO vault (id, word, code) SELECT other.id + $1::INTEGER AS anon_1, NULL::VARCHAR AS w, other.code FROM vault AS other
-- [20]

-- insert from rows
INSERT INTO vault (id, word, code) SELECT given.id + $1::INTEGER AS i, given.word, given.code FROM (SELECT given_bare.id, upper(given_bare.word) AS word, $2::VARCHAR || given_bare.code AS code, given_bare.at FROM unnest($3::INTEGER[], $4::VARCHAR[], $5::VARCHAR[]) WITH ORDINALITY AS given_bare (id, word, code, at)) AS given
-- [30 "it's:" [1 2] [new <nil>] [x y]]

-- upsert
INSERT INTO vault (id, word, code) VALUES ($1::INTEGER, upper($2::VARCHAR), $3::VARCHAR || $4::VARCHAR) ON CONFLICT (id) DO UPDATE SET word=excluded.word, code=$3::VARCHAR || $5::VARCHAR
-- [1 "again" "it's:" "c" "set"]

-- update
UPDATE vault SET word=upper($1::VARCHAR), n=$2::INTEGER + $3::INTEGER WHERE vault.code = $4::VARCHAR || $5::VARCHAR
-- ["new" 7 1000 "it's:" "a"]

-- update returning
UPDATE vault SET code=$1::VARCHAR || $2::VARCHAR WHERE vault.word = upper($3::VARCHAR) RETURNING lower(vault.word) AS word, replace(vault.code, $4::VARCHAR, $5::VARCHAR) AS code
-- ["it's:" "r" "open" "it's:" ""]

-- update from rows
UPDATE vault SET code=given.code FROM (SELECT given_bare.id, upper(given_bare.word) AS word, $1::VARCHAR || given_bare.code AS code, given_bare.at FROM unnest($2::INTEGER[], $3::VARCHAR[], $4::VARCHAR[]) WITH ORDINALITY AS given_bare (id, word, code, at)) AS given WHERE given.id = vault.id
-- ["it's:" [1 2] [new <nil>] [x y]]

-- update of itself
UPDATE vault SET word=vault.word, n=vault.n + ($1::INTEGER + $2::INTEGER) WHERE vault.id = $3::INTEGER
-- [1 1000 1]

-- delete
DELETE FROM vault WHERE vault.word = upper($1::VARCHAR) RETURNING lower(vault.word) AS word
-- ["open"]

-- written in a cte
WITH u AS (UPDATE vault SET word=upper($1::VARCHAR) WHERE vault.id = $2::INTEGER RETURNING vault.id, vault.word) SELECT lower(u.word) AS word FROM u
-- ["cte" 1]

