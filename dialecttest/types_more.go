package dialecttest

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"net"
	"net/netip"
	"slices"
	"strings"
	"time"

	"github.com/aludel/aludel/sqltype"
)

// Types that not every database has.
const (
	Ranges            Feature = "ranges"
	Multiranges       Feature = "multiranges"
	HStore            Feature = "HSTORE"
	NetworkAddresses  Feature = "INET, CIDR and MACADDR"
	BitStrings        Feature = "BIT"
	SearchTypes       Feature = "TSVECTOR and TSQUERY"
	Money             Feature = "MONEY"
	CIText            Feature = "CITEXT"
	XML               Feature = "XML"
	ZonedClocks       Feature = "TIME WITH TIME ZONE"
	CalendarIntervals Feature = "INTERVAL with months and days"
	CatalogNumbers    Feature = "OID"
	Sets              Feature = "SET"
	UnsignedBigInts   Feature = "BIGINT UNSIGNED"
	Infinities        Feature = "infinite times"
	YearsBeyond       Feature = "years before 1 and after 9999"
	NaNDecimals       Feature = "NaN among decimals"
)

func init() {
	for _, f := range []Feature{CalendarIntervals, Infinities, YearsBeyond, NaNDecimals} {
		behaviours[f] = true // the type is there, and some of its values are not: see refusedValues
	}
}

// sameRange compares ranges by their ends.
func sameRange[T any](same func(a, b T) bool) func(a, b sqltype.Range[T]) bool {
	return func(a, b sqltype.Range[T]) bool {
		return a.Empty == b.Empty && a.HasLower == b.HasLower && a.HasUpper == b.HasUpper && a.LowerInclusive == b.LowerInclusive && a.UpperInclusive == b.UpperInclusive &&
			(!a.HasLower || same(a.Lower, b.Lower)) && (!a.HasUpper || same(a.Upper, b.Upper))
	}
}

// ranges are the ranges of a type over the ends a < b, as the database gives them back.
func ranges[T any](a, b T) []sqltype.Range[T] {
	return []sqltype.Range[T]{sqltype.HalfOpen(a, b), {}, sqltype.EmptyRange[T](), sqltype.From(a), sqltype.Until(b)}
}

// continuous are ranges that only types without steps give back as they were.
func continuous[T any](a, b T) []sqltype.Range[T] {
	return append(ranges(a, b), sqltype.Closed(a, b), sqltype.Range[T]{Lower: a, Upper: b, HasLower: true, HasUpper: true, UpperInclusive: true}, sqltype.Closed(a, a))
}

func dateTime(y int, m time.Month, d, h, mi, s, ns int) time.Time {
	return time.Date(y, m, d, h, mi, s, ns, time.UTC)
}

type mood string

