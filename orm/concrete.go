package orm

import (
	"context"
	"fmt"
	"reflect"
	"strconv"
	"unsafe"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// ConcreteTable declares an entity that inherits from parent in Go alone: its table, called
// name, holds all its columns, the parent's too, and its keys have nothing to do with
// the parent's. A query of the parent finds the rows of all these tables (with UNION
// ALL, which gives the keys in the query's order, and a statement for each table that
// has some of them); Get, relationships and UPDATEs are of one table.
func ConcreteTable[P TableStruct](parent TableStruct, name string, declare func(P)) P {
	up := declaredIn(parent, "orm.ConcreteTable")
	if up == nil {
		return reflect.New(reflect.TypeFor[P]().Elem()).Interface().(P)
	}
	p, t, columns := schema.Bind[P](up.Registry.Meta, name)
	entity, key := any(p).(typed).types()
	m := mapping.NewKin(up, mapping.ConcreteTable, t, reflect.TypeFor[P]().Elem(), entity, key)
	concreteTable(p, m, columns)
	if declare != nil {
		declare(p)
	}
	m.Bind()
	return p
}

func concreteTable(p TableStruct, m *mapping.Mapper, columns []schema.Field) {
	m.Declares(columns)
	m.Facade = p
	p.embeds_orm_TableOf().m = m
	bindParts(reflect.ValueOf(p).Elem(), m)
	schema.DeclareMixins(p)
}

// AbstractTable says of t that it has no table: it is what entities with tables of their own
// have in common. Queries of t find the rows of all that inherit from it.
func AbstractTable(t TableStruct) {
	if m := declaredIn(t, "orm.AbstractTable"); m != nil {
		m.NoTable()
	}
}

// A union is a query of several tables, of entities that inherit from one.
type union struct {
	m     *mapping.Mapper
	kinds []*mapping.Mapper
	n     *sql.SelectNode // of what is in the tables, beside the kind's number and the key
	key   []sql.Node      // these, which no two rows have in common
	said  []sql.Node      // what OrderBy names
}

// unionOf is q, of m and what inherits from it with tables of its own.
func unionOf(q *query, m *mapping.Mapper) (*union, error) {
	root := sql.SourceOf(q.table)
	switch {
	case len(q.joins) > 0 || q.columns != nil || root.As != "":
		return nil, fmt.Errorf("%s: its rows are in several tables, of %s and what inherits from it, and each has relationships of its own: Join, LoadOnly, Defer and aliases are for queries of one of them", q.name(), m.Name())
	}
	u := &union{m: m, kinds: m.Concretes()}
	sub := &sql.TableNode{As: m.Table.Name + "_all", Name: m.Table.Name + "_all"}
	column := func(as string, t *sqltype.Desc, null bool) {
		sub.Cols = append(sub.Cols, &sql.ColumnNode{Table: sub, Name: as, Type: t, Null: null})
	}
	column("aludel_kind", sqltype.BigInt.Desc(), false)
	for i, k := range m.Key {
		column("aludel_key_"+strconv.Itoa(i+1), k.Def.Type, false)
	}
	terms := make([]sql.OrderNode, len(q.order))
	for i, o := range q.order {
		terms[i] = sql.OrderNode{X: o}
		if n, ok := o.(*sql.OrderNode); ok {
			terms[i] = *n
		}
		column("aludel_order_"+strconv.Itoa(i+1), sql.TypeOf(terms[i].X), true)
		u.said = append(u.said, terms[i].X)
	}
	whole := &sql.SelectNode{}
	for i, k := range u.kinds {
		from := k.Source()
		n := &sql.SelectNode{From: []*sql.TableNode{from}}
		item := func(x sql.Node) {
			n.Items = append(n.Items, &sql.LabelNode{X: x, Name: sub.Cols[len(n.Items)].Name})
		}
		item(rowCount(i))
		for _, c := range k.Key {
			item(c.Node)
		}
		var err error
		here := func(x sql.Node) sql.Node { return inConcrete(x, root, m, k, &err) }
		for j := range terms {
			item(here(terms[j].X))
		}
		n.Where = rewritten(q.where, here)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", q.name(), err)
		}
		if i == 0 {
			whole = n
			continue
		}
		if i == 1 {
			whole = &sql.SelectNode{Sets: []sql.SetPart{{Query: whole}}}
		}
		whole.Sets = append(whole.Sets, sql.SetPart{Op: "UNION", All: true, Query: n})
	}
	sub.Body = whole
	u.n = &sql.SelectNode{From: []*sql.TableNode{sub}}
	for i := range terms {
		o := terms[i]
		o.X = sub.Cols[1+len(m.Key)+i]
		u.n.OrderBy = append(u.n.OrderBy, &o)
	}
	if q.limit >= 0 {
		u.n.Limit = rowCount(q.limit)
	}
	if q.offset > 0 {
		u.n.Offset = rowCount(q.offset)
	}
	for _, c := range sub.Cols[:1+len(m.Key)] {
		u.n.Items, u.key = append(u.n.Items, c), append(u.key, c)
	}
	return u, nil
}

