package orm

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"unsafe"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/scan"
	"github.com/aludel/aludel/sql"
)

// All runs any typed statement in s. Entities in its rows are objects of the
// session, also beside columns: sql.Select2(Products, sql.Count(Orders.ID)) gives
// sql.Row2[*Product, int]. An entity that an outer join did not find is nil.
//
// INSERT, UPDATE and DELETE with Returning run in the session's transaction, and
// bring the entities that they give up to date: those of a DELETE are deleted objects.
func All[R any](ctx context.Context, s *Session, q sql.Query[R]) ([]R, error) {
	t := reflect.TypeFor[R]()
	if t == reflect.TypeFor[sql.Record]() {
		return nil, errNotEntity
	}
	if err := s.enter(); err != nil {
		return nil, err
	}
	defer s.leave()
	rs, err := s.open(ctx, sql.StatementOf(q), t)
	if err != nil {
		return nil, err
	}
	out := []R{}
	for err == nil && rs.cur.Next() {
		var zero R
		out = append(out, zero)
		err = rs.read(unsafe.Pointer(&out[len(out)-1]))
	}
	if err = rs.end(ctx, err); err == nil {
		for _, p := range rs.parts {
			if err = s.gone(ctx, rs.stmt, p.r.m, objects(p.r.records())); err != nil {
				break
			}
		}
	}
	if err = s.told(ctx, err); err != nil {
		return nil, err
	}
	return out, nil
}

// rows is an open result of a typed statement.
type rows struct {
	f      *fetcher
	stmt   sql.Node
	cur    *engine.Cursor
	parts  []rowPart
	values []driver.Target
	plan   driver.Plan
}

// rowPart is an entity in a row.
type rowPart struct {
	r      *rowReader
	offset uintptr // of its pointer
	at     *sql.TableNode
}

type valuesKey struct{ t reflect.Type }

func (s *Session) open(ctx context.Context, n sql.Node, t reflect.Type) (*rows, error) {
	var items []sql.Node
	var ex engine.Executor
	n, err := s.scoped(ctx, n)
	if err != nil {
		return nil, err
	}
	null := func(sql.Node) bool { return false }
	write := true
	switch n := n.(type) {
	case *sql.SelectNode:
		items, write = n.Items, n.Lock != ""
		null = n.MayBeNull
		err = s.autoflush(ctx, n, false, nil)
	case *sql.InsertNode:
		items = n.Returning
	case *sql.UpdateNode:
		items = n.Returning
	case *sql.DeleteNode:
		items = n.Returning
	case *sql.ErrNode:
		return nil, n.Err
	default:
		return nil, errNotEntity
	}
	if err == nil && write {
		s.wrote, s.raw = true, true
		if _, err = s.flush(ctx, false); err == nil {
			ex, err = s.begin(ctx)
		}
	} else if err == nil {
		ex, err = s.executor(ctx)
	}
	if err != nil {
		return nil, err
	}
	rs := &rows{stmt: n, f: &fetcher{ex: ex, st: s.st, u: s.u, force: write}}
	rs.f.arena.MaxText = trackedText
	if err := rs.layout(items, t, null); err != nil {
		return nil, err
	}
	if sel, ok := n.(*sql.SelectNode); ok {
		n = rs.computed(sel)
	}
	if rs.cur, err = engine.Query(ctx, ex, statement(n)); err != nil {
		return nil, err
	}
	if err := rs.prepare(t); err != nil {
		rs.cur.Close()
		return nil, err
	}
	return rs, nil
}

// layout finds the place of each item in a row of type t.
func (rs *rows) layout(items []sql.Node, t reflect.Type, null func(sql.Node) bool) error {
	fields := []reflect.StructField{{Type: t}}
	if sql.IsRow(t) {
		fields = reflect.VisibleFields(t)
	}
	if len(fields) != len(items) {
		return fmt.Errorf("the rows have %d items, and a Go %v holds %d", len(items), t, len(fields))
	}
	col := 0
	for i, item := range items {
		f := fields[i]
		if table, ok := item.(*sql.TableNode); ok {
			m := mapping.Of(table)
			if m == nil {
				return fmt.Errorf("%s is not mapped to a struct: name its columns", table.Ref())
			}
			if err := m.Registry.Configure(); err != nil {
				return err
			}
			if m.IsView() {
				return fmt.Errorf("%s is a view, whose rows no session knows: use engine.All", m.Name())
			}
			if f.Type != reflect.PointerTo(m.Struct) {
				return fmt.Errorf("the rows of %s are *%v, not %v", table.Ref(), m.Struct, f.Type)
			}
			r := rs.f.reader(m, col)
			r.spots = []spot{{table.Cols, col}}
			r.nullable = null(columnIn(table, m.Key[0]))
			rs.parts = append(rs.parts, rowPart{r, f.Offset, table})
			col += len(table.Cols)
			continue
		}
		name := sql.OutputNames(items[i : i+1])[0]
		p, err := scan.For(f.Type, []scan.Item{{Col: col, Name: name, Type: sql.TypeOf(item), Nullable: null(item), Typed: true}}, false)
		if err != nil {
			return err
		}
		for _, to := range p.Targets {
			to.Offset += f.Offset
			rs.values = append(rs.values, to)
		}
		col++
	}
	return nil
}

// computed is n with the properties of its entities, at the end of each row, where that
// says nothing else of its rows.
func (rs *rows) computed(n *sql.SelectNode) *sql.SelectNode {
	if n.Distinct || len(n.GroupBy)+len(n.Sets) > 0 {
		return n
	}
	c := *n
	c.Items = slices.Clip(n.Items)
	next := len(n.Columns())
	for _, p := range rs.parts {
		next = p.r.computed(&c, p.at, nil, next, false)
	}
	return &c
}

func (rs *rows) prepare(t reflect.Type) (err error) {
	for _, p := range rs.parts {
		if err := p.r.prepare(rs.cur); err != nil {
			return err
		}
	}
	if len(rs.values) > 0 {
		rs.plan, err = rs.cur.Plan(valuesKey{t}, func() ([]driver.Target, error) { return rs.values, nil })
	}
	return err
}

func (rs *rows) read(row unsafe.Pointer) error {
	if rs.plan != nil {
		if err := rs.cur.Fill(rs.plan, row, &rs.f.arena); err != nil {
			return err
		}
	}
	for _, p := range rs.parts {
		rec, err := p.r.read(rs.cur, &rs.f.arena)
		if err != nil {
			return err
		}
		if rec != nil {
			*(*unsafe.Pointer)(unsafe.Add(row, p.offset)) = rec.Obj
		}
	}
	return nil
}

// end closes the result. What it returned of an entity are siblings.
func (rs *rows) end(ctx context.Context, err error) error {
	if err == nil {
		err = rs.cur.Err()
	}
	if _, cerr := rs.cur.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return err
	}
	for _, p := range rs.parts {
		if err := rs.f.completeKin(ctx, p.r); err != nil {
			return err
		}
		rs.f.st.Group(p.r.mp, p.r.members)
	}
	return nil
}
