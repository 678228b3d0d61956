package sql

import (
	"github.com/aludel/aludel/sqltype"
	"slices"
)

// An Assignment is a column and what it becomes. Columns make it: Set, SetExpr, SetNull.
type Assignment struct {
	Column *ColumnNode
	Tuple  []*ColumnNode // several columns, which Value, a query, gives together; Column is the first
	At     Node          // the element of an array column that is set, counted from 1
	Value  Node
	Err    error
}

// Assign is column = v.
func Assign(column Item, v Node) Assignment {
	switch c := NodeOf(column).(type) {
	case *ColumnNode:
		return Assignment{Column: c, Value: v}
	case *ErrNode:
		return Assignment{Err: c.Err}
	}
	return Assignment{Err: errorf("only a column can be assigned to").Err}
}

// AssignValue is column = x, bound as the column's type.
func AssignValue[T any](column Item, x T) Assignment {
	a := Assign(column, nil)
	if a.Err != nil {
		return a
	}
	v, err := sqltype.Encode(x, a.Column.Type)
	if !a.Column.Null && v.IsNull() && err == nil {
		v = sqltype.NotNull(v, a.Column.Type)
	}
	if err == nil && !sqltype.IsFloat(x) {
		v, err = sqltype.Stored(v, a.Column.Type)
	}
	if err != nil {
		err = named(a.Column, err)
	}
	a.Value = &BindNode{Value: v, Type: bindType(a.Column.Type, v), Err: err}
	return a
}

// AssignNull is column = NULL, bound like any value, so that a statement's text does
// not depend on which values are NULL.
func AssignNull(column Item) Assignment {
	a := Assign(column, nil)
	if a.Err == nil {
		a.Value = &BindNode{Type: a.Column.Type}
	}
	return a
}

// AssignDefault is column = DEFAULT: what the database says.
func AssignDefault(column Item) Assignment { return Assign(column, defaultNode) }

var defaultNode = &LiteralNode{"DEFAULT"}

// An InsertNode is an INSERT, in the order of its clauses.
type InsertNode struct {
	With      []*CTENode
	Table     *TableNode
	Columns   []*ColumnNode // of Rows, or of Query
	Rows      [][]Node      // values, as Columns; none, no Lists and no Query: DEFAULT VALUES
	Lists     []*ListNode   // instead of Rows: the values by column, each as many as there are rows
	Query     Node
	Conflict  *ConflictNode
	Returning []Node
	Defaults  bool // the columns' defaults are filled in already
	Hints     []Hint
	Err       error
}

// Count is how many rows are given; 0 where a query gives them.
func (n *InsertNode) Count() int {
	if len(n.Lists) > 0 {
		return len(n.Lists[0].Values)
	}
	return len(n.Rows)
}

// A ConflictNode is ON CONFLICT … DO …
type ConflictNode struct {
	Target     []Node // columns or expressions; none: any conflict
	Constraint string // instead of Target: its name
	Where      Node   // of a partial index
	Nothing    bool
	Set        []Assignment
	If         []Node // WHERE of the update
}

// An UpdateNode is an UPDATE.
type UpdateNode struct {
	With      []*CTENode
	Table     *TableNode
	Set       []Assignment
	From      []*TableNode // what else the values and conditions are about
	Joins     []Join       // to From
	Where     []Node
	All       bool
	OrderBy   []Node // which rows Limit leaves
	Limit     Node
	Returning []Node
	Defaults  bool
	Hints     []Hint
}

// A DeleteNode is a DELETE.
type DeleteNode struct {
	With      []*CTENode
	Table     *TableNode
	From      []*TableNode // USING
	Joins     []Join
	Where     []Node
	All       bool
	OrderBy   []Node
	Limit     Node
	Returning []Node
	Hints     []Hint
}

func (*InsertNode) node() {}
func (*UpdateNode) node() {}
func (*DeleteNode) node() {}

