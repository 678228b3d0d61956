package sql

// A Tuple is a row of values that is compared whole: the first members that differ
// decide. R is the [Row2], [Row3] or [Row4] that it is compared with.
type Tuple[R any] struct{ c *Cell }

func (t Tuple[R]) item() Node {
	if t.c == nil {
		return nil
	}
	return t.c.N
}
func (t Tuple[R]) is_a_sql_expression() {}
func (t Tuple[R]) typed(R)              {}

// Tuple2 is (a, b). Compare it by its methods, or with another by Eq, Lt and so on.
func Tuple2[A, B any](a Typed[A], b Typed[B]) Tuple[Row2[A, B]] {
	return Tuple[Row2[A, B]]{cell(&TupleNode{[]Node{NodeOf(a), NodeOf(b)}})}
}

// Tuple3 is (a, b, c).
func Tuple3[A, B, C any](a Typed[A], b Typed[B], c Typed[C]) Tuple[Row3[A, B, C]] {
	return Tuple[Row3[A, B, C]]{cell(&TupleNode{[]Node{NodeOf(a), NodeOf(b), NodeOf(c)}})}
}

// Tuple4 is (a, b, c, d).
func Tuple4[A, B, C, D any](a Typed[A], b Typed[B], c Typed[C], d Typed[D]) Tuple[Row4[A, B, C, D]] {
	return Tuple[Row4[A, B, C, D]]{cell(&TupleNode{[]Node{NodeOf(a), NodeOf(b), NodeOf(c), NodeOf(d)}})}
}

// bindsLike are the members of a row, each bound as its column's type.
type bindsLike interface{ bindsLike(like []Node) []Node }

func (r Row2[A, B]) bindsLike(l []Node) []Node {
	return []Node{bindLike(r.A, l[0]), bindLike(r.B, l[1])}
}
func (r Row3[A, B, C]) bindsLike(l []Node) []Node {
	return []Node{bindLike(r.A, l[0]), bindLike(r.B, l[1]), bindLike(r.C, l[2])}
}
func (r Row4[A, B, C, D]) bindsLike(l []Node) []Node {
	return []Node{bindLike(r.A, l[0]), bindLike(r.B, l[1]), bindLike(r.C, l[2]), bindLike(r.D, l[3])}
}

func (t Tuple[R]) row(r R) Node {
	n, ok := NodeOf(t).(*TupleNode)
	if !ok {
		return NodeOf(t)
	}
	b, ok := any(r).(bindsLike)
	if !ok {
		return errorf("a %T cannot be compared with a tuple", r)
	}
	return &TupleNode{b.bindsLike(n.Xs)}
}

func (t Tuple[R]) compare(op Op, r R) Cond {
	return cond(&BinaryNode{Op: op, L: NodeOf(t), R: t.row(r)})
}

// Eq is t = r.
func (t Tuple[R]) Eq(r R) Cond { return t.compare(OpEq, r) }

// Ne is t != r.
func (t Tuple[R]) Ne(r R) Cond { return t.compare(OpNe, r) }

// Lt is t < r.
func (t Tuple[R]) Lt(r R) Cond { return t.compare(OpLt, r) }

// Le is t <= r.
func (t Tuple[R]) Le(r R) Cond { return t.compare(OpLe, r) }

// Gt is t > r: with the last row of a page, the rows of the next.
func (t Tuple[R]) Gt(r R) Cond { return t.compare(OpGt, r) }

// Ge is t >= r.
func (t Tuple[R]) Ge(r R) Cond { return t.compare(OpGe, r) }

// In is t IN (rows…). Without rows it is false.
func (t Tuple[R]) In(rows ...R) Cond {
	if len(rows) == 0 {
		return False()
	}
	xs := make([]Node, len(rows))
	for i, r := range rows {
		xs[i] = t.row(r)
	}
	return cond(&InNode{X: NodeOf(t), List: &TupleNode{xs}})
}

// NotIn is t NOT IN (rows…). Without rows it is true.
func (t Tuple[R]) NotIn(rows ...R) Cond { return t.In(rows...).Not() }

// InQuery is t IN (q).
func (t Tuple[R]) InQuery(q Query[R]) Cond {
	return cond(&InNode{X: NodeOf(t), List: StatementOf(q)})
}

// NotInQuery is t NOT IN (q).
func (t Tuple[R]) NotInQuery(q Query[R]) Cond {
	return cond(&InNode{X: NodeOf(t), List: StatementOf(q), Not: true})
}
