package mapping

import (
	"strconv"
	"strings"

	dbapi "github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/sqltype"
)

// manyTexts reports whether one value of a column has several texts, of which a field that is a
// string may hold any: 1.5 and 1.50, or a UUID in either case.
func (p *keyPart) manyTexts() bool {
	return p.desc.IsNumber() || p.desc != nil && p.desc.Kind == sqltype.KindUUID
}

// notNumber reports whether a column keeps Go's integers as something else, as times of day
// and intervals keep a time.Duration.
func (p *keyPart) notNumber() bool {
	switch {
	case p.desc == nil:
		return false
	case p.desc.Kind == sqltype.KindTime || p.desc.Kind == sqltype.KindTimeTZ || p.desc.Kind == sqltype.KindInterval:
		return true
	}
	return p.desc.IsText() || p.desc.Kind == sqltype.KindEnum || p.desc.Kind == sqltype.KindDate
}

// oneForm is v as it is written in a key: numbers that are equal to the database are one.
func oneForm(v dbapi.Value) dbapi.Value {
	switch v.Kind() {
	case dbapi.Decimal:
		return dbapi.OfDecimal(DecimalForm(v.Str()))
	case dbapi.Float:
		return dbapi.OfFloat(v.Float() + 0) // -0 is 0
	}
	return v
}

// DecimalForm is the same for all texts of one decimal number: its digits after the point, and
// a power of ten. What is no decimal stays as it is.
func DecimalForm(text string) string {
	digits, negative := strings.CutPrefix(text, "-")
	digits = strings.TrimPrefix(digits, "+")
	power := 0
	if i := strings.IndexAny(digits, "eE"); i >= 0 {
		n, err := strconv.Atoi(digits[i+1:])
		if err != nil {
			return text
		}
		digits, power = digits[:i], n
	}
	whole, rest, _ := strings.Cut(digits, ".")
	digits = whole + rest
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return text
	}
	significant := strings.TrimLeft(digits, "0")
	power += len(whole) - (len(digits) - len(significant))
	if significant = strings.TrimRight(significant, "0"); significant == "" {
		return "0"
	}
	if negative {
		significant = "-" + significant
	}
	return significant + "e" + strconv.Itoa(power)
}