// inConcrete is x, about m's columns, with those of k.
func inConcrete(x sql.Node, root *sql.TableNode, m, k *mapping.Mapper, failed *error) sql.Node {
	if m == k {
		return x
	}
	return sql.Rewrite(x, func(x sql.Node) sql.Node {
		c, ok := x.(*sql.ColumnNode)
		if !ok || c.Table != root {
			return x
		}
		for _, mc := range m.Columns {
			if mc.Node == c {
				if to := k.AtPath(mc.Path); to != nil {
					return to.Node
				}
			}
		}
		*failed = fmt.Errorf("%s has no column like %s.%s", k.Decl, root.Ref(), c.Name)
		return x
	})
}

// findUnion is the objects of a query of several tables, in their order.
func (s *Session) findUnion(ctx context.Context, q *query, m *mapping.Mapper) ([]found, error) {
	if q.after != "" || q.back {
		return nil, errOnlyPage(q)
	}
	u, err := unionOf(q, m)
	if err != nil {
		return nil, err
	}
	return s.readUnion(ctx, q, u, nil, q.flags&untracked == 0)
}

// chunkUnion is chunk of a query of several tables.
func (s *Session) chunkUnion(ctx context.Context, q *query, m *mapping.Mapper, tracked bool) (chunk, error) {
	longer := *q
	longer.limit++
	u, err := unionOf(&longer, m)
	if err != nil {
		return chunk{}, err
	}
	o, err := newOrdering(u.n, u.key)
	if err != nil {
		return chunk{}, fmt.Errorf("%s: %w", q.name(), err)
	}
	o.named(u.said)
	t := &tail{of: o, want: q.limit}
	from, err := o.start(q, u.n)
	if err != nil {
		return chunk{}, err
	}
	fs, err := s.readUnion(ctx, q, u, t, tracked)
	if err != nil {
		return chunk{}, err
	}
	c := chunk{objs: make([]unsafe.Pointer, len(fs)), kinds: fs}
	for i, f := range fs {
		c.objs[i] = f.obj
	}
	c.beside(t, q.back, from)
	return c, nil
}

// kindRow is a row of a union: which of its kinds, and an object with its key.
type kindRow struct {
	kind int64
	obj  unsafe.Pointer
}

