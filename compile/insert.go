package compile

import "github.com/aludel/aludel/sql"

// insert writes an INSERT. top: it is the whole statement, not a CTE's body.
func (c *Compiler) insert(n *sql.InsertNode, top bool) {
	if n.Table.Err != nil {
		c.Fail(n.Table.Err)
		return
	}
	late := c.g.WithBehindInto()
	if top && !late {
		c.with(n)
	}
	c.Raw("INSERT ")
	c.Prefixes(n.Hints)
	c.Raw("INTO ")
	c.table(n.Table)
	if err := checkInsert(n); err != nil {
		c.Fail(err)
		return
	}
	if n.Query == nil && len(n.Columns) == 0 {
		c.g.DefaultRow(c, max(n.Count(), 1))
	} else {
		if len(n.Columns) > 0 {
			c.Raw(" (")
			c.columnNames(n.Columns)
			c.Raw(")")
		}
		c.Raw(" ")
		if n.Query != nil {
			if top && late {
				c.with(n)
			}
			if n.Conflict != nil {
				c.g.ConflictQuery(c, n.Query)
			} else {
				c.query(n.Query)
			}
		} else {
			c.rows(n)
		}
	}
	defer c.leave(c.enter(append(c.room(1), n.Table)))
	if n.Conflict != nil {
		c.conflict(n)
	}
	c.returning(n, n.Returning, top)
}

func checkInsert(n *sql.InsertNode) error {
	if n.Err != nil {
		return n.Err
	}
	if p := n.Table.Parts; p != nil && len(p.Parts) > 1 {
		return &SeveralTablesError{"INSERT INTO " + n.Table.Ref(), oneTable(len(p.Parts), "add objects to a session, or run it by the Execute of one")}
	}
	if err := checkColumns(n.Table, n.Columns, "INSERT INTO "+n.Table.Ref()); err != nil {
		return err
	}
	if s, ok := n.Query.(*sql.SelectNode); ok && len(n.Columns) > 0 {
		if w := len(s.Columns()); w != len(n.Columns) {
			return mistake("INSERT INTO %s: %d columns are filled from a SELECT of %d", n.Table.Ref(), len(n.Columns), w)
		}
	}
	if len(n.Lists) > 0 {
		if len(n.Rows) > 0 || n.Query != nil || len(n.Lists) != len(n.Columns) {
			return mistake("INSERT INTO %s: %d lists of values for %d columns, and nothing beside them", n.Table.Ref(), len(n.Lists), len(n.Columns))
		}
		for i, l := range n.Lists {
			if len(l.Values) == 0 || len(l.Values) != n.Count() {
				return mistake("INSERT INTO %s: column %s has %d values for %d rows", n.Table.Ref(), n.Columns[i].Name, len(l.Values), n.Count())
			}
		}
	}
	if n.Query != nil && len(n.Rows) > 0 {
		return mistake("INSERT INTO %s has both Values and FromSelect", n.Table.Ref())
	}
	return nil
}

func (c *Compiler) columnNames(cols []*sql.ColumnNode) {
	for i, col := range cols {
		if i > 0 {
			c.Raw(", ")
		}
		c.Ident(col.Name)
	}
}

func (c *Compiler) rows(n *sql.InsertNode) {
	c.Raw("VALUES ")
	defer func(was rowwise) { c.rowwise = was }(c.clause("Values", false))
	for i := range n.Count() {
		if i > 0 {
			c.Raw(", ")
		}
		c.Raw("(")
		for j, l := range n.Lists {
			if j > 0 {
				c.Raw(", ")
			}
			c.member(l, i)
		}
		var row []sql.Node
		if i < len(n.Rows) {
			row = n.Rows[i]
		}
		for j, v := range row {
			if j > 0 {
				c.Raw(", ")
			}
			if isDefault(v) {
				c.g.DefaultValue(c)
			} else {
				c.expr(v, precLowest)
			}
		}
		c.Raw(")")
	}
}

func isDefault(n sql.Node) bool {
	l, ok := n.(*sql.LiteralNode)
	return ok && l.Word == "DEFAULT"
}

func (c *Compiler) conflict(n *sql.InsertNode) {
	x := n.Conflict
	if !x.Nothing {
		if err := checkSet(n.Table, x.Set, "DoUpdate"); err != nil {
			c.Fail(err)
			return
		}
	}
	if x.Where != nil && len(x.Target) == 0 {
		c.failf("OnConflict of %s: Where names a partial index over columns, and none are given", n.Table.Ref())
		return
	}
	for _, t := range x.Target {
		if col, ok := t.(*sql.ColumnNode); ok && !n.Table.Same(col.Table) {
			c.failf("OnConflict of %s: %s.%s is a column of another table", n.Table.Ref(), col.Table.Ref(), col.Name)
			return
		}
	}
	c.upsert, c.upsertQuery = true, n.Query != nil
	c.g.Conflict(c, n)
	c.upsert, c.upsertQuery = false, false
}

// ConflictTarget writes the (columns) of ON CONFLICT, and the condition of a
// partial index. Values in it are written out: the database compares the text.
func (c *Compiler) ConflictTarget(x *sql.ConflictNode) {
	if x.Constraint != "" {
		c.Raw(" ON CONSTRAINT ")
		c.Ident(x.Constraint)
	}
	if len(x.Target) == 0 {
		return
	}
	c.Raw(" (")
	for i, t := range x.Target {
		if i > 0 {
			c.Raw(", ")
		}
		if _, ok := t.(*sql.ColumnNode); ok {
			c.Literal(t)
		} else {
			c.Raw("(")
			c.Literal(t)
			c.Raw(")")
		}
	}
	c.Raw(")")
	if x.Where != nil {
		c.Raw(" WHERE ")
		c.Literal(x.Where)
	}
}

// Set writes column=value, ….
func (c *Compiler) Set(set []sql.Assignment) {
	defer func(was rowwise) { c.rowwise = was }(c.clause("Set", false))
	for i, a := range set {
		if i > 0 {
			c.Raw(", ")
		}
		switch {
		case a.Tuple != nil:
			c.g.SetTuple(c, a)
			continue
		case a.At != nil:
			c.g.SetElement(c, a)
			continue
		case c.qualified:
			c.Ident(a.Column.Table.Ref())
			c.Raw(".")
		}
		c.Ident(a.Column.Name)
		c.Raw("=")
		if isDefault(a.Value) {
			c.g.DefaultValue(c)
		} else {
			c.expr(a.Value, precLowest)
		}
	}
}

// If writes the WHERE of an upsert's update.
func (c *Compiler) If(x *sql.ConflictNode) { c.where(x.If) }

// UpsertFromQuery reports whether the upsert that is written inserts the rows of a query.
func (c *Compiler) UpsertFromQuery() bool { return c.upsertQuery }
