package pgx

import (
	"fmt"

	"github.com/aludel/aludel/driver"
)

// An array is the binary form of one, checked and cut.
type array struct {
	dims  []int
	elem  uint32
	cells [][]byte // nil for NULL
	nulls bool
}

// maxDims is how many dimensions the server allows.
const maxDims = 6

func parseArray(b []byte) (a array, err error) {
	if len(b) < 12 {
		return a, errLength
	}
	n := int(be.Uint32(b))
	a.elem = be.Uint32(b[8:])
	if n > maxDims || be.Uint32(b[4:]) > 1 || len(b) < 12+8*n {
		return a, errLength
	}
	total := 1
	for i := range n {
		d := int(int32(be.Uint32(b[12+8*i:])))
		if d <= 0 || total > len(b)/d { // each element takes four bytes at least
			return a, errLength
		}
		a.dims = append(a.dims, d)
		total *= d
	}
	b = b[12+8*n:]
	if n == 0 {
		total = 0
	}
	if total > len(b)/4 {
		return a, errLength
	}
	a.cells = make([][]byte, total)
	for i := range a.cells {
		if len(b) < 4 {
			return a, errLength
		}
		size := int(int32(be.Uint32(b)))
		b = b[4:]
		switch {
		case size == -1:
			a.nulls = true
			continue
		case size < 0 || size > len(b):
			return a, errLength
		}
		a.cells[i] = b[:size:size]
		b = b[size:]
	}
	if len(b) != 0 {
		return a, errLength
	}
	return a, nil
}

// flat is for the kinds that have one dimension and no NULLs.
func (a *array) flat() error {
	if len(a.dims) > 1 {
		return reason(fmt.Sprintf("the array has %d dimensions, the field one", len(a.dims)))
	}
	if a.nulls {
		return reason("an element of the array is NULL, which the field's elements cannot hold")
	}
	return nil
}

// arrayReader reads an array; the types of its elements stand in the value.
func arrayReader(k driver.Kind) reader {
	switch k {
	case driver.Int64s:
		return readInt64s
	case driver.Strings:
		return readStrings
	case driver.Array:
		return readArray
	}
	return nil
}

func readInt64s(b []byte, ar *driver.Arena) (driver.Value, error) {
	if out, ok := plainInt64s(b); ok {
		return driver.OfInt64s(out), nil
	}
	a, err := parseArray(b)
	if err == nil {
		err = a.flat()
	}
	if err != nil {
		return driver.Value{}, err
	}
	read, err := readerOf(a.elem, driver.Int)
	if err != nil {
		return driver.Value{}, err
	}
	out := make([]int64, len(a.cells))
	for i, c := range a.cells {
		v, err := read(c, ar)
		if err != nil {
			return driver.Value{}, inElement(i, err)
		}
		out[i] = v.Int()
	}
	return driver.OfInt64s(out), nil
}

// plainInt64s reads an array of one dimension of bigint without NULLs, of which it cuts no
// element. It says false of all others.
func plainInt64s(b []byte) ([]int64, bool) {
	if len(b) < 20 || be.Uint32(b) != 1 || be.Uint32(b[8:]) != oidInt8 {
		return nil, false
	}
	n, cells := int(int32(be.Uint32(b[12:]))), b[20:]
	if n <= 0 || len(cells)%12 != 0 || n != len(cells)/12 {
		return nil, false
	}
	out := make([]int64, n)
	for i := range out {
		c := cells[12*i : 12*i+12]
		if be.Uint32(c) != 8 {
			return nil, false
		}
		out[i] = int64(be.Uint64(c[4:]))
	}
	return out, true
}

func readStrings(b []byte, ar *driver.Arena) (driver.Value, error) {
	a, err := parseArray(b)
	if err == nil {
		err = a.flat()
	}
	if err != nil {
		return driver.Value{}, err
	}
	read, err := readerOf(a.elem, driver.String)
	if err != nil {
		return driver.Value{}, err
	}
	out := make([]string, len(a.cells))
	for i, c := range a.cells {
		v, err := read(c, ar)
		if err != nil {
			return driver.Value{}, inElement(i, err)
		}
		out[i] = v.Str()
	}
	return driver.OfStrings(out), nil
}

// readArray reads any array as Values of its elements' natural kind; one of
// several dimensions as an array of arrays.
func readArray(b []byte, ar *driver.Arena) (driver.Value, error) {
	a, err := parseArray(b)
	if err != nil {
		return driver.Value{}, err
	}
	read, err := readerOf(a.elem, naturalKind(familyOf(a.elem)))
	if err != nil {
		return driver.Value{}, err
	}
	out := make([]driver.Value, len(a.cells))
	for i, c := range a.cells {
		if c == nil {
			continue
		}
		if out[i], err = read(c, ar); err != nil {
			return driver.Value{}, inElement(i, err)
		}
	}
	for d := len(a.dims) - 1; d > 0; d-- {
		out = nest(out, a.dims[d])
	}
	return driver.OfArray(out), nil
}

func nest(flat []driver.Value, size int) []driver.Value {
	out := make([]driver.Value, 0, len(flat)/size)
	for i := 0; i < len(flat); i += size {
		out = append(out, driver.OfArray(flat[i:i+size:i+size]))
	}
	return out
}

// naturalKind is what the elements of an array in Values come as.
func naturalKind(fam family) driver.Kind {
	switch fam {
	case famBool:
		return driver.Bool
	case famInt2, famInt4, famInt8, famOid:
		return driver.Int
	case famUint8:
		return driver.Uint
	case famFloat4, famFloat8:
		return driver.Float
	case famNumeric:
		return driver.Decimal
	case famBytea:
		return driver.Bytes
	case famDate:
		return driver.Date
	case famTimestamp:
		return driver.Wall
	case famTimestamptz:
		return driver.Time
	case famTime:
		return driver.Clock
	case famInterval:
		return driver.Parts
	case famUUID:
		return driver.UUID
	case famJSON, famJSONB:
		return driver.JSON
	case famRange:
		return driver.Range
	case famMultirange:
		return driver.Array
	}
	return driver.String
}

func naturalArray(b []byte) (any, error) {
	a, err := parseArray(b)
	if err != nil {
		return nil, err
	}
	one := naturalOf(a.elem)
	all := make([]any, len(a.cells))
	for i, c := range a.cells {
		if c == nil {
			continue
		}
		if all[i], err = one(c); err != nil {
			return nil, inElement(i, err)
		}
	}
	if len(a.dims) <= 1 && !a.nulls {
		switch naturalKind(familyOf(a.elem)) {
		case driver.Int:
			return cast[int64](all), nil
		case driver.String:
			return cast[string](all), nil
		}
		return all, nil
	}
	for d := len(a.dims) - 1; d > 0; d-- {
		var outer []any
		for i := 0; i < len(all); i += a.dims[d] {
			outer = append(outer, all[i:i+a.dims[d]:i+a.dims[d]])
		}
		all = outer
	}
	return all, nil
}

func cast[T any](all []any) []T {
	out := make([]T, len(all))
	for i, v := range all {
		out[i], _ = v.(T)
	}
	return out
}
