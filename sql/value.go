package sql

import (
	"fmt"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/sqltype"
)

// A Cell is what a façade points at. Every façade is one pointer wide, so that it
// can be stored in an interface without allocating; node and cell are allocated
// together where it matters.
type Cell struct{ N Node }

func cell(n Node) *Cell { return &Cell{n} }

// Value is an expression that is compared with T and read as R (T or *T).
type Value[T, R any] struct {
	_ [0]func() // == between two expressions is a mistake: not comparable. First, for at the end it costs a word.
	c *Cell
}

// NewValue is the façade of n.
func NewValue[T, R any](n Node) Value[T, R] { return Value[T, R]{c: cell(n)} }

func (v Value[T, R]) item() Node {
	if v.c == nil {
		return nil
	}
	return v.c.N
}
func (v Value[T, R]) is_a_sql_expression()      {}
func (v Value[T, R]) typed(T)                   {}
func (v Value[T, R]) reads(R)                   {}
func (v *Value[T, R]) rebind(f func(Node) Node) { v.c = cell(f(v.item())) }
func (v Value[T, R]) node() Node                { return NodeOf(v) }

// compared is a condition with its bind, in one allocation.
type compared struct {
	Cell
	BinaryNode
	BindNode
}

func (v Value[T, R]) compare(op Op, x T) Cond {
	l := v.node()
	n := &compared{}
	t := TypeOf(l)
	n.BindNode.Type = t
	n.BindNode.Value, n.BindNode.Err = sqltype.Encode(x, t)
	if n.BindNode.Err == nil && n.BindNode.Value.IsNull() {
		return comparedWithNull(op, l)
	}
	if n.BindNode.Err != nil {
		n.BindNode.Err = named(l, n.BindNode.Err)
	} else {
		n.BindNode.Type = bindType(t, n.BindNode.Value)
	}
	n.BinaryNode = BinaryNode{Op: op, L: l, R: &n.BindNode}
	n.Cell.N = &n.BinaryNode
	return Cond{Value[bool, bool]{c: &n.Cell}}
}

// comparedWithNull is what a comparison with a Go nil means: IS NULL, IS NOT NULL.
func comparedWithNull(op Op, l Node) Cond {
	switch op {
	case OpEq, OpIsNotDistinct:
		return cond(&UnaryNode{Op: OpIsNull, X: l})
	case OpNe, OpIsDistinct:
		return cond(&UnaryNode{Op: OpIsNotNull, X: l})
	}
	return cond(errorf("%s is compared with nil: only Eq and Ne have a meaning there", nameOf(l)))
}

// named says which column a value was meant for.
func named(n Node, err error) error { return fmt.Errorf("%s: %w", nameOf(n), err) }

func nameOf(n Node) string {
	switch n := n.(type) {
	case *ColumnNode:
		return n.Table.Ref() + "." + n.Name
	case *LabelNode:
		return n.Name
	}
	return "an expression"
}

// bindType is the type that a value is bound as where t is not known.
func bindType(t *sqltype.Desc, v driver.Value) *sqltype.Desc {
	if t != nil && t.Kind != sqltype.KindUnknown {
		return t
	}
	switch v.Kind() {
	case driver.Bool:
		return sqltype.Boolean.Desc()
	case driver.Int:
		if n := v.Int(); n == int64(int32(n)) {
			return sqltype.Integer.Desc()
		}
		return sqltype.BigInt.Desc()
	case driver.Float:
		return sqltype.Float.Desc()
	case driver.String:
		return varchar
	case driver.Bytes:
		return sqltype.Bytes.Desc()
	case driver.Time:
		return sqltype.TimestampTZ.Desc()
	case driver.Wall:
		return sqltype.Timestamp.Desc()
	case driver.Date:
		return sqltype.Date.Desc()
	case driver.Clock:
		return sqltype.Time.Desc()
	case driver.Interval:
		return sqltype.Interval.Desc()
	case driver.UUID:
		return sqltype.UUID.Desc()
	case driver.Decimal:
		return numeric
	case driver.JSON:
		return sqltype.JSON.Desc()
	}
	return t
}

