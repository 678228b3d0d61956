package sql

import "reflect"

// Rows of typed selects: what item A is read as, then B, ….
type (
	Row2[A, B any] struct {
		A A
		B B
	}
	Row3[A, B, C any] struct {
		A A
		B B
		C C
	}
	Row4[A, B, C, D any] struct {
		A A
		B B
		C C
		D D
	}
	Row5[A, B, C, D, E any] struct {
		A A
		B B
		C C
		D D
		E E
	}
	Row6[A, B, C, D, E, F any] struct {
		A A
		B B
		C C
		D D
		E E
		F F
	}
	Row7[A, B, C, D, E, F, G any] struct {
		A A
		B B
		C C
		D D
		E E
		F F
		G G
	}
	Row8[A, B, C, D, E, F, G, H any] struct {
		A A
		B B
		C C
		D D
		E E
		F F
		G G
		H H
	}
)

// A rowOf is one of the Row types.
type rowOf interface{ is_a_row() }

func (Row2[A, B]) is_a_row()                   {}
func (Row3[A, B, C]) is_a_row()                {}
func (Row4[A, B, C, D]) is_a_row()             {}
func (Row5[A, B, C, D, E]) is_a_row()          {}
func (Row6[A, B, C, D, E, F]) is_a_row()       {}
func (Row7[A, B, C, D, E, F, G]) is_a_row()    {}
func (Row8[A, B, C, D, E, F, G, H]) is_a_row() {}

var rowType = reflect.TypeFor[rowOf]()

// IsRow reports whether t is one of Row2 … Row8, whose fields are a statement's
// items in order.
func IsRow(t reflect.Type) bool { return t.Kind() == reflect.Struct && t.Implements(rowType) }

// Values takes the row apart.
func (r Row2[A, B]) Values() (A, B) { return r.A, r.B }

// Values takes the row apart.
func (r Row3[A, B, C]) Values() (A, B, C) { return r.A, r.B, r.C }

// Values takes the row apart.
func (r Row4[A, B, C, D]) Values() (A, B, C, D) { return r.A, r.B, r.C, r.D }

func sel[R any](items ...Node) SelectStmt[R] { return SelectStmt[R]{SelectNode{Items: items}} }

// Select1 is a SELECT of one item: its rows are what the item is read as.
func Select1[A any](a Reads[A]) SelectStmt[A] { return sel[A](NodeOf(a)) }

// Select2 is a SELECT of two items.
func Select2[A, B any](a Reads[A], b Reads[B]) SelectStmt[Row2[A, B]] {
	return sel[Row2[A, B]](NodeOf(a), NodeOf(b))
}

// Select3 is a SELECT of three items.
func Select3[A, B, C any](a Reads[A], b Reads[B], c Reads[C]) SelectStmt[Row3[A, B, C]] {
	return sel[Row3[A, B, C]](NodeOf(a), NodeOf(b), NodeOf(c))
}

// Select4 is a SELECT of four items.
func Select4[A, B, C, D any](a Reads[A], b Reads[B], c Reads[C], d Reads[D]) SelectStmt[Row4[A, B, C, D]] {
	return sel[Row4[A, B, C, D]](NodeOf(a), NodeOf(b), NodeOf(c), NodeOf(d))
}

// Select5 is a SELECT of five items.
func Select5[A, B, C, D, E any](a Reads[A], b Reads[B], c Reads[C], d Reads[D], e Reads[E]) SelectStmt[Row5[A, B, C, D, E]] {
	return sel[Row5[A, B, C, D, E]](NodeOf(a), NodeOf(b), NodeOf(c), NodeOf(d), NodeOf(e))
}

// Select6 is a SELECT of six items.
func Select6[A, B, C, D, E, F any](a Reads[A], b Reads[B], c Reads[C], d Reads[D], e Reads[E], f Reads[F]) SelectStmt[Row6[A, B, C, D, E, F]] {
	return sel[Row6[A, B, C, D, E, F]](NodeOf(a), NodeOf(b), NodeOf(c), NodeOf(d), NodeOf(e), NodeOf(f))
}

// Select7 is a SELECT of seven items.
func Select7[A, B, C, D, E, F, G any](a Reads[A], b Reads[B], c Reads[C], d Reads[D], e Reads[E], f Reads[F], g Reads[G]) SelectStmt[Row7[A, B, C, D, E, F, G]] {
	return sel[Row7[A, B, C, D, E, F, G]](NodeOf(a), NodeOf(b), NodeOf(c), NodeOf(d), NodeOf(e), NodeOf(f), NodeOf(g))
}

// Select8 is a SELECT of eight items.
func Select8[A, B, C, D, E, F, G, H any](a Reads[A], b Reads[B], c Reads[C], d Reads[D], e Reads[E], f Reads[F], g Reads[G], h Reads[H]) SelectStmt[Row8[A, B, C, D, E, F, G, H]] {
	return sel[Row8[A, B, C, D, E, F, G, H]](NodeOf(a), NodeOf(b), NodeOf(c), NodeOf(d), NodeOf(e), NodeOf(f), NodeOf(g), NodeOf(h))
}

// Scalar is the one value of q, NULL when it has no row.
func Scalar[R any](q Query[R]) Value[R, *R] {
	return Value[R, *R]{c: cell(&ScalarNode{Query: StatementOf(q)})}
}

// ScalarNull is Scalar of a q whose one value may be NULL already, as that of Max.
func ScalarNull[T any](q Query[*T]) Value[T, *T] {
	return Value[T, *T]{c: cell(&ScalarNode{Query: StatementOf(q)})}
}

// Exists is EXISTS (q).
func Exists(q Statement) Cond { return cond(&ExistsNode{Query: StatementOf(q)}) }
