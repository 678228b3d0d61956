package compile

import (
	"slices"
	"strconv"

	"github.com/aludel/aludel/sql"
)

// others are the tables of an UPDATE or DELETE beside target, comma by comma, and
// what must hold for them to belong together: the conditions of inner joins are
// those of WHERE.
type others struct {
	from  []*sql.TableNode
	left  []sql.Join // outer joins to from
	conds []sql.Node
}

func (c *Compiler) others(target *sql.TableNode, from []*sql.TableNode, joins []sql.Join) others {
	o := others{from: slices.Clone(from)}
	present := append([]*sql.TableNode{target}, from...)
	for _, j := range joins {
		if j.Err != nil {
			c.Fail(j.Err)
		}
		if j.On == nil && j.Kind != sql.CrossJoin {
			j.On = c.joinCondition(j.Table, present)
		}
		if j.Also != nil {
			j.On = &sql.ListOpNode{Op: sql.OpAnd, Xs: []sql.Node{j.On, j.Also}}
		}
		present = append(present, j.Table)
		if j.Kind == sql.InnerJoin {
			o.from = append(o.from, j.Table)
			o.conds = append(o.conds, j.On)
			continue
		}
		if mentions(j.On, target) {
			c.Unsupported("LeftJoin of "+j.Table.Ref()+" by a condition about "+target.Ref()+", the table that is written",
				"take the value from a Scalar subquery, which is NULL where there is no row")
		}
		o.left = append(o.left, j)
	}
	if len(o.left) > 0 && len(o.from) == 0 {
		c.failf("LeftJoin wants a table that it is joined to: say From or Using first")
	}
	return o
}

func mentions(n sql.Node, t *sql.TableNode) bool {
	return contains(tablesOf(nil, n), t)
}

func (o others) tables() []*sql.TableNode {
	out := slices.Clone(o.from)
	for i := range o.left {
		out = append(out, o.left[i].Table)
	}
	return out
}

// fromList writes the tables after what begins the list; lead are written first.
func (c *Compiler) fromList(o others, lead ...*sql.TableNode) {
	n := &sql.SelectNode{Joins: o.left}
	c.fromClause(n, append(lead, o.from...), nil)
}

// UpdateFrom writes UPDATE t SET … FROM …, the form of PostgreSQL and SQLite.
func (ANSI) UpdateFrom(c *Compiler, n *sql.UpdateNode) {
	c.Raw("UPDATE ")
	c.Prefixes(n.Hints)
	c.table(n.Table)
	c.Raw(" SET ")
	c.g.UpdateSet(c, n.Set)
	o := c.others(n.Table, n.From, n.Joins)
	c.Raw(" FROM ")
	c.fromList(o)
	c.where(append(o.conds, n.Where...))
}

// DeleteUsing writes DELETE FROM t USING …, the form of PostgreSQL.
func (ANSI) DeleteUsing(c *Compiler, n *sql.DeleteNode) {
	c.Raw("DELETE ")
	c.Prefixes(n.Hints)
	c.Raw("FROM ")
	c.table(n.Table)
	o := c.others(n.Table, n.From, n.Joins)
	c.Raw(" USING ")
	c.fromList(o)
	c.where(append(o.conds, n.Where...))
}

// DeleteExists writes DELETE FROM t WHERE EXISTS (SELECT 1 FROM …): the same rows,
// where there is no USING. RETURNING can only be about t then.
func (c *Compiler) DeleteExists(n *sql.DeleteNode) {
	c.OnlyTarget(n.Table, n.Returning, "DELETE … Using with RETURNING of another table's columns")
	c.g.DeleteFrom(c, n)
	o := c.others(n.Table, n.From, n.Joins)
	c.Raw(" WHERE ")
	outer := c.scope
	c.scope = &scope{tables: []*sql.TableNode{n.Table}, parent: outer}
	c.Raw("EXISTS (SELECT 1 FROM ")
	inner := c.scope
	c.scope = &scope{tables: o.tables(), parent: inner}
	c.fromList(o)
	c.where(append(o.conds, n.Where...))
	c.scope = outer
	c.Raw(")")
}

// OnlyTarget refuses items that are about other tables than t.
func (c *Compiler) OnlyTarget(t *sql.TableNode, items []sql.Node, what string) {
	for _, u := range tablesOf(nil, items...) {
		if !u.Same(t) {
			c.Unsupported(what, "SELECT what is wanted of "+u.Ref()+" before, in one transaction")
		}
	}
}

