package sqlite

import (
	"strconv"

	"github.com/ncruces/go-sqlite3"
)

// codeName is the name of a result code in SQLite's manual
// (https://sqlite.org/rescode.html); of the primary code where the extended one
// is rare, its number tells the rest.
func codeName(code sqlite3.ExtendedErrorCode) string {
	if name, ok := extendedNames[code]; ok {
		return "SQLITE_" + name
	}
	if i := int(code.Code()); i < len(primaryNames) {
		return "SQLITE_" + primaryNames[i]
	}
	return strconv.Itoa(int(code))
}

var primaryNames = [...]string{"OK", "ERROR", "INTERNAL", "PERM", "ABORT", "BUSY", "LOCKED", "NOMEM", "READONLY", "INTERRUPT", "IOERR",
	"CORRUPT", "NOTFOUND", "FULL", "CANTOPEN", "PROTOCOL", "EMPTY", "SCHEMA", "TOOBIG", "CONSTRAINT", "MISMATCH", "MISUSE", "NOLFS",
	"AUTH", "FORMAT", "RANGE", "NOTADB", "NOTICE", "WARNING"}

var extendedNames = map[sqlite3.ExtendedErrorCode]string{
	sqlite3.CONSTRAINT_CHECK:      "CONSTRAINT_CHECK",
	sqlite3.CONSTRAINT_COMMITHOOK: "CONSTRAINT_COMMITHOOK",
	sqlite3.CONSTRAINT_FOREIGNKEY: "CONSTRAINT_FOREIGNKEY",
	sqlite3.CONSTRAINT_FUNCTION:   "CONSTRAINT_FUNCTION",
	sqlite3.CONSTRAINT_NOTNULL:    "CONSTRAINT_NOTNULL",
	sqlite3.CONSTRAINT_PRIMARYKEY: "CONSTRAINT_PRIMARYKEY",
	sqlite3.CONSTRAINT_TRIGGER:    "CONSTRAINT_TRIGGER",
	sqlite3.CONSTRAINT_UNIQUE:     "CONSTRAINT_UNIQUE",
	sqlite3.CONSTRAINT_VTAB:       "CONSTRAINT_VTAB",
	sqlite3.CONSTRAINT_ROWID:      "CONSTRAINT_ROWID",
	sqlite3.CONSTRAINT_PINNED:     "CONSTRAINT_PINNED",
	sqlite3.CONSTRAINT_DATATYPE:   "CONSTRAINT_DATATYPE",
	sqlite3.BUSY_RECOVERY:         "BUSY_RECOVERY",
	sqlite3.BUSY_SNAPSHOT:         "BUSY_SNAPSHOT",
	sqlite3.BUSY_TIMEOUT:          "BUSY_TIMEOUT",
	sqlite3.LOCKED_SHAREDCACHE:    "LOCKED_SHAREDCACHE",
	sqlite3.READONLY_DIRECTORY:    "READONLY_DIRECTORY",
	sqlite3.READONLY_DBMOVED:      "READONLY_DBMOVED",
	sqlite3.IOERR_READ:            "IOERR_READ",
	sqlite3.IOERR_SHORT_READ:      "IOERR_SHORT_READ",
	sqlite3.IOERR_WRITE:           "IOERR_WRITE",
	sqlite3.IOERR_FSYNC:           "IOERR_FSYNC",
	sqlite3.CORRUPT_INDEX:         "CORRUPT_INDEX",
	sqlite3.ERROR_MISSING_COLLSEQ: "ERROR_MISSING_COLLSEQ",
}
