package engine

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/ddl"
	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/sql"
)

// A Plan is how the database executes a statement.
type Plan struct {
	SQL  string // the statement
	Root *dialect.PlanNode
	Raw  string // the database's own answer
}

// String is the tree of steps.
func (p *Plan) String() string { return p.Root.String() }

// An ExplainOption is an option of Explain.
type ExplainOption func(*explaining)

type explaining struct {
	analyze, writes bool
	params          []sql.Params
}

// Analyze executes a statement that reads, and tells what it took.
func Analyze(x *explaining) { x.analyze = true }

// AnalyzeWrite is Analyze for a statement that may write: it does, and what it has
// written is undone with the transaction only.
func AnalyzeWrite(x *explaining) { x.analyze, x.writes = true, true }

// ExplainWith gives the statement's parameters.
func ExplainWith(p sql.Params) ExplainOption {
	return func(x *explaining) { x.params = []sql.Params{p} }
}

// Explain asks the database how it would execute stmt with its values, without executing
// it, unless [Analyze] is said. A statement that writes is not analyzed without
// [AnalyzeWrite]. What SQLite tells has neither rows nor costs, and it does not analyze.
func Explain(ctx context.Context, ex Executor, stmt sql.Statement, options ...ExplainOption) (*Plan, error) {
	var x explaining
	for _, o := range options {
		if o == nil {
			return nil, errors.New("Explain: one of the options is nil")
		}
		o(&x)
	}
	e, err := engineOf(ex)
	if err != nil {
		return nil, err
	}
	if ctx == nil {
		return nil, errNoContext
	}
	d, ok := e.dialect.(dialect.Explainer)
	if !ok {
		return nil, &compile.UnsupportedError{Dialect: e.dialect.Name(), Construct: "EXPLAIN", Hint: "ask in a client of the database"}
	}
	prefix, err := d.Explain(x.analyze)
	if err != nil {
		return nil, err
	}
	c := newCall(e)
	defer c.free()
	n := sql.StatementOf(stmt)
	if _, ok := n.(ddl.Statement); ok {
		return nil, &StatementError{Op: "EXPLAIN", Err: errors.New("a schema change has no plan")}
	}
	if err := c.prepareNode(n, x.params); err != nil {
		return nil, err
	}
	_, raw := n.(*sql.TextNode)
	verb := driver.Query
	if x.analyze && (c.prog.Verb != driver.Query || raw) {
		if !x.writes {
			return nil, &StatementError{Op: "EXPLAIN of " + opOf(n), SQL: c.prog.SQL, Err: errors.New("to analyze it is to execute it, and it may write: say AnalyzeWrite, in a transaction that is rolled back")}
		}
		verb = driver.Write
	}
	plan := &Plan{SQL: c.prog.SQL}
	own := *c.prog.Compiled
	own.SQL, own.Columns, own.Names, own.OneRow, own.Verb = prefix+plan.SQL, nil, nil, false, verb
	c.prog = &program{Compiled: &own, made: c.prog.made, took: c.prog.took}
	c.prog.stmt = driver.Statement{Text: own.SQL, Params: own.Params, Verb: verb, Once: true}
	if err := ex.start(ctx, c); err != nil {
		return nil, err
	}
	rows, err := c.naturals()
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	for _, r := range rows {
		for i, v := range r {
			if i > 0 {
				b.WriteString(" | ")
			}
			if t, ok := v.([]byte); ok {
				r[i] = string(t)
			}
			fmt.Fprint(&b, r[i])
		}
		b.WriteString("\n")
	}
	plan.Raw = b.String()
	if plan.Root, err = d.ParsePlan(rows); err != nil {
		return nil, &StatementError{Op: "EXPLAIN", SQL: plan.SQL, Err: fmt.Errorf("the answer is not understood: %w", err)}
	}
	return plan, nil
}

// naturals are all rows, as the driver's natural Go values.
func (c *call) naturals() ([][]any, error) {
	var out [][]any
	for c.next() {
		row := make([]any, len(c.cursor.rows.Shape().Columns))
		if err := c.cursor.rows.Values(row); err != nil {
			c.close()
			return nil, c.wrong(err)
		}
		out = append(out, row)
	}
	return out, c.close()
}
