package orm

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
	"unsafe"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/sqltype"
)

// jsonRows are the rows of a branch, as a source: one array of values for each.
type jsonRows struct {
	rel   *mapping.Relationship
	types []*sqltype.Desc // of the columns; nil for a branch
	wide  bool            // a row is an array of arrays
	cells []jsonCell
	plans map[any]driver.Plan
	buf   []byte // of texts with escapes in them
}

// A jsonCell is a value as JSON has it.
type jsonCell struct {
	kind byte   // '"' a text, '[' an array, '0' a number, 't', 'f' or 'n'
	raw  []byte // of a text what it says
}

// jsonPlan is what fields are filled from which cells.
type jsonPlan struct{ targets []driver.Target }

// Kept implements rowSource.
func (j *jsonRows) Kept(key any) driver.Plan { return j.plans[key] }

// Plan implements rowSource.
func (j *jsonRows) Plan(key any, targets func() ([]driver.Target, error)) (driver.Plan, error) {
	if p := j.plans[key]; p != nil {
		return p, nil
	}
	ts, err := targets()
	if err != nil {
		return nil, err
	}
	for i, t := range ts {
		d := j.types[t.Col]
		if t.Kind == driver.Any && d != nil { // what the column holds is known, and the text of bytes is not that
			ts[i].Kind = sqltype.ValueKind(d)
			if t.Set == nil {
				ts[i].Set = func(p unsafe.Pointer, v driver.Value, _ *driver.Arena) error {
					*(*any)(p) = v.Go()
					return nil
				}
			}
		}
	}
	p := &jsonPlan{ts}
	j.plans[key] = p
	return p, nil
}

// Fill implements rowSource.
func (j *jsonRows) Fill(p driver.Plan, dst unsafe.Pointer, a *driver.Arena) error {
	ts := p.(*jsonPlan).targets
	for i := range ts {
		t := &ts[i]
		if t.Col >= len(j.cells) {
			return errShortRow
		}
		v, err := j.cells[t.Col].value(t.Kind)
		if err == nil {
			err = t.Store(unsafe.Add(dst, t.Offset), v, a)
		}
		if err != nil {
			return fmt.Errorf("column %d of %s: %w", t.Col+1, j.rel.Target.Table.FullName(), err)
		}
	}
	return nil
}

var (
	errShortRow = errors.New("a row has fewer values than it should")
	errJSON     = errors.New("what the database has made is not the JSON that it should be, or is cut")
)

// value reads the cell as k. What the Value refers to is valid until the next row.
func (c *jsonCell) value(k driver.Kind) (driver.Value, error) {
	if c.kind == 'n' {
		return driver.Value{}, nil
	}
	text := unsafe.String(unsafe.SliceData(c.raw), len(c.raw))
	switch k {
	case driver.Bool:
		switch {
		case c.kind == 't' || text == "1":
			return driver.OfBool(true), nil
		case c.kind == 'f' || text == "0":
			return driver.OfBool(false), nil
		}
	case driver.Int:
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			return driver.OfInt(n), nil
		}
	case driver.Uint:
		if n, err := strconv.ParseUint(text, 10, 64); err == nil {
			return driver.OfUint(n), nil
		}
	case driver.Float:
		if f, err := strconv.ParseFloat(text, 64); err == nil || errors.Is(err, strconv.ErrRange) {
			return driver.OfFloat(f), nil // infinity may be a very large number
		}
	case driver.String:
		if c.kind == '"' {
			return driver.OfString(text), nil
		}
	case driver.Decimal:
		if c.kind == '"' || c.kind == '0' {
			return driver.OfDecimal(text), nil
		}
	case driver.JSON:
		if c.kind == '"' || c.kind == '[' { // a document's text, or a branch
			return driver.OfJSON(c.raw), nil
		}
	case driver.Bytes:
		if c.kind == '"' {
			n, err := hex.Decode(c.raw, c.raw) // it gets shorter, and is not read again
			if c.kind = 'x'; err != nil {
				return driver.Value{}, fmt.Errorf("what should be bytes is no hexadecimal digits: %w", err)
			}
			c.raw = c.raw[:n]
		}
		if c.kind == 'x' {
			return driver.OfBytes(c.raw), nil
		}
	case driver.UUID:
		if id, err := sqltype.ParseUUID(text); err == nil {
			return driver.OfUUID((*[16]byte)(&id)), nil
		}
	case driver.Interval, driver.Parts:
		if c.kind == '[' {
			return c.span(k)
		}
		if n, err := strconv.ParseInt(text, 10, 64); err == nil && n <= maxMicros && n >= -maxMicros {
			if k == driver.Parts {
				return driver.OfSpan(driver.Span{Micros: n}), nil
			}
			return driver.OfInterval(micros(n)), nil
		}
	case driver.Time, driver.Wall, driver.Date, driver.Clock:
		if c.kind == '"' {
			return jsonTime(k, text)
		}
	}
	return driver.Value{}, fmt.Errorf("%.40q is not exactly a value of kind %v", text, k)
}

