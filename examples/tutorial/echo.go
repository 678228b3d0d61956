package main

import (
	"context"
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
	if ev.Step {
		e.page.line(sqlMargin, "", ev.Op)
		return
	}
	if asksForTables(ev.SQL) {
		e.page.line(sqlMargin, grey, "-- asks which tables there are")
		return
	}
	for _, l := range clauses(ev.SQL, width-len(sqlMargin)) {
		e.page.line(sqlMargin, "", l)
	}
	if len(ev.Args) > 0 {
		for _, l := range fold("  ("+strings.Join(ev.Args, ", ")+")", width-len(sqlMargin)) {
			e.page.line(sqlMargin, grey, l)
		}
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
		e.page.line(sqlMargin, yellow, "  failed")
	}
}

// words before which a long statement is folded first.
var words = []string{" FROM ", " JOIN ", " LEFT OUTER JOIN ", " WHERE ", " GROUP BY ", " ORDER BY ", " VALUES ", " RETURNING ", " ON CONFLICT "}

// clauses folds a statement that is longer than n columns: before its clauses, then
// where there are spaces. A line that the dialect has broken stays as it is.
func clauses(text string, n int) []string {
	var lines []string
	for l := range strings.Lines(text) {
		l = strings.ReplaceAll(strings.TrimRight(l, "\n"), "\t", "    ")
		if utf8.RuneCountInString(l) <= n {
			lines = append(lines, l)
			continue
		}
		for _, w := range words {
			l = strings.ReplaceAll(l, w, "\n"+w[1:])
		}
		for clause := range strings.Lines(strings.ReplaceAll(l, "LEFT OUTER\nJOIN", "LEFT OUTER JOIN")) {
			folded := fold(strings.TrimRight(clause, "\n"), n-2)
			for i := range folded[1:] {
				folded[i+1] = "  " + folded[i+1]
			}
			lines = append(lines, folded...)
		}
	}
	return lines
}
