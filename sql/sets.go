package sql

// Set operations unite the rows of statements with the same columns, whose names
// are those of the first. Those of one kind are one chain; another kind begins a new
// one, of which what is there already is the first member: a.Union(b).Except(c) is
// (a UNION b) EXCEPT c. OrderBy, Limit and Offset that were said before belong to the
// member, those that are said after to the whole. Both are kept apart on every
// database, also where members cannot be put in parentheses.

// Union adds the rows of qs, each once.
func (s SelectStmt[R]) Union(qs ...Query[R]) SelectStmt[R] { return s.set("UNION", false, qs) }

// UnionAll adds the rows of qs.
func (s SelectStmt[R]) UnionAll(qs ...Query[R]) SelectStmt[R] { return s.set("UNION", true, qs) }

// Intersect keeps the rows that are in all of qs too.
func (s SelectStmt[R]) Intersect(qs ...Query[R]) SelectStmt[R] { return s.set("INTERSECT", false, qs) }

// Except leaves out the rows that are in one of qs.
func (s SelectStmt[R]) Except(qs ...Query[R]) SelectStmt[R] { return s.set("EXCEPT", false, qs) }

// IntersectAll keeps the rows that are in all of qs too, each as often as it is in the
// one that has it least. SQLite and MySQL before 8.0.31 have none.
func (s SelectStmt[R]) IntersectAll(qs ...Query[R]) SelectStmt[R] {
	return s.set("INTERSECT", true, qs)
}

// ExceptAll leaves out one row for each row of qs. SQLite and MySQL before 8.0.31
// have none.
func (s SelectStmt[R]) ExceptAll(qs ...Query[R]) SelectStmt[R] { return s.set("EXCEPT", true, qs) }

func (s SelectStmt[R]) set(op string, all bool, qs []Query[R]) SelectStmt[R] {
	if len(qs) == 0 {
		return s
	}
	if n := &s.n; n.Lock != "" || len(n.OrderBy) > 0 || n.Limit != nil || n.Offset != nil || len(n.Sets) > 0 && (n.Sets[0].Op != op || n.Sets[0].All != all) {
		// what is there already becomes a member of its own
		whole := s.n
		s.n = SelectNode{Items: whole.Items, Sets: []SetPart{{Query: &whole}}}
	}
	s.n.Sets = s.n.Sets[:len(s.n.Sets):len(s.n.Sets)]
	for _, q := range qs {
		s.n.Sets = append(s.n.Sets, SetPart{op, all, StatementOf(q)})
	}
	return s
}
