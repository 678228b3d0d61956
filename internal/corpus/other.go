package corpus

import (
	"strings"

	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

func names() []Case {
	h, p, l := Hostile, Products, Long
	alias := schema.Alias(p, "Ünï \"x\" `y`")
	long := strings.Repeat("ü", 31)
	return []Case{
		{"quoted", sql.Select(h)},
		{"in conditions", sql.Select(h.ID).Where(h.Quote.Eq("x"), h.Space.Ne("y"), h.Order.Gt(1)).OrderBy(h.Upper.Desc())},
		{"insert", sql.Insert(h).Values(h.Quote.Set("a"), h.Space.Set("b"), h.Order.Set(1), h.Uni.Set("c"), h.Upper.Set("d")).Returning(h.ID, h.Quote)},
		{"update", sql.Update(h).Set(h.Order.Set(1), h.Quote.Set("x")).Where(h.Uni.Eq("y"))},
		{"delete", sql.Delete(h).Where(h.Order.Eq(1))},
		{"alias", sql.Select(alias.Name)},
		{"label", sql.Select(p.Name.As(`drop table "x"; --`), p.ID.As("select"), p.Price.As("😀")).OrderBy(p.Name.As(`drop table "x"; --`))},
		{"label of 62 bytes", sql.Select(p.Name.As(long))},
		{"label of 64 bytes", sql.Select(p.Name.As(long + "xx"))},
		{"label of 65 characters", sql.Select(p.Name.As(strings.Repeat("x", 65)))},
		{"label with NUL", sql.Select(p.Name.As("a\x00b"))},
		{"label without name", sql.Select(p.Name.As(""))},
		{"label that is no UTF-8", sql.Select(p.Name.As("a\xff"))},
		{"label with control characters", sql.Select(p.Name.As("a\nb\tc\x01"))},
		{"label that ends with a blank", sql.Select(p.Name.As("a "))},
		{"label of a generated name", sql.Select(p.Name.As("count_1"), sql.Count(p.ID), sql.Count(p.Name)).GroupBy(p.Name)},
		{"63 bytes", sql.Select(l.Name)},
		{"63 bytes twice", sql.Select(l.Name, schema.Alias(l, "m").Name)},
		{"63 bytes twice, outside", sql.Select(longTwice())},
		{"sqlite_", sql.Select(schema.Alias(p, "sqlite_x").ID)},
	}
}

func longTwice() sql.Subquery {
	return sql.Select(Long.Name, schema.Alias(Long, "m").Name).Subquery("s")
}

func texts() []Case {
	p := Products
	return []Case{
		{"plain", sql.Text("SELECT 1")},
		{"params", sql.Text("SELECT * FROM sqla_product WHERE id = :id AND name = :name OR id = :id")},
		{"bound", sql.Text("SELECT * FROM sqla_product WHERE id = :id AND name = :name").Bind("id", 3).Bind("name", "x")},
		{"quotes", sql.Text(`SELECT ':a', id::text, "x:y", $$ :b $$ /* :c */ FROM sqla_product -- :d`)},
		{"backslash before a quote", sql.Text(`SELECT 'a\', :id /* ' */`).Bind("id", 1)},
		{"backslash in a string", sql.Text(`SELECT 'it\'s :id'`)},
		{"slices and objects", sql.Text(`SELECT tags[1:2], tags[lo:hi], {'k':v} FROM t WHERE id = :id`)},
		{"minus of a minus", sql.Text("SELECT 5--:id\n, 1").Bind("id", 1)},
		{"nested comment", sql.Text(`SELECT /* /* :a */ 1 /* */ AS x`)},
		{"fragment as databases read it", sql.Select(p.ID).Where(sql.FragmentCond(`'a\' != :x /* ' */`, "b"))},
		{"uneven fragment", sql.Select(p.ID).Where(sql.FragmentCond(`1 = 1) OR (1 = 1`))},
		{"escaped colon", sql.Text(`SELECT '1' \:\: text`)},
		{"lists", sql.Text("SELECT id FROM sqla_product WHERE id IN :ids AND name NOT\nin (:names) OR id = :id ORDER BY id").Bind("names", sql.List("a", "it's")).Bind("id", 1).Bind("ids", sql.List(3, 1, 2))},
		{"list twice", sql.Text("SELECT id FROM sqla_product WHERE id IN :ids OR id + 1 IN :ids ORDER BY id").Bind("ids", sql.List(1))},
		{"empty lists", sql.Text("SELECT id FROM sqla_product WHERE name IN :names OR id NOT IN (:ids) ORDER BY id").Bind("names", sql.List[string]()).Bind("ids", sql.List[int]())},
		{"list of rows", sql.Text("SELECT id FROM sqla_product WHERE (id, name) IN :pairs ORDER BY id").Bind("pairs", sql.List(sql.Row2[int, string]{A: 1, B: "a"}, sql.Row2[int, string]{A: 2, B: "b"}, sql.Row2[int, string]{A: 3, B: "c"}))},
		{"list of no rows", sql.Text("SELECT id FROM sqla_product WHERE (id, name) NOT IN :pairs ORDER BY id").Bind("pairs", sql.List[sql.Row2[int, string]]())},
		{"list in a fragment", sql.Select(p.ID).Where(sql.FragmentCond("id > :low AND id IN :ids", 0, sql.List(1, 2)), p.ID.Gt(1)).OrderBy(p.ID)},
		{"list in a subquery", sql.Select(p.ID).Where(p.ID.InQuery(sql.Select1(sql.Col(sql.Text("SELECT id FROM sqla_product WHERE id IN :ids").Bind("ids", sql.List(int64(1)<<40, 2)).Columns(p.ID).Subquery("t"), p.ID)))).OrderBy(p.ID)},
		{"columns", sql.Text("SELECT id, name FROM sqla_product").Columns(p.ID, p.Name)},
		{"write", sql.Text("DELETE FROM sqla_order WHERE id = :id").Bind("id", 1)},
		{"ddl", sql.Text("CREATE TABLE x (id INTEGER)")},
		{"with insert", sql.Text("WITH x AS (SELECT 1) INSERT INTO sqla_order SELECT * FROM x")},
		{"for update", sql.Text("WITH x AS (SELECT 1) SELECT * FROM sqla_order FOR UPDATE")},
		{"session", sql.Text("SELECT set_config('a.b', 'c', false)")},
		{"in from select", sql.Insert(Nodes).FromSelect([]sql.Expr{Nodes.ID}, sql.Text("SELECT id FROM sqla_product WHERE id > :low").Bind("low", 3))},
	}
}

func types() []Case {
	k := Kinds
	sel := sql.Select(k.ID)
	return []Case{
		{"all", sql.Select(k)},
		{"integers", sel.Where(k.Small.Eq(1), k.ID.Eq(2), k.Big.Eq(3))},
		{"floats", sel.Where(k.Real.Eq(1.5), k.Dbl.Eq(2.5))},
		{"decimal", sel.Where(k.Dec.Gt("1.50"))},
		{"strings", sel.Where(k.Str.Eq("a"), k.Chr.Eq("b"), k.Txt.Eq("c"))},
		{"times", sel.Where(k.Day.Eq(day), k.At.Lt(at), k.Wall.Gt(at), k.Clock.Le(0), k.Span.Gt(1000))},
		{"others", sel.Where(k.Flag.Eq(true), k.UUID.Eq([16]byte{1, 2}), k.Bin.Eq([]byte{0, 1}), k.Mood.Eq("happy"))},
		{"insert", sql.Insert(k).Values(k.Small.Set(1), k.Big.Set(1<<40), k.Real.Set(1.5), k.Dbl.Set(2.5), k.Dec.Set("12.34"), k.Str.Set("s"), k.Chr.Set("c"),
			k.Txt.SetNull(), k.Flag.Set(true), k.Day.Set(day), k.At.Set(at), k.Wall.Set(at), k.Clock.Set(0), k.Span.SetNull(),
			k.UUID.Set([16]byte{1}), k.Doc.Set(map[string]int{"a": 1}), k.Bin.Set([]byte{0}), k.Mood.Set("it's"))},
		{"texts beside", sel.Where(sql.Gt(k.Dec, sql.Val("1.50")), sql.Eq(sql.Val("happy"), k.Mood), sql.BetweenOf(k.Dec, sql.Val("1"), sql.Val("2.5")), sql.InOf(k.Dec, sql.Val("1.5"), sql.Val("2")))},
		{"texts in functions", sel.Where(sql.Eq(sql.Greatest(k.Dec, sql.Val("0")), sql.Coalesce(sql.NullIf(k.Dec, sql.Val("1")), sql.Val("1"))))},
		{"texts in case", sql.Select(sql.When(k.ID.Gt(1), "2.5").WhenExpr(k.ID.Gt(0), k.Dec).Else("0"), sql.Switch(k.ID, 1, "7").ElseExpr(k.Dec))},
		{"parameter beside", sel.Where(sql.Eq(k.Mood, sql.Param[string]("name")).IsNull(), sql.Eq(k.Str, sql.Param[string]("name")))},
		{"values without columns", sql.Select(sql.Val(1), sql.Val(int64(1)<<40), sql.Val(1.5), sql.Val("x"), sql.Val(true), sql.Val(at), sql.Val([]byte("b")))},
	}
}

func mistakes() []Case {
	p, o, t := Products, Orders, Transfers
	other := sql.With("x", sql.Select(o.ID))
	one := sql.With("x", sql.Select(p.ID))
	return []Case{
		{"list elsewhere", sql.Text("SELECT :ids").Bind("ids", sql.List(1))},
		{"list in a name", sql.Text("SELECT * FROM main :ids").Bind("ids", sql.List(1))},
		{"list with nil", sql.Text("SELECT 1 WHERE 1 IN :ids").Bind("ids", sql.List[*int](nil))},
		{"list of no parameter", sql.Text("SELECT 1 WHERE 1 IN :ids").Bind("id", sql.List(1))},
		{"text that is no decimal", sql.Select(Kinds.ID).Where(sql.Gt(Kinds.Dec, sql.Val("1,5")))},
		{"column of a table that is not there", sql.Select(sql.Count(p.ID)).Where(sql.Eq(o.ProductID, p.ID))},
		{"two tables in conditions", sql.Select(sql.Count()).Where(sql.Eq(o.ProductID, p.ID))},
		{"on before its table", sql.Select(p.ID).Join(t, sql.Eq(t.FromID, o.ID)).Join(o, sql.Eq(o.ProductID, p.ID))},
		{"join without foreign key", sql.Select(p.ID).Join(Nodes)},
		{"join with two foreign keys", sql.Select(p.ID).Join(t)},
		{"join twice", sql.Select(p.ID).Join(o).Join(o)},
		{"update without where", sql.Update(p).Set(p.Price.Set(1))},
		{"delete without where", sql.Delete(p)},
		{"update without set", sql.Update(p).Where(p.ID.Eq(1))},
		{"column twice", sql.Update(p).Set(p.Price.Set(1), p.Price.Set(2)).AllRows()},
		{"set of another table", sql.Update(p).Set(o.Quantity.Set(1)).AllRows()},
		{"insert of another table", sql.Insert(p).Values(o.Quantity.Set(1))},
		{"insert twice", sql.Insert(p).Values(p.Name.Set("a"), p.Name.Set("b"))},
		{"rows of different columns", sql.Insert(p).Values(p.Name.Set("a")).Values(p.Price.Set(1))},
		{"excluded outside", sql.Select(sql.Excluded(p.Price))},
		{"asc as value", sql.Select(p.ID).GroupBy(p.ID).Having(p.ID.Gt(1)).OrderBy(p.ID.Asc()).Where(sql.Exists(sql.Select(sql.Item(p.ID.Asc()))))},
		{"rank without over", sql.Select(sql.Rank())},
		{"negative limit", sql.Select(p.ID).Limit(-1)},
		{"nowait without lock", sql.Select(p.ID).NoWait()},
		{"in nil", sql.Select(Kinds.ID).Where(Kinds.Bin.In(nil))},
		{"value out of range", sql.Select(p.ID).Where(p.ID.Eq(1 << 40))},
		{"enum that is none", sql.Select(Kinds.ID).Where(Kinds.Mood.Eq("oepn"))},
		{"unknown subquery column", sql.Select(sql.Col(sql.Select(p.ID).Subquery("s"), p.Name))},
		{"cte names", sql.Select(p.ID).Where(p.ID.InQuery(sql.Select1(sql.Col(one, p.ID)))).With(other)},
		{"columns of from select", sql.Insert(Nodes).FromSelect([]sql.Expr{Nodes.ID}, sql.Select(p.ID, p.Name))},
		{"union of different widths", sql.Select(p.ID).Union(sql.Select(p.ID, p.Name))},
		{"order of union by another column", sql.Select(p.ID).Union(sql.Select(o.ID)).OrderBy(p.Name)},
		{"do update without columns", sql.Insert(p).Values(p.Name.Set("a")).OnConflict().DoUpdate(p.Price.Set(1))},
		{"text without that parameter", sql.Text("SELECT :a").Bind("b", 1)},
		{"select of nothing", sql.Select()},
		{"same name twice", sql.Select(p.ID).Join(schema.Alias(Nodes, "sqla_product"), sql.True())},
	}
}
