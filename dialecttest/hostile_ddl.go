package dialecttest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// hostileDDLCases put hostile texts into every place of a schema change that takes one:
// what went in comes back, or was refused before anything was sent.
func hostileDDLCases() []testCase {
	return []testCase{
		{name: "defaults, checks, comments and computed columns", run: hostileTexts},
		{name: "labels of enumerations", run: hostileLabels},
		{name: "names of everything", run: hostileNames},
		{name: "words that are no words", run: func(e *env) error {
			for _, s := range []string{"x; DROP TABLE product", "a b", "a'b", `a"b`, "a--b", "1) x", "", "a/**/b", "a\x00", "é; "} {
				m := schema.NewMetaData()
				t := schema.NewTable(m, "worded", schema.Column("id", sqltype.Integer, schema.PrimaryKey), schema.Column("a", sqltype.Integer))
				if s != "" {
					t.AddIndex(t.C("a")).Using(s).Named("i1")
				}
				t.AddIndex(t.C("a")).With(s, s).Named("i2")
				if err := e.eng.CreateAll(e.ctx, m); err == nil {
					e.Errorf("%q was taken for the word of an index", s)
					_ = e.eng.DropAll(e.ctx, m)
				}
			}
			for _, s := range []string{"INT; DROP TABLE product", "INT) x", "INT, b INT", "INT--", "'x'", "", "INT(", "a[[", " INT"} {
				m := schema.NewMetaData()
				schema.NewTable(m, "typed", schema.Column("id", sqltype.Integer, schema.PrimaryKey), schema.Column("a", sqltype.Named[string](s)))
				if err := e.eng.CreateAll(e.ctx, m); err == nil {
					e.Errorf("%q was taken for the name of a type", s)
					_ = e.eng.DropAll(e.ctx, m)
				}
			}
			return e.want(sql.Select(sql.Count()).From(e.shop.p), "10")
		}},
		{name: "decimals that are none", run: func(e *env) error {
			for _, s := range []string{"1); DROP TABLE product; --", "1 OR 1=1", "0x1F", "--1", "1e", "."} {
				m := schema.NewMetaData()
				schema.NewTable(m, "decimal_default", schema.Column("id", sqltype.Integer, schema.PrimaryKey),
					schema.Column("d", sqltype.Numeric(9, 2), schema.ServerDefault(sql.Val(driver.OfDecimal(s)))))
				if err := e.eng.CreateAll(e.ctx, m); err == nil {
					e.Errorf("%q was written as a number", s)
					_ = e.eng.DropAll(e.ctx, m)
				}
			}
			return nil
		}},
	}
}

