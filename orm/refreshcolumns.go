package orm

import (
	"context"
	"fmt"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
)

// RefreshColumns reads columns of obj's row again, over what the program has changed in them;
// its other changes stay. A reference whose foreign key is among them is taken back, too, and
// loaded when it is asked for if the row says another one. It does not flush before. A row that
// is gone is an *ObjectDeletedError, and an object that is not s's a *NotPersistedError.
func RefreshColumns(ctx context.Context, s *Session, obj any, columns ...sql.Expr) error {
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
	if found != state.Known && found != state.KeyChanged || !rec.Persistent() {
		return &NotPersistedError{Op: "RefreshColumns", Entity: m.Name(), Key: m.KeyText(p)}
	}
	mp = mp.Of(rec)
	m = mp.M
	want, err := refreshed(m, columns)
	if err != nil {
		return err
	}
	key, err := keyValues(m.Key, (&flush{s: s, u: s.u}).pristine(mp, rec))
	if err != nil {
		return err
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
	f := &fetcher{ex: ex, st: state.NewBlindStore(), policies: s.policies.quiet(), free: true, lack: lack, only: true}
	rows, err := f.fetch(ctx, &sql.SelectNode{Items: []sql.Node{node}, From: []*sql.TableNode{node}, Where: []sql.Node{inKeys(m.Key, [][]sql.Node{key})}}, m, nil)
	if err != nil {
		return s.told(ctx, err)
	}
	if len(rows) == 0 {
		return &ObjectDeletedError{Entity: m.Name(), Key: m.KeyText(p)}
	}
	s.u.edit(mp, rec)
	s.u.take(mp, rec, rows[0], want)
	mp.NoteAgain(rec)
	return s.told(ctx, nil)
}

// refreshed are the columns of m that columns name.
func refreshed(m *mapping.Mapper, columns []sql.Expr) ([]bool, error) {
	if len(columns) == 0 {
		return nil, fmt.Errorf("RefreshColumns of %s names no column: Refresh reads all of them", m.Name())
	}
	want := make([]bool, len(m.Columns))
	for _, x := range columns {
		c, err := columnOf(m, sql.NodeOf(x))
		if err != nil {
			return nil, fmt.Errorf("RefreshColumns: %w", err)
		}
		if c.Def.PrimaryKey {
			return nil, fmt.Errorf("RefreshColumns: %s is %s's key, by which its row is found", c.Name(), m.Name())
		}
		want[c.Index] = true
	}
	united(m, want)
	for _, l := range m.Links { // a foreign key is one thing
		for _, c := range l.Columns {
			if want[c.Index] && l.One != nil {
				for _, x := range l.Columns {
					want[x.Index] = want[x.Index] || !x.Def.PrimaryKey
				}
			}
		}
	}
	return want, nil
}

// take gives an object the columns of its row that are wanted.
func (u *unit) take(mp *state.Map, rec, row *state.Record, want []bool) {
	p := mp.Plan
	if p.IsBlind() {
		copyColumns(mp.M, rec.Obj, row.Obj, func(c *mapping.Column) bool { return !want[c.Index] })
		return
	}
	for _, l := range mp.M.Links {
		if l.One == nil || !concerns(l, want) {
			continue
		}
		moved := false
		for _, c := range l.Reads {
			moved = moved || !p.FieldSame(row.Obj, rec.Snap, c.Index)
		}
		known := p.One(rec.Snap, l.One.Index)
		if moved {
			*known, *p.State(rec.Snap, l.One.Index) = nil, state.NotLoaded
		}
		if l.One.OneOf(rec.Obj) != *known {
			u.st.Refer(l.One, rec.Obj, *known)
		}
	}
	lacks, wanted := mp.Lacks(rec), mp.Wanted(rec)
	for i := range mp.M.Columns {
		if want[i] {
			p.CopyField(rec.Snap, row.Obj, i)
			p.Restore(rec.Obj, rec.Snap, i)
		}
	}
	mp.SetLacks(rec, without(lacks, want))
	mp.SetWanted(rec, without(wanted, want))
}

// concerns reports whether a column of l is wanted.
func concerns(l *mapping.Link, want []bool) bool {
	for _, c := range l.Columns {
		if want[c.Index] {
			return true
		}
	}
	return false
}

// without is columns without those of gone; nil when none are left.
func without(columns, gone []bool) []bool {
	var left []bool
	for i, is := range columns {
		if is && !gone[i] {
			if left == nil {
				left = make([]bool, len(columns))
			}
			left[i] = true
		}
	}
	return left
}
