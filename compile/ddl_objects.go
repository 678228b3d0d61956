package compile

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/aludel/aludel/ddl"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// An ObjectGrammar is the part of a [SchemaGrammar] about what is not a table, and about
// what tables, columns and indexes can say beyond the usual. [ANSI] refuses nearly all of it.
type ObjectGrammar interface {
	// TableWord writes what stands between CREATE and TABLE.
	TableWord(c *Compiler, t *schema.Table)
	// Identity writes what makes a column count up by the standard's words, for one that
	// says how.
	Identity(c *Compiler, col *schema.ColumnDef)
	// Computed writes what makes a column computed.
	Computed(c *Compiler, col *schema.ColumnDef)
	// Exclude writes EXCLUDE and what follows it.
	Exclude(c *Compiler, x *schema.Exclude)
	// NullsNotDistinct writes these words.
	NullsNotDistinct(c *Compiler)
	// Include writes the columns that a key keeps besides its own.
	Include(c *Compiler, columns []*schema.ColumnDef)
	// IndexKind writes words before INDEX, IndexMethod what follows the table,
	// IndexPart what follows a member, IndexOptions what follows them all.
	IndexKind(c *Compiler, i *schema.Index, inTransaction bool)
	IndexMethod(c *Compiler, i *schema.Index)
	IndexPart(c *Compiler, i *schema.Index, p schema.IndexPart)
	IndexOptions(c *Compiler, i *schema.Index)

	// Extra writes a word that a change of the schema may have, of those named below.
	Extra(c *Compiler, word string)

	// NextValue writes the next number of a sequence.
	NextValue(c *Compiler, schema, name string)
	// Sequence refuses what its sequences lack, or reports that there are sequences.
	Sequence(c *Compiler, s *schema.Sequence) bool
	// OwnSequence writes a whole statement.
	OwnSequence(c *Compiler, s *schema.Sequence)
	// ViewKind refuses what its views lack.
	ViewKind(c *Compiler, v *schema.View)
	// CreateDomain and DropProgram write whole statements.
	CreateDomain(c *Compiler, d *schema.DomainDef)
	DropProgram(c *Compiler, p *schema.Program)
}

// Words for ObjectGrammar.Extra.
const (
	Cascade            = "CASCADE"
	Concurrently       = "CONCURRENTLY"
	NotValid           = "NOT VALID"
	ValidateConstraint = "VALIDATE CONSTRAINT"
)

// NextValue writes the next number of a sequence.
func (c *Compiler) NextValue(schemaName, name string) {
	if g, ok := c.g.(ObjectGrammar); ok {
		g.NextValue(c, schemaName, name)
		return
	}
	c.Unsupported("sequences", "")
}

var bareWord = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// Word writes s, which is a word of the database's language, or a number.
func (c *Compiler) Word(what, s string) {
	if _, err := strconv.ParseFloat(s, 64); err != nil && !bareWord.MatchString(s) {
		c.failf("%s: %q is not a word", what, s)
		return
	}
	c.Raw(s)
}

// TableWord writes TEMPORARY.
func (ANSI) TableWord(c *Compiler, t *schema.Table) {
	if t.Temporary {
		c.Raw("TEMPORARY ")
	}
}

// Identity refuses what AUTO_INCREMENT and its like cannot say.
func (ANSI) Identity(c *Compiler, col *schema.ColumnDef) {
	o := col.Identity.SequenceOptions
	switch {
	case col.Identity.Always:
		c.Unsupported("GENERATED ALWAYS AS IDENTITY", "use Identity: a value that is given is taken")
	case o.Start != nil || o.Increment != nil || o.Min != nil || o.Max != nil || o.Cycle || o.Cache != 0:
		c.Unsupported("options of an identity column", "leave them out: it counts from 1 by 1")
	}
}

