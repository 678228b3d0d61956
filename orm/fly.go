package orm

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
)

// fly sends steps, in flights of many.
func (f *flush) fly(ctx context.Context, c *engine.Conn, steps []step, commit bool) error {
	for len(steps) > 0 {
		if steps[0].rows != nil {
			if err := f.repeat(ctx, c, &steps[0]); err != nil {
				return err
			}
			steps = steps[1:]
			continue
		}
		done, err := f.draw(ctx, c, &steps[0])
		if err != nil {
			return fmt.Errorf("flush: %s: %w", steps[0].text(f.u), f.u.crowded(steps[0].of, err))
		}
		if done {
			steps = steps[1:]
			continue
		}
		n := 1
		for n < min(len(steps), flightSize) && !steps[n].alone() {
			n++
		}
		part := steps[:n]
		steps = steps[n:]
		stmts := make([]sql.Statement, n)
		for i := range part {
			stmts[i] = statement(part[i].stmt)
		}
		at, refused := -1, false
		var said error
		err = c.Flight(ctx, stmts, commit && len(steps) == 0, func(i int, cur *engine.Cursor) (err error) {
			at = i
			if part[i].read != nil {
				err = part[i].read(cur)
			} else {
				err = drain(cur)
			}
			refused, said = err != nil, err
			return err
		})
		if err != nil {
			var ce *engine.CommitError
			var sd *StaleDataError
			if errors.Is(err, engine.ErrCommittedAnyway) && errors.As(err, &sd) && sd.Rows == 0 {
				err = sd // COMMIT went with the only row, which is not there: nothing was committed
			} else if refused && ours(said) && !errors.As(err, &ce) {
				err = said
			}
			what := at
			if !refused {
				what = min(at+1, n-1)
			}
			if part[what].fail != nil && !errors.As(err, &ce) {
				err = part[what].fail(err)
			}
			err = f.u.crowded(part[what].of, parentless(part[what].of, err))
			if _, told := err.(*StaleDataError); !told && !errors.As(err, &ce) && part[what].what != "" && (refused || at < n-1) {
				return fmt.Errorf("flush: %s: %w", f.failed(part[what]), err)
			}
			return fmt.Errorf("flush: %w", err)
		}
	}
	return nil
}

// ours reports whether an error is of what was read, and no trouble of the database's.
func ours(err error) bool {
	var sd *StaleDataError
	var de *DiscriminatorError
	return errors.As(err, &sd) || errors.As(err, &de)
}

// failed is a step's text in its error.
func (f *flush) failed(st step) string {
	if st.of.rec != nil && st.of.rec.Flags&state.Pending != 0 {
		return st.what + f.newName(st.of)
	}
	return st.text(f.u)
}

// drain reads an answer of which nothing is kept.
func drain(cur *engine.Cursor) error {
	for cur.Next() {
	}
	_, err := cur.Close()
	return err
}

// drawnRows is from how many new rows on their keys are drawn beforehand, so that they can
// be copied: that takes half the server's time, and a few round trips more.
const drawnRows = 2000

// alone reports whether a step is no statement of a flight.
func (st step) alone() bool { return st.many != nil || st.rows != nil }

// drawn reports whether one of steps is not a statement of a flight.
func drawn(steps []step) bool { return slices.ContainsFunc(steps, step.alone) }

// draw inserts the rows of a step with keys that are drawn beforehand. It reports whether it
// did: where that cannot be, the step is a statement like others from then on.
func (f *flush) draw(ctx context.Context, c *engine.Conn, st *step) (done bool, err error) {
	b := st.many
	if b == nil {
		return false, nil
	}
	st.many = nil
	done, err = engine.InsertDrawn(ctx, c, b.n.Table, b.n.Columns, b.given(), func(row int, key int64) error {
		i := b.keys[row]
		f.u.write(i.mp, i.rec, i.mp.M.Generated)
		return i.mp.M.Generated.StoreInt(i.rec.Obj, key)
	})
	if err == nil && !done {
		err = b.whole()
	}
	return done, err
}
