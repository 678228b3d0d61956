-- do nothing
INSERT INTO sqla_product (name, price, available_quantity) VALUES ($1::VARCHAR, $2::FLOAT, $3::INTEGER) ON CONFLICT (name) DO NOTHING
-- ["widget" 9.5 3]

-- do nothing on any
INSERT INTO sqla_product (name, price, available_quantity) VALUES ($1::VARCHAR, $2::FLOAT, $3::INTEGER) ON CONFLICT DO NOTHING
-- ["widget" 9.5 3]

-- do nothing returning
INSERT INTO sqla_product (name, price, available_quantity) VALUES ($1::VARCHAR, $2::FLOAT, $3::INTEGER) ON CONFLICT (name) DO NOTHING RETURNING sqla_product.id
-- ["widget" 9.5 3]

-- do update
INSERT INTO sqla_product (name, price, available_quantity) VALUES ($1::VARCHAR, $2::FLOAT, $3::INTEGER) ON CONFLICT (name) DO UPDATE SET price=excluded.price
-- ["widget" 9.5 3]

-- do update sum
INSERT INTO sqla_product (name, price, available_quantity) VALUES ($1::VARCHAR, $2::FLOAT, $3::INTEGER) ON CONFLICT (name) DO UPDATE SET available_quantity=sqla_product.available_quantity + excluded.available_quantity, price=$4::FLOAT
-- ["widget" 9.5 3 1]

-- do update returning
INSERT INTO sqla_product (name, price, available_quantity) VALUES ($1::VARCHAR, $2::FLOAT, $3::INTEGER) ON CONFLICT (name) DO UPDATE SET price=excluded.price RETURNING sqla_product.id
-- ["widget" 9.5 3]

-- partial index
INSERT INTO sqla_product (name, price, available_quantity) VALUES ($1::VARCHAR, $2::FLOAT, $3::INTEGER) ON CONFLICT (name) WHERE price > -1.5 AND name != 'it''s' DO NOTHING
-- ["widget" 9.5 3]

-- from select
INSERT INTO node (id, title) SELECT sqla_product.id, sqla_product.name FROM sqla_product ON CONFLICT (id) DO UPDATE SET title=excluded.title

-- from select where
INSERT INTO node (id, title) SELECT sqla_product.id, sqla_product.name FROM sqla_product WHERE sqla_product.id > $1::INTEGER ON CONFLICT (id) DO NOTHING
-- [1]

