package pgx

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/aludel/aludel/driver"
)

// copySignature begins the binary format: a magic word, no flags, no extension.
const copySignature = "PGCOPY\n\xff\r\n\x00\x00\x00\x00\x00\x00\x00\x00\x00"

// copyChunk is how much is collected before it is sent.
const copyChunk = 60 << 10

// CopyIn stores rows by COPY, in the binary format where every column's type has
// one that is known here, else as text. table is a name, or several with dots
// between them; what is not quoted already is quoted, as cols are. types are those
// of the columns; without them the server is asked. Either all rows are stored or
// none: an error of next, of a value or of the server ends the COPY.
func (c *conn) CopyIn(ctx context.Context, table string, cols []string, types []uint32, next func(row []driver.Value) (bool, error)) (int64, error) {
	if err := c.usable(); err != nil {
		return 0, err
	}
	if err := done(ctx); err != nil {
		return 0, err
	}
	if len(cols) == 0 || len(types) != 0 && len(types) != len(cols) {
		return 0, &driver.Error{Class: driver.Programming, Message: fmt.Sprintf("CopyIn was given %d columns and %d types", len(cols), len(types))}
	}
	name, err := quoteTable(table)
	if err != nil {
		return 0, err
	}
	quoted := make([]string, len(cols))
	for i, col := range cols {
		if quoted[i], err = quote(col); err != nil {
			return 0, err
		}
	}
	list := strings.Join(quoted, ", ")
	c.busy = true
	defer func() { c.busy = false }()
	if len(types) == 0 {
		if types, err = c.columnTypes(ctx, "SELECT "+list+" FROM "+name); err != nil {
			return 0, err
		}
	}
	w := copyWriter{cols: cols, types: types, binary: true}
	for _, oid := range types {
		if textOnly(oid) {
			w.binary = false
		}
	}
	text := "COPY " + name + " (" + list + ") FROM STDIN"
	if w.binary {
		text += " (FORMAT binary)"
	}
	return c.copy(ctx, text, &w, next)
}

// columnTypes describes a statement without executing it.
func (c *conn) columnTypes(ctx context.Context, text string) ([]uint32, error) {
	c.out = appendSync(appendNamed(appendParse(c.out[:0], "", text, nil), 'D', 'S', ""))
	if err := c.launch(ctx, 1); err != nil {
		return nil, err
	}
	var types []uint32
	for {
		m, err := c.receive()
		if err != nil {
			return nil, err
		}
		switch m := m.(type) {
		case *pgproto3.RowDescription:
			for _, f := range m.Fields {
				types = append(types, f.DataTypeOID)
			}
		case *pgproto3.ErrorResponse:
			err := c.refused(pgconn.ErrorResponseToPgError(m))
			return nil, errors.Join(err, c.ready())
		case *pgproto3.ReadyForQuery:
			return types, nil
		}
	}
}

// An outcome is how the server ended a COPY.
type outcome struct {
	rows int64
	err  error
}

func (c *conn) copy(ctx context.Context, text string, w *copyWriter, next func([]driver.Value) (bool, error)) (int64, error) {
	c.out = appendQuery(c.out[:0], text)
	if err := c.launch(ctx, 1); err != nil {
		return 0, err
	}
	// The rows follow at once, without waiting for the server's yes: after a no it passes over
	// what belongs to a COPY. Read beside the writing: the server may say no at any time, or fill
	// its buffers with notices and wait.
	ended := make(chan outcome, 1)
	go func() { ended <- c.copyAnswer() }()
	// The reader owns the connection's state until the outcome is there.
	var o outcome
	whole := false
	defer func() {
		if !whole { // next has panicked
			c.pc.Conn().SetDeadline(time.Now())
			<-ended
		}
	}()
	sent, ours := w.write(ctx, c.pc.Conn(), next, ended)
	whole = true
	o = <-ended
	c.written += sent
	switch {
	case o.err == nil:
		return o.rows, nil
	case c.lost != nil || ours == nil:
		return 0, o.err
	case ctx.Err() != nil:
		return 0, &driver.Error{Class: driver.Operational, Cancelled: true, Message: "COPY was cancelled, no row was stored",
			Err: &cancelled{err: o.err, cause: context.Cause(ctx)}}
	}
	return 0, ours // the server only says that we gave up
}

// copyAnswer reads to the end of a COPY.
func (c *conn) copyAnswer() (o outcome) {
	for {
		m, err := c.receive()
		if err != nil {
			return outcome{err: errors.Join(o.err, err)}
		}
		switch m := m.(type) {
		case *pgproto3.CommandComplete:
			o.rows = pgconn.NewCommandTag(string(m.CommandTag)).RowsAffected()
		case *pgproto3.ErrorResponse:
			o.err = c.refused(pgconn.ErrorResponseToPgError(m))
		case *pgproto3.ReadyForQuery:
			return o
		}
	}
}

// A copyWriter encodes rows into CopyData messages.
type copyWriter struct {
	cols   []string
	types  []uint32
	binary bool
	room   []byte
}

