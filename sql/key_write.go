package sql

func (k *Key) insert(n *InsertNode) {
	k.fail(n.Err)
	k.Byte(tagInsert)
	k.hints(n.Hints)
	k.with(n.With)
	k.table(n.Table)
	k.Int(len(n.Columns))
	for _, c := range n.Columns {
		k.Node(c)
	}
	k.Int(len(n.Rows))
	for _, r := range n.Rows {
		for _, v := range r {
			k.Node(v)
		}
	}
	k.Int(len(n.Lists))
	for i, l := range n.Lists {
		if k.fail(l.Err); i == 0 {
			k.Int(len(l.Values))
		}
		k.Lists = append(k.Lists, l)
		k.Type(l.Type)
	}
	k.Node(n.Query)
	if c := n.Conflict; c != nil {
		k.Byte(1)
		k.Bool(c.Nothing)
		k.List(c.Target)
		k.Str(c.Constraint)
		k.Node(c.Where)
		k.assignments(c.Set)
		k.List(c.If)
	} else {
		k.Byte(0)
	}
	k.List(n.Returning)
}

func (k *Key) assignments(as []Assignment) {
	k.Int(len(as))
	for _, a := range as {
		k.fail(a.Err)
		if a.Column != nil {
			k.Node(a.Column)
		}
		k.Int(len(a.Tuple))
		for _, c := range a.Tuple {
			k.Node(c)
		}
		k.Node(a.At)
		k.Node(a.Value)
	}
}

// others writes the tables of an UPDATE or DELETE beside the one that is written.
func (k *Key) others(from []*TableNode, joins []Join) {
	k.Int(len(from))
	for _, t := range from {
		k.table(t)
	}
	k.Int(len(joins))
	k.joins(joins)
}

func (k *Key) update(n *UpdateNode) {
	k.Byte(tagUpdate)
	k.hints(n.Hints)
	k.with(n.With)
	k.table(n.Table)
	k.Bool(n.All)
	k.assignments(n.Set)
	k.others(n.From, n.Joins)
	k.List(n.Where)
	k.List(n.OrderBy)
	k.Node(n.Limit)
	k.List(n.Returning)
}

func (k *Key) delete(n *DeleteNode) {
	k.Byte(tagDelete)
	k.hints(n.Hints)
	k.with(n.With)
	k.table(n.Table)
	k.Bool(n.All)
	k.others(n.From, n.Joins)
	k.List(n.Where)
	k.List(n.OrderBy)
	k.Node(n.Limit)
	k.List(n.Returning)
}

func (k *Key) merge(n *MergeNode) {
	k.Byte(tagMerge)
	k.with(n.With)
	k.table(n.Table)
	k.table(n.From)
	k.Node(n.On)
	k.Int(len(n.Whens))
	for _, w := range n.Whens {
		k.Bytes = append(k.Bytes, bit(w.Matched)|bit(w.Delete)<<1|bit(w.Nothing)<<2)
		k.List(w.If)
		k.assignments(w.Set)
	}
	k.List(n.Returning)
}
