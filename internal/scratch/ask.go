package scratch

import (
	"fmt"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

// Ask are the rows that a database answers, one text each. Without an answer the test ends.
func Ask(t *testing.T, on engine.Executor, question sql.SQL) []string {
	t.Helper()
	res, err := on.Execute(t.Context(), sql.Text(question))
	if err != nil {
		t.Fatalf("%v\n%s", err, question)
	}
	rows, err := res.All()
	if err != nil {
		t.Fatalf("%v\n%s", err, question)
	}
	out := []string{}
	for _, r := range rows {
		var line []string
		for i := range r.Len() {
			line = append(line, fmt.Sprint(r.At(i)))
		}
		out = append(out, strings.Join(line, " | "))
	}
	return out
}

// Do executes statements. The test ends with the first that fails.
func Do(t *testing.T, on engine.Executor, statements ...sql.Statement) {
	t.Helper()
	for _, s := range statements {
		if _, err := on.Execute(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
}
