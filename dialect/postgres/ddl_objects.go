package postgres

import (
	"strings"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/schema"
)

// Identity is https://www.postgresql.org/docs/current/sql-createtable.html.
func (grammar) Identity(c *compile.Compiler, col *schema.ColumnDef) {
	how := "BY DEFAULT"
	if col.Identity.Always {
		how = "ALWAYS"
	}
	c.Raw(" GENERATED " + how + " AS IDENTITY")
	o := compile.New(c.Grammar())
	o.SequenceOptions(col.Identity.SequenceOptions)
	if text, _ := o.Text(); text != "" {
		c.Raw(" (" + strings.TrimSpace(text) + ")")
	}
}

// Computed refuses VIRTUAL, which PostgreSQL 18 has.
func (g grammar) Computed(c *compile.Compiler, col *schema.ColumnDef) {
	if !col.Computed.Stored {
		c.Unsupported("VIRTUAL columns", "use Stored, or a view")
		return
	}
	g.ANSI.Computed(c, col)
}

func (g grammar) Exclude(c *compile.Compiler, x *schema.Exclude) {
	method := x.Using
	if method == "" {
		method = "gist"
	}
	c.Raw("EXCLUDE USING ")
	c.Word("the method of an exclusion constraint", method)
	c.Raw(" (")
	for i, n := range x.Items {
		if i > 0 {
			c.Raw(", ")
		}
		if schema.DefOf(n) != nil {
			c.Literal(n)
		} else {
			c.Raw("(")
			c.Literal(n)
			c.Raw(")")
		}
		if op := x.Operators[i]; op == "" || strings.Trim(op, "+-*/<>=~!@#%^&|`?") != "" || strings.Contains(op, "--") || strings.Contains(op, "/*") {
			c.Fail(&compile.UnsupportedError{Dialect: name, Construct: "operator " + op, Hint: "an operator has the characters of one"})
		}
		c.Raw(" WITH " + x.Operators[i])
	}
	c.Raw(")")
	if len(x.Include) > 0 {
		g.Include(c, x.Include)
	}
	if x.Where != nil {
		c.Raw(" WHERE (")
		c.Literal(x.Where)
		c.Raw(")")
	}
	c.Deferred(x.Deferrable, x.Initially)
}

// Extra writes the word.
func (grammar) Extra(c *compile.Compiler, word string) { c.Raw(word) }

func (grammar) NullsNotDistinct(c *compile.Compiler) { c.Raw("NULLS NOT DISTINCT ") }

func (grammar) Include(c *compile.Compiler, columns []*schema.ColumnDef) {
	c.Raw(" INCLUDE (")
	for i, col := range columns {
		if i > 0 {
			c.Raw(", ")
		}
		c.Ident(col.Name)
	}
	c.Raw(")")
}

func (grammar) IndexKind(*compile.Compiler, *schema.Index, bool) {}

func (grammar) IndexMethod(c *compile.Compiler, i *schema.Index) {
	if i.Method != "" {
		c.Raw(" USING ")
		c.Word("the method of an index", i.Method)
	}
}

func (grammar) IndexPart(c *compile.Compiler, _ *schema.Index, p schema.IndexPart) {
	if p.Length != 0 {
		c.Unsupported("index over a part of a column", "index an expression: left(column, n)")
	}
	if p.OpClass != "" {
		c.Raw(" ")
		c.Ident(p.OpClass)
	}
}

func (grammar) IndexOptions(c *compile.Compiler, i *schema.Index) {
	storage(c, i.With)
	if i.Tablespace != "" {
		c.Raw(" TABLESPACE ")
		c.Ident(i.Tablespace)
	}
	if i.Parser != "" {
		c.Unsupported("PARSER", "make the index over to_tsvector(configuration, column)")
	}
}

// storage writes WITH (…).
func storage(c *compile.Compiler, ps []schema.Parameter) {
	for i, p := range ps {
		if i == 0 {
			c.Raw(" WITH (")
		} else {
			c.Raw(", ")
		}
		for j, part := range strings.Split(p.Name, ".") {
			if j > 0 {
				c.Raw(".")
			}
			c.Word("a storage parameter", part)
		}
		c.Raw(" = ")
		c.Word("the value of a storage parameter", p.Value)
	}
	if len(ps) > 0 {
		c.Raw(")")
	}
}

// NextValue names the sequence by a text in which its name is quoted.
func (g grammar) NextValue(c *compile.Compiler, schemaName, sequence string) {
	n := compile.New(g)
	n.Qualified(schemaName, sequence)
	text, err := n.Text()
	if err != nil {
		c.Fail(err)
		return
	}
	c.Raw("nextval(")
	g.Quoted(c, text)
	c.Raw("::REGCLASS)")
}

func (grammar) Sequence(*compile.Compiler, *schema.Sequence) bool { return true }

func (grammar) OwnSequence(c *compile.Compiler, s *schema.Sequence) {
	c.Raw("ALTER SEQUENCE ")
	c.Qualified(s.Schema, s.Name)
	c.Raw(" OWNED BY ")
	c.Qualified(s.OwnedBy.Table().Schema, s.OwnedBy.Table().Name)
	c.Raw(".")
	c.Ident(s.OwnedBy.Name)
}

func (grammar) ViewKind(c *compile.Compiler, v *schema.View) {
	switch {
	case v.Materialized && v.OrReplace:
		c.Unsupported("CREATE OR REPLACE MATERIALIZED VIEW", "drop it first")
	case v.Materialized && v.CheckOption != "":
		c.Unsupported("CHECK OPTION of a materialized view", "nothing is written through it")
	}
}

func (g grammar) CreateDomain(c *compile.Compiler, d *schema.DomainDef) {
	c.Raw("CREATE DOMAIN ")
	c.Qualified(d.Schema, d.Name)
	c.Raw(" AS ")
	typeName(c, d.Base, true)
	if d.Default != nil {
		c.Raw(" DEFAULT ")
		g.ColumnDefault(c, nil, d.DefaultNode())
	}
	if d.NotNull {
		c.Raw(" NOT NULL")
	}
	if rule := d.Rule(domainValue); rule != nil {
		c.Raw(" CHECK (")
		c.Literal(rule)
		c.Raw(")")
	}
}

// DropProgram names the arguments of a function too, and the table of a trigger.
func (g grammar) DropProgram(c *compile.Compiler, p *schema.Program) {
	c.Raw("DROP " + string(p.Kind) + " ")
	if p.Table != nil {
		c.Ident(p.Name)
		c.Raw(" ON ")
		c.Qualified(p.Table.Schema, p.Table.Name)
		return
	}
	c.Qualified(p.Schema, p.Name)
	if p.Args != "" {
		c.Raw("(")
		for i, a := range strings.Split(p.Args, ",") {
			if i > 0 {
				c.Raw(", ")
			}
			c.TypeName(strings.TrimSpace(a))
		}
		c.Raw(")")
	}
}
