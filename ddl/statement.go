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
	}

	// CreateIndex is CREATE INDEX.
	CreateIndex struct {
		member
		Index       *schema.Index
		IfNotExists bool
	}

	// DropIndex is DROP INDEX.
	DropIndex struct {
		member
		Index    *schema.Index
		IfExists bool
	}

	// AddForeignKey is ALTER TABLE … ADD FOREIGN KEY. The constraint gets a name
	// also where its declaration has none, so that it can be dropped.
	AddForeignKey struct {
		member
		ForeignKey *schema.ForeignKey
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

	// DropSchema is DROP SCHEMA, of an empty one.
	DropSchema struct {
		member
		Name     string
		IfExists bool
	}

	// SetComment describes a table, or one of its columns or foreign keys, in the
	// database. An empty Text takes the comment away.
	SetComment struct {
		member
		Table      *schema.Table
		Column     *schema.ColumnDef  // or nil
		ForeignKey *schema.ForeignKey // or nil
		Text       string
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
	}
	return ""
}
