package sqltype

import (
	"database/sql"
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"time"
	"unsafe"

	dbapi "github.com/aludel/aludel/driver"
)

var (
	scannerType     = reflect.TypeFor[sql.Scanner]()
	textUnmarshaler = reflect.TypeFor[encoding.TextUnmarshaler]()
)

// Target is how a column of type d is read into a Go field of type t; a nil d lets
// t decide. Col and Offset are the caller's to fill in. It is an error when t
// cannot hold values of d.
func Target(t reflect.Type, d *Desc) (dbapi.Target, error) {
	if d != nil && d.codec != nil {
		if t == d.codec.of {
			return d.codec.target(t), nil
		}
		if _, null := nullOf(t); d.codec.wrap != nil && (d.codec.bind == nil || !null && t.Kind() != reflect.Pointer) {
			return Target(t, d.travels())
		}
	}
	if t.Kind() == reflect.Pointer && !isJSON(d.travels()) {
		to, err := Target(t.Elem(), d)
		if err != nil {
			return to, err
		}
		if to.Ptr {
			return to, fmt.Errorf("a Go %v cannot hold a column: NULL is a nil, one pointer is enough", t)
		}
		if to.Set == nil {
			to.Ptr = true
			return to, nil
		}
		return pointerTo(t.Elem(), to), nil
	}
	if v, ok := nullOf(t); ok {
		to, err := Target(v, d)
		if err != nil {
			return to, err
		}
		return nullStruct(t, v, to)
	}
	if to, ok := own(t, d); ok {
		return to, nil
	}
	if to, ok, err := direct(t, d); ok || err != nil {
		return to, err
	}
	switch {
	case isJSON(d):
		return jsonInto(t), nil
	case implements(reflect.PointerTo(t), scannerType):
		return scanInto(t, d), nil
	case isDate(t):
		return dateInto(t), nil
	case implements(reflect.PointerTo(t), textUnmarshaler):
		return unmarshalInto(t, d), nil
	case t.Kind() == reflect.Slice:
		return sliceInto(t, d)
	case t.Kind() == reflect.Interface && t.NumMethod() == 0:
		return dbapi.Target{Kind: dbapi.Any}, nil
	}
	return dbapi.Target{}, fmt.Errorf("a Go %v cannot hold a column of type %s: it needs a Scan or UnmarshalText method", t, d)
}

func implements(t, i reflect.Type) bool { return t.Implements(i) }

// direct is for the types that adapters store by themselves.
func direct(t reflect.Type, d *Desc) (to dbapi.Target, ok bool, err error) {
	switch {
	case t == timeType:
		switch kindOf(d) {
		case KindDate:
			to.Kind = dbapi.Date
		case KindTimestamp:
			to.Kind = dbapi.Wall
		case KindTimestampTZ, KindUnknown, KindNamed:
			to.Kind = dbapi.Time
		default:
			return to, false, fmt.Errorf("a time.Time cannot hold a column of type %s", d)
		}
		return to, true, nil
	case t == durationType:
		switch kindOf(d) {
		case KindTime, KindTimeTZ:
			to.Kind = dbapi.Clock
		case KindBigInt, KindInteger, KindSmallInt:
			to.Kind, to.Size = dbapi.Int, 8
		default:
			to.Kind = dbapi.Interval
		}
		return to, true, nil
	case isUUID(t):
		return dbapi.Target{Kind: dbapi.UUID}, true, nil
	case isJSON(d):
		to.Kind = dbapi.JSON
		return to, t == rawType || t == bytesType, nil
	}
	if implements(reflect.PointerTo(t), scannerType) || implements(reflect.PointerTo(t), textUnmarshaler) {
		return to, false, nil
	}
	switch t.Kind() {
	case reflect.Bool:
		to.Kind = dbapi.Bool
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		to.Kind, to.Size = dbapi.Int, uint8(t.Size())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		to.Kind, to.Size = dbapi.Uint, uint8(t.Size())
	case reflect.Float32, reflect.Float64:
		to.Kind, to.Size = dbapi.Float, uint8(t.Size())
	case reflect.String:
		to.Kind = dbapi.String
		if kindOf(d) == KindNumeric {
			to.Kind = dbapi.Decimal
		}
		if kindOf(d) == KindUUID {
			return uuidText(), true, nil
		}
	case reflect.Slice:
		if t.Elem().Kind() != reflect.Uint8 {
			return to, false, nil
		}
		to.Kind = dbapi.Bytes
	default:
		return to, false, nil
	}
	if kindOf(d) == KindNumeric && (to.Kind == dbapi.Int || to.Kind == dbapi.Uint || to.Kind == dbapi.Float) {
		return fromDecimal(t, to), true, nil
	}
	return to, true, nil
}

