package dialecttest

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// An extreme is a type with values at the edge of what it can hold, and beyond. On every
// way each of them comes back as it went, or is refused with an error that says which
// column cannot have it. Which of the two is the database's affair; that nothing comes
// back changed is ours.
type extreme[T any] struct {
	name   string
	needs  Feature
	bulk   bool
	typ    sqltype.Of[T]
	kept   func(T) T         // what the type keeps of a value, where that is less by its definition
	same   func(a, b T) bool // nil: reflect.DeepEqual
	values []T
	inDDL  []T // to be the default of a column, too
}

func (x extreme[T]) cases() []testCase {
	if x.kept == nil {
		x.kept = func(v T) T { return v }
	}
	if x.same == nil {
		x.same = func(a, b T) bool { return reflect.DeepEqual(a, b) }
	}
	return []testCase{{name: x.name, needs: x.needs, bulk: x.bulk, run: func(e *env) error {
		t, err := tryDeclare(e, "extreme", func(t *valueTable[T]) {
			t.ID.PrimaryKey().NoAutoincrement()
			t.V.Type(x.typ)
		})
		if err != nil {
			return err
		}
		stored := 0
		for _, v := range x.values {
			for way, put := range map[string]func() error{
				"value": func() error {
					_, err := e.eng.Execute(e.ctx, sql.Insert(t).Values(t.ID.Set(1), t.V.Set(v)))
					return err
				},
				"parameter": func() error {
					_, err := e.eng.Execute(e.ctx, sql.Insert(t).Values(t.ID.Set(1), t.V.SetExpr(sql.ParamLike("v", t.V))), sql.Params{"v": v})
					return err
				},
				"set of parameters": func() error {
					_, err := engine.ExecuteMany(e.ctx, e.eng, sql.Insert(t), []sql.Params{{"id": 1, "v": v}})
					return err
				},
				"bulk": func() error {
					_, err := engine.BulkInsert(e.ctx, e.eng, t, []record[T]{{1, &v}}, engine.BulkColumns(t.ID, t.V))
					return err
				},
				"update": func() error {
					e.exec(sql.Insert(t).Values(t.ID.Set(1)))
					_, err := e.eng.Execute(e.ctx, sql.Update(t).Set(t.V.Set(v)).Where(t.ID.Eq(1)))
					return err
				},
			} {
				if err := put(); err != nil {
					x.refused(e, way, v, err)
				} else {
					stored++
					x.back(e, way, v, t)
				}
				e.exec(sql.Delete(t).AllRows())
			}
		}
		if stored == 0 && x.needs == "" {
			e.Error("nothing was stored: the case has tested nothing")
		}
		for _, v := range x.inDDL {
			x.asDefault(e, v)
		}
		e.whole(e.eng)
		return nil
	}}}
}

// refused makes sure that an error says which value cannot be stored.
func (x extreme[T]) refused(e *env, way string, v T, err error) {
	e.Helper()
	var ve *sqltype.ValueError
	var de *driver.Error
	switch {
	case errors.As(err, &ve):
	case errors.As(err, &de) && de.Class == driver.Data && de.Code != "":
		return // the database's own words
	case errors.Is(err, driver.ErrCheck) && isJSON(x.typ.Desc()):
		return // as MariaDB says that something is no JSON
	case errors.As(err, &de) && de.Class == driver.Data:
		if de.Column != "v" {
			e.Errorf("%s: %#v: the error tells the column %q: %v", way, short(v), de.Column, err)
		}
	default:
		e.Errorf("%s: %#v: %v", way, short(v), err)
		return
	}
	if text := err.Error(); !strings.Contains(text, "extreme.v:") && !strings.Contains(text, "column v:") && !strings.Contains(text, `parameter "v":`) {
		e.Errorf("%s: %#v: the error does not name the column: %v", way, short(v), err)
	}
}

func isJSON(d *sqltype.Desc) bool { return d.Kind == sqltype.KindJSON || d.Kind == sqltype.KindJSONB }

