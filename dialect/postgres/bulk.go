package postgres

import (
	"strings"

	"github.com/aludel/aludel/sql"
)

// drawKeys asks the column's sequence. It gives nothing when the default is something else than
// the next value of it, when rows go elsewhere (views, rules, partitions, which may have
// triggers of their own), or when a trigger may change or leave out a row. OFFSET 0 keeps the server
// from looking the sequence up again for each key. The keys come as one array: a row for each would
// be most of the work on both sides.
const drawKeys = `SELECT array_agg(nextval(s.seq)), (SELECT array_agg(t.n ORDER BY t.at) FROM (` + copyTypes + `) AS t) FROM (
SELECT k.seq FROM pg_class AS c
JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = :key
LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
CROSS JOIN LATERAL (SELECT CAST(pg_get_serial_sequence(:table, :key) AS regclass) AS seq) AS k
WHERE c.oid = CAST(CAST(:table AS text) AS regclass) AND c.relkind = 'r' AND NOT c.relhasrules AND k.seq IS NOT NULL
AND (a.attidentity != '' OR pg_get_expr(d.adbin, d.adrelid) = 'nextval(' || quote_literal(CAST(k.seq AS text)) || '::regclass)')
AND NOT EXISTS (SELECT 1 FROM pg_trigger AS t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal AND t.tgtype & 1 = 1 AND t.tgtype & 2 = 2 AND t.tgtype & 4 = 4)
OFFSET 0) AS s, generate_series(1, :n)`

// copyTypes gives nothing where COPY is refused, or passes rules over.
const copyTypes = `SELECT CAST(a.atttypid AS bigint) AS n, u.at FROM pg_class AS c
CROSS JOIN unnest(CAST(:names AS text[])) WITH ORDINALITY AS u (name, at)
JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = u.name AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
WHERE c.oid = CAST(CAST(:table AS text) AS regclass) AND c.relkind IN ('r', 'p') AND NOT c.relhasrules AND NOT row_security_active(c.oid)`

// Parsed once.
var (
	drawnKeys   = sql.Text(drawKeys)
	copiedTypes = sql.Text(`SELECT t.n FROM (` + copyTypes + `) AS t ORDER BY t.at`)
)

// DrawKeys takes keys from the column's sequence.
func (d *pg) DrawKeys(t *sql.TableNode, key *sql.ColumnNode, n int, columns []*sql.ColumnNode) sql.Statement {
	return drawnKeys.Bind("table", regclass(t)).Bind("key", key.Name).Bind("n", n).Bind("names", namesOf(columns))
}

// CopyTypes asks the catalogue, for which nobody needs the right to read the table.
func (d *pg) CopyTypes(t *sql.TableNode, columns []*sql.ColumnNode) sql.Statement {
	return copiedTypes.Bind("table", regclass(t)).Bind("names", namesOf(columns))
}

func namesOf(columns []*sql.ColumnNode) []string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Name
	}
	return names
}

// CopyFits: integers are checked against the width that the column has, and texts are
// texts.
func (d *pg) CopyFits(declared, actual uint32) bool {
	integer := func(n uint32) bool { return n == 20 || n == 21 || n == 23 }
	text := func(n uint32) bool { return n == 25 || n == 1043 }
	return integer(declared) && integer(actual) || text(declared) && text(actual)
}

// regclass is the value from which the server takes a table's name apart.
func regclass(t *sql.TableNode) string {
	quote := func(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }
	if t.Schema != "" {
		return quote(t.Schema) + "." + quote(t.Name)
	}
	return quote(t.Name)
}