// span reads [months, days, microseconds].
func (c *jsonCell) span(k driver.Kind) (driver.Value, error) {
	r := &jsonReader{b: c.raw[1:], first: true}
	var ns [3]int64
	for i := 0; r.more(); i++ {
		x, err := r.member(nil)
		if err != nil || i == len(ns) {
			return driver.Value{}, errJSON
		}
		if ns[i], err = strconv.ParseInt(string(x.raw), 10, 64); err != nil {
			return driver.Value{}, errJSON
		}
	}
	if k == driver.Parts {
		return driver.OfSpan(driver.Span{Months: int32(ns[0]), Days: int32(ns[1]), Micros: ns[2]}), nil
	}
	const most = maxMicros / 86_400_000_000 // days
	total := ns[1]*86400e6 + ns[2]
	if ns[0] != 0 || total > maxMicros || total < -maxMicros || ns[1] > most || ns[1] < -most {
		return driver.Value{}, errors.New("the interval has months, whose length is not fixed, or more than 292 years")
	}
	return driver.OfInterval(micros(total)), nil
}

// jsonReader goes through JSON.
type jsonReader struct {
	b     []byte
	first bool // of an array: no member was read yet
	err   error
}

func (r *jsonReader) space() {
	for len(r.b) > 0 && (r.b[0] == ' ' || r.b[0] == '\n' || r.b[0] == '\t' || r.b[0] == '\r') {
		r.b = r.b[1:]
	}
}

// more reports whether the array has another member, to which it goes.
func (r *jsonReader) more() bool {
	if r.err != nil || r.b == nil {
		return false
	}
	r.space()
	switch {
	case len(r.b) == 0:
		r.err = errJSON
		return false
	case r.b[0] == ']':
		r.b = nil
		return false
	case r.first:
		r.first = false
	case r.b[0] == ',':
		r.b = r.b[1:]
		r.space()
	default:
		r.err = errJSON
		return false
	}
	return true
}

// open reads [count, [ and gives what reads the rows.
func (j *jsonRows) open(text []byte) (count int, rows *jsonReader, err error) {
	r := &jsonReader{b: text}
	c, err := r.member(nil)
	if err != nil || c.kind != '[' {
		return 0, nil, errJSON
	}
	r = &jsonReader{b: c.raw[1:], first: true}
	var parts [2]jsonCell
	for i := 0; r.more() && r.err == nil; i++ {
		if i == len(parts) {
			return 0, nil, errJSON
		}
		if parts[i], err = r.member(nil); err != nil {
			return 0, nil, err
		}
	}
	count, err = strconv.Atoi(string(parts[0].raw))
	switch {
	case r.err != nil || err != nil:
		return 0, nil, errJSON
	case parts[1].kind == 'n':
		return count, &jsonReader{}, nil
	case parts[1].kind != '[':
		return 0, nil, errJSON
	}
	return count, &jsonReader{b: parts[1].raw[1:], first: true}, nil
}

