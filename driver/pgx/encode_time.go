package pgx

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"github.com/aludel/aludel/driver"
)

// PostgreSQL counts from 2000-01-01.
const (
	epochDays   = 10957
	epochMicros = epochDays * dayMicros
	dayMicros   = 86_400_000_000

	// The range of its timestamps and dates, in its own count.
	minStamp = -211813488000000000
	endStamp = 9223371331200000000
	minDate  = -2451545
	endDate  = 2145031949
)

func appendTemporal(b []byte, v driver.Value, oid uint32) ([]byte, bool, error) {
	n := v.Int()
	if v.IsInfinite() {
		return appendInfinity(b, n < 0, oid)
	}
	switch k := v.Kind(); {
	case k == driver.Time && (oid == oidTimestamptz || oid == oidTimestamp), k == driver.Wall && oid == oidTimestamp:
		return appendStamp(b, v)
	case k == driver.Date && oid == oidTimestamp && n > -1e7 && n < 1e8:
		return be.AppendUint64(b, uint64((n-epochDays)*dayMicros)), true, nil
	case (k == driver.Time || k == driver.Wall) && oid == oidDate:
		if n%dayMicros != 0 {
			return nil, false, reason("it has a time of day, which a date would lose; bind a date")
		}
		return appendDate(b, n/dayMicros)
	case k == driver.Date && oid == oidDate:
		return appendDate(b, n)
	case k == driver.Clock && (oid == oidTime || oid == oidTimetz || oid == 0):
		if n < 0 || n > dayMicros {
			return nil, false, reason(fmt.Sprintf("%v is not a time of day, which is between 0 and 24 hours", v.Duration()))
		}
		switch oid {
		case oidTime:
			return be.AppendUint64(b, uint64(n)), true, nil
		case oidTimetz:
			return append(be.AppendUint64(b, uint64(n)), 0, 0, 0, 0), true, nil
		}
	case k == driver.Parts && oid == oidInterval:
		s := v.Span()
		return be.AppendUint32(be.AppendUint32(be.AppendUint64(b, uint64(s.Micros)), uint32(s.Days)), uint32(s.Months)), true, nil
	case k == driver.Interval && oid == oidInterval:
		return append(be.AppendUint64(b, uint64(n)), 0, 0, 0, 0, 0, 0, 0, 0), true, nil
	}
	return b, false, nil
}

func appendStamp(b []byte, v driver.Value) ([]byte, bool, error) {
	n := v.Int()
	if n < minStamp+epochMicros {
		return nil, false, reason(v.Time().Format(time.DateOnly) + " is before the earliest timestamp that PostgreSQL holds, in the year 4714 before Christ")
	}
	return be.AppendUint64(b, uint64(n-epochMicros)), true, nil
}

func appendDate(b []byte, days int64) ([]byte, bool, error) {
	if n := days - epochDays; n >= minDate && n < endDate {
		return be.AppendUint32(b, uint32(n)), true, nil
	}
	return nil, false, reason(strconv.FormatInt(days, 10) + " days from 1970 is not a date that PostgreSQL holds")
}

// appendTemporalText writes ISO 8601, which every DateStyle reads alike.
func appendTemporalText(b []byte, v driver.Value, oid uint32) ([]byte, error) {
	n := v.Int()
	if v.IsInfinite() {
		return driver.AppendText(b, v), nil
	}
	switch v.Kind() {
	case driver.Parts:
		return driver.AppendText(b, v), nil
	case driver.Date:
		return appendCalendar(b, time.Unix(n*86400, 0).UTC(), ""), nil
	case driver.Wall:
		// Into a timestamp with time zone this is a wall clock of the session's zone, as SQL has it.
		return appendCalendar(b, v.Time(), "15:04:05.999999"), nil
	case driver.Time:
		return appendCalendar(b, v.Time(), "15:04:05.999999+00"), nil
	case driver.Clock:
		return appendClockText(b, n), nil
	default:
		return append(strconv.AppendInt(b, n, 10), " microseconds"...), nil
	}
}

// appendCalendar writes the date of t, and its time of day where layout is not
// empty; years before Christ as the server wants them.
func appendCalendar(b []byte, t time.Time, layout string) []byte {
	y, m, d := t.Date()
	bc := y <= 0
	if bc {
		y = 1 - y
	}
	b = fmt.Appendf(b, "%04d-%02d-%02d", y, m, d)
	if layout != "" {
		b = t.AppendFormat(append(b, ' '), layout)
	}
	if bc {
		b = append(b, " BC"...)
	}
	return b
}

func appendClockText(b []byte, micros int64) []byte {
	if micros < 0 {
		b, micros = append(b, '-'), -micros
	}
	b = fmt.Appendf(b, "%02d:%02d:%02d", micros/3600e6, micros/60e6%60, micros/1e6%60)
	if f := micros % 1e6; f != 0 {
		b = fmt.Appendf(b, ".%06d", f)
	}
	return b
}

// appendInfinity appends the moment after or before all others.
func appendInfinity(b []byte, negative bool, oid uint32) ([]byte, bool, error) {
	switch {
	case oid == oidDate && negative:
		return be.AppendUint32(b, 1<<31), true, nil
	case oid == oidDate:
		return be.AppendUint32(b, math.MaxInt32), true, nil
	case (oid == oidTimestamp || oid == oidTimestamptz) && negative:
		return be.AppendUint64(b, 1<<63), true, nil
	case oid == oidTimestamp || oid == oidTimestamptz:
		return be.AppendUint64(b, math.MaxInt64), true, nil
	}
	return b, false, nil
}
