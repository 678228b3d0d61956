package sql

// CaseExpr is a CASE under construction: When(c, v).When(c, v).Else(v).
type CaseExpr[T any] struct{ whens []Branch }

// When begins CASE WHEN c THEN v.
func When[T any](c Typed[bool], v T) CaseExpr[T] { return CaseExpr[T]{}.When(c, v) }

// WhenExpr begins CASE WHEN c THEN x.
func WhenExpr[T any](c Typed[bool], x Typed[T]) CaseExpr[T] { return CaseExpr[T]{}.WhenExpr(c, x) }

// When adds WHEN c THEN v.
func (k CaseExpr[T]) When(c Typed[bool], v T) CaseExpr[T] {
	return k.add(NodeOf(c), bind(v, nil))
}

// WhenExpr adds WHEN c THEN x.
func (k CaseExpr[T]) WhenExpr(c Typed[bool], x Typed[T]) CaseExpr[T] {
	return k.add(NodeOf(c), NodeOf(x))
}

func (k CaseExpr[T]) add(c, v Node) CaseExpr[T] {
	k.whens = append(k.whens[:len(k.whens):len(k.whens)], Branch{c, v})
	return k
}

func (k CaseExpr[T]) node(otherwise Node) *Cell {
	return cell(caseOf(nil, k.whens, otherwise))
}

// Else ends the CASE with ELSE v.
func (k CaseExpr[T]) Else(v T) Value[T, T] { return Value[T, T]{c: k.node(bind(v, nil))} }

// ElseExpr ends the CASE with ELSE x.
func (k CaseExpr[T]) ElseExpr(x Typed[T]) Value[T, T] { return Value[T, T]{c: k.node(NodeOf(x))} }

// End ends the CASE without ELSE: NULL where no condition holds.
func (k CaseExpr[T]) End() Value[T, *T] { return Value[T, *T]{c: k.node(nil)} }

// SwitchExpr is a CASE of one value under construction: Switch(x, k, v).Case(k, v).Else(v).
type SwitchExpr[K, T any] struct {
	x     Node
	whens []Branch
}

// Switch begins CASE x WHEN k THEN v.
func Switch[K, T any](x Typed[K], k K, v T) SwitchExpr[K, T] {
	return SwitchExpr[K, T]{x: NodeOf(x)}.Case(k, v)
}

// Case adds WHEN k THEN v.
func (s SwitchExpr[K, T]) Case(k K, v T) SwitchExpr[K, T] {
	b := bindLike(k, s.x)
	when := Branch{b, bind(v, nil)}
	if b.Err == nil && b.Value.IsNull() {
		when.Cond = errorf("a case of Switch is nil: NULL is equal to nothing; use When(IsNull)")
	}
	s.whens = append(s.whens[:len(s.whens):len(s.whens)], when)
	return s
}

func (s SwitchExpr[K, T]) node(otherwise Node) *Cell {
	return cell(caseOf(s.x, s.whens, otherwise))
}

// Else ends the CASE with ELSE v.
func (s SwitchExpr[K, T]) Else(v T) Value[T, T] { return Value[T, T]{c: s.node(bind(v, nil))} }

// ElseExpr ends the CASE with ELSE x.
func (s SwitchExpr[K, T]) ElseExpr(x Typed[T]) Value[T, T] {
	return Value[T, T]{c: s.node(NodeOf(x))}
}

// End ends the CASE without ELSE: NULL where x is none of them.
func (s SwitchExpr[K, T]) End() Value[T, *T] { return Value[T, *T]{c: s.node(nil)} }

// caseOf is a CASE whose bound texts have the type of the branches that are none.
func caseOf(x Node, whens []Branch, otherwise Node) *CaseNode {
	n := &CaseNode{X: x, Whens: append([]Branch(nil), whens...)}
	thens := make([]Node, len(whens), len(whens)+1)
	for i, w := range whens {
		thens[i] = w.Then
	}
	if otherwise != nil {
		thens = append(thens, otherwise)
	}
	thens = alike(thens...)
	for i := range n.Whens {
		n.Whens[i].Then = thens[i]
	}
	if otherwise != nil {
		n.Else = thens[len(whens)]
	}
	for _, x := range thens {
		if n.Type = TypeOf(x); n.Type != nil {
			break
		}
	}
	return n
}
