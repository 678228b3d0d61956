package sql

import (
	"strings"

	"github.com/aludel/aludel/sqltype"
)

// An Operator is an operator of the database's that this package does not know by
// name, with the type of its result. It is used by [Operator.Of] and [Operator.Prefix].
type Operator[T any] struct {
	symbol string
	prec   string
	typ    *sqltype.Desc
	err    error
}

// NewOperator is the operator symbol: a word, or characters of operators, as in
// NewOperator("@@", sqltype.Boolean). What is beside it is put in parentheses unless
// Additive or Multiplicative says more.
func NewOperator[T any](symbol SQL, t sqltype.Of[T]) Operator[T] {
	o := Operator[T]{symbol: string(symbol), prec: "concat", typ: t.Desc()}
	if o.typ != nil && o.typ.Kind == sqltype.KindBoolean {
		o.prec = "compare"
	}
	const signs = "+-*/<>=~!@#%^&|`?:"
	word := o.symbol != ""
	sign := word
	for i := range len(o.symbol) {
		c := o.symbol[i]
		word = word && (isNameStart(c) || i > 0 && (c >= '0' && c <= '9' || c == ' '))
		sign = sign && strings.IndexByte(signs, c) >= 0
	}
	if !word && !sign || strings.Contains(o.symbol, "--") || strings.Contains(o.symbol, "/*") {
		o.err = errorf("%q is no operator: a word, or characters out of %s", o.symbol, signs).Err
	}
	return o
}

// Additive makes the operator bind as tightly as + and -.
func (o Operator[T]) Additive() Operator[T] { o.prec = "add"; return o }

// Multiplicative makes the operator bind as tightly as * and /.
func (o Operator[T]) Multiplicative() Operator[T] { o.prec = "mul"; return o }

// Of is a operator b. Its value may be NULL. Its negation is NOT (a operator b).
func (o Operator[T]) Of(a, b Expr) Value[T, *T] { return o.call(a, b) }

// Prefix is operator x.
func (o Operator[T]) Prefix(x Expr) Value[T, *T] { return o.call(x) }

func (o Operator[T]) call(xs ...Expr) Value[T, *T] {
	switch {
	case o.err != nil:
		return Value[T, *T]{c: cell(&ErrNode{o.err})}
	case o.symbol == "":
		return Value[T, *T]{c: cell(errorf("an operator without a symbol was used: make it with NewOperator"))}
	}
	return Value[T, *T]{c: cell(&CallNode{Fn: FnOperator, Name: o.symbol, Word: o.prec, Args: nodes(xs), Type: o.typ, Null: NullAlways})}
}
