== numbers
CREATE TABLE t (
	id INTEGER NOT NULL AUTO_INCREMENT,
	truth BOOL,
	small SMALLINT,
	plain INTEGER,
	big BIGINT,
	r FLOAT,
	f DOUBLE,
	f24 FLOAT,
	f53 DOUBLE,
	d DOUBLE,
	n NUMERIC(10, 2),
	whole NUMERIC(20, 0),
	PRIMARY KEY (id)
);
DROP TABLE t;

== texts and bytes
CREATE TABLE t (
	id INTEGER NOT NULL AUTO_INCREMENT,
	v VARCHAR(100),
	c CHAR(3),
	x LONGTEXT,
	b LONGBLOB,
	b16 VARBINARY(16),
	PRIMARY KEY (id)
);
DROP TABLE t;

== dates and times
CREATE TABLE t (
	id INTEGER NOT NULL AUTO_INCREMENT,
	d DATE,
	c TIME(6),
	c3 TIME(3),
	w DATETIME(6),
	z DATETIME(6),
	w3 DATETIME(3),
	z3 DATETIME(3),
	i BIGINT,
	PRIMARY KEY (id)
);
DROP TABLE t;

== uuid and json
CREATE TABLE t (
	id INTEGER NOT NULL AUTO_INCREMENT,
	u CHAR(36),
	j JSON,
	jb JSON,
	PRIMARY KEY (id)
);
DROP TABLE t;

