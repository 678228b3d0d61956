package dialecttest

import (
	"context"
	"errors"
	"strings"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

type strictTable struct {
	schema.Rows
	ID       schema.Int
	Code     schema.NullString
	Parent   schema.NullInt
	Positive schema.Int
}

func strict(e *env) *strictTable {
	e.Helper()
	return declare(e, "strict", func(t *strictTable) {
		t.ID.PrimaryKey()
		t.Code.Size(5).Unique()
		t.Parent.References(t.ID, schema.FKName("fk_parent"))
		schema.Of(t).AddCheck(t.Positive.Gt(0)).Named("ck_positive")
	})
}

func errorCases() []testCase {
	return []testCase{
		{name: "constraints", run: constraintErrors},
		{name: "a text that is too long", run: func(e *env) error {
			t := strict(e)
			_, err := e.eng.Execute(e.ctx, sql.Insert(t).Values(t.ID.Set(1), t.Code.Set("123456"), t.Positive.Set(1)))
			var de *driver.DataError
			if !errors.As(err, &de) {
				e.Errorf("the error is %v", err)
			}
			return nil
		}},
		{name: "programming errors", run: func(e *env) error {
			for _, text := range []sql.SQL{"SELEC 1", "SELECT * FROM no_such_table", "SELECT no_such_column FROM product", "SELECT no_such_function(1)", "INSERT INTO product (nothing) VALUES (1)"} {
				_, err := e.eng.Execute(e.ctx, sql.Text(text))
				var pe *driver.ProgrammingError
				if !errors.As(err, &pe) {
					e.Errorf("%s: %v", text, err)
					continue
				}
				var se *engine.StatementError
				if !errors.As(err, &se) || se.SQL != string(text) || !strings.Contains(err.Error(), string(text)) {
					e.Errorf("%s: the error does not show it: %v", text, err)
				}
				if pe.Err == nil {
					e.Errorf("%s: the driver's own error is not in the chain", text)
				}
				if pe.Disconnected || pe.Retryable || pe.Cancelled {
					e.Errorf("%s: %+v", text, pe)
				}
			}
			e.whole(e.eng)
			return nil
		}},
		{name: "errors hold no values", run: func(e *env) error {
			t := emptyItems(e)
			e.exec(t.put(1))
			_, err := e.eng.Execute(e.ctx, sql.Text("SELECT secret FROM item WHERE code = :p"), sql.Params{"p": "hunter2"})
			if err == nil || strings.Contains(err.Error(), "hunter2") {
				e.Errorf("the error is %v", err)
			}
			return nil
		}},
		{name: "a cancelled context", run: func(e *env) error {
			ctx, cancel := context.WithCancelCause(e.ctx)
			cancel(errPatience)
			_, err := e.eng.Execute(ctx, sql.Select(e.shop.p.ID))
			e.is(err, errPatience)
			_, err = engine.All(ctx, e.eng, sql.Select1(e.shop.p.ID))
			e.is(err, errPatience)
			e.is(e.eng.Begin(ctx, func(*engine.Conn) error { e.Error("it began"); return nil }), errPatience)
			e.whole(e.eng)
			return nil
		}},
	}
}

// constraintErrors holds the errors to what the database is said to tell.
func constraintErrors(e *env) error {
	t := strict(e)
	e.exec(sql.Insert(t).Values(t.ID.Set(1), t.Code.Set("a"), t.Positive.Set(1)), sql.Insert(t).Values(t.ID.Set(2), t.Parent.Set(1), t.Positive.Set(1)))
	for _, c := range []struct {
		name string
		stmt sql.Statement
		is   error
		kind driver.Constraint
		told Violation
	}{
		{"primary key", sql.Insert(t).Values(t.ID.Set(1), t.Positive.Set(1)), driver.ErrUnique, driver.Unique, ViolatesPrimaryKey},
		{"unique", sql.Insert(t).Values(t.ID.Set(3), t.Code.Set("a"), t.Positive.Set(1)), driver.ErrUnique, driver.Unique, ViolatesUnique},
		{"foreign key, insert", sql.Insert(t).Values(t.ID.Set(3), t.Parent.Set(99), t.Positive.Set(1)), driver.ErrForeignKey, driver.ForeignKey, ViolatesForeignKey},
		{"foreign key, delete", sql.Delete(t).Where(t.ID.Eq(1)), driver.ErrForeignKey, driver.ForeignKey, ViolatesForeignKey},
		{"foreign key, update", sql.Update(t).Set(t.Parent.Set(77)).Where(t.ID.Eq(2)), driver.ErrForeignKey, driver.ForeignKey, ViolatesForeignKey},
		{"not null", sql.Insert(t).Values(t.ID.Set(3), sql.AssignNull(t.Positive)), driver.ErrNotNull, driver.NotNull, ViolatesNotNull},
		{"not null, left out", sql.Insert(t).Values(t.ID.Set(3)), driver.ErrNotNull, driver.NotNull, ViolatesNotNull},
		{"check", sql.Insert(t).Values(t.ID.Set(3), t.Positive.Set(0)), driver.ErrCheck, driver.Check, ViolatesCheck},
	} {
		_, err := e.eng.Execute(e.ctx, c.stmt)
		var ie *driver.IntegrityError
		if !errors.As(err, &ie) {
			e.Errorf("%s: the error is %v", c.name, err)
			continue
		}
		e.is(err, c.is)
		if ie.Constraint != c.kind || ie.Code == "" || ie.Err == nil {
			e.Errorf("%s: %+v", c.name, ie)
		}
		if want, said := e.h.Words.Violations[c.told]; said {
			equal(e, c.name+": the name, the table and the column", ie.Name+"|"+ie.Table+"|"+ie.Column, want)
		}
	}
	return e.want(sql.Select(sql.Count()).From(t), "2")
}
