== unlogged
CREATE TABLE t (
	id INTEGER NOT NULL AUTO_INCREMENT,
	a INTEGER NOT NULL,
	`b c` VARCHAR(20),
	PRIMARY KEY (id),
	UNIQUE (`b c`),
	CONSTRAINT uq_t UNIQUE (a, `b c`)
)

== inherits
CREATE TABLE t (
	id INTEGER NOT NULL AUTO_INCREMENT,
	a INTEGER NOT NULL,
	`b c` VARCHAR(20),
	PRIMARY KEY (id),
	UNIQUE (`b c`),
	CONSTRAINT uq_t UNIQUE (a, `b c`)
)

== inherits two
CREATE TABLE t (
	id INTEGER NOT NULL AUTO_INCREMENT,
	a INTEGER NOT NULL,
	`b c` VARCHAR(20),
	PRIMARY KEY (id),
	UNIQUE (`b c`),
	CONSTRAINT uq_t UNIQUE (a, `b c`)
)

== engine
CREATE TABLE t (
	id INTEGER NOT NULL AUTO_INCREMENT,
	a INTEGER NOT NULL,
	`b c` VARCHAR(20),
	PRIMARY KEY (id),
	UNIQUE (`b c`),
	CONSTRAINT uq_t UNIQUE (a, `b c`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 ROW_FORMAT=DYNAMIC

== strict
CREATE TABLE t (
	id INTEGER NOT NULL AUTO_INCREMENT,
	a INTEGER NOT NULL,
	`b c` VARCHAR(20),
	PRIMARY KEY (id),
	UNIQUE (`b c`),
	CONSTRAINT uq_t UNIQUE (a, `b c`)
)

== conflicts
CREATE TABLE t (
	id INTEGER NOT NULL AUTO_INCREMENT,
	a INTEGER NOT NULL,
	`b c` VARCHAR(20),
	PRIMARY KEY (id),
	UNIQUE (`b c`),
	CONSTRAINT uq_t UNIQUE (a, `b c`)
)

== autoincrement
CREATE TABLE t (
	id INTEGER NOT NULL AUTO_INCREMENT,
	a INTEGER NOT NULL,
	`b c` VARCHAR(20),
	PRIMARY KEY (id),
	UNIQUE (`b c`),
	CONSTRAINT uq_t UNIQUE (a, `b c`)
)

== conflict of no resolution
CREATE TABLE t (
	id INTEGER NOT NULL AUTO_INCREMENT,
	a INTEGER NOT NULL,
	`b c` VARCHAR(20),
	PRIMARY KEY (id),
	UNIQUE (`b c`),
	CONSTRAINT uq_t UNIQUE (a, `b c`)
)

== conflict of a column that is nullable
CREATE TABLE t (
	id INTEGER NOT NULL AUTO_INCREMENT,
	a INTEGER NOT NULL,
	`b c` VARCHAR(20),
	PRIMARY KEY (id),
	UNIQUE (`b c`),
	CONSTRAINT uq_t UNIQUE (a, `b c`)
)

== conflict of no constraint
CREATE TABLE t (
	id INTEGER NOT NULL AUTO_INCREMENT,
	a INTEGER NOT NULL,
	`b c` VARCHAR(20),
	PRIMARY KEY (id),
	UNIQUE (`b c`),
	CONSTRAINT uq_t UNIQUE (a, `b c`)
)

== autoincrement of a key of two
CREATE TABLE t (
	a INTEGER NOT NULL,
	b INTEGER NOT NULL,
	PRIMARY KEY (a, b)
)

== autoincrement with a name
CREATE TABLE t (
	a INTEGER NOT NULL AUTO_INCREMENT,
	CONSTRAINT pk_t PRIMARY KEY (a)
)

