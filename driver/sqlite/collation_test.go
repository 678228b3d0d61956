package sqlite

import (
	"fmt"
	"math/big"
	"reflect"
	"slices"
	"testing"

	"github.com/aludel/aludel/driver"
)

func TestDecimalsCompareAsNumbers(t *testing.T) {
	numbers := []string{"-100.5", "-100.49", "-2", "-1.5", "-.5", "-0.49999999999999999999999", "0", "-0.00", "+0", "0.1", "0.10", ".1000", "1", "001", "1.5", "1.50", "1.51", "9.49", "9.5", "10", "10.00",
		"12345678901234567890.12", "12345678901234567890.13", "99999999999999999999999999999999999"}
	for _, a := range numbers {
		for _, b := range numbers {
			x, _ := new(big.Rat).SetString(a)
			y, _ := new(big.Rat).SetString(b)
			got := compareDecimals([]byte(a), []byte(b))
			if want := x.Cmp(y); want != min(max(got, -1), 1) {
				t.Errorf("%s and %s: %d, want %d", a, b, got, want)
			}
		}
	}
	for _, odd := range []string{"", "-", ".", "1e3", "1.2.3", "x", "NaN", " 1"} {
		if compareDecimals([]byte(odd), []byte("99")) <= 0 || compareDecimals([]byte("-99"), []byte(odd)) >= 0 || compareDecimals([]byte(odd), []byte(odd)) != 0 {
			t.Errorf("%q does not come after the numbers", odd)
		}
	}
}

func TestCollationOfDecimals(t *testing.T) {
	c := open(t)
	must(t, c, "CREATE TABLE d (n DECIMAL_TEXT(10, 2) COLLATE decimal UNIQUE, CHECK (n >= '-5'))")
	for _, n := range []string{"10", "9.5", "-1", "100.00", "0.05"} {
		must(t, c, "INSERT INTO d VALUES (?)", driver.OfDecimal(n))
	}
	var got []any
	for _, r := range query(t, c, "SELECT n FROM d WHERE n BETWEEN ? AND ? ORDER BY n", driver.OfDecimal("-1.00"), driver.OfDecimal("99")) {
		got = append(got, r[0])
	}
	if want := []any{"-1", "0.05", "9.5", "10"}; !slices.EqualFunc(got, want, func(a, b any) bool { return reflect.DeepEqual(fmt.Sprint(a), b) }) {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, bad := range []string{"10.00", "-10"} {
		if _, err := do(c, "INSERT INTO d VALUES (?)", driver.OfDecimal(bad)); err == nil {
			t.Errorf("%s was taken", bad)
		}
	}
	if n := one(t, c, "SELECT count(DISTINCT CASE WHEN n > '9' COLLATE decimal THEN 'dear' ELSE 'cheap' END) FROM d"); n != int64(2) {
		t.Errorf("%v kinds of texts", n)
	}
	if n := one(t, c, "SELECT max(n) FROM d"); n != "100.00" {
		t.Errorf("the largest is %v", n)
	}
}
