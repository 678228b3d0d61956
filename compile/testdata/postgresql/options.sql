== unlogged
CREATE UNLOGGED TABLE t (
	id SERIAL NOT NULL,
	a INTEGER NOT NULL,
	"b c" VARCHAR(20),
	PRIMARY KEY (id),
	UNIQUE ("b c"),
	CONSTRAINT uq_t UNIQUE (a, "b c")
) WITH (fillfactor = 70) TABLESPACE fast

== inherits
CREATE TABLE t (
	id SERIAL NOT NULL,
	a INTEGER NOT NULL,
	"b c" VARCHAR(20),
	PRIMARY KEY (id),
	UNIQUE ("b c"),
	CONSTRAINT uq_t UNIQUE (a, "b c")
) INHERITS (p1) WITH (fillfactor = 70)

== inherits two
CREATE TABLE t (
	id SERIAL NOT NULL,
	a INTEGER NOT NULL,
	"b c" VARCHAR(20),
	PRIMARY KEY (id),
	UNIQUE ("b c"),
	CONSTRAINT uq_t UNIQUE (a, "b c")
) INHERITS (p1, "p 2")

== engine
CREATE TABLE t (
	id SERIAL NOT NULL,
	a INTEGER NOT NULL,
	"b c" VARCHAR(20),
	PRIMARY KEY (id),
	UNIQUE ("b c"),
	CONSTRAINT uq_t UNIQUE (a, "b c")
)

== strict
CREATE TABLE t (
	id SERIAL NOT NULL,
	a INTEGER NOT NULL,
	"b c" VARCHAR(20),
	PRIMARY KEY (id),
	UNIQUE ("b c"),
	CONSTRAINT uq_t UNIQUE (a, "b c")
)

== conflicts
CREATE TABLE t (
	id SERIAL NOT NULL,
	a INTEGER NOT NULL,
	"b c" VARCHAR(20),
	PRIMARY KEY (id),
	UNIQUE ("b c"),
	CONSTRAINT uq_t UNIQUE (a, "b c")
)

== autoincrement
CREATE TABLE t (
	id SERIAL NOT NULL,
	a INTEGER NOT NULL,
	"b c" VARCHAR(20),
	PRIMARY KEY (id),
	UNIQUE ("b c"),
	CONSTRAINT uq_t UNIQUE (a, "b c")
)

== conflict of no resolution
CREATE TABLE t (
	id SERIAL NOT NULL,
	a INTEGER NOT NULL,
	"b c" VARCHAR(20),
	PRIMARY KEY (id),
	UNIQUE ("b c"),
	CONSTRAINT uq_t UNIQUE (a, "b c")
)

== conflict of a column that is nullable
CREATE TABLE t (
	id SERIAL NOT NULL,
	a INTEGER NOT NULL,
	"b c" VARCHAR(20),
	PRIMARY KEY (id),
	UNIQUE ("b c"),
	CONSTRAINT uq_t UNIQUE (a, "b c")
)

== conflict of no constraint
CREATE TABLE t (
	id SERIAL NOT NULL,
	a INTEGER NOT NULL,
	"b c" VARCHAR(20),
	PRIMARY KEY (id),
	UNIQUE ("b c"),
	CONSTRAINT uq_t UNIQUE (a, "b c")
)

== autoincrement of a key of two
CREATE TABLE t (
	a INTEGER NOT NULL,
	b INTEGER NOT NULL,
	PRIMARY KEY (a, b)
)

== autoincrement with a name
CREATE TABLE t (
	a SERIAL NOT NULL,
	CONSTRAINT pk_t PRIMARY KEY (a)
)

