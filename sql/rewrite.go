package sql

import "slices"

// Rewrite is n with each node replaced by what f makes of it, once its operands,
// clauses, subqueries and CTEs were rewritten. Nothing is changed in place: f gets a
// node that is new where something inside has changed, and returns it or another
// one. What stays the same is shared with n. Extensions are given to f and not
// entered.
//
// A column of a subquery or CTE that was rewritten is the column of the new one.
func Rewrite(n Node, f func(Node) Node) Node {
	return (&rewriter{f: f}).node(n)
}

type rewriter struct {
	f      func(Node) Node
	tables map[*TableNode]*TableNode // of subqueries and CTEs
	ctes   map[*CTENode]*CTENode
}

func (r *rewriter) node(n Node) Node {
	if n == nil {
		return nil
	}
	return r.f(r.inside(n))
}

// inside is n with what it consists of rewritten; n itself when that is the same.
func (r *rewriter) inside(n Node) Node {
	switch n := n.(type) {
	case *TableNode:
		return r.table(n)
	case *ColumnNode:
		return r.column(n)
	case *BinaryNode:
		c := *n
		c.L, c.R = r.node(n.L), r.node(n.R)
		return pick(n, &c, c.L != n.L || c.R != n.R)
	case *UnaryNode:
		c := *n
		c.X = r.node(n.X)
		return pick(n, &c, c.X != n.X)
	case *ListOpNode:
		c := *n
		same := r.list(&c.Xs)
		return pick(n, &c, !same)
	case *InNode:
		c := *n
		c.X, c.List = r.node(n.X), r.node(n.List)
		return pick(n, &c, c.X != n.X || c.List != n.List)
	case *BetweenNode:
		c := *n
		c.X, c.Lo, c.Hi = r.node(n.X), r.node(n.Lo), r.node(n.Hi)
		return pick(n, &c, c.X != n.X || c.Lo != n.Lo || c.Hi != n.Hi)
	case *LikeNode:
		c := *n
		c.X, c.Pattern = r.node(n.X), r.node(n.Pattern)
		return pick(n, &c, c.X != n.X || c.Pattern != n.Pattern)
	case *TupleNode:
		c := *n
		same := r.list(&c.Xs)
		return pick(n, &c, !same)
	case *CallNode:
		return r.call(n)
	case *CastNode:
		c := *n
		c.X = r.node(n.X)
		return pick(n, &c, c.X != n.X)
	case *TypedNode:
		c := *n
		c.X = r.node(n.X)
		return pick(n, &c, c.X != n.X)
	case *CaseNode:
		c := *n
		c.X = r.node(n.X)
		same := c.X == n.X
		c.Whens = append([]Branch(nil), n.Whens...)
		for i, w := range n.Whens {
			c.Whens[i] = Branch{r.node(w.Cond), r.node(w.Then)}
			same = same && c.Whens[i] == w
		}
		c.Else = r.node(n.Else)
		return pick(n, &c, !same || c.Else != n.Else)
	case *LabelNode:
		c := *n
		c.X = r.node(n.X)
		return pick(n, &c, c.X != n.X)
	case *NullableNode:
		c := *n
		c.X = r.node(n.X)
		return pick(n, &c, c.X != n.X)
	case *OrderNode:
		c := *n
		c.X = r.node(n.X)
		return pick(n, &c, c.X != n.X)
	case *ScalarNode:
		c := *n
		c.Query = r.node(n.Query)
		return pick(n, &c, c.Query != n.Query)
	case *ExistsNode:
		c := *n
		c.Query = r.node(n.Query)
		return pick(n, &c, c.Query != n.Query)
	case *TextNode:
		c := *n
		same := r.list(&c.Cols)
		c.Readings = slices.Clone(n.Readings)
		for i, old := range n.Readings {
			if x, ok := r.node(old).(*TextNode); ok && x != old {
				c.Readings[i], same = x, false
			}
		}
		c.Binds = append([]*BindNode(nil), n.Binds...)
		for i, b := range n.Binds {
			if x, ok := r.node(b).(*BindNode); ok && x != b {
				c.Binds[i], same = x, false
			}
		}
		return pick(n, &c, !same)
	case *ValuesNode:
		c := *n
		same := r.rows(&c.Rows)
		return pick(n, &c, !same)
	case *FuncTableNode:
		c := *n
		call, ok := r.node(n.Call).(*CallNode)
		if ok {
			c.Call = call
		}
		return pick(n, &c, c.Call != n.Call)
	case *JoinedNode:
		c := *n
		same := r.from(&c.First)
		same = r.joins(&c.Joins) && same
		return pick(n, &c, !same)
	case *SelectNode:
		return r.sel(n)
	case *InsertNode:
		return r.insert(n)
	case *UpdateNode:
		return r.update(n)
	case *DeleteNode:
		return r.delete(n)
	case *MergeNode:
		return r.merge(n)
	}
	return n
}

