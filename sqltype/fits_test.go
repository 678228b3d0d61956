package sqltype_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/sqltype"
)

func TestStored(t *testing.T) {
	for _, c := range []struct {
		v    driver.Value
		d    sqltype.Type
		fits bool
	}{
		{driver.OfString("abc"), sqltype.String(3), true},
		{driver.OfString("日本茶"), sqltype.String(3), true}, // characters, not bytes
		{driver.OfString("abcd"), sqltype.String(3), false},
		{driver.OfString("abcd"), sqltype.String(), true},
		{driver.OfString("abcd"), sqltype.Text, true},
		{driver.OfDecimal("-12.34"), sqltype.Numeric(4, 2), true},
		{driver.OfDecimal("0012.3400"), sqltype.Numeric(4, 2), true},
		{driver.OfDecimal("12.345"), sqltype.Numeric(4, 2), false},
		{driver.OfDecimal("123.4"), sqltype.Numeric(4, 2), false},
		{driver.OfDecimal(".5"), sqltype.Numeric(1, 1), true},
		{driver.OfDecimal("1e1"), sqltype.Numeric(4, 2), true},
		{driver.OfDecimal("1.5E+1"), sqltype.Numeric(4, 2), true},
		{driver.OfDecimal("1e2"), sqltype.Numeric(4, 2), false},
		{driver.OfDecimal("1200e-2"), sqltype.Numeric(4, 2), true},
		{driver.OfDecimal("12345e-3"), sqltype.Numeric(4, 2), false},
		{driver.OfDecimal("1230e-3"), sqltype.Numeric(4, 2), true},
		{driver.OfDecimal("0e99999999999999999999"), sqltype.Numeric(4, 2), true},
		{driver.OfDecimal("1e99999999999999999999"), sqltype.Numeric(4, 2), false},
		{driver.OfDecimal("1e-99999999999999999999"), sqltype.Numeric(4, 2), false},
		{driver.OfDecimal("-0.00"), sqltype.Numeric(1, 0), true},
		{driver.OfArray([]driver.Value{driver.OfDecimal("1.25"), {}}), sqltype.ArrayOf(sqltype.Numeric(4, 2)), true},
		{driver.OfArray([]driver.Value{driver.OfDecimal("1.255")}), sqltype.ArrayOf(sqltype.Numeric(4, 2)), false},
		{driver.OfStrings([]string{"abc", "abcd"}), sqltype.ArrayOf(sqltype.String(3)), false},
		{driver.OfStrings([]string{"a\xff"}), sqltype.ArrayOf(sqltype.Text), false},
		{driver.OfBytes([]byte{1}), sqltype.Binary(2), false},
		{driver.OfInt(7), sqltype.Integer, true},
		{driver.Value{}, sqltype.String(1), true},
	} {
		if _, err := sqltype.Stored(c.v, c.d.Desc()); (err == nil) != c.fits {
			t.Errorf("%v in %v: %v", c.v.Go(), c.d.Desc(), err)
		}
	}
}

func TestStoredTimes(t *testing.T) {
	at := time.Date(2024, 12, 31, 23, 59, 59, 999_999_999, time.UTC)
	before := time.Date(-44, 3, 15, 12, 0, 0, 1_999_000, time.UTC)
	for _, c := range []struct {
		v, want driver.Value
		d       sqltype.Type
	}{
		{driver.OfTime(at), driver.OfTime(at.Truncate(time.Microsecond)), sqltype.TimestampTZ},
		{driver.OfTime(at), driver.OfTime(at.Truncate(time.Millisecond)), sqltype.TimestampTZPrecision(3)},
		{driver.OfWall(at), driver.OfWall(at.Truncate(time.Second / 10)), sqltype.TimestampPrecision(1)},
		{driver.OfWall(before), driver.OfWall(before.Add(-999 * time.Microsecond)), sqltype.TimestampPrecision(3)},
		{driver.OfClock(24*time.Hour - 1), driver.OfClock(24*time.Hour - time.Millisecond), sqltype.TimePrecision(3)},
		{driver.OfTime(driver.Infinity()), driver.OfTime(driver.Infinity()), sqltype.TimestampTZPrecision(3)},
	} {
		got, err := sqltype.Stored(c.v, c.d.Desc())
		if err != nil || got != c.want {
			t.Errorf("%v in %v is %v, %v; want %v", c.v.Go(), c.d.Desc(), got.Go(), err, c.want.Go())
		}
	}
	pair := driver.OfArray([]driver.Value{driver.OfTime(at), {}})
	got, err := sqltype.Stored(pair, sqltype.ArrayOf(sqltype.TimestampTZPrecision(3)).Desc())
	if err != nil || !got.Array()[0].Time().Equal(at.Truncate(time.Millisecond)) || !pair.Array()[0].Time().Equal(at.Truncate(time.Microsecond)) {
		t.Errorf("%v, %v; what was given is now %v", got.Go(), err, pair.Go())
	}
}

