package schema

import "github.com/aludel/aludel/sql"

// A Unique is a constraint: no two rows have the same values in Columns.
type Unique struct {
	Name       string
	Columns    []*ColumnDef
	Deferrable bool
	Initially  string

	NullsNotDistinct bool         // NULL is a value like others
	Include          []*ColumnDef // kept beside Columns
	Comment          string
	Only             []string // dialects; none: all
	table            *Table
}

// A Check is a constraint: Cond is not false for any row.
type Check struct {
	Name    string
	Cond    sql.Node
	Comment string
	Only    []string // dialects; none: all
	table   *Table
}

// An Index makes finding and sorting by Items quicker.
type Index struct {
	Name   string
	Items  []sql.Node // columns, expressions, or these with an order
	Unique bool
	Where  sql.Node // of a partial index

	Method           string
	Include          []*ColumnDef // kept beside Items
	NullsNotDistinct bool         // of a unique index
	Parts            []IndexPart
	With             []Parameter
	Tablespace       string
	Parser           string // of a full-text index
	Concurrently     bool
	Comment          string
	Only             []string // dialects; none: all
	table            *Table
}

// Table is the table that the constraint is on.
func (u *Unique) Table() *Table { return u.table }

// Table is the table that the constraint is on.
func (c *Check) Table() *Table { return c.table }

// Table is the table that the index is on.
func (i *Index) Table() *Table { return i.table }

// AddCheck adds CHECK (cond).
func (t *Table) AddCheck(cond sql.Typed[bool]) Constraint {
	c := &Check{Cond: sql.NodeOf(cond), table: t}
	t.Checks = append(t.Checks, c)
	return Constraint{check: c}
}

// AddUnique adds UNIQUE (columns).
func (t *Table) AddUnique(columns ...sql.Expr) Constraint {
	u := &Unique{table: t}
	for _, x := range columns {
		n, _ := sql.NodeOf(x).(*sql.ColumnNode)
		c := defOf(n)
		if c == nil || c.table != t {
			t.fail("a unique constraint is over its own columns; use AddIndex(…).UniqueIndex() for expressions")
			continue
		}
		u.Columns = append(u.Columns, c)
	}
	t.Uniques = append(t.Uniques, u)
	return Constraint{unique: u}
}

// AddIndex adds an index over items: columns, expressions, or Asc and Desc of them.
func (t *Table) AddIndex(items ...sql.Item) Constraint {
	i := &Index{table: t}
	for _, x := range items {
		i.Items = append(i.Items, sql.NodeOf(x))
	}
	t.Indexes = append(t.Indexes, i)
	return Constraint{index: i}
}

// AllUniques are the unique constraints of t, those of single columns first. A
// column that is unique and indexed has a unique index instead.
func (t *Table) AllUniques() []*Unique {
	var out []*Unique
	for _, c := range t.Columns {
		if c.Unique && !c.Index {
			out = append(out, &Unique{Columns: []*ColumnDef{c}, table: t})
		}
	}
	return append(out, t.Uniques...)
}

// AllIndexes are the indexes of t, those of single columns first.
func (t *Table) AllIndexes() []*Index {
	var out []*Index
	for _, c := range t.Columns {
		if c.Index {
			out = append(out, &Index{Items: []sql.Node{c.node}, Unique: c.Unique, table: t})
		}
	}
	return append(out, t.Indexes...)
}

func defOf(n *sql.ColumnNode) *ColumnDef {
	if n == nil {
		return nil
	}
	c, _ := n.Def.(*ColumnDef)
	return c
}

// DefOf is the declaration of a column, nil for other expressions.
func DefOf(n sql.Node) *ColumnDef {
	c, _ := n.(*sql.ColumnNode)
	return defOf(c)
}

// UniqueOn is UNIQUE over columns of a run-time table, by name.
func UniqueOn(name string, columns ...string) TablePart {
	return partFunc(func(t *Table) {
		u := &Unique{Name: name, table: t}
		for _, cn := range columns {
			if c := t.Column(cn); c != nil {
				u.Columns = append(u.Columns, c)
			} else {
				t.errs = append(t.errs, t.noColumn(cn))
			}
		}
		t.Uniques = append(t.Uniques, u)
	})
}

// IndexOn is an index over columns of a run-time table, by name.
func IndexOn(name string, columns ...string) TablePart {
	return partFunc(func(t *Table) {
		i := &Index{Name: name, table: t}
		for _, cn := range columns {
			i.Items = append(i.Items, sql.NodeOf(t.C(cn)))
		}
		t.Indexes = append(t.Indexes, i)
	})
}

// CheckOn is CHECK over a run-time table: cond gets the table, to name its columns.
func CheckOn(name string, cond func(*Table) sql.Typed[bool]) TablePart {
	return partFunc(func(t *Table) {
		if cond == nil {
			t.fail("CheckOn(%q) was given a nil function", name)
			return
		}
		t.AddCheck(cond(t)).Named(name)
	})
}