// next reads a row.
func (j *jsonRows) next(rows *jsonReader) error {
	c, err := rows.member(nil)
	if err != nil || c.kind != '[' {
		return errJSON
	}
	j.cells, j.buf = j.cells[:0], j.buf[:0]
	return j.array(c.raw, j.wide)
}

func (j *jsonRows) array(raw []byte, deep bool) error {
	r := &jsonReader{b: raw[1:], first: true}
	for r.more() {
		c, err := r.member(&j.buf)
		if err != nil {
			return err
		}
		if deep {
			if c.kind != '[' {
				return errJSON
			}
			if err := j.array(c.raw, false); err != nil {
				return err
			}
			continue
		}
		j.cells = append(j.cells, c)
	}
	return r.err
}

// member reads one value. Texts with escapes in them are put into buf; without one they
// are only passed over.
func (r *jsonReader) member(buf *[]byte) (c jsonCell, err error) {
	r.space()
	b := r.b
	if len(b) == 0 {
		return c, errJSON
	}
	switch b[0] {
	case '"':
		end, escaped := textEnd(b)
		if end < 0 {
			return c, errJSON
		}
		c = jsonCell{'"', b[1:end]}
		r.b = b[end+1:]
		if escaped && buf != nil {
			c.raw, err = unescape(c.raw, buf)
		}
		return c, err
	case '[':
		depth := 0
		for i := 0; i < len(b); i++ {
			switch b[i] {
			case '"':
				end, _ := textEnd(b[i:])
				if end < 0 {
					return c, errJSON
				}
				i += end
			case '[':
				depth++
			case ']':
				if depth--; depth == 0 {
					r.b = b[i+1:]
					return jsonCell{'[', b[:i+1]}, nil
				}
			}
		}
		return c, errJSON
	}
	end := bytes.IndexAny(b, ",] \n\r\t")
	if end < 0 {
		end = len(b)
	}
	word := b[:end]
	r.b = b[end:]
	switch string(word) {
	case "true", "false", "null":
		return jsonCell{word[0], word}, nil
	case "":
		return c, errJSON
	}
	if word[0] != '-' && (word[0] < '0' || word[0] > '9') {
		return c, errJSON
	}
	return jsonCell{'0', word}, nil
}

// textEnd is where the quote is that ends the text at the beginning of b.
func textEnd(b []byte) (end int, escaped bool) {
	for i := 1; i < len(b); i++ {
		switch b[i] {
		case '"':
			return i, escaped
		case '\\':
			escaped = true
			i++
		}
	}
	return -1, escaped
}

// unescape appends what raw says to buf, and gives that part of it.
func unescape(raw []byte, buf *[]byte) ([]byte, error) {
	start := len(*buf)
	out := *buf
	for i := 0; i < len(raw); i++ {
		if raw[i] != '\\' {
			out = append(out, raw[i])
			continue
		}
		if i++; i == len(raw) {
			return nil, errJSON
		}
		switch c := raw[i]; c {
		case 'n':
			out = append(out, '\n')
		case 't':
			out = append(out, '\t')
		case 'r':
			out = append(out, '\r')
		case 'b':
			out = append(out, '\b')
		case 'f':
			out = append(out, '\f')
		case '"', '\\', '/':
			out = append(out, c)
		case 'u':
			x, ok := codeUnit(raw[i+1:])
			if !ok {
				return nil, errJSON
			}
			i += 4
			if utf16.IsSurrogate(x) && i+2 < len(raw) && raw[i+1] == '\\' && raw[i+2] == 'u' {
				if y, ok := codeUnit(raw[i+3:]); ok {
					if z := utf16.DecodeRune(x, y); z != utf8.RuneError {
						x, i = z, i+6
					}
				}
			}
			if utf16.IsSurrogate(x) {
				return nil, errJSON // no text has half a character
			}
			out = utf8.AppendRune(out, x)
		default:
			return nil, errJSON
		}
	}
	*buf = out
	return out[start:len(out):len(out)], nil
}

func codeUnit(b []byte) (rune, bool) {
	if len(b) < 4 {
		return 0, false
	}
	n, err := strconv.ParseUint(string(b[:4]), 16, 16)
	return rune(n), err == nil
}
