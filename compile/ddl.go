package compile

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/aludel/aludel/ddl"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// A SchemaGrammar is a Grammar that can say schema changes too. [ANSI] has all of it
// but Traits, ColumnType and Existing; a dialect overrides what is different. Methods write what they
// are named for and record with Unsupported what the database lacks.
type SchemaGrammar interface {
	Grammar
	ObjectGrammar

	// Traits are what planning must know. The limit for names is added from MaxIdent.
	Traits() ddl.Traits

	// Quoted writes a text as a plain literal, where no expression can stand.
	Quoted(c *Compiler, s string)
	// ColumnType writes the type of a column; generated: one that counts up.
	ColumnType(c *Compiler, col *schema.ColumnDef, generated bool)
	// ColumnDefault writes what follows DEFAULT.
	ColumnDefault(c *Compiler, col *schema.ColumnDef, x sql.Node)
	// ColumnEnd writes what follows NOT NULL: counting up, a check, a comment.
	ColumnEnd(c *Compiler, col *schema.ColumnDef, generated bool)
	// KeyColumn refuses a column that cannot be part of a key. IndexItem does so for indexes.
	KeyColumn(c *Compiler, col *schema.ColumnDef, key string)

	// TableBegin writes what follows the first parenthesis of CREATE TABLE, TableEnd
	// what follows the last one.
	TableBegin(c *Compiler, t *schema.Table)
	TableEnd(c *Compiler, t *schema.Table)
	// Check writes CHECK (…).
	Check(c *Compiler, k *schema.Check)
	// ReferencedTable writes the table that a foreign key refers to.
	ReferencedTable(c *Compiler, f *schema.ForeignKey)
	// ReferenceEnd writes what follows the columns that a foreign key refers to.
	ReferenceEnd(c *Compiler, f *schema.ForeignKey)
	// KeyInColumn: the primary key, of one column, is said in the column's own line.
	KeyInColumn(t *schema.Table) bool
	// PrimaryKeyEnd writes what follows the columns of a primary key.
	PrimaryKeyEnd(c *Compiler, t *schema.Table)
	// UniqueEnd writes what follows the columns of a unique constraint.
	UniqueEnd(c *Compiler, u *schema.Unique)

	// IndexName and IndexTable write these in CREATE INDEX.
	IndexName(c *Compiler, i *schema.Index, name string)
	IndexTable(c *Compiler, i *schema.Index)
	// IndexItem writes one member of an index.
	IndexItem(c *Compiler, i *schema.Index, n sql.Node)
	// IndexWhere writes the condition of a partial index.
	IndexWhere(c *Compiler, i *schema.Index)
	// DropIndex writes what follows DROP INDEX [IF EXISTS].
	DropIndex(c *Compiler, i *schema.Index, name string)

	// AlterTable reports whether constraints can be added to and dropped from a
	// table that is there, and records that they cannot.
	AlterTable(c *Compiler) bool
	// DropForeignKey writes what follows ALTER TABLE t DROP.
	DropForeignKey(c *Compiler, name string)

	// These write whole statements.
	CreateEnum(c *Compiler, d *sqltype.Desc)
	DropEnum(c *Compiler, d *sqltype.Desc, ifExists bool)
	CreateSchema(c *Compiler, name string, ifNotExists bool)
	DropSchema(c *Compiler, name string, ifExists bool)
	SetComment(c *Compiler, s ddl.SetComment)
	DeferForeignKeys(c *Compiler)

	// Existing asks for what is in a database schema ("": the default one). Its rows
	// are four texts: a ddl.Kind, a name, and of a foreign key its table and its
	// columns, joined by commas: what ddl.Have.Add takes.
	Existing(schema string) sql.TextStmt
}

// TraitsOf are what planning must know of a dialect.
func TraitsOf(g SchemaGrammar) ddl.Traits {
	t := g.Traits()
	t.NameLimit, t.NameChars = g.MaxIdent()
	t.Dialect = g.Name()
	return t
}

// DDL is the text of a schema change. An error names the table and the column; it is
// an [UnsupportedError] where the database lacks something, also a type.
func DDL(g SchemaGrammar, s ddl.Statement) (string, error) {
	c := New(g)
	w := &schemaWriter{c, g, TraitsOf(g)}
	w.statement(s)
	return c.Text()
}

// AllDDL are the texts of many schema changes, in their order. All mistakes are
// reported, joined, so that none is found after the first was sent.
func AllDDL(g SchemaGrammar, statements []ddl.Statement) ([]string, error) {
	texts := make([]string, len(statements))
	var errs []error
	for i, s := range statements {
		var err error
		if texts[i], err = DDL(g, s); err != nil {
			errs = append(errs, err)
		}
	}
	if errs != nil {
		return nil, errors.Join(errs...)
	}
	return texts, nil
}

// compiledDDL is s as any statement is compiled.
func compiledDDL(g Grammar, s ddl.Statement) (*Compiled, error) {
	sg, ok := g.(SchemaGrammar)
	if !ok {
		return nil, &UnsupportedError{Dialect: g.Name(), Construct: "schema changes", Hint: "its grammar is no SchemaGrammar"}
	}
	if h, ok := s.(ddl.Hook); ok && h.If != nil {
		return nil, errors.New("a ddl.Hook with a condition was executed by itself, without asking it: CreateAll and DropAll do; else ask it, and set If to nil")
	}
	text, err := DDL(sg, s)
	if err != nil {
		return nil, err
	}
	return &Compiled{SQL: text, Verb: driver.Utility, Schema: true}, nil
}

