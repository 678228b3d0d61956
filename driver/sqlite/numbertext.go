package sqlite

import (
	"encoding/hex"
	"strconv"
	"strings"
)

// maxZeros bounds what an exponent may ask for: 1e999999999 is a gigabyte of zeros.
const maxZeros = 10000

// plainDecimal gives a decimal number in plain notation: digits, with a sign and
// a point where they are needed. It returns s itself when that is so already.
func plainDecimal(s string) (string, bool) {
	rest, minus := strings.CutPrefix(s, "-")
	if !minus {
		rest = strings.TrimPrefix(s, "+")
	}
	mantissa, exponent := rest, 0
	if i := strings.IndexAny(rest, "eE"); i >= 0 {
		var err error
		if exponent, err = strconv.Atoi(rest[i+1:]); err != nil || exponent < -maxZeros || exponent > maxZeros {
			return "", false
		}
		mantissa = rest[:i]
	}
	whole, fraction, point := strings.Cut(mantissa, ".")
	if !digits(whole) || !digits(fraction) || len(whole)+len(fraction) == 0 {
		return "", false
	}
	if mantissa == rest && whole != "" && (fraction != "" || !point) && (minus || rest == s) {
		return s, true
	}
	switch {
	case exponent > 0:
		fraction += strings.Repeat("0", max(0, exponent-len(fraction)))
		whole, fraction = whole+fraction[:exponent], fraction[exponent:]
	case exponent < 0:
		whole = strings.Repeat("0", max(0, -exponent-len(whole))) + whole
		cut := len(whole) + exponent
		whole, fraction = whole[:cut], whole[cut:]+fraction
	}
	if exponent != 0 {
		whole = strings.TrimLeft(whole, "0")
	}
	if whole == "" {
		whole = "0"
	}
	if fraction != "" {
		whole += "." + fraction
	}
	if minus {
		whole = "-" + whole
	}
	return whole, true
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i]-'0' > 9 {
			return false
		}
	}
	return true
}

// appendUUID writes the 36 characters of a UUID, in lower case.
func appendUUID(b []byte, u *[16]byte) []byte {
	for i, part := range [...][2]int{{0, 4}, {4, 6}, {6, 8}, {8, 10}, {10, 16}} {
		if i > 0 {
			b = append(b, '-')
		}
		b = hex.AppendEncode(b, u[part[0]:part[1]])
	}
	return b
}

// parseUUID reads a UUID of 36 characters, or of 32 without dashes, in any case.
func parseUUID(u *[16]byte, b []byte) bool {
	dashes := len(b) == 36
	if !dashes && len(b) != 32 {
		return false
	}
	for i, at := 0, 0; i < 16; i++ {
		if dashes && (i == 4 || i == 6 || i == 8 || i == 10) {
			if b[at] != '-' {
				return false
			}
			at++
		}
		high, ok1 := nibble(b[at])
		low, ok2 := nibble(b[at+1])
		if !ok1 || !ok2 {
			return false
		}
		u[i] = high<<4 | low
		at += 2
	}
	return true
}

func nibble(c byte) (byte, bool) {
	switch {
	case c-'0' <= 9:
		return c - '0', true
	case (c|0x20)-'a' < 6:
		return (c | 0x20) - 'a' + 10, true
	}
	return 0, false
}
