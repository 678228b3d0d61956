package mysql

import (
	"errors"
	"fmt"
	"strings"

	"github.com/go-sql-driver/mysql"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/driver/stdsql"
)

// Classify says what an error of the library or the server means, by its number;
// by its SQLSTATE where the number is not in the table.
func Classify(err error) *driver.Error {
	var e *mysql.MySQLError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &e):
		return classified(e, err)
	case errors.Is(err, mysql.ErrInvalidConn), errors.Is(err, mysql.ErrBusyBuffer), errors.Is(err, mysql.ErrMalformPkt),
		errors.Is(err, mysql.ErrPktSync), errors.Is(err, mysql.ErrPktSyncMul):
		return &driver.Error{Class: driver.Operational, Disconnected: true, Message: "the connection to the server is lost", Err: err}
	case errors.Is(err, mysql.ErrPktTooLarge):
		return &driver.Error{Class: driver.Data, Message: "the statement and its values are larger than the server's max_allowed_packet", Err: err}
	case errors.Is(err, errVeiled), errors.Is(err, errReset):
		return &driver.Error{Class: driver.NotSupported, Message: err.Error(), Err: err}
	case errors.Is(err, mysql.ErrNoTLS), errors.Is(err, mysql.ErrCleartextPassword), errors.Is(err, mysql.ErrNativePassword),
		errors.Is(err, mysql.ErrOldPassword), errors.Is(err, mysql.ErrUnknownPlugin), errors.Is(err, mysql.ErrOldProtocol):
		return &driver.Error{Class: driver.Operational, Message: err.Error(), Err: err}
	}
	return stdsql.Classify(err)
}

func classified(m *mysql.MySQLError, err error) *driver.Error {
	e := &driver.Error{Number: int(m.Number), Message: m.Message, Err: err}
	if c, ok := codes[m.Number]; ok {
		e.Class, e.Constraint = c.class, c.constraint
		e.Disconnected, e.Retryable, e.Cancelled = c.disconnected, c.retryable, c.cancelled
		if m.SQLState != [5]byte{} {
			e.Code = string(m.SQLState[:])
		}
	} else if m.SQLState != [5]byte{} {
		stdsql.BySQLState(e, string(m.SQLState[:]))
		// The numbers say these, and the states are wider here than elsewhere.
		e.Disconnected, e.Retryable, e.Cancelled = false, false, false
	} else {
		e.Class = driver.Internal
	}
	if e.Code == "" {
		e.Code = fmt.Sprint(m.Number)
	}
	names(e)
	return e
}

// remedy is what can be done about a server's error.
func remedy(err error) stdsql.Remedy {
	var e *mysql.MySQLError
	if errors.As(err, &e) {
		switch e.Number {
		case 1295: // ER_UNSUPPORTED_PS
			return stdsql.Unprepared
		case 1461: // ER_MAX_PREPARED_STMT_COUNT_REACHED
			return stdsql.FewerKept
		case 1243, 1615: // ER_UNKNOWN_STMT_HANDLER, ER_NEED_REPREPARE
			return stdsql.PrepareOnce
		}
	}
	return stdsql.NoRemedy
}

// names fills in what servers tell in the message only. It is information for
// people: nothing is decided by it, and in a language other than English, or a
// wording of tomorrow, it stays empty.
func names(e *driver.Error) {
	switch e.Constraint {
	case driver.Unique:
		e.Name = quoted(e.Message, "for key ", '\'')
		if i := strings.LastIndexByte(e.Name, '.'); i >= 0 { // MySQL 8: table.key
			e.Table, e.Name = e.Name[:i], e.Name[i+1:]
		}
	case driver.NotNull:
		if e.Column = quoted(e.Message, "Column ", '\''); e.Column == "" {
			e.Column = quoted(e.Message, "Field ", '\'')
		}
	case driver.ForeignKey:
		e.Name = quoted(e.Message, "CONSTRAINT ", '`')
		if table := quoted(e.Message, "(", '`'); table != "" {
			e.Schema = table
			e.Table = quoted(e.Message, "(`"+table+"`.", '`')
		}
	case driver.Check:
		if e.Name = quoted(e.Message, "CONSTRAINT ", '`'); e.Name == "" {
			e.Name = quoted(e.Message, "constraint ", '\'')
		}
		if schema := quoted(e.Message, "failed for ", '`'); schema != "" { // MariaDB
			e.Schema, e.Table = schema, quoted(e.Message, "failed for `"+schema+"`.", '`')
		}
	default:
		if e.Class == driver.Data {
			e.Column = lastName(quoted(e.Message, "column ", '\''), quoted(e.Message, "column ", '`'), e.Message)
		}
	}
}

// quoted is what stands in quotes behind prefix.
func quoted(s, prefix string, q byte) string {
	_, rest, ok := strings.Cut(s, prefix+string(q))
	if !ok {
		return ""
	}
	name, _, ok := strings.Cut(rest, string(q))
	if !ok {
		return ""
	}
	return name
}

// lastName is a column's name: in 'name', or in `db`.`table`.`name`.
func lastName(plain, first, message string) string {
	if plain != "" || first == "" {
		return plain
	}
	_, rest, _ := strings.Cut(message, "column ")
	rest, _, _ = strings.Cut(rest, " at row")
	parts := strings.Split(rest, "`")
	if len(parts) < 2 {
		return first
	}
	return parts[len(parts)-2]
}
