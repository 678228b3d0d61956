package compile

import (
	"slices"
	"strconv"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/sql"
)

// statement writes n, the whole statement.
func (c *Compiler) statement(n sql.Node) {
	switch n := n.(type) {
	case *sql.SelectNode:
		c.with(n)
		c.outermost = true
		c.query(n)
		c.out.OneRow = oneRow(n)
	case *sql.InsertNode:
		c.out.Verb = driver.Write
		c.insert(n, true)
	case *sql.UpdateNode:
		c.out.Verb = driver.Write
		c.update(n, true)
	case *sql.DeleteNode:
		c.out.Verb = driver.Write
		c.delete(n, true)
	case *sql.ValuesNode:
		c.outermost = true
		c.query(n)
	case *sql.MergeNode:
		c.out.Verb = driver.Write
		c.merge(n, true)
	case *sql.TextNode:
		c.textStatement(n)
		return
	case *sql.ErrNode:
		c.Fail(n.Err)
		return
	case sql.Extension:
		if _, ok := n.(sql.Statement); !ok {
			c.failf("a %T is an expression, and no statement: embed sql.ExtendStatement to make one", n)
			return
		}
		from := len(c.buf)
		n.WriteSQL(c)
		c.classify(&sql.TextNode{Parts: []string{string(c.buf[from:])}})
		return
	default:
		c.failf("sql: a %T is no statement", n)
		return
	}
	c.result(n)
}

// result says what the columns of the statement's rows are.
func (c *Compiler) result(n sql.Node) {
	items := c.resultItems(n)
	if items == nil {
		return
	}
	c.out.Columns = items
	c.out.Names = c.names(items)
	c.out.Nullable = make([]bool, len(items))
	c.nullable(n)
	if s, ok := n.(*sql.SelectNode); ok && len(s.Sets) > 0 {
		c.unite(s)
	}
}

func (c *Compiler) resultItems(n sql.Node) []sql.Node {
	switch n := n.(type) {
	case *sql.SelectNode:
		return c.columns(n)
	case *sql.ValuesNode:
		out := make([]sql.Node, len(n.Cols))
		for i, col := range n.Cols {
			out[i] = col
		}
		return out
	case *sql.InsertNode:
		return spread(n.Returning)
	case *sql.UpdateNode:
		return spread(n.Returning)
	case *sql.DeleteNode:
		return spread(n.Returning)
	case *sql.MergeNode:
		return spread(n.Returning)
	}
	return nil
}

func spread(items []sql.Node) []sql.Node {
	if len(items) == 0 {
		return nil
	}
	return (&sql.SelectNode{Items: items}).Columns()
}

func (c *Compiler) nullable(n sql.Node) {
	s, ok := n.(*sql.SelectNode)
	if !ok {
		for i, item := range c.resultItems(n) {
			c.out.Nullable[i] = c.out.Nullable[i] || sql.MayBeNull(item, nil)
		}
		return
	}
	if len(s.Sets) == 0 || s.Sets[0].Op != "" {
		for i, item := range c.columns(s) {
			if i < len(c.out.Nullable) {
				c.out.Nullable[i] = c.out.Nullable[i] || s.MayBeNull(item)
			}
		}
	}
	for _, part := range s.Sets {
		if part.Op != "EXCEPT" { // which brings no rows of its own
			c.nullable(part.Query)
		}
	}
}

// oneRow reports whether a SELECT gives one row at most, whatever the data.
func oneRow(n *sql.SelectNode) bool {
	if len(n.Sets) > 0 || len(n.GroupBy) > 0 {
		return false
	}
	for _, i := range n.Items {
		if hasAggregate(i) {
			return true
		}
	}
	return false
}

