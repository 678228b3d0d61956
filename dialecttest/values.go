package dialecttest

import (
	"encoding/json"
	"errors"
	"math"
	"math/big"
	"reflect"
	"slices"
	"strings"
	"time"

	"database/sql/driver"

	"github.com/aludel/aludel/sqltype"
)

// The Go types that users bring along, by shape.
type (
	size  int32
	label string
	id    [16]byte
	date  struct {
		Year  int
		Month time.Month
		Day   int
	}
	level   string
	celsius struct{ milli int64 } // with Scan and Value
	decimal struct{ r big.Rat }   // with MarshalText and UnmarshalText
	point   struct {
		X, Y int
		Tag  *string `json:"tag,omitempty"`
	}
)

func (c celsius) Value() (driver.Value, error) { return c.milli, nil }

func (c *celsius) Scan(x any) error {
	n, ok := x.(int64)
	if !ok {
		return errors.New("celsius wants an int64")
	}
	c.milli = n
	return nil
}

func (d decimal) MarshalText() ([]byte, error) { return []byte(d.r.FloatString(6)), nil }

func (d *decimal) UnmarshalText(b []byte) error {
	if _, ok := d.r.SetString(string(b)); !ok {
		return errors.New("no decimal")
	}
	return nil
}

func dec(s string) (d decimal) {
	d.r.SetString(s)
	return d
}

func sameNumber(a, b string) bool {
	x, ok := new(big.Rat).SetString(a)
	y, ok2 := new(big.Rat).SetString(b)
	return ok && ok2 && x.Cmp(y) == 0
}

func sameTime(a, b time.Time) bool { return a.Equal(b) }

// wall compares what clocks show.
func sameWall(a, b time.Time) bool {
	return a.Format("2006-01-02 15:04:05.000000") == b.Format("2006-01-02 15:04:05.000000")
}

func sameDay(a, b time.Time) bool {
	return a.Format("2006-01-02") == b.Format("2006-01-02") && a.Hour() == 0
}

func sameJSON(a, b any) bool {
	x, _ := json.Marshal(a)
	y, _ := json.Marshal(b)
	var u, v any
	return json.Unmarshal(x, &u) == nil && json.Unmarshal(y, &v) == nil && reflect.DeepEqual(u, v)
}

var awkward = []string{"", " ", "plain", "it's", `say "hi"`, `back\slash`, "`tick`", "a:b", "$1", "?", "%s", "100%", "under_score", "--", "/* */", ";", "NULL", "null", "\t\r\n",
	"Straße", "日本語", "🍺🇩🇪", "e\u0301", "\u202e", "\u00a0", "\ufeff", "'; DROP TABLE value; --", "\\'", "\\", "''", "\x01\x1f\x7f"}

