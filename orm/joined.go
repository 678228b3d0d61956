package orm

import (
	"fmt"
	"strconv"
	"unsafe"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// joinedPart is a relationship that is read from the same rows as its owner.
type joinedPart struct {
	rel   *mapping.Relationship
	owner *joinedPart // nil: the root
	r     *rowReader
	later []*loading
	part  bool          // not all of a collection
	outer bool          // it may not be there
	tree  *branch       // set: it comes as JSON, and r reads that
	now   *state.Record // of the present row

	owners map[int32]int // record of an owner → index of kids
	order  []*state.Record
	kids   [][]*state.Record
}

// compose adds to n what ls wants from the same statement. What cannot come from
// it without making Limit wrong, or multiplying collections, is left for later.
func (f *fetcher) compose(n *sql.SelectNode, m *mapping.Mapper, ls []*loading) (*selection, error) {
	var sel *selection
	if room := f.room; room != nil { // for the first statement; what is loaded later takes its own
		f.room = nil
		sel = &room.sel
		room.root = f.newReader(m, 0)
		room.root.recs = room.recs[:0]
		sel.root = &room.root
	} else {
		sel = &selection{root: f.reader(m, 0)}
	}
	wrapped := f.tail == nil && n.Lock == "" && (n.Limit != nil || n.Offset != nil || n.Distinct) && joinsMany(m, ls)
	if wrapped {
		wrap(n)
	}
	next := 0
	if len(n.From) > 0 {
		next = len(n.From[0].Cols)
	}
	if t := n.From[0]; t.Body != nil || t.CTE != nil { // its columns may stand in another order
		cols := make([]sql.Node, len(m.Columns))
		for i, c := range m.Columns {
			cols[i] = columnIn(t, c)
		}
		if _, whole := n.Items[0].(*sql.TableNode); whole && f.lack == nil && !numbered(t) && !(wrapped && m.Polymorphic()) {
			n.Items = append(cols, n.Items[1:]...)
			next = len(n.Items)
		}
	}
	if !f.whole {
		f.defers = true
	}
	if f.lack == nil && m.Deferred != nil && !f.whole && n.From[0].Body == nil && n.From[0].CTE == nil {
		f.lack = m.Deferred
	}
	if f.lack != nil {
		sel.root.leave(n, f.lack)
		next = len(n.Items)
	}
	for _, l := range ls {
		if len(l.inline) > 0 {
			if err := l.join(n, m); err != nil {
				return nil, err
			}
		}
	}
	if m.Polymorphic() {
		sel.root.only = f.only
		if t, whole := n.Items[0].(*sql.TableNode); whole {
			cols := t.Cols
			if f.defers && t.Parts == nil {
				cols = sel.root.withoutDeferred(t)
			}
			if next -= len(t.Cols) - len(cols); len(cols) < len(t.Cols) {
				rest := n.Items[1:]
				n.Items = make([]sql.Node, len(cols), len(cols)+len(rest))
				for i, c := range cols {
					n.Items[i] = c
				}
				n.Items = append(n.Items, rest...)
			}
			sel.root.spots = []spot{{cols, 0}}
		}
		next = sel.root.inline(n, ls, next, f.defers)
	}
	next = sel.root.computed(n, n.From[0], ls, next, f.only)
	if len(ls) == 0 {
		return sel, nil
	}
	root := n.From[0]
	if asks(ls) && !wrapped {
		sel.again = repeatable(n)
	}
	uncounted := n.Limit == nil && n.Offset == nil && !n.Distinct && n.Lock == ""
	c := &composer{f: f, n: n, sel: sel, next: next, counted: !uncounted, trees: new(int)}
	later, err := c.add(nil, m, root, ls)
	sel.later = later
	return sel, err
}

type composer struct {
	f       *fetcher
	n       *sql.SelectNode
	sel     *selection
	next    int    // column
	counted bool   // Limit, Offset or Distinct speak of the rows of the statement
	prefix  string // of aliases, in what comes as JSON
	trees   *int   // how many of these there are
}

func (c *composer) add(owner *joinedPart, m *mapping.Mapper, at *sql.TableNode, ls []*loading) (later []*loading, err error) {
	for _, l := range ls {
		if l.inline != nil || l.prop != nil {
			continue // it is in the statement already
		}
		if l.raise && l.all != nil {
			if l.all != m {
				return nil, fmt.Errorf("With(RaiseAll): it is of %s, and the entities are %s", l.all.Name(), m.Name())
			}
			later = append(later, l)
			continue
		}
		if err := l.p.usable(); err != nil {
			return nil, err
		}
		r := l.p.rel
		if !l.fits(m) {
			return nil, fmt.Errorf("With(%s): it starts at %s, not at %s", r.FullName(), r.Mapper.Name(), m.Name())
		}
		if l.contained {
			if err := c.contained(owner, l, &later); err != nil {
				return nil, err
			}
			continue
		}
		if l.tree && m.IsA(r.Mapper) && !c.n.Distinct {
			if err := c.grow(owner, at, l); err != nil {
				return nil, fmt.Errorf("With(AsJSON(%s)): %w", r.FullName(), err)
			}
			continue
		}
		if !l.joined {
			later = append(later, l)
			continue
		}
		if why := c.unjoinable(m, l); why != "" {
			if !l.declared {
				return nil, &JoinedError{Relation: r.FullName(), Why: why}
			}
			later = append(later, l)
			continue
		}
		to := named(r.Source(), c.prefix+schema.Snake(r.Name)+"_"+strconv.Itoa(len(c.sel.parts)+1))
		p := &joinedPart{rel: r, owner: owner, r: c.f.reader(r.Target, c.next), owners: map[int32]int{}, part: l.narrowed()}
		p.r.nullable = true
		items := columnsOf(r.Target, to)
		if len(items) == 1 {
			p.r.spots = []spot{{to.Cols, c.next}}
		}
		c.n.Items = append(c.n.Items, items...)
		kind, err := c.joinKind(owner, l)
		if err != nil {
			return nil, err
		}
		p.outer = kind == sql.LeftOuterJoin
		joins := joinAlong(nil, r, kind, at, to)
		c.narrow(l, joins, to)
		c.n.Joins = append(c.n.Joins, joins...)
		if c.next += len(to.Cols); len(items) > 1 {
			c.next += len(items) - len(to.Cols)
		}
		nested := l.below()
		if c.next, err = p.r.inlineAs(c.n, to, nested, c.next); err != nil {
			return nil, fmt.Errorf("With(Joined(%s)): %w", r.FullName(), err)
		}
		c.next = p.r.computed(c.n, to, nested, c.next, false)
		c.sel.parts = append(c.sel.parts, p)
		if p.later, err = c.add(p, r.Target, to, nested); err != nil {
			return nil, err
		}
	}
	return later, nil
}

// orderIn is the declared order of a collection, in terms of an alias.
func orderIn(r *mapping.Relationship, to *sql.TableNode) []sql.Node {
	out := make([]sql.Node, len(r.Order))
	for i, n := range r.Order {
		out[i] = moved(n, to)
	}
	return out
}

// moved is an order by a column with the column as t has it; other expressions stay.
func moved(n sql.Node, t *sql.TableNode) sql.Node {
	switch n := n.(type) {
	case *sql.OrderNode:
		o := *n
		o.X = moved(n.X, t)
		return &o
	case *sql.ColumnNode:
		if c := t.ColumnOf(n); c != nil && c.Of == n {
			return c
		}
	}
	return n
}

func (p *joinedPart) read(cur rowSource, a *driver.Arena, root *state.Record) (err error) {
	owner := root
	if p.owner != nil {
		if owner = p.owner.now; owner == nil {
			p.now = nil
			return nil
		}
	}
	if p.tree != nil {
		return p.unfold(cur, a, owner)
	}
	if p.now, err = p.r.read(cur, a); err != nil {
		return err
	}
	i, _ := p.place(owner)
	if kids := p.kids[i]; p.now != nil && (len(kids) == 0 || kids[len(kids)-1] != p.now) {
		p.kids[i] = append(kids, p.now)
	}
	return nil
}

// place is where the members of owner's are kept; been reports whether they were before.
func (p *joinedPart) place(owner *state.Record) (i int, been bool) {
	i, been = p.owners[owner.No]
	if !been {
		i = len(p.kids)
		p.owners[owner.No] = i
		p.order, p.kids = append(p.order, owner), append(p.kids, nil)
	}
	return i, been
}

func (p *joinedPart) prepare(cur rowSource) error {
	if p.tree != nil {
		return p.tree.prepare(cur)
	}
	return p.r.prepare(cur)
}

// finish puts what was read into the owners' fields.
func (p *joinedPart) finish(f *fetcher) error {
	for i, owner := range p.order {
		if p.rel.ViewOnly() {
			if err := f.finishView(p, owner, once(p.kids[i])); err != nil {
				return err
			}
			continue
		}
		if p.part && p.rel.Kind == mapping.Many {
			if owner.Fresh(f.plan(p.rel.Mapper, owner), p.rel.Index, f.st.Gen) {
				continue // what is there whole stays so
			}
			if err := f.setMany(p.rel, owner, once(p.kids[i])); err != nil {
				return err
			}
			*f.plan(p.rel.Mapper, owner).State(owner.Snap, p.rel.Index) = state.Partial
			continue
		}
		if p.rel.Kind == mapping.Many {
			if err := f.setMany(p.rel, owner, once(p.kids[i])); err != nil {
				return err
			}
			continue
		}
		to, err := f.onlyOne(p.rel, owner, once(p.kids[i]))
		if err != nil {
			return err
		}
		f.setOne(p.rel, owner, to)
	}
	return nil
}

// once is kids without repetitions, in place.
func once(kids []*state.Record) []*state.Record {
	if len(kids) < 2 {
		return kids
	}
	seen := make(map[unsafe.Pointer]bool, len(kids))
	out := kids[:0]
	for _, k := range kids {
		if !seen[k.Obj] {
			seen[k.Obj] = true
			out = append(out, k)
		}
	}
	return out
}

// contained reads a relationship from the query's own join.
func (c *composer) contained(owner *joinedPart, l *loading, later *[]*loading) error {
	r := l.p.rel
	var to *sql.TableNode
	for _, j := range c.n.Joins {
		if mapping.Of(j.Table) != r.Target {
			continue
		}
		if to != nil {
			return fmt.Errorf("With(Contained(%s)): the query joins %s twice, and it cannot be told which one is meant", r.FullName(), r.Target.Table.FullName())
		}
		to = j.Table
	}
	if to == nil {
		return fmt.Errorf("With(Contained(%s)): the query does not join %s: add Join(%s)", r.FullName(), r.Target.Table.FullName(), r.FullName())
	}
	if r.Kind == mapping.Many && (c.n.Limit != nil || c.n.Offset != nil) {
		return fmt.Errorf("With(Contained(%s)): Limit, Offset and First would cut the collection: use SelectIn(%s).Where(…)", r.FullName(), r.FullName())
	}
	p := &joinedPart{rel: r, owner: owner, r: c.f.reader(r.Target, c.next), owners: map[int32]int{}, part: true}
	p.r.nullable = true
	p.r.spots = []spot{{to.Cols, c.next}}
	c.n.Items = append(c.n.Items, to)
	c.next = p.r.computed(c.n, to, l.nested, c.next+len(to.Cols), false)
	c.sel.parts = append(c.sel.parts, p)
	var err error
	p.later, err = c.add(p, r.Target, to, l.nested)
	return err
}

// numbered reports whether t is what firstOfEach made, whose columns are in order.
func numbered(t *sql.TableNode) bool {
	return len(t.Cols) > 0 && t.Cols[len(t.Cols)-1].Name == rowNumber
}