// UpdateMulti writes UPDATE t, others SET …, the form of MySQL and MariaDB.
func (c *Compiler) UpdateMulti(n *sql.UpdateNode) {
	c.Raw("UPDATE ")
	c.Prefixes(n.Hints)
	o := c.others(n.Table, n.From, n.Joins)
	c.fromList(o, n.Table)
	c.Raw(" SET ")
	c.qualified = true
	c.g.UpdateSet(c, n.Set)
	c.qualified = false
	c.where(append(o.conds, n.Where...))
}

// DeleteMulti writes DELETE t FROM t, others, the form of MySQL and MariaDB.
func (c *Compiler) DeleteMulti(n *sql.DeleteNode) {
	c.Raw("DELETE ")
	c.Prefixes(n.Hints)
	if n.Table.As != "" {
		c.Ident(n.Table.As)
	} else {
		c.Qualified(n.Table.Schema, n.Table.Name)
	}
	c.Raw(" FROM ")
	o := c.others(n.Table, n.From, n.Joins)
	c.fromList(o, n.Table)
	c.where(append(o.conds, n.Where...))
}

// WriteLimit refuses ORDER BY and LIMIT of an UPDATE or DELETE.
func (ANSI) WriteLimit(c *Compiler, _ []sql.Node, _ sql.Node) {
	c.Unsupported("UPDATE or DELETE with Limit or OrderBy", "choose the rows in a subquery: Where(key.InQuery(…Limit(n)))")
}

// WriteOrderLimit writes ORDER BY and LIMIT.
func (c *Compiler) WriteOrderLimit(order []sql.Node, limit sql.Node) {
	c.tail(&sql.SelectNode{OrderBy: order, Limit: limit}, func(x sql.Node) { c.orderItem(x, nil) })
}

// SetTuple writes (a, b) = (SELECT …).
func (ANSI) SetTuple(c *Compiler, a sql.Assignment) {
	c.Raw("(")
	c.columnNames(a.Tuple)
	c.Raw(") = ")
	q, ok := a.Value.(*sql.ScalarNode)
	if !ok {
		c.expr(a.Value, precLowest)
		return
	}
	if w := widthOf(q.Query); w >= 0 && w != len(a.Tuple) {
		c.failf("a query with %d columns is set to %d: they must be as many", w, len(a.Tuple))
		return
	}
	c.subquery(q.Query)
}

// SetElement refuses the assignment of one element of an array.
func (ANSI) SetElement(c *Compiler, a sql.Assignment) {
	c.Unsupported("SET of one element of an array", "set the whole column")
}

// Merge refuses MERGE.
func (ANSI) Merge(c *Compiler, _ *sql.MergeNode) {
	c.Unsupported("MERGE", "use Insert with OnConflict and DoUpdate, and Delete for the rest, in one transaction")
}

// Rows writes a SELECT of each row.
func (ANSI) Rows(c *Compiler, t *sql.TableNode, n *sql.RowsNode) { c.RowsUnion(t, n, c.Cell) }

// RowsUnion writes a SELECT of each row, of which the first has the names of the columns
// and is written by head.
func (c *Compiler) RowsUnion(t *sql.TableNode, n *sql.RowsNode, head func(l *sql.ListNode, i int)) {
	c.Raw("(")
	for i := range n.Len() {
		if i > 0 {
			c.Raw(" UNION ALL ")
		}
		c.Raw("SELECT ")
		for j, l := range n.Lists {
			if j > 0 {
				c.Raw(", ")
			}
			if i == 0 {
				head(l, i)
				c.Raw(" AS ")
				c.Ident(n.Names[j])
			} else {
				c.Cell(l, i)
			}
		}
		if n.Ordinal != "" {
			c.Raw(", ")
			c.Raw(strconv.Itoa(i + 1))
			if i == 0 {
				c.Raw(" AS ")
				c.Ident(n.Ordinal)
			}
		}
	}
	c.Raw(") AS ")
	c.Ident(t.As)
}

// Cell writes one member of a list: its placeholder, or a literal.
func (c *Compiler) Cell(l *sql.ListNode, i int) { c.member(l, i) }
