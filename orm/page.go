package orm

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"slices"
	"time"
	"unsafe"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
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
	objs       []unsafe.Pointer
	next, prev string
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
	longer := *q
	longer.limit++ // the one more tells whether there is another page
	n, m, err := longer.tree()
	if err != nil {
		return chunk{}, err
	}
	if m.IsView() {
		return chunk{}, fmt.Errorf("%s: a view has no key, by which pages could be told apart", q.name())
	}
	o, err := newOrdering(n, m)
	if err != nil {
		return chunk{}, fmt.Errorf("%s: %w", q.name(), err)
	}
	from, what := q.after, "After"
	if q.back {
		o.turn()
		from, what = q.before, "Before"
	}
	n.OrderBy = o.items
	if from != "" {
		cond, err := o.after(from)
		if err != nil {
			return chunk{}, fmt.Errorf("%s: %s: %w", q.name(), what, err)
		}
		n.Where = append(n.Where[:len(n.Where):len(n.Where)], cond)
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
	c := chunk{objs: objects(recs)}
	if t.more {
		c.next = base64.RawURLEncoding.EncodeToString(t.cursor)
	}
	switch {
	case from == "": // where there is nothing on the other side
	case len(recs) > 0:
		c.prev = base64.RawURLEncoding.EncodeToString(t.first)
	default:
		c.prev = including(from)
	}
	if q.back {
		slices.Reverse(c.objs)
		c.next, c.prev = c.prev, c.next
	}
	return c, nil
}

// inclusive ends a cursor whose own row belongs to the other side: its page was empty.
const inclusive = 0xff

func including(cursor string) string {
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || raw[len(raw)-1] == inclusive {
		return cursor
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
func newOrdering(n *sql.SelectNode, m *mapping.Mapper) (*ordering, error) {
	o := &ordering{}
	root := n.From[0]
	terms := n.OrderBy
	for _, k := range m.Key {
		terms = append(terms[:len(terms):len(terms)], columnIn(root, k))
	}
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
	h := fnv.New32a()
	for _, t := range o.terms {
		fmt.Fprint(h, sql.OutputNames([]sql.Node{t.x})[0], t.desc, t.first)
	}
	o.sum = h.Sum32()
	return o, nil
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

// tail reads the values of an ordering beside the entities, and keeps those of the
// last entity of a page.
type tail struct {
	of     *ordering
	want   int
	vals   [][]byte
	plan   driver.Plan
	first  []byte // the cursor of the first row
	cursor []byte // of the last one
	more   bool
}

// targets are where the values come from, from column start on.
func (t *tail) targets(start int) []driver.Target {
	out := make([]driver.Target, len(t.of.terms))
	for i, x := range t.of.terms {
		out[i] = driver.Target{Col: start + i, Kind: sqltype.ValueKind(x.typ), Offset: uintptr(i) * unsafe.Sizeof([]byte(nil)),
			Set: func(p unsafe.Pointer, v driver.Value, _ *driver.Arena) (err error) {
				b := (*[]byte)(p)
				*b, err = appendValue((*b)[:0], v)
				return err
			}}
	}
	return out
}

// tailKey names the plan of a tail among those kept with a statement.
type tailKey struct{}

func (t *tail) begin(p driver.Plan) { t.plan, t.vals = p, make([][]byte, len(t.of.terms)) }

// keep makes the cursor of the present row, the n-th.
func (t *tail) keep(cur *engine.Cursor, a *driver.Arena, n int) error {
	if n != t.want && (n != 1 || t.first != nil) {
		return nil
	}
	if err := cur.Fill(t.plan, unsafe.Pointer(&t.vals[0]), a); err != nil {
		return err
	}
	t.cursor = binary.BigEndian.AppendUint32(t.cursor[:0], t.of.sum)
	for _, v := range t.vals {
		t.cursor = append(t.cursor, v...)
	}
	if n == 1 && t.first == nil {
		t.first = slices.Clone(t.cursor)
	}
	return nil
}

// appendValue writes a value with its kind, so that readValue gives it back.
func appendValue(b []byte, v driver.Value) ([]byte, error) {
	b = append(b, byte(v.Kind()))
	switch v.Kind() {
	case driver.Null:
	case driver.String, driver.Bytes, driver.Decimal, driver.JSON:
		b = binary.AppendUvarint(b, uint64(len(v.Bytes())))
		b = append(b, v.Bytes()...)
	case driver.UUID:
		b = append(b, v.UUID()[:]...)
	case driver.Bool, driver.Int, driver.Uint, driver.Float, driver.Time, driver.Wall, driver.Date, driver.Clock, driver.Interval:
		b = binary.BigEndian.AppendUint64(b, v.Uint())
	default:
		return nil, fmt.Errorf("a %v cannot be kept in a cursor", v.Kind())
	}
	return b, nil
}

func readValue(b []byte) (v driver.Value, rest []byte, err error) {
	if len(b) == 0 {
		return v, nil, ErrBadCursor
	}
	k := driver.Kind(b[0])
	b = b[1:]
	switch k {
	case driver.Null:
		return v, b, nil
	case driver.String, driver.Bytes, driver.Decimal, driver.JSON:
		n, size := binary.Uvarint(b)
		if size <= 0 || n > uint64(len(b)-size) {
			return v, nil, ErrBadCursor
		}
		text := b[size : size+int(n)]
		b = b[size+int(n):]
		switch k {
		case driver.String:
			v = driver.OfString(string(text))
		case driver.Decimal:
			v = driver.OfDecimal(string(text))
		case driver.JSON:
			v = driver.OfJSON(text)
		default:
			v = driver.OfBytes(text)
		}
		return v, b, nil
	case driver.UUID:
		if len(b) < 16 {
			return v, nil, ErrBadCursor
		}
		id := [16]byte(b[:16])
		return driver.OfUUID(&id), b[16:], nil
	}
	if len(b) < 8 {
		return v, nil, ErrBadCursor
	}
	n := int64(binary.BigEndian.Uint64(b))
	micros := time.Duration(n) * time.Microsecond
	switch k {
	case driver.Bool:
		v = driver.OfBool(n != 0)
	case driver.Int:
		v = driver.OfInt(n)
	case driver.Uint:
		v = driver.OfUint(uint64(n))
	case driver.Float:
		v = driver.OfFloat(math.Float64frombits(uint64(n)))
	case driver.Time:
		v = driver.OfTime(time.UnixMicro(n).UTC())
	case driver.Wall:
		v = driver.OfWall(time.UnixMicro(n).UTC())
	case driver.Date:
		v = driver.OfDays(n)
	case driver.Clock:
		v = driver.OfClock(micros)
	case driver.Interval:
		v = driver.OfInterval(micros)
	default:
		return v, nil, ErrBadCursor
	}
	return v, b[8:], nil
}