// pick is the copy when something in it has changed.
func pick[N any, P interface {
	*N
	Node
}](old, changed P, differs bool) Node {
	if differs {
		return changed
	}
	return old
}

// list rewrites the nodes of a clause; same reports that none has changed.
func (r *rewriter) list(p *[]Node) (same bool) {
	old := *p
	for i, n := range old {
		c := r.node(n)
		if c == n {
			continue
		}
		if &(*p)[0] == &old[0] {
			*p = append([]Node(nil), old...)
		}
		(*p)[i] = c
	}
	return len(old) == 0 || &(*p)[0] == &old[0]
}

func (r *rewriter) set(p *[]Assignment) (same bool) {
	out := append([]Assignment(nil), *p...)
	same = true
	for i, a := range out {
		out[i].Value, out[i].At = r.node(a.Value), r.node(a.At)
		same = same && out[i].Value == a.Value && out[i].At == a.At
	}
	*p = out
	return same
}

// from rewrites a table where only a table can stand.
func (r *rewriter) from(p **TableNode) (same bool) {
	if *p == nil {
		return true
	}
	t, ok := r.node(*p).(*TableNode)
	if !ok || t == *p {
		return true
	}
	*p = t
	return false
}

func (r *rewriter) call(n *CallNode) Node {
	c := *n
	same := r.list(&c.Args)
	same = r.list(&c.OrderBy) && same
	c.Filter = r.node(n.Filter)
	if n.Over != nil {
		w := *n.Over
		whole := r.list(&w.Partition)
		whole = r.list(&w.OrderBy) && whole
		if w.Frame != nil {
			f := *w.Frame
			f.From.By, f.To.By = r.node(f.From.By), r.node(f.To.By)
			if f.From.By != w.Frame.From.By || f.To.By != w.Frame.To.By {
				w.Frame, whole = &f, false
			}
		}
		if !whole {
			c.Over, same = &w, false
		}
	}
	return pick(n, &c, !same || c.Filter != n.Filter)
}

func (r *rewriter) sel(n *SelectNode) Node {
	c := *n
	same := r.with(&c.With)
	same = r.list(&c.Items) && same
	c.From = append([]*TableNode(nil), n.From...)
	for i := range c.From {
		same = r.from(&c.From[i]) && same
	}
	same = r.joins(&c.Joins) && same
	same = r.list(&c.Where) && same
	same = r.list(&c.GroupBy) && same
	same = r.list(&c.Having) && same
	c.Sets = append([]SetPart(nil), n.Sets...)
	for i := range c.Sets {
		c.Sets[i].Query = r.node(n.Sets[i].Query)
		same = same && c.Sets[i].Query == n.Sets[i].Query
	}
	same = r.list(&c.OrderBy) && same
	c.Limit, c.Offset = r.node(n.Limit), r.node(n.Offset)
	if n.More != nil {
		m := *n.More
		whole := r.list(&m.DistinctOn)
		whole = r.sources(&m.LockOf) && whole
		whole = r.sources(&m.Correlated) && whole
		m.Hints = append([]Hint(nil), m.Hints...)
		for i := range m.Hints {
			whole = r.from(&m.Hints[i].Table) && whole
		}
		if !whole {
			c.More, same = &m, false
		}
	}
	return pick(n, &c, !same || c.Limit != n.Limit || c.Offset != n.Offset)
}

func (r *rewriter) rows(p *[][]Node) (same bool) {
	out := append([][]Node(nil), *p...)
	same = true
	for i := range out {
		same = r.list(&out[i]) && same
	}
	*p = out
	return same
}

func (r *rewriter) joins(p *[]Join) (same bool) {
	out := append([]Join(nil), *p...)
	same = true
	for i := range out {
		same = r.from(&out[i].Table) && same
		out[i].On, out[i].Also = r.node(out[i].On), r.node(out[i].Also)
		same = same && out[i].On == (*p)[i].On && out[i].Also == (*p)[i].Also
	}
	*p = out
	return same
}

