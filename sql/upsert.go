package sql

// OnConflict says what happens to a row that would violate the unique constraint or
// index over columns, which may be expressions; without columns, any one (DoNothing
// only, but on MariaDB and MySQL, where every upsert is of that form).
func (s InsertStmt) OnConflict(columns ...Expr) Conflict {
	return Conflict{s, ConflictNode{Target: nodes(columns)}}
}

// OnConflictWith is OnConflict for the constraint of that name.
func (s InsertStmt) OnConflictWith(constraint string) Conflict {
	c := Conflict{s, ConflictNode{Constraint: constraint}}
	if constraint == "" {
		c.s.n.Err = errorf("INSERT INTO %s: OnConflictWith wants the name of a constraint", s.n.Table.Ref()).Err
	}
	return c
}

// Conflict is an upsert that needs DoUpdate or DoNothing to be a statement.
type Conflict struct {
	s InsertStmt
	n ConflictNode
}

// Where names a partial unique index by its condition.
func (c Conflict) Where(w Typed[bool]) Conflict { c.n.Where = NodeOf(w); return c }

// If lets DoUpdate change only the rows for which all of conds hold. A row for which
// they do not hold stays as it is, and is not counted.
func (c Conflict) If(conds ...Typed[bool]) Conflict {
	c.n.If = appended(c.n.If, nodes(conds)...)
	return c
}

// DoNothing leaves the row out.
func (c Conflict) DoNothing() InsertStmt {
	c.n.Nothing = true
	if len(c.n.If) > 0 && c.s.n.Err == nil {
		c.s.n.Err = errorf("INSERT INTO %s: If belongs to DoUpdate, and DoNothing was said", c.s.n.Table.Ref()).Err
	}
	c.s.n.Conflict = &c.n
	return c.s
}

// DoUpdate changes the row that is there. [Excluded] is the row that could not be inserted.
func (c Conflict) DoUpdate(set ...Assignment) InsertStmt {
	c.n.Set = set
	c.s.n.Conflict = &c.n
	return c.s
}

// WithoutDefaults leaves the columns that are not given to the database: what the
// table's declaration would fill in is not.
func (s InsertStmt) WithoutDefaults() InsertStmt { s.n.Defaults = true; return s }
