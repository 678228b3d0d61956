package answers

import (
	"net/netip"

	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// arrays are the cases of array_hstore_range.
func arrays() []Case {
	x := Pgx
	r := sqltype.HalfOpen(1, 10)
	one := "1"
	one2 := sql.ArrayConcat(sql.ArrayOf(sql.Val(1)), sql.ArrayOf(sql.Val(2)))
	ints := sqltype.ArrayOf(sqltype.Integer)
	inside := sql.NewOperator("<<", sqltype.Boolean).Of
	where := func(c ...sql.Typed[bool]) sql.Statement { return sql.Select(x.ID).Where(c...) }
	return []Case{
		{Name: "array_literal_empty_typed", Stmt: sql.Select(sql.Val([]int{})), Text: map[string]string{"*": "a slice is one value"}},
		{Name: "array_concat", Stmt: sql.Select(sql.ArrayConcat(x.Nums, sql.Val([]int{4})).Nullable(), one2)},
		{Name: "array_index_slice", Stmt: sql.Select(sql.ArrayAt(x.Nums, 1), sql.ArraySlice(x.Nums, 1, 2), sql.ArrayAt(sql.ArrayAt(x.Grid, 1), 2)), Text: map[string]string{"*": "what is indexed is in parentheses always"}},
		{Name: "array_all_gt", Stmt: where(sql.Lt(sql.Val(0), sql.AllOf(x.Nums)))},
		{Name: "array_cast", Stmt: sql.Select(sql.Cast(sql.Val([]string{"1", "2"}), ints)), Text: map[string]string{"*": "texts are bound as texts, and the database casts them"}},
		{Name: "array_bind_compare", Stmt: where(x.Nums.Eq([]int{1, 2, 3}))},
		{Name: "hstore_concat_delete", Stmt: sql.Select(sql.HStoreConcat(x.Attrs, sqltype.HStore{"n": &one}), sql.HStoreDelete(x.Attrs, "c")), Text: map[string]string{"*": "the value says its type"},
			Differs: map[string]Difference{"*": {Why: "an hstore is a map of texts, where the recorded driver gives its text", Rows: `[[{"c": "red", "n": "1", "s": "L"}, {"s": "L"}], [null, null]]`}}},
		{Name: "range_ops", Stmt: where(sql.RangeOverlaps(x.Span, r), sql.RangeContainedBy(x.Span, r), sql.RangeAdjacent(x.Span, r), sql.RangeBefore(x.Span, r), sql.RangeAfter(x.Span, r))},
		{Name: "range_in_insert", Stmt: sql.Insert(x).Values(x.ID.Set(6), x.Span.Set(sqltype.Range[int]{Lower: 1, HasLower: true, UpperInclusive: true}))},
		{Name: "inet_op", Stmt: where(inside(x.IP, sql.Cast(sql.Val(netip.MustParsePrefix("10.0.0.0/8")), sqltype.Inet)).NotNull()), Text: map[string]string{"*": "the value says its type"}},
	}
}
