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
	FnNull     // NULL of the type
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

	// of JSON documents: the document and the steps of a path, whose kinds Word says:
	// k a key, i an index, n one from the end
	FnJSONGet
	FnJSONText
	FnJSONInt
	FnJSONFloat
	FnJSONBool
	FnJSONType
	FnJSONLength
	FnJSONRemove
	FnJSONSet     // and the value
	FnJSONInsert  // where there is none
	FnJSONReplace // where there is one
	FnJSONMerge
	FnJSONContains
	FnJSONHasKey
	FnJSONMatch
	FnJSONObject
	FnJSONArray
	FnJSONCell     // x as a member of a document from which it is read back exactly
	FnJSONElements // in FROM: value, ordinal
	FnJSONMembers  // in FROM: key, value

	FnArray // of arrays
	FnArrayAt
	FnArraySlice
	FnArrayContains
	FnArrayContained
	FnArrayOverlaps
	FnArrayAny // right of a comparison
	FnArrayAll
	FnArrayConcat
	FnArrayAppend
	FnArrayRemove
	FnArrayLength
	FnArrayPosition
	FnUnnest
	FnArrayQuery

	FnAdjacent // of ranges
	FnBefore
	FnAfter
	FnRangeLower
	FnRangeUpper
	FnRangeEmpty
	FnRangeUnion
	FnRangeIntersection
	FnRangeDifference
	FnRangeContains
	FnRangeContained
	FnRangeOverlaps
	FnRangeNotAfter
	FnRangeNotBefore
	FnRangeMerge
	FnRangeLowerInc
	FnRangeUpperInc
	FnRangeLowerInf
	FnRangeUpperInf
	FnNetContains
	FnNetContained
	FnHstoreGet
	FnHstoreHas
	FnHstoreHasAll
	FnHstoreHasAny
	FnHstoreContains
	FnHstoreContained
	FnHstoreConcat
	FnHstoreDelete
	FnHstoreKeys
	FnHstoreValues

	FnFullText // query, texts…; Word: the mode
	FnTSVector
	FnTSQuery
	FnTSMatch
	FnTSRank
	FnTSHeadline

	FnAttribute // of a row; Word: its name
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
	FnOperator: {"anon", "operator of that name", ""}, FnNull: {"anon", "NULL", ""},
	FnLower: {"lower", "lower", ""}, FnUpper: {"upper", "upper", ""}, FnLength: {"char_length", "char_length", ""}, FnOctetLength: {"octet_length", "octet_length", ""},
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
	FnJSONGet:           {"json_get", "JSON", ""},
	FnJSONText:          {"json_text", "JSON", ""},
	FnJSONInt:           {"json_int", "JSON", ""},
	FnJSONFloat:         {"json_float", "JSON", ""},
	FnJSONBool:          {"json_bool", "JSON", ""},
	FnJSONType:          {"json_type", "JSON", ""},
	FnJSONLength:        {"json_length", "JSON", ""},
	FnJSONRemove:        {"json_remove", "JSON", ""},
	FnJSONSet:           {"json_set", "JSON", ""},
	FnJSONInsert:        {"json_insert", "JSON", ""},
	FnJSONReplace:       {"json_replace", "JSON", ""},
	FnJSONObject:        {"json_object", "JSON", ""},
	FnJSONArray:         {"json_array", "JSON", ""},
	FnJSONCell:          {"json_cell", "JSON", ""},
	FnJSONElements:      {"json_elements", "elements of JSON arrays as a table", ""},
	FnJSONMembers:       {"json_members", "members of JSON objects as a table", ""},
	FnJSONMerge:         {"json_merge", "merge of JSON documents that takes out what is null", "set the keys with JSONSet and remove others with JSONRemove"},
	FnJSONContains:      {"json_contains", "containment of JSON documents", "compare the values of paths"},
	FnJSONHasKey:        {"json_has_key", "keys of JSON documents", ""},
	FnJSONMatch:         {"json_match", "JSON path expressions", "compare the values of paths"},
	FnArray:             {"array", "arrays", "keep the members in a table, or in a JSON document"},
	FnArrayAt:           {"array_at", "arrays", "keep the members in a table, or in a JSON document"},
	FnArraySlice:        {"array_slice", "arrays", "keep the members in a table, or in a JSON document"},
	FnArrayContains:     {"array_contains", "arrays", "keep the members in a table, or in a JSON document"},
	FnArrayContained:    {"array_contained", "arrays", "keep the members in a table, or in a JSON document"},
	FnArrayOverlaps:     {"array_overlaps", "arrays", "keep the members in a table, or in a JSON document"},
	FnArrayAny:          {"array_any", "arrays", "keep the members in a table, or in a JSON document"},
	FnArrayAll:          {"array_all", "arrays", "keep the members in a table, or in a JSON document"},
	FnArrayConcat:       {"array_concat", "arrays", "keep the members in a table, or in a JSON document"},
	FnArrayAppend:       {"array_append", "arrays", "keep the members in a table, or in a JSON document"},
	FnArrayRemove:       {"array_remove", "arrays", "keep the members in a table, or in a JSON document"},
	FnArrayLength:       {"array_length", "arrays", "keep the members in a table, or in a JSON document"},
	FnArrayPosition:     {"array_position", "arrays", "keep the members in a table, or in a JSON document"},
	FnArrayQuery:        {"array", "arrays", "use JSONAgg in a scalar subquery"},
	FnUnnest:            {"unnest", "arrays", "keep the members in a table, or in a JSON document"},
	FnAdjacent:          {"adjacent", "ranges", "keep both ends in columns of their own"},
	FnBefore:            {"before", "ranges", "keep both ends in columns of their own"},
	FnAfter:             {"after", "ranges", "keep both ends in columns of their own"},
	FnRangeLower:        {"range_lower", "ranges", "keep both ends in columns of their own"},
	FnRangeUpper:        {"range_upper", "ranges", "keep both ends in columns of their own"},
	FnRangeEmpty:        {"range_empty", "ranges", "keep both ends in columns of their own"},
	FnRangeUnion:        {"range_union", "ranges", "keep both ends in columns of their own"},
	FnRangeIntersection: {"range_intersection", "ranges", "keep both ends in columns of their own"},
	FnRangeDifference:   {"range_difference", "ranges", "keep both ends in columns of their own"},
	FnRangeContains:     {"range_contains", "ranges", "keep both ends in columns of their own"},
	FnRangeContained:    {"range_contained", "ranges", "keep both ends in columns of their own"},
	FnRangeOverlaps:     {"range_overlaps", "ranges", "keep both ends in columns of their own"},
	FnRangeNotAfter:     {"range_not_after", "ranges", "keep both ends in columns of their own"},
	FnRangeNotBefore:    {"range_not_before", "ranges", "keep both ends in columns of their own"},
	FnRangeMerge:        {"range_merge", "ranges", "keep both ends in columns of their own"},
	FnRangeLowerInc:     {"lower_inc", "ranges", "keep both ends in columns of their own"},
	FnRangeUpperInc:     {"upper_inc", "ranges", "keep both ends in columns of their own"},
	FnRangeLowerInf:     {"lower_inf", "ranges", "keep both ends in columns of their own"},
	FnRangeUpperInf:     {"upper_inf", "ranges", "keep both ends in columns of their own"},
	FnHstoreHasAll:      {"exists_all", "hstore", "use a JSON document"},
	FnHstoreHasAny:      {"exists_any", "hstore", "use a JSON document"},
	FnHstoreContains:    {"hstore_contains", "hstore", "use a JSON document"},
	FnHstoreContained:   {"hstore_contained", "hstore", "use a JSON document"},
	FnHstoreConcat:      {"hstore_concat", "hstore", "use a JSON document"},
	FnHstoreKeys:        {"akeys", "hstore", "use a JSON document"},
	FnHstoreValues:      {"avals", "hstore", "use a JSON document"},
	FnNetContains:       {"net", "network addresses", "compare them in Go"},
	FnNetContained:      {"net", "network addresses", "compare them in Go"},
	FnHstoreGet:         {"hstore_get", "hstore", "use a JSON document"},
	FnHstoreHas:         {"exist", "hstore", "use a JSON document"},
	FnHstoreDelete:      {"delete", "hstore", "use a JSON document"},
	FnFullText:          {"full_text", "full-text search of several columns", "search one column of an FTS5 table"},
	FnTSVector:          {"to_tsvector", "full-text search of that kind", "use FullText"},
	FnTSQuery:           {"to_tsquery", "full-text search of that kind", "use FullText"},
	FnTSMatch:           {"matches", "full-text search of that kind", "use FullText"},
	FnTSRank:            {"ts_rank", "full-text search of that kind", "use FullText"},
	FnTSHeadline:        {"ts_headline", "full-text search of that kind", "use FullText"},
	FnAttribute:         {"anon", "values that are rows", "keep the attributes in columns, or in a JSON document"},
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
