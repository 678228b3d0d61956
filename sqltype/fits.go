package sqltype

import (
	"fmt"
	"strings"
	"unicode/utf8"

	dbapi "github.com/aludel/aludel/driver"
)

// Fits reports whether a column of type d keeps the whole of v: a text no longer
// than its size, a decimal with no more digits than it has room for. Databases
// differ in what they do about the rest: cut it, round it, keep it or refuse it.
func Fits(v dbapi.Value, d *Desc) error {
	if v.Kind() == dbapi.String && !utf8.ValidString(v.Str()) {
		return &ValueError{Go: "text", Type: d, Reason: "it is not valid UTF-8; bytes belong into a column of bytes"}
	}
	switch kindOf(d) {
	case KindBytes:
		if n := len(v.Bytes()); v.Kind() == dbapi.Bytes && d.Size > 0 && (n > d.Size || d.Fixed && n < d.Size) {
			return &ValueError{Go: "byte string", Type: d, Reason: fmt.Sprintf("it has %d bytes", n)}
		}
	case KindString, KindChar:
		if s := v.Str(); d.Size > 0 && len(s) > d.Size && v.Kind() == dbapi.String {
			if n := utf8.RuneCountInString(s); n > d.Size {
				return &ValueError{Go: "text", Type: d, Reason: fmt.Sprintf("it has %d characters", n)}
			}
		}
	case KindNumeric:
		if d.Precision > 0 && v.Kind() == dbapi.Decimal {
			return fitsDecimal(v.Str(), d)
		}
	}
	return nil
}

func fitsDecimal(s string, d *Desc) error {
	if isNaN(s) {
		if s == "NaN" {
			return nil
		}
		return &ValueError{Go: "decimal", Type: d, Reason: s + " has no place in a decimal with a precision"}
	}
	digits := strings.TrimLeft(s, "+-")
	if strings.ContainsAny(digits, "eE") {
		return nil // the database counts the digits of 1e5
	}
	whole, fraction, _ := strings.Cut(digits, ".")
	whole, fraction = strings.TrimLeft(whole, "0"), strings.TrimRight(fraction, "0")
	switch {
	case len(fraction) > d.Scale:
		return &ValueError{Go: "decimal", Type: d, Reason: fmt.Sprintf("%s has %d digits after the point, and would be rounded", s, len(fraction))}
	case len(whole) > d.Precision-d.Scale:
		return &ValueError{Go: "decimal", Type: d, Reason: fmt.Sprintf("%s has %d digits before the point", s, len(whole))}
	}
	return nil
}
