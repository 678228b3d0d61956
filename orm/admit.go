package orm

import (
	"context"
	"fmt"
	"slices"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/sql"
)

// A SessionStatement is a statement that a session is about to execute. It is valid during
// the call of the hook that is given it.
type SessionStatement struct {
	n    sql.Node
	only []only
}

// Op is SELECT, INSERT, UPDATE, DELETE, MERGE, or TEXT of a statement that is no tree.
func (st *SessionStatement) Op() string {
	switch st.n.(type) {
	case *sql.SelectNode:
		return "SELECT"
	case *sql.InsertNode:
		return "INSERT"
	case *sql.UpdateNode:
		return "UPDATE"
	case *sql.DeleteNode:
		return "DELETE"
	case *sql.MergeNode:
		return "MERGE"
	}
	return "TEXT"
}

// Names reports whether the statement names the table of t, or of what inherits from t, at
// any depth. Of a text nobody knows, and it says no.
func (st *SessionStatement) Names(t TableStruct) bool {
	m, err := mapperOf(t)
	if err != nil {
		return false
	}
	named := false
	sql.Walk(st.n, func(n sql.Node) bool {
		switch n := n.(type) {
		case *sql.TableNode:
			named = named || isOf(n, m)
		case *sql.ColumnNode:
			named = named || n.Table != nil && isOf(n.Table, m)
		}
		return !named
	})
	return named
}

// isOf reports whether the rows of t are m's, or some of them.
func isOf(t *sql.TableNode, m *mapping.Mapper) bool {
	of := mapping.Of(t)
	return of != nil && of.IsA(m)
}

// Only adds conditions on the rows of t, which hold wherever the statement reads or writes
// t, as those of the session option Only do. A text has no place for them, which is the
// error of the statement.
func (st *SessionStatement) Only(t TableStruct, conds ...sql.Typed[bool]) {
	for _, c := range conds {
		st.only = append(st.only, only{t, sql.NodeOf(c)})
	}
}

// OnStatement calls f before each statement that the program has a session execute: queries,
// the loading of relationships and columns, Get and Refresh when they ask the database,
// UPDATE and DELETE of many rows, Execute. f may add conditions; its error keeps the statement
// from being sent, and is the error of the call. What a flush sends is seen by the hooks of
// flushes, and what runs on Connection by those of the engine. f must not use the session.
func OnStatement(f func(context.Context, *SessionStatement) error) SessionOption {
	return func(s *Session) {
		if f == nil {
			s.refuse("OnStatement")
			return
		}
		sc := s.scope()
		sc.session = s
		sc.watch = append(sc.watch, f)
	}
}

// admit is n with the policies in it, and with what hooks add. With free policies do not count.
func (s *scope) admit(ctx context.Context, n sql.Node, free bool) (sql.Node, error) {
	if s == nil || len(s.watch) == 0 {
		if free {
			return n, nil
		}
		return s.apply(n)
	}
	st := &SessionStatement{n: n}
	for _, f := range s.watch {
		if err := s.session.inside(func() error { return f(ctx, st) }); err != nil {
			return nil, fmt.Errorf("OnStatement: %w", err)
		}
	}
	if len(st.only) > 0 && st.Op() == "TEXT" {
		return nil, fmt.Errorf("OnStatement: the statement is a text, which has no place for conditions: write them into it, or refuse it")
	}
	c := &scope{tenant: s.tenant, err: s.err, only: append(slices.Clip(s.only), st.only...)}
	if free {
		if len(st.only) == 0 {
			return n, nil
		}
		c = &scope{only: st.only, bare: true}
	}
	return c.apply(n)
}

// quiet are the same policies for statements of the session's own.
func (s *scope) quiet() *scope {
	if s == nil || len(s.watch) == 0 {
		return s
	}
	c := *s
	c.watch = nil
	return &c
}

// query runs n on ex with f's policies.
func (f *fetcher) query(ctx context.Context, n sql.Node) (*engine.Cursor, error) {
	n, err := f.policies.admit(ctx, f.u.keyed(n), f.free || f.policies == nil && !mapping.AnyGuarded())
	if err != nil {
		return nil, err
	}
	return engine.Query(ctx, f.ex, statement(n))
}
