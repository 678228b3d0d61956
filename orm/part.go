package orm

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// Where loads only the objects for which all of conds hold, which speak of the
// objects' table. A collection is then Partial: what is appended to it is written as
// ever, and what is removed from it is an error.
//
// A collection that the session has whole stays as it is.
func (l *LoadFor[E]) Where(conds ...sql.Typed[bool]) *LoadFor[E] {
	return (*LoadFor[E])((*loading)(l).filtered(conds))
}

// OrderBy sorts each collection by items, instead of by what was declared.
func (l *LoadFor[E]) OrderBy(items ...sql.Item) *LoadFor[E] {
	return (*LoadFor[E])((*loading)(l).sorted(items))
}

// Limit loads the first n objects of each collection, for all owners in one
// statement. The collections are then Partial.
func (l *LoadFor[E]) Limit(n int) *LoadFor[E] { return (*LoadFor[E])((*loading)(l).first(n)) }

// Recursive loads the relationship of a table with itself for what it finds, too,
// depth times in all, or as long as there is something when depth is 0: a tree by as
// many statements as it has levels. An object that comes again ends its branch.
func (l *LoadFor[E]) Recursive(depth int) *LoadFor[E] {
	return (*LoadFor[E])((*loading)(l).levels(depth))
}

// copied is a copy of l, to be changed.
func (l *loading) copied() *loading {
	if l == nil {
		return &loading{p: &path{}}
	}
	c := *l
	return &c
}

func (l *loading) filtered(conds []sql.Typed[bool]) *loading {
	c := l.copied()
	c.where = slices.Clip(c.where)
	for _, x := range conds {
		c.where = append(c.where, sql.NodeOf(x))
	}
	return c
}

func (l *loading) sorted(items []sql.Item) *loading {
	c := l.copied()
	c.order = itemNodes(items)
	return c
}

func (l *loading) first(n int) *loading {
	c := l.copied()
	c.limit = n
	if n < 1 {
		c.err = fmt.Errorf("Limit(%d): at least one object is loaded for each", n)
	}
	return c
}

func (l *loading) levels(depth int) *loading {
	c := l.copied()
	c.deep = depth
	if depth == 0 {
		c.deep = -1
	}
	if depth < 0 {
		c.err = fmt.Errorf("Recursive(%d): a depth is not negative", depth)
	}
	return c
}

// narrowed reports whether l loads a part of a relationship only.
func (l *loading) narrowed() bool { return len(l.where) > 0 || l.limit > 0 }

// plain reports whether l loads what the declaration says.
func (l *loading) plain() bool { return !l.narrowed() && l.order == nil }

// check finds what makes no sense.
func (l *loading) check() error {
	if l == nil {
		return fmt.Errorf("With is given a Load that was not made by SelectIn, Joined, Contained or Raise")
	}
	if l.p == nil && l.err != nil {
		return l.err
	}
	if err := l.p.usable(); err != nil {
		return err
	}
	r := l.p.rel
	switch {
	case l.err != nil:
		return fmt.Errorf("With(%s): %w", r.FullName(), l.err)
	case (l.raise || l.skip) && (!l.plain() || l.deep != 0):
		return fmt.Errorf("With(%s): Where, OrderBy, Limit and Recursive say what is loaded, and Raise and Skip load nothing", r.FullName())
	case !l.plain() && r.Kind != mapping.Many:
		return fmt.Errorf("With(%s): Where, OrderBy and Limit choose among the objects of a collection, and this is one object", r.FullName())
	case l.narrowed() && r.Map != nil:
		return fmt.Errorf("With(%s): a collection in a map is loaded whole", r.FullName())
	case l.deep != 0 && !r.Target.IsA(r.Mapper):
		return fmt.Errorf("With(%s): Recursive follows a relationship of a table with itself, and this one leads to %s", r.FullName(), r.Target.Name())
	case l.contained && (!l.plain() || l.deep != 0):
		return fmt.Errorf("With(%s): what is Contained comes with the query's own Join: Where, OrderBy and Limit are the query's", r.FullName())
	}
	return nil
}

