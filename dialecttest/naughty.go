package dialecttest

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// naughtyCases put every naughty string into every place that takes a name, and into
// the places of values that hostileCases and hostileDDLCases do not have.
func naughtyCases() []testCase {
	return []testCase{
		{name: "columns, constraints and indexes", bulk: true, run: func(e *env) error {
			e.inTables(e.naughtyNames())
			return e.want(sql.Select(sql.Count()).From(e.shop.p), "10")
		}},
		{name: "aliases, subqueries and CTEs", run: naughtyAliases},
		{name: "parameters", run: func(e *env) error {
			for _, n := range e.naughtyNames() {
				if n == "" {
					continue
				}
				got, err := rows(e.ctx, e.eng, sql.Select(sql.Param[int](n), sql.Param[int](n).As("again")).From(e.shop.p).Where(sql.Eq(e.shop.p.ID, sql.Param[int]("p"+n))), sql.Params{n: 7, "p" + n: 2})
				if err != nil || fmt.Sprint(got) != "[(7, 7)]" {
					e.Errorf("%q: %v, %v", n, got, err)
				}
				_, err = e.eng.Execute(e.ctx, sql.Select(sql.Param[int](n)))
				var pe *engine.ParamsError
				if !errors.As(err, &pe) {
					e.Errorf("%q is not given: %v", n, err)
				}
			}
			if _, err := e.eng.Execute(e.ctx, sql.Select(sql.Param[int]("")), sql.Params{"": 7}); err == nil {
				e.Error("a parameter without a name was executed")
			}
			return nil
		}},
		{name: "schemas", run: naughtySchemas},
		{name: "in JSON, as keys and as texts", run: naughtyJSON},
		{name: "patterns", run: func(e *env) error {
			t := declare(e, "label", func(t *labelTable) { t.ID.PrimaryKey().NoAutoincrement(); t.Name.Type(sqltype.Text) })
			e.exec(sql.Insert(t).Values(t.ID.Set(1), t.Name.Set("plain")))
			for _, s := range e.payloads(1 << 20) {
				for what, c := range map[string]sql.Cond{"Like": t.Name.Like(s), "NotLike": t.Name.NotLike(s), "ILike": t.Name.ILike(s)} {
					_, err := rows(e.ctx, e.eng, sql.Select(t.ID).Where(c))
					var de *driver.DataError // a pattern that ends with the character that escapes
					if err != nil && !(errors.As(err, &de) && strings.HasSuffix(s, `\`)) {
						e.Errorf("%s %q: %v", what, s, err)
					}
				}
			}
			return nil
		}},
		{name: "pages by key", run: naughtyPages},
	}
}

// naughtyNames are the naughty strings and our own.
func (e *env) naughtyNames() []string {
	out := slices.Clone(names)
	for _, n := range e.naughty() {
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// inTables uses names for columns, with a unique constraint, an index and a check of that
// name too, several in a table. A table that is refused is tried in halves, until
// the name is found that must not be one.
func (e *env) inTables(names []string) {
	e.Helper()
	const together = 12
	for len(names) > together {
		e.inTables(names[:together])
		names = names[together:]
	}
	if len(names) == 0 {
		return
	}
	m := schema.NewMetaData()
	parts := []schema.TablePart{schema.Column("id", sqltype.Integer, schema.PrimaryKey)}
	for _, n := range names {
		parts = append(parts, schema.Column(n, sqltype.Integer))
	}
	t := schema.NewTable(m, "naughty", parts...)
	set := []sql.Assignment{t.C("id").Set(1)}
	for _, n := range names {
		c := t.C(n)
		t.AddUnique(c).Named("u" + n)
		t.AddIndex(c, t.C("id")).Named("i" + n)
		t.AddCheck(c.Ne(5)).Named("c" + n)
		set = append(set, c.Set(7))
	}
	before := holds(e)
	if err := e.eng.CreateAll(e.ctx, m); err != nil {
		var ie *compile.IdentError
		if len(names) == 1 {
			if names[0] != "" && !errors.As(err, &ie) {
				e.Errorf("%q: %v", names[0], err)
			}
			if after := holds(e); !slices.Equal(before, after) && e.eng.Dialect().Features().TransactionalDDL {
				e.Errorf("%q was refused, and left something", names[0])
			}
			return
		}
		half := len(names) / 2
		e.inTables(names[:half])
		e.inTables(names[half:])
		return
	}
	defer func() { e.must(e.eng.DropAll(e.ctx, m)) }()
	e.exec(sql.Insert(t).Values(set...))
	r, err := e.eng.Execute(e.ctx, sql.Select(t))
	e.must(err)
	equal(e, "the names", fmt.Sprintf("%q", r.Keys()[1:]), fmt.Sprintf("%q", names))
	e.must(r.Close())
	for _, n := range names {
		c := t.C(n)
		if err := e.want(sql.Select(c).Where(c.Eq(7)).GroupBy(c).OrderBy(c), "7"); err != nil {
			e.Errorf("%q: %v", n, err)
		}
		_, err := e.eng.Execute(e.ctx, sql.Insert(t).Values(t.C("id").Set(2), c.Set(7)))
		e.is(err, driver.ErrUnique)
		_, err = e.eng.Execute(e.ctx, sql.Update(t).Set(c.Set(5)).Where(c.Eq(7)))
		e.is(err, driver.ErrCheck)
	}
}

func naughtyAliases(e *env) error {
	for _, n := range e.naughtyNames() {
		if n == "" {
			continue // no alias
		}
		p := schema.Alias(e.shop.p, n)
		sub := sql.Select(p.ID.As(n)).Where(p.ID.Eq(2)).Subquery("s" + n)
		got, err := rows(e.ctx, e.eng, sql.Select(sql.Col(sub, p.ID.As(n))).From(sub))
		if !refusedName(e, n, err) && fmt.Sprint(got) != "[2]" {
			e.Errorf("subquery %q: %v", n, got)
		}
		cte := sql.With("c"+n, sql.Select(p.ID).Where(p.ID.Le(2)))
		got, err = rows(e.ctx, e.eng, sql.Select(sql.Max(sql.Col(cte, p.ID)).As(n)).From(cte))
		if !refusedName(e, n, err) && fmt.Sprint(got) != "[2]" {
			e.Errorf("CTE %q: %v", n, got)
		}
	}
	return nil
}

// naughtySchemas asks for a table in a schema that is not there: the database must
// have understood the name.
func naughtySchemas(e *env) error {
	for _, n := range e.naughtyNames() {
		if n == "" {
			continue
		}
		t := schema.NewTable(schema.NewMetaData(schema.InSchema(n)), "nothing", schema.Column("id", sqltype.Integer, schema.PrimaryKey))
		_, err := e.eng.Execute(e.ctx, sql.Select(t.C("id")).Where(t.C("id").Eq(1)))
		var ie *compile.IdentError
		var de *driver.Error
		switch {
		case errors.As(err, &ie):
		case err == nil:
			e.Errorf("%q: there is such a table", n)
		case !errors.As(err, &de) || de.Code == "42601" || de.Number == 1064 || strings.Contains(de.Message, "syntax error"):
			e.Errorf("%q: %v", n, err)
		}
	}
	return nil
}

func naughtyJSON(e *env) error {
	t := declare(e, "naughty_document", func(t *documentTable) { t.ID.PrimaryKey().NoAutoincrement() })
	all := e.payloads(1 << 20)
	for i, s := range all {
		e.exec(sql.Insert(t).Values(t.ID.Set(i), t.Doc.Set(map[string]string{s: s, "other " + s: "x"})))
		doc, err := engine.One(e.ctx, e.eng, sql.Select1(t.Doc).Where(t.ID.Eq(i)))
		if err != nil || doc[s] != s || len(doc) != 2 {
			e.Errorf("%q came back in %q, %v", s, doc, err)
		}
		got, err := rows(e.ctx, e.eng, sql.Select(t.ID).Where(t.ID.Eq(i), t.Doc.Path(s).Text().Eq(s)))
		var ue *compile.UnsupportedError
		if errors.As(err, &ue) && strings.HasPrefix(s, "-") {
			continue
		}
		if err != nil || len(got) != 1 {
			e.Errorf("the key %q leads to %v, %v", s, got, err)
		}
	}
	// what stands for something else in a text of JSON
	for _, s := range []string{"\u2028\u2029", "</script>", "\b\f\v\x7f", `\u0041`, `\"`, "\ufffd"} {
		want, err := json.Marshal(s)
		e.must(err)
		e.exec(sql.Delete(t).AllRows(), sql.Insert(t).Values(t.ID.Set(1), t.Doc.Set(map[string]string{"s": s})))
		doc, err := engine.One(e.ctx, e.eng, sql.Select1(t.Doc))
		if err != nil || doc["s"] != s {
			e.Errorf("%s came back as %q, %v", want, doc["s"], err)
		}
	}
	return nil
}

type documentTable struct {
	schema.Rows
	ID  schema.Int
	Doc schema.JSON[map[string]string]
}

//lint:ignore U1000 the row of notionTable, which names it in an alias of a generic type
type notion struct {
	ID   int
	Word string
}

type notionTable struct {
	orm.TableOf[notion, int]
	ID   schema.Int
	Word schema.String
}

// naughtyPages goes through naughty strings page by page, in their own order, which is the
// database's: each comes once, whatever is equal to what.
func naughtyPages(e *env) error {
	base := orm.NewBase()
	t := orm.Declare(base, "notion", func(t *notionTable) {
		t.ID.PrimaryKey().NoAutoincrement()
		t.Word.Size(700)
	})
	e.must(base.CreateAll(e.ctx, e.eng))
	defer func() { e.must(base.DropAll(e.ctx, e.eng)) }()
	var all []string
	for _, s := range e.payloads(700) {
		if utf8.ValidString(s) {
			all = append(all, s)
		}
	}
	e.must(orm.Begin(e.ctx, e.eng, func(s *orm.Session) error {
		for i, w := range all {
			s.Add(&notion{ID: i + 1, Word: w})
		}
		return nil
	}, orm.Using(base)))
	s := orm.NewSession(e.eng, orm.Using(base))
	defer s.Close()
	seen := map[int]bool{}
	q := orm.Select(t).OrderBy(t.Word.Asc()).Limit(23)
	for pages, next := 0, ""; ; pages++ {
		at := q
		if next != "" {
			at = q.After(next)
		}
		page, err := at.Page(e.ctx, s)
		if err != nil {
			return err
		}
		for _, n := range page.Rows {
			if n.Word != all[n.ID-1] {
				e.Errorf("%q came back as %q", all[n.ID-1], n.Word)
			}
			if seen[n.ID] {
				e.Errorf("%q came twice", n.Word)
			}
			seen[n.ID] = true
		}
		if next = page.Next; next == "" || pages > len(all) {
			break
		}
	}
	equal(e, "how many came", len(seen), len(all))
	return nil
}
