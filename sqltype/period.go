package sqltype

import (
	"fmt"
	"math"
	"strings"
	"time"

	dbapi "github.com/aludel/aludel/driver"
)

// A Period is a length of time as calendars have it, in parts that are kept apart: a
// month has no fixed number of days, nor a day of hours where clocks are changed. It
// is what a PostgreSQL INTERVAL holds. Where days of 24 hours are meant and months
// never occur, a time.Duration is simpler.
type Period struct {
	Months, Days int32
	Microseconds int64
}

// PeriodOf is a period of exactly d; it is an error when d has nanoseconds that a
// period cannot hold.
func PeriodOf(d time.Duration) (Period, error) {
	if d%time.Microsecond != 0 {
		return Period{}, fmt.Errorf("the duration %v has nanoseconds, and a period holds microseconds", d)
	}
	return Period{Microseconds: d.Microseconds()}, nil
}

// Duration is p as a time.Duration, and whether that is exact: p has neither months
// nor days, and is not longer than 292 years.
func (p Period) Duration() (time.Duration, bool) {
	if p.Months != 0 || p.Days != 0 || p.Microseconds > math.MaxInt64/1000 || p.Microseconds < math.MinInt64/1000 {
		return 0, false
	}
	return time.Duration(p.Microseconds) * time.Microsecond, true
}

// AddTo is the time that comes p after t: months first, of which one that has no such
// day ends on its last one, then days, then the rest.
func (p Period) AddTo(t time.Time) time.Time {
	y, m, d := t.Date()
	first := time.Date(y, m+time.Month(p.Months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	h, mi, s := t.Clock()
	t = time.Date(first.Year(), first.Month(), min(d, last)+int(p.Days), h, mi, s, t.Nanosecond(), t.Location())
	seconds, micros := p.Microseconds/1e6, p.Microseconds%1e6
	for seconds > math.MaxInt32 || seconds < math.MinInt32 { // a Duration ends after 292 years
		step := max(min(seconds, math.MaxInt32), math.MinInt32)
		t, seconds = t.Add(time.Duration(step)*time.Second), seconds-step
	}
	return t.Add(time.Duration(seconds)*time.Second + time.Duration(micros)*time.Microsecond)
}

// String is p as ISO 8601 has it, each part with its sign: P14M-3DT0.5S.
func (p Period) String() string {
	return string(dbapi.Span{Months: p.Months, Days: p.Days, Micros: p.Microseconds}.AppendText(nil))
}

// MarshalText is String.
func (p Period) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads a period in the form of ISO 8601: P1Y2M3W4DT5H6M7.5S.
func (p *Period) UnmarshalText(text []byte) error {
	s := string(text)
	wrong := fmt.Errorf("%q is no period of ISO 8601", s)
	rest, ok := strings.CutPrefix(s, "P")
	if !ok || rest == "" || strings.HasSuffix(rest, "T") {
		return wrong
	}
	var months, days, micros int64
	inTime := false
	for rest != "" {
		if rest[0] == 'T' && !inTime {
			inTime, rest = true, rest[1:]
			continue
		}
		n := strings.IndexFunc(rest, func(r rune) bool { return r != '-' && r != '.' && (r < '0' || r > '9') })
		if n <= 0 {
			return wrong
		}
		v, whole, ok := microsOf(rest[:n])
		unit := rest[n]
		rest = rest[n+1:]
		if !ok || !whole && !(inTime && unit == 'S') {
			return wrong
		}
		to, times := &days, int64(1)
		switch {
		case inTime && unit == 'H':
			to, times = &micros, 3600e6
		case inTime && unit == 'M':
			to, times = &micros, 60e6
		case inTime && unit == 'S':
			to, times = &micros, 1
		case !inTime && unit == 'Y':
			to, times = &months, 12
		case !inTime && unit == 'M':
			to = &months
		case !inTime && unit == 'W':
			times = 7
		case !inTime && unit == 'D':
		default:
			return wrong
		}
		if times != 1 || unit != 'S' {
			v /= 1e6
		}
		if v != 0 && (v > math.MaxInt64/times || v < math.MinInt64/times) {
			return wrong
		}
		v *= times
		if v > 0 && *to > math.MaxInt64-v || v < 0 && *to < math.MinInt64-v {
			return wrong
		}
		*to += v
	}
	if months != int64(int32(months)) || days != int64(int32(days)) {
		return fmt.Errorf("%q is longer than a period can be", s)
	}
	*p = Period{int32(months), int32(days), micros}
	return nil
}

// microsOf reads a decimal number with up to six digits after the point, times a million.
func microsOf(s string) (n int64, whole, ok bool) {
	digits, negative := strings.CutPrefix(s, "-")
	head, tail, point := strings.Cut(digits, ".")
	if head == "" || point && tail == "" || len(tail) > 6 || strings.Contains(tail, "-") || strings.ContainsAny(head, "-.") || strings.Contains(tail, ".") {
		return 0, false, false
	}
	whole = strings.Trim(tail, "0") == ""
	tail += strings.Repeat("0", 6-len(tail))
	limit := uint64(math.MaxInt64)
	if negative {
		limit++
	}
	var u uint64
	for _, c := range []byte(head + tail) {
		d := uint64(c - '0')
		if u > (limit-d)/10 {
			return 0, false, false
		}
		u = u*10 + d
	}
	if negative {
		return int64(-u), whole, true
	}
	return int64(u), whole, true
}
