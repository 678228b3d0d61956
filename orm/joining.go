package orm

import (
	"fmt"
	"slices"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/sql"
)

// onLink is the condition that ties rows of child and parent by l's foreign key.
func onLink(l *mapping.Link, child, parent *sql.TableNode) sql.Node {
	if len(l.Columns) == 1 {
		return onColumn(l, 0, child, parent)
	}
	conds := make([]sql.Node, len(l.Columns))
	for i := range l.Columns {
		conds[i] = onColumn(l, i, child, parent)
	}
	return both(conds)
}

func onColumn(l *mapping.Link, i int, child, parent *sql.TableNode) sql.Node {
	return &sql.BinaryNode{Op: sql.OpEq, L: columnIn(child, l.Columns[i]), R: columnIn(parent, l.Referred[i])}
}

// both is the conjunction of conds.
func both(conds []sql.Node) sql.Node {
	if len(conds) == 1 {
		return conds[0]
	}
	return &sql.ListOpNode{Op: sql.OpAnd, Xs: conds}
}

// columnIn is c as t has it: t is the mapper's table, or an alias of it.
func columnIn(t *sql.TableNode, c *mapping.Column) sql.Node {
	if c.Node.Table == t {
		return c.Node
	}
	if t.Parts != nil && c.Index < len(t.Cols) {
		if m := mapping.Of(t); m != nil && (m.IsA(c.Mapper) || c.Mapper != nil && c.Mapper.IsA(m)) {
			return t.Cols[c.Index]
		}
	}
	if len(t.Cols) > c.Index && t.Cols[c.Index].Of == c.Node {
		return t.Cols[c.Index]
	}
	if n := t.ColumnOf(c.Node); n != nil {
		return n
	}
	return &sql.ErrNode{Err: fmt.Errorf("%s has no column %q", t.Ref(), c.Node.Name)}
}

// onRelation is the condition of a join along r, from a table to another.
func onRelation(r *mapping.Relationship, from, to *sql.TableNode) sql.Node {
	if r.View != nil {
		return onView(r, from, to)
	}
	if r.Kind == mapping.ToOne {
		return onLink(r.Link, from, to)
	}
	return onLink(r.Link, to, from)
}

// usable is r's mapping, checked.
func (p *path) usable() error {
	if p == nil || p.rel == nil {
		return fmt.Errorf("a relationship of a table that was not declared was used: declare it with orm.Declare")
	}
	if p.err != nil {
		return p.err
	}
	return p.rel.Mapper.Registry.Configure()
}

// startOf is where a path begins in a query of there: a relationship of the parent begins at
// what inherits from it, too.
func startOf(p *path, there []*sql.TableNode) *sql.TableNode {
	if p.from != p.rel.Mapper.Source() || slices.ContainsFunc(there, p.from.Same) {
		return p.from
	}
	for _, t := range there {
		if m := mapping.Of(t); m != nil && m.IsA(p.rel.Mapper) {
			return t
		}
	}
	return p.from
}

// shares reports whether t and u are read from one table by one name, as two entities of a
// hierarchy may be.
func shares(t, u *sql.TableNode) bool {
	if t.Parts == nil && u.Parts == nil {
		return false
	}
	parts := func(t *sql.TableNode) []*sql.TableNode {
		if t.Parts != nil {
			return t.Parts.Parts
		}
		return []*sql.TableNode{t}
	}
	return slices.ContainsFunc(parts(t), func(a *sql.TableNode) bool {
		return slices.ContainsFunc(parts(u), a.Same)
	})
}

// exists is EXISTS (SELECT … FROM T WHERE T belongs to E AND conds). In a relationship
// of a table with itself, conds speak of the far side.
func exists(l link, conds []sql.Typed[bool]) sql.Cond {
	if err := l.d.usable(); err != nil {
		return wrong(err)
	}
	return existsAs(l.d, l.d.rel.Target, conds)
}

// existsAs is exists of those that are a kind of what the relationship leads to.
func existsAs(d *path, kind *mapping.Mapper, conds []sql.Typed[bool]) sql.Cond {
	r := d.rel
	to := kind.Source()
	if r.View != nil && kind == r.Target {
		to = r.View.To
	}
	conditions := make([]sql.Node, 0, len(conds)+2)
	for _, c := range conds {
		conditions = append(conditions, onto(sql.NodeOf(c), kind.Source(), to))
	}
	if to == d.from || shares(to, d.from) {
		far := elsewhereNamed(to, r.Name, conditions)
		for i, c := range conditions {
			conditions[i] = onto(c, to, far)
		}
		to = far
	}
	n := &sql.SelectNode{Items: []sql.Node{columnIn(to, r.Target.Key[0])}, From: []*sql.TableNode{to}}
	n.Where = append(belongs(n, r, d.from, to), conditions...)
	return sql.NewCond(&sql.ExistsNode{Query: n})
}
