package orm

import (
	"context"

	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/engine"
)

// flightSize bounds how many statements go out together.
const flightSize = 256

// send sends everything. done reports that COMMIT went with the last flight: only
// where no answer can show that something is wrong that the database does not see.
func (f *flush) send(ctx context.Context, c *engine.Conn, commit bool) (done bool, err error) {
	d := c.Engine().Dialect()
	for at := 0; at < f.size(); {
		end, last := f.flight(at)
		steps, err := f.steps(at, end, d)
		if err == nil {
			err = f.u.fits()
		}
		if err != nil {
			return false, err
		}
		last = commit && !f.told && end == f.size() && (last && len(f.reread)+len(f.kept) == 0 && !drawn(steps) || at == 0 && f.first && f.single(steps))
		if err := f.fly(ctx, c, steps, last); err != nil {
			return false, err
		}
		if at = end; last {
			return true, nil
		}
	}
	return false, nil
}

// size is how many operations the flush has.
func (f *flush) size() int {
	if f.seq == nil {
		return len(f.only)
	}
	return len(f.seq)
}

// trip says with which flight an operation goes.
func (f *flush) trip(at int) int32 {
	if f.seq == nil {
		return f.only[at].trip
	}
	return f.seq[at].trip
}

// flight is where the flight ends that begins at an operation, and whether it inserts only.
func (f *flush) flight(at int) (end int, inserts bool) {
	inserts = true
	for end = at; end < f.size() && f.trip(end) == f.trip(at); end++ {
		if f.seq != nil {
			inserts = inserts && (f.seq[end].kind == insertNode || f.seq[end].kind == pairNode)
		}
	}
	return end, inserts
}

// steps are the statements of a flight, whose keys are all known by now.
func (f *flush) steps(at, end int, d dialect.Dialect) ([]step, error) {
	if f.seq == nil {
		return f.insertSteps(f.only[at:end], d)
	}
	var steps []step
	seq := f.seq[at:end]
	for len(seq) > 0 {
		n := 1
		for n < len(seq) && seq[n].kind == seq[0].kind {
			n++
		}
		part, err := f.batch(seq[:n], d)
		if err != nil {
			return nil, err
		}
		if seq = seq[n:]; steps == nil {
			steps = part
		} else {
			steps = append(steps, part...)
		}
	}
	return steps, nil
}

// batch are the statements of operations of one kind.
func (f *flush) batch(seq []*node, d dialect.Dialect) ([]step, error) {
	switch seq[0].kind {
	case insertNode:
		ins := make([]*insertion, len(seq))
		for i, n := range seq {
			ins[i] = n.ins
		}
		return f.insertSteps(ins, d)
	case updateNode:
		return f.updateBatches(seq, d)
	case parkNode:
		ps := make([]*parking, len(seq))
		for i, n := range seq {
			ps[i] = n.park
		}
		return f.parkSteps(ps)
	case unpairNode:
		return f.unpairSteps()
	case pairNode:
		return f.pairSteps(d)
	}
	return f.deleteSteps(seq)
}

// single reports whether steps are all that the transaction does, and concern one row.
// COMMIT can then go with them: if the row turns out to be stale, nothing was changed
// that it could make last.
func (f *flush) single(steps []step) bool {
	return len(steps) == 1 && f.size() == 1 && len(f.reread)+len(f.kept) == 0 && len(f.updates)+len(f.deletes) == 1
}
