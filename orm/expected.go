package orm

import (
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/sql"
)

// few is up to how many rows need no preparation.
const few = 2

// expected is how many rows a query can give at most, as far as it says so itself; 0:
// it does not.
func expected(n *sql.SelectNode) int {
	if b, ok := n.Limit.(*sql.BindNode); ok && b.Value.Kind() == driver.Int {
		return int(min(b.Value.Int(), 1<<20))
	}
	if len(n.Where) == 1 {
		if in, ok := n.Where[0].(*sql.InNode); ok && !in.Not {
			if list, ok := in.List.(*sql.ListNode); ok {
				return len(list.Values)
			}
		}
	}
	return 0
}
