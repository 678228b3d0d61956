package sql

import (
	"errors"
	"fmt"

	"github.com/aludel/aludel/sqltype"
)

// A Wrapping is the SQL around the values of a type; see [Wrap]. Its expressions are written
// where a value of the type is bound, and where one is an item of the statement's own result.
type Wrapping struct {
	sqltype.Wraps
	Bind, Result Node          // nil: the value as it is
	Given        *BindNode     // in Bind, what stands for the value
	Stored       *BindNode     // in Result, what stands for the column
	Value        *sqltype.Desc // as what values travel
	Binds        int           // placeholders that one value takes where each stands for one use
	Err          error         // a mistake in it
}

// Wrap is a type whose values go through SQL on their way: bind is what is written where a
// value is bound, and result what is written where a column of the type is an item of the
// statement's result. Values travel as value says, and the column in the database is of the
// type stored. One of the functions may be nil, where the value or the column is taken as it is:
//
//	secret := sql.Wrap(sqltype.Text, sqltype.Bytes,
//		func(x sql.Value[string, string]) sql.Expr { return sql.Func("pgp_sym_encrypt", sqltype.Bytes, x, key) },
//		func(x sql.Value[[]byte, []byte]) sql.Expr { return sql.Func("pgp_sym_decrypt", sqltype.Text, x, key) })
//
// bind counts wherever values go: in INSERT and UPDATE, comparisons, each member of a list, keys,
// defaults, bulk functions. result counts in the select list of the outermost SELECT, in all
// members of a UNION there, and in RETURNING: what a subquery or a CTE reads is read again, and so it
// is not yet changed. Between expressions of the database nothing is written: two columns of the type
// are compared as they are stored, and [TypeAs] reads what is stored itself. Raw SQL stays as it is.
// A NULL is bound through bind like other values.
//
// The functions are called once, here. They may use functions, operators, extensions, and values, which
// are bound with each statement; columns, subqueries, lists and parameters are an error of
// whatever uses the type.
func Wrap[T, S any](value sqltype.Of[T], stored sqltype.Of[S], bind func(Value[T, T]) Expr, result func(Value[S, S]) Expr) sqltype.Of[T] {
	w := &Wrapping{Value: value.Desc(), Binds: 1}
	if value.Desc().MayWrap() || stored.Desc().MayWrap() {
		w.Err = errors.New("a type made by Wrap is given to Wrap: write one around the other in its functions")
	} else if bind == nil && result == nil {
		w.Err = errors.New("a type made by Wrap has neither bind nor result, and so wraps nothing")
	}
	if bind != nil {
		w.Given = &BindNode{Name: "value", Type: w.Value}
		w.Bind = NodeOf(bind(Value[T, T]{c: cell(w.Given)}))
		w.check("bind", w.Bind, w.Given)
	}
	if result != nil {
		w.Stored = &BindNode{Name: "column", Type: stored.Desc()}
		w.Result = NodeOf(result(Value[S, S]{c: cell(w.Stored)}))
		w.check("result", w.Result, w.Stored)
	}
	return sqltype.Through(value, stored, w)
}

// check looks for what cannot stand in a wrapping.
func (w *Wrapping) check(which string, n Node, hole *BindNode) {
	uses, binds := 0, 0
	var err error
	Walk(n, func(n Node) bool {
		switch n := n.(type) {
		case *BindNode:
			switch binds++; {
			case n == hole:
				uses++
			case n.Name != "":
				err = fmt.Errorf("it has the parameter %s, to which no statement could give a value", n.Name)
			case n.Err != nil:
				err = n.Err
			case n.Type.MayWrap():
				err = errors.New("a value in it is of a type made by Wrap")
			}
		case *ErrNode:
			err = n.Err
		case *ListNode:
			err = errors.New("it has a list of values: write the comparisons one by one")
		case *ColumnNode, *TableNode:
			err = errors.New("it uses a column, but may use the value alone")
		case *SelectNode, *ValuesNode, *ScalarNode, *ExistsNode:
			err = errors.New("it has a query in it, but may have functions, operators and values only")
		}
		return err == nil
	})
	if err == nil && uses == 0 {
		err = errors.New("it leaves out what it is given, which would be lost")
	}
	if err != nil && w.Err == nil {
		w.Err = fmt.Errorf("%s of a type made by Wrap: %w", which, err)
	}
	if which == "bind" {
		w.Binds = max(binds, 1)
	}
}
