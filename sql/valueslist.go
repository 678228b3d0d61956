package sql

import (
	"fmt"

	"github.com/aludel/aludel/sqltype"
)

// Column declares a column of what has no table: of [Values], of a function in FROM, of
// raw SQL. It is used by way of [Col]: sql.Col(v, k).
func Column[T any](name string, t sqltype.Of[T]) Value[T, T] {
	return Value[T, T]{c: cell(declared(name, t.Desc(), false))}
}

// NullColumn is Column of one that may be NULL.
func NullColumn[T any](name string, t sqltype.Of[T]) Value[T, *T] {
	return Value[T, *T]{c: cell(declared(name, t.Desc(), true))}
}

func declared(name string, t *sqltype.Desc, null bool) *ColumnNode {
	nowhere := brokenTable("the column %q is declared and belongs to no table: use sql.Col(…, column) with what it was declared for", name)
	nowhere.nowhere = true
	return &ColumnNode{Table: nowhere, Name: name, Type: t, Null: null}
}

// declaredColumns are the nodes of columns made by Column.
func declaredColumns(what string, cols []Expr) ([]*ColumnNode, error) {
	out := make([]*ColumnNode, len(cols))
	for i, x := range cols {
		c, ok := NodeOf(x).(*ColumnNode)
		if !ok {
			return nil, fmt.Errorf("%s: argument %d is no column: declare it with sql.Column", what, i+1)
		}
		for _, d := range out[:i] {
			if d.Name == c.Name {
				return nil, fmt.Errorf("%s: two columns are named %q", what, c.Name)
			}
		}
		out[i] = c
	}
	return out, nil
}

// deriveDeclared gives t the columns that were declared.
func deriveDeclared(t *TableNode, cols []*ColumnNode) {
	for _, c := range cols {
		t.Cols = append(t.Cols, &ColumnNode{Table: t, Name: c.Name, Type: c.Type, Null: c.Null, Def: c.Def, Of: c})
	}
}

// A ValuesNode is VALUES (…), (…).
type ValuesNode struct {
	Cols []*ColumnNode // as they were declared
	Rows [][]Node
	Err  error
}

func (*ValuesNode) node() {}

// ValuesStmt is rows that are written in the statement: VALUES, or a union of SELECTs
// where the database cannot name the columns of VALUES. It stands in FROM by As, in front
// of a statement by [With], and in set operations as it is.
type ValuesStmt struct{ n *ValuesNode }

// Values is rows of these columns, which [Column] declares. Row adds the rows.
func Values(cols ...Expr) ValuesStmt {
	n := &ValuesNode{}
	if n.Cols, n.Err = declaredColumns("Values", cols); n.Err == nil && len(cols) == 0 {
		n.Err = fmt.Errorf("Values has no columns: declare them with sql.Column")
	}
	return ValuesStmt{n}
}

func (v ValuesStmt) statement() Node {
	if v.n == nil {
		return errorf("a ValuesStmt without columns was used: make it with sql.Values")
	}
	return v.n
}
func (v ValuesStmt) query(Record) {}

// Row adds a row: a Go value or an expression for each column, nil for NULL.
func (v ValuesStmt) Row(xs ...any) ValuesStmt {
	if v.n == nil {
		return v
	}
	n := *v.n
	if len(xs) != len(n.Cols) && n.Err == nil {
		n.Err = fmt.Errorf("Values: row %d has %d values for %d columns", len(n.Rows)+1, len(xs), len(n.Cols))
	}
	row := make([]Node, len(xs))
	for i, x := range xs {
		if e, ok := x.(Expr); ok {
			row[i] = NodeOf(e)
			continue
		}
		var t *sqltype.Desc
		if i < len(n.Cols) {
			t = n.Cols[i].Type
		}
		val, err := sqltype.EncodeAny(x, t)
		if err != nil && i < len(n.Cols) {
			err = fmt.Errorf("column %s of row %d: %w", n.Cols[i].Name, len(n.Rows)+1, err)
		}
		row[i] = &BindNode{Value: val, Type: bindType(t, val), Err: err}
	}
	n.Rows = append(n.Rows[:len(n.Rows):len(n.Rows)], row)
	return ValuesStmt{&n}
}

// As is the rows as something that can stand in FROM, under a name.
func (v ValuesStmt) As(name string) Subquery { return v.as(name, false) }

// Lateral is As of rows whose expressions use what stands before them in FROM. PostgreSQL
// has it.
func (v ValuesStmt) Lateral(name string) Subquery { return v.as(name, true) }

func (v ValuesStmt) as(name string, lateral bool) Subquery {
	n, ok := v.statement().(*ValuesNode)
	if !ok {
		return Subquery{brokenTable("a ValuesStmt without columns was used: make it with sql.Values")}
	}
	t := &TableNode{As: name, Name: name, Body: n, Lateral: lateral}
	deriveDeclared(t, n.Cols)
	return Subquery{t}
}

// SQL is the statement's text and values on a dialect.
func (v ValuesStmt) SQL(d Renderer) (text string, args []any, err error) {
	return render(d, v)
}
