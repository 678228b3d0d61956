package sqltype

import (
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	dbapi "github.com/aludel/aludel/driver"
)

// Stored is what a column of type d keeps of v, which Encode has made for d: a time to
// the digits of the second that the type says, as a microsecond is all that any type
// keeps; all else as it is. Texts and bytes that are too long, and decimals with more
// digits than the type has, are a *ValueError, as some databases cut and round them without
// a word. Comparisons do not ask: a text that is too long is equal to nothing.
func Stored(v dbapi.Value, d *Desc) (dbapi.Value, error) {
	if v.Kind() == dbapi.String && !utf8.ValidString(v.Str()) {
		return v, notUTF8(d)
	}
	if d = d.travels(); d == nil {
		return v, nil
	}
	switch d.Kind {
	case KindBytes:
		if n := len(v.Bytes()); v.Kind() == dbapi.Bytes && d.Size > 0 && (n > d.Size || d.Fixed && n < d.Size) {
			return v, &ValueError{Go: "byte string", Type: d, Reason: fmt.Sprintf("it has %d bytes", n)}
		}
	case KindString, KindChar:
		if v.Kind() == dbapi.String {
			return v, fitsText(v.Str(), d)
		}
	case KindNumeric:
		if d.Precision > 0 && v.Kind() == dbapi.Decimal {
			return v, fitsDecimal(v.Str(), d)
		}
	case KindTime, KindTimestamp, KindTimestampTZ:
		if d.Precision > 0 && d.Precision < 6 && !v.IsInfinite() {
			return cut(v, d.Precision), nil
		}
	case KindArray:
		return storedArray(v, d.Elem)
	}
	return v, nil
}

// IsFloat reports whether x is a binary number: its decimal digits are not what is
// meant, and a column of fewer digits may round them.
func IsFloat(x any) bool {
	switch x.(type) {
	case nil:
		return false
	case float64, float32:
		return true
	}
	k := reflect.TypeOf(x).Kind()
	return k == reflect.Float64 || k == reflect.Float32
}

func notUTF8(d *Desc) error {
	return &ValueError{Go: "text", Type: d, Reason: "it is not valid UTF-8; bytes belong into a column of bytes"}
}

func fitsText(s string, d *Desc) error {
	if d.Size > 0 && len(s) > d.Size {
		if n := utf8.RuneCountInString(s); n > d.Size {
			return &ValueError{Go: "text", Type: d, Reason: fmt.Sprintf("it has %d characters", n)}
		}
	}
	return nil
}

// cut takes from a time what is finer than so many digits of the second.
func cut(v dbapi.Value, digits int) dbapi.Value {
	unit := int64(1)
	for range 6 - digits {
		unit *= 10
	}
	n := v.Int()
	n -= ((n % unit) + unit) % unit
	switch v.Kind() {
	case dbapi.Time:
		return dbapi.OfTime(time.UnixMicro(n))
	case dbapi.Wall:
		return dbapi.OfWall(time.UnixMicro(n).UTC())
	case dbapi.Clock:
		return dbapi.OfClock(time.Duration(n) * time.Microsecond)
	}
	return v
}

func storedArray(v dbapi.Value, elem *Desc) (dbapi.Value, error) {
	for i, s := range v.Strings() {
		err := error(nil)
		if !utf8.ValidString(s) {
			err = notUTF8(elem)
		} else if k := kindOf(elem); k == KindString || k == KindChar {
			err = fitsText(s, elem)
		}
		if err != nil {
			return v, fmt.Errorf("member %d: %w", i, err)
		}
	}
	var changed []dbapi.Value
	for i, m := range v.Array() {
		to, err := Stored(m, elem)
		if err != nil {
			return v, fmt.Errorf("member %d: %w", i, err)
		}
		if to != m {
			if changed == nil {
				changed = append(changed, v.Array()...)
			}
			changed[i] = to
		}
	}
	if changed != nil {
		return dbapi.OfArray(changed), nil
	}
	return v, nil
}

func fitsDecimal(s string, d *Desc) error {
	if isNaN(s) {
		if s == "NaN" {
			return nil
		}
		return &ValueError{Go: "decimal", Type: d, Reason: s + " has no place in a decimal with a precision"}
	}
	before, after := digitsOf(s)
	switch {
	case after > d.Scale:
		return &ValueError{Go: "decimal", Type: d, Reason: fmt.Sprintf("%.80s has %d digits after the point, and would be rounded", s, after)}
	case before > d.Precision-d.Scale:
		return &ValueError{Go: "decimal", Type: d, Reason: fmt.Sprintf("%.80s has %d digits before the point", s, before)}
	}
	return nil
}

// digitsOf counts the digits of a decimal before and after the point that are no
// zeros at its ends.
func digitsOf(s string) (before, after int) {
	digits, exponent := strings.TrimLeft(s, "+-"), 0
	if i := strings.IndexAny(digits, "eE"); i >= 0 {
		var err error
		if exponent, err = strconv.Atoi(digits[i+1:]); err != nil || exponent > math.MaxInt32 || exponent < math.MinInt32 {
			exponent = math.MaxInt32 // more than any column has
			if strings.HasPrefix(digits[i+1:], "-") {
				exponent = math.MinInt32
			}
		}
		digits = digits[:i]
	}
	whole, fraction, _ := strings.Cut(digits, ".")
	all := whole + fraction
	point := len(whole) + exponent // where it stands in all
	first := len(all) - len(strings.TrimLeft(all, "0"))
	last := len(strings.TrimRight(all, "0"))
	if last == 0 {
		return 0, 0
	}
	return max(point-first, 0), max(last-point, 0)
}

// DefaultOf is v, a value of the table's declaration, as the default of a column of type d:
// a moment as the date, the clock or the wall clock that it is in UTC. It is a *ValueError
// where it can be said without the database that the column cannot hold v.
func DefaultOf(v dbapi.Value, d *Desc) (dbapi.Value, error) {
	if d == nil || d.codec != nil || d.variants != nil {
		return v, nil
	}
	switch k := d.Kind; v.Kind() {
	case dbapi.String:
		if k == KindNumeric || k == KindEnum || d.IsText() {
			w, err := EncodeAny(v.Str(), d)
			if err == nil {
				_, err = Stored(w, d)
			}
			return v, err
		}
	case dbapi.Int, dbapi.Uint, dbapi.Float, dbapi.Decimal:
		if d.IsNumber() {
			w, err := EncodeAny(v.Go(), d)
			if err == nil && v.Kind() != dbapi.Float {
				_, err = Stored(w, d)
			}
			return v, err
		}
	case dbapi.Bytes:
		if k == KindBytes {
			return Stored(v, d)
		}
	case dbapi.Time, dbapi.Wall:
		if k == KindDate && !v.IsInfinite() && v.Int()%86_400_000_000 != 0 {
			return v, &ValueError{Go: "time", Type: d, Reason: "it has a time of day beside the date, in UTC"}
		}
		if k == KindDate || k == KindTime || k == KindTimestamp || k == KindTimestampTZ {
			w, err := encodeTime(v.Time(), d)
			if err != nil {
				return v, err
			}
			return Stored(w, d)
		}
	case dbapi.Clock, dbapi.Interval:
		if k == KindTime {
			w, err := encodeDuration(v.Duration(), d)
			if err != nil {
				return v, err
			}
			return Stored(w, d)
		}
	}
	return v, nil
}
