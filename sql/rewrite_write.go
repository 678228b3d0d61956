package sql

// beside rewrites the tables of an UPDATE or DELETE beside the one that is written.
func (r *rewriter) beside(from *[]*TableNode, joins *[]Join) (same bool) {
	same = true
	*from = append([]*TableNode(nil), *from...)
	for i := range *from {
		same = r.from(&(*from)[i]) && same
	}
	*joins = append([]Join(nil), *joins...)
	for i := range *joins {
		j := &(*joins)[i]
		same = r.from(&j.Table) && same
		on := r.node(j.On)
		same = same && on == j.On
		j.On = on
	}
	return same
}

func (r *rewriter) update(n *UpdateNode) Node {
	c := *n
	same := r.with(&c.With)
	same = r.from(&c.Table) && same
	same = r.set(&c.Set) && same
	same = r.beside(&c.From, &c.Joins) && same
	same = r.list(&c.Where) && same
	same = r.list(&c.OrderBy) && same
	c.Limit = r.node(n.Limit)
	same = r.list(&c.Returning) && same
	return pick(n, &c, !same || c.Limit != n.Limit)
}

func (r *rewriter) delete(n *DeleteNode) Node {
	c := *n
	same := r.with(&c.With)
	same = r.from(&c.Table) && same
	same = r.beside(&c.From, &c.Joins) && same
	same = r.list(&c.Where) && same
	same = r.list(&c.OrderBy) && same
	c.Limit = r.node(n.Limit)
	same = r.list(&c.Returning) && same
	return pick(n, &c, !same || c.Limit != n.Limit)
}

func (r *rewriter) merge(n *MergeNode) Node {
	c := *n
	same := r.with(&c.With)
	same = r.from(&c.Table) && same
	same = r.from(&c.From) && same
	c.On = r.node(n.On)
	c.Whens = append([]MergeWhen(nil), n.Whens...)
	for i := range c.Whens {
		same = r.list(&c.Whens[i].If) && same
		same = r.set(&c.Whens[i].Set) && same
	}
	same = r.list(&c.Returning) && same
	return pick(n, &c, !same || c.On != n.On)
}
