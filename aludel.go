// Package aludel is a database toolkit: what SQLAlchemy is for Python, in Go's way.
//
// It has three layers, each usable alone. The DBAPI (package driver) is a small
// contract that database drivers fulfil. The Core is schema (tables and columns in
// Go), sql (statements as typed values that read like SQL) and engine (URL,
// dialect, pool, transactions, results). The ORM (package orm) maps plain structs,
// with relationships, a session with an identity map, and a unit of work.
//
// This package is the front door: [Open] knows the three dialects that come with
// it. Use engine.Open with one of them to link only what is used.
package aludel

import (
	"fmt"

	"github.com/aludel/aludel/dburl"
	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/dialect/mysql"
	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/engine"
)

// Dialects are the dialects that Open knows.
func Dialects() []dialect.Dialect {
	return []dialect.Dialect{postgres.Dialect, mysql.Dialect, sqlite.Dialect}
}

// Open makes an engine for a URL of one of the bundled dialects: postgresql://,
// mysql:// (MariaDB too) or sqlite://. It does not connect: the first statement does.
func Open(url string, options ...engine.Option) (*engine.Engine, error) {
	u, err := dburl.Parse(url)
	if err != nil {
		return nil, err
	}
	for _, d := range Dialects() {
		if d.Name() == u.Dialect {
			return engine.OpenURL(d, u, options...)
		}
	}
	return nil, fmt.Errorf("the dialect %q of %s has no engine here: use engine.Open with a dialect of your own", u.Dialect, u)
}