// back reads what was stored.
func (x extreme[T]) back(e *env, way string, v T, t *valueTable[T]) {
	e.Helper()
	got, err := engine.One(e.ctx, e.eng, sql.Select1(t.V))
	var de *driver.Error
	switch want := x.kept(v); {
	case err != nil && errors.As(err, &de) && de.Class == driver.Data:
		// it is there, and this Go type cannot hold it: that is said
	case err != nil:
		e.Errorf("%s: %#v: %v", way, short(v), err)
	case got == nil:
		if k := reflect.ValueOf(&v).Elem(); k.Kind() != reflect.Slice && k.Kind() != reflect.Interface || !k.IsNil() {
			e.Errorf("%s: %#v became NULL", way, short(v))
		}
	case !x.same(*got, want):
		e.Errorf("%s: %#v came back as %#v", way, short(v), short(*got))
	}
}

// asDefault makes a table of which v is a default: it is refused, or there.
func (x extreme[T]) asDefault(e *env, v T) {
	e.Helper()
	m := schema.NewMetaData()
	t := schema.NewTable(m, "extreme_default", schema.Column("id", sqltype.Integer, schema.PrimaryKey), schema.Column("v", x.typ, schema.NotNull, schema.ServerDefault(sql.Val(v))))
	if err := e.eng.CreateAll(e.ctx, m); err != nil {
		return
	}
	defer func() { e.must(e.eng.DropAll(e.ctx, m)) }()
	if _, err := e.eng.Execute(e.ctx, sql.Insert(t).Values(t.C("id").Set(1))); err != nil {
		return
	}
	got, err := engine.AllAs[T](e.ctx, e.eng, sql.Select(t.C("v")))
	if err != nil {
		e.Errorf("the default %#v: %v", short(v), err)
	} else if want := x.kept(v); !x.same(got[0], want) {
		e.Errorf("the default %#v came back as %#v", short(v), short(got[0]))
	}
}

func sameBits(a, b float64) bool {
	return math.Float64bits(a) == math.Float64bits(b) || a != a && b != b || a == 0 && b == 0 // of a zero not all keep the sign
}

// extremeTimes are moments that databases and calendars are at odds about.
func extremeTimes() []time.Time {
	zones := map[string]*time.Location{}
	for _, name := range []string{"America/New_York", "Europe/Amsterdam"} {
		l, err := time.LoadLocation(name)
		if err != nil {
			l = time.FixedZone(name, -4*3600)
		}
		zones[name] = l
	}
	ny := zones["America/New_York"]
	return []time.Time{{}, dateTime(0, 12, 31, 0, 0, 0, 0), dateTime(-1, 1, 1, 0, 0, 0, 0), dateTime(-44, 3, 15, 12, 0, 0, 1000), dateTime(-4713, 1, 1, 0, 0, 0, 0), dateTime(999, 12, 31, 23, 59, 59, 999_999_000),
		dateTime(9999, 12, 31, 23, 59, 59, 999_999_999), dateTime(10_000, 1, 1, 0, 0, 0, 0), dateTime(294_277, 1, 1, 0, 0, 0, 0), time.Unix(1<<62, 0), time.Unix(-1<<62, 0),
		time.Date(2024, 3, 10, 2, 30, 0, 0, ny), time.Date(2024, 11, 3, 1, 30, 0, 0, ny), time.Date(2024, 11, 3, 1, 30, 0, 0, ny).Add(time.Hour), time.Date(1930, 1, 1, 0, 0, 0, 0, zones["Europe/Amsterdam"]),
		dateTime(2024, 1, 1, 0, 0, 0, 1), dateTime(2024, 1, 1, 0, 0, 0, 999), dateTime(1969, 12, 31, 23, 59, 59, 999_999_999), dateTime(2024, 12, 31, 23, 59, 59, 999_999_999), sqltype.Infinity(), sqltype.NegativeInfinity(),
		time.Date(9999, 12, 31, 23, 0, 0, 0, time.FixedZone("west", -12*3600)), time.Date(1, 1, 1, 0, 0, 0, 0, time.FixedZone("east", 12*3600))}
}

