package schema

import (
	"fmt"
	"runtime/debug"
	"slices"

	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// HasDefaults reports whether an INSERT into t, or an UPDATE, may have to fill
// something in.
func (t *Table) HasDefaults() (insert, update bool) {
	for _, c := range t.Columns {
		insert = insert || c.Default != nil
		update = update || c.OnUpdate != nil
	}
	return insert, update
}

// node is the value of the default for one row.
func (d *Default) node(c *ColumnDef) sql.Node {
	switch {
	case d.Expr != nil:
		return d.Expr
	case d.Func != nil:
		v, err := d.Made(c)
		if err != nil {
			return &sql.BindNode{Err: err}
		}
		return value(c, v)
	}
	return value(c, d.Value)
}

// A PanicError is the function of a default that has panicked.
type PanicError struct {
	Column string // whose default it is
	Value  any    // of the panic
	Stack  []byte // of the goroutine, as debug.Stack gives it
}

// Error names the column.
func (e *PanicError) Error() string {
	return fmt.Sprintf("the default of %s: its function panicked: %v", e.Column, e.Value)
}

// Unwrap is the value, when it is an error.
func (e *PanicError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}

// Made is what the default's function gives for c. A panic is a *PanicError.
func (d *Default) Made(c *ColumnDef) (v any, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &PanicError{Column: c.FullName(), Value: p, Stack: debug.Stack()}
		}
	}()
	return d.Func(), nil
}

// ServerDefaultNode is ServerDefault as it is written into the table: a value as the
// column's type has it.
func (c *ColumnDef) ServerDefaultNode() sql.Node { return defaultNode(c.ServerDefault, c.Type) }

// defaultNode is x as a type has it, when it is a value.
func defaultNode(x sql.Node, of *sqltype.Desc) sql.Node {
	b, ok := x.(*sql.BindNode)
	if !ok || b.Name != "" || b.Err != nil {
		return x
	}
	if of.MayWrap() {
		return &sql.BindNode{Value: b.Value, Type: of}
	}
	switch v, err := sqltype.DefaultOf(b.Value, of); {
	case err != nil:
		return &sql.BindNode{Err: err}
	case v != b.Value:
		return &sql.BindNode{Value: v, Type: of}
	}
	return b
}

func value(c *ColumnDef, x any) sql.Node {
	v, err := sqltype.EncodeAny(x, c.Type)
	if err == nil && !c.Nullable {
		v = sqltype.NotNull(v, c.Type)
	}
	if err == nil && !sqltype.IsFloat(x) {
		v, err = sqltype.Stored(v, c.Type)
	}
	if err != nil {
		err = fmt.Errorf("the default of %s: %w", c.FullName(), err)
	}
	return &sql.BindNode{Value: v, Type: c.Type, Err: err}
}

// FillInsert is n with the defaults of the columns that it does not give. A
// default that is a function is asked for each row.
func FillInsert(n *sql.InsertNode) *sql.InsertNode {
	t, ok := n.Table.Def.(*Table)
	if !ok || n.Defaults || n.Err != nil {
		return n
	}
	if n.Table.Parts != nil {
		return fillKind(n)
	}
	var missing []*ColumnDef
	for _, c := range t.Columns {
		if c.Default != nil && !c.Elsewhere && !slices.Contains(n.Columns, c.node) {
			missing = append(missing, c)
		}
	}
	if len(missing) == 0 {
		return n
	}
	f := *n
	f.Defaults = true
	f.Columns = slices.Clip(n.Columns)
	if len(n.Lists) > 0 {
		f.Err = fmt.Errorf("INSERT INTO %s of lists of values: the default of %s cannot be filled in: give the column", n.Table.Ref(), missing[0].Name)
		return &f
	}
	if n.Query != nil {
		return fillQuery(&f, missing)
	}
	rows := n.Rows
	if len(rows) == 0 {
		rows = [][]sql.Node{nil}
	}
	f.Rows = make([][]sql.Node, len(rows))
	for i, r := range rows {
		f.Rows[i] = make([]sql.Node, len(r), len(r)+len(missing))
		copy(f.Rows[i], r)
	}
	for _, c := range missing {
		f.Columns = append(f.Columns, c.node)
		for i := range f.Rows {
			f.Rows[i] = append(f.Rows[i], c.Default.node(c))
		}
	}
	return &f
}

// fillQuery adds defaults to the rows of a query: values and expressions. A function
// would be asked for each row, which nobody has here, and nothing can be added to raw
// SQL: who needs these gives the column in the query.
func fillQuery(f *sql.InsertNode, missing []*ColumnDef) *sql.InsertNode {
	q, ok := f.Query.(*sql.SelectNode)
	if ok && (len(f.Columns) == 0 || len(q.Columns()) != len(f.Columns)) {
		return f // a mistake that is reported elsewhere
	}
	for _, m := range missing {
		switch {
		case m.Default.Func != nil:
			f.Err = fmt.Errorf("INSERT INTO %s of a query: the default of %s is a function, which is asked for each row: give the column in the query", f.Table.Ref(), m.Name)
			return f
		case !ok:
			f.Err = fmt.Errorf("INSERT INTO %s of raw SQL: the default of %s cannot be filled in: give the column in the query", f.Table.Ref(), m.Name)
			return f
		}
	}
	var c sql.SelectNode
	if len(q.Sets) > 0 || q.Distinct || len(q.GroupBy) > 0 || len(q.OrderBy) > 0 || q.Limit != nil || q.Offset != nil {
		t := sql.SourceOf(sql.SubqueryOf("rows_to_insert", q))
		c = sql.SelectNode{From: []*sql.TableNode{t}}
		for _, col := range t.Cols {
			c.Items = append(c.Items, col)
		}
	} else {
		c = *q
		c.Items = slices.Clip(c.Items)
	}
	for _, m := range missing {
		f.Columns = append(f.Columns, m.node)
		c.Items = append(c.Items, m.Default.node(m))
	}
	f.Query = &c
	return f
}

// FillUpdate is n with the on-update values of the columns that it does not set.
func FillUpdate(n *sql.UpdateNode) *sql.UpdateNode {
	t, ok := n.Table.Def.(*Table)
	if ok && n.Table.Parts != nil && !n.Defaults {
		return fillPartUpdate(n)
	}
	if !ok || n.Defaults || !slices.ContainsFunc(t.Columns, func(c *ColumnDef) bool { return c.OnUpdate != nil }) {
		return n
	}
	f := *n
	f.Set = slices.Clip(n.Set)
	for _, c := range t.Columns {
		if c.OnUpdate != nil && !c.Elsewhere && !slices.ContainsFunc(n.Set, func(a sql.Assignment) bool { return a.Column == c.node || slices.Contains(a.Tuple, c.node) }) {
			f.Set = append(f.Set, sql.Assignment{Column: c.node, Value: c.OnUpdate.node(c)})
		}
	}
	f.Defaults = true
	return &f
}
