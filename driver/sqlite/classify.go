package sqlite

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/ncruces/go-sqlite3"

	"github.com/aludel/aludel/driver"
)

// Classify says what an error of SQLite means, by its extended result code.
func (d *Driver) Classify(err error) *driver.Error {
	if err == nil {
		return nil
	}
	return classify(err)
}

// classifyIn is classify for an error that a statement's text caused: it tells
// the position.
func classifyIn(err error, text string) *driver.Error {
	e := classify(err)
	var lib *sqlite3.Error
	if errors.As(err, &lib) && e.Position == 0 {
		if rest := lib.SQL(); rest != "" && strings.HasSuffix(text, rest) {
			e.Position = utf8.RuneCountInString(text[:len(text)-len(rest)]) + 1
		}
	}
	return e
}

func classify(err error) *driver.Error {
	var e *driver.Error
	if errors.As(err, &e) {
		return e
	}
	e = &driver.Error{Class: driver.Internal, Message: err.Error(), Err: err}
	var code sqlite3.ExtendedErrorCode
	if !errors.As(err, &code) {
		if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
			e.Class, e.Cancelled = driver.Operational, true
		}
		return e
	}
	e.Number, e.Code = int(code), codeName(code)
	e.Message = strings.TrimPrefix(strings.TrimPrefix(err.Error(), code.Error()), ": ")
	if e.Message == "" {
		e.Message = strings.TrimPrefix(code.Error(), "sqlite3: ")
	}
	switch code.Code() {
	case sqlite3.ERROR, sqlite3.MISUSE, sqlite3.RANGE:
		e.Class = driver.Programming
	case sqlite3.CONSTRAINT:
		constraint(e, code)
	case sqlite3.MISMATCH, sqlite3.TOOBIG:
		e.Class = driver.Data
	case sqlite3.NOLFS:
		e.Class = driver.NotSupported
	case sqlite3.INTERRUPT:
		e.Class, e.Cancelled = driver.Operational, true
	case sqlite3.BUSY, sqlite3.LOCKED:
		e.Class = driver.Operational
		e.Retryable = code == sqlite3.BUSY_SNAPSHOT
		e.Hint = "another process, or a connection outside Aludel, has the database locked"
		if e.Retryable {
			e.Hint = "another transaction has written since this one began to read: roll back and run it again, or begin it with IMMEDIATE"
		}
	case sqlite3.FULL:
		e.Class, e.Hint = driver.Operational, "the disk is full, or the database has reached max_page_count"
	case sqlite3.READONLY:
		e.Class, e.Hint = driver.Operational, "the database was opened read only, or its file or directory may not be written"
	case sqlite3.CANTOPEN:
		e.Class, e.Hint = driver.Operational, "the directory must exist and be writable"
	case sqlite3.NOTADB:
		e.Class, e.Hint = driver.Operational, "the file is not an SQLite database, or it is encrypted"
	case sqlite3.PERM, sqlite3.ABORT, sqlite3.IOERR, sqlite3.PROTOCOL, sqlite3.SCHEMA, sqlite3.AUTH:
		e.Class = driver.Operational
	}
	return e
}

// constraint classifies by the extended code. What is violated SQLite tells in
// the message only; it is passed on as information.
func constraint(e *driver.Error, code sqlite3.ExtendedErrorCode) {
	e.Class = driver.Integrity
	switch code {
	case sqlite3.CONSTRAINT_UNIQUE, sqlite3.CONSTRAINT_PRIMARYKEY, sqlite3.CONSTRAINT_ROWID:
		e.Constraint = driver.Unique
	case sqlite3.CONSTRAINT_FOREIGNKEY:
		e.Constraint = driver.ForeignKey
		e.Hint = "SQLite does not tell which foreign key; PRAGMA foreign_key_check finds rows that are stored already"
	case sqlite3.CONSTRAINT_NOTNULL:
		e.Constraint = driver.NotNull
	case sqlite3.CONSTRAINT_CHECK:
		e.Constraint = driver.Check
	case sqlite3.CONSTRAINT_DATATYPE: // of a STRICT table
		e.Class = driver.Data
	}
	_, what, ok := strings.Cut(e.Message, " constraint failed: ")
	if !ok {
		return
	}
	switch e.Constraint {
	case driver.Check: // its name, or its expression if it has none
		e.Name = what
	case driver.Unique, driver.NotNull:
		if index, ok := strings.CutPrefix(what, "index "); ok {
			e.Name = strings.Trim(index, "'")
			return
		}
		var columns []string
		for _, full := range strings.Split(what, ", ") {
			if i := strings.LastIndexByte(full, '.'); i >= 0 {
				e.Table = full[:i]
				columns = append(columns, full[i+1:])
			}
		}
		e.Column = strings.Join(columns, ", ")
	}
}
