package compile

import (
	"slices"

	"github.com/aludel/aludel/sql"
)

// lint notes when tables of a SELECT are connected by no condition. A JOIN connects what it
// joins with what its ON names, CROSS JOIN and ON TRUE with what stands before; a condition
// connects all tables that it names, also those that only a subquery in it names. What is
// LATERAL is connected with what it uses, and a column of a query around connects nothing.
func (c *Compiler) lint(n *sql.SelectNode, from []*sql.TableNode) {
	if len(from)+len(n.Joins) < 2 && !slices.ContainsFunc(from, isJoined) || n.More != nil && n.More.Product || c.out.Product != nil {
		return
	}
	l := &c.linting
	for _, t := range from {
		l.table(t)
	}
	l.joins(n.Joins)
	for _, w := range n.Where {
		l.cond(w)
	}
	if parts := l.parts(); len(parts) > 1 {
		c.out.Product = &CartesianError{parts}
	}
	l.reset()
}

func isJoined(t *sql.TableNode) bool { _, ok := t.Body.(*sql.JoinedNode); return ok }

// A linter holds the tables of a SELECT in sets of those that are connected.
type linter struct {
	tables []*sql.TableNode
	set    []int               // by table
	first  int                 // the set of those that the present condition has named; -1: none
	seen   map[sql.Node]bool   // subqueries in it, which most conditions have none of
	visit  func(sql.Node) bool // look
}

func (l *linter) reset() {
	clear(l.tables)
	l.tables, l.set, l.seen = l.tables[:0], l.set[:0], nil
}

func (l *linter) table(t *sql.TableNode) {
	if j, ok := t.Body.(*sql.JoinedNode); ok {
		l.table(j.First)
		l.joins(j.Joins)
		return
	}
	l.tables, l.set = append(l.tables, t), append(l.set, len(l.tables))
	if single(t) {
		l.connect(t, l.tables[0]) // one row multiplies nothing
	}
	if dependent(t) == 1 {
		l.names(t.Body)
		l.connects(t)
	}
}

func (l *linter) joins(js []sql.Join) {
	for i := range js {
		before := len(l.tables)
		l.table(js[i].Table)
		_, constant := js[i].On.(*sql.LiteralNode)
		if before > 0 && (js[i].Kind == sql.CrossJoin || js[i].On == nil || constant) {
			l.connect(l.tables[before-1:]...) // by a foreign key, or because it is said
			continue
		}
		l.cond(js[i].On)
	}
}

// cond connects what a condition names; those that are joined with AND are looked at one
// by one.
func (l *linter) cond(n sql.Node) {
	if and, ok := n.(*sql.ListOpNode); ok && and.Op == sql.OpAnd {
		for _, x := range and.Xs {
			l.cond(x)
		}
		return
	}
	l.names(n)
}

// names connects the tables whose columns are used in n, subqueries included.
func (l *linter) names(n sql.Node) {
	l.first, l.seen = -1, nil
	sql.Walk(n, l.visit)
}

func (l *linter) look(n sql.Node) bool {
	switch n := n.(type) {
	case *sql.ColumnNode:
		l.connects(n.Table)
		return false
	case *sql.TableNode, *sql.SelectNode:
		if l.seen[n] {
			return false
		}
		if l.seen == nil {
			l.seen = map[sql.Node]bool{}
		}
		l.seen[n] = true
	}
	return true
}

func (l *linter) connect(ts ...*sql.TableNode) {
	l.first = -1
	for _, t := range ts {
		l.connects(t)
	}
}

// connects connects t with what the present condition has named before.
func (l *linter) connects(t *sql.TableNode) {
	i := 0
	for i < len(l.tables) && l.tables[i] != t && !t.Same(l.tables[i]) {
		i++
	}
	switch {
	case i == len(l.tables): // of another query
	case l.first < 0:
		l.first = l.set[i]
	default:
		for j, old := 0, l.set[i]; j < len(l.set); j++ {
			if l.set[j] == old {
				l.set[j] = l.first
			}
		}
	}
}

func (l *linter) parts() [][]string {
	if len(l.set) == 0 || !slices.ContainsFunc(l.set, func(s int) bool { return s != l.set[0] }) {
		return nil
	}
	var sets []int
	var out [][]string
	for i, t := range l.tables {
		at := slices.Index(sets, l.set[i])
		if at < 0 {
			at = len(sets)
			sets, out = append(sets, l.set[i]), append(out, nil)
		}
		out[at] = append(out[at], t.Ref())
	}
	return out
}

// single reports whether t is a query that gives one row at most.
func single(t *sql.TableNode) bool {
	body := t.Body
	if t.CTE != nil {
		body = t.CTE.Body
	}
	switch b := body.(type) {
	case *sql.SelectNode:
		return oneRow(b)
	case *sql.ValuesNode:
		return len(b.Rows) == 1
	}
	return false
}
