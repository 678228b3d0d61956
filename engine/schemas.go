package engine

import (
	"maps"
	"slices"
	"strconv"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/sql"
)

// WithSchemas is e with other names for the schemas of tables: for each name that is
// declared, the one that is written, in statements and schema changes, so that one declaration
// serves many tenants. "" stands for tables that are declared without a schema, and as
// a name for leaving it out. Raw SQL is not changed.
//
// The engine is the same one but for that: its pool, its connections, its cache, in which
// the names are a part of a statement's key; closing one closes both. It is cheap to make,
// for each request if need be. A Conn and a Session over it have its names. What was
// translated before is translated by the new names alone.
func (e *Engine) WithSchemas(names map[string]string) *Engine {
	if !e.made() {
		return e // which says so when it is used
	}
	t := *e
	names = maps.Clone(names)
	t.grammar = compile.WithSchemas(e.dialect.Grammar(), names)
	t.suffix = nil
	for _, from := range slices.Sorted(maps.Keys(names)) {
		t.suffix = strconv.AppendQuote(strconv.AppendQuote(append(t.suffix, 0), from), names[from])
	}
	return &t
}

// SQL is the text of s and its values, as the engine would send them. A parameter
// without a value is a [compile.Unbound].
func (e *Engine) SQL(s sql.Statement) (text string, args []any, err error) {
	if !e.made() {
		return "", nil, errNoEngine
	}
	return compile.Render(e.grammar, filled(sql.StatementOf(s)))
}

// table is t under the schema's name that is written.
func (e *Engine) table(t *sql.TableNode) *sql.TableNode {
	name := compile.SchemaName(e.grammar, t.Schema)
	if name == t.Schema {
		return t
	}
	c := *t
	c.Schema = name
	return &c
}
