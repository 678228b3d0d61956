package postgres

import (
	"encoding/json"
	"errors"
	"time"

	"github.com/aludel/aludel/dialect"
)

// Explain asks for JSON.
func (d *pg) Explain(analyze bool) (string, error) {
	if analyze {
		return "EXPLAIN (ANALYZE, FORMAT JSON) ", nil
	}
	return "EXPLAIN (FORMAT JSON) ", nil
}

// planJSON is a node of EXPLAIN (FORMAT JSON).
type planJSON struct {
	Type       string  `json:"Node Type"`
	Relation   string  `json:"Relation Name"`
	Alias      string  `json:"Alias"`
	CTE        string  `json:"CTE Name"`
	Function   string  `json:"Function Name"`
	Index      string  `json:"Index Name"`
	Operation  string  `json:"Operation"`
	Strategy   string  `json:"Strategy"`
	Join       string  `json:"Join Type"`
	IndexCond  string  `json:"Index Cond"`
	HashCond   string  `json:"Hash Cond"`
	MergeCond  string  `json:"Merge Cond"`
	Recheck    string  `json:"Recheck Cond"`
	JoinFilter string  `json:"Join Filter"`
	Filter     string  `json:"Filter"`
	Rows       float64 `json:"Plan Rows"`
	Cost       float64 `json:"Total Cost"`

	ActualRows  float64  `json:"Actual Rows"`
	ActualLoops *float64 `json:"Actual Loops"`
	ActualTime  float64  `json:"Actual Total Time"` // milliseconds, of one loop

	Plans []planJSON `json:"Plans"`
}

// ParsePlan reads the one JSON document.
func (d *pg) ParsePlan(rows [][]any) (*dialect.PlanNode, error) {
	if len(rows) != 1 || len(rows[0]) != 1 {
		return nil, errors.New("it is not one value")
	}
	text, _ := rows[0][0].(string)
	var doc []struct{ Plan planJSON }
	if err := json.Unmarshal([]byte(text), &doc); err != nil {
		return nil, err
	}
	if len(doc) == 0 {
		return nil, errors.New("it has no plan")
	}
	return doc[0].Plan.node(), nil
}

func (p *planJSON) node() *dialect.PlanNode {
	n := &dialect.PlanNode{Kind: p.Type, Table: p.Relation, Alias: p.Alias, Index: p.Index, Rows: p.Rows, Cost: p.Cost}
	if p.Operation != "" {
		n.Kind = p.Operation
	}
	if p.Join != "" && p.Join != "Inner" {
		n.Kind += " (" + p.Join + ")"
	}
	for _, s := range []string{p.CTE, p.Function} {
		if n.Table == "" {
			n.Table = s
		}
	}
	for _, cond := range []string{p.IndexCond, p.HashCond, p.MergeCond, p.Recheck, p.JoinFilter, p.Filter} {
		if cond == "" {
			continue
		}
		if n.Condition != "" {
			n.Condition += " AND "
		}
		n.Condition += cond
	}
	if p.ActualLoops != nil {
		n.Actual = &dialect.Actual{Rows: p.ActualRows, Loops: *p.ActualLoops, Time: time.Duration(p.ActualTime * *p.ActualLoops * float64(time.Millisecond))}
	}
	for i := range p.Plans {
		n.Children = append(n.Children, p.Plans[i].node())
	}
	return n
}