// Computed writes GENERATED ALWAYS AS.
func (ANSI) Computed(c *Compiler, col *schema.ColumnDef) {
	c.Raw(" GENERATED ALWAYS AS (")
	c.DefaultLiteral(col.Computed.Expr)
	if col.Computed.Stored {
		c.Raw(") STORED")
	} else {
		c.Raw(") VIRTUAL")
	}
}

// Extra is refused.
func (ANSI) Extra(c *Compiler, word string) {
	c.Unsupported(word, map[string]string{
		Cascade:            "drop first what depends on it",
		Concurrently:       "leave the word out",
		NotValid:           "correct the rows first, and leave it out",
		ValidateConstraint: "a constraint is checked when it is made",
	}[word])
}

// Exclude is refused.
func (ANSI) Exclude(c *Compiler, _ *schema.Exclude) {
	c.Unsupported("exclusion constraints", "say with Only which dialects have it")
}

// NullsNotDistinct is refused.
func (ANSI) NullsNotDistinct(c *Compiler) {
	c.Unsupported("NULLS NOT DISTINCT", "say with Only which dialects have it, or make the columns NOT NULL")
}

// Include is refused.
func (ANSI) Include(c *Compiler, _ []*schema.ColumnDef) {
	c.Unsupported("INCLUDE", "put the columns behind those of the index, or say with Only which dialects have it")
}

// IndexKind refuses CONCURRENTLY outside of transactions.
func (ANSI) IndexKind(c *Compiler, i *schema.Index, inTransaction bool) {
	if i.Concurrently && !inTransaction {
		c.Unsupported("CONCURRENTLY", "say with Only which dialects have the index")
	}
}

// IndexMethod is refused, but for the usual one.
func (ANSI) IndexMethod(c *Compiler, i *schema.Index) {
	if i.Method != "" && !strings.EqualFold(i.Method, "btree") {
		c.Unsupported("index by "+i.Method, "say with Only which dialects have it")
	}
}

// IndexPart is refused.
func (ANSI) IndexPart(c *Compiler, _ *schema.Index, p schema.IndexPart) {
	if p.OpClass != "" {
		c.Unsupported("operator class", "say with Only which dialects have the index")
	}
	if p.Length != 0 {
		c.Unsupported("index over a part of a column", "index an expression, or say with Only which dialects have the index")
	}
}

// IndexOptions are refused.
func (ANSI) IndexOptions(c *Compiler, i *schema.Index) {
	switch {
	case len(i.With) > 0:
		c.Unsupported("storage parameters of an index", "say with Only which dialects have the index")
	case i.Tablespace != "":
		c.Unsupported("TABLESPACE", "say with Only which dialects have the index")
	case i.Parser != "":
		c.Unsupported("PARSER", "say with Only which dialects have the index")
	}
}

const noSequences = "let the column count up: Autoincrement or Identity"

// NextValue is refused.
func (ANSI) NextValue(c *Compiler, _, _ string) { c.Unsupported("sequences", noSequences) }

// Sequence is refused.
func (ANSI) Sequence(c *Compiler, _ *schema.Sequence) bool {
	c.Unsupported("sequences", noSequences)
	return false
}

// OwnSequence is refused.
func (ANSI) OwnSequence(c *Compiler, _ *schema.Sequence) {
	c.Unsupported("sequences that a column owns", "leave out OwnedBy, and drop the sequence by itself")
}

// ViewKind refuses materialized views.
func (ANSI) ViewKind(c *Compiler, v *schema.View) {
	if v.Materialized {
		c.Unsupported("materialized views", "make a table with ddl.CreateTableAs")
	}
}

// CreateDomain is refused: the planner expands domains.
func (ANSI) CreateDomain(c *Compiler, d *schema.DomainDef) {
	c.Unsupported("CREATE DOMAIN", "the domain "+d.Name+" is a part of each column that has it")
}

// DropProgram writes DROP, the kind and the name.
func (ANSI) DropProgram(c *Compiler, p *schema.Program) {
	c.Raw("DROP " + string(p.Kind) + " ")
	if p.Table != nil {
		c.Qualified(p.Table.Schema, p.Name)
		return
	}
	c.Qualified(p.Schema, p.Name)
}

