package mysql

import (
	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// forms are the functions that MySQL and MariaDB write in one way. Bits are unsigned
// here: they are made signed again.
var forms = map[sql.Fn]compile.Form{
	sql.FnBitAnd: {Text: "CAST({0!} & {1!} AS SIGNED)"}, sql.FnBitOr: {Text: "CAST({0!} | {1!} AS SIGNED)"},
	sql.FnBitXor: {Text: "CAST({0!} ^ {1!} AS SIGNED)"}, sql.FnBitNot: {Text: "CAST(~{0!} AS SIGNED)"},
	sql.FnShiftLeft:  {Text: "CAST({0!} << {1!} AS SIGNED)"},
	sql.FnShiftRight: {Text: "CAST(CASE WHEN {0!} < 0 THEN ~(~{0!} >> {1!}) ELSE {0!} >> {1!} END AS SIGNED)"},
	sql.FnLength:     compile.Call("char_length"), sql.FnPosition: {Text: "locate({1}, {0})"},
	sql.FnTrunc: {Text: "truncate({0}, 0)"}, sql.FnRandom: {Text: "rand()"},
	sql.FnNow: {Text: "UTC_TIMESTAMP(6)"}, sql.FnTimeOfDay: {Text: "CURRENT_TIME(6)"}, sql.FnLocalNow: {Text: "LOCALTIMESTAMP(6)"},
	sql.FnGreatest: compile.Call("greatest"), sql.FnLeast: compile.Call("least"),
	sql.FnDaysBetween: compile.Call("datediff"), sql.FnTimeBetween: {Text: "timestampdiff(MICROSECOND, {1}, {0})"},
	sql.FnAddTime: {Text: "date_add({0}, INTERVAL {1} MICROSECOND)"},
}

// fields are the parts of a time as whole numbers.
var fields = map[string]compile.Form{
	"year": compile.Call("year"), "quarter": compile.Call("quarter"), "month": compile.Call("month"), "day": compile.Call("dayofmonth"),
	"hour": compile.Call("hour"), "minute": compile.Call("minute"), "second": compile.Call("second"), "microsecond": compile.Call("microsecond"),
	"week": {Text: "week({0}, 3)"}, "isoyear": {Text: "yearweek({0}, 3) DIV 100", Own: compile.PrecMul}, "doy": compile.Call("dayofyear"),
	"dow": {Text: "dayofweek({0}) - 1", Own: compile.PrecAdd}, "isodow": {Text: "weekday({0}) + 1", Own: compile.PrecAdd},
	"epoch": {Text: "CAST(floor(timestampdiff(MICROSECOND, '1970-01-01', {0}) / 1000000) AS SIGNED)"},
}

// starts are the first moments of units.
var starts = map[string]string{
	"year": "makedate(year({0}), 1)", "quarter": "makedate(year({0}), 1) + INTERVAL quarter({0}) - 1 QUARTER",
	"month": "date({0}) - INTERVAL dayofmonth({0}) - 1 DAY", "week": "date({0}) - INTERVAL weekday({0}) DAY", "day": "date({0})",
	"hour": "date_format({0}, '%Y-%m-%d %H:00:00')", "minute": "date_format({0}, '%Y-%m-%d %H:%i:00')", "second": "date_format({0}, '%Y-%m-%d %H:%i:%s')",
}

// Fn writes functions as MySQL and MariaDB have them.
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
	// case matters unless it is said, whatever the collation is
	pattern := "concat('(?-i)', {1})"
	if n.Word == "i" {
		pattern = "concat('(?i)', {1})"
	}
	if g.mysql {
		pattern = "{1}"
	}
	flag := map[string]string{"": "'c'", "i": "'i'"}[n.Word]
	switch n.Fn {
	case sql.FnRegexp:
		if g.mysql {
			form("regexp_like({0}, {1}, "+flag+")", 0)
			return
		}
		form("{0!} REGEXP "+pattern, compile.PrecCompare)
	case sql.FnRegexpReplace:
		if g.mysql {
			form("regexp_replace({0}, {1}, {2}, 1, 0, "+flag+")", 0)
			return
		}
		form("regexp_replace({0}, "+pattern+", {2})", 0)
	case sql.FnRound:
		if sql.TypeOf(n.Args[0]).IsFloat() { // whose halves are those of its decimal text, and do not go to the even number
			form("CASE WHEN abs({0!} * pow(10, {1})) < 1e15 THEN CAST(round(CAST({0} AS DECIMAL(65, 30)), {1}) AS DOUBLE) ELSE {0} END", 0)
			return
		}
		if _, column := n.Args[0].(*sql.ColumnNode); !column {
			form("round(CAST({0} AS DECIMAL(65, 30)), {1})", 0) // a decimal that is bound is a text
			return
		}
		form("round({0}, {1})", 0)
	case sql.FnExtract:
		c.Form(fields[n.Word], n, p)
	case sql.FnTruncate:
		if isDate {
			form("CAST("+starts[n.Word]+" AS DATE)", 0)
			return
		}
		form("CAST("+starts[n.Word]+" AS DATETIME(6))", 0)
	case sql.FnAddUnits:
		form("date_add({0}, INTERVAL {1} "+map[string]string{"day": "DAY", "month": "MONTH", "year": "YEAR"}[n.Word]+")", 0)
	case sql.FnBoolAnd:
		g.aggregate(c, "min", n, "", "", func() { c.List(n.Args) })
	case sql.FnBoolOr:
		g.aggregate(c, "max", n, "", "", func() { c.List(n.Args) })
	case sql.FnStringAgg:
		g.concatenation(c, n)
	case sql.FnStddevPop, sql.FnStddevSamp, sql.FnVarPop, sql.FnVarSamp:
		g.aggregate(c, n.Fn.Name(), n, "", "", func() { c.List(n.Args) })
	case sql.FnGrouping:
		if !g.mysql {
			c.Unsupported(n.Fn.Lacking())
			return
		}
		form("GROUPING({*})", 0)
	case sql.FnLag, sql.FnLead:
		if len(n.Args) > 2 && !g.mysql {
			c.Unsupported(n.Fn.Name()+" with a value where there is no such row", "use Coalesce")
			return
		}
		c.WriteCall(n.Fn.Name(), n)
	case sql.FnJSONCell:
		g.jsonCell(c, n, p)
	case sql.FnJSONAgg, sql.FnJSONObjectAgg:
		g.jsonAgg(c, n)
	case sql.FnJSONObject, sql.FnJSONArray:
		c.Raw(n.Fn.Name() + "(")
		g.members(c, n)
		c.Raw(")")
	case sql.FnFullText:
		g.search(c, n)
	default:
		if n.Fn >= sql.FnJSONGet && n.Fn <= sql.FnJSONMatch {
			g.json(c, n, p)
			return
		}
		g.ANSI.Fn(c, n, p)
	}
}
