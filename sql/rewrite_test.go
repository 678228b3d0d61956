package sql_test

import (
	"testing"

	"github.com/aludel/aludel/internal/corpus"
	"github.com/aludel/aludel/sql"
)

// count says how many values n binds, those that are mark left out, and whether a
// recursive CTE is in it.
func count(n sql.Node, mark *sql.BindNode) (binds int, recursive bool) {
	been := map[any]bool{}
	sql.Walk(n, func(n sql.Node) bool {
		switch n := n.(type) {
		case *sql.BindNode:
			if n != mark {
				binds++
			}
		case *sql.TableNode:
			if n.CTE != nil {
				recursive = recursive || n.CTE.Recursive
				if been[n.CTE] {
					return false
				}
				been[n.CTE] = true
			} else if been[n] {
				return false
			}
			been[n] = true
		}
		return true
	})
	return binds, recursive
}

// Whatever Walk finds inside a statement, Rewrite replaces: no clause is forgotten.
func TestRewriteReachesWhatWalkReaches(t *testing.T) {
	mark := &sql.BindNode{}
	for _, c := range corpus.All() {
		n := sql.StatementOf(c.Stmt)
		if n == nil {
			continue
		}
		before, recursive := count(n, nil)
		out := sql.Rewrite(n, func(x sql.Node) sql.Node {
			if b, ok := x.(*sql.BindNode); ok && b != mark {
				return mark
			}
			return x
		})
		_, extension := n.(sql.Extension)
		if left, _ := count(out, mark); left > 0 && !extension {
			t.Errorf("%s: %d values were not reached", c.Name, left)
		}
		if sql.Rewrite(n, func(x sql.Node) sql.Node { return x }) != n && !recursive {
			t.Errorf("%s: a rewriting that changes nothing made another statement", c.Name)
		}
		if after, _ := count(n, nil); after != before {
			t.Errorf("%s: the statement itself was changed", c.Name)
		}
	}
}