// fromDecimal reads a decimal column into a number: SQLite has it as a text, which
// an adapter rightly does not take for a number.
func fromDecimal(t reflect.Type, to dbapi.Target) dbapi.Target {
	k := to.Kind
	to.Kind, to.Size = dbapi.Decimal, 0
	to.Set = func(p unsafe.Pointer, v dbapi.Value, a *dbapi.Arena) error {
		if v.IsNull() {
			return errNull
		}
		n, err := convert(v, k)
		if err != nil {
			return fmt.Errorf("the decimal %s does not fit in a Go %v", v.Str(), t)
		}
		return store(t, k, p, n, a)
	}
	return to
}

// ValueKind is the kind in which a column of type d is best read when no Go type decides.
func ValueKind(d *Desc) dbapi.Kind {
	d = d.travels()
	switch kindOf(d) {
	case KindBoolean:
		return dbapi.Bool
	case KindSmallInt, KindInteger, KindBigInt:
		if d.Unsigned {
			return dbapi.Uint
		}
		return dbapi.Int
	case KindOID, KindRegClass:
		return dbapi.Int
	case KindTimeTZ, KindInet, KindCIDR, KindMACAddr, KindBit, KindVarBit, KindTSVector, KindTSQuery, KindCIText, KindXML, KindSet:
		return dbapi.String
	case KindMoney:
		return dbapi.Decimal
	case KindRange:
		return dbapi.Range
	case KindMultirange:
		return dbapi.Array
	case KindHStore:
		return dbapi.Pairs
	case KindReal, KindFloat, KindDouble:
		return dbapi.Float
	case KindNumeric:
		return dbapi.Decimal
	case KindString, KindChar, KindText, KindEnum:
		return dbapi.String
	case KindBytes:
		return dbapi.Bytes
	case KindDate:
		return dbapi.Date
	case KindTime:
		return dbapi.Clock
	case KindTimestamp:
		return dbapi.Wall
	case KindTimestampTZ:
		return dbapi.Time
	case KindInterval:
		return dbapi.Interval
	case KindUUID:
		return dbapi.UUID
	case KindJSON, KindJSONB:
		return dbapi.JSON
	case KindArray:
		return dbapi.Array
	}
	return dbapi.Any
}

// Box is how a column of type d is read into an any: as the Go value that comes
// nearest to the type, nil for NULL.
func Box(d *Desc) dbapi.Target {
	k := ValueKind(d)
	if k == dbapi.Any {
		return dbapi.Target{Kind: dbapi.Any}
	}
	whole := false
	if k == dbapi.Interval {
		k, whole = dbapi.Parts, !d.travels().calendar
	}
	return dbapi.Target{Kind: k, Set: func(p unsafe.Pointer, v dbapi.Value, a *dbapi.Arena) error {
		if whole && v.Kind() == dbapi.Parts && v.Span().Days != 0 { // a day has 24 hours, as where a Duration is read
			if i, err := convert(v, dbapi.Interval); err == nil {
				*(*any)(p) = i.Duration()
				return nil
			}
		}
		*(*any)(p) = boxed(v, a)
		return nil
	}}
}

