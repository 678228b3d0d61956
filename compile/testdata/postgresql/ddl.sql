== numbers
CREATE TABLE t (
	id SERIAL NOT NULL,
	truth BOOLEAN,
	small SMALLINT,
	plain INTEGER,
	big BIGINT,
	r REAL,
	f FLOAT,
	f24 FLOAT(24),
	f53 FLOAT(53),
	d DOUBLE PRECISION,
	n NUMERIC(10, 2),
	whole NUMERIC(20, 0),
	PRIMARY KEY (id)
);
DROP TABLE t;

== texts and bytes
CREATE TABLE t (
	id SERIAL NOT NULL,
	v VARCHAR(100),
	c CHAR(3),
	x TEXT,
	b BYTEA,
	b16 BYTEA,
	PRIMARY KEY (id)
);
DROP TABLE t;

== dates and times
CREATE TABLE t (
	id SERIAL NOT NULL,
	d DATE,
	c TIME,
	c3 TIME(3),
	w TIMESTAMP WITHOUT TIME ZONE,
	z TIMESTAMP WITH TIME ZONE,
	w3 TIMESTAMP(3) WITHOUT TIME ZONE,
	z3 TIMESTAMP(3) WITH TIME ZONE,
	i INTERVAL,
	PRIMARY KEY (id)
);
DROP TABLE t;

== uuid and json
CREATE TABLE t (
	id SERIAL NOT NULL,
	u UUID,
	j JSON,
	jb JSONB,
	PRIMARY KEY (id)
);
DROP TABLE t;

