package engine_test

import (
	"strings"
	"testing"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// An INSERT whose values are given by column is that of rows, in text and values.
func TestInsertOfLists(t *testing.T) {
	onAll(t, func(t *testing.T, eng *engine.Engine) {
		type table struct {
			schema.Rows
			Name  schema.NullString
			Photo schema.Bytes
			Count schema.Int
		}
		tab := schema.Declare(schema.NewMetaData(), "listed", func(t *table) { t.Name.Size(20) })
		cols := sql.SourceOf(tab).Cols
		values := [][]driver.Value{
			{driver.OfString("a"), {}, driver.OfString("c")},
			{driver.OfBytes(nil), driver.OfBytes([]byte{0, 255}), driver.OfBytes([]byte("x"))},
			{driver.OfInt(1), driver.OfInt(0), driver.OfInt(-1)},
		}
		rows := &sql.InsertNode{Table: sql.SourceOf(tab), Columns: cols}
		lists := &sql.InsertNode{Table: sql.SourceOf(tab), Columns: cols}
		for r := range 3 {
			var row []sql.Node
			for i, c := range cols {
				row = append(row, &sql.BindNode{Value: values[i][r], Type: c.Type})
			}
			rows.Rows = append(rows.Rows, row)
		}
		for i, c := range cols {
			lists.Lists = append(lists.Lists, &sql.ListNode{Type: c.Type, Values: values[i]})
		}
		want, args, err := eng.SQL(stmtOf(rows))
		if err != nil {
			t.Fatal(err)
		}
		got, given, err := eng.SQL(stmtOf(lists))
		if err != nil || got != want || len(given) != len(args) || len(args) != 9 {
			t.Fatal(err, got, want, given)
		}

		// two rows, a column too few, one value too few, rows beside lists
		for i, l := range lists.Lists {
			lists.Lists[i] = &sql.ListNode{Type: l.Type, Values: l.Values[:2]}
		}
		if text, given, err := eng.SQL(stmtOf(lists)); err != nil || len(given) != 6 {
			t.Fatal(err, text, given)
		}
		bad := *lists
		bad.Columns = cols[:2]
		if _, _, err := eng.SQL(stmtOf(&bad)); err == nil || !strings.Contains(err.Error(), "3 lists of values for 2 columns") {
			t.Error(err)
		}
		bad = *lists
		bad.Lists = append([]*sql.ListNode{{Type: cols[0].Type, Values: values[0]}}, lists.Lists[1:]...)
		if _, _, err := eng.SQL(stmtOf(&bad)); err == nil || !strings.Contains(err.Error(), "has 2 values for 3 rows") {
			t.Error(err)
		}
		bad = *lists
		bad.Rows = rows.Rows
		if _, _, err := eng.SQL(stmtOf(&bad)); err == nil {
			t.Error("rows and lists")
		}
	})
}

func stmtOf(n sql.Node) sql.Statement { return sql.QueryFrom[sql.Record](built{n}) }
