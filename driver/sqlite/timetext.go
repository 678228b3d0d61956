package sqlite

import (
	"errors"
	"time"
)

const (
	microsOfSecond = 1_000_000
	microsOfDay    = 86400 * microsOfSecond
)

var errYear = errors.New("SQLite's texts of times have years from 0000 to 9999")

// A moment is a date with a time of day, as a text has it.
type moment struct {
	days   int64 // from 1970-01-01
	micros int64 // of the day
	offset int64 // of the zone, in seconds east of UTC
}

// instant is m in microseconds since 1970-01-01 UTC.
func (m moment) instant() int64 {
	return m.days*microsOfDay + m.micros - m.offset*microsOfSecond
}

// parseMoment reads 2006-01-02, with a time of day after a blank or a T, with Z
// or an offset after that. Without a zone it is UTC.
func parseMoment(b []byte) (m moment, ok bool) {
	if len(b) < 10 {
		return m, false
	}
	if m.days, ok = parseDate(b[:10]); !ok || len(b) == 10 {
		return m, ok
	}
	if b[10] != ' ' && b[10] != 'T' {
		return m, false
	}
	m.micros, b, ok = parseClock(b[11:])
	if !ok {
		return m, false
	}
	m.offset, ok = parseZone(b)
	return m, ok && m.micros < microsOfDay
}

// parseDate reads 2006-01-02.
func parseDate(b []byte) (days int64, ok bool) {
	if len(b) != 10 || b[4] != '-' || b[7] != '-' {
		return 0, false
	}
	century, ok1 := two(b)
	year, ok2 := two(b[2:])
	month, ok3 := two(b[5:])
	day, ok4 := two(b[8:])
	year += century * 100
	if !(ok1 && ok2 && ok3 && ok4) || month < 1 || month > 12 || day < 1 || day > daysOfMonth(year, month) {
		return 0, false
	}
	return civil(year, month, day), true
}

// parseClock reads 15:04, 15:04:05 or with a fraction, up to 24:00:00, and
// returns what follows.
func parseClock(b []byte) (micros int64, rest []byte, ok bool) {
	if len(b) < 5 || b[2] != ':' {
		return 0, nil, false
	}
	hour, ok1 := two(b)
	minute, ok2 := two(b[3:])
	if !ok1 || !ok2 || hour > 24 || minute > 59 {
		return 0, nil, false
	}
	micros = (hour*60 + minute) * 60 * microsOfSecond
	b = b[5:]
	if len(b) > 0 && b[0] == ':' {
		if len(b) < 3 {
			return 0, nil, false
		}
		second, ok := two(b[1:])
		if !ok || second > 59 {
			return 0, nil, false
		}
		micros += second * microsOfSecond
		b = b[3:]
		if len(b) > 0 && b[0] == '.' {
			i := 1
			for unit := int64(microsOfSecond / 10); i < len(b) && b[i]-'0' <= 9; i++ {
				micros += int64(b[i]-'0') * unit
				unit /= 10
			}
			if i == 1 {
				return 0, nil, false
			}
			b = b[i:]
		}
	}
	return micros, b, micros <= microsOfDay
}

// parseZone reads nothing, Z, +02, +0200 or +02:00, after a blank or not.
func parseZone(b []byte) (offset int64, ok bool) {
	if len(b) == 0 {
		return 0, true
	}
	if b[0] == ' ' {
		if b = b[1:]; len(b) == 0 {
			return 0, false
		}
	}
	if b[0] == 'Z' {
		return 0, len(b) == 1
	}
	if b[0] != '+' && b[0] != '-' || len(b) < 3 {
		return 0, false
	}
	hours, ok := two(b[1:])
	var minutes int64
	if rest := b[3:]; ok && len(rest) > 0 {
		if rest[0] == ':' {
			rest = rest[1:]
		}
		if len(rest) != 2 {
			return 0, false
		}
		minutes, ok = two(rest)
	}
	if !ok || hours > 23 || minutes > 59 {
		return 0, false
	}
	offset = (hours*60 + minutes) * 60
	if b[0] == '-' {
		offset = -offset
	}
	return offset, true
}

// two reads two digits; b has them.
func two(b []byte) (int64, bool) {
	x, y := b[0]-'0', b[1]-'0'
	return int64(x)*10 + int64(y), x <= 9 && y <= 9
}

func daysOfMonth(year, month int64) int64 {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// civil is the number of days from 1970-01-01 to a date of the years 0 to 9999.
// The year begins in March, so that the leap day is its last.
func civil(year, month, day int64) int64 {
	if month > 2 {
		month -= 3
	} else {
		month += 9
		year--
	}
	year += 400 // not negative: a cycle of the calendar has 146,097 days
	return year*365 + year/4 - year/100 + year/400 + (month*153+2)/5 + day - 1 - 146097 - 719468
}

// appendDate writes 2006-01-02.
func appendDate(b []byte, days int64) ([]byte, error) {
	if days < -719528 || days > 2932896 { // 0000-01-01, 9999-12-31
		return b, errYear
	}
	year, month, day := time.Unix(days*86400, 0).UTC().Date()
	b = appendTwo(b, year/100)
	b = appendTwo(b, year%100)
	b = appendTwo(append(b, '-'), int(month))
	return appendTwo(append(b, '-'), day), nil
}

// appendMoment writes 2006-01-02 15:04:05.000000.
func appendMoment(b []byte, micros int64) ([]byte, error) {
	days := micros / microsOfDay
	rest := micros % microsOfDay
	if rest < 0 {
		days--
		rest += microsOfDay
	}
	b, err := appendDate(b, days)
	if err != nil {
		return b, err
	}
	return appendClock(append(b, ' '), rest), nil
}

// appendClock writes 15:04:05.000000; micros is from 0 to a day.
func appendClock(b []byte, micros int64) []byte {
	seconds, fraction := int(micros/microsOfSecond), int(micros%microsOfSecond)
	b = appendTwo(b, seconds/3600)
	b = appendTwo(append(b, ':'), seconds/60%60)
	b = appendTwo(append(b, ':'), seconds%60)
	b = appendTwo(append(b, '.'), fraction/10000)
	b = appendTwo(b, fraction/100%100)
	return appendTwo(b, fraction%100)
}

func appendTwo(b []byte, n int) []byte {
	return append(b, byte('0'+n/10), byte('0'+n%10))
}