// readUnion reads u's keys, and then the rows of each table.
func (s *Session) readUnion(ctx context.Context, q *query, u *union, t *tail, tracked bool) ([]found, error) {
	m := u.m
	loads := make([][]*loading, len(u.kinds))
	for _, l := range q.loads {
		at := -1
		for i, k := range u.kinds {
			if l != nil && l.p != nil && l.p.rel != nil && l.p.rel.Mapper == k && (k == m || l.kin) {
				at = i
			}
		}
		if at < 0 || u.kinds[at] == m && len(u.kinds) > 1 {
			return nil, fmt.Errorf("%s: entities with tables of their own have relationships of their own: load each with OfType, or with Of", q.name())
		}
		loads[at] = append(loads[at], l)
	}
	f, err := s.fetcherFor(ctx, u.n, q, tracked)
	if err != nil {
		return nil, err
	}
	rows, err := f.kindRows(ctx, u, t)
	if err != nil {
		return nil, err
	}
	for i, k := range u.kinds {
		var keys [][]sql.Node
		for _, r := range rows {
			if int(r.kind) == i {
				vals, err := keyValues(m.Key, r.obj)
				if err != nil {
					return nil, err
				}
				keys = append(keys, vals)
			}
		}
		ls, err := spread(k, loads[i], nil)
		if err != nil {
			return nil, err
		}
		for len(keys) > 0 {
			part := keys[:min(len(keys), keysLimit(len(k.Key)))]
			keys = keys[len(part):]
			node := k.Source()
			n := &sql.SelectNode{Items: []sql.Node{node}, From: []*sql.TableNode{node}, Where: []sql.Node{inKeys(k.Key, part)}}
			if n.Lock, n.LockWait, err = q.lock(); err != nil {
				return nil, err
			}
			f.room = nil
			if _, err := f.fetch(ctx, n, k, ls); err != nil {
				return nil, err
			}
		}
	}
	out := make([]found, 0, len(rows))
	for _, r := range rows {
		k := u.kinds[r.kind]
		mp := f.st.Map(k)
		key, _, _ := mp.Key(r.obj)
		if rec := mp.ByKey(key); rec != nil { // else it was deleted between the statements
			out = append(out, found{mp.Of(rec).M, rec.Obj})
		}
	}
	return out, nil
}

// kindRows are u's rows, and in t what is beside them.
func (f *fetcher) kindRows(ctx context.Context, u *union, t *tail) ([]kindRow, error) {
	m := u.m
	if t != nil {
		for _, x := range t.of.terms {
			u.n.Items = append(u.n.Items, x.x)
		}
	}
	cur, err := f.query(ctx, u.n)
	if err != nil {
		return nil, err
	}
	plan, err := cur.Plan(unionKey{m}, func() ([]driver.Target, error) {
		ts := make([]driver.Target, len(m.Key))
		for i, c := range m.Key {
			t, err := c.Target(1 + i)
			if err != nil {
				return nil, err
			}
			ts[i] = t
		}
		return ts, nil
	})
	var kind driver.Plan
	if err == nil {
		kind, err = cur.Plan(unionKind{}, func() ([]driver.Target, error) {
			return []driver.Target{{Kind: driver.Int, Size: 8}}, nil
		})
	}
	if err == nil && t != nil {
		var p driver.Plan
		if p, err = cur.Plan(tailKey{}, func() ([]driver.Target, error) { return t.targets(1 + len(m.Key)), nil }); err == nil {
			t.begin(p)
		}
	}
	var rows []kindRow
	for err == nil && cur.Next() {
		if t != nil && len(rows) == t.want {
			t.more = true
			break
		}
		r := kindRow{obj: m.Blank()}
		if err = cur.Fill(kind, unsafe.Pointer(&r.kind), &f.arena); err == nil {
			err = cur.Fill(plan, r.obj, &f.arena)
		}
		if rows = append(rows, r); err == nil && t != nil {
			err = t.keep(cur, &f.arena, len(rows))
		}
	}
	if err == nil {
		err = cur.Err()
	}
	if _, cerr := cur.Close(); err == nil {
		err = cerr
	}
	return rows, err
}

type (
	unionKey  struct{ m *mapping.Mapper }
	unionKind struct{}
)

// countUnion counts the rows of a query of several tables.
func (s *Session) countUnion(ctx context.Context, q *query, m *mapping.Mapper) (int, error) {
	u, err := unionOf(q, m)
	if err != nil {
		return 0, err
	}
	if err := s.autoflush(ctx, u.n, q.flags&noAutoflush != 0, nil); err != nil {
		return 0, err
	}
	u.n.OrderBy = nil
	star := &sql.CallNode{Name: "count", Star: true, Agg: true, Null: sql.NullNever, Type: sqltype.BigInt.Desc()}
	n := &sql.SelectNode{Items: []sql.Node{star}, From: []*sql.TableNode{{As: "entities", Name: "entities", Body: u.n}}}
	ex, err := s.executor(ctx)
	if err != nil {
		return 0, err
	}
	guarded, err := s.scopedUnless(ctx, n, q)
	if err != nil {
		return 0, err
	}
	return engine.One(ctx, ex, sql.QueryFrom[int](tree{guarded}))
}
