package pgx

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"
	"unsafe"

	"github.com/aludel/aludel/driver"
)

var utc = time.UTC

// TestValuesRoundTrip binds each value with the type's number, with none, and
// through Once, and compares what comes back as the natural Go value.
func TestValuesRoundTrip(t *testing.T) {
	c := dial(t)
	one(t, c, "drop type if exists pgx_mood")
	one(t, c, "create type pgx_mood as enum ('sad', 'it''s \"ok\"')")
	t.Cleanup(func() { one(t, dial(t), "drop type if exists pgx_mood") })
	id := [16]byte{0xde, 0xad, 0xbe, 0xef, 15: 1}
	day := time.Date(2026, 7, 1, 0, 0, 0, 0, utc)
	at := time.Date(2026, 7, 1, 23, 59, 59, 123456000, utc)
	bc := time.Date(-43, 3, 15, 1, 2, 3, 0, utc)
	for _, r := range []struct {
		typ  string
		oid  uint32
		v    driver.Value
		want any // nil: NULL
	}{
		{"bool", oidBool, driver.OfBool(true), true},
		{"bool", oidBool, driver.OfBool(false), false},
		{"int2", oidInt2, driver.OfInt(-32768), int64(-32768)},
		{"int4", oidInt4, driver.OfInt(math.MaxInt32), int64(math.MaxInt32)},
		{"int8", oidInt8, driver.OfInt(math.MinInt64), int64(math.MinInt64)},
		{"int8", oidInt8, driver.OfUint(math.MaxInt64), int64(math.MaxInt64)},
		{"oid", oidOid, driver.OfInt(math.MaxUint32), int64(math.MaxUint32)},
		{"xid8", oidXid8, driver.OfUint(math.MaxUint64), uint64(math.MaxUint64)},
		{"numeric", oidNumeric, driver.OfUint(math.MaxUint64), "18446744073709551615"},
		{"numeric", oidNumeric, driver.OfInt(-10000), "-10000"},
		{"numeric", oidNumeric, driver.OfFloat(0.1), "0.1"},
		{"numeric", oidNumeric, driver.OfFloat(1e21), "1000000000000000000000"},
		{"float8", oidFloat8, driver.OfInt(1 << 53), float64(1 << 53)},
		{"float4", oidFloat4, driver.OfInt(1 << 24), float64(1 << 24)},
		{"text", oidText, driver.OfInt(-5), "-5"},
		{"float8", oidFloat8, driver.OfFloat(math.SmallestNonzeroFloat64), math.SmallestNonzeroFloat64},
		{"float8", oidFloat8, driver.OfFloat(math.Inf(-1)), math.Inf(-1)},
		{"float8", oidFloat8, driver.OfFloat(math.NaN()), math.NaN()},
		{"float4", oidFloat4, driver.OfFloat(0.1), 0.1},
		{"int4", oidInt4, driver.OfFloat(-3), int64(-3)},
		{"numeric", oidNumeric, driver.OfDecimal("-1.10"), "-1.10"},
		{"numeric", oidNumeric, driver.OfDecimal("0.000"), "0.000"},
		{"numeric", oidNumeric, driver.OfDecimal("12345678901234567890.00012345"), "12345678901234567890.00012345"},
		{"numeric", oidNumeric, driver.OfDecimal("1.5e3"), "1500"},
		{"numeric", oidNumeric, driver.OfDecimal("NaN"), "NaN"},
		{"numeric", oidNumeric, driver.OfDecimal("-Infinity"), "-Infinity"},
		{"numeric", oidNumeric, driver.OfDecimal("1" + strings.Repeat("0", 1000) + ".5"), "1" + strings.Repeat("0", 1000) + ".5"},
		{"float8", oidFloat8, driver.OfDecimal("2.5"), 2.5},
		{"text", oidText, driver.OfString(""), ""},
		{"text", oidText, driver.OfString("ü'\"\\\t\n\x01 🙂"), "ü'\"\\\t\n\x01 🙂"},
		{"varchar", oidVarchar, driver.OfString("x"), "x"},
		{"char(3)", oidBpchar, driver.OfString("x"), "x  "},
		{"name", oidName, driver.OfString("n"), "n"},
		{`"char"`, oidChar, driver.OfString("c"), "c"},
		{"pgx_mood", 0, driver.OfString(`it's "ok"`), `it's "ok"`},
		{"int4", oidInt4, driver.OfString("17"), int64(17)},
		{"date", oidDate, driver.OfString("2026-07-01"), day},
		{"bytea", oidBytea, driver.OfBytes([]byte{0, 1, 255, '\\'}), []byte{0, 1, 255, '\\'}},
		{"bytea", oidBytea, driver.OfBytes(nil), []byte{}},
		{"date", oidDate, driver.OfDate(day), day},
		{"date", oidDate, driver.OfDate(bc), time.Date(-43, 3, 15, 0, 0, 0, 0, utc)},
		{"date", oidDate, driver.OfTime(day), day},
		{"timestamp", oidTimestamp, driver.OfWall(at), at},
		{"timestamp", oidTimestamp, driver.OfWall(bc), bc},
		{"timestamp", oidTimestamp, driver.OfTime(at), at},
		{"timestamp", oidTimestamp, driver.OfDate(day), day},
		{"timestamptz", oidTimestamptz, driver.OfTime(at), at},
		{"timestamptz", oidTimestamptz, driver.OfTime(time.Time{}), time.Time{}},
		{"timestamptz", oidTimestamptz, driver.OfTime(bc), bc},
		{"time", oidTime, driver.OfClock(24 * time.Hour), 24 * time.Hour},
		{"time", oidTime, driver.OfClock(12*time.Hour + 345678*time.Microsecond), 12*time.Hour + 345678*time.Microsecond},
		{"interval", oidInterval, driver.OfInterval(-90 * time.Second), -90 * time.Second},
		{"uuid", oidUUID, driver.OfUUID(&id), "deadbeef-0000-0000-0000-000000000001"},
		{"json", oidJSON, driver.OfJSON([]byte(`{"a": "\u00fc"}`)), `{"a": "\u00fc"}`},
		{"jsonb", oidJSONB, driver.OfJSON([]byte(`{"b":1,"a":[null]}`)), `{"a": [null], "b": 1}`},
		{"jsonb", oidJSONB, driver.OfInt64s([]int64{1, 2}), "[1, 2]"},
		{"json", oidJSON, driver.OfStrings([]string{`a"b`}), `["a\"b"]`},
		{"int2[]", 1005, driver.OfInt64s([]int64{1, -2}), []int64{1, -2}},
		{"int4[]", 1007, driver.OfInt64s([]int64{1, -2}), []int64{1, -2}},
		{"int8[]", 1016, driver.OfInt64s(nil), []int64{}},
		{"int8[]", 1016, driver.OfInt64s([]int64{math.MaxInt64}), []int64{math.MaxInt64}},
		{"numeric[]", 1231, driver.OfArray([]driver.Value{driver.OfDecimal("1.50"), driver.OfDecimal("-0.0001"), driver.OfInt(100000000)}), []any{"1.50", "-0.0001", "100000000"}},
		{"numeric[]", 1231, driver.OfInt64s([]int64{0, 10000}), []any{"0", "10000"}},
		{"float8[]", 1022, driver.OfInt64s([]int64{3}), []any{3.0}},
		{"text[]", 1009, driver.OfStrings([]string{"", `a"\,{}`, "NULL"}), []string{"", `a"\,{}`, "NULL"}},
		{"varchar[]", 1015, driver.OfStrings([]string{"x"}), []string{"x"}},
		{"pgx_mood[]", 0, driver.OfStrings([]string{`it's "ok"`, "sad"}), []string{`it's "ok"`, "sad"}},
		{"uuid[]", 2951, driver.OfArray([]driver.Value{driver.OfUUID(&id), {}}), []any{"deadbeef-0000-0000-0000-000000000001", nil}},
		{"date[]", 1182, driver.OfArray([]driver.Value{driver.OfDate(day)}), []any{day}},
		{"timestamptz[]", 1185, driver.OfArray([]driver.Value{driver.OfTime(at), {}}), []any{at, nil}},
		{"bool[]", 1000, driver.OfArray([]driver.Value{driver.OfBool(true), driver.OfBool(false)}), []any{true, false}},
		{"int4[]", 1007, driver.OfArray([]driver.Value{driver.OfArray([]driver.Value{driver.OfInt(1), {}}), driver.OfArray([]driver.Value{driver.OfInt(3), driver.OfInt(4)})}), []any{[]any{int64(1), nil}, []any{int64(3), int64(4)}}},
		{"inet", oidInet, driver.OfString("10.0.0.1/8"), "10.0.0.1/8"},
		{"inet", oidInet, driver.OfString("::1"), "::1"},
		{"cidr", oidCidr, driver.OfString("10.0.0.0/8"), "10.0.0.0/8"},
		{"macaddr", oidMacaddr, driver.OfString("08:00:2b:01:02:03"), "08:00:2b:01:02:03"},
		{"varbit", oidVarbit, driver.OfString("10110011101"), "10110011101"},
		{"pg_lsn", oidLsn, driver.OfString("16/B374D848"), "16/B374D848"},
		{"timestamptz", oidTimestamptz, driver.OfTime(driver.Infinity()), "infinity"},
		{"timestamp", oidTimestamp, driver.OfWall(driver.NegativeInfinity()), "-infinity"},
		{"date", oidDate, driver.OfDate(driver.Infinity()), "infinity"},
		{"date", oidDate, driver.OfDate(driver.NegativeInfinity()), "-infinity"},
		{"timestamptz[]", 1185, driver.OfArray([]driver.Value{driver.OfTime(driver.Infinity())}), []any{"infinity"}},
		{"interval", oidInterval, driver.OfSpan(driver.Span{Months: -14, Days: 3, Micros: -1500000}), "-14 mons 3 days -00:00:01.500000"},
		{"interval", oidInterval, driver.OfSpan(driver.Span{Days: 1}), 24 * time.Hour},
		{"timetz", oidTimetz, driver.OfString("12:30:00.5+05:30"), "12:30:00.500000+05:30"},
		{"int4range", 3904, driver.OfRange(driver.LowerInclusive, driver.OfInt(1), driver.OfInt(5)), "[1,5)"},
		{"int8range", 3926, driver.OfRange(driver.LowerInfinite|driver.UpperInfinite, driver.Value{}, driver.Value{}), "(,)"},
		{"numrange", 3906, driver.OfRange(driver.UpperInclusive|driver.LowerInfinite, driver.Value{}, driver.OfDecimal("1.50")), `(,"1.50"]`},
		{"numrange", 3906, driver.OfRange(driver.RangeEmpty, driver.Value{}, driver.Value{}), "empty"},
		{"daterange", 3912, driver.OfRange(driver.LowerInclusive, driver.OfDate(day), driver.OfDate(driver.Infinity())), `[2026-07-01,infinity)`},
		{"tsrange", 3908, driver.OfRange(driver.LowerInclusive, driver.OfWall(at), driver.OfWall(at)), "empty"},
		{"tstzrange", 3910, driver.OfRange(driver.LowerInclusive|driver.UpperInclusive, driver.OfTime(bc), driver.OfTime(bc)), `["0044-03-15 01:02:03+00 BC","0044-03-15 01:02:03+00 BC"]`},
		{"int4multirange", 4451, driver.OfArray([]driver.Value{driver.OfRange(driver.LowerInclusive, driver.OfInt(1), driver.OfInt(5)), driver.OfRange(driver.LowerInclusive, driver.OfInt(7), driver.OfInt(9))}), "{[1,5),[7,9)}"},
		{"nummultirange", 4532, driver.OfArray(nil), "{}"},
		{"int4range[]", 3905, driver.OfArray([]driver.Value{driver.OfRange(driver.LowerInclusive, driver.OfInt(1), driver.OfInt(5)), {}}), []any{"[1,5)", nil}},
		{"money", oidMoney, driver.OfDecimal("-1234.50"), "-1234.50"},
		{"money", oidMoney, driver.OfDecimal("0.01"), "0.01"},
		{"tsvector", oidTSVector, driver.OfString(`'it''s':1,3A 'back\\slash':2B`), `'back\\slash':2B 'it''s':1,3A`},
		{"tsquery", oidTSQuery, driver.OfString(`(a | !b:*A) & c <2> (d <-> e) & !(f & g)`), `( 'a' | !'b':*A ) & 'c' <2> ( 'd' <-> 'e' ) & !( 'f' & 'g' )`},
		{"text[]", 1009, driver.OfArray([]driver.Value{driver.OfStrings([]string{"a", "b"}), driver.OfStrings([]string{"", "NULL"})}), []any{[]any{"a", "b"}, []any{"", "NULL"}}},
		{"inet[]", 1041, driver.OfStrings([]string{"10.0.0.1/8"}), []string{"10.0.0.1/8"}},
		{"int4", oidInt4, driver.Value{}, nil},
		{"text", oidText, driver.Value{}, nil},
		{"int4[]", 1007, driver.Value{}, nil},
	} {
		for _, way := range []string{"typed", "untyped", "once", "untyped once"} {
			if k := r.v.Kind(); strings.HasPrefix(way, "untyped") && strings.HasPrefix(r.typ, "json") && (k == driver.Int64s || k == driver.Strings) {
				continue // without the type's number it goes as an array literal
			}
			if strings.HasPrefix(way, "untyped") && strings.HasSuffix(r.typ, "multirange") {
				continue // likewise
			}
			st := stmt("select $1::" + r.typ)
			st.Once = strings.HasSuffix(way, "once")
			if r.oid != 0 && !strings.HasPrefix(way, "untyped") {
				st.Params = []uint32{r.oid}
			}
			for range 2 { // without a type first, then with the one that was learned
				a := batch(t, c, driver.Request{Stmt: st, Args: []driver.Value{r.v}})[0]
				if a.err != nil {
					t.Errorf("%s %v %s: %v", r.typ, r.v.Go(), way, a.err)
					break
				}
				if got := fmt.Sprintf("%#v", a.rows[0][0]); got != fmt.Sprintf("%#v", r.want) {
					t.Errorf("%s %s: got %s, want %#v", r.typ, way, got, r.want)
				}
			}
		}
	}
}

