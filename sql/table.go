package sql

// Ref is the name by which the table's columns are qualified.
func (t *TableNode) Ref() string {
	if t.As != "" {
		return t.As
	}
	return t.Name
}

// Same reports whether t and u are the same table of a statement: one node, or
// aliases, subqueries or CTEs of the same name and the same origin.
func (t *TableNode) Same(u *TableNode) bool {
	switch {
	case t == u:
		return true
	case t == nil || u == nil || t.As == "" || t.As != u.As:
		return false
	}
	return t.Base == u.Base && (t.Body == nil) == (u.Body == nil) && (t.CTE == nil) == (u.CTE == nil)
}

// AliasOf is t under another name: the same columns, qualified by name.
func AliasOf(t *TableNode, name string) *TableNode {
	if t.Err != nil {
		return t
	}
	base := t
	if t.Base != nil {
		base = t.Base
	}
	a := &TableNode{Schema: base.Schema, Name: base.Name, As: name, Base: base, Body: base.Body, CTE: base.CTE, Def: base.Def}
	a.Cols = make([]*ColumnNode, len(base.Cols))
	block := make([]ColumnNode, len(base.Cols))
	for i, c := range base.Cols {
		block[i] = ColumnNode{Table: a, Name: c.Name, Type: c.Type, Null: c.Null, Def: c.Def, Of: c}
		a.Cols[i] = &block[i]
	}
	if base.Row != nil {
		r := &RowMap{Type: base.Row.Type, Def: base.Row.Def, Fields: append([]RowField(nil), base.Row.Fields...)}
		for i := range r.Fields {
			for j, c := range base.Cols {
				if c == r.Fields[i].Column {
					r.Fields[i].Column = a.Cols[j]
				}
			}
		}
		a.Row = r
	}
	return a
}

// ColumnOf is the column of t that stands for c, a column of what t is an alias
// of; or nil.
func (t *TableNode) ColumnOf(c *ColumnNode) *ColumnNode {
	if n, ok := t.columnFor(c).(*ColumnNode); ok {
		return n
	}
	return nil
}

// ID is a number that no other table or column of the process has; 0 for aliases.
func (t *TableNode) ID() uint32 { return t.id }

// A CTENode is a common table expression: WITH Name AS (Body).
type CTENode struct {
	Name      string
	Body      Node
	Recursive bool
	Columns   []string // the list after the name, of a recursive one
	Table     *TableNode
}

// CTE is a query in front of a statement, under a name, that can stand in FROM.
type CTE struct{ n *CTENode }

func (c *CTE) source() *TableNode {
	if c == nil || c.n == nil {
		return nil
	}
	return c.n.Table
}
func (c *CTE) item() Node {
	if t := c.source(); t != nil {
		return t
	}
	return nil
}

// With is WITH name AS (q). Where it is used in FROM, it is put in front of the
// whole statement.
func With(name string, q Statement) *CTE {
	n := &CTENode{Name: name, Body: StatementOf(q)}
	n.Table = &TableNode{As: name, Name: name, CTE: n}
	switch b := n.Body.(type) {
	case *SelectNode:
		derive(n.Table, b)
	case interface{ returning() []Node }:
		derive(n.Table, &SelectNode{Items: b.returning()})
	}
	return &CTE{n}
}

// WithRecursive is WITH RECURSIVE name AS (first UNION ALL next), where next may
// refer to the rows found so far as self.
func WithRecursive[R any](name string, first Query[R], next func(self *CTE) Query[R]) *CTE {
	n := &CTENode{Name: name, Recursive: true}
	n.Table = &TableNode{As: name, Name: name, CTE: n}
	body := StatementOf(first)
	n.Body = body
	if b, ok := body.(*SelectNode); ok {
		derive(n.Table, b)
		for _, c := range n.Table.Cols {
			n.Columns = append(n.Columns, c.Name)
		}
		whole := *b
		c := &CTE{n}
		whole.Sets = append(whole.Sets[:len(whole.Sets):len(whole.Sets)], SetPart{"UNION", true, StatementOf(next(c))})
		n.Body = &whole
		return c
	}
	n.Body = errorf("WithRecursive(%q): the first member must be a SELECT", name)
	return &CTE{n}
}
