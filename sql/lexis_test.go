package sql_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/aludel/aludel/sql"
)

// lexes by their names.
var lexes = map[string]sql.Lexis{"postgresql": sql.LexisPostgreSQL, "mysql": sql.LexisMySQL, "sqlite": sql.LexisSQLite}

// read is a text as a database reads it, its parameters as <name>.
func read(text string, l sql.Lexis) string {
	n := sql.StatementOf(sql.Text(sql.SQL(text))).(*sql.TextNode).For(l)
	if n.Err != nil {
		return "error: " + n.Err.Error()
	}
	var b strings.Builder
	for i, p := range n.Parts {
		b.WriteString(p)
		if i < len(n.Binds) {
			b.WriteString("<" + n.Binds[i].Name + ">")
		}
	}
	return b.String()
}

func TestReadings(t *testing.T) {
	const open = "error: the raw SQL ends inside of a string, a quoted name or a comment that begins with "
	for _, x := range []struct{ text, postgres, mysql, sqlite string }{
		{`a = :a AND b=:b`, `a = <a> AND b=<b>`, "", ""},
		{`:größe`, `<größe>`, "", ""},
		{`x::int, :a::text`, `x::int, <a>::text`, "", ""},
		{`\:a \:\: b \:=`, `:a :: b :=`, "", ""},
		{`@v := 1, f(a := :a)`, `@v := 1, f(a := <a>)`, "", ""},
		{`t[1:2], t[lo:hi], t[f(x):y], t["a":b]`, "t[1:2], t[lo:hi], t[f(x):y], t[\"a\":b]", "", ""},
		{`ARRAY[:a, :b]`, `ARRAY[<a>, <b>]`, `ARRAY[<a>, <b>]`, `ARRAY[:a, :b]`},
		{`{'k':v, "k":v}`, `{'k':v, "k":v}`, "", ""},
		{`12:30 :1 ::: :`, `12:30 :1 ::: :`, "", ""},
		{`'it''s :a' :b`, `'it''s :a' <b>`, "", ""},
		{`'it\'s :a`, `'it\'s <a>`, open + `"'it\\'s :a"`, `'it\'s <a>`},
		{`'a\' :b '`, open + `"'"`, `'a\' :b '`, open + `"'"`},
		{`'a\\' :b`, `'a\\' <b>`, `'a\\' <b>`, `'a\\' <b>`},
		{`E'a\' :b ' :c`, `E'a\' :b ' <c>`, `E'a\' :b ' <c>`, open + `"' :c"`},
		{"E'a'\n'\\' :b' :c", "E'a'\n'\\' :b' <c>", "E'a'\n'\\' :b' <c>", open + `"' :c"`},
		{"E'a' '\\' :b", "E'a' '\\' <b>", open + `"'\\' :b"`, "E'a' '\\' <b>"},
		{"e'a' -- x\r\n -- '\n'\\':b' :c", "e'a' -- x\r\n -- '\n'\\':b' <c>", "e'a' -- x\r\n -- '\n'\\':b' <c>", open + `"' :c"`},
		{`te'a\' :b`, `te'a\' <b>`, open + `"'a\\' :b"`, `te'a\' <b>`},
		{`"a\" :b "`, open + `"\""`, `"a\" :b "`, open + `"\""`},
		{"`a:b` :c", "`a:b` <c>", "`a:b` <c>", "`a:b` <c>"},
		{"`a :b` :c", "`a <b>` <c>", "`a :b` <c>", "`a :b` <c>"},
		{"`a\\` :b", "`a\\` <b>", "`a\\` <b>", "`a\\` <b>"},
		{`[a :b] :c`, `[a <b>] <c>`, `[a <b>] <c>`, `[a :b] <c>`},
		{`$$ :a $$ :b`, `$$ :a $$ <b>`, `$$ <a> $$ <b>`, `$$ <a> $$ <b>`},
		{`$x$ $$ :a $y$ $x$ :b`, `$x$ $$ :a $y$ $x$ <b>`, `$x$ $$ <a> $y$ $x$ <b>`, `$x$ $$ <a> $y$ $x$ <b>`},
		{`a$$ :b`, `a$$ <b>`, "", ""},
		{`$1 :b $2`, `$1 <b> $2`, "", ""},
		{`:a -- :b`, `<a> -- :b`, "", ""},
		{"5--:a", "5--:a", "5--<a>", "5--:a"},
		{":a --\t:b\r:c\n:d", "<a> --\t:b\r<c>\n<d>", "<a> --\t:b\r:c\n<d>", "<a> --\t:b\r:c\n<d>"},
		{":a # :b\n:c", "<a> # <b>\n<c>", "<a> # :b\n<c>", "<a> # <b>\n<c>"},
		{`/* :a /* :b */ :c */ :d`, `/* :a /* :b */ :c */ <d>`, `/* :a /* :b */ <c> */ <d>`, `/* :a /* :b */ <c> */ <d>`},
		{`/*! 'x */ :a' */`, open + `"' */"`, `/*! 'x */ :a' */`, open + `"' */"`},
		{`/*!50000 :a */ :b`, `/*!50000 :a */ <b>`, "error: the parameter :a stands in a comment that only some versions execute: write the text without the comment", `/*!50000 :a */ <b>`},
		{`/*M!100100 x */ :b`, `/*M!100100 x */ <b>`, "", ""},
		{`/*+ hint(:a) */ :b`, `/*+ hint(:a) */ <b>`, "", ""},
		{`/*/ :a */`, `/*/ :a */`, "", ""},
		{`/* :a`, open + `"/* :a"`, "", ""},
		{`'`, open + `"'"`, "", ""},
		{`x'00' N'a' _utf8'\':a'`, open + `"'"`, `x'00' N'a' _utf8'\':a'`, open + `"'"`},
		{`1e'a\':b'`, open + `"'"`, `1e'a\':b'`, open + `"'"`},
	} {
		for name, want := range map[string]string{"postgresql": x.postgres, "mysql": x.mysql, "sqlite": x.sqlite} {
			if want == "" {
				want = x.postgres
			}
			if x.text[0] == 'x' || x.text[0] == '1' && x.text[1] == 'e' { // what is told is where the text is open
				want = strings.TrimSuffix(want, `"'"`)
			}
			if got := read(x.text, lexes[name]); got != want && !(strings.HasSuffix(want, "with ") && strings.HasPrefix(got, want)) {
				t.Errorf("%s on %s:\n got %s\nwant %s", x.text, name, got, want)
			}
		}
	}
}

