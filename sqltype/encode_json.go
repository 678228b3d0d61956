package sqltype

import (
	"bytes"
	"database/sql/driver"
	"encoding"
	"encoding/json"
	"reflect"
	"strings"
	"unicode/utf8"

	dbapi "github.com/aludel/aludel/driver"
)

func encodeJSON(x any, d *Desc) (dbapi.Value, error) {
	switch v := x.(type) {
	case dbapi.Value:
		return v, nil
	case json.RawMessage:
		if v == nil {
			return dbapi.Value{}, nil
		}
		return encodeDocument(v, x, d)
	case *json.RawMessage: // encoding/json would write another text of the same document
		if v == nil || *v == nil {
			return dbapi.Value{}, nil
		}
		return encodeDocument(*v, x, d)
	}
	switch y, state, err := unwrapped(x); {
	case err != nil || state == isNull:
		return dbapi.Value{}, err
	case state == isInside:
		return encodeJSON(y, d)
	}
	var b []byte
	if err := foreign("a MarshalJSON method", func() (err error) { b, err = json.Marshal(x); return err }); err != nil {
		return dbapi.Value{}, refused(x, d, "%v", err)
	}
	if d.nilNull && string(b) == "null" {
		return dbapi.Value{}, nil
	}
	// encoding/json writes this in place of what is not UTF-8; a text may hold it, too
	if bytes.Contains(b, []byte(`\ufffd`)) && !validTexts(reflect.ValueOf(x)) || !utf8.Valid(b) {
		return dbapi.Value{}, bad(x, d, "a text in it is not valid UTF-8")
	}
	return dbapi.OfJSON(plain(b)), nil
}

// What a Go value is that may be a document.
const (
	isDocument = iota
	isNull     // it says that there is none
	isInside   // the document is in it
)

// unwrapped looks into the Null types of database/sql, and at pointers, whose nil is NULL.
func unwrapped(x any) (doc any, state int, err error) {
	v := reflect.ValueOf(x)
	if !v.IsValid() {
		return x, isDocument, nil
	}
	switch t := v.Type(); {
	case t.Kind() == reflect.Pointer && v.IsNil():
		return nil, isNull, nil
	case t.PkgPath() != "database/sql":
		return x, isDocument, nil
	default:
		if _, ok := nullOf(t); ok && v.Field(1).Bool() {
			return v.Field(0).Interface(), isInside, nil
		} else if ok {
			return nil, isNull, nil
		}
		n, ok := x.(driver.Valuer)
		if !ok {
			return x, isDocument, nil
		}
		if doc, err = n.Value(); doc == nil {
			return nil, isNull, err
		}
		return doc, isInside, err
	}
}

// NilIsNull is a JSON type t in which what is nil in Go, and would be the document null, is
// NULL: a nil map or slice, or a nil that is given as a parameter. A document that says null, as
// json.RawMessage("null"), is that document all the same.
func NilIsNull[T any](t Of[T]) Of[T] {
	d := *t.Desc()
	d.nilNull = true
	return Of[T]{&d}
}

// NotNull is v as a column without NULL takes it: the document null for what is nil in Go,
// since there is no NULL that it could mean.
func NotNull(v dbapi.Value, d *Desc) dbapi.Value {
	if v.IsNull() && isJSON(d.travels()) && !d.travels().nilNull {
		return dbapi.OfJSON([]byte("null"))
	}
	return v
}

// plain is b, which encoding/json wrote, without the escapes that are there for HTML and
// JavaScript, and with those of control characters as databases write them: MariaDB
// compares the keys of documents as they are written.
func plain(b []byte) []byte {
	if !bytes.Contains(b, []byte(`\u`)) {
		return b
	}
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); i++ {
		if b[i] != '\\' || i+1 >= len(b) {
			out = append(out, b[i])
			continue
		}
		if b[i+1] != 'u' || i+6 > len(b) {
			out = append(out, b[i], b[i+1])
			i++
			continue
		}
		switch code := string(b[i+2 : i+6]); code {
		case "003c":
			out = append(out, '<')
		case "003e":
			out = append(out, '>')
		case "0026":
			out = append(out, '&')
		case "2028":
			out = append(out, "\u2028"...)
		case "2029":
			out = append(out, "\u2029"...)
		default:
			out = append(append(out, b[i:i+2]...), strings.ToUpper(code)...)
		}
		i += 5
	}
	return out
}

// encodeDocument is a JSON text as it is.
func encodeDocument(b []byte, x any, d *Desc) (dbapi.Value, error) {
	switch {
	case !json.Valid(b):
		return dbapi.Value{}, bad(x, d, "it is no JSON text")
	case !utf8.Valid(b):
		return dbapi.Value{}, bad(x, d, "a text in it is not valid UTF-8")
	}
	return dbapi.OfJSON(b), nil
}

var (
	jsonMarshaler = reflect.TypeFor[json.Marshaler]()
	ownText       = reflect.TypeFor[encoding.TextMarshaler]()
)

// validTexts reports whether all texts that encoding/json finds in v are UTF-8.
func validTexts(v reflect.Value) bool {
	if !v.IsValid() || v.Type().Implements(jsonMarshaler) || v.Type().Implements(ownText) {
		return true // what a method writes is its own affair
	}
	switch v.Kind() {
	case reflect.String:
		return utf8.ValidString(v.String())
	case reflect.Pointer, reflect.Interface:
		return validTexts(v.Elem())
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			if !validTexts(v.Index(i)) {
				return false
			}
		}
	case reflect.Map:
		for it := v.MapRange(); it.Next(); {
			if !validTexts(it.Key()) || !validTexts(it.Value()) {
				return false
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "-" && (f.IsExported() || f.Anonymous) && !validTexts(v.Field(i)) {
				return false
			}
		}
	}
	return true
}
