package dialecttest

import (
	stdsql "database/sql"
	"encoding/json"
	"fmt"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// What is nil in Go is NULL or the document null, the same on each path to the database.

type jsonObject = map[string]any

type noteTable struct {
	schema.Rows
	ID    schema.Int
	Must  schema.JSON[jsonObject]
	May   schema.NullJSON[jsonObject]
	Any   schema.NullJSON[any]
	Raw   schema.NullJSON[json.RawMessage]
	Plain schema.NullJSON[jsonObject] // whose nil is NULL
}

// kinds are what the rows have in Must, May, Any, Raw and Plain: NULL, the document null, or
// another document. The rows are deleted.
func (t *noteTable) kinds(e *env) string {
	e.Helper()
	kind := func(c sql.Cond, p sql.JSONPath) sql.Expr {
		return sql.WhenExpr(c, sql.Val("NULL")).WhenExpr(p.IsJSONNull(), sql.Val("null")).ElseExpr(sql.Val("document"))
	}
	rows, err := engine.All(e.ctx, e.eng, sql.Select1(sql.ConcatWS(" ", kind(t.Must.IsNull(), t.Must.Path()), kind(t.May.IsNull(), t.May.Path()), kind(t.Any.IsNull(), t.Any.Path()),
		kind(t.Raw.IsNull(), t.Raw.Path()), kind(t.Plain.IsNull(), t.Plain.Path()))).From(t))
	e.must(err)
	e.exec(sql.Delete(t).AllRows())
	return fmt.Sprint(rows)
}

func documentNullCases() []testCase {
	notes := func(e *env) *noteTable {
		return declare(e, "document_null", func(t *noteTable) {
			t.ID.PrimaryKey()
			t.Plain.Type(sqltype.NilIsNull(sqltype.As[jsonObject](sqltype.JSON)))
		})
	}
	insert := func(name, want string, set func(t *noteTable) []sql.Assignment) testCase {
		return testCase{name: name, run: func(e *env) error {
			t := notes(e)
			if _, err := e.eng.Execute(e.ctx, sql.Insert(t).Values(append([]sql.Assignment{t.ID.Set(1)}, set(t)...)...)); err != nil {
				return err
			}
			equal(e, name, t.kinds(e), want)
			return nil
		}}
	}
	params := func(name, want string, ps sql.Params) testCase {
		return testCase{name: name, run: func(e *env) error {
			t := notes(e)
			ps["id"] = 1
			if _, err := e.eng.Execute(e.ctx, sql.Insert(t), ps); err != nil {
				return err
			}
			equal(e, name, t.kinds(e), want)
			if _, err := engine.BulkInsert(e.ctx, e.eng, t, []sql.Params{ps}, engine.BulkColumns(t.ID, t.Must, t.May, t.Any, t.Raw, t.Plain)); err != nil {
				return fmt.Errorf("bulk: %w", err)
			}
			equal(e, name+" by a bulk", t.kinds(e), want)
			return nil
		}}
	}
	const nulls, nils = "[null NULL NULL NULL NULL]", "[null null null NULL NULL]"
	return []testCase{
		insert("nothing is said", "[null NULL NULL NULL NULL]", func(t *noteTable) []sql.Assignment { return []sql.Assignment{t.Must.Set(nil)} }),
		insert("Set of nil", nils, func(t *noteTable) []sql.Assignment {
			return []sql.Assignment{t.Must.Set(nil), t.May.Set(nil), t.Any.Set(nil), t.Raw.Set(nil), t.Plain.Set(nil)}
		}),
		insert("SetPtr of nil", nulls, func(t *noteTable) []sql.Assignment {
			return []sql.Assignment{t.Must.Set(nil), t.May.SetPtr(nil), t.Any.SetPtr(nil), t.Raw.SetPtr(nil), t.Plain.SetPtr(nil)}
		}),
		insert("a raw null", "[null null null null document]", func(t *noteTable) []sql.Assignment {
			return []sql.Assignment{t.Must.Set(nil), t.May.SetPtr(new(jsonObject)), t.Any.Set(json.RawMessage("null")), t.Raw.Set(json.RawMessage("null")), t.Plain.Set(jsonObject{})}
		}),
		params("parameters that are nil", "[null null null null NULL]", sql.Params{"must": nil, "may": nil, "any": nil, "raw": nil, "plain": nil}),
		params("parameters that are nil maps", "[null null null NULL NULL]", sql.Params{"must": jsonObject(nil), "may": jsonObject(nil), "any": []int(nil), "raw": json.RawMessage(nil), "plain": jsonObject(nil)}),
		params("parameters that are nil pointers", nulls, sql.Params{"must": (*jsonObject)(nil), "may": (*jsonObject)(nil), "any": (*any)(nil), "raw": (*json.RawMessage)(nil), "plain": (*jsonObject)(nil)}),
		params("parameters that are sql.Null", nulls, sql.Params{"must": stdsql.Null[jsonObject]{}, "may": stdsql.Null[jsonObject]{}, "any": stdsql.NullString{}, "raw": stdsql.Null[json.RawMessage]{}, "plain": stdsql.Null[jsonObject]{}}),
		params("parameters that are in an sql.Null", "[document document document null document]", sql.Params{"must": stdsql.Null[jsonObject]{V: jsonObject{"a": 1}, Valid: true}, "may": stdsql.Null[jsonObject]{V: jsonObject{}, Valid: true},
			"any": stdsql.NullString{String: "x", Valid: true}, "raw": stdsql.Null[json.RawMessage]{V: json.RawMessage("null"), Valid: true}, "plain": stdsql.Null[jsonObject]{V: jsonObject{}, Valid: true}}),
		{name: "rows of a bulk", run: documentsInBulk},
		{name: "defaults", run: func(e *env) error {
			t := declare(e, "document_default", func(t *noteTable) {
				t.ID.PrimaryKey()
				t.Must.Default(nil)
				t.May.Default(nil)
				t.Any.DefaultFunc(func() any { return nil })
				t.Plain.Type(sqltype.NilIsNull(sqltype.As[jsonObject](sqltype.JSON)))
				t.Plain.Default(nil)
			})
			if _, err := e.eng.Execute(e.ctx, sql.Insert(t).Values(t.ID.Set(1))); err != nil {
				return err
			}
			equal(e, "defaults", t.kinds(e), "[null null null NULL NULL]")
			return nil
		}},
		{name: "in an sql.Null and back", run: func(e *env) error {
			t := notes(e)
			type row struct {
				ID  int
				May stdsql.Null[jsonObject]
			}
			for _, want := range []row{{1, stdsql.Null[jsonObject]{}}, {2, stdsql.Null[jsonObject]{V: jsonObject{"a": "ü"}, Valid: true}}} {
				if _, err := e.eng.Execute(e.ctx, sql.Insert(t), sql.Params{"id": want.ID, "must": jsonObject{}, "may": want.May}); err != nil {
					return err
				}
				got, err := engine.OneAs[row](e.ctx, e.eng, sql.Select(t.ID, t.May).Where(t.ID.Eq(want.ID)))
				if err != nil {
					return err
				}
				equal(e, "an sql.Null", fmt.Sprint(got), fmt.Sprint(want))
			}
			return nil
		}},
		{name: "mapped", run: documentsMapped},
	}
}

func documentsInBulk(e *env) error {
	t := declare(e, "document_bulk", func(t *noteTable) {
		t.ID.PrimaryKey()
		t.Plain.Type(sqltype.NilIsNull(sqltype.As[jsonObject](sqltype.JSON)))
	})
	type pointers struct {
		Must  jsonObject
		May   *jsonObject
		Any   *any
		Raw   *json.RawMessage
		Plain *jsonObject
	}
	type values struct {
		Must  any
		May   jsonObject
		Any   any
		Raw   json.RawMessage
		Plain jsonObject
	}
	type wrapped struct {
		Must *jsonObject
		May  stdsql.Null[jsonObject]
		Any  stdsql.Null[any]
	}
	for _, n := range []int{1, 400} {
		var want string
		check := func(what, kinds string, err error) error {
			if err != nil {
				return fmt.Errorf("%s: %w", what, err)
			}
			for i := range n {
				if i == 0 {
					want = "[" + kinds
				} else {
					want += " " + kinds
				}
			}
			equal(e, what, t.kinds(e), want+"]")
			return nil
		}
		_, err := engine.BulkInsert(e.ctx, e.eng, t, make([]pointers, n))
		if err := check("pointers", "null NULL NULL NULL NULL", err); err != nil {
			return err
		}
		_, err = engine.BulkInsert(e.ctx, e.eng, t, make([]values, n))
		if err := check("values", "null null null NULL NULL", err); err != nil {
			return err
		}
		_, err = engine.BulkInsert(e.ctx, e.eng, t, make([]wrapped, n))
		if err := check("sql.Null", "null NULL NULL NULL NULL", err); err != nil {
			return err
		}
	}
	return nil
}

// Note is a mapped struct with documents.
type Note struct {
	ID    int
	Must  jsonObject
	Deep  *jsonObject
	List  []int
	May   *jsonObject
	Any   *any
	Raw   *json.RawMessage
	Maybe stdsql.Null[jsonObject]
	Plain *jsonObject
}

type mappedNotes struct {
	orm.TableOf[Note, int]
	ID    schema.Int
	Must  schema.JSON[jsonObject]
	Deep  schema.JSON[*jsonObject]
	List  schema.JSON[[]int]
	May   schema.NullJSON[jsonObject]
	Any   schema.NullJSON[any]
	Raw   schema.NullJSON[json.RawMessage]
	Maybe schema.NullJSON[jsonObject]
	Plain schema.NullJSON[jsonObject]
}

func documentsMapped(e *env) error {
	base := orm.NewBase()
	notes := orm.Declare(base, "document_mapped", func(t *mappedNotes) {
		t.ID.PrimaryKey()
		t.Plain.Type(sqltype.NilIsNull(sqltype.As[jsonObject](sqltype.JSON)))
	})
	e.must(base.CreateAll(e.ctx, e.eng))
	e.Cleanup(func() { e.must(base.DropAll(e.ctx, e.eng)) })
	within := func(f func(s *orm.Session) error) error { return orm.Begin(e.ctx, e.eng, f, orm.Using(base)) }
	empty := func() (int, error) {
		return engine.One(e.ctx, e.eng, sql.Select1(sql.Count()).From(notes).Where(notes.Must.Path().IsJSONNull(), notes.Deep.Path().IsJSONNull(), notes.List.Path().Len().Eq(0),
			notes.May.IsNull(), notes.Any.IsNull(), notes.Raw.IsNull(), notes.Maybe.IsNull(), notes.Plain.IsNull()))
	}
	err := within(func(s *orm.Session) error {
		for range 10 {
			s.Add(&Note{})
		}
		s.Add(&Note{Must: jsonObject{}, Deep: &jsonObject{}, May: &jsonObject{}, Any: new(any(1.0)), Raw: &json.RawMessage{'1'}, Maybe: stdsql.Null[jsonObject]{V: jsonObject{"a": 1.0}, Valid: true}, Plain: &jsonObject{}})
		return nil
	})
	if err != nil {
		return err
	}
	n, err := empty()
	if err != nil {
		return err
	}
	equal(e, "the number of objects without documents", n, 10)
	err = within(func(s *orm.Session) error {
		all, err := orm.Select(notes).OrderBy(notes.ID).All(e.ctx, s)
		if err != nil {
			return err
		}
		if p, err := s.Plan(e.ctx); err != nil || len(p.Statements) != 0 {
			e.Errorf("what was loaded is taken for changed: %v, %v", p, err)
		}
		last := all[len(all)-1]
		if !last.Maybe.Valid || fmt.Sprint(last.Maybe.V) != "map[a:1]" {
			e.Errorf("an sql.Null came back as %v", last.Maybe)
		}
		last.Must, last.Deep, last.List, last.May, last.Any, last.Raw, last.Maybe, last.Plain = nil, nil, []int{}, nil, nil, nil, stdsql.Null[jsonObject]{}, nil
		return nil
	})
	if err != nil {
		return err
	}
	if n, err = empty(); err != nil {
		return err
	}
	equal(e, "the number of objects without documents after an UPDATE", n, 11)
	return nil
}
