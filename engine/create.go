package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

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
// before those that it refers to. A database schema that holds anything else is an error,
// also on a database that would drop it with what is in it.
func (e *Engine) DropAll(ctx context.Context, m *schema.MetaData, only ...*schema.Table) error {
	return e.change(ctx, m, only, ddl.DropAll, (*ddl.Have).Present)
}

type planner func(*schema.MetaData, ddl.Traits, ...*schema.Table) ([]ddl.Statement, error)

func (e *Engine) change(ctx context.Context, m *schema.MetaData, only []*schema.Table, plan planner, due func(*ddl.Have, []ddl.Statement) []ddl.Statement) error {
	if err := e.lends(ctx); err != nil {
		return err
	}
	p, err := e.planned(m, only, plan)
	if err != nil {
		return err
	}
	for _, t := range m.Tables() {
		if t.Temporary && (only == nil || slices.Contains(only, t)) {
			return fmt.Errorf("table %s is temporary and would vanish with the connection that makes it: use CreateAll and DropAll of the connection that uses it", t.FullName())
		}
	}
	return e.Begin(ctx, func(c *Conn) error { return p.do(ctx, c, due) })
}

// CreateAll is Engine.CreateAll on this connection, in its transaction; it is the way to
// make temporary tables. MySQL and MariaDB end a transaction before each change of a
// schema, but for those of temporary tables.
func (c *Conn) CreateAll(ctx context.Context, m *schema.MetaData, only ...*schema.Table) error {
	if c == nil || c.eng == nil {
		return errNoConn
	}
	if err := c.ready(); err != nil {
		return err
	}
	p, err := c.eng.planned(m, only, ddl.CreateAll)
	if err != nil {
		return err
	}
	return p.do(ctx, c, (*ddl.Have).Missing)
}

// DropAll is Engine.DropAll on this connection, in its transaction.
func (c *Conn) DropAll(ctx context.Context, m *schema.MetaData, only ...*schema.Table) error {
	if c == nil || c.eng == nil {
		return errNoConn
	}
	if err := c.ready(); err != nil {
		return err
	}
	p, err := c.eng.planned(m, only, ddl.DropAll)
	if err != nil {
		return err
	}
	return p.do(ctx, c, (*ddl.Have).Present)
}

// A schemaPlan is what CreateAll or DropAll does in a database that has nothing, or all.
type schemaPlan struct {
	g          compile.SchemaGrammar
	traits     ddl.Traits
	statements []ddl.Statement
}

func (e *Engine) planned(m *schema.MetaData, only []*schema.Table, plan planner) (*schemaPlan, error) {
	if m == nil {
		return nil, errors.New("CreateAll and DropAll: the MetaData is nil")
	}
	g, ok := e.grammar.(compile.SchemaGrammar)
	if !ok {
		return nil, fmt.Errorf("the dialect %s cannot change schemas: its grammar is no compile.SchemaGrammar", e.dialect.Name())
	}
	traits := compile.TraitsOf(g)
	statements, err := plan(m, traits, only...)
	if err != nil {
		return nil, err
	}
	if _, err := compile.AllDDL(g, statements); err != nil {
		return nil, err
	}
	return &schemaPlan{g, traits, statements}, nil
}

func (p *schemaPlan) do(ctx context.Context, c *Conn, due func(*ddl.Have, []ddl.Statement) []ddl.Statement) error {
	have := ddl.NewHave(p.traits)
	for _, s := range ddl.Schemas(p.statements) {
		if err := c.existing(ctx, p.g, s, have.Add); err != nil {
			return fmt.Errorf("asking what the database has: %w", err)
		}
	}
	for _, s := range due(have, p.statements) {
		if err := p.empty(ctx, c, s); err != nil {
			return err
		}
		if h, ok := s.(ddl.Hook); ok && h.If != nil {
			yes, err := asked(ctx, c, h)
			if err != nil {
				return err
			}
			if !yes {
				continue
			}
			h.If = nil
			s = h
		}
		if _, err := c.Execute(ctx, s); err != nil {
			return err
		}
	}
	return nil
}

// empty makes sure that s, if it drops a database schema with what is in it, finds nothing
// there.
func (p *schemaPlan) empty(ctx context.Context, c *Conn, s ddl.Statement) error {
	d, ok := s.(ddl.DropObject)
	if !ok || !p.traits.DropsWhole {
		return nil
	}
	n, ok := d.Object.(*schema.Namespace)
	if !ok {
		return nil
	}
	var left []string
	err := c.existing(ctx, p.g, n.Name, func(_ string, kind ddl.Kind, name, _, _ string) {
		left = append(left, string(kind)+" "+name)
	})
	if err == nil && left != nil {
		err = fmt.Errorf("the database schema %s is not dropped: it holds the %s, which the MetaData does not have and the server would drop, too", n.Name, strings.Join(left, ", the "))
	}
	return err
}

// existing notes what is in a database schema.
func (c *Conn) existing(ctx context.Context, g compile.SchemaGrammar, schema string, add func(schema string, kind ddl.Kind, name, table, columns string)) error {
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
		add(schema, ddl.Kind(kind), name, table, columns)
	}
	return nil
}
