package orm

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
)

// Set puts values into fields of obj, and has the next flush write them where the session
// does not know what the row holds: in columns that LoadOnly, Defer or a declaration with
// Deferred have left out, in a Ref, in an object that was expired. There a zero in the
// field says nothing, and Set makes it a value. Of what was loaded, Set is the same as
// changing the field; of an object that is still to be inserted, a zero that was Set is
// written, and does not ask for the column's default.
//
//	orm.Set(s, user, Users.Bio.Set(""), Users.Photo.SetNull())
//
// When the row is read before the flush, what was Set stays, and is written if the row
// holds something else. Rollback, Expire and Refresh take it back.
//
// The values are those of assignments to columns of obj's table; Composite.Set gives those
// of a value object, which behind a pointer is one value, and Set as a whole where it was
// not loaded. All of them are put into the object, or after an error none: what is refused
// is a *SetError, an object that the session does not know a *NotPersistedError.
func Set(s *Session, obj any, values ...sql.Assignment) error {
	if err := s.enter(); err != nil {
		return err
	}
	defer s.leave()
	if s.readOnly {
		return ErrReadOnlySession
	}
	m, p, err := s.mapper(obj)
	if err != nil {
		return err
	}
	mp := s.st.Map(m)
	r, found := mp.Find(p)
	if found != state.Known && found != state.KeyChanged {
		return &NotPersistedError{Op: "Set", Entity: m.Name(), Key: m.KeyText(p)}
	}
	mp = mp.Of(r)
	m = mp.M
	if r.Flags&(state.Deleted|state.Gone) != 0 {
		return &ObjectDeletedError{Entity: m.Name(), Key: m.KeyText(p)}
	}
	refuse := func(column string, err error) error {
		return &SetError{Object: s.u.name(m, p), Column: column, Err: err}
	}
	if len(values) == 0 {
		return refuse("", errors.New("no column is named"))
	}
	room := m.Blank()
	copyColumns(m, room, p, nil)
	named := make([]bool, len(m.Columns))
	var problems []error
	for _, a := range values {
		c, err := settable(m, a)
		switch {
		case err != nil:
		case named[c.Index]:
			err = errors.New("it is named twice")
		default:
			named[c.Index] = true
			err = put(c, room, a)
		}
		if err != nil {
			problems = append(problems, refuse(assigned(m, a), err))
		}
	}
	if len(problems) > 0 {
		return errors.Join(problems...)
	}
	lacks, expired := mp.Lacks(r), r.Flags&state.Expired != 0
	blank := func(i int) bool { return r.Flags&state.Pending == 0 && (expired || had(lacks, i)) }
	for i, c := range m.Columns {
		for _, j := range c.Unit() {
			if named[i] && blank(i) && !named[j] {
				return refuse(c.Name(), fmt.Errorf("it is part of a value object that was not loaded, and %s is not Set with it: Set all of it, or LoadColumns it first", m.Columns[j].Name()))
			}
		}
	}
	copyColumns(m, p, room, func(c *mapping.Column) bool { return !named[c.Index] })
	want := slices.Clone(mp.Wanted(r))
	for i, c := range m.Columns {
		switch {
		case !named[i]:
		case r.Flags&state.Pending != 0:
			s.u.asking(r)[c.Index] = forValue
		case blank(i):
			if want == nil {
				want = make([]bool, len(m.Columns))
			}
			want[i] = true
		}
	}
	mp.SetWanted(r, want)
	return nil
}

// settable is the column that a is for, when a program may write it.
func settable(m *mapping.Mapper, a sql.Assignment) (*mapping.Column, error) {
	if a.Err != nil {
		return nil, a.Err
	}
	if a.Column == nil {
		return nil, errors.New("the assignment is empty")
	}
	c, err := columnOf(m, a.Column)
	switch {
	case err != nil:
		return nil, err
	case c.Def.PrimaryKey:
		return nil, errors.New("it is of the primary key, which says which row is meant")
	case c == m.Version:
		return nil, errors.New("it is the version, which the session counts")
	case c.Def.Computed != nil:
		return nil, errors.New("the database computes it: Set what it is computed of")
	case m.Family != nil && c.Index == m.Family.Disc.Index:
		return nil, errors.New("it says what the object is, which does not change")
	}
	return c, nil
}

// put puts a's value into the field of obj.
func put(c *mapping.Column, obj unsafe.Pointer, a sql.Assignment) error {
	switch n := a.Value.(type) {
	case *sql.BindNode:
		switch {
		case n.Err != nil:
			return n.Err
		case n.Name != "":
			return fmt.Errorf("the value is parameter %q of a statement, and there is none", n.Name)
		case !n.Value.IsNull():
			return c.Store(obj, n.Value)
		}
	case *sql.LiteralNode:
		if n != sqlNull && n.Word != "NULL" {
			return errNoValue
		}
	default:
		return errNoValue
	}
	switch k := c.Type.Kind(); {
	case k == reflect.Slice, k == reflect.Map: // nil, which a NOT NULL column takes for empty
	case !c.Nullable || !c.Def.Nullable:
		return errors.New("it cannot be NULL")
	}
	c.Clear(obj)
	return nil
}

var errNoValue = errors.New("an expression is not a value that a field can hold: use an UPDATE")

// assigned names the column of an assignment in messages.
func assigned(m *mapping.Mapper, a sql.Assignment) string {
	if a.Column == nil {
		return ""
	}
	if c, err := columnOf(m, a.Column); err == nil {
		return c.Name()
	}
	if a.Column.Table != nil {
		return a.Column.Table.Ref() + "." + a.Column.Name
	}
	return a.Column.Name
}

// wanted adds to the columns of r that have changed those that were Set where the row is
// not known.
func wanted(mp *state.Map, r *state.Record, columns []int) []int {
	want := mp.Wanted(r)
	if want == nil {
		return columns
	}
	for i, w := range want {
		if w && !slices.Contains(columns, i) {
			columns = append(columns, i)
		}
	}
	slices.Sort(columns)
	return columns
}

// known notes that rec's row was read: a change of what was Set is seen by now.
func (r *rowReader) known(rec *state.Record) {
	want := r.mp.Wanted(rec)
	if want == nil {
		return
	}
	left := slices.Clone(want)
	for i := range left {
		left[i] = left[i] && had(r.lack, i)
	}
	if !slices.Contains(left, true) {
		left = nil
	}
	r.mp.SetWanted(rec, left)
}

// had reports whether columns, which may be nil, have the one of that number.
func had(columns []bool, i int) bool { return i < len(columns) && columns[i] }

// A SetError is a value that Set does not put into an object.
type SetError struct {
	Object string // as Product 12
	Column string // as Product.Price, or as the table it belongs to has it
	Err    error
}

// Error names object and column.
func (e *SetError) Error() string {
	if e.Column == "" {
		return fmt.Sprintf("Set of %s: %v", e.Object, e.Err)
	}
	return fmt.Sprintf("Set of %s in %s: %v", e.Column, e.Object, e.Err)
}

// Unwrap is why.
func (e *SetError) Unwrap() error { return e.Err }
