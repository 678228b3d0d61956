package pgx

import (
	"math/big"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"unsafe"

	"github.com/aludel/aludel/driver"
)

// FuzzCells gives every decoder bytes that no server should send: an error or a
// value may come of it, never a panic or an allocation without bound.
func FuzzCells(f *testing.F) {
	f.Add(uint32(oidNumeric), []byte{0, 1, 0, 0, 0, 0, 0, 2, 0, 1})
	f.Add(uint32(oidNumeric), []byte{0, 0, 0x7f, 0xff, 0, 0, 0x3f, 0xff})
	f.Add(uint32(1007), []byte{0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 23, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0, 9})
	f.Add(uint32(1007), []byte{0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 23, 0x7f, 0xff, 0xff, 0xff, 0, 0, 0, 1})
	f.Add(uint32(oidInterval), make([]byte, 16))
	f.Add(uint32(oidTimestamptz), []byte{0x80, 0, 0, 0, 0, 0, 0, 1})
	f.Add(uint32(oidInet), []byte{2, 33, 0, 4, 1, 2, 3, 4})
	f.Add(uint32(oidVarbit), []byte{0, 0, 0, 9, 1, 2})
	f.Add(uint32(oidJSONB), []byte{})
	f.Add(uint32(99999), []byte{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 25})
	for oid := range typeNames {
		f.Add(oid, []byte{})
		f.Add(oid, []byte{255, 255, 255, 255, 255, 255, 255, 255})
	}
	f.Fuzz(func(_ *testing.T, oid uint32, b []byte) {
		if b == nil {
			b = []byte{}
		}
		naturalOf(oid)(b)
		var a driver.Arena
		var room [64]byte
		for k := driver.Bool; k <= driver.Any; k++ {
			for _, size := range []uint8{0, 1, 2, 4} {
				for _, ptr := range []bool{false, true} {
					if d, err := decoder(oid, driver.Target{Kind: k, Size: size, Ptr: ptr}); err == nil {
						var dst any
						p := unsafe.Pointer(&room)
						if k == driver.Any && !ptr {
							p = unsafe.Pointer(&dst)
						}
						d(p, b, &a)
						d(p, nil, &a)
						room = [64]byte{}
					}
				}
			}
		}
	})
}

// FuzzNumeric: what the encoder takes, the decoder gives back, and it is the
// number that was meant.
func FuzzNumeric(f *testing.F) {
	for _, s := range []string{"0", "-0", "1e-5", "10000", "0.0001", "9999.9999", "-123456789.000", "1e10", ".5", "5.", "+7", "NaN", "x", "1e999999", "0e5"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		b, err := appendNumeric(nil, s)
		if err != nil || len(s) > 100 {
			return
		}
		out, err := appendNumericText(nil, b)
		if err != nil {
			t.Fatalf("%q: %v", s, err)
		}
		if len(out) > 2000 {
			return // the comparison would take its time, not ours
		}
		want, ok := new(big.Rat).SetString(s)
		if !ok {
			return // NaN, Infinity
		}
		got, ok := new(big.Rat).SetString(string(out))
		if !ok || got.Cmp(want) != 0 {
			t.Fatalf("%q came back as %q", s, out)
		}
	})
}

func TestNumericsAgainstTheServer(t *testing.T) {
	c := dial(t)
	var plain []string
	var vals []driver.Value
	for range 500 {
		var s strings.Builder
		if rand.IntN(2) == 0 {
			s.WriteByte('-')
		}
		for range 1 + rand.IntN(20) {
			s.WriteByte(byte('0' + rand.IntN(10)*rand.IntN(2)))
		}
		if n := rand.IntN(20); n > 0 {
			s.WriteByte('.')
			for range n {
				s.WriteByte(byte('0' + rand.IntN(10)*rand.IntN(2)))
			}
		}
		if rand.IntN(4) == 0 {
			s.WriteString("e" + strconv.Itoa(rand.IntN(40)-20))
		}
		plain = append(plain, s.String())
		vals = append(vals, driver.OfDecimal(s.String()))
	}
	a := batch(t, c, driver.Request{Stmt: stmt(
		"select count(*) from unnest($1, $2) as u(mine, theirs) where mine <> theirs::numeric or mine::text <> theirs::numeric::text or scale(mine) <> scale(theirs::numeric)", 1231, 1009),
		Args: []driver.Value{driver.OfArray(vals), driver.OfStrings(plain)}})
	if a[0].err != nil {
		t.Fatal(a[0].err)
	}
	expect(t, "numbers that the server reads otherwise", a[0].rows, "[[0]]")
	a = batch(t, c, driver.Request{Stmt: stmt("select array_agg(t::numeric order by o), array_agg(t::numeric::text order by o) from unnest($1::text[]) with ordinality as u(t, o)", 1009),
		Args: []driver.Value{driver.OfStrings(plain)}})
	if a[0].err != nil {
		t.Fatal(a[0].err)
	}
	for i, want := range a[0].rows[0][1].([]string) {
		s := a[0].rows[0][0].([]any)[i]
		if s != want {
			t.Errorf("%s: decoded as %s, the server shows %s", plain[i], s, want)
		}
	}
}