func typeCases() []testCase {
	zone := time.FixedZone("odd", 5*3600+45*60)
	new := func(s string) *string { return &s }
	return slices.Concat(
		column[bool]{name: "bool", typ: sqltype.Boolean, values: []bool{true, false}}.cases(),
		column[int16]{name: "smallint", typ: sqltype.SmallInt, values: []int16{0, 1, -1, math.MaxInt16, math.MinInt16}}.cases(),
		column[int]{name: "integer", typ: sqltype.Integer, values: []int{0, -1, math.MaxInt32, math.MinInt32}}.cases(),
		column[int64]{name: "bigint", typ: sqltype.BigInt, values: []int64{0, -1, math.MaxInt64, math.MinInt64, 1<<53 + 1}}.cases(),
		column[int8]{name: "int8", typ: sqltype.As[int8](sqltype.SmallInt), values: []int8{math.MinInt8, math.MaxInt8}}.cases(),
		column[uint16]{name: "uint16", typ: sqltype.As[uint16](sqltype.Integer), values: []uint16{0, math.MaxUint16}}.cases(),
		column[uint64]{name: "uint64", typ: sqltype.As[uint64](sqltype.BigInt), values: []uint64{0, math.MaxInt64}}.cases(),
		column[uint64]{name: "uint64 as numeric", typ: sqltype.As[uint64](sqltype.Numeric(20, 0)), values: []uint64{0, math.MaxUint64}}.cases(),
		column[size]{name: "a named integer", typ: sqltype.As[size](sqltype.Integer), values: []size{-5, math.MaxInt32}}.cases(),
		column[float32]{name: "real", typ: sqltype.Real, opaque: true, values: []float32{0, 1.5, -0.1, math.MaxFloat32, 1e-30}}.cases(),
		column[float64]{name: "double", typ: sqltype.Double, values: []float64{0, 0.1, -1.0 / 3, math.MaxFloat64, -math.MaxFloat64, 2.2250738585072014e-308, 1e15, 123456789.123456789}}.cases(),
		column[float64]{name: "float", typ: sqltype.Float, values: []float64{0.1, 1e300}}.cases(),
		column[string]{name: "numeric", typ: sqltype.Numeric(24, 6), same: sameNumber, values: []string{"0", "0.000001", "-0.1", "999999999999999999.999999", "-999999999999999999.999999", "1.50", "1e3"}}.cases(),
		column[decimal]{name: "a decimal type", typ: sqltype.As[decimal](sqltype.Numeric(24, 6)), same: func(a, b decimal) bool { return a.r.Cmp(&b.r) == 0 },
			values: []decimal{dec("0"), dec("-12345678901234567.000001")}}.cases(),
		column[string]{name: "varchar", typ: sqltype.String(200), values: awkward}.cases(),
		column[string]{name: "text", typ: sqltype.Text, opaque: true, values: append([]string{strings.Repeat("ä", 70_000)}, awkward...)}.cases(),
		column[label]{name: "a named text", typ: sqltype.As[label](sqltype.String(20)), values: []label{"", "x"}}.cases(),
		column[[]byte]{name: "bytes", typ: sqltype.Bytes, opaque: true, values: [][]byte{{}, {0}, {0xff, 0, 0x27, 0x5c}, everyByte(), slices.Repeat(everyByte(), 300)}}.cases(),
		column[time.Time]{name: "date", typ: sqltype.Date, same: sameDay, values: []time.Time{day(1970, 1, 1), day(1969, 12, 31), day(1000, 1, 1), day(9999, 12, 31), day(2000, 2, 29)}}.cases(),
		column[date]{name: "a date type", typ: sqltype.As[date](sqltype.Date), values: []date{{1970, 1, 1}, {2024, 2, 29}, {9999, 12, 31}}}.cases(),
		column[time.Duration]{name: "time", typ: sqltype.Time, values: []time.Duration{0, time.Microsecond, 12 * time.Hour, 24*time.Hour - time.Microsecond}}.cases(),
		column[time.Time]{name: "timestamp", typ: sqltype.Timestamp, same: sameWall, values: []time.Time{time.Unix(0, 0).UTC(), time.Date(2024, 3, 10, 2, 30, 0, 123456000, time.UTC),
			time.Date(1582, 10, 10, 0, 0, 0, 0, time.UTC), time.Date(9999, 12, 31, 23, 59, 59, 999999000, time.UTC), time.Date(2024, 7, 1, 12, 0, 0, 0, zone)}}.cases(),
		column[time.Time]{name: "timestamp with time zone", typ: sqltype.TimestampTZ, same: sameTime, values: []time.Time{time.Unix(0, 0), time.Date(2024, 3, 10, 2, 30, 0, 1000, time.UTC),
			time.Date(2024, 7, 1, 12, 0, 0, 500_000_000, zone), time.Date(2037, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)}}.cases(),
		column[time.Duration]{name: "interval", typ: sqltype.Interval, values: []time.Duration{0, time.Microsecond, -time.Hour, 1000 * time.Hour, 90*time.Minute + 500*time.Millisecond}}.cases(),
		column[[16]byte]{name: "uuid", typ: sqltype.UUID, values: [][16]byte{{}, {0: 1, 15: 0xff}, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}}}.cases(),
		column[id]{name: "a uuid type", typ: sqltype.As[id](sqltype.UUID), values: []id{{}, {0xfe, 15: 1}}}.cases(),
		column[celsius]{name: "Scan and Value", typ: sqltype.As[celsius](sqltype.BigInt), values: []celsius{{}, {-40000}}}.cases(),
		column[any]{name: "json", typ: sqltype.JSON, opaque: true, same: sameJSON, values: []any{true, 1.5, "it's \\ \"x\"", []any{}, map[string]any{"a": []any{nil, 1.0}, "ü": "🍺"}}}.cases(),
		column[any]{name: "jsonb", typ: sqltype.JSONB, opaque: true, same: sameJSON, values: []any{[]any{1.0, nil}, map[string]any{"b": 1.0, "a": map[string]any{}}}}.cases(),
		column[point]{name: "json of a struct", typ: sqltype.As[point](sqltype.JSON), opaque: true, values: []point{{}, {1, -2, new("x'y")}}}.cases(),
		column[json.RawMessage]{name: "raw json", typ: sqltype.As[json.RawMessage](sqltype.JSON), opaque: true, same: func(a, b json.RawMessage) bool { return sameJSON(a, b) },
			values: []json.RawMessage{json.RawMessage(`{"a": [1, 2.50, null]}`), json.RawMessage(`"x"`)}}.cases(),
		column[level]{name: "enum", typ: sqltype.As[level](sqltype.Enum("level", "low", "it's", "HIGH ünï")), values: []level{"low", "it's", "HIGH ünï"}}.cases(),
		column[[]int64]{name: "array of integers", needs: Arrays, typ: sqltype.ArrayOf(sqltype.BigInt), opaque: true, values: [][]int64{{}, {1}, {math.MinInt64, 0, math.MaxInt64}}}.cases(),
		column[[]string]{name: "array of texts", needs: Arrays, typ: sqltype.ArrayOf(sqltype.Text), opaque: true, values: [][]string{{}, {""}, awkward}}.cases(),
		column[[]bool]{name: "array of bools", needs: Arrays, typ: sqltype.ArrayOf(sqltype.Boolean), opaque: true, values: [][]bool{{true, false}}}.cases(),
		column[[]*int64]{name: "array with NULLs", needs: Arrays, typ: sqltype.As[[]*int64](sqltype.ArrayOf(sqltype.BigInt)), opaque: true, values: [][]*int64{{nil}, {ptr(int64(5)), nil}}}.cases(),
	)
}

func ptr[T any](v T) *T { return &v }

func everyByte() []byte {
	b := make([]byte, 256)
	for i := range b {
		b[i] = byte(i)
	}
	return b
}
