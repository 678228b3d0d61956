package compile_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/internal/corpus"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

func keyOf(s sql.Statement) *sql.Key {
	k := &sql.Key{}
	k.Node(sql.StatementOf(s))
	return k
}

// compiledAs is all that a cache would hand to the next statement with the key.
func compiledAs(t *testing.T, g compile.Grammar, s sql.Statement) (string, bool) {
	t.Helper()
	c, err := compile.Compile(g, sql.StatementOf(s), keyOf(s))
	if err != nil {
		return "", false
	}
	text := fmt.Sprint(c.SQL, c.Verb, c.Params, c.Slots, c.Names, c.Nullable, c.OneRow, c.Session)
	for _, col := range c.Columns {
		text += sql.TypeOf(col).String()
	}
	return text, true
}

// TestKeysTellStatementsApart: one key never stands for two SQL texts, on any
// dialect. (Two keys for one text are allowed: an ORDER BY by x and one by x's label.)
func TestKeysTellStatementsApart(t *testing.T) {
	for _, g := range targets() {
		byKey := map[string]string{}
		names := map[string]string{}
		for _, c := range corpus.All() {
			text, ok := compiledAs(t, g.d.Grammar(), c.Stmt)
			if !ok {
				continue
			}
			k := string(keyOf(c.Stmt).Bytes)
			if had, ok := byKey[k]; ok && had != text {
				t.Errorf("%s: %s and %s have one key and\n%s\n%s", g.name, names[k], c.Name, had, text)
			}
			byKey[k], names[k] = text, c.Name
		}
	}
}