// SequenceOptions writes how a sequence counts, each with a blank before it.
func (c *Compiler) SequenceOptions(o schema.SequenceOptions) {
	for _, n := range []struct {
		word string
		v    *int64
	}{{" START WITH ", o.Start}, {" INCREMENT BY ", o.Increment}, {" MINVALUE ", o.Min}, {" MAXVALUE ", o.Max}} {
		if n.v != nil {
			c.Raw(n.word + strconv.FormatInt(*n.v, 10))
		}
	}
	if o.Cache > 0 {
		c.Raw(" CACHE " + strconv.Itoa(o.Cache))
	}
	if o.Cycle {
		c.Raw(" CYCLE")
	}
}

func (w *schemaWriter) createObject(s ddl.CreateObject) {
	switch o := s.Object.(type) {
	case *schema.Namespace:
		w.g.CreateSchema(w.Compiler, o.Name, true)
	case *schema.Extension:
		w.Raw("CREATE EXTENSION IF NOT EXISTS ")
		w.Ident(o.Name)
	case *schema.Sequence:
		if w.g.Sequence(w.Compiler, o) {
			w.Raw("CREATE SEQUENCE ")
			w.Qualified(o.Schema, o.Name)
			if o.Type != nil {
				w.Raw(" AS ")
				w.g.ColumnType(w.Compiler, &schema.ColumnDef{Name: o.Name, Type: o.Type}, false)
			}
			w.Compiler.SequenceOptions(o.SequenceOptions)
		}
	case *schema.DomainDef:
		w.g.CreateDomain(w.Compiler, o)
	case *schema.Program:
		text := o.Create[w.traits.Dialect]
		if text == "" {
			w.failf("the %s %s has no text for %s", strings.ToLower(string(o.Kind)), o.FullName(), w.traits.Dialect)
		}
		w.Raw(string(text))
	case *schema.View:
		w.createView(o)
	default:
		w.failf("ddl: a %T cannot be made: this is a mistake in aludel", o)
	}
}

func (w *schemaWriter) createView(v *schema.View) {
	w.at("view", v.FullName(), func() {
		w.g.ViewKind(w.Compiler, v)
		w.Raw("CREATE ")
		if v.OrReplace {
			w.Raw("OR REPLACE ")
		}
		if v.Materialized {
			w.Raw("MATERIALIZED ")
		}
		w.Raw("VIEW ")
		w.Qualified(v.Schema, v.Name)
		w.Raw(" AS ")
		w.whole(v.Query)
		if v.CheckOption != "" {
			w.Raw(" WITH " + v.CheckOption + " CHECK OPTION")
		}
	})
}

// whole writes a statement with its values as literals.
func (w *schemaWriter) whole(n sql.Node) {
	k := &sql.Key{Lexis: w.Compiler.g.Lexis()}
	k.Node(n)
	c := newCompiler(w.Compiler.g, k)
	c.inline = true
	if k.Err != nil {
		w.Fail(k.Err)
		return
	}
	c.statement(n)
	text, err := c.Text()
	if err == nil && len(c.out.Slots) > 0 {
		err = &UnsupportedError{Dialect: w.Compiler.g.Name(), Construct: "a value in DDL that has no literal here", Hint: "write the statement without it"}
	}
	if err != nil {
		w.Fail(err)
	}
	w.Raw(text)
}