func (n *InsertNode) returning() []Node { return n.Returning }
func (n *UpdateNode) returning() []Node { return n.Returning }
func (n *DeleteNode) returning() []Node { return n.Returning }

// InsertStmt is an INSERT.
type InsertStmt struct{ n InsertNode }

// Insert is INSERT INTO t.
func Insert(t Target) InsertStmt { return InsertStmt{InsertNode{Table: SourceOf(t)}} }

func (s InsertStmt) statement() Node { return made(&s.n, s.n.Table) }
func (s InsertStmt) dml()            {}

// made is n, unless it is the zero of a statement, which has no table.
func made(n Node, t *TableNode) Node {
	if t == nil {
		return errorf("a zero statement was used: begin it with Insert, Update, Delete or Merge")
	}
	return n
}

// unset is what is wrong with the zero of an Assignment; those of Assign have a column.
func (a Assignment) unset() error {
	if a.Err == nil && a.Column == nil {
		return errorf("a zero Assignment was given: columns make them, with Set, SetExpr or SetNull").Err
	}
	return a.Err
}

// Values adds a row. A column that is not given gets its default. Each further
// call adds a row, which gives the same columns.
func (s InsertStmt) Values(set ...Assignment) InsertStmt {
	s.n.Rows = slices.Clip(s.n.Rows)
	s.n.addRow(set)
	return s
}

// Rows adds many rows, which give the same columns.
func (s InsertStmt) Rows(rows ...[]Assignment) InsertStmt {
	s.n.Rows = append(make([][]Node, 0, len(s.n.Rows)+len(rows)), s.n.Rows...)
	for _, r := range rows {
		s.n.addRow(r)
	}
	return s
}

func (n *InsertNode) addRow(set []Assignment) {
	fail := func(format string, args ...any) {
		if n.Err == nil {
			n.Err = errorf("INSERT INTO %s: "+format, append([]any{n.Table.Ref()}, args...)...).Err
		}
	}
	if n.Table == nil {
		return // statement tells
	}
	first := len(n.Rows) == 0
	if first {
		n.Columns = make([]*ColumnNode, 0, len(set))
	} else if len(set) != len(n.Columns) {
		fail("row %d gives %d columns, the first one %d: each row must give the same columns", len(n.Rows)+1, len(set), len(n.Columns))
		return
	}
	row := make([]Node, len(set))
	for i, a := range set {
		if err := a.unset(); err != nil {
			fail("%w", err)
			return
		}
		if first {
			if !n.Table.Same(a.Column.Table) {
				fail("%s.%s is a column of another table", a.Column.Table.Ref(), a.Column.Name)
				return
			}
			for _, c := range n.Columns {
				if c == a.Column {
					fail("column %s is given twice", c.Name)
					return
				}
			}
			n.Columns = append(n.Columns, a.Column)
			row[i] = a.Value
			continue
		}
		at := i
		if n.Columns[i] != a.Column {
			at = -1
			for j, c := range n.Columns {
				if c == a.Column {
					at = j
				}
			}
		}
		if at < 0 || row[at] != nil {
			fail("row %d gives column %s, which the first row does not: each row must give the same columns", len(n.Rows)+1, a.Column.Name)
			return
		}
		row[at] = a.Value
	}
	n.Rows = append(n.Rows, row) // the caller has seen to it that the array is its own
}

// FromSelect inserts the rows of q into columns. Defaults of other columns that are values or
// expressions are added to q; one that is a function, which is asked for each row, and any
// beside raw SQL, is an error: give the column in q.
func (s InsertStmt) FromSelect(columns []Expr, q Statement) InsertStmt {
	s.n.Query = StatementOf(q)
	s.n.Columns = nil
	for _, c := range columns {
		a := Assign(c, nil)
		if a.Err != nil {
			s.n.Err = a.Err
			return s
		}
		s.n.Columns = append(s.n.Columns, a.Column)
	}
	return s
}

// Returning gives something of each row that was inserted; see [Returning] for its types.
func (s InsertStmt) Returning(items ...Item) ReturningStmt[Record] {
	return returning[Record](s, nodes(items)...)
}

