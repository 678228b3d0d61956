package compile

import (
	"strings"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// A Form is how a dialect writes a function that is known by its meaning. In Text {0}
// is the first argument where a comma or a keyword ends it, {0!} the same as an
// operand of any operator, {*} all of them; Own is how tightly the outermost operator
// of Text binds, 0 where there is none.
type Form struct {
	Text string
	Own  Prec
}

// Call is the form of a function under a name.
func Call(name string) Form { return Form{Text: name + "({*})"} }

// Infix is the form of an operator between two operands, at the precedence where
// databases disagree: what is beside it is put in parentheses.
func Infix(op string, own Prec) Form { return Form{Text: "{0!} " + op + " {1!}", Own: own} }

// Form writes n's arguments into f.
func (c *Compiler) Form(f Form, n *sql.CallNode, p Prec) {
	end := ""
	if f.Own != 0 {
		end = c.Open(f.Own, p)
	}
	text := f.Text
	for {
		i := strings.IndexByte(text, '{')
		if i < 0 {
			break
		}
		c.Raw(text[:i])
		j := i + strings.IndexByte(text[i:], '}')
		switch what := text[i+1 : j]; {
		case what == "*":
			c.List(n.Args)
		case len(what) > 1:
			c.expr(n.Args[what[0]-'0'], precPrimary)
		default:
			c.expr(n.Args[what[0]-'0'], precLowest)
		}
		text = text[j+1:]
	}
	c.Raw(text)
	c.Raw(end)
}

// standard are the forms that all databases know.
var standard = map[sql.Fn]Form{
	sql.FnLower: Call("lower"), sql.FnUpper: Call("upper"), sql.FnReplace: Call("replace"),
	sql.FnTrim: Call("trim"), sql.FnTrimLeft: Call("ltrim"), sql.FnTrimRight: Call("rtrim"), sql.FnSubstring: Call("substr"),
	sql.FnAbs: Call("abs"), sql.FnCeil: Call("ceil"), sql.FnFloor: Call("floor"), sql.FnTrunc: Call("trunc"), sql.FnRound: Call("round"), sql.FnSign: Call("sign"),
	sql.FnPower: Call("power"), sql.FnSqrt: Call("sqrt"), sql.FnExp: Call("exp"), sql.FnLn: Call("ln"), sql.FnLog10: Call("log10"),
	sql.FnLength: Call("char_length"), sql.FnOctetLength: Call("octet_length"), sql.FnLeft: Call("left"), sql.FnRight: Call("right"),
	sql.FnPadLeft: Call("lpad"), sql.FnPadRight: Call("rpad"), sql.FnRepeat: Call("repeat"), sql.FnReverse: Call("reverse"), sql.FnConcatWS: Call("concat_ws"),
	sql.FnRandom: Call("random"), sql.FnToday: {Text: "CURRENT_DATE"},
	sql.FnBitAnd: Infix("&", PrecConcat), sql.FnBitOr: Infix("|", PrecConcat), sql.FnBitNot: {"~{0!}", PrecNeg},
	sql.FnNull: {Text: "NULL"},
	sql.FnAny:  {Text: "ANY {0}"}, sql.FnAll: {Text: "ALL {0}"},
}

// byName are the aggregates and window functions that all databases have under one
// name.
var byName = map[sql.Fn]bool{
	sql.FnPercentRank: true, sql.FnCumeDist: true, sql.FnNtile: true, sql.FnLag: true, sql.FnLead: true,
	sql.FnFirstValue: true, sql.FnLastValue: true, sql.FnNthValue: true,
	sql.FnStddevPop: true, sql.FnStddevSamp: true, sql.FnVarPop: true, sql.FnVarSamp: true,
}

// Fn writes what the standard has of functions, and refuses the others.
func (ANSI) Fn(c *Compiler, n *sql.CallNode, p Prec) {
	if f, ok := standard[n.Fn]; ok {
		c.Form(f, n, p)
		return
	}
	if byName[n.Fn] {
		c.WriteCall(n.Fn.Name(), n)
		return
	}
	c.Unsupported(n.Fn.Lacking())
}

// fn writes a function that is known by its meaning.
func (c *Compiler) fn(n *sql.CallNode, p Prec) {
	switch n.Fn {
	case sql.FnRound, sql.FnCeil, sql.FnFloor, sql.FnTrunc:
		if sql.TypeOf(n.Args[0]).IsInteger() {
			c.expr(n.Args[0], p) // which is whole already
			return
		}
	case sql.FnCollate:
		end := c.Open(PrecNeg, p)
		c.expr(n.Args[0], precPrimary)
		c.Raw(" COLLATE ")
		c.Ident(n.Word)
		c.Raw(end)
		return
	case sql.FnRollup, sql.FnCube, sql.FnGroupingSets:
		c.failf("%s belongs into GroupBy", n.Name)
		return
	case sql.FnOperator:
		own := operatorPrec[n.Word]
		if len(n.Args) == 1 {
			c.Form(Form{n.Name + " {0!}", PrecNeg}, n, p)
			return
		}
		end := c.Open(own, p)
		c.expr(n.Args[0], own+1)
		c.Raw(" " + n.Name + " ")
		c.expr(n.Args[1], own+1)
		c.Raw(end)
		c.out.Session = true // who knows what it does
		return
	}
	c.g.Fn(c, n, p)
}

var operatorPrec = map[string]Prec{"compare": PrecCompare, "concat": PrecConcat, "add": PrecAdd, "mul": PrecMul}

// TextLiteral writes s as a literal: for what a dialect takes in no other way.
func (c *Compiler) TextLiteral(s string) {
	c.g.Literal(c, driver.OfString(s), sqltype.Text.Desc(), precLowest)
}
