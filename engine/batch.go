package engine

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"unsafe"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/sql"
)

// A Job is a statement that goes out with others, and what is made of its answer.
// JobAll and JobExecute make one; package async gives it a friendlier form.
type Job struct {
	stmt   sql.Statement
	params []sql.Params
	take   func(*call) error
	bad    error // it cannot be executed
	// Err is what went wrong, after Batch. In a transaction a job after one that
	// failed was not executed: errors.Is finds driver.ErrSkipped, and the cause.
	Err error
}

var errNowhere = errors.New("the job was given a nil pointer to put its answer to")

// prepare is what k needs to be executed.
func (j *Job) prepare(k *call) error {
	switch {
	case j == nil:
		return errNoJob
	case j.bad != nil:
		return j.bad
	case j.take == nil:
		return errNoJob
	}
	return k.prepare(j.stmt, j.params)
}

var errNoJob = errors.New("a job is nil, or was not made by JobAll or JobExecute")

// JobAll is a job whose rows are put into out, as All would.
func JobAll[R any](out *[]R, q sql.Query[R], params ...sql.Params) *Job {
	if isRecord[R]() {
		return &Job{bad: errRecord(q)}
	}
	if out == nil {
		return &Job{bad: errNowhere}
	}
	return &Job{stmt: q, params: params, take: func(k *call) (err error) {
		*out, err = drain[R](k)
		return err
	}}
}

// drain reads all rows of an open answer.
func drain[R any](k *call) ([]R, error) {
	rd, err := k.reader(reflect.TypeFor[R](), false)
	if err != nil {
		return nil, err
	}
	out := []R{}
	for k.next() {
		var zero R
		out = append(out, zero)
		if err := rd.read(unsafe.Pointer(&out[len(out)-1])); err != nil {
			return nil, err
		}
	}
	return out, k.close()
}

// JobExecute is a job whose answer becomes a Result, with all its rows in memory.
func JobExecute(out **Result, stmt sql.Statement, params ...sql.Params) *Job {
	if out == nil {
		return &Job{bad: errNowhere}
	}
	return &Job{stmt: stmt, params: params, take: func(k *call) error {
		r := &Result{c: k}
		if len(k.prog.Columns) == 0 && len(k.cursor.rows.Shape().Columns) == 0 {
			r.noRows = true
		} else {
			r.keys = &keys{names: k.names(), columns: k.prog.Columns}
			rows, err := r.buffer()
			if err != nil {
				return err
			}
			r.rows = rows
		}
		if err := k.close(); err != nil {
			return err
		}
		r.sum, r.c = k.cursor.sum, nil
		if r.noRows {
			r.key, r.keyErr = k.insertedKey()
		}
		*out = r
		return nil
	}}
}

