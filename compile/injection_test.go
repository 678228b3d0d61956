package compile_test

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/ddl"
	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/dialect/mysql"
	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// payloads are texts that would mean something if they got out of where they are put.
func payloads(t *testing.T) []string {
	out := []string{"'", `"`, "`", `\`, "]", "--", "-- ", "/*", "*/", "#", ";", "$1", "?", ":p", "::int", "@@version", "%s", "%(x)s", "{0}", "$$", "$a$", "E'", "0x27", "\u2019", "\u02bc", "\uff07", "\u00a0", "\t", "\n", "\r", "\x1a", "\x7f", "\x01",
		"x'; DROP TABLE t; --", `x"; DROP TABLE t; --`, "x`; DROP TABLE t; --", "x]; DROP TABLE t; --", `x\'; DROP TABLE t; --`, `x\"; DROP TABLE t; --`, "x\\`; --", "'' OR ''=''", `"" OR ""=""`, "'/**/OR/**/1=1", "1) UNION SELECT 1 --",
		"a.b", `a"."b`, "a'.'b", "a`.`b", "*", "count(*)", "(SELECT 1)", "x AS y", "a b", "a,b", "a)", "(a", "a=b", "1", "-1", "NULL", "\x00", "a\x00b", "\xff", "\xbf'", "\xbf\x27", "\xe5\x27", "', (SELECT 1), '", "$.a\"]", "$[0]", "$**.a", `"$`, "a->b", "a#>>b", "%", "_", `\%`, "/%",
		"'\\", "\\'\\", "''", "'''", `"""`, "``", strings.Repeat("'", 7), strings.Repeat(`"`, 7), "a'||pg_sleep(9)||'", "a' AND SLEEP(9) AND 'a", "\u202e", "e\u0301", "🍺'", "日本\""}
	b, err := os.ReadFile("../../shared/data/naughty-strings.json")
	if err != nil {
		t.Log("the big list of naughty strings is not at hand (shared/data beside the repository): only our own are tried")
		return out
	}
	var naughty []string
	if err := json.Unmarshal(b, &naughty); err != nil {
		t.Fatal(err)
	}
	return append(out, naughty...)
}

// shape is a text without what stands in quotes: what an injection would change.
func shape(l sql.Lexis, s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		end, kind := l.Token(s, i)
		switch kind {
		case sql.TokenQuoted:
			b.WriteString("'…'")
		case sql.TokenOpen:
			b.WriteString("<never ends>")
		case sql.TokenNumber:
			b.WriteString("0")
		case sql.TokenComment:
			b.WriteString("/*…*/")
		default:
			b.WriteString(s[i:end])
		}
		i = end
	}
	return dotted.ReplaceAllString(strings.ReplaceAll(b.String(), "E'…'", "'…'"), "'…'") // E is PostgreSQL's for a backslash
}

// dotted is a name with what it is in.
var dotted = regexp.MustCompile(`('…'|[\pL_][\pL\pN_]*)(\.('…'|[\pL_][\pL\pN_]*))+`)

type injectedTable struct {
	schema.Rows
	ID schema.Int
}

var injected = schema.Declare(schema.NewMetaData(), "injected", func(t *injectedTable) { t.ID.PrimaryKey() })

// A sink is a place that a text of a program's user may come to.
type sink struct {
	name     string
	make     func(t *schema.Table, s string) sql.Statement
	typeName bool
}

