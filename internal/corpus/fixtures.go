package corpus

import (
	"time"

	"github.com/aludel/aludel/sql"
)

// Fixtures fill the tables, so that statements find something: NULLs, negative
// numbers, texts with wildcards.
func Fixtures() []sql.Statement {
	p, o, n, k, t, h := Products, Orders, Nodes, Kinds, Transfers, Hostile
	var out []sql.Statement
	for i, name := range []string{"Anvil", "bolt", `50%\off`, "a_b", "it's"} {
		set := []sql.Assignment{p.ID.Set(i + 1), p.Name.Set(name), p.Price.Set(float64(i)*1.5 + 0.5), p.AvailableQuantity.Set(i*3 - 4)}
		if i%2 == 0 {
			set = append(set, p.ExpiryDate.Set(day.AddDate(0, i, 0)), p.ExpiryOffsetMonths.Set(i+1), p.ProductionDate.Set(day))
		}
		out = append(out, sql.Insert(p).Values(set...))
	}
	for i := range 4 {
		out = append(out, sql.Insert(o).Values(o.ID.Set(i+301), o.Quantity.Set(i*2), o.OrderDate.Set(at), o.ProductID.Set(i%3+1)))
	}
	out = append(out,
		sql.Insert(n).Values(n.ID.Set(201), n.Title.Set("root")),
		sql.Insert(n).Values(n.ID.Set(202), n.Title.Set("leaf"), n.ParentID.Set(201)),
		sql.Insert(t).Values(t.ID.Set(1), t.FromID.Set(1), t.ToID.Set(2)),
		sql.Insert(h).Values(h.ID.Set(1), h.Quote.Set("x"), h.Space.Set("z"), h.Order.Set(2), h.Uni.Set("y"), h.Upper.Set("u")))
	for i, mood := range []string{"happy", "sad"} {
		out = append(out, sql.Insert(k).Values(k.ID.Set(i+1), k.Small.Set(int16(1-2*i)), k.Big.Set(1<<60), k.Real.Set(1.5), k.Dbl.Set(2.5), k.Dec.Set("12.50"),
			k.Str.Set("a"), k.Chr.Set("b"), k.Txt.Set("c"), k.Flag.Set(i == 0), k.Day.Set(day), k.At.Set(at), k.Wall.Set(at), k.Clock.Set(90*time.Minute),
			k.Span.Set(3*time.Hour), k.UUID.Set([16]byte{1, 2}), k.Bin.Set([]byte{0, 1}), k.Mood.Set(mood), k.Doc.Set(map[string]int{"a": 1})))
	}
	return append(append(append(out, papers()...), samples()...), vaults()...)
}

// NotExecuted are the cases that are compiled only, and why.
var NotExecuted = map[string]string{
	"functions/words":                    "each database has users of its own",
	"types/parameter beside":             "its parameters have no values here",
	"functions/func quoted":              "there is no such function",
	"functions/now":                      "each database has a time of its own",
	"arrays/full text of two":            "MySQL wants an index over both",
	"comparisons/collate":                "each database has collations of its own",
	"functions/today":                    "each database has a time of its own",
	"functions/cast bool of text":        "the texts are no truth values",
	"insert/scalar subquery":             "each database generates keys of its own",
	"insert/now":                         "its product does not exist",
	"text/quotes":                        "its text is for the parser alone",
	"text/backslash before a quote":      "its text is for the parser alone",
	"text/backslash in a string":         "its text is for the parser alone",
	"text/slices and objects":            "its text is for the parser alone",
	"text/minus of a minus":              "a comment on two of the databases",
	"text/nested comment":                "comments nest on PostgreSQL alone",
	"text/fragment as databases read it": "its text is for the parser alone",
	"text/uneven fragment":               "it is refused",
	"text/escaped colon":                 "a cast of PostgreSQL's",
	"text/with insert":                   "its text is for the parser alone",
	"text/for update":                    "SQLite has no row locks",
	"text/session":                       "a function of PostgreSQL's",
	"tables/function as column":          "functions of PostgreSQL's",
	"dml/conflict expression":            "there is no such index",
	"text/ddl":                           "a change of the schema cannot be undone on MariaDB",
}

// DifferentRows are the cases whose rows differ between databases, and why.
var DifferentRows = map[string]string{
	"where/like":                            "SQLite's LIKE ignores the case of ASCII letters",
	"where/not like":                        "SQLite's LIKE ignores the case of ASCII letters",
	"where/like of param":                   "SQLite's LIKE ignores the case of ASCII letters",
	"functions/func":                        "round is each database's own",
	"insert/returning":                      "each database generates keys of its own",
	"insert/returning whole":                "each database generates keys of its own",
	"insert/default values returning":       "each database generates keys of its own",
	"upsert/do nothing returning":           "each database generates keys of its own",
	"upsert/do update returning":            "each database generates keys of its own",
	"names/insert":                          "each database generates keys of its own",
	"compositions/intervals without a sign": "read without types: an interval is a number of microseconds on SQLite and MariaDB",
	"compositions/sum of intervals":         "read without types: an interval is a number of microseconds on SQLite and MariaDB",
	"types/all":                             "read without types: SQLite has no times, PostgreSQL pads CHAR",
	"documents/aggregate filtered":          "the blanks in a JSON text are each database's own",
	"functions/cast times":                  "read without types: SQLite has no times",
}
