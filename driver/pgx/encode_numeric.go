package pgx

import (
	"fmt"
	"strconv"
	"strings"
)

// The sign field of a binary numeric.
const (
	numPositive = 0x0000
	numNegative = 0x4000
	numNaN      = 0xC000
	numPlusInf  = 0xD000
	numMinusInf = 0xF000
)

// maxScale is how many digits after the point the binary form can announce.
const maxScale = 0x3FFF

// appendNumeric appends the binary form of a decimal number in plain or
// scientific notation: groups of four digits, the weight of the first, the sign
// and the number of digits to show after the point.
func appendNumeric(b []byte, s string) ([]byte, error) {
	sign, rest := uint16(numPositive), s
	if len(rest) > 0 && (rest[0] == '-' || rest[0] == '+') {
		if rest[0] == '-' {
			sign = numNegative
		}
		rest = rest[1:]
	}
	switch strings.ToLower(rest) {
	case "nan":
		return appendNumericHead(b, 0, 0, numNaN, 0), nil
	case "inf", "infinity":
		if sign == numNegative {
			return appendNumericHead(b, 0, 0, numMinusInf, 0), nil
		}
		return appendNumericHead(b, 0, 0, numPlusInf, 0), nil
	}
	mantissa, exp := rest, 0
	if i := strings.IndexAny(rest, "eE"); i >= 0 {
		n, err := strconv.Atoi(rest[i+1:])
		if err != nil || n > 200000 || n < -200000 {
			return nil, notDecimal(s)
		}
		mantissa, exp = rest[:i], n
	}
	whole, frac, _ := strings.Cut(mantissa, ".")
	digits := whole + frac
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return nil, notDecimal(s)
	}
	point := len(whole) + exp // where the point stands in digits
	scale := max(len(digits)-point, 0)
	if scale > maxScale {
		return nil, reason(fmt.Sprintf("the number has %d digits after the point, PostgreSQL holds at most %d", scale, maxScale))
	}
	lead := len(digits) - len(strings.TrimLeft(digits, "0"))
	digits, point = digits[lead:], point-lead
	digits = strings.TrimRight(digits, "0")
	if digits == "" {
		return appendNumericHead(b, 0, 0, numPositive, scale), nil
	}
	// Groups hang on the point: the first one is filled up with zeros from the left.
	weight := floorDiv(point+3, 4) - 1
	pad := (weight+1)*4 - point
	groups := (pad + len(digits) + 3) / 4
	if weight > 1<<15-1 || groups > 1<<15-1 {
		return nil, reason("the number has more digits than PostgreSQL holds")
	}
	b = appendNumericHead(b, groups, weight, sign, scale)
	for g := range groups {
		n := 0
		for i := g*4 - pad; i < g*4-pad+4; i++ {
			n *= 10
			if i >= 0 && i < len(digits) {
				n += int(digits[i] - '0')
			}
		}
		b = be.AppendUint16(b, uint16(n))
	}
	return b, nil
}

func appendNumericHead(b []byte, groups, weight int, sign uint16, scale int) []byte {
	b = be.AppendUint16(be.AppendUint16(b, uint16(groups)), uint16(int16(weight)))
	return be.AppendUint16(be.AppendUint16(b, sign), uint16(scale))
}

func floorDiv(a, n int) int {
	if a < 0 {
		return -((-a + n - 1) / n)
	}
	return a / n
}

func notDecimal(s string) error {
	return reason(fmt.Sprintf("%.40q is not a decimal number", s))
}
