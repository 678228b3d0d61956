package mysql

import (
	sqldriver "database/sql/driver"
	"fmt"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/driver/stdsql"
)

// Bind is a value in the form that the library takes: times and dates as text
// in UTC, a bool as 0 or 1, all else as stdsql.Bind says.
func Bind(v driver.Value) (sqldriver.Value, error) {
	switch v.Kind() {
	case driver.Bool:
		if v.Bool() {
			return int64(1), nil
		}
		return int64(0), nil
	case driver.Time, driver.Wall, driver.Date:
		t := v.Time()
		if y := t.Year(); y < 0 || y > 9999 {
			return nil, fmt.Errorf("the year %d is outside of 0 to 9999, which is what the database holds", y)
		}
		if v.Kind() == driver.Date {
			return t.Format("2006-01-02"), nil
		}
		return t.Format("2006-01-02 15:04:05.000000"), nil
	}
	return stdsql.Bind(v)
}

// transaction is what a statement makes of the transaction, by its first words.
// https://dev.mysql.com/doc/refman/8.4/en/implicit-commit.html
func transaction(first, second string) byte {
	switch first {
	case "BEGIN", "START":
		if second == "SLAVE" || second == "REPLICA" || second == "NOT" { // BEGIN NOT ATOMIC is a block
			return '?'
		}
		return 'T'
	case "COMMIT":
		return 'I'
	case "ROLLBACK":
		if second == "TO" {
			return 0
		}
		return 'I'
	case "CREATE", "DROP":
		if second == "TEMPORARY" {
			return 0
		}
		return 'I'
	case "ALTER", "TRUNCATE", "RENAME", "GRANT", "REVOKE", "LOCK", "ANALYZE", "OPTIMIZE", "REPAIR", "CHECK", "FLUSH", "INSTALL", "UNINSTALL":
		return 'I'
	case "SELECT", "VALUES", "TABLE", "WITH", "INSERT", "UPDATE", "DELETE", "REPLACE", "SAVEPOINT", "RELEASE", "SHOW", "EXPLAIN", "DESC",
		"DESCRIBE", "USE", "DO", "KILL", "HELP", "CHECKSUM", "UNLOCK":
		return 0
	}
	return '?' // CALL, EXECUTE, XA …
}

// failed is the transaction's state after an error: the server has undone the
// statement, or all of it.
func failed(e *driver.Error) byte {
	if e.Retryable {
		return 'I'
	}
	return 'T'
}
