-- a circle that is let go is deleted
-- trip 1
UPDATE round_dancer SET partner_id=NULL WHERE round_dancer.id = $1::INTEGER;  -- 1
UPDATE round_dancer SET partner_id=NULL, v=round_dancer.v + $1::INTEGER WHERE round_dancer.partner_id = $2::INTEGER;  -- 1 2
DELETE FROM round_dancer WHERE round_dancer.id = $1::INTEGER AND round_dancer.v = $2::INTEGER;  -- 2 2
UPDATE round_dancer SET partner_id=NULL, v=round_dancer.v + $1::INTEGER WHERE round_dancer.partner_id = $2::INTEGER;  -- 1 1
DELETE FROM round_dancer WHERE round_dancer.id = $1::INTEGER AND round_dancer.v = $2::INTEGER;  -- 1 2

-- a circle that the database lets go
-- trip 1
DELETE FROM round_echo WHERE round_echo.id = $1::INTEGER;  -- 2
DELETE FROM round_echo WHERE round_echo.id = $1::INTEGER;  -- 3
DELETE FROM round_echo WHERE round_echo.id = $1::INTEGER;  -- 1

-- kinds of one table
-- trip 1
INSERT INTO till_payment (id, kind, amount, last4, iban) VALUES ($1::INTEGER, $2::VARCHAR, $3::INTEGER, $4::VARCHAR, $5::VARCHAR), ($6::INTEGER, $7::VARCHAR, $8::INTEGER, $9::VARCHAR, $10::VARCHAR), ($11::INTEGER, $12::VARCHAR, $13::INTEGER, $14::VARCHAR, $15::VARCHAR), ($16::INTEGER, $17::VARCHAR, $18::INTEGER, $19::VARCHAR, $20::VARCHAR);  -- 1 "card" 0 "1234" NULL 2 "transfer" 0 NULL "x" 3 "cash" 0 NULL NULL 4 "card" 0 "5678" NULL

-- kinds of joined tables
-- trip 1
INSERT INTO press_publication (id, kind, title) VALUES ($1::INTEGER, $2::VARCHAR, $3::VARCHAR), ($4::INTEGER, $5::VARCHAR, $6::VARCHAR), ($7::INTEGER, $8::VARCHAR, $9::VARCHAR);  -- 1 "novel" "Emma" 2 "magazine" "Nature" 3 "novel" "Persuasion"
INSERT INTO press_novel (id, pages) VALUES ($1::INTEGER, $2::INTEGER), ($3::INTEGER, $4::INTEGER);  -- 1 474 3 249
INSERT INTO press_magazine (id, issue) VALUES ($1::INTEGER, $2::INTEGER);  -- 2 7

-- kinds whose keys are made up
-- trip 1
INSERT INTO till_payment (kind, amount, last4, iban) VALUES ($1::VARCHAR, $2::INTEGER, $3::VARCHAR, $4::VARCHAR) RETURNING till_payment.id;  -- "card" 0 "1234" NULL
INSERT INTO till_payment (kind, amount, last4, iban) VALUES ($1::VARCHAR, $2::INTEGER, $3::VARCHAR, $4::VARCHAR) RETURNING till_payment.id;  -- "transfer" 0 NULL "x"
INSERT INTO till_payment (kind, amount, last4, iban) VALUES ($1::VARCHAR, $2::INTEGER, $3::VARCHAR, $4::VARCHAR) RETURNING till_payment.id;  -- "card" 0 "5678" NULL

-- a row becomes what was added before it was deleted
-- trip 1
UPDATE stock_stick SET sticker_code=$1::VARCHAR WHERE stock_stick.id = $2::INTEGER;  -- NULL 1
UPDATE stock_sticker SET text=$1::VARCHAR WHERE stock_sticker.code = $2::VARCHAR;  -- "new" "a"

-- what shares its key is taken out
-- trip 1
UPDATE clinic_cot SET ward_no=$1::INTEGER WHERE clinic_cot.house = $2::INTEGER AND clinic_cot.no = $3::INTEGER;  -- NULL 1 2