func TestTextsInJSON(t *testing.T) {
	type inner struct{ S string }
	type doc struct {
		inner
		A  map[string]any
		B  *inner
		C  []inner
		No string `json:"-"`
	}
	bad := "bad\xff"
	for _, x := range []any{bad, []string{bad}, map[string]int{bad: 1}, doc{inner: inner{bad}}, &doc{A: map[string]any{"x": []any{1, bad}}}, doc{B: &inner{bad}}, doc{C: []inner{{bad}}},
		json.RawMessage(`"` + bad + `"`), struct{ R json.RawMessage }{json.RawMessage(`"` + bad + `"`)}} {
		if v, err := sqltype.Encode(x, sqltype.JSON.Desc()); err == nil {
			t.Errorf("%#v became %s", x, v.Str())
		}
	}
	for _, x := range []any{"\ufffd", `\ufffd`, json.RawMessage(`"\ufffd"`), doc{No: bad}, []any{nil, `\ufffd`}, map[string]*inner{"a": nil}} {
		if _, err := sqltype.Encode(x, sqltype.JSON.Desc()); err != nil {
			t.Errorf("%#v: %v", x, err)
		}
	}
}

func TestJSONIsPlain(t *testing.T) {
	for _, c := range []struct {
		x    any
		want string
	}{
		{"<a href=\"x\">&", `"<a href=\"x\">&"`},
		{map[string]int{"<": 1}, `{"<":1}`},
		{"\u2028\u2029", "\"\u2028\u2029\""},
		{"\x1f\x01\x7f\b\f\t", `"\u001F\u0001` + "\x7f" + `\b\f\t"`},
		{`\u003c\\u003c`, `"\\u003c\\\\u003c"`},
		{"\\<", `"\\<"`},
		{[]any{json.RawMessage(`"\ud83d\ude00"`), "\ufffd"}, "[\"\\uD83D\\uDE00\",\"\ufffd\"]"},
		{json.RawMessage(`"\u003c"`), `"\u003c"`}, // a text of the program's stays as it is
	} {
		v, err := sqltype.Encode(c.x, sqltype.JSON.Desc())
		if err != nil || v.Str() != c.want {
			t.Errorf("%#v is %s, %v; want %s", c.x, v.Str(), err, c.want)
			continue
		}
		if !json.Valid(v.Bytes()) {
			t.Errorf("%s is no JSON", v.Str())
		}
	}
}

func TestArraysAreBlocks(t *testing.T) {
	typ := sqltype.ArrayOf(sqltype.ArrayOf(sqltype.Integer)).Desc()
	for _, x := range [][][]int{{{}}, {{}, {}}, {{1}, {2, 3}}, {{1}, nil}} {
		if v, err := sqltype.Encode(x, typ); err == nil {
			t.Errorf("%v became %v", x, v.Go())
		}
	}
	for _, x := range [][][]int{{}, {{1}}, {{1, 2}, {3, 4}}} {
		if _, err := sqltype.Encode(x, typ); err != nil {
			t.Errorf("%v: %v", x, err)
		}
	}
}

func TestDefaultOf(t *testing.T) {
	for _, c := range []struct {
		v    driver.Value
		d    sqltype.Type
		fits bool
	}{
		{driver.OfString("0"), sqltype.Numeric(12, 2), true},
		{driver.OfString("0x10"), sqltype.Numeric(12, 2), false},
		{driver.OfString("0.005"), sqltype.Numeric(12, 2), false},
		{driver.OfFloat(0.005), sqltype.Numeric(12, 2), true}, // a float is no exact number: the database rounds it
		{driver.OfString("abcd"), sqltype.String(3), false},
		{driver.OfString("2024-01-01"), sqltype.Date, true},
		{driver.OfString("lo"), sqltype.Enum("e", "low"), false},
		{driver.OfInt(40_000), sqltype.SmallInt, false},
		{driver.OfInt(0), sqltype.Text, true},
		{driver.OfBytes([]byte{1}), sqltype.Binary(2), false},
		{driver.Value{}, sqltype.String(1), true},
	} {
		if _, err := sqltype.DefaultOf(c.v, c.d.Desc()); (err == nil) != c.fits {
			t.Errorf("%v in %v: %v", c.v.Go(), c.d.Desc(), err)
		}
	}
}

func TestDefaultsThatAreTimes(t *testing.T) {
	noon := time.Date(2024, 3, 10, 12, 0, 0, 1_500_000, time.FixedZone("", 3600))
	day := time.Date(2024, 3, 10, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		v, want driver.Value
		d       sqltype.Type
	}{
		{driver.OfTime(noon), driver.OfTime(noon), sqltype.TimestampTZ},
		{driver.OfTime(noon), driver.OfWall(noon.UTC()), sqltype.Timestamp},
		{driver.OfTime(noon), driver.OfWall(noon.UTC().Truncate(time.Millisecond)), sqltype.TimestampPrecision(3)},
		{driver.OfTime(noon), driver.OfClock(11*time.Hour + 1500*time.Microsecond), sqltype.Time},
		{driver.OfTime(day), driver.OfDate(day), sqltype.Date},
		{driver.OfInterval(time.Hour), driver.OfClock(time.Hour), sqltype.Time},
		{driver.OfInterval(-time.Hour), driver.OfInterval(-time.Hour), sqltype.Interval},
		{driver.OfTime(noon), driver.Value{}, sqltype.Date},
		{driver.OfInterval(-1000), driver.Value{}, sqltype.Time},
		{driver.OfInterval(25 * time.Hour), driver.Value{}, sqltype.Time},
	} {
		got, err := sqltype.DefaultOf(c.v, c.d.Desc())
		if c.want.IsNull() != (err != nil) || err == nil && got != c.want {
			t.Errorf("%v in %v is %v, %v; want %v", c.v.Go(), c.d.Desc(), got.Go(), err, c.want.Go())
		}
	}
}