// payloads are the texts that a database keeps, none longer than n characters.
func (e *env) payloads(n int) []string {
	var out []string
	for _, s := range slices.Concat(awkward, e.naughty(), []string{`${jndi:x}`, `\'; DROP TABLE product; -- `, "E'\\''", "$$; DROP", "*/ DROP /*", "%(x)s", "{0}", "\\0", "\x1a"}) {
		if utf8.ValidString(s) && !strings.Contains(s, "\x00") && utf8.RuneCountInString(s) <= n && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

func hostileTexts(e *env) error {
	all := e.payloads(200)
	for len(all) > 0 {
		part := all[:min(25, len(all))]
		all = all[len(part):]
		m := schema.NewMetaData()
		parts := []schema.TablePart{schema.Column("id", sqltype.Integer, schema.PrimaryKey)}
		for i, s := range part {
			parts = append(parts, schema.Column(fmt.Sprintf("c%d", i), sqltype.String(200), schema.ServerDefault(sql.Val(s)), schema.ColumnComment(commented(s))))
		}
		t := schema.NewTable(m, "hostile_defaults", parts...)
		for i, s := range part {
			t.AddCheck(t.C(fmt.Sprintf("c%d", i)).Ne(s + "!"))
		}
		if err := e.eng.CreateAll(e.ctx, m); err != nil {
			return fmt.Errorf("%q: %w", part, err)
		}
		e.exec(sql.Insert(t).Values(t.C("id").Set(1)))
		r, err := e.eng.Execute(e.ctx, sql.Select(t))
		if err != nil {
			return err
		}
		row, err := r.One()
		if err != nil {
			return err
		}
		for i, s := range part {
			if got := row.At(i + 1); got != any(s) {
				e.Errorf("the default %q came back as %q", s, got)
			}
			if _, err := e.eng.Execute(e.ctx, sql.Update(t).Set(t.C(fmt.Sprintf("c%d", i)).Set(s+"!")).Where(t.C("id").Eq(1))); err == nil {
				e.Errorf("the check of %q let it through", s)
			}
		}
		if err := e.eng.DropAll(e.ctx, m); err != nil {
			return err
		}
	}
	return e.want(sql.Select(sql.Count()).From(e.shop.p), "10")
}

// commented is a text that every database can keep as a comment.
func commented(s string) string {
	return strings.Map(func(r rune) rune {
		if r > 0xffff {
			return '?'
		}
		return r
	}, s)
}

func hostileLabels(e *env) error {
	var labels []string
	for _, s := range e.payloads(50) {
		if strings.TrimRight(s, " ") == s && len(s) < 60 && s != "" && s[0] >= '\t' && !slices.ContainsFunc(labels, func(l string) bool { return strings.EqualFold(l, s) }) && !strings.ContainsAny(s, "\u00a0\ufeff\u200b\u00ad\u202e") {
			labels = append(labels, s)
		}
	}
	labels = labels[:min(40, len(labels))]
	m := schema.NewMetaData()
	t := schema.NewTable(m, "hostile_labels", schema.Column("id", sqltype.Integer, schema.PrimaryKey), schema.Column("e", sqltype.Enum(`odd "enum's`, labels...)))
	if err := e.eng.CreateAll(e.ctx, m); err != nil {
		return err
	}
	for i, s := range labels {
		e.exec(sql.Insert(t).Values(t.C("id").Set(i), t.C("e").Set(s)))
		got, err := engine.One(e.ctx, e.eng, sql.Select1(t.C("e")).Where(t.C("id").Eq(i), t.C("e").Eq(s)))
		if err != nil {
			return fmt.Errorf("%q: %w", s, err)
		}
		if got != any(s) {
			e.Errorf("the label %q came back as %q", s, got)
		}
	}
	return e.eng.DropAll(e.ctx, m)
}

func hostileNames(e *env) error {
	for _, n := range names {
		m := schema.NewMetaData()
		t := schema.NewTable(m, "hostile_names", schema.Column("id", sqltype.Integer, schema.PrimaryKey), schema.Column(n, sqltype.Integer))
		if n != "" {
			t.PKName = ""
			t.AddUnique(t.C(n)).Named("u" + n)
			t.AddIndex(t.C(n)).Named("i" + n)
			t.AddCheck(t.C(n).Ne(5)).Named("c" + n)
			schema.NewView(m, "v"+n, sql.Select(t.C(n)))
		}
		before := holds(e)
		err := e.eng.CreateAll(e.ctx, m)
		var ie *compile.IdentError
		if err != nil {
			if n != "" && !errors.As(err, &ie) {
				e.Errorf("%q: %v", n, err)
			}
			if after := holds(e); !slices.Equal(before, after) && e.eng.Dialect().Features().TransactionalDDL {
				e.Errorf("%q was refused, and left something", n)
			}
			continue
		}
		e.exec(sql.Insert(t).Values(t.C("id").Set(1), t.C(n).Set(7)))
		if err := e.want(sql.Select(t.C(n)).Where(t.C(n).Eq(7)), "7"); err != nil {
			e.Errorf("%q: %v", n, err)
		}
		if err := e.eng.DropAll(e.ctx, m); err != nil {
			return fmt.Errorf("%q: %w", n, err)
		}
		if after := holds(e); !slices.Equal(before, after) {
			e.Errorf("%q: DropAll leaves %q of %q", n, after, before)
		}
	}
	return nil
}