func moreTypeCases() []testCase {
	same := func(a, b int) bool { return a == b }
	t1, t2 := dateTime(2024, 3, 31, 0, 59, 59, 999_999_000), dateTime(2024, 10, 27, 1, 30, 0, 0)
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		berlin = time.FixedZone("CEST", 7200)
	}
	dst := dateTime(2024, 10, 27, 0, 30, 0, 0).In(berlin) // 02:30, for the first time
	return slices.Concat(
		column[sqltype.Range[int]]{name: "int4range", needs: Ranges, typ: sqltype.Int4Range, opaque: true, same: sameRange(same), values: ranges(-5, math.MaxInt32)}.cases(),
		column[sqltype.Range[int64]]{name: "int8range", needs: Ranges, typ: sqltype.Int8Range, opaque: true, values: ranges(int64(math.MinInt64), math.MaxInt64)}.cases(),
		column[sqltype.Range[string]]{name: "numrange", needs: Ranges, typ: sqltype.NumRange, opaque: true, same: sameRange(sameNumber), values: continuous("-0.10", "12345678901234567890.000000001")}.cases(),
		column[sqltype.Range[decimal]]{name: "numrange of a decimal type", needs: Ranges, typ: sqltype.RangeOf(sqltype.As[decimal](sqltype.Numeric(20, 6))), opaque: true,
			same: sameRange(func(a, b decimal) bool { return a.r.Cmp(&b.r) == 0 }), values: continuous(dec("1.5"), dec("2"))}.cases(),
		column[sqltype.Range[time.Time]]{name: "tsrange", needs: Ranges, typ: sqltype.TSRange, opaque: true, same: sameRange(sameWall), values: continuous(t1, t2)}.cases(),
		column[sqltype.Range[time.Time]]{name: "tstzrange", needs: Ranges, typ: sqltype.TSTZRange, opaque: true, same: sameRange(sameTime), values: append(continuous(t1, dst), sqltype.HalfOpen(t1, sqltype.Infinity()))}.cases(),
		column[sqltype.Range[time.Time]]{name: "daterange", needs: Ranges, typ: sqltype.DateRange, opaque: true, same: sameRange(sameDay), values: ranges(day(-43, 3, 15), day(9999, 12, 31))}.cases(),
		column[sqltype.Range[date]]{name: "daterange of a date type", needs: Ranges, typ: sqltype.As[sqltype.Range[date]](sqltype.DateRange), opaque: true, values: ranges(date{2024, 2, 29}, date{2024, 3, 1})}.cases(),
		column[sqltype.Multirange[int]]{name: "int4multirange", needs: Multiranges, typ: sqltype.MultirangeOf(sqltype.Integer), opaque: true,
			values: []sqltype.Multirange[int]{{}, {sqltype.HalfOpen(1, 5)}, {sqltype.Until(-9), sqltype.HalfOpen(1, 5), sqltype.From(7)}}}.cases(),
		column[sqltype.Multirange[time.Time]]{name: "tstzmultirange", needs: Multiranges, typ: sqltype.MultirangeOf(sqltype.TimestampTZ), opaque: true,
			values: []sqltype.Multirange[time.Time]{{sqltype.Closed(t1, t2)}}}.cases(),
		column[sqltype.HStore]{name: "hstore", needs: HStore, typ: sqltype.HStoreType, opaque: true, values: []sqltype.HStore{{}, {"a": ptr("1"), "b": nil, "": ptr("")}, {`"=>`: ptr(`\"'`), "日本": ptr("🍺"), "NULL": ptr("NULL"), "a, b": ptr("{}")}}}.cases(),
		column[netip.Prefix]{name: "inet", needs: NetworkAddresses, typ: sqltype.Inet, values: []netip.Prefix{netip.MustParsePrefix("10.1.2.3/8"), netip.MustParsePrefix("10.1.2.3/32"), netip.MustParsePrefix("::1/128"), netip.MustParsePrefix("2001:db8::5/64")}}.cases(),
		column[netip.Addr]{name: "inet as an address", needs: NetworkAddresses, typ: sqltype.As[netip.Addr](sqltype.Inet), values: []netip.Addr{netip.MustParseAddr("255.255.255.255"), netip.MustParseAddr("::")}}.cases(),
		column[net.IP]{name: "inet as a net.IP", needs: NetworkAddresses, typ: sqltype.As[net.IP](sqltype.Inet), same: net.IP.Equal, values: []net.IP{net.IPv4(1, 2, 3, 4), net.ParseIP("fe80::1")}}.cases(),
		column[netip.Prefix]{name: "cidr", needs: NetworkAddresses, typ: sqltype.CIDR, values: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("0.0.0.0/0"), netip.MustParsePrefix("2001:db8::/32")}}.cases(),
		column[net.HardwareAddr]{name: "macaddr", needs: NetworkAddresses, typ: sqltype.MACAddr, same: func(a, b net.HardwareAddr) bool { return bytes.Equal(a, b) },
			values: []net.HardwareAddr{{0, 0, 0, 0, 0, 0}, {8, 0, 0x2b, 1, 2, 0xff}}}.cases(),
		column[net.HardwareAddr]{name: "macaddr8", needs: NetworkAddresses, typ: sqltype.MACAddr8, values: []net.HardwareAddr{{8, 0, 0x2b, 1, 2, 0xff, 0, 1}}}.cases(),
		column[string]{name: "inet as a text, elsewhere varchar", typ: sqltype.As[string](sqltype.Inet).WithVariant("mysql", sqltype.String(50)).WithVariant("sqlite", sqltype.Text), values: []string{"10.0.0.1/8", "::1"}}.cases(),
		column[sqltype.Range[int]]{name: "int4range, elsewhere a text", typ: sqltype.Int4Range.WithVariant("mysql", sqltype.String(50)).WithVariant("sqlite", sqltype.Text), opaque: true, same: sameRange(same), values: ranges(-5, 7)}.cases(),
		column[sqltype.Range[time.Time]]{name: "tstzrange, elsewhere a text", typ: sqltype.TSTZRange.WithVariant("mysql", sqltype.String(90)).WithVariant("sqlite", sqltype.Text), opaque: true, same: sameRange(sameTime),
			values: append(continuous(t1, t2), sqltype.HalfOpen(sqltype.NegativeInfinity(), day(-43, 3, 15)))}.cases(),
		column[sqltype.HStore]{name: "hstore, elsewhere a text", typ: sqltype.HStoreType.WithVariant("mysql", sqltype.Text).WithVariant("sqlite", sqltype.Text), opaque: true, values: []sqltype.HStore{{}, {"a": ptr("1"), "b": nil, `"`: ptr(`\`)}}}.cases(),
		column[string]{name: "bit", needs: BitStrings, typ: sqltype.Bit(9), values: []string{"000000000", "101010101"}}.cases(),
		column[string]{name: "bit varying", needs: BitStrings, typ: sqltype.VarBit(), values: []string{"", "1", strings.Repeat("10", 100)}}.cases(),
		column[string]{name: "tsvector", needs: SearchTypes, typ: sqltype.TSVector, values: []string{"'fat':2 'rat':3A", `'it''s'`, ""}}.cases(),
		column[string]{name: "tsquery", needs: SearchTypes, typ: sqltype.TSQuery, opaque: true, values: []string{"'fat' & !'rat'", "'a' <-> ( 'b' | 'c':*AB )"}}.cases(),
		column[string]{name: "money", needs: Money, typ: sqltype.Money, values: []string{"0.00", "-12.34", "92233720368547758.07"}}.cases(),
		column[string]{name: "citext", needs: CIText, typ: sqltype.CIText, values: []string{"", "Straße", "it's"}}.cases(),
		column[string]{name: "xml", needs: XML, typ: sqltype.XML, opaque: true, values: []string{"<a b=\"c\">ü &lt;</a>", "text"}}.cases(),
		column[sqltype.TimeTZ]{name: "time with time zone", needs: ZonedClocks, typ: sqltype.TimeWithZone, values: []sqltype.TimeTZ{{}, {Clock: 23*time.Hour + 59*time.Minute + 999_999*time.Microsecond, Offset: 5*3600 + 30*60}, {Clock: time.Microsecond, Offset: -4*3600 - 1800 - 5}}}.cases(),
		column[sqltype.Period]{name: "interval of microseconds", typ: sqltype.CalendarInterval, opaque: true, values: []sqltype.Period{{}, {Microseconds: -1}, {Microseconds: 1 << 53}}}.cases(),
		column[sqltype.Period]{name: "interval of months and days", needs: CalendarIntervals, typ: sqltype.CalendarInterval, opaque: true,
			values: []sqltype.Period{{Months: 14, Days: -3, Microseconds: -1500000}, {Months: -1}, {Days: 1}, {Months: math.MaxInt32 / 2}}}.cases(),
		column[uint32]{name: "oid", needs: CatalogNumbers, typ: sqltype.OID, values: []uint32{0, math.MaxUint32}}.cases(),
		column[uint32]{name: "regclass", needs: CatalogNumbers, typ: sqltype.RegClass, opaque: true, values: []uint32{1259}}.cases(),
		column[[]mood]{name: "set", needs: Sets, typ: sqltype.Set[mood]("glad", "it's", "größer"), opaque: true, values: [][]mood{{}, {"glad"}, {"glad", "it's", "größer"}}}.cases(),
		column[uint16]{name: "unsigned smallint", typ: sqltype.UnsignedSmallInt, values: []uint16{0, math.MaxUint16}}.cases(),
		column[uint32]{name: "unsigned integer", typ: sqltype.UnsignedInteger, values: []uint32{0, math.MaxUint32}}.cases(),
		column[uint64]{name: "unsigned bigint", needs: UnsignedBigInts, typ: sqltype.UnsignedBigInt, values: []uint64{0, math.MaxInt64 + 1, math.MaxUint64}}.cases(),
		column[time.Time]{name: "infinite timestamps with time zone", needs: Infinities, typ: sqltype.TimestampTZ, same: sameTime, values: []time.Time{sqltype.Infinity(), sqltype.NegativeInfinity()}}.cases(),
		column[time.Time]{name: "infinite timestamps", needs: Infinities, typ: sqltype.Timestamp, same: sameTime, values: []time.Time{sqltype.Infinity(), sqltype.NegativeInfinity()}}.cases(),
		column[time.Time]{name: "infinite dates", needs: Infinities, typ: sqltype.Date, same: sameTime, values: []time.Time{sqltype.Infinity(), sqltype.NegativeInfinity()}}.cases(),
		column[time.Time]{name: "timestamps of any year", needs: YearsBeyond, typ: sqltype.Timestamp, same: sameWall, values: []time.Time{dateTime(-4711, 1, 1, 0, 0, 0, 0), dateTime(0, 12, 31, 23, 59, 59, 999_999_000), dateTime(294_000, 1, 1, 0, 0, 0, 0)}}.cases(),
		column[time.Time]{name: "dates of any year", needs: YearsBeyond, typ: sqltype.Date, same: sameDay, values: []time.Time{day(-4711, 1, 1), day(0, 2, 29), day(10_000, 1, 1), day(200_000, 1, 1)}}.cases(),
		column[time.Time]{name: "summer time", typ: sqltype.TimestampTZ, same: sameTime, values: []time.Time{dst, dst.Add(time.Hour), t1, t1.Add(time.Microsecond)}}.cases(),
		column[string]{name: "decimals that are no numbers", needs: NaNDecimals, typ: sqltype.As[string](&sqltype.Desc{Kind: sqltype.KindNumeric}), values: []string{"NaN", "Infinity", "-Infinity"}}.cases(),
		column[[]byte]{name: "binary", typ: sqltype.Binary(4), opaque: true, values: [][]byte{{0, 0, 0, 0}, {0xff, 0, 0x27, 0x20}}}.cases(),
		column[[]byte]{name: "varbinary", typ: sqltype.VarBinary(4), opaque: true, values: [][]byte{{}, {0}, {1, 2, 3, 4}}}.cases(),
		column[string]{name: "char", typ: sqltype.Char(4), opaque: true, same: func(a, b string) bool { return strings.TrimRight(a, " ") == strings.TrimRight(b, " ") }, values: []string{"", "ab", "日本語茶"}}.cases(),
		column[time.Time]{name: "timestamp of milliseconds", typ: sqltype.TimestampPrecision(3), same: sameWall, values: []time.Time{dateTime(2024, 1, 1, 0, 0, 0, 123_000_000)}}.cases(),
		column[time.Duration]{name: "time of milliseconds", typ: sqltype.TimePrecision(3), values: []time.Duration{time.Hour + 123*time.Millisecond}}.cases(),
		arrayCases(),
	)
}

// arrayCases are arrays of every kind of element.
func arrayCases() []testCase {
	text := func(s string) *string { return &s }
	return slices.Concat(
		column[[]int]{name: "array of small numbers", needs: Arrays, typ: sqltype.ArrayOf(sqltype.Integer), opaque: true, values: [][]int{{}, {1, -2}}}.cases(),
		column[[]*string]{name: "array of texts with NULLs", needs: Arrays, typ: sqltype.As[[]*string](sqltype.ArrayOf(sqltype.Text)), opaque: true, values: [][]*string{{nil, text("NULL"), text(""), text(`{"\,`)}}}.cases(),
		column[[][]int]{name: "array of two dimensions", needs: Arrays, typ: sqltype.ArrayOf(sqltype.ArrayOf(sqltype.Integer)), opaque: true, values: [][][]int{{}, {{1, 2}, {3, 4}}}}.cases(),
		column[[][][]string]{name: "array of three dimensions", needs: Arrays, typ: sqltype.ArrayOf(sqltype.ArrayOf(sqltype.ArrayOf(sqltype.Text))), opaque: true, values: [][][][]string{{{{"a"}, {"b'"}}, {{"c"}, {""}}}}}.cases(),
		column[[]float64]{name: "array of floats", needs: Arrays, typ: sqltype.ArrayOf(sqltype.Double), opaque: true, values: [][]float64{{0.1, -1e300, math.Inf(1)}}}.cases(),
		column[[]decimal]{name: "array of a decimal type", needs: Arrays, typ: sqltype.ArrayOf(sqltype.As[decimal](sqltype.Numeric(20, 6))), opaque: true,
			same: func(a, b []decimal) bool {
				return slices.EqualFunc(a, b, func(x, y decimal) bool { return x.r.Cmp(&y.r) == 0 })
			}, values: [][]decimal{{dec("1.5"), dec("-2")}}}.cases(),
		column[[]time.Time]{name: "array of instants", needs: Arrays, typ: sqltype.ArrayOf(sqltype.TimestampTZ), opaque: true, values: [][]time.Time{{dateTime(2024, 1, 1, 0, 0, 0, 1000), sqltype.Infinity()}}}.cases(),
		column[[]time.Duration]{name: "array of durations", needs: Arrays, typ: sqltype.ArrayOf(sqltype.Interval), opaque: true, values: [][]time.Duration{{time.Hour, -time.Microsecond}}}.cases(),
		column[[]sqltype.Period]{name: "array of periods", needs: Arrays, typ: sqltype.ArrayOf(sqltype.CalendarInterval), opaque: true, values: [][]sqltype.Period{{{Months: 1}, {Days: -1}}}}.cases(),
		column[[]id]{name: "array of a uuid type", needs: Arrays, typ: sqltype.ArrayOf(sqltype.As[id](sqltype.UUID)), opaque: true, values: [][]id{{{1}, {}}}}.cases(),
		column[[]level]{name: "array of an enumeration", needs: Arrays, typ: sqltype.ArrayOf(sqltype.As[level](sqltype.Enum("array_level", "low", "it's"))), opaque: true, values: [][]level{{"low", "it's"}, {}}}.cases(),
		column[[]netip.Prefix]{name: "array of networks", needs: Arrays, typ: sqltype.ArrayOf(sqltype.CIDR), opaque: true, values: [][]netip.Prefix{{netip.MustParsePrefix("10.0.0.0/8")}}}.cases(),
		column[[]sqltype.Range[int]]{name: "array of ranges", needs: Arrays, typ: sqltype.ArrayOf(sqltype.Int4Range), opaque: true, values: [][]sqltype.Range[int]{{sqltype.HalfOpen(1, 2), sqltype.EmptyRange[int](), {}}}}.cases(),
		column[[][]byte]{name: "array of bytes", needs: Arrays, typ: sqltype.ArrayOf(sqltype.Bytes), opaque: true, values: [][][]byte{{{}, {0, 0xff}}}}.cases(),
		column[[]point]{name: "array of json", needs: Arrays, typ: sqltype.ArrayOf(sqltype.As[point](sqltype.JSONB)), opaque: true, values: [][]point{{{1, 2, nil}, {}}}}.cases(),
	)
}

// A fahrenheit is kept as the text of its degrees, with a letter behind them.
type fahrenheit struct{ degrees int }

var fahrenheitType = sqltype.Decorate(sqltype.String(20),
	func(f fahrenheit) (string, error) {
		if f.degrees < -459 {
			return "", errors.New("it is colder than it can be")
		}
		return fmt.Sprintf("%d°F", f.degrees), nil
	},
	func(s string) (f fahrenheit, err error) {
		_, err = fmt.Sscanf(s, "%d°F", &f.degrees)
		return f, err
	})

// A cents is kept as a decimal of two digits, and is a number in Go.
type cents int64

var centsType = sqltype.Decorate(sqltype.Numeric(20, 2),
	func(c cents) (string, error) { return fmt.Sprintf("%d.%02d", c/100, c%100), nil },
	func(s string) (cents, error) {
		var whole, part int64
		_, err := fmt.Sscanf(s, "%d.%d", &whole, &part)
		return cents(whole*100 + part), err
	})

func decoratedCases() []testCase {
	return slices.Concat(
		column[fahrenheit]{name: "decorated text", typ: fahrenheitType, values: []fahrenheit{{}, {-40}, {451}}}.cases(),
		column[cents]{name: "decorated decimal", typ: centsType, values: []cents{0, 1, 12345}}.cases(),
		column[[]fahrenheit]{name: "array of a decorated type", needs: Arrays, typ: sqltype.ArrayOf(fahrenheitType), opaque: true, values: [][]fahrenheit{{{1}, {2}}, {}}}.cases(),
	)
}
