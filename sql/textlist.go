package sql

import (
	"fmt"
	"strings"

	"github.com/aludel/aludel/sqltype"
)

// A ListArg is a list of values for one parameter of raw SQL; see [List].
type ListArg struct {
	rows  [][]*BindNode // the values of each member: one, or those of a Row
	types []*sqltype.Desc
	err   error
}

// List is the members that a parameter of raw SQL stands for behind IN or NOT IN:
//
//	sql.Text("SELECT id FROM users WHERE id IN :ids").Bind("ids", sql.List(1, 2, 3))
//
// It brings its own parentheses; those of IN (:ids) are taken for them. Without members
// IN is false for every row and NOT IN true. A T that is a [Row2], [Row3] or [Row4] is a
// member of several columns: (a, b) IN :pairs. A text does not depend on how many
// members there are, but for powers of two. A member that is nil is an error: IN never
// finds a NULL, and NOT IN nothing beside one.
func List[T any](xs ...T) ListArg {
	var zero T
	l := ListArg{}
	for _, b := range members(zero) {
		l.types = append(l.types, b.Type)
	}
	for i, x := range xs {
		row := members(x)
		for _, b := range row {
			switch {
			case l.err != nil:
			case b.Err != nil:
				l.err = fmt.Errorf("member %d of the list: %w", i, b.Err)
			case b.Value.IsNull():
				l.err = fmt.Errorf("member %d of the list is nil: IN never finds a NULL, and NOT IN finds nothing beside one", i)
			}
		}
		l.rows = append(l.rows, row)
	}
	for n := PaddedLen(len(xs)); len(l.rows) < n; {
		l.rows = append(l.rows, l.rows[len(xs)-1])
	}
	return l
}

// members are the values of one member of a list.
func members[T any](x T) []*BindNode {
	r, ok := any(x).(bindsLike)
	if !ok {
		return []*BindNode{bind(x, nil)}
	}
	var out []*BindNode
	for _, n := range r.bindsLike(make([]Node, 4)) {
		out = append(out, n.(*BindNode))
	}
	return out
}

// A TextList is where Parts and Binds of a raw text hold a list: Rows members of as many
// values as there are Types, from Binds[At] on. The words IN and NOT IN before it are cut
// from Parts. Of an empty list there is one bind, which is not written.
type TextList struct {
	At, Rows int
	Types    []*sqltype.Desc
	Not      bool
}

// WithList is n with l for the parameter name.
func (n *TextNode) WithList(name string, l ListArg) *TextNode {
	return n.each(name, func(n *TextNode) *TextNode { return n.withList(name, l) })
}

func (n *TextNode) withList(name string, l ListArg) *TextNode {
	t := &TextNode{Cols: n.Cols, Err: n.Err}
	if t.Err == nil && l.err != nil {
		t.Err = fmt.Errorf("parameter %q: %w", name, l.err)
	}
	binds := []*BindNode{{Type: sqltype.Boolean.Desc()}}
	if len(l.rows) > 0 {
		binds = nil
		for _, r := range l.rows {
			binds = append(binds, r...)
		}
	}
	lists, own := n.Lists, false
	next := n.Parts[0]
	for i, b := range n.Binds {
		part := next
		next = n.Parts[i+1]
		for len(lists) > 0 && lists[0].At == i {
			moved := lists[0]
			moved.At = len(t.Binds)
			t.Lists, lists = append(t.Lists, moved), lists[1:]
		}
		if b.Name != name {
			t.Parts, t.Binds = append(t.Parts, part), append(t.Binds, b)
			continue
		}
		own = true
		list := TextList{At: len(t.Binds), Rows: len(l.rows), Types: l.types}
		var ok bool
		if part, next, list.Not, ok = cutIn(part, next); !ok && t.Err == nil {
			t.Err = fmt.Errorf("the parameter :%s is a list, which stands behind IN or NOT IN only; give a slice for an array", name)
		}
		t.Parts, t.Binds, t.Lists = append(t.Parts, part), append(t.Binds, binds...), append(t.Lists, list)
		for range len(binds) - 1 {
			t.Parts = append(t.Parts, "")
		}
	}
	t.Parts = append(t.Parts, next)
	if !own && t.Err == nil {
		t.Err = noParameter(n, name)
	}
	return t
}

// cutIn takes IN or NOT IN from the end of before, and the parentheses that are around
// the parameter.
func cutIn(before, after string) (b, a string, not, ok bool) {
	const space = " \t\r\n\f"
	a = after
	b = strings.TrimRight(before, space)
	if rest := strings.TrimLeft(after, space); strings.HasSuffix(b, "(") && strings.HasPrefix(rest, ")") {
		b, a = strings.TrimRight(b[:len(b)-1], space), rest[1:]
	}
	if b, ok = cutWord(b, "IN"); !ok {
		return before, after, false, false
	}
	b, not = cutWord(b, "NOT")
	return b, a, not, true
}

func cutWord(s, word string) (string, bool) {
	i := len(s) - len(word)
	if i < 1 || !strings.EqualFold(s[i:], word) || isNameStart(s[i-1]) || s[i-1] >= '0' && s[i-1] <= '9' {
		return s, false
	}
	return strings.TrimRight(s[:i], " \t\r\n\f"), true
}
