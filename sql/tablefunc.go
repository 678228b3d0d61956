package sql

import "fmt"

// A FuncTableNode is a call of a function in FROM.
type FuncTableNode struct {
	Call       *CallNode
	Cols       []*ColumnNode // as they were declared
	Ordinality bool
	Define     bool // the columns' types are written too
	Err        error
}

func (*FuncTableNode) node() {}

// FuncTable is a function that gives rows, to stand in FROM by As.
type FuncTable struct{ n *FuncTableNode }

// TableFunc is a function in FROM: generate_series, unnest, json_each, …. Its arguments
// may use what stands before it there. The names are the database's own; what SQLite
// calls a column cannot be renamed there, and MySQL and MariaDB have no such functions.
func TableFunc(name string, args ...Expr) FuncTable {
	return FuncTable{&FuncTableNode{Call: &CallNode{Name: name, Args: nodes(args), Null: NullAlways}}}
}

// WithOrdinality adds a column that counts the rows from 1: the last that As declares.
// PostgreSQL has it.
func (f FuncTable) WithOrdinality() FuncTable {
	return f.changed(func(n *FuncTableNode) { n.Ordinality = true })
}

// Define writes the types of the columns that As declares, for functions whose rows have
// none of their own, as PostgreSQL's jsonb_to_recordset.
func (f FuncTable) Define() FuncTable {
	return f.changed(func(n *FuncTableNode) { n.Define = true })
}

func (f FuncTable) changed(change func(*FuncTableNode)) FuncTable {
	if f.n == nil {
		return f
	}
	n := *f.n
	change(&n)
	return FuncTable{&n}
}

// As names the function's rows, and declares its columns with [Column]. They are had by
// sql.Col(f, column). A function whose one value is a column has it as the one column.
func (f FuncTable) As(name string, cols ...Expr) Subquery {
	if f.n == nil {
		return Subquery{brokenTable("a FuncTable without a function was used: make it with sql.TableFunc")}
	}
	n := *f.n
	if n.Cols, n.Err = declaredColumns(n.Call.Name, cols); n.Err == nil && (n.Ordinality || n.Define) && len(cols) == 0 {
		n.Err = fmt.Errorf("%s: WithOrdinality and Define want the columns to be declared in As", n.Call.Name)
	}
	t := &TableNode{As: name, Name: name, Body: &n, Err: n.Err}
	deriveDeclared(t, n.Cols)
	return Subquery{t}
}

// A SampleNode is TABLESAMPLE Method (Percent) REPEATABLE (Seed).
type SampleNode struct {
	Method  SampleMethod
	Percent Node
	Seed    Node // nil: another sample each time
}

// A SampleMethod is how TableSample chooses rows.
type SampleMethod string

// Methods of TableSample.
const (
	Bernoulli SampleMethod = "BERNOULLI" // each row by itself
	System    SampleMethod = "SYSTEM"    // whole pages, which is faster
)

// TableSample is a random share of the rows of a table, in percent, under a name.
// PostgreSQL has it.
func TableSample(name string, t Source, method SampleMethod, percent float64) Subquery {
	return sampled(name, t, &SampleNode{Method: method, Percent: bind(percent, nil)}, percent)
}

// TableSampleSeed is TableSample that chooses the same rows for the same seed, as long as
// the table does not change.
func TableSampleSeed(name string, t Source, method SampleMethod, percent, seed float64) Subquery {
	return sampled(name, t, &SampleNode{Method: method, Percent: bind(percent, nil), Seed: bind(seed, nil)}, percent)
}

func sampled(name string, t Source, s *SampleNode, percent float64) Subquery {
	n := SourceOf(t)
	switch {
	case n.Err != nil:
		return Subquery{n}
	case n.Body != nil || n.CTE != nil:
		return Subquery{brokenTable("TableSample(%q): a sample is taken of a table, not of a query", name)}
	case !(percent >= 0 && percent <= 100):
		return Subquery{brokenTable("TableSample(%q): %v is no percentage between 0 and 100", name, percent)}
	case s.Method != Bernoulli && s.Method != System:
		return Subquery{brokenTable("TableSample(%q): %q is no method: use Bernoulli or System", name, s.Method)}
	}
	a := AliasOf(n, name)
	a.Sample = s
	return Subquery{a}
}