// TestKeysOfLookAlikes: statements that differ in one thing the SQL depends on.
func TestKeysOfLookAlikes(t *testing.T) {
	p, o := corpus.Products, corpus.Orders
	sub := func(c sql.Cond) sql.Subquery { return sql.Select(p.ID, p.Name).Where(c).Subquery("s") }
	cte := func(c sql.Cond) *sql.CTE { return sql.With("s", sql.Select(p.ID, p.Name).Where(c)) }
	pairs := map[string][2]sql.Statement{
		"subquery that only a column names": {sql.Select(sql.Col(sub(p.ID.Gt(1)), p.Name)), sql.Select(sql.Col(sub(p.ID.Lt(1)), p.Name))},
		"CTE that only a column names":      {sql.Select(sql.Col(cte(p.ID.Gt(1)), p.Name)), sql.Select(sql.Col(cte(p.ID.Lt(1)), p.Name))},
		"alias of another table":            {sql.Select(schema.Alias(p, "a").ID), sql.Select(schema.Alias(o, "a").ID)},
		"type of a function":                {sql.Select(sql.Func("f", sqltype.Text, p.ID)), sql.Select(sql.Func("f", sqltype.Integer, p.ID))},
		"type of a fragment":                {sql.Select(sql.Fragment("1", sqltype.Text)), sql.Select(sql.Fragment("1", sqltype.Integer))},
		"backslash in a pattern":            {sql.Select(p.ID).Where(p.Name.Like("a")), sql.Select(p.ID).Where(p.Name.Like(`\`))},
		"name of a parameter":               {sql.Select(p.ID).Where(sql.Eq(p.Name, sql.Param[string]("a"))), sql.Select(p.ID).Where(sql.Eq(p.Name, sql.Param[string]("b")))},
		"one bind twice or two":             {sumOfOne(), sumOfTwo()},
	}
	for name, pair := range pairs {
		a, b := keyOf(pair[0]), keyOf(pair[1])
		if slices.Equal(a.Bytes, b.Bytes) {
			t.Errorf("%s: one key for two statements", name)
		}
	}
}

func sumOfOne() sql.Statement {
	x := sql.Number(sql.Val(1))
	return sql.Select(sql.Add(x, x))
}

func sumOfTwo() sql.Statement {
	return sql.Select(sql.Add(sql.Number(sql.Val(1)), sql.Number(sql.Val(2))))
}

// TestValuesAreNotPartOfTheKey: other values, the same key; and what was compiled
// for one statement serves the other with its own values.
func TestValuesAreNotPartOfTheKey(t *testing.T) {
	p := corpus.Products
	build := func(i int, s string, in ...int) sql.Statement {
		return sql.Select(p.ID, sql.Literal(i)).Where(p.Name.Like(s), p.Price.Between(float64(i), 9), p.ID.In(in...)).Limit(i)
	}
	a, b := build(1, "a%", 1, 2, 3), build(7, "b%", 4, 5, 6, 7)
	ka, kb := keyOf(a), keyOf(b)
	if !slices.Equal(ka.Bytes, kb.Bytes) {
		t.Fatal("values changed the key")
	}
	for _, g := range targets() {
		c, err := compile.Compile(g.d.Grammar(), sql.StatementOf(a), ka)
		if err != nil {
			t.Fatal(err)
		}
		args, err := c.Args(nil, kb, nil)
		if err != nil {
			t.Fatal(err)
		}
		_, want, err := g.d.RenderSQL(sql.StatementOf(b))
		if err != nil {
			t.Fatal(err)
		}
		for i, v := range args {
			if fmt.Sprint(v.Go()) != fmt.Sprint(want[i]) {
				t.Errorf("%s: argument %d is %v, not %v", g.name, i, v.Go(), want[i])
			}
		}
	}
}

func TestListsAreBoundWholeOrPadded(t *testing.T) {
	many := make([]int, 70000)
	for i := range many {
		many[i] = i
	}
	s := sql.Select(corpus.Products.ID).Where(corpus.Products.ID.In(many...))
	for _, g := range targets() {
		k := keyOf(s)
		c, err := compile.Compile(g.d.Grammar(), sql.StatementOf(s), k)
		if err != nil {
			t.Fatal(err)
		}
		args, err := c.Args(nil, k, nil)
		if err != nil || len(args) != 1 || len(args[0].Int64s()) != len(many) {
			t.Errorf("%s: %d arguments, %v", g.name, len(args), err)
		}
	}
	bins := make([][]byte, len(many))
	for i := range bins {
		bins[i] = []byte{byte(i), byte(i >> 8), byte(i >> 16)}
	}
	for _, g := range targets() {
		s := sql.Select(corpus.Kinds.ID).Where(corpus.Kinds.Bin.In(bins...))
		_, err := compile.Compile(g.d.Grammar(), sql.StatementOf(s), nil)
		var e *compile.TooManyBindsError
		if g.name != "postgresql" && (!errors.As(err, &e) || e.Max != g.d.Features().MaxBinds) {
			t.Errorf("bytes on %s: %v", g.name, err)
		}
	}
	if a, b := keyOf(sql.Select(corpus.Products.ID).Where(corpus.Products.ID.In(many...))), keyOf(sql.Select(corpus.Products.ID).Where(corpus.Products.ID.In(many[:66000]...))); string(a.Bytes) != string(b.Bytes) {
		t.Error("a list of 66,000 and one of 70,000 have texts of their own")
	}
	// within the limit each member is there, and the last fills up
	k := keyOf(sql.Select(corpus.Products.ID).Where(corpus.Products.ID.In(many[:16000]...)))
	g := targets()[1].d.Grammar()
	c, err := compile.Compile(g, sql.StatementOf(sql.Select(corpus.Products.ID).Where(corpus.Products.ID.In(many[:16000]...))), nil)
	if err != nil {
		t.Fatal(err)
	}
	args, err := c.Args(nil, k, nil)
	if err != nil || len(args) < 16000 || len(args) > 16384 || args[15999].Int() != 15999 || args[len(args)-1].Int() != 15999 {
		t.Errorf("%d arguments, %v", len(args), err)
	}
}

func TestMissingParameter(t *testing.T) {
	s := sql.Text("SELECT :a")
	k := keyOf(s)
	c, err := compile.Compile(postgres.Dialect.Grammar(), sql.StatementOf(s), k)
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.Args(nil, k, func(string) (driver.Value, bool) { return driver.Value{}, false })
	if e, ok := err.(*compile.MissingParamError); !ok || e.Name != "a" {
		t.Fatal(err)
	}
}

// TestBranches: statements branched from one base never see each other's clauses,
// and the base stays as it was.
func TestBranches(t *testing.T) {
	p, o := corpus.Products, corpus.Orders
	base := sql.Select(p.ID).Where(p.ID.Gt(0)).GroupBy(p.ID).OrderBy(p.ID)
	base = base.Where(p.ID.Gt(1)).Where(p.ID.Gt(2)) // room at the end of the array is what would be shared
	branches := map[string]func() sql.SelectStmt[sql.Record]{
		"where":  func() sql.SelectStmt[sql.Record] { return base.Where(p.Name.Eq("x")) },
		"where2": func() sql.SelectStmt[sql.Record] { return base.Where(p.Price.Eq(1)) },
		"group":  func() sql.SelectStmt[sql.Record] { return base.GroupBy(p.Name) },
		"having": func() sql.SelectStmt[sql.Record] { return base.Having(sql.Count().Gt(1)) },
		"order":  func() sql.SelectStmt[sql.Record] { return base.OrderBy(p.Name) },
		"order2": func() sql.SelectStmt[sql.Record] { return base.OrderBy(p.Price) },
		"join":   func() sql.SelectStmt[sql.Record] { return base.Join(o) },
		"limit":  func() sql.SelectStmt[sql.Record] { return base.Limit(1).Offset(2).Distinct() },
		"lock":   func() sql.SelectStmt[sql.Record] { return base.ForUpdate().NoWait() },
		"union":  func() sql.SelectStmt[sql.Record] { return base.Union(sql.Select(o.ID)) },
		"from":   func() sql.SelectStmt[sql.Record] { return base.From(p) },
	}
	text := func(s sql.Statement) string {
		out, args, err := postgres.Dialect.RenderSQL(sql.StatementOf(s))
		return fmt.Sprint(out, args, err)
	}
	alone := text(base)
	want := map[string]string{}
	for name, f := range branches {
		want[name] = text(f())
	}
	made := map[string]sql.Statement{}
	for name, f := range branches {
		made[name] = f()
	}
	for name, s := range made {
		if got := text(s); got != want[name] {
			t.Errorf("%s: %s\nalone: %s", name, got, want[name])
		}
		if want[name] == alone && name != "from" {
			t.Errorf("%s changed nothing", name)
		}
	}
	if text(base) != alone {
		t.Errorf("the base was changed: %s", text(base))
	}
	update := sql.Update(p).Set(p.Price.Set(1)).Where(p.ID.Eq(1))
	a, b := update.Set(p.Name.Set("a")), update.Set(p.AvailableQuantity.Set(2))
	if x, y := text(a), text(b); strings.Contains(x, "available") || strings.Contains(y, "name") || strings.Contains(text(update), "name=") {
		t.Errorf("%s\n%s", x, y)
	}
}
