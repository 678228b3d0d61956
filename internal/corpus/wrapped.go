package corpus

import (
	"strings"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// A VaultTable has columns whose types put SQL around their values.
type VaultTable struct {
	schema.Rows
	ID   schema.Int
	Word schema.NullString
	Code schema.NullString
	N    schema.NullInt
	Tag  schema.NullCol[Tag]
}

// A Tag is stored in two steps: by Go without its #, by SQL in capitals.
type Tag string

// Types of the vault.
var (
	// Shouted is kept in capitals, and read in small letters.
	Shouted = sql.Wrap(sqltype.String(50), sqltype.String(50),
		func(x sql.Value[string, string]) sql.Expr { return sql.Upper(sql.String(x)) },
		func(x sql.Value[string, string]) sql.Expr { return sql.Lower(sql.String(x)) })
	// Marked is kept behind a mark, which is a value of the type.
	Marked = sql.Wrap(sqltype.String(50), sqltype.String(52),
		func(x sql.Value[string, string]) sql.Expr { return sql.Concat(sql.Val("it's:"), x) },
		func(x sql.Value[string, string]) sql.Expr {
			return sql.Replace(sql.String(x), "it's:", "")
		})
	// Moved is kept as another number.
	Moved = sql.Wrap(sqltype.Integer, sqltype.BigInt,
		func(x sql.Value[int, int]) sql.Expr { return sql.Add(sql.Number(x), sql.Number(sql.Val(1000))) },
		func(x sql.Value[int64, int64]) sql.Expr { return sql.Number(x).Sub(1000) })
	// TagType is one type around another.
	TagType = sqltype.Decorate(Shouted,
		func(t Tag) (string, error) { return strings.TrimPrefix(string(t), "#"), nil },
		func(s string) (Tag, error) { return Tag("#" + s), nil })

	// Vault has a column of each.
	Vault = schema.Declare(Meta, "vault", func(t *VaultTable) {
		t.ID.PrimaryKey()
		t.Word.Type(Shouted)
		t.Word.Unique()
		t.Code.Type(Marked)
		t.N.Type(Moved)
		t.N.ServerDefault(sql.Val(5))
		t.Tag.Type(TagType)
	})
)

func vaults() []sql.Statement {
	v := Vault
	return []sql.Statement{
		sql.Insert(v).Values(v.ID.Set(1), v.Word.Set("open"), v.Code.Set("a"), v.N.Set(1), v.Tag.Set("#go")),
		sql.Insert(v).Values(v.ID.Set(2), v.Word.Set("shut"), v.Code.Set("b"), v.N.Set(1), v.Tag.SetNull()),
		sql.Insert(v).Values(v.ID.Set(3)),
	}
}

// wrapped are statements with types that put SQL around their values.
func wrapped() (right, wrong []Case) {
	v := Vault
	other := schema.Alias(v, "other")
	inner := sql.Select(v.ID, v.Word, v.N.As("n")).Where(v.N.Gt(0)).Subquery("s")
	cte := sql.With("c", sql.Select(v.ID, v.Word, v.Code))
	rows := sql.RowsOf("given", "at", sql.RowColumn{Name: "id", Type: sqltype.Integer.Desc(), Values: []driver.Value{driver.OfInt(1), driver.OfInt(2)}},
		sql.RowColumn{Name: "word", Type: Shouted.Desc(), Values: []driver.Value{driver.OfString("new"), {}}},
		sql.RowColumn{Name: "code", Type: Marked.Desc(), Values: []driver.Value{driver.OfString("x"), driver.OfString("y")}})
	word, code := sql.Col(rows, v.Word), sql.Col(rows, v.Code)
	ins := sql.Insert(v).Values(v.ID.Set(9), v.Word.Set("it's"), v.Code.Set(`\`), v.N.Set(-1), v.Tag.Set("#x"))
	list := sql.Values(sql.Column("w", Shouted), sql.Column("n", sqltype.Integer)).Row("deep", 1).Row("low", 2)
	right = []Case{
		{"select", sql.Select(v.ID, v.Word, v.Code, v.N, v.Tag).OrderBy(v.ID)},
		{"whole table", sql.Select(v).Where(v.ID.Eq(1))},
		{"label", sql.Select(v.Word.As("w")).OrderBy(sql.Label("w"))},
		{"alias", sql.Select(other.Word, other.N).Where(other.Word.Eq("open"))},
		{"where", sql.Select(v.ID).Where(v.Word.Eq("open"), v.Code.Ne("b"), v.N.Lt(2))},
		{"in", sql.Select(v.ID).Where(v.Word.In("open", "it's", "x"))},
		{"not in", sql.Select(v.ID).Where(v.Code.NotIn("a", "z"))},
		{"in tuples", sql.Select(v.ID).Where(sql.Tuple2(v.Word, v.N).In(sql.Row2[string, int]{A: "open", B: 1}, sql.Row2[string, int]{A: "shut", B: 2}))},
		{"between", sql.Select(v.ID).Where(v.N.Between(0, 2))},
		{"distinct from", sql.Select(v.ID).Where(v.Word.IsDistinctFrom("open"))},
		{"nothing", sql.Select(v.ID).Where(v.Word.In())},
		{"is null", sql.Select(v.ID).Where(v.Word.IsNull())},
		{"decorated", sql.Select(v.Tag).Where(v.Tag.In("#go", "#rust"))},
		{"two columns", sql.Select(v.ID).Where(sql.Ne(v.Word, v.Code))},
		{"join", sql.Select(v.ID, other.Word).From(v).Join(other, sql.Eq(v.Word, other.Word)).Where(other.Code.Eq("a"))},
		{"distinct and order", sql.Select(v.N).Distinct().OrderBy(v.N.Desc())},
		{"order and group", sql.Select(v.N, sql.Count()).GroupBy(v.N).Having(sql.Max(v.N).Gt(0)).OrderBy(v.N)},
		{"aggregate", sql.Select(sql.Max(v.Word), sql.Min(v.N))},
		{"coalesce", sql.Select(v.Word.Coalesce("none").As("w"), v.ID).OrderBy(v.ID)},
		{"case", sql.Select(sql.WhenExpr(v.ID.Eq(1), v.Word).ElseExpr(sql.ValLike("other", v.Word)).As("w"), v.ID).OrderBy(v.ID)},
		{"value alone", sql.Select(sql.ValLike("Alone", v.Word).As("w"))},
		{"parameter", sql.Select(v.ID).Where(sql.Or(sql.Eq(v.Word, sql.ParamLike("word", v.Word)), v.Word.Eq("open")))},
		{"as it is stored", sql.Select(sql.TypeAs(v.Word, sqltype.Text), sql.TypeAs(v.Code, sqltype.Text)).Where(v.ID.Eq(1))},
		{"subquery", sql.Select(sql.Col(inner, v.Word), sql.Col(inner, v.N)).From(inner).Where(sql.Col(inner, v.Word).Eq("open"))},
		{"cte", sql.Select(sql.Col(cte, v.Word), sql.Col(cte, v.Code)).From(cte).OrderBy(sql.Col(cte, v.ID))},
		{"scalar", sql.Select(sql.ScalarNull(sql.Select1(v.Word).Where(v.ID.Eq(2))).As("w"))},
		{"in query", sql.Select(v.ID).Where(v.Word.InQuery(sql.Select1(other.Word.NotNull()).Where(other.ID.Eq(1))))},
		{"exists", sql.Select(v.ID).Where(sql.Exists(sql.Select(other.Word).Where(sql.Eq(other.Word, v.Word), other.N.Eq(1))))},
		{"union", sql.Select(v.Word).Where(v.ID.Eq(1)).Union(sql.Select(other.Word)).OrderBy(v.Word)},
		{"union of limits", sql.Select(v.Word).OrderBy(v.ID).Limit(1).UnionAll(sql.Select(other.Word).OrderBy(other.ID.Desc()).Limit(2))},
		{"window", sql.Select(v.ID, sql.FirstValue(v.Word).Over(sql.WindowBy(v.ID)).As("w")).OrderBy(v.ID)},
		{"values", sql.Select(sql.Col(list.As("l"), sql.Column("w", Shouted))).From(list.As("l"))},
		{"raw text", sql.Text("SELECT word FROM vault WHERE word = :w").Bind("w", "OPEN").Columns(v.Word)},
		{"rows", sql.Select(word, code).From(rows).OrderBy(word)},
		{"insert", ins},
		{"insert returning", ins.Returning(v.Word, v.Code.As("c"), v.N, v.Tag)},
		{"insert default", sql.Insert(v).Values(v.ID.Set(9)).Returning(v.N)},
		{"insert rows", sql.Insert(v).Rows([]sql.Assignment{v.ID.Set(10), v.Word.Set("a"), v.Code.Set("c")}, []sql.Assignment{v.ID.Set(11), v.Word.Set("b"), v.Code.SetNull()})},
		{"insert from select", sql.Insert(v).FromSelect([]sql.Expr{v.ID, v.Word, v.Code}, sql.Select(other.ID.Add(20), sql.NullOf[string]().As("w"), other.Code))},
		{"insert from rows", sql.Insert(v).FromSelect([]sql.Expr{v.ID, v.Word, v.Code}, sql.Select(sql.Col(rows, v.ID).Add(30).As("i"), word, code).From(rows))},
		{"upsert", sql.Insert(v).Values(v.ID.Set(1), v.Word.Set("again"), v.Code.Set("c")).OnConflict(v.ID).DoUpdate(v.Word.SetExpr(sql.Excluded(v.Word)), v.Code.Set("set"))},
		{"update", sql.Update(v).Set(v.Word.Set("new"), v.N.Set(7)).Where(v.Code.Eq("a"))},
		{"update returning", sql.Update(v).Set(v.Code.Set("r")).Where(v.Word.Eq("open")).Returning(v.Word, v.Code)},
		{"update from rows", sql.Update(v).Set(v.Code.SetExpr(code)).From(rows).Where(sql.Eq(sql.Col(rows, v.ID), v.ID))},
		{"update of itself", sql.Update(v).Set(v.Word.SetExpr(v.Word), v.N.SetExpr(v.N.Add(1))).Where(v.ID.Eq(1))},
		{"delete", sql.Delete(v).Where(v.Word.Eq("open")).Returning(v.Word)},
		{"written in a cte", sql.Select(sql.Col(sql.With("u", sql.Update(v).Set(v.Word.Set("cte")).Where(v.ID.Eq(1)).Returning(v.ID, v.Word)), v.Word))},
	}
	expr := func(t sqltype.Of[string]) sql.Statement {
		return sql.Select(sql.TypeAs(sql.Val("x"), t), sql.ValLike("y", sql.TypeAs(sql.Val("x"), t)))
	}
	type str = sql.Value[string, string]
	wrap := func(f func(str) sql.Expr) sql.Statement { return expr(sql.Wrap(sqltype.Text, sqltype.Text, f, nil)) }
	wrong = []Case{
		{"wrap of nothing", expr(sql.Wrap[string, string](sqltype.Text, sqltype.Text, nil, nil))},
		{"wrap that loses its value", wrap(func(str) sql.Expr { return sql.Val("x") })},
		{"wrap with a column", wrap(func(x str) sql.Expr { return sql.Concat(x, v.Word) })},
		{"wrap with a parameter", wrap(func(x str) sql.Expr { return sql.Concat(x, sql.Param[string]("p")) })},
		{"wrap with a list", wrap(func(x str) sql.Expr { return x.In("a", "b") })},
		{"wrap with a subquery", wrap(func(x str) sql.Expr { return sql.Concat(x, sql.Scalar(sql.Select1(sql.Val("y")))) })},
		{"wrap with a mistake", wrap(func(x str) sql.Expr { return sql.Substring(sql.String(x), 1, -1) })},
		{"wrap without an expression", wrap(func(x str) sql.Expr { return nil })},
		{"wrap of a wrap", expr(sql.Wrap(Shouted, sqltype.Text, func(x str) sql.Expr { return sql.Concat(x, sql.Val("!")) }, nil))},
		{"members of an array", sql.Select(v.ID).Where(sql.Eq(sql.TypeAs(sql.Val([]string{"a"}), sqltype.ArrayOf(Shouted)), sql.ValLike([]string{"a"}, sql.TypeAs(sql.Val([]string{"a"}), sqltype.ArrayOf(Shouted)))))},
		{"values alone", list},
	}
	return right, wrong
}
