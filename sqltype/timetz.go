package sqltype

import (
	"fmt"
	"strings"
	"time"

	dbapi "github.com/aludel/aludel/driver"
)

// A TimeTZ is a time of day with the distance of its zone from UTC.
type TimeTZ struct {
	Clock  time.Duration // since midnight, in the zone
	Offset int           // seconds east of UTC
}

// String is the time as 15:04:05.000006+05:30.
func (t TimeTZ) String() string {
	b := dbapi.AppendClock(nil, t.Clock.Microseconds())
	sign, off := byte('+'), t.Offset
	if off < 0 {
		sign, off = '-', -off
	}
	b = fmt.Appendf(append(b, sign), "%02d:%02d", off/3600, off/60%60)
	if off%60 != 0 {
		b = fmt.Appendf(b, ":%02d", off%60)
	}
	return string(b)
}

// MarshalText is String, for a time that is one.
func (t TimeTZ) MarshalText() ([]byte, error) {
	switch {
	case t.Clock < 0 || t.Clock > 24*time.Hour:
		return nil, fmt.Errorf("%v is no time of day", t.Clock)
	case t.Clock%time.Microsecond != 0:
		return nil, fmt.Errorf("%v has nanoseconds, and a time of day holds microseconds", t.Clock)
	case t.Offset < -57599 || t.Offset > 57599:
		return nil, fmt.Errorf("%d seconds is no distance of a zone from UTC", t.Offset)
	}
	return []byte(t.String()), nil
}

// UnmarshalText reads what String writes.
func (t *TimeTZ) UnmarshalText(text []byte) error {
	s := string(text)
	at := strings.LastIndexAny(s, "+-")
	if at <= 0 {
		return fmt.Errorf("%q is no time of day with a zone", s)
	}
	clock, ok1 := clockOf(s[:at], true)
	off, ok2 := clockOf(s[at+1:], false)
	if !ok1 || !ok2 || clock > 24*time.Hour || off >= 16*time.Hour {
		return fmt.Errorf("%q is no time of day with a zone", s)
	}
	t.Clock, t.Offset = clock, int(off/time.Second)
	if s[at] == '-' {
		t.Offset = -t.Offset
	}
	return nil
}

// clockOf reads 15, 15:04, 15:04:05 and, with a fraction, 15:04:05.000006.
func clockOf(s string, fraction bool) (time.Duration, bool) {
	s, tail, point := strings.Cut(s, ".")
	var d time.Duration
	parts := strings.Split(s, ":")
	if len(parts) > 3 || point && (!fraction || len(parts) != 3) {
		return 0, false
	}
	for i, p := range parts {
		if len(p) != 2 || p[0] < '0' || p[0] > '9' || p[1] < '0' || p[1] > '9' {
			return 0, false
		}
		n := time.Duration(p[0]-'0')*10 + time.Duration(p[1]-'0')
		if i > 0 && n > 59 {
			return 0, false
		}
		d += n * [3]time.Duration{time.Hour, time.Minute, time.Second}[i]
	}
	if point {
		n, _, ok := microsOf("0." + tail)
		if !ok {
			return 0, false
		}
		d += time.Duration(n) * time.Microsecond
	}
	return d, true
}
