package orm

import (
	"context"
	"fmt"
	"slices"
	"unsafe"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
)

// SiblingLimit is how many objects one statement loads a relationship for.
const SiblingLimit = 1000

// compositeLimit is how many keys of several columns stand in one condition: they are
// an OR of ANDs, which SQLite allows a thousand levels of.
const compositeLimit = 400

// keysLimit is how many keys of so many columns stand in one condition.
func keysLimit(columns int) int {
	if columns > 1 {
		return compositeLimit
	}
	return SiblingLimit
}

// load loads a relationship for owners, and what is nested in it.
func (f *fetcher) load(ctx context.Context, l *loading, owners []*state.Record) error {
	if l.raise {
		f.raised(l, owners)
		return nil
	}
	if err := l.p.usable(); err != nil {
		return err
	}
	found, err := f.level(ctx, l, owners, l.deep != 0)
	if err != nil || l.deep == 0 {
		return err
	}
	return f.deeper(ctx, l, owners, found)
}

// level loads a relationship for owners, and gives what they have if that is wanted.
func (f *fetcher) level(ctx context.Context, l *loading, owners []*state.Record, want bool) ([]*state.Record, error) {
	r := l.p.rel
	owners = f.those(r.Mapper, owners)
	var found []*state.Record
	limit := keysLimit(len(r.Mapper.Key))
	if r.Link != nil {
		limit = keysLimit(len(r.Link.Columns))
	} else if r.Pair != nil {
		limit = keysLimit(len(r.Pair.Columns))
	}
	grouped := r.Kind != mapping.ToOne && len(owners) <= limit // by their one statement
	for len(owners) > 0 {
		n := min(len(owners), limit)
		if l.source != nil {
			n = len(owners)
		}
		part, err := f.relation(ctx, l, owners[:n], want || !grouped)
		if err != nil {
			return nil, err
		}
		if owners = owners[n:]; found == nil {
			found = part
		} else {
			found = append(found, part...)
		}
	}
	if !grouped {
		f.group(r, found)
	}
	return found, nil
}

// group makes what was found for all owners siblings.
func (f *fetcher) group(r *mapping.Relationship, found []*state.Record) {
	var members state.Numbers
	seen := make(map[int32]bool, len(found))
	for _, x := range found {
		if !seen[x.No] {
			seen[x.No] = true
			members.Add(x.No)
		}
	}
	f.st.Group(f.st.Map(r.Target), members)
}

// relation loads r for at most SiblingLimit owners, and gives what they have; where it is
// not wanted, it may give nothing.
func (f *fetcher) relation(ctx context.Context, l *loading, owners []*state.Record, want bool) ([]*state.Record, error) {
	r := l.p.rel
	if r.View != nil && (r.Choice == nil || l.source != nil) {
		return f.viewed(ctx, l, owners)
	}
	if !l.plain() {
		return f.members(ctx, l, owners)
	}
	if r.Pair != nil {
		return f.paired(ctx, l, owners)
	}
	if r.Kind == mapping.ToOne {
		return f.references(ctx, l, owners)
	}
	return f.dependents(ctx, l, owners, want)
}

