package ddl

import (
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// A Statement is a schema change: one of the types of this package. They return no
// rows, take no parameters and are never cached.
type Statement interface {
	sql.Statement
	sql.Node
	change()
}

// member makes a type one of the set.
type member struct{ sql.ExtendStatement }

func (member) change() {}

type (
	// CreateTable is CREATE TABLE, with the constraints of the table. Its indexes
	// and comments are statements of their own where [Traits] says so.
	CreateTable struct {
		member
		Table       *schema.Table
		IfNotExists bool
		Without     []*schema.ForeignKey // foreign keys that are added later
	}

	// DropTable is DROP TABLE.
	DropTable struct {
		member
		Table    *schema.Table
		IfExists bool
		Cascade  bool // and what depends on it: views, foreign keys
	}

	// CreateIndex is CREATE INDEX.
	CreateIndex struct {
		member
		Index       *schema.Index
		IfNotExists bool
		// InTransaction leaves CONCURRENTLY out, which cannot be in one.
		InTransaction bool
	}

	// DropIndex is DROP INDEX.
	DropIndex struct {
		member
		Index    *schema.Index
		IfExists bool
		// Concurrently lets writers go on. The statement has no transaction around it.
		Concurrently bool
	}

	// AddForeignKey is ALTER TABLE … ADD FOREIGN KEY. The constraint gets a name
	// also where its declaration has none, so that it can be dropped.
	AddForeignKey struct {
		member
		ForeignKey *schema.ForeignKey
		NotValid   bool // rows that are there are not looked at, until ValidateConstraint
	}

	// DropForeignKey is ALTER TABLE … DROP of a foreign key, by the name that
	// AddForeignKey gives it, or by Name, where the database has it under another.
	DropForeignKey struct {
		member
		ForeignKey *schema.ForeignKey
		Name       string
	}

	// DropConstraint is ALTER TABLE … DROP CONSTRAINT, by name.
	DropConstraint struct {
		member
		Table    *schema.Table
		Name     string
		IfExists bool
		Cascade  bool // and what depends on it: foreign keys to a primary key
	}

	// ValidateConstraint looks at the rows that were there when a constraint was added
	// with NotValid.
	ValidateConstraint struct {
		member
		Table *schema.Table
		Name  string
	}

	// CreateEnum makes an enumeration where the database has such types.
	CreateEnum struct {
		member
		Type *sqltype.Desc
	}

	// DropEnum drops an enumeration.
	DropEnum struct {
		member
		Type     *sqltype.Desc
		IfExists bool
	}

	// CreateSchema is CREATE SCHEMA.
	CreateSchema struct {
		member
		Name        string
		IfNotExists bool
	}

	// DropSchema is DROP SCHEMA, of an empty one unless Cascade says so. MySQL and MariaDB
	// drop what is in it in any case, so that they want it said.
	DropSchema struct {
		member
		Name     string
		IfExists bool
		Cascade  bool
	}

	// SetComment describes a table, or one of its columns, indexes or constraints, in the
	// database. An empty Text takes the comment away.
	SetComment struct {
		member
		Table *schema.Table
		Text  string

		// One of these, or none: the table itself.
		Column     *schema.ColumnDef
		ForeignKey *schema.ForeignKey
		Unique     *schema.Unique
		Check      *schema.Check
		Exclude    *schema.Exclude
		Index      *schema.Index
		PrimaryKey bool
	}

	// CreateObject makes a sequence, a view, a domain, a program, an extension or a
	// database schema. A program that has no text for the dialect is not made.
	CreateObject struct {
		member
		Object schema.Object
	}

	// DropObject drops it.
	DropObject struct {
		member
		Object schema.Object
	}

	// OwnSequence makes a sequence go with the column that owns it.
	OwnSequence struct {
		member
		Sequence *schema.Sequence
	}

	// RefreshView computes the rows of a materialized view anew.
	RefreshView struct {
		member
		View         *schema.View
		Concurrently bool // readers go on; the view needs a unique index, and has no transaction around it
	}

	// CreateTableAs makes a table of the rows of a query.
	CreateTableAs struct {
		member
		Schema, Name string
		Query        sql.Statement
		Temporary    bool
		IfNotExists  bool
	}

	// AddConstraint is ALTER TABLE … ADD of a unique constraint, a check or an
	// exclusion constraint: one of them.
	AddConstraint struct {
		member
		Unique  *schema.Unique
		Check   *schema.Check
		Exclude *schema.Exclude
		// NotValid is for checks: rows that are there are not looked at, until ValidateConstraint.
		NotValid bool
	}

	// Hook is a statement of the user's that is executed among the others. Its values
	// become a part of the text.
	Hook struct {
		member
		Table *schema.Table // with whose creation or drop it goes; nil: with that of all
		Drop  bool
		Stmt  sql.Statement
		If    schema.Condition // whether; nil: in any case. CreateAll and DropAll of the engine ask it
	}

	// DeferForeignKeys lets foreign keys be violated until the transaction ends. It
	// has no effect outside of one.
	DeferForeignKeys struct{ member }
)

// Schema is the database schema that s changes something in, "" for the default one.
func Schema(s Statement) string {
	switch s := s.(type) {
	case CreateTable:
		return s.Table.Schema
	case DropTable:
		return s.Table.Schema
	case CreateIndex:
		return s.Index.Table().Schema
	case DropIndex:
		return s.Index.Table().Schema
	case AddForeignKey:
		return s.ForeignKey.Table().Schema
	case DropForeignKey:
		return s.ForeignKey.Table().Schema
	case DropConstraint:
		return s.Table.Schema
	case ValidateConstraint:
		return s.Table.Schema
	case CreateEnum:
		return s.Type.Schema
	case DropEnum:
		return s.Type.Schema
	case CreateSchema:
		return s.Name
	case DropSchema:
		return s.Name
	case SetComment:
		return s.Table.Schema
	case CreateObject:
		return schemaOf(s.Object)
	case DropObject:
		return schemaOf(s.Object)
	case OwnSequence:
		return s.Sequence.Schema
	case RefreshView:
		return s.View.Schema
	case CreateTableAs:
		return s.Schema
	case AddConstraint:
		switch {
		case s.Unique != nil:
			return s.Unique.Table().Schema
		case s.Check != nil:
			return s.Check.Table().Schema
		case s.Exclude != nil:
			return s.Exclude.Table().Schema
		}
	case Hook:
		if s.Table != nil {
			return s.Table.Schema
		}
	}
	return ""
}
