package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/aludel/aludel"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

// A part is what one heading of the tutorial is about. It needs nothing of the
// parts before it.
type part struct {
	name    string // for --only
	episode string // of the tutorial
	title   string
	needs   need
	steps   []step
}

// A need is what must be in the database when a part begins.
type need int

const (
	nothing need = iota
	tables       // the tables of this package's Base, empty
	rows         // and the products in them
)

// A step is one example: its code runs, and is shown.
type step struct {
	title    string
	about    string
	shows    []string // declarations that are shown above the code
	run      demo     // nil: there is nothing to run
	mistakes []string // functions of testdata/mistakes, with what the compiler says
	slips    []slip
}

// A demo is an example. What it prints to out is shown as its output.
type demo func(ctx context.Context, eng *engine.Engine, out io.Writer) error

// A slip is something that the tutorial's text gets wrong.
type slip struct {
	says  string // the tutorial's words
	right string // what is right
}

// tour is the whole tutorial in its order.
func tour() []part {
	var all []part
	for _, episode := range [][]part{episode1(), episode2(), episode3(), episode4(), commands(), relations()} {
		all = append(all, episode...)
	}
	return all
}

// run runs parts on the database at url. Each gets an engine of its own, so that a
// part does and prints the same alone and among the others.
func run(ctx context.Context, parts []part, url string, drop bool, p *page) error {
	eng, err := aludel.Open(url)
	if err != nil {
		return err
	}
	if err = eng.Ping(ctx); err == nil && !drop {
		err = refuseExisting(ctx, eng)
	}
	if err = errors.Join(err, eng.Close(ctx)); err != nil {
		return err
	}
	slips := 0
	for i, part := range parts {
		if err := runPart(ctx, part, url, p); err != nil {
			return fmt.Errorf("part %s: %w", part.name, err)
		}
		for _, s := range part.steps {
			slips += len(s.slips)
		}
		if i == len(parts)-1 {
			p.end(len(parts), slips)
		}
	}
	return p.err
}

// refuseExisting keeps the tutorial from dropping tables that somebody has filled.
func refuseExisting(ctx context.Context, eng *engine.Engine) error {
	for _, name := range tableNames() {
		res, err := eng.Execute(ctx, sql.Text(sql.SQL("SELECT 1 FROM "+name+" WHERE 1 = 0")))
		if err == nil {
			err = res.Close()
		}
		if err == nil {
			return fmt.Errorf("the database has a table %s already, which the tutorial would drop: give it another database, or say --drop", name)
		}
		if wrong := (*driver.ProgrammingError)(nil); !errors.As(err, &wrong) {
			return err
		}
	}
	return nil
}

func runPart(ctx context.Context, part part, url string, p *page) (err error) {
	echo := &echo{page: p}
	eng, err := aludel.Open(url, engine.Watch(echo))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, dropTables(ctx, eng), eng.Close(ctx)) }()
	if err := setUp(ctx, eng, part.needs); err != nil {
		return err
	}
	p.part(part)
	for i, s := range part.steps {
		p.step(i, s)
		if s.run == nil {
			continue
		}
		echo.on = true
		err := s.run(ctx, eng, p.output())
		echo.on = false
		if err != nil {
			return fmt.Errorf("%s: %w", s.title, err)
		}
		p.after(s)
	}
	return nil
}
