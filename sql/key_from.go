package sql

// What a SELECT has in FROM beside tables and subqueries, and what few have.

func (k *Key) values(n *ValuesNode) {
	k.fail(n.Err)
	k.Byte(tagValues)
	k.declared(n.Cols)
	k.Int(len(n.Rows))
	for _, r := range n.Rows {
		k.List(r)
	}
}

func (k *Key) declared(cols []*ColumnNode) {
	k.Int(len(cols))
	for _, c := range cols {
		k.Str(c.Name)
		k.Type(c.Type)
	}
}

// textColumns are what raw SQL is said to give: also columns that belong to no table.
func (k *Key) textColumns(cols []Node) {
	k.Int(len(cols))
	for _, n := range cols {
		if c, ok := n.(*ColumnNode); ok && c.Table.nowhere {
			k.declared([]*ColumnNode{c})
			continue
		}
		k.Node(n)
	}
}

func (k *Key) funcTable(n *FuncTableNode) {
	k.fail(n.Err)
	k.Bytes = append(k.Bytes, tagFuncTable, bit(n.Ordinality)|bit(n.Define)<<1)
	k.Node(n.Call)
	k.declared(n.Cols)
}

func (k *Key) sample(t *TableNode) {
	k.Byte(tagSample)
	k.Str(t.As)
	k.Int(int(t.Base.id))
	k.Str(string(t.Sample.Method))
	k.Node(t.Sample.Percent)
	k.Node(t.Sample.Seed)
}

func (k *Key) more(m *SelectMore) {
	k.List(m.DistinctOn)
	k.Bytes = append(k.Bytes, bit(m.Ties)|bit(m.Percent)<<1|bit(m.Product)<<2, byte(m.Correlation))
	k.tablesOf(m.LockOf)
	k.tablesOf(m.Correlated)
	k.hints(m.Hints)
}

func (k *Key) hints(hints []Hint) {
	k.Int(len(hints))
	for _, h := range hints {
		k.fail(h.Err)
		k.Byte(byte(h.Place))
		k.Str(h.Dialect)
		k.Str(h.Text)
		if h.Table != nil {
			k.table(h.Table)
		}
	}
}

func (k *Key) tablesOf(ts []*TableNode) {
	k.Int(len(ts))
	for _, t := range ts {
		k.table(t)
	}
}
