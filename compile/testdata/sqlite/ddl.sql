== numbers
CREATE TABLE t (
	id INTEGER NOT NULL,
	truth BOOLEAN,
	small SMALLINT,
	plain INTEGER,
	big BIGINT,
	r REAL,
	f FLOAT,
	f24 FLOAT,
	f53 FLOAT,
	d DOUBLE PRECISION,
	n DECIMAL_TEXT(10, 2) COLLATE decimal,
	whole DECIMAL_TEXT(20, 0) COLLATE decimal,
	PRIMARY KEY (id)
);
DROP TABLE t;

== texts and bytes
CREATE TABLE t (
	id INTEGER NOT NULL,
	v VARCHAR(100),
	c CHAR(3),
	x TEXT,
	b BLOB,
	b16 BLOB(16),
	PRIMARY KEY (id)
);
DROP TABLE t;

== dates and times
CREATE TABLE t (
	id INTEGER NOT NULL,
	d DATE,
	c TIME,
	c3 TIME,
	w DATETIME,
	z DATETIME,
	w3 DATETIME,
	z3 DATETIME,
	i BIGINT,
	PRIMARY KEY (id)
);
DROP TABLE t;

== uuid and json
CREATE TABLE t (
	id INTEGER NOT NULL,
	u CHAR(36),
	j JSON_TEXT,
	jb JSON_TEXT,
	PRIMARY KEY (id)
);
DROP TABLE t;

== enumerations
CREATE TABLE t (
	id INTEGER NOT NULL,
	m VARCHAR(6) CHECK (m IN ('glad', 'it''s', 'größer', '', 'a,b')),
	n VARCHAR(6) NOT NULL CHECK (n IN ('glad', 'it''s', 'größer', '', 'a,b')),
	PRIMARY KEY (id)
);
CREATE TABLE u (
	id INTEGER NOT NULL,
	m VARCHAR(6) CHECK (m IN ('glad', 'it''s', 'größer', '', 'a,b')),
	other VARCHAR(3) CHECK (other IN ('asc')),
	PRIMARY KEY (id)
);
DROP TABLE u;
DROP TABLE t;

