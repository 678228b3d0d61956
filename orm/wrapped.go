package orm

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/sql"
)

// A collection that is joined repeats its owner's row for each of its members, so that
// Limit, Offset and Distinct would speak of these rows. They belong to the owners: the
// query becomes a subquery, and what is joined is joined to that.

// joinsMany reports whether ls join a collection, or what may be several rows, as far as
// loads go.
func joinsMany(m *mapping.Mapper, ls []*loading) bool {
	for _, l := range ls {
		if l.inline != nil || l.contained {
			return false // they read tables of the query itself, which would be out of reach
		}
	}
	for _, l := range ls {
		if !l.joined || l.raise || l.prop != nil || l.p.usable() != nil || l.limit > 0 || !m.IsA(l.p.rel.Mapper) {
			continue
		}
		if l.p.rel.Repeats() || joinsMany(l.p.rel.Target, l.nested) {
			return true
		}
	}
	return false
}

// wrap makes n read the rows that it has chosen, as a subquery, in their order.
func wrap(n *sql.SelectNode) {
	root := n.From[0]
	body := *n
	name := root.Ref() + "_page"
	sub := &sql.TableNode{As: name, Name: name}
	add := func(x sql.Node, as string, of *sql.ColumnNode) *sql.ColumnNode {
		c := &sql.ColumnNode{Table: sub, Name: as, Type: sql.TypeOf(x), Of: of}
		if of != nil {
			c.Null, c.Def = of.Null, of.Def
		}
		sub.Cols = append(sub.Cols, c)
		return c
	}
	body.Items = make([]sql.Node, len(root.Cols), len(root.Cols)+len(n.OrderBy))
	for i, c := range root.Cols {
		of := c
		if root.Base != nil && c.Of != nil {
			of = c.Of
		}
		as := c.Name
		for slices.ContainsFunc(sub.Cols, func(x *sql.ColumnNode) bool { return x.Name == as }) { // of two of its tables
			as += "_2"
		}
		if body.Items[i] = c; as != c.Name {
			body.Items[i] = &sql.LabelNode{X: c, Name: as}
		}
		add(c, as, of)
	}
	order := make([]sql.Node, len(n.OrderBy))
	for i, x := range n.OrderBy {
		item := sql.OrderNode{X: x}
		o, sorted := x.(*sql.OrderNode)
		if sorted {
			item = *o
		}
		at := -1
		for j, c := range root.Cols {
			if item.X == sql.Node(c) {
				at = j
			}
		}
		if at < 0 {
			as := "aludel_order_" + strconv.Itoa(i+1)
			body.Items = append(body.Items, &sql.LabelNode{X: item.X, Name: as})
			add(item.X, as, nil)
			at = len(sub.Cols) - 1
		}
		if item.X = sub.Cols[at]; sorted {
			order[i] = &item
		} else {
			order[i] = item.X
		}
	}
	sub.Body = &body
	*n = sql.SelectNode{Items: []sql.Node{sub}, From: []*sql.TableNode{sub}, OrderBy: order}
}

// InnerJoined is Joined by an INNER JOIN, which a database may begin at either end. It is
// for references that cannot be NULL, so that no entity is lost: others are refused. Below
// an outer join, and where a policy may hide what is joined, it is an outer join.
//
// Joined does not choose it by itself: a schema that says NOT NULL may stand before a table
// whose references lead nowhere, and rows that are missing say nothing.
func InnerJoined[E, T any](r Link[E, T], nested ...Load[T]) Load[E] {
	return (*LoadFor[E])(&loading{p: pathOf(r), joined: true, inner: true, nested: loadings(nested)})
}

// joinKind is how l is joined below owner.
func (c *composer) joinKind(owner *joinedPart, l *loading) (sql.JoinKind, error) {
	if !l.inner {
		return sql.LeftOuterJoin, nil
	}
	r := l.p.rel
	if r.Kind != mapping.ToOne || r.View != nil || r.Link.Optional() {
		return 0, fmt.Errorf("With(InnerJoined(%s)): an INNER JOIN loses every %s without one: use Joined", r.FullName(), r.Mapper.Name())
	}
	if owner != nil && owner.outer || !c.f.free && c.f.policies.guarded(r.Target.Registry) {
		return sql.LeftOuterJoin, nil
	}
	return sql.InnerJoin, nil
}
