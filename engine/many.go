package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/sql"
)

// flightSize is how many executions go out together.
const flightSize = 128

// ExecuteMany runs stmt once for each set of parameters and gives the number of rows
// that were written, -1 where RowCount would be. All sets must have the same names. The executions go out
// together where the database can. On an engine they are one transaction.
func ExecuteMany(ctx context.Context, ex Executor, stmt sql.Statement, sets []sql.Params) (int64, error) {
	if e, ok := ex.(*Engine); ok {
		var n int64
		err := e.Begin(ctx, func(c *Conn) (err error) {
			n, err = ExecuteMany(ctx, c, stmt, sets)
			return err
		})
		return n, err
	}
	c, ok := ex.(*Conn)
	if !ok {
		return 0, fmt.Errorf("ExecuteMany wants an Engine or a Conn, not a %T", ex)
	}
	var total int64
	for at := 0; at < len(sets); at += flightSize {
		part := sets[at:min(at+flightSize, len(sets))]
		stmts := make([]prepared, len(part))
		for i, set := range part {
			stmts[i] = prepared{stmt: stmt, params: set, set: at + i + 1}
			if err := sameNames(sets[0], set); err != nil {
				return total, fmt.Errorf("parameter set %d: %w", at+i+1, err)
			}
		}
		err := c.flight(ctx, stmts, false, func(i int, k *call) error {
			for k.next() {
			}
			if err := k.close(); err != nil {
				return stmts[i].named(err)
			}
			if n := k.cursor.sum.Rows; n < 0 || total < 0 {
				total = -1 // nobody knows: see RowCount
			} else {
				total += n
			}
			return nil
		})
		if err != nil {
			return total, err
		}
	}
	return total, nil
}

// sameNames compares a parameter set with the first one, which says what is written.
func sameNames(first, set sql.Params) error {
	e := &ParamsError{}
	for name := range first {
		e.Wanted = append(e.Wanted, name)
		if _, ok := set[name]; !ok {
			e.Missing = append(e.Missing, name)
		}
	}
	for name := range set {
		if _, ok := first[name]; !ok {
			e.Unknown = append(e.Unknown, name)
		}
	}
	if e.Missing == nil && e.Unknown == nil {
		return nil
	}
	slices.Sort(e.Wanted)
	slices.Sort(e.Missing)
	slices.Sort(e.Unknown)
	return e
}

// prepared is a statement of a flight, with its parameters.
type prepared struct {
	stmt   sql.Statement
	params sql.Params
	job    *Job // of Batch, instead of the others
	set    int  // of ExecuteMany, from 1; 0: it is no set of many
}

func (p prepared) prepare(k *call) error {
	switch {
	case p.job != nil:
		return p.job.prepare(k)
	case p.params != nil:
		return k.prepare(p.stmt, []sql.Params{p.params})
	}
	return k.prepare(p.stmt, nil)
}

// named says which parameter set an error is about.
func (p prepared) named(err error) error {
	if p.set == 0 {
		return err
	}
	return fmt.Errorf("parameter set %d: %w", p.set, err)
}

// Flight runs stmts in the connection's transaction, in one round trip where the
// database can: with BEGIN in front when the transaction has not begun, and, if
// commit is true, COMMIT at the end; one statement that is all of a transaction and
// of its default options goes without the two, and is committed by itself. each is called for the answer of each
// statement, in order; the Cursor is closed after it. The first error ends the
// flight: after one of the database's nothing more was executed. After one of each
// itself the rest has been executed all the same, for it was on its way: without
// commit the transaction can only be rolled back; with it the error is a
// [CommitError] in which errors.Is finds [ErrCommittedAnyway] when the COMMIT went
// through, and then it holds. What each may refuse is to be sent without commit.
// A panic of each goes on when what was on its way has come to its end: afterwards
// [Conn.InTransaction] is false where the COMMIT went through, and true where the
// transaction is still open and can only be rolled back, which Close does.
// Errors of the commit are those of [Conn.Commit].
func (c *Conn) Flight(ctx context.Context, stmts []sql.Statement, commit bool, each func(i int, cur *Cursor) error) error {
	var one [1]prepared // the commonest flight takes no room for lists
	ps := one[:]
	if len(stmts) != 1 {
		ps = make([]prepared, len(stmts))
	}
	for i, s := range stmts {
		ps[i].stmt = s
	}
	return c.flight(ctx, ps, commit, func(i int, k *call) error {
		if each != nil {
			if err := each(i, &Cursor{c: k}); err != nil {
				return err
			}
		}
		return k.close()
	})
}

