package mysql_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"
	"unsafe"

	"github.com/aludel/aludel/driver"
)

func target(k driver.Kind, size uint8) driver.Target { return driver.Target{Kind: k, Size: size} }

// cell binds v, stores it in a column of type decl, and reads it back as kind by
// a codec, into a field of the Go type, and as a natural value.
func cell[T any](t *testing.T, c driver.Conn, decl string, v driver.Value, k driver.Kind, size uint8, want T, natural any) {
	t.Helper()
	table(t, c, "myd_cell", "v "+decl)
	if _, _, err := run(c, request("INSERT INTO myd_cell VALUES (?)", v)); err != nil {
		t.Errorf("%s: %v", decl, err)
		return
	}
	q := request("SELECT v FROM myd_cell")
	for _, once := range []bool{false, true} { // in binary and in text
		q.Stmt.Once = once
		got, err := fill[T](c, q, target(k, size))
		if err != nil || fmt.Sprintf("%#v", got) != fmt.Sprintf("%#v", want) {
			t.Errorf("%s as %v, once %v: %#v %v, want %#v", decl, k, once, got, err, want)
		}
		ptr, err := fill[*T](c, q, driver.Target{Kind: k, Size: size, Ptr: true})
		if err != nil || ptr == nil || fmt.Sprintf("%#v", *ptr) != fmt.Sprintf("%#v", want) {
			t.Errorf("*%s as %v, once %v: %v", decl, k, once, err)
		}
		set, err := fill[string](c, q, driver.Target{Kind: k, Set: func(f unsafe.Pointer, v driver.Value, _ *driver.Arena) error {
			*(*string)(f) = strings.Clone(fmt.Sprintf("%v %#v", v.Kind(), v.Go()))
			return nil
		}})
		if err != nil || !strings.HasPrefix(set, k.String()+" ") {
			t.Errorf("%s as %v, by a codec: %q %v", decl, k, set, err)
		}
		rows, _, err := run(c, q)
		if err != nil || fmt.Sprintf("%#v", rows[0][0]) != fmt.Sprintf("%#v", natural) {
			t.Errorf("%s natural, once %v: %#v %v, want %#v", decl, once, rows, err, natural)
		}
		anyOf, err := fill[any](c, q, target(driver.Any, 0))
		if err != nil || fmt.Sprintf("%#v", anyOf) != fmt.Sprintf("%#v", natural) {
			t.Errorf("%s as any: %#v %v", decl, anyOf, err)
		}
	}
	must(t, c, "UPDATE myd_cell SET v = NULL")
	if ptr, err := fill[*T](c, q, driver.Target{Kind: k, Size: size, Ptr: true}); err != nil || ptr != nil {
		t.Errorf("%s NULL as a pointer: %v %v", decl, ptr, err)
	}
	var de *driver.DataError
	if _, err := fill[T](c, q, target(k, size)); !errors.As(err, &de) || de.Column != "v" {
		t.Errorf("%s NULL without a pointer: %v", decl, err)
	}
}

