package mysql

import (
	"slices"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
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

// UpdateFrom writes UPDATE t, others SET …. In which order it sets the columns is not
// said there, so none may read another's old value.
func (g grammar) UpdateFrom(c *compile.Compiler, n *sql.UpdateNode) {
	for _, a := range n.Set {
		for _, b := range n.Set {
			if a.Column != b.Column && a.Column != nil && b.Column != nil && reads(b.Value, a.Column) {
				c.Unsupported("UPDATE from other tables of a column that another one reads", "do it in two statements, or take the value from a Scalar subquery")
				return
			}
		}
	}
	c.UpdateMulti(n)
}

// DeleteUsing writes DELETE t FROM t, others; with RETURNING, which that form does
// not have, WHERE EXISTS.
func (g grammar) DeleteUsing(c *compile.Compiler, n *sql.DeleteNode) {
	if len(n.Returning) > 0 {
		c.DeleteExists(n)
		return
	}
	c.DeleteMulti(n)
}

// WriteLimit writes ORDER BY and LIMIT.
func (grammar) WriteLimit(c *compile.Compiler, order []sql.Node, limit sql.Node) {
	c.WriteOrderLimit(order, limit)
}

// SetTuple is refused.
func (grammar) SetTuple(c *compile.Compiler, _ sql.Assignment) {
	c.Unsupported("SET of several columns from one query", "Update … From the query, or set each column from a Scalar subquery")
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
	c.Prefixes(n.Hints)
	c.Ident(n.Table.As)
	c.Raw(" FROM ")
	c.TableRef(n.Table)
}

// Conflict writes ON DUPLICATE KEY UPDATE. It is for every unique constraint of the
// table; which columns OnConflict names does not matter here.
func (g grammar) Conflict(c *compile.Compiler, n *sql.InsertNode) {
	x := n.Conflict
	switch {
	case x.Constraint != "":
		c.Unsupported("OnConflictWith the name of a constraint", "use OnConflict: it is for every unique constraint of the table here")
		return
	case x.Where != nil:
		c.Unsupported("upsert on a partial index", "it has no partial indexes")
		return
	}
	if g.mysql && n.Query == nil {
		c.Raw(" AS new")
	}
	c.Raw(" ON DUPLICATE KEY UPDATE ")
	if !x.Nothing {
		g.UpdateSet(c, conditional(x))
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

// conditional are the assignments of an upsert, each to the column's own value where
// its condition does not hold.
func conditional(x *sql.ConflictNode) []sql.Assignment {
	if len(x.If) == 0 {
		return x.Set
	}
	var cond sql.Node = &sql.ListOpNode{Op: sql.OpAnd, Xs: x.If}
	if len(x.If) == 1 {
		cond = x.If[0]
	}
	out := slices.Clone(x.Set)
	for i, a := range out {
		out[i].Value = &sql.CaseNode{Whens: []sql.Branch{{Cond: cond, Then: a.Value}}, Else: a.Column, Type: a.Column.Type}
	}
	return out
}

// Excluded writes VALUES(column), on MySQL new.column.
func (g grammar) Excluded(c *compile.Compiler, n *sql.ExcludedNode) {
	if g.mysql && !c.UpsertFromQuery() {
		c.Raw("new.")
		c.Ident(n.Column.Name)
		return
	}
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

// Rows says in the first row what is text and what is bytes: without, the columns are
// fixed texts, which lose the spaces at their end and refuse bytes that are no text. What may
// be longer than 65,535 bytes needs a type for that, too, or the server cuts the rows after
// the first without a word.
func (g grammar) Rows(c *compile.Compiler, t *sql.TableNode, n *sql.RowsNode) {
	c.RowsUnion(t, n, func(l *sql.ListNode, i int) {
		as, d := "", c.ListType(l).In(g.Name())
		if d != nil {
			switch d.Kind {
			case sqltype.KindBytes:
				as = "BINARY"
			case sqltype.KindString, sqltype.KindChar, sqltype.KindText, sqltype.KindJSON, sqltype.KindJSONB, sqltype.KindEnum, sqltype.KindSet:
				as = "CHAR"
			}
		}
		if as == "" {
			c.Cell(l, i)
			return
		}
		long := isLong(d)
		if long {
			c.Raw("ifnull(")
		}
		c.Raw("CAST(")
		c.Cell(l, i)
		c.Raw(" AS " + as + ")")
		if long {
			c.Raw(", CAST(NULL AS " + as + "(16777216)))") // a LONGTEXT or LONGBLOB
		}
	})
}

// isLong reports whether values of the type can have more than 65,535 bytes.
func isLong(d *sqltype.Desc) bool {
	switch d.Kind {
	case sqltype.KindText, sqltype.KindJSON, sqltype.KindJSONB:
		return true
	case sqltype.KindString, sqltype.KindChar:
		return d.Size == 0 || d.Size > 16383
	case sqltype.KindBytes:
		return d.Size == 0 || d.Size > 65535
	}
	return false
}
