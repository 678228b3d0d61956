package pgx

import (
	"math"
	"strconv"
	"unsafe"

	"github.com/aludel/aludel/driver"
)

// appendNumericText appends the exact decimal text of a binary numeric, with as
// many digits after the point as its scale says.
func appendNumericText(b []byte, num []byte) ([]byte, error) {
	if len(num) < 8 {
		return nil, errLength
	}
	groups, weight := int(be.Uint16(num)), int(int16(be.Uint16(num[2:])))
	sign, scale := be.Uint16(num[4:]), int(be.Uint16(num[6:]))
	if len(num) != 8+2*groups || scale > maxScale {
		return nil, errLength
	}
	switch sign {
	case numNaN:
		return append(b, "NaN"...), nil
	case numPlusInf:
		return append(b, "Infinity"...), nil
	case numMinusInf:
		return append(b, "-Infinity"...), nil
	case numNegative:
		b = append(b, '-')
	}
	group := func(i int) int {
		if i < 0 || i >= groups {
			return 0
		}
		return int(be.Uint16(num[8+2*i:]))
	}
	if weight < 0 {
		b = append(b, '0')
	} else {
		b = strconv.AppendInt(b, int64(group(0)), 10)
		for i := 1; i <= weight; i++ {
			b = append4(b, group(i))
		}
	}
	if scale > 0 {
		b = append(b, '.')
		end := len(b) + scale
		for i := weight + 1; len(b) < end; i++ {
			b = append4(b, group(i))
		}
		b = b[:end]
	}
	return b, nil
}

func append4(b []byte, n int) []byte {
	return append(b, byte('0'+n/1000%10), byte('0'+n/100%10), byte('0'+n/10%10), byte('0'+n%10))
}

func readNumeric(k driver.Kind) reader {
	return func(b []byte, a *driver.Arena) (driver.Value, error) {
		var room [64]byte
		s, err := appendNumericText(room[:0], b)
		switch {
		case err != nil:
			return driver.Value{}, err
		case k == driver.String:
			return driver.OfString(a.Text(s)), nil
		}
		return driver.OfDecimal(a.Text(s)), nil
	}
}

// numericDigits gives the text without a fraction of zeros.
func numericDigits(room, b []byte) (string, error) {
	s, err := appendNumericText(room, b)
	if err != nil {
		return "", err
	}
	for i := range s {
		if s[i] != '.' {
			continue
		}
		for _, c := range s[i+1:] {
			if c != '0' {
				return "", reason(string(s) + " is not a whole number")
			}
		}
		s = s[:i]
		break
	}
	return unsafe.String(unsafe.SliceData(s), len(s)), nil
}

func readNumericInt(b []byte, _ *driver.Arena) (driver.Value, error) {
	var room [64]byte
	s, err := numericDigits(room[:0], b)
	if err != nil {
		return driver.Value{}, err
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return driver.Value{}, reason(string([]byte(s)) + " is not in the range of a 64-bit integer")
	}
	return driver.OfInt(n), nil
}

func readNumericUint(b []byte, _ *driver.Arena) (driver.Value, error) {
	var room [64]byte
	s, err := numericDigits(room[:0], b)
	if err != nil {
		return driver.Value{}, err
	}
	n, err := strconv.ParseUint(s, 10, 64)
	if err != nil {
		return driver.Value{}, reason(string([]byte(s)) + " is not in the range of an unsigned 64-bit integer")
	}
	return driver.OfUint(n), nil
}

// readNumericFloat gives the nearest float64, as a cast would.
func readNumericFloat(b []byte, _ *driver.Arena) (driver.Value, error) {
	var room [64]byte
	s, err := appendNumericText(room[:0], b)
	if err != nil {
		return driver.Value{}, err
	}
	f, err := strconv.ParseFloat(unsafe.String(unsafe.SliceData(s), len(s)), 64)
	if err != nil {
		return driver.Value{}, reason("the number is larger than a float64 holds; read it as a decimal")
	}
	return driver.OfFloat(f), nil
}

// exactFloat gives n as a float, or an error where that would be its neighbour.
func exactFloat(n int64) (driver.Value, error) {
	if f := float64(n); exact(f, n) {
		return driver.OfFloat(f), nil
	}
	return driver.Value{}, reason(strconv.FormatInt(n, 10) + " has more digits than a float64 holds exactly; read it as an integer")
}

func wholeFloat(f float64) (int64, bool) {
	n := int64(f)
	return n, f >= math.MinInt64 && f < 1<<63 && float64(n) == f
}
