package compile

import (
	"fmt"
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

// updateOfPart is n, an UPDATE of an entity in several tables, as one of the table that has
// the columns which it sets: of the rows that the entity's condition finds.
func updateOfPart(n *sql.UpdateNode, what string) (*sql.UpdateNode, error) {
	if len(n.From)+len(n.Joins)+len(n.Returning)+len(n.OrderBy) > 0 || n.Limit != nil {
		return nil, &SeveralTablesError{what, "its rows are in several tables: From, Join, OrderBy, Limit and Returning are for UPDATEs of one"}
	}
	if len(n.Where) == 0 && !n.All {
		return n, nil // which is refused
	}
	var part *sql.TableNode
	set := make([]sql.Assignment, len(n.Set))
	for _, a := range n.Set {
		if a.Column == nil || a.Tuple != nil || a.At != nil || a.Column.Table != n.Table {
			return nil, &SeveralTablesError{what, "its rows are in several tables: whole columns of it are set, one by one"}
		}
		if part != nil && a.Column.Part != part {
			return nil, &SeveralTablesError{what, fmt.Sprintf("it sets columns in %s and in %s: one statement writes to one table; run it by the Execute of a session", part.Ref(), a.Column.Part.Ref())}
		}
		part = a.Column.Part
		if at := slices.Index(n.Table.Parts.Parts, part); at > 0 && slices.ContainsFunc(n.Table.Parts.Ties[at-1], func(tie [2]int) bool { return part.Cols[tie[0]] == a.Column.Of }) {
			return nil, mistake("%s: the primary key is in all of its tables: change it in an object", what)
		}
	}
	here := func(x sql.Node) sql.Node {
		if c, ok := x.(*sql.ColumnNode); ok && c.Table == n.Table && c.Part == part {
			return c.Of
		}
		return x
	}
	for i, a := range n.Set {
		set[i] = a
		set[i].Column = a.Column.Of
		set[i].Value = sql.Rewrite(a.Value, here)
	}
	p := n.Table.Parts
	at := slices.Index(p.Parts, part)
	inner := &sql.SelectNode{From: []*sql.TableNode{n.Table}, Where: n.Where}
	sub := &sql.TableNode{As: "aludel_rows", Name: "aludel_rows", Body: inner} // MySQL reads no table that it writes, but what is made of it before
	outer := &sql.SelectNode{From: []*sql.TableNode{sub}}
	var keys []sql.Node
	for k := range p.Ties[0] {
		first := p.Ties[0][k][1]
		key := p.Parts[0].Cols[first]
		if at > 0 {
			key = part.Cols[p.Ties[at-1][k][0]]
		}
		keys = append(keys, key)
		own := sql.PartColumn(n.Table, p.Parts[0], p.Parts[0].Cols[first])
		inner.Items = append(inner.Items, own)
		col := &sql.ColumnNode{Table: sub, Name: own.Name, Type: own.Type, Of: own}
		sub.Cols = append(sub.Cols, col)
		outer.Items = append(outer.Items, col)
	}
	in := &sql.InNode{X: keys[0], List: outer}
	if len(keys) > 1 {
		in.X = &sql.TupleNode{Xs: keys}
	}
	return &sql.UpdateNode{Table: part, Set: set, Where: []sql.Node{in}, With: n.With, Defaults: true}, nil
}
