package mysql

import (
	"strconv"
	"unicode/utf8"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

const (
	maxBinds = 65535 // a count of 16 bits in the protocol
	maxIdent = 64    // characters
)

type grammar struct {
	compile.ZeroOne
	mysql bool // MySQL, not MariaDB
}

func (grammar) Name() string              { return "mysql" }
func (grammar) Lexis() sql.Lexis          { return sql.LexisMySQL }
func (grammar) Quote() byte               { return '`' }
func (grammar) Reserved(word string) bool { return reserved[word] }
func (grammar) MaxIdent() (int, bool)     { return maxIdent, true }
func (grammar) MaxBinds() int             { return maxBinds }

// RefusesIdent refuses what no quotes can hold: a blank at the end, and
// characters beyond the basic plane.
func (grammar) RefusesIdent(name string) string {
	if name[len(name)-1] == ' ' {
		return "it ends with a blank"
	}
	for _, r := range name {
		if r > 0xffff || r == utf8.RuneError {
			return "it holds a character beyond the basic multilingual plane"
		}
	}
	return ""
}

// RefusesLabel refuses a blank or a control character in front, which would be cut off.
func (grammar) RefusesLabel(name string) string {
	if name != "" && (name[0] <= ' ' || name[0] == 0x7f) {
		return "as a label it would lose the blank or control character in front"
	}
	return ""
}

// Placeholder is ?, and in comparisons and arithmetic CAST of it to a decimal where it is
// one: decimals are bound as texts, and a text beside a decimal is a float, which has 16 digits;
// beside an expression of texts it is even compared letter by letter. Elsewhere a text is what
// the column takes without loss.
//
// In a select list it says what it is: a parameter alone is a text of fixed length, which in a table
// that the server makes for itself loses the blanks at its end, and bytes that are no text. concat
// and not CAST for texts, whose collation then still gives way to that of a column.
func (grammar) Placeholder(c *compile.Compiler, _ int, t *sqltype.Desc) {
	selecting, kept := c.Selecting()
	switch {
	case t == nil:
	case t.Kind == sqltype.KindNumeric && (c.Comparing() || c.Computing() || selecting && kept && t.Precision == 0):
		c.Raw("CAST(? AS DECIMAL(65, 30))")
		return
	case c.Comparing(), !selecting:
	case t.Kind == sqltype.KindBytes:
		c.Raw("CAST(? AS BINARY)")
		return
	case kept && (t.IsText() || t.Kind == sqltype.KindJSON || t.Kind == sqltype.KindJSONB || t.Kind == sqltype.KindSet):
		c.Raw("concat(?)")
		return
	case kept && t.Kind == sqltype.KindNumeric && t.Precision > 0:
		c.Raw("CAST(? AS DECIMAL(" + strconv.Itoa(t.Precision) + ", " + strconv.Itoa(t.Scale) + "))")
		return
	}
	c.Raw("?")
}

// Like folds case by lower(). A pattern without an escape character gets one that
// escapes only itself, or a backslash would escape; ESCAPE ” means that as well
// on MariaDB.
func (g grammar) Like(c *compile.Compiler, n *sql.LikeNode, p compile.Prec) {
	end := c.Open(compile.PrecCompare, p)
	side := func(x sql.Node, doubled bool) {
		if !n.Fold && !doubled {
			c.Operand(x, compile.PrecConcat)
			return
		}
		after := ")"
		if doubled {
			c.Raw("replace(")
			after = ", '|', '||')"
		}
		if n.Fold {
			c.Raw("lower(")
			if doubled {
				after = ")" + after
			}
		}
		c.Top(x)
		c.Raw(after)
	}
	side(n.X, false)
	if n.Not {
		c.Raw(" NOT")
	}
	c.Raw(" LIKE ")
	side(n.Pattern, n.Backslash())
	switch {
	case n.Escape == '\\':
		c.Raw(` ESCAPE char(92)`)
	case n.Escape != 0:
		c.Raw(" ESCAPE " + quoted(string(n.Escape)))
	case n.Backslash():
		c.Raw(" ESCAPE '|'")
	}
	c.Raw(end)
}

// Distinct writes <=>, which compares NULLs as values.
func (g grammar) Distinct(c *compile.Compiler, n *sql.BinaryNode, p compile.Prec) {
	own := compile.PrecCompare
	if n.Op == sql.OpIsDistinct {
		own = compile.PrecNot
	}
	end := c.Open(own, p)
	if n.Op == sql.OpIsDistinct {
		c.Raw("NOT (")
		end = ")" + end
	}
	c.Operand(n.L, compile.PrecConcat)
	c.Raw(" <=> ")
	c.Operand(n.R, compile.PrecConcat)
	c.Raw(end)
}

// Concat writes concat(), for || is OR; a chain of them is one call. A truth value is true
// or false, as elsewhere.
func (g grammar) Concat(c *compile.Compiler, n *sql.BinaryNode, _ compile.Prec) {
	c.Raw("concat(")
	g.parts(c, n)
	c.Raw(")")
}

func (g grammar) parts(c *compile.Compiler, n *sql.BinaryNode) {
	for i, x := range [...]sql.Node{n.L, n.R} {
		if i > 0 {
			c.Raw(", ")
		}
		if b, ok := x.(*sql.BinaryNode); ok && b.Op == sql.OpConcat {
			g.parts(c, b)
			continue
		}
		c.Top(compile.TruthText(x))
	}
}

// Div is true division. What is to be a float is made one first, for a quotient of
// integers has four digits behind the point; one of decimals has four more than the
// dividend, which gets digits therefore. Division by zero is NULL.
func (g grammar) Div(c *compile.Compiler, n *sql.BinaryNode, p compile.Prec) {
	if l := sql.TypeOf(n.L); l != nil && l.Kind == sqltype.KindNumeric && !n.Type.IsFloat() && !sql.TypeOf(n.R).IsFloat() {
		end := c.Open(compile.PrecMul, p)
		c.Raw("CAST(")
		c.Top(n.L)
		c.Raw(" AS DECIMAL(65, 30)) / ")
		c.Operand(n.R, compile.PrecNeg)
		c.Raw(end)
		return
	}
	if !n.Type.IsFloat() || sql.TypeOf(n.L).IsFloat() || sql.TypeOf(n.R).IsFloat() {
		c.Infix(n.Op, n.L, n.R, p)
		return
	}
	end := c.Open(compile.PrecMul, p)
	c.Raw("CAST(")
	c.Top(n.L)
	c.Raw(" AS DOUBLE) / ")
	c.Operand(n.R, compile.PrecNeg)
	c.Raw(end)
}

// FloorDiv corrects DIV, which cuts towards zero, where there is a remainder and
// the signs differ.
func (g grammar) FloorDiv(c *compile.Compiler, n *sql.BinaryNode, p compile.Prec) {
	if !sql.TypeOf(n.L).IsInteger() || !sql.TypeOf(n.R).IsInteger() {
		c.Raw("floor(")
		g.Div(c, &sql.BinaryNode{Op: sql.OpDiv, L: n.L, R: n.R, Type: sql.TypeOf(n.L)}, 0)
		c.Raw(")")
		return
	}
	c.FloorQuotient(n, p, func() {
		c.Operand(n.L, compile.PrecMul)
		c.Raw(" DIV ")
		c.Operand(n.R, compile.PrecNeg)
	}, "(", ")")
}

// Order sorts by whether the expression is NULL first, where it is said.
func (g grammar) Order(c *compile.Compiler, n *sql.OrderNode, x func(sql.Node, compile.Prec)) {
	if n.Nulls != sql.NullsDefault {
		// inside of an expression a name is taken for a column, and none is that of an aggregate
		c.Expanded(func() { x(n.X, compile.PrecConcat) })
		c.Raw(" IS NULL")
		if n.Nulls == sql.NullsFirst {
			c.Raw(" DESC")
		}
		c.Raw(", ")
	}
	x(n.X, 0)
	c.OrderDirection(n)
}

// NoFrom writes FROM DUAL.
func (grammar) NoFrom(c *compile.Compiler) { c.Raw(" FROM DUAL") }

// Join refuses FULL JOIN.
func (g grammar) Join(c *compile.Compiler, k sql.JoinKind) {
	if k == sql.FullOuterJoin {
		c.Unsupported("FULL JOIN", "unite a LeftJoin with the rows of the other table that have no partner")
		return
	}
	g.ANSI.Join(c, k)
}
