package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/aludel/aludel/bench/startup"
)

// What a program with Aludel may take more than one with pgx.
const (
	startBar = 300 * time.Microsecond
	sizeBar  = 2.5e6
)

// startupTable measures the start and the size of programs, and writes it as Markdown.
func startupTable(ctx context.Context, w io.Writer, o options) (err error) {
	d := databases[0] // PostgreSQL, whose raw driver needs the least
	address, err := d.address("", 0)
	if err != nil {
		return err
	}
	db, err := d.open(address)
	if err != nil {
		return err
	}
	defer func() {
		_, e := db.ExecContext(context.WithoutCancel(ctx), "DROP TABLE IF EXISTS "+startup.Table)
		err = errors.Join(err, e, db.Close())
	}()
	for _, text := range []string{
		"DROP TABLE IF EXISTS " + startup.Table,
		"CREATE TABLE " + startup.Table + " (id bigint PRIMARY KEY, name text NOT NULL)",
		"INSERT INTO " + startup.Table + " VALUES (1, 'one')",
	} {
		if _, err := db.ExecContext(ctx, text); err != nil {
			return err
		}
	}
	results, err := startup.Measure(ctx, ".", address, max(o.reps, 11))
	if err != nil {
		return err
	}
	fmt.Fprint(w, "\n### A program that reads one row of PostgreSQL\n\n| with | stripped | runs for | client CPU | wanted |\n|---|--:|--:|--:|---|\n")
	for i, r := range results {
		wanted, missed := "", false
		if i > 0 {
			wanted = fmt.Sprintf("≤ +%.1f MB / +%s", sizeBar/1e6, short(startBar))
			large, late := float64(r.Size-results[0].Size) > sizeBar, r.Over > startBar
			missed = large || late
			if large != late {
				wanted += map[bool]string{true: "; time met", false: "; size met"}[large]
			}
		}
		fmt.Fprintf(w, "| %s | %.1f MB (%+.1f) | %s (%+.2f ms) | %s | %s |\n", r.Name, float64(r.Size)/1e6, float64(r.Size-results[0].Size)/1e6,
			short(r.Wall), r.Over.Seconds()*1000, short(r.CPU), verdict(wanted, missed))
	}
	return nil
}
