package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"
)

//go:embed sqlalchemy/contestant.py
var sqlalchemyProgram string

// sqlalchemyMissing is what to do about it.
const sqlalchemyMissing = "on Debian: apt-get install python3-sqlalchemy python3-sqlalchemy-ext python3-psycopg2 python3-mysqldb"

// sqlalchemyShare is which part of the operations SQLAlchemy does: it takes many times
// what the others take, and its figures are of one operation all the same.
const sqlalchemyShare = 8

// rivalSQLAlchemy is SQLAlchemy in a process of Python's, which measures itself.
type rivalSQLAlchemy struct {
	Absent
	cmd     *exec.Cmd
	in      io.WriteCloser
	out     *json.Decoder
	version string
	orm     bool
}

// sqlalchemyReply is a line that the process writes.
type sqlalchemyReply struct {
	Version, Missing, Error string
	Wall, CPU               time.Duration
	Rows                    []Product
	IDs                     []int
	Sum                     [3]uint64
}

// openSQLAlchemy starts the process; level is orm or core. An Aludel URL is SQLAlchemy's.
func openSQLAlchemy(level string) func(context.Context, string) (Contestant, error) {
	return func(ctx context.Context, address string) (Contestant, error) {
		why := "there is no python3"
		// Debian's packages belong to its own Python, which need not be the first one.
		for _, python := range []string{"python3", "/usr/bin/python3"} {
			cmd := exec.CommandContext(ctx, python, "-c", sqlalchemyProgram, address, level)
			cmd.Stderr = os.Stderr
			in, err := cmd.StdinPipe()
			if err != nil {
				return nil, err
			}
			out, err := cmd.StdoutPipe()
			if err != nil {
				return nil, err
			}
			if err := cmd.Start(); err != nil {
				continue
			}
			c := &rivalSQLAlchemy{cmd: cmd, in: in, out: json.NewDecoder(out), orm: level == "orm"}
			var hello sqlalchemyReply
			if err := c.out.Decode(&hello); err != nil {
				return nil, errors.Join(fmt.Errorf("%s said nothing: %w", python, err), c.Close())
			}
			if hello.Version != "" {
				c.version = "SQLAlchemy " + hello.Version
				return c, nil
			}
			why = hello.Missing
			if err := c.Close(); err != nil {
				return nil, err
			}
		}
		return nil, notHereError{why + "; " + sqlalchemyMissing}
	}
}

// call lets the process call one of its methods with each list of arguments.
func (c *rivalSQLAlchemy) call(method string, calls ...[]any) (*sqlalchemyReply, error) {
	err := json.NewEncoder(c.in).Encode(struct {
		Do    string
		Calls [][]any
	}{method, calls})
	if err != nil {
		return nil, err
	}
	var r sqlalchemyReply
	if err := c.out.Decode(&r); err != nil {
		return nil, err
	}
	if r.Error != "" {
		return nil, errors.New(r.Error)
	}
	return &r, nil
}

// Do does the last operations of the workload.
func (c *rivalSQLAlchemy) Do(w string, n int) (cost, Products, error) {
	method := map[string]string{"bypk": "get", "list100": "list", "list10000": "list", "in100": "within", "eager": "eager", "update1": "update",
		"mutate1000": "change_all", "bulk1000": "insert_all", "bulk10000": "insert_all", "insert1": "insert"}[w]
	if method == "" || !c.orm && (method == "eager" || method == "insert_all") {
		return cost{}, nil, ErrLeftOut
	}
	done := max(1, n/sqlalchemyShare)
	calls := make([][]any, 0, done)
	for i := n - done; i < n; i++ {
		calls = append(calls, arguments(w, i))
	}
	r, err := c.call(method, calls...)
	if err != nil {
		return cost{}, nil, err
	}
	total := cost{Wall: r.Wall / time.Duration(done) * time.Duration(n), CPU: r.CPU / time.Duration(done) * time.Duration(n), Allocs: notMeasured, Bytes: notMeasured}
	switch method {
	case "eager":
		ps, err := eager(OrderSum{Products: int(r.Sum[0]), Orders: int(r.Sum[1]), Sum: r.Sum[2]}, nil)
		return total, ps, err
	case "insert":
		return total, nil, insertedAs(r.IDs, 1, samples[(n-1)%len(samples)])
	case "insert_all":
		size := len(arguments(w, 0)[0].([]Product))
		return total, nil, insertedAs(r.IDs, size, samples[size/2%len(samples)])
	}
	if r.Rows == nil {
		return total, nil, nil
	}
	return total, Values(r.Rows), nil
}

// arguments are those of the i-th call.
func arguments(w string, i int) []any {
	switch w {
	case "bypk":
		return []any{key(i)}
	case "list100":
		return []any{100}
	case "list10000":
		return []any{rows}
	case "in100":
		return []any{keysFrom(i*100, 100)}
	case "eager":
		return []any{owners}
	case "update1":
		return []any{key(i), price(i)}
	case "mutate1000":
		return []any{firstKeys, price(i)}
	case "insert1":
		return []any{samples[i%len(samples)]}
	}
	ps := make([]Product, map[string]int{"bulk1000": 1000, "bulk10000": 10_000}[w])
	for j := range ps {
		ps[j] = samples[j%len(samples)]
	}
	return []any{ps}
}

// insertedAs notes which of the rows that were inserted is to be read back, the one in
// the middle, after a look at the keys.
func insertedAs(ids []int, want int, middle Product) error {
	if len(ids) != want {
		return fmt.Errorf("%d keys of %d rows", len(ids), want)
	}
	for _, id := range ids {
		if id <= rows {
			return fmt.Errorf("the key of a new row is %d, which was there before", id)
		}
	}
	inserted = middle
	inserted.ID = ids[len(ids)/2]
	return nil
}

// Version says what takes part.
func (c *rivalSQLAlchemy) Version() string { return c.version }

// Get reads back.
func (c *rivalSQLAlchemy) Get(_ context.Context, id int) (*Product, error) {
	r, err := c.call("get", []any{id})
	if err != nil {
		return nil, err
	}
	if len(r.Rows) != 1 {
		return nil, fmt.Errorf("%d rows instead of one", len(r.Rows))
	}
	return &r.Rows[0], nil
}

func (c *rivalSQLAlchemy) Trim(context.Context) error {
	_, err := c.call("trim", []any{rows})
	return err
}

// Close ends the process, which ends with its input.
func (c *rivalSQLAlchemy) Close() error {
	return errors.Join(c.in.Close(), c.cmd.Wait())
}

// A notHereError says why a contestant cannot take part on this machine.
type notHereError struct{ why string }

func (e notHereError) Error() string { return strings.TrimSpace(e.why) }
