package mysql

import (
	"strconv"
	"strings"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/schema"
)

// Identity is AUTO_INCREMENT; where it starts is an option of the table.
func (g grammar) Identity(c *compile.Compiler, col *schema.ColumnDef) {
	id := *col.Identity
	id.Start = nil
	g.ANSI.Identity(c, &schema.ColumnDef{Identity: &id})
}

// IndexKind writes FULLTEXT and SPATIAL, which are methods elsewhere.
func (g grammar) IndexKind(c *compile.Compiler, i *schema.Index, inTransaction bool) {
	switch m := strings.ToUpper(i.Method); m {
	case "FULLTEXT", "SPATIAL":
		c.Raw(m + " ")
	}
	g.ANSI.IndexKind(c, i, inTransaction)
}

func (g grammar) IndexMethod(c *compile.Compiler, i *schema.Index) {
	switch m := strings.ToUpper(i.Method); m {
	case "", "FULLTEXT", "SPATIAL":
	case "BTREE", "HASH":
		c.Raw(" USING " + m)
	default:
		g.ANSI.IndexMethod(c, i)
	}
}

func (g grammar) IndexPart(c *compile.Compiler, i *schema.Index, p schema.IndexPart) {
	if p.Length < 0 {
		c.Unsupported("prefix of a negative length", "it is a number of characters")
	}
	if p.Length > 0 {
		c.Raw("(" + strconv.Itoa(p.Length) + ")")
	}
	p.Length = 0
	g.ANSI.IndexPart(c, i, p)
}

func (g grammar) IndexOptions(c *compile.Compiler, i *schema.Index) {
	if i.Parser != "" {
		c.Raw(" WITH PARSER ")
		c.Ident(i.Parser)
	}
	o := *i
	o.Parser = ""
	g.ANSI.IndexOptions(c, &o)
	g.keyComment(c, i.Comment)
}

// NextValue is MariaDB's; MySQL has no sequences.
func (g grammar) NextValue(c *compile.Compiler, schemaName, sequence string) {
	if g.mysql {
		g.ANSI.NextValue(c, schemaName, sequence)
		return
	}
	c.Raw("nextval(")
	c.Qualified(schemaName, sequence)
	c.Raw(")")
}

func (g grammar) Sequence(c *compile.Compiler, s *schema.Sequence) bool {
	if g.mysql || s.Type != nil {
		if s.Type != nil {
			c.Unsupported("type of a sequence", "leave it out: its numbers have 64 bits")
			return false
		}
		return g.ANSI.Sequence(c, s)
	}
	return true
}