func TestValuesThatDoNotFitAreRefused(t *testing.T) {
	c := dial(t)
	for _, r := range []struct {
		oid uint32
		v   driver.Value
	}{
		{oidInt2, driver.OfInt(32768)},
		{oidInt4, driver.OfInt(-1 << 40)},
		{oidInt8, driver.OfUint(1 << 63)},
		{oidOid, driver.OfInt(-1)},
		{oidFloat8, driver.OfInt(1<<53 + 1)},
		{oidFloat8, driver.OfInt(math.MaxInt64)},
		{oidFloat4, driver.OfInt(1<<24 + 1)},
		{oidFloat8, driver.OfUint(math.MaxUint64)},
		{oidFloat4, driver.OfFloat(1e300)},
		{oidFloat4, driver.OfFloat(1e-300)},
		{oidInt4, driver.OfFloat(2.5)},
		{oidInt8, driver.OfFloat(1 << 63)},
		{oidInt4, driver.OfFloat(math.NaN())},
		{oidDate, driver.OfTime(time.Date(2026, 1, 1, 1, 0, 0, 0, utc))},
		{oidDate, driver.OfDays(math.MaxInt32 * 2)},
		{oidTimestamp, driver.OfWall(time.Date(-5000, 1, 1, 0, 0, 0, 0, utc))},
		{oidTime, driver.OfClock(25 * time.Hour)},
		{oidTime, driver.OfClock(-1 * time.Hour)},
		{oidUUID, driver.OfBytes([]byte{1})},
		{oidInt4, driver.OfBytes([]byte{1})},
		{1007, driver.OfInt64s([]int64{1, 1 << 40})},
		{1009, driver.OfStrings([]string{"a\x00"})},
		{1231, driver.OfArray([]driver.Value{driver.OfDecimal("1,5")})},
		{oidJSON, driver.OfArray([]driver.Value{driver.OfFloat(math.NaN())})},
		{oidJSONB, driver.OfJSON([]byte("\"a\xff\""))},
	} {
		_, err := c.Run(bg, []driver.Request{{Stmt: stmt("select $1", r.oid), Args: []driver.Value{r.v}}})
		e := Classify(err)
		if e == nil || e.Class != driver.Data || !strings.Contains(e.Message, "$1") {
			t.Errorf("%s %v: %v", typeName(r.oid), r.v.Go(), err)
		}
		if err == nil {
			t.FailNow()
		}
	}
}

