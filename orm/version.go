package orm

import (
	"fmt"
	"reflect"
	"time"
	"unsafe"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
)

// Version declares column, an integer or a time, as the version of t's rows. Each
// UPDATE and DELETE asks for the version that the session knows, and an UPDATE
// counts it up or sets it to the time: when somebody else was quicker no row is
// found, and the flush fails with a *StaleDataError. What the program puts into the
// field is ignored. Of a Ref nobody knows the version: its UPDATE and DELETE ask for none
// unless ExpectVersion has told it, and the UPDATE counts up what the row has.
func Version(t TableStruct, column sql.Expr) { version(t, column, false) }

// ServerVersion is Version for a column that the database changes in every UPDATE,
// by a trigger or a type of its own. It is read back.
func ServerVersion(t TableStruct, column sql.Expr) { version(t, column, true) }

func version(t TableStruct, column sql.Expr, server bool) {
	if m := declaredIn(t, "orm.Version"); m != nil {
		m.SetVersion(sql.NodeOf(column), server)
	}
}

// ExpectVersion makes sure that v, which a client has sent, is still the version of
// obj that the session knows; a *StaleDataError says that it is not. The next flush
// makes sure that it is the database's. Of a Ref, whose row the session has not read, it
// is taken for the version: that UPDATE, without a SELECT before it, is for the row as the
// client has seen it.
func ExpectVersion[V comparable](s *Session, obj any, v V) error {
	if err := s.enter(); err != nil {
		return err
	}
	defer s.leave()
	m, p, err := s.mapper(obj)
	if err != nil {
		return err
	}
	mp := s.st.Map(m)
	r, found := mp.Find(p)
	switch {
	case m.Version == nil:
		return fmt.Errorf("ExpectVersion: %s has no version column: declare it with orm.Version", m.Name())
	case found != state.Known || !r.Persistent():
		return &NotPersistedError{Op: "ExpectVersion", Entity: m.Name(), Key: m.KeyText(p)}
	case reflect.TypeFor[V]() != m.Version.Type:
		return fmt.Errorf("ExpectVersion is given a %T, and %s is a %s", v, m.Version.Name(), m.Version.Type)
	}
	if unread(mp, r) {
		given := m.Blank()
		reflect.NewAt(m.Version.Type, unsafe.Add(given, m.Version.Offset)).Elem().Set(reflect.ValueOf(v))
		mp.Plan.CopyField(r.Snap, given, m.Version.Index)
		mp.Plan.Restore(p, r.Snap, m.Version.Index)
		mp.SetLacks(r, nil)
		return nil
	}
	old := m.Blank()
	mp.Plan.Restore(old, r.Snap, m.Version.Index)
	have := reflect.NewAt(m.Version.Type, unsafe.Add(old, m.Version.Offset)).Elem().Interface()
	same := have == any(v)
	if t, ok := have.(time.Time); ok {
		same = t.Equal(any(v).(time.Time))
	}
	if !same {
		return &StaleDataError{Op: "ExpectVersion", Entity: m.Name(), Key: m.KeyText(p), Want: 1, Version: valueText(v), Found: valueText(have)}
	}
	return nil
}

// unread reports whether r has a version that the session does not know: a Ref's.
func unread(mp *state.Map, r *state.Record) bool {
	return mp.M.Version != nil && had(mp.Lacks(r), mp.M.Version.Index)
}

// versionText is the version in a snapshot, for messages; empty when the rows have none.
func versionText(mp *state.Map, snap unsafe.Pointer) string {
	c := mp.M.Version
	if c == nil || snap == nil {
		return ""
	}
	obj := mp.M.Blank()
	mp.Plan.Restore(obj, snap, c.Index)
	return fieldText(c, obj)
}

func fieldText(c *mapping.Column, obj unsafe.Pointer) string {
	return valueText(reflect.NewAt(c.Type, unsafe.Add(obj, c.Offset)).Elem().Interface())
}

func valueText(v any) string {
	switch v := v.(type) {
	case time.Time:
		return v.UTC().Format(time.RFC3339Nano)
	case []byte:
		return fmt.Sprintf("%x", v)
	}
	return fmt.Sprint(v)
}

// versionIs is the condition that the row has the version that the session knows;
// none when its rows have none, or nobody knows it.
func (f *flush) versionIs(mp *state.Map, r *state.Record) ([]sql.Node, error) {
	c := mp.M.Version
	if c == nil || unread(mp, r) {
		return nil, nil
	}
	b, err := c.Bind(f.stored(mp, r, []*mapping.Column{c}))
	if err != nil {
		return nil, err
	}
	if b.Value.IsNull() {
		return []sql.Node{&sql.UnaryNode{Op: sql.OpIsNull, X: c.Def.Node()}}, nil
	}
	return []sql.Node{&sql.BinaryNode{Op: sql.OpEq, L: c.Def.Node(), R: b}}, nil
}

