package answers

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/big"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/aludel/aludel/sqltype"
)

// ordered reports whether the whole of a recorded text is sorted.
func ordered(text string) bool {
	depth, last := 0, ""
	for i, c := range text {
		switch c {
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth == 0 && strings.HasPrefix(text[i:], "ORDER BY") {
			last = text[i:]
		}
	}
	return last != ""
}

// compareRows says how our rows differ from the recorded ones; "" if they do not.
func compareRows(got, want [][]any, sorted bool) string {
	if len(got) != len(want) {
		return fmt.Sprintf("%d rows, want %d", len(got), len(want))
	}
	g, w := shownRows(got), shownRows(want)
	if !sorted {
		slices.Sort(g)
		slices.Sort(w)
	}
	for i := range g {
		if g[i] != w[i] {
			return fmt.Sprintf("rows\n\t%s\nwant\n\t%s", strings.Join(g, "\n\t"), strings.Join(w, "\n\t"))
		}
	}
	return ""
}

func shownRows(rows [][]any) []string {
	out := make([]string, len(rows))
	for i, r := range rows {
		cells := make([]string, len(r))
		for j, v := range r {
			cells[j] = shown(v)
		}
		out[i] = strings.Join(cells, " | ")
	}
	return out
}

// shown is a value, recorded or ours, in one notation that tells kinds apart: a number
// is not a text, a day is not a time.
func shown(v any) string {
	switch v := v.(type) {
	case nil:
		return "NULL"
	case bool, string:
		if s, ok := v.(string); ok {
			if r, ok := number(s); ok { // a decimal is a text in Go
				return "number " + r
			}
		}
		return fmt.Sprintf("%T %v", v, v)
	case int64, int, int16, int32, float32, float64:
		r, _ := number(fmt.Sprint(v))
		return "number " + r
	case json.Number:
		r, _ := number(v.String())
		return "number " + r
	case time.Time:
		if v.Equal(v.Truncate(24 * time.Hour)) {
			return "day " + v.Format("2006-01-02")
		}
		return "time " + v.UTC().Format("2006-01-02T15:04:05.999999")
	case time.Duration:
		return "duration " + v.String()
	case json.RawMessage:
		var doc any
		if err := json.Unmarshal(v, &doc); err != nil {
			return err.Error()
		}
		if m, ok := doc.(map[string]any); ok {
			return shownDocument(m)
		}
		return shown(doc)
	case sqltype.HStore:
		doc := map[string]any{}
		for k, p := range v {
			if doc[k] = nil; p != nil {
				doc[k] = *p
			}
		}
		return shownDocument(doc)
	case []byte:
		return "bytes " + base64.StdEncoding.EncodeToString(v)
	case [16]byte:
		return fmt.Sprintf("uuid %x", v[:])
	case map[string]any:
		return tagged(v)
	case []any:
		return "list [" + strings.Join(shownRows([][]any{v}), "") + "]"
	}
	if rv := reflect.ValueOf(v); rv.Kind() == reflect.Slice {
		out := make([]any, rv.Len())
		for i := range out {
			out[i] = rv.Index(i).Interface()
		}
		return shown(out)
	}
	return fmt.Sprintf("%T %v", v, v)
}

// tagged is a recorded value of a kind that JSON does not have, or a document of ours.
func tagged(m map[string]any) string {
	if len(m) == 1 {
		for kind, v := range m {
			s, _ := v.(string)
			switch kind {
			case "decimal":
				return shown(s)
			case "date":
				return "day " + s
			case "datetime":
				t, err := time.Parse("2006-01-02T15:04:05.999999999Z07:00", s)
				if err != nil {
					t, err = time.Parse("2006-01-02T15:04:05.999999999", s)
				}
				if err != nil {
					return "unreadable " + s
				}
				return shown(t)
			case "dict":
				return shownDocument(v)
			}
		}
	}
	return shownDocument(m)
}

// shownDocument is a JSON document; in recorded ones a mapping is {"dict": …}.
func shownDocument(v any) string {
	text, err := json.Marshal(unwrapped(v))
	if err != nil {
		return err.Error()
	}
	return "document " + string(text)
}

func unwrapped(v any) any {
	switch v := v.(type) {
	case map[string]any:
		if d, ok := v["dict"]; ok && len(v) == 1 {
			return unwrapped(d)
		}
		out := map[string]any{}
		for k, x := range v {
			out[k] = unwrapped(x)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, x := range v {
			out[i] = unwrapped(x)
		}
		return out
	}
	return v
}

// number is a number in a form of its own: 20.00 and 20 are the same.
func number(s string) (string, bool) {
	if s == "" || strings.ContainsAny(s, "/_xXoObB") {
		return "", false
	}
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return "", false
	}
	f, _ := r.Float64()
	return fmt.Sprintf("%.10g", f), true
}