// write sends rows until next says false, and then CopyDone, or CopyFail with the
// error that it also returns.
func (w *copyWriter) write(ctx context.Context, nc net.Conn, next func([]driver.Value) (bool, error), ended chan outcome) (sent uint64, err error) {
	flush := func(b []byte) error {
		n, err := nc.Write(b)
		sent += uint64(n)
		if err != nil { // the reader may find the server's last words, but must not wait for more
			nc.SetReadDeadline(time.Now().Add(50 * time.Millisecond))
		}
		return err
	}
	row := make([]driver.Value, len(w.cols))
	b, at := open(make([]byte, 0, copyChunk+1024), 'd')
	if w.binary {
		b = append(b, copySignature...)
	}
	for {
		more, nerr := next(row)
		if nerr == nil && more {
			b, nerr = w.row(b, row)
		}
		if nerr == nil && ctx.Err() != nil {
			nerr = context.Cause(ctx)
		}
		if nerr != nil {
			b, at = open(b[:0], 'f')
			b = seal(appendString(b, "given up by the client"), at)
			flush(b)
			return sent, nerr
		}
		if more && len(b) < copyChunk {
			continue
		}
		if !more && w.binary {
			b = append(b, 0xff, 0xff) // the end of the rows
		}
		b = seal(b, at)
		if !more {
			return sent, flush(append(b, 'c', 0, 0, 0, 4))
		}
		if err := flush(b); err != nil {
			return sent, err
		}
		if len(ended) > 0 {
			return sent, nil // the server has refused; it ignores what comes now
		}
		b, at = open(b[:0], 'd')
	}
}

func (w *copyWriter) row(b []byte, row []driver.Value) ([]byte, error) {
	if w.binary {
		b = be.AppendUint16(b, uint16(len(row)))
	}
	for i, v := range row {
		var err error
		if w.binary {
			if out, ok := appendPlain(b, v, w.types[i]); ok {
				b = out
				continue
			}
			b, err = w.cell(b, v, w.types[i])
		} else {
			b, err = w.text(b, v, i)
		}
		if err != nil {
			return nil, &driver.Error{Class: driver.Data, Column: w.cols[i], Err: err, Message: fmt.Sprintf(
				"column %q (%v into %s): %v; no row was stored", w.cols[i], v.Kind(), typeName(w.types[i]), err)}
		}
	}
	if !w.binary {
		b = append(b, '\n')
	}
	return b, nil
}

// appendPlain appends a cell, with its length, of the values that most rows have: what cell
// appends, without asking much. It says false, with nothing appended, of all others.
func appendPlain(b []byte, v driver.Value, oid uint32) ([]byte, bool) {
	if v.IsNull() {
		return append(b, 0xff, 0xff, 0xff, 0xff), true
	}
	n := v.Int()
	switch k := v.Kind(); {
	case k == driver.Int && oid == oidInt4 && n == int64(int32(n)):
		return append(b, 0, 0, 0, 4, byte(n>>24), byte(n>>16), byte(n>>8), byte(n)), true
	case k == driver.Int && oid == oidInt8, k == driver.Float && oid == oidFloat8:
		return append(b, 0, 0, 0, 8, byte(n>>56), byte(n>>48), byte(n>>40), byte(n>>32), byte(n>>24), byte(n>>16), byte(n>>8), byte(n)), true
	case k == driver.String && (oid == oidVarchar || oid == oidText):
		s := v.Str()
		if len(s) > maxMessage || checkText(s) != nil {
			return b, false
		}
		return append(be.AppendUint32(b, uint32(len(s))), s...), true
	case k == driver.Date && oid == oidDate && n > firstPlainDay && n < lastPlainDay:
		n -= epochDays
		return append(b, 0, 0, 0, 4, byte(n>>24), byte(n>>16), byte(n>>8), byte(n)), true
	}
	return b, false
}

// Days between which a date is certainly one of PostgreSQL's: about the years 0 and 10000.
const firstPlainDay, lastPlainDay = -719000, 2930000

func (w *copyWriter) cell(b []byte, v driver.Value, oid uint32) ([]byte, error) {
	if v.IsNull() {
		return be.AppendUint32(b, null), nil
	}
	at := len(b)
	out, ok, err := appendBinary(append(b, 0, 0, 0, 0), v, oid)
	switch {
	case err != nil:
		return nil, err
	case !ok:
		return nil, reason("COPY takes values of the column's own kind only; convert it, or use an INSERT")
	}
	be.PutUint32(out[at:], uint32(len(out)-at-4))
	return out, nil
}

// text appends a cell of the text format, with what separates cells escaped.
func (w *copyWriter) text(b []byte, v driver.Value, i int) ([]byte, error) {
	if i > 0 {
		b = append(b, '\t')
	}
	if v.IsNull() {
		return append(b, `\N`...), nil
	}
	var err error
	if w.room, err = appendText(w.room[:0], v, w.types[i]); err != nil {
		return nil, err
	}
	for _, c := range w.room {
		switch c {
		case '\\':
			b = append(b, '\\', '\\')
		case '\t':
			b = append(b, '\\', 't')
		case '\n':
			b = append(b, '\\', 'n')
		case '\r':
			b = append(b, '\\', 'r')
		default:
			b = append(b, c)
		}
	}
	return b, nil
}

// textOnly reports whether values of the type are sent as text.
func textOnly(oid uint32) bool {
	switch familyOf(oid) {
	case famOther, famUser, famInet, famMac, famBits, famLsn, famVoid, famUint8, famTimetz, famMoney, famVector, famQuery:
		return true
	case famArray:
		return textOnly(arrayElements[oid])
	}
	return false
}
