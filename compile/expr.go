package compile

import (
	"strings"

	"github.com/aludel/aludel/sql"
)

// expr writes an expression. p is how tightly the operator outside binds.
func (c *Compiler) expr(n sql.Node, p Prec) {
	if c.err != nil {
		return
	}
	switch n := n.(type) {
	case *sql.ColumnNode:
		c.column(n)
	case *sql.BindNode:
		c.bind(n, p)
	case *sql.BinaryNode:
		c.binary(n, p)
	case *sql.UnaryNode:
		c.unary(n, p)
	case *sql.ListOpNode:
		c.chain(n, p)
	case *sql.LiteralNode:
		c.word(n)
	case *sql.InNode:
		c.in(n, p)
	case *sql.BetweenNode:
		c.between(n, p)
	case *sql.LikeNode:
		c.g.Like(c, n, p)
	case *sql.TupleNode:
		c.parens(func() { c.List(n.Xs) })
	case *sql.CallNode:
		c.call(n, p)
	case *sql.CastNode:
		if n.Try {
			c.g.TryCast(c, n, p)
		} else {
			c.g.Cast(c, n, p)
		}
	case *sql.TypedNode:
		c.expr(n.X, p)
	case *sql.CaseNode:
		c.caseWhen(n)
	case *sql.LabelNode:
		c.expr(n.X, p)
	case *sql.NullableNode:
		c.expr(n.X, p)
	case *sql.OrderNode:
		c.failf("Asc and Desc belong to an ORDER BY")
	case *sql.ScalarNode:
		if w := widthOf(n.Query); w >= 0 && w != 1 {
			c.failf("a subquery with %d columns is used as a value: it must have one", w)
			return
		}
		c.subquery(n.Query)
	case *sql.ExistsNode:
		c.exists(n, p)
	case *sql.ExcludedNode:
		if !c.upsert {
			c.failf("Excluded(%s) has a meaning in the DoUpdate of an upsert only", n.Column.Name)
			return
		}
		c.g.Excluded(c, n)
	case *sql.TextNode:
		c.fragment(n)
	case *sql.ListNode:
		c.failf("a list of values can stand behind IN only")
	case *sql.TableNode:
		c.failf("the table %s is used where a value is wanted: name one of its columns", n.Ref())
	case *sql.SelectNode, *sql.ValuesNode:
		c.g.MemberQuery(c, n)
	case *sql.RefNode:
		c.failf("Label(%q) names a column of the result, which only OrderBy, GroupBy and DistinctOn know", n.Name)
	case *sql.FuncTableNode, *sql.JoinedNode:
		c.failf("what stands in FROM is used where a value is wanted")
	case *sql.InsertNode, *sql.UpdateNode, *sql.DeleteNode:
		c.failf("an INSERT, UPDATE or DELETE is used where a value is wanted")
	case *sql.ErrNode:
		c.Fail(n.Err)
	case sql.Extension:
		end := c.Open(PrecOr, p)
		n.WriteSQL(c)
		c.Raw(end)
	default:
		c.failf("sql: a node of type %T cannot be written: this is a mistake in aludel", n)
	}
}

// cond writes a condition: TRUE and FALSE are conditions there.
func (c *Compiler) cond(n sql.Node, p Prec) {
	if l, ok := n.(*sql.LiteralNode); ok && (l.Word == "TRUE" || l.Word == "FALSE") {
		c.g.Constant(c, l.Word == "TRUE", p)
		return
	}
	c.expr(n, p)
}

// conds writes conditions with AND between them.
func (c *Compiler) conds(ns []sql.Node) {
	if len(ns) == 1 {
		c.cond(ns[0], precLowest)
		return
	}
	if most := c.g.MaxTerms(); most > 0 && len(ns) > most {
		c.terms(sql.OpAnd, ns)
		return
	}
	first := true
	for _, n := range ns {
		if l, ok := n.(*sql.LiteralNode); ok && l.Word == "TRUE" && len(ns) > 1 {
			continue // it changes nothing beside another
		}
		if !first {
			c.Raw(" AND ")
		}
		first = false
		c.cond(n, PrecAnd)
	}
	if first {
		c.g.Constant(c, true, precLowest)
	}
}

func (c *Compiler) word(n *sql.LiteralNode) {
	switch n.Word {
	case "TRUE", "FALSE":
		c.g.Bool(c, n.Word == "TRUE")
	case "DEFAULT":
		c.failf("DEFAULT has a meaning as the value of a column in INSERT and UPDATE only")
	default:
		c.Raw(n.Word)
	}
}

func (c *Compiler) parens(write func()) {
	c.Raw("(")
	write()
	c.Raw(")")
}

