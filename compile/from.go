package compile

import (
	"strings"

	"github.com/aludel/aludel/sql"
)

// fromClause writes the tables and the joins. outer is the scope around the query:
// a subquery in FROM sees it, and nothing of its neighbours unless it is LATERAL.
func (c *Compiler) fromClause(n *sql.SelectNode, from []*sql.TableNode, outer *scope) {
	f := fromWriter{c: c, n: n, outer: outer, here: c.scope, apart: keepsBoth(n.Joins), present: c.room(len(from) + len(n.Joins))}
	c.hintsFit(n, c.scope.tables)
	for i, t := range from {
		if i > 0 {
			c.g.Comma(c, len(n.Joins) > 0)
		}
		f.table(t, i > 0)
	}
	f.joins(n.Joins)
}

// A fromWriter writes a FROM, or what is in parentheses in it.
type fromWriter struct {
	c       *Compiler
	n       *sql.SelectNode
	outer   *scope
	here    *scope
	around  []*sql.TableNode // what stands before the parentheses
	present []*sql.TableNode // what was written in them; it only grows, so that its beginnings may be kept
	apart   bool             // what rows belong to a table is said where it is written, not in WHERE
}

// table writes t; tables that are joined in it are put in parentheses where they must be.
func (f *fromWriter) table(t *sql.TableNode, parens bool) {
	c := f.c
	if j, ok := t.Body.(*sql.JoinedNode); ok {
		inner := fromWriter{c: c, n: f.n, outer: f.outer, here: f.here, around: f.before(), apart: true}
		if parens {
			c.Raw("(")
		}
		inner.table(j.First, false)
		inner.joins(j.Joins)
		if parens {
			c.Raw(")")
		}
		f.present = append(f.present, inner.present...)
		return
	}
	c.hints(f.n, sql.HintBefore, t)
	if c.scope = f.outer; dependent(t) == 1 {
		c.scope = c.within(f.before(), f.outer)
	}
	if t.Parts != nil {
		c.parts(t, parens, f.apart)
	} else {
		c.table(t)
	}
	c.scope = f.here
	c.hints(f.n, sql.HintTable, t)
	f.present = append(f.present, t)
}

// before is all that stands before the next table.
func (f *fromWriter) before() []*sql.TableNode {
	if len(f.around) == 0 {
		return f.present[:len(f.present):len(f.present)]
	}
	return append(f.around[:len(f.around):len(f.around)], f.present...)
}

func (f *fromWriter) joins(js []sql.Join) {
	c := f.c
	for i := range js {
		j := &js[i]
		if j.Err != nil {
			c.Fail(j.Err)
			return
		}
		if len(f.present) == 0 {
			c.failf("there is nothing that %s could be joined to: say From(…), and join a table to itself under another name, by Alias", j.Table.Ref())
			return
		}
		c.Raw(" ")
		c.g.Join(c, j.Kind)
		c.Raw(" ")
		left := f.present
		f.table(j.Table, true)
		if j.Kind == sql.CrossJoin {
			continue
		}
		on := j.On
		if on == nil {
			on = c.joinCondition(j.Table, left)
		}
		if j.Also != nil {
			on = &sql.ListOpNode{Op: sql.OpAnd, Xs: []sql.Node{on, j.Also}}
		}
		if only := j.Table.Only(); only != nil && !f.apart {
			on = &sql.ListOpNode{Op: sql.OpAnd, Xs: []sql.Node{on, only}}
		}
		c.Raw(" ON ")
		c.scope = c.within(f.before(), f.here.parent)
		was := c.clause("the condition of a join", false)
		c.cond(on, precLowest)
		c.rowwise = was
		c.scope = f.here
	}
}

// table writes what stands in FROM.
func (c *Compiler) table(t *sql.TableNode) {
	switch {
	case t.Err != nil:
		c.Fail(t.Err)
		return
	case t.CTE != nil && c.local:
		c.derivedCTE(t)
	case t.CTE != nil:
		c.Ident(t.CTE.Name)
		if t.As == t.CTE.Name {
			return
		}
	case t.Body != nil:
		if t.Lateral {
			c.g.Lateral(c)
		}
		switch b := t.Body.(type) {
		case *sql.ValuesNode:
			if c.valuesFit(b) {
				c.g.ValuesTable(c, b, t.As)
			}
			return
		case *sql.RowsNode:
			c.rowsTable(t, b)
			return
		case *sql.FuncTableNode:
			c.g.FuncTable(c, b, t.As)
			return
		}
		c.subquery(t.Body)
	default:
		c.Qualified(t.Schema, t.Name)
		if t.As == "" {
			return
		}
	}
	c.Raw(" AS ")
	c.Ident(t.As)
	if t.Sample != nil {
		c.g.Sample(c, t.Sample)
	}
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
		for _, leaf := range t.Leaves(nil) {
			add(p, leaf)
			add(leaf, p)
		}
	}
	switch len(found) {
	case 1:
		return found[0]
	case 0:
		c.Fail(&NoForeignKeysError{Table: refs(t), From: names})
	default:
		c.Fail(&AmbiguousForeignKeysError{Table: refs(t), Keys: keys})
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
	if t.Def != nil && t.Parts == nil {
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

func origin(c *sql.ColumnNode) *sql.ColumnNode { return c.Origin() }

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

// refs are the names of the tables in t.
func refs(t *sql.TableNode) string {
	var names []string
	for _, leaf := range t.Leaves(nil) {
		names = append(names, leaf.Ref())
	}
	return strings.Join(names, ", ")
}
