package dialecttest

import (
	"errors"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

var errRefusedHere = errors.New("this side does not like the answer")

// flightCases are flights whose callback refuses an answer: the rest was on its way.
func flightCases() []testCase {
	refuse := func(i int, cur *engine.Cursor) error {
		if i == 0 {
			return errRefusedHere
		}
		return nil
	}
	return []testCase{
		{name: "an answer is refused: COMMIT went along", run: func(e *env) error {
			t := emptyItems(e)
			c := e.connect()
			err := c.Flight(e.ctx, []sql.Statement{t.put(1), t.put(2), t.count()}, true, refuse)
			e.is(err, errRefusedHere)
			e.is(err, engine.ErrCommittedAnyway)
			equal(e, "InTransaction", c.InTransaction(), false)
			e.holds(t, 2)
			e.on(c, t.put(3)) // the connection is as new
			e.must(c.Commit(e.ctx))
			e.must(c.Close())
			e.holds(t, 3)
			return nil
		}},
		{name: "an answer is refused, and the database refuses what comes after", run: func(e *env) error {
			t := emptyItems(e)
			c := e.connect()
			err := c.Flight(e.ctx, []sql.Statement{t.put(1), t.put(1), t.put(2)}, true, refuse)
			e.is(err, errRefusedHere)
			if errors.Is(err, engine.ErrCommittedAnyway) || errors.Is(err, engine.ErrCommitUnknown) {
				e.Errorf("it is not committed: %v", err)
			}
			_, err = c.Execute(e.ctx, t.put(3))
			e.is(err, engine.ErrPendingRollback)
			e.must(c.Rollback(e.ctx))
			e.must(c.Close())
			e.holds(t, 0)
			return nil
		}},
		{name: "an answer is refused, without COMMIT", run: func(e *env) error {
			t := emptyItems(e)
			c := e.connect()
			err := c.Flight(e.ctx, []sql.Statement{t.put(1), t.put(2)}, false, refuse)
			e.is(err, errRefusedHere)
			e.is(c.Commit(e.ctx), engine.ErrPendingRollback)
			e.must(c.Rollback(e.ctx))
			e.must(c.Close())
			e.holds(t, 0)
			return nil
		}},
		{name: "a panic: COMMIT went along", run: func(e *env) error { return flightPanics(e, true, 2) }},
		{name: "a panic, and the database refuses what comes after", run: func(e *env) error { return flightPanics(e, true, 1) }},
		{name: "a panic, without COMMIT", run: func(e *env) error { return flightPanics(e, false, 2) }},
		{name: "the database refuses", run: func(e *env) error {
			t := emptyItems(e)
			c := e.connect()
			err := c.Flight(e.ctx, []sql.Statement{t.put(1), t.put(1)}, true, func(int, *engine.Cursor) error { return nil })
			e.is(err, driver.ErrUnique)
			if errors.Is(err, engine.ErrCommittedAnyway) {
				e.Errorf("it is not committed: %v", err)
			}
			e.must(c.Rollback(e.ctx))
			e.must(c.Close())
			e.holds(t, 0)
			return nil
		}},
	}
}

// flightPanics lets the first answer of a flight panic whose second statement inserts
// second. The connection tells whether COMMIT went through, and is of use afterwards.
func flightPanics(e *env, commit bool, second int) error {
	t := emptyItems(e)
	c := e.connect()
	func() {
		defer func() {
			if r := recover(); r != error(errRefusedHere) {
				e.Errorf("the panic is lost: %v", r)
			}
		}()
		err := c.Flight(e.ctx, []sql.Statement{t.put(1), t.put(second), t.count()}, commit, func(int, *engine.Cursor) error { panic(errRefusedHere) })
		e.Errorf("it did not panic: %v", err)
	}()
	rows := 0
	if c.InTransaction() {
		_, err := c.Execute(e.ctx, t.put(3))
		e.is(err, engine.ErrPendingRollback)
		e.must(c.Rollback(e.ctx))
	} else if rows = 2; !commit || second == 1 {
		e.Errorf("the transaction was not to be committed, and is over")
	}
	e.holds(t, rows)
	e.on(c, t.put(4)) // in a transaction of its own, which is rolled back
	equal(e, "InTransaction", c.InTransaction(), true)
	e.must(c.Close())
	e.holds(t, rows)
	e.whole(e.eng)
	return nil
}
