-- new
INSERT INTO map_deposit (name, bond_amount, bond_currency, fee_amount, fee_currency, vault_row, vault_shelf_door, vault_shelf_box, vault_tags) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
INSERT INTO map_deposit (name, bond_amount, bond_currency, fee_amount, fee_currency, vault_row, vault_shelf_door, vault_shelf_box, vault_tags) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
INSERT INTO map_deposit (name, bond_amount, bond_currency, fee_amount, fee_currency, vault_row, vault_shelf_door, vault_shelf_box, vault_tags) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
-- a part changes: the value is written whole
UPDATE map_deposit SET bond_amount=?, bond_currency=? WHERE map_deposit.id = ?
-- to nil, from nil, and another pointer to the same
UPDATE map_deposit SET bond_amount=?, bond_currency=?, vault_row=?, vault_shelf_door=?, vault_shelf_box=?, vault_tags=? WHERE map_deposit.id = ?
UPDATE map_deposit SET bond_amount=?, bond_currency=? WHERE map_deposit.id = ?
-- nothing

-- a value with NULLs of its own
UPDATE map_deposit SET vault_row=?, vault_shelf_door=?, vault_shelf_box=?, vault_tags=? WHERE map_deposit.id = ?
-- two who change it
UPDATE map_deposit SET bond_amount=?, bond_currency=? WHERE map_deposit.id = ?
-- statements over rows, and the objects after them
SELECT map_deposit.id FROM map_deposit WHERE map_deposit.id = ? AND map_deposit.id IN (?, ?, ?, ?) FOR UPDATE
UPDATE map_deposit SET bond_amount=?, bond_currency=? WHERE map_deposit.id = ?
SELECT map_deposit.id, map_deposit.name, map_deposit.bond_amount, map_deposit.bond_currency, map_deposit.fee_amount, map_deposit.fee_currency, map_deposit.vault_row, map_deposit.vault_shelf_door, map_deposit.vault_shelf_box, map_deposit.vault_tags FROM map_deposit WHERE map_deposit.id = ?
SELECT map_deposit.id FROM map_deposit WHERE map_deposit.id = ? AND map_deposit.id IN (?, ?, ?, ?) FOR UPDATE
UPDATE map_deposit SET bond_amount=NULL, bond_currency=NULL WHERE map_deposit.id = ?
SELECT map_deposit.id, map_deposit.name, map_deposit.bond_amount, map_deposit.bond_currency, map_deposit.fee_amount, map_deposit.fee_currency, map_deposit.vault_row, map_deposit.vault_shelf_door, map_deposit.vault_shelf_box, map_deposit.vault_tags FROM map_deposit WHERE map_deposit.id = ?
SELECT map_deposit.id FROM map_deposit WHERE map_deposit.id = ? AND map_deposit.id IN (?, ?, ?, ?) FOR UPDATE
UPDATE map_deposit SET bond_amount=? WHERE map_deposit.id = ?
SELECT map_deposit.id, map_deposit.name, map_deposit.bond_amount, map_deposit.bond_currency, map_deposit.fee_amount, map_deposit.fee_currency, map_deposit.vault_row, map_deposit.vault_shelf_door, map_deposit.vault_shelf_box, map_deposit.vault_tags FROM map_deposit WHERE map_deposit.id = ?
-- read in part
SELECT map_deposit.id, map_deposit.bond_amount, map_deposit.bond_currency FROM map_deposit WHERE map_deposit.id = ? LIMIT ?
SELECT map_deposit.id, map_deposit.vault_row, map_deposit.vault_shelf_door, map_deposit.vault_shelf_box, map_deposit.vault_tags FROM map_deposit WHERE map_deposit.id = ?
