package pgx

import (
	"fmt"

	"github.com/aludel/aludel/driver"
)

// rangeElements maps the range types to the types of their ends.
var rangeElements = map[uint32]uint32{
	3904: oidInt4, 3906: oidNumeric, 3908: oidTimestamp, 3910: oidTimestamptz, 3912: oidDate, 3926: oidInt8,
}

// multiranges maps the multirange types to their ranges.
var multiranges = map[uint32]uint32{4451: 3904, 4532: 3906, 4533: 3908, 4534: 3910, 4535: 3912, 4536: 3926}

const (
	knownBounds = driver.RangeEmpty | driver.LowerInclusive | driver.UpperInclusive | driver.LowerInfinite | driver.UpperInfinite
	allBounds   = 0xff
)

// appendRangeBinary appends the flags and the ends that there are.
func appendRangeBinary(b []byte, v driver.Value, oid uint32) ([]byte, bool, error) {
	elem := rangeElements[oid]
	if elem == 0 {
		return b, false, nil
	}
	at := len(b)
	bounds, lower, upper := v.Range()
	b = append(b, byte(bounds))
	if bounds&driver.RangeEmpty != 0 {
		b[at] = byte(driver.RangeEmpty)
		return b, true, nil
	}
	for _, end := range []struct {
		v      driver.Value
		absent driver.Bounds
		name   string
	}{{lower, driver.LowerInfinite, "lower"}, {upper, driver.UpperInfinite, "upper"}} {
		if bounds&end.absent != 0 {
			continue
		}
		if end.v.IsNull() {
			return nil, false, reason("the " + end.name + " end of the range is NULL; a range without an end says so in its bounds")
		}
		here := len(b)
		var ok bool
		var err error
		if b, ok, err = appendBinary(append(b, 0, 0, 0, 0), end.v, elem); err != nil {
			return nil, false, reason(fmt.Sprintf("the %s end of the range: %v", end.name, err))
		} else if !ok {
			return b[:at], false, nil
		}
		be.PutUint32(b[here:], uint32(len(b)-here-4))
	}
	return b, true, nil
}

// appendMultirange appends the number of ranges, and each with its length.
func appendMultirange(b []byte, v driver.Value, oid uint32) ([]byte, bool, error) {
	one, at := multiranges[oid], len(b)
	b = be.AppendUint32(b, uint32(len(v.Array())))
	for i, x := range v.Array() {
		if x.Kind() != driver.Range {
			return nil, false, inElement(i, reason("a multirange holds ranges, and this is a "+x.Kind().String()))
		}
		here := len(b)
		var ok bool
		var err error
		if b, ok, err = appendRangeBinary(append(b, 0, 0, 0, 0), x, one); err != nil {
			return nil, false, inElement(i, err)
		} else if !ok {
			return b[:at], false, nil
		}
		be.PutUint32(b[here:], uint32(len(b)-here-4))
	}
	return b, true, nil
}

// appendMultirangeText is the form of multiranges, whose members have no quotes.
func appendMultirangeText(b []byte, v driver.Value) ([]byte, error) {
	return driver.AppendText(b, v), nil
}

// rangeReader reads the ranges of one type.
func rangeReader(oid uint32) reader {
	elem := rangeElements[oid]
	read, err := readerOf(elem, naturalKind(familyOf(elem)))
	return func(b []byte, a *driver.Arena) (driver.Value, error) {
		if err != nil {
			return driver.Value{}, err
		}
		return cutRange(b, a, read)
	}
}

func cutRange(b []byte, a *driver.Arena, read reader) (driver.Value, error) {
	if len(b) == 0 {
		return driver.Value{}, errLength
	}
	bounds := driver.Bounds(b[0])
	b = b[1:]
	if bounds&driver.RangeEmpty != 0 {
		if len(b) != 0 {
			return driver.Value{}, errLength
		}
		return driver.OfRange(driver.RangeEmpty, driver.Value{}, driver.Value{}), nil
	}
	if bounds&^knownBounds&allBounds != 0 {
		return driver.Value{}, errLength
	}
	var ends [2]driver.Value
	for i, absent := range [2]driver.Bounds{driver.LowerInfinite, driver.UpperInfinite} {
		if bounds&absent != 0 {
			continue
		}
		cell, rest, ok := cut(b)
		if !ok {
			return driver.Value{}, errLength
		}
		var err error
		if ends[i], err = read(cell, a); err != nil {
			return driver.Value{}, err
		}
		b = rest
	}
	if len(b) != 0 {
		return driver.Value{}, errLength
	}
	return driver.OfRange(bounds, ends[0], ends[1]), nil
}

// cut takes a cell with its length before it from b.
func cut(b []byte) (cell, rest []byte, ok bool) {
	if len(b) < 4 {
		return nil, nil, false
	}
	n := int(int32(be.Uint32(b)))
	b = b[4:]
	if n < 0 || n > len(b) {
		return nil, nil, false
	}
	return b[:n:n], b[n:], true
}

// multirangeReader reads the multiranges of one type as an array of ranges.
func multirangeReader(oid uint32) reader {
	read := rangeReader(multiranges[oid])
	return func(b []byte, a *driver.Arena) (driver.Value, error) {
		if len(b) < 4 {
			return driver.Value{}, errLength
		}
		n := int(be.Uint32(b))
		b = b[4:]
		if n > len(b)/5 { // a range has a length and its flags at least
			return driver.Value{}, errLength
		}
		out := make([]driver.Value, n)
		for i := range out {
			cell, rest, ok := cut(b)
			if !ok {
				return driver.Value{}, errLength
			}
			var err error
			if out[i], err = read(cell, a); err != nil {
				return driver.Value{}, inElement(i, err)
			}
			b = rest
		}
		if len(b) != 0 {
			return driver.Value{}, errLength
		}
		return driver.OfArray(out), nil
	}
}

// textVia reads what r reads as its text.
func textVia(r reader) reader {
	return func(b []byte, a *driver.Arena) (driver.Value, error) {
		v, err := r(b, a)
		if err != nil {
			return v, err
		}
		return driver.OfString(string(driver.AppendText(nil, v))), nil
	}
}

// naturalVia is the text of what r reads.
func naturalVia(r reader) natural {
	return func(b []byte) (any, error) {
		v, err := r(b, new(driver.Arena))
		return string(driver.AppendText(nil, v)), err
	}
}

// readPairs reads an hstore, which has no type number of its own: the form is taken
// where the target asks for it.
func readPairs(b []byte, _ *driver.Arena) (driver.Value, error) {
	if len(b) < 4 {
		return driver.Value{}, errLength
	}
	n := int(be.Uint32(b))
	b = b[4:]
	if n < 0 || n > len(b)/8 {
		return driver.Value{}, reason("it is no hstore: the server sent another form")
	}
	out := make([]driver.Value, 0, 2*n)
	for range n {
		for i := range 2 {
			if i == 1 && len(b) >= 4 && int32(be.Uint32(b)) == -1 {
				out, b = append(out, driver.Value{}), b[4:]
				continue
			}
			cell, rest, ok := cut(b)
			if !ok {
				return driver.Value{}, reason("it is no hstore: the server sent another form")
			}
			out, b = append(out, driver.OfString(string(cell))), rest
		}
	}
	if len(b) != 0 {
		return driver.Value{}, errLength
	}
	return driver.OfPairs(out), nil
}
