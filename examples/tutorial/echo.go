package main

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/aludel/aludel/engine"
)

// echo prints each statement as it is sent, with its values. It is what
// engine.Echo does, without times and places, so that the output is always the same.
type echo struct {
	page *page
	on   bool
}

// Before prints a statement, or a step of a transaction.
func (e *echo) Before(_ context.Context, ev *engine.Event) {
	if !e.on {
		return
	}
	switch {
	case ev.Step:
		e.page.item(sqlMargin, "", ev.Op)
		return
	case asksForTables(ev.SQL):
		e.page.item(sqlMargin, grey, "-- asks which tables there are")
		return
	}
	e.page.item(sqlMargin, "", clauses(ev.SQL, width-len(sqlMargin))...)
	if len(ev.Args) > 0 {
		e.page.more(grey, folded("("+strings.Join(ev.Args, ", ")+")", width-len(sqlMargin))...)
	}
}

// asksForTables reports whether a statement is what CreateAll and DropAll ask first:
// long, and different on each database.
func asksForTables(text string) bool {
	for _, catalog := range []string{"pragma_table_list", "pg_catalog.pg_class", "information_schema.tables"} {
		if strings.Contains(text, catalog) {
			return true
		}
	}
	return false
}

// After prints that a statement failed.
func (e *echo) After(ev *engine.Event) {
	if e.on && ev.Err != nil && !ev.Step {
		e.page.more(yellow, "failed")
	}
}

// words before which a long statement is folded first.
var words = []string{"FROM ", "JOIN ", "LEFT OUTER JOIN ", "WHERE ", "GROUP BY ", "ORDER BY ", "LIMIT ", "VALUES ", "RETURNING "}

// clauses folds a statement that is longer than n columns: before its clauses, then
// where there are spaces. A statement that the dialect has broken stays as it is.
func clauses(text string, n int) []string {
	var lines []string
	for l := range strings.Lines(text) {
		if utf8.RuneCountInString(l) > n && !strings.HasPrefix(l, "\t") {
			l = atClauses(l)
		}
		for clause := range strings.Lines(l) {
			lines = append(lines, folded(clause, n)...)
		}
	}
	return lines
}

// atClauses breaks a statement before its own clauses, not before those of the
// queries within it.
func atClauses(text string) string {
	var b strings.Builder
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '(':
			depth++
		case ')':
			depth--
		case ' ':
			rest := text[i+1:]
			if depth == 0 && slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(rest, w) }) &&
				!strings.HasSuffix(text[:i], "OUTER") {
				b.WriteByte('\n')
				continue
			}
		}
		b.WriteByte(text[i])
	}
	return b.String()
}
