-- new
INSERT INTO map_deposit (name, bond_amount, bond_currency, fee_amount, fee_currency, vault_row, vault_shelf_door, vault_shelf_box, vault_tags) VALUES ($1::VARCHAR, $2::INTEGER, $3::VARCHAR, $4::INTEGER, $5::VARCHAR, $6::INTEGER, $7::INTEGER, $8::INTEGER, $9::JSON) RETURNING map_deposit.id
INSERT INTO map_deposit (name, bond_amount, bond_currency, fee_amount, fee_currency, vault_row, vault_shelf_door, vault_shelf_box, vault_tags) VALUES ($1::VARCHAR, $2::INTEGER, $3::VARCHAR, $4::INTEGER, $5::VARCHAR, $6::INTEGER, $7::INTEGER, $8::INTEGER, $9::JSON) RETURNING map_deposit.id
INSERT INTO map_deposit (name, bond_amount, bond_currency, fee_amount, fee_currency, vault_row, vault_shelf_door, vault_shelf_box, vault_tags) VALUES ($1::VARCHAR, $2::INTEGER, $3::VARCHAR, $4::INTEGER, $5::VARCHAR, $6::INTEGER, $7::INTEGER, $8::INTEGER, $9::JSON) RETURNING map_deposit.id
-- a part changes: the value is written whole
UPDATE map_deposit SET bond_amount=$1::INTEGER, bond_currency=$2::VARCHAR WHERE map_deposit.id = $3::INTEGER
-- to nil, from nil, and another pointer to the same
UPDATE map_deposit SET bond_amount=$1::INTEGER, bond_currency=$2::VARCHAR, vault_row=$3::INTEGER, vault_shelf_door=$4::INTEGER, vault_shelf_box=$5::INTEGER, vault_tags=$6::JSON WHERE map_deposit.id = $7::INTEGER
UPDATE map_deposit SET bond_amount=$1::INTEGER, bond_currency=$2::VARCHAR WHERE map_deposit.id = $3::INTEGER
-- nothing

-- a value with NULLs of its own
UPDATE map_deposit SET vault_row=$1::INTEGER, vault_shelf_door=$2::INTEGER, vault_shelf_box=$3::INTEGER, vault_tags=$4::JSON WHERE map_deposit.id = $5::INTEGER
-- two who change it
UPDATE map_deposit SET bond_amount=$1::INTEGER, bond_currency=$2::VARCHAR WHERE map_deposit.id = $3::INTEGER
-- statements over rows, and the objects after them
UPDATE map_deposit SET bond_amount=$1::INTEGER, bond_currency=$2::VARCHAR WHERE map_deposit.id = $3::INTEGER RETURNING map_deposit.id, map_deposit.bond_amount, map_deposit.bond_currency
UPDATE map_deposit SET bond_amount=NULL, bond_currency=NULL WHERE map_deposit.id = $1::INTEGER RETURNING map_deposit.id, map_deposit.bond_amount, map_deposit.bond_currency
UPDATE map_deposit SET bond_amount=$1::INTEGER WHERE map_deposit.id = $2::INTEGER RETURNING map_deposit.id, map_deposit.bond_amount, map_deposit.bond_currency
-- read in part
SELECT map_deposit.id, map_deposit.bond_amount, map_deposit.bond_currency FROM map_deposit WHERE map_deposit.id = $1::INTEGER LIMIT $2::BIGINT
SELECT map_deposit.id, map_deposit.vault_row, map_deposit.vault_shelf_door, map_deposit.vault_shelf_box, map_deposit.vault_tags FROM map_deposit WHERE map_deposit.id = $1::INTEGER
