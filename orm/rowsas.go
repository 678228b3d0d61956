package orm

import (
	"context"
	"fmt"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

// RowsAs runs any statement that reads in s, and puts each row into a T, as [engine.AllAs]
// does: a struct of the program's own, by the names of its fields and of the columns, or a
// scalar; an entity stands for its columns. Policies hold, the session's changes in the tables that it reads are flushed
// before, and no row is an object of the session. A text runs as it is written, without
// policies, after a flush.
//
//	type Stock struct { Name string; Sold int }
//	stock, err := orm.RowsAs[Stock](ctx, s, sql.Select(Products.Name, sql.Sum(Orders.Quantity).As("sold")).…)
//
// What INSERT, UPDATE and DELETE return is for [All] and [FromStatement].
func RowsAs[T any](ctx context.Context, s *Session, stmt sql.Statement, params ...sql.Params) ([]T, error) {
	if err := s.enter(); err != nil {
		return nil, err
	}
	defer s.leave()
	ex, n, err := s.toRead(ctx, stmt)
	if err != nil {
		return nil, err
	}
	return engine.AllAs[T](ctx, ex, statement(n), params...)
}

// Unscoped of a query holds wherever it is run.
func (q *QueryFor[E]) withoutPolicies() bool {
	return q != nil && q.q != nil && q.q.flags&unscoped != 0
}

// spelled is n with the columns of the entities that it selects instead of them.
func spelled(n sql.Node) sql.Node {
	sel, ok := n.(*sql.SelectNode)
	if !ok {
		return n
	}
	c := *sel
	c.Items = make([]sql.Node, 0, len(sel.Items))
	for _, i := range sel.Items {
		t, ok := i.(*sql.TableNode)
		if !ok {
			c.Items = append(c.Items, i)
			continue
		}
		for _, col := range t.Cols {
			c.Items = append(c.Items, col)
		}
	}
	return &c
}

// toRead makes the session ready for a statement that gives rows, which are no objects.
func (s *Session) toRead(ctx context.Context, stmt sql.Statement) (ex engine.Executor, n sql.Node, err error) {
	switch n = sql.StatementOf(stmt); n.(type) {
	case *sql.InsertNode, *sql.UpdateNode, *sql.DeleteNode, *sql.MergeNode:
		return nil, nil, fmt.Errorf("RowsAs reads, and is given %s: Execute runs it, orm.All and orm.FromStatement give what it returns", verbOf(n))
	}
	if q, ok := stmt.(interface{ withoutPolicies() bool }); ok && q.withoutPolicies() {
		n, err = s.policies.admit(ctx, s.u.keyed(n), true)
	} else {
		n, err = s.scoped(ctx, n)
	}
	if err != nil {
		return nil, nil, err
	}
	n = spelled(n)
	reads, err := readsOnly(n)
	switch {
	case err != nil:
	case reads:
		if err = s.autoflush(ctx, &sql.SelectNode{From: []*sql.TableNode{{Body: n}}}, false, nil); err == nil {
			ex, err = s.executor(ctx)
		}
	default:
		if _, err = s.flush(ctx, false); err == nil {
			s.wrote, s.raw = true, true
			ex, err = s.begin(ctx)
		}
	}
	return ex, n, err
}
