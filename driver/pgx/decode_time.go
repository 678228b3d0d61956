package pgx

import (
	"fmt"
	"math"
	"time"
	"unsafe"

	"github.com/aludel/aludel/driver"
)

var (
	errInfinity error = reason("it is infinity, which a time.Time cannot hold; read it as a text (col::text), or keep it out with isfinite(col)")
	errFarTime  error = reason("it is after the year 294000, farther than microseconds can be counted")
	errMonths   error = reason("the interval has months, whose length is not fixed; read it as a text (col::text), or as justified days by extract(epoch from col)")
	errZoned    error = reason("the time has a zone other than UTC, which would be lost; read it as a text (col::text)")
	errLosesDay error = reason("it has a time of day, which a date would lose; read it as a timestamp")
)

// stamp gives the time of a timestamp of either type.
func stamp(b []byte) (time.Time, error) {
	if len(b) != 8 {
		return time.Time{}, wrong(b)
	}
	n := int64(be.Uint64(b))
	if n == math.MaxInt64 || n == math.MinInt64 {
		return time.UnixMicro(n).UTC(), nil // driver.Infinity and its negative
	}
	return time.Unix(n/1e6+epochDays*86400, n%1e6*1000).UTC(), nil
}

func stampField(p unsafe.Pointer, b []byte, _ *driver.Arena) error {
	t, err := stamp(b)
	if err == nil {
		*(*time.Time)(p) = t
	}
	return err
}

func stampPointer(p unsafe.Pointer, b []byte, a *driver.Arena) error {
	if b == nil {
		*(**time.Time)(p) = nil
		return nil
	}
	t, err := stamp(b)
	if err == nil {
		v := a.Time()
		*v = t
		*(**time.Time)(p) = v
	}
	return err
}

// days gives a date as days from 1970.
func days(b []byte) (int64, error) {
	if len(b) != 4 {
		return 0, wrong(b)
	}
	switch n := int32(be.Uint32(b)); n {
	case math.MaxInt32:
		return math.MaxInt64, nil // driver.Infinity
	case math.MinInt32:
		return math.MinInt64, nil
	default:
		return int64(n) + epochDays, nil
	}
}

func dateField(p unsafe.Pointer, b []byte, _ *driver.Arena) error {
	d, err := days(b)
	if err == nil {
		*(*time.Time)(p) = driver.OfDays(d).Time()
	}
	return err
}

func datePointer(p unsafe.Pointer, b []byte, a *driver.Arena) error {
	if b == nil {
		*(**time.Time)(p) = nil
		return nil
	}
	d, err := days(b)
	if err == nil {
		v := a.Time()
		*v = driver.OfDays(d).Time()
		*(**time.Time)(p) = v
	}
	return err
}

// readStamp reads a timestamp of either type as Time, Wall or Date. A wall clock
// counts as one of UTC: both come as a time.Time in UTC.
func readStamp(k driver.Kind) reader {
	return func(b []byte, _ *driver.Arena) (driver.Value, error) {
		if len(b) != 8 {
			return driver.Value{}, errLength
		}
		n := int64(be.Uint64(b))
		switch {
		case n == math.MaxInt64 || n == math.MinInt64:
			t := time.UnixMicro(n).UTC()
			switch k {
			case driver.Date:
				return driver.OfDate(t), nil
			case driver.Wall:
				return driver.OfWall(t), nil
			}
			return driver.OfTime(t), nil
		case n > math.MaxInt64-epochMicros:
			return driver.Value{}, errFarTime
		}
		n += epochMicros
		switch k {
		case driver.Date:
			if n%dayMicros != 0 {
				return driver.Value{}, errLosesDay
			}
			return driver.OfDays(n / dayMicros), nil
		case driver.Wall:
			return driver.OfWall(time.UnixMicro(n).UTC()), nil
		}
		return driver.OfTime(time.UnixMicro(n)), nil
	}
}

// readDate reads a date as Date, or as the midnight that begins it.
func readDate(k driver.Kind) reader {
	return func(b []byte, _ *driver.Arena) (driver.Value, error) {
		d, err := days(b)
		if err != nil {
			return driver.Value{}, err
		}
		v := driver.OfDays(d)
		switch k {
		case driver.Time, driver.Wall:
			if v.IsInfinite() {
				if k == driver.Time {
					return driver.OfTime(v.Time()), nil
				}
				return driver.OfWall(v.Time()), nil
			}
			if d > math.MaxInt64/dayMicros {
				return driver.Value{}, errFarTime
			}
			if k == driver.Time {
				return driver.OfTime(v.Time()), nil
			}
			return driver.OfWall(v.Time()), nil
		}
		return v, nil
	}
}

