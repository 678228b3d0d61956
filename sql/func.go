package sql

import (
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/sqltype"
)

func stringValue(s string) driver.Value { return driver.OfString(s) }

// Eq is a = b.
func Eq[T any](a, b Typed[T]) Cond { return condOf(infix(OpEq, a, b, nil)) }

// Ne is a != b.
func Ne[T any](a, b Typed[T]) Cond { return condOf(infix(OpNe, a, b, nil)) }

// Lt is a < b.
func Lt[T any](a, b Typed[T]) Cond { return condOf(infix(OpLt, a, b, nil)) }

// Le is a <= b.
func Le[T any](a, b Typed[T]) Cond { return condOf(infix(OpLe, a, b, nil)) }

// Gt is a > b.
func Gt[T any](a, b Typed[T]) Cond { return condOf(infix(OpGt, a, b, nil)) }

// Ge is a >= b.
func Ge[T any](a, b Typed[T]) Cond { return condOf(infix(OpGe, a, b, nil)) }

// IsDistinct is a IS DISTINCT FROM b.
func IsDistinct[T any](a, b Typed[T]) Cond { return condOf(infix(OpIsDistinct, a, b, nil)) }

// IsNotDistinct is a IS NOT DISTINCT FROM b.
func IsNotDistinct[T any](a, b Typed[T]) Cond { return condOf(infix(OpIsNotDistinct, a, b, nil)) }

// BetweenOf is x BETWEEN lo AND hi.
func BetweenOf[T any](x, lo, hi Typed[T]) Cond {
	xs := alike(NodeOf(x), NodeOf(lo), NodeOf(hi))
	return cond(&BetweenNode{X: xs[0], Lo: xs[1], Hi: xs[2]})
}

// BetweenSymmetricOf is x BETWEEN lo AND hi, or hi AND lo when hi is the smaller one.
func BetweenSymmetricOf[T any](x, lo, hi Typed[T]) Cond {
	xs := alike(NodeOf(x), NodeOf(lo), NodeOf(hi))
	return cond(&BetweenNode{X: xs[0], Lo: xs[1], Hi: xs[2], Symmetric: true})
}

// NotInOf is x NOT IN (xs…), of expressions.
func NotInOf[T any](x Typed[T], xs ...Typed[T]) Cond { return InOf(x, xs...).Not() }

// InOf is x IN (xs…), of expressions.
func InOf[T any](x Typed[T], xs ...Typed[T]) Cond {
	if len(xs) == 0 {
		return False()
	}
	all := alike(append([]Node{NodeOf(x)}, nodes(xs)...)...)
	return cond(&InNode{X: all[0], List: &TupleNode{all[1:]}})
}

// Add is a + b.
func Add[T any](a, b Numeric[T]) Num[T, T] { return numOf[T, T](infix(OpAdd, a, b, nil)) }

// Sub is a - b.
func Sub[T any](a, b Numeric[T]) Num[T, T] { return numOf[T, T](infix(OpSub, a, b, nil)) }

// Mul is a * b.
func Mul[T any](a, b Numeric[T]) Num[T, T] { return numOf[T, T](infix(OpMul, a, b, nil)) }

// Div is a / b in T's own arithmetic; see [Num.Div].
func Div[T any](a, b Numeric[T]) Num[T, T] {
	if TypeOf(NodeOf(a)).IsInteger() {
		return numOf[T, T](infix(OpFloorDiv, a, b, nil))
	}
	return numOf[T, T](infix(OpDiv, a, b, nil))
}

// Mod is a % b, with the sign of a.
func Mod[T any](a, b Numeric[T]) Num[T, T] { return numOf[T, T](infix(OpMod, a, b, nil)) }

// Ratio is a / b as a float, also of integers: 7 / 2 is 3.5.
func Ratio[S, T any](a Numeric[S], b Numeric[T]) Num[float64, float64] {
	return numOf[float64, float64](infix(OpDiv, a, b, sqltype.Double.Desc()))
}

// Concat is a || b || ….
func Concat(a, b Expr, more ...Expr) Str[string, string] {
	n := Node(&BinaryNode{Op: OpConcat, L: NodeOf(a), R: NodeOf(b), Type: varchar})
	for _, x := range more {
		n = &BinaryNode{Op: OpConcat, L: n, R: NodeOf(x), Type: varchar}
	}
	return textual[string, string](n)
}

// Val is the value v, bound.
func Val[T any](v T) Value[T, T] { return Value[T, T]{c: cell(bind(v, nil))} }

