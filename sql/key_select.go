package sql

func (k *Key) text(n *TextNode) {
	n = n.For(k.Lexis)
	k.fail(n.Err)
	k.Byte(tagText)
	k.Int(len(n.Parts))
	for _, p := range n.Parts {
		k.Str(p)
	}
	for _, b := range n.Binds {
		k.bind(b)
	}
	k.Int(len(n.Lists))
	for _, l := range n.Lists {
		k.Int(l.At)
		k.Int(l.Rows)
		k.Bool(l.Not)
		k.Int(len(l.Types))
		for _, t := range l.Types {
			k.Type(t)
		}
	}
	k.textColumns(n.Cols)
}

// sel writes the lengths of all clauses first, in one append: most are empty.
func (k *Key) sel(n *SelectNode) {
	lens := [...]int{len(n.With), len(n.Items), len(n.From), len(n.Joins), len(n.Where), len(n.GroupBy), len(n.Having), len(n.Sets), len(n.OrderBy)}
	k.Bytes = append(k.Bytes, tagSelect, bit(n.Distinct)|bit(n.Limit != nil)<<1|bit(n.Offset != nil)<<2|bit(n.Lock != "")<<3|bit(n.LockWait != "")<<4|bit(n.More != nil)<<5,
		short(lens[0]), short(lens[1]), short(lens[2]), short(lens[3]), short(lens[4]), short(lens[5]), short(lens[6]), short(lens[7]), short(lens[8]))
	for _, l := range lens {
		if l >= 255 {
			k.Int(l)
		}
	}
	for _, c := range n.With {
		k.cte(c)
	}
	k.each(n.Items)
	for _, t := range n.From {
		k.table(t)
	}
	k.joins(n.Joins)
	k.each(n.Where)
	k.each(n.GroupBy)
	k.each(n.Having)
	for _, s := range n.Sets {
		k.Str(s.Op)
		k.Bool(s.All)
		k.Node(s.Query)
	}
	k.each(n.OrderBy)
	if n.Limit != nil {
		k.Node(n.Limit)
	}
	if n.Offset != nil {
		k.Node(n.Offset)
	}
	if n.Lock != "" {
		k.Str(n.Lock)
	}
	if n.LockWait != "" {
		k.Str(n.LockWait)
	}
	if n.More != nil {
		k.more(n.More)
	}
}

func (k *Key) joins(js []Join) {
	for i := range js {
		j := &js[i]
		k.fail(j.Err)
		k.Byte(byte(j.Kind))
		k.table(j.Table)
		k.Node(j.On)
		k.Node(j.Also)
	}
}

// short is a length in a byte; 255 says that it is written in full elsewhere.
func short(n int) byte { return byte(min(n, 255)) }

// each walks ns, whose number is written already.
func (k *Key) each(ns []Node) {
	for _, n := range ns {
		k.Node(n)
	}
}
