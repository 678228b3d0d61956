package compile

import "github.com/aludel/aludel/sql"

// Lateral writes LATERAL.
func (ANSI) Lateral(c *Compiler) { c.Raw("LATERAL ") }

// SortsDistinct: they cannot.
func (ANSI) SortsDistinct() string {
	return "select the expression, too, or sort a query around this one"
}

// DistinctOn is refused: it is PostgreSQL's.
func (ANSI) DistinctOn(c *Compiler, _ func()) {
	c.Unsupported("DISTINCT ON", "number the rows of each group with RowNumber().Over(PartitionBy(…).OrderBy(…)) in a subquery, and keep those with 1")
}

// Values writes VALUES (…), (…).
func (ANSI) Values(c *Compiler, n *sql.ValuesNode) { c.ValuesRows(n, "") }

// ValuesTable writes (VALUES (…), (…)) AS name (columns…).
func (ANSI) ValuesTable(c *Compiler, n *sql.ValuesNode, as string) {
	c.parens(func() { c.g.Values(c, n) })
	c.Raw(" AS ")
	c.Ident(as)
	c.declaredNames(n.Cols)
}

// ValuesRows writes VALUES and the rows, each with a word before it.
func (c *Compiler) ValuesRows(n *sql.ValuesNode, word string) {
	c.Raw("VALUES ")
	for i, r := range n.Rows {
		if i > 0 {
			c.Raw(", ")
		}
		c.Raw(word + "(")
		c.List(r)
		c.Raw(")")
	}
}

// ValuesUnion writes the rows as SELECTs that are united, the first of which names the
// columns: for databases whose VALUES has no names.
func (c *Compiler) ValuesUnion(n *sql.ValuesNode) {
	selecting, kept := c.selecting, c.kept
	defer func() { c.selecting, c.kept = selecting, kept }()
	c.selecting, c.kept = true, true
	for i, r := range n.Rows {
		if i > 0 {
			c.Raw(" UNION ALL ")
		}
		c.Raw("SELECT ")
		for j, x := range r {
			if j > 0 {
				c.Raw(", ")
			}
			c.expr(x, precLowest)
			if i == 0 {
				c.Raw(" AS ")
				c.label(n.Cols[j].Name)
			}
		}
	}
}

// FuncTable is refused.
func (ANSI) FuncTable(c *Compiler, n *sql.FuncTableNode, _ string) {
	c.Unsupported("functions in FROM", "write the rows with Values, or "+n.Call.Name+" as raw SQL")
}

// FuncColumn writes a column as others are.
func (ANSI) FuncColumn(c *Compiler, n *sql.ColumnNode, _ *sql.FuncTableNode) { c.ColumnOf(n, n.Name) }

// ColumnOf writes the column of that name of n's table.
func (c *Compiler) ColumnOf(n *sql.ColumnNode, name string) {
	c.qualifier(n.Table)
	c.Raw(".")
	c.Ident(name)
}

// FuncCall writes the call of a function in FROM.
func (c *Compiler) FuncCall(n *sql.FuncTableNode) { c.g.Call(c, n.Call, PrecPrimary) }

// declaredNames writes (column, …) behind an alias.
func (c *Compiler) declaredNames(cols []*sql.ColumnNode) {
	if len(cols) == 0 {
		return
	}
	c.Raw(" (")
	for i, col := range cols {
		if i > 0 {
			c.Raw(", ")
		}
		c.Ident(col.Name)
	}
	c.Raw(")")
}

// Sample is refused.
func (ANSI) Sample(c *Compiler, _ *sql.SampleNode) {
	c.Unsupported("TABLESAMPLE", "choose rows by a column, or sort by a random number and limit")
}

// Fetch is refused.
func (ANSI) Fetch(c *Compiler, _, _ sql.Node, ties, percent bool) {
	if percent {
		c.Unsupported("a limit in percent", "count the rows first, and limit to a number of them")
		return
	}
	c.Unsupported("WITH TIES", "number the rows with Rank().Over(WindowBy(…)) in a subquery, and keep those up to the limit")
}

// FetchTies writes OFFSET and FETCH FIRST n ROWS WITH TIES.
func (c *Compiler) FetchTies(limit, offset sql.Node) {
	if offset != nil {
		c.Raw(" OFFSET ")
		c.expr(offset, precLowest)
		c.Raw(" ROWS")
	}
	c.Raw(" FETCH FIRST ")
	c.expr(limit, precPrimary)
	c.Raw(" ROWS WITH TIES")
}

// Materialized writes [NOT] MATERIALIZED.
func (ANSI) Materialized(c *Compiler, once bool) {
	if once {
		c.Raw("MATERIALIZED ")
	} else {
		c.Raw("NOT MATERIALIZED ")
	}
}
