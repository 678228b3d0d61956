package traces

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

// A Neighbour is a session that nobody has recorded. Its statements are compared on
// SQLite, and on PostgreSQL where they are the same; what it observes everywhere.
type Neighbour struct {
	Name  string
	Lines string // what is sent, without BEGIN; "": nothing, or nothing that is left
	Run   func(*env)
}

// is notes an observed value that is not what it should be.
func (e *env) is(what string, got, want any) {
	if !reflect.DeepEqual(got, want) {
		e.t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func TestNeighbours(t *testing.T) {
	dbs := databases(t)
	for _, n := range slices.Concat(writing(), relating(), reading(), moving(), removing(), fetching(), turning(), keeping()) {
		t.Run(n.Name, func(t *testing.T) {
			for _, db := range dbs {
				t.Run(db.name, func(t *testing.T) { neighbour(t, n, db) })
			}
		})
	}
}

func neighbour(t *testing.T, n Neighbour, db database) {
	if db.name == "mysql" && strings.HasPrefix(n.Name, "deferrable") {
		t.Skip("MariaDB has no deferrable constraints")
	}
	e := begin(t, db)
	e.t = t
	e.run(n.Run)
	if e.err != nil {
		t.Fatal(e.err)
	}
	got := ourLines(e.rec.take(), db.name)
	if at := slices.IndexFunc(got, func(l line) bool { return l.text == "-- end" }); at >= 0 {
		got = got[:at]
	}
	if db.name == "mysql" {
		return // keys come back by other ways, lists are lists
	}
	got = slices.DeleteFunc(got, func(l line) bool { return l.text == "BEGIN" })
	if lines := shown(got); !slices.Equal(lines, listed(n.Lines)) {
		t.Errorf("sent\n\t%s\nwant\n\t%s", strings.Join(lines, "\n\t"), strings.Join(listed(n.Lines), "\n\t"))
	}
}
