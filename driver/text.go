package driver

import (
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
)

// AppendText appends the text form of v that SQL knows: ISO 8601 for times and spans,
// and PostgreSQL's forms of ranges, arrays, and keys with values, each member quoted
// where it must be. NULL has none and is nothing.
func AppendText(b []byte, v Value) []byte {
	switch v.Kind() {
	case Bool:
		return strconv.AppendBool(b, v.Bool())
	case Int:
		return strconv.AppendInt(b, v.Int(), 10)
	case Uint:
		return strconv.AppendUint(b, v.Uint(), 10)
	case Float:
		return appendFloat(b, v.Float())
	case String, Decimal, JSON:
		return append(b, v.Str()...)
	case Bytes:
		return hex.AppendEncode(append(b, `\x`...), v.Bytes())
	case Time, Wall, Date:
		return appendMoment(b, v)
	case Clock:
		return AppendClock(b, v.Int())
	case Interval, Parts:
		return v.Span().AppendText(b)
	case UUID:
		u := v.UUID()
		return fmt.Appendf(b, "%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
	case Int64s, Strings, Array:
		return appendMembers(b, v)
	case Range:
		return appendRange(b, v)
	case Pairs:
		return appendPairs(b, v)
	}
	return b
}

func appendFloat(b []byte, f float64) []byte {
	switch {
	case f > 1.7e308 && f == f*2:
		return append(b, "Infinity"...)
	case f < -1.7e308 && f == f*2:
		return append(b, "-Infinity"...)
	}
	return strconv.AppendFloat(b, f, 'g', -1, 64)
}

func appendMoment(b []byte, v Value) []byte {
	switch n := v.Int(); n {
	case infinite:
		return append(b, "infinity"...)
	case negInfinite:
		return append(b, "-infinity"...)
	}
	t := v.Time()
	y, m, d := t.Date()
	bc := y <= 0
	if bc {
		y = 1 - y
	}
	b = fmt.Appendf(b, "%04d-%02d-%02d", y, m, d)
	if v.Kind() != Date {
		b = t.AppendFormat(append(b, ' '), "15:04:05.999999")
	}
	if v.Kind() == Time {
		b = append(b, "+00"...)
	}
	if bc {
		b = append(b, " BC"...)
	}
	return b
}

// AppendClock appends a time of day, given in microseconds, as 15:04:05.000006.
func AppendClock(b []byte, micros int64) []byte {
	if micros < 0 {
		b, micros = append(b, '-'), -micros
	}
	b = fmt.Appendf(b, "%02d:%02d:%02d", micros/3600e6, micros/60e6%60, micros/1e6%60)
	if f := micros % 1e6; f != 0 {
		b = append(b, strings.TrimRight(fmt.Sprintf(".%06d", f), "0")...)
	}
	return b
}

// AppendText appends s as ISO 8601 has it: P1M2DT3.5S, each part with its own sign.
func (s Span) AppendText(b []byte) []byte {
	b = append(b, 'P')
	if s == (Span{}) {
		return append(b, "T0S"...)
	}
	if s.Months != 0 {
		b = append(strconv.AppendInt(b, int64(s.Months), 10), 'M')
	}
	if s.Days != 0 {
		b = append(strconv.AppendInt(b, int64(s.Days), 10), 'D')
	}
	if s.Micros != 0 {
		b = append(b, 'T')
		whole, part := s.Micros/1e6, s.Micros%1e6
		if s.Micros < 0 {
			b, whole, part = append(b, '-'), -whole, -part
		}
		b = strconv.AppendInt(b, whole, 10)
		if part != 0 {
			b = append(b, strings.TrimRight(fmt.Sprintf(".%06d", part), "0")...)
		}
		b = append(b, 'S')
	}
	return b
}

// appendRange writes [lower,upper) with the ends in quotes.
func appendRange(b []byte, v Value) []byte {
	bounds, lower, upper := v.Range()
	if bounds&RangeEmpty != 0 {
		return append(b, "empty"...)
	}
	open, shut := byte('('), byte(')')
	if bounds&LowerInclusive != 0 {
		open = '['
	}
	if bounds&UpperInclusive != 0 {
		shut = ']'
	}
	b = append(b, open)
	if bounds&LowerInfinite == 0 {
		b = appendEnd(b, lower)
	}
	b = append(b, ',')
	if bounds&UpperInfinite == 0 {
		b = appendEnd(b, upper)
	}
	return append(b, shut)
}

func appendEnd(b []byte, v Value) []byte {
	if k := v.Kind(); k == Int || k == Date {
		return AppendText(b, v)
	}
	return AppendQuoted(b, AppendText(nil, v))
}

// AppendQuoted appends s in quotes, with what has a meaning in them escaped.
func AppendQuoted(b, s []byte) []byte {
	b = append(b, '"')
	for _, c := range s {
		if c == '"' || c == '\\' {
			b = append(b, '\\')
		}
		b = append(b, c)
	}
	return append(b, '"')
}

// appendMembers writes {…}; ranges in an array are a multirange, which has no quotes.
func appendMembers(b []byte, v Value) []byte {
	b = append(b, '{')
	comma := func(i int) {
		if i > 0 {
			b = append(b, ',')
		}
	}
	switch v.Kind() {
	case Int64s:
		for i, n := range v.Int64s() {
			comma(i)
			b = strconv.AppendInt(b, n, 10)
		}
	case Strings:
		for i, s := range v.Strings() {
			comma(i)
			b = AppendQuoted(b, []byte(s))
		}
	default:
		for i, x := range v.Array() {
			comma(i)
			switch x.Kind() {
			case Null:
				b = append(b, "NULL"...)
			case Int64s, Strings, Array:
				b = appendMembers(b, x)
			case Range:
				b = AppendText(b, x)
			default:
				b = AppendQuoted(b, AppendText(nil, x))
			}
		}
	}
	return append(b, '}')
}

// appendPairs writes "key"=>"value", as hstore has it.
func appendPairs(b []byte, v Value) []byte {
	p := v.Pairs()
	for i := 0; i+1 < len(p); i += 2 {
		if i > 0 {
			b = append(b, ", "...)
		}
		b = append(AppendQuoted(b, AppendText(nil, p[i])), "=>"...)
		if p[i+1].IsNull() {
			b = append(b, "NULL"...)
		} else {
			b = AppendQuoted(b, AppendText(nil, p[i+1]))
		}
	}
	return b
}
