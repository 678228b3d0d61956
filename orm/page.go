package orm

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"slices"
	"unsafe"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// Pagination by key: the next page is what comes after the last row, by the ORDER BY
// itself, so that it costs the same for every page and neither repeats nor leaves out
// a row when others come and go. The primary key is added to the ORDER BY, so that no
// two rows are equal; NULLs get a place of their own, which is the same everywhere.
//
// A cursor holds the values of the ORDER BY in one row, read from the database with
// the row and not computed here.

// A Page is a part of a query's entities.
type Page[E any] struct {
	Rows []E
	Next string // where the next page begins, for Query.After; "" when this is the last one
	Prev string // where the page before ends, for Query.Before; "" when this is the first one
}

// HasNext reports whether there is something after the page.
func (p Page[E]) HasNext() bool { return p.Next != "" }

// HasPrev reports whether there is something before the page.
func (p Page[E]) HasPrev() bool { return p.Prev != "" }

// ErrBadCursor is what After or Before was given and is no cursor, or one of a query with
// another ORDER BY.
var ErrBadCursor = errors.New("this is no cursor of this query")

// Page gives Limit entities, which must have been said, and the cursor of what comes
// after them. Rows are ordered by OrderBy and then by the primary key. NULLs come
// last in ascending and first in descending order, unless OrderBy says otherwise.
//
// On the side to which it goes, one row more tells whether there is another page; on the
// side from which it comes there was one, whatever has been deleted meanwhile.
//
//	page, err := orm.Select(Products).OrderBy(Products.Price.Desc()).Limit(20).After(cursor).Page(ctx, s)
func (q *QueryFor[E]) Page(ctx context.Context, s *Session) (Page[E], error) {
	c, err := s.page(ctx, untyped(q))
	return Page[E]{entities[E](c.objs), c.next, c.prev}, err
}

// After gives what comes after cursor, which the Next of a Page of the same query
// has given; "" is the beginning. It is used with Page.
func (q *QueryFor[E]) After(cursor string) *QueryFor[E] {
	return built[E](untyped(q).continued(cursor))
}

// Before gives what comes before cursor, in the query's order, and Limit rows of that at
// most: the nearest ones. The Prev of a Page of the same query has given the cursor; "" is
// the end, so that Before("") is the last page. It is used with Page.
func (q *QueryFor[E]) Before(cursor string) *QueryFor[E] {
	return built[E](untyped(q).backTo(cursor))
}

//go:noinline
func (q *query) continued(cursor string) *query {
	c := q.changed()
	c.after = cursor
	return c
}

//go:noinline
func (q *query) backTo(cursor string) *query {
	c := q.changed()
	c.before, c.back = cursor, true
	return c
}

// chunk is some of a query's entities, and the cursors of what is beside them.
type chunk struct {
	m          *mapping.Mapper
	objs       []unsafe.Pointer
	kinds      []found // what objs are, where they may be something else than m
	next, prev string
}

// found are the objects, with what they are.
func (c *chunk) found() []found {
	if c.kinds != nil {
		return c.kinds
	}
	out := make([]found, len(c.objs))
	for i, p := range c.objs {
		out[i] = found{c.m, p}
	}
	return out
}

// beside makes the cursors of a chunk that was read from a place on, and turns round what
// was read backwards.
func (c *chunk) beside(t *tail, back bool, from string) {
	if t.more {
		c.next = base64.RawURLEncoding.EncodeToString(t.cursor)
	}
	switch {
	case from == "": // where there is nothing on the other side
	case t.first != nil:
		c.prev = base64.RawURLEncoding.EncodeToString(t.first)
	default:
		c.prev = including(from)
	}
	if back {
		slices.Reverse(c.objs)
		slices.Reverse(c.kinds)
		c.next, c.prev = c.prev, c.next
	}
}

// start lets n begin where q says, in its order, or in the opposite one, and says where that is.
func (o *ordering) start(q *query, n *sql.SelectNode) (string, error) {
	from, what := q.after, "After"
	if q.back {
		o.turn()
		from, what = q.before, "Before"
	}
	n.OrderBy = o.items
	if from != "" {
		cond, err := o.after(from)
		if err != nil {
			return "", fmt.Errorf("%s: %s: %w", q.name(), what, err)
		}
		n.Where = append(n.Where[:len(n.Where):len(n.Where)], cond)
	}
	return from, nil
}

