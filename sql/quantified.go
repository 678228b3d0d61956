package sql

// A Quantified is the values of a query or an array, right of a comparison:
// sql.Gt(p.Price, sql.All(q)). It has no value of its own.
type Quantified[T any] struct{ c *Cell }

func (q Quantified[T]) item() Node {
	if q.c == nil {
		return nil
	}
	return q.c.N
}
func (q Quantified[T]) is_a_sql_expression() {}
func (q Quantified[T]) typed(T)              {}

func quantified[T any](f Fn, n Node) Quantified[T] {
	c := fn(f, TypeOf(&ScalarNode{n}), n)
	c.Null = NullAlways
	return Quantified[T]{cell(c)}
}

// Any makes a comparison true when it is for one row of q at least. The comparison
// is NULL when it is true for none and there is a NULL among them.
func Any[T any](q Query[T]) Quantified[T] { return quantified[T](FnAny, StatementOf(q)) }

// All makes a comparison true when it is for every row of q, also when there is none.
func All[T any](q Query[T]) Quantified[T] { return quantified[T](FnAll, StatementOf(q)) }

// AnyNull is [Any] of a query whose values may be NULL.
func AnyNull[T any](q Query[*T]) Quantified[T] { return quantified[T](FnAny, StatementOf(q)) }

// AllNull is [All] of a query whose values may be NULL.
func AllNull[T any](q Query[*T]) Quantified[T] { return quantified[T](FnAll, StatementOf(q)) }
