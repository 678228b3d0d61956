-- one table: each kind has its columns
-- trip 1
INSERT INTO kin_staff (id, kind, name, office_id, boss_id, language, reports, level) VALUES (?, ?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, ?);  -- 1 "staff" "a" NULL NULL NULL NULL NULL 2 "staff" "b" NULL NULL NULL NULL NULL 3 "chief" "c" NULL NULL NULL NULL 1 4 "chief" "d" NULL NULL NULL NULL 0 5 "lead" "" NULL NULL "" 0 NULL

-- one table: what is changed
-- trip 1
UPDATE kin_staff SET name=?, language=?, reports=? WHERE kin_staff.id = ?;  -- "m" "Go" 3 1

-- one table: a boss and his people
-- trip 1
INSERT INTO kin_staff (kind, name, office_id, boss_id, language, level) VALUES (?, ?, ?, ?, ?, ?) RETURNING id;  -- "chief" "c" NULL NULL NULL 0
-- trip 2
INSERT INTO kin_staff (kind, name, office_id, boss_id, language, level) VALUES (?, ?, ?, ?, ?, ?) RETURNING id;  -- "staff" "a" NULL NULL NULL NULL
INSERT INTO kin_staff (kind, name, office_id, boss_id, language, level) VALUES (?, ?, ?, ?, ?, ?) RETURNING id;  -- "coder" "b" NULL NULL "" NULL

-- one table: a boss is deleted
-- trip 1
UPDATE kin_staff SET boss_id=NULL WHERE kin_staff.boss_id = ?;  -- 1
DELETE FROM kin_staff WHERE kin_staff.id = ?;  -- 1

-- two tables: the key comes with the first
-- trip 1
INSERT INTO kin_person (name, type, email, version, company_id) VALUES (?, ?, ?, ?, ?) RETURNING id;  -- "a" "engineer" NULL 1 NULL
-- trip 2
INSERT INTO kin_engineer (id, lang, mentor_id) VALUES (?, ?, ?);  -- 0 "Go" NULL

-- two tables: with the key it is one trip
-- trip 1
INSERT INTO kin_person (id, name, type, email, version, company_id) VALUES (?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?);  -- 1 "a" "engineer" NULL 1 NULL 2 "b" "engineer" NULL 1 NULL
INSERT INTO kin_engineer (id, lang, mentor_id) VALUES (?, ?, ?), (?, ?, ?);  -- 1 "Go" NULL 2 "Go" NULL

-- many kinds: each table's rows together
-- trip 1
INSERT INTO kin_person (name, type, email, version, company_id) VALUES (?, ?, ?, ?, ?) RETURNING id;  -- "a" "engineer" NULL 1 NULL
INSERT INTO kin_person (name, type, email, version, company_id) VALUES (?, ?, ?, ?, ?) RETURNING id;  -- "b" "manager" NULL 1 NULL
INSERT INTO kin_person (name, type, email, version, company_id) VALUES (?, ?, ?, ?, ?) RETURNING id;  -- "c" "person" NULL 1 NULL
INSERT INTO kin_person (name, type, email, version, company_id) VALUES (?, ?, ?, ?, ?) RETURNING id;  -- "d" "engineer" NULL 1 NULL
INSERT INTO kin_person (name, type, email, version, company_id) VALUES (?, ?, ?, ?, ?) RETURNING id;  -- "e" "senior" NULL 1 NULL
INSERT INTO kin_person (name, type, email, version, company_id) VALUES (?, ?, ?, ?, ?) RETURNING id;  -- "f" "trainee" NULL 1 NULL
-- trip 2
INSERT INTO kin_engineer (id, lang, mentor_id, school) VALUES (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?);  -- 0 "Go" NULL NULL 0 "Go" NULL NULL 0 "Go" NULL NULL 0 "Go" NULL "MIT"
INSERT INTO kin_senior (id, grade) VALUES (?, ?);  -- 0 3
INSERT INTO kin_manager (id, level, leads_id) VALUES (?, ?, ?);  -- 0 2 NULL

-- what refers to a part comes after it
-- trip 1
INSERT INTO kin_person (name, type, email, version, company_id) VALUES (?, ?, ?, ?, ?) RETURNING id;  -- "p" "person" NULL 1 NULL
INSERT INTO kin_person (name, type, email, version, company_id) VALUES (?, ?, ?, ?, ?) RETURNING id;  -- "a" "engineer" NULL 1 NULL
-- trip 2
INSERT INTO kin_engineer (id, lang, mentor_id) VALUES (?, ?, ?);  -- 0 "Go" NULL
INSERT INTO kin_machine (label, engineer_id) VALUES (?, ?) RETURNING id;  -- "m" NULL

