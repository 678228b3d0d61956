package sqlite

import (
	"errors"
	"fmt"
	"strings"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/dialect"
)

// Explain is EXPLAIN QUERY PLAN.
func (*lite) Explain(analyze bool) (string, error) {
	if analyze {
		return "", &compile.UnsupportedError{Dialect: grammar{}.Name(), Construct: "EXPLAIN with ANALYZE", Hint: "leave Analyze out, and time the statement itself"}
	}
	return "EXPLAIN QUERY PLAN ", nil
}

// ParsePlan reads rows of (id, parent, unused, detail). Where there are several at the top
// they are under one that says QUERY PLAN, as the shell does.
func (*lite) ParsePlan(rows [][]any) (*dialect.PlanNode, error) {
	root := &dialect.PlanNode{Kind: "QUERY PLAN", Rows: -1, Cost: -1}
	at := map[int64]*dialect.PlanNode{0: root}
	for _, r := range rows {
		if len(r) != 4 {
			return nil, errors.New("a row has not four columns")
		}
		id, ok1 := r[0].(int64)
		parent, ok2 := r[1].(int64)
		detail, ok3 := r[3].(string)
		above := at[parent]
		if !ok1 || !ok2 || !ok3 || above == nil {
			return nil, fmt.Errorf("a row is %v", r)
		}
		n := step(detail)
		at[id] = n
		above.Children = append(above.Children, n)
	}
	if len(root.Children) == 1 {
		return root.Children[0], nil
	}
	return root, nil
}

// step takes "SEARCH t AS a USING INDEX i (x=?)" apart.
func step(detail string) *dialect.PlanNode {
	n := &dialect.PlanNode{Kind: detail, Rows: -1, Cost: -1}
	verb, rest, _ := strings.Cut(detail, " ")
	if verb != "SCAN" && verb != "SEARCH" {
		return n
	}
	n.Kind = verb
	rest, using, _ := strings.Cut(rest, " USING ")
	n.Table, n.Alias, _ = strings.Cut(rest, " AS ")
	for _, words := range []string{"AUTOMATIC PARTIAL COVERING INDEX", "AUTOMATIC COVERING INDEX", "AUTOMATIC PARTIAL INDEX", "COVERING INDEX", "INDEX", "INTEGER PRIMARY KEY", "PRIMARY KEY"} {
		after, ok := strings.CutPrefix(using, words)
		if !ok {
			continue
		}
		name, cond, _ := strings.Cut(strings.TrimSpace(after), "(")
		if n.Index = strings.TrimSpace(name); n.Index == "" {
			n.Index = words
		}
		n.Condition = strings.TrimSuffix(cond, ")")
		break
	}
	return n
}
