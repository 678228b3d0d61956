package pgx

import "github.com/aludel/aludel/driver"

// A meaning is what a SQLSTATE says.
type meaning struct {
	class      driver.Class
	constraint driver.Constraint
	lost       bool // the connection is over
	retry      bool // the transaction was rolled back and may be run again
	cancelled  bool
}

// byClass holds the meaning of the first two characters
// (https://www.postgresql.org/docs/current/errcodes-appendix.html), in the
// DB-API's families. testdata/sqlstate.golden shows what comes of every code.
var byClass = map[string]meaning{
	"02": {class: driver.Programming},             // no data
	"03": {class: driver.Programming},             // statement not yet complete
	"08": {class: driver.Operational, lost: true}, // connection
	"09": {class: driver.Internal},                // triggered action
	"0A": {class: driver.NotSupported},            // feature not supported
	"0B": {class: driver.Programming},             // transaction initiation
	"0F": {class: driver.Programming},             // locator
	"0L": {class: driver.Programming},             // grantor
	"0P": {class: driver.Programming},             // role specification
	"0Z": {class: driver.Programming},             // diagnostics
	"10": {class: driver.Data},                    // XML query
	"20": {class: driver.Programming},             // case not found
	"21": {class: driver.Programming},             // cardinality
	"22": {class: driver.Data},                    // data
	"23": {class: driver.Integrity},               // integrity constraint
	"24": {class: driver.Internal},                // cursor state
	"25": {class: driver.Internal},                // transaction state
	"26": {class: driver.Programming},             // statement name
	"27": {class: driver.Operational},             // triggered data change
	"28": {class: driver.Operational},             // authorization
	"2B": {class: driver.Internal},                // dependent privileges
	"2D": {class: driver.Internal},                // transaction termination
	"2F": {class: driver.Internal},                // SQL routine
	"34": {class: driver.Programming},             // cursor name
	"38": {class: driver.Internal},                // external routine
	"39": {class: driver.Internal},                // external routine invocation
	"3B": {class: driver.Programming},             // savepoint
	"3D": {class: driver.Programming},             // catalog name
	"3F": {class: driver.Programming},             // schema name
	"40": {class: driver.Operational},             // transaction rollback
	"42": {class: driver.Programming},             // syntax, access rule
	"44": {class: driver.Integrity},               // WITH CHECK OPTION
	"53": {class: driver.Operational},             // resources
	"54": {class: driver.Operational},             // limits of the program
	"55": {class: driver.Operational},             // object not in the state
	"57": {class: driver.Operational},             // operator intervention
	"58": {class: driver.Operational},             // system
	"72": {class: driver.Operational},             // snapshot too old
	"F0": {class: driver.Operational},             // configuration file
	"HV": {class: driver.Operational},             // foreign data wrapper
	"P0": {class: driver.Internal},                // PL/pgSQL, RAISE
	"XX": {class: driver.Internal},                // internal
}

// byCode holds the codes that mean more than their class, or something else.
var byCode = map[string]meaning{
	"08P01": {class: driver.Programming},                              // protocol violation: a wrong number of parameters; the connection stays
	"23001": {class: driver.Integrity, constraint: driver.ForeignKey}, // RESTRICT, which PostgreSQL 18 tells apart
	"23502": {class: driver.Integrity, constraint: driver.NotNull},
	"23503": {class: driver.Integrity, constraint: driver.ForeignKey},
	"23505": {class: driver.Integrity, constraint: driver.Unique},
	"23514": {class: driver.Integrity, constraint: driver.Check},
	"23P01": {class: driver.Integrity, constraint: driver.Exclusion},
	"25006": {class: driver.Operational},             // read only: the wrong host, most often
	"25P03": {class: driver.Operational, lost: true}, // idle in a transaction for too long
	"25P04": {class: driver.Operational, lost: true}, // transaction timeout
	"40001": {class: driver.Operational, retry: true},
	"40P01": {class: driver.Operational, retry: true},
	"57014": {class: driver.Operational, cancelled: true},
	"57P01": {class: driver.Operational, lost: true}, // shut down by the administrator
	"57P02": {class: driver.Operational, lost: true}, // crash of another process
	"57P03": {class: driver.Operational, lost: true}, // starting up or shutting down
	"57P04": {class: driver.Operational, lost: true}, // database dropped
	"57P05": {class: driver.Operational, lost: true}, // idle for too long
}

// meaningOf is the meaning of a code; an unknown one is the database's own trouble.
func meaningOf(code string) meaning {
	if m, ok := byCode[code]; ok {
		return m
	}
	return byClass[code[:min(2, len(code))]]
}
