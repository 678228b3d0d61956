package compile

import (
	"fmt"

	"github.com/aludel/aludel/sql"
)

func mistake(format string, args ...any) error { return fmt.Errorf(format, args...) }

func (c *Compiler) update(n *sql.UpdateNode, top bool) {
	what := "UPDATE " + n.Table.Ref()
	if !c.begin(n, n.Table, top, what, n.All, len(n.Where)) {
		return
	}
	defer func() { c.local = false }()
	if err := checkSet(n.Table, n.Set, what); err != nil {
		c.Fail(err)
		return
	}
	c.Raw("UPDATE ")
	c.table(n.Table)
	leave := c.enter([]*sql.TableNode{n.Table})
	defer leave()
	c.Raw(" SET ")
	c.g.UpdateSet(c, n.Set)
	c.where(n.Where)
	c.returning(n, n.Returning)
}

func (c *Compiler) delete(n *sql.DeleteNode, top bool) {
	if !c.begin(n, n.Table, top, "DELETE FROM "+n.Table.Ref(), n.All, len(n.Where)) {
		return
	}
	defer func() { c.local = false }()
	c.g.DeleteFrom(c, n)
	leave := c.enter([]*sql.TableNode{n.Table})
	defer leave()
	c.where(n.Where)
	c.returning(n, n.Returning)
}

// begin checks what UPDATE and DELETE have in common and writes their CTEs.
func (c *Compiler) begin(n sql.Node, t *sql.TableNode, top bool, what string, all bool, conds int) bool {
	switch {
	case t.Err != nil:
		c.Fail(t.Err)
		return false
	case t.Body != nil || t.CTE != nil:
		c.failf("%s: a subquery cannot be written to", what)
		return false
	case conds == 0 && !all:
		c.failf("%s has no Where: it would reach every row; AllRows() says that every row is meant", what)
		return false
	}
	if top {
		if c.g.WithBeforeWrite() {
			c.with(n)
		} else {
			c.local = true
		}
	}
	return true
}

// TableRef writes a table as it stands in FROM.
func (c *Compiler) TableRef(t *sql.TableNode) { c.table(t) }

func checkColumns(t *sql.TableNode, cols []*sql.ColumnNode, what string) error {
	for i, col := range cols {
		if !t.Same(col.Table) {
			return mistake("%s: %s.%s is a column of another table", what, col.Table.Ref(), col.Name)
		}
		for _, other := range cols[:min(i, 64)] {
			if other == col || other.Name == col.Name {
				return mistake("%s: column %s is given twice", what, col.Name)
			}
		}
	}
	return nil
}

func checkSet(t *sql.TableNode, set []sql.Assignment, what string) error {
	if len(set) == 0 {
		return mistake("%s sets nothing: give it columns and their values", what)
	}
	cols := make([]*sql.ColumnNode, len(set))
	for i, a := range set {
		switch {
		case a.Err != nil:
			return a.Err
		case a.Column == nil:
			return mistake("%s: an assignment names no column", what)
		case a.Value == nil:
			return mistake("%s: column %s is given no value", what, a.Column.Name)
		}
		cols[i] = a.Column
	}
	return checkColumns(t, cols, what)
}

func (c *Compiler) returning(n sql.Node, items []sql.Node) {
	if len(items) == 0 {
		return
	}
	c.g.Returning(c, n, spread(items))
}

// ReturningItems writes a RETURNING list.
func (c *Compiler) ReturningItems(items []sql.Node) {
	c.Raw(" RETURNING ")
	c.items(items)
}
