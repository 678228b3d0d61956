package orm

import (
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// Subquery loads r as SelectIn does, by one statement for all entities however many
// they are: it finds their owners by the query itself, as a subquery, instead of by
// their keys. It is for many thousands of owners that a cheap condition chooses; the
// database does that work again for each relationship. Where the query has a Limit,
// an Offset or a lock, which might choose other rows the second time, it is SelectIn.
func Subquery[E, T any](r Link[E, T], nested ...Load[T]) Load[E] {
	return (*LoadFor[E])(&loading{p: r.is_a_relationship(), again: true, nested: loadings(nested)})
}

// asks reports whether one of ls asks the query again.
func asks(ls []*loading) bool {
	for _, l := range ls {
		if l != nil && l.again {
			return true
		}
	}
	return false
}

// repeatable is what chooses n's rows; nil where it might choose others the next time.
func repeatable(n *sql.SelectNode) *sql.SelectNode {
	if n.Limit != nil || n.Offset != nil || n.Lock != "" || n.More != nil || len(n.Sets)+len(n.With)+len(n.GroupBy) > 0 {
		return nil
	}
	return &sql.SelectNode{From: n.From, Joins: n.Joins[:len(n.Joins):len(n.Joins)], Where: n.Where}
}

// from is l, whose owners are those that source finds.
func (l *loading) from(source *sql.SelectNode) *loading {
	if source == nil || !l.again {
		return l
	}
	c := *l
	c.source = source
	return &c
}

// owners is the condition that columns refer to one of recs by what is in their
// columns referred.
func (l *loading) owners(columns []*sql.ColumnNode, referred []*mapping.Column, recs []*state.Record) (sql.Node, error) {
	if l.source == nil {
		width := len(referred)
		if width == 1 && len(recs) > 1 {
			list := &sql.ListNode{Type: schema.DefOf(columns[0]).Type, Values: make([]driver.Value, len(recs))}
			for i, o := range recs {
				b, err := referred[0].Bound(o.Obj)
				if err != nil {
					return nil, err
				}
				list.Values[i] = b.Value
			}
			return &sql.InNode{X: columns[0], List: list}, nil
		}
		keys := make([][]sql.Node, len(recs))
		nodes, binds := make([]sql.Node, len(recs)*width), make([]sql.BindNode, len(recs)*width)
		for i, o := range recs {
			keys[i] = nodes[i*width : (i+1)*width : (i+1)*width]
			for j, c := range referred {
				b := &binds[i*width+j]
				var err error
				if *b, err = c.Bound(o.Obj); err != nil {
					return nil, err
				}
				keys[i][j] = b
			}
		}
		return inColumns(columns, keys), nil
	}
	return inSource(columns, l.source, referred), nil
}

// inSource is the condition that columns are among those of source's rows.
func inSource(columns []*sql.ColumnNode, source *sql.SelectNode, of []*mapping.Column) sql.Node {
	n := *source
	n.Items = make([]sql.Node, len(of))
	xs := make([]sql.Node, len(columns))
	for i, c := range of {
		n.Items[i], xs[i] = columnIn(n.From[0], c), columns[i]
	}
	if len(xs) == 1 {
		return &sql.InNode{X: xs[0], List: &n}
	}
	return &sql.InNode{X: &sql.TupleNode{Xs: xs}, List: &n}
}

func columnNodes(cs []*mapping.Column) []*sql.ColumnNode {
	out := make([]*sql.ColumnNode, len(cs))
	for i, c := range cs {
		out[i] = c.Node
	}
	return out
}

// inColumns is inKeys for columns that are not mapped.
func inColumns(columns []*sql.ColumnNode, keys [][]sql.Node) sql.Node {
	cs := make([]*mapping.Column, len(columns))
	for i, c := range columns {
		cs[i] = &mapping.Column{Node: c, Def: schema.DefOf(c)}
	}
	return inKeys(cs, keys)
}
