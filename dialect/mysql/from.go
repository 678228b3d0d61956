package mysql

import (
	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/sql"
)

// SortsDistinct: they can.
func (grammar) SortsDistinct() string { return "" }

// Lateral is refused on MariaDB.
func (g grammar) Lateral(c *compile.Compiler) {
	if !g.mysql {
		c.Unsupported("LATERAL", "use a scalar subquery in the select list, or a window function in a subquery")
		return
	}
	g.ANSI.Lateral(c)
}

// Values writes VALUES ROW(…), ROW(…), on MariaDB a union of SELECTs: the columns of its
// VALUES have no names that could be said.
func (g grammar) Values(c *compile.Compiler, n *sql.ValuesNode) {
	if g.mysql {
		c.ValuesRows(n, "ROW")
		return
	}
	c.ValuesUnion(n)
}

// ValuesTable writes the rows in parentheses, under a name.
func (g grammar) ValuesTable(c *compile.Compiler, n *sql.ValuesNode, as string) {
	if g.mysql {
		g.ANSI.ValuesTable(c, n, as)
		return
	}
	c.Raw("(")
	c.ValuesUnion(n)
	c.Raw(") AS ")
	c.Ident(as)
}

// MemberQuery puts a query with a limit into another one, since it takes no LIMIT there. A
// window in a query that uses columns around it is refused on MariaDB 10.11, which puts the comparison into
// the query, before the window, and loses rows.
func (g grammar) MemberQuery(c *compile.Compiler, n sql.Node) {
	s, ok := n.(*sql.SelectNode)
	switch {
	case ok && !g.mysql && windowed(s) && c.Correlated(n):
		c.Unsupported("a window function in a query behind IN, ANY or ALL that uses columns around it", "compare in the WHERE of an Exists over a subquery with the window, or join that subquery")
	case !ok || s.Limit == nil && s.Offset == nil:
		g.ANSI.MemberQuery(c, n)
	case c.Correlated(n):
		c.Unsupported("LIMIT in a query behind IN, ANY or ALL that uses columns around it", "number its rows with RowNumber in a subquery, and keep the first ones")
	default:
		c.Raw("(SELECT * FROM ")
		c.Subquery(n)
		c.Raw(" AS limited)")
	}
}

// windowed reports whether a window function is an item of the query, or of a member of it.
func windowed(n *sql.SelectNode) bool {
	found := false
	for _, x := range n.Items {
		sql.Walk(x, func(n sql.Node) bool {
			switch n := n.(type) {
			case *sql.CallNode:
				found = found || n.Over != nil
			case *sql.TableNode, *sql.ColumnNode, *sql.SelectNode:
				return false
			}
			return !found
		})
	}
	for _, s := range n.Sets {
		if m, ok := s.Query.(*sql.SelectNode); ok {
			found = found || windowed(m)
		}
	}
	return found
}

// WholeWindow writes on MariaDB what is true for all rows and no constant: with OVER () and two
// other windows, of which one has a partition and an order and one an order alone, MariaDB 10.11
// computes the last over the wrong rows.
func (g grammar) WholeWindow(c *compile.Compiler) {
	if !g.mysql {
		c.Raw("rand() >= 0")
	}
}

// Limit writes the largest number where there is only an OFFSET. What is no value and no
// parameter is refused.
func (g grammar) Limit(c *compile.Compiler, limit, offset sql.Node) {
	for _, n := range []sql.Node{limit, offset} {
		if _, bind := n.(*sql.BindNode); n != nil && !bind {
			c.Unsupported("an expression as LIMIT or OFFSET", "compute it first, and give it as a parameter")
			return
		}
	}
	if limit == nil {
		c.Raw(" LIMIT 18446744073709551615")
	}
	g.ANSI.Limit(c, limit, offset)
}

// Fetch writes FETCH FIRST n ROWS WITH TIES, which MariaDB has.
func (g grammar) Fetch(c *compile.Compiler, limit, offset sql.Node, ties, percent bool) {
	if g.mysql || percent {
		g.ANSI.Fetch(c, limit, offset, ties, percent)
		return
	}
	c.FetchTies(limit, offset)
}

// Lock writes MariaDB's older words for FOR SHARE. It has no locks of keys, and MariaDB
// none of some of the tables.
func (g grammar) Lock(c *compile.Compiler, lock, wait string, of []*sql.TableNode) {
	switch {
	case lock != "UPDATE" && lock != "SHARE":
		c.Unsupported("FOR "+lock, "lock with ForUpdate or ForShare")
	case g.mysql:
		g.ANSI.Lock(c, lock, wait, of)
	case len(of) > 0:
		c.Unsupported("FOR "+lock+" OF some of the tables", "lock the rows of the one table in a statement of its own")
	case lock == "UPDATE":
		g.ANSI.Lock(c, lock, wait, nil)
	default:
		c.Raw(" LOCK IN SHARE MODE")
		if wait != "" {
			c.Raw(" " + wait)
		}
	}
}

// Materialized is refused.
func (grammar) Materialized(c *compile.Compiler, _ bool) {
	c.Unsupported("MATERIALIZED", "leave the hint out: the optimizer decides")
}
