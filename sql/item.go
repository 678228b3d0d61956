package sql

import (
	"reflect"
	"time"
)

// All methods of these contracts are unexported, so that no column of a user's
// table struct can hide one. Their names read as a sentence where the compiler
// prints them: "string does not implement … (missing method is_a_sql_expression)".

// An Item may stand in a select list: an expression, a column, a table, an entity.
type Item interface{ item() Node }

// An Expr is an Item that has a value.
type Expr interface {
	Item
	is_a_sql_expression()
}

// A Typed is an expression that is compared with, and assigned, a T.
type Typed[T any] interface {
	Expr
	typed(T)
}

// A Numeric is a Typed on which arithmetic is defined.
type Numeric[T any] interface {
	Typed[T]
	is_numeric()
}

// A Textual is a Typed on which LIKE is defined.
type Textual[T any] interface {
	Typed[T]
	is_textual()
}

// A Reads is an Item that is read from a row as R.
type Reads[R any] interface {
	Item
	reads(R)
}

// A ValueOf is compared as T and read as R.
type ValueOf[T, R any] interface {
	Typed[T]
	Reads[R]
}

// A Document is an expression whose value is a JSON document.
type Document interface {
	Expr
	is_a_json_document()
}

// A NumericOf is compared as T, read as R, and has arithmetic.
type NumericOf[T, R any] interface {
	Numeric[T]
	Reads[R]
}

// A TextualOf is compared as T, read as R, and has the operators of strings.
type TextualOf[T, R any] interface {
	Textual[T]
	Reads[R]
}

// Integer is the Go types on whose bits there are operators.
type Integer interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uint
}

// DateLike is time.Time, or any struct of the shape that civil dates have.
type DateLike interface {
	time.Time | ~struct {
		Year  int
		Month time.Month
		Day   int
	}
}

// A Source can stand in FROM: a table, an alias, a subquery, a CTE.
type Source interface{ source() *TableNode }

// A Target is a Source that can be written: a table.
type Target interface {
	Source
	target()
}

// A Statement can be executed.
type Statement interface{ statement() Node }

// A Query is a statement whose rows are R in Go.
type Query[R any] interface {
	Statement
	query(R)
}

// A DML is an INSERT, UPDATE or DELETE.
type DML interface {
	Statement
	dml()
}

// NodeOf is the tree of i. A nil item, or a column of a table struct that was
// never declared, is an error node.
func NodeOf(i Item) Node {
	if isNil(i) {
		return errorf("a nil was given where an expression is wanted")
	}
	n := i.item()
	if n == nil {
		return errorf("an expression that was not made was used: a column of a table struct that was not declared (declare the table with orm.Declare or schema.Bind first), or a zero Value or Cond")
	}
	return n
}

// isNil reports whether x is nil, or a nil pointer: the address of a table struct that
// nobody has declared.
func isNil(x any) bool {
	v := reflect.ValueOf(x)
	return !v.IsValid() || v.Kind() == reflect.Pointer && v.IsNil()
}

// SourceOf is the tree of s.
func SourceOf(s Source) *TableNode {
	if isNil(s) {
		return brokenTable("a nil was given where a table is wanted")
	}
	if t := s.source(); t != nil {
		return t
	}
	return brokenTable("a table struct that was not declared was used: declare it with orm.Declare first")
}

// ExtendStatement is embedded by statements of other packages. They are their own
// nodes.
type ExtendStatement struct{ Extend }

func (ExtendStatement) statement() Node { return nil }

// StatementOf is the tree of s.
func StatementOf(s Statement) Node {
	if s == nil {
		return errorf("a nil was given where a statement is wanted")
	}
	if n := s.statement(); n != nil {
		return n
	}
	if n, ok := s.(Node); ok {
		return n
	}
	return errorf("a %T has no tree", s)
}

func nodes[I Item](xs []I) []Node {
	if len(xs) == 0 {
		return nil
	}
	out := make([]Node, len(xs))
	for i := range xs {
		out[i] = NodeOf(xs[i])
	}
	return out
}

// appended is a with b at its end, in an array that no other statement shares.
func appended(a []Node, b ...Node) []Node {
	switch {
	case len(b) == 0:
		return a
	case len(a) == 0:
		return b[:len(b):len(b)] // b was made for this call: see nodes
	}
	return append(a[:len(a):len(a)], b...)
}

// A ReadHandle is embedded by what can be read, beside a Yields. It is not generic,
// because what is generic is compiled again for each table of a program.
type ReadHandle struct{ t *TableNode }

func (h *ReadHandle) source() *TableNode { return h.t }
func (h *ReadHandle) item() Node {
	if h.t == nil {
		return nil
	}
	return h.t
}
func (h *ReadHandle) point(t *TableNode) { h.t = t }

// A Handle is a ReadHandle of what can be written too.
type Handle struct{ ReadHandle }

func (h *Handle) target() {}

// Yields is embedded by what has rows that are R in Go.
type Yields[R any] struct{}

//lint:ignore U1000 a type that embeds Yields has it through this
func (*Yields[R]) reads(R) {}

// A QueryBuilder gives the tree of a query, each time that it is asked for.
type QueryBuilder interface{ BuildQuery() Node }

// A QueryHandle is embedded by what builds a query outside of this package, and has
// rows that are R in Go.
type QueryHandle[R any] struct{ b QueryBuilder }

// QueryFrom is the query that b builds.
func QueryFrom[R any](b QueryBuilder) *QueryHandle[R] { return &QueryHandle[R]{b} }

func (q *QueryHandle[R]) statement() Node {
	if q == nil || q.b == nil {
		return errorf("a query that was not built was used")
	}
	return q.b.BuildQuery()
}
func (q *QueryHandle[R]) query(R) {}

// A Pointable is a ReadHandle or what embeds one, by its address.
type Pointable interface {
	Source
	point(*TableNode)
}

// Point makes h stand for t.
func Point(h Pointable, t *TableNode) { h.point(t) }

// A Rebindable is a façade, by its address.
type Rebindable interface{ rebind(func(Node) Node) }

// Rebind replaces what a façade stands for.
func Rebind(x Rebindable, f func(Node) Node) { x.rebind(f) }

// Self is the address of a façade that can be pointed at something else and keeps
// its type.
type Self[X any] interface {
	*X
	rebind(func(Node) Node)
}

// Col is x as from has it: the column of a subquery, a CTE or an alias that x is
// in there, with x's type. x is found in a subquery's select list by identity,
// then by name; an absent one is an error of the statement that uses it.
func Col[X any, P Self[X]](from Source, x X) X {
	t := SourceOf(from)
	P(&x).rebind(func(n Node) Node { return t.columnFor(n) })
	return x
}

// Excluded is x as the row that could not be inserted has it. It has a meaning in
// the DoUpdate of an upsert only.
func Excluded[X any, P Self[X]](x X) X {
	P(&x).rebind(func(n Node) Node {
		c, ok := n.(*ColumnNode)
		if !ok {
			return errorf("Excluded wants a column of the table that is inserted into")
		}
		return &ExcludedNode{Column: c}
	})
	return x
}
