package sqlite

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"
	"unsafe"

	"github.com/aludel/aludel/driver"
)

// read selects an expression into a T.
func read[T any](t testing.TB, c *Conn, tg driver.Target, detach bool, expr string, args ...driver.Value) (T, error) {
	t.Helper()
	var dst T
	var a driver.Arena
	res, err := c.Run(background, []driver.Request{{Stmt: stmt("SELECT " + expr), Args: args}})
	if err != nil {
		t.Fatal(err)
	}
	defer res.Close()
	rows, err := res.Next()
	if err != nil {
		return dst, err
	}
	if detach {
		if err := rows.Detach(1 << 22); err != nil {
			t.Fatal(err)
		}
	}
	plan, err := rows.Plan([]driver.Target{tg})
	if err != nil {
		t.Fatal(err)
	}
	if !rows.Next() {
		t.Fatal("no row")
	}
	err = rows.Fill(plan, unsafe.Pointer(&dst), &a)
	if _, cerr := rows.Close(); cerr != nil {
		t.Fatal(cerr)
	}
	return dst, err
}

// trip binds v and reads it back: as itself, through a pointer, by Set, detached.
func trip[T any](t *testing.T, c *Conn, tg driver.Target, v driver.Value, want T, stored string) {
	t.Helper()
	name := fmt.Sprintf("%v %v", tg.Kind, want)
	if got := one(t, c, "SELECT quote(?)", v); got != stored {
		t.Errorf("%s is stored as %v, want %s", name, got, stored)
	}
	for _, detach := range []bool{false, true} {
		got, err := read[T](t, c, tg, detach, "?", v)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v %v", name, got, err)
		}
		p := tg
		p.Ptr = true
		ptr, err := read[*T](t, c, p, detach, "?", v)
		if err != nil || ptr == nil || !reflect.DeepEqual(*ptr, want) {
			t.Errorf("%s by pointer: %v %v", name, ptr, err)
		}
		if ptr, err = read[*T](t, c, p, detach, "NULL"); err != nil || ptr != nil {
			t.Errorf("%s NULL by pointer: %v %v", name, ptr, err)
		}
		if _, err = read[T](t, c, tg, detach, "NULL"); err == nil {
			t.Errorf("%s: NULL without a pointer", name)
		}
		s := tg
		var seen string
		s.Set = func(_ unsafe.Pointer, v driver.Value, _ *driver.Arena) error {
			seen = fmt.Sprintf("%v %v", v.Kind(), v.Go())
			return nil
		}
		if _, err := read[T](t, c, s, detach, "?", v); err != nil || seen != fmt.Sprintf("%v %v", v.Kind(), v.Go()) {
			t.Errorf("%s by Set: %s %v", name, seen, err)
		}
		if _, err := read[T](t, c, s, detach, "NULL"); err != nil || seen != "null <nil>" {
			t.Errorf("%s NULL by Set: %s %v", name, seen, err)
		}
	}
}

