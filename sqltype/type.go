package sqltype

import (
	"strconv"
	"strings"
	"time"
)

// A Kind is the family of a SQL type.
type Kind uint8

// Kinds.
const (
	KindUnknown     Kind = iota // nothing is known: the value alone decides
	KindBoolean                 // BOOLEAN
	KindSmallInt                // SMALLINT, 16 bits
	KindInteger                 // INTEGER, 32 bits
	KindBigInt                  // BIGINT, 64 bits
	KindReal                    // REAL, 32 bits
	KindFloat                   // FLOAT, 64 bits unless Precision says less
	KindDouble                  // DOUBLE PRECISION, 64 bits
	KindNumeric                 // NUMERIC(Precision, Scale)
	KindString                  // VARCHAR(Size)
	KindChar                    // CHAR(Size)
	KindText                    // TEXT
	KindBytes                   // BYTEA, BLOB
	KindDate                    // DATE
	KindTime                    // TIME, without zone
	KindTimestamp               // TIMESTAMP, without zone
	KindTimestampTZ             // TIMESTAMP WITH TIME ZONE
	KindInterval                // INTERVAL
	KindUUID                    // UUID
	KindJSON                    // JSON
	KindJSONB                   // JSONB
	KindEnum                    // an enumeration of Values, named Name
	KindArray                   // an array of Elem
	KindNamed                   // a type of the database's own, by Name

	// Types that one database has. Their values travel as their text, so that another
	// database can keep them in a text: see Of.WithVariant.
	KindTimeTZ     // TIME WITH TIME ZONE
	KindRange      // a range of Elem
	KindMultirange // a set of ranges of Elem that do not touch
	KindHStore     // texts by keys
	KindInet       // an address of a host, with or without a network's length
	KindCIDR       // a network
	KindMACAddr    // an address of a network card, of Size bytes
	KindBit        // exactly Size bits
	KindVarBit     // up to Size bits
	KindTSVector   // a document made ready for searching
	KindTSQuery    // what is searched for
	KindMoney      // an amount in the currency of the database
	KindCIText     // a text compared without regard to case
	KindOID        // a number of the catalogue, 32 bits without sign
	KindRegClass   // a table by its number in the catalogue
	KindXML        // an XML document or a part of one
	KindSet        // any of Values, or several
)

// A Type is a SQL type.
type Type interface {
	// Desc describes it. The description must not be changed.
	Desc() *Desc
}

// A Desc describes a SQL type. It is immutable once made.
type Desc struct {
	Kind      Kind
	Size      int      // characters of a String or Char, bytes of a Bytes; 0: no limit
	Precision int      // digits of a Numeric, fraction digits of a Time, Timestamp or TimestampTZ; 0: the database's own
	Scale     int      // of a Numeric
	Name      string   // of an Enum or a Named
	Schema    string   // of the type's name
	Values    []string // of an Enum
	Elem      *Desc    // of an Array, a Range or a Multirange
	Unsigned  bool     // of an integer: it has no negative values, and twice as many others
	Fixed     bool     // of Bytes: it has Size bytes, neither more nor fewer

	codec    *codec    // between the Go type and what is stored
	variants []variant // what stands for it in some dialects
	domain   Domain    // the type with a name and a rule of which this is the base
	nilNull  bool      // of JSON: what is nil is NULL
	calendar bool      // of an Interval: its months and days are kept apart in Go
}

// Desc makes a description a Type.
func (d *Desc) Desc() *Desc { return d }

// AppendKey appends what tells d from other types, for cache keys.
func (d *Desc) AppendKey(b []byte) []byte {
	if d == nil {
		return append(b, 0)
	}
	b = append(b, byte(d.Kind))
	if d.Size|d.Precision|d.Scale != 0 {
		b = append(b, 0xff)
		b = strconv.AppendInt(b, int64(d.Size), 36)
		b = append(b, ',')
		b = strconv.AppendInt(b, int64(d.Precision), 36)
		b = append(b, ',')
		b = strconv.AppendInt(b, int64(d.Scale), 36)
		b = append(b, ';')
	}
	if d.Name != "" || d.Schema != "" {
		b = append(b, 0xfe)
		b = strconv.AppendQuote(b, d.Schema)
		b = strconv.AppendQuote(b, d.Name)
	}
	if d.Elem != nil {
		b = d.Elem.AppendKey(append(b, 0xfd))
	}
	if d.Unsigned || d.Fixed {
		b = append(b, 0xfc)
	}
	return d.appendExtra(b)
}

// IsPlain reports whether the type is told from others by its kind alone.
func (d *Desc) IsPlain() bool {
	return d != nil && d.Size|d.Precision|d.Scale == 0 && d.Name == "" && d.Schema == "" && d.Elem == nil && !d.Unsigned && d.codec == nil && d.variants == nil && d.domain == nil
}

var kindNames = [...]string{"unknown", "BOOLEAN", "SMALLINT", "INTEGER", "BIGINT", "REAL", "FLOAT", "DOUBLE PRECISION", "NUMERIC", "VARCHAR",
	"CHAR", "TEXT", "BYTES", "DATE", "TIME", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "INTERVAL", "UUID", "JSON", "JSONB", "ENUM", "ARRAY", "NAMED",
	"TIME WITH TIME ZONE", "RANGE", "MULTIRANGE", "HSTORE", "INET", "CIDR", "MACADDR", "BIT", "BIT VARYING", "TSVECTOR", "TSQUERY", "MONEY", "CITEXT", "OID", "REGCLASS", "XML", "SET"}