// page is Query.Page.
func (s *Session) page(ctx context.Context, q *query) (chunk, error) {
	switch {
	case q == nil:
		return chunk{}, errNoSelect
	case q.limit < 0 || q.offset > 0:
		return chunk{}, fmt.Errorf("%s: Page needs a Limit and takes no Offset", q.name())
	case q.after != "" && q.back:
		return chunk{}, fmt.Errorf("%s: a Page goes on After a cursor, or back Before one", q.name())
	case q.limit == 0:
		return chunk{objs: []unsafe.Pointer{}}, nil
	}
	if err := s.enter(); err != nil {
		return chunk{}, err
	}
	defer s.leave()
	return s.chunk(ctx, q, q.flags&untracked == 0)
}

// chunk is the entities of a query on one side of a place in it, its Limit at most, and
// the cursors of both sides. Going back the order is turned round, and the rows afterwards.
func (s *Session) chunk(ctx context.Context, q *query, tracked bool) (chunk, error) {
	if m := q.concretes(); m != nil {
		if err := m.Registry.Configure(); err != nil {
			return chunk{}, err
		}
		return s.chunkUnion(ctx, q, m, tracked)
	}
	longer := *q
	longer.limit++ // the one more tells whether there is another page
	n, m, err := longer.tree()
	if err != nil {
		return chunk{}, err
	}
	if m.IsView() {
		return chunk{}, fmt.Errorf("%s: a view has no key, by which pages could be told apart", q.name())
	}
	o, err := newOrdering(n, keysIn(m, n.From[0]))
	if err != nil {
		return chunk{}, fmt.Errorf("%s: %w", q.name(), err)
	}
	from, err := o.start(q, n)
	if err != nil {
		return chunk{}, err
	}
	lacks, err := q.lacks(m)
	if err != nil {
		return chunk{}, err
	}
	if q, err = q.spread(m); err != nil {
		return chunk{}, err
	}
	f, err := s.fetcherFor(ctx, n, q, tracked)
	if err != nil {
		return chunk{}, err
	}
	t := &tail{of: o, want: q.limit}
	f.tail = t
	f.lack, f.whole, f.defers = lacks, true, q.defers()
	f.only = q.only
	recs, err := f.fetch(ctx, n, m, q.loads)
	if tracked {
		err = s.told(ctx, err)
	}
	if err != nil {
		return chunk{}, err
	}
	c := chunk{m: m, objs: objects(recs)}
	if m.Polymorphic() {
		c.kinds = foundIn(f.st, m, recs)
	}
	c.beside(t, q.back, from)
	return c, nil
}

// inclusive ends a cursor whose own row belongs to the other side: its page was empty. It is
// no kind of a value, and its last value may end in the same byte.
const inclusive = 0xff

func including(cursor string) string {
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || len(raw) < 4 {
		return cursor
	}
	for rest := raw[4:]; len(rest) > 0; {
		if rest[0] == inclusive {
			return cursor
		}
		if _, rest, err = readValue(rest); err != nil {
			return cursor
		}
	}
	return base64.RawURLEncoding.EncodeToString(append(raw, inclusive))
}

// turn makes it the order from the end to the beginning.
func (o *ordering) turn() {
	for i := range o.terms {
		t := &o.terms[i]
		t.desc, t.first = !t.desc, !t.first
		item := *o.items[i].(*sql.OrderNode)
		item.Desc = t.desc
		if t.null {
			item.Nulls = sql.NullsLast
			if t.first {
				item.Nulls = sql.NullsFirst
			}
		}
		o.items[i] = &item
	}
}

// ordering is a total order of a query's rows.
type ordering struct {
	items []sql.Node // of ORDER BY
	terms []term
	sum   uint32 // of what the terms are
}

type term struct {
	x     sql.Node
	desc  bool
	null  bool // it may be NULL
	first bool // NULLs come first
	typ   *sqltype.Desc
}

// newOrdering is n's ORDER BY made total by the primary key.
func newOrdering(n *sql.SelectNode, key []sql.Node) (*ordering, error) {
	o := &ordering{}
	terms := append(n.OrderBy[:len(n.OrderBy):len(n.OrderBy)], key...)
	var seen []sql.Node
	for i, x := range terms {
		t := term{x: x}
		item := &sql.OrderNode{X: x}
		if on, ok := x.(*sql.OrderNode); ok {
			*item = *on
			t.x, t.desc = on.X, on.Desc
		}
		if e, ok := t.x.(*sql.ErrNode); ok {
			return nil, e.Err
		}
		if i >= len(n.OrderBy) && containsNode(seen, t.x) {
			continue // a part of the key that is sorted by already
		}
		seen = append(seen, t.x)
		if t.null = n.MayBeNull(t.x); t.null {
			t.first = item.Nulls == sql.NullsFirst || item.Nulls == sql.NullsDefault && t.desc
			item.Nulls = sql.NullsLast
			if t.first {
				item.Nulls = sql.NullsFirst
			}
		}
		t.typ = sql.TypeOf(t.x)
		if sqltype.ValueKind(t.typ) == driver.Any || sqltype.ValueKind(t.typ) == driver.Array {
			return nil, fmt.Errorf("item %d of OrderBy has no type that a cursor could hold: give it one with Cast", i+1)
		}
		o.terms = append(o.terms, t)
		o.items = append(o.items, item)
	}
	var xs []sql.Node
	for _, t := range o.terms {
		xs = append(xs, t.x)
	}
	o.named(xs)
	return o, nil
}

