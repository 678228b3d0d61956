package pgx

import (
	"fmt"

	"github.com/aludel/aludel/driver"
)

// maxParams is how many values a Bind can carry: their number has 16 bits.
const maxParams = 65535

// maxMessage is the largest message that the server takes, a little less than 1 GiB.
const maxMessage = 1<<30 - 1

func appendString(b []byte, s string) []byte { return append(append(b, s...), 0) }

// open begins a message; sealed with its place it gets its length.
func open(b []byte, kind byte) ([]byte, int) { return append(b, kind, 0, 0, 0, 0), len(b) + 1 }

func seal(b []byte, at int) []byte {
	be.PutUint32(b[at:], uint32(len(b)-at))
	return b
}

func appendParse(b []byte, name, text string, params []uint32) []byte {
	b, at := open(b, 'P')
	b = appendString(appendString(b, name), text)
	b = be.AppendUint16(b, uint16(len(params)))
	for _, oid := range params {
		b = be.AppendUint32(b, oid)
	}
	return seal(b, at)
}

// appendNamed appends a Describe or a Close: of is 'S' for a statement, 'P' for a portal.
func appendNamed(b []byte, kind, of byte, name string) []byte {
	b, at := open(b, kind)
	return seal(appendString(append(b, of), name), at)
}

func appendExecute(b []byte, portal string, limit int) []byte {
	b, at := open(b, 'E')
	return seal(be.AppendUint32(appendString(b, portal), uint32(limit)), at)
}

func appendSync(b []byte) []byte { return append(b, 'S', 0, 0, 0, 4) }

func appendQuery(b []byte, text string) []byte {
	b, at := open(b, 'Q')
	return seal(appendString(b, text), at)
}

// appendBind writes the values in place. Types that are unknown yet (none, or 0)
// are sent as text, which the server reads as whatever it infers.
func appendBind(b []byte, portal, name string, types []uint32, args []driver.Value) ([]byte, error) {
	b, at := open(b, 'B')
	b = appendString(appendString(b, portal), name)
	b = be.AppendUint16(b, uint16(len(args)))
	formats := len(b)
	for range args {
		b = append(b, 0, 0)
	}
	b = be.AppendUint16(b, uint16(len(args)))
	for i, v := range args {
		var oid uint32
		if i < len(types) {
			oid = types[i]
		}
		var format byte
		var err error
		if b, format, err = appendParam(b, v, oid); err != nil {
			return nil, refuse(i, v, oid, err)
		}
		b[formats+2*i+1] = format
		if len(b)-at > maxMessage {
			return nil, refuse(i, v, oid, reason("the parameters together are larger than the gigabyte that PostgreSQL takes in one statement; send fewer rows, or large objects in pieces"))
		}
	}
	return seal(append(b, 0, 1, 0, 1), at), nil // all results binary
}

// A reason says why a value cannot be sent or stored. It is a DataError's text.
type reason string

func (r reason) Error() string { return string(r) }

func refuse(i int, v driver.Value, oid uint32, err error) error {
	what := v.Kind().String()
	if oid != 0 {
		what += " into " + typeName(oid)
	}
	return &driver.Error{
		Class:     driver.Data,
		Parameter: i + 1,
		Message:   fmt.Sprintf("parameter $%d (%s): %v; nothing was sent", i+1, what, err),
		Err:       err,
	}
}

// countArgs checks the number of values before anything is sent.
func countArgs(st *driver.Statement, p *prepared, n int) error {
	want := -1
	if p.ready || len(st.Params) > 0 {
		want = len(p.params)
	}
	switch {
	case n > maxParams:
		return &driver.Error{Class: driver.Programming, Message: fmt.Sprintf(
			"the statement has %d parameters, PostgreSQL takes at most %d; send the rows in several statements, or the values as one array", n, maxParams)}
	case want >= 0 && want != n:
		return &driver.Error{Class: driver.Programming, Message: fmt.Sprintf(
			"the statement has %d parameters, %d values were given; nothing was sent", want, n)}
	}
	return nil
}
