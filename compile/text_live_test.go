package compile_test

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/aludel/aludel/sql"
)

// An item of a select list in raw SQL: what its value is, where it is not that of its
// parameters, which are written as ? here.
type textItem struct{ text, value string }

// textItems are what the databases read in their own ways, each with colons that are no
// parameters.
var textItems = map[string][]textItem{
	"": {
		{text: "?"}, {text: "/* :x ' \" */ ?"}, {text: "? -- :x '\n"}, {text: "--\t:x \"\n ?"}, {text: "(CASE WHEN 1=1 THEN ? END)"}, {text: "(?)"},
		{`'it''s :x /* -- '`, `it's :x /* -- `}, {`''`, ``}, {`':x'`, `:x`}, {`'"'`, `"`}, {"'`'", "`"}, {`'[#$'`, `[#$`}, {"'a\n:x'", "a\n:x"},
	},
	"postgresql": {
		{`'a\'`, `a\`}, {`E'it\'s :x'`, `it's :x`}, {`e'a\\'`, `a\`}, {"E'a'\n'\\':x'", `a':x`}, {"E'a' -- '\n\t'\\\\'", `a\`}, {`$$ :x ' $$`, ` :x ' `},
		{`$a$ $$ :x $b$ $a$`, ` $$ :x $b$ `}, {text: "/* a /* :x */ ' */ ?"}, {`array_to_string((ARRAY['a','b'])[2:2], ',')`, `b`}, {text: "CAST(? AS text)"}, {text: "?::text"},
		{`U&'\0061:x'`, `a:x`}, {`(SELECT "a:x" FROM (SELECT 'q' AS "a:x") t)`, `q`}, {`B'101'::text`, `101`}, {`(5 # 1)::text`, `4`}, {text: "-- :x\r?"},
		{text: `(ARRAY[?,'x'])[1]`},
	},
	"mysql": {
		{`'it\'s :x'`, `it's :x`}, {`'a\\'`, `a\`}, {`"say \":x\""`, `say ":x"`}, {`"it's "":x"`, `it's ":x`}, {"(SELECT `c:x` FROM (SELECT 'q' AS `c:x`) t)", `q`},
		{text: "# :x '\n ?"}, {`concat(5--3)`, `8`}, {text: "concat(1--1, ?)"}, {text: "/* :x /* ' */ ?"}, {`/*! 'a:x' */`, `a:x`}, {`_utf8mb4'x\':y'`, `x':y`}, {`N'\':x'`, `':x`},
		{`'a' 'b\':x'`, `ab':x`}, {`(SELECT "it's" ':x')`, `it's:x`}, {`'$$' '$$'`, `$$$$`}, {text: "(SELECT ? # it's :x\n)"}, {`x'613a78'`, `a:x`},
	},
	"sqlite": {
		{`'a\'`, `a\`}, {`'\'':x'`, `\':x`}, {"(SELECT `c:x` FROM (SELECT 'q' AS `c:x`))", `q`}, {`(SELECT [c:x '] FROM (SELECT 'q' AS [c:x ']))`, `q`}, {`(SELECT "c:x\" FROM (SELECT 'q' AS "c:x\"))`, `q`},
		{text: "/* :x /* ' */ ?"}, {text: "?--:x\n"}, {text: "-- :x\r'\n?"}, {`x'613a78'`, `a:x`},
	},
}

// TestTextReadings puts random items of raw SQL together and executes them: each database
// answers with what was meant, so it reads strings, names and comments where we do.
func TestTextReadings(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for _, s := range servers(t) {
		own := append(textItems[""], textItems[s.d.Name()]...)
		for range 400 {
			var text, want []string
			values := map[string]string{}
			for range 1 + rnd.IntN(6) {
				x := own[rnd.IntN(len(own))]
				if strings.Contains(x.text, "?") {
					name := "p" + strconv.Itoa(rnd.IntN(4))
					x.text = strings.Replace(x.text, "?", ":"+name, 1)
					values[name] = "value of " + name
					switch {
					case strings.HasPrefix(x.text, "concat(1"):
						x.value = "2" + values[name]
					default:
						x.value = values[name]
					}
				}
				text, want = append(text, x.text), append(want, x.value)
			}
			stmt := sql.Text(sql.SQL("SELECT " + strings.Join(text, ", ")))
			for name, v := range values {
				stmt = stmt.Bind(name, v)
			}
			rows, err := s.run(stmt)
			if err != nil {
				t.Fatalf("%s: %v", s.d.Name(), err)
			}
			if got := strings.Join(rows, "\n"); got != strings.Join(want, " | ") {
				t.Fatalf("%s: %s\n got %q\nwant %q", s.d.Name(), strings.Join(text, ", "), got, strings.Join(want, " | "))
			}
		}
	}
}
