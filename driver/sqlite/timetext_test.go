package sqlite

import (
	"testing"
	"time"
)

func TestParseMomentRefuses(t *testing.T) {
	for _, s := range []string{"", "2026", "2026-1-02", "2026-13-01", "2026-00-10", "2026-02-29", "1900-02-29", "2026-01-32", "2026-01-02x", "2026-01-02 ", "2026-01-02 1",
		"2026-01-02 24:00:00", "2026-01-02 10:60", "2026-01-02 10:00:60", "2026-01-02 10:00:00.", "2026-01-02 10:00:00.x", "2026-01-02 10:00:00+", "2026-01-02 10:00:00+2",
		"2026-01-02 10:00:00+24", "2026-01-02 10:00:00+02:60", "2026-01-02 10:00:00+02:0", "2026-01-02 10:00:00Zx", "2026-01-02 10:00:00 ", "-026-01-02", "2026-01-02 10:00:00\x00"} {
		if m, ok := parseMoment([]byte(s)); ok {
			t.Errorf("%q is %v", s, m.time())
		}
	}
}

// Every day of the calendar comes back, and is the day that package time has.
func TestEachDay(t *testing.T) {
	var b []byte
	step := int64(1)
	if slow > 1 {
		step = 7
	}
	for d := int64(-719528); d <= 2932896; d += step {
		b, err := appendDate(b[:0], d)
		if err != nil {
			t.Fatal(err)
		}
		if back, ok := parseDate(b); !ok || back != d {
			t.Fatalf("%s: %d, want %d", b, back, d)
		}
	}
	for _, d := range []int64{-719529, 2932897} {
		if b, err := appendDate(nil, d); err == nil {
			t.Fatal(string(b))
		}
	}
}

func FuzzMoment(f *testing.F) {
	for _, s := range []string{"2026-01-02", "2026-01-02 03:04:05.123456", "2026-01-02T03:04:05Z", "2026-01-02 03:04:05.9+02:00", "0000-02-29 23:59-0130", "9999-12-31 24:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m, ok := parseMoment([]byte(s))
		for _, layout := range []string{"2006-01-02", "2006-01-02 15:04:05", "2006-01-02T15:04:05Z07:00", "2006-01-02 15:04:05Z07:00"} {
			want, err := time.Parse(layout, s)
			if err != nil {
				continue
			}
			for i := range len(s) { // package time also takes a comma
				if s[i] == ',' {
					return
				}
			}
			if !ok || m.instant() != want.UnixMicro() {
				// package time allows offsets up to 24:00, and hours of one digit
				if _, off := want.Zone(); ok || off < 86400 && off > -86400 && len(s) >= 19 && s[13] == ':' {
					t.Fatalf("%q: %v %v, want %v", s, ok, m.time(), want)
				}
			}
			return
		}
		if !ok {
			return
		}
		b, err := appendMoment(nil, m.instant())
		if err != nil { // the offset leads out of the years
			return
		}
		if back, ok := parseMoment(b); !ok || back.instant() != m.instant() {
			t.Fatalf("%q: %s", s, b)
		}
	})
}

func FuzzClock(f *testing.F) {
	f.Add("10:11:12.131415")
	f.Add("24:00")
	f.Fuzz(func(t *testing.T, s string) {
		n, rest, ok := parseClock([]byte(s))
		if !ok || len(rest) > 0 {
			return
		}
		back, rest, ok := parseClock(appendClock(nil, n))
		if !ok || len(rest) > 0 || back != n {
			t.Fatal(s, n, back)
		}
	})
}
