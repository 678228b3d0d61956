package compile

import (
	"strings"

	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// ANSI is the grammar as the standard has it, for dialects to embed. It lacks
// Name, Literal, Cast and FloorDiv, which every dialect writes itself.
type ANSI struct{}

// TryCast is refused.
func (ANSI) TryCast(c *Compiler, _ *sql.CastNode, _ Prec) {
	c.Unsupported("TRY_CAST", "test the text first: WhenExpr(Matches(x, pattern), Cast(x, t)).End() is NULL where it does not match")
}

// Sorted gives x.
func (ANSI) Sorted(x sql.Node) sql.Node { return x }

// MemberQuery writes the query.
func (ANSI) MemberQuery(c *Compiler, n sql.Node) { c.subquery(n) }

// WholeWindow writes nothing.
func (ANSI) WholeWindow(*Compiler) {}

// Lexis is PostgreSQL's: nothing is escaped but by being doubled.
func (ANSI) Lexis() sql.Lexis { return sql.LexisPostgreSQL }

// Quote is the double quote.
func (ANSI) Quote() byte { return '"' }

// MaxIdent has no limit.
func (ANSI) MaxIdent() (int, bool) { return 0, false }

// RefusesIdent refuses nothing.
func (ANSI) RefusesIdent(string) string { return "" }

// RefusesLabel refuses nothing.
func (ANSI) RefusesLabel(string) string { return "" }

// Placeholder writes ?.
func (ANSI) Placeholder(c *Compiler, _ int, _ *sqltype.Desc) { c.Raw("?") }

// Numbered is false.
func (ANSI) Numbered() bool { return false }

// TypeNumber knows none.
func (ANSI) TypeNumber(*sqltype.Desc) uint32 { return 0 }

// Bool writes TRUE or FALSE.
func (ANSI) Bool(c *Compiler, v bool) {
	if v {
		c.Raw("TRUE")
	} else {
		c.Raw("FALSE")
	}
}

// Constant writes TRUE or FALSE.
func (ANSI) Constant(c *Compiler, v bool, _ Prec) { ANSI{}.Bool(c, v) }

// Comparable gives xs.
func (ANSI) Comparable(xs []sql.Node) []sql.Node { return xs }

// Alternatives gives xs.
func (ANSI) Alternatives(xs []sql.Node) []sql.Node { return xs }

// Incomparable is nothing.
func (ANSI) Incomparable(sql.Node) string { return "" }

// Compare writes the operator between its operands.
func (ANSI) Compare(c *Compiler, n *sql.BinaryNode, p Prec) { c.Infix(n.Op, n.L, n.R, p) }

// Between writes X [NOT] BETWEEN lo AND hi; a symmetric one has the smaller of both
// in front, by the dialect's functions.
func (ANSI) Between(c *Compiler, n *sql.BetweenNode, p Prec) {
	ends := [...]sql.Node{n.X, n.Lo, n.Hi}
	c.WriteBetween(n.Not, p, func(i int) {
		if !n.Symmetric || i == 0 {
			c.expr(ends[i], PrecConcat)
			return
		}
		f := sql.FnLeast
		if i == 2 {
			f = sql.FnGreatest
		}
		c.expr(&sql.CallNode{Fn: f, Name: f.Name(), Args: ends[1:], Type: sql.TypeOf(n.Lo)}, PrecConcat)
	})
}

// WriteBetween writes [NOT] BETWEEN, its three operands by operand.
func (c *Compiler) WriteBetween(not bool, p Prec, operand func(i int)) {
	end := c.Open(PrecCompare, p)
	operand(0)
	if not {
		c.Raw(" NOT")
	}
	c.Raw(" BETWEEN ")
	operand(1)
	c.Raw(" AND ")
	operand(2)
	c.Raw(end)
}

// In writes a placeholder for each member.
func (ANSI) In(c *Compiler, n *sql.InNode, l *sql.ListNode) { c.EachBind(n, l) }

// InNothing writes a query without rows.
func (ANSI) InNothing(c *Compiler, l sql.TextList) {
	if l.Not {
		c.Raw(" NOT")
	}
	c.Raw(" IN (SELECT NULL")
	c.Raw(strings.Repeat(", NULL", len(l.Types)-1))
	c.Raw(" FROM (SELECT 1 AS one) AS none WHERE 1 != 1)")
}

// Recursive gives both as they are.
func (ANSI) Recursive(first, next sql.Node) (a, b sql.Node) { return first, next }

// MaxTerms has no limit.
func (ANSI) MaxTerms() int { return 0 }

// Having leaves the conditions where they are.
func (ANSI) Having(n *sql.SelectNode, where []sql.Node) (rows, groups []sql.Node) {
	return where, n.Having
}

// InValues is false.
func (ANSI) InValues() bool { return false }

// Distinct writes IS [NOT] DISTINCT FROM.
func (ANSI) Distinct(c *Compiler, n *sql.BinaryNode, p Prec) {
	end := c.Open(PrecCompare, p)
	c.expr(n.L, PrecConcat)
	if n.Op == sql.OpIsDistinct {
		c.Raw(" IS DISTINCT FROM ")
	} else {
		c.Raw(" IS NOT DISTINCT FROM ")
	}
	c.expr(n.R, PrecConcat)
	c.Raw(end)
}

// Concat writes ||.
func (ANSI) Concat(c *Compiler, n *sql.BinaryNode, p Prec) { c.Infix(n.Op, n.L, n.R, p) }

// Mod writes %.
func (ANSI) Mod(c *Compiler, n *sql.BinaryNode, p Prec) { c.Infix(n.Op, n.L, n.R, p) }

// words are functions that the standard has without parentheses.
var words = map[string]bool{"current_user": true, "session_user": true, "system_user": true, "user": true, "current_role": true, "current_catalog": true,
	"current_schema": true, "current_date": true, "current_time": true, "current_timestamp": true, "localtime": true, "localtimestamp": true}

// Call writes the call under its own name.
func (ANSI) Call(c *Compiler, n *sql.CallNode, _ Prec) {
	if len(n.Args) == 0 && !n.Star && n.Over == nil && words[strings.ToLower(n.Name)] {
		c.Raw(n.Name)
		return
	}
	c.WriteCall(n.Name, n)
}

// Order writes x ASC|DESC NULLS FIRST|LAST.
func (ANSI) Order(c *Compiler, n *sql.OrderNode, x func(sql.Node, Prec)) {
	x(n.X, precLowest)
	c.OrderDirection(n)
	switch n.Nulls {
	case sql.NullsFirst:
		c.Raw(" NULLS FIRST")
	case sql.NullsLast:
		c.Raw(" NULLS LAST")
	}
}

// OrderDirection writes ASC or DESC.
func (c *Compiler) OrderDirection(n *sql.OrderNode) {
	if n.Desc {
		c.Raw(" DESC")
	} else {
		c.Raw(" ASC")
	}
}

// NoFrom writes nothing.
func (ANSI) NoFrom(*Compiler) {}

// Comma writes a comma, or CROSS JOIN where joins follow: a comma binds looser than
// they do, and their conditions would not see what is left of it.
func (ANSI) Comma(c *Compiler, joins bool) {
	if joins {
		c.Raw(" CROSS JOIN ")
	} else {
		c.Raw(", ")
	}
}

// Join writes JOIN and what is before it.
func (ANSI) Join(c *Compiler, k sql.JoinKind) {
	c.Raw([...]string{sql.InnerJoin: "JOIN", sql.LeftOuterJoin: "LEFT OUTER JOIN", sql.FullOuterJoin: "FULL OUTER JOIN", sql.CrossJoin: "CROSS JOIN"}[k])
}

// Limit writes LIMIT n OFFSET m.
func (ANSI) Limit(c *Compiler, limit, offset sql.Node) {
	if limit != nil {
		c.Raw(" LIMIT ")
		c.expr(limit, precLowest)
	}
	if offset != nil {
		c.Raw(" OFFSET ")
		c.expr(offset, precLowest)
	}
}

// Lock writes FOR UPDATE or another lock, and how to wait.
func (ANSI) Lock(c *Compiler, lock, wait string, of []*sql.TableNode) {
	c.Raw(" FOR " + lock)
	for i, t := range of {
		if i == 0 {
			c.Raw(" OF ")
		} else {
			c.Raw(", ")
		}
		c.Ident(t.Ref())
	}
	if wait != "" {
		c.Raw(" " + wait)
	}
}

// SetOperator writes the operator and ALL.
func (ANSI) SetOperator(c *Compiler, op string, all bool) {
	c.Raw(" " + op + " ")
	if all {
		c.Raw("ALL ")
	}
}

// SetMember puts the member in parentheses.
func (ANSI) SetMember(c *Compiler, query func()) { c.parens(query) }

// WithBehindInto is false.
func (ANSI) WithBehindInto() bool { return false }

// WithBeforeWrite is true.
func (ANSI) WithBeforeWrite() bool { return true }

// WritingCTE is false.
func (ANSI) WritingCTE() bool { return false }

// OuterAggregates is true.
func (ANSI) OuterAggregates() bool { return true }

// DefaultRow writes DEFAULT VALUES, which is one row.
func (ANSI) DefaultRow(c *Compiler, n int) {
	if n > 1 {
		c.Unsupported("INSERT of several rows without columns", "name one of the columns in each row, or insert the rows one by one")
		return
	}
	c.Raw(" DEFAULT VALUES")
}

// DefaultValue writes DEFAULT.
func (ANSI) DefaultValue(c *Compiler) { c.Raw("DEFAULT") }

// UpdateSet writes the assignments in their order.
func (ANSI) UpdateSet(c *Compiler, set []sql.Assignment) { c.Set(set) }

// DeleteFrom writes DELETE FROM and the table, with its alias.
func (ANSI) DeleteFrom(c *Compiler, n *sql.DeleteNode) {
	c.Raw("DELETE ")
	c.Prefixes(n.Hints)
	c.Raw("FROM ")
	c.table(n.Table)
}

// ConflictQuery writes the query.
func (ANSI) ConflictQuery(c *Compiler, n sql.Node) { c.query(n) }

// Conflict writes ON CONFLICT (…) DO …, the form of PostgreSQL and SQLite.
func (ANSI) Conflict(c *Compiler, n *sql.InsertNode) {
	x := n.Conflict
	c.Raw(" ON CONFLICT")
	c.ConflictTarget(x)
	if x.Nothing {
		c.Raw(" DO NOTHING")
		return
	}
	if len(x.Target) == 0 && x.Constraint == "" {
		c.failf("OnConflict() without columns can be followed by DoNothing only: DoUpdate wants the columns of the unique constraint")
		return
	}
	c.Raw(" DO UPDATE SET ")
	c.Set(x.Set)
	c.If(x)
}

// Excluded writes excluded.column.
func (ANSI) Excluded(c *Compiler, n *sql.ExcludedNode) {
	c.Raw("excluded.")
	c.Ident(n.Column.Name)
}

// Returning writes RETURNING.
func (ANSI) Returning(c *Compiler, _ sql.Node, items []sql.Node) { c.ReturningItems(items) }
