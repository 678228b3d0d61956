-- one table: each kind has its columns
-- trip 1
INSERT INTO kin_staff (id, kind, name, office_id, boss_id, language, reports, level) VALUES ($1::INTEGER, $2::VARCHAR, $3::VARCHAR, $4::INTEGER, $5::INTEGER, $6::VARCHAR, $7::INTEGER, $8::INTEGER), ($9::INTEGER, $10::VARCHAR, $11::VARCHAR, $12::INTEGER, $13::INTEGER, $14::VARCHAR, $15::INTEGER, $16::INTEGER), ($17::INTEGER, $18::VARCHAR, $19::VARCHAR, $20::INTEGER, $21::INTEGER, $22::VARCHAR, $23::INTEGER, $24::INTEGER), ($25::INTEGER, $26::VARCHAR, $27::VARCHAR, $28::INTEGER, $29::INTEGER, $30::VARCHAR, $31::INTEGER, $32::INTEGER), ($33::INTEGER, $34::VARCHAR, $35::VARCHAR, $36::INTEGER, $37::INTEGER, $38::VARCHAR, $39::INTEGER, $40::INTEGER);  -- 1 "staff" "a" NULL NULL NULL NULL NULL 2 "staff" "b" NULL NULL NULL NULL NULL 3 "chief" "c" NULL NULL NULL NULL 1 4 "chief" "d" NULL NULL NULL NULL 0 5 "lead" "" NULL NULL "" 0 NULL

-- one table: what is changed
-- trip 1
UPDATE kin_staff SET name=$1::VARCHAR, language=$2::VARCHAR, reports=$3::INTEGER WHERE kin_staff.id = $4::INTEGER;  -- "m" "Go" 3 1

-- one table: a boss and his people
-- trip 1
INSERT INTO kin_staff (kind, name, office_id, boss_id, language, level) VALUES ($1::VARCHAR, $2::VARCHAR, $3::INTEGER, $4::INTEGER, $5::VARCHAR, $6::INTEGER) RETURNING kin_staff.id;  -- "chief" "c" NULL NULL NULL 0
-- trip 2
INSERT INTO kin_staff (kind, name, office_id, boss_id, language, level) VALUES ($1::VARCHAR, $2::VARCHAR, $3::INTEGER, $4::INTEGER, $5::VARCHAR, $6::INTEGER) RETURNING kin_staff.id;  -- "staff" "a" NULL NULL NULL NULL
INSERT INTO kin_staff (kind, name, office_id, boss_id, language, level) VALUES ($1::VARCHAR, $2::VARCHAR, $3::INTEGER, $4::INTEGER, $5::VARCHAR, $6::INTEGER) RETURNING kin_staff.id;  -- "coder" "b" NULL NULL "" NULL

-- one table: a boss is deleted
-- trip 1
UPDATE kin_staff SET boss_id=NULL WHERE kin_staff.boss_id = $1::INTEGER;  -- 1
DELETE FROM kin_staff WHERE kin_staff.id = $1::INTEGER;  -- 1

-- two tables: the key comes with the first
-- trip 1
INSERT INTO kin_person (name, type, email, version, company_id) VALUES ($1::VARCHAR, $2::VARCHAR, $3::VARCHAR, $4::INTEGER, $5::INTEGER) RETURNING kin_person.id;  -- "a" "engineer" NULL 1 NULL
-- trip 2
INSERT INTO kin_engineer (id, lang, mentor_id) VALUES ($1::INTEGER, $2::VARCHAR, $3::INTEGER);  -- 0 "Go" NULL

-- two tables: with the key it is one trip
-- trip 1
INSERT INTO kin_person (id, name, type, email, version, company_id) VALUES ($1::INTEGER, $2::VARCHAR, $3::VARCHAR, $4::VARCHAR, $5::INTEGER, $6::INTEGER), ($7::INTEGER, $8::VARCHAR, $9::VARCHAR, $10::VARCHAR, $11::INTEGER, $12::INTEGER);  -- 1 "a" "engineer" NULL 1 NULL 2 "b" "engineer" NULL 1 NULL
INSERT INTO kin_engineer (id, lang, mentor_id) VALUES ($1::INTEGER, $2::VARCHAR, $3::INTEGER), ($4::INTEGER, $5::VARCHAR, $6::INTEGER);  -- 1 "Go" NULL 2 "Go" NULL

