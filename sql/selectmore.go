package sql

// A SelectMore is what few SELECTs have. It is not changed once it is in a node.
type SelectMore struct {
	DistinctOn  []Node
	Hints       []Hint
	Ties        bool // WITH TIES
	Percent     bool // Limit is a percentage
	LockOf      []*TableNode
	Correlation Correlation
	Correlated  []*TableNode
	Product     bool // a cartesian product is meant
}

// A Correlation says which tables of the query around it a subquery may use.
type Correlation uint8

// Correlations.
const (
	CorrelateAuto   Correlation = iota // all; those that its items name are not its own unless there is no other
	CorrelateOnly                      // SelectMore.Correlated
	CorrelateExcept                    // all but SelectMore.Correlated
	CorrelateNone
)

// more is what n has of SelectMore, to be changed.
func (n *SelectNode) more() *SelectMore {
	m := SelectMore{}
	if n.More != nil {
		m = *n.More
	}
	n.More = &m
	return &m
}

// DistinctOn keeps the first row, in the order of OrderBy, of those that agree in xs.
// PostgreSQL has it.
func (s SelectStmt[R]) DistinctOn(xs ...Expr) SelectStmt[R] {
	s.n.Distinct = true
	m := s.n.more()
	m.DistinctOn = appended(m.DistinctOn, nodes(xs)...)
	s.n.unify()
	return s
}

// WithOnlyColumns is the statement with other items: filters, joins and order stay. FROM
// is found from these items, unless From said it.
func (s SelectStmt[R]) WithOnlyColumns(items ...Item) SelectStmt[Record] {
	s.n.Items = nodes(items)
	return SelectStmt[Record](s)
}

// AddColumns is the statement with more items.
func (s SelectStmt[R]) AddColumns(items ...Item) SelectStmt[Record] {
	s.n.Items = appended(s.n.Items, nodes(items)...)
	return SelectStmt[Record](s)
}

// Correlate makes a subquery use these tables of the query around it, and no others.
// Without it a subquery uses any: what its items name is its own only if all of it is
// in the query around too.
func (s SelectStmt[R]) Correlate(tables ...Source) SelectStmt[R] {
	return s.correlate(CorrelateOnly, tables)
}

// CorrelateExcept makes tables the subquery's own, whatever the query around it has; it
// may use all others.
func (s SelectStmt[R]) CorrelateExcept(tables ...Source) SelectStmt[R] {
	return s.correlate(CorrelateExcept, tables)
}

// NoCorrelate makes a subquery stand alone: a column of a table around it is an error.
func (s SelectStmt[R]) NoCorrelate() SelectStmt[R] { return s.correlate(CorrelateNone, nil) }

func (s SelectStmt[R]) correlate(c Correlation, tables []Source) SelectStmt[R] {
	m := s.n.more()
	m.Correlation, m.Correlated = c, sourcesOf(tables)
	return s
}

func sourcesOf(tables []Source) []*TableNode {
	out := make([]*TableNode, len(tables))
	for i, t := range tables {
		out[i] = SourceOf(t)
	}
	return out
}

// CartesianProduct says that tables of this SELECT that no condition connects are meant:
// each row with each. Without it the engine warns, or refuses; see engine.OnCartesian.
func (s SelectStmt[R]) CartesianProduct() SelectStmt[R] { s.n.more().Product = true; return s }
