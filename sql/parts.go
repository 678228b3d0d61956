package sql

// A PartsNode says what the rows of a table node consist of, where that is not simply the
// rows of one table: an entity in a hierarchy has its columns in several tables, or
// shares one table with others. Columns belong to the node that has the parts, so that
// whoever names one of them reads all of it; they are written with the name of their part.
type PartsNode struct {
	Parts []*TableNode
	Ties  [][][2]int // of Parts[1:]: which of its columns are equal to which of Parts[0]
	Kind  int        // among the columns of the node: the one that tells what a row is
	Kinds Node       // its value, or a list of them; nil: all rows belong to it
}

// NewParts makes a table node of parts, without columns yet. The last part is the one
// that it is named for.
func NewParts(parts []*TableNode, ties [][][2]int) *TableNode {
	own := parts[len(parts)-1]
	t := NewTable(own.Schema, own.Name)
	t.Def = own.Def
	t.Parts = &PartsNode{Parts: parts, Ties: ties}
	return t
}

// AddPartColumn adds of, a column of part, to t.
func AddPartColumn(t, part *TableNode, of *ColumnNode, null bool) *ColumnNode {
	c := PartColumn(t, part, of)
	c.Null = null
	t.Cols = append(t.Cols, c)
	return c
}

// PartColumn is of, a column of part, as t has it, without adding it to t's own.
func PartColumn(t, part *TableNode, of *ColumnNode) *ColumnNode {
	return &ColumnNode{Table: t, Name: of.Name, Type: of.Type, Null: of.Null, Def: of.Def, Of: of, Part: part}
}

// Origin is the column of a table that c stands for, through aliases and parts: c itself
// when it is one.
func (c *ColumnNode) Origin() *ColumnNode { return c.origin() }

func (c *ColumnNode) origin() *ColumnNode {
	for c.Of != nil {
		c = c.Of
	}
	return c
}

func aliasOfParts(base *TableNode, name string) *TableNode {
	p := *base.Parts
	p.Parts = make([]*TableNode, len(base.Parts.Parts))
	for i, part := range base.Parts.Parts {
		as := name
		if i > 0 {
			as += "_" + part.Name
		}
		p.Parts[i] = AliasOf(part, as)
	}
	a := &TableNode{Schema: base.Schema, Name: base.Name, As: name, Base: base, Def: base.Def, Parts: &p}
	for _, c := range base.Cols {
		x := &ColumnNode{Table: a, Name: c.Name, Type: c.Type, Null: c.Null, Def: c.Def, Of: c}
		for i, part := range base.Parts.Parts {
			if part == c.Part {
				x.Part = p.Parts[i]
			}
		}
		a.Cols = append(a.Cols, x)
	}
	a.Row = rowMapOf(base, a)
	return a
}

// Only is the condition that a row of t's parts is one of t's; nil when all are.
func (t *TableNode) Only() Node {
	if t.Parts == nil || t.Parts.Kinds == nil {
		return nil
	}
	x := t.Cols[t.Parts.Kind]
	if l, ok := t.Parts.Kinds.(*ListNode); ok {
		return &InNode{X: x, List: l}
	}
	return &BinaryNode{Op: OpEq, L: x, R: t.Parts.Kinds}
}
