package corpus

import "github.com/aludel/aludel/sql"

// A Has says how a database has a capability.
type Has byte

// Ways.
const (
	Supports Has = 's' // by its own words
	Emulates Has = 'e' // written with other words that mean the same
	Refuses  Has = 'n' // an UnsupportedError, before anything is sent
)

// A Capability is something that not every database has, shown by a case of this corpus.
type Capability struct {
	Name string
	Case string // topic/name
	Word string // what the text has where a database has it by its own words
	// On PostgreSQL 15, MariaDB 10.11 and SQLite.
	Postgres, MariaDB, SQLite Has
}

// Statement is the case's.
func (c Capability) Statement() sql.Statement {
	for _, x := range All() {
		if x.Name == c.Case {
			return x.Stmt
		}
	}
	return nil
}

// Capabilities are all of them, by topic.
func Capabilities() []Capability {
	const s, e, n = Supports, Emulates, Refuses
	return []Capability{
		{"INSERT … RETURNING", "insert/returning", "RETURNING", s, s, s},
		{"UPDATE … RETURNING", "update/returning", "RETURNING", s, n, s},
		{"DELETE … RETURNING", "delete/returning", "RETURNING", s, s, s},
		{"DELETE with other tables and RETURNING", "dml/delete using returning", "USING", s, e, e},
		{"DEFAULT as a value", "insert/default", "DEFAULT", s, s, n},
		{"a row of defaults", "insert/default values", "DEFAULT VALUES", s, e, s},
		{"upsert", "upsert/do update", "ON CONFLICT", s, e, s},
		{"upsert that does nothing", "upsert/do nothing", "DO NOTHING", s, e, s},
		{"upsert that does nothing, with RETURNING", "upsert/do nothing returning", "RETURNING", s, n, s},
		{"upsert on a partial index", "upsert/partial index", "WHERE", s, n, s},
		{"upsert on a constraint by name", "dml/conflict constraint", "ON CONSTRAINT", s, n, n},
		{"upsert with a condition", "dml/conflict if", "WHERE", s, e, s},
		{"upsert from a SELECT", "upsert/from select", "ON CONFLICT", s, e, s},
		{"MERGE", "dml/merge", "MERGE", s, n, n},
		{"UPDATE that exchanges columns", "update/exchange", "SET", s, n, s},
		{"UPDATE with other tables", "dml/update from", "FROM", s, e, s},
		{"UPDATE of several columns from one query", "dml/update tuple", ") = (SELECT", s, n, s},
		{"UPDATE with ORDER BY and LIMIT", "dml/update limit", "LIMIT", n, s, n},
		{"DELETE with other tables", "dml/delete using", "USING", s, e, e},
		{"DELETE with ORDER BY and LIMIT", "dml/delete limit", "LIMIT", n, s, n},
		{"WITH before INSERT", "common/in insert", "WITH", s, s, s},
		{"WITH before UPDATE", "common/in update", "WITH", s, s, s},
		{"WITH before DELETE", "common/in delete", "WITH", s, s, s},
		{"recursive CTEs", "cte/recursive", "RECURSIVE", s, s, s},
		{"MATERIALIZED", "common/materialized", "MATERIALIZED", s, n, s},
		{"CTEs that write", "common/writing", "DELETE", s, n, n},
		{"LATERAL", "from/lateral join", "LATERAL", s, n, n},
		{"FULL JOIN", "joins/full", "FULL", s, n, s},
		{"functions in FROM", "tables/series", "generate_series", s, n, s},
		{"WITH ORDINALITY", "tables/ordinality", "WITH ORDINALITY", s, n, n},
		{"TABLESAMPLE", "tables/sample", "TABLESAMPLE", s, n, n},
		{"VALUES as a table", "tables/values", "VALUES", s, e, e},
		{"DISTINCT ON", "rows/distinct on", "DISTINCT ON", s, n, n},
		{"FILTER of an aggregate", "functions/filter", "FILTER", s, e, s},
		{"WITHIN GROUP", "aggregates/hypothetical rank", "WITHIN GROUP", s, n, n},
		{"median and percentiles", "aggregates/median", "WITHIN GROUP", s, n, e},
		{"ROLLUP", "aggregates/rollup", "ROLLUP", s, s, n},
		{"CUBE", "aggregates/cube", "CUBE", s, n, n},
		{"GROUPING SETS", "aggregates/grouping sets", "GROUPING SETS", s, n, n},
		{"windows", "windows/rows around", "ROWS BETWEEN", s, s, s},
		{"windows by GROUPS", "windows/groups", "GROUPS", s, n, s},
		{"EXCLUDE in a window", "windows/exclude row", "EXCLUDE", s, n, s},
		{"named windows", "windows/named", "WINDOW", s, s, s},
		{"INTERSECT and EXCEPT", "sets/mixed", "EXCEPT", s, s, s},
		{"INTERSECT ALL", "members/intersect all", "INTERSECT ALL", s, s, n},
		{"EXCEPT ALL", "members/except all", "EXCEPT ALL", s, s, n},
		{"members of a set operation with their own LIMIT", "sets/member with limit", "UNION ALL (SELECT", s, s, e},
		{"NULLS FIRST", "select/order by nulls first", "NULLS FIRST", s, e, s},
		{"an expression as LIMIT", "rows/limit expression", "LIMIT", s, n, s},
		{"WITH TIES", "rows/ties", "WITH TIES", s, s, n},
		{"a limit in percent", "rows/percent", "PERCENT", n, n, n},
		{"FOR UPDATE", "select/for update", "FOR UPDATE", s, s, n},
		{"FOR SHARE", "select/for share", "FOR SHARE", s, e, n},
		{"NOWAIT", "select/for update nowait", "NOWAIT", s, s, n},
		{"SKIP LOCKED", "select/for share skip locked", "SKIP LOCKED", s, s, n},
		{"locks of some tables", "rows/lock of", " OF ", s, n, n},
		{"locks of keys", "rows/key share", "FOR KEY SHARE", s, n, n},
		{"tuples in IN", "comparisons/tuple in", "IN ((", s, s, e},
		{"tuples compared", "comparisons/tuple gt", ") > (", s, s, s},
		{"ANY of a query", "comparisons/gt all", "ALL (", s, s, n},
		{"BETWEEN SYMMETRIC", "comparisons/between symmetric", "SYMMETRIC", e, e, e},
		{"IS DISTINCT FROM", "where/distinct from", "IS DISTINCT FROM", s, e, e},
		{"truth values as literals", "where/true and", "", s, s, s},
		{"concatenation", "operators/concat", "||", s, e, s},
		{"ILIKE", "where/ilike", "ILIKE", s, e, e},
		{"TRY_CAST", "functions/try cast", "TRY_CAST", n, n, n},
		{"regular expressions", "comparisons/matches", "REGEXP", e, s, s},
		{"replacing by regular expressions", "comparisons/replace matches", "regexp_replace", s, s, s},
		{"true division of integers", "operators/ratio", "/", s, s, s},
		{"arrays", "arrays/index", "[", s, n, n},
		{"ranges", "ranges/overlaps", "&&", s, n, n},
		{"HSTORE", "ranges/hstore", "->", s, n, n},
		{"JSON paths", "documents/paths", "", s, s, s},
		{"elements of JSON arrays as a table", "documents/elements", "", s, s, s},
		{"members of JSON objects as a table", "documents/members", "", s, s, s},
		{"types that put SQL around their values", "wrapped/where", "upper(", s, s, s},
		{"a window in a correlated query behind IN", "windows/in a correlated query behind in", "OVER", s, n, s},
		{"JSON that holds JSON", "documents/contains", "", s, s, n},
		{"JSON path queries", "documents/match", "jsonb_path_exists", s, n, n},
		{"full-text search", "arrays/full text", "", s, s, s},
		{"full-text search by vectors", "arrays/text search", "@@", s, n, n},
	}
}
