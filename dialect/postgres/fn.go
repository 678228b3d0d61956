package postgres

import (
	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

const (
	float = "DOUBLE PRECISION"
	utc   = " AT TIME ZONE 'UTC'"
)

// forms are the functions that PostgreSQL writes in one way, whatever the operands are.
var forms = map[sql.Fn]compile.Form{
	sql.FnBitNot:    {Text: "~{0!}", Own: compile.PrecConcat}, // binds looser than arithmetic here
	sql.FnBitXor:    compile.Infix("#", compile.PrecConcat),
	sql.FnShiftLeft: {Text: "CAST({0} AS BIGINT) << {1!}", Own: compile.PrecConcat}, sql.FnShiftRight: {Text: "CAST({0} AS BIGINT) >> {1!}", Own: compile.PrecConcat},
	sql.FnPosition: compile.Call("strpos"),
	sql.FnPower:    {Text: "power(CAST({0} AS " + float + "), CAST({1} AS " + float + "))"},
	sql.FnSqrt:     {Text: "sqrt(CAST({0} AS " + float + "))"}, sql.FnExp: {Text: "exp(CAST({0} AS " + float + "))"},
	sql.FnLn: {Text: "ln(CAST({0} AS " + float + "))"}, sql.FnLog10: {Text: "log(CAST({0} AS " + float + "))"},
	sql.FnNow: compile.Call("now"), sql.FnTimeOfDay: {Text: "LOCALTIME"}, sql.FnLocalNow: {Text: "LOCALTIMESTAMP"},
	sql.FnAddTime:     {Text: "{0!} + {1!}", Own: compile.PrecAdd},
	sql.FnTimeBetween: {Text: "{0!} - {1!}", Own: compile.PrecAdd},
	sql.FnGrouping:    compile.Call("GROUPING"),
}

func interval(n sql.Node) bool {
	t := sql.TypeOf(n)
	return t != nil && t.Kind == sqltype.KindInterval
}

// Fn writes functions as PostgreSQL has them.
func (g grammar) Fn(c *compile.Compiler, n *sql.CallNode, p compile.Prec) {
	if f, ok := forms[n.Fn]; ok {
		c.Form(f, n, p)
		return
	}
	if f, ok := arrays[n.Fn]; ok {
		c.Form(f, n, p)
		return
	}
	form := func(text string, own compile.Prec) { c.Form(compile.Form{Text: text, Own: own}, n, p) }
	switch n.Fn {
	case sql.FnRegexp:
		c.Form(compile.Infix("~"+map[string]string{"i": "*"}[n.Word], compile.PrecConcat), n, p)
	case sql.FnRegexpReplace:
		form("regexp_replace({0}, {1}, {2}, 'g"+n.Word+"')", 0)
	case sql.FnAbs:
		if interval(n.Args[0]) {
			form("greatest({0}, -{0!})", 0)
			return
		}
		form("abs({0})", 0)
	case sql.FnSign:
		if interval(n.Args[0]) {
			form("CAST(sign(EXTRACT(epoch FROM {0})) AS INTEGER)", 0)
			return
		}
		form("CAST(sign({0}) AS INTEGER)", 0)
	case sql.FnRound:
		if sql.TypeOf(n.Args[0]).IsFloat() {
			form("CAST(round(CAST({0} AS NUMERIC), {1}) AS "+float+")", 0)
			return
		}
		form("round({0}, {1})", 0)
	case sql.FnArrayAt:
		elem := sql.TypeOf(n.Args[0])
		for range n.Args[1:] {
			if elem != nil {
				elem = elem.Elem
			}
		}
		if elem != nil && elem.Kind == sqltype.KindArray {
			c.Fail(&compile.UnsupportedError{Dialect: g.Name(), Construct: "one row of an array of arrays", Hint: "name the element with ArrayAt(ArrayAt(a, i), j), or take a part with ArraySlice"})
			return
		}
		form("({0})", 0)
		for i := range n.Args[1:] {
			form("[{"+string(rune('1'+i))+"}]", 0)
		}
	case sql.FnAttribute:
		form("({0}).", 0)
		c.Ident(n.Word)
	case sql.FnNull: // a NULL without a type is a text, or fits nothing
		c.Raw("NULL")
		if n.Type != nil && !g.noCasts {
			c.Raw("::")
			typeName(c, n.Type, false)
		}
	case sql.FnGreatest, sql.FnLeast:
		strict(c, n)
	case sql.FnExtract:
		extract(c, n)
	case sql.FnTruncate:
		switch kind(n.Args[0]) {
		case sqltype.KindDate:
			form("CAST(date_trunc('"+n.Word+"', CAST({0} AS TIMESTAMP)) AS DATE)", 0)
		case sqltype.KindTimestampTZ:
			form("date_trunc('"+n.Word+"', {0}, 'UTC')", 0)
		default:
			form("date_trunc('"+n.Word+"', {0})", 0)
		}
	case sql.FnDaysBetween:
		part := func(i int) string {
			switch at := "{" + string(rune('0'+i)); kind(n.Args[i]) {
			case sqltype.KindTimestamp:
				return "CAST(" + at + "} AS DATE)"
			case sqltype.KindTimestampTZ:
				return "CAST(" + at + "!}" + utc + " AS DATE)"
			default:
				return at + "!}"
			}
		}
		form(part(0)+" - "+part(1), compile.PrecAdd)
	case sql.FnAddUnits:
		by := "make_interval(" + n.Word + "s => {1})"
		switch kind(n.Args[0]) {
		case sqltype.KindDate:
			form("CAST({0!} + "+by+" AS DATE)", 0)
		case sqltype.KindTimestampTZ:
			form("({0!}"+utc+" + "+by+")"+utc, compile.PrecConcat)
		default:
			form("{0!} + "+by, compile.PrecAdd)
		}
	case sql.FnAtZone:
		if kind(n.Args[0]) != sqltype.KindTimestampTZ {
			c.Fail(&compile.UnsupportedError{Dialect: g.Name(), Construct: "AT TIME ZONE of what is no instant", Hint: "it is for columns of type Time"})
			return
		}
		form("{0!} AT TIME ZONE {1!}", compile.PrecConcat)
	case sql.FnBoolAnd, sql.FnBoolOr, sql.FnArrayAgg:
		c.WriteCall(n.Fn.Name(), n)
	case sql.FnStringAgg:
		c.WriteCallArgs("string_agg", n, func() {
			c.List(n.Args)
			c.Raw(", ")
			c.TextLiteral(n.Word)
		})
		c.WriteFilter(n)
		c.WriteOver(n)
	case sql.FnStddevPop, sql.FnStddevSamp, sql.FnVarPop, sql.FnVarSamp:
		if sql.TypeOf(n.Args[0]).IsFloat() {
			c.WriteCall(n.Fn.Name(), n)
			return
		}
		c.Raw("CAST(")
		c.WriteCall(n.Fn.Name(), n)
		c.Raw(" AS " + float + ")")
	case sql.FnCorr, sql.FnCovarPop, sql.FnCovarSamp, sql.FnPercentileDisc, sql.FnMode:
		c.WriteCall(n.Fn.Name(), n)
	case sql.FnPercentileCont:
		c.WriteCall(n.Fn.Name(), n)
	case sql.FnJSONCell:
		g.jsonCell(c, n, p)
	case sql.FnJSONAgg, sql.FnJSONObjectAgg:
		c.WriteCall(n.Fn.Name(), n)
	case sql.FnFullText, sql.FnTSQuery:
		g.search(c, n, p)
	default:
		if n.Fn >= sql.FnJSONGet && n.Fn <= sql.FnJSONMatch {
			g.json(c, n, p)
			return
		}
		g.ANSI.Fn(c, n, p)
	}
}

func kind(n sql.Node) sqltype.Kind {
	if t := sql.TypeOf(n); t != nil {
		return t.Kind
	}
	return sqltype.KindUnknown
}

// strict writes greatest or least, which skip NULLs here, so that they are NULL when
// one of the arguments is.
func strict(c *compile.Compiler, n *sql.CallNode) {
	first := true
	for _, x := range n.Args {
		if !sql.MayBeNull(x, func(*sql.TableNode) bool { return true }) {
			continue
		}
		if first {
			c.Raw("CASE WHEN ")
		} else {
			c.Raw(" OR ")
		}
		first = false
		c.Operand(x, compile.PrecConcat)
		c.Raw(" IS NULL")
	}
	if !first {
		c.Raw(" THEN NULL ELSE ")
	}
	c.WriteCall(n.Fn.Name(), n)
	if !first {
		c.Raw(" END")
	}
}

// extract writes EXTRACT as a whole number, of an instant in UTC.
func extract(c *compile.Compiler, n *sql.CallNode) {
	c.Raw("CAST(")
	field := n.Word
	switch field {
	case "second", "epoch":
		c.Raw("floor(")
	case "microsecond":
		field = "microseconds"
	}
	c.Raw("EXTRACT(" + field + " FROM ")
	switch kind(n.Args[0]) {
	case sqltype.KindTimestampTZ:
		c.Operand(n.Args[0], compile.PrecPrimary)
		c.Raw(utc)
	case sqltype.KindDate:
		c.Raw("CAST(")
		c.Top(n.Args[0])
		c.Raw(" AS TIMESTAMP)")
	default:
		c.Top(n.Args[0])
	}
	c.Raw(")")
	switch n.Word {
	case "second", "epoch":
		c.Raw(")")
	case "microsecond":
		c.Raw(" % 1000000")
	}
	c.Raw(" AS BIGINT)")
}
