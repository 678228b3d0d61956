package sql

// From adds tables that the values and conditions of an UPDATE are about; Where says
// which of their rows belong to which row of the table. A row that several belong to
// is changed once, by one of them.
func (s UpdateStmt) From(from ...Source) UpdateStmt {
	s.n.From = sources(s.n.From, from)
	return s
}

// Join adds a table to From, with the condition on. Without on the one foreign key
// between t and what is there already decides.
func (s UpdateStmt) Join(t Source, on ...Typed[bool]) UpdateStmt {
	s.n.Joins = joinTo(s.n.Joins, InnerJoin, t, on)
	return s
}

// LeftJoin adds a table to those of From: its columns are NULL where it has no
// partner for them. Its condition cannot be about the table that is changed.
func (s UpdateStmt) LeftJoin(t Source, on ...Typed[bool]) UpdateStmt {
	s.n.Joins = joinTo(s.n.Joins, LeftOuterJoin, t, on)
	return s
}

// OrderBy says which rows Limit leaves, on MariaDB and MySQL.
func (s UpdateStmt) OrderBy(items ...Item) UpdateStmt {
	s.n.OrderBy = appended(s.n.OrderBy, nodes(items)...)
	return s
}

// Limit changes n rows at most, on MariaDB and MySQL.
func (s UpdateStmt) Limit(n int) UpdateStmt { s.n.Limit = bind(int64(n), nil); return s }

// Using adds tables that the conditions of a DELETE are about.
func (s DeleteStmt) Using(from ...Source) DeleteStmt {
	s.n.From = sources(s.n.From, from)
	return s
}

// Join adds a table to Using, with the condition on. Without on the one foreign key
// between t and what is there already decides.
func (s DeleteStmt) Join(t Source, on ...Typed[bool]) DeleteStmt {
	s.n.Joins = joinTo(s.n.Joins, InnerJoin, t, on)
	return s
}

// LeftJoin adds a table to those of Using: its columns are NULL where it has no
// partner for them. Its condition cannot be about the table that is deleted from.
func (s DeleteStmt) LeftJoin(t Source, on ...Typed[bool]) DeleteStmt {
	s.n.Joins = joinTo(s.n.Joins, LeftOuterJoin, t, on)
	return s
}

// OrderBy says which rows Limit leaves, on MariaDB and MySQL.
func (s DeleteStmt) OrderBy(items ...Item) DeleteStmt {
	s.n.OrderBy = appended(s.n.OrderBy, nodes(items)...)
	return s
}

// Limit deletes n rows at most, on MariaDB and MySQL.
func (s DeleteStmt) Limit(n int) DeleteStmt { s.n.Limit = bind(int64(n), nil); return s }

func sources(have []*TableNode, more []Source) []*TableNode {
	have = have[:len(have):len(have)]
	for _, f := range more {
		have = append(have, SourceOf(f))
	}
	return have
}

func joinTo(have []Join, kind JoinKind, t Source, on []Typed[bool]) []Join {
	n := SelectNode{Joins: have}
	n.join(kind, t, on)
	return n.Joins
}

// SetTuple is (columns…) = (q): several columns from the one row of a query. No row
// makes them NULL.
func SetTuple(columns []Expr, q Statement) Assignment {
	a := Assignment{Value: &ScalarNode{Query: StatementOf(q)}}
	for _, x := range columns {
		c := Assign(x, nil)
		if c.Err != nil {
			return c
		}
		a.Tuple = append(a.Tuple, c.Column)
	}
	if len(a.Tuple) == 0 {
		return Assignment{Err: errorf("SetTuple wants columns").Err}
	}
	if s, ok := StatementOf(q).(*SelectNode); ok && len(s.Columns()) != len(a.Tuple) {
		return Assignment{Err: errorf("SetTuple sets %d columns from a query of %d", len(a.Tuple), len(s.Columns())).Err}
	}
	a.Column = a.Tuple[0]
	return a
}

// SetElement is column[i] = v: one element of an array column, counted from 1.
func SetElement(column Item, i int, v Expr) Assignment {
	a := Assign(column, NodeOf(v))
	a.At = bind(i, nil)
	return a
}
