package sqlite

import (
	"encoding/json"
	"math/big"
	"testing"
)

func TestPlainDecimal(t *testing.T) {
	for in, want := range map[string]string{"1": "1", "-1.50": "-1.50", "+1": "1", ".5": "0.5", "5.": "5", "007": "007", "1e3": "1000", "1.25e1": "12.5", "1.25E+4": "12500",
		"12.5e-1": "1.25", "1e-3": "0.001", "0e5": "0", "-1.0e0": "-1.0", "123456789012345678901234567890.123456789": "123456789012345678901234567890.123456789"} {
		if got, ok := plainDecimal(in); !ok || got != want {
			t.Errorf("%s: %s %v", in, got, ok)
		}
	}
	for _, in := range []string{"", "-", ".", "e5", "1e", "1e99999", "1 ", "0x1", "1_0", "Inf", "--1", "+-1", "1.2.3", "١"} {
		if got, ok := plainDecimal(in); ok {
			t.Errorf("%q is %s", in, got)
		}
	}
}

func FuzzDecimal(f *testing.F) {
	for _, s := range []string{"1.5e-3", "-0.10", "+.5e2", "9e9999"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, ok := plainDecimal(s)
		if !ok {
			return
		}
		a, ok1 := new(big.Rat).SetString(s)
		b, ok2 := new(big.Rat).SetString(got)
		if !ok1 || !ok2 || a.Cmp(b) != 0 {
			t.Fatalf("%q became %q", s, got)
		}
		if again, ok := plainDecimal(got); !ok || again != got {
			t.Fatalf("%q became %q", got, again)
		}
	})
}

// What the reader of arrays takes is JSON, and says the same as encoding/json.
func FuzzArrays(f *testing.F) {
	for _, s := range []string{`[1,2]`, `["a","b\n"]`, ` [ "x" , [ null ] ] `, `["\ud800"]`, `[1e5,true]`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r := jsonReader{b: []byte(s)}
		var got []string
		err := r.whole(func() error {
			x, err := r.string()
			got = append(got, x)
			return err
		})
		var want []string
		if jerr := json.Unmarshal([]byte(s), &want); err == nil && jerr != nil {
			t.Fatal(s, jerr)
		} else if err == nil {
			for i := range want {
				if want[i] != got[i] && json.Valid([]byte(s)) && string([]rune(got[i])) == got[i] {
					t.Fatal(s, got, want)
				}
			}
		}
		r = jsonReader{b: []byte(s)}
		if err := r.whole(func() error { _, err := r.value(0); return err }); err == nil && !json.Valid([]byte(s)) {
			t.Fatal(s)
		}
	})
}
