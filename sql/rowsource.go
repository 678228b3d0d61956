package sql

import (
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/sqltype"
)

// A RowsNode is rows of values that travel with the statement, used as a table: the
// body of a TableNode. Values are held by column. A dialect with arrays binds one
// for each column, so that the text is the same for any number of rows.
type RowsNode struct {
	Names   []string
	Lists   []*ListNode // of equal length, at least 1; NULL is a member like others
	Ordinal string      // the name of a column that numbers the rows from 1; "" for none
}

func (*RowsNode) node() {}

// Len is the number of rows.
func (n *RowsNode) Len() int {
	if len(n.Lists) == 0 {
		return 0
	}
	return len(n.Lists[0].Values)
}

// RowColumn is a column of [RowsOf].
type RowColumn struct {
	Name   string
	Type   *sqltype.Desc
	Values []driver.Value
}

// RowsOf is a table of values under a name. ordinal, where it is not empty, names a
// further column that numbers the rows from 1.
func RowsOf(name, ordinal string, columns ...RowColumn) *RowSource {
	n := &RowsNode{Ordinal: ordinal}
	t := &TableNode{As: name, Name: name, Body: n}
	for _, c := range columns {
		n.Names = append(n.Names, c.Name)
		n.Lists = append(n.Lists, &ListNode{Type: c.Type, Values: c.Values})
		t.Cols = append(t.Cols, &ColumnNode{Table: t, Name: c.Name, Type: c.Type, Null: true})
		if len(c.Values) != len(columns[0].Values) || len(c.Values) == 0 {
			t.Err = errorf("the columns of %s must have the same number of values, and at least one", name).Err
		}
	}
	if len(columns) == 0 {
		t.Err = errorf("%s has no columns", name).Err
	}
	if ordinal != "" {
		t.Cols = append(t.Cols, &ColumnNode{Table: t, Name: ordinal, Type: sqltype.BigInt.Desc()})
	}
	return &RowSource{t}
}

// RowSource is a table of values that travel with the statement; see [RowsOf].
type RowSource struct{ t *TableNode }

func (r *RowSource) source() *TableNode {
	if r == nil {
		return nil
	}
	return r.t
}
func (r *RowSource) item() Node {
	if t := r.source(); t != nil {
		return t
	}
	return nil
}

// rows writes columns and the number of rows, on which the text depends where there
// are no arrays. Who has many statements of this kind takes few numbers.
func (k *Key) rows(n *RowsNode) {
	k.Byte(tagRows)
	k.Str(n.Ordinal)
	k.Int(len(n.Lists))
	for i, l := range n.Lists {
		k.Str(n.Names[i])
		k.fail(l.Err)
		k.Lists = append(k.Lists, l)
		k.Type(l.Type)
	}
	k.Int(n.Len())
}
