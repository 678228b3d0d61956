package mysql

import (
	"strings"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/ddl"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// Traits: no statement here can be rolled back, so the indexes are made with their table.
func (grammar) Traits() ddl.Traits {
	return ddl.Traits{NullComputed: true, DropsWhole: true, HiddenTemp: true, AlterKeys: true, InlineIndexes: true}
}

// Quoted doubles the backslash too.
func (g grammar) Quoted(c *compile.Compiler, s string) {
	if strings.IndexByte(s, 0) >= 0 {
		c.Fail(&compile.LiteralError{Dialect: g.Name(), Reason: "a text with a NUL byte is not written into DDL"})
		return
	}
	c.Raw(quoted(s))
}

// ColumnDefault puts expressions into parentheses, and values of types that MySQL
// takes only expressions for.
func (g grammar) ColumnDefault(c *compile.Compiler, col *schema.ColumnDef, x sql.Node) {
	refuseCounting(c, "DEFAULT", col.Table(), x)
	if refuseQuery(c, x) {
		return
	}
	if compile.IsValue(x) && !isLarge(col.Type) {
		c.DefaultLiteral(x)
		return
	}
	c.Raw("(")
	c.DefaultLiteral(x)
	c.Raw(")")
}

// ColumnEnd writes AUTO_INCREMENT and the comment.
func (g grammar) ColumnEnd(c *compile.Compiler, col *schema.ColumnDef, generated bool) {
	if generated {
		if !leads(col) {
			c.Unsupported("AUTO_INCREMENT without a key", "make the column the first of the primary key, or give it an index of its own")
			return
		}
		c.Raw(" AUTO_INCREMENT")
	}
	if col.Comment != "" {
		c.Raw(" COMMENT ")
		g.comment(c, col.Comment)
	}
}

// comment refuses characters that the server would keep as question marks.
func (g grammar) comment(c *compile.Compiler, s string) {
	for _, r := range s {
		if r > 0xffff {
			c.Unsupported("comment with "+string(r)+", a character beyond the basic multilingual plane", "write it with other characters")
			return
		}
	}
	g.Quoted(c, s)
}

// leads reports whether the column is the first of a key.
func leads(col *schema.ColumnDef) bool {
	t := col.Table()
	if pk := t.PrimaryKey(); len(pk) > 0 && pk[0] == col {
		return true
	}
	for _, u := range t.AllUniques() {
		if len(u.Columns) > 0 && u.Columns[0] == col {
			return true
		}
	}
	for _, i := range t.AllIndexes() {
		if len(i.Items) > 0 && schema.DefOf(i.Items[0]) == col {
			return true
		}
	}
	return false
}

// KeyColumn refuses texts and bytes without a limit: a key of these needs a length,
// and would not tell values apart that differ behind it.
func (grammar) KeyColumn(c *compile.Compiler, col *schema.ColumnDef, key string) {
	if isLarge(col.Type) {
		c.Unsupported(key+" over "+col.FullName()+", a column without a limit", "give it a size that a key can have, as sqltype.String(n)")
	}
}

// TableEnd writes the comment.
func (g grammar) TableEnd(c *compile.Compiler, t *schema.Table) {
	g.tableOptions(c, t)
	if t.Comment != "" {
		c.Raw(" COMMENT ")
		g.comment(c, t.Comment)
	}
	g.partitions(c, t)
}

// ReferenceEnd refuses what the server would read and forget.
func (g grammar) ReferenceEnd(c *compile.Compiler, f *schema.ForeignKey) {
	switch {
	case f.Match != "" && f.Match != "SIMPLE": // which is what it does without the word
		c.Unsupported("MATCH "+f.Match, "leave out Match")
	case f.Deferrable:
		c.Unsupported("DEFERRABLE foreign keys", "leave out Deferrable and Initially, and write rows in the order of their dependency")
	case f.OnDelete == schema.SetDefault || f.OnUpdate == schema.SetDefault:
		c.Unsupported("SET DEFAULT as the action of a foreign key", "use SET NULL, or do it in a statement of your own")
	case len(f.Only) > 0:
		onlyColumns(c)
	case f.Comment != "":
		c.Unsupported("comments on foreign keys", "put it on the column")
	default:
		c.Actions(f)
	}
}

func onlyColumns(c *compile.Compiler) {
	c.Unsupported("action of a foreign key on some of its columns", "use OnDelete, or a trigger")
}

// refuseQuery refuses a default that is a query; other columns may be a part of it.
func refuseQuery(c *compile.Compiler, x sql.Node) (refused bool) {
	sql.Walk(x, func(n sql.Node) bool {
		if _, query := n.(*sql.SelectNode); query {
			refused = true
			c.Unsupported("DEFAULT that is a query", "give it in the INSERT (DefaultExpr)")
		}
		return !refused
	})
	return refused
}

// UniqueEnd refuses DEFERRABLE and writes the comment.
func (g grammar) UniqueEnd(c *compile.Compiler, u *schema.Unique) {
	if u.Deferrable {
		c.Unsupported("DEFERRABLE unique constraints", "leave out Deferrable")
		return
	}
	g.keyComment(c, u.Comment)
}

// PrimaryKeyEnd refuses DEFERRABLE and writes the comment.
func (g grammar) PrimaryKeyEnd(c *compile.Compiler, t *schema.Table) {
	if t.PKDeferrable {
		c.Unsupported("DEFERRABLE primary keys", "leave out Deferrable and Initially")
		return
	}
	g.keyComment(c, t.PKComment)
}

func (g grammar) keyComment(c *compile.Compiler, s string) {
	if s != "" {
		c.Raw(" COMMENT ")
		g.comment(c, s)
	}
}

// IndexItem takes columns only.
func (g grammar) IndexItem(c *compile.Compiler, i *schema.Index, n sql.Node) {
	x := n
	if o, ok := n.(*sql.OrderNode); ok {
		x = o.X
		if o.Nulls != sql.NullsDefault {
			c.Unsupported("place of NULLs in an index", "leave out NullsFirst and NullsLast")
			return
		}
	}
	if schema.DefOf(x) == nil {
		if g.mysql {
			g.ANSI.IndexItem(c, i, n)
			return
		}
		c.Unsupported("index over an expression", "index a generated column that has the expression")
		return
	}
	if m := strings.ToUpper(i.Method); i.Part(n).Length == 0 && m != "FULLTEXT" && m != "SPATIAL" {
		g.KeyColumn(c, schema.DefOf(x), "index")
	}
	g.ANSI.IndexItem(c, i, n)
}

// IndexWhere is refused.
func (grammar) IndexWhere(c *compile.Compiler, _ *schema.Index) {
	c.Unsupported("partial indexes", "leave out Where: the index then holds all rows; it must not be unique then")
}

// DropIndex names the table too.
func (grammar) DropIndex(c *compile.Compiler, i *schema.Index, name string) {
	c.Ident(name)
	c.Raw(" ON ")
	c.Qualified(i.Table().Schema, i.Table().Name)
}

// DropForeignKey has words of its own.
func (grammar) DropForeignKey(c *compile.Compiler, name string) {
	c.Raw("FOREIGN KEY ")
	c.Ident(name)
}

// DeferForeignKeys is refused.
func (grammar) DeferForeignKeys(c *compile.Compiler) {
	c.Unsupported("DEFERRED foreign keys", "write rows in the order of their dependency")
}

// SetComment is for tables; a column's comment is a part of its definition.
func (g grammar) SetComment(c *compile.Compiler, s ddl.SetComment) {
	if s != (ddl.SetComment{Table: s.Table, Text: s.Text}) {
		g.ANSI.SetComment(c, s)
		return
	}
	c.Raw("ALTER TABLE ")
	c.Qualified(s.Table.Schema, s.Table.Name)
	c.Raw(" COMMENT ")
	g.comment(c, s.Text)
}

func isLarge(d *sqltype.Desc) bool {
	switch d.Kind {
	case sqltype.KindText, sqltype.KindJSON, sqltype.KindJSONB:
		return true
	case sqltype.KindBytes:
		return d.Size == 0
	}
	return false
}

// Existing asks information_schema.
func (grammar) Existing(schemaName string) sql.TextStmt {
	in := "DATABASE()"
	if schemaName != "" {
		in = ":schema"
	}
	return compile.ExistingText(`SELECT CASE WHEN table_type IN ('VIEW', 'SYSTEM VIEW') THEN 'view' WHEN table_type = 'SEQUENCE' THEN 'sequence' ELSE 'table' END, table_name, '', ''
FROM information_schema.tables WHERE table_schema = `+in+`
UNION ALL SELECT 'function', routine_name, '', '' FROM information_schema.routines WHERE routine_schema = `+in+`
UNION ALL SELECT 'trigger', trigger_name, event_object_table, '' FROM information_schema.triggers WHERE trigger_schema = `+in+`
UNION ALL SELECT 'foreign key', constraint_name, table_name, GROUP_CONCAT(column_name ORDER BY ordinal_position SEPARATOR ',')
FROM information_schema.key_column_usage WHERE referenced_table_name IS NOT NULL AND table_schema = `+in+`
GROUP BY constraint_name, table_name`, schemaName)
}
