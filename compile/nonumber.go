package compile

import (
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// noNumber refuses to compute with what a Go program has as a number and a database does not: a
// time of day, and, where spans is false, an interval. Some databases would take the number or
// the text that they keep in its place.
func (c *Compiler) noNumber(spans bool, xs ...sql.Node) bool {
	for _, x := range xs {
		switch kindOf(x) {
		case sqltype.KindTime, sqltype.KindTimeTZ:
			c.failf("%s is a time of day, which is compared and sorted, and not computed with: keep an INTERVAL, or move a TIMESTAMP with AddTime", said(x))
			return true
		case sqltype.KindInterval:
			if !spans {
				c.failf("%s is an interval: such are added, subtracted, summed and compared, and have an Abs and a Sign; for more, compute with Extract(Epoch, …) of times, or in Go", said(x))
				return true
			}
		}
	}
	return false
}

func kindOf(n sql.Node) sqltype.Kind {
	if t := sql.TypeOf(n); t != nil {
		return t.Kind
	}
	return sqltype.KindUnknown
}

// said is an operand in a message: a column by its name, anything else by what it is.
func said(n sql.Node) string {
	switch n := unlabelled(n).(type) {
	case *sql.ColumnNode:
		return n.Table.Ref() + "." + n.Name
	case *sql.BindNode:
		return "a value beside an operator"
	case *sql.CallNode:
		return n.Name + "(…)"
	}
	return "an operand"
}

// numeric reports whether a function computes with numbers.
func numeric(n *sql.CallNode) bool {
	switch n.Fn {
	case sql.FnNone:
		return n.Agg && (n.Name == "sum" || n.Name == "avg")
	case sql.FnStddevPop, sql.FnStddevSamp, sql.FnVarPop, sql.FnVarSamp:
		return true
	}
	return n.Fn >= sql.FnAbs && n.Fn <= sql.FnLog10
}

// spans reports whether a function that computes does so with intervals, too.
func spans(n *sql.CallNode) bool {
	return n.Fn == sql.FnAbs || n.Fn == sql.FnSign || n.Fn == sql.FnNone && n.Name == "sum"
}
