package mysql

import (
	"slices"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/sql"
)

// WithBehindInto: INSERT INTO t (…) WITH … SELECT.
func (grammar) WithBehindInto() bool { return true }

// WithBeforeWrite: MySQL has it, MariaDB wants it inside the subquery.
func (g grammar) WithBeforeWrite() bool { return g.mysql }

// DefaultRow writes rows without columns.
func (grammar) DefaultRow(c *compile.Compiler, n int) {
	c.Raw(" () VALUES ()")
	for range n - 1 {
		c.Raw(", ()")
	}
}

// UpdateSet orders the assignments so that each reads the old values, as on the
// other databases: here, one that follows sees what those before it have set.
func (g grammar) UpdateSet(c *compile.Compiler, set []sql.Assignment) {
	left := slices.Clone(set)
	out := make([]sql.Assignment, 0, len(set))
	for len(left) > 0 {
		i := slices.IndexFunc(left, func(a sql.Assignment) bool {
			return !slices.ContainsFunc(left, func(b sql.Assignment) bool { return a.Column != b.Column && reads(b.Value, a.Column) })
		})
		if i < 0 {
			c.Unsupported("UPDATE of columns that read each other's old values", "exchange them in two statements, by way of a third column")
			return
		}
		out = append(out, left[i])
		left = slices.Delete(left, i, i+1)
	}
	c.Set(out)
}

func reads(n sql.Node, col *sql.ColumnNode) bool {
	found := false
	sql.Walk(n, func(n sql.Node) bool {
		if c, ok := n.(*sql.ColumnNode); ok {
			found = found || c == col || c.Name == col.Name && c.Table.Same(col.Table)
			return false
		}
		_, table := n.(*sql.TableNode)
		_, excluded := n.(*sql.ExcludedNode)
		return !found && !table && !excluded
	})
	return found
}

// DeleteFrom of an alias is the form for several tables.
func (g grammar) DeleteFrom(c *compile.Compiler, n *sql.DeleteNode) {
	if n.Table.As == "" {
		g.ANSI.DeleteFrom(c, n)
		return
	}
	if len(n.Returning) > 0 {
		c.Unsupported("DELETE of an alias with RETURNING", "delete from the table under its own name")
		return
	}
	c.Raw("DELETE ")
	c.Ident(n.Table.As)
	c.Raw(" FROM ")
	c.TableRef(n.Table)
}

// Conflict writes ON DUPLICATE KEY UPDATE. It is for every unique constraint of the
// table; which columns OnConflict names does not matter here.
func (g grammar) Conflict(c *compile.Compiler, n *sql.InsertNode) {
	x := n.Conflict
	switch {
	case x.Where != nil:
		c.Unsupported("upsert on a partial index", "it has no partial indexes")
		return
	case len(x.If) > 0:
		c.Unsupported("upsert with a condition", "put a Case into the values")
		return
	}
	c.Raw(" ON DUPLICATE KEY UPDATE ")
	if !x.Nothing {
		g.UpdateSet(c, x.Set)
		return
	}
	// Not INSERT IGNORE, which passes over other errors too: a column is set to itself.
	col := n.Table.Cols
	if len(col) == 0 {
		c.Fail(&compile.UnsupportedError{Dialect: g.Name(), Construct: "DoNothing for a table whose columns are not known", Hint: "declare its columns"})
		return
	}
	same := col[0]
	if len(x.Target) > 0 {
		if t, ok := x.Target[0].(*sql.ColumnNode); ok {
			same = t
		}
	}
	c.Top(same)
	c.Raw(" = ")
	c.Top(same)
}

// Excluded writes values(column).
func (grammar) Excluded(c *compile.Compiler, n *sql.ExcludedNode) {
	c.Raw("VALUES(")
	c.Ident(n.Column.Name)
	c.Raw(")")
}

// Returning is MariaDB's: for INSERT and DELETE, with columns without their table.
func (g grammar) Returning(c *compile.Compiler, n sql.Node, items []sql.Node) {
	switch x := n.(type) {
	case *sql.UpdateNode:
		c.Unsupported("UPDATE … RETURNING", "SELECT the rows before or after it, in one transaction")
		return
	case *sql.InsertNode:
		if x.Conflict != nil && x.Conflict.Nothing {
			c.Unsupported("INSERT … DoNothing with RETURNING that leaves out what was not inserted", "SELECT the rows after it")
			return
		}
	}
	if g.mysql {
		c.Unsupported("RETURNING", "a generated key is in the result's InsertedPrimaryKey; SELECT the rest")
		return
	}
	c.Unqualified(func() { c.ReturningItems(items) })
}
