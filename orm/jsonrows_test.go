package orm

import (
	"strings"
	"testing"

	"github.com/aludel/aludel/driver"
)

// rowsIn reads all rows of a branch's text, as far as they go.
func rowsIn(text string) (rows [][]jsonCell, err error) {
	j := &jsonRows{}
	want, r, err := j.open([]byte(text))
	if err != nil {
		return nil, err
	}
	for r.more() {
		if err := j.next(r); err != nil {
			return rows, err
		}
		rows = append(rows, append([]jsonCell(nil), j.cells...))
	}
	if r.err == nil && want != len(rows) {
		return rows, errShortRow
	}
	return rows, r.err
}

// What is cut anywhere is an error, and nothing that a database may send makes a panic.
func TestJSONThatIsCutOrBroken(t *testing.T) {
	const whole = `[ 2 , [[1, "a\"]\\\u00e9\ud83d\ude00", null, [1,[[true]]], -1.5e3] , [2,"",false, [0,null], 0]]]`
	rows, err := rowsIn(whole)
	if err != nil || len(rows) != 2 || string(rows[0][1].raw) != "a\"]\\é😀" || rows[0][3].kind != '[' || string(rows[0][4].raw) != "-1.5e3" || rows[1][2].kind != 'f' {
		t.Fatalf("%q %v", rows, err)
	}
	for i := range len(whole) {
		if _, err := rowsIn(whole[:i]); err == nil {
			t.Errorf("cut at %d: %q", i, whole[:i])
		}
		for _, c := range []string{"", "]", "[", "\"", "\\", ",", "x", "\x00"} { // a byte is another one, or several
			_, _ = rowsIn(whole[:i] + c + whole[i+1:])
		}
	}
	for _, bad := range []string{"", "null", "[]", "[1]", "[1,2]", `["1",[]]`, "[1,[[1]],3]", "[1,[1]]", "[1,[[1],[2]]]", "[2,[[1]]]", "[0,[[1]]]", `[1,[["\ud83d"]]]`, `[1,[["\q"]]]`, `[1,[["\u12"]]]`, "[1,[[nul]]]", "[1 [[1]]]", "[1,[[1 2]]]", "{}"} {
		if rows, err := rowsIn(bad); err == nil {
			t.Errorf("%s: %q", bad, rows)
		}
	}
	if rows, err := rowsIn("[0, null]"); err != nil || len(rows) != 0 {
		t.Error(rows, err)
	}
}

func TestJSONValues(t *testing.T) {
	for _, c := range []struct {
		kind byte
		text string
		as   driver.Kind
		want string // "" is an error
	}{
		{'t', "true", driver.Bool, "true"}, {'0', "1", driver.Bool, "true"}, {'0', "2", driver.Bool, ""}, {'"', "yes", driver.Bool, ""},
		{'0', "-9223372036854775808", driver.Int, "-9223372036854775808"}, {'0', "9223372036854775808", driver.Int, ""}, {'0', "1.5", driver.Int, ""},
		{'0', "18446744073709551615", driver.Uint, "18446744073709551615"}, {'0', "-1", driver.Uint, ""},
		{'"', "-9.0e+999", driver.Float, "-Infinity"}, {'"', "NaN", driver.Float, "NaN"}, {'0', "5e-324", driver.Float, "5e-324"}, {'"', "x", driver.Float, ""},
		{'0', "1.50", driver.Decimal, "1.50"}, {'t', "true", driver.Decimal, ""}, {'0', "1", driver.String, ""}, {'"', "00fF", driver.Bytes, `\x00ff`}, {'"', "0g", driver.Bytes, ""}, {'"', "0", driver.Bytes, ""},
		{'"', "2024-02-29", driver.Date, "2024-02-29"}, {'"', "2023-02-29", driver.Date, ""}, {'"', "0000-00-00", driver.Date, ""}, {'"', "2024-02-29 00:00:01", driver.Date, ""}, {'"', "infinity", driver.Date, "infinity"},
		{'"', "0044-03-15 BC", driver.Date, "0044-03-15 BC"}, {'"', "12024-01-01", driver.Date, "12024-01-01"},
		{'"', "1880-01-01T00:00:00+00:19:32", driver.Time, "1879-12-31 23:40:28+00"}, {'"', "2024-01-01 00:00:00.000001Z", driver.Time, "2024-01-01 00:00:00.000001+00"}, {'"', "2024-01-01 10:00 +0230", driver.Time, "2024-01-01 07:30:00+00"},
		{'"', "2024-01-01T00:00:00.5", driver.Wall, "2024-01-01 00:00:00.5"}, {'"', "2024-01-01T00:00:00+01", driver.Wall, ""}, {'"', "2024-01-01 25:00:00x", driver.Time, ""}, {'"', "2024-1-1", driver.Time, ""}, {'"', "2024-01-01 ", driver.Time, ""},
		{'"', "23:59:59.999999", driver.Clock, "23:59:59.999999"}, {'"', "24:00:00", driver.Clock, "24:00:00"}, {'"', "-01:00:00", driver.Clock, ""}, {'"', "24:00:00.1", driver.Clock, ""},
		{'[', "[0,1,1000000]", driver.Interval, "PT86401S"}, {'[', "[1,0,0]", driver.Interval, ""}, {'[', "[1,2,3000000]", driver.Parts, "P1M2DT3S"}, {'0', "9223372036854775807", driver.Interval, ""},
		{'"', "not-a-uuid", driver.UUID, ""}, {'"', "00112233-4455-6677-8899-aabbccddeeff", driver.UUID, "00112233-4455-6677-8899-aabbccddeeff"}, {'"', "{}", driver.JSON, "{}"}, {'0', "1", driver.Range, ""},
	} {
		cell := jsonCell{c.kind, []byte(c.text)}
		v, err := cell.value(c.as)
		got := string(driver.AppendText(nil, v))
		if c.want == "" && err == nil || c.want != "" && (err != nil || !strings.EqualFold(got, c.want)) {
			t.Errorf("%c %s as %v: %q, %v; want %q", c.kind, c.text, c.as, got, err, c.want)
		}
	}
	null := jsonCell{kind: 'n'}
	if v, err := null.value(driver.Int); err != nil || !v.IsNull() {
		t.Error(v, err)
	}
}
