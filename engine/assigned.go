package engine

import (
	"errors"
	"fmt"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// assigned is the column of which b is the whole new value in n; nil when it is
// compared, or a part of an expression.
func assigned(n sql.Node, b *sql.BindNode) *sql.ColumnNode {
	switch n := n.(type) {
	case *sql.InsertNode:
		for _, row := range n.Rows {
			for i, v := range row {
				if v == sql.Node(b) && i < len(n.Columns) {
					return n.Columns[i]
				}
			}
		}
		if n.Conflict != nil {
			return among(n.Conflict.Set, b)
		}
	case *sql.UpdateNode:
		return among(n.Set, b)
	}
	return nil
}

func among(set []sql.Assignment, b *sql.BindNode) *sql.ColumnNode {
	for _, a := range set {
		if a.Value == sql.Node(b) {
			return a.Column
		}
	}
	return nil
}

// encoded is the value x of the parameter of that name: as its column keeps it, where it
// is the column's new value.
func (c *call) encoded(name string, x any) (driver.Value, error) {
	var b *sql.BindNode
	for _, k := range c.key.Binds {
		if k.Name == name {
			b = k
			break
		}
	}
	if b == nil {
		return sqltype.EncodeAny(x, nil)
	}
	v, err := sqltype.EncodeAny(x, b.Type)
	if col := assigned(c.node, b); err == nil && col != nil {
		if !col.Null {
			v = sqltype.NotNull(v, b.Type)
		}
		if !sqltype.IsFloat(x) {
			v, err = sqltype.Stored(v, b.Type)
		}
	}
	return v, err
}

// inColumn says of an error about a parameter which column it is the value of.
func (c *call) inColumn(err error) error {
	var de *driver.Error
	if !errors.As(err, &de) || de.Parameter < 1 || de.Column != "" || c.prog == nil || de.Parameter > len(c.prog.Slots) {
		return err
	}
	s := c.prog.Slots[de.Parameter-1]
	if n, ok := c.node.(*sql.InsertNode); ok && s.Bind < 0 && s.List >= 0 && s.List < len(c.key.Lists) {
		for i, l := range n.Lists {
			if l == c.key.Lists[s.List] && i < len(n.Columns) {
				return ofColumn(err, de, n.Columns[i].Name)
			}
		}
	}
	if s.Bind < 0 || s.Bind >= len(c.key.Binds) {
		return err
	}
	if col := assigned(c.node, c.key.Binds[s.Bind]); col != nil {
		return ofColumn(err, de, col.Name)
	}
	return err
}

func ofColumn(err error, de *driver.Error, name string) error {
	de.Column = name
	return fmt.Errorf("column %s: %w", name, err)
}

// refusedRequest is the place of the request because of which a whole batch of n was not
// sent; -1 when there is none.
func refusedRequest(err error, n int) int {
	var de *driver.Error
	if errors.As(err, &de) && de.Request > 0 && de.Request <= n {
		return de.Request - 1
	}
	return -1
}
