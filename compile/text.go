package compile

import (
	"strings"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/sql"
)

// textStatement writes a statement in raw SQL.
func (c *Compiler) textStatement(n *sql.TextNode) {
	n = n.For(c.g.Lexis())
	if n.Err != nil {
		c.Fail(n.Err)
		return
	}
	c.text(n)
	c.classify(n)
	if len(n.Cols) == 0 {
		return
	}
	c.out.Columns = spread(n.Cols)
	c.out.Names = c.names(c.out.Columns)
	c.out.Nullable = make([]bool, len(c.out.Columns))
	for i, col := range c.out.Columns {
		c.out.Nullable[i] = sql.MayBeNull(col, nil)
	}
}

// classify says what a text does, by its words.
func (c *Compiler) classify(n *sql.TextNode) {
	words := c.wordsOf(n)
	c.out.Verb = verbOf(words)
	if len(words) > 0 {
		switch words[0].text {
		case "CREATE", "ALTER", "DROP", "RENAME", "TRUNCATE", "GRANT", "REVOKE", "COMMENT", "REINDEX":
			c.out.Schema = true
		}
	}
	c.touches(n)
	if c.out.Verb != driver.Query && c.out.Verb != driver.Write {
		c.out.Session = true
	}
}

// A word of a raw text, in capitals; call: a parenthesis follows.
type word struct {
	text string
	call bool
}

// wordsOf are the words of a raw text outside of quotes and comments, and the
// signs := and @ of session variables.
func (c *Compiler) wordsOf(n *sql.TextNode) (words []word) {
	l := c.g.Lexis()
	s := strings.Join(n.For(l).Parts, "?")
	for i := 0; i < len(s); {
		end, kind := l.Token(s, i)
		token := s[i:end]
		switch {
		case kind == sql.TokenWord:
			k := end
			for k < len(s) && strings.IndexByte(" \t\r\n\f", s[k]) >= 0 {
				k++
			}
			words = append(words, word{strings.ToUpper(token), k < len(s) && s[k] == '('})
		case kind == sql.TokenSign && (token == "@" || token == ":="):
			words = append(words, word{text: "@"})
		}
		i = end
	}
	return words
}

// verbOf says what a raw text does. What writes must not be taken for a reader.
func verbOf(words []word) driver.Verb {
	if len(words) == 0 {
		return driver.Utility
	}
	has := func(ws ...string) bool {
		for _, w := range words[1:] {
			for _, x := range ws {
				if w.text == x && !w.call {
					return true
				}
			}
		}
		return false
	}
	switch words[0].text {
	case "SELECT", "VALUES", "TABLE", "SHOW", "DESCRIBE", "DESC":
		if has("INTO") { // SELECT … INTO makes a table
			return driver.Write
		}
		return driver.Query
	case "WITH", "EXPLAIN":
		if has("INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE") && !onlyLocks(words) {
			return driver.Write
		}
		return driver.Query
	case "INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE", "CALL", "DO", "EXECUTE", "TRUNCATE", "COPY", "LOAD":
		return driver.Write
	case "BEGIN":
		if len(words) > 1 && words[1].text == "NOT" { // BEGIN NOT ATOMIC … END, statements in one
			return driver.Write
		}
		return driver.Begin
	case "START":
		if has("TRANSACTION") {
			return driver.Begin
		}
	case "COMMIT", "END":
		return driver.Commit
	case "ROLLBACK", "ABORT":
		if !has("TO") {
			return driver.Rollback
		}
	}
	return driver.Utility
}

// onlyLocks reports whether the only word of writing is that of FOR UPDATE.
func onlyLocks(words []word) bool {
	for i, w := range words {
		switch w.text {
		case "INSERT", "DELETE", "MERGE", "REPLACE":
			return false
		case "UPDATE":
			if words[i-1].text != "FOR" && words[i-1].text != "KEY" {
				return false
			}
		}
	}
	return true
}

// touches notes when raw SQL may leave something behind in the session.
func (c *Compiler) touches(n *sql.TextNode) {
	words := c.wordsOf(n)
	for _, w := range words {
		switch {
		case w.text == "@" || w.text == "TEMP" || w.text == "TEMPORARY" || w.text == "CALL" || w.text == "DO" || w.text == "EXECUTE" || w.text == "INTO" && !insertInto(words):
			c.out.Session = true
		case w.call && !harmless[strings.ToLower(w.text)]:
			c.out.Session = true
		}
	}
}

func insertInto(ws []word) bool {
	for i, w := range ws {
		if w.text == "INTO" && (i == 0 || ws[i-1].text != "INSERT" && ws[i-1].text != "REPLACE" && ws[i-1].text != "MERGE" && ws[i-1].text != "IGNORE" && ws[i-1].text != "OR") {
			return false
		}
	}
	return true
}

// harmless are the words before a parenthesis that leave nothing behind in a
// session. Any other function might: it may set a variable or take a lock.
var harmless = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`
		in values exists and or not on as any all some when then else case from join select where having by with into union
		except intersect using set limit offset over filter within between like array row returning conflict distinct lateral is
		int integer numeric decimal varchar char float timestamp time
		abs acos age array_agg array_append array_length array_to_string asin ascii atan atan2 avg bit_length bool_and bool_or btrim
		cardinality cast ceil ceiling char char_length character_length chr coalesce concat concat_ws convert cos count cume_dist
		curdate current_date current_time current_timestamp curtime date date_add date_format date_part date_sub date_trunc datediff
		datetime dayofmonth dense_rank div encode decode every exp extract field first_value floor format from_unixtime generate_series
		get_bit greatest group_concat hex hour if ifnull iif instr isnull
		json_agg json_array json_array_length json_build_array json_build_object json_each json_extract json_group_array
		json_group_object json_object json_object_agg json_tree json_type json_unquote json_valid jsonb_agg jsonb_array_elements
		jsonb_build_array jsonb_build_object jsonb_each jsonb_object_agg jsonb_set julianday
		lag last_value lcase lead least left length ln locate log log10 log2 lower lpad ltrim make_date make_interval
		make_timestamp max md5 mid min minute mod month now nth_value ntile nullif octet_length percent_rank pi position pow power
		printf quarter quote radians random rand rank regexp_match regexp_matches regexp_replace repeat replace reverse right round
		row_number row_to_json rpad rtrim second sha256 sign sin split_part sqrt starts_with stddev str_to_date strftime string_agg strpos
		substr substring sum tan time timestampdiff to_char to_date to_json to_jsonb to_number to_timestamp total translate trim trunc truncate typeof
		ucase unhex unicode unixepoch unnest upper utc_timestamp uuid gen_random_uuid var_pop var_samp variance week weekday width_bucket year zeroblob`) {
		m[w] = true
	}
	return m
}()
