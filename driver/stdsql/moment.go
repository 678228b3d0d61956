package stdsql

import (
	"errors"
	"strconv"
	"time"
	"unsafe"

	"github.com/aludel/aludel/driver"
)

var (
	errNotMoment = errors.New("it is not a date, or a date and a time")
	// errZeroDate is an error for a nullable field too: a zero date is not NULL,
	// and a program that writes back what it has read must not change it.
	errZeroDate = errors.New("it is one of MySQL's dates that no calendar has: read the column as text, or as NULLIF(column, 0), or repair the row")
)

// toMoment reads a Time, Wall or Date. Text without a zone is UTC: the dialects
// set the session's zone to that.
func toMoment(kind driver.Kind, cell any) (driver.Value, error) {
	if t, ok := cell.(time.Time); ok {
		switch kind {
		case driver.Time:
			return driver.OfTime(t), nil
		case driver.Wall:
			return driver.OfWall(t), nil
		}
		if h, m, s := t.Clock(); h|m|s|t.Nanosecond() != 0 {
			return driver.Value{}, errTimeOfDay
		}
		return driver.OfDate(t), nil
	}
	b, ok := bytesOf(cell)
	if !ok {
		return driver.Value{}, errNotMoment
	}
	m, err := parseText(textOf(b))
	switch {
	case err != nil:
		return driver.Value{}, err
	case kind == driver.Time:
		return driver.OfTime(m.time()), nil
	case kind == driver.Wall:
		return driver.OfWall(m.time().UTC()), nil
	case m.sec|m.ns != 0:
		return driver.Value{}, errTimeOfDay
	}
	return driver.OfDays(m.days), nil
}

func storeTime(field unsafe.Pointer, v driver.Value) { *(*time.Time)(field) = v.Time() }

// A moment is a day, and what has passed of it in UTC.
type moment struct {
	days    int64 // since 1970-01-01
	sec, ns int   // sec may be outside of the day, by a zone
}

func (m moment) time() time.Time { return time.Unix(m.days*86400+int64(m.sec), int64(m.ns)) }

// parseMoment is parseText as a time in UTC.
func parseMoment(s string) (time.Time, error) {
	m, err := parseText(s)
	if err != nil {
		return time.Time{}, err
	}
	return m.time().UTC(), nil
}

// parseText reads "2006-01-02", with " 15:04:05" or "T15:04:05", a fraction of
// up to nine digits and a zone, where there is one.
func parseText(s string) (m moment, err error) {
	if len(s) < 10 || s[4] != '-' || s[7] != '-' {
		return m, errNotMoment
	}
	c, y := two(s, 0), two(s, 2)
	mo, d := two(s, 5), two(s, 8)
	if c|y|mo|d < 0 {
		return m, errNotMoment
	}
	y += 100 * c
	if len(s) > 10 {
		h, mi, sec, ns, rest, err := parseClock(s[11:])
		if err != nil || s[10] != ' ' && s[10] != 'T' || h > 23 || mi > 59 || sec > 59 {
			return m, errNotMoment
		}
		off, err := parseZone(rest)
		if err != nil {
			return m, err
		}
		m.sec, m.ns = h*3600+mi*60+sec-off, ns
	}
	switch {
	case mo == 0 || d == 0:
		return m, errZeroDate
	case mo > 12 || d > daysIn(y, mo): // the 31st of April
		return m, errNotMoment
	}
	m.days = daysSince1970(y, mo, d)
	return m, nil
}

// two is the number in two digits of s, below 0 where they are none.
func two(s string, at int) int {
	a, b := int(s[at])-'0', int(s[at+1])-'0'
	if uint(a) > 9 || uint(b) > 9 {
		return -1
	}
	return 10*a + b
}

