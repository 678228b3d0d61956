package compile

import (
	"strings"

	"github.com/aludel/aludel/sql"
)

// fromClause writes the tables and the joins. outer is the scope around the query:
// a subquery in FROM sees it, and nothing of its neighbours.
func (c *Compiler) fromClause(n *sql.SelectNode, from []*sql.TableNode, outer *scope) {
	here := c.scope
	table := func(t *sql.TableNode) {
		c.scope = outer
		c.table(t)
		c.scope = here
	}
	for i, t := range from {
		if i > 0 {
			c.g.Comma(c, len(n.Joins) > 0)
		}
		table(t)
	}
	present := from
	for i := range n.Joins {
		j := &n.Joins[i]
		if j.Err != nil {
			c.Fail(j.Err)
			return
		}
		if len(present) == 0 {
			c.failf("there is nothing that %s could be joined to: say From(…)", j.Table.Ref())
			return
		}
		c.Raw(" ")
		c.g.Join(c, j.Kind)
		c.Raw(" ")
		table(j.Table)
		if j.Kind != sql.CrossJoin {
			on := j.On
			if on == nil {
				on = c.joinCondition(j.Table, present)
			}
			c.Raw(" ON ")
			c.scope = &scope{tables: append(present[:len(present):len(present)], j.Table), parent: here.parent}
			c.cond(on, precLowest)
			c.scope = here
		}
		present = append(present[:len(present):len(present)], j.Table)
	}
}

// table writes what stands in FROM.
func (c *Compiler) table(t *sql.TableNode) {
	switch {
	case t.Err != nil:
		c.Fail(t.Err)
		return
	case t.CTE != nil:
		c.Ident(t.CTE.Name)
		if t.As == t.CTE.Name {
			return
		}
	case t.Body != nil:
		c.subquery(t.Body)
	default:
		c.Qualified(t.Schema, t.Name)
		if t.As == "" {
			return
		}
	}
	c.Raw(" AS ")
	c.Ident(t.As)
}

// joinCondition is the ON that the one foreign key between t and what is there
// already gives.
func (c *Compiler) joinCondition(t *sql.TableNode, present []*sql.TableNode) sql.Node {
	var found []sql.Node
	var keys, names []string
	add := func(from, to *sql.TableNode) {
		for _, pair := range foreignKeys(from, to) {
			on := make([]sql.Node, len(pair[0]))
			text := make([]string, len(pair[0]))
			for i := range pair[0] {
				on[i] = &sql.BinaryNode{Op: sql.OpEq, L: pair[0][i], R: pair[1][i]}
				text[i] = from.Ref() + "." + pair[0][i].Name + " → " + to.Ref() + "." + pair[1][i].Name
			}
			var cond sql.Node = &sql.ListOpNode{Op: sql.OpAnd, Xs: on}
			if len(on) == 1 {
				cond = on[0]
			}
			found = append(found, cond)
			keys = append(keys, strings.Join(text, ", "))
		}
	}
	for _, p := range present {
		names = append(names, p.Ref())
		add(p, t)
		add(t, p)
	}
	switch len(found) {
	case 1:
		return found[0]
	case 0:
		c.Fail(&NoForeignKeysError{Table: t.Ref(), From: names})
	default:
		c.Fail(&AmbiguousForeignKeysError{Table: t.Ref(), Keys: keys})
	}
	return &sql.LiteralNode{Word: "TRUE"}
}

// foreignKeys are the pairs of columns by which from refers to to, in terms of
// these two: aliases and subqueries have the columns of what they stand for.
func foreignKeys(from, to *sql.TableNode) (out [][2][]*sql.ColumnNode) {
	for _, f := range origins(from) {
		j, ok := f.Def.(sql.Joiner)
		if !ok {
			continue
		}
		for _, t := range origins(to) {
			for _, pair := range j.ForeignKeysTo(t.Def) {
				l, r := columnsOf(from, pair[0]), columnsOf(to, pair[1])
				if len(l) > 0 && len(l) == len(r) {
					out = append(out, [2][]*sql.ColumnNode{l, r})
				}
			}
		}
	}
	return out
}

// origins are the tables whose columns t has: itself, what it is an alias of, or
// those that a subquery selects from.
func origins(t *sql.TableNode) []*sql.TableNode {
	if t.Def != nil {
		return []*sql.TableNode{t}
	}
	var out []*sql.TableNode
	for _, col := range t.Cols {
		if o := origin(col); o != col && o.Table.Def != nil && !contains(out, o.Table) {
			out = append(out, o.Table)
		}
	}
	return out
}

func origin(c *sql.ColumnNode) *sql.ColumnNode {
	for c.Of != nil {
		c = c.Of
	}
	return c
}

// columnsOf are the columns of t that stand for cols, nil unless all are there.
func columnsOf(t *sql.TableNode, cols []*sql.ColumnNode) []*sql.ColumnNode {
	out := make([]*sql.ColumnNode, 0, len(cols))
	for _, want := range cols {
		for _, have := range t.Cols {
			if have == want || origin(have) == origin(want) {
				out = append(out, have)
				break
			}
		}
	}
	if len(out) != len(cols) {
		return nil
	}
	return out
}
