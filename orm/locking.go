package orm

import (
	"context"
	"fmt"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

// lock is how a query locks its rows, as the tree says it.
func (q *query) lock() (strength, wait string, err error) {
	switch {
	case q.flags&forUpdate != 0:
		strength = "UPDATE"
	case q.flags&forShare != 0:
		strength = "SHARE"
	}
	switch both := noWait | skipLocked; {
	case q.flags&both == 0:
		return strength, "", nil
	case strength == "":
		return "", "", fmt.Errorf("%s: NoWait and SkipLocked say how to wait for a lock: add ForUpdate or ForShare", q.name())
	case q.flags&both == both:
		return "", "", fmt.Errorf("%s: NoWait and SkipLocked exclude each other", q.name())
	case q.flags&noWait != 0:
		return strength, "NOWAIT", nil
	}
	return strength, "SKIP LOCKED", nil
}

func errNoLock(q *query) error {
	return fmt.Errorf("%s: Count and Exists lock no rows: leave ForUpdate and ForShare out, or load the rows", q.name())
}

// exists is Query.Exists.
func (s *Session) exists(ctx context.Context, q *query) (bool, error) {
	if q.concretes() != nil {
		n, err := s.count(ctx, q)
		return n > 0, err
	}
	if err := s.enter(); err != nil {
		return false, err
	}
	defer s.leave()
	n, _, err := q.tree()
	if err != nil {
		return false, err
	}
	if n.Lock != "" {
		return false, errNoLock(q)
	}
	if err := s.autoflush(ctx, n, q.flags&noAutoflush != 0, nil); err != nil {
		return false, err
	}
	n.Items = []sql.Node{&sql.LabelNode{X: rowCount(1), Name: "found"}}
	n.OrderBy, n.Distinct = nil, false
	if n.Limit == nil {
		n.Limit = rowCount(1)
	}
	ex, err := s.executor(ctx)
	if err != nil {
		return false, err
	}
	guarded, err := s.scopedUnless(ctx, n, q)
	if err != nil {
		return false, err
	}
	found, err := engine.All(ctx, ex, sql.QueryFrom[int64](tree{guarded}))
	return len(found) > 0, err
}