// dependents loads the rows that refer to owners: a collection, or the one of a HasOne.
func (f *fetcher) dependents(ctx context.Context, by *loading, owners []*state.Record, want bool) ([]*state.Record, error) {
	r := by.p.rel
	l, m := r.Link, r.Target
	node := m.Source()
	mp := f.st.Map(r.Mapper)
	cond, err := by.owners(columnNodes(columnsIn(node, l.Columns)), l.Referred, owners)
	if err != nil {
		return nil, err
	}
	n := &sql.SelectNode{Items: []sql.Node{node}, From: []*sql.TableNode{node}, Where: []sql.Node{cond}, OrderBy: r.Order}
	if node.Parts != nil {
		n.OrderBy = orderIn(r, node)
	}
	target := f.st.Map(m)
	strangers := target.Len() == 0
	rows, found, err := f.run(ctx, n, m, by.nested)
	if err != nil {
		return nil, err
	}
	index := placesOf(mp, owners)
	ownerOf := mp.ByKey
	if !l.ToKey {
		ownerOf = f.owner(l, owners)
	}
	pieces := make([]piece, 0, len(owners)+1)
	scratch := target.Room()
	var buf []byte
	var last mapping.Key
	holder := func(x *state.Record) unsafe.Pointer { // the row tells whose it is, not what the program has made of it
		if plan := target.Of(x).Plan; !plan.Same(x.Obj, x.Snap) {
			for _, c := range l.Columns {
				plan.Restore(scratch, x.Snap, c.Index)
			}
			return scratch
		}
		return x.Obj
	}
	var missed []int32 // the pieces whose owner's key is spelled otherwise
	for i := range rows.members.Len() {
		obj := rows.record(i).Obj
		if !strangers {
			obj = holder(rows.record(i))
		}
		k, null, _ := l.Key.Read(obj, &buf)
		n := len(pieces) - 1
		if n >= 0 && !null && k.B == nil && k.N == last.N && pieces[n].of > 0 { // rows come in clusters
			pieces[n].end++
			continue
		}
		var of int32
		if !null {
			if o := ownerOf(k); o != nil {
				of = index.place(o) + 1
			}
		}
		if of == 0 && k.B != nil {
			missed = append(missed, int32(len(pieces)))
		}
		last = k
		pieces = append(pieces, piece{of, int32(i) + 1})
	}
	if len(missed) > 0 {
		spelt := f.spellings(r.Mapper, l.Order(), l, owners, by.source == nil)
		columns := inKeyOrder(l)
		for _, n := range missed {
			obj := holder(rows.record(int(pieces[n].end) - 1))
			k, _, _ := l.Key.Read(obj, &buf)
			o, err := spelt.find(ctx, k, columns, obj)
			if err != nil {
				return nil, err
			}
			if o != nil {
				pieces[n].of = index.place(o) + 1
			}
		}
	}
	h := deal(pieces, len(owners))
	var kids []*state.Record
	f.lists.expect(2 * rows.members.Len())
	for i, o := range owners {
		kids = h.of(i, rows, kids[:0])
		if r.Kind == mapping.Many {
			if err := f.setMany(r, o, kids); err != nil {
				return nil, err
			}
			continue
		}
		x, err := f.onlyOne(r, o, kids)
		if err != nil {
			return nil, err
		}
		f.setOne(r, o, x)
	}
	if want && found == nil {
		found = rows.records()
	}
	return found, nil
}

// onlyOne is what a reference finds: one, or none.
func (f *fetcher) onlyOne(r *mapping.Relationship, o *state.Record, kids []*state.Record) (*state.Record, error) {
	switch len(kids) {
	case 0:
		return nil, nil
	case 1:
		return kids[0], nil
	}
	return nil, fmt.Errorf("%s: %d rows of %s refer to %s: %w; make the foreign key unique, or use orm.Many", r.FullName(), len(kids), r.Target.Table.FullName(), rowName(r.Mapper, o.Obj), ErrMultipleResults)
}