// scan reads one column of one row into a field of type T.
func scan[T any](t *testing.T, c *conn, expr string, target driver.Target) (T, error) {
	t.Helper()
	var dst struct {
		pad int32
		v   T
	}
	target.Offset = unsafe.Offsetof(dst.v)
	res, err := c.Run(bg, []driver.Request{req("select " + expr + " as col")})
	if err != nil {
		t.Fatal(err)
	}
	defer res.Close()
	rows, err := res.Next()
	if err != nil {
		t.Fatalf("%s: %v", expr, err)
	}
	plan, err := rows.Plan([]driver.Target{target})
	if err != nil {
		return dst.v, err
	}
	if !rows.Next() {
		_, err := rows.Close()
		t.Fatalf("%s: no row: %v", expr, err)
	}
	var a driver.Arena
	err = rows.Fill(plan, unsafe.Pointer(&dst), &a)
	if rows.Next() {
		t.Fatal("two rows")
	}
	return dst.v, err
}

// fills checks a field, one behind a pointer, and NULL for both.
func fills[T any](t *testing.T, c *conn, expr string, k driver.Kind, size uint8, want T) {
	t.Helper()
	got, err := scan[T](t, c, expr, driver.Target{Kind: k, Size: size})
	if err != nil || fmt.Sprintf("%#v", got) != fmt.Sprintf("%#v", want) {
		t.Errorf("%s as %v(%d): %#v %v, want %#v", expr, k, size, got, err, want)
	}
	p, err := scan[*T](t, c, expr, driver.Target{Kind: k, Size: size, Ptr: true})
	if err != nil || p == nil || fmt.Sprintf("%#v", *p) != fmt.Sprintf("%#v", want) {
		t.Errorf("%s as pointer to %v(%d): %v %v, want %#v", expr, k, size, p, err, want)
	}
	typ := "(select case when false then " + expr + " end)"
	p, err = scan[*T](t, c, typ, driver.Target{Kind: k, Size: size, Ptr: true})
	if err != nil || p != nil {
		t.Errorf("%s as pointer to %v: %v %v, want nil", typ, k, p, err)
	}
	if _, err = scan[T](t, c, typ, driver.Target{Kind: k, Size: size}); k != driver.Any && (err == nil || !strings.Contains(err.Error(), `"col"`)) {
		t.Errorf("%s as %v: %v, want an error that names the column", typ, k, err)
	}
	var seen driver.Value
	set := func(_ unsafe.Pointer, v driver.Value, _ *driver.Arena) error { seen = v; return nil }
	if _, err := scan[T](t, c, expr, driver.Target{Kind: k, Size: size, Set: set}); err != nil || k != driver.Any && seen.Kind() != k {
		t.Errorf("%s to Set: %v %v", expr, seen.Kind(), err)
	}
	if _, err := scan[T](t, c, typ, driver.Target{Kind: k, Size: size, Set: set}); err != nil || !seen.IsNull() {
		t.Errorf("%s to Set: %v %v", typ, seen.Kind(), err)
	}
}