// buffer reads what is left without ending the call for its owner.
func (r *Result) buffer() ([]Row, error) {
	out := []Row{}
	for r.c.next() {
		row, err := r.read()
		if err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, r.c.cursor.err
}

// Batch runs jobs in order, in one flight where the database can. On a Conn they are
// in its transaction: after a failure none of the rest is executed. On an Engine
// each is a transaction of its own, and a failure concerns only itself. Nothing is
// executed when one of the jobs is nil, or there twice.
func Batch(ctx context.Context, ex Executor, jobs []*Job) {
	if err := jobsOnce(jobs); err != nil {
		for _, j := range jobs {
			if j != nil {
				j.Err = err
			}
		}
		return
	}
	if len(jobs) == 0 {
		return
	}
	switch ex := ex.(type) {
	case *Conn:
		ex.batch(ctx, jobs)
	case *Engine:
		ex.batch(ctx, jobs)
	default:
		for _, j := range jobs {
			j.Err = fmt.Errorf("Batch wants an Engine or a Conn, not a %T", ex)
		}
	}
}

// jobsOnce refuses what has no place for its error or its answer.
func jobsOnce(jobs []*Job) error {
	for i, j := range jobs {
		if j == nil {
			return fmt.Errorf("Batch: job %d is nil", i+1)
		}
		j.Err = nil
	}
	seen := make(map[*Job]bool, len(jobs))
	for i, j := range jobs {
		if seen[j] {
			return fmt.Errorf("Batch: job %d is there already: make one for each time", i+1)
		}
		seen[j] = true
	}
	return nil
}

func (c *Conn) batch(ctx context.Context, jobs []*Job) {
	ps := make([]prepared, len(jobs))
	for i, j := range jobs {
		ps[i] = prepared{job: j}
	}
	at := 0
	err := c.flight(ctx, ps, false, func(i int, k *call) error {
		at = i
		jobs[i].Err = jobs[i].take(k)
		at = i + 1
		if jobs[i].Err != nil {
			at = i
		}
		return jobs[i].Err
	})
	if err == nil {
		return
	}
	for i, j := range jobs {
		switch {
		case i < at:
		case i == at:
			j.Err = err
		default:
			j.Err = fmt.Errorf("%w: %w", driver.ErrSkipped, err)
		}
	}
}

func (e *Engine) batch(ctx context.Context, jobs []*Job) {
	if err := e.lends(ctx); err != nil {
		for _, j := range jobs {
			j.Err = err
		}
		return
	}
	ks := make([]*call, 0, len(jobs))
	sent := make([]*Job, 0, len(jobs))
	reqs := make([]driver.Request, 0, len(jobs))
	for _, j := range jobs {
		k := newCall(e)
		k.place = len(ks)
		if j.Err = j.prepare(k); j.Err == nil {
			j.Err = k.ownTransaction()
		}
		if j.Err != nil {
			k.free()
			continue
		}
		ks, sent = append(ks, k), append(sent, j)
		reqs = append(reqs, driver.Request{Stmt: &k.prog.stmt, Args: k.args, Sync: true})
	}
	defer func() {
		for _, k := range ks {
			k.free()
		}
	}()
	if len(reqs) == 0 {
		return
	}
	lease, err := e.acquire(ctx) // after the values were asked for, whose methods may panic
	if err != nil {
		for _, j := range sent {
			j.Err = err
		}
		return
	}
	dc := lease.Conn()
	results, err := dc.Run(ctx, reqs)
	for i := refusedRequest(err, len(reqs)); i >= 0; i = refusedRequest(err, len(reqs)) {
		// nothing was sent: the others go out without it
		sent[i].Err = ks[i].failed(err)
		ks[i].free()
		ks, sent, reqs = slices.Delete(ks, i, i+1), slices.Delete(sent, i, i+1), slices.Delete(reqs, i, i+1)
		if len(reqs) == 0 {
			if err := lease.Release(); err != nil {
				e.released(err)
			}
			return
		}
		results, err = dc.Run(ctx, reqs)
	}
	finished := false
	defer func() {
		if !finished { // a panic in a Scan or a hook
			if results != nil {
				results.Close()
			}
			lease.Release()
		}
	}()
	var fatal error
	for i, k := range ks {
		if err != nil {
			sent[i].Err = k.failed(err)
			continue
		}
		k.cursor = cursor{dc: dc, results: &joint{results}}
		if e.watch != nil {
			k.cursor.event = e.watch.before(ctx, k)
		}
		if herr := k.head(0); herr != nil {
			k.cursor.results = nil
			sent[i].Err = k.abort(herr)
		} else {
			sent[i].Err = sent[i].take(k)
			if cerr := k.close(); sent[i].Err == nil {
				sent[i].Err = cerr
			}
		}
		if lost(sent[i].Err) {
			fatal = sent[i].Err
		}
	}
	if err == nil {
		err = results.Close()
	}
	finished = true
	if err != nil && fatal == nil {
		if err = e.classify(err); lost(err) || errors.Is(err, driver.ErrBusy) {
			fatal = err
		}
	}
	if fatal != nil {
		lease.Invalidate(fatal)
		return
	}
	if err := lease.Release(); err != nil {
		e.released(err)
	}
}