-- many kinds: each table's rows together
-- trip 1
INSERT INTO kin_person (name, type, email, version, company_id) VALUES ($1::VARCHAR, $2::VARCHAR, $3::VARCHAR, $4::INTEGER, $5::INTEGER) RETURNING kin_person.id;  -- "a" "engineer" NULL 1 NULL
INSERT INTO kin_person (name, type, email, version, company_id) VALUES ($1::VARCHAR, $2::VARCHAR, $3::VARCHAR, $4::INTEGER, $5::INTEGER) RETURNING kin_person.id;  -- "b" "manager" NULL 1 NULL
INSERT INTO kin_person (name, type, email, version, company_id) VALUES ($1::VARCHAR, $2::VARCHAR, $3::VARCHAR, $4::INTEGER, $5::INTEGER) RETURNING kin_person.id;  -- "c" "person" NULL 1 NULL
INSERT INTO kin_person (name, type, email, version, company_id) VALUES ($1::VARCHAR, $2::VARCHAR, $3::VARCHAR, $4::INTEGER, $5::INTEGER) RETURNING kin_person.id;  -- "d" "engineer" NULL 1 NULL
INSERT INTO kin_person (name, type, email, version, company_id) VALUES ($1::VARCHAR, $2::VARCHAR, $3::VARCHAR, $4::INTEGER, $5::INTEGER) RETURNING kin_person.id;  -- "e" "senior" NULL 1 NULL
INSERT INTO kin_person (name, type, email, version, company_id) VALUES ($1::VARCHAR, $2::VARCHAR, $3::VARCHAR, $4::INTEGER, $5::INTEGER) RETURNING kin_person.id;  -- "f" "trainee" NULL 1 NULL
-- trip 2
INSERT INTO kin_engineer (id, lang, mentor_id, school) VALUES ($1::INTEGER, $2::VARCHAR, $3::INTEGER, $4::VARCHAR), ($5::INTEGER, $6::VARCHAR, $7::INTEGER, $8::VARCHAR), ($9::INTEGER, $10::VARCHAR, $11::INTEGER, $12::VARCHAR), ($13::INTEGER, $14::VARCHAR, $15::INTEGER, $16::VARCHAR);  -- 0 "Go" NULL NULL 0 "Go" NULL NULL 0 "Go" NULL NULL 0 "Go" NULL "MIT"
INSERT INTO kin_senior (id, grade) VALUES ($1::INTEGER, $2::INTEGER);  -- 0 3
INSERT INTO kin_manager (id, level, leads_id) VALUES ($1::INTEGER, $2::INTEGER, $3::INTEGER);  -- 0 2 NULL

-- what refers to a part comes after it
-- trip 1
INSERT INTO kin_person (name, type, email, version, company_id) VALUES ($1::VARCHAR, $2::VARCHAR, $3::VARCHAR, $4::INTEGER, $5::INTEGER) RETURNING kin_person.id;  -- "p" "person" NULL 1 NULL
INSERT INTO kin_person (name, type, email, version, company_id) VALUES ($1::VARCHAR, $2::VARCHAR, $3::VARCHAR, $4::INTEGER, $5::INTEGER) RETURNING kin_person.id;  -- "a" "engineer" NULL 1 NULL
-- trip 2
INSERT INTO kin_engineer (id, lang, mentor_id) VALUES ($1::INTEGER, $2::VARCHAR, $3::INTEGER);  -- 0 "Go" NULL
INSERT INTO kin_machine (label, engineer_id) VALUES ($1::VARCHAR, $2::INTEGER) RETURNING kin_machine.id;  -- "m" NULL

-- who is his own mentor
-- trip 1
INSERT INTO kin_person (name, type, email, version, company_id) VALUES ($1::VARCHAR, $2::VARCHAR, $3::VARCHAR, $4::INTEGER, $5::INTEGER) RETURNING kin_person.id;  -- "a" "engineer" NULL 1 NULL
-- trip 2
INSERT INTO kin_engineer (id, lang, mentor_id) VALUES ($1::INTEGER, $2::VARCHAR, $3::INTEGER);  -- 0 "Go" NULL

-- only the table of what has changed, and the version
-- trip 1
UPDATE kin_person SET version=$1::INTEGER WHERE kin_person.id = $2::INTEGER AND kin_person.version = $3::INTEGER;  -- 2 1 1
UPDATE kin_senior SET grade=$1::INTEGER WHERE kin_senior.id = $2::INTEGER;  -- 2 1

-- three tables
-- trip 1
UPDATE kin_person SET name=$1::VARCHAR, version=$2::INTEGER WHERE kin_person.id = $3::INTEGER AND kin_person.version = $4::INTEGER;  -- "b" 2 1 1
UPDATE kin_engineer SET lang=$1::VARCHAR WHERE kin_engineer.id = $2::INTEGER;  -- "C" 1
UPDATE kin_senior SET grade=$1::INTEGER WHERE kin_senior.id = $2::INTEGER;  -- 2 1