// named tells the order from others by the names of what the terms, or the first of them, are.
func (o *ordering) named(xs []sql.Node) {
	h := fnv.New32a()
	for i, t := range o.terms {
		if i < len(xs) {
			fmt.Fprint(h, sql.OutputNames(xs[i : i+1])[0], t.desc, t.first)
		} else {
			fmt.Fprint(h, i)
		}
	}
	o.sum = h.Sum32()
}

func containsNode(ns []sql.Node, n sql.Node) bool {
	for _, x := range ns {
		if x == n {
			return true
		}
	}
	return false
}

// after is the condition that a row comes after the one whose values cursor holds.
func (o *ordering) after(cursor string) (sql.Node, error) {
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || len(raw) < 4 {
		return nil, ErrBadCursor
	}
	if binary.BigEndian.Uint32(raw) != o.sum {
		return nil, fmt.Errorf("%w: it was made for another ORDER BY", ErrBadCursor)
	}
	raw = raw[4:]
	vals := make([]sql.Node, len(o.terms))
	nulls := make([]bool, len(o.terms))
	for i, t := range o.terms {
		var v driver.Value
		if v, raw, err = readValue(raw); err != nil {
			return nil, err
		}
		if nulls[i] = v.IsNull(); nulls[i] && !t.null || !nulls[i] && v.Kind() != sqltype.ValueKind(t.typ) {
			return nil, ErrBadCursor
		}
		vals[i] = &sql.BindNode{Value: v, Type: t.typ}
	}
	with := len(raw) == 1 && raw[0] == inclusive
	if len(raw) > 0 && !with {
		return nil, ErrBadCursor
	}
	var ways []sql.Node
	if with {
		same := make([]sql.Node, len(o.terms))
		for i, t := range o.terms {
			same[i] = t.equal(vals[i], nulls[i])
		}
		ways = append(ways, both(same))
	}
	for i, t := range o.terms {
		beyond := t.beyond(vals[i], nulls[i])
		if beyond == nil {
			continue
		}
		way := make([]sql.Node, 0, i+1)
		for j, u := range o.terms[:i] {
			way = append(way, u.equal(vals[j], nulls[j]))
		}
		ways = append(ways, both(append(way, beyond)))
	}
	if len(ways) == 0 { // NULL in all places, and nothing comes after it
		return sql.NodeOf(sql.False()), nil
	}
	cond := ways[0]
	if len(ways) > 1 {
		cond = &sql.ListOpNode{Op: sql.OpOr, Xs: ways}
		if t := o.terms[0]; !t.null { // said once more, for an index over the first term
			op := sql.OpGe
			if t.desc {
				op = sql.OpLe
			}
			cond = both([]sql.Node{&sql.BinaryNode{Op: op, L: t.x, R: vals[0]}, cond})
		}
	}
	return cond, nil
}

func (t term) equal(v sql.Node, null bool) sql.Node {
	if null {
		return &sql.UnaryNode{Op: sql.OpIsNull, X: t.x}
	}
	return &sql.BinaryNode{Op: sql.OpEq, L: t.x, R: v}
}

// beyond is the condition that the term alone comes after v; nil when nothing does.
func (t term) beyond(v sql.Node, null bool) sql.Node {
	op := sql.OpGt
	if t.desc {
		op = sql.OpLt
	}
	switch {
	case null && t.first:
		return &sql.UnaryNode{Op: sql.OpIsNotNull, X: t.x}
	case null:
		return nil
	}
	cond := sql.Node(&sql.BinaryNode{Op: op, L: t.x, R: v})
	if t.null && !t.first {
		cond = &sql.ListOpNode{Op: sql.OpOr, Xs: []sql.Node{cond, &sql.UnaryNode{Op: sql.OpIsNull, X: t.x}}}
	}
	return cond
}