func (w *schemaWriter) dropObject(s ddl.DropObject) {
	switch o := s.Object.(type) {
	case *schema.Namespace:
		w.g.DropSchema(w.Compiler, o.Name, true)
	case *schema.Extension:
		w.Raw("DROP EXTENSION IF EXISTS ")
		w.Ident(o.Name)
	case *schema.Sequence:
		if w.g.Sequence(w.Compiler, o) {
			w.Raw("DROP SEQUENCE IF EXISTS ") // one that a column owned went with its table
			w.Qualified(o.Schema, o.Name)
		}
	case *schema.DomainDef:
		w.Raw("DROP DOMAIN ")
		w.Qualified(o.Schema, o.Name)
	case *schema.Program:
		w.g.DropProgram(w.Compiler, o)
	case *schema.View:
		w.Raw("DROP ")
		if o.Materialized {
			w.Raw("MATERIALIZED ")
		}
		w.Raw("VIEW ")
		w.Qualified(o.Schema, o.Name)
	default:
		w.failf("ddl: a %T cannot be dropped: this is a mistake in aludel", o)
	}
}

func (w *schemaWriter) refresh(s ddl.RefreshView) {
	w.g.ViewKind(w.Compiler, s.View)
	w.Raw("REFRESH MATERIALIZED VIEW ")
	if s.Concurrently {
		w.Raw("CONCURRENTLY ")
	}
	w.Qualified(s.View.Schema, s.View.Name)
}

func (w *schemaWriter) createTableAs(s ddl.CreateTableAs) {
	w.Raw("CREATE ")
	if s.Temporary {
		w.Raw("TEMPORARY ")
	}
	w.Raw("TABLE ")
	w.ifNotExists(s.IfNotExists)
	w.Qualified(s.Schema, s.Name)
	w.Raw(" AS ")
	w.whole(sql.StatementOf(s.Query))
}

func (w *schemaWriter) notValid(yes bool) {
	if yes {
		w.Raw(" ")
		w.g.Extra(w.Compiler, NotValid)
	}
}

func (w *schemaWriter) addConstraint(s ddl.AddConstraint) {
	if s.NotValid && s.Check == nil {
		w.failf("ddl.AddConstraint: NotValid is for checks and foreign keys")
		return
	}
	var t *schema.Table
	write := func() {}
	switch {
	case s.Unique != nil:
		t, write = s.Unique.Table(), func() { w.unique(s.Unique) }
	case s.Check != nil:
		t, write = s.Check.Table(), func() { w.check(s.Check) }
	case s.Exclude != nil:
		t, write = s.Exclude.Table(), func() { w.exclude(s.Exclude) }
	default:
		w.failf("ddl.AddConstraint names no constraint")
		return
	}
	w.at("table", t.FullName(), func() {
		if w.alter(t) {
			w.Raw("ADD ")
			write()
			w.notValid(s.NotValid)
		}
	})
}

func (w *schemaWriter) exclude(x *schema.Exclude) {
	w.constraint(w.name(w.traits.ExcludeName(x)))
	w.g.Exclude(w.Compiler, x)
}

// expanded is the column's domain where there are no domains, else nil.
func (w *schemaWriter) expanded(c *schema.ColumnDef) *schema.DomainDef {
	if d, ok := c.Type.Domain().(*schema.DomainDef); ok && !w.traits.Domains {
		return d
	}
	return nil
}

// columnDefault is the column's default, or where there are no domains that of its domain.
func (w *schemaWriter) columnDefault(c *schema.ColumnDef, generated bool) sql.Node {
	if x := c.ServerDefaultNode(); x != nil || generated || c.Computed != nil {
		return x
	}
	if d := w.expanded(c); d != nil {
		return d.DefaultNode()
	}
	return nil
}

// notNull reports whether the column refuses NULL and is to say so.
func (w *schemaWriter) notNull(c *schema.ColumnDef) bool {
	if c.Computed != nil && w.traits.NullComputed {
		return false
	}
	d := w.expanded(c)
	return d != nil && d.NotNull || !c.Nullable && !c.Elsewhere
}

// domainRule writes the rule of a column's domain, where there are no domains.
func (w *schemaWriter) domainRule(c *schema.ColumnDef) {
	d := w.expanded(c)
	if d == nil {
		return
	}
	rule := d.Rule(c.Node())
	if rule == nil {
		return
	}
	w.Raw(" CHECK (")
	w.Literal(rule)
	w.Raw(")")
}