func TestFieldsOfEveryKind(t *testing.T) {
	c := dial(t)
	fills(t, c, "true", driver.Bool, 0, true)
	for _, typ := range []string{"int2", "int4", "int8", "oid", "numeric", "float4", "float8"} {
		x := "100::" + typ
		fills(t, c, x, driver.Int, 1, int8(100))
		fills(t, c, x, driver.Int, 2, int16(100))
		fills(t, c, x, driver.Int, 4, int32(100))
		fills(t, c, x, driver.Int, 8, int64(100))
		fills(t, c, x, driver.Int, 0, 100)
		fills(t, c, x, driver.Uint, 1, uint8(100))
		fills(t, c, x, driver.Uint, 2, uint16(100))
		fills(t, c, x, driver.Uint, 4, uint32(100))
		fills(t, c, x, driver.Uint, 8, uint64(100))
		fills(t, c, x, driver.Float, 4, float32(100))
		fills(t, c, x, driver.Float, 8, 100.0)
		fills(t, c, x, driver.Decimal, 0, "100")
	}
	fills(t, c, "18446744073709551615::numeric", driver.Uint, 8, uint64(math.MaxUint64))
	fills(t, c, "5.000", driver.Int, 8, int64(5))
	fills(t, c, "0.1", driver.Float, 8, 0.1)
	fills(t, c, "0.1", driver.Float, 4, float32(0.1))
	fills(t, c, "'NaN'::numeric", driver.Decimal, 0, "NaN")
	fills(t, c, "12.50", driver.String, 0, "12.50")
	fills(t, c, "7", driver.String, 0, "7")
	for _, typ := range []string{"text", "varchar", "bpchar", "name", "xml"} {
		fills(t, c, "'x'::"+typ, driver.String, 0, "x")
	}
	fills(t, c, "'x'", driver.Bytes, 0, []byte("x"))
	fills(t, c, `'\x00ff'::bytea`, driver.Bytes, 0, []byte{0, 255})
	fills(t, c, `''::bytea`, driver.Bytes, 0, []byte{})
	fills(t, c, `'[1]'::json`, driver.JSON, 0, []byte("[1]"))
	fills(t, c, `'[1]'::jsonb`, driver.JSON, 0, []byte("[1]"))
	fills(t, c, `'[1]'::jsonb`, driver.String, 0, "[1]")
	fills(t, c, `'[1]'::text`, driver.JSON, 0, []byte("[1]"))
	at := time.Date(2026, 7, 1, 12, 0, 0, 1000, utc)
	day := time.Date(1970, 1, 1, 0, 0, 0, 0, utc)
	for _, k := range []driver.Kind{driver.Time, driver.Wall} {
		fills(t, c, "'2026-07-01 12:00:00.000001'::timestamp", k, 0, at)
		fills(t, c, "'2026-07-01 14:00:00.000001+02'::timestamptz", k, 0, at)
		fills(t, c, "'1970-01-01'::date", k, 0, day)
		fills(t, c, "'0001-01-01'::timestamp", k, 0, time.Time{})
	}
	fills(t, c, "'1970-01-01'::date", driver.Date, 0, day)
	fills(t, c, "'1970-01-01'::timestamp", driver.Date, 0, day)
	fills(t, c, "'24:00'::time", driver.Clock, 0, 24*time.Hour)
	fills(t, c, "'01:02+00'::timetz", driver.Clock, 0, 62*time.Minute)
	fills(t, c, "'1 day -1 second'::interval", driver.Interval, 0, 24*time.Hour-time.Second)
	fills(t, c, "'00000000-0000-0000-0000-000000000001'::uuid", driver.UUID, 0, [16]byte{15: 1})
	fills(t, c, "'00000000-0000-0000-0000-000000000001'::uuid", driver.String, 0, "00000000-0000-0000-0000-000000000001")
	for _, typ := range []string{"int2", "int4", "int8", "numeric"} {
		fills(t, c, "array[1,2]::"+typ+"[]", driver.Int64s, 0, []int64{1, 2})
	}
	fills(t, c, "'{}'::int4[]", driver.Int64s, 0, []int64{})
	fills(t, c, "array['a','']", driver.Strings, 0, []string{"a", ""})
	fills(t, c, "'x'::text", driver.Any, 0, any("x"))
	fills(t, c, "1::int2", driver.Any, 0, any(int64(1)))
	fills(t, c, "'10.1.2.3'::inet", driver.String, 0, "10.1.2.3")
}