func injectionSinks() []sink {
	text := func(t *schema.Table) sql.Str[any, any] { return sql.String(t.C("s")) }
	doc := func(t *schema.Table) sql.JSON[any, any] { return sql.JSONOf(t.C("j").Value) }
	where := func(f func(t *schema.Table, s string) sql.Typed[bool]) func(*schema.Table, string) sql.Statement {
		return func(t *schema.Table, s string) sql.Statement { return sql.Select(t.C("id")).Where(f(t, s)) }
	}
	item := func(f func(t *schema.Table, s string) sql.Item) func(*schema.Table, string) sql.Statement {
		return func(t *schema.Table, s string) sql.Statement { return sql.Select(f(t, s)).From(t) }
	}
	change := func(f func(m *schema.MetaData, t *schema.Table, s string) ddl.Statement) func(*schema.Table, string) sql.Statement {
		return func(_ *schema.Table, s string) sql.Statement {
			m := schema.NewMetaData()
			return f(m, schema.NewTable(m, "x", schema.Column("id", sqltype.Integer, schema.PrimaryKey), schema.Column("s", sqltype.String(200))), s)
		}
	}
	return []sink{
		// values
		{name: "a value", make: where(func(t *schema.Table, s string) sql.Typed[bool] { return t.C("s").Eq(s) })},
		{name: "members of IN", make: where(func(t *schema.Table, s string) sql.Typed[bool] { return t.C("s").In(s, "x", s+s) })},
		{name: "a pattern", make: where(func(t *schema.Table, s string) sql.Typed[bool] { return text(t).Contains(s) })},
		{name: "a pattern without case", make: where(func(t *schema.Table, s string) sql.Typed[bool] { return text(t).IHasPrefix(s) })},
		{name: "a regular expression", make: where(func(t *schema.Table, s string) sql.Typed[bool] { return sql.Matches(text(t), s) })},
		{name: "a separator", make: item(func(t *schema.Table, s string) sql.Item { return sql.StringAgg(text(t), s) })},
		{name: "a filling", make: item(func(t *schema.Table, s string) sql.Item { return sql.PadLeft(text(t), 9, s) })},
		{name: "parts of a concatenation", make: item(func(t *schema.Table, s string) sql.Item { return sql.ConcatWS(s, text(t), sql.Val(s)) })},
		{name: "a search", make: where(func(t *schema.Table, s string) sql.Typed[bool] { return sql.FullText(s, t.C("s")) })},
		{name: "a zone", make: item(func(t *schema.Table, s string) sql.Item { return sql.AtZone(sql.Now(), s) })},
		{name: "a key of a document", make: item(func(t *schema.Table, s string) sql.Item { return doc(t).Path(s, "b", s).Text() })},
		{name: "a key that is looked for", make: where(func(t *schema.Table, s string) sql.Typed[bool] { return doc(t).HasKey(s) })},
		{name: "a value of a raw text", make: func(t *schema.Table, s string) sql.Statement {
			return sql.Text("SELECT id FROM t WHERE s = :p -- :p").Bind("p", s)
		}},
		{name: "a negative number behind a minus", make: item(func(t *schema.Table, s string) sql.Item {
			return sql.Sub(injected.ID, sql.Number(sql.Val(-len(s))))
		})},
		{name: "an inserted value", make: func(t *schema.Table, s string) sql.Statement {
			return sql.Insert(t).Values(t.C("id").Set(1), t.C("s").Set(s)).OnConflict(t.C("id")).DoUpdate(t.C("s").Set(s))
		}},
		// names
		{name: "a label, in the order too", make: func(t *schema.Table, s string) sql.Statement {
			return sql.Select(t.C("id").As(s)).OrderBy(sql.Label(s))
		}},
		{name: "an alias", make: func(t *schema.Table, s string) sql.Statement {
			a := schema.Alias(injected, s)
			return sql.Select(a.ID).Where(a.ID.Gt(1))
		}},
		{name: "a subquery", make: func(t *schema.Table, s string) sql.Statement {
			return sql.Select(sql.Val(1)).From(sql.Select(t.C("id")).Subquery(s))
		}},
		{name: "a CTE", make: func(t *schema.Table, s string) sql.Statement {
			return sql.Select(sql.Val(1)).From(sql.With(s, sql.Select(t.C("id"))).As(s))
		}},
		{name: "columns of a CTE", make: func(t *schema.Table, s string) sql.Statement {
			return sql.Select(sql.Val(1)).From(sql.With("c", sql.Select(t.C("id")), sql.CTEColumns(s)).As("c"))
		}},
		{name: "a column of no table", make: item(func(t *schema.Table, s string) sql.Item { return sql.Column(s, sqltype.Integer) })},
		{name: "a collation", make: item(func(t *schema.Table, s string) sql.Item { return sql.Collate(text(t), s) })},
		{name: "a function", make: item(func(t *schema.Table, s string) sql.Item { return sql.Func(s, sqltype.Integer, sql.Val(1)) })},
		{name: "an aggregate", make: item(func(t *schema.Table, s string) sql.Item { return sql.FuncAgg(s, sqltype.Integer, sql.Val(1)) })},
		{name: "a table function", make: func(t *schema.Table, s string) sql.Statement {
			return sql.Select(sql.Val(1)).From(sql.TableFunc(s, sql.Val(1)).As(s))
		}},
		{name: "the type of a cast", make: item(func(t *schema.Table, s string) sql.Item { return sql.Cast(sql.Val(1), sqltype.Named[int](s)) }), typeName: true},
		{name: "a sampling method", make: func(t *schema.Table, s string) sql.Statement {
			return sql.Select(sql.Val(1)).From(sql.TableSample("a", t, sql.SampleMethod(s), 5))
		}},
		{name: "a constraint of an upsert", make: func(t *schema.Table, s string) sql.Statement {
			return sql.Insert(t).Values(t.C("id").Set(1)).OnConflictWith(s).DoNothing()
		}},
		{name: "a window", make: item(func(t *schema.Table, s string) sql.Item { return sql.RowNumber().Over(sql.WindowBy(t.C("id")).As(s)) })},
		{name: "a table", make: func(_ *schema.Table, s string) sql.Statement {
			return sql.Select(schema.NewTable(schema.NewMetaData(schema.InSchema(s)), s, schema.Column(s, sqltype.Integer)))
		}},
		// schema changes
		{name: "default", make: change(func(_ *schema.MetaData, t *schema.Table, s string) ddl.Statement {
			t.Column("s").ServerDefault = sql.NodeOf(sql.Val(s))
			return ddl.CreateTable{Table: t}
		})},
		{name: "check", make: change(func(_ *schema.MetaData, t *schema.Table, s string) ddl.Statement {
			t.AddCheck(sql.And(t.C("s").Ne(s), text(t).Contains(s))).Named(s + "c")
			return ddl.CreateTable{Table: t}
		})},
		{name: "comments", make: change(func(_ *schema.MetaData, t *schema.Table, s string) ddl.Statement {
			t.Comment, t.Column("s").Comment = s+" ", s+" "
			t.SetPrimaryKey("pk", t.C("id")).Comment(s + " ")
			t.AddUnique(t.C("s")).Named("u").Comment(s + " ")
			return ddl.CreateTable{Table: t}
		})},
		{name: "a comment by itself", make: change(func(_ *schema.MetaData, t *schema.Table, s string) ddl.Statement {
			return ddl.SetComment{Table: t, Text: s + " "}
		})},
		{name: "a comment of a column", make: change(func(_ *schema.MetaData, t *schema.Table, s string) ddl.Statement {
			return ddl.SetComment{Table: t, Column: t.Column("s"), Text: s + " "}
		})},
		{name: "names of a table", make: change(func(m *schema.MetaData, _ *schema.Table, s string) ddl.Statement {
			t := schema.NewTable(m, s, schema.Column(s, sqltype.Integer), schema.UniqueOn(s+"u", s))
			t.SetPrimaryKey(s+"p", t.C(s))
			return ddl.CreateTable{Table: t}
		})},
		{name: "a foreign key", make: change(func(_ *schema.MetaData, t *schema.Table, s string) ddl.Statement {
			schema.AddForeignKey(t, []sql.Expr{t.C("id")}, []sql.Expr{t.C("id")}, schema.FKName(s))
			return ddl.AddForeignKey{ForeignKey: t.ForeignKeys[0]}
		})},
		{name: "an index", make: change(func(_ *schema.MetaData, t *schema.Table, s string) ddl.Statement {
			t.AddIndex(t.C("s")).Named(s).Comment(s + " ")
			return ddl.CreateIndex{Index: t.Indexes[0]}
		})},
		{name: "words of an index", make: change(func(_ *schema.MetaData, t *schema.Table, s string) ddl.Statement {
			t.AddIndex(t.C("s")).Using(s).OpClass(t.C("s"), s).With(s, s).Tablespace(s).Parser(s)
			return ddl.CreateIndex{Index: t.Indexes[0]}
		})},
		{name: "an exclusion", make: change(func(_ *schema.MetaData, t *schema.Table, s string) ddl.Statement {
			schema.AddExclude(t, schema.Without{Item: t.C("s"), Operator: s}).Using(s).Named(s)
			return ddl.AddConstraint{Exclude: t.Excludes[0]}
		})},
		{name: "collation of a column", make: change(func(_ *schema.MetaData, t *schema.Table, s string) ddl.Statement {
			t.Column("s").Collation = s + "c"
			return ddl.CreateTable{Table: t}
		})},
		{name: "options of PostgreSQL", make: change(func(_ *schema.MetaData, t *schema.Table, s string) ddl.Statement {
			schema.Options(t, postgres.Storage(s, s), postgres.Tablespace(s), postgres.Using(s), postgres.OnCommit(s), postgres.Partitioned(s, t.Column("s")))
			return ddl.CreateTable{Table: t}
		})},
		{name: "options of MySQL", make: change(func(_ *schema.MetaData, t *schema.Table, s string) ddl.Statement {
			schema.Options(t, mysql.Engine(s), mysql.Charset(s), mysql.Collate(s), mysql.RowFormat(s), mysql.Option(s, s))
			return ddl.CreateTable{Table: t}
		})},
		{name: "partitions of MySQL", make: change(func(_ *schema.MetaData, t *schema.Table, s string) ddl.Statement {
			schema.Options(t, mysql.PartitionByList(t.Column("s"), mysql.OneOf(s+"p", s, "x"), mysql.TheRest(s+"r")))
			return ddl.CreateTable{Table: t}
		})},
		{name: "resolutions of SQLite", make: change(func(_ *schema.MetaData, t *schema.Table, s string) ddl.Statement {
			schema.Options(t, sqlite.PrimaryKeyOnConflict(sqlite.Resolution(s)))
			return ddl.CreateTable{Table: t}
		})},
		{name: "an enumeration", make: change(func(_ *schema.MetaData, t *schema.Table, s string) ddl.Statement {
			return ddl.CreateEnum{Type: sqltype.Enum(s, s, "x"+s).Desc()}
		})},
		{name: "an enumeration of a column", make: change(func(m *schema.MetaData, _ *schema.Table, s string) ddl.Statement {
			return ddl.CreateTable{Table: schema.NewTable(m, "e", schema.Column("e", sqltype.Enum(s, s+"a", "x"+s)))}
		})},
		{name: "a sequence", make: change(func(m *schema.MetaData, _ *schema.Table, s string) ddl.Statement {
			return ddl.CreateObject{Object: schema.NewSequence(m, s)}
		})},
		{name: "the next of a sequence", make: item(func(t *schema.Table, s string) sql.Item { return schema.NewSequence(schema.NewMetaData(), s).Next() })},
		{name: "a domain", make: change(func(m *schema.MetaData, _ *schema.Table, s string) ddl.Statement {
			schema.NewDomain(m, s, sqltype.String(9), func(v sql.Value[string, string]) sql.Cond { return v.Ne(s) }, schema.DomainDefault(sql.Val(s)))
			return ddl.CreateObject{Object: m.Objects()[0]}
		})},
		{name: "a view", make: change(func(m *schema.MetaData, t *schema.Table, s string) ddl.Statement {
			return ddl.CreateObject{Object: schema.NewView(m, s, sql.Select(t.C("s").As(s)).Where(t.C("s").Eq(s)))}
		})},
		{name: "an extension", make: change(func(m *schema.MetaData, _ *schema.Table, s string) ddl.Statement {
			return ddl.CreateObject{Object: schema.NewExtension(m, s)}
		})},
		{name: "a database schema", make: change(func(_ *schema.MetaData, _ *schema.Table, s string) ddl.Statement {
			return ddl.DropSchema{Name: s, Cascade: true}
		})},
		{name: "a constraint that is dropped", make: change(func(_ *schema.MetaData, t *schema.Table, s string) ddl.Statement {
			return ddl.DropConstraint{Table: t, Name: s}
		})},
		{name: "a constraint that is validated", make: change(func(_ *schema.MetaData, t *schema.Table, s string) ddl.Statement {
			return ddl.ValidateConstraint{Table: t, Name: s}
		})},
		{name: "a table of a query", make: change(func(_ *schema.MetaData, t *schema.Table, s string) ddl.Statement {
			return ddl.CreateTableAs{Schema: s, Name: s, Query: sql.Select(sql.Val(s).As(s))}
		})},
		{name: "a partition of PostgreSQL", make: change(func(m *schema.MetaData, t *schema.Table, s string) ddl.Statement {
			schema.Options(t, postgres.Partitioned("list", t.Column("s")))
			postgres.AddPartition(t, s, postgres.OneOf(s, "x"))
			return ddl.Hook{Table: t, Stmt: m.Hooks(t, schema.AfterCreate, "postgresql")[0].Stmt}
		})},
	}
}

