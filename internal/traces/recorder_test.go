package traces

import (
	"context"
	"regexp"
	"strings"
	"sync"

	"github.com/aludel/aludel/engine"
)

// A line is a statement with the values of each of its rows, a step of a
// transaction, or a note.
type line struct {
	text string
	rows [][]string
}

func (l line) String() string {
	s := l.text
	for _, r := range l.rows {
		s += " | " + strings.Join(r, " ")
	}
	return s
}

// recorder is a hook that keeps what an engine sends.
type recorder struct {
	mu     sync.Mutex
	lines  []line
	tables map[string]bool // that rows were inserted into
	next   *recorder       // where the lines go instead
}

func newRecorder() *recorder { return &recorder{tables: map[string]bool{}} }

// to sends what comes to another recorder, and keeps the tables.
func (r *recorder) to(next *recorder) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.next = next
}

var inserted = regexp.MustCompile(`^INSERT INTO ["` + "`" + `]?(\w+)`)

func (r *recorder) Before(ctx context.Context, e *engine.Event) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.next != nil {
		r.next.Before(ctx, e)
		if m := inserted.FindStringSubmatch(e.SQL); m != nil {
			r.tables[m[1]] = true
		}
		return
	}
	if e.Step {
		if op, _, _ := strings.Cut(e.Op, " ("); op == "BEGIN" || op == "COMMIT" || op == "ROLLBACK" {
			r.lines = append(r.lines, line{text: op})
		} else {
			r.lines = append(r.lines, line{text: points(e.SQL)})
		}
		return
	}
	text := placeholder.ReplaceAllString(e.SQL, "?")
	if n := len(r.lines) - 1; e.Place > 0 && n >= 0 && r.lines[n].text == text {
		r.lines[n].rows = append(r.lines[n].rows, e.Args)
		return
	}
	if e.Autocommit { // the transaction is this one
		r.lines = append(r.lines, line{text: "BEGIN"})
	}
	l := line{text: text}
	if len(e.Args) > 0 {
		l.rows = [][]string{e.Args}
	}
	r.lines = append(r.lines, l)
}

func (r *recorder) After(e *engine.Event) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if e.Autocommit && r.next == nil && e.Err == nil {
		r.lines = append(r.lines, line{text: "COMMIT"})
	}
}

func (r *recorder) note(text string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.lines = append(r.lines, line{text: text})
}

func (r *recorder) take() []line {
	r.mu.Lock()
	defer r.mu.Unlock()
	out := r.lines
	r.lines = nil
	return out
}
