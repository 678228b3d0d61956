package sql

import (
	"fmt"

	"github.com/aludel/aludel/sqltype"
)

// A HintPlace is where a hint stands.
type HintPlace uint8

// Places of hints.
const (
	HintPrefix    HintPlace = iota // behind SELECT and what belongs to DISTINCT
	HintSuffix                     // behind the whole SELECT
	HintStatement                  // between SELECT and DISTINCT
	HintTable                      // behind a table and its alias
	HintBefore                     // before a table, as ONLY
)

// A Hint is raw SQL for one dialect, or for all, that is no part of an expression.
type Hint struct {
	Place   HintPlace
	Text    string
	Dialect string     // "": all
	Table   *TableNode // of HintTable and HintBefore
	Err     error
}

// Prefix writes raw SQL behind SELECT: SQL_NO_CACHE, HIGH_PRIORITY. On is the name of
// the dialect that it is for ("postgresql", "mysql", "sqlite"), "" for all.
func (s SelectStmt[R]) Prefix(on string, text SQL) SelectStmt[R] {
	return s.hint(Hint{Place: HintPrefix, Dialect: on}, text)
}

// Suffix writes raw SQL at the end of the SELECT, on one dialect or on all ("").
func (s SelectStmt[R]) Suffix(on string, text SQL) SelectStmt[R] {
	return s.hint(Hint{Place: HintSuffix, Dialect: on}, text)
}

// Hint writes an optimizer's hint directly behind SELECT, as in
// Hint("mysql", "/*+ NO_MERGE(t) */"), on one dialect or on all ("").
func (s SelectStmt[R]) Hint(on string, text SQL) SelectStmt[R] {
	return s.hint(Hint{Place: HintStatement, Dialect: on}, text)
}

// TableHint writes raw SQL behind a table in FROM, as in
// TableHint("mysql", t, "USE INDEX (ix_name)"), on one dialect or on all ("").
func (s SelectStmt[R]) TableHint(on string, t Source, text SQL) SelectStmt[R] {
	return s.hint(Hint{Place: HintTable, Dialect: on, Table: SourceOf(t)}, text)
}

// BeforeTable writes raw SQL before a table in FROM, as in
// BeforeTable("postgresql", t, "ONLY"), on one dialect or on all ("").
func (s SelectStmt[R]) BeforeTable(on string, t Source, text SQL) SelectStmt[R] {
	return s.hint(Hint{Place: HintBefore, Dialect: on, Table: SourceOf(t)}, text)
}

// Prefix writes raw SQL behind INSERT, as IGNORE on MySQL or OR REPLACE on SQLite. On is
// the name of the dialect that it is for ("postgresql", "mysql", "sqlite"), "" for all.
// [InsertStmt.OnConflict] says such things on all databases.
func (s InsertStmt) Prefix(on string, text SQL) InsertStmt {
	s.n.Hints = prefixed(s.n.Hints, on, text)
	return s
}

// Prefix writes raw SQL behind UPDATE; see [InsertStmt.Prefix].
func (s UpdateStmt) Prefix(on string, text SQL) UpdateStmt {
	s.n.Hints = prefixed(s.n.Hints, on, text)
	return s
}

// Prefix writes raw SQL behind DELETE; see [InsertStmt.Prefix].
func (s DeleteStmt) Prefix(on string, text SQL) DeleteStmt {
	s.n.Hints = prefixed(s.n.Hints, on, text)
	return s
}

func prefixed(have []Hint, on string, text SQL) []Hint {
	return append(have[:len(have):len(have)], Hint{Place: HintPrefix, Dialect: on, Text: string(text), Err: checkHint(on, string(text))})
}

func (s SelectStmt[R]) hint(h Hint, text SQL) SelectStmt[R] {
	h.Text = string(text)
	h.Err = checkHint(h.Dialect, h.Text)
	m := s.n.more()
	m.Hints = append(m.Hints[:len(m.Hints):len(m.Hints)], h)
	return s
}

// checkHint refuses what would take more of the statement with it than the hint: a quote or a comment
// that does not end, a parenthesis too many, a second statement. It must be so for
// every database. One for what is no dialect's name would be left out everywhere.
func checkHint(on, s string) error {
	if on != "" {
		if err := sqltype.DialectName(on); err != nil {
			return fmt.Errorf("the hint %q: %w", s, err)
		}
	}
	for l := range lexes {
		if err := l.checkHint(s); err != nil {
			return err
		}
	}
	return nil
}

func (l Lexis) checkHint(s string) error {
	depth := 0
	for i := 0; i < len(s); {
		end, kind := l.Token(s, i)
		switch token := s[i:end]; {
		case kind == TokenOpen, kind == TokenComment && end == len(s) && s[i] != '/':
			return fmt.Errorf("the hint %q has a quote or a comment that does not end", s)
		case token == "(":
			depth++
		case token == ")":
			if depth--; depth < 0 {
				return fmt.Errorf("the hint %q closes a parenthesis that it did not open", s)
			}
		case token == ";":
			return fmt.Errorf("the hint %q has a semicolon", s)
		case token == "\x00":
			return fmt.Errorf("the hint %q has a NUL byte", s)
		}
		i = end
	}
	if depth > 0 {
		return fmt.Errorf("the hint %q does not close its parentheses", s)
	}
	return nil
}
