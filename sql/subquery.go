package sql

// Subquery is the statement as something that can stand in FROM, under a name.
func (s SelectStmt[R]) Subquery(name string) Subquery { return subqueryOf(name, &s.n, false) }

// Lateral is a subquery in FROM that may use what stands before it there, once for each
// row of it. PostgreSQL and MySQL have it.
func (s SelectStmt[R]) Lateral(name string) Subquery { return subqueryOf(name, &s.n, true) }

func subqueryOf(name string, body *SelectNode, lateral bool) Subquery {
	t := &TableNode{As: name, Name: name, Body: body, Lateral: lateral}
	derive(t, body)
	return Subquery{t}
}

// Subquery is a query, VALUES or a function in FROM, under a name. Its columns are had by
// [Col].
type Subquery struct{ t *TableNode }

func (s Subquery) source() *TableNode { return s.t }
func (s Subquery) item() Node {
	if s.t == nil {
		return nil
	}
	return s.t
}

// As is the same subquery once more, under another name.
func (s Subquery) As(name string) Subquery {
	if s.t == nil {
		return s
	}
	return Subquery{AliasOf(s.t, name)}
}

// Subquery is raw SQL as something that can stand in FROM, under a name. Columns says
// first what its columns are.
func (s TextStmt) Subquery(name string) Subquery {
	if s.n == nil {
		none := readText("")
		none.Err = noText().Err
		return Subquery{&TableNode{As: name, Name: name, Body: none, Err: none.Err}}
	}
	t := &TableNode{As: name, Name: name, Body: s.n}
	if len(s.n.Cols) == 0 {
		t.Err = errorf("the raw SQL of Subquery(%q) does not say its columns: add Columns(…)", name).Err
		return Subquery{t}
	}
	derive(t, &SelectNode{Items: s.n.Cols})
	return Subquery{t}
}
