package sqltype

import (
	"encoding/hex"
	"fmt"
)

// isDecimal reports whether s is a decimal number in plain or scientific notation.
func isDecimal(s string) bool {
	i, digits := 0, 0
	if i < len(s) && (s[i] == '-' || s[i] == '+') {
		i++
	}
	for dot := false; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c == '.' && !dot:
			dot = true
		case (c == 'e' || c == 'E') && digits > 0:
			return isInteger(s[i+1:])
		default:
			return false
		}
	}
	return digits > 0
}

// isNaN reports whether s is one of the three values of NUMERIC that are no number;
// only PostgreSQL has them.
func isNaN(s string) bool { return s == "NaN" || s == "Infinity" || s == "-Infinity" }

func isInteger(s string) bool {
	if s != "" && (s[0] == '-' || s[0] == '+') {
		s = s[1:]
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// FormatUUID is the canonical text of a UUID, as RFC 9562 section 4 has it.
func FormatUUID(u [16]byte) string {
	var b [36]byte
	hex.Encode(b[:8], u[:4])
	hex.Encode(b[9:13], u[4:6])
	hex.Encode(b[14:18], u[6:8])
	hex.Encode(b[19:23], u[8:10])
	hex.Encode(b[24:], u[10:])
	b[8], b[13], b[18], b[23] = '-', '-', '-', '-'
	return string(b[:])
}

// ParseUUID reads the canonical text of a UUID, in either case, or its 32 digits alone.
func ParseUUID(s string) (u [16]byte, err error) {
	t := s
	if len(s) == 36 && s[8] == '-' && s[13] == '-' && s[18] == '-' && s[23] == '-' {
		t = s[:8] + s[9:13] + s[14:18] + s[19:23] + s[24:]
	}
	if len(t) != 32 {
		return u, fmt.Errorf("%q is no UUID", s)
	}
	if _, err := hex.Decode(u[:], []byte(t)); err != nil {
		return u, fmt.Errorf("%q is no UUID", s)
	}
	return u, nil
}