// ValLike is the value v, bound as x's type.
func ValLike[T any](v T, x Typed[T]) Value[T, T] { return Value[T, T]{c: cell(bindLike(v, NodeOf(x)))} }

// Literal is Val under the name that the field knows: a value in a select list.
func Literal[T any](v T) Value[T, T] { return Val(v) }

// Param is a parameter: its value is given when the statement is executed. One
// name is one parameter, however often it stands in the statement.
func Param[T any](name string) Value[T, T] {
	return Value[T, T]{c: cell(param(name, sqltype.For[T]()))}
}

// ParamLike is a parameter of x's type.
func ParamLike[T any](name string, x Typed[T]) Value[T, T] {
	return Value[T, T]{c: cell(param(name, TypeOf(NodeOf(x))))}
}

func param(name string, t *sqltype.Desc) *BindNode {
	b := &BindNode{Name: name, Type: t}
	if name == "" {
		b.Err = errorf("a parameter needs a name: its value is given under it").Err
	}
	return b
}

// Null is not offered under that name: it is database/sql's. NullOf is NULL, typed.
func NullOf[T any]() Value[T, *T] {
	c := fn(FnNull, sqltype.For[T]())
	c.Null = NullAlways
	return Value[T, *T]{c: cell(c)}
}

// Number gives an expression the operators of a number back.
func Number[T, R any](x ValueOf[T, R]) Num[T, R] { return num[T, R](NodeOf(x)) }

// String gives an expression the operators of a string back.
func String[T, R any](x ValueOf[T, R]) Str[T, R] { return textual[T, R](NodeOf(x)) }

// Cast is CAST(x AS t). What a text that is no t becomes is each database's: PostgreSQL refuses
// it, MariaDB and SQLite take what its beginning says ("12x" is 12, "" is 0, and no date is NULL). A number that
// is too great for t is refused by PostgreSQL, and kept as it is by the others in integers.
func Cast[T any](x Expr, t sqltype.Of[T]) Value[T, T] {
	return Value[T, T]{c: cell(&CastNode{X: NodeOf(x), Type: t.Desc()})}
}

// TryCast is CAST(x AS t), and NULL where x is no t. None of the bundled databases has it: it
// is an UnsupportedError that says what to write, until a dialect's Grammar has its own TryCast.
func TryCast[T any](x Expr, t sqltype.Of[T]) Value[T, *T] {
	return Value[T, *T]{c: cell(&CastNode{X: NodeOf(x), Type: t.Desc(), Try: true})}
}

// TypeAs makes an x of type t without a cast: the database is told nothing, values
// beside x are bound as t, and x is read as T. It is for what the database knows
// better: a column of an own type, a function's result.
func TypeAs[T any](x Expr, t sqltype.Of[T]) Value[T, T] {
	return Value[T, T]{c: cell(&TypedNode{X: NodeOf(x), Type: t.Desc()})}
}

// Func is a call of a function that this package does not know by name: t is the
// type of its result, which may be NULL. The name is quoted where it must be; a
// dot separates a schema.
func Func[T any](name string, t sqltype.Of[T], args ...Expr) Value[T, *T] {
	return Value[T, *T]{c: cell(&CallNode{Name: name, Args: nodes(args), Type: t.Desc(), Null: NullAlways})}
}

func call(name string, t *sqltype.Desc, args ...Node) *CallNode {
	return &CallNode{Name: name, Args: args, Type: t}
}

// Coalesce is a, or b where a is NULL. It is not more nullable than b.
func Coalesce[T, R any](a Typed[T], b ValueOf[T, R]) Value[T, R] {
	args := alike(NodeOf(a), NodeOf(b))
	return Value[T, R]{c: cell(call("coalesce", TypeOf(args[0]), args...))}
}

// CoalesceOf is the first of xs that is not NULL, or last.
func CoalesceOf[T, R any](last ValueOf[T, R], xs ...Typed[T]) Value[T, R] {
	args := alike(append(nodes(xs), NodeOf(last))...)
	return Value[T, R]{c: cell(call("coalesce", TypeOf(args[0]), args...))}
}

// NullIf is NULL where a = b, else a.
func NullIf[T any](a, b Typed[T]) Value[T, *T] {
	args := alike(NodeOf(a), NodeOf(b))
	c := call("nullif", TypeOf(args[0]), args...)
	c.Null = NullAlways
	return Value[T, *T]{c: cell(c)}
}
