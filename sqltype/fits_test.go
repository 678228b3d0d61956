package sqltype_test

import (
	"testing"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/sqltype"
)

func TestFits(t *testing.T) {
	for _, c := range []struct {
		v    driver.Value
		d    sqltype.Type
		fits bool
	}{
		{driver.OfString("abc"), sqltype.String(3), true},
		{driver.OfString("日本茶"), sqltype.String(3), true}, // characters, not bytes
		{driver.OfString("abcd"), sqltype.String(3), false},
		{driver.OfString("abcd"), sqltype.String(), true},
		{driver.OfString("abcd"), sqltype.Text, true},
		{driver.OfDecimal("-12.34"), sqltype.Numeric(4, 2), true},
		{driver.OfDecimal("0012.3400"), sqltype.Numeric(4, 2), true},
		{driver.OfDecimal("12.345"), sqltype.Numeric(4, 2), false},
		{driver.OfDecimal("123.4"), sqltype.Numeric(4, 2), false},
		{driver.OfDecimal(".5"), sqltype.Numeric(1, 1), true},
		{driver.OfInt(7), sqltype.Integer, true},
		{driver.Value{}, sqltype.String(1), true},
	} {
		if err := sqltype.Fits(c.v, c.d.Desc()); (err == nil) != c.fits {
			t.Errorf("%v in %v: %v", c.v.Go(), c.d.Desc(), err)
		}
	}
}
