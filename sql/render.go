package sql

// A Renderer turns a statement into a dialect's SQL, without a database. Dialects
// are renderers.
type Renderer interface {
	// RenderSQL gives the text of n and the values of its placeholders, in order.
	RenderSQL(n Node) (text string, args []any, err error)
}

// SQL is the statement's text and values on a dialect, as in
// stmt.SQL(postgres.Dialect). No database is asked.
func (s SelectStmt[R]) SQL(d Renderer) (text string, args []any, err error) {
	return render(d, s)
}

// SQL is the statement's text and values on a dialect.
func (s InsertStmt) SQL(d Renderer) (text string, args []any, err error) {
	return render(d, s)
}

// SQL is the statement's text and values on a dialect.
func (s UpdateStmt) SQL(d Renderer) (text string, args []any, err error) {
	return render(d, s)
}

// SQL is the statement's text and values on a dialect.
func (s DeleteStmt) SQL(d Renderer) (text string, args []any, err error) {
	return render(d, s)
}

// SQL is the statement's text and values on a dialect.
func (s ReturningStmt[R]) SQL(d Renderer) (text string, args []any, err error) {
	return render(d, s)
}

// SQL is the statement's text and values on a dialect.
func (s TextStmt) SQL(d Renderer) (text string, args []any, err error) {
	return render(d, s)
}

func render(d Renderer, s Statement) (text string, args []any, err error) {
	if d == nil {
		return "", nil, errorf("a nil was given where a dialect is wanted").Err
	}
	return d.RenderSQL(StatementOf(s))
}
