package sqltype

import (
	"reflect"
	"slices"
	"strings"

	dbapi "github.com/aludel/aludel/driver"
)

// encodeOwn binds the types of this package and of package net, of which the database
// type says nothing that a method could not say; ok is false for others.
func encodeOwn(x any, v reflect.Value, d *Desc) (out dbapi.Value, ok bool, err error) {
	if out, ok, err = encodeNetwork(x, d); ok {
		return out, true, err
	}
	switch y := x.(type) {
	case Period:
		if k := kindOf(d); k != KindInterval && k != KindUnknown && k != KindNamed {
			return out, true, unfit(x, d)
		}
		return dbapi.OfSpan(dbapi.Span{Months: y.Months, Days: y.Days, Micros: y.Microseconds}), true, nil
	case HStore:
		return y.value(), true, nil
	case ranged:
		if v.Kind() == reflect.Pointer {
			return out, false, nil
		}
		if k := kindOf(d); k != KindRange && k != KindUnknown && k != KindNamed {
			return out, true, unfit(x, d)
		}
		out, err = y.encodeRange(elemOf(d, v.Type()))
		return out, true, wrapped(x, d, err)
	case multiranged:
		if v.Kind() == reflect.Pointer {
			return out, false, nil
		}
		if k := kindOf(d); k != KindMultirange && k != KindUnknown && k != KindNamed {
			return out, true, unfit(x, d)
		}
		out, err = encodeMultirange(v, elemOf(d, v.Type()))
		return out, true, wrapped(x, d, err)
	}
	return out, false, nil
}

func wrapped(x any, d *Desc, err error) error {
	if err == nil {
		return nil
	}
	return bad(x, d, "%v", err)
}

func encodeUnsigned(n int64, d *Desc) (dbapi.Value, error) {
	if n < 0 || d.Kind == KindSmallInt && n > 1<<16-1 || d.Kind == KindInteger && n > 1<<32-1 {
		return dbapi.Value{}, bad(n, d, "%d is out of range", n)
	}
	return dbapi.OfInt(n), nil
}

// encodeSet joins the members of a set in the order of its declaration, each once.
func encodeSet(x any, texts []string, d *Desc) (dbapi.Value, error) {
	if len(texts) == 1 && texts[0] == "" {
		texts = nil
	}
	var out []string
	for _, t := range texts {
		if !slices.Contains(d.Values, t) {
			return dbapi.Value{}, bad(x, d, "%.80q is none of %q", t, d.Values)
		}
	}
	for _, v := range d.Values {
		if slices.Contains(texts, v) {
			out = append(out, v)
		}
	}
	return dbapi.OfString(strings.Join(out, ",")), nil
}