== enumerations
CREATE TYPE mood AS ENUM ('glad', 'it''s', 'größer', '', 'a,b');
CREATE TYPE "Order" AS ENUM ('asc');
CREATE TABLE t (
	id SERIAL NOT NULL,
	m mood,
	n mood NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE u (
	id SERIAL NOT NULL,
	m mood,
	other "Order",
	PRIMARY KEY (id)
);
DROP TABLE u;
DROP TABLE t;
DROP TYPE "Order";
DROP TYPE mood;

== enumeration of blanks and backslashes
CREATE TYPE e AS ENUM (E'a\\b', E'\\', E'\\''');
CREATE TABLE t (
	id SERIAL NOT NULL,
	e e,
	PRIMARY KEY (id)
);
DROP TABLE t;
DROP TYPE e;

== enumeration with a blank at the end
CREATE TYPE e AS ENUM ('a ', 'b');
CREATE TABLE t (
	id SERIAL NOT NULL,
	e e,
	PRIMARY KEY (id)
);
DROP TABLE t;
DROP TYPE e;

== enumeration without values
CREATE TYPE e AS ENUM ();
CREATE TABLE t (
	id SERIAL NOT NULL,
	e e,
	PRIMARY KEY (id)
);
DROP TABLE t;
DROP TYPE e;

== enumeration without a name
error: column t.e: its enumeration has no name, which the type in the database needs: give it one with Values(name, …)

== arrays
CREATE TABLE t (
	id SERIAL NOT NULL,
	a INTEGER[],
	b VARCHAR(5)[][],
	PRIMARY KEY (id)
);
DROP TABLE t;

== types without a size
error: column t.c: postgresql has no CHAR without a size: give it one with sqltype.Char(n)

== type of the database
CREATE TABLE t (
	id SERIAL NOT NULL,
	p POINT,
	PRIMARY KEY (id)
);
DROP TABLE t;

== the tutorial
CREATE TABLE sqla_product (
	id SERIAL NOT NULL,
	name VARCHAR(100) NOT NULL,
	price FLOAT NOT NULL,
	available_quantity INTEGER NOT NULL,
	production_date DATE,
	expiry_date DATE,
	expiry_offset_months INTEGER,
	PRIMARY KEY (id)
);
CREATE TABLE sqla_order (
	id SERIAL NOT NULL,
	quantity INTEGER NOT NULL,
	order_date TIMESTAMP WITH TIME ZONE NOT NULL,
	product_id INTEGER NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(product_id) REFERENCES sqla_product (id) ON DELETE CASCADE
);
DROP TABLE sqla_order;
DROP TABLE sqla_product;

== keys that count up
CREATE TABLE small (
	id SMALLSERIAL NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE plain (
	id SERIAL NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE big (
	id BIGSERIAL NOT NULL,
	PRIMARY KEY (id)
);
DROP TABLE big;
DROP TABLE plain;
DROP TABLE small;

== keys that do not count up
CREATE TABLE a (
	id INTEGER NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE b (
	id INTEGER NOT NULL,
	n BIGINT,
	PRIMARY KEY (id),
	FOREIGN KEY(id) REFERENCES a (id)
);
CREATE TABLE c (
	x INTEGER NOT NULL,
	y INTEGER NOT NULL,
	PRIMARY KEY (x, y)
);
CREATE TABLE d (
	code VARCHAR(10) NOT NULL,
	PRIMARY KEY (code)
);
CREATE TABLE e (
	no_key INTEGER
);
DROP TABLE e;
DROP TABLE d;
DROP TABLE c;
DROP TABLE b;
DROP TABLE a;

== counting up inside a composite key
CREATE TABLE t (
	x SERIAL NOT NULL,
	y INTEGER NOT NULL,
	PRIMARY KEY (x, y)
);
DROP TABLE t;

== counting up in second place
CREATE TABLE t (
	x INTEGER NOT NULL,
	y SERIAL NOT NULL,
	PRIMARY KEY (x, y)
);
DROP TABLE t;

== counting up outside of the key
CREATE TABLE t (
	code VARCHAR(5) NOT NULL,
	n BIGSERIAL NOT NULL,
	PRIMARY KEY (code)
);
CREATE INDEX ix_t_n ON t (n);
DROP TABLE t;

== default values
CREATE TABLE t (
	id SERIAL NOT NULL,
	i INTEGER DEFAULT -5,
	s VARCHAR(40) DEFAULT E'it''s "5" \\n %s',
	b BOOLEAN DEFAULT TRUE NOT NULL,
	b2 BOOLEAN DEFAULT FALSE,
	f FLOAT DEFAULT 1.5,
	n VARCHAR(5) DEFAULT NULL::VARCHAR,
	PRIMARY KEY (id)
);
DROP TABLE t;

== default texts and bytes without a limit
CREATE TABLE t (
	id SERIAL NOT NULL,
	x TEXT DEFAULT 'a',
	b BYTEA DEFAULT E'\\x00ff'::BYTEA,
	PRIMARY KEY (id)
);
DROP TABLE t;

== default times
CREATE TABLE t (
	id SERIAL NOT NULL,
	at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	fixed TIMESTAMP WITH TIME ZONE DEFAULT TIMESTAMP WITH TIME ZONE '2026-02-03 03:05:06.000789+00' NOT NULL,
	day DATE DEFAULT CURRENT_DATE NOT NULL,
	PRIMARY KEY (id)
);
DROP TABLE t;

== default expressions
CREATE TABLE t (
	id SERIAL NOT NULL,
	a INTEGER DEFAULT (1 + 2),
	u VARCHAR(10) DEFAULT lower('ABC'),
	raw INTEGER DEFAULT ((1 + 1)),
	PRIMARY KEY (id)
);
DROP TABLE t;

== default made of another column
error: column t.b: postgresql has no DEFAULT made of another column (a): compute the column (Stored), or give the default in the INSERT (DefaultExpr)

== default that is a query
error: column t.a: postgresql has no DEFAULT that is a query: give it in the INSERT (DefaultExpr)

== comments
CREATE TABLE t (
	id SERIAL NOT NULL,
	c VARCHAR(5),
	d INTEGER,
	PRIMARY KEY (id)
);
COMMENT ON TABLE t IS E'a ''table'' \\ with */ and -- and a
second line';
COMMENT ON COLUMN t.c IS 'it''s; /* % %s :name ? $1';
COMMENT ON COLUMN t.d IS 'größer';
DROP TABLE t;

== comment beyond the basic plane
CREATE TABLE t (
	id SERIAL NOT NULL,
	d INTEGER,
	PRIMARY KEY (id)
);
COMMENT ON COLUMN t.d IS '🎈';
DROP TABLE t;

== collation of a number
error: column t.id: a collation is for texts, and INTEGER is none

== foreign key
CREATE TABLE p (
	id SERIAL NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE c (
	id SERIAL NOT NULL,
	p_id INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(p_id) REFERENCES p (id)
);
DROP TABLE c;
DROP TABLE p;

== foreign key with actions
CREATE TABLE p (
	id SERIAL NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE c (
	id SERIAL NOT NULL,
	p_id INTEGER,
	PRIMARY KEY (id),
	CONSTRAINT fk_c FOREIGN KEY(p_id) REFERENCES p (id) ON DELETE SET NULL ON UPDATE CASCADE
);
DROP TABLE c;
DROP TABLE p;

== foreign key, no action and restrict
CREATE TABLE p (
	id SERIAL NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE c (
	id SERIAL NOT NULL,
	p_id INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(p_id) REFERENCES p (id) ON DELETE NO ACTION ON UPDATE RESTRICT
);
DROP TABLE c;
DROP TABLE p;

== foreign key, set default
CREATE TABLE p (
	id SERIAL NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE c (
	id SERIAL NOT NULL,
	p_id INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(p_id) REFERENCES p (id) ON DELETE SET DEFAULT
);
DROP TABLE c;
DROP TABLE p;

== foreign key, deferrable
CREATE TABLE p (
	id SERIAL NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE c (
	id SERIAL NOT NULL,
	p_id INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(p_id) REFERENCES p (id) DEFERRABLE
);
DROP TABLE c;
DROP TABLE p;

== foreign key, initially deferred
CREATE TABLE p (
	id SERIAL NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE c (
	id SERIAL NOT NULL,
	p_id INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(p_id) REFERENCES p (id) DEFERRABLE INITIALLY DEFERRED
);
DROP TABLE c;
DROP TABLE p;

== foreign key, initially immediate
CREATE TABLE p (
	id SERIAL NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE c (
	id SERIAL NOT NULL,
	p_id INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(p_id) REFERENCES p (id) DEFERRABLE INITIALLY IMMEDIATE
);
DROP TABLE c;
DROP TABLE p;

== foreign key, match simple
CREATE TABLE p (
	id SERIAL NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE c (
	id SERIAL NOT NULL,
	p_id INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(p_id) REFERENCES p (id) MATCH SIMPLE
);
DROP TABLE c;
DROP TABLE p;

== foreign key, match full
CREATE TABLE p (
	id SERIAL NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE c (
	id SERIAL NOT NULL,
	p_id INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(p_id) REFERENCES p (id) MATCH FULL
);
DROP TABLE c;
DROP TABLE p;

== foreign key, match partial
error: table c: postgresql has no MATCH PARTIAL: MATCH FULL refuses keys that are NULL in part; MATCH SIMPLE lets them refer to nothing

== foreign key with a wrong action
error: c(p_id): foreign key: ON DELETE "DO NOTHING" is no action: there are NO ACTION, RESTRICT, CASCADE, SET NULL and SET DEFAULT (DO NOTHING belongs to an upsert; NO ACTION is the word here)

== foreign key of two columns
CREATE TABLE p (
	a INTEGER NOT NULL,
	b VARCHAR(5) NOT NULL,
	PRIMARY KEY (a, b)
);
CREATE TABLE c (
	id SERIAL NOT NULL,
	pa INTEGER,
	pb VARCHAR(5),
	PRIMARY KEY (id),
	CONSTRAINT fk FOREIGN KEY(pa, pb) REFERENCES p (a, b) ON DELETE CASCADE
);
DROP TABLE c;
DROP TABLE p;

== foreign key that sets some columns
CREATE TABLE p (
	a INTEGER NOT NULL,
	b INTEGER NOT NULL,
	PRIMARY KEY (a, b)
);
CREATE TABLE c (
	id SERIAL NOT NULL,
	pa INTEGER,
	"p b" INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(pa, "p b") REFERENCES p (a, b) ON DELETE SET NULL ("p b", pa)
);
DROP TABLE c;
DROP TABLE p;

== foreign key that sets a column of no key
error: c(p_id): foreign key: OnDeleteOf("id"): it is over no column of that name

== foreign key that cascades on some columns
error: c(p_id): foreign key: OnDeleteOf wants SetNull or SetDefault, and columns

== primary key in another order
CREATE TABLE t (
	a INTEGER NOT NULL,
	b INTEGER NOT NULL,
	c VARCHAR(5),
	CONSTRAINT pk_t PRIMARY KEY (b, a)
);
DROP TABLE t;

== primary key over no column
error: table t has no column "nosuch"; it has ["id"]

== primary key beside another
error: table t: column "id" is marked as primary key, which is over others

== foreign key to itself
CREATE TABLE t (
	id SERIAL NOT NULL,
	parent INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(parent) REFERENCES t (id) ON DELETE CASCADE
);
DROP TABLE t;

== unique
CREATE TABLE t (
	id SERIAL NOT NULL,
	a VARCHAR(5),
	b VARCHAR(5) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (a),
	UNIQUE (a, b),
	CONSTRAINT uq_b UNIQUE (b)
);
DROP TABLE t;

== unique, deferrable
CREATE TABLE t (
	id SERIAL NOT NULL,
	a INTEGER,
	PRIMARY KEY (id),
	UNIQUE (a) DEFERRABLE
);
DROP TABLE t;

== keys that can be put off
CREATE TABLE t (
	a SERIAL NOT NULL,
	b INTEGER,
	CONSTRAINT pk_t PRIMARY KEY (a) DEFERRABLE INITIALLY DEFERRED,
	UNIQUE (b) DEFERRABLE INITIALLY DEFERRED
);
DROP TABLE t;

== unique, initially immediate
CREATE TABLE t (
	id SERIAL NOT NULL,
	a INTEGER,
	PRIMARY KEY (id),
	UNIQUE (a) NOT DEFERRABLE INITIALLY IMMEDIATE
);
DROP TABLE t;

== primary key that covers
CREATE TABLE t (
	a SERIAL NOT NULL,
	b INTEGER,
	PRIMARY KEY (a) INCLUDE (b)
);
DROP TABLE t;

== check that is deferrable
error: table t: Deferrable is for unique and exclusion constraints and primary keys, not for a check

== comments on a key, a unique constraint and an index
CREATE TABLE t (
	a SERIAL NOT NULL,
	b INTEGER,
	CONSTRAINT pk_t PRIMARY KEY (a),
	CONSTRAINT uq_t_b UNIQUE (b)
);
CREATE INDEX ix_t_b_a ON t (b, a);
COMMENT ON CONSTRAINT pk_t ON t IS 'it''s */ the key';
COMMENT ON CONSTRAINT uq_t_b ON t IS 'the ''unique''';
COMMENT ON INDEX ix_t_b_a IS 'the index';
DROP TABLE t;

== comments on a check
CREATE TABLE t (
	id SERIAL NOT NULL,
	a INTEGER,
	PRIMARY KEY (id),
	CONSTRAINT positive CHECK (a > 0)
);
COMMENT ON CONSTRAINT positive ON t IS 'it''s positive';
DROP TABLE t;

== comments on a foreign key
CREATE TABLE p (
	id SERIAL NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE c (
	id SERIAL NOT NULL,
	p_id INTEGER,
	PRIMARY KEY (id),
	CONSTRAINT fk_c_p_id_p FOREIGN KEY(p_id) REFERENCES p (id)
);
COMMENT ON CONSTRAINT fk_c_p_id_p ON c IS 'it''s a key';
DROP TABLE c;
DROP TABLE p;

== unique over a text without a limit
CREATE TABLE t (
	id SERIAL NOT NULL,
	x TEXT,
	PRIMARY KEY (id),
	UNIQUE (x)
);
DROP TABLE t;

== checks
CREATE TABLE t (
	id SERIAL NOT NULL,
	a INTEGER,
	s VARCHAR(20),
	f FLOAT,
	b BOOLEAN,
	PRIMARY KEY (id),
	CONSTRAINT positive CHECK (a > 0),
	CHECK (a IN (1, 2, 3) OR s != 'it''s' AND f < 1.5),
	CONSTRAINT "like" CHECK (s LIKE '%5/%/_//%' ESCAPE '/'),
	CONSTRAINT truth CHECK (b = TRUE),
	CONSTRAINT between CHECK (a BETWEEN -1 AND 10),
	CONSTRAINT "null" CHECK (a IS NULL OR s IS NOT NULL)
);
DROP TABLE t;

== checks of hostile texts
CREATE TABLE t (
	id SERIAL NOT NULL,
	s VARCHAR(99),
	PRIMARY KEY (id),
	CHECK (s != E'back\\slash '' quote'),
	CHECK (s != E'\\''; DROP TABLE t; --'),
	CHECK (s != 'größer 🎈 ‮ 
	'),
	CHECK (s != '% %s ? :x $1 {}')
);
DROP TABLE t;

== check of a key that counts up
CREATE TABLE t (
	id SERIAL NOT NULL,
	PRIMARY KEY (id),
	CHECK (NOT (id > 0 AND id < 9))
);
DROP TABLE t;

== check of a text with a NUL
error: table t: the value cannot be written into SQL for postgresql: a text with a NUL byte cannot be stored

== check with a parameter
error: table t: the parameter x is used where only values can be written

== naming convention
CREATE TABLE p (
	id SERIAL NOT NULL,
	CONSTRAINT pk_p PRIMARY KEY (id)
);
CREATE TABLE c (
	id SERIAL NOT NULL,
	p_id INTEGER,
	u INTEGER,
	longlonglonglonglonglonglonglonglonglonglonglonglonglonglong INTEGER,
	CONSTRAINT pk_c PRIMARY KEY (id),
	CONSTRAINT uq_c_u UNIQUE (u),
	CONSTRAINT uq_c_u_longlonglonglonglonglonglonglonglonglonglonglonglon_de42 UNIQUE (u, longlonglonglonglonglonglonglonglonglonglonglonglonglonglong),
	CONSTRAINT fk_c_p_id_p_id FOREIGN KEY(p_id) REFERENCES p (id),
	CONSTRAINT ck_c_positive CHECK (u > 0)
);
CREATE INDEX ix_c_p_id ON c (p_id);
DROP TABLE c;
DROP TABLE p;

== naming convention without a name for a check
error: table t: the naming convention "ck_{constraint_name}": {constraint_name} wants a constraint with a name: give it one with Named

== name of a constraint that is too long
error: table c: the name "longlonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglong…" cannot be used on postgresql: it has 120 bytes, 63 is the most

== name of a table that is too long
error: the name "longlonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglong…" cannot be used on postgresql: it has 120 bytes, 63 is the most

== indexes
CREATE TABLE t (
	id SERIAL NOT NULL,
	a INTEGER,
	b VARCHAR(20),
	PRIMARY KEY (id)
);
CREATE INDEX ix_t_a ON t (a);
CREATE UNIQUE INDEX ix_t_b ON t (b);
CREATE INDEX ix_t_a_b ON t (a, b);
CREATE INDEX mine ON t (b, a);
DROP TABLE t;

== index in descending order
CREATE TABLE t (
	id SERIAL NOT NULL,
	a INTEGER,
	b INTEGER,
	PRIMARY KEY (id)
);
CREATE INDEX ix_t_a_b ON t (a DESC, b);
DROP TABLE t;

== index with NULLs in their place
CREATE TABLE t (
	id SERIAL NOT NULL,
	a INTEGER,
	PRIMARY KEY (id)
);
CREATE INDEX ix_t_a ON t (a DESC NULLS LAST);
DROP TABLE t;

== partial index
CREATE TABLE t (
	id SERIAL NOT NULL,
	a INTEGER,
	state VARCHAR(10),
	PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix_t_a ON t (a) WHERE state = 'it''s open';
DROP TABLE t;

== index over an expression
CREATE TABLE t (
	id SERIAL NOT NULL,
	a VARCHAR(20),
	PRIMARY KEY (id)
);
CREATE INDEX ix_t_id ON t ((lower(a)), id DESC);
CREATE INDEX ix_concat ON t ((a || 'x'));
DROP TABLE t;

== index over a text without a limit
CREATE TABLE t (
	id SERIAL NOT NULL,
	x TEXT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_t_x ON t (x);
DROP TABLE t;

== two indexes of one name
error: table t: two indexes would be named "ix_t_a" (the other is on t): name one with Named

== reserved words
CREATE TABLE "select" (
	"order" SERIAL NOT NULL,
	"group" INTEGER,
	"user" VARCHAR(5),
	"table" INTEGER,
	PRIMARY KEY ("order"),
	UNIQUE ("user"),
	FOREIGN KEY("table") REFERENCES "select" ("order")
);
CREATE INDEX ix_select_group ON "select" ("group");
DROP TABLE "select";

== capitals
CREATE TABLE "Mixed" (
	"Mixed" SERIAL NOT NULL,
	up INTEGER,
	PRIMARY KEY ("Mixed"),
	CONSTRAINT "fk Mixed" FOREIGN KEY(up) REFERENCES "Mixed" ("Mixed"),
	CONSTRAINT "ck Mixed" CHECK (up > 0)
);
CREATE INDEX "ix_Mixed_up" ON "Mixed" (up);
DROP TABLE "Mixed";

== quotes
CREATE TABLE "a""b`c'd" (
	"a""b`c'd" SERIAL NOT NULL,
	up INTEGER,
	PRIMARY KEY ("a""b`c'd"),
	CONSTRAINT "fk a""b`c'd" FOREIGN KEY(up) REFERENCES "a""b`c'd" ("a""b`c'd"),
	CONSTRAINT "ck a""b`c'd" CHECK (up > 0)
);
CREATE INDEX "ix_a""b`c'd_up" ON "a""b`c'd" (up);
DROP TABLE "a""b`c'd";

== blanks and signs
CREATE TABLE " a b;--/*%s?:x$1" (
	" a b;--/*%s?:x$1" SERIAL NOT NULL,
	up INTEGER,
	PRIMARY KEY (" a b;--/*%s?:x$1"),
	CONSTRAINT "fk  a b;--/*%s?:x$1" FOREIGN KEY(up) REFERENCES " a b;--/*%s?:x$1" (" a b;--/*%s?:x$1"),
	CONSTRAINT "ck  a b;--/*%s?:x$1" CHECK (up > 0)
);
CREATE INDEX "ix_ a b;--/*%s?:x$1_up" ON " a b;--/*%s?:x$1" (up);
DROP TABLE " a b;--/*%s?:x$1";

== unicode
CREATE TABLE "größe_表" (
	"größe_表" SERIAL NOT NULL,
	up INTEGER,
	PRIMARY KEY ("größe_表"),
	CONSTRAINT "fk größe_表" FOREIGN KEY(up) REFERENCES "größe_表" ("größe_表"),
	CONSTRAINT "ck größe_表" CHECK (up > 0)
);
CREATE INDEX "ix_größe_表_up" ON "größe_表" (up);
DROP TABLE "größe_表";

== beyond the basic plane
CREATE TABLE "party🎈" (
	"party🎈" SERIAL NOT NULL,
	up INTEGER,
	PRIMARY KEY ("party🎈"),
	CONSTRAINT "fk party🎈" FOREIGN KEY(up) REFERENCES "party🎈" ("party🎈"),
	CONSTRAINT "ck party🎈" CHECK (up > 0)
);
CREATE INDEX "ix_party🎈_up" ON "party🎈" (up);
DROP TABLE "party🎈";

== 63 bytes
CREATE TABLE xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx (
	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx SERIAL NOT NULL,
	up INTEGER,
	PRIMARY KEY (xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx)
);
CREATE INDEX ix_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_f54b ON xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx (up);
DROP TABLE xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx;

== a NUL
error: the name "a\x00b" cannot be used on postgresql: it holds a NUL byte
column "a\x00b.a\x00b": the name "a\x00b" cannot be used on postgresql: it holds a NUL byte
table "a\x00b": the name "a\x00b" cannot be used on postgresql: it holds a NUL byte
table "a\x00b": the name "fk a\x00b" cannot be used on postgresql: it holds a NUL byte
table "a\x00b": the name "ck a\x00b" cannot be used on postgresql: it holds a NUL byte
table "a\x00b": the name "ix_a\x00b_up" cannot be used on postgresql: it holds a NUL byte

== no UTF-8
error: the name "a\xffb" cannot be used on postgresql: it is not UTF-8
column "a\xffb.a\xffb": the name "a\xffb" cannot be used on postgresql: it is not UTF-8
table "a\xffb": the name "a\xffb" cannot be used on postgresql: it is not UTF-8
table "a\xffb": the name "fk a\xffb" cannot be used on postgresql: it is not UTF-8
table "a\xffb": the name "ck a\xffb" cannot be used on postgresql: it is not UTF-8
table "a\xffb": the name "ix_a\xffb_up" cannot be used on postgresql: it is not UTF-8

== in a schema
CREATE TYPE other.mood AS ENUM ('a');
CREATE TABLE other.p (
	id SERIAL NOT NULL,
	m other.mood,
	PRIMARY KEY (id)
);
COMMENT ON TABLE other.p IS 'p';
CREATE TABLE other.c (
	id SERIAL NOT NULL,
	p_id INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(p_id) REFERENCES other.p (id)
);
CREATE INDEX ix_c_p_id ON other.c (p_id);
DROP TABLE other.c;
DROP TABLE other.p;
DROP TYPE other.mood;

== two tables that refer to each other
CREATE TABLE a (
	id SERIAL NOT NULL,
	b_id INTEGER,
	PRIMARY KEY (id)
);
CREATE TABLE b (
	id SERIAL NOT NULL,
	a_id INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(a_id) REFERENCES a (id)
);
ALTER TABLE a ADD CONSTRAINT fk_a_b_id_b FOREIGN KEY(b_id) REFERENCES b (id);
ALTER TABLE a DROP CONSTRAINT fk_a_b_id_b;
DROP TABLE b;
DROP TABLE a;

== cycle with a name, and a table beside it
CREATE TABLE a (
	id SERIAL NOT NULL,
	b_id INTEGER,
	PRIMARY KEY (id)
);
CREATE TABLE b (
	id SERIAL NOT NULL,
	a_id INTEGER,
	self INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(a_id) REFERENCES a (id),
	FOREIGN KEY(self) REFERENCES b (id)
);
CREATE TABLE c (
	id SERIAL NOT NULL,
	a_id INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(a_id) REFERENCES a (id)
);
ALTER TABLE a ADD CONSTRAINT fk_ab FOREIGN KEY(b_id) REFERENCES b (id) ON DELETE CASCADE;
ALTER TABLE a DROP CONSTRAINT fk_ab;
DROP TABLE c;
DROP TABLE b;
DROP TABLE a;

== use alter
CREATE TABLE c (
	id SERIAL NOT NULL,
	p_id INTEGER,
	PRIMARY KEY (id)
);
CREATE TABLE p (
	id SERIAL NOT NULL,
	PRIMARY KEY (id)
);
ALTER TABLE c ADD CONSTRAINT fk_c_p_id_p FOREIGN KEY(p_id) REFERENCES p (id);
ALTER TABLE c DROP CONSTRAINT fk_c_p_id_p;
DROP TABLE p;
DROP TABLE c;

== enumerations in a cycle
CREATE TYPE mood AS ENUM ('glad');
CREATE TABLE a (
	id SERIAL NOT NULL,
	b_id INTEGER,
	m mood,
	PRIMARY KEY (id)
);
CREATE TABLE b (
	id SERIAL NOT NULL,
	a_id INTEGER,
	m mood,
	PRIMARY KEY (id),
	FOREIGN KEY(a_id) REFERENCES a (id)
);
ALTER TABLE a ADD CONSTRAINT fk_a_b_id_b FOREIGN KEY(b_id) REFERENCES b (id);
ALTER TABLE a DROP CONSTRAINT fk_a_b_id_b;
DROP TABLE b;
DROP TABLE a;
DROP TYPE mood;

== if exists and if not exists
CREATE TABLE IF NOT EXISTS t (
	id SERIAL NOT NULL,
	a INTEGER,
	b VARCHAR(5),
	PRIMARY KEY (id)
);
DROP TABLE IF EXISTS t;

== indexes one by one
CREATE INDEX ix_t_a ON t (a);
DROP INDEX ix_t_a;

== drop a constraint
ALTER TABLE t DROP CONSTRAINT "it's";

== schemas
CREATE SCHEMA IF NOT EXISTS "my schema";
DROP SCHEMA IF EXISTS "my schema" CASCADE;

== a schema that must be empty
DROP SCHEMA "my schema";

== what others depend on
ALTER TABLE t DROP CONSTRAINT "it's" CASCADE;
DROP TABLE t CASCADE;

== constraints that are checked later
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES t (id) NOT VALID;
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0) NOT VALID;
ALTER TABLE t VALIDATE CONSTRAINT fk;
ALTER TABLE t VALIDATE CONSTRAINT positive;

== an index that is dropped beside writers
DROP INDEX CONCURRENTLY IF EXISTS ix_t_a;

== comments on a table
COMMENT ON TABLE t IS E'it''s\\';
COMMENT ON TABLE t IS NULL;

== comments on a column
COMMENT ON COLUMN t.b IS 'b';

