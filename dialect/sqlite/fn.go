package sqlite

import (
	"strconv"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

const (
	// the parts of a text that a time is stored as: 2006-01-02 15:04:05.000000
	day        = "substr({0}, 1, 10)"
	seconds    = "substr({0}, 1, 19)" // without the fraction, which SQLite would round
	ofEpoch0   = "CAST(strftime('%s', substr({0}, 1, 19)) AS INTEGER)"
	ofEpoch1   = "CAST(strftime('%s', substr({1}, 1, 19)) AS INTEGER)"
	fraction0  = "CAST(substr({0}, 21, 6) AS INTEGER)"
	fraction1  = "CAST(substr({1}, 21, 6) AS INTEGER)"
	filling    = "replace(hex(zeroblob({1})), '00', {2})"
	timeFormat = "%Y-%m-%d %H:%M:%f000"
)

// forms are the functions that SQLite writes in one way.
var forms = map[sql.Fn]compile.Form{
	sql.FnBitXor:    {Text: "({0!} | {1!}) - ({0!} & {1!})", Own: compile.PrecAdd},
	sql.FnShiftLeft: compile.Infix("<<", compile.PrecConcat), sql.FnShiftRight: compile.Infix(">>", compile.PrecConcat),
	sql.FnLength: compile.Call("length"), sql.FnPosition: compile.Call("instr"),
	sql.FnLeft: {Text: "substr({0}, 1, {1})"}, sql.FnRight: {Text: "substr({0}, -{1!}, {1})"},
	sql.FnPadLeft:     {Text: "CASE WHEN length({0}) >= {1} THEN substr({0}, 1, {1}) ELSE substr(" + filling + ", 1, {1} - length({0})) || {0!} END"},
	sql.FnPadRight:    {Text: "substr({0!} || " + filling + ", 1, {1})"},
	sql.FnRepeat:      {Text: "replace(hex(zeroblob({1})), '00', {0})"},
	sql.FnRandom:      {Text: "random() / 18446744073709551616.0 + 0.5", Own: compile.PrecAdd},
	sql.FnNow:         {Text: "strftime('" + timeFormat + "', 'now')"}, // as times are stored: UTC, to the microsecond
	sql.FnLocalNow:    {Text: "strftime('" + timeFormat + "', 'now', 'localtime')"},
	sql.FnTimeOfDay:   {Text: "strftime('%H:%M:%f000', 'now')"},
	sql.FnTimeBetween: {Text: "(" + ofEpoch0 + " - " + ofEpoch1 + ") * 1000000 + " + fraction0 + " - " + fraction1, Own: compile.PrecAdd},
}

// fields are the parts of a time as whole numbers.
var fields = map[string]compile.Form{
	"year": number("%Y"), "month": number("%m"), "day": number("%d"), "hour": number("%H"), "minute": number("%M"), "second": number("%S"),
	"week": number("%V"), "isoyear": number("%G"), "doy": number("%j"), "dow": number("%w"), "isodow": number("%u"), "epoch": number("%s"),
	"microsecond": {Text: fraction0},
	"quarter":     {Text: "(" + number("%m").Text + " + 2) / 3", Own: compile.PrecMul},
}

func number(format string) compile.Form {
	return compile.Form{Text: "CAST(strftime('" + format + "', " + seconds + ") AS INTEGER)"}
}

// days are the first days of units.
var days = map[string]string{
	"year": "date(" + day + ", 'start of year')", "month": "date(" + day + ", 'start of month')", "day": "date(" + day + ")",
	"week":    "date(" + day + ", '-6 days', 'weekday 1')",
	"quarter": "date(" + day + ", 'start of month', '-' || ((CAST(strftime('%m', " + day + ") AS INTEGER) - 1) % 3) || ' months')",
}

// Fn writes functions as SQLite has them. Regular expressions and statistics are
// functions of the bundled driver.
func (g grammar) Fn(c *compile.Compiler, n *sql.CallNode, p compile.Prec) {
	if f, ok := forms[n.Fn]; ok {
		c.Form(f, n, p)
		return
	}
	form := func(text string, own compile.Prec) { c.Form(compile.Form{Text: text, Own: own}, n, p) }
	isDate := false
	if len(n.Args) > 0 {
		t := sql.TypeOf(n.Args[0])
		isDate = t != nil && t.Kind == sqltype.KindDate
	}
	switch n.Fn {
	case sql.FnRegexp:
		if n.Word == "i" {
			form("{0!} REGEXP ('(?i)' || {1!})", compile.PrecCompare)
			return
		}
		form("{0!} REGEXP {1!}", compile.PrecCompare)
	case sql.FnRegexpReplace:
		if n.Word == "i" {
			form("regexp_replace({0}, '(?i)' || {1!}, {2})", 0)
			return
		}
		form("regexp_replace({0}, {1}, {2})", 0)
	case sql.FnGreatest, sql.FnLeast:
		call := *n
		call.Args = g.Comparable(n.Args)
		c.Form(compile.Call(map[sql.Fn]string{sql.FnGreatest: "max", sql.FnLeast: "min"}[n.Fn]), &call, p)
	case sql.FnRound: // the halves of decimal texts, also where the binary number beside one is less or more
		form("CASE WHEN abs({0!} * pow(10, {1})) < 1e15 THEN round(CAST(printf('%.15g', {0!} * pow(10, {1})) AS REAL)) / pow(10, {1}) + 0.0 ELSE round({0}, {1}) END", 0)
	case sql.FnReverse:
		c.Unsupported(n.Fn.Lacking())
	case sql.FnExtract:
		c.Form(fields[n.Word], n, p)
	case sql.FnTruncate:
		first, ok := days[n.Word]
		switch {
		case ok && isDate:
			form(first, 0)
		case ok:
			form(first+" || ' 00:00:00.000000'", compile.PrecConcat)
		default:
			format := map[string]string{"hour": "%Y-%m-%d %H:00:00", "minute": "%Y-%m-%d %H:%M:00", "second": "%Y-%m-%d %H:%M:%S"}[n.Word]
			form("strftime('"+format+".000000', "+seconds+")", 0)
		}
	case sql.FnDaysBetween:
		part := func(i int) string {
			if k := kindOf(n.Args[i]); k == sqltype.KindTimestamp || k == sqltype.KindTimestampTZ { // the days, and not how long
				return "julianday(substr({" + strconv.Itoa(i) + "}, 1, 10))"
			}
			return "julianday({" + strconv.Itoa(i) + "})"
		}
		form("CAST("+part(0)+" - "+part(1)+" AS INTEGER)", 0)
	case sql.FnAddTime:
		if n.Word != "whole" {
			// in microseconds, since SQLite knows no more than thousandths of a second
			const micros = "(" + fraction0 + " + {1!})"
			const rest = "((" + micros + " % 1000000 + 1000000) % 1000000)"
			form("strftime('%Y-%m-%d %H:%M:%S', "+seconds+", (("+micros+" - "+rest+") / 1000000) || ' seconds') || printf('.%06d', "+rest+")", compile.PrecConcat)
			return
		}
		form("strftime('%Y-%m-%d %H:%M:%S', "+seconds+", ({1!} / 1000000) || ' seconds') || substr({0}, 20)", compile.PrecConcat)
	case sql.FnAddUnits:
		moved := "date(" + day + ", {1!} || ' " + n.Word + "s', 'floor')"
		if isDate {
			form(moved, 0)
			return
		}
		form(moved+" || substr({0}, 11)", compile.PrecConcat)
	case sql.FnBoolAnd:
		c.WriteCall("min", n)
	case sql.FnBoolOr:
		c.WriteCall("max", n)
	case sql.FnStringAgg:
		if n.Distinct && n.Word != "," {
			c.Unsupported("DISTINCT in an aggregate with a separator other than a comma", "select the distinct values in a subquery")
			return
		}
		c.WriteCallArgs("group_concat", n, func() {
			c.List(n.Args)
			if !n.Distinct {
				c.Raw(", ")
				c.TextLiteral(n.Word)
			}
		})
		c.WriteFilter(n)
		c.WriteOver(n)
	case sql.FnCorr, sql.FnCovarPop, sql.FnCovarSamp:
		c.WriteCall(n.Fn.Name(), n)
	case sql.FnPercentileCont, sql.FnPercentileDisc, sql.FnMode:
		g.ordered(c, n)
	case sql.FnJSONCell:
		g.jsonCell(c, n, p)
	case sql.FnJSONAgg, sql.FnJSONObjectAgg:
		jsonAgg(c, n)
	case sql.FnJSONObject, sql.FnJSONArray:
		c.Raw(n.Fn.Name() + "(")
		members(c, n)
		c.Raw(")")
	case sql.FnFullText:
		if len(n.Args) > 2 {
			c.Unsupported(n.Fn.Lacking())
			return
		}
		form("{1!} MATCH {0!}", compile.PrecCompare)
	default:
		if n.Fn >= sql.FnJSONGet && n.Fn <= sql.FnJSONMatch {
			g.json(c, n, p)
			return
		}
		g.ANSI.Fn(c, n, p)
	}
}

// ordered writes an ordered-set aggregate, which is a function of the value and the
// share here.
func (g grammar) ordered(c *compile.Compiler, n *sql.CallNode) {
	x := n.Within[0]
	desc := false
	if o, ok := x.(*sql.OrderNode); ok {
		x, desc = o.X, o.Desc
	}
	if len(n.Within) > 1 || desc && n.Fn == sql.FnPercentileDisc {
		c.Unsupported("that order in "+n.Fn.Name(), "sort by one expression, the smallest first")
		return
	}
	call := *n
	call.Within = nil
	if isDecimal(sql.TypeOf(x)) { // a text, whose order is not that of numbers
		x = &sql.CastNode{X: x, Type: asNumber}
	}
	c.WriteCallArgs(n.Fn.Name(), &call, func() {
		c.Top(x)
		for _, share := range n.Args {
			c.Raw(", ")
			if desc {
				c.Raw("1 - ")
			}
			c.Operand(share, compile.PrecPrimary)
		}
	})
	c.WriteFilter(n)
	c.WriteOver(n)
}

// Rollup is refused.
func (grammar) Rollup(c *compile.Compiler, n *sql.CallNode, _ bool) { c.Unsupported(n.Fn.Lacking()) }

// InValues is true: SQLite has no list of rows otherwise.
func (grammar) InValues() bool { return true }

// Compare writes = ANY and != ALL of a query as IN and NOT IN, and refuses the others.
func (g grammar) Compare(c *compile.Compiler, n *sql.BinaryNode, p compile.Prec) {
	q, ok := n.R.(*sql.CallNode)
	switch {
	case isArray(n.L) || isArray(n.R):
		c.Unsupported(sql.FnArray.Lacking())
		return
	case (isJSON(n.L) || isJSON(n.R)) && n.Op != sql.OpEq && n.Op != sql.OpNe:
		c.Unsupported("order among JSON documents", "compare the values of paths: Path(…).Int()")
		return
	case isJSON(n.L) || isJSON(n.R):
		end := ""
		if n.Op == sql.OpNe {
			end = c.Open(compile.PrecNot, p)
			c.Raw("NOT ")
		}
		equalJSON(c, n.L, n.R)
		c.Raw(end)
		return
	}
	if !ok || q.Fn != sql.FnAny && q.Fn != sql.FnAll {
		g.ANSI.Compare(c, n, p)
		return
	}
	in := n.Op == sql.OpEq && q.Fn == sql.FnAny
	if !in && (n.Op != sql.OpNe || q.Fn != sql.FnAll) {
		c.Unsupported(q.Fn.Lacking())
		return
	}
	c.Operand(&sql.InNode{X: n.L, List: q.Args[0], Not: !in}, p)
}
