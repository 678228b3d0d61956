package sqltype

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	dbapi "github.com/aludel/aludel/driver"
)

// Store puts x, a value as a Box has read it from a column of type d, into dst,
// which is settable. What does not fit without loss is an error.
func Store(dst reflect.Value, x any, d *Desc) error {
	t := dst.Type()
	if x != nil && reflect.TypeOf(x).AssignableTo(t) {
		dst.Set(reflect.ValueOf(x))
		return nil
	}
	to, err := Target(t, d)
	if err != nil {
		return err
	}
	v, err := EncodeAny(x, d)
	if err != nil {
		if v, err = EncodeAny(x, nil); err != nil {
			return err
		}
	}
	if to.Set != nil {
		return to.Set(dst.Addr().UnsafePointer(), v, new(dbapi.Arena))
	}
	if to.Kind == dbapi.Any {
		dst.Set(reflect.Zero(t))
		if x != nil {
			dst.Set(reflect.ValueOf(x))
		}
		return nil
	}
	if v.IsNull() {
		if !to.Ptr {
			return errNull
		}
		dst.SetZero()
		return nil
	}
	if to.Ptr {
		dst.Set(reflect.New(t.Elem()))
		dst, t = dst.Elem(), t.Elem()
		to.Ptr = false
	}
	if v, err = convert(v, to.Kind); err != nil {
		return fmt.Errorf("%w in a Go %v", err, t)
	}
	set, err := setter(t, to)
	if err != nil {
		return err
	}
	return set(dst.Addr().UnsafePointer(), v, new(dbapi.Arena))
}

// convert is v as kind k, where nothing is lost.
func convert(v dbapi.Value, k dbapi.Kind) (dbapi.Value, error) {
	have := v.Kind()
	if have == k {
		return v, nil
	}
	switch {
	case k == dbapi.Uint && have == dbapi.Int && v.Int() >= 0:
		return dbapi.OfUint(uint64(v.Int())), nil
	case k == dbapi.Int && have == dbapi.Float:
		if n := int64(v.Float()); float64(n) == v.Float() {
			return dbapi.OfInt(n), nil
		}
	case k == dbapi.Int && have == dbapi.Bool, k == dbapi.Int && have == dbapi.Interval:
		return dbapi.OfInt(v.Int()), nil
	case k == dbapi.Float && have == dbapi.Int:
		if f := float64(v.Int()); int64(f) == v.Int() {
			return dbapi.OfFloat(f), nil
		}
	case k == dbapi.Bool && have == dbapi.Int && (v.Int() == 0 || v.Int() == 1):
		return dbapi.OfBool(v.Int() == 1), nil
	case k == dbapi.String && (have == dbapi.Decimal || have == dbapi.JSON || have == dbapi.Bytes),
		(k == dbapi.Bytes || k == dbapi.JSON) && (have == dbapi.String || have == dbapi.JSON || have == dbapi.Bytes),
		k == dbapi.Decimal && have == dbapi.String && isDecimal(v.Str()),
		k == dbapi.Clock && have == dbapi.Interval, k == dbapi.Interval && have == dbapi.Clock:
		return v, nil
	case k == dbapi.Interval && have == dbapi.Parts:
		p := Period{v.Span().Months, v.Span().Days, v.Span().Micros}
		days := int64(p.Days)
		if p.Months == 0 && days > -106751 && days < 106751 {
			p.Days, p.Microseconds = 0, p.Microseconds+days*86400e6 // as an interval that is read alone: a day has 24 hours
			if t, ok := p.Duration(); ok {
				return dbapi.OfInterval(t), nil
			}
		}
		return v, fmt.Errorf("the interval %s does not fit", v.Span().AppendText(nil))
	case k == dbapi.Int && have == dbapi.Uint && v.Uint() <= 1<<63-1:
		return dbapi.OfInt(int64(v.Uint())), nil
	case k == dbapi.Time || k == dbapi.Wall || k == dbapi.Date:
		if have == dbapi.Time || have == dbapi.Wall || have == dbapi.Date {
			return v, nil
		}
	case k == dbapi.Decimal && have == dbapi.Int:
		return dbapi.OfDecimal(strconv.FormatInt(v.Int(), 10)), nil
	case k == dbapi.Int && have == dbapi.Decimal:
		if n, err := strconv.ParseInt(whole(v.Str()), 10, 64); err == nil {
			return dbapi.OfInt(n), nil
		}
	case k == dbapi.Uint && have == dbapi.Decimal:
		if n, err := strconv.ParseUint(whole(v.Str()), 10, 64); err == nil {
			return dbapi.OfUint(n), nil
		}
	case k == dbapi.Float && have == dbapi.Decimal:
		if f, err := strconv.ParseFloat(v.Str(), 64); err == nil {
			return dbapi.OfFloat(f), nil
		}
	}
	return v, fmt.Errorf("a %v does not fit", have)
}

// whole is a decimal without a fraction of zeros.
func whole(s string) string {
	if i := strings.IndexByte(s, '.'); i > 0 && strings.Trim(s[i+1:], "0") == "" {
		return s[:i]
	}
	return s
}