func hasAggregate(n sql.Node) bool {
	switch n.(type) {
	case *sql.ColumnNode, *sql.TableNode:
		return false
	}
	found := false
	sql.Walk(n, func(n sql.Node) bool {
		switch n := n.(type) {
		case *sql.CallNode:
			found = found || n.Agg && n.Over == nil
		case *sql.SelectNode, *sql.TableNode, *sql.ColumnNode:
			return false
		}
		return !found
	})
	return found
}

// subquery writes (query), a query used inside a statement.
func (c *Compiler) subquery(n sql.Node) {
	short, upsert, selecting, kept, expanding := c.short, c.upsert, c.selecting, c.kept, c.expanding
	c.short, c.upsert, c.selecting, c.kept, c.expanding = false, false, false, true, false
	defer func() {
		c.short, c.upsert, c.selecting, c.kept, c.expanding = short, upsert, selecting, kept, expanding
	}()
	c.Raw("(")
	if c.local {
		// the dialect has no WITH in front of this statement: the subquery has its own
		known := c.ctes
		c.local = false
		c.with(n)
		c.query(n)
		c.ctes, c.local = known, true
	} else {
		c.query(n)
	}
	c.Raw(")")
}

// query writes a SELECT, or raw SQL that is one, without what is in front of it.
func (c *Compiler) query(n sql.Node) {
	outermost := c.outermost
	c.outermost = false
	switch n := n.(type) {
	case *sql.SelectNode:
		if len(n.Sets) > 0 {
			c.setOperation(n, outermost)
		} else {
			c.sel(n, outermost)
		}
	case *sql.ValuesNode:
		for _, col := range n.Cols {
			if outermost && c.reads(col) {
				c.failf("VALUES gives column %s as it is stored, but its type is read through SQL: select from the VALUES", col.Name)
			}
		}
		c.values(n)
	case *sql.TextNode:
		c.text(n)
		c.touches(n)
	case *sql.InsertNode, *sql.UpdateNode, *sql.DeleteNode, *sql.MergeNode:
		c.failf("an INSERT, UPDATE or DELETE can be used as a query only with RETURNING, in With(…)")
	case *sql.ErrNode:
		c.Fail(n.Err)
	case nil:
		c.failf("a query is missing")
	default:
		c.failf("sql: a %T is no query", n)
	}
}

// sel writes one SELECT in the order of its clauses.
func (c *Compiler) sel(n *sql.SelectNode, outermost bool) {
	outer, within := c.scope, c.written
	c.scope, c.written = narrowed(outer, n.More), n
	known := c.ctes
	defer func() { c.scope, c.ctes, c.written = outer, known, within }()
	around := c.scope
	from := c.from(n)
	tables := c.room(len(from) + len(n.Joins))
	for _, t := range from {
		tables = t.Leaves(tables)
	}
	for i := range n.Joins {
		tables = n.Joins[i].Table.Leaves(tables)
	}
	c.nested(n, tables)
	c.enter(tables)
	c.lint(n, from)

	c.Raw("SELECT ")
	c.hints(n, sql.HintStatement, nil)
	switch {
	case n.More != nil && len(n.More.DistinctOn) > 0:
		c.g.DistinctOn(c, func() { c.groupItems(n.More.DistinctOn, n, false) })
	case n.Distinct:
		c.Raw("DISTINCT ")
	}
	c.hints(n, sql.HintPrefix, nil)
	if len(n.Items) == 0 {
		c.failf("a SELECT has no items")
		return
	}
	c.selecting = true
	cols := n.Columns()
	if n.Distinct && (n.More == nil || len(n.More.DistinctOn) == 0) {
		c.compared("DISTINCT", cols...)
	}
	names := c.items(cols, c.kept || n.Distinct || len(n.OrderBy) > 0, outermost)
	c.selecting = false
	if len(from) > 0 || len(n.Joins) > 0 {
		c.Raw(" FROM ")
		c.fromClause(n, from, around)
	} else if len(n.Where) > 0 || len(n.GroupBy) > 0 || len(n.Having) > 0 {
		c.g.NoFrom(c)
	}
	where, having := only(n, from), n.Having
	if len(having) > 0 {
		where, having = c.g.Having(n, where)
	}
	c.where(where)
	if len(n.GroupBy) > 0 {
		c.groupBy(n)
	}
	if len(having) > 0 {
		c.Raw(" HAVING ")
		was := c.clause("Having", true)
		c.conds(having)
		c.rowwise = was
	}
	c.namedWindows(n)
	if len(n.OrderBy) > 0 && n.Distinct && !c.told(n, cols) {
		return
	}
	c.tail(n, func(x sql.Node) {
		c.ordering.read = outermost && n.Distinct
		c.orderItem(x, cols)
		c.ordering.read = false
	})
	c.last = selected{n, cols, names}
}

