package sql

import (
	"fmt"
	"slices"

	"github.com/aludel/aludel/sqltype"
)

// SQL is a piece of raw SQL. It is a type of its own so that a text made at run
// time has to be converted by name: an untyped constant becomes one by itself,
// a string variable does not.
type SQL string

// TextStmt is a statement in raw SQL.
type TextStmt struct{ n *TextNode }

// Text is a statement in raw SQL, with parameters written as :name. Quoted
// strings and names, comments, dollar quotes and :: casts are left alone; \: is a
// colon. Parameters get their values by Bind, or when the statement is executed.
func Text(text SQL) TextStmt { return TextStmt{parseText(string(text))} }

func (s TextStmt) statement() Node {
	if s.n == nil {
		return errorf("a zero sql.TextStmt was used: make it with Text")
	}
	return s.n
}
func (s TextStmt) query(Record) {}

// Bind gives the parameter name the value x. One that stands behind IN takes a [List].
func (s TextStmt) Bind(name string, x any) TextStmt {
	if s.n == nil {
		return s
	}
	if l, ok := x.(ListArg); ok {
		return TextStmt{s.n.WithList(name, l)}
	}
	v, err := sqltype.EncodeAny(x, nil)
	t := *s.n
	if err != nil {
		err = fmt.Errorf("parameter %q: %w", name, err)
	}
	b := &BindNode{Value: v, Type: bindType(nil, v), Err: err}
	t.Binds = slices.Clone(t.Binds)
	found := false
	for i, old := range t.Binds {
		if old.Name == name {
			t.Binds[i], found = b, true
		}
	}
	if !found && t.Err == nil {
		t.Err = noParameter(s.n, name)
	}
	return TextStmt{&t}
}

// Columns says what the columns of the result are, in order, so that they are
// read with their types.
func (s TextStmt) Columns(items ...Item) TextStmt {
	t := *s.n
	t.Cols = nodes(items)
	return TextStmt{&t}
}

// Fragment is raw SQL as an expression of type t; it is put in parentheses. Its
// parameters, written as :name, are given by args, in the order of their first use; a
// [List] stands behind IN.
func Fragment[T any](text SQL, t sqltype.Of[T], args ...any) Value[T, *T] {
	return Value[T, *T]{c: cell(&TypedNode{X: fragment(text, args), Type: t.Desc()})}
}

// FragmentCond is raw SQL as a condition; see [Fragment].
func FragmentCond(text SQL, args ...any) Cond { return cond(fragment(text, args)) }

func fragment(text SQL, args []any) *TextNode {
	n := parseText(string(text))
	var names []string
	for _, b := range n.Binds {
		if !slices.Contains(names, b.Name) {
			names = append(names, b.Name)
		}
	}
	if len(args) != 0 && len(args) != len(names) && n.Err == nil {
		n.Err = fmt.Errorf("the raw SQL has %d parameters (%s), %d values are given", len(names), paramNames(n.Binds), len(args))
	}
	if len(args) == 0 || n.Err != nil {
		return n
	}
	for i, name := range names {
		if l, ok := args[i].(ListArg); ok {
			n = n.WithList(name, l)
			continue
		}
		v, err := sqltype.EncodeAny(args[i], nil)
		b := &BindNode{Value: v, Type: bindType(nil, v), Err: err}
		for j, old := range n.Binds {
			if old.Name == name {
				n.Binds[j] = b
			}
		}
	}
	return n
}

func noParameter(n *TextNode, name string) error {
	return fmt.Errorf("the text has no parameter :%s; it has %s", name, paramNames(n.Binds))
}

func paramNames(bs []*BindNode) string {
	s := ""
	for _, b := range bs {
		if b.Name == "" {
			continue // it has its value
		}
		if s != "" {
			s += ", "
		}
		s += ":" + b.Name
	}
	if s == "" {
		return "none"
	}
	return s
}

// TypedNode gives X a type without saying it to the database.
type TypedNode struct {
	X    Node
	Type *sqltype.Desc
}

func (*TypedNode) node() {}

// parseText cuts a raw text at its parameters.
func parseText(s string) *TextNode {
	n := &TextNode{}
	part := make([]byte, 0, len(s))
	byName := map[string]*BindNode{}
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == '\\' && i+1 < len(s) && s[i+1] == ':':
			part = append(part, ':')
			i += 2
			continue
		case c == ':' && i+1 < len(s) && s[i+1] == ':':
			part = append(part, "::"...)
			i += 2
			continue
		case c == ':' && i+1 < len(s) && s[i+1] == '=':
			part = append(part, ":="...)
			i += 2
			continue
		case c == ':' && i+1 < len(s) && isNameStart(s[i+1]):
			j := i + 1
			for j < len(s) && (isNameStart(s[j]) || s[j] >= '0' && s[j] <= '9') {
				j++
			}
			name := s[i+1 : j]
			b := byName[name]
			if b == nil {
				b = &BindNode{Name: name}
				byName[name] = b
			}
			n.Parts, n.Binds = append(n.Parts, string(part)), append(n.Binds, b)
			part = part[:0]
			i = j
			continue
		}
		if j := Opaque(s, i); j > i {
			part = append(part, s[i:j]...)
			i = j
			continue
		}
		part = append(part, c)
		i++
	}
	n.Parts = append(n.Parts, string(part))
	return n
}

func isNameStart(c byte) bool { return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// Opaque is the end of the quoted string, name, comment or dollar quote that
// begins at s[i], or i.
func Opaque(s string, i int) int {
	switch c := s[i]; {
	case c == '\'' || c == '"' || c == '`':
		for j := i + 1; j < len(s); j++ {
			if s[j] == c {
				if j+1 < len(s) && s[j+1] == c {
					j++
					continue
				}
				return j + 1
			}
		}
		return len(s)
	case c == '-' && i+1 < len(s) && s[i+1] == '-':
		for j := i; j < len(s); j++ {
			if s[j] == '\n' {
				return j
			}
		}
		return len(s)
	case c == '/' && i+1 < len(s) && s[i+1] == '*':
		for j, depth := i+2, 1; j < len(s); j++ {
			switch {
			case j+1 < len(s) && s[j] == '*' && s[j+1] == '/':
				if depth--; depth == 0 {
					return j + 2
				}
				j++
			case j+1 < len(s) && s[j] == '/' && s[j+1] == '*':
				depth++
				j++
			}
		}
		return len(s)
	case c == '$' && (i == 0 || !isNameStart(s[i-1]) && (s[i-1] < '0' || s[i-1] > '9')):
		j := i + 1
		for j < len(s) && (isNameStart(s[j]) || j > i+1 && s[j] >= '0' && s[j] <= '9') {
			j++
		}
		if j >= len(s) || s[j] != '$' {
			return i
		}
		tag := s[i : j+1]
		for k := j + 1; k+len(tag) <= len(s); k++ {
			if s[k:k+len(tag)] == tag {
				return k + len(tag)
			}
		}
		return len(s)
	}
	return i
}