func TestRoundTrip(t *testing.T) {
	c := open(t)
	k := func(k driver.Kind, size ...uint8) driver.Target {
		tg := driver.Target{Kind: k, Size: 8}
		if len(size) > 0 {
			tg.Size = size[0]
		}
		return tg
	}
	at := time.Date(2026, 1, 2, 23, 4, 5, 123456000, time.UTC)
	zone := time.FixedZone("x", 7200)
	trip(t, c, k(driver.Bool), driver.OfBool(true), true, "1")
	trip(t, c, k(driver.Bool), driver.OfBool(false), false, "0")
	for _, n := range []int64{0, -1, math.MaxInt64, math.MinInt64} {
		trip(t, c, k(driver.Int), driver.OfInt(n), n, fmt.Sprint(n))
	}
	trip(t, c, k(driver.Int, 4), driver.OfInt(math.MinInt32), int32(math.MinInt32), "-2147483648")
	trip(t, c, k(driver.Int, 2), driver.OfInt(math.MaxInt16), int16(math.MaxInt16), "32767")
	trip(t, c, k(driver.Int, 1), driver.OfInt(-128), int8(-128), "-128")
	trip(t, c, k(driver.Uint), driver.OfUint(math.MaxInt64), uint64(math.MaxInt64), "9223372036854775807")
	trip(t, c, k(driver.Uint, 4), driver.OfUint(math.MaxUint32), uint32(math.MaxUint32), "4294967295")
	trip(t, c, k(driver.Uint, 2), driver.OfUint(math.MaxUint16), uint16(math.MaxUint16), "65535")
	trip(t, c, k(driver.Uint, 1), driver.OfUint(255), uint8(255), "255")
	trip(t, c, k(driver.Float), driver.OfFloat(0.1), 0.1, "0.1")
	trip(t, c, k(driver.Float), driver.OfFloat(math.MaxFloat64), math.MaxFloat64, "1.7976931348623157e+308")
	trip(t, c, k(driver.Float), driver.OfFloat(math.Inf(-1)), math.Inf(-1), "-9.0e+999")
	trip(t, c, k(driver.Float, 4), driver.OfFloat(float64(float32(1.5))), float32(1.5), "1.5")
	trip(t, c, k(driver.String), driver.OfString(""), "", "''")
	trip(t, c, k(driver.String), driver.OfString("it's 漢字 🙂"), "it's 漢字 🙂", "'it''s 漢字 🙂'")
	trip(t, c, k(driver.String), driver.OfString("a\x00b"), "a\x00b", "'a'") // SQLite's own functions stop at the NUL, the value does not
	long := strings.Repeat("x", 1<<20)
	trip(t, c, k(driver.String), driver.OfString(long), long, "'"+long+"'")
	trip(t, c, k(driver.Bytes), driver.OfBytes([]byte{0, 255}), []byte{0, 255}, "X'00FF'")
	trip(t, c, k(driver.Bytes), driver.OfBytes([]byte{}), []byte{}, "X''")
	trip(t, c, k(driver.Time), driver.OfTime(at), at, "'2026-01-02 23:04:05.123456'")
	trip(t, c, k(driver.Time), driver.OfTime(at.In(zone)), at, "'2026-01-02 23:04:05.123456'")
	trip(t, c, k(driver.Wall), driver.OfWall(at.In(zone)), at.Add(2*time.Hour), "'2026-01-03 01:04:05.123456'")
	trip(t, c, k(driver.Time), driver.OfTime(time.Time{}), time.Time{}, "'0001-01-01 00:00:00.000000'")
	last := time.Date(9999, 12, 31, 23, 59, 59, 999999000, time.UTC)
	trip(t, c, k(driver.Wall), driver.OfWall(last), last, "'9999-12-31 23:59:59.999999'")
	trip(t, c, k(driver.Date), driver.OfDate(at), at.Truncate(24*time.Hour), "'2026-01-02'")
	trip(t, c, k(driver.Clock), driver.OfClock(90*time.Second+time.Microsecond), 90*time.Second+time.Microsecond, "'00:01:30.000001'")
	trip(t, c, k(driver.Clock), driver.OfClock(24*time.Hour), 24*time.Hour, "'24:00:00.000000'")
	trip(t, c, k(driver.Interval), driver.OfInterval(-time.Hour), -time.Hour, "-3600000000")
	id := [16]byte{0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef, 15: 0xff}
	trip(t, c, k(driver.UUID), driver.OfUUID(&id), id, "'01234567-89ab-cdef-0000-0000000000ff'")
	trip(t, c, k(driver.Decimal), driver.OfDecimal("-12345678901234567890.10"), "-12345678901234567890.10", "'-12345678901234567890.10'")
	trip(t, c, k(driver.JSON), driver.OfJSON([]byte(`{"a": 1}`)), []byte(`{"a": 1}`), `'{"a": 1}'`)
	trip(t, c, k(driver.Int64s), driver.OfInt64s([]int64{1, -2}), []int64{1, -2}, "'[1,-2]'")
	trip(t, c, k(driver.Int64s), driver.OfInt64s(nil), []int64{}, "'[]'")
	trip(t, c, k(driver.Strings), driver.OfStrings([]string{"", "a\"\\\n\x00,]漢"}), []string{"", "a\"\\\n\x00,]漢"}, `'["","a\"\\\u000a\u0000,]漢"]'`)

	array := driver.OfArray([]driver.Value{driver.OfInt(1), {}, driver.OfString("x"), driver.OfBool(true), driver.OfFloat(1.5), driver.OfArray([]driver.Value{driver.OfDate(at)})})
	if got := one(t, c, "SELECT ?", array); got != `[1,null,"x",true,1.5,["2026-01-02"]]` {
		t.Fatal(got)
	}
	var seen any
	set := driver.Target{Kind: driver.Array, Set: func(_ unsafe.Pointer, v driver.Value, _ *driver.Arena) error { seen = v.Go(); return nil }}
	if _, err := read[int](t, c, set, false, "?", array); err != nil || fmt.Sprintf("%#v", seen) != `[]interface {}{1, interface {}(nil), "x", true, 1.5, []interface {}{"2026-01-02"}}` {
		t.Fatalf("%#v %v", seen, err)
	}
}

