package dialecttest

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/internal/faultnet"
	"github.com/aludel/aludel/sql"
)

// relay is e with an engine whose connections go through a relay.
func (e *env) relay(opts ...engine.Option) (*env, *faultnet.Relay) {
	e.Helper()
	s := e.h.Server
	r, err := faultnet.New(s.Protocol, s.Network, s.Address)
	e.must(err)
	e.Cleanup(r.Close)
	c := *e
	c.eng = e.closing(s.Via(e.T, r.Addr(), opts...))
	return &c, r
}

func isCommit(text string) bool { return strings.EqualFold(text, "COMMIT") }

func commitCases() []testCase {
	return []testCase{
		{name: "an answer to COMMIT that is lost", needs: Network, run: func(e *env) error { return lostCommit(e, faultnet.After, 1) }},
		{name: "a COMMIT that is lost", needs: Network, run: func(e *env) error { return lostCommit(e, faultnet.Before, 0) }},
		{name: "an answer to a statement that is lost", needs: Network, run: func(e *env) error {
			t := emptyItems(e)
			far, r := e.relay()
			for i, cut := range []faultnet.Cut{faultnet.After, faultnet.Before, faultnet.After} {
				far.whole(far.eng)
				r.Rule(func(text string) faultnet.Cut {
					if strings.HasPrefix(text, "INSERT") {
						return cut
					}
					return faultnet.Pass
				})
				_, err := far.eng.Execute(e.ctx, t.put(i+1))
				e.is(err, driver.ErrDisconnected)
				r.Rule(nil)
			}
			return e.want(sql.Select(t.ID).OrderBy(t.ID), "1", "3")
		}},
		{name: "a flight with COMMIT whose answer is lost", needs: Network, run: func(e *env) error {
			t := emptyItems(e)
			far, r := e.relay()
			far.whole(far.eng)
			c := far.connect()
			r.Rule(func(text string) faultnet.Cut {
				if isCommit(text) {
					return faultnet.After
				}
				return faultnet.Pass
			})
			err := c.Flight(e.ctx, []sql.Statement{t.put(1), t.put(2)}, true, nil)
			e.is(err, engine.ErrCommitUnknown)
			c.Close()
			e.holds(t, 2)
			return nil
		}},
		{name: "a statement that is a transaction by itself, and is lost", needs: Network, run: loneCommit},
		{name: "ledger", needs: Network, run: ledger},
	}
}

// lostCommit loses one COMMIT: the engine says that it does not know, the
// transaction is where it was, and everything works again.
func lostCommit(e *env, cut faultnet.Cut, rows int) error {
	t := emptyItems(e)
	far, r := e.relay()
	lose := func(text string) faultnet.Cut {
		if isCommit(text) {
			return cut
		}
		return faultnet.Pass
	}
	r.Rule(lose)
	err := far.eng.Begin(e.ctx, func(c *engine.Conn) error {
		far.on(c, t.put(1))
		return nil
	})
	e.is(err, engine.ErrCommitUnknown)
	e.is(err, driver.ErrDisconnected)
	r.Rule(nil)
	e.holds(t, rows)
	far.whole(far.eng)

	c := far.connect()
	far.on(c, t.put(2))
	r.Rule(lose)
	e.is(c.Commit(e.ctx), engine.ErrCommitUnknown)
	r.Rule(nil)
	_, err = c.Execute(e.ctx, t.put(3))
	e.is(err, engine.ErrPendingRollback)
	e.is(err, engine.ErrCommitUnknown)
	e.must(c.Rollback(e.ctx))
	far.on(c, t.put(4))
	e.must(c.Commit(e.ctx))
	e.must(c.Close())
	e.holds(t, 2*rows+1)
	far.whole(far.eng)
	return nil
}

// loneCommit loses what makes the only statement of a transaction last: the statement itself.
func loneCommit(e *env) error {
	t := emptyItems(e)
	far, r := e.relay()
	rows := 0
	for i, cut := range []faultnet.Cut{faultnet.Before, faultnet.After, faultnet.Pass} {
		far.whole(far.eng)
		c := far.connect()
		r.Rule(func(text string) faultnet.Cut {
			if strings.HasPrefix(text, "INSERT") {
				return cut
			}
			return faultnet.Pass
		})
		err := c.Flight(e.ctx, []sql.Statement{t.put(i + 1)}, true, nil)
		r.Rule(nil)
		if cut == faultnet.Pass {
			e.must(err)
		} else {
			e.is(err, engine.ErrCommitUnknown)
		}
		if cut != faultnet.Before {
			rows++
		}
		c.Close()
		e.holds(t, rows)
	}
	return nil
}

type ledgerTable = counterTable

// ledger commits while COMMITs are lost at random. What was acknowledged is there
// once, what failed is not, and exactly the lost ones are unknown.
func ledger(e *env) error {
	t := declare(e, "ledger", func(t *ledgerTable) { t.ID.PrimaryKey() })
	far, r := e.relay()
	far.whole(far.eng)
	var mu sync.Mutex
	random := rand.New(rand.NewPCG(1, 2))
	r.Rule(func(text string) faultnet.Cut {
		if !isCommit(text) {
			return faultnet.Pass
		}
		mu.Lock()
		defer mu.Unlock()
		switch random.IntN(12) {
		case 0:
			return faultnet.Before
		case 1:
			return faultnet.After
		}
		return faultnet.Pass
	})
	const workers, rounds = 6, 60
	state := map[int]string{}
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := range rounds {
				n := w*rounds + i
				err := far.eng.Begin(e.ctx, func(c *engine.Conn) error {
					_, err := c.Execute(e.ctx, sql.Insert(t).Values(t.N.Set(n)))
					return err
				})
				is := "acknowledged"
				switch {
				case errors.Is(err, engine.ErrCommitUnknown):
					is = "unknown"
				case err != nil:
					is = fmt.Sprintf("failed: %v", err)
				}
				mu.Lock()
				state[n] = is
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	r.Rule(nil)
	ns, err := engine.All(e.ctx, e.eng, sql.Select1(t.N.NotNull()))
	if err != nil {
		return err
	}
	times := map[int]int{}
	for _, n := range ns {
		times[n]++
	}
	unknown, present := 0, 0
	for n, is := range state {
		switch {
		case is == "unknown":
			unknown++
			present += times[n]
			if times[n] > 1 {
				e.Errorf("%d is there %d times", n, times[n])
			}
		case is == "acknowledged" && times[n] != 1:
			e.Errorf("%d was acknowledged, and is there %d times", n, times[n])
		case is != "acknowledged":
			e.Errorf("%d %s, and is there %d times", n, is, times[n])
		}
	}
	before, after := r.Cuts()
	equal(e, "the number of unknown outcomes", unknown, before+after)
	equal(e, "how many of them were committed", present, after)
	if before == 0 || after == 0 {
		e.Errorf("%d were lost before, %d after: the test has tested nothing", before, after)
	}
	e.Logf("%d commits, %d lost before and %d after", workers*rounds, before, after)
	far.whole(far.eng)
	return nil
}
