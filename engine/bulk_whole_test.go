package engine_test

import (
	"errors"
	"fmt"
	"iter"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

type badge struct {
	ID    int
	Code  string
	Owner *int
}

type badgeTable struct {
	schema.Rows
	ID    schema.Int
	Code  schema.String
	Owner schema.NullInt
}

// A page is whole or not at all in autocommit, too, also where it goes row by row; on an Engine
// an error leaves nothing, and nothing is counted.
func TestBulkPagesAreWhole(t *testing.T) {
	onAll(t, func(t *testing.T, eng *engine.Engine) {
		m := schema.NewMetaData()
		badges := schema.Declare(m, "badge", func(t *badgeTable) {
			t.ID.PrimaryKey().Autoincrement()
			t.Code.Size(40).Unique()
			t.Owner.References(t.ID)
		})
		drop := both(t, eng, m)
		ctx := t.Context()
		c, err := eng.Connect(ctx, engine.Autocommit)
		if err != nil {
			t.Fatal(err)
		}
		stored := func(of *engine.Conn) (codes []string) {
			all, err := engine.AllAs[badge](ctx, of, sql.Select(badges).OrderBy(badges.ID))
			if err != nil {
				t.Fatal(err)
			}
			for _, b := range all {
				codes = append(codes, b.Code)
			}
			return codes
		}
		is := func(what string, n, want int64, err error, codes ...string) {
			t.Helper()
			if got := stored(c); err == nil || n != want || fmt.Sprint(got) != fmt.Sprint(codes) {
				t.Errorf("%s: %d rows, %v stored, %v", what, n, got, err)
			}
		}
		bad := []*badge{{Code: "a"}, {Code: "b"}, {Code: "c"}, {Code: "d"}, {Code: "e"}, {Code: "a"}}
		for what, options := range map[string][]engine.BulkOption{"plain": nil, "returning": {engine.BulkReturning(badges.ID)}} {
			for _, page := range []int{0, 4} {
				options := append(options[:len(options):len(options)], engine.BulkPage(page), engine.BulkColumns(badges.Code, badges.Owner))
				n, err := engine.BulkInsert(ctx, eng, badges, bad, options...)
				is("engine, "+what, n, 0, err)
				for i, b := range bad {
					if b.ID != 0 {
						t.Errorf("engine, %s, pages of %d: row %d was rolled back and has the key %d", what, page, i, b.ID)
					}
				}
				n, err = engine.BulkInsert(ctx, c, badges, bad, options...)
				if page == 0 {
					is("autocommit, "+what, n, 0, err)
				} else {
					is("autocommit in pages, "+what, n, 4, err, "a", "b", "c", "d")
				}
				execute(t, eng, sql.Delete(badges).AllRows())
				for i, b := range bad {
					if kept := what == "returning" && page > 0 && i < page; kept != (b.ID != 0) {
						t.Errorf("autocommit, %s, pages of %d: row %d has the key %d", what, page, i, b.ID)
					}
					b.ID = 0
				}
			}
		}
		good := []*badge{{ID: 1, Code: "a"}, {ID: 2, Code: "b"}, {ID: 3, Code: "c"}}
		one := 1
		good[2].Owner = &one
		if n, err := engine.BulkInsert(ctx, c, badges, good, engine.BulkColumns(badges.ID, badges.Code, badges.Owner)); n != 3 || err != nil {
			t.Fatal(n, err)
		}
		n, err := engine.BulkUpdate(ctx, c, badges, []badge{{1, "x", nil}, {2, "c", nil}}, engine.BulkColumns(badges.ID, badges.Code))
		is("update", n, 0, err, "a", "b", "c")
		n, err = engine.BulkDelete(ctx, c, badges, []badge{{ID: 2, Code: "b"}, {ID: 1, Code: "a"}}, engine.BulkKey(badges.ID, badges.Code))
		is("delete", n, 0, err, "a", "b", "c")

		// the program's own transaction goes on
		begin := sql.SQL("BEGIN")
		for _, text := range []sql.SQL{begin, "ROLLBACK"} {
			if _, err := c.Execute(ctx, sql.Text(text)); err != nil {
				t.Fatal(err)
			}
			if text == begin {
				if n, err := engine.BulkUpdate(ctx, c, badges, []badge{{1, "x", nil}, {2, "y", nil}}, engine.BulkColumns(badges.ID, badges.Code)); n != 2 || err != nil {
					t.Fatal(n, err)
				}
			}
		}
		if got := strings.Join(stored(c), ""); got != "abc" {
			t.Error(got)
		}

		var none iter.Seq2[badge, error]
		var failed *engine.StatementError
		if n, err := engine.BulkInsertSeq(ctx, c, badges, none); n != 0 || !errors.As(err, &failed) || !strings.Contains(err.Error(), "nil iterator") {
			t.Error(n, err)
		}
		if err := c.Close(); err != nil {
			t.Error(err)
		}
		drop()
	})
}
