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
	t, ok := cell.(time.Time)
	if !ok {
		b, ok := bytesOf(cell)
		if !ok {
			return driver.Value{}, errNotMoment
		}
		var err error
		if t, err = parseMoment(textOf(b)); err != nil {
			return driver.Value{}, err
		}
	}
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

func storeTime(field unsafe.Pointer, v driver.Value) { *(*time.Time)(field) = v.Time() }

// parseMoment reads "2006-01-02", with " 15:04:05" or "T15:04:05", a fraction of
// up to nine digits and a zone, where there is one.
func parseMoment(s string) (time.Time, error) {
	y, ok1 := digits(s, 0, 4)
	mo, ok2 := digits(s, 5, 2)
	d, ok3 := digits(s, 8, 2)
	if !ok1 || !ok2 || !ok3 || s[4] != '-' || s[7] != '-' {
		return time.Time{}, errNotMoment
	}
	var h, mi, sec, ns, off int
	if len(s) > 10 {
		var rest string
		var err error
		if h, mi, sec, ns, rest, err = parseClock(s[11:]); err != nil || s[10] != ' ' && s[10] != 'T' {
			return time.Time{}, errNotMoment
		}
		if off, err = parseZone(rest); err != nil {
			return time.Time{}, err
		}
	}
	if mo == 0 || d == 0 {
		return time.Time{}, errZeroDate
	}
	t := time.Date(y, time.Month(mo), d, h, mi, sec, ns, time.UTC)
	if mo > 12 || t.Day() != d || h > 23 || mi > 59 || sec > 59 { // the 31st of April
		return time.Time{}, errNotMoment
	}
	return t.Add(-time.Duration(off) * time.Second), nil
}

// parseClock reads "15:04:05" with a fraction, and returns what follows it.
func parseClock(s string) (h, m, sec, ns int, rest string, err error) {
	h, ok1 := digits(s, 0, 2)
	m, ok2 := digits(s, 3, 2)
	if !ok1 || !ok2 || s[2] != ':' {
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