-- deletes go from the last table to the first
-- trip 1
DELETE FROM kin_membership WHERE kin_membership.person_id = $1::INTEGER;  -- 1
UPDATE kin_machine SET engineer_id=NULL WHERE kin_machine.engineer_id = $1::INTEGER;  -- 1
DELETE FROM kin_senior WHERE kin_senior.id = $1::INTEGER;  -- 1
DELETE FROM kin_engineer WHERE kin_engineer.id = $1::INTEGER;  -- 1
DELETE FROM kin_person WHERE kin_person.id = $1::INTEGER AND kin_person.version = $2::INTEGER;  -- 1 1

-- ON DELETE CASCADE between the tables
-- trip 1
DELETE FROM kin_membership WHERE kin_membership.person_id = $1::INTEGER;  -- 1
DELETE FROM kin_person WHERE kin_person.id = $1::INTEGER AND kin_person.version = $2::INTEGER;  -- 1 1

-- deletes of several kinds, and of what refers to them
-- trip 1
DELETE FROM kin_membership WHERE kin_membership.person_id = $1::INTEGER;  -- 1
DELETE FROM kin_membership WHERE kin_membership.person_id = $1::INTEGER;  -- 2
DELETE FROM kin_machine WHERE kin_machine.id = $1::INTEGER;  -- 1
UPDATE kin_machine SET engineer_id=NULL WHERE kin_machine.engineer_id = $1::INTEGER;  -- 2
DELETE FROM kin_engineer WHERE kin_engineer.id = $1::INTEGER;  -- 2
DELETE FROM kin_person WHERE kin_person.id = $1::INTEGER AND kin_person.version = $2::INTEGER;  -- 1 1
DELETE FROM kin_person WHERE kin_person.id = $1::INTEGER AND kin_person.version = $2::INTEGER;  -- 2 1

-- a deleted engineer lets the machines go
-- trip 1
DELETE FROM kin_membership WHERE kin_membership.person_id = $1::INTEGER;  -- 1
UPDATE kin_machine SET engineer_id=NULL WHERE kin_machine.engineer_id = $1::INTEGER;  -- 1
DELETE FROM kin_engineer WHERE kin_engineer.id = $1::INTEGER;  -- 1
DELETE FROM kin_person WHERE kin_person.id = $1::INTEGER AND kin_person.version = $2::INTEGER;  -- 1 1

-- unique values are swapped between kinds
-- trip 1
UPDATE kin_person SET email=NULL WHERE kin_person.id = $1::INTEGER;  -- 1
UPDATE kin_person SET email=$1::VARCHAR, version=$2::INTEGER WHERE kin_person.id = $3::INTEGER AND kin_person.version = $4::INTEGER;  -- "x@a" 2 2 1
UPDATE kin_person SET email=$1::VARCHAR, version=$2::INTEGER WHERE kin_person.id = $3::INTEGER AND kin_person.version = $4::INTEGER;  -- "y@a" 2 1 1

-- another kind with the same key
-- trip 1
DELETE FROM kin_membership WHERE kin_membership.person_id = $1::INTEGER;  -- 1
UPDATE kin_machine SET engineer_id=NULL WHERE kin_machine.engineer_id = $1::INTEGER;  -- 1
DELETE FROM kin_engineer WHERE kin_engineer.id = $1::INTEGER;  -- 1
DELETE FROM kin_person WHERE kin_person.id = $1::INTEGER AND kin_person.version = $2::INTEGER;  -- 1 1
INSERT INTO kin_person (id, name, type, email, version, company_id) VALUES ($1::INTEGER, $2::VARCHAR, $3::VARCHAR, $4::VARCHAR, $5::INTEGER, $6::INTEGER);  -- 1 "b" "manager" NULL 1 NULL
INSERT INTO kin_manager (id, level, leads_id) VALUES ($1::INTEGER, $2::INTEGER, $3::INTEGER);  -- 1 0 NULL

-- the same kind with the same key
-- trip 1
UPDATE kin_person SET name=$1::VARCHAR, version=$2::INTEGER WHERE kin_person.id = $3::INTEGER AND kin_person.version = $4::INTEGER;  -- "b" 2 1 1
UPDATE kin_engineer SET lang=$1::VARCHAR WHERE kin_engineer.id = $2::INTEGER;  -- "C" 1

-- members of clubs
-- trip 1
INSERT INTO kin_membership (person_id, club_id) VALUES ($1::INTEGER, $2::INTEGER);  -- 1 1

