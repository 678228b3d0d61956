package sqlite

import "strings"

// reserved are the words that SQLite takes as names only in quotes somewhere, and those that
// mean something else without them.
var reserved = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`
		_rowid_ add all alter and as autoincrement between case cast check collate commit constraint create cross
		current current_date current_time current_timestamp default deferrable delete distinct drop else escape except
		exists false foreign from full group having if in index indexed inner insert intersect into is isnull join
		left limit match natural not nothing notnull null oid on or order outer primary raise recursive references
		regexp returning right rowid select set table then to transaction true union unique update using values when
		where window with`) {
		m[w] = true
	}
	return m
}()
