package sqlite

import "bytes"

// decimals is the collation of columns of exact decimals, which are texts: it compares
// them as numbers, so that '10' comes after '9.5' and '1.5' is '1.50'. It has the name
// and the order that SQLite's own decimal extension gives it, which the sqlite3 shell
// has too. It is made for each connection, for SQLite's own takes texts that are no numbers
// for equal: a COLLATE in an expression is the collation of the whole of it, so that
// CASE WHEN price > ? COLLATE decimal THEN 'dear' ELSE 'cheap' END had one group.
const decimals = "decimal"

// compareDecimals orders decimals in plain notation by their value. What is no decimal
// comes after all that are, by its bytes.
func compareDecimals(a, b []byte) int {
	x, okX := parseDecimal(a)
	y, okY := parseDecimal(b)
	switch {
	case !okX && !okY:
		return bytes.Compare(a, b)
	case !okX:
		return 1
	case !okY:
		return -1
	case x.sign != y.sign:
		return x.sign - y.sign
	}
	return x.sign * x.compare(y)
}

// A decimalText is a decimal in plain notation, cut into its parts, without zeros that
// do not matter.
type decimalText struct {
	sign            int // -1, 0, 1
	whole, fraction []byte
}

func parseDecimal(b []byte) (d decimalText, ok bool) {
	d.sign = 1
	if len(b) > 0 && (b[0] == '-' || b[0] == '+') {
		if b[0] == '-' {
			d.sign = -1
		}
		b = b[1:]
	}
	var found bool
	d.whole, d.fraction, found = bytes.Cut(b, []byte{'.'})
	if len(d.whole)+len(d.fraction) == 0 || found && bytes.IndexByte(d.fraction, '.') >= 0 {
		return d, false
	}
	for _, part := range [...][]byte{d.whole, d.fraction} {
		for _, c := range part {
			if c-'0' > 9 {
				return d, false
			}
		}
	}
	d.whole = bytes.TrimLeft(d.whole, "0")
	d.fraction = bytes.TrimRight(d.fraction, "0")
	if len(d.whole)+len(d.fraction) == 0 {
		d.sign = 0
	}
	return d, true
}

// compare compares without the sign.
func (d decimalText) compare(e decimalText) int {
	if n := len(d.whole) - len(e.whole); n != 0 {
		return n
	}
	if n := bytes.Compare(d.whole, e.whole); n != 0 {
		return n
	}
	return bytes.Compare(d.fraction, e.fraction)
}