// A trap of pgx: the cells of a row are a part of the buffer that the next row is read into.
func TestCellsOutliveTheNextRow(t *testing.T) {
	c := dial(t)
	const n = 3000
	type record struct {
		text  string
		bytes []byte
		json  []byte
		any   any
	}
	res, err := c.Run(bg, []driver.Request{req(fmt.Sprintf(`select repeat(chr(97 + g %% 26), 90), repeat(chr(97 + g %% 26), 80)::bytea, '"'||repeat(chr(97 + g %% 26), 70)||'"', repeat(chr(97 + g %% 26), 60) from generate_series(0, %d) g`, n-1))})
	if err != nil {
		t.Fatal(err)
	}
	defer res.Close()
	rows, err := res.Next()
	if err != nil {
		t.Fatal(err)
	}
	var r record
	plan, err := rows.Plan([]driver.Target{{Kind: driver.String}, {Col: 1, Kind: driver.Bytes, Offset: unsafe.Offsetof(r.bytes)},
		{Col: 2, Kind: driver.JSON, Offset: unsafe.Offsetof(r.json)}, {Col: 3, Kind: driver.Any, Offset: unsafe.Offsetof(r.any)}})
	if err != nil {
		t.Fatal(err)
	}
	var a driver.Arena
	all, natural := make([]record, n), make([][]any, n)
	for i := range all {
		natural[i] = make([]any, 4)
		if !rows.Next() {
			t.Fatal("rows are missing")
		}
		if err := errors.Join(rows.Fill(plan, unsafe.Pointer(&all[i]), &a), rows.Values(natural[i])); err != nil {
			t.Fatal(err)
		}
	}
	for i, r := range all {
		x := string(rune('a' + i%26))
		want := fmt.Sprint(strings.Repeat(x, 90), strings.Repeat(x, 80), `"`, strings.Repeat(x, 70), `"`, strings.Repeat(x, 60))
		if got := fmt.Sprint(r.text, string(r.bytes), string(r.json), r.any); got != want {
			t.Fatalf("row %d: %s", i, got)
		}
		v := natural[i]
		if got := fmt.Sprintf("%s%s%s%s", v...); got != want {
			t.Fatalf("the values of row %d: %s", i, got)
		}
	}
}

