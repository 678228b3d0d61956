package compile

import "github.com/aludel/aludel/sql"

// ExistingText is a query with the parameter :schema, which gets its value unless the
// schema is the default one: what a dialect's Existing is made with.
func ExistingText(text, schema string) sql.TextStmt {
	q := sql.Text(sql.SQL(text))
	if schema == "" {
		return q
	}
	return q.Bind("schema", schema)
}