// A value that does not fit is an error of class Data, never another value.
//
// A trap of the library: ColumnInt64 of '12abc' is 12, of 2.7 is 2, of NULL 0.
func TestMisfits(t *testing.T) {
	c := open(t)
	for _, x := range []struct {
		kind driver.Kind
		size uint8
		expr string
	}{
		{driver.Int, 8, "'12abc'"}, {driver.Int, 8, "'12'"}, {driver.Int, 8, "2.7"}, {driver.Int, 8, "9.3e18"}, {driver.Int, 8, "x'31'"}, {driver.Int, 8, "NULL"},
		{driver.Int, 4, "2147483648"}, {driver.Int, 2, "-32769"}, {driver.Int, 1, "128"},
		{driver.Uint, 8, "-1"}, {driver.Uint, 1, "256"}, {driver.Uint, 4, "4294967296"},
		{driver.Float, 8, "'1.5'"}, {driver.Float, 8, "9007199254740993"}, {driver.Float, 8, "9223372036854775807"}, {driver.Float, 4, "1e39"},
		{driver.Bool, 8, "2"}, {driver.Bool, 8, "-1"}, {driver.Bool, 8, "'true'"}, {driver.Bool, 8, "1.0"},
		{driver.String, 8, "1"}, {driver.String, 8, "1.5"}, {driver.String, 8, "x'61'"}, {driver.Bytes, 8, "1"},
		{driver.Time, 8, "0"}, {driver.Time, 8, "''"}, {driver.Time, 8, "'2026-02-30'"}, {driver.Time, 8, "'12:00:00'"},
		{driver.Wall, 8, "'2026-01-02 10:00:00+02:00'"}, {driver.Date, 8, "'2026-01-02 10:00:00'"}, {driver.Clock, 8, "'25:00:00'"}, {driver.Clock, 8, "'24:00:01'"},
		{driver.Interval, 8, "1.5"}, {driver.Interval, 8, "9223372036854775807"},
		{driver.UUID, 8, "'0123'"}, {driver.UUID, 8, "x'00'"}, {driver.UUID, 8, "'g1234567-89ab-cdef-0000-0000000000ff'"},
		{driver.Decimal, 8, "'abc'"}, {driver.Decimal, 8, "''"}, {driver.Decimal, 8, "9e999"}, {driver.Decimal, 8, "x'31'"}, {driver.JSON, 8, "x'31'"},
		{driver.Int64s, 8, "'[1.5]'"}, {driver.Int64s, 8, "'[1'"}, {driver.Int64s, 8, "'[1]2'"}, {driver.Int64s, 8, "'[null]'"}, {driver.Int64s, 8, "'[01]'"}, {driver.Int64s, 8, "'{}'"},
		{driver.Strings, 8, "'[\"a]'"}, {driver.Strings, 8, "'[1]'"}, {driver.Strings, 8, "'[\"a\\'"},
	} {
		for _, detach := range []bool{false, true} {
			got, err := read[[3]uint64](t, c, driver.Target{Kind: x.kind, Size: x.size}, detach, x.expr+" AS it")
			if cl, ok := class(err); !ok || cl != driver.Data {
				t.Errorf("%v from %s: %v %v", x.kind, x.expr, got, err)
			}
		}
	}
	nan := driver.OfFloat(math.NaN())
	for _, v := range []driver.Value{nan, driver.OfUint(1 << 63), driver.OfString("a\xff"), driver.OfJSON([]byte("\xff")), driver.OfStrings([]string{"\xff"}),
		driver.OfDecimal("1,5"), driver.OfDecimal("NaN"), driver.OfDecimal(""), driver.OfDecimal("1e99999"), driver.OfClock(-1e9), driver.OfClock(25 * time.Hour),
		driver.OfTime(time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)), driver.OfWall(time.Date(-1, 12, 31, 0, 0, 0, 0, time.UTC)), driver.OfDays(math.MaxInt64), driver.OfDays(math.MinInt64),
		driver.OfArray([]driver.Value{nan}), driver.OfArray([]driver.Value{driver.OfBytes(nil)})} {
		if _, err := do(c, "SELECT ?", v); err == nil {
			t.Errorf("%v %v was bound", v.Kind(), v.Go())
		} else if cl, ok := class(err); !ok || cl != driver.Data {
			t.Error(err)
		}
	}
}