func TestWhatWouldLoseSomethingIsAnError(t *testing.T) {
	c := dial(t)
	lossy := func(expr string, k driver.Kind, size uint8) {
		t.Helper()
		if got, err := scan[[24]byte](t, c, expr, driver.Target{Kind: k, Size: size}); err == nil || !strings.Contains(err.Error(), `"col"`) {
			t.Errorf("%s as %v(%d): %v, %v", expr, k, size, got, err)
		}
	}
	lossy("128", driver.Int, 1)
	lossy("-129", driver.Int, 1)
	lossy("32768", driver.Int, 2)
	lossy("2147483648", driver.Int, 4)
	lossy("-1", driver.Uint, 8)
	lossy("256", driver.Uint, 1)
	lossy("1.5", driver.Int, 8)
	lossy("9223372036854775808", driver.Int, 8)
	lossy("'NaN'::numeric", driver.Int, 8)
	lossy("-1.0", driver.Uint, 8)
	lossy("1.5::float8", driver.Int, 8)
	lossy("1e300::float8", driver.Int, 8)
	lossy("9007199254740993::int8", driver.Float, 8)
	lossy("0.1::float8", driver.Float, 4)
	lossy("1::int4", driver.Bool, 0)
	lossy("'1'::text", driver.Int, 8)
	lossy("true", driver.Int, 8)
	lossy("now()", driver.String, 0)
	lossy("'2026-01-01 00:00:01'::timestamp", driver.Date, 0)
	lossy("'10:00+02'::timetz", driver.Clock, 0)
	lossy("'1 month'::interval", driver.Interval, 0)
	lossy("'300 years'::interval", driver.Interval, 0)
	lossy("'3000000 days'::interval", driver.Interval, 0)
	lossy("array[1,null]", driver.Int64s, 0)
	lossy("array[[1],[2]]", driver.Int64s, 0)
	lossy("array['a']", driver.Int64s, 0)
	lossy("array['a',null]", driver.Strings, 0)
	lossy("'(1,2)'::point", driver.String, 0)
	lossy("'(1,2)'::point", driver.Any, 0)
	lossy("row(1,'x')", driver.Any, 0)
	lossy("1", driver.Int, 3)
	lossy("1", driver.Array, 0)
}

