package answers

import (
	"context"
	"sync"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// A Case is the counterpart of one recorded case, on all the dialects that it was
// recorded on. One of Stmt, For and Run is set.
type Case struct {
	Name   string
	Stmt   sql.Statement
	For    func(dialect string) sql.Statement
	Run    func(e *Env) (*Answer, error)
	Params sql.Params

	// Err is a part of our error's text, where an error was recorded.
	Err string
	// Differs are the answers that are right and not those that were recorded.
	Differs map[string]Difference
	// Text are the reasons why the text is not the recorded one.
	Text map[string]string
	// Unordered: the recorded ORDER BY leaves open how some of the rows are sorted.
	Unordered bool
}

// A Difference is an answer of ours that is not the recorded one.
type Difference struct {
	Why   string
	Rows  string   // ours, in the notation of the recorded ones; "" where they are the same
	Keys  []string // the names of our columns, where they differ
	Err   string   // a part of our error's text, where the recorded answer is none
	Runs  bool     // the recorded answer is an error, ours is not
	Count *int64   // how many rows were written, where the recorded count is another
}

// An Env is what a Run works with.
type Env struct {
	Ctx     context.Context
	Dialect string
	Engine  *engine.Engine // of a database with the tables and their rows
	Conn    *engine.Conn   // in a transaction that is rolled back afterwards
	Sent    *Sent          // what Engine has sent
}

// Sent are the statements that an engine has sent, for engine.Watch.
type Sent struct {
	mu    sync.Mutex
	texts []string
}

// Before notes a statement.
func (s *Sent) Before(_ context.Context, ev *engine.Event) {
	if !ev.Step {
		s.mu.Lock()
		s.texts = append(s.texts, ev.SQL)
		s.mu.Unlock()
	}
}

// After does nothing.
func (s *Sent) After(*engine.Event) {}

// Take are the statements since the last Take.
func (s *Sent) Take() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	texts := s.texts
	s.texts = nil
	return texts
}

// An Answer is what a case gave: the names of the columns and the rows, or how many
// rows were written (-1: it is not known).
type Answer struct {
	Keys  []string
	Rows  [][]any
	Count int64
	SQL   string // of the statement that the case is about; "" where there is no one such
}

// Ask is the answer to a statement.
func (e *Env) Ask(stmt sql.Statement, params ...sql.Params) (*Answer, error) {
	text, _, err := e.Engine.Dialect().RenderSQL(filled(sql.StatementOf(stmt)))
	if err != nil {
		return nil, err
	}
	r, err := e.Conn.Execute(e.Ctx, stmt, params...)
	if err != nil {
		return nil, err
	}
	a := &Answer{SQL: text, Count: -1}
	if a.Keys = r.Keys(); len(a.Keys) == 0 {
		a.Count = r.RowCount()
		return a, r.Close()
	}
	rows, err := r.All()
	for _, row := range rows {
		a.Rows = append(a.Rows, row.Values())
	}
	return a, err
}

// filled is n with the defaults that the declaration of its table has.
func filled(n sql.Node) sql.Node {
	switch n := n.(type) {
	case *sql.InsertNode:
		return schema.FillInsert(n)
	case *sql.UpdateNode:
		return schema.FillUpdate(n)
	}
	return n
}

func (c Case) run(e *Env) (*Answer, error) {
	switch {
	case c.Run != nil:
		return c.Run(e)
	case c.For != nil:
		return e.Ask(c.For(e.Dialect), c.params()...)
	}
	return e.Ask(c.Stmt, c.params()...)
}

func (c Case) params() []sql.Params {
	if c.Params == nil {
		return nil
	}
	return []sql.Params{c.Params}
}
