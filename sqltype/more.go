package sqltype

import (
	"net"
	"net/netip"
	"time"
)

// More types. What only one database has is refused by the others, unless
// Of.WithVariant says what they have instead: all values but those of multiranges,
// hstore and arrays travel as texts there.
var (
	// UnsignedSmallInt, UnsignedInteger and UnsignedBigInt are integers without sign;
	// where there are none, the next larger type.
	UnsignedSmallInt = Of[uint16]{&Desc{Kind: KindSmallInt, Unsigned: true}}
	UnsignedInteger  = Of[uint32]{&Desc{Kind: KindInteger, Unsigned: true}}
	UnsignedBigInt   = Of[uint64]{&Desc{Kind: KindBigInt, Unsigned: true}}

	// CalendarInterval is INTERVAL with its months and days kept apart.
	CalendarInterval = Of[Period]{&Desc{Kind: KindInterval, calendar: true}}
	// TimeWithZone is TIME WITH TIME ZONE.
	TimeWithZone = Of[TimeTZ]{&Desc{Kind: KindTimeTZ}}

	Inet    = Of[netip.Prefix]{&Desc{Kind: KindInet}}
	CIDR    = Of[netip.Prefix]{&Desc{Kind: KindCIDR}}
	MACAddr = Of[net.HardwareAddr]{&Desc{Kind: KindMACAddr, Size: 6}}
	// MACAddr8 is MACADDR8, of 8 bytes.
	MACAddr8 = Of[net.HardwareAddr]{&Desc{Kind: KindMACAddr, Size: 8}}

	TSVector = Of[string]{&Desc{Kind: KindTSVector}}
	TSQuery  = Of[string]{&Desc{Kind: KindTSQuery}}
	// Money is an amount as decimal text; how many digits it has after the point is
	// the server's business, two of them are assumed.
	Money    = Of[string]{&Desc{Kind: KindMoney}}
	CIText   = Of[string]{&Desc{Kind: KindCIText}}
	OID      = Of[uint32]{&Desc{Kind: KindOID}}
	RegClass = Of[uint32]{&Desc{Kind: KindRegClass}}
	XML      = Of[string]{&Desc{Kind: KindXML}}

	Int4Range = RangeOf(Integer)
	Int8Range = RangeOf(BigInt)
	TSRange   = RangeOf(Timestamp)
	TSTZRange = RangeOf(TimestampTZ)
	DateRange = RangeOf(Date)
	// NumRange is a range of decimals as texts; RangeOf(As[T](NumRange…)) of others.
	NumRange = RangeOf(Of[string]{&Desc{Kind: KindNumeric}})
)

// RangeOf is the type of ranges of t: integers, decimals, dates and timestamps.
func RangeOf[T any](t Of[T]) Of[Range[T]] {
	return Of[Range[T]]{&Desc{Kind: KindRange, Elem: t.Desc()}}
}

// MultirangeOf is the type of sets of ranges of t.
func MultirangeOf[T any](t Of[T]) Of[Multirange[T]] {
	return Of[Multirange[T]]{&Desc{Kind: KindMultirange, Elem: t.Desc()}}
}

// HStoreType is HSTORE, which an extension of PostgreSQL brings.
var HStoreType = Of[HStore]{&Desc{Kind: KindHStore}}

// Bit is BIT(n), as a text of n digits 0 and 1.
func Bit(n int) Of[string] { return Of[string]{&Desc{Kind: KindBit, Size: n}} }

// VarBit is BIT VARYING(n), as a text of up to n digits 0 and 1; 0 is no limit.
func VarBit(n ...int) Of[string] { return Of[string]{&Desc{Kind: KindVarBit, Size: first(n)}} }

// Binary is exactly n bytes.
func Binary(n int) Of[[]byte] { return Of[[]byte]{&Desc{Kind: KindBytes, Size: n, Fixed: true}} }

// VarBinary is up to n bytes.
func VarBinary(n int) Of[[]byte] { return Of[[]byte]{&Desc{Kind: KindBytes, Size: n}} }

// TimePrecision is a time of day with so many digits of a second's fraction, 1 to 6.
func TimePrecision(digits int) Of[time.Duration] {
	return Of[time.Duration]{&Desc{Kind: KindTime, Precision: digits}}
}

// TimestampPrecision is a timestamp without zone with so many digits of a second's
// fraction, 1 to 6.
func TimestampPrecision(digits int) Of[time.Time] {
	return Of[time.Time]{&Desc{Kind: KindTimestamp, Precision: digits}}
}

// TimestampTZPrecision is an instant with so many digits of a second's fraction, 1 to 6.
func TimestampTZPrecision(digits int) Of[time.Time] {
	return Of[time.Time]{&Desc{Kind: KindTimestampTZ, Precision: digits}}
}

// Set is any of values, several or none, as a slice: MySQL's SET.
func Set[T ~string](values ...T) Of[[]T] {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = string(v)
	}
	return Of[[]T]{&Desc{Kind: KindSet, Values: texts}}
}