// What others have stored is read where it says the same.
func TestOtherForms(t *testing.T) {
	c := open(t)
	tm := func(k driver.Kind, expr, want string) {
		t.Helper()
		got, err := read[time.Time](t, c, driver.Target{Kind: k}, false, expr)
		if err != nil || got.Format("2006-01-02T15:04:05.999999999Z07:00") != want {
			t.Error(expr, got, err)
		}
	}
	tm(driver.Time, "'2026-01-02'", "2026-01-02T00:00:00Z")
	tm(driver.Time, "'2026-01-02T03:04:05Z'", "2026-01-02T03:04:05Z")
	tm(driver.Time, "'2026-01-02 03:04'", "2026-01-02T03:04:00Z")
	tm(driver.Time, "'2026-01-02 03:04:05.1234567+02:00'", "2026-01-02T01:04:05.123456Z")
	tm(driver.Wall, "'2026-01-02T03:04:05.5Z'", "2026-01-02T03:04:05.5Z")
	tm(driver.Date, "'2026-01-02 00:00:00'", "2026-01-02T00:00:00Z")
	tm(driver.Wall, "datetime('2026-01-02 03:04:05', '+1 day')", "2026-01-03T03:04:05Z")
	text := func(k driver.Kind, expr, want string) {
		t.Helper()
		if got, err := read[string](t, c, driver.Target{Kind: k}, false, expr); err != nil || got != want {
			t.Error(expr, got, err)
		}
	}
	text(driver.Decimal, "12", "12")
	text(driver.Decimal, "0.1", "0.1")
	text(driver.Decimal, "1e21", "1000000000000000000000")
	text(driver.Decimal, "'1.50'", "1.50")
	text(driver.Decimal, "'1.5e-3'", "0.0015")
	if f, err := read[float64](t, c, driver.Target{Kind: driver.Float, Size: 8}, false, "3"); err != nil || f != 3 {
		t.Error(f, err)
	}
	if n, err := read[int64](t, c, driver.Target{Kind: driver.Int, Size: 8}, false, "10 / 2.0"); err != nil || n != 5 {
		t.Error(n, err)
	}
	for _, expr := range []string{"'0123456789ABCDEF00000000000000ff'", "x'0123456789abcdef00000000000000ff'", "'01234567-89AB-cdef-0000-0000000000FF'"} {
		if id, err := read[[16]byte](t, c, driver.Target{Kind: driver.UUID}, false, expr); err != nil || id[15] != 255 || id[1] != 0x23 {
			t.Error(expr, id, err)
		}
	}
	if b, err := read[[]byte](t, c, driver.Target{Kind: driver.JSON}, false, "5"); err != nil || string(b) != "5" {
		t.Error(b, err)
	}
}

// The order of the stored texts is the order of the times.
func TestTimesSortAsTexts(t *testing.T) {
	var last string
	for _, at := range []time.Time{{}, time.Date(99, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(1969, 12, 31, 23, 59, 59, 999999000, time.UTC), time.Unix(0, 0), time.Unix(0, 1000), time.Unix(0, 10000), time.Unix(1, 0), time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)} {
		b, err := appendText(nil, driver.OfTime(at))
		if err != nil || string(b) <= last {
			t.Fatal(last, string(b), err)
		}
		last = string(b)
	}
}