// Traps of the library: BIGINT UNSIGNED over 2⁶³, DECIMAL, TIME and BIT come as bytes, FLOAT as float32, JSON
// as a text.
func TestEveryKindThereAndBack(t *testing.T) {
	c := connect(t)
	id := [16]byte{0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0, 0xc0, 0x4f, 0xd4, 0x30, 0xc8}
	const idText = "6ba7b810-9dad-11d1-80b4-00c04fd430c8"
	at := time.Date(2026, 2, 28, 23, 59, 59, 999999000, time.UTC)
	day := time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)
	first := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC) // the zero time, which the library binds as a zero date
	ns := func(d time.Duration) driver.Value { return driver.OfClock(d) }

	cell(t, c, "TINYINT(1)", driver.OfBool(true), driver.Bool, 0, true, int64(1))
	cell(t, c, "BIT(1)", driver.OfInt(1), driver.Bool, 0, true, uint64(1))
	cell(t, c, "BIT(64)", driver.OfUint(1<<63), driver.Uint, 8, uint64(1<<63), uint64(1<<63))
	cell(t, c, "TINYINT", driver.OfInt(-128), driver.Int, 1, int8(-128), int64(-128))
	cell(t, c, "SMALLINT", driver.OfInt(-32768), driver.Int, 2, int16(-32768), int64(-32768))
	cell(t, c, "MEDIUMINT UNSIGNED", driver.OfInt(1<<24-1), driver.Uint, 4, uint32(1<<24-1), int64(1<<24-1))
	cell(t, c, "INT", driver.OfInt(math.MinInt32), driver.Int, 4, int32(math.MinInt32), int64(math.MinInt32))
	cell(t, c, "BIGINT", driver.OfInt(math.MinInt64), driver.Int, 8, int64(math.MinInt64), int64(math.MinInt64))
	cell(t, c, "BIGINT UNSIGNED", driver.OfUint(math.MaxUint64), driver.Uint, 8, uint64(math.MaxUint64), uint64(math.MaxUint64))
	cell(t, c, "BIGINT UNSIGNED", driver.OfInt(5), driver.Int, 8, int64(5), uint64(5))
	cell(t, c, "YEAR", driver.OfInt(2155), driver.Int, 2, int16(2155), int64(2155))
	cell(t, c, "DOUBLE", driver.OfFloat(math.MaxFloat64), driver.Float, 8, math.MaxFloat64, math.MaxFloat64)
	cell(t, c, "DOUBLE", driver.OfFloat(0.1), driver.Float, 8, 0.1, 0.1)
	cell(t, c, "FLOAT", driver.OfFloat(0.5), driver.Float, 4, float32(0.5), 0.5)
	cell(t, c, "DECIMAL(65,30)", driver.OfDecimal("12345678901234567890123456789012345.123456789012345678901234567891"), driver.Decimal, 0,
		"12345678901234567890123456789012345.123456789012345678901234567891", "12345678901234567890123456789012345.123456789012345678901234567891")
	cell(t, c, "DECIMAL(10,2)", driver.OfDecimal("15"), driver.Int, 8, int64(15), "15.00")
	cell(t, c, "VARCHAR(50)", driver.OfString("naïve 𝄞 \x00 'x' \\"), driver.String, 0, "naïve 𝄞 \x00 'x' \\", "naïve 𝄞 \x00 'x' \\")
	cell(t, c, "VARCHAR(50)", driver.OfString(""), driver.String, 0, "", "")
	cell(t, c, "LONGTEXT", driver.OfString(strings.Repeat("x", 1<<20)), driver.String, 0, strings.Repeat("x", 1<<20), strings.Repeat("x", 1<<20))
	cell(t, c, "ENUM('a','b')", driver.OfString("b"), driver.String, 0, "b", "b")
	cell(t, c, "SET('a','b')", driver.OfString("a,b"), driver.String, 0, "a,b", "a,b")
	cell(t, c, "VARBINARY(9)", driver.OfBytes([]byte{0xff, 0, '\\'}), driver.Bytes, 0, []byte{0xff, 0, '\\'}, []byte{0xff, 0, '\\'})
	cell(t, c, "BLOB", driver.OfBytes(nil), driver.Bytes, 0, []byte{}, []byte{}) // not NULL
	cell(t, c, "JSON", driver.OfJSON([]byte(`{"a": [1, null]}`)), driver.JSON, 0, []byte(`{"a": [1, null]}`), `{"a": [1, null]}`)
	cell(t, c, "JSON", driver.OfInt64s([]int64{1, math.MinInt64}), driver.Int64s, 0, []int64{1, math.MinInt64}, "[1,-9223372036854775808]")
	cell(t, c, "JSON", driver.OfStrings([]string{"ä\"", ""}), driver.Strings, 0, []string{"ä\"", ""}, `["ä\"",""]`)
	cell(t, c, "DATETIME(6)", driver.OfTime(at), driver.Time, 0, at, at)
	cell(t, c, "TIMESTAMP(6) NULL", driver.OfTime(at.In(time.FixedZone("", 7200))), driver.Time, 0, at, at)
	cell(t, c, "DATETIME(6)", driver.OfWall(at), driver.Wall, 0, at, at)
	cell(t, c, "DATETIME(6)", driver.OfTime(first), driver.Time, 0, first, first)
	cell(t, c, "DATE", driver.OfDate(day), driver.Date, 0, day, day)
	cell(t, c, "DATE", driver.OfDate(first), driver.Date, 0, first, first)
	cell(t, c, "TIME(6)", ns(23*time.Hour+59*time.Minute+59*time.Second+999999*time.Microsecond), driver.Clock, 0,
		23*time.Hour+59*time.Minute+59*time.Second+999999*time.Microsecond, "23:59:59.999999")
	cell(t, c, "TIME", driver.OfString("-838:59:59"), driver.Interval, 0, -(838*time.Hour + 59*time.Minute + 59*time.Second), "-838:59:59")
	cell(t, c, "BIGINT", driver.OfInterval(-90*time.Minute-time.Microsecond), driver.Interval, 0, -90*time.Minute-time.Microsecond, int64(-5400000001))
	cell(t, c, "CHAR(36)", driver.OfUUID(&id), driver.UUID, 0, id, idText)
	cell(t, c, "BINARY(16)", driver.OfBytes(id[:]), driver.UUID, 0, id, id[:])
	cell(t, c, "UUID", driver.OfUUID(&id), driver.UUID, 0, id, idText)
}

