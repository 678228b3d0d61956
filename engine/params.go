package engine

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// A ParamsError says which parameters of a statement were not given, and which
// were given that it does not have.
type ParamsError struct {
	Missing, Unknown []string
	Wanted           []string // the statement's parameters
}

// Error lists them.
func (e *ParamsError) Error() string {
	var parts []string
	if len(e.Missing) > 0 {
		parts = append(parts, fmt.Sprintf("no value is given for %s: pass sql.Params{%q: …}", quoted(e.Missing), e.Missing[0]))
	}
	if len(e.Unknown) > 0 {
		wanted := "it has none"
		if len(e.Wanted) > 0 {
			wanted = "it has " + quoted(e.Wanted)
		}
		parts = append(parts, "the statement has no parameter "+quoted(e.Unknown)+" ("+wanted+")")
	}
	return strings.Join(parts, "; ")
}

// placeholderHint is for raw SQL that the database did not understand and that has
// placeholders of a driver in it.
func placeholderHint(l sql.Lexis, n sql.Node, err error) string {
	t, raw := n.(*sql.TextNode)
	var de *driver.Error
	if !raw || !errors.As(err, &de) || de.Class != driver.Programming {
		return ""
	}
	for _, part := range t.For(l).Parts {
		for i := 0; i < len(part); {
			end, kind := l.Token(part, i)
			token := part[i:end]
			i = end
			if token == "?" || kind == sql.TokenWord && len(token) > 1 && token[0] == '$' && token[1] >= '1' && token[1] <= '9' {
				return `a parameter of raw SQL is written :name on every database, and its value given as sql.Params{"name": …}`
			}
		}
	}
	return ""
}

func quoted(names []string) string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = fmt.Sprintf("%q", n)
	}
	return strings.Join(out, ", ")
}

// withParams is n made ready for parameters that come with the execution: an
// INSERT without values takes its columns from them, and raw SQL takes their types.
func withParams(l sql.Lexis, n sql.Node, params sql.Params) (sql.Node, sql.Params, error) {
	switch n := n.(type) {
	case *sql.InsertNode:
		if len(n.Rows) == 0 && n.Query == nil {
			to, err := insertOf(n, params)
			return to, params, err
		}
	case *sql.TextNode:
		text, rest := typedText(n.For(l), params)
		return text, rest, nil
	}
	return n, params, nil
}

// insertOf is INSERT of the columns that the parameters name, by key.
func insertOf(n *sql.InsertNode, params sql.Params) (sql.Node, error) {
	t, ok := n.Table.Def.(*schema.Table)
	if !ok {
		return n, nil
	}
	c := *n
	row := make([]sql.Node, 0, len(params))
	var wanted []string
	for _, col := range t.Columns {
		wanted = append(wanted, col.Key)
		if _, given := params[col.Key]; given {
			c.Columns = append(c.Columns, col.Node())
			row = append(row, &sql.BindNode{Name: col.Key, Type: col.Type})
		}
	}
	if len(row) < len(params) {
		var unknown []string
		for name := range params {
			if !slices.Contains(wanted, name) {
				unknown = append(unknown, name)
			}
		}
		slices.Sort(unknown)
		return nil, &StatementError{Op: opOf(n), Err: &ParamsError{Unknown: unknown, Wanted: wanted}}
	}
	if len(row) > 0 {
		c.Rows = [][]sql.Node{row}
	}
	return &c, nil
}

// typedText gives the parameters of a raw text the types of their values, so that
// the database need not guess.
func typedText(n *sql.TextNode, params sql.Params) (*sql.TextNode, sql.Params) {
	n, params = withLists(n, params)
	c := *n
	c.Binds = make([]*sql.BindNode, len(n.Binds))
	byName := map[string]*sql.BindNode{}
	for i, b := range n.Binds {
		c.Binds[i] = b
		if b.Name == "" || b.Type != nil {
			continue
		}
		typed := byName[b.Name]
		if typed == nil {
			typed = b
			if x, ok := params[b.Name]; ok {
				if v, err := sqltype.EncodeAny(x, nil); err == nil {
					typed = &sql.BindNode{Name: b.Name, Type: sql.BindType(v)}
				}
			}
			byName[b.Name] = typed
		}
		c.Binds[i] = typed
	}
	return &c, params
}

// withLists is a raw text with its parameters that are lists behind IN written out, and
// the other parameters.
func withLists(n *sql.TextNode, params sql.Params) (*sql.TextNode, sql.Params) {
	cloned := false
	for name, x := range params {
		l, ok := x.(sql.ListArg)
		if !ok || !slices.ContainsFunc(n.Binds, func(b *sql.BindNode) bool { return b.Name == name }) {
			continue
		}
		n = n.WithList(name, l)
		if !cloned {
			params, cloned = maps.Clone(params), true
		}
		delete(params, name)
	}
	return n, params
}