func (c *Conn) flight(ctx context.Context, stmts []prepared, commit bool, each func(i int, k *call) error) (err error) {
	switch {
	case !c.made():
		return errNoConn
	case ctx == nil:
		return errNoContext
	}
	var one [1]*call
	ks := one[:0]
	if len(stmts) > 1 {
		ks = make([]*call, 0, len(stmts))
	}
	defer func() {
		for _, k := range ks {
			k.free()
		}
	}()
	write := driver.Query
	for i, s := range stmts {
		k := newCall(c.eng)
		k.place = i
		ks = append(ks, k)
		if err := s.prepare(k); err != nil {
			if len(stmts) > 1 && s.set == 0 {
				return fmt.Errorf("statement %d of %d: %w", i+1, len(stmts), err)
			}
			return s.named(err)
		}
		if k.prog.Verb != driver.Query {
			write = driver.Write
		}
		if err := c.allows(k); err != nil {
			return err
		}
	}
	if err := c.ready(); err != nil {
		return err
	}
	if err := c.free(); err != nil {
		return err
	}
	if ctx.Err() != nil {
		return cause(ctx)
	}
	begin := c.beginning(write)
	end := commit && !c.managed && (c.begun || len(begin) > 0)
	alone := end && c.alone(begin, ks)
	if alone {
		begin, ks[0].alone = nil, true
	}
	var reqs []driver.Request
	if len(ks) == 1 {
		reqs = ks[0].reqs[:0]
	} else {
		reqs = make([]driver.Request, 0, len(begin)+len(ks)+1)
	}
	for _, text := range begin {
		reqs = append(reqs, driver.Request{Stmt: c.eng.text(text, driver.Begin)})
	}
	for _, k := range ks {
		reqs = append(reqs, driver.Request{Stmt: &k.prog.stmt, Args: k.args})
	}
	if end && !alone {
		reqs = append(reqs, driver.Request{Stmt: c.eng.text(c.eng.dialect.Commit(), driver.Commit)})
	}
	if len(reqs) == 0 {
		return nil
	}
	reqs[len(reqs)-1].Sync = true
	if len(ks) == 1 {
		ks[0].reqs = reqs // which it clears
	}
	return c.fly(ctx, reqs, stmts, ks, len(begin), end, each)
}

// alone reports whether the one statement of a transaction can be the transaction: in
// autocommit it is committed or undone as a whole. BEGIN and COMMIT would be a round trip
// each, and where all three go out together still most of the work: the server executes
// three statements, and the client writes and reads three.
func (c *Conn) alone(begin []string, ks []*call) bool {
	return len(ks) == 1 && len(begin) == 1 && !c.begun && len(c.saves) == 0 && c.opts == (dialect.TxOptions{}) &&
		ks[0].prog.Verb == driver.Write
}

// fly sends the requests and reads the answers. With end the last of them is COMMIT, or the
// one statement commits by itself.
func (c *Conn) fly(ctx context.Context, reqs []driver.Request, stmts []prepared, ks []*call, begins int, end bool, each func(int, *call) error) error {
	if c.eng.watch != nil && begins > 0 {
		c.eng.watch.mark(ctx, c, "BEGIN (implicit)", reqs[begins-1].Stmt.Text)
	}
	c.used = true
	written := c.dc.State().Written
	results, err := c.dc.Run(ctx, reqs)
	fail := func(err error) error {
		if results != nil {
			results.Close()
		}
		err = c.eng.classify(err)
		unsent := written != 0 && c.dc.State().Written == written
		if end && !unsent && (lost(err) || c.dc.State().Tx == 'X') { // COMMIT was in the flight
			c.gone = true
			c.lease.Invalidate(err)
			c.broken = &CommitError{Outcome: ErrCommitUnknown, Err: err}
			return c.broken
		}
		if c.begun = c.begun || c.dc.State().Tx != 'I'; end && c.dc.State().Tx == 'I' {
			c.begun = false // COMMIT has come after all
		}
		c.after(err)
		if end && !c.begun {
			c.reset() // COMMIT ended what had failed
		}
		return err
	}
	if err != nil {
		if i := refusedRequest(err, len(reqs)) - begins; i >= 0 && i < len(ks) {
			return stmts[i].named(fail(ks[i].failed(err)))
		}
		return fail(err)
	}
	finished := false
	defer func() {
		if !finished { // a panic of each, or of a hook
			c.panicked(ctx, results.Close(), end, len(ks) > 0 && ks[0].alone)
		}
		c.landed()
	}()
	err = c.answers(ctx, results, stmts, ks, begins, end, each, fail)
	finished = true
	return err
}

