package orm

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"time"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// parkable is the column of a unique set that can be given a free value: one that can be
// NULL, or else the one whose type has the most values that no row is likely to have.
// It is nil where there is none, or where a foreign key says what the values are.
func parkable(u []*mapping.Column, dialect string) (best *mapping.Column) {
	most := 0
	for _, c := range u {
		if takesNull(c) {
			return c
		}
		if n := freeBits(c, dialect); n > most && !inForeignKey(c) {
			best, most = c, n
		}
	}
	return best
}

// takesNull reports whether NULL is a free value of c, as often as wanted.
func takesNull(c *mapping.Column) bool { return c.Def.Nullable && !c.Def.PrimaryKey }

// noFreeValues says why there is none that is parkable.
func noFreeValues(u []*mapping.Column) string {
	if slices.ContainsFunc(u, inForeignKey) {
		return "a foreign key that cannot be NULL has no value that refers to nothing"
	}
	return "none of them has a type with free values"
}

// What free values consist of.
const (
	freeText    = 16     // characters of a text that has room for them; 60 bits of them are counted
	roomForHex  = 6      // below it, a text is made of characters that nobody uses
	privateUse  = 0xE000 // the first of these, of which 12 bits are taken
	freeBytes   = 16
	secondsLeft = 35 // bits of the seconds of a free moment: from 3058 to 4147
	daysLeft    = 18 // bits of a free day: from 2687 to 3405
)

// freeBits is how many values freeValue has for c, as a power of two; 0 is none.
func freeBits(c *mapping.Column, dialect string) int {
	if takesNull(c) {
		return 62 // NULL, as often as wanted
	}
	d := c.Def.Type.In(dialect)
	switch d.Kind {
	case sqltype.KindSmallInt:
		return goBits(c, 14)
	case sqltype.KindInteger:
		return goBits(c, 30)
	case sqltype.KindBigInt:
		return goBits(c, 61)
	case sqltype.KindReal:
		return 22
	case sqltype.KindFloat, sqltype.KindDouble:
		return 51
	case sqltype.KindNumeric:
		if d.Precision == 0 {
			return 30
		}
		return min(61, max(0, (d.Precision-d.Scale)*3-1)) // a digit is three bits, and one goes before them
	case sqltype.KindString, sqltype.KindChar, sqltype.KindText, sqltype.KindCIText:
		switch {
		case d.Size == 0 || d.Size >= freeText:
			return 4 * (freeText - 1)
		case d.Size >= roomForHex:
			return 4 * (d.Size - 1)
		}
		return 12 * d.Size
	case sqltype.KindBytes:
		if d.Size > 0 {
			return 8 * min(d.Size, 7)
		}
		return 8 * 7
	case sqltype.KindUUID:
		return 61
	case sqltype.KindDate:
		return daysLeft
	case sqltype.KindTimestamp, sqltype.KindTimestampTZ:
		return secondsLeft
	}
	return 0
}

// goBits is no more of bits than c's field has room for.
func goBits(c *mapping.Column, bits int) int {
	if k := c.Type.Kind(); k >= reflect.Int && k <= reflect.Uint64 {
		return min(bits, c.Type.Bits()-2)
	}
	return bits
}

// freeValue is one that no row is likely to have, and always the same for the nth row of a
// place: NULL, a large negative number, a day in a thousand years, a digest of the place's name.
func freeValue(c *mapping.Column, dialect, place string, nth int) sql.Node {
	if takesNull(c) {
		return &sql.LiteralNode{Word: "NULL"}
	}
	sum := sha256.Sum256([]byte(place))
	bits := freeBits(c, dialect)
	n := (binary.BigEndian.Uint64(sum[:]) + uint64(nth)) & (1<<bits - 1)
	d := c.Def.Type.In(dialect)
	return &sql.BindNode{Value: freeOf(c, d, sum[8:], n, bits), Type: c.Def.Type}
}

// freeOf is the nth free value of a type that has 1<<bits of them.
func freeOf(c *mapping.Column, d *sqltype.Desc, digest []byte, n uint64, bits int) driver.Value {
	number := int64(1)<<bits + int64(n)
	k := c.Type.Kind()
	unsigned := d.Unsigned || k >= reflect.Uint && k <= reflect.Uint64
	if !unsigned && (c.Def.PrimaryKey || !checked(c)) { // a CHECK wants positive ones more often than not
		number = -number
	}
	switch d.Kind {
	case sqltype.KindReal, sqltype.KindFloat, sqltype.KindDouble:
		return driver.OfFloat(float64(number))
	case sqltype.KindNumeric:
		return driver.OfDecimal(strconv.FormatInt(number, 10))
	case sqltype.KindString, sqltype.KindChar, sqltype.KindText, sqltype.KindCIText:
		if d.Size == 0 || d.Size >= roomForHex {
			return driver.OfString(fmt.Sprintf("~%0*x", bits/4, n))
		}
		text := make([]rune, d.Size)
		for i := range text {
			text[i] = privateUse + rune(n>>(12*i)&0xfff)
		}
		return driver.OfString(string(text))
	case sqltype.KindBytes:
		size := freeBytes
		if d.Size > 0 && (d.Fixed || d.Size < size) {
			size = d.Size
		}
		b := make([]byte, size)
		copy(b, digest)
		for i := range bits / 8 {
			b[i] = byte(n >> (8 * i))
		}
		return driver.OfBytes(b)
	case sqltype.KindUUID:
		u := [16]byte(digest)
		binary.BigEndian.PutUint64(u[8:], n)
		u[6], u[8] = u[6]&0x0f|0x80, u[8]&0x3f|0x80 // version 8: for uses of one's own
		return driver.OfUUID(&u)
	case sqltype.KindDate:
		return driver.OfDays(1<<bits + int64(n))
	case sqltype.KindTimestamp:
		return driver.OfWall(time.Unix(1<<bits+int64(n), 0).UTC())
	case sqltype.KindTimestampTZ:
		return driver.OfTime(time.Unix(1<<bits+int64(n), 0))
	}
	return driver.OfInt(number)
}
