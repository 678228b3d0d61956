package traces

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A record is one line of the recorded set.
type record struct {
	ID, Scenario, Dialect, Desc string
	Trace                       [][]json.RawMessage
	Out                         map[string]json.RawMessage
	Error                       *struct{ Type, Msg string }
}

// records reads the recorded set, or skips the test.
func records(t *testing.T) []record {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "data", "sqlalchemy", "orm_traces.jsonl"))
	if err != nil {
		t.Skip("the recorded set is not there: ../shared/data/sqlalchemy beside the repository")
	}
	defer f.Close()
	var out []record
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var r record
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatalf("line %d: %v", len(out)+1, err)
		}
		if r.ID != "_models" {
			out = append(out, r)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// lines are the recorded trace in the form of ours.
func (r *record) lines(t *testing.T) []line {
	t.Helper()
	var out []line
	for _, ev := range r.Trace {
		switch kind := textOf(t, ev[0]); kind {
		case "BEGIN", "COMMIT", "ROLLBACK":
			out = append(out, line{text: kind})
		case "NOTE":
			out = append(out, line{text: textOf(t, ev[1])})
		case "SQL":
			out = append(out, statement(t, ev))
		}
	}
	return out
}

var named = regexp.MustCompile(`%\((\w+)\)s`)

func statement(t *testing.T, ev []json.RawMessage) line {
	t.Helper()
	text := textOf(t, ev[1])
	var names []string
	for _, m := range named.FindAllStringSubmatch(text, -1) {
		names = append(names, m[1])
	}
	l := line{text: recordedText(named.ReplaceAllString(text, "?"))}
	rows := []json.RawMessage{ev[2]}
	if textOf(t, ev[3]) == "many" {
		rows = nil
		unmarshal(t, ev[2], &rows)
	}
	for _, raw := range rows {
		var list []json.RawMessage
		if bytes.HasPrefix(raw, []byte("{")) {
			m := map[string]json.RawMessage{}
			unmarshal(t, raw, &m)
			for _, n := range names {
				list = append(list, m[n])
			}
		} else {
			unmarshal(t, raw, &list)
		}
		var row []string
		for _, x := range list {
			row = append(row, valueText(t, x))
		}
		if len(row) > 0 {
			l.rows = append(l.rows, row)
		}
	}
	return l
}

// valueText is a recorded value as our events show it.
func valueText(t *testing.T, raw json.RawMessage) string {
	var v any
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		t.Fatal(err)
	}
	switch v := v.(type) {
	case nil:
		return "NULL"
	case string:
		return "'" + v + "'"
	}
	return fmt.Sprint(v)
}

func textOf(t *testing.T, raw json.RawMessage) (s string) {
	t.Helper()
	unmarshal(t, raw, &s)
	return s
}

func unmarshal(t *testing.T, raw json.RawMessage, to any) {
	t.Helper()
	if err := json.Unmarshal(raw, to); err != nil {
		t.Fatalf("%s: %v", raw, err)
	}
}

// difference is what is only in the first (-) or only in the second (+), in order.
func difference(recorded, got []line) []string {
	a, b := shown(recorded), shown(got)
	length := make([][]int, len(a)+1) // of the longest common part of the rests
	for i := range length {
		length[i] = make([]int, len(b)+1)
	}
	for i, x := range slices.Backward(a) {
		for j, y := range slices.Backward(b) {
			if length[i][j] = max(length[i+1][j], length[i][j+1]); x == y {
				length[i][j] = length[i+1][j+1] + 1
			}
		}
	}
	var out []string
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			i, j = i+1, j+1
		case i < len(a) && (j == len(b) || length[i+1][j] >= length[i][j+1]):
			out = append(out, "- "+a[i])
			i++
		default:
			out = append(out, "+ "+b[j])
			j++
		}
	}
	return out
}

func shown(ls []line) []string {
	out := make([]string, len(ls))
	for i, l := range ls {
		out[i] = l.String()
	}
	return out
}

// listed are the lines of a text.
func listed(text string) []string {
	var out []string
	for l := range strings.Lines(text) {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}
