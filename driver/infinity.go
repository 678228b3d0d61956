package driver

import (
	"math"
	"time"
)

const (
	infinite    int64 = math.MaxInt64
	negInfinite int64 = math.MinInt64
)

// Infinity is the time.Time that stands for the timestamp or date infinity, which is
// after all others; NegativeInfinity for -infinity. Both are outside of what a
// database can hold as a moment, in the year 294247 and the year -290308.
func Infinity() time.Time { return time.UnixMicro(infinite).UTC() }

// NegativeInfinity is before all other times; see [Infinity].
func NegativeInfinity() time.Time { return time.UnixMicro(negInfinite).UTC() }

// IsInfinite reports whether t is one of the two infinities.
func IsInfinite(t time.Time) bool {
	s := t.Unix()
	return (s == infinite/1e6 || s == negInfinite/1e6-1) && (t.Equal(Infinity()) || t.Equal(NegativeInfinity()))
}

// IsInfinite reports whether v is a Time, Wall or Date that is infinite.
func (v Value) IsInfinite() bool {
	if n := v.Int(); n != infinite && n != negInfinite {
		return false
	}
	k := v.Kind()
	return k == Time || k == Wall || k == Date
}
