package orm

import (
	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// bindsLeft is how many of a statement's values are kept for others than its keys.
const bindsLeft = 100

// haveKeys are the conditions that columns, which hold m's key, have one of keys: a statement
// with each is sent. There is one where the database takes them all, in arrays or because they
// are few; without keys there is one that holds for no row.
func haveKeys(m *mapping.Mapper, columns []*sql.ColumnNode, keys [][]sql.Node, d dialect.Dialect) []sql.Node {
	if len(keys) == 0 {
		return []sql.Node{sql.NodeOf(sql.False())}
	}
	as := make([]*mapping.Column, len(columns))
	arrays, values := d.Features().ArrayRows, true
	for k, n := range columns {
		as[k] = &mapping.Column{Node: n, Def: m.Key[k].Def}
		arrays = arrays && sqltype.ArrayElement(m.Key[k].Def.Type.In(d.Name()))
		for _, key := range keys {
			b, ok := key[k].(*sql.BindNode)
			values = values && ok && b.Name == "" && b.Err == nil
		}
	}
	if values && len(keys) <= keysLimit(len(columns)) || values && arrays && len(columns) == 1 {
		return []sql.Node{inKeys(as, keys)}
	}
	if values && arrays {
		return []sql.Node{inArrays(columns, keys)}
	}
	most := len(keys)
	if binds := d.Features().MaxBinds; binds > 0 {
		most = (binds - bindsLeft) / len(columns)
	}
	if !d.Features().Embedded {
		most = min(most, keysLimit(len(columns)))
	}
	var out []sql.Node
	for len(keys) > 0 {
		part := keys[:min(len(keys), most)]
		keys = keys[len(part):]
		if values && (len(columns) == 1 || len(part) <= keysLimit(len(columns))) {
			out = append(out, inKeys(as, part))
			continue
		}
		out = append(out, inRows(columns, part))
	}
	return out
}

// inRows is columns IN (rows).
func inRows(columns []*sql.ColumnNode, keys [][]sql.Node) sql.Node {
	list := &sql.TupleNode{Xs: make([]sql.Node, len(keys))}
	if len(columns) == 1 {
		for i, k := range keys {
			list.Xs[i] = k[0]
		}
		return &sql.InNode{X: columns[0], List: list}
	}
	for i, k := range keys {
		list.Xs[i] = &sql.TupleNode{Xs: k}
	}
	return &sql.InNode{X: rowOfColumns(columns), List: list}
}

// inArrays is the same with an array for each column: one text for any number of rows.
func inArrays(columns []*sql.ColumnNode, keys [][]sql.Node) sql.Node {
	cols := make([]sql.RowColumn, len(columns))
	for k, c := range columns {
		vals := make([]driver.Value, len(keys))
		for i, key := range keys {
			vals[i] = key[k].(*sql.BindNode).Value
		}
		cols[k] = sql.RowColumn{Name: c.Name, Type: c.Type, Values: vals}
	}
	return &sql.InNode{X: rowOfColumns(columns), List: arrayQuery(cols)}
}

func rowOfColumns(columns []*sql.ColumnNode) *sql.TupleNode {
	x := &sql.TupleNode{Xs: make([]sql.Node, len(columns))}
	for k, c := range columns {
		x.Xs[k] = c
	}
	return x
}
