package postgres

import (
	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

const (
	maxBinds = 65535 // a count of 16 bits in the protocol
	maxIdent = 63    // NAMEDATALEN - 1; the server cuts longer names silently
)

// name is the dialect's, as in URLs and variants of types.
const name = "postgresql"

type grammar struct {
	compile.ANSI
	noCasts bool
}

func (grammar) Name() string              { return name }
func (grammar) Reserved(word string) bool { return reserved[word] }
func (grammar) MaxIdent() (int, bool)     { return maxIdent, false }
func (grammar) Numbered() bool            { return true }
func (grammar) MaxBinds() int             { return maxBinds }
func (grammar) WritingCTE() bool          { return true }

// Placeholder writes $n::TYPE. The type is never written with a length: a value
// that is too long would be cut without an error.
func (g grammar) Placeholder(c *compile.Compiler, n int, t *sqltype.Desc) {
	c.Raw("$")
	c.Int(n)
	if g.noCasts || t == nil || t.Kind == sqltype.KindUnknown {
		return
	}
	c.Raw("::")
	typeName(c, t, false)
}

// In compares with the members of one array: one text for lists of any length.
func (g grammar) In(c *compile.Compiler, n *sql.InNode, l *sql.ListNode) {
	if l.Type.In(name) != nil && l.Type.In(name).Kind == sqltype.KindArray { // of arrays there is no array that keeps them apart
		c.EachBind(n, l)
		return
	}
	c.Operand(n.X, compile.PrecConcat)
	if n.Not {
		c.Raw(" != ALL (")
	} else {
		c.Raw(" = ANY (")
	}
	c.ArrayBind(l)
	c.Raw(")")
}

// InNothing compares with an empty array, which has the type of what it is compared with,
// or with a query without rows, of the columns' types.
func (g grammar) InNothing(c *compile.Compiler, l sql.TextList) {
	if len(l.Types) == 1 {
		if l.Not {
			c.Raw(" != ALL ('{}')")
		} else {
			c.Raw(" = ANY ('{}')")
		}
		return
	}
	if l.Not {
		c.Raw(" NOT")
	}
	c.Raw(" IN (SELECT ")
	for i, t := range l.Types {
		if i > 0 {
			c.Raw(", ")
		}
		c.Raw("NULL")
		if t != nil {
			c.Raw("::")
			typeName(c, t, false)
		}
	}
	c.Raw(" WHERE FALSE)")
}

// Like says that nothing escapes where a pattern may hold a backslash, which
// would escape otherwise.
func (g grammar) Like(c *compile.Compiler, n *sql.LikeNode, p compile.Prec) {
	end := c.Open(compile.PrecCompare, p)
	c.Operand(n.X, compile.PrecConcat)
	if n.Not {
		c.Raw(" NOT")
	}
	if n.Fold {
		c.Raw(" ILIKE ")
	} else {
		c.Raw(" LIKE ")
	}
	c.Operand(n.Pattern, compile.PrecConcat)
	switch {
	case n.Escape != 0:
		c.Raw(" ESCAPE " + quoted(string(n.Escape)))
	case n.Backslash():
		c.Raw(" ESCAPE ''")
	}
	c.Raw(end)
}

// Div is true division: integers are made numbers with a fraction first. Division
// by zero is an error.
func (g grammar) Div(c *compile.Compiler, n *sql.BinaryNode, p compile.Prec) {
	l, r := sql.TypeOf(n.L), sql.TypeOf(n.R)
	to := ""
	switch {
	case l.IsFloat() || r.IsFloat():
	case n.Type.IsFloat():
		to = "DOUBLE PRECISION"
	case !isNumeric(l) && !isNumeric(r):
		to = "NUMERIC"
	}
	if to == "" {
		c.Infix(n.Op, n.L, n.R, p)
		return
	}
	end := c.Open(compile.PrecMul, p)
	c.Raw("CAST(")
	c.Top(n.L)
	c.Raw(" AS " + to + ") / ")
	c.Operand(n.R, compile.PrecNeg)
	c.Raw(end)
}

// FloorDiv corrects the quotient, which PostgreSQL cuts towards zero, where there
// is a remainder and the signs differ. It is exact and does not overflow.
func (g grammar) FloorDiv(c *compile.Compiler, n *sql.BinaryNode, p compile.Prec) {
	if !sql.TypeOf(n.L).IsInteger() || !sql.TypeOf(n.R).IsInteger() {
		c.Raw("floor(")
		c.Infix(sql.OpDiv, n.L, n.R, 0)
		c.Raw(")")
		return
	}
	c.FloorQuotient(n, p, func() { c.Infix(sql.OpDiv, n.L, n.R, compile.PrecAdd) }, "CAST(", " AS INTEGER)")
}

// Mod of floats goes by way of NUMERIC, for there is no % for them.
func (g grammar) Mod(c *compile.Compiler, n *sql.BinaryNode, p compile.Prec) {
	l, r := sql.TypeOf(n.L), sql.TypeOf(n.R)
	if !l.IsFloat() && !r.IsFloat() {
		c.Infix(n.Op, n.L, n.R, p)
		return
	}
	c.Raw("CAST(CAST(")
	c.Top(n.L)
	c.Raw(" AS NUMERIC) % CAST(")
	c.Top(n.R)
	c.Raw(" AS NUMERIC) AS DOUBLE PRECISION)")
}

// Concat makes a text of one operand where neither is one: || puts texts together only where
// it sees one, and has other meanings for documents.
func (g grammar) Concat(c *compile.Compiler, n *sql.BinaryNode, p compile.Prec) {
	l, r := n.L, n.R
	a, b := sql.TypeOf(l), sql.TypeOf(r)
	document := func(t *sqltype.Desc) bool {
		return t != nil && (t.Kind == sqltype.KindJSON || t.Kind == sqltype.KindJSONB)
	}
	switch {
	case a == nil || b == nil:
	case document(a) || !a.IsText() && !b.IsText():
		l = &sql.CastNode{X: l, Type: sqltype.Text.Desc()}
	}
	if document(b) {
		r = &sql.CastNode{X: r, Type: sqltype.Text.Desc()}
	}
	c.Infix(n.Op, l, r, p)
}

// extreme writes min or max of a type that the database has none for, and reports whether
// there was such a one.
func (g grammar) extreme(c *compile.Compiler, n *sql.CallNode) bool {
	if !n.Agg || n.Name != "min" && n.Name != "max" || len(n.Args) != 1 {
		return false
	}
	by := func(before string, x sql.Node, after string) bool {
		call := *n
		call.Args = []sql.Node{x}
		c.Raw(before)
		c.WriteCall(n.Name, &call)
		c.Raw(after)
		return true
	}
	x := n.Args[0]
	switch t := sql.TypeOf(x).In(name); {
	case t == nil:
	case t.Kind == sqltype.KindBoolean && n.Name == "min":
		c.WriteCall("bool_and", n)
		return true
	case t.Kind == sqltype.KindBoolean:
		c.WriteCall("bool_or", n)
		return true
	case t.Kind == sqltype.KindUUID:
		return by("CAST(", &sql.CastNode{X: x, Type: sqltype.Text.Desc()}, " AS UUID)")
	case t.Kind == sqltype.KindBytes:
		return by("decode(", &sql.CallNode{Name: "encode", Args: []sql.Node{x, &sql.LiteralNode{Word: "'hex'"}}, Type: sqltype.Text.Desc()}, ", 'hex')")
	case t.Kind == sqltype.KindJSONB:
		c.Unsupported(n.Name+" of a JSON document", "take a value out of it: Path(…).Int() or Text()")
		return true
	}
	return false
}

// Incomparable says of JSON that it has no equality here.
func (grammar) Incomparable(x sql.Node) string {
	t := sql.TypeOf(x).In(name)
	for t != nil && t.Kind == sqltype.KindArray {
		t = t.Elem.In(name)
	}
	switch {
	case t == nil:
	case t.Kind == sqltype.KindJSON && !isJSONB(x):
		return "make the column a JSONB: Type(sqltype.JSONB); or take a value out of it: Path(…).Text()"
	case t.Kind == sqltype.KindXML:
		return "cast it to a text"
	}
	return ""
}

// Call makes the mean a float where the database gives a NUMERIC.
func (g grammar) Call(c *compile.Compiler, n *sql.CallNode, p compile.Prec) {
	if g.extreme(c, n) {
		return
	}
	if n.Agg && n.Name == "avg" && n.Type.IsFloat() && len(n.Args) == 1 && !sql.TypeOf(n.Args[0]).IsFloat() {
		c.Raw("CAST(")
		c.WriteCall(n.Name, n)
		c.Raw(" AS DOUBLE PRECISION)")
		return
	}
	g.ANSI.Call(c, n, p)
}

func isNumeric(t *sqltype.Desc) bool { return t != nil && t.Kind == sqltype.KindNumeric }

// Cast writes CAST(x AS type).
func (g grammar) Cast(c *compile.Compiler, n *sql.CastNode, _ compile.Prec) {
	c.Raw("CAST(")
	c.Top(n.X)
	c.Raw(" AS ")
	typeName(c, n.Type, true)
	c.Raw(")")
}