-- who is his own mentor
-- trip 1
INSERT INTO kin_person (name, type, email, version, company_id) VALUES (?, ?, ?, ?, ?) RETURNING id;  -- "a" "engineer" NULL 1 NULL
-- trip 2
INSERT INTO kin_engineer (id, lang, mentor_id) VALUES (?, ?, ?);  -- 0 "Go" NULL

-- only the table of what has changed, and the version
-- trip 1
UPDATE kin_person SET version=? WHERE kin_person.id = ? AND kin_person.version = ?;  -- 2 1 1
UPDATE kin_senior SET grade=? WHERE kin_senior.id = ?;  -- 2 1

-- three tables
-- trip 1
UPDATE kin_person SET name=?, version=? WHERE kin_person.id = ? AND kin_person.version = ?;  -- "b" 2 1 1
UPDATE kin_engineer SET lang=? WHERE kin_engineer.id = ?;  -- "C" 1
UPDATE kin_senior SET grade=? WHERE kin_senior.id = ?;  -- 2 1

-- deletes go from the last table to the first
-- trip 1
DELETE FROM kin_membership WHERE kin_membership.person_id = ?;  -- 1
UPDATE kin_machine SET engineer_id=NULL WHERE kin_machine.engineer_id = ?;  -- 1
DELETE FROM kin_senior WHERE kin_senior.id = ?;  -- 1
DELETE FROM kin_engineer WHERE kin_engineer.id = ?;  -- 1
DELETE FROM kin_person WHERE kin_person.id = ? AND kin_person.version = ?;  -- 1 1

-- ON DELETE CASCADE between the tables
-- trip 1
DELETE FROM kin_membership WHERE kin_membership.person_id = ?;  -- 1
DELETE FROM kin_person WHERE kin_person.id = ? AND kin_person.version = ?;  -- 1 1

-- deletes of several kinds, and of what refers to them
-- trip 1
DELETE FROM kin_membership WHERE kin_membership.person_id = ?;  -- 1
DELETE FROM kin_membership WHERE kin_membership.person_id = ?;  -- 2
DELETE FROM kin_machine WHERE kin_machine.id = ?;  -- 1
UPDATE kin_machine SET engineer_id=NULL WHERE kin_machine.engineer_id = ?;  -- 2
DELETE FROM kin_engineer WHERE kin_engineer.id = ?;  -- 2
DELETE FROM kin_person WHERE kin_person.id = ? AND kin_person.version = ?;  -- 1 1
DELETE FROM kin_person WHERE kin_person.id = ? AND kin_person.version = ?;  -- 2 1

-- a deleted engineer lets the machines go
-- trip 1
DELETE FROM kin_membership WHERE kin_membership.person_id = ?;  -- 1
UPDATE kin_machine SET engineer_id=NULL WHERE kin_machine.engineer_id = ?;  -- 1
DELETE FROM kin_engineer WHERE kin_engineer.id = ?;  -- 1
DELETE FROM kin_person WHERE kin_person.id = ? AND kin_person.version = ?;  -- 1 1

-- unique values are swapped between kinds
-- trip 1
UPDATE kin_person SET email=NULL WHERE kin_person.id = ?;  -- 1
UPDATE kin_person SET email=?, version=? WHERE kin_person.id = ? AND kin_person.version = ?;  -- "x@a" 2 2 1
UPDATE kin_person SET email=?, version=? WHERE kin_person.id = ? AND kin_person.version = ?;  -- "y@a" 2 1 1

-- another kind with the same key
-- trip 1
DELETE FROM kin_membership WHERE kin_membership.person_id = ?;  -- 1
UPDATE kin_machine SET engineer_id=NULL WHERE kin_machine.engineer_id = ?;  -- 1
DELETE FROM kin_engineer WHERE kin_engineer.id = ?;  -- 1
DELETE FROM kin_person WHERE kin_person.id = ? AND kin_person.version = ?;  -- 1 1
INSERT INTO kin_person (id, name, type, email, version, company_id) VALUES (?, ?, ?, ?, ?, ?);  -- 1 "b" "manager" NULL 1 NULL
INSERT INTO kin_manager (id, level, leads_id) VALUES (?, ?, ?);  -- 1 0 NULL

-- the same kind with the same key
-- trip 1
UPDATE kin_person SET name=?, version=? WHERE kin_person.id = ? AND kin_person.version = ?;  -- "b" 2 1 1
UPDATE kin_engineer SET lang=? WHERE kin_engineer.id = ?;  -- "C" 1

-- members of clubs
-- trip 1
INSERT INTO kin_membership (person_id, club_id) VALUES (?, ?);  -- 1 1