func TestNaturalValues(t *testing.T) {
	c := open(t)
	must(t, c, `CREATE TABLE t (d DATE, ts TIMESTAMP, dt DATETIME, c TIME, b BOOLEAN, i INTEGER, r REAL, s VARCHAR(10), x BLOB, n NUMERIC)`)
	must(t, c, `INSERT INTO t VALUES ('2026-01-02', '2026-01-02 03:04:05.5', '2026-01-02T03:04:05Z', '10:00:00', 1, 7, 1.5, 'é', x'00', 3)`)
	must(t, c, `INSERT INTO t VALUES ('soon', 5, NULL, '', 2, 'x', 1, x'00', 'text', '1.25')`)
	day := time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)
	at := day.Add(3*time.Hour + 4*time.Minute + 5*time.Second)
	want := [][]any{
		{day, at.Add(time.Second / 2), at, "10:00:00", true, int64(7), 1.5, "é", []byte{0}, int64(3)},
		{"soon", int64(5), nil, "", int64(2), "x", 1.0, []byte{0}, "text", 1.25},
	}
	if got := query(t, c, "SELECT * FROM t"); !reflect.DeepEqual(got, want) {
		t.Fatalf("%#v", got)
	}
	if v, err := read[any](t, c, driver.Target{Kind: driver.Any}, true, "b FROM t LIMIT 1"); err != nil || v != true {
		t.Fatal(v, err)
	}
	rows := query(t, c, "SELECT NULL")
	if rows[0][0] != nil {
		t.Fatal(rows)
	}
}

// A row may be filled by several plans: the key first, then the rest.
func TestTwoPlansForARow(t *testing.T) {
	c := open(t)
	res, _ := c.Run(background, []driver.Request{{Stmt: stmt("SELECT 1 AS a, 'x' AS b UNION ALL SELECT 2, 'y'")}})
	defer res.Close()
	rows, _ := res.Next()
	type row struct {
		a int64
		b string
	}
	var a driver.Arena
	key, _ := rows.Plan([]driver.Target{{Col: 0, Kind: driver.Int, Size: 8}})
	rest, _ := rows.Plan([]driver.Target{{Col: 1, Kind: driver.String, Offset: unsafe.Offsetof(row{}.b)}})
	var got []row
	for rows.Next() {
		var r row
		for _, p := range []driver.Plan{key, rest, key} {
			if err := rows.Fill(p, unsafe.Pointer(&r), &a); err != nil {
				t.Fatal(err)
			}
		}
		got = append(got, r)
	}
	if fmt.Sprint(got) != "[{1 x} {2 y}]" {
		t.Fatal(got)
	}
	for _, tg := range []driver.Target{{Col: 2}, {Col: -1}, {Kind: driver.Int, Size: 3}, {Kind: driver.Array}, {Kind: 99}} {
		if _, err := rows.Plan([]driver.Target{tg}); err == nil {
			t.Error(tg)
		}
	}
	if rows.Fill("no plan", nil, &a) == nil || rows.Values(make([]any, 1)) == nil {
		t.Error("no error")
	}
}

// A date into a pointer has a way of its own, which must refuse and take what the other one does.
func TestPointersToDates(t *testing.T) {
	c := open(t)
	day := time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)
	for _, x := range []struct {
		expr string
		want *time.Time
		bad  bool
	}{
		{expr: "'2026-01-02'", want: &day}, {expr: "'2026-01-02 00:00:00'", want: &day}, {expr: "'2026-01-02T00:00Z'", want: &day}, {expr: "NULL"},
		{expr: "'2026-01-02 10:00:00'", bad: true}, {expr: "'2026-02-30'", bad: true}, {expr: "'2026-01-0a'", bad: true}, {expr: "''", bad: true}, {expr: "1", bad: true}, {expr: "x'32'", bad: true},
	} {
		for _, detach := range []bool{false, true} {
			got, err := read[*time.Time](t, c, driver.Target{Kind: driver.Date, Ptr: true}, detach, x.expr+" AS it")
			switch cl, ok := class(err); {
			case x.bad && (!ok || cl != driver.Data):
				t.Errorf("%s: %v %v", x.expr, got, err)
			case !x.bad && (err != nil || (got == nil) != (x.want == nil) || got != nil && *got != *x.want):
				t.Errorf("%s: %v %v, want %v", x.expr, got, err, x.want)
			}
		}
	}
}
