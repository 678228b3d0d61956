package compile

import (
	"fmt"
	"slices"

	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

func mistake(format string, args ...any) error { return fmt.Errorf(format, args...) }

func (c *Compiler) update(n *sql.UpdateNode, top bool) {
	what := "UPDATE " + n.Table.Ref()
	if p := n.Table.Parts; p != nil && len(p.Parts) > 1 {
		one, err := updateOfPart(n, what)
		if err != nil {
			c.Fail(err)
			return
		}
		n = one
	}
	if !c.begin(n, n.Table, top, what, n.All, len(n.Where)+len(n.Joins)) {
		return
	}
	defer func() { c.local = false }()
	if err := checkSet(n.Table, n.Set, what); err != nil {
		c.Fail(err)
		return
	}
	defer c.leave(c.enter(c.tablesWith(n.Table, n.From, n.Joins)))
	if x := n.Table.Only(); x != nil {
		few := *n
		few.Where = onlyOf(n.Table, n.Where)
		n = &few
	}
	if len(n.From)+len(n.Joins) > 0 {
		if len(n.OrderBy) > 0 || n.Limit != nil {
			c.failf("%s from other tables takes no OrderBy and no Limit", what)
			return
		}
		c.g.UpdateFrom(c, n)
	} else {
		c.Raw("UPDATE ")
		c.Prefixes(n.Hints)
		c.table(n.Table)
		c.Raw(" SET ")
		c.g.UpdateSet(c, n.Set)
		c.where(n.Where)
		c.limited(what, n.OrderBy, n.Limit)
	}
	c.returning(n, n.Returning, top)
}

func (c *Compiler) limited(what string, order []sql.Node, limit sql.Node) {
	if len(order) > 0 && limit == nil {
		c.failf("%s: OrderBy without Limit chooses nothing", what)
	}
	if limit != nil {
		c.g.WriteLimit(c, order, limit)
	}
}

// tablesWith are the table that is written to and those beside it.
func (c *Compiler) tablesWith(t *sql.TableNode, from []*sql.TableNode, joins []sql.Join) []*sql.TableNode {
	out := append(append(c.room(1+len(from)+len(joins)), t), from...)
	for i := range joins {
		out = append(out, joins[i].Table)
	}
	return out
}

func (c *Compiler) delete(n *sql.DeleteNode, top bool) {
	what := "DELETE FROM " + n.Table.Ref()
	if !c.begin(n, n.Table, top, what, n.All, len(n.Where)+len(n.Joins)) {
		return
	}
	defer func() { c.local = false }()
	if x := n.Table.Only(); x != nil {
		few := *n
		few.Where = onlyOf(n.Table, n.Where)
		n = &few
	}
	defer c.leave(c.enter(c.tablesWith(n.Table, n.From, n.Joins)))
	if len(n.From)+len(n.Joins) > 0 {
		if len(n.OrderBy) > 0 || n.Limit != nil {
			c.failf("%s using other tables takes no OrderBy and no Limit", what)
			return
		}
		c.g.DeleteUsing(c, n)
	} else {
		c.g.DeleteFrom(c, n)
		c.where(n.Where)
		c.limited(what, n.OrderBy, n.Limit)
	}
	c.returning(n, n.Returning, top)
}

// merge writes a MERGE.
func (c *Compiler) merge(n *sql.MergeNode, top bool) {
	what := "MERGE INTO " + n.Table.Ref()
	if !c.begin(n, n.Table, top, what, true, 0) {
		return
	}
	defer func() { c.local = false }()
	if len(n.Whens) == 0 {
		c.failf("%s does nothing: say WhenMatched or WhenNotMatched", what)
		return
	}
	if n.From.Err != nil {
		c.Fail(n.From.Err)
		return
	}
	for _, w := range n.Whens {
		if !w.Delete && !w.Nothing {
			if err := checkSet(n.Table, w.Set, what); err != nil {
				c.Fail(err)
				return
			}
		}
	}
	c.g.Merge(c, n)
}

// WriteMerge writes MERGE as the standard has it.
func (c *Compiler) WriteMerge(n *sql.MergeNode) {
	defer c.leave(c.enter([]*sql.TableNode{n.Table, n.From}))
	both := c.scope
	c.Raw("MERGE INTO ")
	c.table(n.Table)
	c.Raw(" USING ")
	c.scope = nil
	c.table(n.From)
	c.scope = both
	c.Raw(" ON ")
	was := c.clause("the condition of a MERGE", false)
	c.conds([]sql.Node{n.On})
	c.rowwise = was
	for _, w := range n.Whens {
		if c.scope = both; w.Matched {
			c.Raw(" WHEN MATCHED")
		} else {
			c.Raw(" WHEN NOT MATCHED")
			c.scope = &scope{tables: []*sql.TableNode{n.From}, parent: both.parent}
		}
		if len(w.If) > 0 {
			c.Raw(" AND ")
			c.conds(w.If)
		}
		switch c.Raw(" THEN "); {
		case w.Nothing:
			c.Raw("DO NOTHING")
		case w.Delete:
			c.Raw("DELETE")
		case w.Matched:
			c.Raw("UPDATE SET ")
			c.g.UpdateSet(c, w.Set)
		default:
			c.mergeInsert(w.Set)
		}
	}
	c.scope = both
	c.returning(n, n.Returning, true)
}

func (c *Compiler) mergeInsert(set []sql.Assignment) {
	ins := &sql.InsertNode{Rows: [][]sql.Node{{}}}
	for _, a := range set {
		if a.Tuple != nil || a.At != nil {
			c.failf("MERGE: an INSERT gives whole columns, one by one")
			return
		}
		ins.Columns = append(ins.Columns, a.Column)
		ins.Rows[0] = append(ins.Rows[0], a.Value)
	}
	c.Raw("INSERT (")
	c.columnNames(ins.Columns)
	c.Raw(") ")
	c.rows(ins)
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
	case t.Parts != nil && len(t.Parts.Parts) > 1:
		c.Fail(&SeveralTablesError{what, oneTable(len(t.Parts.Parts), "run it by the Execute of a session, or delete objects")})
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
		if d, ok := col.Def.(*schema.ColumnDef); ok && d.Computed != nil {
			return mistake("%s: the database computes column %s: it takes no value, so leave it out", what, col.Name)
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
	var few [16]*sql.ColumnNode
	cols := few[:0]
	for _, a := range set {
		switch {
		case a.Err != nil:
			return a.Err
		case a.Column == nil:
			return mistake("%s: an assignment names no column", what)
		case a.Value == nil:
			return mistake("%s: column %s is given no value", what, a.Column.Name)
		}
		switch {
		case a.Tuple != nil:
			cols = append(cols, a.Tuple...)
		case a.At == nil || !slices.Contains(cols, a.Column): // of an array, several elements can be set
			cols = append(cols, a.Column)
		}
	}
	return checkColumns(t, cols, what)
}

// returning writes RETURNING; top: its rows are the statement's own.
func (c *Compiler) returning(n sql.Node, items []sql.Node, top bool) {
	if len(items) == 0 {
		return
	}
	c.outermost = top
	was := c.clause("Returning", false)
	c.g.Returning(c, n, spread(items))
	c.rowwise = was
}

// ReturningItems writes a RETURNING list.
func (c *Compiler) ReturningItems(items []sql.Node) {
	outermost := c.outermost
	c.outermost = false
	c.Raw(" RETURNING ")
	c.last = selected{nil, items, c.items(items, false, outermost)}
}
