package mysql_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// Rows that are written in a statement are a union, whose columns the server makes as wide as
// the first row says: a longer text behind a short one must not be cut, nor blanks be lost.
func TestRowsOfAStatementKeepTheirValues(t *testing.T) {
	eng := open(t)
	long, wide := strings.Repeat("ä", 70_000), strings.Repeat("ö", 16_000)
	for _, texts := range [][]string{{"x ", long}, {long, "y"}, {"", "  ", long + " "}, {"x", "x "}, {"", " "}, {"x", wide}} {
		var values []driver.Value
		column := sql.Column("b", sqltype.Text)
		rows := sql.Values(column)
		for _, s := range texts {
			values, rows = append(values, driver.OfString(s)), rows.Row(s)
		}
		given := sql.RowsOf("v", "", sql.RowColumn{Name: "b", Type: sqltype.Text.Desc(), Values: values})
		written := rows.As("v")
		for way, q := range map[string]sql.Statement{
			"RowsOf": sql.Select(sql.Col(given, column)).From(given),
			"Values": sql.Select(sql.Col(written, column)).From(written),
		} {
			res, err := eng.Execute(t.Context(), q)
			if err != nil {
				t.Fatalf("%s: %v", way, err)
			}
			all, err := res.All()
			if err != nil {
				t.Fatalf("%s: %v", way, err)
			}
			var got []string
			for _, r := range all {
				got = append(got, r.At(0).(string))
			}
			if !slices.Equal(got, texts) {
				for i := range got {
					t.Errorf("%s: %d bytes (%.5q) came back as %d (%.5q)", way, len(texts[i]), texts[i], len(got[i]), got[i])
				}
			}
		}
	}
	blob := append([]byte{0xff, 0}, strings.Repeat("'\xfe", 40_000)...)
	given := sql.RowsOf("v", "", sql.RowColumn{Name: "b", Type: sqltype.Bytes.Desc(), Values: []driver.Value{driver.OfBytes([]byte{0}), driver.OfBytes(blob), driver.OfBytes(nil)}})
	res, err := eng.Execute(t.Context(), sql.Select(sql.Col(given, sql.Column("b", sqltype.Bytes))).From(given))
	if err != nil {
		t.Fatal(err)
	}
	all, err := res.All()
	if err != nil || len(all) != 3 || string(all[1].At(0).([]byte)) != string(blob) || len(all[0].At(0).([]byte)) != 1 {
		t.Errorf("%v %d rows", err, len(all))
	}
}