// groupBy writes GROUP BY. An expression with values that the select list has too
// is named by its place there, where each placeholder is a value of its own: the
// database could not see that the two are the same.
func (c *Compiler) groupBy(n *sql.SelectNode) {
	c.Raw(" GROUP BY ")
	was := c.clause("GroupBy", false)
	c.groupItems(n.GroupBy, n, true)
	c.rowwise = was
}

// groupItems writes the expressions of GROUP BY or DISTINCT ON, by place where that is
// allowed. The name of a column of the result stands for what it is.
func (c *Compiler) groupItems(xs []sql.Node, n *sql.SelectNode, byPlace bool) {
	items := n.Columns()
	for i, x := range xs {
		if i > 0 {
			c.Raw(", ")
		}
		if f, ok := x.(*sql.CallNode); ok && f.Fn >= sql.FnRollup && f.Fn <= sql.FnGroupingSets {
			c.g.Rollup(c, f, len(n.GroupBy) == 1)
			continue
		}
		if ref, ok := x.(*sql.RefNode); ok {
			at := c.output(ref, items)
			if at < 0 {
				return
			}
			x = items[at]
		}
		c.compared("GROUP BY", x)
		at := -1
		if byPlace && !c.g.Numbered() && hasBind(x) {
			at = slices.IndexFunc(items, func(item sql.Node) bool { return unlabelled(item) == unlabelled(x) })
		}
		if at >= 0 {
			c.Raw(strconv.Itoa(at + 1))
		} else {
			c.expr(x, precLowest)
		}
	}
}

func unlabelled(n sql.Node) sql.Node {
	if l, ok := n.(*sql.LabelNode); ok {
		return l.X
	}
	return n
}

func hasBind(n sql.Node) bool {
	if _, ok := n.(*sql.ColumnNode); ok {
		return false
	}
	found := false
	sql.Walk(n, func(n sql.Node) bool {
		switch n.(type) {
		case *sql.BindNode, *sql.ListNode:
			found = true
		case *sql.ColumnNode, *sql.TableNode:
			return false
		}
		return !found
	})
	return found
}

func (c *Compiler) where(ns []sql.Node) {
	if len(ns) > 0 {
		c.Raw(" WHERE ")
		was := c.clause("Where", false)
		c.conds(ns)
		c.rowwise = was
	}
}

// tail writes what stands behind a SELECT or a whole set operation.
func (c *Compiler) tail(n *sql.SelectNode, order func(sql.Node)) {
	for i, x := range n.OrderBy {
		if i == 0 {
			c.Raw(" ORDER BY ")
		} else {
			c.Raw(", ")
		}
		order(x)
	}
	c.limit(n)
	c.lock(n)
	c.hints(n, sql.HintSuffix, nil)
}

func (c *Compiler) limit(n *sql.SelectNode) {
	m := n.More
	switch {
	case m != nil && (m.Ties || m.Percent):
		switch {
		case n.Limit == nil:
			c.failf("WithTies belongs to a Limit: there is none")
		case m.Ties && len(n.OrderBy) == 0:
			c.failf("WithTies wants an OrderBy: it gives the rows that sort as the last one does")
		default:
			c.g.Fetch(c, n.Limit, n.Offset, m.Ties, m.Percent)
		}
	case n.Limit != nil || n.Offset != nil:
		c.g.Limit(c, n.Limit, n.Offset)
	}
}

