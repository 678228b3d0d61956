package answers

// subqueries are the cases of subquery.
func subqueries() []Case { return nil }