// A trap of the library: bytes are valid until the next row is read.
func TestCellsOutliveTheNextRow(t *testing.T) {
	c := connect(t)
	const n = 3000
	type record struct {
		text  string
		bytes []byte
		any   any
	}
	for _, once := range []bool{false, true} { // in binary and in text
		q := request(fmt.Sprintf("SELECT REPEAT(CHAR(97 + seq %% 26 USING utf8mb4), 90), CAST(REPEAT(CHAR(97 + seq %% 26), 80) AS BINARY), REPEAT(CHAR(97 + seq %% 26 USING utf8mb4), 60) FROM seq_0_to_%d", n-1))
		q.Stmt.Once = once
		res, err := c.Run(context.Background(), []driver.Request{q})
		if err != nil {
			t.Fatal(err)
		}
		rows, err := res.Next()
		if err != nil {
			t.Fatal(err)
		}
		var r record
		plan, err := rows.Plan([]driver.Target{{Kind: driver.String}, {Col: 1, Kind: driver.Bytes, Offset: unsafe.Offsetof(r.bytes)}, {Col: 2, Kind: driver.Any, Offset: unsafe.Offsetof(r.any)}})
		if err != nil {
			t.Fatal(err)
		}
		var a driver.Arena
		all, natural := make([]record, n), make([][]any, n)
		for i := range all {
			natural[i] = make([]any, 3)
			if !rows.Next() {
				t.Fatal("rows are missing")
			}
			if err := errors.Join(rows.Fill(plan, unsafe.Pointer(&all[i]), &a), rows.Values(natural[i])); err != nil {
				t.Fatal(err)
			}
		}
		for i, r := range all {
			x := string(rune('a' + i%26))
			want := fmt.Sprint(strings.Repeat(x, 90), strings.Repeat(x, 80), strings.Repeat(x, 60))
			if got := fmt.Sprint(r.text, string(r.bytes), r.any); got != want {
				t.Fatalf("row %d: %s", i, got)
			}
			if got := fmt.Sprintf("%s%s%s", natural[i]...); got != want {
				t.Fatalf("the values of row %d: %s", i, got)
			}
		}
		if err := res.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestWhatDoesNotFitIsAnError(t *testing.T) {
	c := connect(t)
	old := []string{"SET sql_mode = ''"}
	for _, s := range old {
		must(t, c, s)
	}
	table(t, c, "myd_zero", "d date, t datetime(6)")
	must(t, c, "INSERT INTO myd_zero VALUES ('0000-00-00', '2024-00-15 01:02:03')")
	for _, once := range []bool{false, true} {
		for col, text := range map[string]string{"d": "0000-00-00", "t": "2024-00-15 01:02:03.000000"} {
			q := request("SELECT " + col + " FROM myd_zero")
			q.Stmt.Once = once
			for _, ptr := range []bool{false, true} {
				var de *driver.DataError
				if _, err := fill[*time.Time](c, q, driver.Target{Kind: driver.Time, Ptr: ptr}); !errors.As(err, &de) || de.Column != col {
					t.Error(col, ptr, err)
				}
			}
			if rows, _, err := run(c, q); err != nil || rows[0][0] != text {
				t.Error(col, rows, err)
			}
		}
	}
	for _, x := range []struct {
		sql  string
		kind driver.Kind
		size uint8
	}{
		{"SELECT 128", driver.Int, 1}, {"SELECT -1", driver.Uint, 8}, {"SELECT 1<<32", driver.Int, 4}, {"SELECT 65536", driver.Uint, 2},
		{"SELECT ~0", driver.Int, 8}, {"SELECT 1.5", driver.Int, 8}, {"SELECT '12abc'", driver.Int, 8}, {"SELECT 2", driver.Bool, 0},
		{"SELECT 1e300", driver.Float, 4}, {"SELECT 9007199254740993", driver.Float, 8}, {"SELECT X'ff'", driver.String, 0},
		{"SELECT 'x'", driver.Decimal, 0}, {"SELECT 'x'", driver.UUID, 0}, {"SELECT TIMESTAMP'2024-01-01 10:00:00'", driver.Date, 0},
		{"SELECT TIME'-01:00:00'", driver.Clock, 0}, {"SELECT '[1,null]'", driver.Int64s, 0}, {"SELECT 'no'", driver.Time, 0},
		{"SELECT 1", driver.Bytes, 0}, {"SELECT NULL", driver.Int, 8},
	} {
		var de *driver.DataError
		if _, err := fill[[4]uint64](c, request(x.sql), target(x.kind, x.size)); !errors.As(err, &de) {
			t.Errorf("%s as %v: %v", x.sql, x.kind, err)
		}
	}
	for i, v := range []driver.Value{driver.OfFloat(math.NaN()), driver.OfFloat(math.Inf(-1)), driver.OfString("\xff"), driver.OfJSON([]byte("\xff")),
		driver.OfDecimal("1.5x"), driver.OfTime(time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)), driver.OfClock(25 * time.Hour),
		driver.OfStrings([]string{"\xff"}), driver.OfArray([]driver.Value{driver.OfFloat(math.NaN())})} {
		before := c.State().Written
		var de *driver.DataError
		if _, _, err := run(c, request("SELECT ?", v)); !errors.As(err, &de) || c.State().Written != before {
			t.Errorf("%d: %v, %d bytes sent", i, err, c.State().Written-before)
		}
	}
	var pe *driver.ProgrammingError
	if _, _, err := run(c, request("SELECT ?", make([]driver.Value, 65536)...)); !errors.As(err, &pe) {
		t.Error(err)
	}
	if _, _, err := run(c, request("SELECT ?, ?", driver.OfInt(1))); !errors.As(err, &pe) || !strings.Contains(pe.Message, "2 parameters") {
		t.Error(err)
	}
	must(t, c, "SELECT ?"+strings.Repeat(", ?", 4095), make([]driver.Value, 4096)...)
}

func TestArrayByACodec(t *testing.T) {
	c := connect(t)
	x := []driver.Value{driver.OfInt(1), {}, driver.OfString("é"), driver.OfBool(true), driver.OfFloat(1.5), driver.OfDecimal("1.10"),
		driver.OfInt64s([]int64{2})}
	got, err := fill[[]any](c, request("SELECT ?", driver.OfArray(x)), driver.Target{Kind: driver.Array,
		Set: func(f unsafe.Pointer, v driver.Value, _ *driver.Arena) error {
			*(*[]any)(f) = v.Go().([]any)
			return nil
		}})
	if err != nil || fmt.Sprint(got) != "[1 <nil> é true 1.5 1.1 [91 50 93]]" {
		t.Fatal(got, err)
	}
}

func TestDetach(t *testing.T) {
	c := connect(t)
	q := driver.Request{Stmt: stmt("SELECT seq, CONCAT('text ', seq), IF(seq % 2, NULL, DATE'2024-02-29') FROM seq_1_to_5000")}
	res, err := c.Run(t.Context(), []driver.Request{q})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := res.Next()
	if err != nil || !rows.Next() {
		t.Fatal(err)
	}
	if err := rows.Detach(1 << 30); err != nil {
		t.Fatal(err)
	}
	if err := res.Close(); err != nil {
		t.Fatal(err)
	}
	type rec struct {
		n int64
		s string
		d *time.Time
	}
	var r rec
	p, err := rows.Plan([]driver.Target{{Col: 0, Kind: driver.Int, Size: 8, Offset: unsafe.Offsetof(r.n)},
		{Col: 1, Kind: driver.String, Offset: unsafe.Offsetof(r.s)}, {Col: 2, Kind: driver.Date, Ptr: true, Offset: unsafe.Offsetof(r.d)}})
	if err != nil {
		t.Fatal(err)
	}
	var a driver.Arena
	for i := int64(1); ; i++ { // the present row is still there
		if err := rows.Fill(p, unsafe.Pointer(&r), &a); err != nil || r.n != i || r.s != fmt.Sprint("text ", i) || (r.d == nil) != (i%2 == 1) {
			t.Fatal(i, r, err)
		}
		if i%1000 == 0 {
			must(t, c, "SELECT seq FROM seq_1_to_5000") // another result through the same connection
		}
		if !rows.Next() {
			break
		}
	}
	if sum, err := rows.Close(); err != nil || sum.Rows != 5000 {
		t.Fatal(sum, err)
	}
	// Beyond the limit, and the connection lives.
	if res, err = c.Run(t.Context(), []driver.Request{{Stmt: stmt("SELECT a.seq FROM seq_1_to_1000 a, seq_1_to_1000 b")}}); err != nil {
		t.Fatal(err)
	}
	if rows, err = res.Next(); err != nil {
		t.Fatal(err)
	}
	if err := rows.Detach(1 << 16); !errors.Is(err, driver.ErrTooLarge) {
		t.Fatal(err)
	}
	_ = res.Close()
	must(t, c, "SELECT 1")
}
