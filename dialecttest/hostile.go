package dialecttest

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// names are identifiers that have to be quoted, or cut, or refused.
var names = []string{"select", "SELECT", "Order", "user", "with space", " lead", "trail ", `quo"te`, "tick`tick", "it's", "semi;colon", "--dash", "/*c*/", "a.b", "a,b", "(a)", "$1", "?", ":name", "::", "%s",
	`back\slash`, "[x]", "Straße", "日本", "🍺", "e\u0301", "tab\tname", "new\nline", "1digit", "0", "a-b", "null", "TRUE", "*", "=", "\u202e", "\u00a0", "_", "%",
	strings.Repeat("x", 63), strings.Repeat("x", 64), strings.Repeat("y", 65), strings.Repeat("ä", 31), strings.Repeat("ä", 32), strings.Repeat("🍺", 15), strings.Repeat("🍺", 64), "nul\x00byte", "bad\xffutf8", ""}

// naughty is the big list of naughty strings, where it is at hand.
func (e *env) naughty() []string {
	for _, up := range []string{"../..", "../../.."} {
		b, err := os.ReadFile(filepath.Join(up, "shared/data/naughty-strings.json"))
		if err != nil {
			continue
		}
		var out []string
		e.must(json.Unmarshal(b, &out))
		return out
	}
	e.Log("the big list of naughty strings is not at hand (shared/data beside the repository): only our own are tried")
	return nil
}

func hostileCases() []testCase {
	return []testCase{
		{name: "values", run: hostileValues},
		{name: "what no text can hold", run: func(e *env) error {
			t := declare(e, "label", func(t *labelTable) { t.ID.PrimaryKey(); t.Name.Type(sqltype.Text) })
			for _, s := range []string{"bad\xffutf8", "\xed\xa0\x80 surrogate", "\xc0\xaf"} {
				if _, err := e.eng.Execute(e.ctx, sql.Insert(t).Values(t.ID.Set(1), t.Name.Set(s))); err == nil {
					e.Errorf("%q was stored", s)
				}
				if _, err := e.eng.Execute(e.ctx, sql.Select(t.ID).Where(t.Name.Contains(s))); err == nil {
					e.Errorf("%q was looked for", s)
				}
			}
			// a NUL is kept whole, or refused
			_, err := e.eng.Execute(e.ctx, sql.Insert(t).Values(t.ID.Set(2), t.Name.Set("a\x00b")))
			if err == nil {
				got, err := engine.One(e.ctx, e.eng, sql.Select1(t.Name))
				equal(e, "the text with a NUL", got, "a\x00b")
				return err
			}
			var de *driver.DataError
			if !errors.As(err, &de) {
				e.Errorf("the error is %v", err)
			}
			e.whole(e.eng)
			return nil
		}},
		{name: "labels", run: func(e *env) error {
			for _, n := range append(e.naughty(), names...) {
				r, err := e.eng.Execute(e.ctx, sql.Select(sql.Val(7).As(n)))
				if refusedName(e, n, err) {
					continue
				}
				equal(e, "the label", r.Keys()[0], n)
				v, err := r.ScalarOne()
				e.must(err)
				equal(e, n, v, any(int64(7)))
			}
			return nil
		}},
		{name: "tables and columns", run: func(e *env) error {
			all := names
			for i, n := range e.naughty() {
				if i%9 == 0 || !testing.Short() && !e.h.Words.FileNames {
					all = append(all[:len(all):len(all)], n)
				}
			}
			for _, n := range all {
				e.identifiers(n)
			}
			return e.want(sql.Select(sql.Count()).From(e.shop.p), "10")
		}},
		{name: "savepoints, aliases and subqueries", run: func(e *env) error {
			for _, n := range names {
				p := schema.Alias(e.shop.p, n)
				_, err := rows(e.ctx, e.eng, sql.Select(p.ID).Where(p.ID.Eq(1)))
				if n == "" {
					continue // no alias
				}
				if !refusedName(e, n, err) {
					q := sql.Select(e.shop.p.ID).Where(e.shop.p.ID.Eq(2)).Subquery(n)
					if err := e.want(sql.Select(sql.Col(q, e.shop.p.ID)).From(q), "2"); err != nil {
						e.Errorf("%q: %v", n, err)
					}
				}
			}
			return nil
		}},
	}
}

type labelTable struct {
	schema.Rows
	ID   schema.Int
	Name schema.String
}

func hostileValues(e *env) error {
	t := declare(e, "label", func(t *labelTable) { t.ID.PrimaryKey(); t.Name.Type(sqltype.Text) })
	all := append(e.naughty(), awkward...)
	kept := all[:0:0]
	for _, s := range all {
		if utf8.ValidString(s) && !strings.Contains(s, "\x00") {
			kept = append(kept, s)
		}
	}
	var set [][]sql.Assignment
	for i, s := range kept {
		set = append(set, []sql.Assignment{t.ID.Set(i + 1), t.Name.Set(s)})
	}
	e.exec(sql.Insert(t).Rows(set...))
	got, err := engine.All(e.ctx, e.eng, sql.Select2(t.ID, t.Name).OrderBy(t.ID))
	if err != nil {
		return err
	}
	equal(e, "the number of rows", len(got), len(kept))
	for i, r := range got {
		equal(e, fmt.Sprint("text ", i), r.B, kept[i])
	}
	for i, s := range kept {
		n, err := engine.One(e.ctx, e.eng, sql.Select1(sql.Count()).From(t).Where(t.ID.Eq(i+1), t.Name.Eq(s), t.Name.Contains(s), t.Name.HasPrefix(s), t.Name.HasSuffix(s), t.Name.In(s, "other")))
		if err != nil {
			return fmt.Errorf("%q: %w", s, err)
		}
		if n != 1 {
			e.Errorf("%q is not found", s)
		}
	}
	return nil
}

// refusedName reports whether a name was refused as it may be: before anything was
// sent. Another error is a failure.
func refusedName(e *env, name string, err error) bool {
	e.Helper()
	if err == nil {
		return false
	}
	var ie *compile.IdentError
	if !errors.As(err, &ie) {
		e.Errorf("%q: %v", name, err)
	}
	return true
}

// identifiers makes and uses a table and a column of that name.
func (e *env) identifiers(name string) {
	e.Helper()
	meta := schema.NewMetaData()
	t := schema.NewTable(meta, "t "+name, schema.Column("id", sqltype.Integer, schema.PrimaryKey), schema.Column(name+" c", sqltype.String(20)))
	sub := *e

	e.Run("", func(tt *testing.T) {
		sub.T = tt
		err := sub.create(t)
		if name == "" && err != nil || refusedName(&sub, name, err) {
			return
		}
		c := t.C(name + " c")
		sub.exec(sql.Insert(t).Values(t.C("id").Set(1), c.Set("it's")), sql.Update(t).Set(c.Set(`"x"`)).Where(c.Eq("it's")))
		r, err := sub.eng.Execute(sub.ctx, sql.Select(t).Where(c.Eq(`"x"`)))
		sub.must(err)
		equal(&sub, "the column's name", r.Keys()[1], name+" c")
		row, err := r.One()
		sub.must(err)
		equal(&sub, "the value", row.At(1), any(`"x"`))
		sub.exec(sql.Delete(t).Where(c.Like(`"%`)))

	})

}
