package dialecttest

import (
	stdsql "database/sql"
	"fmt"
	"reflect"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

type valueTable[T any] struct {
	schema.Rows
	ID schema.Int
	V  schema.NullCol[T]
}

// A column is a SQL type with a Go type, and values that come back as they went.
type column[T any] struct {
	name   string
	needs  Feature
	typ    sqltype.Of[T]
	same   func(a, b T) bool // nil: reflect.DeepEqual
	opaque bool              // values are not compared by the database
	values []T
}

func (c column[T]) equal(a, b T) bool {
	if c.same != nil {
		return c.same(a, b)
	}
	return reflect.DeepEqual(a, b)
}

// A record is a row of a valueTable as users write it.
type record[T any] struct {
	ID int
	V  *T
}

type nullRecord[T any] struct {
	ID int
	V  stdsql.Null[T]
}

// check compares what was read for row i with what went in; the last row is NULL.
func (c column[T]) check(e *env, way string, i int, got *T) {
	e.Helper()
	switch {
	case i == len(c.values):
		if got != nil {
			e.Errorf("%s: NULL came back as %v", way, *got)
		}
	case i > len(c.values):
		e.Errorf("%s: there is a row too many", way)
	case got == nil:
		e.Errorf("%s: %#v came back as NULL", way, short(c.values[i]))
	case !c.equal(*got, c.values[i]):
		e.Errorf("%s: %#v came back as %#v", way, short(c.values[i]), short(*got))
	}
}

func short(v any) any {
	if s := fmt.Sprint(v); len(s) > 200 {
		return s[:200] + "…"
	}
	return v
}

// cases are the ways of the values to the database and back.
func (c column[T]) cases() []testCase {
	return []testCase{{name: c.name, needs: c.needs, run: func(e *env) error {
		t, err := tryDeclare(e, "value", func(t *valueTable[T]) {
			t.ID.PrimaryKey()
			t.V.Type(c.typ)
		})
		if err != nil {
			return err
		}
		rows := make([][]sql.Assignment, 0, len(c.values)+1)
		for i := range c.values {
			rows = append(rows, []sql.Assignment{t.ID.Set(i), t.V.Set(c.values[i])})
		}
		rows = append(rows, []sql.Assignment{t.ID.Set(len(c.values)), t.V.SetNull()})
		r, err := e.eng.Execute(e.ctx, sql.Insert(t).Rows(rows...))
		if err != nil {
			return err
		}
		equal(e, "RowCount", r.RowCount(), int64(len(rows)))
		if err := c.read(e, t); err != nil {
			return err
		}
		if err := c.write(e, t); err != nil {
			return err
		}
		if k := c.typ.Desc().Kind; k != sqltype.KindJSON && k != sqltype.KindJSONB { // where nil is the document null
			if err := c.nulls(e, t); err != nil {
				return err
			}
		}
		if !c.opaque {
			if err := c.find(e, t); err != nil {
				return err
			}
		}
		return c.bulk(e, t)
	}}}
}

// read reads the table in every way that there is.
func (c column[T]) read(e *env, t *valueTable[T]) error {
	q := sql.Select2(t.ID, t.V).OrderBy(t.ID)
	typed, err := engine.All(e.ctx, e.eng, q)
	if err != nil {
		return fmt.Errorf("typed rows: %w", err)
	}
	equal(e, "the number of rows", len(typed), len(c.values)+1)
	for i := range typed {
		c.check(e, "typed rows", i, typed[i].B)
	}
	structs, err := engine.AllAs[record[T]](e.ctx, e.eng, q)
	if err != nil {
		return fmt.Errorf("AllAs: %w", err)
	}
	for i := range structs {
		c.check(e, "AllAs", i, structs[i].V)
	}
	nulls, err := engine.AllAs[nullRecord[T]](e.ctx, e.eng, q)
	if err != nil {
		return fmt.Errorf("AllAs with sql.Null: %w", err)
	}
	for i := range nulls {
		v := &nulls[i].V.V
		if !nulls[i].V.Valid {
			v = nil
		}
		c.check(e, "AllAs with sql.Null", i, v)
	}
	r, err := e.eng.Execute(e.ctx, q)
	if err != nil {
		return err
	}
	defer r.Close()
	i := 0
	for row, err := range r.Rows() {
		if err != nil {
			return fmt.Errorf("through Rows: %w", err)
		}
		v, err := engine.Get(row, t.V)
		if err != nil {
			return fmt.Errorf("through Get, row %d: %w", i, err)
		}
		c.check(e, "Get", i, v)
		var id int
		var p *T
		if err := row.Scan(&id, &p); err != nil {
			return fmt.Errorf("Scan, row %d: %w", i, err)
		}
		c.check(e, "Scan", i, p)
		if i == len(c.values) && row.At(1) != nil {
			e.Errorf("At is %v for NULL", row.At(1))
		}
		if i < len(c.values) {
			var plain T
			if err := row.Scan(nil, &plain); err != nil {
				return fmt.Errorf("Scan without a pointer, row %d: %w", i, err)
			}
			c.check(e, "Scan without a pointer", i, &plain)
		}
		i++
	}
	return nil
}

// write sends the values by the other ways: parameters, expressions, RETURNING.
func (c column[T]) write(e *env, t *valueTable[T]) error {
	next := len(c.values) + 1
	for i, v := range c.values {
		if _, err := e.eng.Execute(e.ctx, sql.Insert(t), sql.Params{"id": next, "v": v}); err != nil {
			return fmt.Errorf("as a parameter: %w", err)
		}
		got, err := engine.One(e.ctx, e.eng, sql.Select1(t.V).Where(t.ID.Eq(next)))
		if err != nil {
			return err
		}
		c.check(e, "as a parameter", i, got)
		if _, err := e.eng.Execute(e.ctx, sql.Update(t).Set(t.V.SetNull()).Where(t.ID.Eq(next))); err != nil {
			return err
		}
		p := v
		if _, err := e.eng.Execute(e.ctx, sql.Update(t).Set(t.V.SetPtr(&p)).Where(t.ID.Eq(next))); err != nil {
			return err
		}
		if got, err = engine.One(e.ctx, e.eng, sql.Select1(t.V).Where(t.ID.Eq(next))); err != nil {
			return err
		}
		c.check(e, "by UPDATE", i, got)
		e.exec(sql.Delete(t).Where(t.ID.Eq(next)))
		if !e.eng.Dialect().Features().InsertReturning {
			continue
		}
		if got, err = engine.One(e.ctx, e.eng, sql.Returning(sql.Insert(t).Values(t.ID.Set(next), t.V.Set(v)), t.V)); err != nil {
			return fmt.Errorf("RETURNING: %w", err)
		}
		c.check(e, "RETURNING", i, got)
		e.exec(sql.Delete(t).Where(t.ID.Eq(next)))
	}
	return nil
}

// nulls sends NULL by the other ways, and looks for it.
func (c column[T]) nulls(e *env, t *valueTable[T]) error {
	next, null := len(c.values)+1, len(c.values)
	for way, v := range map[string]any{"nil as a parameter": nil, "a nil pointer as a parameter": (*T)(nil)} {
		if _, err := e.eng.Execute(e.ctx, sql.Insert(t), sql.Params{"id": next, "v": v}); err != nil {
			return fmt.Errorf("%s: %w", way, err)
		}
		got, err := engine.One(e.ctx, e.eng, sql.Select1(t.V).Where(t.ID.Eq(next), t.V.IsNull()))
		if err != nil {
			return fmt.Errorf("%s: %w", way, err)
		}
		c.check(e, way, null, got)
		e.exec(sql.Delete(t).Where(t.ID.Eq(next)))
		if c.opaque {
			continue
		}
		n, err := engine.One(e.ctx, e.eng, sql.Select1(sql.Count()).From(t).Where(sql.Eq(t.V, sql.ParamLike("v", t.V))), sql.Params{"v": v})
		if err != nil {
			return fmt.Errorf("%s, compared: %w", way, err)
		}
		equal(e, "the number of rows that are equal to "+way, n, 0)
	}
	if _, err := e.eng.Execute(e.ctx, sql.Insert(t).Values(t.ID.Set(next), t.V.SetPtr(nil))); err != nil {
		return fmt.Errorf("SetPtr(nil): %w", err)
	}
	got, err := engine.One(e.ctx, e.eng, sql.Select1(t.V).Where(t.ID.Eq(next), t.V.IsNull()))
	if err != nil {
		return fmt.Errorf("SetPtr(nil): %w", err)
	}
	c.check(e, "SetPtr(nil)", null, got)
	e.exec(sql.Delete(t).Where(t.ID.Eq(next)))
	if !e.eng.Dialect().Features().InsertReturning {
		return nil
	}
	if got, err = engine.One(e.ctx, e.eng, sql.Returning(sql.Insert(t).Values(t.ID.Set(next), t.V.SetNull()), t.V)); err != nil {
		return fmt.Errorf("NULL by RETURNING: %w", err)
	}
	c.check(e, "NULL by RETURNING", null, got)
	e.exec(sql.Delete(t).Where(t.ID.Eq(next)))
	return nil
}

// find looks the values up: as binds, as members of a list, as parameters.
func (c column[T]) find(e *env, t *valueTable[T]) error {
	for i, v := range c.values {
		for way, cond := range map[string]sql.Typed[bool]{
			"=": t.V.Eq(v), "IN": t.V.In(v), "IS NOT DISTINCT FROM": t.V.IsNotDistinctFrom(v), "BETWEEN": t.V.Between(v, v),
			"coalesce": t.V.Coalesce(v).Eq(v), "CASE": sql.Switch(t.V, v, 1).Else(0).Eq(1), "CASE with a branch": sql.WhenExpr(t.ID.Ge(0), t.V).ElseExpr(t.V.Coalesce(v)).Eq(v),
			"greatest": sql.Greatest(t.V, sql.ValLike(v, t.V)).Eq(v),
		} {
			ids, err := engine.All(e.ctx, e.eng, sql.Select1(t.ID).Where(cond, t.ID.Eq(i)))
			if err != nil {
				return fmt.Errorf("%s %#v: %w", way, short(v), err)
			}
			if len(ids) != 1 {
				e.Errorf("%s does not find %#v", way, short(v))
			}
		}
		got, err := engine.All(e.ctx, e.eng, sql.Select1(t.ID).Where(sql.Eq(t.V, sql.ParamLike("v", t.V)), t.ID.Eq(i)), sql.Params{"v": v})
		if err != nil {
			return fmt.Errorf("as a parameter: %w", err)
		}
		equal(e, "the number of rows found by a parameter", len(got), 1)
	}
	all, err := engine.All(e.ctx, e.eng, sql.Select1(sql.Count()).From(t).Where(t.V.In(c.values...)))
	if err != nil {
		return fmt.Errorf("IN: %w", err)
	}
	equal(e, "the number of rows found by IN", all[0], len(c.values))
	return nil
}
