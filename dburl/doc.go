// Package dburl reads the URL of a database:
//
//	dialect+driver://user:password@host:port/database?option=value&option=value
//
//	postgresql://app:secret@db1:5432,db2:5432/shop?sslmode=require
//	postgresql+psycopg2://app@/shop?host=/var/run/postgresql
//	mysql://app:secret@[::1]:3306/shop?charset=utf8mb4
//	mariadb+pymysql://app@/shop?unix_socket=/run/mysqld/mysqld.sock
//	sqlite://                in memory
//	sqlite:///shop.db        a file, relative to the working directory
//	sqlite:////srv/shop.db   a file, by its absolute path
//
// What stands in configurations already is understood: the driver names of other
// ecosystems (psycopg2, asyncpg, pymysql, aiosqlite, …) mean the driver that Aludel has for
// that database, and URL.Scheme remembers what was written.
//
// Nothing is guessed. A URL that can be read in two ways, or not at all, is an [*Error]
// that says which part is wrong and what to write instead. It never holds the
// password, and neither does what a [URL] prints: only [URL.Unmasked] shows it.
//
// User, password, host, database and options are percent-encoded: in each of them, %
// and the characters that separate the parts have to be written as %40 for @, %3A for :,
// %2F for / and so on. In an option a + is a space, as in a form. Elsewhere it is a plus.
package dburl
