// Command tutorial walks through "Let's Learn SQLAlchemy", example by example, in
// Go: for each it prints the Go code that runs, the SQL as it is sent, and what
// came back. Where the tutorial's text is wrong it does the right thing and says so.
//
//	go run ./examples/tutorial                            # SQLite, in memory
//	go run ./examples/tutorial --list
//	go run ./examples/tutorial --only foreign-key
//	go run ./examples/tutorial --url postgresql://me@localhost/scratch
//
// The code that is printed is cut out of this program's own source, so what is
// read is what has run.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := command(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "tutorial:", err)
		}
		os.Exit(1)
	}
}

// command is the program with its arguments and its outputs.
func command(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("tutorial", flag.ContinueOnError)
	flags.SetOutput(stderr)
	url := flags.String("url", "sqlite://", "the database: postgresql://…, mysql://… or sqlite://…")
	only := flags.String("only", "", "run one `part`; --list names them")
	list := flags.Bool("list", false, "list the parts and run none")
	drop := flags.Bool("drop", false, "drop tables of the tutorial's names that are there already")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("%q is no argument: --only %s runs one part, --list names them all", flags.Arg(0), flags.Arg(0))
	}
	parts := tour()
	if *list {
		for _, p := range parts {
			fmt.Fprintf(stdout, "%-16s %s  %s\n", p.name, p.episode, p.title)
		}
		return nil
	}
	if *only != "" {
		p, err := find(parts, *only)
		if err != nil {
			return err
		}
		parts = []part{p}
	}
	return run(ctx, parts, *url, *drop, newPage(stdout))
}

// find is the part of that name.
func find(parts []part, name string) (part, error) {
	var names []string
	for _, p := range parts {
		if p.name == name {
			return p, nil
		}
		names = append(names, p.name)
	}
	return part{}, fmt.Errorf("there is no part %q; there are %s", name, strings.Join(names, ", "))
}
