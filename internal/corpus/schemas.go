package corpus

import (
	"github.com/aludel/aludel/ddl"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// A SchemaCase is a collection of tables, or a few schema changes.
type SchemaCase struct {
	Name    string
	Options []schema.MetaOption
	Build   func(*schema.MetaData)
	// Changes, where they are not nil, are what the case is about; else it is about
	// creating and dropping all tables.
	Changes func(*schema.MetaData) []ddl.Statement

	made *schema.MetaData
}

// MetaData has the tables of the case, always the same ones.
func (c *SchemaCase) MetaData() *schema.MetaData {
	if c.made == nil {
		c.made = schema.NewMetaData(c.Options...)
		c.Build(c.made)
	}
	return c.made
}

// Schemas are all cases about schema changes.
func Schemas() []*SchemaCase {
	var out []*SchemaCase
	for _, cs := range [][]SchemaCase{schemaTypes(), schemaColumns(), schemaConstraints(), schemaIndexes(), schemaNames(), schemaCycles(), schemaChanges()} {
		for i := range cs {
			out = append(out, &cs[i])
		}
	}
	return out
}

// one is a table with a key and the given parts.
func one(name string, parts ...schema.TablePart) func(*schema.MetaData) {
	return func(m *schema.MetaData) { schema.NewTable(m, name, append([]schema.TablePart{id()}, parts...)...) }
}

func id() *schema.ColumnDef { return schema.Column("id", sqltype.Integer, schema.PrimaryKey) }

func integer(name string, o ...schema.ColumnOption) *schema.ColumnDef {
	return schema.Column(name, sqltype.Integer, o...)
}

func varchar(name string, n int, o ...schema.ColumnOption) *schema.ColumnDef {
	return schema.Column(name, sqltype.String(n), o...)
}

func check(name string, f func(*schema.Table) sql.Typed[bool]) schema.TablePart {
	return schema.CheckOn(name, f)
}

// Plan are the statements of the case for a database with the traits tr: those that
// create, and those that drop.
func (c *SchemaCase) Plan(tr ddl.Traits) (create, drop []ddl.Statement, err error) {
	m := c.MetaData()
	if c.Changes != nil {
		return c.Changes(m), nil, m.Check()
	}
	if create, err = ddl.CreateAll(m, tr); err != nil {
		return nil, nil, err
	}
	drop, err = ddl.DropAll(m, tr)
	return create, drop, err
}
