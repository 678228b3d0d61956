package sql

import "github.com/aludel/aludel/sqltype"

// A text in Go may be a decimal, a member of an enum or an address in the database.
// What [Val] and [Param] know of it is that it is a text; beside an expression it is
// bound as that expression's type, as it would be by its methods.

// beside is n as it is bound beside an expression of type t.
func beside(n Node, t *sqltype.Desc) Node {
	b, ok := n.(*BindNode)
	if !ok || b.Err != nil || b.Type == nil || b.Type.Kind != sqltype.KindString || !b.Type.IsPlain() {
		return n
	}
	if t == nil || t.Kind == sqltype.KindUnknown || t.Kind != sqltype.KindEnum && t.IsText() {
		return n
	}
	if b.Name != "" {
		return &BindNode{Name: b.Name, Type: t}
	}
	if b.Value.IsNull() {
		return &BindNode{Value: b.Value, Type: t}
	}
	v, err := sqltype.EncodeAny(b.Value.Str(), t)
	return &BindNode{Value: v, Type: t, Err: err}
}

// alike are xs, the bound texts among them as the type of the first that is none.
func alike(xs ...Node) []Node {
	var t *sqltype.Desc
	for _, x := range xs {
		if _, ok := x.(*BindNode); !ok {
			if t = TypeOf(x); t != nil {
				break
			}
		}
	}
	if t != nil {
		for i, x := range xs {
			xs[i] = beside(x, t)
		}
	}
	return xs
}
