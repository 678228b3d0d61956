package corpus

import (
	"net/netip"

	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// A Document has keys that want to get out of their quotes.
type Document map[string]any

// A PaperTable has documents.
type PaperTable struct {
	schema.Rows
	ID   schema.Int
	Doc  schema.JSON[Document]
	Meta schema.NullJSON[any]
}

// Papers are documents of JSON.
var Papers = schema.Declare(Meta, "paper", func(t *PaperTable) { t.ID.PrimaryKey() })

// HostileKeys are keys of the first document.
var HostileKeys = []string{`a"b`, `a.b`, ``, `größe 🙂`, `back\slash`, `[0]`, `$`, "it's", "line\nbreak", "%", "0"}

func papers() []sql.Statement {
	p := Papers
	hostile := Document{}
	for i, k := range HostileKeys {
		hostile[k] = i
	}
	first := Document{"n": 5, "f": 1.5, "t": "text", "yes": true, "no": false, "null": nil, "quoted": `say "x"`,
		"list": []any{1, "two", nil, []any{4}}, "o": Document{"w": 10, "deep": Document{"x": "y"}}, "h": hostile}
	return []sql.Statement{
		sql.Insert(p).Values(p.ID.Set(1), p.Doc.Set(first), p.Meta.Set([]any{1, 2, 3})),
		sql.Insert(p).Values(p.ID.Set(2), p.Doc.Set(Document{"n": "five", "o": 3, "list": Document{"0": 1}, "t": nil}), p.Meta.SetNull()),
		sql.Insert(p).Values(p.ID.Set(3), p.Doc.Set(Document{}), p.Meta.Set("x")),
		sql.Insert(p).Values(p.ID.Set(4), p.Doc.Set(Document{"n": -2.5, "yes": 1}), p.Meta.Set(map[string]any{"b": 1, "a": []int{1}})),
	}
}

func documents() []Case {
	p := Papers
	doc := p.Doc
	sel := func(xs ...sql.Item) sql.Statement {
		return sql.Select(append([]sql.Item{p.ID}, xs...)...)
	}
	where := func(cs ...sql.Typed[bool]) sql.Statement { return sql.Select(p.ID).Where(cs...) }
	kinds := func(keys ...string) sql.Statement {
		var xs []sql.Item
		for _, k := range keys {
			xs = append(xs, doc.Path(k).Kind())
		}
		return sel(xs...)
	}
	var hostile []sql.Item
	for _, k := range HostileKeys {
		hostile = append(hostile, doc.Path("h", k).Int())
	}
	named := sql.JSONObject(sql.JSONField{Key: "id", Value: p.ID}, sql.JSONField{Key: `it"s`, Value: doc.Path("t").Text()},
		sql.JSONField{Key: "big", Value: p.ID.Gt(2)}, sql.JSONField{Key: "doc", Value: p.Meta})
	set := func(x sql.JSON[any, *any], path ...string) sql.Item { return x.Path(path...).Text() }
	given := func(x any) sql.JSON[any, any] {
		return sql.JSONOf(sql.Cast(sql.NewValue[any, any](sql.NodeOf(sql.ValLike(x, p.Meta))), sqltype.JSON))
	}
	list, other := sql.JSONElements("list", doc.Path("list")), sql.JSONElements("other", doc.Path("o"))
	members, hostiles, ofList := sql.JSONMembers("m", doc.Path("o")), sql.JSONMembers("h", doc.Path("h")), sql.JSONMembers("ol", doc.Path("list"))
	lines := sql.JSONElements(`li"nes`, given([]any{Document{"sku": "a", "n": 2, "price": 1.5, "tags": []string{"x", "it's"}}, Document{"sku": "b", "n": 1}, Document{"sku": "c", "n": 3, "price": 0.1, "tags": []string{}}}))
	tags := sql.JSONElements("tags", lines.Value().Path("tags"))
	numbers := sql.JSONElements("numbers", given([]float64{0.30000000000000004, 1e300, -7}))
	binary := sql.JSONElements("b", sql.JSONOf(sql.Cast(sql.Val("[1, 2]"), sqltype.JSONB)))
	changed := sql.JSONElements("changed", sql.JSONSet(doc.Path("list"), []int{7, 8}))
	inner := sql.Select(p.ID, list.Value().As("v"), list.Ordinal()).From(p).Join(list, sql.True()).Subquery("inner")
	return []Case{
		{"get", sql.Select(doc.Path("n"), doc.Path("t"), doc.Path("null")).Where(p.ID.Eq(1))},
		{"texts", sel(doc.Path("t").Text(), doc.Path("n").Text(), doc.Path("yes").Text(), doc.Path("null").Text(), doc.Path("quoted").Text(), doc.Path("none").Text())},
		{"numbers", sel(doc.Path("n").Int(), doc.Path("n").Float(), doc.Path("f").Int(), doc.Path("t").Int(), doc.Path("yes").Int())},
		{"truth", sel(doc.Path("yes").Bool(), doc.Path("no").Bool(), doc.Path("n").Bool())},
		{"paths", sel(doc.Path("o", "w").Int(), doc.Path("o", "deep", "x").Text(), doc.Path("o").Path("deep").Path("x").Text())},
		{"indexes", sel(doc.Path("list").At(0).Int(), doc.Path("list").At(1).Text(), doc.Path("list").At(3).At(0).Int(), doc.Path("list").At(9).Int())},
		{"indexes from the end", sel(doc.Path("list").At(-1).At(-1).Int(), doc.Path("list").At(-3).Text(), p.Meta.At(-1).Int())},
		{"index of no array", sel(doc.Path("o").At(0).Kind(), doc.At(0).Kind(), doc.Path("t").At(0).Text(), doc.Path("list").Path("0").Int())},
		{"hostile keys", sel(hostile...)},
		{"kinds", kinds("n", "f", "t", "yes", "null", "list", "o", "none")},
		{"kind of the whole", sel(doc.Path().Kind(), p.Meta.Path().Kind())},
		{"lengths", sel(doc.Path("list").Len(), doc.Path("o").Len(), p.Meta.Path().Len())},
		{"compared", where(doc.Path("n").Int().Gt(2))},
		{"compared text", where(doc.Path("t").Text().HasPrefix("te"))},
		{"condition", where(doc.Path("yes").Bool())},
		{"not condition", where(doc.Path("yes").Bool().Not())},
		{"null", where(doc.Path("null").IsNull())},
		{"json null", where(doc.Path("null").IsJSONNull())},
		{"json null or not there", where(sql.Or(doc.Path("t").IsJSONNull(), doc.Path("t").IsNull()))},
		{"null column", where(p.Meta.IsNull())},
		{"has key", where(doc.HasKey("null"))},
		{"has no key", where(doc.HasKey("n").Not())},
		{"has key of null", sel(p.Meta.HasKey("a"), p.Meta.HasKey("a").IsNull())},
		{"has key inside", where(doc.Path("o").HasKey("w"))},
		{"has hostile key", where(doc.Path("h").HasKey(`a"b`))},
		{"has any and all keys", where(doc.HasAnyKey("f", "zz"), doc.HasAllKeys("n", "o"))},
		{"contains", where(doc.Contains(Document{"o": Document{"w": 10}}))},
		{"contained", where(sql.JSONContainedBy(doc, Document{"n": "five", "o": 3, "list": Document{"0": 1}, "t": nil, "more": true}), sql.Not(sql.JSONContainedBy(doc.Path("o"), 4)))},
		{"contains part of a list", where(p.Meta.Contains([]int{3, 1}))},
		{"equal", where(p.Meta.Eq(map[string]any{"a": []int{1}, "b": 1.0}))},
		{"not equal", where(p.Meta.Ne([]any{1, 2, 3}))},
		{"equal nothing", where(p.Meta.Eq(nil))},
		{"greater", where(p.Meta.Gt(1))},
		{"ordered", sql.Select(p.ID).OrderBy(doc.Path("n").Int().Desc().NullsLast(), p.ID)},
		{"set", sel(set(sql.JSONSet(doc.Path("n"), 7), "n"), set(sql.JSONSet(doc.Path("new"), "x"), "new"), set(sql.JSONSet(doc.Path("o", "w"), p.ID), "o", "w"))},
		{"set truth and documents", sql.Select(set(sql.JSONSet(doc.Path("x"), p.ID.Gt(2)), "x"), sql.JSONSet(doc.Path("x"), []int{1}).Path("x").At(0).Int(), sql.JSONSet(doc.Path("x"), nil).Path("x").IsJSONNull())},
		{"set in a list", sql.Select(sql.JSONSet(doc.Path("list").At(1), "2").Path("list").At(1).Text()).Where(p.ID.Eq(1))},
		{"insert and replace", sel(set(sql.JSONInsert(doc.Path("n"), 7), "n"), set(sql.JSONReplace(doc.Path("n"), 7), "n"))},
		{"remove", sel(sql.JSONRemove(doc.Path("n")).HasKey("n"), sql.JSONRemove(doc.Path("list").At(0)).Path("list").Len())},
		{"merge", sel(sql.JSONMerge(doc, Document{"n": nil, "k": 1}).HasKey("n"), sql.JSONMerge(doc, Document{"k": 1}).Path("k").Int())},
		{"match", where(sql.JSONMatches(doc, `$.list[*] ? (@ == "two")`))},
		{"object", sel(named.Path("id").Int(), named.Path(`it"s`).Text(), named.Path("big").Bool(), named.Path("doc").Kind())},
		{"times in a document", sql.Select(sql.Left(sql.JSONArray(Kinds.At).At(0).Text(), 19), sql.Left(sql.JSONObject(sql.JSONField{Key: "w", Value: Kinds.Wall}).Path("w").Text(), 19), sql.JSONArray(Kinds.Day).At(0).Text()).Where(Kinds.At.IsNotNull())},
		{"decimals are numbers", sql.Select(sql.JSONArray(Kinds.Dec, Kinds.Dec.Mul("2")).At(0).Kind(), sql.JSONObject(sql.JSONField{Key: "d", Value: Kinds.Dec}).Path("d").Float(), sql.JSONOf(sql.NewValue[any, *any](sql.NodeOf(sql.JSONAgg(Kinds.Dec)))).At(0).Kind()).GroupBy(Kinds.ID, Kinds.Dec)},
		{"array", sel(sql.JSONArray(p.ID, p.ID.Gt(1), doc.Path("t").Text()).Path().Len(), sql.JSONArray(p.ID.Gt(1)).At(0).Bool(), sql.JSONArray(p.ID.Eq(1).And(p.Meta.IsNull())).At(0).Bool())},
		{"elements", sql.Select(p.ID, list.Ordinal(), list.Value().Kind(), list.Value().Text(), list.Value().Int()).From(p).Join(list, sql.True()).OrderBy(p.ID, list.Ordinal())},
		{"elements of nothing", sql.Select(p.ID, list.Ordinal(), list.Value().Kind(), list.Value().IsNull()).From(p).LeftJoin(list, sql.True())},
		{"elements of objects", sql.Select(lines.Value().Path("sku").Text(), lines.Value().Path("n").Int(), lines.Value().Path("price").Float(), lines.Ordinal().Mul(2)).From(lines).Where(lines.Value().Path("n").Int().Gt(1)).OrderBy(lines.Ordinal().Desc())},
		{"elements of elements", sql.Select(lines.Ordinal(), tags.Value().Text()).From(lines).CrossJoin(tags)},
		{"elements in exists", where(sql.Exists(sql.Select(list.Ordinal()).From(list).Where(list.Value().Text().Eq("two"))))},
		{"elements summed", sql.Select(p.ID, sql.ScalarNull(sql.Select1(sql.Sum(list.Value().Float())).From(list))).OrderBy(p.ID)},
		{"elements in a subquery", sql.Select(sql.Col(inner, list.Value().As("v")), sql.Col(inner, list.Ordinal())).From(inner).Where(sql.Col(inner, list.Ordinal()).Eq(2))},
		{"elements that are exact", sql.Select(numbers.Value().Text(), numbers.Value().Float()).From(numbers)},
		{"elements of another type", sql.Select(p.ID, other.Ordinal()).From(p).Join(other, sql.True())},
		{"elements of a binary document", sql.Select(binary.Ordinal(), binary.Value().Int()).From(binary)},
		{"elements of a changed document", sql.Select(p.ID, changed.Value().Int()).From(p, changed)},
		{"elements whole", sql.Select(changed).From(p, changed)},
		{"members", sql.Select(p.ID, members.Key(), members.Value().Kind(), members.Value().Int(), members.Value().Path("x").Text()).From(p).Join(members, sql.True()).OrderBy(p.ID, members.Key())},
		{"members with hostile keys", sql.Select(hostiles.Key(), hostiles.Value().Int()).From(p).Join(hostiles, sql.True()).Where(p.ID.Eq(1))},
		{"members of a list", sql.Select(p.ID, ofList.Key()).From(p).Join(ofList, sql.True())},
		{"members of nothing", sql.Select(p.ID, ofList.Key().IsNull(), ofList.Value().IsNull()).From(p).LeftJoin(ofList, sql.True())},
		{"aggregate", sql.Select(sql.JSONOf(sql.NewValue[any, *any](sql.NodeOf(sql.JSONAgg(p.ID).OrderBy(p.ID.Desc())))).At(0).Int())},
		{"aggregate of none", sql.Select(sql.JSONAgg(p.ID), sql.JSONObjectAgg(doc.Path("t").Text(), p.ID)).Where(p.ID.Lt(0))},
		{"aggregate of truth", sql.Select(sql.JSONOf(sql.NewValue[any, *any](sql.NodeOf(sql.JSONAgg(p.ID.Gt(2)).OrderBy(p.ID)))).At(0).Bool())},
		{"aggregate filtered", sql.Select(sql.JSONAgg(p.ID).Filter(p.ID.Gt(2)))},
		{"aggregate of an object", sql.Select(sql.JSONOf(sql.NewValue[any, *any](sql.NodeOf(sql.JSONObjectAgg(sql.String(sql.Cast(p.ID, sqltype.Text)), p.ID.Gt(2))))).Path("3").Bool())},
		{"update", sql.Update(p).Set(p.Meta.SetExpr(sql.JSONSet(p.Meta.At(0), 9))).Where(p.ID.Eq(1))},
		{"as", sql.Select1(sql.JSONAs[[]any](doc.Path("list"))).Where(p.ID.Eq(3))},
	}
}

// A ShelfTable has types that PostgreSQL alone has.
type ShelfTable struct {
	schema.Rows
	ID   schema.Int
	Nums schema.Array[int]
	Tags schema.Array[string]
	Body schema.String
	Grid schema.NullArray[[]int]
	Span schema.Range[int]
	Free schema.NullMultirange[int]
	Data schema.NullHStore
	Net  schema.NullCol[netip.Prefix]
}

// Shelves are not created: their types are PostgreSQL's.
var Shelves = schema.Declare(schema.NewMetaData(), "shelf", func(t *ShelfTable) {
	t.ID.PrimaryKey()
	t.Nums.Type(sqltype.ArrayOf(sqltype.As[int](sqltype.Integer)))
	t.Tags.Type(sqltype.ArrayOf(sqltype.As[string](sqltype.Text)))
	t.Span.Of(sqltype.As[int](sqltype.BigInt))
	t.Net.Type(sqltype.Inet)
})

func arrays() []Case {
	s := Shelves
	where := func(cs ...sql.Typed[bool]) sql.Statement { return sql.Select(s.ID).Where(cs...) }
	return []Case{
		{"literal", sql.Select(sql.ArrayOf(s.ID, s.ID.Add(1)))},
		{"of a query", sql.Select(s.ID, sql.ArrayOfQuery(sql.Select1(Products.ID).Where(sql.Le(Products.ID, sql.Number(s.ID))).OrderBy(Products.ID.Desc()))).Where(sql.ArrayContains(sql.ArrayOfQuery(sql.Select1(Products.ID)), 1))},
		{"index", sql.Select(sql.ArrayAt(s.Nums, 1), sql.ArrayAt(s.Tags, 2))},
		{"slice", sql.Select(sql.ArraySlice(s.Nums, 1, 2))},
		{"contains", where(sql.ArrayContains(s.Nums, 1, 2))},
		{"contains none", where(sql.ArrayContains(s.Tags))},
		{"contained", where(sql.ArrayContainedBy(s.Tags, "a", `b"c`))},
		{"overlaps", where(sql.ArrayOverlaps(s.Nums, 3))},
		{"any", where(sql.Eq(sql.Val(3), sql.AnyOf(s.Nums)))},
		{"not any", where(sql.Not(sql.Eq(sql.Val(3), sql.AnyOf(s.Nums))))},
		{"all", where(sql.Lt(sql.Val(0), sql.AllOf(s.Nums)))},
		{"changes", sql.Select(sql.ArrayConcat(s.Nums, s.Nums), sql.ArrayAppend(s.Nums, 4), sql.ArrayRemove(s.Tags, "a"))},
		{"measures", sql.Select(sql.ArrayLen(s.Nums), sql.ArrayPosition(s.Tags, "a"))},
		{"element of a grid", sql.Select(sql.ArrayAt(sql.ArrayAt(s.Grid, 1), 2)).Where(sql.ArrayAt(sql.ArrayAt(s.Grid, -1), 1).Gt(0))},
		{"row of a grid", sql.Select(sql.ArrayAt(s.Grid, 1))},
		{"attribute", sql.Select(s.ID, sql.Attribute(sql.Func("json_each", sqltype.JSON, sql.Cast(sql.Val(`{"k": 1}`), sqltype.JSON)), "key", sqltype.Text), sql.Attribute(sql.Func("pg_show_all_settings", sqltype.Text), "name", sqltype.Text).As("n"))},
		{"unnest", sql.Select(sql.Unnest(s.Nums))},
		{"equal", where(s.Nums.Eq([]int{1, 2}))},
		{"full text", where(sql.FullText("whiskers", s.Body))},
		{"full text boolean", where(sql.FullTextBoolean("whiskers", s.Body))},
		{"full text of two", where(sql.FullText("cat", s.Body, s.Body))},
		{"text search", sql.Select(sql.TSRank(sql.ToTSVector("english", s.Body), sql.WebTSQuery("english", "cat")), sql.TSHeadline("english", s.Body, sql.PlainTSQuery("english", "cat"))).
			Where(sql.TSMatches(sql.ToTSVector("english", s.Body), sql.PhraseTSQuery("english", "the cats")))},
	}
}

// ranges are cases of ranges, hstore and networks, which are PostgreSQL's.
func ranges() []Case {
	s := Shelves
	where := func(cs ...sql.Typed[bool]) sql.Statement { return sql.Select(s.ID).Where(cs...) }
	r, x, m := sqltype.HalfOpen(1, 10), "x", sqltype.Multirange[int]{sqltype.From(1), sqltype.Closed(-3, -2)}
	net := netip.MustParsePrefix("10.0.0.0/8")
	return []Case{
		{"members", where(sql.InRange(5, s.Span), sql.Not(sql.InRangeOf(s.ID, s.Span)), sql.InMultirange(5, s.Free))},
		{"contains", where(sql.RangeContains(s.Span, r), sql.RangeContainsOf(s.Span, s.Span), sql.RangeContainedBy(s.Span, r), sql.RangeContains(s.Free, m))},
		{"overlaps", where(sql.RangeOverlaps(s.Span, sqltype.Until(3)), sql.RangeOverlapsOf(s.Free, s.Free), sql.Not(sql.RangeOverlaps(s.Span, sqltype.EmptyRange[int]())))},
		{"order", where(sql.RangeBefore(s.Span, r), sql.RangeBeforeOf(s.Span, s.Span), sql.RangeAfter(s.Span, r), sql.RangeNotAfter(s.Span, r), sql.RangeNotBefore(s.Span, r))},
		{"adjacent", where(sql.RangeAdjacent(s.Span, r), sql.RangeAdjacentOf(s.Span, s.Span).Not())},
		{"changes", sql.Select(sql.RangeUnion(s.Span, r), sql.RangeIntersection(s.Span, r), sql.RangeDifference(s.Free, m), sql.RangeMerge(sql.RangeUnion(s.Span, r), r))},
		{"ends", sql.Select(sql.RangeLower(s.Span), sql.RangeUpper(s.Span), sql.RangeIsEmpty(s.Span), sql.RangeLowerInclusive(s.Span), sql.RangeUpperInclusive(s.Span), sql.RangeLowerInfinite(s.Free).Nullable(), sql.RangeUpperInfinite(s.Span))},
		{"hstore", sql.Select(sql.HStoreGet(s.Data, "a"), sql.Cast(sql.HStoreConcat(s.Data, sqltype.HStore{"a": &x, "b": nil}), sqltype.Text).Nullable(), sql.Cast(sql.HStoreDelete(s.Data, "a"), sqltype.Text).Nullable(), sql.Cast(sql.HStoreDelete(s.Data, "a", "b"), sqltype.Text).Nullable(), sql.HStoreKeys(s.Data), sql.HStoreValues(s.Data))},
		{"hstore conditions", where(sql.HStoreHas(s.Data, "a"), sql.HStoreHasAll(s.Data, "a", "b"), sql.HStoreHasAny(s.Data), sql.HStoreContains(s.Data, sqltype.HStore{"a": &x}), sql.Not(sql.HStoreContainedBy(s.Data, sqltype.HStore{})))},
		{"networks", where(sql.NetContains(s.Net, net), sql.NetContainedBy(s.Net, net), sql.NetContainsOf(s.Net, sql.Val(net)))},
	}
}