// boxed is v as a Go value of its own memory.
func boxed(v dbapi.Value, a *dbapi.Arena) any {
	switch v.Kind() {
	case dbapi.String, dbapi.Decimal:
		return a.Text(v.Bytes())
	case dbapi.Bytes:
		return append([]byte{}, v.Bytes()...)
	case dbapi.JSON:
		return json.RawMessage(append([]byte{}, v.Bytes()...))
	case dbapi.UUID:
		return FormatUUID(*v.UUID())
	case dbapi.Int64s:
		return append([]int64{}, v.Int64s()...)
	case dbapi.Strings:
		return cloneStrings(v.Strings())
	case dbapi.Parts:
		s := v.Span()
		p := Period{s.Months, s.Days, s.Micros}
		if d, ok := p.Duration(); ok {
			return d
		}
		return p
	case dbapi.Pairs:
		var h HStore
		_ = hstoreInto().Set(unsafe.Pointer(&h), v, a)
		return h
	case dbapi.Array:
		out := make([]any, 0, len(v.Array()))
		for _, x := range v.Array() {
			out = append(out, boxed(x, a))
		}
		return out
	}
	return v.Go()
}

func cloneStrings(s []string) []string {
	out := make([]string, len(s))
	for i := range s {
		out[i] = string([]byte(s[i]))
	}
	return out
}

var errNull = fmt.Errorf("NULL for a field that cannot hold it; use a pointer or a nullable column")

func pointerTo(elem reflect.Type, to dbapi.Target) dbapi.Target {
	set := to.Set
	to.Set = func(p unsafe.Pointer, v dbapi.Value, a *dbapi.Arena) error {
		if v.IsNull() {
			*(*unsafe.Pointer)(p) = nil
			return nil
		}
		x := reflect.New(elem).UnsafePointer()
		*(*unsafe.Pointer)(p) = x
		return set(x, v, a)
	}
	return to
}

func nullStruct(t, elem reflect.Type, to dbapi.Target) (dbapi.Target, error) {
	set := to.Set
	if set == nil {
		var err error
		if set, err = setter(elem, to); err != nil {
			return to, err
		}
	}
	valid := t.Field(1).Offset
	to.Set = func(p unsafe.Pointer, v dbapi.Value, a *dbapi.Arena) error {
		if v.IsNull() {
			reflect.NewAt(t, p).Elem().SetZero()
			return nil
		}
		*(*bool)(unsafe.Add(p, valid)) = true
		return set(p, v, a)
	}
	return to, nil
}

// setter stores what an adapter would store by itself.
func setter(t reflect.Type, to dbapi.Target) (func(unsafe.Pointer, dbapi.Value, *dbapi.Arena) error, error) {
	return func(p unsafe.Pointer, v dbapi.Value, a *dbapi.Arena) error { return store(t, to.Kind, p, v, a) }, nil
}

// store puts v, which is of kind k, into the t at p.
func store(t reflect.Type, k dbapi.Kind, p unsafe.Pointer, v dbapi.Value, a *dbapi.Arena) error {
	f := reflect.NewAt(t, p).Elem()
	switch k {
	case dbapi.Bool:
		f.SetBool(v.Bool())
	case dbapi.Int:
		if f.OverflowInt(v.Int()) {
			return fmt.Errorf("%d is out of range for a Go %v", v.Int(), t)
		}
		f.SetInt(v.Int())
	case dbapi.Uint:
		if v.Kind() == dbapi.Int && v.Int() < 0 || f.OverflowUint(v.Uint()) {
			return fmt.Errorf("%d is out of range for a Go %v", v.Int(), t)
		}
		f.SetUint(v.Uint())
	case dbapi.Float:
		f.SetFloat(v.Float())
	case dbapi.String, dbapi.Decimal:
		f.SetString(a.Text(v.Bytes()))
	case dbapi.Bytes, dbapi.JSON:
		f.SetBytes(append([]byte{}, v.Bytes()...))
	case dbapi.Time, dbapi.Wall, dbapi.Date:
		*(*time.Time)(p) = v.Time()
	case dbapi.Clock, dbapi.Interval:
		f.SetInt(int64(v.Duration()))
	case dbapi.UUID:
		*(*[16]byte)(p) = *v.UUID()
	default:
		f.Set(reflect.ValueOf(boxed(v, a)))
	}
	return nil
}