func TestNaturalValues(t *testing.T) {
	c := dial(t)
	for expr, want := range map[string]string{
		"'infinity'::timestamptz":                   `"infinity"`,
		"'-infinity'::date":                         `"-infinity"`,
		"'294276-12-31'::timestamp":                 "294276",
		"'1 year 2 days -3 seconds'::interval":      `"12 mons 2 days -00:00:03"`,
		"'10:00+05:30'::timetz":                     `"10:00:00+05:30"`,
		"array[[1,2],[3,null]]":                     `[]interface {}{[]interface {}{1, 2}, []interface {}{3, interface {}(nil)}}`,
		"pg_sleep(0)":                               "<nil>",
		"'$.a'::jsonpath":                           `"$.\"a\""`,
		"array['10.0.0.1'::inet]":                   `[]string{"10.0.0.1"}`,
		"'{}'::text[]":                              `[]string{}`,
		"123456789012345678901234567890.1::numeric": `"123456789012345678901234567890.1"`,
	} {
		a := one(t, c, "select "+expr)
		if got := fmt.Sprintf("%#v", a.rows[0][0]); got != want && !(strings.HasPrefix(got, "time.Date("+want)) {
			t.Errorf("%s: got %s, want %s", expr, got, want)
		}
	}
}

func TestTypesMadeByUsers(t *testing.T) {
	c := dial(t)
	for _, name := range []string{"citext", "hstore"} {
		if a := batch(t, c, req("create extension if not exists "+name+" schema public")); a[0].err != nil {
			t.Skipf("the server lacks the extension %s: %v", name, a[0].err)
		}
	}
	one(t, c, "drop type if exists pgx_pair")
	one(t, c, "create type pgx_pair as (a int, b text)")
	t.Cleanup(func() { one(t, dial(t), "drop type if exists pgx_pair") })
	expect(t, "citext", one(t, c, "select 'Ab'::citext, array['Ab'::citext]").rows, "[[Ab [Ab]]]")
	for _, expr := range []string{"'a=>1'::hstore", "row(1,'x')::pgx_pair", "''::hstore"} {
		a := batch(t, c, req("select "+expr))
		if e := Classify(a[0].err); e == nil || !strings.Contains(e.Message, "::text") {
			t.Errorf("%s: %v %v", expr, a[0].rows, a[0].err)
		}
		if _, err := scan[string](t, c, expr, driver.Target{Kind: driver.String}); err == nil {
			t.Errorf("%s was taken for a text", expr)
		}
	}
}