== enumeration of blanks and backslashes
CREATE TABLE t (
	id INTEGER NOT NULL,
	e VARCHAR(3) CHECK (e IN ('a\b', '\', '\''')),
	PRIMARY KEY (id)
);
DROP TABLE t;

== enumeration with a blank at the end
CREATE TABLE t (
	id INTEGER NOT NULL,
	e VARCHAR(2) CHECK (e IN ('a ', 'b')),
	PRIMARY KEY (id)
);
DROP TABLE t;

== enumeration without values
error: column t.e: sqlite has no enumeration without values: name them with Values(name, …)

== enumeration without a name
CREATE TABLE t (
	id INTEGER NOT NULL,
	e VARCHAR(1) CHECK (e IN ('a')),
	PRIMARY KEY (id)
);
DROP TABLE t;

== arrays
error: column t.a: sqlite has no arrays: use a JSON column, or a table of its own
column t.b: sqlite has no arrays: use a JSON column, or a table of its own

== types without a size
CREATE TABLE t (
	id INTEGER NOT NULL,
	v VARCHAR,
	n DECIMAL_TEXT COLLATE decimal,
	c CHAR,
	PRIMARY KEY (id)
);
DROP TABLE t;

== type of the database
CREATE TABLE t (
	id INTEGER NOT NULL,
	p POINT,
	PRIMARY KEY (id)
);
DROP TABLE t;

== the tutorial
CREATE TABLE sqla_product (
	id INTEGER NOT NULL,
	name VARCHAR(100) NOT NULL,
	price FLOAT NOT NULL,
	available_quantity INTEGER NOT NULL,
	production_date DATE,
	expiry_date DATE,
	expiry_offset_months INTEGER,
	PRIMARY KEY (id)
);
CREATE TABLE sqla_order (
	id INTEGER NOT NULL,
	quantity INTEGER NOT NULL,
	order_date DATETIME NOT NULL,
	product_id INTEGER NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(product_id) REFERENCES sqla_product (id) ON DELETE CASCADE
);
DROP TABLE sqla_order;
DROP TABLE sqla_product;

== keys that count up
CREATE TABLE small (
	id INTEGER NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE plain (
	id INTEGER NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE big (
	id INTEGER NOT NULL,
	PRIMARY KEY (id)
);
DROP TABLE big;
DROP TABLE plain;
DROP TABLE small;

== keys that do not count up
CREATE TABLE a (
	id INT NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE b (
	id INT NOT NULL,
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
error: column t.x: sqlite has no column that counts up beside or inside a primary key of several columns: make it the whole primary key, and the rest a unique constraint

== counting up in second place
error: column t.y: sqlite has no column that counts up beside or inside a primary key of several columns: make it the whole primary key, and the rest a unique constraint

== counting up outside of the key
error: column t.n: sqlite has no column that counts up beside or inside a primary key of several columns: make it the whole primary key, and the rest a unique constraint

== default values
CREATE TABLE t (
	id INTEGER NOT NULL,
	i INTEGER DEFAULT -5,
	s VARCHAR(40) DEFAULT 'it''s "5" \n %s',
	b BOOLEAN DEFAULT 1 NOT NULL,
	b2 BOOLEAN DEFAULT 0,
	f FLOAT DEFAULT 1.5,
	n VARCHAR(5) DEFAULT (NULL),
	PRIMARY KEY (id)
);
DROP TABLE t;

== default texts and bytes without a limit
CREATE TABLE t (
	id INTEGER NOT NULL,
	x TEXT DEFAULT 'a',
	b BLOB DEFAULT x'00ff',
	PRIMARY KEY (id)
);
DROP TABLE t;

== default times
CREATE TABLE t (
	id INTEGER NOT NULL,
	at DATETIME DEFAULT (strftime('%Y-%m-%d %H:%M:%f000', 'now')) NOT NULL,
	fixed DATETIME DEFAULT '2026-02-03 03:05:06.000789' NOT NULL,
	day DATE DEFAULT (CURRENT_DATE) NOT NULL,
	PRIMARY KEY (id)
);
DROP TABLE t;

== default expressions
CREATE TABLE t (
	id INTEGER NOT NULL,
	a INTEGER DEFAULT (1 + 2),
	u VARCHAR(10) DEFAULT (lower('ABC')),
	raw INTEGER DEFAULT ((1 + 1)),
	PRIMARY KEY (id)
);
DROP TABLE t;

== default made of another column
error: column t.b: sqlite has no DEFAULT made of another column (a): compute the column (Stored), or give the default in the INSERT (DefaultExpr)

== default that is a query
error: column t.a: sqlite has no DEFAULT that is a query: give it in the INSERT (DefaultExpr)

== comments
CREATE TABLE t ( /* a 'table' \ with * / and -- and a
second line */
	id INTEGER NOT NULL,
	c VARCHAR(5) /* it's; /* % %s :name ? $1 */,
	d INTEGER /* größer */,
	PRIMARY KEY (id)
);
DROP TABLE t;

== comment beyond the basic plane
CREATE TABLE t (
	id INTEGER NOT NULL,
	d INTEGER /* 🎈 */,
	PRIMARY KEY (id)
);
DROP TABLE t;

== collation of a number
error: column t.id: a collation is for texts, and INTEGER is none

== foreign key
CREATE TABLE p (
	id INTEGER NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE c (
	id INTEGER NOT NULL,
	p_id INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(p_id) REFERENCES p (id)
);
DROP TABLE c;
DROP TABLE p;

== foreign key with actions
CREATE TABLE p (
	id INTEGER NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE c (
	id INTEGER NOT NULL,
	p_id INTEGER,
	PRIMARY KEY (id),
	CONSTRAINT fk_c FOREIGN KEY(p_id) REFERENCES p (id) ON DELETE SET NULL ON UPDATE CASCADE
);
DROP TABLE c;
DROP TABLE p;

== foreign key, no action and restrict
CREATE TABLE p (
	id INTEGER NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE c (
	id INTEGER NOT NULL,
	p_id INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(p_id) REFERENCES p (id) ON DELETE NO ACTION ON UPDATE RESTRICT
);
DROP TABLE c;
DROP TABLE p;

== foreign key, set default
CREATE TABLE p (
	id INTEGER NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE c (
	id INTEGER NOT NULL,
	p_id INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(p_id) REFERENCES p (id) ON DELETE SET DEFAULT
);
DROP TABLE c;
DROP TABLE p;

== foreign key, deferrable
CREATE TABLE p (
	id INTEGER NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE c (
	id INTEGER NOT NULL,
	p_id INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(p_id) REFERENCES p (id) DEFERRABLE
);
DROP TABLE c;
DROP TABLE p;

== foreign key, initially deferred
CREATE TABLE p (
	id INTEGER NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE c (
	id INTEGER NOT NULL,
	p_id INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(p_id) REFERENCES p (id) DEFERRABLE INITIALLY DEFERRED
);
DROP TABLE c;
DROP TABLE p;

== foreign key, initially immediate
CREATE TABLE p (
	id INTEGER NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE c (
	id INTEGER NOT NULL,
	p_id INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(p_id) REFERENCES p (id) DEFERRABLE INITIALLY IMMEDIATE
);
DROP TABLE c;
DROP TABLE p;

== foreign key, match simple
CREATE TABLE p (
	id INTEGER NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE c (
	id INTEGER NOT NULL,
	p_id INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(p_id) REFERENCES p (id)
);
DROP TABLE c;
DROP TABLE p;

== foreign key, match full
error: table c: sqlite has no MATCH FULL: leave out Match

== foreign key, match partial
error: table c: sqlite has no MATCH PARTIAL: leave out Match

== foreign key with a wrong action
error: c(p_id): foreign key: ON DELETE "DO NOTHING" is no action: there are NO ACTION, RESTRICT, CASCADE, SET NULL and SET DEFAULT (DO NOTHING belongs to an upsert; NO ACTION is the word here)

== foreign key of two columns
CREATE TABLE p (
	a INTEGER NOT NULL,
	b VARCHAR(5) NOT NULL,
	PRIMARY KEY (a, b)
);
CREATE TABLE c (
	id INTEGER NOT NULL,
	pa INTEGER,
	pb VARCHAR(5),
	PRIMARY KEY (id),
	CONSTRAINT fk FOREIGN KEY(pa, pb) REFERENCES p (a, b) ON DELETE CASCADE
);
DROP TABLE c;
DROP TABLE p;

== foreign key that sets some columns
error: table c: sqlite has no action of a foreign key on some of its columns: use OnDelete, or a trigger

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
	id INTEGER NOT NULL,
	parent INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(parent) REFERENCES t (id) ON DELETE CASCADE
);
DROP TABLE t;

== unique
CREATE TABLE t (
	id INTEGER NOT NULL,
	a VARCHAR(5),
	b VARCHAR(5) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (a),
	UNIQUE (a, b),
	CONSTRAINT uq_b UNIQUE (b)
);
DROP TABLE t;

== unique, deferrable
error: table t: sqlite has no DEFERRABLE unique constraints: leave out Deferrable

== keys that can be put off
error: table t: sqlite has no DEFERRABLE primary keys: leave out Deferrable and Initially
table t: sqlite has no DEFERRABLE unique constraints: leave out Deferrable

== unique, initially immediate
CREATE TABLE t (
	id INTEGER NOT NULL,
	a INTEGER,
	PRIMARY KEY (id),
	UNIQUE (a)
);
DROP TABLE t;

== primary key that covers
error: table t: sqlite has no INCLUDE: put the columns behind those of the index, or say with Only which dialects have it

== check that is deferrable
error: table t: Deferrable is for unique and exclusion constraints and primary keys, not for a check

== comments on a key, a unique constraint and an index
CREATE TABLE t (
	a INTEGER NOT NULL,
	b INTEGER,
	CONSTRAINT pk_t PRIMARY KEY (a) /* it's * / the key */,
	CONSTRAINT uq_t_b UNIQUE (b) /* the 'unique' */
);
CREATE INDEX ix_t_b_a ON t /* the index */ (b, a);
DROP TABLE t;

== comments on a check
CREATE TABLE t (
	id INTEGER NOT NULL,
	a INTEGER,
	PRIMARY KEY (id),
	CONSTRAINT positive CHECK (a > 0) /* it's positive */
);
DROP TABLE t;

== comments on a foreign key
CREATE TABLE p (
	id INTEGER NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE c (
	id INTEGER NOT NULL,
	p_id INTEGER,
	PRIMARY KEY (id),
	CONSTRAINT fk_c_p_id_p FOREIGN KEY(p_id) REFERENCES p (id) /* it's a key */
);
DROP TABLE c;
DROP TABLE p;

== unique over a text without a limit
CREATE TABLE t (
	id INTEGER NOT NULL,
	x TEXT,
	PRIMARY KEY (id),
	UNIQUE (x)
);
DROP TABLE t;

== checks
CREATE TABLE t (
	id INTEGER NOT NULL,
	a INTEGER,
	s VARCHAR(20),
	f FLOAT,
	b BOOLEAN,
	PRIMARY KEY (id),
	CONSTRAINT positive CHECK (a > 0),
	CHECK (a IN (1, 2, 3) OR s != 'it''s' AND f < 1.5),
	CONSTRAINT like CHECK (s LIKE '%5/%/_//%' ESCAPE '/'),
	CONSTRAINT truth CHECK (b = 1),
	CONSTRAINT "between" CHECK (a BETWEEN -1 AND 10),
	CONSTRAINT "null" CHECK (a IS NULL OR s IS NOT NULL)
);
DROP TABLE t;

== checks of hostile texts
CREATE TABLE t (
	id INTEGER NOT NULL,
	s VARCHAR(99),
	PRIMARY KEY (id),
	CHECK (s != 'back\slash '' quote'),
	CHECK (s != '\''; DROP TABLE t; --'),
	CHECK (s != 'größer 🎈 ‮ 
	'),
	CHECK (s != '% %s ? :x $1 {}')
);
DROP TABLE t;

== check of a key that counts up
CREATE TABLE t (
	id INTEGER NOT NULL,
	PRIMARY KEY (id),
	CHECK (NOT (id > 0 AND id < 9))
);
DROP TABLE t;

== check of a text with a NUL
error: table t: the value cannot be written into SQL for sqlite: a literal cannot hold a NUL byte

== check with a parameter
error: table t: the parameter x is used where only values can be written

== naming convention
CREATE TABLE p (
	id INTEGER NOT NULL,
	CONSTRAINT pk_p PRIMARY KEY (id)
);
CREATE TABLE c (
	id INTEGER NOT NULL,
	p_id INTEGER,
	u INTEGER,
	longlonglonglonglonglonglonglonglonglonglonglonglonglonglong INTEGER,
	CONSTRAINT pk_c PRIMARY KEY (id),
	CONSTRAINT uq_c_u UNIQUE (u),
	CONSTRAINT uq_c_u_longlonglonglonglonglonglonglonglonglonglonglonglonglonglong UNIQUE (u, longlonglonglonglonglonglonglonglonglonglonglonglonglonglong),
	CONSTRAINT fk_c_p_id_p_id FOREIGN KEY(p_id) REFERENCES p (id),
	CONSTRAINT ck_c_positive CHECK (u > 0)
);
CREATE INDEX ix_c_p_id ON c (p_id);
DROP TABLE c;
DROP TABLE p;

== naming convention without a name for a check
error: table t: the naming convention "ck_{constraint_name}": {constraint_name} wants a constraint with a name: give it one with Named

== name of a constraint that is too long
CREATE TABLE p (
	id INTEGER NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE c (
	id INTEGER NOT NULL,
	p_id INTEGER,
	PRIMARY KEY (id),
	CONSTRAINT longlonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglong FOREIGN KEY(p_id) REFERENCES p (id)
);
DROP TABLE c;
DROP TABLE p;

== name of a table that is too long
CREATE TABLE longlonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglong (
	id INTEGER NOT NULL,
	PRIMARY KEY (id)
);
DROP TABLE longlonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglong;

== indexes
CREATE TABLE t (
	id INTEGER NOT NULL,
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
	id INTEGER NOT NULL,
	a INTEGER,
	b INTEGER,
	PRIMARY KEY (id)
);
CREATE INDEX ix_t_a_b ON t (a DESC, b);
DROP TABLE t;

== index with NULLs in their place
error: table t: sqlite has no place of NULLs in an index: leave out NullsFirst and NullsLast

== partial index
CREATE TABLE t (
	id INTEGER NOT NULL,
	a INTEGER,
	state VARCHAR(10),
	PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix_t_a ON t (a) WHERE state = 'it''s open';
DROP TABLE t;

== index over an expression
CREATE TABLE t (
	id INTEGER NOT NULL,
	a VARCHAR(20),
	PRIMARY KEY (id)
);
CREATE INDEX ix_t_id ON t ((lower(a)), id DESC);
CREATE INDEX ix_concat ON t ((a || 'x'));
DROP TABLE t;

== index over a text without a limit
CREATE TABLE t (
	id INTEGER NOT NULL,
	x TEXT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_t_x ON t (x);
DROP TABLE t;

== two indexes of one name
error: table t: two indexes would be named "ix_t_a" (the other is on t): name one with Named

== reserved words
CREATE TABLE "select" (
	"order" INTEGER NOT NULL,
	"group" INTEGER,
	user VARCHAR(5),
	"table" INTEGER,
	PRIMARY KEY ("order"),
	UNIQUE (user),
	FOREIGN KEY("table") REFERENCES "select" ("order")
);
CREATE INDEX ix_select_group ON "select" ("group");
DROP TABLE "select";

== capitals
CREATE TABLE "Mixed" (
	"Mixed" INTEGER NOT NULL,
	up INTEGER,
	PRIMARY KEY ("Mixed"),
	CONSTRAINT "fk Mixed" FOREIGN KEY(up) REFERENCES "Mixed" ("Mixed"),
	CONSTRAINT "ck Mixed" CHECK (up > 0)
);
CREATE INDEX "ix_Mixed_up" ON "Mixed" (up);
DROP TABLE "Mixed";

== quotes
CREATE TABLE "a""b`c'd" (
	"a""b`c'd" INTEGER NOT NULL,
	up INTEGER,
	PRIMARY KEY ("a""b`c'd"),
	CONSTRAINT "fk a""b`c'd" FOREIGN KEY(up) REFERENCES "a""b`c'd" ("a""b`c'd"),
	CONSTRAINT "ck a""b`c'd" CHECK (up > 0)
);
CREATE INDEX "ix_a""b`c'd_up" ON "a""b`c'd" (up);
DROP TABLE "a""b`c'd";

== blanks and signs
CREATE TABLE " a b;--/*%s?:x$1" (
	" a b;--/*%s?:x$1" INTEGER NOT NULL,
	up INTEGER,
	PRIMARY KEY (" a b;--/*%s?:x$1"),
	CONSTRAINT "fk  a b;--/*%s?:x$1" FOREIGN KEY(up) REFERENCES " a b;--/*%s?:x$1" (" a b;--/*%s?:x$1"),
	CONSTRAINT "ck  a b;--/*%s?:x$1" CHECK (up > 0)
);
CREATE INDEX "ix_ a b;--/*%s?:x$1_up" ON " a b;--/*%s?:x$1" (up);
DROP TABLE " a b;--/*%s?:x$1";

== unicode
CREATE TABLE "größe_表" (
	"größe_表" INTEGER NOT NULL,
	up INTEGER,
	PRIMARY KEY ("größe_表"),
	CONSTRAINT "fk größe_表" FOREIGN KEY(up) REFERENCES "größe_表" ("größe_表"),
	CONSTRAINT "ck größe_表" CHECK (up > 0)
);
CREATE INDEX "ix_größe_表_up" ON "größe_表" (up);
DROP TABLE "größe_表";

== beyond the basic plane
CREATE TABLE "party🎈" (
	"party🎈" INTEGER NOT NULL,
	up INTEGER,
	PRIMARY KEY ("party🎈"),
	CONSTRAINT "fk party🎈" FOREIGN KEY(up) REFERENCES "party🎈" ("party🎈"),
	CONSTRAINT "ck party🎈" CHECK (up > 0)
);
CREATE INDEX "ix_party🎈_up" ON "party🎈" (up);
DROP TABLE "party🎈";

== 63 bytes
CREATE TABLE xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx (
	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx INTEGER NOT NULL,
	up INTEGER,
	PRIMARY KEY (xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx)
);
CREATE INDEX ix_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_up ON xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx (up);
DROP TABLE xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx;

== a NUL
error: the name "a\x00b" cannot be used on sqlite: it holds a NUL byte
column "a\x00b.a\x00b": the name "a\x00b" cannot be used on sqlite: it holds a NUL byte
table "a\x00b": the name "a\x00b" cannot be used on sqlite: it holds a NUL byte
table "a\x00b": the name "fk a\x00b" cannot be used on sqlite: it holds a NUL byte
table "a\x00b": the name "ck a\x00b" cannot be used on sqlite: it holds a NUL byte
table "a\x00b": the name "ix_a\x00b_up" cannot be used on sqlite: it holds a NUL byte

== no UTF-8
error: the name "a\xffb" cannot be used on sqlite: it is not UTF-8
column "a\xffb.a\xffb": the name "a\xffb" cannot be used on sqlite: it is not UTF-8
table "a\xffb": the name "a\xffb" cannot be used on sqlite: it is not UTF-8
table "a\xffb": the name "fk a\xffb" cannot be used on sqlite: it is not UTF-8
table "a\xffb": the name "ck a\xffb" cannot be used on sqlite: it is not UTF-8
table "a\xffb": the name "ix_a\xffb_up" cannot be used on sqlite: it is not UTF-8

== in a schema
CREATE TABLE other.p ( /* p */
	id INTEGER NOT NULL,
	m VARCHAR(1) CHECK (m IN ('a')),
	PRIMARY KEY (id)
);
CREATE TABLE other.c (
	id INTEGER NOT NULL,
	p_id INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(p_id) REFERENCES p (id)
);
CREATE INDEX other.ix_c_p_id ON c (p_id);
DROP TABLE other.c;
DROP TABLE other.p;

== two tables that refer to each other
CREATE TABLE a (
	id INTEGER NOT NULL,
	b_id INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(b_id) REFERENCES b (id)
);
CREATE TABLE b (
	id INTEGER NOT NULL,
	a_id INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(a_id) REFERENCES a (id)
);
PRAGMA defer_foreign_keys = ON;
DROP TABLE b;
DROP TABLE a;

== cycle with a name, and a table beside it
CREATE TABLE a (
	id INTEGER NOT NULL,
	b_id INTEGER,
	PRIMARY KEY (id),
	CONSTRAINT fk_ab FOREIGN KEY(b_id) REFERENCES b (id) ON DELETE CASCADE
);
CREATE TABLE b (
	id INTEGER NOT NULL,
	a_id INTEGER,
	self INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(a_id) REFERENCES a (id),
	FOREIGN KEY(self) REFERENCES b (id)
);
CREATE TABLE c (
	id INTEGER NOT NULL,
	a_id INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(a_id) REFERENCES a (id)
);
PRAGMA defer_foreign_keys = ON;
DROP TABLE c;
DROP TABLE b;
DROP TABLE a;

== use alter
CREATE TABLE c (
	id INTEGER NOT NULL,
	p_id INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(p_id) REFERENCES p (id)
);
CREATE TABLE p (
	id INTEGER NOT NULL,
	PRIMARY KEY (id)
);
PRAGMA defer_foreign_keys = ON;
DROP TABLE p;
DROP TABLE c;

== enumerations in a cycle
CREATE TABLE a (
	id INTEGER NOT NULL,
	b_id INTEGER,
	m VARCHAR(4) CHECK (m IN ('glad')),
	PRIMARY KEY (id),
	FOREIGN KEY(b_id) REFERENCES b (id)
);
CREATE TABLE b (
	id INTEGER NOT NULL,
	a_id INTEGER,
	m VARCHAR(4) CHECK (m IN ('glad')),
	PRIMARY KEY (id),
	FOREIGN KEY(a_id) REFERENCES a (id)
);
PRAGMA defer_foreign_keys = ON;
DROP TABLE b;
DROP TABLE a;

== if exists and if not exists
CREATE TABLE IF NOT EXISTS t (
	id INTEGER NOT NULL,
	a INTEGER,
	b VARCHAR(5),
	PRIMARY KEY (id)
);
DROP TABLE IF EXISTS t;

== indexes one by one
CREATE INDEX ix_t_a ON t (a);
DROP INDEX ix_t_a;

== drop a constraint
error: sqlite has no ALTER TABLE … ADD or DROP CONSTRAINT: a constraint is made with its table

== schemas
error: sqlite has no CREATE SCHEMA: ATTACH a file under the name
sqlite has no DROP SCHEMA: DETACH it

== a schema that must be empty
error: sqlite has no DROP SCHEMA: DETACH it

== what others depend on
error: sqlite has no ALTER TABLE … ADD or DROP CONSTRAINT: a constraint is made with its table
sqlite has no CASCADE: drop first what depends on it

== constraints that are checked later
error: table t: sqlite has no ALTER TABLE … ADD or DROP CONSTRAINT: a constraint is made with its table
table t: sqlite has no ALTER TABLE … ADD or DROP CONSTRAINT: a constraint is made with its table
sqlite has no ALTER TABLE … ADD or DROP CONSTRAINT: a constraint is made with its table
sqlite has no ALTER TABLE … ADD or DROP CONSTRAINT: a constraint is made with its table

== an index that is dropped beside writers
error: sqlite has no CONCURRENTLY: leave the word out

== comments on a table
error: sqlite has no COMMENT ON: comments are written by CREATE TABLE
sqlite has no COMMENT ON: comments are written by CREATE TABLE

== comments on a column
error: sqlite has no COMMENT ON: comments are written by CREATE TABLE

