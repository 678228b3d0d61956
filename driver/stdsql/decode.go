package stdsql

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
	"unsafe"

	"github.com/aludel/aludel/driver"
)

// What a cell is not.
var (
	errNotBool     = errors.New("it is neither 0 nor 1, neither true nor false")
	errNotInteger  = errors.New("it is not an integer")
	errNotNumber   = errors.New("it is not a number")
	errNotUUID     = errors.New("it is neither 16 bytes nor the text of a UUID")
	errInexact     = errors.New("a float would lose digits of it")
	errNotText     = errors.New("it is not text in UTF-8")
	errNotDecimal  = errors.New("it is not a decimal number in plain notation")
	errTimeOfDay   = errors.New("it has a time of day, which a date would lose")
	errNotDuration = errors.New("it is not a time")
)

// bytesOf are the bytes of a text or byte cell, not copied.
func bytesOf(cell any) ([]byte, bool) {
	switch v := cell.(type) {
	case []byte:
		return v, true
	case string:
		return unsafe.Slice(unsafe.StringData(v), len(v)), true
	}
	return nil, false
}

// textOf is b as a string, not copied.
func textOf(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// value reads a cell as a Value of kind. It refers to the cell's bytes. NULL is NULL.
func value(kind driver.Kind, cell any, fam family) (driver.Value, error) {
	if cell == nil {
		return driver.Value{}, nil
	}
	switch kind {
	case driver.Bool:
		b, err := toBool(cell, fam)
		return driver.OfBool(b), err
	case driver.Int:
		n, err := toInt(cell, fam)
		return driver.OfInt(n), err
	case driver.Uint:
		n, err := toUint(cell, fam)
		return driver.OfUint(n), err
	case driver.Float:
		f, err := toFloat(cell, fam)
		return driver.OfFloat(f), err
	case driver.String:
		s, err := toText(cell, fam)
		return driver.OfString(s), err
	case driver.Bytes:
		if b, ok := bytesOf(cell); ok {
			return driver.OfBytes(b), nil
		}
		return driver.Value{}, fmt.Errorf("it is a %T, not bytes", cell)
	case driver.Time, driver.Wall, driver.Date:
		return toMoment(kind, cell)
	case driver.Clock:
		d, err := toDuration(cell)
		if err == nil && (d < 0 || d > 24*time.Hour) {
			err = errors.New("it is a span of time, not a time of day: read it as an interval")
		}
		return driver.OfClock(d), err
	case driver.Interval:
		if n, ok := micros(cell); ok {
			if n > math.MaxInt64/1000 || n < math.MinInt64/1000 {
				return driver.Value{}, errRange
			}
			return driver.OfInterval(time.Duration(n) * time.Microsecond), nil
		}
		d, err := toDuration(cell)
		return driver.OfInterval(d), err
	case driver.UUID:
		id, err := toUUID(cell)
		return driver.OfUUID(&id), err
	case driver.Decimal:
		s, err := toDecimal(cell, fam)
		return driver.OfDecimal(s), err
	case driver.JSON:
		s, err := toText(cell, fam)
		return driver.OfJSON(unsafe.Slice(unsafe.StringData(s), len(s))), err
	case driver.Int64s, driver.Strings, driver.Array:
		return toArray(kind, cell)
	case driver.Parts:
		if n, ok := micros(cell); ok {
			return driver.OfSpan(driver.Span{Micros: n}), nil
		}
		s, err := toText(cell, fam)
		return driver.OfString(s), err
	case driver.Range, driver.Pairs:
		s, err := toText(cell, fam)
		return driver.OfString(s), err
	}
	return naturalValue(cell, fam), nil
}

func toBool(cell any, fam family) (bool, error) {
	switch v := cell.(type) {
	case bool:
		return v, nil
	case int64:
		if v == 0 || v == 1 {
			return v == 1, nil
		}
		return false, errNotBool
	}
	if b, ok := bytesOf(cell); ok {
		if fam == bits {
			n, err := fromBits(b)
			if err != nil || n > 1 {
				return false, errNotBool
			}
			return n == 1, nil
		}
		switch strings.ToLower(textOf(b)) {
		case "1", "t", "true":
			return true, nil
		case "0", "f", "false":
			return false, nil
		}
		return false, errNotBool
	}
	if n, err := toInt(cell, fam); err == nil && (n == 0 || n == 1) {
		return n == 1, nil
	}
	return false, errNotBool
}

func toInt(cell any, fam family) (int64, error) {
	switch v := cell.(type) {
	case int64:
		return v, nil
	case uint64:
		if v > math.MaxInt64 {
			return 0, errRange
		}
		return int64(v), nil
	case bool:
		return map[bool]int64{true: 1}[v], nil
	case float32:
		return fromFloat(float64(v))
	case float64:
		return fromFloat(v)
	}
	b, ok := bytesOf(cell)
	if !ok {
		return 0, errNotInteger
	}
	if fam == bits {
		n, err := fromBits(b)
		if err == nil && n > math.MaxInt64 {
			err = errRange
		}
		return int64(n), err
	}
	n, err := strconv.ParseInt(whole(b), 10, 64)
	return n, badNumber(err, errNotInteger)
}

func toUint(cell any, fam family) (uint64, error) {
	switch v := cell.(type) {
	case uint64:
		return v, nil
	case int64, bool, float32, float64:
		n, err := toInt(v, fam)
		if err == nil && n < 0 {
			err = errRange
		}
		return uint64(n), err
	}
	b, ok := bytesOf(cell)
	if !ok {
		return 0, errNotInteger
	}
	if fam == bits {
		return fromBits(b)
	}
	s := whole(b)
	if len(s) > 1 && s[0] == '-' {
		if _, err := strconv.ParseInt(s, 10, 64); err == nil {
			return 0, errRange
		}
	}
	n, err := strconv.ParseUint(s, 10, 64)
	return n, badNumber(err, errNotInteger)
}

// whole is the text of a number without a fraction that is zero: SUM and AVG of
// integers are DECIMAL in MySQL.
func whole(b []byte) string {
	s := textOf(b)
	if i := strings.IndexByte(s, '.'); i > 0 && strings.Trim(s[i+1:], "0") == "" {
		return s[:i]
	}
	return s
}

func badNumber(err, not error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, strconv.ErrRange):
		return errRange
	}
	return not
}

