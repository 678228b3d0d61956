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
	if name == "" {
		return brokenTable("an alias of %s was given an empty name", t.Ref())
	}
	base := t
	if t.Base != nil {
		base = t.Base
	}
	if base.Parts != nil {
		return aliasOfParts(base, name)
	}
	a := &TableNode{Schema: base.Schema, Name: base.Name, As: name, Base: base, Body: base.Body, CTE: base.CTE, Lateral: base.Lateral, Sample: base.Sample, Def: base.Def}
	a.Cols = make([]*ColumnNode, len(base.Cols))
	block := make([]ColumnNode, len(base.Cols))
	for i, c := range base.Cols {
		block[i] = ColumnNode{Table: a, Name: c.Name, Type: c.Type, Null: c.Null, Def: c.Def, Of: c}
		a.Cols[i] = &block[i]
	}
	a.Row = rowMapOf(base, a)
	return a
}

// rowMapOf is how a row of a, an alias of base, becomes a struct.
func rowMapOf(base, a *TableNode) *RowMap {
	if base.Row == nil {
		return nil
	}
	r := &RowMap{Type: base.Row.Type, Def: base.Row.Def, Fields: append([]RowField(nil), base.Row.Fields...)}
	for i := range r.Fields {
		for j, c := range base.Cols {
			if c == r.Fields[i].Column {
				r.Fields[i].Column = a.Cols[j]
			}
		}
	}
	return r
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