== enumerations
CREATE TABLE t (
	id INTEGER NOT NULL AUTO_INCREMENT,
	m ENUM('glad', 'it''s', 'größer', '', 'a,b'),
	n ENUM('glad', 'it''s', 'größer', '', 'a,b') NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE u (
	id INTEGER NOT NULL AUTO_INCREMENT,
	m ENUM('glad', 'it''s', 'größer', '', 'a,b'),
	other ENUM('asc'),
	PRIMARY KEY (id)
);
DROP TABLE u;
DROP TABLE t;

== enumeration of blanks and backslashes
CREATE TABLE t (
	id INTEGER NOT NULL AUTO_INCREMENT,
	e ENUM('a\\b', '\\', '\\'''),
	PRIMARY KEY (id)
);
DROP TABLE t;

== enumeration with a blank at the end
error: column t.e: mysql has no label of an enumeration that ends with a blank: it would be cut off: "a "

== enumeration without values
error: column t.e: mysql has no enumeration without values: name them with Values(name, …)

== enumeration without a name
CREATE TABLE t (
	id INTEGER NOT NULL AUTO_INCREMENT,
	e ENUM('a'),
	PRIMARY KEY (id)
);
DROP TABLE t;

== arrays
error: column t.a: mysql has no arrays: use a JSON column, or a table of its own
column t.b: mysql has no arrays: use a JSON column, or a table of its own

== types without a size
error: column t.v: mysql has no VARCHAR without a size: give it one with .Size(n), or take .Type(sqltype.Text)
column t.n: mysql has no NUMERIC without a precision (it would be (10, 0) and round): give it one with .Precision(p, s) or sqltype.Numeric(p, s)
column t.c: mysql has no CHAR without a size: give it one with sqltype.Char(n)

== type of the database
CREATE TABLE t (
	id INTEGER NOT NULL AUTO_INCREMENT,
	p POINT,
	PRIMARY KEY (id)
);
DROP TABLE t;

== the tutorial
CREATE TABLE sqla_product (
	id INTEGER NOT NULL AUTO_INCREMENT,
	name VARCHAR(100) NOT NULL,
	price DOUBLE NOT NULL,
	available_quantity INTEGER NOT NULL,
	production_date DATE,
	expiry_date DATE,
	expiry_offset_months INTEGER,
	PRIMARY KEY (id)
);
CREATE TABLE sqla_order (
	id INTEGER NOT NULL AUTO_INCREMENT,
	quantity INTEGER NOT NULL,
	order_date DATETIME(6) NOT NULL,
	product_id INTEGER NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(product_id) REFERENCES sqla_product (id) ON DELETE CASCADE
);
DROP TABLE sqla_order;
DROP TABLE sqla_product;

== keys that count up
CREATE TABLE small (
	id SMALLINT NOT NULL AUTO_INCREMENT,
	PRIMARY KEY (id)
);
CREATE TABLE plain (
	id INTEGER NOT NULL AUTO_INCREMENT,
	PRIMARY KEY (id)
);
CREATE TABLE big (
	id BIGINT NOT NULL AUTO_INCREMENT,
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
	x INTEGER NOT NULL AUTO_INCREMENT,
	y INTEGER NOT NULL,
	PRIMARY KEY (x, y)
);
DROP TABLE t;

== counting up in second place
error: column t.y: mysql has no AUTO_INCREMENT without a key: make the column the first of the primary key, or give it an index of its own

== counting up outside of the key
CREATE TABLE t (
	code VARCHAR(5) NOT NULL,
	n BIGINT NOT NULL AUTO_INCREMENT,
	PRIMARY KEY (code),
	INDEX ix_t_n (n)
);
DROP TABLE t;

== default values
CREATE TABLE t (
	id INTEGER NOT NULL AUTO_INCREMENT,
	i INTEGER DEFAULT -5,
	s VARCHAR(40) DEFAULT 'it''s "5" \\n %s',
	b BOOL DEFAULT 1 NOT NULL,
	b2 BOOL DEFAULT 0,
	f DOUBLE DEFAULT 1.5e+00,
	n VARCHAR(5) DEFAULT (NULL),
	PRIMARY KEY (id)
);
DROP TABLE t;

== default texts and bytes without a limit
CREATE TABLE t (
	id INTEGER NOT NULL AUTO_INCREMENT,
	x LONGTEXT DEFAULT ('a'),
	b LONGBLOB DEFAULT (x'00ff'),
	PRIMARY KEY (id)
);
DROP TABLE t;

== default times
CREATE TABLE t (
	id INTEGER NOT NULL AUTO_INCREMENT,
	at DATETIME(6) DEFAULT (UTC_TIMESTAMP(6)) NOT NULL,
	fixed DATETIME(6) DEFAULT '2026-02-03 03:05:06.000789' NOT NULL,
	day DATE DEFAULT (CURRENT_DATE) NOT NULL,
	PRIMARY KEY (id)
);
DROP TABLE t;

== default expressions
CREATE TABLE t (
	id INTEGER NOT NULL AUTO_INCREMENT,
	a INTEGER DEFAULT (1 + 2),
	u VARCHAR(10) DEFAULT (lower('ABC')),
	raw INTEGER DEFAULT ((1 + 1)),
	PRIMARY KEY (id)
);
DROP TABLE t;

== default made of another column
CREATE TABLE t (
	id INTEGER NOT NULL,
	a INTEGER,
	b INTEGER DEFAULT (a + 1),
	PRIMARY KEY (id)
);
DROP TABLE t;

== default that is a query
error: column t.a: mysql has no DEFAULT that is a query: give it in the INSERT (DefaultExpr)

== comments
CREATE TABLE t (
	id INTEGER NOT NULL AUTO_INCREMENT,
	c VARCHAR(5) COMMENT 'it''s; /* % %s :name ? $1',
	d INTEGER COMMENT 'größer',
	PRIMARY KEY (id)
) COMMENT 'a ''table'' \\ with */ and -- and a
second line';
DROP TABLE t;

== comment beyond the basic plane
error: column t.d: mysql has no comment with 🎈, a character beyond the basic multilingual plane: write it with other characters

== collation of a number
error: column t.id: a collation is for texts, and INTEGER is none

== foreign key
CREATE TABLE p (
	id INTEGER NOT NULL AUTO_INCREMENT,
	PRIMARY KEY (id)
);
CREATE TABLE c (
	id INTEGER NOT NULL AUTO_INCREMENT,
	p_id INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(p_id) REFERENCES p (id)
);
DROP TABLE c;
DROP TABLE p;

== foreign key with actions
CREATE TABLE p (
	id INTEGER NOT NULL AUTO_INCREMENT,
	PRIMARY KEY (id)
);
CREATE TABLE c (
	id INTEGER NOT NULL AUTO_INCREMENT,
	p_id INTEGER,
	PRIMARY KEY (id),
	CONSTRAINT fk_c FOREIGN KEY(p_id) REFERENCES p (id) ON DELETE SET NULL ON UPDATE CASCADE
);
DROP TABLE c;
DROP TABLE p;

== foreign key, no action and restrict
CREATE TABLE p (
	id INTEGER NOT NULL AUTO_INCREMENT,
	PRIMARY KEY (id)
);
CREATE TABLE c (
	id INTEGER NOT NULL AUTO_INCREMENT,
	p_id INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(p_id) REFERENCES p (id) ON DELETE NO ACTION ON UPDATE RESTRICT
);
DROP TABLE c;
DROP TABLE p;

== foreign key, set default
error: table c: mysql has no SET DEFAULT as the action of a foreign key: use SET NULL, or do it in a statement of your own

== foreign key, deferrable
error: table c: mysql has no DEFERRABLE foreign keys: leave out Deferrable and Initially, and write rows in the order of their dependency

== foreign key, initially deferred
error: table c: mysql has no DEFERRABLE foreign keys: leave out Deferrable and Initially, and write rows in the order of their dependency

== foreign key, initially immediate
error: table c: mysql has no DEFERRABLE foreign keys: leave out Deferrable and Initially, and write rows in the order of their dependency

== foreign key, match simple
CREATE TABLE p (
	id INTEGER NOT NULL AUTO_INCREMENT,
	PRIMARY KEY (id)
);
CREATE TABLE c (
	id INTEGER NOT NULL AUTO_INCREMENT,
	p_id INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(p_id) REFERENCES p (id)
);
DROP TABLE c;
DROP TABLE p;

== foreign key, match full
error: table c: mysql has no MATCH FULL: leave out Match

== foreign key, match partial
error: table c: mysql has no MATCH PARTIAL: leave out Match

== foreign key with a wrong action
error: c(p_id): foreign key: ON DELETE "DO NOTHING" is no action: there are NO ACTION, RESTRICT, CASCADE, SET NULL and SET DEFAULT (DO NOTHING belongs to an upsert; NO ACTION is the word here)

== foreign key of two columns
CREATE TABLE p (
	a INTEGER NOT NULL,
	b VARCHAR(5) NOT NULL,
	PRIMARY KEY (a, b)
);
CREATE TABLE c (
	id INTEGER NOT NULL AUTO_INCREMENT,
	pa INTEGER,
	pb VARCHAR(5),
	PRIMARY KEY (id),
	CONSTRAINT fk FOREIGN KEY(pa, pb) REFERENCES p (a, b) ON DELETE CASCADE
);
DROP TABLE c;
DROP TABLE p;

== foreign key that sets some columns
error: table c: mysql has no action of a foreign key on some of its columns: use OnDelete, or a trigger

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
	id INTEGER NOT NULL AUTO_INCREMENT,
	parent INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(parent) REFERENCES t (id) ON DELETE CASCADE
);
DROP TABLE t;

