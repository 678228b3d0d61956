package sql

import "github.com/aludel/aludel/sqltype"

// Attribute is the attribute of that name of x, whose value is a row: a column of a
// composite type, a call of a function that gives rows, as in
//
//	sql.Attribute(sql.Func("jsonb_each", sqltype.JSON, t.Doc), "key", sqltype.Text)
//
// which stands for as many rows as the function gives. It is NULL where x is. PostgreSQL
// alone has it.
func Attribute[T any](x Expr, name string, t sqltype.Of[T]) Value[T, *T] {
	if name == "" {
		return Value[T, *T]{c: cell(errorf("Attribute wants the name of an attribute"))}
	}
	c := fn(FnAttribute, t.Desc(), NodeOf(x))
	c.Name, c.Word, c.Null = name, name, NullAlways
	return Value[T, *T]{c: cell(c)}
}
