package sql

import (
	"strings"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/sqltype"
)

// Markers: the first part, of no size, of a column of that kind.
type (
	IsNumeric  struct{}
	IsTextual  struct{}
	IsDocument struct{}
)

//lint:ignore U1000 it is promoted to the columns of package schema, and satisfies Document there
func (IsDocument) is_a_json_document() {}

//lint:ignore U1000 it is promoted to the columns of package schema, and satisfies Numeric there
func (IsNumeric) is_numeric() {}

//lint:ignore U1000 it is promoted to the columns of package schema, and satisfies Textual there
func (IsTextual) is_textual() {}

// Num is a Value with arithmetic.
type Num[T, R any] struct{ Value[T, R] }

// NumOf gives v the operators of a number.
func NumOf[T, R any](v Value[T, R]) Num[T, R] { return Num[T, R]{v} }

func num[T, R any](n Node) Num[T, R] { return Num[T, R]{Value[T, R]{c: cell(n)}} }

func numOf[T, R any](c *Cell) Num[T, R] { return Num[T, R]{Value[T, R]{c: c}} }

func (v Num[T, R]) is_numeric() {}

func (v Num[T, R]) op(op Op, x T) Num[T, R] {
	l := v.node()
	return num[T, R](&BinaryNode{Op: op, L: l, R: bindLike(x, l)})
}

// Add is v + x.
func (v Num[T, R]) Add(x T) Num[T, R] { return v.op(OpAdd, x) }

// Sub is v - x.
func (v Num[T, R]) Sub(x T) Num[T, R] { return v.op(OpSub, x) }

// Mul is v * x.
func (v Num[T, R]) Mul(x T) Num[T, R] { return v.op(OpMul, x) }

// Div is v / x in T's own arithmetic: integers are divided towards minus infinity on
// every database, as 7 / 2 = 3 and -7 / 2 = -4; see [Ratio] for the exact quotient.
func (v Num[T, R]) Div(x T) Num[T, R] {
	op := OpDiv
	if TypeOf(v.node()).IsInteger() {
		op = OpFloorDiv
	}
	return v.divide(op, x)
}

// divide refuses a divisor that is zero: databases answer with an error or with NULL.
func (v Num[T, R]) divide(op Op, x T) Num[T, R] {
	d := v.op(op, x)
	if b, ok := d.node().(*BinaryNode).R.(*BindNode); ok && (b.Value.Kind() == driver.Int && b.Value.Int() == 0 || b.Value.Kind() == driver.Float && b.Value.Float() == 0) {
		return num[T, R](errorf("%s is divided by zero", nameOf(v.node())))
	}
	return d
}

// Mod is v % x, with the sign of v.
func (v Num[T, R]) Mod(x T) Num[T, R] { return v.divide(OpMod, x) }

// Neg is -v.
func (v Num[T, R]) Neg() Num[T, R] { return num[T, R](&UnaryNode{Op: OpNeg, X: v.node()}) }

// As names v in the select list.
func (v Num[T, R]) As(name string) Num[T, R] { return Num[T, R]{Value[T, R]{c: label(v.node(), name)}} }

// Coalesce is v, or d where v is NULL.
func (v Num[T, R]) Coalesce(d T) Num[T, T] { return num[T, T](coalesce(v.node(), d)) }

// Str is a Value with the operators of strings.
type Str[T, R any] struct{ Value[T, R] }

// StrOf gives v the operators of a string.
func StrOf[T, R any](v Value[T, R]) Str[T, R] { return Str[T, R]{v} }

func textual[T, R any](n Node) Str[T, R] { return Str[T, R]{Value[T, R]{c: cell(n)}} }

func (v Str[T, R]) is_textual() {}

func (v Str[T, R]) like(pattern string, escape rune, fold bool) Cond {
	return likePattern(v.node(), pattern, escape, fold)
}

func likePattern(x Node, pattern string, escape rune, fold bool) Cond {
	n := &struct {
		Cell
		LikeNode
		BindNode
	}{BindNode: BindNode{Value: stringValue(pattern), Type: varchar}}
	n.LikeNode = LikeNode{X: x, Pattern: &n.BindNode, Escape: escape, Fold: fold}
	n.N = &n.LikeNode
	return condOf(&n.Cell)
}

// Like is v LIKE pattern, where % is any text and _ any character. Whether case
// matters is the database's: it does on PostgreSQL, on SQLite not for ASCII, and on
// MariaDB the collation decides.
func (v Str[T, R]) Like(pattern string) Cond { return v.like(pattern, 0, false) }

// NotLike is v NOT LIKE pattern.
func (v Str[T, R]) NotLike(pattern string) Cond { return v.Like(pattern).Not() }