// TestTextValueElsewhere: a value for what is a parameter of other databases only is not
// dropped without a word.
func TestTextValueElsewhere(t *testing.T) {
	n := sql.StatementOf(sql.Text(`SELECT 'a\' AS x, :b /* ' */`).Bind("b", 1)).(*sql.TextNode)
	for name, l := range lexes {
		err := n.For(l).Err
		if wants := l == sql.LexisMySQL; (err != nil) != wants {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := sql.StatementOf(sql.Text(`SELECT 'a\' AS x, :b /* ' */`).Bind("c", 1)).(*sql.TextNode).Err; err == nil {
		t.Error("no database has :c")
	}
}

// FuzzText reads any text: every byte is in one token, and with placeholders for its
// parameters a text has the tokens that it had.
func FuzzText(f *testing.F) {
	for _, s := range []string{"", `SELECT :a, ':b' /* :c /* */ :d */ -- :e`, `E'\':a' :b`, "`:a` [:b] \"\\\" :c", `$x$ :a $$ $x$`, "--:a\n# :b\n:c", `/*!40100 :a */`, `a::b \:c :=:d t[1:2]`, "'\xff:a\\"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for name, l := range lexes {
			tokens := func(s string) (out []string) {
				for i := 0; i < len(s); {
					end, kind := l.Token(s, i)
					if end <= i || end > len(s) {
						t.Fatalf("%s: the token at %d of %q ends at %d", name, i, s, end)
					}
					token := s[i:end]
					if kind == sql.TokenParam {
						out = append(out, "(", "?", ")")
					} else {
						out = append(out, token)
					}
					i = end
				}
				return out
			}
			n := sql.StatementOf(sql.Text(sql.SQL(s))).(*sql.TextNode).For(l)
			if len(n.Parts) != len(n.Binds)+1 {
				t.Fatalf("%s: %q has %d parts and %d parameters", name, s, len(n.Parts), len(n.Binds))
			}
			rendered := strings.Join(n.Parts, "(?)")
			if strings.Contains(s, `\:`) { // an escaped colon may stand beside anything
				continue
			}
			if got, want := tokens(rendered), tokens(s); n.Err == nil && !slices.Equal(got, want) {
				t.Errorf("%s: %q becomes %q:\n got %q\nwant %q", name, s, rendered, got, want)
			}
		}
	})
}
