package postgres

import (
	"strings"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/ddl"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// maxLabel is the longest label of an enumeration, in bytes.
const maxLabel = 63

func (grammar) Traits() ddl.Traits {
	return ddl.Traits{Domains: true, AlterKeys: true, EnumTypes: true, CommentOn: true}
}

func (g grammar) Quoted(c *compile.Compiler, s string) {
	if strings.IndexByte(s, 0) >= 0 {
		c.Fail(&compile.LiteralError{Dialect: g.Name(), Reason: "a text with a NUL byte cannot be stored"})
		return
	}
	c.Raw(quoted(s))
}

// ReferenceEnd refuses MATCH PARTIAL, which the server does not have.
func (grammar) ReferenceEnd(c *compile.Compiler, f *schema.ForeignKey) {
	if f.Match == "PARTIAL" {
		c.Unsupported("MATCH PARTIAL", "MATCH FULL refuses keys that are NULL in part; MATCH SIMPLE lets them refer to nothing")
		return
	}
	compile.ANSI{}.ReferenceEnd(c, f)
}

func (g grammar) CreateEnum(c *compile.Compiler, d *sqltype.Desc) {
	c.Raw("CREATE TYPE ")
	c.Qualified(d.Schema, d.Name)
	c.Raw(" AS ENUM (")
	for i, v := range d.Values {
		if len(v) > maxLabel {
			c.Unsupported("label of an enumeration with more than 63 bytes", "shorten "+v)
			return
		}
		if i > 0 {
			c.Raw(", ")
		}
		g.Quoted(c, v)
	}
	c.Raw(")")
}

func (grammar) DropEnum(c *compile.Compiler, d *sqltype.Desc, ifExists bool) {
	c.Raw("DROP TYPE ")
	if ifExists {
		c.Raw("IF EXISTS ")
	}
	c.Qualified(d.Schema, d.Name)
}

// SetComment is https://www.postgresql.org/docs/current/sql-comment.html.
func (g grammar) SetComment(c *compile.Compiler, s ddl.SetComment) {
	traits := compile.TraitsOf(g)
	constraint := func(name string, err error) {
		if err == nil && name == "" {
			err = &compile.UnsupportedError{Dialect: g.Name(), Construct: "comments on constraints without a name", Hint: "give it one"}
		}
		if err != nil {
			c.Fail(err)
		}
		c.Raw("CONSTRAINT ")
		c.Ident(name)
		c.Raw(" ON ")
		c.Qualified(s.Table.Schema, s.Table.Name)
	}
	c.Raw("COMMENT ON ")
	switch {
	case s.ForeignKey != nil:
		constraint(traits.AlteredKeyName(s.ForeignKey))
	case s.Unique != nil:
		constraint(traits.UniqueName(s.Unique))
	case s.Check != nil:
		constraint(traits.CheckName(s.Check))
	case s.Exclude != nil:
		constraint(traits.ExcludeName(s.Exclude))
	case s.PrimaryKey:
		constraint(traits.PrimaryKeyName(s.Table))
	case s.Index != nil:
		name, err := traits.IndexName(s.Index)
		if err != nil {
			c.Fail(err)
		}
		c.Raw("INDEX ")
		c.Qualified(s.Table.Schema, name)
	case s.Column != nil:
		c.Raw("COLUMN ")
		c.Qualified(s.Table.Schema, s.Table.Name)
		c.Raw(".")
		c.Ident(s.Column.Name)
	default:
		c.Raw("TABLE ")
		c.Qualified(s.Table.Schema, s.Table.Name)
	}
	c.Raw(" IS ")
	if s.Text == "" {
		c.Raw("NULL")
		return
	}
	g.Quoted(c, s.Text)
}

// Existing asks the catalogue. Without a schema it is about what an unqualified name
// finds, as search_path has it.
func (grammar) Existing(schemaName string) sql.TextStmt {
	visible := map[string]string{"table": "pg_table_is_visible(c.oid)", "type": "pg_type_is_visible(t.oid)", "function": "n.nspname = ANY (current_schemas(false))"}
	if schemaName != "" {
		visible["table"], visible["type"], visible["function"] = "n.nspname = :schema", "n.nspname = :schema", "n.nspname = :schema"
	}
	text := `SELECT CASE WHEN c.relkind NOT IN ('v', 'm') AND c.relpersistence = 't' THEN 'temporary table' WHEN c.relkind IN ('r', 'p', 'f') THEN 'table' ELSE 'view' END, c.relname::TEXT, '', ''
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND n.nspname != 'pg_catalog' AND ` + visible["table"] + `
UNION ALL SELECT 'enum', t.typname::TEXT, '', ''
FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
WHERE t.typtype = 'e' AND ` + visible["type"] + `
UNION ALL SELECT 'sequence', c.relname::TEXT, '', ''
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'S' AND ` + visible["table"] + `
UNION ALL SELECT 'domain', t.typname::TEXT, '', ''
FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype = 'd' AND ` + visible["type"] + `
UNION ALL SELECT 'function', p.proname::TEXT, '', ''
FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace WHERE ` + visible["function"] + `
UNION ALL SELECT 'trigger', g.tgname::TEXT, c.relname::TEXT, ''
FROM pg_catalog.pg_trigger g JOIN pg_catalog.pg_class c ON c.oid = g.tgrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE NOT g.tgisinternal AND ` + visible["table"] + `
UNION ALL SELECT 'foreign key', k.conname::TEXT, c.relname::TEXT, (SELECT string_agg(a.attname::TEXT, ',' ORDER BY o.at)
FROM unnest(k.conkey) WITH ORDINALITY AS o (number, at) JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = o.number)
FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class c ON c.oid = k.conrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE k.contype = 'f' AND ` + visible["table"]
	return compile.ExistingText(text, schemaName)
}
