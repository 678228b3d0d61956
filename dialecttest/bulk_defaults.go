package dialecttest

import (
	"strings"
	"time"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// lettersTable has a default of each kind, for fields whose zero asks for it and for
// one whose zero is a value.
type lettersTable struct {
	schema.Rows
	ID      schema.Int
	Name    schema.String
	Made    schema.Time           // the database's
	Sent    schema.Time           // a function of the program
	Mark    schema.UUID[[16]byte] // a value
	Stamps  schema.Int            // the database's, with OmitZero
	Pages   schema.Int            // the database's, whose zero is a value
	Printed schema.Date[time.Time]
	Opened  schema.Clock
}

type letter struct {
	ID     int
	Name   string
	Made   time.Time
	Sent   time.Time
	Mark   [16]byte
	Stamps int
	Pages  int
}

func bulkDefaultCases() []testCase {
	noon := time.Date(2024, 2, 29, 12, 0, 0, 0, time.UTC)
	day := time.Date(1999, 12, 31, 0, 0, 0, 0, time.UTC)
	open := func(e *env) *lettersTable {
		return declare(e, "letters", func(t *lettersTable) {
			t.ID.PrimaryKey().Autoincrement()
			t.Name.Size(20).Unique()
			t.Made.ServerDefault(sql.Val(noon))
			t.Sent.DefaultFunc(func() time.Time { return noon })
			t.Mark.Default([16]byte{7})
			t.Stamps.ServerDefault(sql.Val(3)).OmitZero()
			t.Pages.ServerDefault(sql.Val(9))
			t.Printed.ServerDefault(sql.Val(day))
			t.Opened.ServerDefault(sql.Val(9 * time.Hour))
		})
	}
	read := func(e *env, t *lettersTable) []letter {
		e.Helper()
		all, err := engine.AllAs[letter](e.ctx, e.eng, sql.Select(t.ID, t.Name, t.Made, t.Sent, t.Mark, t.Stamps, t.Pages).OrderBy(t.ID))
		e.must(err)
		return all
	}
	return []testCase{
		{name: "a zero that asks for it", run: func(e *env) error {
			t := open(e)
			later := noon.Add(time.Hour)
			_, err := engine.BulkInsert(e.ctx, e.eng, t, []letter{{Name: "a"}, {Name: "b", Sent: later, Mark: [16]byte{1}}})
			if err != nil {
				return err
			}
			_, err = engine.BulkInsert(e.ctx, e.eng, t, []*letter{{Name: "c", Made: later, Stamps: 1, Pages: 2}})
			if err != nil {
				return err
			}
			got := read(e, t)
			for i, want := range []letter{{1, "a", noon, noon, [16]byte{7}, 3, 0}, {2, "b", noon, later, [16]byte{1}, 3, 0}, {3, "c", later, noon, [16]byte{7}, 1, 2}} {
				g := got[i]
				if !g.Made.Equal(want.Made) || !g.Sent.Equal(want.Sent) || g.Mark != want.Mark || g.Stamps != want.Stamps || g.Pages != want.Pages || g.Name != want.Name {
					e.Errorf("row %d is %v, want %v", i, g, want)
				}
			}
			days, err := engine.All(e.ctx, e.eng, sql.Select2(t.Printed, t.Opened))
			for _, d := range days {
				if !d.A.Equal(day) || d.B != 9*time.Hour {
					e.Errorf("the defaults of date and time are %v and %v", d.A, d.B)
				}
			}
			return err
		}},
		{name: "upsert leaves it alone", run: func(e *env) error {
			t := open(e)
			later := noon.Add(time.Hour)
			e.exec(sql.Insert(t).Values(t.Name.Set("a"), t.Made.Set(later), t.Pages.Set(1)))
			if _, err := engine.BulkUpsert(e.ctx, e.eng, t, []letter{{Name: "a", Pages: 5}, {Name: "b", Pages: 6}}, engine.BulkKey(t.Name)); err != nil {
				return err
			}
			got := read(e, t)
			equal(e, "rows", len(got), 2)
			if !got[0].Made.Equal(later) || got[0].Pages != 5 || !got[1].Made.Equal(noon) {
				e.Errorf("the rows are %v", got)
			}
			return nil
		}},
		{name: "in some rows only", run: func(e *env) error {
			t := open(e)
			for _, rows := range [][]letter{{{Name: "a"}, {Name: "b", Made: noon}}, {{Name: "a", Stamps: 1}, {Name: "b"}}} {
				_, err := engine.BulkInsert(e.ctx, e.eng, t, rows)
				if err == nil || !strings.Contains(err.Error(), "row 2: ") || !strings.Contains(err.Error(), "BulkColumns") {
					e.Errorf("%v: %v", rows, err)
				}
			}
			equal(e, "rows", len(read(e, t)), 0)
			// as they are, when that is said
			_, err := engine.BulkInsert(e.ctx, e.eng, t, []letter{{Name: "a"}, {Name: "b", Stamps: 1}}, engine.BulkColumns(t.Name, t.Stamps))
			got := read(e, t)
			if len(got) != 2 || got[0].Stamps != 0 || got[1].Stamps != 1 || !got[0].Made.Equal(noon) {
				e.Errorf("the rows are %v", got)
			}
			return err
		}},
	}
}
