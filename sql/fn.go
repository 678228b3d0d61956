package sql

// A Fn is a function or an operator that is known by its meaning: each dialect
// writes it in its own words, or refuses it. A [CallNode] without one is written
// under its name, as it is.
type Fn uint16

// Functions and operators.
const (
	FnNone Fn = iota

	FnBitAnd
	FnBitOr
	FnBitXor
	FnBitNot
	FnShiftLeft
	FnShiftRight // keeps the sign

	FnCollate // Word: the collation
	FnRegexp  // x, pattern; Word: flags
	FnRegexpReplace
	FnAny      // right of a comparison: a query or an array
	FnAll      // right of a comparison: a query or an array
	FnOperator // Name: its symbol; Word: how tightly it binds

	FnLower
	FnUpper
	FnLength // in characters
	FnOctetLength
	FnTrim
	FnTrimLeft
	FnTrimRight
	FnSubstring // x, from (1 is the first), count
	FnLeft
	FnRight
	FnPosition // of the second in the first, from 1; 0: it is not there
	FnReplace
	FnPadLeft
	FnPadRight
	FnRepeat
	FnReverse
	FnConcatWS // separator, xs…

	FnAbs
	FnSign
	FnRound // x, digits
	FnCeil
	FnFloor
	FnTrunc
	FnPower
	FnSqrt
	FnExp
	FnLn
	FnLog10
	FnRandom
	FnGreatest
	FnLeast

	FnNow
	FnToday
	FnTimeOfDay
	FnLocalNow
	FnExtract     // Word: the field
	FnTruncate    // Word: the unit
	FnAddTime     // x, duration; Word: "whole" seconds
	FnAddUnits    // x, n; Word: the unit
	FnDaysBetween // a - b of dates
	FnTimeBetween // a - b of times
	FnAtZone      // x, name
	FnBoolAnd     // aggregates from here
	FnBoolOr
	FnStringAgg // Word: the separator
	FnArrayAgg
	FnJSONAgg
	FnJSONObjectAgg
	FnStddevPop
	FnStddevSamp
	FnVarPop
	FnVarSamp
	FnCorr
	FnCovarPop
	FnCovarSamp
	FnPercentileCont // p; Within
	FnPercentileDisc
	FnMode

	FnRollup
	FnCube
	FnGroupingSets
	FnGrouping

	FnPercentRank // window functions
	FnCumeDist
	FnNtile
	FnLag
	FnLead
	FnFirstValue
	FnLastValue
	FnNthValue
	fnEnd
)

// fnInfo is what is said of a function: its name in a result, what it is called
// where a dialect lacks it, and what to do then.
type fnInfo struct{ name, title, hint string }