// ILike is Like without regard to case: on SQLite that of ASCII letters, for it knows no
// others, elsewhere that of all.
func (v Str[T, R]) ILike(pattern string) Cond { return v.like(pattern, 0, true) }

// HasPrefix reports whether v begins with s; % and _ in s mean themselves.
func (v Str[T, R]) HasPrefix(s string) Cond { return v.like(escapeLike(s)+"%", likeEscape, false) }

// HasSuffix reports whether v ends with s; % and _ in s mean themselves.
func (v Str[T, R]) HasSuffix(s string) Cond { return v.like("%"+escapeLike(s), likeEscape, false) }

// Contains reports whether s is in v; % and _ in s mean themselves.
func (v Str[T, R]) Contains(s string) Cond {
	return v.like("%"+escapeLike(s)+"%", likeEscape, false)
}

// IContains is Contains without regard to case.
func (v Str[T, R]) IContains(s string) Cond {
	return v.like("%"+escapeLike(s)+"%", likeEscape, true)
}

// IHasPrefix is HasPrefix without regard to case.
func (v Str[T, R]) IHasPrefix(s string) Cond { return v.like(escapeLike(s)+"%", likeEscape, true) }

// IHasSuffix is HasSuffix without regard to case.
func (v Str[T, R]) IHasSuffix(s string) Cond { return v.like("%"+escapeLike(s), likeEscape, true) }

const likeEscape = '/'

var likeEscaper = strings.NewReplacer("/", "//", "%", "/%", "_", "/_")

func escapeLike(s string) string { return likeEscaper.Replace(s) }

// Concat is v || s.
func (v Str[T, R]) Concat(s string) Str[T, R] {
	n := v.node()
	return textual[T, R](&BinaryNode{Op: OpConcat, L: n, R: &BindNode{Value: stringValue(s), Type: varchar}, Type: varchar})
}

// As names v in the select list.
func (v Str[T, R]) As(name string) Str[T, R] {
	return Str[T, R]{Value[T, R]{c: label(v.node(), name)}}
}

// Coalesce is v, or d where v is NULL.
func (v Str[T, R]) Coalesce(d T) Str[T, T] { return textual[T, T](coalesce(v.node(), d)) }

// Bool is a condition that is also a value.
type Bool[R any] struct{ Value[bool, R] }

// Cond is a condition.
type Cond = Bool[bool]

func cond(n Node) Cond { return Cond{Value[bool, bool]{c: cell(n)}} }

func condOf(c *Cell) Cond { return Cond{Value[bool, bool]{c: c}} }

// NewCond is the façade of a condition's tree.
func NewCond(n Node) Cond { return cond(n) }

// And is c AND d.
func (c Bool[R]) And(d Typed[bool]) Bool[R] {
	return Bool[R]{Value[bool, R]{c: cell(chain(OpAnd, []Node{c.node(), NodeOf(d)}))}}
}

// Or is c OR d.
func (c Bool[R]) Or(d Typed[bool]) Bool[R] {
	return Bool[R]{Value[bool, R]{c: cell(chain(OpOr, []Node{c.node(), NodeOf(d)}))}}
}

// Not is NOT c, in its shortest form: x != 1 for NOT x = 1.
func (c Bool[R]) Not() Bool[R] { return Bool[R]{Value[bool, R]{c: cell(negate(c.node()))}} }

// As names c in the select list.
func (c Bool[R]) As(name string) Bool[R] { return Bool[R]{Value[bool, R]{c: label(c.node(), name)}} }

// And is x AND y AND …; without any it is true.
func And(xs ...Typed[bool]) Cond { return cond(chain(OpAnd, nodes(xs))) }

// Or is x OR y OR …; without any it is false.
func Or(xs ...Typed[bool]) Cond { return cond(chain(OpOr, nodes(xs))) }

// Not is NOT x.
func Not(x Typed[bool]) Cond { return cond(negate(NodeOf(x))) }

// True is the condition that always holds.
func True() Cond { return cond(trueNode) }

// False is the condition that never holds.
func False() Cond { return cond(falseNode) }

func infix(op Op, a, b Expr, t *sqltype.Desc) *Cell {
	l, r := NodeOf(a), NodeOf(b)
	if _, ok := r.(*BindNode); ok {
		r = beside(r, TypeOf(l))
	} else if _, ok := l.(*BindNode); ok {
		l = beside(l, TypeOf(r))
	}
	n := &struct {
		Cell
		BinaryNode
	}{BinaryNode: BinaryNode{Op: op, L: l, R: r, Type: t}}
	n.N = &n.BinaryNode
	return &n.Cell
}
