package sqltype

import (
	"reflect"
	"strings"
	"unsafe"

	dbapi "github.com/aludel/aludel/driver"
)

var (
	periodType = reflect.TypeFor[Period]()
	timeTZType = reflect.TypeFor[TimeTZ]()
	hstoreType = reflect.TypeFor[HStore]()
	rangedType = reflect.TypeFor[ranged]()
	multiType  = reflect.TypeFor[multiranged]()
)

// own reads into the types of this package and of package net; ok is false for others.
func own(t reflect.Type, d *Desc) (to dbapi.Target, ok bool) {
	switch {
	case isJSON(d):
		return to, false
	case t == periodType:
		return periodInto(), true
	case t == hstoreType:
		return hstoreInto(), true
	case t.Kind() == reflect.Struct && t.Implements(rangedType):
		return rangeInto(t, d), true
	case t.Kind() == reflect.Slice && t.Implements(multiType):
		return multirangeInto(t, d), true
	}
	return networkInto(t)
}

// ownDesc is the usual type of these types, or nil.
func ownDesc(t reflect.Type) *Desc {
	switch {
	case t == periodType:
		return CalendarInterval.d
	case t == timeTZType:
		return TimeWithZone.d
	case t == hstoreType:
		return HStoreType.d
	case t.Kind() == reflect.Struct && t.Implements(rangedType):
		return &Desc{Kind: KindRange, Elem: rangeElem(t)}
	case t.Kind() == reflect.Slice && t.Implements(multiType):
		return &Desc{Kind: KindMultirange, Elem: rangeElem(t)}
	}
	return networkDesc(t)
}

func periodInto() dbapi.Target {
	return dbapi.Target{Kind: dbapi.Parts, Set: func(p unsafe.Pointer, v dbapi.Value, _ *dbapi.Arena) error {
		switch v.Kind() {
		case dbapi.Null:
			return errNull
		case dbapi.String:
			return (*Period)(p).UnmarshalText(v.Bytes())
		}
		s := v.Span()
		*(*Period)(p) = Period{s.Months, s.Days, s.Micros}
		return nil
	}}
}

// setInto reads the members of a set: an empty text has none.
func setInto(t reflect.Type) dbapi.Target {
	return dbapi.Target{Kind: dbapi.String, Set: func(p unsafe.Pointer, v dbapi.Value, a *dbapi.Arena) error {
		f := reflect.NewAt(t, p).Elem()
		if v.IsNull() {
			f.SetZero()
			return nil
		}
		var texts []string
		if v.Str() != "" {
			texts = strings.Split(a.Text(v.Bytes()), ",")
		}
		s := reflect.MakeSlice(t, len(texts), len(texts))
		for i, x := range texts {
			s.Index(i).SetString(x)
		}
		f.Set(s)
		return nil
	}}
}
