package compile

import (
	"slices"

	"github.com/aludel/aludel/sql"
)

// An entity of a hierarchy is read from its parts: its tables, tied by their keys, or
// those rows of a table that it shares with others which are its own. That condition
// belongs to the table wherever it stands: into WHERE, or into the ON of the join that
// brings it, or, where both sides of a join are kept, into a subquery.

// keepsBoth reports whether one of js keeps the rows of both sides.
func keepsBoth(js []sql.Join) bool {
	return slices.ContainsFunc(js, func(j sql.Join) bool { return j.Kind == sql.FullOuterJoin })
}

// only is n's WHERE with what the tables of its FROM demand.
func only(n *sql.SelectNode, from []*sql.TableNode) []sql.Node {
	out := n.Where
	if keepsBoth(n.Joins) {
		return out
	}
	add := func(t *sql.TableNode) {
		if x := t.Only(); x != nil {
			out = append(out[:len(out):len(out)], x)
		}
	}
	for _, t := range from {
		add(t)
	}
	for i := range n.Joins {
		if n.Joins[i].Kind == sql.CrossJoin {
			add(n.Joins[i].Table)
		}
	}
	return out
}

// onlyOf is where with what the table demands that is written to.
func onlyOf(t *sql.TableNode, where []sql.Node) []sql.Node {
	if x := t.Only(); x != nil {
		return append(where[:len(where):len(where)], x)
	}
	return where
}

// parts writes the tables that t consists of.
func (c *Compiler) parts(t *sql.TableNode, parens, apart bool) {
	p := t.Parts
	if apart && p.Kinds != nil {
		c.rowsOf(t)
		return
	}
	parens = parens && len(p.Parts) > 1
	if parens {
		c.Raw("(")
	}
	c.tied(p)
	if parens {
		c.Raw(")")
	}
}

func (c *Compiler) tied(p *sql.PartsNode) {
	first := p.Parts[0]
	c.table(first)
	for i, part := range p.Parts[1:] {
		c.Raw(" ")
		c.g.Join(c, sql.InnerJoin)
		c.Raw(" ")
		c.table(part)
		c.Raw(" ON ")
		for k, tie := range p.Ties[i] {
			if k > 0 {
				c.Raw(" AND ")
			}
			c.partColumn(part, tie[0])
			c.Raw(" = ")
			c.partColumn(first, tie[1])
		}
	}
}

func (c *Compiler) partColumn(t *sql.TableNode, i int) {
	c.qualifier(t)
	c.Raw(".")
	c.Ident(t.Cols[i].Name)
}

// rowsOf writes t's rows as a subquery of its own name.
func (c *Compiler) rowsOf(t *sql.TableNode) {
	if len(t.Parts.Parts) > 1 {
		c.failf("%s consists of rows of several tables, and has no place inside a FULL JOIN or JoinTables: put it into a subquery", t.Ref())
		return
	}
	c.Raw("(SELECT * FROM ")
	c.table(t.Parts.Parts[0])
	outer := c.scope
	c.scope = &scope{tables: []*sql.TableNode{t}}
	c.Raw(" WHERE ")
	c.conds([]sql.Node{t.Only()})
	c.scope = outer
	c.Raw(") AS ")
	c.Ident(t.Parts.Parts[0].Ref())
}

// partsClash reports whether parts of t and u have one name.
func partsClash(t, u *sql.TableNode) bool {
	if t.Parts == nil && u.Parts == nil {
		return false
	}
	parts := func(t *sql.TableNode) []*sql.TableNode {
		if t.Parts != nil {
			return t.Parts.Parts
		}
		return []*sql.TableNode{t}
	}
	for _, a := range parts(t) {
		for _, b := range parts(u) {
			if sameName(a, b) {
				return true
			}
		}
	}
	return false
}
