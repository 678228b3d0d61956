package sql

// SubqueryOf is the query q as something that can stand in FROM, for packages that
// build trees.
func SubqueryOf(name string, q *SelectNode) Subquery {
	t := &TableNode{As: name, Name: name, Body: q}
	derive(t, q)
	return Subquery{t}
}