func (r *rewriter) sources(p *[]*TableNode) (same bool) {
	out := append([]*TableNode(nil), *p...)
	same = true
	for i := range out {
		same = r.from(&out[i]) && same
	}
	*p = out
	return same
}

func (r *rewriter) insert(n *InsertNode) Node {
	c := *n
	same := r.with(&c.With)
	same = r.from(&c.Table) && same
	same = r.rows(&c.Rows) && same
	c.Query = r.node(n.Query)
	if n.Conflict != nil {
		o := *n.Conflict
		whole := r.list(&o.Target)
		o.Where = r.node(o.Where)
		whole = r.set(&o.Set) && whole
		whole = r.list(&o.If) && whole
		if !whole || o.Where != n.Conflict.Where {
			c.Conflict, same = &o, false
		}
	}
	same = r.list(&c.Returning) && same
	return pick(n, &c, !same || c.Query != n.Query)
}

func (r *rewriter) with(p *[]*CTENode) (same bool) {
	out := append([]*CTENode(nil), *p...)
	same = true
	for i, c := range out {
		out[i] = r.cte(c)
		same = same && out[i] == c
	}
	*p = out
	return same
}

// table is t over what its body has become.
func (r *rewriter) table(t *TableNode) *TableNode {
	if t.CTE == nil && t.Body == nil && t.Sample == nil {
		return t
	}
	if c, ok := r.tables[t]; ok {
		return c
	}
	if r.tables == nil {
		r.tables, r.ctes = map[*TableNode]*TableNode{}, map[*CTENode]*CTENode{}
	}
	if t.CTE != nil {
		e := r.cte(t.CTE)
		if c, ok := r.tables[t]; ok { // made while its own body was rewritten
			return c
		}
		if e == t.CTE {
			r.tables[t] = t
			return t
		}
		c := *t
		c.CTE = e
		return r.over(t, &c)
	}
	if s := t.Sample; s != nil {
		percent, seed := r.node(s.Percent), r.node(s.Seed)
		if percent == s.Percent && seed == s.Seed {
			r.tables[t] = t
			return t
		}
		c := *t
		c.Sample = &SampleNode{s.Method, percent, seed}
		return r.over(t, &c)
	}
	b := r.node(t.Body)
	if b == t.Body {
		r.tables[t] = t
		return t
	}
	c := *t
	c.Body = b
	return r.over(t, &c)
}

// over gives c, the successor of t, columns of its own.
func (r *rewriter) over(t, c *TableNode) *TableNode {
	c.Cols = make([]*ColumnNode, len(t.Cols))
	for i, x := range t.Cols {
		y := *x
		y.Table = c
		c.Cols[i] = &y
	}
	if t.Row != nil {
		row := *t.Row
		row.Fields = append([]RowField(nil), row.Fields...)
		for i := range row.Fields {
			for j, x := range t.Cols {
				if row.Fields[i].Column == x {
					row.Fields[i].Column = c.Cols[j]
				}
			}
		}
		c.Row = &row
	}
	r.tables[t] = c
	return c
}

// cte is n with its body rewritten. A recursive one refers to itself, so that its
// successor is there before its body is.
func (r *rewriter) cte(n *CTENode) *CTENode {
	if c, ok := r.ctes[n]; ok {
		return c
	}
	if r.tables == nil {
		r.tables, r.ctes = map[*TableNode]*TableNode{}, map[*CTENode]*CTENode{}
	}
	c := *n
	if n.Recursive {
		r.ctes[n] = &c
		t := *n.Table
		t.CTE = &c
		c.Table = r.over(n.Table, &t)
		c.Body = r.node(n.Body)
		return &c
	}
	if c.Body = r.node(n.Body); c.Body == n.Body {
		r.ctes[n] = n
		return n
	}
	t := *n.Table
	t.CTE = &c
	c.Table = r.over(n.Table, &t)
	r.ctes[n] = &c
	return &c
}

func (r *rewriter) column(n *ColumnNode) *ColumnNode {
	t := n.Table
	if t == nil || t.CTE == nil && t.Body == nil && t.Sample == nil {
		return n
	}
	u := r.table(t)
	if u == t {
		return n
	}
	for i, c := range t.Cols {
		if c == n {
			return u.Cols[i]
		}
	}
	return n
}