func extremeCases() []testCase {
	to := func(unit time.Duration) func(time.Time) time.Time {
		return func(t time.Time) time.Time {
			if t.Equal(sqltype.Infinity()) || t.Equal(sqltype.NegativeInfinity()) {
				return t
			}
			over := time.Duration(t.Nanosecond()) % unit
			return t.Add(-over)
		}
	}
	wall := func(a, b time.Time) bool {
		return a.Format("2006-01-02 15:04:05.999999999") == b.Format("2006-01-02 15:04:05.999999999") || a.Equal(b) && a.Year() > 9999
	}
	day := func(t time.Time) time.Time {
		if t.Equal(sqltype.Infinity()) || t.Equal(sqltype.NegativeInfinity()) {
			return t
		}
		y, m, d := t.Date()
		return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	}
	micros := func(d time.Duration) time.Duration { return d.Truncate(time.Microsecond) }
	utc := []time.Time{{}, dateTime(-44, 3, 15, 0, 0, 0, 0), dateTime(9999, 12, 31, 0, 0, 0, 0), dateTime(10_000, 1, 1, 0, 0, 0, 0), dateTime(2024, 2, 29, 0, 0, 0, 0), dateTime(2024, 12, 31, 23, 59, 59, 999_999_999), sqltype.Infinity()}
	clocks := []time.Duration{0, 12*time.Hour + 1500*time.Microsecond, -1, -time.Microsecond, -time.Hour, 24*time.Hour - 1, 24 * time.Hour, 25 * time.Hour, 1, 999 * time.Hour, math.MaxInt64, math.MinInt64}
	nines := strings.Repeat("9", 38)
	texts := []string{"", " ", "a ", "a\x00b", "\x00", "bad\xff", "\xed\xa0\x80", "\ufeff", "\U0010ffff", "e\u0301", "\r\n", strings.Repeat("x", 21), strings.Repeat("🍺", 20), strings.Repeat("🍺", 21), strings.Repeat("x", 20) + " "}
	return slices.Concat(
		extreme[time.Time]{name: "timestamp with time zone", typ: sqltype.TimestampTZ, kept: to(time.Microsecond), same: sameTime, values: extremeTimes(), inDDL: utc}.cases(),
		extreme[time.Time]{name: "timestamp", typ: sqltype.Timestamp, kept: to(time.Microsecond), same: wall, values: extremeTimes(), inDDL: utc}.cases(),
		extreme[time.Time]{name: "timestamp of milliseconds", typ: sqltype.TimestampPrecision(3), kept: to(time.Millisecond), same: wall, values: extremeTimes(), inDDL: utc}.cases(),
		extreme[time.Time]{name: "timestamp with time zone of tenths", typ: sqltype.TimestampTZPrecision(1), kept: to(100 * time.Millisecond), same: sameTime, values: extremeTimes(), inDDL: utc}.cases(),
		extreme[time.Time]{name: "date", typ: sqltype.Date, kept: day, same: wall, values: extremeTimes(), inDDL: utc}.cases(),
		extreme[date]{name: "a date type", typ: sqltype.As[date](sqltype.Date), values: []date{{}, {2024, 2, 30}, {2023, 2, 29}, {2024, 13, 1}, {2024, 0, 1}, {1, 1, 1}, {0, 1, 1}, {-5, 1, 1}, {9999, 12, 31}, {10_000, 1, 1}, {1 << 40, 1, 1}, {2024, 1, -5}}}.cases(),
		extreme[time.Duration]{name: "time", typ: sqltype.Time, kept: micros, values: clocks, inDDL: clocks}.cases(),
		extreme[time.Duration]{name: "interval", typ: sqltype.Interval, kept: micros, values: append(clocks, 839*time.Hour, -839*time.Hour), inDDL: []time.Duration{math.MaxInt64, math.MinInt64, -1000}}.cases(),
		extreme[float64]{name: "double", typ: sqltype.Double, same: sameBits, values: []float64{math.Copysign(0, -1), math.NaN(), math.Inf(1), math.Inf(-1), 5e-324, -5e-324, 2.2250738585072011e-308, math.MaxFloat64, 1e22, 0.1, 1<<53 + 1, 123456789012345680000},
			inDDL: []float64{math.NaN(), math.Inf(-1), 5e-324, math.MaxFloat64, 1e22}}.cases(),
		extreme[float32]{name: "real", typ: sqltype.Real, same: func(a, b float32) bool { return sameBits(float64(a), float64(b)) }, values: []float32{float32(math.NaN()), float32(math.Inf(1)), math.SmallestNonzeroFloat32, -math.MaxFloat32, 0.1, 16777217, 1.17549435e-38, 3.4028233e38}}.cases(),
		extreme[string]{name: "decimal of 38 digits", typ: sqltype.Numeric(38, 0), same: sameDecimal, values: []string{nines, "-" + nines, nines + "9", "0.5", "1e37", "1e38", "1e-1", "-0", "NaN", "Infinity", "", " 1", "1_000", "0x10", "١"}, inDDL: []string{nines, "0.5", "1e-1", "0x10"}}.cases(),
		extreme[string]{name: "decimal of 65 digits", typ: sqltype.Numeric(65, 30), same: sameDecimal, values: []string{strings.Repeat("9", 35) + "." + strings.Repeat("9", 30), "0." + strings.Repeat("0", 29) + "1", "0." + strings.Repeat("0", 30) + "1", "1e-30", "1e-31"}}.cases(),
		extreme[string]{name: "decimal of two digits after the point", typ: sqltype.Numeric(10, 2), same: sameDecimal, values: []string{"1.005", "1.00500", "1.0000", "99999999.99", "99999999.995", "1e7", "1e8", "12345e-2", "12345e-3", "12340e-3", "0e1000000000", "1e1000000000", "1e-1000000000", ".5", "5.", "-.5", "."},
			inDDL: []string{"1.005", "99999999.99", "12340e-3", "1e8"}}.cases(),
		extreme[int64]{name: "an integer in a decimal", typ: sqltype.As[int64](sqltype.Numeric(5, 2)), values: []int64{999, -999, 1000, math.MinInt64}, inDDL: []int64{999, 1000}}.cases(),
		extreme[uint64]{name: "uint64", typ: sqltype.As[uint64](sqltype.BigInt), values: []uint64{0, math.MaxInt64, math.MaxInt64 + 1, math.MaxUint64}, inDDL: []uint64{math.MaxInt64, math.MaxUint64}}.cases(),
		extreme[int]{name: "integer", typ: sqltype.Integer, values: []int{math.MinInt32, math.MinInt32 - 1, math.MaxInt32 + 1, math.MaxInt64}, inDDL: []int{math.MinInt32, math.MaxInt32 + 1}}.cases(),
		extreme[int64]{name: "an integer in a double", typ: sqltype.As[int64](sqltype.Double), values: []int64{1 << 53, 1<<53 + 1, math.MaxInt64, math.MinInt64}}.cases(),
		extreme[string]{name: "varchar", typ: sqltype.String(20), values: texts, inDDL: texts}.cases(),
		extreme[string]{name: "text", typ: sqltype.Text, values: texts}.cases(),
		extreme[[]byte]{name: "bytes", typ: sqltype.Bytes, values: [][]byte{{}, nil, {0}, {0xff}}}.cases(),
		extreme[[]byte]{name: "varbinary", typ: sqltype.VarBinary(4), values: [][]byte{{}, {0, 0}, {1, 2, 3, 4, 5}}, inDDL: [][]byte{{0, 0}, {1, 2, 3, 4, 5}}}.cases(),
		extreme[[]byte]{name: "binary", typ: sqltype.Binary(4), values: [][]byte{{}, {1, 2, 3}, {1, 2, 3, 0}, {1, 2, 3, 4, 5}}, inDDL: [][]byte{{1, 2, 3}, {1, 2, 3, 0}}}.cases(),
		extreme[any]{name: "json", typ: sqltype.As[any](sqltype.JSON), same: sameJSON, values: []any{"a\x00b", "bad\xff", map[string]any{"bad\xff": 1.0}, 1e308, math.NaN(), json.Number("1e400"), map[string]any{"": 1.0, "\u2028": 2.0}, []any{}, "\ufffd"}}.cases(),
		extreme[any]{name: "jsonb", typ: sqltype.As[any](sqltype.JSONB), same: sameJSON, values: []any{"a\x00b", "bad\xff", json.Number("1e400"), "\ufffd"}}.cases(),
		extreme[json.RawMessage]{name: "raw json", typ: sqltype.As[json.RawMessage](sqltype.JSON), same: func(a, b json.RawMessage) bool { return bytes.Equal(a, b) },
			values: []json.RawMessage{json.RawMessage(`{"a":1,"a":2}`), json.RawMessage(`"\u0000"`), json.RawMessage(`"\ud800"`), {}, nil, json.RawMessage("{} x"), json.RawMessage("\"\xff\""), json.RawMessage("NaN"), json.RawMessage(`12345678901234567890.123456789`), json.RawMessage(strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000))}}.cases(),
		extreme[string]{name: "enum", typ: sqltype.Enum("extreme_level", "a", "B"), values: []string{"a", "A", "b", "B", "a ", "", "a\x00"}}.cases(),
		extreme[[]string]{name: "array of texts", needs: Arrays, typ: sqltype.ArrayOf(sqltype.Text), values: [][]string{nil, {}, {""}, {"NULL", "{", "\"", "\\"}, {"a\x00"}, {"\xff"}}}.cases(),
		extreme[[]string]{name: "array of short texts", needs: Arrays, typ: sqltype.ArrayOf(sqltype.String(3)), values: [][]string{{"abc"}, {"abcd"}, {"abc "}}}.cases(),
		extreme[[][]int]{name: "array of arrays", needs: Arrays, typ: sqltype.ArrayOf(sqltype.ArrayOf(sqltype.Integer)), values: [][][]int{{{1}, {2, 3}}, {{}}, {{}, {}}, {}, nil, {{1}, nil}}}.cases(),
		extreme[[]string]{name: "array of decimals", needs: Arrays, typ: sqltype.ArrayOf(sqltype.Numeric(5, 2)), same: func(a, b []string) bool { return slices.EqualFunc(a, b, sameDecimal) }, values: [][]string{{"1.005"}, {"1000"}, {"NaN"}, {"1.5"}}}.cases(),
		extreme[sqltype.Period]{name: "period", needs: CalendarIntervals, typ: sqltype.CalendarInterval, values: []sqltype.Period{{Months: math.MaxInt32, Days: math.MaxInt32, Microseconds: math.MaxInt64}, {Months: math.MinInt32, Days: math.MinInt32, Microseconds: math.MinInt64}, {Microseconds: math.MinInt64}}}.cases(),
		extreme[sqltype.TimeTZ]{name: "time with time zone", needs: ZonedClocks, typ: sqltype.TimeWithZone, values: []sqltype.TimeTZ{{Clock: 24 * time.Hour}, {Clock: -1}, {Clock: 1}, {Offset: 16 * 3600}, {Offset: -57599}}}.cases(),
		extreme[string]{name: "text of 16 MB", bulk: true, typ: sqltype.Text, values: []string{strings.Repeat("x", 16<<20), strings.Repeat("🍺", 4<<20)}}.cases(),
		extreme[[]byte]{name: "bytes of 16 MB", bulk: true, typ: sqltype.Bytes, values: [][]byte{bytes.Repeat([]byte{0xff, 0}, 8<<20)}}.cases(),
	)
}

func sameDecimal(a, b string) bool { return a == b || sameNumber(a, b) }
