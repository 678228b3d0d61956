package compile

import (
	"strings"

	"github.com/aludel/aludel/ddl"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// Quoted writes the text in quotes, which are doubled inside.
func (ANSI) Quoted(c *Compiler, s string) {
	if strings.IndexByte(s, 0) >= 0 {
		c.failf("the text %q holds a NUL, which no text of a schema can", s)
		return
	}
	c.Raw("'" + strings.ReplaceAll(s, "'", "''") + "'")
}

// ColumnDefault writes a value as a literal, a call as it is, and anything else in
// parentheses.
func (ANSI) ColumnDefault(c *Compiler, _ *schema.ColumnDef, x sql.Node) {
	if RefusedDefault(c, x) {
		return
	}
	if _, call := x.(*sql.CallNode); call || IsValue(x) {
		c.DefaultLiteral(x)
		return
	}
	c.parens(func() { c.DefaultLiteral(x) })
}

// RefusedDefault refuses a default that reads another column or a table.
func RefusedDefault(c *Compiler, x sql.Node) (refused bool) {
	sql.Walk(x, func(n sql.Node) bool {
		switch n := n.(type) {
		case *sql.ColumnNode:
			refused = true
			c.Unsupported("DEFAULT made of another column ("+n.Name+")", "compute the column (Stored), or give the default in the INSERT (DefaultExpr)")
		case *sql.SelectNode:
			refused = true
			c.Unsupported("DEFAULT that is a query", "give it in the INSERT (DefaultExpr)")
		}
		return !refused
	})
	return refused
}

// IsValue reports whether a default is a value, not an expression.
func IsValue(x sql.Node) bool {
	switch x := x.(type) {
	case *sql.BindNode:
		return !x.Type.MayWrap()
	case *sql.LiteralNode:
		return true
	}
	return false
}

// DefaultLiteral writes the expression of a default, its values as literals.
func (c *Compiler) DefaultLiteral(x sql.Node) {
	if l, ok := x.(*sql.LiteralNode); ok {
		c.word(l) // TRUE is a value here, and no condition
		return
	}
	inline, bare := c.inline, c.bare
	c.inline, c.bare = true, true
	c.expr(x, precLowest)
	c.inline, c.bare = inline, bare
}

// ColumnEnd writes nothing.
func (ANSI) ColumnEnd(*Compiler, *schema.ColumnDef, bool) {}

// KeyColumn refuses nothing.
func (ANSI) KeyColumn(*Compiler, *schema.ColumnDef, string) {}

// KeyInColumn is false.
func (ANSI) KeyInColumn(*schema.Table) bool { return false }

// PrimaryKeyEnd writes when the key is checked.
func (ANSI) PrimaryKeyEnd(c *Compiler, t *schema.Table) { c.Deferred(t.PKDeferrable, t.PKInitially) }

// TableBegin writes nothing.
func (ANSI) TableBegin(*Compiler, *schema.Table) {}

// TableEnd writes nothing.
func (ANSI) TableEnd(*Compiler, *schema.Table) {}

// Check writes the condition with its values as literals.
func (ANSI) Check(c *Compiler, k *schema.Check) {
	c.Raw("CHECK (")
	c.Literal(k.Cond)
	c.Raw(")")
}

// ReferencedTable writes the table with its schema.
func (ANSI) ReferencedTable(c *Compiler, f *schema.ForeignKey) {
	c.Qualified(f.Target().Schema, f.Target().Name)
}

// ReferenceEnd writes MATCH, the actions, and when the key is checked.
func (ANSI) ReferenceEnd(c *Compiler, f *schema.ForeignKey) {
	if f.Match != "" {
		c.Raw(" MATCH " + f.Match)
	}
	c.Actions(f)
	c.Deferred(f.Deferrable, f.Initially)
}

// Actions writes ON DELETE and ON UPDATE.
func (c *Compiler) Actions(f *schema.ForeignKey) {
	if f.OnDelete != "" {
		c.Raw(" ON DELETE " + string(f.OnDelete))
		for i, name := range f.Only {
			c.Raw([...]string{" (", ", "}[min(i, 1)])
			c.Ident(name)
		}
		if len(f.Only) > 0 {
			c.Raw(")")
		}
	}
	if f.OnUpdate != "" {
		c.Raw(" ON UPDATE " + string(f.OnUpdate))
	}
}

// Deferred writes when a constraint is checked.
func (c *Compiler) Deferred(deferrable bool, initially string) {
	switch {
	case deferrable:
		c.Raw(" DEFERRABLE")
	case initially != "":
		c.Raw(" NOT DEFERRABLE") // SQLite wants it said
	}
	if initially != "" {
		c.Raw(" INITIALLY " + initially)
	}
}

// UniqueEnd writes when the constraint is checked.
func (ANSI) UniqueEnd(c *Compiler, u *schema.Unique) { c.Deferred(u.Deferrable, u.Initially) }

// IndexName writes the name alone: an index is in its table's schema.
func (ANSI) IndexName(c *Compiler, _ *schema.Index, name string) { c.Ident(name) }

// IndexTable writes the table with its schema.
func (ANSI) IndexTable(c *Compiler, i *schema.Index) {
	c.Qualified(i.Table().Schema, i.Table().Name)
}

// IndexItem writes a column, or an expression in parentheses, and its order.
func (ANSI) IndexItem(c *Compiler, i *schema.Index, n sql.Node) {
	o, ordered := n.(*sql.OrderNode)
	if ordered {
		n = o.X
	}
	if schema.DefOf(n) != nil {
		c.Literal(n)
	} else {
		c.parens(func() { c.Literal(n) })
	}
	if g, ok := c.g.(ObjectGrammar); ok {
		g.IndexPart(c, i, i.Part(n))
	}
	if !ordered {
		return
	}
	c.OrderDirection(o)
	switch o.Nulls {
	case sql.NullsFirst:
		c.Raw(" NULLS FIRST")
	case sql.NullsLast:
		c.Raw(" NULLS LAST")
	}
}

// IndexWhere writes WHERE.
func (ANSI) IndexWhere(c *Compiler, i *schema.Index) {
	c.Raw(" WHERE ")
	c.Literal(i.Where)
}

// DropIndex writes the index with its table's schema.
func (ANSI) DropIndex(c *Compiler, i *schema.Index, name string) {
	c.Qualified(i.Table().Schema, name)
}

// AlterTable is true.
func (ANSI) AlterTable(*Compiler) bool { return true }

// DropForeignKey writes CONSTRAINT and the name.
func (ANSI) DropForeignKey(c *Compiler, name string) {
	c.Raw("CONSTRAINT ")
	c.Ident(name)
}

// CreateEnum knows no enumerations that are types.
func (ANSI) CreateEnum(c *Compiler, d *sqltype.Desc) {
	c.Unsupported("CREATE TYPE", "the enumeration "+d.Name+" is a part of each column that has it")
}

// DropEnum knows no enumerations that are types.
func (ANSI) DropEnum(c *Compiler, d *sqltype.Desc, _ bool) { ANSI{}.CreateEnum(c, d) }

// CreateSchema writes CREATE SCHEMA.
func (ANSI) CreateSchema(c *Compiler, name string, ifNotExists bool) {
	c.Raw("CREATE SCHEMA ")
	if ifNotExists {
		c.Raw("IF NOT EXISTS ")
	}
	c.Ident(SchemaName(c.g, name))
}

// DropSchema writes DROP SCHEMA.
func (ANSI) DropSchema(c *Compiler, name string, ifExists bool) {
	c.Raw("DROP SCHEMA ")
	if ifExists {
		c.Raw("IF EXISTS ")
	}
	c.Ident(SchemaName(c.g, name))
}

// SetComment knows no comments that are set by themselves.
func (ANSI) SetComment(c *Compiler, _ ddl.SetComment) {
	c.Unsupported("COMMENT ON", "comments are written by CREATE TABLE")
}

// DeferForeignKeys puts all constraints off that can be.
func (ANSI) DeferForeignKeys(c *Compiler) { c.Raw("SET CONSTRAINTS ALL DEFERRED") }