// references loads what owners refer to, as far as it is not there.
func (f *fetcher) references(ctx context.Context, by *loading, owners []*state.Record) ([]*state.Record, error) {
	r, nested := by.p.rel, by.nested
	l, m := r.Link, r.Target
	node := m.Source()
	target := f.st.Map(m)
	var keys [][]sql.Node
	var buf []byte
	given := expressions(nested) // which what is there already does not have
	type asking struct {
		n [3]int64
		b string
	}
	asked := map[asking]bool{}
	for _, o := range owners {
		if r.Choice != nil {
			if err := unheardOf(r.Choice, o.Obj); err != nil {
				return nil, err
			}
		}
		k, null, _ := l.Key.Read(o.Obj, &buf)
		if null {
			continue
		}
		if x := f.st.Referred(l, k); x != nil && given == nil && !f.hidden(x) && (x.Gen == f.st.Gen && x.Flags&state.Expired == 0 || f.u == nil) {
			continue
		}
		id := asking{k.N, string(k.B)}
		if asked[id] {
			continue
		}
		asked[id] = true
		vals, err := keyValues(inKeyOrder(l), o.Obj)
		if err != nil {
			return nil, err
		}
		keys = append(keys, vals)
	}
	var rows []*state.Record
	if len(keys) > 0 {
		cond := inKeys(l.Order(), keys)
		if by.source != nil {
			cond = inSource(columnNodes(l.Order()), by.source, inKeyOrder(l))
		}
		n := &sql.SelectNode{Items: []sql.Node{node}, From: []*sql.TableNode{node}, Where: []sql.Node{cond}}
		var err error
		if rows, err = f.fetch(ctx, n, m, slices.Concat(given, inlines(nested))); err != nil {
			return nil, err
		}
	}
	f.st.Altered()
	if err := f.spelt(ctx, l, owners, rows); err != nil {
		return nil, err
	}
	var found []*state.Record
	for _, o := range owners {
		var x *state.Record
		if k, null, _ := l.Key.Read(o.Obj, &buf); !null {
			if x = f.st.Referred(l, k); x != nil && (f.hidden(x) || !target.Is(x)) {
				x = nil
			}
		}
		if x != nil {
			found = append(found, x)
		}
		f.setOne(r, o, x)
	}
	for _, n := range nested {
		if n.prop != nil || n.inline != nil {
			continue
		}
		if err := f.load(ctx, n, f.lacking(n, unique(found))); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// lacking are the records for which a relationship is still to be loaded.
func (f *fetcher) lacking(l *loading, recs []*state.Record) []*state.Record {
	if l.raise {
		return recs
	}
	if l.p.usable() != nil {
		return recs // load reports it
	}
	return slices.DeleteFunc(f.those(l.p.rel.Mapper, recs), func(r *state.Record) bool {
		p := f.plan(l.p.rel.Mapper, r)
		return len(l.nested) == 0 && r.Fresh(p, l.p.rel.Index, f.st.Gen)
	})
}

func unique(recs []*state.Record) []*state.Record {
	seen := make(map[*state.Record]bool, len(recs))
	out := make([]*state.Record, 0, len(recs))
	for _, r := range recs {
		if !seen[r] {
			seen[r] = true
			out = append(out, r)
		}
	}
	return out
}

// inKeyOrder are the columns of the foreign key in the order of what it refers to.
func inKeyOrder(l *mapping.Link) []*mapping.Column {
	out := make([]*mapping.Column, len(l.Columns))
	for i, k := range l.Order() {
		out[i] = l.Columns[slices.Index(l.Referred, k)]
	}
	return out
}

// columnsIn are columns as t has them.
func columnsIn(t *sql.TableNode, columns []*mapping.Column) []*mapping.Column {
	if t.Parts == nil && (len(columns) == 0 || columns[0].Node.Table.Parts == nil) {
		return columns
	}
	out := make([]*mapping.Column, len(columns))
	for i, c := range columns {
		x := *c
		x.Node, _ = columnIn(t, c).(*sql.ColumnNode)
		out[i] = &x
	}
	return out
}

// keyValues are columns of an object as they are bound.
func keyValues(columns []*mapping.Column, obj unsafe.Pointer) ([]sql.Node, error) {
	out := make([]sql.Node, len(columns))
	for i, c := range columns {
		b, err := c.Bind(obj)
		if err != nil {
			return nil, err
		}
		out[i] = b
	}
	return out, nil
}

// inKeys is the condition that columns hold one of keys.
func inKeys(columns []*mapping.Column, keys [][]sql.Node) sql.Node {
	if len(columns) == 1 {
		c := columns[0]
		if len(keys) == 1 {
			return &sql.BinaryNode{Op: sql.OpEq, L: c.Node, R: keys[0][0]}
		}
		list := &sql.ListNode{Type: c.Def.Type, Values: make([]driver.Value, len(keys))}
		for i, k := range keys {
			list.Values[i] = k[0].(*sql.BindNode).Value
		}
		return &sql.InNode{X: c.Node, List: list}
	}
	rows := make([]sql.Node, len(keys))
	for i, k := range keys {
		parts := make([]sql.Node, len(columns))
		for j, c := range columns {
			parts[j] = &sql.BinaryNode{Op: sql.OpEq, L: c.Node, R: k[j]}
		}
		rows[i] = both(parts)
	}
	if len(rows) == 1 {
		return rows[0]
	}
	return &sql.ListOpNode{Op: sql.OpOr, Xs: rows}
}

// setMany puts the rows of a collection into the owner's field: the rows, and then
// what the program has appended meanwhile. The snapshot gets an array of its own.
func (f *fetcher) setMany(r *mapping.Relationship, o *state.Record, kids []*state.Record) error {
	f.loaded(r, o)
	p := f.plan(r.Mapper, o)
	field, known := r.Members(o.Obj), p.Many(o.Snap, r.Index)
	var extra, removed []unsafe.Pointer // by the program, and nobody has looked yet
	if !samePointers(field, *known) {
		extra, removed = f.appended(field, *known), f.appended(*known, field)
	}
	all := f.lists.take(len(kids) + len(extra))
	for _, k := range kids {
		if !f.u.left(r, k, o) {
			all = append(all, k.Obj)
		}
		f.back(r, k, o)
	}
	n := len(all)
	for _, e := range f.u.joined(r, o) {
		if !slices.Contains(all[:n], e) {
			all = append(all, e)
		}
	}
	rows := append(f.lists.take(len(all)), all...)
	if len(removed) > 0 {
		all = slices.DeleteFunc(all, func(p unsafe.Pointer) bool { return slices.Contains(removed, p) })
	}
	for _, e := range extra {
		if !slices.Contains(all, e) {
			all = append(all, e)
		}
	}
	if err := r.SetMembers(o.Obj, all[:len(all):len(all)]); err != nil {
		return err
	}
	if r.Map != nil { // the order of a map is that of its keys
		gone := slices.DeleteFunc(slices.Clone(rows), func(p unsafe.Pointer) bool { return !slices.Contains(removed, p) })
		rows = append(slices.DeleteFunc(slices.Clone(r.Members(o.Obj)), func(p unsafe.Pointer) bool { return !slices.Contains(rows, p) }), gone...)
	}
	*known = rows
	o.TookAll(p, r.Index, f.st.Gen)
	return nil
}

// appended are the elements of now that are not in before.
func (f *fetcher) appended(now, before []unsafe.Pointer) []unsafe.Pointer {
	var out []unsafe.Pointer
	for _, e := range now {
		if !slices.Contains(before, e) {
			out = append(out, e)
		}
	}
	return out
}

// back lets the child know its parent, when it has a field for it that says nothing else.
func (f *fetcher) back(r *mapping.Relationship, kid, o *state.Record) {
	if r.Link == nil || r.Link.One == nil || r.Kind == mapping.ToOne {
		return
	}
	one := r.Link.One
	p := f.plan(r.Target, kid)
	if st := p.State(kid.Snap, one.Index); *st == state.NotLoaded && one.OneOf(kid.Obj) == nil && (f.u == nil || !f.u.elsewhere(kid, r.Link, o.Obj)) {
		f.st.Refer(one, kid.Obj, o.Obj)
		*p.One(kid.Snap, one.Index) = o.Obj
		kid.TookAll(p, one.Index, f.st.Gen)
	}
}

// setOne puts what a reference leads to into the owner's field, unless the program
// has put something else there.
func (f *fetcher) setOne(r *mapping.Relationship, o, to *state.Record) {
	f.loaded(r, o)
	p := f.plan(r.Mapper, o)
	known := p.One(o.Snap, r.Index)
	var obj unsafe.Pointer
	if to != nil {
		obj = to.Obj
		f.back(r, to, o)
	}
	if r.OneOf(o.Obj) == *known {
		f.st.Refer(r, o.Obj, obj)
	}
	*known = obj
	o.TookAll(p, r.Index, f.st.Gen)
}

// rowName names an object in messages: Product 12.
func rowName(m *mapping.Mapper, obj unsafe.Pointer) string {
	return m.Name() + " " + m.KeyText(obj)
}
