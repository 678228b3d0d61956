package orm

import (
	"context"
	"fmt"
	"slices"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// Columns that a query leaves out: their fields are zero, and the session knows that
// they were not loaded. A zero there is never written; a value that the program puts
// there is. They are loaded by LoadColumns, or by the next query that does not leave
// them out.

// LoadOnly reads only columns of the entities, and the primary key and the foreign
// keys that relationships follow, without which nothing works; properties only where
// Expression asks for them. Said again it reads more.
func (q *QueryFor[E]) LoadOnly(columns ...sql.Expr) *QueryFor[E] {
	return built[E](untyped(q).leaveOut(columns, true))
}

// Defer leaves columns of the entities out, to be read by LoadColumns when they are
// needed. Said again it leaves out more; it does not go with LoadOnly.
func (q *QueryFor[E]) Defer(columns ...sql.Expr) *QueryFor[E] {
	return built[E](untyped(q).leaveOut(columns, false))
}

func (q *query) leaveOut(columns []sql.Expr, only bool) *query {
	c := q.changed()
	if len(c.columns) > 0 && c.only != only && c.err == nil {
		c.err = fmt.Errorf("%s: LoadOnly and Defer exclude each other: name what is wanted in LoadOnly, or what is not in Defer", q.name())
	}
	c.columns, c.only = append(slices.Clip(c.columns), itemNodes(items(columns))...), only
	if len(columns) == 0 && c.err == nil {
		c.err = fmt.Errorf("LoadOnly and Defer name at least one column")
	}
	return c
}

func items(xs []sql.Expr) []sql.Item {
	out := make([]sql.Item, len(xs))
	for i, x := range xs {
		out[i] = x
	}
	return out
}

// lacks is which of m's columns q leaves out; nil when it leaves none.
func (q *query) lacks(m *mapping.Mapper) ([]bool, error) {
	declared, err := q.deferred(m)
	if err != nil {
		return nil, fmt.Errorf("%s: Undefer: %w", q.name(), err)
	}
	if q.columns == nil {
		return declared, nil
	}
	named := make([]bool, len(m.Columns))
	for _, n := range q.columns {
		c, err := columnOf(m, n)
		if err != nil {
			return nil, fmt.Errorf("%s: LoadOnly or Defer: %w", q.name(), err)
		}
		named[c.Index] = true
	}
	united(m, named)
	out := make([]bool, len(m.Columns))
	for i, c := range m.Columns {
		out[i] = (named[i] != q.only || !q.only && declared != nil && declared[i]) && !needed(m, c)
		if named[i] && !q.only && needed(m, c) {
			return nil, fmt.Errorf("%s: Defer(%s): the primary key, the version and the foreign keys of relationships are always loaded", q.name(), c.Name())
		}
	}
	return out, nil
}

func columnOf(m *mapping.Mapper, n sql.Node) (*mapping.Column, error) {
	if e, ok := n.(*sql.ErrNode); ok {
		return nil, e.Err
	}
	if d := schema.DefOf(n); d != nil {
		if c := m.ColumnOf(d); c != nil {
			return c, nil
		}
	}
	return nil, fmt.Errorf("only columns of %s can be named", m.Name())
}

// among reports whether c is one of columns, which may be those of what c's mapper inherits from.
func among(columns []*mapping.Column, c *mapping.Column) bool {
	return slices.ContainsFunc(columns, func(x *mapping.Column) bool { return x.Index == c.Index })
}

// needed reports whether an object cannot be without a column.
func needed(m *mapping.Mapper, c *mapping.Column) bool {
	if c.Def.PrimaryKey || c.Def == m.Tenant || c.Def == m.Deleted || c == m.Version {
		return true
	}
	for _, l := range m.Links {
		if among(l.Columns, c) {
			return true
		}
	}
	for _, l := range m.Back {
		if among(l.Referred, c) {
			return true
		}
	}
	return m.Family != nil && c.Index == m.Family.Disc.Index
}

// leave makes the first item of n, a table, those of its columns that are not lacking.
func (r *rowReader) leave(n *sql.SelectNode, lack []bool) {
	t := n.From[0]
	cols := make([]sql.Node, 0, len(lack))
	r.lack, r.at = lack, make([]int, len(lack))
	for i, c := range r.m.Columns {
		if r.at[i] = len(cols); !lack[i] {
			cols = append(cols, columnIn(t, c))
		}
	}
	n.Items = append(cols, n.Items[1:]...)
}

// complete gives a known object the columns that it lacks and that row has.
func (r *rowReader) complete(rec *state.Record, row unsafe.Pointer) {
	missing := r.mp.Lacks(rec)
	if r.mp.Plan.IsBlind() {
		copyColumns(r.mp.M, rec.Obj, row, func(c *mapping.Column) bool { return !missing[c.Index] || r.lack != nil && r.lack[c.Index] })
	}
	left := slices.Clone(missing)
	p := r.mp.Plan
	snap := r.mp.NewSnap()
	p.Clone(snap, rec.Snap)
	p.CopyRels(snap, rec.Snap)
	kept, want := r.kept(rec), r.mp.Wanted(rec)
	for i, l := range missing {
		if !l || r.lack != nil && r.lack[i] {
			continue
		}
		p.CopyField(snap, row, i)
		if kept != nil && r.m.Columns[i].Unit() != nil {
			if !kept[i] {
				p.Restore(rec.Obj, snap, i)
			}
		} else if p.FieldSame(rec.Obj, rec.Snap, i) && !had(want, i) { // the program has put nothing there
			p.Restore(rec.Obj, snap, i)
		}
		left[i] = false
	}
	r.known(rec)
	rec.Snap = snap
	if !slices.Contains(left, true) {
		left = nil
	}
	r.mp.SetLacks(rec, left)
	r.mp.NoteAgain(rec)
}

// LoadColumns reads columns of obj that its query left out, for all objects that came
// with the same result at once. What the program has put there stays.
func LoadColumns(ctx context.Context, s *Session, obj any, columns ...sql.Expr) error {
	if err := s.enter(); err != nil {
		return err
	}
	defer s.leave()
	m, p, err := s.mapper(obj)
	if err != nil {
		return err
	}
	mp := s.st.Map(m)
	rec, found := mp.Find(p)
	if found != state.Known || !rec.Persistent() {
		return &NotPersistedError{Op: "LoadColumns", Entity: m.Name(), Key: m.KeyText(p)}
	}
	mp = mp.Of(rec)
	m = mp.M
	want := make([]bool, len(m.Columns))
	for _, x := range columns {
		c, err := columnOf(m, sql.NodeOf(x))
		if err != nil {
			return fmt.Errorf("LoadColumns: %w", err)
		}
		want[c.Index] = true
	}
	grouped(m, want)
	lacking := func(r *state.Record) bool {
		if mp.Of(r) != mp {
			return false
		}
		for i, l := range mp.Lacks(r) {
			if l && want[i] {
				return true
			}
		}
		return false
	}
	if !lacking(rec) {
		return nil
	}
	recs := s.st.Siblings(mp, rec, keysLimit(len(m.Key)), lacking)
	keys := make([][]sql.Node, len(recs))
	for i, r := range recs {
		if keys[i], err = keyValues(m.Key, r.Obj); err != nil {
			return err
		}
	}
	ex, err := s.executor(ctx)
	if err != nil {
		return err
	}
	lack := make([]bool, len(m.Columns))
	for i, c := range m.Columns {
		lack[i] = !want[i] && !needed(m, c)
	}
	node := m.Source()
	f := &s.newWorkspace(ex).f
	f.lack, f.free = lack, true
	_, err = f.fetch(ctx, &sql.SelectNode{Items: []sql.Node{node}, From: []*sql.TableNode{node}, Where: []sql.Node{inKeys(m.Key, keys)}}, m, nil)
	return s.told(ctx, err)
}