func (c *Compiler) in(n *sql.InNode, p Prec) {
	c.comparing++
	defer func() { c.comparing-- }()
	if l, ok := n.List.(*sql.ListNode); ok {
		if len(l.Values) == 0 {
			c.g.Constant(c, n.Not, p)
			return
		}
		end := c.Open(PrecCompare, p)
		if c.inline {
			c.inWord(n)
			c.parens(func() { c.inlineList(l) })
		} else if w := c.wrapping(l.Type); w != nil && w.Bind != nil {
			c.EachBind(n, l) // around each of which it stands
		} else {
			c.g.In(c, n, l)
		}
		c.Raw(end)
		return
	}
	end := c.Open(PrecCompare, p)
	c.lintIn(n)
	if t, ok := n.List.(*sql.TupleNode); ok {
		xs := c.g.Comparable(append([]sql.Node{n.X}, t.Xs...))
		n = &sql.InNode{X: xs[0], List: &sql.TupleNode{Xs: xs[1:]}, Not: n.Not}
	}
	c.inWord(n)
	if t, ok := n.List.(*sql.TupleNode); ok {
		_, rows := n.X.(*sql.TupleNode)
		c.parens(func() {
			if rows && c.g.InValues() {
				c.Raw("VALUES ")
			}
			c.List(t.Xs)
		})
	} else {
		c.g.MemberQuery(c, n.List)
	}
	c.Raw(end)
}

func (c *Compiler) inWord(n *sql.InNode) {
	c.expr(n.X, PrecCompare+1)
	if n.Not {
		c.Raw(" NOT IN ")
	} else {
		c.Raw(" IN ")
	}
}

func (c *Compiler) inlineList(l *sql.ListNode) {
	for i := range l.Values {
		if i > 0 {
			c.Raw(", ")
		}
		c.member(l, i)
	}
}

func (c *Compiler) caseWhen(n *sql.CaseNode) {
	if len(n.Whens) == 0 {
		c.failf("a CASE without WHEN was used: begin it with sql.When")
		return
	}
	c.Raw("CASE")
	var compared, values []sql.Node
	for _, w := range n.Whens {
		values = append(values, w.Then)
	}
	if n.Else != nil {
		values = append(values, n.Else)
	}
	values = c.g.Alternatives(values)
	if n.X != nil {
		compared = append(compared, n.X)
		for _, w := range n.Whens {
			compared = append(compared, w.Cond)
		}
		compared = c.g.Comparable(compared)
		c.Raw(" ")
		c.operand(compared[0])
	}
	for i, w := range n.Whens {
		c.Raw(" WHEN ")
		if n.X != nil {
			c.operand(compared[1+i])
		} else {
			c.cond(w.Cond, precLowest)
		}
		c.Raw(" THEN ")
		c.expr(values[i], precLowest)
	}
	if n.Else != nil {
		c.Raw(" ELSE ")
		c.expr(values[len(n.Whens)], precLowest)
	}
	c.Raw(" END")
}

// operand writes what a CASE compares.
func (c *Compiler) operand(n sql.Node) {
	c.comparing++
	c.expr(n, PrecConcat)
	c.comparing--
}

func (c *Compiler) exists(n *sql.ExistsNode, p Prec) {
	own := precPrimary
	if n.Not {
		own = PrecNot
	}
	end := c.Open(own, p)
	if n.Not {
		c.Raw("NOT ")
	}
	c.Raw("EXISTS ")
	c.subquery(n.Query)
	c.Raw(end)
}

// fragment writes raw SQL inside an expression: always in parentheses, for
// nothing is known of what is in it.
func (c *Compiler) fragment(n *sql.TextNode) {
	n = n.For(c.g.Lexis())
	c.Raw("(")
	c.text(n)
	if last := n.Parts[len(n.Parts)-1]; strings.Contains(last, "--") || strings.Contains(last, "#") {
		c.Raw("\n") // the end of a comment, or the parenthesis would belong to it
	}
	c.Raw(")")
	c.touches(n)
}

// textList writes a list behind IN in raw SQL, and returns how many binds it took.
func (c *Compiler) textList(n *sql.TextNode, l sql.TextList) int {
	if l.Rows == 0 {
		c.g.InNothing(c, l)
		return 1
	}
	if l.Not {
		c.Raw(" NOT")
	}
	c.Raw(" IN ")
	width := len(l.Types)
	c.parens(func() {
		if width > 1 && c.g.InValues() {
			c.Raw("VALUES ")
		}
		for i := range l.Rows {
			if i > 0 {
				c.Raw(", ")
			}
			row := n.Binds[l.At+i*width : l.At+(i+1)*width]
			if width == 1 {
				c.bind(row[0], precPrimary)
				continue
			}
			c.parens(func() {
				for j, b := range row {
					if j > 0 {
						c.Raw(", ")
					}
					c.bind(b, precPrimary)
				}
			})
		}
	})
	return l.Rows * width
}

func (c *Compiler) text(n *sql.TextNode) {
	n = n.For(c.g.Lexis())
	was := c.inText
	c.inText = true
	lists := n.Lists
	for i := 0; i < len(n.Parts); i++ {
		c.Raw(n.Parts[i])
		switch {
		case len(lists) > 0 && lists[0].At == i:
			i += c.textList(n, lists[0]) - 1
			lists = lists[1:]
		case i < len(n.Binds):
			c.bind(n.Binds[i], precPrimary)
		}
	}
	c.inText = was
}
