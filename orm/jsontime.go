package orm

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/aludel/aludel/driver"
)

const maxMicros = math.MaxInt64 / 1000

func micros(n int64) time.Duration { return time.Duration(n) * time.Microsecond }

// jsonTime reads a date, a time of day, or both, as databases write them in ISO 8601.
// Without a zone it is UTC.
func jsonTime(k driver.Kind, s string) (driver.Value, error) {
	wrong := func() (driver.Value, error) {
		return driver.Value{}, fmt.Errorf("%.40q is not exactly a value of kind %v", s, k)
	}
	if k == driver.Clock {
		n, rest, ok := clockText(s)
		if !ok || rest != "" || n < 0 || n > 86400e6 {
			return wrong()
		}
		return driver.OfClock(micros(n)), nil
	}
	switch s {
	case "infinity":
		return ofMoment(k, driver.Infinity()), nil
	case "-infinity":
		return ofMoment(k, driver.NegativeInfinity()), nil
	}
	text, bc := strings.CutSuffix(s, " BC")
	at := strings.IndexAny(text, " T")
	date, rest := text, ""
	if at >= 0 {
		date, rest = text[:at], text[at+1:]
	}
	parts := strings.Split(date, "-")
	if len(parts) != 3 || len(parts[0]) < 4 || len(parts[1]) != 2 || len(parts[2]) != 2 {
		return wrong()
	}
	var ymd [3]int
	for i, p := range parts {
		n, err := strconv.ParseUint(p, 10, 31)
		if err != nil {
			return wrong()
		}
		ymd[i] = int(n)
	}
	if bc {
		ymd[0] = 1 - ymd[0]
	}
	day := time.Date(ymd[0], time.Month(ymd[1]), ymd[2], 0, 0, 0, 0, time.UTC)
	if y, m, d := day.Date(); y != ymd[0] || int(m) != ymd[1] || d != ymd[2] {
		return wrong() // as MySQL's dates that no calendar has
	}
	if at < 0 {
		return ofMoment(k, day), nil
	}
	n, zone, ok := clockText(rest)
	if !ok {
		return wrong()
	}
	east, ok := zoneText(strings.TrimPrefix(zone, " "))
	if !ok || k != driver.Time && east != 0 || k == driver.Date && n != 0 {
		return wrong()
	}
	return ofMoment(k, time.UnixMicro(day.UnixMicro()+n-east*1e6).UTC()), nil
}

func ofMoment(k driver.Kind, t time.Time) driver.Value {
	switch k {
	case driver.Date:
		return driver.OfDate(t)
	case driver.Wall:
		return driver.OfWall(t)
	}
	return driver.OfTime(t)
}

// clockText reads 15:04, 15:04:05 or 15:04:05.000006 as microseconds, and gives what follows.
func clockText(s string) (n int64, rest string, ok bool) {
	rest = s
	for i, unit := range [3]int64{3600e6, 60e6, 1e6} {
		if i > 0 {
			if !strings.HasPrefix(rest, ":") {
				return n, rest, i == 2
			}
			rest = rest[1:]
		}
		if len(rest) < 2 {
			return 0, "", false
		}
		two, err := strconv.ParseUint(rest[:2], 10, 8)
		if err != nil || two > 59 {
			return 0, "", false
		}
		n, rest = n+int64(two)*unit, rest[2:]
	}
	if !strings.HasPrefix(rest, ".") {
		return n, rest, true
	}
	i := 1
	for unit := int64(100000); i < len(rest) && rest[i] >= '0' && rest[i] <= '9'; i++ {
		n += int64(rest[i]-'0') * unit
		unit /= 10
	}
	return n, rest[i:], i > 1
}

// zoneText reads nothing, Z, +02, +0200, +02:00 or +02:00:30 as seconds east of UTC.
func zoneText(s string) (east int64, ok bool) {
	if s == "" || s == "Z" {
		return 0, true
	}
	if s[0] != '+' && s[0] != '-' {
		return 0, false
	}
	digits := strings.ReplaceAll(s[1:], ":", "")
	if len(digits) < 2 || len(digits)%2 != 0 || len(digits) > 6 {
		return 0, false
	}
	unit := int64(3600)
	for ; digits != ""; digits = digits[2:] {
		two, err := strconv.ParseUint(digits[:2], 10, 8)
		if err != nil || two > 59 {
			return 0, false
		}
		east += int64(two) * unit
		unit /= 60
	}
	if s[0] == '-' {
		east = -east
	}
	return east, true
}
