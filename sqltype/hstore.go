package sqltype

import (
	"fmt"
	"slices"
	"strings"
	"unsafe"

	dbapi "github.com/aludel/aludel/driver"
)

// An HStore is texts by keys; a nil is a key whose value is NULL.
type HStore map[string]*string

func (h HStore) value() dbapi.Value {
	if h == nil {
		return dbapi.Value{}
	}
	keys := make([]string, 0, len(h))
	for k := range h {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	out := make([]dbapi.Value, 0, 2*len(h))
	for _, k := range keys {
		v := dbapi.Value{}
		if p := h[k]; p != nil {
			v = dbapi.OfString(*p)
		}
		out = append(out, dbapi.OfString(k), v)
	}
	return dbapi.OfPairs(out)
}

func hstoreInto() dbapi.Target {
	return dbapi.Target{Kind: dbapi.Pairs, Set: func(p unsafe.Pointer, v dbapi.Value, _ *dbapi.Arena) (err error) {
		var h HStore
		switch v.Kind() {
		case dbapi.Null:
		case dbapi.Pairs:
			h = HStore{}
			for ps := v.Pairs(); len(ps) >= 2; ps = ps[2:] {
				h[strings.Clone(ps[0].Str())] = nil
				if !ps[1].IsNull() {
					s := strings.Clone(ps[1].Str())
					h[strings.Clone(ps[0].Str())] = &s
				}
			}
		default:
			h, err = parseHStore(v.Str())
		}
		if err == nil {
			*(*HStore)(p) = h
		}
		return err
	}}
}

// parseHStore reads "key"=>"value", "key"=>NULL.
func parseHStore(s string) (HStore, error) {
	h := HStore{}
	wrong := fmt.Errorf("%.80q is no hstore", s)
	rest := s
	for rest != "" {
		if len(h) > 0 {
			var ok bool
			if rest, ok = strings.CutPrefix(rest, ", "); !ok {
				return nil, wrong
			}
		}
		k, r, ok := quotedText(rest)
		if !ok {
			return nil, wrong
		}
		if rest, ok = strings.CutPrefix(r, "=>"); !ok {
			return nil, wrong
		}
		if r, null := strings.CutPrefix(rest, "NULL"); null {
			h[k], rest = nil, r
			continue
		}
		v, r, ok := quotedText(rest)
		if !ok {
			return nil, wrong
		}
		h[k], rest = &v, r
	}
	return h, nil
}

// quotedText reads "…" from the beginning of s.
func quotedText(s string) (text, rest string, ok bool) {
	if s == "" || s[0] != '"' {
		return "", s, false
	}
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"':
			return b.String(), s[i+1:], true
		case c == '\\' && i+1 < len(s):
			i++
			b.WriteByte(s[i])
		default:
			b.WriteByte(c)
		}
	}
	return "", s, false
}
