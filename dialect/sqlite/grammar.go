package sqlite

import (
	"strings"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

const (
	maxBinds    = 32766 // SQLITE_MAX_VARIABLE_NUMBER
	manyMembers = 8192  // of a list whose members have a placeholder each while they are fewer
)

type grammar struct{ compile.ZeroOne }

func (grammar) Lexis() sql.Lexis          { return sql.LexisSQLite }
func (grammar) Name() string              { return "sqlite" }
func (grammar) Reserved(word string) bool { return reserved[word] }
func (grammar) MaxBinds() int             { return maxBinds }

// RefusesIdent refuses what SQLite keeps for itself.
func (grammar) RefusesIdent(name string) string {
	if len(name) >= 7 && strings.EqualFold(name[:7], "sqlite_") && !strings.EqualFold(name, "sqlite_master") &&
		!strings.EqualFold(name, "sqlite_schema") && !strings.EqualFold(name, "sqlite_sequence") {
		return "names that begin with sqlite_ are SQLite's own"
	}
	return ""
}

// RefusesLabel refuses true and false, by which a subquery's column cannot be reached.
func (grammar) RefusesLabel(name string) string {
	if strings.EqualFold(name, "true") || strings.EqualFold(name, "false") {
		return "as a label it names no column outside of a subquery"
	}
	return ""
}

// In compares with the members of a JSON array, one text for lists of any length,
// where JSON holds the values as the column does. Others get a placeholder each.
func (g grammar) In(c *compile.Compiler, n *sql.InNode, l *sql.ListNode) {
	if !inJSON(l.Type) {
		if isDecimal(l.Type) && c.Many(l, manyMembers) {
			inDecimals(c, n, l)
			return
		}
		if _, column := n.X.(*sql.ColumnNode); !column && isDecimal(l.Type) {
			if !stored(n.X) { // a number, which is no text
				c.Raw("CAST(")
				c.Top(n.X)
				c.Raw(" AS NUMERIC)")
				if n.Not {
					c.Raw(" NOT")
				}
				c.Raw(" IN (")
				for i := range sql.PaddedLen(len(l.Values)) {
					if i > 0 {
						c.Raw(", ")
					}
					c.Raw("CAST(")
					c.Cell(l, i)
					c.Raw(" AS NUMERIC)")
				}
				c.Raw(")")
				return
			}
			// IN compares by the collation of its left side alone.
			c.Raw("(")
			c.Top(n.X)
			c.Raw(") COLLATE decimal")
			if n.Not {
				c.Raw(" NOT")
			}
			c.Raw(" IN ")
			c.Members(l)
			return
		}
		c.EachBind(n, l)
		return
	}
	c.Operand(n.X, compile.PrecConcat)
	if n.Not {
		c.Raw(" NOT")
	}
	c.Raw(" IN (SELECT value FROM json_each(")
	c.ArrayBind(l)
	c.Raw("))")
}

// Placeholder is ?, and in comparisons a decimal has its collation with it: decimals are
// texts, and an expression of a column has lost the column's collation. So it has where it is
// a column of a subquery, which takes the collation over.
func (grammar) Placeholder(c *compile.Compiler, _ int, t *sqltype.Desc) {
	c.Raw("?")
	if selecting, kept := c.Selecting(); isDecimal(t) && (c.Comparing() || selecting && kept) {
		c.Raw(" COLLATE decimal")
	}
}

func isDecimal(t *sqltype.Desc) bool { return t != nil && t.Kind == sqltype.KindNumeric }

func inJSON(t *sqltype.Desc) bool {
	if t == nil {
		return false
	}
	switch t.Kind {
	case sqltype.KindSmallInt, sqltype.KindInteger, sqltype.KindBigInt, sqltype.KindString, sqltype.KindText, sqltype.KindEnum,
		sqltype.KindUUID, sqltype.KindDate, sqltype.KindTime, sqltype.KindTimestamp, sqltype.KindTimestampTZ:
		return true
	}
	return false
}

// Concat writes ||. A truth value is true or false, as elsewhere.
func (grammar) Concat(c *compile.Compiler, n *sql.BinaryNode, p compile.Prec) {
	c.Infix(n.Op, compile.TruthText(n.L), compile.TruthText(n.R), p)
}

// Frame refuses a RANGE over what is a text here, between which there are no distances.
func (g grammar) Frame(c *compile.Compiler, f *sql.FrameNode) {
	for _, by := range []sql.Node{f.From.By, f.To.By} {
		switch t := sql.TypeOf(by); {
		case by == nil || t == nil || f.Unit != "RANGE":
		case t.Kind == sqltype.KindInterval:
			c.Unsupported("RANGE over times", "order by Extract(Epoch, …) and give the seconds")
			return
		case isDecimal(t):
			c.Unsupported("RANGE over decimals", "order by Cast(x, sqltype.Double), and give the distance as a float")
			return
		}
	}
	g.ANSI.Frame(c, f)
}

// Like folds the case of ASCII letters always: that is what SQLite's LIKE does.
func (g grammar) Like(c *compile.Compiler, n *sql.LikeNode, p compile.Prec) {
	end := c.Open(compile.PrecCompare, p)
	side := func(x sql.Node) {
		if !n.Fold {
			c.Operand(x, compile.PrecConcat)
			return
		}
		c.Raw("lower(")
		c.Top(x)
		c.Raw(")")
	}
	side(n.X)
	if n.Not {
		c.Raw(" NOT")
	}
	c.Raw(" LIKE ")
	side(n.Pattern)
	if n.Escape != 0 {
		c.Raw(" ESCAPE " + quoted(string(n.Escape)))
	}
	c.Raw(end)
}

// Distinct writes IS NOT and IS, which compare NULLs as values.
func (g grammar) Distinct(c *compile.Compiler, n *sql.BinaryNode, p compile.Prec) {
	end := c.Open(compile.PrecCompare, p)
	c.Operand(n.L, compile.PrecConcat)
	if n.Op == sql.OpIsDistinct {
		c.Raw(" IS NOT ")
	} else {
		c.Raw(" IS ")
	}
	c.Operand(n.R, compile.PrecConcat)
	c.Raw(end)
}

// Div is true division: integers, also those in decimals that are texts, are made
// floats first. Division by zero is NULL.
func (g grammar) Div(c *compile.Compiler, n *sql.BinaryNode, p compile.Prec) {
	if sql.TypeOf(n.L).IsFloat() || sql.TypeOf(n.R).IsFloat() {
		c.Infix(n.Op, n.L, n.R, p)
		return
	}
	end := c.Open(compile.PrecMul, p)
	c.Operand(n.L, compile.PrecMul)
	c.Raw(" / (")
	c.Operand(n.R, compile.PrecAdd)
	c.Raw(" + 0.0)")
	c.Raw(end)
}

// FloorDiv corrects the quotient, which SQLite cuts towards zero, where there is a
// remainder and the signs differ.
func (g grammar) FloorDiv(c *compile.Compiler, n *sql.BinaryNode, p compile.Prec) {
	if !sql.TypeOf(n.L).IsInteger() || !sql.TypeOf(n.R).IsInteger() {
		c.Raw("floor(")
		g.Div(c, n, 0)
		c.Raw(")")
		return
	}
	c.FloorQuotient(n, p, func() { c.Infix(sql.OpDiv, n.L, n.R, compile.PrecAdd) }, "(", ")")
}

// Mod of what is no integer is a function: % would cut the operands.
func (g grammar) Mod(c *compile.Compiler, n *sql.BinaryNode, p compile.Prec) {
	if sql.TypeOf(n.L).IsInteger() && sql.TypeOf(n.R).IsInteger() {
		c.Infix(n.Op, n.L, n.R, p)
		return
	}
	c.Raw("mod(")
	c.Top(n.L)
	c.Raw(", ")
	c.Top(n.R)
	c.Raw(")")
}

// Comma writes a comma always: SQLite's joins bind no tighter, and CROSS JOIN would
// fix the order in which the tables are read.
func (grammar) Comma(c *compile.Compiler, _ bool) { c.Raw(", ") }

// Limit writes LIMIT -1 where there is only an OFFSET.
func (g grammar) Limit(c *compile.Compiler, limit, offset sql.Node) {
	if limit == nil {
		c.Raw(" LIMIT -1")
	}
	g.ANSI.Limit(c, limit, offset)
}

// Lock is refused: SQLite locks the whole database.
func (grammar) Lock(c *compile.Compiler, lock, _ string, _ []*sql.TableNode) {
	c.Unsupported("FOR "+lock, "begin the transaction with engine.Immediate: it is then the only one that writes")
}

// SetOperator refuses the ALL of INTERSECT and EXCEPT.
func (g grammar) SetOperator(c *compile.Compiler, op string, all bool) {
	if all && op != "UNION" {
		c.Unsupported(op+" ALL", "leave out ALL, or number the rows with RowNumber first")
		return
	}
	g.ANSI.SetOperator(c, op, all)
}

// SetMember wraps the member: SQLite has no parentheses around it.
func (grammar) SetMember(c *compile.Compiler, query func()) {
	c.Raw("SELECT * FROM (")
	query()
	c.Raw(")")
}

// DefaultValue is refused in VALUES and SET.
func (grammar) DefaultValue(c *compile.Compiler) {
	c.Unsupported("DEFAULT as a value", "leave the column out of an INSERT")
}

// ConflictQuery gives the SELECT a WHERE, without which ON would be taken for that of a join.
func (g grammar) ConflictQuery(c *compile.Compiler, n sql.Node) {
	s, ok := n.(*sql.SelectNode)
	switch {
	case !ok || len(s.OrderBy) > 0 || s.Limit != nil || s.Offset != nil || len(s.Sets) == 0 && len(s.Where)+len(s.GroupBy)+len(s.Having) > 0:
		g.ANSI.ConflictQuery(c, n)
	case len(s.Sets) > 0:
		c.Raw("SELECT * FROM ")
		c.Subquery(s)
		c.Raw(" WHERE 1 = 1")
	default:
		few := *s
		few.Where = []sql.Node{&sql.LiteralNode{Word: "TRUE"}}
		g.ANSI.ConflictQuery(c, &few)
	}
}

// MaxTerms is a part of the depth of an expression that SQLite takes, 1,000.
func (grammar) MaxTerms() int { return 200 }

// Returning writes columns without their table, which SQLite knows by no other name.
func (grammar) Returning(c *compile.Compiler, _ sql.Node, items []sql.Node) {
	c.Unqualified(func() { c.ReturningItems(items) })
}
