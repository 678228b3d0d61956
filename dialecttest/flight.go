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