var fnInfos = [...]fnInfo{
	FnBitAnd: {"bit_and", "bitwise AND", ""}, FnBitOr: {"bit_or", "bitwise OR", ""}, FnBitXor: {"bit_xor", "bitwise XOR", ""}, FnBitNot: {"bit_not", "bitwise NOT", ""},
	FnShiftLeft: {"shift_left", "shift of bits", ""}, FnShiftRight: {"shift_right", "shift of bits", ""},
	FnCollate: {"collate", "COLLATE", ""}, FnRegexp: {"regexp", "regular expressions", "compare with Like, or in Go"},
	FnRegexpReplace: {"regexp_replace", "regexp_replace", "replace in Go"}, FnAny: {"any", "ANY", "compare with Min or Max of the query, or use Exists"}, FnAll: {"all", "ALL", "compare with Min or Max of the query, or use Exists"},
	FnOperator: {"anon", "operator of that name", ""},
	FnLower:    {"lower", "lower", ""}, FnUpper: {"upper", "upper", ""}, FnLength: {"char_length", "char_length", ""}, FnOctetLength: {"octet_length", "octet_length", ""},
	FnTrim: {"trim", "trim", ""}, FnTrimLeft: {"ltrim", "ltrim", ""}, FnTrimRight: {"rtrim", "rtrim", ""}, FnSubstring: {"substring", "substring", ""},
	FnLeft: {"left", "left", ""}, FnRight: {"right", "right", ""}, FnPosition: {"position", "position", ""}, FnReplace: {"replace", "replace", ""},
	FnPadLeft: {"lpad", "lpad", ""}, FnPadRight: {"rpad", "rpad", ""}, FnRepeat: {"repeat", "repeat", ""}, FnReverse: {"reverse", "reverse", "reverse the text in Go"}, FnConcatWS: {"concat_ws", "concat_ws", ""},
	FnAbs: {"abs", "abs", ""}, FnSign: {"sign", "sign", ""}, FnRound: {"round", "round", ""}, FnCeil: {"ceil", "ceil", ""}, FnFloor: {"floor", "floor", ""}, FnTrunc: {"trunc", "trunc", ""},
	FnPower: {"power", "power", ""}, FnSqrt: {"sqrt", "sqrt", ""}, FnExp: {"exp", "exp", ""}, FnLn: {"ln", "ln", ""}, FnLog10: {"log10", "log10", ""}, FnRandom: {"random", "random", ""},
	FnGreatest: {"greatest", "greatest", ""}, FnLeast: {"least", "least", ""},
	FnNow: {"now", "now", ""}, FnToday: {"current_date", "current_date", ""}, FnTimeOfDay: {"current_time", "current_time", ""}, FnLocalNow: {"localtimestamp", "localtimestamp", ""},
	FnExtract: {"extract", "EXTRACT of that field", "compute it in Go"}, FnTruncate: {"date_trunc", "truncation to that unit", "compute it in Go"},
	FnAddTime: {"add_time", "addition of a part of a second", "add whole seconds, or compute it in Go"}, FnAddUnits: {"add_units", "addition of that unit", "compute it in Go"},
	FnDaysBetween: {"days_between", "days between", ""}, FnTimeBetween: {"time_between", "time between", ""},
	FnAtZone:  {"at_zone", "AT TIME ZONE with rules that can be relied on", "convert in Go with time.Time.In"},
	FnBoolAnd: {"bool_and", "bool_and", ""}, FnBoolOr: {"bool_or", "bool_or", ""}, FnStringAgg: {"string_agg", "string_agg", ""},
	FnArrayAgg: {"array_agg", "arrays", "use JSONAgg"}, FnJSONAgg: {"json_agg", "json_agg", ""}, FnJSONObjectAgg: {"json_object_agg", "json_object_agg", ""},
	FnStddevPop: {"stddev_pop", "stddev_pop", ""}, FnStddevSamp: {"stddev_samp", "stddev_samp", ""}, FnVarPop: {"var_pop", "var_pop", ""}, FnVarSamp: {"var_samp", "var_samp", ""},
	FnCorr: {"corr", "corr", "compute it in Go"}, FnCovarPop: {"covar_pop", "covar_pop", "compute it in Go"}, FnCovarSamp: {"covar_samp", "covar_samp", "compute it in Go"},
	FnPercentileCont: {"percentile_cont", "percentile_cont as an aggregate", "number the rows with RowNumber and take the one in the middle"},
	FnPercentileDisc: {"percentile_disc", "percentile_disc as an aggregate", "number the rows with RowNumber and take the one that is wanted"},
	FnMode:           {"mode", "mode", "count the values in a subquery and take the most frequent"},
	FnRollup:         {"rollup", "ROLLUP", "unite the queries of each grouping with UnionAll"}, FnCube: {"cube", "CUBE", "unite the queries of each grouping with UnionAll"},
	FnGroupingSets: {"grouping_sets", "GROUPING SETS", "unite the queries of each grouping with UnionAll"}, FnGrouping: {"grouping", "GROUPING", "group by an expression that is never NULL, so that NULL means all"},
	FnPercentRank: {"percent_rank", "percent_rank", ""}, FnCumeDist: {"cume_dist", "cume_dist", ""}, FnNtile: {"ntile", "ntile", ""},
	FnLag: {"lag", "lag", ""}, FnLead: {"lead", "lead", ""}, FnFirstValue: {"first_value", "first_value", ""}, FnLastValue: {"last_value", "last_value", ""}, FnNthValue: {"nth_value", "nth_value", ""},
}

// Name is the function's name, as the column of a result gets it.
func (f Fn) Name() string { return f.info().name }

// Lacking is what a dialect without the function says that it lacks, and what to
// do instead.
func (f Fn) Lacking() (construct, hint string) { i := f.info(); return i.title, i.hint }

func (f Fn) info() fnInfo {
	if int(f) < len(fnInfos) {
		return fnInfos[f]
	}
	return fnInfo{name: "anon", title: "function of that number"}
}

// Fns are all of them, in order.
func Fns() []Fn {
	out := make([]Fn, 0, fnEnd)
	for f := FnNone + 1; f < fnEnd; f++ {
		out = append(out, f)
	}
	return out
}
