package graphs_test

import (
	"fmt"
	"strings"

	"github.com/aludel/aludel/engine"
)

// written is a statement that a flush sent: once, or for as many rows.
type written struct {
	sql    string
	args   int
	rows   int
	behind bool // together with the one before
}

// noteWritten is what e has written.
func noteWritten(e *engine.Event) written {
	w := written{sql: e.SQL, args: len(e.Args), rows: 1, behind: e.Place > 0}
	if w.args > 0 {
		if _, err := fmt.Sscanf(e.Args[w.args-1], "… and %d more rows", &w.rows); err == nil {
			w.args, w.rows = w.args-1, w.rows+1
		}
	}
	return w
}

// commit is Commit; every third graph compares what Plan says with what is sent.
func (r *run) commit() error {
	if r.seed%3 != 0 {
		return r.s.Commit(r.ctx)
	}
	reads := r.count.reads.Load()
	p, err := r.s.Plan(r.ctx)
	if err != nil {
		return fmt.Errorf("Plan: %w", err)
	}
	again, err := r.s.Plan(r.ctx)
	if err != nil {
		return fmt.Errorf("a second Plan: %w", err)
	}
	r.count.reads.Store(reads)
	if p.String() != again.String() {
		return fmt.Errorf("two plans differ:\n%s\n%s", p, again)
	}
	r.count.keep, r.count.sent = true, nil
	err = r.s.Commit(r.ctx)
	r.count.keep = false
	if err != nil {
		return err
	}
	var lines []string
	for _, w := range r.count.sent {
		for range w.rows {
			lines = append(lines, w.sql)
		}
	}
	var planned []string
	for _, s := range p.Statements {
		planned = append(planned, s.SQL)
	}
	if strings.Join(lines, "\n") != strings.Join(planned, "\n") {
		return fmt.Errorf("Plan said:\n%s\nand this was sent:\n%s", p, strings.Join(lines, "\n"))
	}
	at := 0
	for _, w := range r.count.sent {
		s := p.Statements[at]
		switch {
		case len(s.Args) != w.args:
			return fmt.Errorf("%s was planned with %d values, and sent with %d", s.SQL, len(s.Args), w.args)
		case w.behind && (at == 0 || p.Statements[at-1].Trip != s.Trip):
			return fmt.Errorf("statement %d went out with the one before, which is of another trip:\n%s", at+1, p)
		case !w.behind && at > 0 && p.Statements[at-1].Trip == s.Trip && w.rows == 1 && r.together:
			return fmt.Errorf("statement %d is of the same trip as the one before, and went out after it:\n%s", at+1, p)
		}
		at += w.rows
	}
	r.sum.planned += at
	return nil
}
