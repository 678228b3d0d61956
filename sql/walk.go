package sql

// Walk calls visit for n and, where visit says true, for what n consists of, in
// the order of the key: operands, clauses, the bodies of subqueries and CTEs. A
// recursive CTE is met inside itself, so a visitor that enters tables must
// remember where it has been.
func Walk(n Node, visit func(Node) bool) {
	if n == nil || !visit(n) {
		return
	}
	all := func(ns []Node) {
		for _, n := range ns {
			Walk(n, visit)
		}
	}
	switch n := n.(type) {
	case *TableNode:
		if n.CTE != nil {
			Walk(n.CTE.Body, visit)
		} else {
			Walk(n.Body, visit)
		}
		if n.Sample != nil {
			Walk(n.Sample.Percent, visit)
			Walk(n.Sample.Seed, visit)
		}
	case *ColumnNode:
		Walk(n.Table, visit)
	case *BinaryNode:
		Walk(n.L, visit)
		Walk(n.R, visit)
	case *UnaryNode:
		Walk(n.X, visit)
	case *ListOpNode:
		all(n.Xs)
	case *InNode:
		Walk(n.X, visit)
		Walk(n.List, visit)
	case *BetweenNode:
		Walk(n.X, visit)
		Walk(n.Lo, visit)
		Walk(n.Hi, visit)
	case *LikeNode:
		Walk(n.X, visit)
		Walk(n.Pattern, visit)
	case *TupleNode:
		all(n.Xs)
	case *CallNode:
		all(n.Args)
		all(n.OrderBy)
		all(n.Within)
		Walk(n.Filter, visit)
		if w := n.Over; w != nil {
			all(w.Partition)
			all(w.OrderBy)
			if w.Frame != nil {
				Walk(w.Frame.From.By, visit)
				Walk(w.Frame.To.By, visit)
			}
		}
	case *CastNode:
		Walk(n.X, visit)
	case *TypedNode:
		Walk(n.X, visit)
	case *CaseNode:
		Walk(n.X, visit)
		for _, w := range n.Whens {
			Walk(w.Cond, visit)
			Walk(w.Then, visit)
		}
		Walk(n.Else, visit)
	case *LabelNode:
		Walk(n.X, visit)
	case *NullableNode:
		Walk(n.X, visit)
	case *OrderNode:
		Walk(n.X, visit)
	case *ScalarNode:
		Walk(n.Query, visit)
	case *ExistsNode:
		Walk(n.Query, visit)
	case *ExcludedNode:
		Walk(n.Column, visit)
	case *TextNode:
		for _, r := range n.Readings {
			Walk(r, visit)
		}
		if n.Readings != nil {
			return
		}
		for _, b := range n.Binds {
			Walk(b, visit)
		}
		all(n.Cols)
	case *ValuesNode:
		for _, r := range n.Rows {
			all(r)
		}
	case *FuncTableNode:
		Walk(n.Call, visit)
	case *JoinedNode:
		Walk(n.First, visit)
		walkJoins(n.Joins, visit)
	case *RowsNode:
		for _, l := range n.Lists {
			Walk(l, visit)
		}
	case *SelectNode, *InsertNode, *UpdateNode, *DeleteNode, *MergeNode:
		walkStatement(n, visit)
	case Extension:
		// what an extension consists of is known from its key alone
		n.WriteKey(&Key{visit: visit})
	}
}

func walkStatement(n Node, visit func(Node) bool) {
	all := func(ns []Node) {
		for _, n := range ns {
			Walk(n, visit)
		}
	}
	with := func(cs []*CTENode) {
		for _, c := range cs {
			Walk(c.Table, visit)
		}
	}
	set := func(as []Assignment) {
		for _, a := range as {
			Walk(a.At, visit)
			Walk(a.Value, visit)
		}
	}
	others := func(from []*TableNode, joins []Join) {
		for _, t := range from {
			Walk(t, visit)
		}
		for i := range joins {
			Walk(joins[i].Table, visit)
			Walk(joins[i].On, visit)
		}
	}
	switch n := n.(type) {
	case *SelectNode:
		with(n.With)
		all(n.Items)
		for _, t := range n.From {
			Walk(t, visit)
		}
		walkJoins(n.Joins, visit)
		all(n.Where)
		all(n.GroupBy)
		all(n.Having)
		for _, s := range n.Sets {
			Walk(s.Query, visit)
		}
		all(n.OrderBy)
		Walk(n.Limit, visit)
		Walk(n.Offset, visit)
		if n.More != nil {
			all(n.More.DistinctOn)
		}
	case *InsertNode:
		with(n.With)
		Walk(n.Table, visit)
		for _, r := range n.Rows {
			all(r)
		}
		for _, l := range n.Lists {
			Walk(l, visit)
		}
		Walk(n.Query, visit)
		if c := n.Conflict; c != nil {
			all(c.Target)
			Walk(c.Where, visit)
			set(c.Set)
			all(c.If)
		}
		all(n.Returning)
	case *UpdateNode:
		with(n.With)
		Walk(n.Table, visit)
		set(n.Set)
		others(n.From, n.Joins)
		all(n.Where)
		all(n.OrderBy)
		Walk(n.Limit, visit)
		all(n.Returning)
	case *DeleteNode:
		with(n.With)
		Walk(n.Table, visit)
		others(n.From, n.Joins)
		all(n.Where)
		all(n.OrderBy)
		Walk(n.Limit, visit)
		all(n.Returning)
	case *MergeNode:
		with(n.With)
		Walk(n.Table, visit)
		Walk(n.From, visit)
		Walk(n.On, visit)
		for _, w := range n.Whens {
			all(w.If)
			set(w.Set)
		}
		all(n.Returning)
	}
}

func walkJoins(js []Join, visit func(Node) bool) {
	for i := range js {
		Walk(js[i].Table, visit)
		Walk(js[i].On, visit)
		Walk(js[i].Also, visit)
	}
}