// TestNothingGetsOutOfItsQuotes puts hostile texts into every place that takes one: outside
// of quotes the statement is what it is with a harmless text, or it is refused. Executed they
// are by the conformance suite.
func TestNothingGetsOutOfItsQuotes(t *testing.T) {
	m := schema.NewMetaData()
	table := schema.NewTable(m, "t", schema.Column("id", sqltype.Integer, schema.PrimaryKey), schema.Column("s", sqltype.String(200)), schema.Column("j", sqltype.JSONB))
	all, tried := payloads(t), 0
	for _, d := range []dialect.Dialect{postgres.Dialect, mysql.Dialect, sqlite.Dialect} {
		g := d.Grammar()
		// write gives the text with placeholders, and the one that is shown, with values in it.
		write := func(s sql.Statement) (out [2]string) {
			if c, ok := s.(ddl.Statement); ok {
				out[0], _ = compile.DDL(g.(compile.SchemaGrammar), c)
				return out
			}
			var err error
			if out[0], _, err = d.RenderSQL(sql.StatementOf(s)); err != nil {
				return [2]string{}
			}
			out[1], _ = dialect.Literal(d, s)
			return out
		}
		for _, k := range injectionSinks() {
			var shapes [2][]string // of texts that do no harm
			for _, harmless := range []string{"be nign", "Be nign", "benign", "be nign.a", "be nign\\", "be nign'", `be nign'\`} {
				for i, text := range write(k.make(table, harmless)) {
					shapes[i] = append(shapes[i], shape(g.Lexis(), text))
				}
			}
			for _, p := range all {
				for i, text := range write(k.make(table, p)) {
					if text == "" {
						continue // refused
					}
					tried++
					got := shape(g.Lexis(), text)
					if !slices.Contains(shapes[i], got) && p != "" && !aWord.MatchString(p) && !(k.typeName && aType.MatchString(p)) {
						t.Errorf("%s: %s: %q gives\n\t%s\nwhich has the shape\n\t%s\nof a harmless text it is\n\t%s", d.Name(), k.name, p, text, got, strings.Join(slices.Compact(shapes[i]), "\n\t"))
					}
				}
			}
		}
	}
	if tried < 10_000 {
		t.Errorf("%d texts were taken: the test has lost its way", tried)
	}
}

// aWord is what may stand without quotes where a name or a word is asked for, and can do no
// harm there: words, with points between them, and numbers; aType is what the name of a type is.
var (
	aWord = regexp.MustCompile(`^([-+]?([0-9.]+([eE][-+]?[0-9]+)?|Infinity)|[\pL\pN_$]+(\.[\pL\pN_$]+)*)$`)
	aType = regexp.MustCompile(`^[\pL\pN\p{Mn}_. ]+(\([0-9, ]*\))?$`)
)
