package dialecttest

import (
	"errors"
	"fmt"
	"reflect"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

// A resultCall is a method of a result, or of one of its views, and what it answers
// when the result is read to its end, when it is closed, and when the statement has no
// rows.
type resultCall struct {
	name                      string
	call                      func(r *engine.Result) (any, error)
	exhausted, closed, noRows string
}

// Answers to a fetch that more than one method gives.
const (
	toClosed  = "closed"
	toNoRows  = "no rows"
	toNothing = "no result"
)

// saying is what a call answered, in one word or as a value.
func saying(v any, err error) string {
	switch {
	case errors.Is(err, engine.ErrResultClosed):
		return toClosed
	case errors.Is(err, engine.ErrNoRows):
		return toNoRows
	case errors.Is(err, engine.ErrNoResult):
		return toNothing
	case err != nil:
		return "error: " + err.Error()
	}
	return fmt.Sprint(v)
}

// orNone is a value and whether there was one.
func orNone(v any, ok bool, err error) (any, error) {
	if err == nil && !ok {
		return "none", nil
	}
	return v, err
}

// drained goes through a sequence, as far as there is no error.
func drained[T any](seq func(func(T, error) bool)) (any, error) {
	out := []T{}
	for v, err := range seq {
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// boxed gives f's value as an any.
func boxed[T any](f func(r *engine.Result) (T, error)) func(r *engine.Result) (any, error) {
	return func(r *engine.Result) (any, error) { return f(r) }
}

// told is a call that cannot fail.
func told[T any](f func(r *engine.Result) T) func(r *engine.Result) (any, error) {
	return func(r *engine.Result) (any, error) { return f(r), nil }
}

func resultCalls() []resultCall {
	return []resultCall{
		{"Result.FetchOne", func(r *engine.Result) (any, error) { return orNone(r.FetchOne()) }, "none", toClosed, toNoRows},
		{"Result.FetchMany", func(r *engine.Result) (any, error) { return r.FetchMany(2) }, "[]", toClosed, toNoRows},
		{"Result.FetchAll", boxed((*engine.Result).FetchAll), "[]", toClosed, toNoRows},
		{"Result.All", boxed((*engine.Result).All), "[]", toClosed, toNoRows},
		{"Result.First", boxed((*engine.Result).First), toNothing, toClosed, toNoRows},
		{"Result.One", boxed((*engine.Result).One), toNothing, toClosed, toNoRows},
		{"Result.OneOrNone", func(r *engine.Result) (any, error) { return orNone(r.OneOrNone()) }, "none", toClosed, toNoRows},
		{"Result.Scalar", (*engine.Result).Scalar, "<nil>", toClosed, toNoRows},
		{"Result.ScalarOne", (*engine.Result).ScalarOne, toNothing, toClosed, toNoRows},
		{"Result.ScalarOneOrNone", func(r *engine.Result) (any, error) { return orNone(r.ScalarOneOrNone()) }, "none", toClosed, toNoRows},
		{"Result.Rows", func(r *engine.Result) (any, error) { return drained(r.Rows()) }, "[]", toClosed, toNoRows},
		{"Result.Partitions", func(r *engine.Result) (any, error) { return drained(r.Partitions(2)) }, "[]", toClosed, toNoRows},
		{"Result.Unique", func(r *engine.Result) (any, error) { return r.Unique().All() }, "[]", toClosed, toNoRows},
		{"Result.Scalars", func(r *engine.Result) (any, error) { r.Scalars(0); return "a view", nil }, "a view", "a view", "a view"},
		{"Scalars.All", func(r *engine.Result) (any, error) { return r.Scalars(0).All() }, "[]", toClosed, toNoRows},
		{"Scalars.Values", func(r *engine.Result) (any, error) { return drained(r.Scalars(0).Values()) }, "[]", toClosed, toNoRows},
		{"Scalars.First", func(r *engine.Result) (any, error) { return r.Scalars(0).First() }, toNothing, toClosed, toNoRows},
		{"Scalars.One", func(r *engine.Result) (any, error) { return r.Scalars(0).One() }, toNothing, toClosed, toNoRows},
		{"Result.Mappings", func(r *engine.Result) (any, error) { r.Mappings(); return "a view", nil }, "a view", "a view", "a view"},
		{"Mappings.All", func(r *engine.Result) (any, error) { return r.Mappings().All() }, "[]", toClosed, toNoRows},
		{"Mappings.Rows", func(r *engine.Result) (any, error) { return drained(r.Mappings().Rows()) }, "[]", toClosed, toNoRows},
		{"Mappings.First", func(r *engine.Result) (any, error) { return r.Mappings().First() }, toNothing, toClosed, toNoRows},
		{"Mappings.One", func(r *engine.Result) (any, error) { return r.Mappings().One() }, toNothing, toClosed, toNoRows},
		{"Result.Columns", func(r *engine.Result) (any, error) { r.Columns(0); return "a view", nil }, "a view", "a view", "a view"},
		{"Columns.All", func(r *engine.Result) (any, error) { return r.Columns(0).All() }, "[]", toClosed, toNoRows},
		{"Columns.Rows", func(r *engine.Result) (any, error) { return drained(r.Columns("id").Rows()) }, "[]", toClosed, toNoRows},
		{"Columns.First", func(r *engine.Result) (any, error) { return r.Columns(0).First() }, toNothing, toClosed, toNoRows},

		// what is known of a result stays known
		{"Result.Keys", told((*engine.Result).Keys), "[id name]", "[id name]", "[]"},
		{"Result.ReturnsRows", told((*engine.Result).ReturnsRows), "true", "true", "false"},
		{"Result.RowCount", func(r *engine.Result) (any, error) { return r.RowCount() >= 0, nil }, "true", "true", "true"},
		{"Result.Closed", told((*engine.Result).Closed), "false", "true", "false"},
		{"Result.Close", func(r *engine.Result) (any, error) { return "closed", r.Close() }, toClosed, toClosed, toClosed},
		{"Result.InsertedPrimaryKey", func(r *engine.Result) (any, error) {
			if _, err := r.InsertedPrimaryKey(); err == nil {
				return "a key", nil
			}
			return "no key", nil
		}, "no key", "no key", "no key"},
	}
}

// resultStates calls every method of a result and of its views in both closed states,
// and after a statement without rows. A method that the table lacks fails it.
func resultStates(e *env) error {
	have := map[string]bool{}
	for _, c := range resultCalls() {
		have[c.name] = true
	}
	for _, t := range []reflect.Type{reflect.TypeFor[*engine.Result](), reflect.TypeFor[engine.Scalars](), reflect.TypeFor[engine.Mappings](), reflect.TypeFor[engine.Columns]()} {
		name := t.Name()
		if t.Kind() == reflect.Pointer {
			name = t.Elem().Name()
		}
		for i := range t.NumMethod() {
			if m := name + "." + t.Method(i).Name; !have[m] {
				e.Errorf("%s is in no row of this table", m)
			}
		}
	}
	t := items(e)
	for _, c := range resultCalls() {
		r := some(e, 3)
		if _, err := r.All(); err != nil {
			return err
		}
		equal(e, c.name+" of an exhausted result", saying(c.call(r)), c.exhausted)
		e.must(r.Close())

		for how, end := range map[string]func(r *engine.Result) error{
			"Close": (*engine.Result).Close,
			"Close in the middle": func(r *engine.Result) error {
				_, _, err := r.FetchOne()
				return errors.Join(err, r.Close())
			},
			"First": func(r *engine.Result) error { _, err := r.First(); return err },
		} {
			r := some(e, 3)
			e.must(end(r))
			equal(e, c.name+" after "+how, saying(c.call(r)), c.closed)
			equal(e, c.name+" after "+how+", again", saying(c.call(r)), c.closed)
		}

		r, err := e.eng.Execute(e.ctx, sql.Update(t).Set(t.N.Set(1)).Where(t.ID.Le(2)))
		if err != nil {
			return err
		}
		equal(e, c.name+" of a statement without rows", saying(c.call(r)), c.noRows)
		if c.name != "Result.Closed" {
			equal(e, c.name+" of a statement without rows, again", saying(c.call(r)), c.noRows)
		}
		e.must(r.Close())
	}
	e.whole(e.eng)
	return nil
}
