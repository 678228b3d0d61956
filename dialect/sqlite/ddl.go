package sqlite

import (
	"strings"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/ddl"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// Traits: everything is inside CREATE TABLE, for there is no ALTER TABLE … ADD CONSTRAINT.
func (grammar) Traits() ddl.Traits { return ddl.Traits{FoldNames: true, CheckedDrop: true} }

// ColumnDefault puts expressions into parentheses, and looks at the texts of decimals: what
// is none, as NaN, would be stored, and never be read again.
func (g grammar) ColumnDefault(c *compile.Compiler, col *schema.ColumnDef, x sql.Node) {
	if b, ok := x.(*sql.BindNode); ok && b.Value.Kind() == driver.String && isDecimal(col.Type.In(g.Name())) && !compile.IsDecimal(c, b.Value.Str()) {
		return
	}
	if compile.RefusedDefault(c, x) {
		return
	}
	if compile.IsValue(x) {
		c.DefaultLiteral(x)
		return
	}
	c.Raw("(")
	c.DefaultLiteral(x)
	c.Raw(")")
}

// ColumnEnd writes the check of an enumeration, and the comment.
func (g grammar) ColumnEnd(c *compile.Compiler, col *schema.ColumnDef, _ bool) {
	if !col.Nullable {
		onConflict(c, col.Table(), notNull, []*schema.ColumnDef{col})
	}
	if col.Type.Kind == sqltype.KindEnum {
		c.Raw(" CHECK (")
		c.Ident(col.Name)
		c.Raw(" IN (")
		for i, v := range col.Type.Values {
			if i > 0 {
				c.Raw(", ")
			}
			g.Quoted(c, v)
		}
		c.Raw("))")
	}
	comment(c, col.Comment)
}

// TableBegin writes the comment.
func (grammar) TableBegin(c *compile.Compiler, t *schema.Table) { comment(c, t.Comment) }

// comment writes a comment of the language: SQLite has no others, and keeps the text
// of CREATE TABLE.
func comment(c *compile.Compiler, s string) {
	switch {
	case s == "":
	case strings.IndexByte(s, 0) >= 0:
		c.Fail(&compile.LiteralError{Dialect: grammar{}.Name(), Reason: "a comment cannot hold a NUL byte"})
	default:
		c.Raw(" /* " + strings.ReplaceAll(s, "*/", "* /") + " */")
	}
}

// ReferencedTable writes the name alone: a foreign key stays in its database.
func (grammar) ReferencedTable(c *compile.Compiler, f *schema.ForeignKey) {
	if f.Target().Schema != f.Table().Schema {
		c.Unsupported("foreign key into another database", "put both tables into one")
		return
	}
	c.Ident(f.Target().Name)
}

// ReferenceEnd refuses MATCH, which SQLite reads and forgets.
func (grammar) ReferenceEnd(c *compile.Compiler, f *schema.ForeignKey) {
	if f.Match != "" && f.Match != "SIMPLE" { // which is what it does without the word
		c.Unsupported("MATCH "+f.Match, "leave out Match")
		return
	}
	if len(f.Only) > 0 {
		c.Unsupported("action of a foreign key on some of its columns", "use OnDelete, or a trigger")
		return
	}
	c.Actions(f)
	c.Deferred(f.Deferrable, f.Initially)
	comment(c, f.Comment)
}

// UniqueEnd refuses DEFERRABLE.
func (grammar) UniqueEnd(c *compile.Compiler, u *schema.Unique) {
	if u.Deferrable {
		c.Unsupported("DEFERRABLE unique constraints", "leave out Deferrable")
	}
	onConflict(c, u.Table(), unique, u.Columns)
	comment(c, u.Comment)
}

// Check writes the comment, too.
func (g grammar) Check(c *compile.Compiler, k *schema.Check) {
	g.ANSI.Check(c, k)
	comment(c, k.Comment)
}

// IndexName writes the schema here, not before the table.
func (grammar) IndexName(c *compile.Compiler, i *schema.Index, name string) {
	c.Qualified(i.Table().Schema, name)
}

// IndexTable writes the table's name alone, and the comment, which is lost at the end.
func (grammar) IndexTable(c *compile.Compiler, i *schema.Index) {
	c.Ident(i.Table().Name)
	comment(c, i.Comment)
}

// IndexItem refuses to place NULLs.
func (g grammar) IndexItem(c *compile.Compiler, i *schema.Index, n sql.Node) {
	if o, ok := n.(*sql.OrderNode); ok && o.Nulls != sql.NullsDefault {
		c.Unsupported("place of NULLs in an index", "leave out NullsFirst and NullsLast")
		return
	}
	g.ANSI.IndexItem(c, i, n)
}

// AlterTable is refused.
func (grammar) AlterTable(c *compile.Compiler) bool {
	c.Unsupported("ALTER TABLE … ADD or DROP CONSTRAINT", "a constraint is made with its table")
	return false
}

// CreateSchema is refused.
func (grammar) CreateSchema(c *compile.Compiler, _ string, _ bool) {
	c.Unsupported("CREATE SCHEMA", "ATTACH a file under the name")
}

// DropSchema is refused.
func (grammar) DropSchema(c *compile.Compiler, _ string, _ bool) {
	c.Unsupported("DROP SCHEMA", "DETACH it")
}

// DeferForeignKeys ends with the transaction: https://www.sqlite.org/pragma.html#pragma_defer_foreign_keys.
func (grammar) DeferForeignKeys(c *compile.Compiler) { c.Raw("PRAGMA defer_foreign_keys = ON") }

// Existing asks for tables and views: foreign keys have no names that matter.
func (grammar) Existing(schemaName string) sql.TextStmt {
	in, temporary, triggers := "IN ('main', 'temp')", " WHEN 'table' THEN CASE schema WHEN 'temp' THEN 'temporary table' ELSE 'table' END", " UNION ALL SELECT 'trigger', name, tbl_name, '' FROM sqlite_schema WHERE type = 'trigger'"
	if schemaName != "" {
		in, temporary, triggers = "= :schema", "", "" // the triggers of another file cannot be asked for by a parameter
	}
	return compile.ExistingText(`SELECT CASE type WHEN 'view' THEN 'view'`+temporary+` ELSE 'table' END, name, '', '' FROM pragma_table_list WHERE schema `+in+triggers, schemaName)
}