func readTime(b []byte, _ *driver.Arena) (driver.Value, error) {
	if len(b) != 8 {
		return driver.Value{}, errLength
	}
	return driver.OfClock(time.Duration(be.Uint64(b)) * time.Microsecond), nil
}

func readTimetz(b []byte, _ *driver.Arena) (driver.Value, error) {
	if len(b) != 12 {
		return driver.Value{}, errLength
	}
	if be.Uint32(b[8:]) != 0 {
		return driver.Value{}, errZoned
	}
	return driver.OfClock(time.Duration(be.Uint64(b)) * time.Microsecond), nil
}

// span gives the parts of an interval.
func span(b []byte) (micros int64, days, months int32, err error) {
	if len(b) != 16 {
		return 0, 0, 0, errLength
	}
	return int64(be.Uint64(b)), int32(be.Uint32(b[8:])), int32(be.Uint32(b[12:])), nil
}

// readInterval counts a day as 24 hours.
func readInterval(b []byte, _ *driver.Arena) (driver.Value, error) {
	n, d, m, err := span(b)
	switch {
	case err != nil:
		return driver.Value{}, err
	case d == math.MaxInt32 && m == math.MaxInt32 || d == math.MinInt32 && m == math.MinInt32: // PostgreSQL 17
		return driver.Value{}, errInfinity
	case m != 0:
		return driver.Value{}, errMonths
	}
	total := int64(d)*dayMicros + n
	if n > 0 && total < int64(d)*dayMicros || n < 0 && total > int64(d)*dayMicros || total > math.MaxInt64/1000 || total < math.MinInt64/1000 {
		return driver.Value{}, reason("an interval of more than 292 years does not fit into a time.Duration")
	}
	return driver.OfInterval(time.Duration(total) * time.Microsecond), nil
}

// readParts keeps months, days and time apart.
func readParts(b []byte, _ *driver.Arena) (driver.Value, error) {
	n, d, m, err := span(b)
	switch {
	case err != nil:
		return driver.Value{}, err
	case d == math.MaxInt32 && m == math.MaxInt32 || d == math.MinInt32 && m == math.MinInt32: // PostgreSQL 17
		return driver.Value{}, errInfinity
	}
	return driver.OfSpan(driver.Span{Months: m, Days: d, Micros: n}), nil
}

func infinityText(negative bool) string {
	if negative {
		return "-infinity"
	}
	return "infinity"
}

func naturalStamp(b []byte) (any, error) {
	t, err := stamp(b)
	if driver.IsInfinite(t) {
		return infinityText(b[0] != 0x7f), nil
	}
	return t, err
}

func naturalDate(b []byte) (any, error) {
	d, err := days(b)
	if driver.OfDays(d).IsInfinite() {
		return infinityText(b[0] != 0x7f), nil
	}
	return driver.OfDays(d).Time(), err
}

func naturalTimetz(b []byte) (any, error) {
	v, err := readTimetz(b, nil)
	if err != errZoned {
		return v.Duration(), err
	}
	return timetzText(b)
}

// timetzText is a time of day with its zone.
func timetzText(b []byte) (string, error) {
	if len(b) != 12 {
		return "", errLength
	}
	west := int32(be.Uint32(b[8:]))
	sign, off := byte('+'), -west
	if west > 0 {
		sign, off = '-', west
	}
	out := append(appendClockText(nil, int64(be.Uint64(b))), sign)
	out = fmt.Appendf(out, "%02d:%02d", off/3600, off/60%60)
	if off%60 != 0 {
		out = fmt.Appendf(out, ":%02d", off%60)
	}
	return string(out), nil
}

func naturalInterval(b []byte) (any, error) {
	v, err := readInterval(b, nil)
	if err == nil {
		return v.Duration(), nil
	}
	n, d, m, bad := span(b)
	switch {
	case bad != nil:
		return nil, bad
	case err == errInfinity:
		return infinityText(d < 0), nil
	}
	return string(appendClockText(fmt.Appendf(nil, "%d mons %d days ", m, d), n)), nil
}
