package mysql

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/dialect"
)

// Explain asks for JSON. MySQL has no numbers of ANALYZE in its JSON before 8.3, so that
// it is asked for the estimates only there.
func (d *my) Explain(analyze bool) (string, error) {
	switch {
	case analyze && d.g.mysql:
		return "", &compile.UnsupportedError{Dialect: d.Name(), Construct: "ANALYZE with a plan as JSON", Hint: "leave Analyze out, and time the statement itself"}
	case analyze:
		return "ANALYZE FORMAT=JSON ", nil
	}
	return "EXPLAIN FORMAT=JSON ", nil
}

// ParsePlan reads the one JSON document: objects with a table's name are steps that read it,
// and objects and lists of others are what a step consists of.
func (d *my) ParsePlan(rows [][]any) (*dialect.PlanNode, error) {
	if len(rows) != 1 || len(rows[0]) != 1 {
		return nil, errors.New("it is not one value")
	}
	text, _ := rows[0][0].(string)
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	root, err := ordered(dec)
	if err != nil {
		return nil, err
	}
	top, ok := root.(object)
	if !ok {
		return nil, fmt.Errorf("it is %.40q", text)
	}
	out := &dialect.PlanNode{Kind: "query", Rows: -1, Cost: -1}
	parts(out, top)
	if len(out.Children) == 1 {
		return out.Children[0], nil
	}
	return out, nil
}

// parts adds the steps that an object names.
func parts(n *dialect.PlanNode, o object) {
	for _, m := range o {
		if strings.HasPrefix(m.name, "r_") || m.name == "query_optimization" {
			continue // what a step took is no step
		}
		switch v := m.value.(type) {
		case object:
			n.Children = append(n.Children, planOf(m.name, v))
		case []any:
			var in []*dialect.PlanNode
			for _, x := range v {
				if xo, ok := x.(object); ok {
					sub := &dialect.PlanNode{Rows: -1, Cost: -1}
					parts(sub, xo)
					in = append(in, sub.Children...)
				}
			}
			if len(in) > 0 {
				n.Children = append(n.Children, &dialect.PlanNode{Kind: m.name, Rows: -1, Cost: -1, Children: in})
			}
		}
	}
}

func planOf(name string, o object) *dialect.PlanNode {
	n := &dialect.PlanNode{Kind: name, Rows: -1, Cost: -1}
	if t := o.text("table_name"); t != "" {
		n.Table = t
		if k := o.text("access_type"); k != "" {
			n.Kind = k
		}
		n.Index = o.text("key")
		n.Condition = o.text("attached_condition")
	} else if o.text("insert") != "" || o.text("update") != "" || o.text("delete") != "" {
		n.Kind = "write"
	}
	if m := o.text("message"); m != "" {
		n.Kind = m // there is nothing to read
	}
	if x, ok := o.number("rows"); ok {
		n.Rows = x
	}
	if x, ok := o.number("cost"); ok {
		n.Cost = x
	}
	if loops, ok := o.number("r_loops"); ok {
		a := &dialect.Actual{Loops: loops}
		a.Rows, _ = o.number("r_rows")
		ms, _ := o.number("r_total_time_ms")
		if ms == 0 {
			ms, _ = o.number("r_table_time_ms")
		}
		a.Time = time.Duration(ms * float64(time.Millisecond))
		n.Actual = a
	}
	parts(n, o)
	return n
}

// An object is a JSON object in its order, which is that of the plan.
type object []member

type member struct {
	name  string
	value any
}

func (o object) get(name string) any {
	for _, m := range o {
		if m.name == name {
			return m.value
		}
	}
	return nil
}

func (o object) text(name string) string { s, _ := o.get(name).(string); return s }

func (o object) number(name string) (float64, bool) {
	n, ok := o.get(name).(json.Number)
	if !ok {
		return 0, false
	}
	f, err := strconv.ParseFloat(string(n), 64)
	return f, err == nil
}

// ordered reads a JSON value.
func ordered(d *json.Decoder) (any, error) {
	t, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch t {
	case json.Delim('{'):
		var o object
		for d.More() {
			name, err := d.Token()
			if err != nil {
				return nil, err
			}
			v, err := ordered(d)
			if err != nil {
				return nil, err
			}
			o = append(o, member{fmt.Sprint(name), v})
		}
		_, err = d.Token()
		return o, err
	case json.Delim('['):
		var l []any
		for d.More() {
			v, err := ordered(d)
			if err != nil {
				return nil, err
			}
			l = append(l, v)
		}
		_, err = d.Token()
		return l, err
	}
	return t, nil
}
