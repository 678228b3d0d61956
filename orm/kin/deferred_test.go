package kin_test

import (
	"context"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

// Scans share the table of their parent, and defer their picture.

type Sheet struct {
	ID    int
	Kind  string
	Title string
	Lines []*SheetLine
}

type SheetLine struct {
	ID, SheetID int
	Sheet       *Sheet
}

type Scan struct {
	Sheet
	Picture string
	Dots    int
}

type Colour struct {
	Scan
	Profile string
}

type SheetColumns struct {
	ID    schema.Int
	Kind  schema.String
	Title schema.String
}

type SheetTable struct {
	orm.TableOf[Sheet, int]
	SheetColumns
	Lines orm.Many[Sheet, SheetLine]
}

type SheetLineTable struct {
	orm.TableOf[SheetLine, int]
	ID, SheetID schema.Int
	Sheet       orm.One[SheetLine, Sheet]
}

type ScanTable struct {
	orm.TableOf[Scan, int]
	SheetColumns
	Picture schema.String
	Dots    schema.Int
}

type ColourTable struct {
	orm.TableOf[Colour, int]
	SheetColumns
	Profile schema.String
}

var (
	Archive = orm.NewBase()
	Sheets  = orm.Declare(Archive, "defer_sheet", func(t *SheetTable) {
		t.ID.PrimaryKey()
		t.Kind.Size(10)
		t.Title.Size(10)
		orm.Discriminator(t, t.Kind, "sheet")
	})
	Scans = orm.SingleTable(Sheets, "scan", func(t *ScanTable) {
		t.Picture.Size(100)
		orm.Deferred(t, "", t.Picture)
	})
	Colours    = orm.SingleTable(Scans, "colour", func(t *ColourTable) { t.Profile.Size(100); orm.Deferred(t, "", t.Profile) })
	SheetLines = orm.Declare(Archive, "defer_line", func(t *SheetLineTable) {
		t.ID.PrimaryKey()
		t.SheetID.References(Sheets.ID)
		t.Sheet.Inverse(Sheets.Lines)
	})
)

func TestDeferredColumnsOfHeirsInOneTable(t *testing.T) {
	each(t, Archive, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
			s.Add(&Sheet{ID: 1, Title: "s"}, &Scan{Sheet: Sheet{ID: 2, Title: "p", Lines: []*SheetLine{{}}}, Picture: "big", Dots: 300},
				&Colour{Scan: Scan{Sheet: Sheet{ID: 3, Title: "c"}, Picture: "bigger", Dots: 600}, Profile: "rgb"})
			return nil
		}))
		for _, untracked := range []bool{false, true} {
			s := orm.NewSession(eng)
			q := orm.Select(Sheets).OrderBy(Sheets.ID)
			if untracked {
				q = q.AsNoTracking()
			}
			sent.take()
			all, err := orm.AllAs[any](ctx, s, q)
			must(t, err)
			if lines := sent.take(); len(lines) != 1 || strings.Contains(lines[0], "picture") || strings.Contains(lines[0], "profile") || !strings.Contains(lines[0], "dots") {
				t.Errorf("%v: %s", untracked, strings.Join(lines, "\n"))
			}
			scan, colour := all[1].(*Scan), all[2].(*Colour)
			if scan.Picture != "" || scan.Dots != 300 || colour.Dots != 600 || colour.Profile != "" || colour.Title != "c" {
				t.Errorf("%v: %+v %+v", untracked, scan, colour)
			}
			if !untracked {
				must(t, orm.LoadColumns(ctx, s, scan, Scans.Picture))
				must(t, orm.LoadColumns(ctx, s, colour, Colours.Profile))
				if scan.Picture != "big" || colour.Profile != "rgb" {
					t.Errorf("%+v %+v", scan, colour)
				}
				scan.Dots = 1
				must(t, s.Flush(ctx))
				colour.Picture = "new" // what was not read, and set
				must(t, s.Flush(ctx))
				must(t, s.Rollback(ctx))
			}
			must(t, s.Close())
		}
		s := orm.NewSession(eng)
		defer s.Close()
		x, err := orm.GetAs[*Colour](ctx, s, Sheets, 3) // whole
		must(t, err)
		if x.Picture != "bigger" || x.Profile != "rgb" {
			t.Errorf("%+v", x)
		}
		must(t, s.Clear())
		scans, err := orm.Select(Scans).OrderBy(Scans.ID).All(ctx, s) // a middle level
		must(t, err)
		c, ok := orm.As[*Colour](s, scans[1])
		if !ok || c.Profile != "" || c.Picture != "" || c.Dots != 600 {
			t.Errorf("%+v", c)
		}
		must(t, s.Clear())
		line, err := orm.Select(SheetLines).With(orm.SelectIn(SheetLines.Sheet)).One(ctx, s)
		must(t, err)
		if p, ok := orm.As[*Scan](s, line.Sheet); !ok || p.Dots != 300 || p.Picture != "" {
			t.Errorf("%+v", p)
		}
		must(t, s.Clear())
		line, err = orm.Select(SheetLines).With(orm.Joined(SheetLines.Sheet)).One(ctx, s) // a join reads whole rows
		must(t, err)
		if p, ok := orm.As[*Scan](s, line.Sheet); !ok || p.Dots != 300 || p.Picture != "big" {
			t.Errorf("%+v", p)
		}
		if all, err := orm.Select(Sheets).PopulateExisting().OrderBy(Sheets.ID).All(ctx, s); err != nil || len(all) != 3 {
			t.Error(err)
		} else if p, ok := orm.As[*Colour](s, all[2]); !ok || p.Profile != "rgb" {
			t.Errorf("%+v", p)
		}
		page, err := orm.Select(Sheets).Limit(2).Page(ctx, s)
		if err != nil || len(page.Rows) != 2 || page.Next == "" {
			t.Error(page, err)
		}
	})
}
