package engine

import (
	"context"
	"errors"
	"fmt"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/ddl"
	"github.com/aludel/aludel/schema"
)

// CreateAll creates the tables of m that are not there yet (or only some of m's
// tables), with all that belongs to them, each after those that it refers to. What
// is there is left as it is, changed or not: that is the business of migrations.
// Mistakes in the declarations, and what the database cannot do, are all reported
// before anything is sent. It is one transaction where the database can undo schema
// changes (PostgreSQL, SQLite).
func (e *Engine) CreateAll(ctx context.Context, m *schema.MetaData, only ...*schema.Table) error {
	return e.change(ctx, m, only, ddl.CreateAll, (*ddl.Have).Missing)
}

// DropAll drops the tables of m that are there (or only some of m's tables), each
// before those that it refers to.
func (e *Engine) DropAll(ctx context.Context, m *schema.MetaData, only ...*schema.Table) error {
	return e.change(ctx, m, only, ddl.DropAll, (*ddl.Have).Present)
}

type planner func(*schema.MetaData, ddl.Traits, ...*schema.Table) ([]ddl.Statement, error)

func (e *Engine) change(ctx context.Context, m *schema.MetaData, only []*schema.Table, plan planner, due func(*ddl.Have, []ddl.Statement) []ddl.Statement) error {
	if err := e.lends(ctx); err != nil {
		return err
	}
	if m == nil {
		return errors.New("CreateAll and DropAll: the MetaData is nil")
	}
	g, ok := e.grammar.(compile.SchemaGrammar)
	if !ok {
		return fmt.Errorf("the dialect %s cannot change schemas: its grammar is no compile.SchemaGrammar", e.dialect.Name())
	}
	traits := compile.TraitsOf(g)
	statements, err := plan(m, traits, only...)
	if err != nil {
		return err
	}
	if _, err := compile.AllDDL(g, statements); err != nil {
		return err
	}
	return e.Begin(ctx, func(c *Conn) error {
		have := ddl.NewHave(traits)
		for _, s := range ddl.Schemas(statements) {
			if err := c.existing(ctx, g, s, have); err != nil {
				return fmt.Errorf("asking what the database has: %w", err)
			}
		}
		for _, s := range due(have, statements) {
			if _, err := c.Execute(ctx, s); err != nil {
				return err
			}
		}
		return nil
	})
}

// existing notes what is in a database schema.
func (c *Conn) existing(ctx context.Context, g compile.SchemaGrammar, schema string, have *ddl.Have) error {
	res, err := c.Execute(ctx, g.Existing(compile.SchemaName(g, schema)))
	if err != nil {
		return err
	}
	for row, err := range res.Rows() {
		if err != nil {
			return err
		}
		var kind, name, table, columns string
		if err := row.Scan(&kind, &name, &table, &columns); err != nil {
			return err
		}
		have.Add(schema, ddl.Kind(kind), name, table, columns)
	}
	return nil
}