// panicked is the end of a flight whose answers are not wanted because of a panic. The
// connection's state says what has become of the transaction. With end COMMIT was among them,
// or, alone, the statement commits by itself.
func (c *Conn) panicked(ctx context.Context, err error, end, alone bool) {
	switch tx := c.dc.State().Tx; {
	case tx == 'X':
		if err == nil {
			err = errFlightPanicked
		}
		c.gone, c.broken = true, err
		if end {
			c.broken = &CommitError{Outcome: ErrCommitUnknown, Err: c.eng.classify(err)}
		}
		c.lease.Invalidate(err)
	case end && tx == 'I':
		c.reset() // COMMIT, or the ROLLBACK that became of it, is done
		if c.eng.watch != nil && !alone {
			c.eng.watch.mark(ctx, c, "COMMIT", c.eng.dialect.Commit())
		}
	default:
		c.begun = c.begun || tx != 'I'
		if c.begun && c.broken == nil {
			c.broken = errFlightPanicked
		}
	}
}

// answers reads the answers of a flight.
func (c *Conn) answers(ctx context.Context, results driver.Results, stmts []prepared, ks []*call, begins int, end bool, each func(int, *call) error, fail func(error) error) error {
	for range begins {
		rows, err := results.Next()
		if err == nil {
			_, err = rows.Close()
		}
		if err != nil {
			return fail(err)
		}
	}
	c.begun = c.begun || begins > 0 // reads may go without
	c.shared = joint{results}
	for i, k := range ks {
		k.cursor = cursor{conn: c, dc: c.dc, results: &c.shared}
		if c.eng.watch != nil {
			k.cursor.event = c.eng.watch.before(ctx, k)
		}
		if err := k.head(0); err != nil {
			k.cursor.results = nil
			err = fail(k.failed(err))
			if k.cursor.event != nil {
				c.eng.watch.after(k.cursor.event, 0, err)
			}
			return stmts[i].named(err)
		}
		if err := each(i, k); err != nil {
			return c.unwanted(results, err, k.close(), len(ks)-1-i, end, fail)
		}
	}
	if !end {
		if err := results.Close(); err != nil {
			return fail(err)
		}
		return nil
	}
	if c.eng.watch != nil && (len(ks) == 0 || !ks[0].alone) {
		c.eng.watch.mark(ctx, c, "COMMIT", c.eng.dialect.Commit())
	}
	rows, err := results.Next()
	var sum driver.Summary
	switch {
	case err == nil && rows != nil:
		sum, err = rows.Close()
	case err == nil && len(ks) > 0: // it was alone
		sum = ks[len(ks)-1].cursor.sum
	}
	if cerr := results.Close(); err == nil {
		err = cerr
	}
	if err == nil && rows == nil && c.dc.State().Tx == 'T' { // autocommit is off, by the program's or the server's will
		c.begun = true
		if c.eng.watch != nil {
			c.eng.watch.mark(ctx, c, "COMMIT", c.eng.dialect.Commit())
		}
		sum, err = c.finish(context.WithoutCancel(ctx), c.eng.dialect.Commit())
	}
	c.reset()
	if err != nil {
		return c.commitFailed(err)
	}
	return commitOutcome(sum)
}

// unwanted ends a flight of which each refused an answer with err; cerr is what the
// database says of that statement. The left statements behind it, and COMMIT, run
// all the same unless the database has refused one.
func (c *Conn) unwanted(results driver.Results, err, cerr error, left int, end bool, fail func(error) error) error {
	if cerr == nil && end {
		cerr = rest(results, left)
		var sum driver.Summary
		rows, nerr := results.Next()
		if nerr == nil && rows != nil {
			sum, nerr = rows.Close()
		}
		if xerr := results.Close(); nerr == nil {
			nerr = xerr
		}
		if cerr == nil {
			cerr = nerr
		}
		if cerr == nil && sum.Tag != "ROLLBACK" && c.dc.State().Tx != 'T' {
			c.reset()
			return &CommitError{Outcome: ErrCommittedAnyway, Err: errors.Join(err, noted(commitOutcome(sum)))}
		}
		if lost(c.eng.classify(cerr)) {
			return fail(errors.Join(err, cerr))
		}
	}
	if c.broken == nil {
		c.broken = err
	}
	return fail(err)
}

// rest passes over the answers to n statements.
func rest(results driver.Results, n int) (err error) {
	for range n {
		rows, nerr := results.Next()
		if nerr == nil && rows != nil {
			_, nerr = rows.Close()
		}
		if err == nil {
			err = nerr
		}
	}
	return err
}

// noted is what a commit that holds said beside it.
func noted(err error) error {
	if errors.Is(err, ErrNotReplicated) {
		return err
	}
	return nil
}

// joint is the answers of a flight to one of its statements, which must not end
// them for the others.
type joint struct{ driver.Results }

func (*joint) Close() error { return nil }
