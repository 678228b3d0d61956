package engine_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/aludel/aludel/driver/fake"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

// TestEchoShortensParameters: what is long is shown by its beginning and its end, with how much
// is left out, and what is just short enough is shown whole.
func TestEchoShortensParameters(t *testing.T) {
	numbers := func(n int) (all []sql.Item, shown []string) {
		for i := range n {
			all = append(all, sql.Val(i).As(fmt.Sprint("c", i)))
			shown = append(shown, fmt.Sprint(i))
		}
		return all, shown
	}
	twenty, shownTwenty := numbers(20)
	many, shownMany := numbers(21)
	document := func(n int) json.RawMessage { return json.RawMessage(`"` + strings.Repeat("j", n-2) + `"`) }
	for _, c := range []struct {
		name string
		stmt sql.Statement
		want string
	}{
		{"twenty parameters", sql.Select(twenty...), strings.Join(shownTwenty, ", ")},
		{"one more", sql.Select(many...), strings.Join(shownMany[:10], ", ") + ", … 6 more …, " + strings.Join(shownMany[16:], ", ")},
		{"a text of 120 bytes", sql.Select(sql.Val(strings.Repeat("x", 120))), "'" + strings.Repeat("x", 120) + "'"},
		{"one more", sql.Select(sql.Val("a" + strings.Repeat("x", 119) + "z")), "'a" + strings.Repeat("x", 79) + " … (1 character left out) … " + strings.Repeat("x", 39) + "z'"},
		{"letters of two bytes", sql.Select(sql.Val("a" + strings.Repeat("ä", 60))), "'a" + strings.Repeat("ä", 39) + " … (1 character left out) … " + strings.Repeat("ä", 20) + "'"},
		{"letters of four bytes", sql.Select(sql.Val("a" + strings.Repeat("🍺", 100))), "'a" + strings.Repeat("🍺", 19) + " … (71 characters left out) … " + strings.Repeat("🍺", 10) + "'"},
		{"40 bytes", sql.Select(sql.Val(bytes.Repeat([]byte{0xab}, 40))), "x'" + strings.Repeat("ab", 40) + "'"},
		{"one more", sql.Select(sql.Val(bytes.Repeat([]byte{0xab}, 41))), "x'" + strings.Repeat("ab", 40) + "…' (41 bytes)"},
		{"a document of 120 bytes", sql.Select(sql.Val(document(120))), `"` + strings.Repeat("j", 118) + `"`},
		{"one more", sql.Select(sql.Val(document(121))), `"` + strings.Repeat("j", 79) + " … (1 character left out) … " + strings.Repeat("j", 39) + `"`},
		{"an array", sql.Select(sql.Val([]string{strings.Repeat("x", 198)})), "[" + strings.Repeat("x", 198) + "]"},
		{"one more", sql.Select(sql.Val([]string{strings.Repeat("x", 199)})), "[" + strings.Repeat("x", 132) + " … (2 characters left out) … " + strings.Repeat("x", 65) + "]"},
	} {
		var w bytes.Buffer
		r, err := scripted(t, fake.New(), engine.Echo(&w)).Execute(t.Context(), c.stmt)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
		if !strings.Contains(w.String(), "("+c.want+")") {
			t.Errorf("%s:\n%s\nwant (%s)", c.name, w.String(), c.want)
		}
	}
}