var (
	varchar = sqltype.String().Desc()
	numeric = &sqltype.Desc{Kind: sqltype.KindNumeric}
	bigint  = sqltype.BigInt.Desc()
	boolean = sqltype.Boolean.Desc()
)

// bind is x bound as t, which is a neighbour's type, or nil.
func bind[T any](x T, t *sqltype.Desc) *BindNode {
	if t == nil {
		t = sqltype.For[T]()
		if t != nil && t.IsInteger() {
			t = nil // the value's size decides
		}
	}
	v, err := sqltype.Encode(x, t)
	if err == nil && t != nil && t.Kind == sqltype.KindNumeric && t.Precision > 0 && v.Kind() == driver.Decimal {
		if _, err := sqltype.Stored(v, t); err != nil {
			t = numeric // it stands beside a column, and is not stored in it: it keeps its digits
		}
	}
	return &BindNode{Value: v, Type: bindType(t, v), Err: err}
}

func bindLike[T any](x T, like Node) *BindNode {
	b := bind(x, TypeOf(like))
	if b.Err != nil {
		b.Err = named(like, b.Err)
	}
	return b
}

// Eq is v = x.
func (v Value[T, R]) Eq(x T) Cond { return v.compare(OpEq, x) }

// Ne is v != x.
func (v Value[T, R]) Ne(x T) Cond { return v.compare(OpNe, x) }

// Lt is v < x.
func (v Value[T, R]) Lt(x T) Cond { return v.compare(OpLt, x) }

// Le is v <= x.
func (v Value[T, R]) Le(x T) Cond { return v.compare(OpLe, x) }

// Gt is v > x.
func (v Value[T, R]) Gt(x T) Cond { return v.compare(OpGt, x) }

// Ge is v >= x.
func (v Value[T, R]) Ge(x T) Cond { return v.compare(OpGe, x) }

// IsDistinctFrom is v IS DISTINCT FROM x: != where NULL is a value like others.
func (v Value[T, R]) IsDistinctFrom(x T) Cond { return v.compare(OpIsDistinct, x) }

// IsNotDistinctFrom is v IS NOT DISTINCT FROM x.
func (v Value[T, R]) IsNotDistinctFrom(x T) Cond { return v.compare(OpIsNotDistinct, x) }

// Between is v BETWEEN lo AND hi; both ends belong to it.
func (v Value[T, R]) Between(lo, hi T) Cond {
	n := v.node()
	return cond(&BetweenNode{X: n, Lo: bindLike(lo, n), Hi: bindLike(hi, n)})
}

// BetweenSymmetric is Between with its ends in either order.
func (v Value[T, R]) BetweenSymmetric(a, b T) Cond {
	n := v.node()
	return cond(&BetweenNode{X: n, Lo: bindLike(a, n), Hi: bindLike(b, n), Symmetric: true})
}

// In is v IN (xs…). With no xs it is false. A statement's text does not depend on
// how many there are.
func (v Value[T, R]) In(xs ...T) Cond {
	n := v.node()
	return in(n, list(xs, n), false)
}

// NotIn is v NOT IN (xs…). With no xs it is true, also for NULL.
func (v Value[T, R]) NotIn(xs ...T) Cond {
	n := v.node()
	return in(n, list(xs, n), true)
}

func in(x Node, list *ListNode, not bool) Cond {
	if t := TypeOf(x); t != nil && (t.Kind == sqltype.KindJSON || t.Kind == sqltype.KindJSONB) && list.Err == nil {
		return documentIn(x, list, not)
	}
	n := &struct {
		Cell
		InNode
	}{InNode: InNode{X: x, List: list, Not: not}}
	n.N = &n.InNode
	return condOf(&n.Cell)
}