// String is the type in SQL's general terms, for messages; a dialect writes its own.
func (d *Desc) String() string {
	if d == nil {
		return kindNames[0]
	}
	s := kindNames[min(int(d.Kind), len(kindNames)-1)]
	switch {
	case d.Kind == KindNamed:
		return d.Name
	case d.Kind == KindEnum:
		return "ENUM " + d.Name + " (" + strings.Join(d.Values, ", ") + ")"
	case d.domain != nil:
		return d.domain.String()
	case d.Kind == KindArray:
		return d.Elem.String() + "[]"
	case d.Kind == KindRange || d.Kind == KindMultirange:
		return s + " of " + d.Elem.String()
	case d.Kind == KindSet:
		return "SET (" + strings.Join(d.Values, ", ") + ")"
	case d.Unsigned:
		return s + " UNSIGNED"
	case d.Kind == KindNumeric && d.Precision > 0:
		return s + "(" + strconv.Itoa(d.Precision) + ", " + strconv.Itoa(d.Scale) + ")"
	case d.Size > 0:
		return s + "(" + strconv.Itoa(d.Size) + ")"
	}
	return s
}

// Equal reports whether a and b are the same type.
func (d *Desc) Equal(e *Desc) bool {
	return d == e || d != nil && e != nil && string(d.AppendKey(nil)) == string(e.AppendKey(nil))
}

// IsNumber reports whether arithmetic is defined on the type.
func (d *Desc) IsNumber() bool { return d != nil && d.Kind >= KindSmallInt && d.Kind <= KindNumeric }

// IsInteger reports whether the type is an integer.
func (d *Desc) IsInteger() bool { return d != nil && d.Kind >= KindSmallInt && d.Kind <= KindBigInt }

// IsFloat reports whether the type is a binary floating point number.
func (d *Desc) IsFloat() bool {
	return d != nil && (d.Kind == KindReal || d.Kind == KindFloat || d.Kind == KindDouble)
}

// IsText reports whether the type is a character type.
func (d *Desc) IsText() bool {
	return d != nil && (d.Kind == KindString || d.Kind == KindChar || d.Kind == KindText || d.Kind == KindEnum || d.Kind == KindCIText)
}

// An Of is a SQL type whose values are T in Go.
type Of[T any] struct{ d *Desc }

// Desc describes the type.
func (o Of[T]) Desc() *Desc {
	if o.d == nil {
		return For[T]()
	}
	return o.d
}

// As is t for values that are T in Go.
func As[T any](t Type) Of[T] { return Of[T]{t.Desc()} }

// The types without parameters.
var (
	Boolean     = Of[bool]{&Desc{Kind: KindBoolean}}
	SmallInt    = Of[int16]{&Desc{Kind: KindSmallInt}}
	Integer     = Of[int]{&Desc{Kind: KindInteger}}
	BigInt      = Of[int64]{&Desc{Kind: KindBigInt}}
	Real        = Of[float32]{&Desc{Kind: KindReal}}
	Float       = Of[float64]{&Desc{Kind: KindFloat}}
	Double      = Of[float64]{&Desc{Kind: KindDouble}}
	Text        = Of[string]{&Desc{Kind: KindText}}
	Bytes       = Of[[]byte]{&Desc{Kind: KindBytes}}
	Date        = Of[time.Time]{&Desc{Kind: KindDate}}
	Time        = Of[time.Duration]{&Desc{Kind: KindTime}}
	Timestamp   = Of[time.Time]{&Desc{Kind: KindTimestamp}}
	TimestampTZ = Of[time.Time]{&Desc{Kind: KindTimestampTZ}}
	Interval    = Of[time.Duration]{&Desc{Kind: KindInterval}}
	UUID        = Of[[16]byte]{&Desc{Kind: KindUUID}}
	JSON        = Of[any]{&Desc{Kind: KindJSON}}
	JSONB       = Of[any]{&Desc{Kind: KindJSONB}}
)

// String is VARCHAR(n); without n it has no limit, which MariaDB does not have.
func String(n ...int) Of[string] { return Of[string]{&Desc{Kind: KindString, Size: first(n)}} }

// Char is CHAR(n), padded with blanks.
func Char(n int) Of[string] { return Of[string]{&Desc{Kind: KindChar, Size: n}} }

// Numeric is NUMERIC(precision, scale), exact, as text in Go; see [As] for a decimal type.
func Numeric(precision, scale int) Of[string] {
	return Of[string]{&Desc{Kind: KindNumeric, Precision: precision, Scale: scale}}
}

// Enum is an enumeration: a type of its own where the database has such types,
// else a text of sufficient length with a check.
func Enum(name string, values ...string) Of[string] {
	return Of[string]{&Desc{Kind: KindEnum, Name: name, Values: values}}
}

// ArrayOf is an array of t.
func ArrayOf[T any](t Of[T]) Of[[]T] { return Of[[]T]{&Desc{Kind: KindArray, Elem: t.Desc()}} }

// Named is a type that only the database knows, written as name.
func Named[T any](name string) Of[T] { return Of[T]{&Desc{Kind: KindNamed, Name: name}} }

func first(n []int) int {
	if len(n) > 0 {
		return n[0]
	}
	return 0
}