== unique
CREATE TABLE t (
	id INTEGER NOT NULL AUTO_INCREMENT,
	a VARCHAR(5),
	b VARCHAR(5) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (a),
	UNIQUE (a, b),
	CONSTRAINT uq_b UNIQUE (b)
);
DROP TABLE t;

== unique, deferrable
error: table t: mysql has no DEFERRABLE unique constraints: leave out Deferrable

== keys that can be put off
error: table t: mysql has no DEFERRABLE primary keys: leave out Deferrable and Initially
table t: mysql has no DEFERRABLE unique constraints: leave out Deferrable

== unique, initially immediate
CREATE TABLE t (
	id INTEGER NOT NULL AUTO_INCREMENT,
	a INTEGER,
	PRIMARY KEY (id),
	UNIQUE (a)
);
DROP TABLE t;

== primary key that covers
error: table t: mysql has no INCLUDE: put the columns behind those of the index, or say with Only which dialects have it

== check that is deferrable
error: table t: Deferrable is for unique and exclusion constraints and primary keys, not for a check

== comments on a key, a unique constraint and an index
CREATE TABLE t (
	a INTEGER NOT NULL AUTO_INCREMENT,
	b INTEGER,
	CONSTRAINT pk_t PRIMARY KEY (a) COMMENT 'it''s */ the key',
	CONSTRAINT uq_t_b UNIQUE (b) COMMENT 'the ''unique''',
	INDEX ix_t_b_a (b, a) COMMENT 'the index'
);
DROP TABLE t;

== comments on a check
error: table t: mysql has no comments on checks: put it on the table

== comments on a foreign key
error: table c: mysql has no comments on foreign keys: put it on the column

== unique over a text without a limit
error: table t: mysql has no unique constraint over t.x, a column without a limit: give it a size that a key can have, as sqltype.String(n)

== checks
CREATE TABLE t (
	id INTEGER NOT NULL AUTO_INCREMENT,
	a INTEGER,
	s VARCHAR(20),
	f DOUBLE,
	b BOOL,
	PRIMARY KEY (id),
	CONSTRAINT positive CHECK (a > 0),
	CHECK (a IN (1, 2, 3) OR s != 'it''s' AND f < 1.5e+00),
	CONSTRAINT `like` CHECK (s LIKE '%5/%/_//%' ESCAPE '/'),
	CONSTRAINT truth CHECK (b = 1),
	CONSTRAINT `between` CHECK (a BETWEEN -1 AND 10),
	CONSTRAINT `null` CHECK (a IS NULL OR s IS NOT NULL)
);
DROP TABLE t;

