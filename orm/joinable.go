package orm

import (
	"fmt"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/sql"
)

// A JoinedError is a Joined, or an InnerJoined, that cannot be a join in its query.
type JoinedError struct {
	Relation string // Product.Orders
	Why      string
}

// Error says what to write instead.
func (e *JoinedError) Error() string {
	return fmt.Sprintf("With(Joined(%s)): %s; load it by SelectIn", e.Relation, e.Why)
}

// unjoinable is why l cannot be joined to a row of m; "": it can be.
func (c *composer) unjoinable(m *mapping.Mapper, l *loading) string {
	switch r := l.p.rel; {
	case !m.IsA(r.Mapper):
		return fmt.Sprintf("it starts at %s, and of what the query reads not every %s is one", r.Mapper.Name(), m.Name())
	case c.n.Lock != "":
		return "the query locks its rows, and those of an outer join may not be there"
	case l.limit > 0:
		return "a join cannot count what each owner has, as Limit does"
	case l.deep < 0:
		return "a statement has an end, and so must Recursive: give it a depth"
	case c.counted && r.Repeats():
		return "its rows would be counted with the entities in a page, in Each and Batches, and where columns of what inherits are read inline under Limit, Offset or Distinct"
	}
	return ""
}

// below is what is nested in l: also itself one level down, in a tree of which a statement joins so many levels.
func (l *loading) below() []*loading {
	if l.deep < 2 {
		return l.nested
	}
	down := *l
	down.deep--
	return append(l.nested[:len(l.nested):len(l.nested)], &down)
}

// narrow puts the conditions and the order of l, or the declared one, on the last of joins, which
// leads to to.
func (c *composer) narrow(l *loading, joins []sql.Join, to *sql.TableNode) {
	x := &sql.SelectNode{}
	l.within(x, to)
	if len(x.Where) > 0 {
		last := &joins[len(joins)-1]
		last.On = both(append([]sql.Node{last.On}, x.Where...))
	}
	if l.p.rel.Kind == mapping.Many {
		c.n.OrderBy = append(c.n.OrderBy, x.OrderBy...)
	}
}
