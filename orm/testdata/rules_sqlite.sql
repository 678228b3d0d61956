-- a circle that is let go is deleted
-- trip 1
UPDATE round_dancer SET partner_id=NULL WHERE round_dancer.id = ?;  -- 1
UPDATE round_dancer SET partner_id=NULL, v=round_dancer.v + ? WHERE round_dancer.partner_id = ?;  -- 1 2
DELETE FROM round_dancer WHERE round_dancer.id = ? AND round_dancer.v = ?;  -- 2 2
UPDATE round_dancer SET partner_id=NULL, v=round_dancer.v + ? WHERE round_dancer.partner_id = ?;  -- 1 1
DELETE FROM round_dancer WHERE round_dancer.id = ? AND round_dancer.v = ?;  -- 1 2

-- a circle that the database lets go
-- trip 1
DELETE FROM round_echo WHERE round_echo.id = ?;  -- 2
DELETE FROM round_echo WHERE round_echo.id = ?;  -- 3
DELETE FROM round_echo WHERE round_echo.id = ?;  -- 1

-- kinds of one table
-- trip 1
INSERT INTO till_payment (id, kind, amount, last4, iban) VALUES (?, ?, ?, ?, ?), (?, ?, ?, ?, ?), (?, ?, ?, ?, ?), (?, ?, ?, ?, ?);  -- 1 "card" 0 "1234" NULL 2 "transfer" 0 NULL "x" 3 "cash" 0 NULL NULL 4 "card" 0 "5678" NULL

-- kinds of joined tables
-- trip 1
INSERT INTO press_publication (id, kind, title) VALUES (?, ?, ?), (?, ?, ?), (?, ?, ?);  -- 1 "novel" "Emma" 2 "magazine" "Nature" 3 "novel" "Persuasion"
INSERT INTO press_novel (id, pages) VALUES (?, ?), (?, ?);  -- 1 474 3 249
INSERT INTO press_magazine (id, issue) VALUES (?, ?);  -- 2 7

-- kinds whose keys are made up
-- trip 1
INSERT INTO till_payment (kind, amount, last4, iban) VALUES (?, ?, ?, ?) RETURNING id;  -- "card" 0 "1234" NULL
INSERT INTO till_payment (kind, amount, last4, iban) VALUES (?, ?, ?, ?) RETURNING id;  -- "transfer" 0 NULL "x"
INSERT INTO till_payment (kind, amount, last4, iban) VALUES (?, ?, ?, ?) RETURNING id;  -- "card" 0 "5678" NULL

-- a row becomes what was added before it was deleted
-- trip 1
UPDATE stock_stick SET sticker_code=? WHERE stock_stick.id = ?;  -- NULL 1
UPDATE stock_sticker SET text=? WHERE stock_sticker.code = ?;  -- "new" "a"

-- what shares its key is taken out
-- trip 1
UPDATE clinic_cot SET ward_no=? WHERE clinic_cot.house = ? AND clinic_cot.no = ?;  -- NULL 1 2