// nextVersion is the version after the one that the session knows, as a Go value.
// r is nil for a new row.
func (f *flush) nextVersion(mp *state.Map, r *state.Record) any {
	c := mp.M.Version
	old := reflect.New(c.Type).Elem()
	if r != nil {
		old = reflect.NewAt(c.Type, unsafe.Add(f.stored(mp, r, []*mapping.Column{c}), c.Offset)).Elem()
	}
	if mp.M.VersionKind == mapping.Moment {
		now, was := now().UTC().Truncate(time.Microsecond), old.Interface().(time.Time)
		if !now.After(was) {
			now = was.UTC().Add(time.Microsecond)
		}
		return now
	}
	next := reflect.New(c.Type).Elem()
	if old.CanInt() {
		next.SetInt(old.Int() + 1)
	} else {
		next.SetUint(old.Uint() + 1)
	}
	return next.Interface()
}

// now is the clock of versions.
var now = time.Now

// bindGo is a Go value as a column binds it.
func bindGo(c *mapping.Column, x any) (sql.Node, error) {
	obj := c.Mapper.Blank()
	if err := c.StoreGo(obj, x); err != nil {
		return nil, err
	}
	return c.Bind(obj)
}

// setVersion makes an UPDATE ask for the row's version and set the next one.
func (f *flush) setVersion(ch *change, n *sql.UpdateNode) error {
	m := ch.mp.M
	if m.Version == nil {
		return nil
	}
	if !ch.post && !f.counted[ch.base()] {
		is, err := f.versionIs(ch.mp, ch.base())
		if err != nil {
			return err
		}
		n.Where = append(n.Where, is...)
	}
	switch {
	case m.VersionKind == mapping.Server:
		ch.made = append(ch.made, m.Version)
		return nil
	case ch.post: // the row has its first version
		return nil
	case unread(ch.mp, ch.base()):
		if n.Set = append(n.Set, counted(m)); ch.over != nil {
			ch.made = append(ch.made, m.Version)
		}
		return nil
	}
	ch.version = f.nextVersion(ch.mp, ch.base())
	b, err := bindGo(m.Version, ch.version)
	n.Set = append(n.Set, sql.Assignment{Column: m.Version.Def.Node(), Value: b})
	return err
}

// count makes an UPDATE that comes before the row's own one ask for its version, where the
// database makes another one in each UPDATE: what follows finds the row by its key alone.
func (f *flush) count(mp *state.Map, r *state.Record, n *sql.UpdateNode) error {
	if mp.M.Version == nil || mp.M.VersionKind != mapping.Server || f.counted[r] {
		return nil
	}
	is, err := f.versionIs(mp, r)
	n.Where = append(n.Where, is...)
	note(&f.counted, r, true)
	return err
}

// firstVersion gives a new row its version.
func (f *flush) firstVersion(i *insertion) error {
	m := i.mp.M
	if m.Version == nil || m.VersionKind == mapping.Server || !reflect.NewAt(m.Version.Type, unsafe.Add(i.rec.Obj, m.Version.Offset)).Elem().IsZero() {
		return nil
	}
	f.u.write(i.mp, i.rec, m.Version)
	return m.Version.StoreGo(i.rec.Obj, f.nextVersion(i.mp, nil))
}

// bump is the assignment that counts the version of rows that are not known one by one,
// where they refer by l. A version that the database makes is counted by any UPDATE of its
// table: false means that the foreign key's is one.
func bump(l *mapping.Link) (sql.Assignment, bool) {
	m := l.Child
	if m.Version == nil {
		return sql.Assignment{}, false
	}
	switch m.VersionKind {
	case mapping.Server:
		if m.PartOf(l.Table()) == 0 {
			return sql.Assignment{}, false
		}
		d := touched(m)
		return sql.Assignment{Column: d, Value: d}, true
	}
	return counted(m), true
}

// touched is the column of a hierarchy's root that an UPDATE sets to itself, for
// the database to count the version of the row: never one that it computes.
func touched(m *mapping.Mapper) *sql.ColumnNode {
	if c := m.Columns[m.Family.Disc.Index]; c.Def.Computed == nil {
		return c.Def.Node()
	}
	return m.Key[0].Def.Node()
}

// counted is the assignment that counts the version of rows that are not known.
func counted(m *mapping.Mapper) sql.Assignment {
	c := m.Version.Def.Node()
	if m.VersionKind == mapping.Moment {
		b, err := bindGo(m.Version, now().UTC().Truncate(time.Microsecond))
		return sql.Assignment{Column: c, Value: b, Err: err}
	}
	return sql.Assignment{Column: c, Value: &sql.BinaryNode{Op: sql.OpAdd, L: c, R: &sql.BindNode{Value: driver.OfInt(1), Type: m.Version.Def.Type}}}
}