func (c *Compiler) lock(n *sql.SelectNode) {
	var of []*sql.TableNode
	if n.More != nil {
		of = n.More.LockOf
	}
	if n.Lock == "" {
		switch {
		case n.LockWait == "NOWAIT":
			c.failf("NoWait() says how to wait for a lock, but there is none: add ForUpdate() or ForShare()")
		case n.LockWait != "":
			c.failf("SkipLocked() says how to wait for a lock, but there is none: add ForUpdate() or ForShare()")
		case len(of) > 0:
			c.failf("LockOf() says what is locked, but there is no lock: add ForUpdate() or ForShare()")
		}
		return
	}
	for _, t := range of {
		if c.scope == nil || !contains(c.scope.tables, t) {
			c.failf("LockOf(%s): the table is not part of this SELECT", t.Ref())
			return
		}
	}
	switch {
	case n.Distinct, len(n.GroupBy) > 0, len(n.Having) > 0:
		c.failf("rows of a SELECT with DISTINCT, GROUP BY or HAVING cannot be locked, for they are no rows of a table: lock them in a subquery")
		return
	}
	c.g.Lock(c, n.Lock, n.LockWait, of)
}

// items writes a select list; a column that the database would name otherwise
// than [sql.OutputNames] gets AS. compared: the values may be sorted, or told apart.
// outermost: the rows are the statement's own.
func (c *Compiler) items(cols []sql.Node, compared, outermost bool) (names []string) {
	names = c.names(cols)
	for i, n := range cols {
		if i > 0 {
			c.Raw(", ")
		}
		c.noValue(n)
		if outermost && c.read(unlabelled(n)) {
			c.Raw(" AS ")
			c.label(names[i])
			continue
		}
		if compared {
			c.expr(c.g.Sorted(unlabelled(n)), precLowest)
		} else {
			c.expr(n, precLowest)
		}
		if !c.namedByDatabase(n, names[i]) {
			c.Raw(" AS ")
			c.label(names[i])
		}
	}
	return names
}

// noValue refuses what stands beside a comparison only.
func (c *Compiler) noValue(n sql.Node) {
	switch x := unlabelled(n).(type) {
	case *sql.TupleNode:
		c.failf("a tuple is selected, but has no value of its own: select its members, or compare it")
	case *sql.CallNode:
		if x.Fn == sql.FnAny || x.Fn == sql.FnAll || x.Fn == sql.FnArrayAny || x.Fn == sql.FnArrayAll {
			c.failf("%s is selected, but has a meaning right of a comparison only", x.Name)
		}
	}
}

func (c *Compiler) label(name string) {
	if why := c.g.RefusesLabel(name); why != "" {
		c.Fail(&IdentError{Name: name, Dialect: c.g.Name(), Reason: why})
		return
	}
	c.Ident(name)
}

func (c *Compiler) namedByDatabase(n sql.Node, name string) bool {
	switch n := n.(type) {
	case *sql.ColumnNode:
		return meant(n) == nil && c.columnName(n) == name
	case *sql.CallNode:
		return n.Fn == sql.FnAttribute && n.Word == name
	case *sql.NullableNode:
		return c.namedByDatabase(n.X, name)
	}
	return false
}

// names are the output names, those that were made cut to the dialect's length.
func (c *Compiler) names(cols []sql.Node) []string {
	if last := c.last.cols; len(cols) > 0 && len(last) == len(cols) && &last[0] == &cols[0] {
		return c.last.names
	}
	names := sql.OutputNames(cols)
	for i, n := range cols {
		if l, ok := n.(*sql.LabelNode); !ok {
			names[i] = Shortened(c.g, names[i])
		} else if l.Name == "" {
			c.Ident("") // which says that it is empty
		}
	}
	return names
}
