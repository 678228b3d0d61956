== unlogged
CREATE TABLE t (
	id INTEGER NOT NULL,
	a INTEGER NOT NULL,
	"b c" VARCHAR(20),
	PRIMARY KEY (id),
	UNIQUE ("b c"),
	CONSTRAINT uq_t UNIQUE (a, "b c")
)

== inherits
CREATE TABLE t (
	id INTEGER NOT NULL,
	a INTEGER NOT NULL,
	"b c" VARCHAR(20),
	PRIMARY KEY (id),
	UNIQUE ("b c"),
	CONSTRAINT uq_t UNIQUE (a, "b c")
)

== inherits two
CREATE TABLE t (
	id INTEGER NOT NULL,
	a INTEGER NOT NULL,
	"b c" VARCHAR(20),
	PRIMARY KEY (id),
	UNIQUE ("b c"),
	CONSTRAINT uq_t UNIQUE (a, "b c")
)

== engine
CREATE TABLE t (
	id INTEGER NOT NULL,
	a INTEGER NOT NULL,
	"b c" VARCHAR(20),
	PRIMARY KEY (id),
	UNIQUE ("b c"),
	CONSTRAINT uq_t UNIQUE (a, "b c")
)

== strict
CREATE TABLE t (
	id INTEGER NOT NULL,
	a INTEGER NOT NULL,
	"b c" VARCHAR(20),
	PRIMARY KEY (id),
	UNIQUE ("b c"),
	CONSTRAINT uq_t UNIQUE (a, "b c")
) STRICT, WITHOUT ROWID

== conflicts
CREATE TABLE t (
	id INTEGER NOT NULL,
	a INTEGER NOT NULL ON CONFLICT ABORT,
	"b c" VARCHAR(20),
	PRIMARY KEY (id) ON CONFLICT FAIL,
	UNIQUE ("b c") ON CONFLICT REPLACE,
	CONSTRAINT uq_t UNIQUE (a, "b c") ON CONFLICT IGNORE
)

== autoincrement
CREATE TABLE t (
	id INTEGER NOT NULL PRIMARY KEY ON CONFLICT ROLLBACK AUTOINCREMENT,
	a INTEGER NOT NULL,
	"b c" VARCHAR(20),
	UNIQUE ("b c"),
	CONSTRAINT uq_t UNIQUE (a, "b c")
) STRICT

== conflict of no resolution
error: table t: ON CONFLICT "IGNORE; DROP TABLE t": it is ROLLBACK, ABORT, FAIL, IGNORE or REPLACE

== conflict of a column that is nullable
error: table t: ON CONFLICT ABORT is said of a NOT NULL ["b c"] that the table does not have

== conflict of no constraint
error: table t: ON CONFLICT ABORT is said of a unique constraint ["a"] that the table does not have

== autoincrement of a key of two
error: table t: Autoincrement wants an integer column that is the whole primary key and counts up

== autoincrement with a name
CREATE TABLE t (
	a INTEGER NOT NULL CONSTRAINT pk_t PRIMARY KEY AUTOINCREMENT
)