func fromFloat(f float64) (int64, error) {
	switch {
	case f != math.Trunc(f) || math.IsInf(f, 0):
		return 0, errNotInteger
	case f < -1<<63 || f >= 1<<63:
		return 0, errRange
	}
	return int64(f), nil
}

func fromBits(b []byte) (uint64, error) {
	if len(b) > 8 {
		return 0, errRange
	}
	var n uint64
	for _, x := range b {
		n = n<<8 | uint64(x)
	}
	return n, nil
}

func toFloat(cell any, fam family) (float64, error) {
	switch v := cell.(type) {
	case float64:
		return v, nil
	case float32:
		return float64(v), nil
	case int64:
		if f := float64(v); f < 1<<63 && int64(f) == v {
			return f, nil
		}
		return 0, errInexact
	case uint64:
		if f := float64(v); f < 1<<64 && uint64(f) == v {
			return f, nil
		}
		return 0, errInexact
	}
	b, ok := bytesOf(cell)
	if !ok || fam == bits {
		return 0, errNotNumber
	}
	f, err := strconv.ParseFloat(textOf(b), 64)
	return f, badNumber(err, errNotNumber)
}

// toText is the text of a cell; numbers have one too.
func toText(cell any, fam family) (string, error) {
	switch v := cell.(type) {
	case int64:
		return strconv.FormatInt(v, 10), nil
	case uint64:
		return strconv.FormatUint(v, 10), nil
	case float32:
		return strconv.FormatFloat(float64(v), 'g', -1, 32), nil
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64), nil
	case bool:
		return strconv.FormatBool(v), nil
	case time.Time:
		return "", errors.New("it is a moment: read it as a time")
	}
	b, ok := bytesOf(cell)
	if !ok || fam == bits || !utf8.Valid(b) {
		return "", errNotText
	}
	return textOf(b), nil
}

func toDecimal(cell any, fam family) (string, error) {
	switch v := cell.(type) {
	case float32:
		if v-v == 0 {
			return strconv.FormatFloat(float64(v)+0, 'f', -1, 32), nil // a decimal has no -0
		}
		return "", errNotDecimal
	case float64:
		if v-v == 0 {
			return strconv.FormatFloat(v+0, 'f', -1, 64), nil
		}
		return "", errNotDecimal
	case bool:
		return "", errNotDecimal
	}
	s, err := toText(cell, fam)
	if err != nil || !plainDecimal(s) {
		return "", errNotDecimal
	}
	return withoutFiller(s), nil
}

// filler is how many digits behind the point a parameter gets that is cast to the widest
// decimal, since its own are not known.
const filler = 30

// withoutFiller is a decimal without the zeros that only such a cast has put at its end.
func withoutFiller(s string) string {
	if i := strings.IndexByte(s, '.'); i >= 0 && len(s)-i > filler {
		s = strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
	}
	return s
}

// plainDecimal reports whether s is a decimal number without an exponent.
func plainDecimal(s string) bool {
	if s != "" && (s[0] == '-' || s[0] == '+') {
		s = s[1:]
	}
	digits, points := 0, 0
	for i := range len(s) {
		switch {
		case s[i] >= '0' && s[i] <= '9':
			digits++
		case s[i] == '.':
			points++
		default:
			return false
		}
	}
	return digits > 0 && points <= 1
}

func toUUID(cell any) (id [16]byte, err error) {
	b, ok := bytesOf(cell)
	switch {
	case !ok:
		return id, errNotUUID
	case len(b) == 16:
		return [16]byte(b), nil
	case len(b) == 36 && (b[8] != '-' || b[13] != '-' || b[18] != '-' || b[23] != '-'), len(b) != 36 && len(b) != 32:
		return id, errNotUUID
	}
	n := 0
	for i, c := range b {
		var d byte
		switch {
		case c >= '0' && c <= '9':
			d = c - '0'
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			d = c | 0x20 - 'a' + 10
		case c == '-' && len(b) == 36 && (i == 8 || i == 13 || i == 18 || i == 23):
			continue
		default:
			return id, errNotUUID
		}
		if n == 32 {
			return id, errNotUUID
		}
		id[n/2] = id[n/2]<<4 | d
		n++
	}
	return id, nil
}
