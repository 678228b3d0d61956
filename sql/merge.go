package sql

// A MergeNode is a MERGE, in the order of its clauses.
type MergeNode struct {
	With      []*CTENode
	Table     *TableNode
	From      *TableNode // USING
	On        Node
	Whens     []MergeWhen
	Returning []Node
}

// A MergeWhen is one WHEN of a MERGE: the first whose condition holds is done.
type MergeWhen struct {
	Matched bool
	If      []Node
	Set     []Assignment // UPDATE SET, or the values of INSERT
	Delete  bool
	Nothing bool
}

func (*MergeNode) node() {}

func (n *MergeNode) returning() []Node { return n.Returning }

// MergeStmt is a MERGE.
type MergeStmt struct{ n MergeNode }

// Merge is MERGE INTO t USING from ON on: each row of from changes, deletes or
// inserts a row of t. A row of t that several rows of from would change is an error
// of the database. There is MERGE on PostgreSQL, from version 15; elsewhere an
// INSERT with OnConflict does most of it.
func Merge(t Target, from Source, on Typed[bool]) MergeStmt {
	return MergeStmt{MergeNode{Table: SourceOf(t), From: SourceOf(from), On: NodeOf(on)}}
}

func (s MergeStmt) statement() Node { return made(&s.n, s.n.Table) }
func (s MergeStmt) dml()            {}

// WhenMatched begins what is done with a row of t that has a partner, if all of
// conds hold.
func (s MergeStmt) WhenMatched(conds ...Typed[bool]) MergeMatched {
	return MergeMatched{s, MergeWhen{Matched: true, If: nodes(conds)}}
}

// WhenNotMatched begins what is done with a row of from that has no partner in t, if
// all of conds, which are about from, hold.
func (s MergeStmt) WhenNotMatched(conds ...Typed[bool]) MergeNotMatched {
	return MergeNotMatched{s, MergeWhen{If: nodes(conds)}}
}

func (s MergeStmt) when(w MergeWhen) MergeStmt {
	s.n.Whens = append(s.n.Whens[:len(s.n.Whens):len(s.n.Whens)], w)
	return s
}

// Returning gives something of each row that was changed. PostgreSQL has it from
// version 17 on; it is refused.
func (s MergeStmt) Returning(items ...Item) ReturningStmt[Record] {
	return returning[Record](s, nodes(items)...)
}

// MergeMatched needs Update, Delete or DoNothing.
type MergeMatched struct {
	s MergeStmt
	w MergeWhen
}

// Update changes the row of t.
func (m MergeMatched) Update(set ...Assignment) MergeStmt { m.w.Set = set; return m.s.when(m.w) }

// Delete deletes the row of t.
func (m MergeMatched) Delete() MergeStmt { m.w.Delete = true; return m.s.when(m.w) }

// DoNothing leaves the row of t as it is.
func (m MergeMatched) DoNothing() MergeStmt { m.w.Nothing = true; return m.s.when(m.w) }

// MergeNotMatched needs Insert or DoNothing.
type MergeNotMatched struct {
	s MergeStmt
	w MergeWhen
}

// Insert adds a row to t.
func (m MergeNotMatched) Insert(set ...Assignment) MergeStmt { m.w.Set = set; return m.s.when(m.w) }

// DoNothing leaves the row of from out.
func (m MergeNotMatched) DoNothing() MergeStmt { m.w.Nothing = true; return m.s.when(m.w) }

// SQL is the statement's text and values on a dialect.
func (s MergeStmt) SQL(d Renderer) (text string, args []any, err error) {
	return d.RenderSQL(s.statement())
}
