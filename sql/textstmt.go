package sql

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aludel/aludel/sqltype"
)

// SQL is a piece of raw SQL. It is a type of its own so that a text made at run
// time has to be converted by name: an untyped constant becomes one by itself,
// a string variable does not.
type SQL string

// TextStmt is a statement in raw SQL.
type TextStmt struct{ n *TextNode }

// Text is a statement in raw SQL, with parameters written as :name. Strings, quoted
// names and comments are left alone as the database reads them, so are :: and :=; \: is a
// colon, and so is one directly behind a word, a quote or a closing bracket: a[lo:hi].
// Parameters get their values by Bind, or when the statement is executed.
func Text(text SQL) TextStmt { return TextStmt{readText(string(text))} }

func (s TextStmt) statement() Node {
	if s.n == nil {
		return noText()
	}
	return s.n
}
func (s TextStmt) query(Record) {}

func noText() *ErrNode { return errorf("a zero sql.TextStmt was used: make it with Text") }

// Bind gives the parameter name the value x. One that stands behind IN takes a [List].
func (s TextStmt) Bind(name string, x any) TextStmt {
	if s.n == nil {
		return s
	}
	if l, ok := x.(ListArg); ok {
		return TextStmt{s.n.WithList(name, l)}
	}
	v, err := sqltype.EncodeAny(x, nil)
	if err != nil {
		err = fmt.Errorf("parameter %q: %w", name, err)
	}
	b := &BindNode{Value: v, Type: bindType(nil, v), Err: err}
	return TextStmt{s.n.each(name, func(n *TextNode) *TextNode { return n.withBind(name, b) })}
}

// withBind is n with b for the parameter name.
func (n *TextNode) withBind(name string, b *BindNode) *TextNode {
	t := *n
	t.Binds = slices.Clone(t.Binds)
	found := false
	for i, old := range t.Binds {
		if old.Name == name {
			t.Binds[i], found = b, true
		}
	}
	if !found && t.Err == nil {
		t.Err = noParameter(n, name)
	}
	return &t
}

// Columns says what the columns of the result are, in order, so that they are
// read with their types.
func (s TextStmt) Columns(items ...Item) TextStmt {
	if s.n == nil {
		return s
	}
	t := *s.n
	t.Cols = nodes(items)
	t.Readings = slices.Clone(t.Readings)
	for i, r := range t.Readings {
		c := *r
		c.Cols = t.Cols
		t.Readings[i] = &c
	}
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
	n := readText(string(text))
	if n.Readings == nil {
		return n.withArgs(args)
	}
	for i, r := range n.Readings {
		n.Readings[i] = r.withArgs(args)
	}
	return n
}

// withArgs is n, which nobody else has, with the values of its parameters.
func (n *TextNode) withArgs(args []any) *TextNode {
	var names []string
	for _, b := range n.Binds {
		if !slices.Contains(names, b.Name) {
			names = append(names, b.Name)
		}
	}
	if n.uneven && n.Err == nil {
		n.Err = fmt.Errorf("the parentheses of the raw SQL %s are not even: it could not be put into parentheses", beginning(strings.Join(n.Parts, ":…")))
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