== checks of hostile texts
CREATE TABLE t (
	id INTEGER NOT NULL AUTO_INCREMENT,
	s VARCHAR(99),
	PRIMARY KEY (id),
	CHECK (s != 'back\\slash '' quote'),
	CHECK (s != '\\''; DROP TABLE t; --'),
	CHECK (s != 'größer 🎈 ‮ 
	'),
	CHECK (s != '% %s ? :x $1 {}')
);
DROP TABLE t;

== check of a key that counts up
error: table t: mysql has no CHECK of a column that counts up (t.id): leave it out, or declare the column with NoAutoincrement

== check of a text with a NUL
error: table t: the value cannot be written into SQL for mysql: a text with a NUL byte is not written into DDL

== check with a parameter
error: table t: the parameter x is used where only values can be written

== naming convention
CREATE TABLE p (
	id INTEGER NOT NULL AUTO_INCREMENT,
	CONSTRAINT pk_p PRIMARY KEY (id)
);
CREATE TABLE c (
	id INTEGER NOT NULL AUTO_INCREMENT,
	p_id INTEGER,
	u INTEGER,
	longlonglonglonglonglonglonglonglonglonglonglonglonglonglong INTEGER,
	CONSTRAINT pk_c PRIMARY KEY (id),
	CONSTRAINT uq_c_u UNIQUE (u),
	CONSTRAINT uq_c_u_longlonglonglonglonglonglonglonglonglonglonglonglong_de42 UNIQUE (u, longlonglonglonglonglonglonglonglonglonglonglonglonglonglong),
	CONSTRAINT fk_c_p_id_p_id FOREIGN KEY(p_id) REFERENCES p (id),
	CONSTRAINT ck_c_positive CHECK (u > 0),
	INDEX ix_c_p_id (p_id)
);
DROP TABLE c;
DROP TABLE p;

== naming convention without a name for a check
error: table t: the naming convention "ck_{constraint_name}": {constraint_name} wants a constraint with a name: give it one with Named

== name of a constraint that is too long
error: table c: the name "longlonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglong…" cannot be used on mysql: it has 120 characters, 64 is the most

== name of a table that is too long
error: the name "longlonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglong…" cannot be used on mysql: it has 120 characters, 64 is the most

== indexes
CREATE TABLE t (
	id INTEGER NOT NULL AUTO_INCREMENT,
	a INTEGER,
	b VARCHAR(20),
	PRIMARY KEY (id),
	INDEX ix_t_a (a),
	UNIQUE INDEX ix_t_b (b),
	INDEX ix_t_a_b (a, b),
	INDEX mine (b, a)
);
DROP TABLE t;

== index in descending order
CREATE TABLE t (
	id INTEGER NOT NULL AUTO_INCREMENT,
	a INTEGER,
	b INTEGER,
	PRIMARY KEY (id),
	INDEX ix_t_a_b (a DESC, b)
);
DROP TABLE t;

== index with NULLs in their place
error: table t: mysql has no place of NULLs in an index: leave out NullsFirst and NullsLast

== partial index
error: table t: mysql has no partial indexes: leave out Where: the index then holds all rows; it must not be unique then

== index over an expression
error: table t: mysql has no index over an expression: index a generated column that has the expression
table t: mysql has no index over an expression: index a generated column that has the expression

== index over a text without a limit
error: table t: mysql has no index over t.x, a column without a limit: give it a size that a key can have, as sqltype.String(n)

== two indexes of one name
error: table t: two indexes would be named "ix_t_a" (the other is on t): name one with Named

== reserved words
CREATE TABLE `select` (
	`order` INTEGER NOT NULL AUTO_INCREMENT,
	`group` INTEGER,
	user VARCHAR(5),
	`table` INTEGER,
	PRIMARY KEY (`order`),
	UNIQUE (user),
	FOREIGN KEY(`table`) REFERENCES `select` (`order`),
	INDEX ix_select_group (`group`)
);
DROP TABLE `select`;

== capitals
CREATE TABLE `Mixed` (
	`Mixed` INTEGER NOT NULL AUTO_INCREMENT,
	up INTEGER,
	PRIMARY KEY (`Mixed`),
	CONSTRAINT `fk Mixed` FOREIGN KEY(up) REFERENCES `Mixed` (`Mixed`),
	CONSTRAINT `ck Mixed` CHECK (up > 0),
	INDEX `ix_Mixed_up` (up)
);
DROP TABLE `Mixed`;

== quotes
CREATE TABLE `a"b``c'd` (
	`a"b``c'd` INTEGER NOT NULL AUTO_INCREMENT,
	up INTEGER,
	PRIMARY KEY (`a"b``c'd`),
	CONSTRAINT `fk a"b``c'd` FOREIGN KEY(up) REFERENCES `a"b``c'd` (`a"b``c'd`),
	CONSTRAINT `ck a"b``c'd` CHECK (up > 0),
	INDEX `ix_a"b``c'd_up` (up)
);
DROP TABLE `a"b``c'd`;

== blanks and signs
CREATE TABLE ` a b;--/*%s?:x$1` (
	` a b;--/*%s?:x$1` INTEGER NOT NULL AUTO_INCREMENT,
	up INTEGER,
	PRIMARY KEY (` a b;--/*%s?:x$1`),
	CONSTRAINT `fk  a b;--/*%s?:x$1` FOREIGN KEY(up) REFERENCES ` a b;--/*%s?:x$1` (` a b;--/*%s?:x$1`),
	CONSTRAINT `ck  a b;--/*%s?:x$1` CHECK (up > 0),
	INDEX `ix_ a b;--/*%s?:x$1_up` (up)
);
DROP TABLE ` a b;--/*%s?:x$1`;

== unicode
CREATE TABLE `größe_表` (
	`größe_表` INTEGER NOT NULL AUTO_INCREMENT,
	up INTEGER,
	PRIMARY KEY (`größe_表`),
	CONSTRAINT `fk größe_表` FOREIGN KEY(up) REFERENCES `größe_表` (`größe_表`),
	CONSTRAINT `ck größe_表` CHECK (up > 0),
	INDEX `ix_größe_表_up` (up)
);
DROP TABLE `größe_表`;

== beyond the basic plane
error: the name "party🎈" cannot be used on mysql: it holds a character beyond the basic multilingual plane
column party🎈.party🎈: the name "party🎈" cannot be used on mysql: it holds a character beyond the basic multilingual plane
table party🎈: the name "party🎈" cannot be used on mysql: it holds a character beyond the basic multilingual plane
table party🎈: the name "fk party🎈" cannot be used on mysql: it holds a character beyond the basic multilingual plane
table party🎈: the name "ck party🎈" cannot be used on mysql: it holds a character beyond the basic multilingual plane
table party🎈: the name "ix_party🎈_up" cannot be used on mysql: it holds a character beyond the basic multilingual plane

== 63 bytes
CREATE TABLE xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx (
	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx INTEGER NOT NULL AUTO_INCREMENT,
	up INTEGER,
	PRIMARY KEY (xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx),
	INDEX ix_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_f54b (up)
);
DROP TABLE xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx;

== a NUL
error: the name "a\x00b" cannot be used on mysql: it holds a NUL byte
column "a\x00b.a\x00b": the name "a\x00b" cannot be used on mysql: it holds a NUL byte
table "a\x00b": the name "a\x00b" cannot be used on mysql: it holds a NUL byte
table "a\x00b": the name "fk a\x00b" cannot be used on mysql: it holds a NUL byte
table "a\x00b": the name "ck a\x00b" cannot be used on mysql: it holds a NUL byte
table "a\x00b": the name "ix_a\x00b_up" cannot be used on mysql: it holds a NUL byte

== no UTF-8
error: the name "a\xffb" cannot be used on mysql: it is not UTF-8
column "a\xffb.a\xffb": the name "a\xffb" cannot be used on mysql: it is not UTF-8
table "a\xffb": the name "a\xffb" cannot be used on mysql: it is not UTF-8
table "a\xffb": the name "fk a\xffb" cannot be used on mysql: it is not UTF-8
table "a\xffb": the name "ck a\xffb" cannot be used on mysql: it is not UTF-8
table "a\xffb": the name "ix_a\xffb_up" cannot be used on mysql: it is not UTF-8

== in a schema
CREATE TABLE other.p (
	id INTEGER NOT NULL AUTO_INCREMENT,
	m ENUM('a'),
	PRIMARY KEY (id)
) COMMENT 'p';
CREATE TABLE other.c (
	id INTEGER NOT NULL AUTO_INCREMENT,
	p_id INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(p_id) REFERENCES other.p (id),
	INDEX ix_c_p_id (p_id)
);
DROP TABLE other.c;
DROP TABLE other.p;

== two tables that refer to each other
CREATE TABLE a (
	id INTEGER NOT NULL AUTO_INCREMENT,
	b_id INTEGER,
	PRIMARY KEY (id)
);
CREATE TABLE b (
	id INTEGER NOT NULL AUTO_INCREMENT,
	a_id INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(a_id) REFERENCES a (id)
);
ALTER TABLE a ADD CONSTRAINT fk_a_b_id_b FOREIGN KEY(b_id) REFERENCES b (id);
ALTER TABLE a DROP FOREIGN KEY fk_a_b_id_b;
DROP TABLE b;
DROP TABLE a;

== cycle with a name, and a table beside it
CREATE TABLE a (
	id INTEGER NOT NULL AUTO_INCREMENT,
	b_id INTEGER,
	PRIMARY KEY (id)
);
CREATE TABLE b (
	id INTEGER NOT NULL AUTO_INCREMENT,
	a_id INTEGER,
	self INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(a_id) REFERENCES a (id),
	FOREIGN KEY(self) REFERENCES b (id)
);
CREATE TABLE c (
	id INTEGER NOT NULL AUTO_INCREMENT,
	a_id INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(a_id) REFERENCES a (id)
);
ALTER TABLE a ADD CONSTRAINT fk_ab FOREIGN KEY(b_id) REFERENCES b (id) ON DELETE CASCADE;
ALTER TABLE a DROP FOREIGN KEY fk_ab;
DROP TABLE c;
DROP TABLE b;
DROP TABLE a;

== use alter
CREATE TABLE c (
	id INTEGER NOT NULL AUTO_INCREMENT,
	p_id INTEGER,
	PRIMARY KEY (id)
);
CREATE TABLE p (
	id INTEGER NOT NULL AUTO_INCREMENT,
	PRIMARY KEY (id)
);
ALTER TABLE c ADD CONSTRAINT fk_c_p_id_p FOREIGN KEY(p_id) REFERENCES p (id);
ALTER TABLE c DROP FOREIGN KEY fk_c_p_id_p;
DROP TABLE p;
DROP TABLE c;

== enumerations in a cycle
CREATE TABLE a (
	id INTEGER NOT NULL AUTO_INCREMENT,
	b_id INTEGER,
	m ENUM('glad'),
	PRIMARY KEY (id)
);
CREATE TABLE b (
	id INTEGER NOT NULL AUTO_INCREMENT,
	a_id INTEGER,
	m ENUM('glad'),
	PRIMARY KEY (id),
	FOREIGN KEY(a_id) REFERENCES a (id)
);
ALTER TABLE a ADD CONSTRAINT fk_a_b_id_b FOREIGN KEY(b_id) REFERENCES b (id);
ALTER TABLE a DROP FOREIGN KEY fk_a_b_id_b;
DROP TABLE b;
DROP TABLE a;

== if exists and if not exists
CREATE TABLE IF NOT EXISTS t (
	id INTEGER NOT NULL AUTO_INCREMENT,
	a INTEGER,
	b VARCHAR(5),
	PRIMARY KEY (id),
	INDEX ix_t_a (a)
);
DROP TABLE IF EXISTS t;

== indexes one by one
CREATE INDEX ix_t_a ON t (a);
DROP INDEX ix_t_a ON t;

== drop a constraint
ALTER TABLE t DROP CONSTRAINT `it's`;

== schemas
CREATE SCHEMA IF NOT EXISTS `my schema`;
DROP SCHEMA IF EXISTS `my schema`;

== a schema that must be empty
error: mysql has no DROP SCHEMA that keeps what is not empty: say Cascade: what is in it is dropped, too

== what others depend on
error: mysql has no CASCADE: drop first what depends on it
mysql has no CASCADE: drop first what depends on it

== constraints that are checked later
error: table t: mysql has no NOT VALID: correct the rows first, and leave it out
table t: mysql has no NOT VALID: correct the rows first, and leave it out
mysql has no VALIDATE CONSTRAINT: a constraint is checked when it is made
mysql has no VALIDATE CONSTRAINT: a constraint is checked when it is made

== an index that is dropped beside writers
error: mysql has no CONCURRENTLY: leave the word out

== comments on a table
ALTER TABLE t COMMENT 'it''s\\';
ALTER TABLE t COMMENT '';

== comments on a column
error: mysql has no COMMENT ON: comments are written by CREATE TABLE

