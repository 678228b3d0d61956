package mapping

import (
	"slices"

	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// A relationship by conditions of its own can be written where they tie the whole key of
// one side to columns of the other: these are its foreign key, whether the schema has a
// constraint for it or not. It is read by its conditions, like a view, and written by a
// Link of its own, which no other relationship shares but its inverse.

// ViewOnly reports whether the relationship is read, and never written.
func (r *Relationship) ViewOnly() bool { return r.View != nil && !r.View.Written }

// Conditional reports whether the relationship has conditions of its own, and is written.
func (r *Relationship) Conditional() bool {
	return r != nil && r.View != nil && r.View.Written && r.Pair == nil
}

// Table is the table that has the foreign key.
func (l *Link) Table() *schema.Table { return l.Columns[0].Def.Table() }

// TargetTable is the table that is referred to.
func (l *Link) TargetTable() *schema.Table {
	if l.FK != nil {
		return l.FK.Target()
	}
	return l.Referred[0].Def.Table()
}

// OnDelete is what the schema says of deleting what is referred to.
func (l *Link) OnDelete() schema.Action {
	if l.FK == nil {
		return ""
	}
	return l.FK.OnDelete
}

// OnUpdate is what the schema says of changing the key that is referred to.
func (l *Link) OnUpdate() schema.Action {
	if l.FK == nil {
		return ""
	}
	return l.FK.OnUpdate
}

// Shares reports whether the two are written in a common column.
func (l *Link) Shares(o *Link) bool {
	return slices.ContainsFunc(l.Columns, func(c *Column) bool { return slices.Contains(o.Columns, c) })
}

// Like reports whether the two are the same columns of one parent.
func (l *Link) Like(o *Link) bool {
	return l.Parent == o.Parent && slices.Equal(l.Columns, o.Columns) && slices.Equal(l.Referred, o.Referred)
}

// resolveJoin finds the foreign key in the conditions.
func (r *Relationship) resolveJoin(fail func(or, format string, args ...any)) {
	said := ""
	switch {
	case len(r.columns) > 0:
		said = "ForeignKey"
	case r.PostUpdate:
		said = "PostUpdate"
	}
	v := r.View
	switch {
	case said != "":
		fail("", "its conditions are its own, by PrimaryJoin, and %s speaks of a foreign key of the schema", said)
		return
	case v.To.Same(r.Mapper.Source()):
		fail("", "it leads from a table to itself: give PrimaryJoin an alias of it, orm.Alias(t, …), so that conditions tell the two apart")
		return
	case v.To.Body != nil || v.To.CTE != nil:
		fail("say orm.ViewOnly", "PrimaryJoin leads to a query, whose rows can only be read")
		return
	case r.inverse != nil && r.inverse.View != nil && r.inverse.View != v && r.inverse.View.mirror != v && v.mirror != r.inverse.View:
		fail("", "PrimaryJoin and Inverse are said, and %s has conditions, too: say them on one side", r.inverse.FullName())
		return
	}
	child, parent, at, to := r.Mapper, r.Target, r.Mapper.Source(), v.To
	if r.Kind != ToOne {
		child, parent, at, to = parent, child, to, at
	}
	l := &Link{Child: child, Parent: parent, Conditional: true, Rel: r}
	if l.tell(r, fail); r.broken {
		return
	}
	var ties []tie
	for _, c := range conjuncts(v.On, nil) {
		b, ok := c.(*sql.BinaryNode)
		if ok && b.Op == sql.OpEq {
			x, y := child.columnAs(b.L, at), parent.columnAs(b.R, to)
			if x == nil || y == nil {
				x, y = child.columnAs(b.R, at), parent.columnAs(b.L, to)
			}
			if x != nil && y != nil {
				ties = append(ties, tie{x, y, c})
				continue
			}
		}
		v.Extra = append(v.Extra, c)
	}
	if v.Extra = append(l.follow(ties), v.Extra...); len(l.Columns) == 0 {
		fail("say orm.ViewOnly, if it is to be read only", "PrimaryJoin is written by columns of %s that its conditions say are equal to the primary key of %s, or to what is unique there, and none says so of %s", child.Name(), parent.Name(), parent.Key[0].Name())
		return
	}
	if l.configureKey(); l.Key == nil {
		fail("", "%s has another type than %s, which it is to be equal to", Names(l.Columns), Names(l.Referred))
		return
	}
	for _, f := range child.foreignKeys() { // which the schema has for it
		if parent.owns(f.Target()) && slices.EqualFunc(f.Columns, l.Columns, func(d *schema.ColumnDef, c *Column) bool { return d == c.Def }) &&
			slices.EqualFunc(f.Referred(), l.Referred, func(d *schema.ColumnDef, c *Column) bool { return d == c.Def }) {
			l.FK = f
		}
	}
	if o := r.inverse; o != nil && o.Link != nil && o.Link.Conditional {
		l = o.Link
	} else {
		l.Index = len(child.Links)
		child.Links, parent.Back = append(child.Links, l), append(parent.Back, l)
		child.Conditional = true
	}
	r.Link = l
	switch {
	case r.Loose:
		l.Loose = true
	case r.Kind == ToOne:
		if l.One = r; r.Cascades(CascadeDeleteOrphan) {
			fail("", "it is a PrimaryJoin, whose conditions may leave objects out that are referred to: CascadeDeleteOrphan is for references by a foreign key")
		}
	default:
		l.Back = r
		parent.lets = parent.lets || !l.Kept()
	}
}

// A tie is a condition that a column of one side equals one of the other.
type tie struct {
	child, parent *Column
	cond          sql.Node
}

// follow makes l the foreign key that ties are: to the primary key, or else to the first
// columns that are unique. It gives the others, which are conditions like any.
func (l *Link) follow(ties []tie) (rest []sql.Node) {
	sets := append([][]*Column{l.Parent.Key}, nil)
	for _, u := range l.Parent.Uniques {
		sets = append(sets, *u)
	}
	used := map[sql.Node]bool{}
	for _, set := range sets {
		l.Columns, l.Referred = nil, nil
		clear(used)
		for _, c := range set {
			if at := slices.IndexFunc(ties, func(t tie) bool { return t.parent.Index == c.Index }); at >= 0 {
				l.Columns, l.Referred = append(l.Columns, ties[at].child), append(l.Referred, ties[at].parent)
				used[ties[at].cond] = true
			}
		}
		if len(set) > 0 && len(l.Columns) == len(set) {
			break
		}
		l.Columns, l.Referred = nil, nil
		clear(used)
	}
	for _, t := range ties {
		if !used[t.cond] {
			rest = append(rest, t.cond)
		}
	}
	return rest
}

// LetsGo reports whether the delete of an entity concerns others that belong to it by
// conditions: no statement finds them by the foreign key alone.
func (m *Mapper) LetsGo() bool { return m.lets }

// columnAs is the column of m that n is, as t has it.
func (m *Mapper) columnAs(n sql.Node, t *sql.TableNode) *Column {
	c, ok := n.(*sql.ColumnNode)
	if !ok || !c.Table.Same(t) {
		return nil
	}
	for _, x := range m.Columns {
		if x != nil && (x.Is(c) || c.Of == x.Node) {
			return x
		}
	}
	return nil
}

// conjuncts appends to out the conditions of which all hold when all of on do.
func conjuncts(on []sql.Node, out []sql.Node) []sql.Node {
	for _, c := range on {
		if l, ok := c.(*sql.ListOpNode); ok && l.Op == sql.OpAnd {
			out = conjuncts(l.Xs, out)
			continue
		}
		out = append(out, c)
	}
	return out
}

// inheritJoin gives a relationship the conditions of its inverse.
func (r *Relationship) inheritJoin() {
	o := r.inverse
	if r.View != nil || o == nil || o.View == nil || !o.View.Written || r.through != nil && r.through != o.through {
		return
	}
	r.through = o.through
	v := &View{To: o.Mapper.Source(), On: o.View.On, Written: true, Facade: o.Mapper.Facade, mirror: o.View}
	if o.View.To != r.Mapper.Source() { // an alias: the two change places
		v.To, v.Facade, v.On = o.View.To, o.View.Facade, make([]sql.Node, len(o.View.On))
		between := sql.AliasOf(o.View.To, "aludel_between")
		for i, c := range o.View.On {
			v.On[i] = exchange(exchange(exchange(c, o.View.To, between), r.Mapper.Source(), o.View.To), between, r.Mapper.Source())
		}
	}
	r.View = v
}

// exchange is n with the columns of from as to has them: two of one table.
func exchange(n sql.Node, from, to *sql.TableNode) sql.Node {
	return sql.Rewrite(n, func(n sql.Node) sql.Node {
		if c, ok := n.(*sql.ColumnNode); ok && c.Table.Same(from) {
			for _, x := range to.Cols {
				if x.Name == c.Name {
					return x
				}
			}
		}
		return n
	})
}

// ofFamily reports whether the relationship is written by conditions into rows of a hierarchy:
// its link is to be there before heirs take it over.
func (r *Relationship) ofFamily() bool {
	v := r.View
	if v == nil && r.inverse != nil {
		v = r.inverse.View
	}
	if v == nil || !v.Written {
		return false
	}
	if r.Kind == ToOne {
		return r.Mapper.Family != nil
	}
	return slices.ContainsFunc(r.Mapper.Registry.mappers, func(m *Mapper) bool { return m.Struct == r.To && m.Family != nil })
}

// text is the foreign key as messages name it.
func (l *Link) text() string {
	if l.Conditional {
		return "conditions over " + Names(l.Columns)
	}
	return describe(l.FK)
}