func daysIn(y, m int) int {
	switch m {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// daysSince1970 counts in years that begin in March, so that a leap day is the
// last of its year; time.Date takes five times as long.
func daysSince1970(y, m, d int) int64 {
	y += 4000 // no negative year
	if m <= 2 {
		y--
		m += 12
	}
	return int64(365*y+y/4-y/100+y/400+(153*(m-3)+2)/5+d-1) - 719468 - 1460970
}

// parseClock reads "15:04:05" with a fraction, and returns what follows it.
func parseClock(s string) (h, m, sec, ns int, rest string, err error) {
	if len(s) < 5 || s[2] != ':' {
		return 0, 0, 0, 0, "", errNotMoment
	}
	h, m = two(s, 0), two(s, 3)
	if h|m < 0 {
		return 0, 0, 0, 0, "", errNotMoment
	}
	rest = s[5:]
	if len(rest) > 0 && rest[0] == ':' {
		var ok bool
		if sec, ok = digits(s, 6, 2); !ok {
			return 0, 0, 0, 0, "", errNotMoment
		}
		ns, rest, err = parseFraction(s[8:])
	}
	return h, m, sec, ns, rest, err
}

// parseFraction reads ".123456" as nanoseconds.
func parseFraction(s string) (ns int, rest string, err error) {
	if s == "" || s[0] != '.' {
		return 0, s, nil
	}
	i := 1
	for ; i < len(s) && s[i] >= '0' && s[i] <= '9'; i++ {
		if i <= 9 {
			ns = ns*10 + int(s[i]-'0')
		}
	}
	for j := i; j <= 9; j++ {
		ns *= 10
	}
	if i == 1 {
		err = errNotMoment
	}
	return ns, s[i:], err
}

// parseZone reads "", "Z", "+02" or "+02:00" as seconds east of UTC.
func parseZone(s string) (int, error) {
	if s == "" || s == "Z" {
		return 0, nil
	}
	h, ok := digits(s, 1, 2)
	if !ok || s[0] != '+' && s[0] != '-' {
		return 0, errNotMoment
	}
	m := 0
	if len(s) > 3 {
		if m, ok = digits(s, 4, 2); !ok || s[3] != ':' || len(s) != 6 {
			return 0, errNotMoment
		}
	}
	off := h*3600 + m*60
	if s[0] == '-' {
		off = -off
	}
	return off, nil
}

func digits(s string, at, n int) (int, bool) {
	if len(s) < at+n {
		return 0, false
	}
	v := 0
	for _, c := range []byte(s[at : at+n]) {
		if c < '0' || c > '9' {
			return 0, false
		}
		v = v*10 + int(c-'0')
	}
	return v, true
}

// toDuration reads a TIME: "-838:59:59.000000". Of a time.Time it is the time of
// day, which is how some drivers give one.
// micros is an interval as Bind sends it, or as a sum of such: a number of microseconds.
func micros(cell any) (int64, bool) {
	if n, ok := cell.(int64); ok {
		return n, true
	}
	b, ok := bytesOf(cell)
	if !ok {
		return 0, false
	}
	n, err := strconv.ParseInt(textOf(b), 10, 64)
	return n, err == nil
}

func toDuration(cell any) (time.Duration, error) {
	if t, ok := cell.(time.Time); ok {
		h, m, s := t.Clock()
		return time.Duration(h)*time.Hour + time.Duration(m)*time.Minute + time.Duration(s)*time.Second + time.Duration(t.Nanosecond()), nil
	}
	b, ok := bytesOf(cell)
	if !ok {
		return 0, errNotDuration
	}
	s := textOf(b)
	neg := s != "" && s[0] == '-'
	if neg {
		s = s[1:]
	}
	i := 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	h, err := strconv.ParseUint(s[:i], 10, 21) // some 239 years, which a Duration holds
	m, ok1 := digits(s, i+1, 2)
	sec, ok2 := digits(s, i+4, 2)
	if err != nil || !ok1 || !ok2 || s[i] != ':' || s[i+3] != ':' || m > 59 || sec > 59 {
		return 0, errNotDuration
	}
	ns, rest, err := parseFraction(s[i+6:])
	if err != nil || rest != "" {
		return 0, errNotDuration
	}
	d := time.Duration(h)*time.Hour + time.Duration(m)*time.Minute + time.Duration(sec)*time.Second + time.Duration(ns)
	if neg {
		d = -d
	}
	return d, nil
}