// members loads a collection as l says: sorted, filtered, or cut for each owner. The
// statement tells of each row whose it is.
func (f *fetcher) members(ctx context.Context, l *loading, owners []*state.Record) ([]*state.Record, error) {
	r := l.p.rel
	if l.narrowed() {
		var rest []*state.Record
		for _, o := range owners {
			if !o.Fresh(f.plan(r.Mapper, o), r.Index, f.st.Gen) || o.Flags&state.Pending != 0 {
				rest = append(rest, o)
			}
		}
		if owners = rest; len(owners) == 0 {
			return nil, nil
		}
	}
	to := r.Target.Source()
	n := &sql.SelectNode{Items: []sql.Node{to}, From: []*sql.TableNode{to}, OrderBy: l.order}
	var columns []*sql.ColumnNode // of the owner's key, in the row of the member
	var referred []*mapping.Column
	if r.Pair != nil {
		table := r.Pair.Pair.Table.Node()
		n.Joins = []sql.Join{{Kind: sql.InnerJoin, Table: table, On: onSide(r.Pair.Far(), table, to)}}
		columns, referred = r.Pair.Columns, r.Pair.Referred
	} else {
		for _, c := range columnsIn(to, inKeyOrder(r.Link)) {
			columns = append(columns, c.Node)
		}
		referred = r.Link.Order()
	}
	cond, err := l.owners(columns, referred, owners)
	if err != nil {
		return nil, err
	}
	n.Where = append([]sql.Node{cond}, l.where...)
	if n.OrderBy == nil {
		n.OrderBy = r.Order
	}
	extra := make([]sql.Node, len(columns))
	for i, c := range columns {
		extra[i] = c
	}
	if l.limit > 0 && len(owners) == 1 {
		n.Limit = rowCount(l.limit)
		if len(n.OrderBy) == 0 {
			n.OrderBy = keyNodes(r.Target)
		}
	} else if l.limit > 0 {
		n, extra = firstOfEach(n, r.Target, extra, l.limit), nil
	}
	found, err := f.owned(ctx, l, owners, n, extra)
	if err == nil && l.narrowed() {
		for _, o := range owners {
			*f.plan(r.Mapper, o).State(o.Snap, r.Index) = state.Partial
		}
	}
	return found, err
}

// rowNumber names the number of a row among those of its owner.
const rowNumber = "aludel_number"

func keyNodes(m *mapping.Mapper) []sql.Node {
	out := make([]sql.Node, len(m.Key))
	for i, k := range m.Key {
		out[i] = k.Node
	}
	return out
}

// firstOfEach is n, whose rows belong to owners by their keys, with the first limit
// rows of each owner: n numbers its rows, and is read as a subquery. The key follows
// the columns of m in each row.
func firstOfEach(n *sql.SelectNode, m *mapping.Mapper, keys []sql.Node, limit int) *sql.SelectNode {
	order := n.OrderBy
	if len(order) == 0 {
		order = keyNodes(m)
	}
	number := &sql.CallNode{Name: "row_number", Type: sqltype.BigInt.Desc(), Null: sql.NullNever, Over: &sql.WindowNode{Partition: keys, OrderBy: order}}
	name := m.Source().Ref()
	sub := &sql.TableNode{As: name + "_first", Name: name + "_first"}
	column := func(as string, n sql.Node, of *sql.ColumnNode) *sql.ColumnNode {
		c := &sql.ColumnNode{Table: sub, Name: as, Type: sql.TypeOf(n), Of: of}
		if of != nil {
			c.Null, c.Def = of.Null, of.Def
		}
		sub.Cols = append(sub.Cols, c)
		return c
	}
	for _, c := range m.Source().Cols {
		column(c.Name, c, c)
	}
	n.OrderBy = nil
	for i, k := range keys {
		as := "aludel_owner_" + strconv.Itoa(i+1)
		n.Items = append(n.Items, &sql.LabelNode{X: k, Name: as})
		column(as, k, nil)
	}
	n.Items = append(n.Items, &sql.LabelNode{X: number, Name: rowNumber})
	at := column(rowNumber, number, nil)
	sub.Body = n
	return &sql.SelectNode{Items: []sql.Node{sub}, From: []*sql.TableNode{sub}, OrderBy: []sql.Node{at},
		Where: []sql.Node{&sql.BinaryNode{Op: sql.OpLe, L: at, R: rowCount(limit)}}}
}

// deeper loads l for what it has found, level by level.
func (f *fetcher) deeper(ctx context.Context, l *loading, owners, found []*state.Record) error {
	l = l.copied()
	l.source = nil // which finds the first level's owners
	been := make(map[*state.Record]bool, len(owners)+len(found))
	for _, o := range owners {
		been[o] = true
	}
	for left := l.deep - 1; left != 0; left-- {
		var next []*state.Record
		for _, x := range found {
			if !been[x] {
				been[x] = true
				next = append(next, x)
			}
		}
		if len(next) == 0 {
			return nil
		}
		var err error
		if found, err = f.level(ctx, l, next, true); err != nil {
			return err
		}
	}
	return nil
}
