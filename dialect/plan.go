package dialect

import (
	"fmt"
	"strings"
	"time"
)

// An Explainer is a dialect whose database tells how it would execute a statement.
type Explainer interface {
	// Explain is what is written in front of a statement; analyze: it is executed, and what
	// that took is told, too.
	Explain(analyze bool) (prefix string, err error)
	// ParsePlan takes the answer apart: a row for each row, a text or nil for each column.
	ParsePlan(rows [][]any) (*PlanNode, error)
}

// A PlanNode is a step of a query plan.
type PlanNode struct {
	Kind      string  // as the database calls it: "Index Scan", "ref", "SEARCH"
	Table     string  // that it reads or writes
	Alias     string  // of the table, where it has one
	Index     string  // that it uses
	Condition string  // what it filters or joins by, as the database writes it
	Rows      float64 // that are estimated; -1: it is not told
	Cost      float64 // the estimated total, in the database's own unit; -1: it is not told
	Actual    *Actual // nil: it was not executed
	Children  []*PlanNode
}

// Actual is what a step of a plan really took.
type Actual struct {
	Rows  float64 // in each loop
	Loops float64
	Time  time.Duration // in all loops, with what is below it
}

// String is the tree below n, a line for each step, indented by two.
func (n *PlanNode) String() string {
	var b strings.Builder
	n.write(&b, 0)
	return b.String()
}

func (n *PlanNode) write(b *strings.Builder, depth int) {
	b.WriteString(strings.Repeat("  ", depth) + n.Kind)
	if n.Table != "" {
		b.WriteString(" " + n.Table)
	}
	if n.Alias != "" && n.Alias != n.Table {
		b.WriteString(" AS " + n.Alias)
	}
	if n.Index != "" {
		b.WriteString(" by " + n.Index)
	}
	if n.Condition != "" {
		b.WriteString(" where " + n.Condition)
	}
	if n.Rows >= 0 {
		fmt.Fprintf(b, ", %.0f rows", n.Rows)
	}
	if n.Cost >= 0 {
		fmt.Fprintf(b, ", cost %.2f", n.Cost)
	}
	if a := n.Actual; a != nil {
		fmt.Fprintf(b, "; %.0f rows in %.0f loops, %v", a.Rows, a.Loops, a.Time)
	}
	b.WriteString("\n")
	for _, c := range n.Children {
		c.write(b, depth+1)
	}
}

// Walk calls f for n and everything below it, from the top, until it says false.
func (n *PlanNode) Walk(f func(*PlanNode) bool) bool {
	if !f(n) {
		return false
	}
	for _, c := range n.Children {
		if !c.Walk(f) {
			return false
		}
	}
	return true
}
