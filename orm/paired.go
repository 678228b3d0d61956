package orm

import (
	"context"
	"unsafe"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// paired loads the other sides of association rows for owners. The statement tells
// of each row whose it is.
func (f *fetcher) paired(ctx context.Context, l *loading, owners []*state.Record) ([]*state.Record, error) {
	r := l.p.rel
	s := r.Pair
	to, table := r.Target.Source(), s.Pair.Table.Node()
	cond, err := l.owners(s.Columns, s.Referred, owners)
	if err != nil {
		return nil, err
	}
	n := &sql.SelectNode{Items: []sql.Node{to}, From: []*sql.TableNode{to},
		Joins: []sql.Join{{Kind: sql.InnerJoin, Table: table, On: onSide(s.Far(), table, to)}},
		Where: []sql.Node{cond}, OrderBy: r.Order}
	extra := make([]sql.Node, len(s.Columns))
	for i, c := range s.Columns {
		extra[i] = c
	}
	return f.owned(ctx, l, owners, n, extra)
}

// owned loads l's collection by a statement whose rows end with the key of the owner
// that each belongs to. extra are that key's columns.
func (f *fetcher) owned(ctx context.Context, by *loading, owners []*state.Record, n *sql.SelectNode, extra []sql.Node) ([]*state.Record, error) {
	r := by.p.rel
	sel, err := f.compose(n, r.Target, by.nested)
	if err != nil {
		return nil, err
	}
	start := len(n.Columns())
	if extra == nil { // it is a part of what is read from
		start = len(r.Target.Source().Cols)
	}
	n.Items = append(n.Items, extra...)
	mp := f.st.Map(r.Mapper)
	index := make(map[int32]int, len(owners))
	for i, o := range owners {
		index[o.No] = i
	}
	kids := make([][]*state.Record, len(owners))
	cur, err := f.query(ctx, n)
	if err != nil {
		return nil, err
	}
	key, ownerOf := r.Mapper.Key, func(obj unsafe.Pointer) *state.Record {
		k, _, _ := mp.Key(obj)
		return mp.ByKey(k)
	}
	texts := r.Mapper.Identity.Shape == mapping.Bytes
	if l := r.Link; r.View == nil && l != nil && !l.ToKey { // the row says what it refers to
		texts = l.Alt.Shape == mapping.Bytes
		find := f.owner(l, owners)
		var buf []byte
		key, ownerOf = l.Referred, func(obj unsafe.Pointer) *state.Record {
			k, null, _ := l.Alt.Read(obj, &buf)
			if null {
				return nil
			}
			return find(k)
		}
	}
	owner, err := cur.Plan(ownerKey{r}, func() ([]driver.Target, error) {
		ts := make([]driver.Target, len(key))
		for i, c := range key {
			t, err := c.Target(start + i)
			if err != nil {
				return nil, err
			}
			ts[i] = t
		}
		return ts, nil
	})
	if err != nil {
		cur.Close()
		return nil, err
	}
	room := r.Mapper.Objects()
	scratch := room.Next()
	var given []dealt // to whom, from the first on whose owner's key is spelled otherwise
	err = f.drainEach(cur, sel, func(x *state.Record) error {
		if err := cur.Fill(owner, scratch, &f.arena); err != nil {
			return err
		}
		o := ownerOf(scratch)
		if o == nil && texts {
			given = append(given, dealt{x, nil, scratch})
			scratch = room.Next()
			return nil
		}
		if given != nil {
			given = append(given, dealt{x, o, nil})
			return nil
		}
		if o != nil {
			if i, ok := index[o.No]; ok {
				kids[i] = append(kids[i], x)
			}
		}
		return nil
	})
	if err != nil {
		cur.Close()
		return nil, err
	}
	if _, err := cur.Close(); err != nil {
		return nil, err
	}
	if err := f.respelled(ctx, by, key, owners, given); err != nil {
		return nil, err
	}
	for _, g := range given {
		if g.of != nil {
			if i, ok := index[g.of.No]; ok {
				kids[i] = append(kids[i], g.row)
			}
		}
	}
	found, err := f.complete(ctx, sel)
	if err != nil {
		return nil, err
	}
	for i, o := range owners {
		if r.ViewOnly() {
			if _, err := f.onlyOne(r, o, once(kids[i])); err != nil && r.Kind != mapping.Many {
				return nil, err
			}
			if err := f.show(r, o, once(kids[i]), state.Loaded); err != nil {
				return nil, err
			}
			continue
		}
		if r.Kind == mapping.Many {
			if err := f.setMany(r, o, once(kids[i])); err != nil {
				return nil, err
			}
			continue
		}
		one, err := f.onlyOne(r, o, once(kids[i]))
		if err != nil {
			return nil, err
		}
		f.setOne(r, o, one)
	}
	return found, nil
}

// ownerKey names the plan of an owner's key at the end of a row.
type ownerKey struct{ r *mapping.Relationship }

// left reports whether the row of kid is not to be a member of o's collection any more.
func (u *unit) left(r *mapping.Relationship, kid, o *state.Record) bool {
	switch {
	case u == nil:
		return false
	case r.Pair != nil:
		return u.unpaired(r.Pair, o, kid)
	}
	return u.elsewhere(kid, r.Link, o.Obj)
}

// joined are the members of o's collection that are no rows of it yet.
func (u *unit) joined(r *mapping.Relationship, o *state.Record) []unsafe.Pointer {
	if r.Pair != nil {
		return u.pairsOf(r.Pair, o)
	}
	return u.pendingOf(r.Link, o.Obj)
}

// onSide is the condition that an association row refers to a row of a side's table.
func onSide(s *mapping.PairSide, table, to *sql.TableNode) sql.Node {
	conds := make([]sql.Node, len(s.Columns))
	for i, c := range s.Columns {
		var at sql.Node = c
		if table != s.Pair.Table.Node() {
			at = table.ColumnOf(c)
		}
		conds[i] = &sql.BinaryNode{Op: sql.OpEq, L: at, R: columnIn(to, s.Referred[i])}
	}
	return both(conds)
}

// joinAlong appends the joins from a table to another along r.
func joinAlong(joins []sql.Join, r *mapping.Relationship, kind sql.JoinKind, from, to *sql.TableNode) []sql.Join {
	if r.Pair == nil {
		return append(joins, sql.Join{Kind: kind, Table: to, On: onRelation(r, from, to)})
	}
	name := to.As
	if name == "" {
		name = to.Name
	}
	table := sql.AliasOf(r.Pair.Pair.Table.Node(), name+"_"+schema.Snake(r.Name))
	if extra := extraPair(r, from, table, to); len(extra) > 0 {
		if kind == sql.InnerJoin {
			return append(joins, sql.Join{Kind: kind, Table: table, On: onSide(r.Pair, table, from)}, sql.Join{Kind: kind, Table: to, On: both(append([]sql.Node{onSide(r.Pair.Far(), table, to)}, extra...))})
		}
		// two outer joins would give a row of nothing for each pair that the conditions do not let through
		where := append([]sql.Node{onSide(r.Pair, table, from), onSide(r.Pair.Far(), table, to)}, extra...)
		return append(joins, sql.Join{Kind: kind, Table: to, On: &sql.ExistsNode{Query: &sql.SelectNode{Items: []sql.Node{table.ColumnOf(r.Pair.Columns[0])}, From: []*sql.TableNode{table}, Where: where}}})
	}
	return append(joins, sql.Join{Kind: kind, Table: table, On: onSide(r.Pair, table, from)}, sql.Join{Kind: kind, Table: to, On: onSide(r.Pair.Far(), table, to)})
}

// belongs makes n, a select from to, one of what belongs to a row of from by r, and
// gives its conditions.
func belongs(n *sql.SelectNode, r *mapping.Relationship, from, to *sql.TableNode) []sql.Node {
	if r.Pair == nil {
		return []sql.Node{onRelation(r, from, to)}
	}
	table := r.Pair.Pair.Table.Node()
	n.Joins = append(n.Joins, sql.Join{Kind: sql.InnerJoin, Table: table, On: onSide(r.Pair.Far(), table, to)})
	return append([]sql.Node{onSide(r.Pair, table, from)}, extraPair(r, from, table, to)...)
}

// extraPair are the conditions that r has beside the two keys of a row of its association table.
func extraPair(r *mapping.Relationship, from, table, to *sql.TableNode) []sql.Node {
	if r.View == nil || r.Pair == nil {
		return nil
	}
	out := make([]sql.Node, len(r.View.Extra))
	for i, c := range r.View.Extra {
		out[i] = onto(onto(onto(c, r.Mapper.Source(), from), r.View.To, to), r.Pair.Pair.Table.Node(), table)
	}
	return out
}

// filled are the conditions that a row of an association table is p's.
func filled(p *mapping.Pair) []sql.Node {
	var out []sql.Node
	for _, v := range p.Fill {
		out = append(out, &sql.BinaryNode{Op: sql.OpEq, L: v.Column, R: v.Value})
	}
	return out
}

// toOwner are the joins from to, where r's targets are, to from, where its owners are.
func toOwner(r *mapping.Relationship, from, to *sql.TableNode) []sql.Join {
	if r.Pair == nil {
		return []sql.Join{{Kind: sql.InnerJoin, Table: from, On: onView(r, from, to)}}
	}
	table := r.Pair.Pair.Table.Node()
	return []sql.Join{{Kind: sql.InnerJoin, Table: table, On: onSide(r.Pair.Far(), table, to)},
		{Kind: sql.InnerJoin, Table: from, On: both(append([]sql.Node{onSide(r.Pair, table, from)}, extraPair(r, from, table, to)...))}}
}

// read reports whether a statement reads an association table with changes that
// are not flushed.
func (p *pairs) read(by *reading) bool {
	for k := range p.rows {
		if by.all || by.tables[k.pair.Table.Node()] {
			return true
		}
		for _, s := range k.pair.Sides { // a relationship is read by its target's table
			if by.reads(s.Mapper) {
				return true
			}
		}
	}
	return false
}
