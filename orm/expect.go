package orm

import (
	"errors"
	"fmt"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
)

// expectPairs is expect for rows of an association table.
func expectPairs(op string, p *mapping.Pair, want int) func(*engine.Cursor) error {
	return func(cur *engine.Cursor) error {
		for cur.Next() {
		}
		sum, err := cur.Close()
		if err == nil && sum.Rows >= 0 && sum.Rows != int64(want) {
			err = &StaleDataError{Op: op, Entity: p.Table.FullName(), Key: fmt.Sprintf("(%d pairs)", want), Rows: sum.Rows, Want: int64(want)}
		}
		return err
	}
}

// expect makes sure that a statement concerned as many rows as it was meant for.
func expect(op string, mp *state.Map, recs []*state.Record) func(*engine.Cursor) error {
	return func(cur *engine.Cursor) error {
		for cur.Next() {
		}
		sum, err := cur.Close()
		if err != nil {
			return err
		}
		if sum.Rows >= 0 && sum.Rows != int64(len(recs)) {
			key := mp.M.KeyText(recs[0].Obj)
			if len(recs) > 1 {
				key += fmt.Sprintf(" and %d more", len(recs)-1)
			}
			e := &StaleDataError{Op: op, Entity: mp.M.Name(), Key: key, Rows: sum.Rows, Want: int64(len(recs))}
			if len(recs) == 1 {
				e.Version = versionText(mp, recs[0].Snap)
			}
			return e
		}
		return nil
	}
}

// thereAlready explains why the database refuses a new row with a key that it makes up itself.
func thereAlready(m *mapping.Mapper) func(error) error {
	return func(err error) error {
		if !errors.Is(err, driver.ErrUnique) {
			return err
		}
		return fmt.Errorf("%w; Add inserts an object under the key that it has: if this %s was loaded by another session, Attach or Merge it", err, m.Name())
	}
}

// parentless explains why the database refuses a new row: it refers to nothing, by a
// foreign key that says zero.
func parentless(of rowOf, err error) error {
	if of.rec == nil || of.rec.Flags&state.Pending == 0 || !errors.Is(err, driver.ErrForeignKey) {
		return err
	}
	for _, l := range of.mp.M.Links {
		unset := l.One == nil || l.One.OneOf(of.rec.Obj) == nil
		for _, c := range l.Columns {
			unset = unset && !c.Def.Nullable && c.IsUnset(of.rec.Obj)
		}
		if unset {
			return fmt.Errorf("%w; it was given to no %s, and its %s is zero", err, l.Parent.Name(), l.Columns[len(l.Columns)-1].Name())
		}
	}
	return err
}