// UpdateStmt is an UPDATE.
type UpdateStmt struct{ n UpdateNode }

// Update is UPDATE t.
func Update(t Target) UpdateStmt { return UpdateStmt{UpdateNode{Table: SourceOf(t)}} }

func (s UpdateStmt) statement() Node { return made(&s.n, s.n.Table) }
func (s UpdateStmt) dml()            {}

// Set adds to SET.
func (s UpdateStmt) Set(set ...Assignment) UpdateStmt {
	s.n.Set = append(s.n.Set[:len(s.n.Set):len(s.n.Set)], set...)
	return s
}

// Where changes only the rows for which all of conds hold.
func (s UpdateStmt) Where(conds ...Typed[bool]) UpdateStmt {
	s.n.Where = appended(s.n.Where, nodes(conds)...)
	return s
}

// AllRows says that an UPDATE without Where is meant: every row is changed.
func (s UpdateStmt) AllRows() UpdateStmt { s.n.All = true; return s }

// Returning gives something of each row that was changed.
func (s UpdateStmt) Returning(items ...Item) ReturningStmt[Record] {
	return returning[Record](s, nodes(items)...)
}

// DeleteStmt is a DELETE.
type DeleteStmt struct{ n DeleteNode }

// Delete is DELETE FROM t.
func Delete(t Target) DeleteStmt { return DeleteStmt{DeleteNode{Table: SourceOf(t)}} }

func (s DeleteStmt) statement() Node { return made(&s.n, s.n.Table) }
func (s DeleteStmt) dml()            {}

// Where deletes only the rows for which all of conds hold.
func (s DeleteStmt) Where(conds ...Typed[bool]) DeleteStmt {
	s.n.Where = appended(s.n.Where, nodes(conds)...)
	return s
}

// AllRows says that a DELETE without Where is meant: every row is deleted.
func (s DeleteStmt) AllRows() DeleteStmt { s.n.All = true; return s }

// Returning gives something of each row that was deleted.
func (s DeleteStmt) Returning(items ...Item) ReturningStmt[Record] {
	return returning[Record](s, nodes(items)...)
}

// ReturningStmt is a DML statement with rows that are R in Go.
type ReturningStmt[R any] struct{ n Node }

func (s ReturningStmt[R]) statement() Node { return s.n }
func (s ReturningStmt[R]) query(R)         {}

// Returning gives a of each row that s wrote.
func Returning[A any](s DML, a Reads[A]) ReturningStmt[A] { return returning[A](s, NodeOf(a)) }

// Returning2 gives a and b of each row that s wrote.
func Returning2[A, B any](s DML, a Reads[A], b Reads[B]) ReturningStmt[Row2[A, B]] {
	return returning[Row2[A, B]](s, NodeOf(a), NodeOf(b))
}

// Returning3 gives a, b and c of each row that s wrote.
func Returning3[A, B, C any](s DML, a Reads[A], b Reads[B], c Reads[C]) ReturningStmt[Row3[A, B, C]] {
	return returning[Row3[A, B, C]](s, NodeOf(a), NodeOf(b), NodeOf(c))
}

func returning[R any](s DML, items ...Node) ReturningStmt[R] {
	switch n := StatementOf(s).(type) { // a copy of its own, made for this call
	case *InsertNode:
		n.Returning = items
		return ReturningStmt[R]{n}
	case *UpdateNode:
		n.Returning = items
		return ReturningStmt[R]{n}
	case *DeleteNode:
		n.Returning = items
		return ReturningStmt[R]{n}
	case *MergeNode:
		n.Returning = items
		return ReturningStmt[R]{n}
	default:
		return ReturningStmt[R]{errorf("RETURNING belongs to an INSERT, UPDATE, DELETE or MERGE, not to a %T", n)}
	}
}

// Params are the values of a statement's parameters, or of an INSERT's columns, by name.
type Params map[string]any