// A schemaWriter writes one schema change.
type schemaWriter struct {
	*Compiler
	g      SchemaGrammar
	traits ddl.Traits
}

func (w *schemaWriter) statement(s ddl.Statement) {
	switch s := s.(type) {
	case ddl.CreateTable:
		w.createTable(s)
	case ddl.DropTable:
		w.Raw("DROP ")
		if s.Table.Temporary && w.traits.HiddenTemp {
			w.Raw("TEMPORARY ")
		}
		w.Raw("TABLE ")
		w.ifExists(s.IfExists)
		w.table(s.Table)
		w.cascade(s.Cascade)
	case ddl.CreateIndex:
		w.createIndex(s)
	case ddl.DropIndex:
		w.Raw("DROP INDEX ")
		if s.Concurrently {
			w.g.Extra(w.Compiler, Concurrently)
			w.Raw(" ")
		}
		w.ifExists(s.IfExists)
		w.g.DropIndex(w.Compiler, s.Index, w.name(w.traits.IndexName(s.Index)))
	case ddl.AddForeignKey:
		w.addForeignKey(s)
	case ddl.DropForeignKey:
		name := s.Name
		if name == "" {
			name = w.name(w.traits.AlteredKeyName(s.ForeignKey))
		}
		if w.alter(s.ForeignKey.Table()) {
			w.Raw("DROP ")
			w.g.DropForeignKey(w.Compiler, name)
		}
	case ddl.DropConstraint:
		if w.alter(s.Table) {
			w.Raw("DROP CONSTRAINT ")
			w.ifExists(s.IfExists)
			w.Ident(s.Name)
			w.cascade(s.Cascade)
		}
	case ddl.ValidateConstraint:
		if w.alter(s.Table) {
			w.g.Extra(w.Compiler, ValidateConstraint)
			w.Raw(" ")
			w.Ident(s.Name)
		}
	case ddl.CreateEnum:
		w.g.CreateEnum(w.Compiler, s.Type)
	case ddl.DropEnum:
		w.g.DropEnum(w.Compiler, s.Type, s.IfExists)
	case ddl.CreateSchema:
		w.g.CreateSchema(w.Compiler, s.Name, s.IfNotExists)
	case ddl.DropSchema:
		w.g.DropSchema(w.Compiler, s.Name, s.IfExists)
		switch {
		case !w.traits.DropsWhole:
			w.cascade(s.Cascade)
		case !s.Cascade:
			w.Unsupported("DROP SCHEMA that keeps what is not empty", "say Cascade: what is in it is dropped, too")
		}
	case ddl.SetComment:
		w.g.SetComment(w.Compiler, s)
	case ddl.CreateObject:
		w.createObject(s)
	case ddl.DropObject:
		w.dropObject(s)
	case ddl.OwnSequence:
		w.g.OwnSequence(w.Compiler, s.Sequence)
	case ddl.RefreshView:
		w.refresh(s)
	case ddl.CreateTableAs:
		w.createTableAs(s)
	case ddl.AddConstraint:
		w.addConstraint(s)
	case ddl.Hook:
		w.whole(sql.StatementOf(s.Stmt))
	case ddl.DeferForeignKeys:
		w.g.DeferForeignKeys(w.Compiler)
	default:
		w.failf("ddl: a %T cannot be written: this is a mistake in aludel", s)
	}
}

func (w *schemaWriter) ifExists(yes bool) {
	if yes {
		w.Raw("IF EXISTS ")
	}
}

func (w *schemaWriter) cascade(yes bool) {
	if yes {
		w.Raw(" ")
		w.g.Extra(w.Compiler, Cascade)
	}
}

func (w *schemaWriter) ifNotExists(yes bool) {
	if yes {
		w.Raw("IF NOT EXISTS ")
	}
}

func (w *schemaWriter) table(t *schema.Table) { w.Qualified(t.Schema, t.Name) }

// name is a name from ddl.Traits, with its error recorded.
func (w *schemaWriter) name(name string, err error) string {
	if err != nil {
		w.Fail(err)
	}
	return name
}

// alter begins ALTER TABLE, where there is such a thing.
func (w *schemaWriter) alter(t *schema.Table) bool {
	if !w.g.AlterTable(w.Compiler) {
		return false
	}
	w.Raw("ALTER TABLE ")
	w.table(t)
	w.Raw(" ")
	return true
}

// at runs write, and says of a mistake in it that it was made in a table or a column.
func (w *schemaWriter) at(kind, name string, write func()) {
	if w.err != nil {
		return
	}
	write()
	if w.err == nil {
		return
	}
	if strings.IndexFunc(name, func(r rune) bool { return !unicode.IsPrint(r) || r == utf8.RuneError }) >= 0 {
		name = strconv.Quote(name)
	}
	w.err = fmt.Errorf("%s %s: %w", kind, name, w.err)
}
