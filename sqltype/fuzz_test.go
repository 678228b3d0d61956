package sqltype

import (
	"math"
	"reflect"
	"testing"
	"time"

	"github.com/aludel/aludel/driver"
)

// FuzzPeriod reads what it wrote, and never panics at anything else.
func FuzzPeriod(f *testing.F) {
	f.Add(int32(0), int32(0), int64(0), "P1Y2M3W4DT5H6M7.5S")
	f.Add(int32(math.MinInt32), int32(math.MaxInt32), int64(math.MinInt64), "PT-0.000001S")
	f.Add(int32(1), int32(-1), int64(-1), "P99999999999999999999Y")
	f.Fuzz(func(t *testing.T, months, days int32, micros int64, junk string) {
		p := Period{months, days, micros}
		var q Period
		if err := q.UnmarshalText([]byte(p.String())); err != nil || q != p {
			t.Errorf("%s was read as %v: %v", p, q, err)
		}
		_ = q.UnmarshalText([]byte(junk))
	})
}

// FuzzTimeTZ likewise.
func FuzzTimeTZ(f *testing.F) {
	f.Add(int64(0), 0, "15:04:05.1+02")
	f.Add(int64(86_400_000_000), -57599, "24:00:00-15:59:59")
	f.Fuzz(func(t *testing.T, micros int64, offset int, junk string) {
		x := TimeTZ{Clock: time.Duration(micros) * time.Microsecond, Offset: offset}
		var y TimeTZ
		if text, err := x.MarshalText(); err == nil && micros >= 0 && micros <= 86_400_000_000 {
			if err := y.UnmarshalText(text); err != nil || x != y {
				t.Errorf("%s was read as %v: %v", text, y, err)
			}
		}
		_ = y.UnmarshalText([]byte(junk))
	})
}

// FuzzRange writes a range as a text, as databases without ranges keep it, and reads it.
func FuzzRange(f *testing.F) {
	f.Add("1.5", "2", true, false, true, true, "[1,2)")
	f.Add("-1", "1e3", false, true, false, true, `("a""b",]`)
	f.Fuzz(func(t *testing.T, lower, upper string, lowerIn, upperIn, hasLower, hasUpper bool, junk string) {
		d := NumRange.Desc()
		r := Range[string]{Lower: lower, Upper: upper, LowerInclusive: lowerIn && hasLower, UpperInclusive: upperIn && hasUpper, HasLower: hasLower, HasUpper: hasUpper}
		if v, err := Encode(r, d); err == nil {
			var got Range[string]
			if err := got.parse(string(driver.AppendText(nil, v)), d.Elem); err != nil {
				t.Fatalf("%v: %v", r, err)
			}
			if !hasLower {
				r.Lower = ""
			}
			if !hasUpper {
				r.Upper = ""
			}
			if got != r {
				t.Errorf("%v was read as %v", r, got)
			}
		}
		var times Range[time.Time]
		_ = times.parse(junk, TimestampTZ.Desc())
		var ints Range[int]
		_ = ints.parse(junk, Integer.Desc())
	})
}

// FuzzHStore likewise.
func FuzzHStore(f *testing.F) {
	f.Add("a", "b", true, `"a"=>NULL`)
	f.Add(`"`, `\`, false, `"a"=>"b", "c`)
	f.Fuzz(func(t *testing.T, key, value string, null bool, junk string) {
		h := HStore{key: &value, "": nil}
		if null {
			h[key] = nil
		}
		got, err := parseHStore(string(driver.AppendText(nil, h.value())))
		if err != nil || !reflect.DeepEqual(got, h) {
			t.Errorf("%v was read as %v: %v", h, got, err)
		}
		_, _ = parseHStore(junk)
	})
}
