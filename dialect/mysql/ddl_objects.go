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

// The options of tables that only MySQL and MariaDB have.

// Engine is the storage engine.
func Engine(engine string) schema.TableOption { return option("ENGINE", engine) }

// Charset is the character set of the table's texts.
func Charset(charset string) schema.TableOption { return option("DEFAULT CHARSET", charset) }

// Collate is how the table's texts are sorted and compared.
func Collate(collation string) schema.TableOption { return option("COLLATE", collation) }

// RowFormat is how rows are kept.
func RowFormat(format string) schema.TableOption { return option("ROW_FORMAT", format) }

// AutoIncrement is the first number of the column that counts up.
func AutoIncrement(n int64) schema.TableOption {
	return option("AUTO_INCREMENT", strconv.FormatInt(n, 10))
}

func option(kind, value string) schema.TableOption {
	return schema.TableOption{Dialect: "mysql", Kind: kind, Value: value}
}

// PartitionByHash splits the table into n parts by a column.
func PartitionByHash(column *schema.ColumnDef, n int) schema.TableOption {
	return schema.TableOption{Dialect: "mysql", Kind: "hash", Value: hashed{column, n}}
}

type hashed struct {
	column *schema.ColumnDef
	n      int
}

func (g grammar) tableOptions(c *compile.Compiler, t *schema.Table) {
	if id := t.Generated(); id != nil && id.Identity != nil && id.Identity.Start != nil {
		c.Raw(" AUTO_INCREMENT=" + strconv.FormatInt(*id.Identity.Start, 10))
	}
	for _, o := range t.OptionsOf(g.Name()) {
		if v, ok := o.Value.(string); ok {
			c.Raw(" " + o.Kind + "=")
			c.Word("the option "+o.Kind, v)
		}
	}
}

func (g grammar) partitions(c *compile.Compiler, t *schema.Table) {
	for _, o := range t.OptionsOf(g.Name()) {
		if h, ok := o.Value.(hashed); ok {
			c.Raw(" PARTITION BY HASH (")
			c.Ident(h.column.Name)
			c.Raw(") PARTITIONS " + strconv.Itoa(max(h.n, 1)))
		}
	}
}
