package fake

import (
	"strings"
	"time"

	"github.com/aludel/aludel/driver"
)

// A Step is one entry of a script: the statement it answers, and the answer. Its
// zero answers any statement at once, with no rows.
type Step struct {
	Text   string         // the exact text of the statement; "": see Prefix
	Prefix string         // how the text begins, where Text is ""; both empty: any statement
	Args   []driver.Value // the arguments, compared by kind and value; nil: any, empty: none

	Delay   time.Duration     // before the answer begins; ctx and Cancel end it
	Columns []driver.Column   // of the result; nil: the statement returns no rows. See Cols
	Rows    [][]driver.Value  // one value for each column
	Err     error             // after Rows; without Rows, instead of an answer
	Lose    Loss              // the connection is lost at this step
	Summary driver.Summary    // Rows is filled in where Columns are given
	Tx      byte              // State.Tx after this step; 0: what the verb and the outcome make of it
	Dirty   bool              // this statement touches session state, whatever Statement.Session says
	Then    func(*Conn) error // called when the answer is complete; an error of it becomes the answer's
}

// A Loss says when a step loses the connection.
type Loss uint8

// Losses.
const (
	Keep   Loss = iota // the connection is not lost
	Unsent             // Run fails before anything is written, if this step is for the first request of the flight; else as Lost
	Lost               // after the statement was sent and Step.Rows were delivered
)

// Cols are columns of these names without a type.
func Cols(names ...string) []driver.Column {
	cs := make([]driver.Column, len(names))
	for i, n := range names {
		cs[i].Name = n
	}
	return cs
}

// Col is a column whose Decl and Type tell kind.
func Col(name string, kind driver.Kind) driver.Column {
	return driver.Column{Name: name, Decl: kind.String(), Type: uint32(kind)}
}

// Row is one row of a Step.
func Row(vs ...driver.Value) []driver.Value { return vs }

func (s *Step) matches(q *driver.Request) bool {
	switch {
	case s.Text != "":
		if q.Stmt.Text != s.Text {
			return false
		}
	case !strings.HasPrefix(q.Stmt.Text, s.Prefix):
		return false
	}
	if s.Args == nil {
		return true
	}
	if len(s.Args) != len(q.Args) {
		return false
	}
	for i := range s.Args {
		if !equal(s.Args[i], q.Args[i]) {
			return false
		}
	}
	return true
}

// String is the statement that s waits for.
func (s *Step) String() string {
	switch {
	case s.Text != "":
		return render(s.Text, s.Args)
	case s.Prefix != "":
		return render(s.Prefix+"…", s.Args)
	}
	return render("any statement", s.Args)
}
