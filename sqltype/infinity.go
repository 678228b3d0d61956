package sqltype

import (
	"time"

	dbapi "github.com/aludel/aludel/driver"
)

// Infinity is the time that stands for the timestamp or date infinity of PostgreSQL: it
// is after all others, and comes and goes like any other. Databases that have no such
// moment refuse it.
func Infinity() time.Time { return dbapi.Infinity() }

// NegativeInfinity is before all other times; see [Infinity].
func NegativeInfinity() time.Time { return dbapi.NegativeInfinity() }

// IsInfinite reports whether t is one of the two.
func IsInfinite(t time.Time) bool { return dbapi.IsInfinite(t) }