func list[T any](xs []T, like Node) *ListNode {
	l := &ListNode{Type: TypeOf(like), Values: make([]driver.Value, len(xs))}
	for i, x := range xs {
		v, err := sqltype.Encode(x, l.Type)
		if err != nil {
			l.Err = named(like, err)
			return l
		}
		if v.IsNull() {
			l.Err = named(like, fmt.Errorf("member %d of the list is nil: IN never finds a NULL, and NOT IN finds nothing beside one; use IsNull", i))
			return l
		}
		l.Values[i] = v
		if i == 0 {
			l.Type = bindType(l.Type, v)
		}
	}
	return l
}

// InQuery is v IN (q).
func (v Value[T, R]) InQuery(q Query[T]) Cond {
	return cond(&InNode{X: v.node(), List: StatementOf(q)})
}

// NotInQuery is v NOT IN (q). A q that may give NULL does not compile: NOT IN finds
// nothing when there is a NULL among them.
func (v Value[T, R]) NotInQuery(q Query[T]) Cond {
	return cond(&InNode{X: v.node(), List: StatementOf(q), Not: true})
}

// IsNull is v IS NULL.
func (v Value[T, R]) IsNull() Cond { return condOf(unary(OpIsNull, v.node())) }

// IsNotNull is v IS NOT NULL.
func (v Value[T, R]) IsNotNull() Cond { return condOf(unary(OpIsNotNull, v.node())) }

func unary(op Op, x Node) *Cell {
	n := &struct {
		Cell
		UnaryNode
	}{UnaryNode: UnaryNode{Op: op, X: x}}
	n.N = &n.UnaryNode
	return &n.Cell
}

func ordered(x Node, desc bool) Order {
	n := &struct {
		Cell
		OrderNode
	}{OrderNode: OrderNode{X: x, Desc: desc}}
	n.N = &n.OrderNode
	return Order{&n.Cell}
}

// Asc sorts by v, the smallest first.
func (v Value[T, R]) Asc() Order { return ordered(v.node(), false) }

// Desc sorts by v, the greatest first.
func (v Value[T, R]) Desc() Order { return ordered(v.node(), true) }

// As names v in the select list.
func (v Value[T, R]) As(name string) Value[T, R] { return Value[T, R]{c: label(v.node(), name)} }

func label(n Node, name string) *Cell { return cell(&LabelNode{X: n, Name: name}) }

// Nullable reads v as *T: for the far side of an outer join.
func (v Value[T, R]) Nullable() Value[T, *T] {
	return Value[T, *T]{c: cell(&NullableNode{X: v.node()})}
}

// NotNull vouches that v is not NULL, so that it is read as T; a NULL is then an error.
func (v Value[T, R]) NotNull() Value[T, T] {
	return Value[T, T]{c: cell(&NullableNode{X: v.node(), Not: true})}
}

// Coalesce is v, or d where v is NULL.
func (v Value[T, R]) Coalesce(d T) Value[T, T] { return Value[T, T]{c: cell(coalesce(v.node(), d))} }

func coalesce[T any](n Node, d T) Node {
	return &CallNode{Name: "coalesce", Args: []Node{n, bindLike(d, n)}, Type: TypeOf(n)}
}

// Order is an ORDER BY item.
type Order struct{ c *Cell }

func (o Order) item() Node {
	if o.c == nil {
		return nil
	}
	return o.c.N
}

// NullsFirst sorts NULLs before all else.
func (o Order) NullsFirst() Order { return o.nulls(NullsFirst) }

// NullsLast sorts NULLs after all else.
func (o Order) NullsLast() Order { return o.nulls(NullsLast) }

func (o Order) nulls(w NullsOrder) Order {
	if n, ok := NodeOf(o).(*OrderNode); ok {
		c := *n
		c.Nulls = w
		return Order{cell(&c)}
	}
	return o
}

// BindType is the SQL type as which a value is bound when nothing else says it.
func BindType(v driver.Value) *sqltype.Desc { return bindType(nil, v) }
