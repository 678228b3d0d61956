package sql

import "fmt"

// A CTENode is a common table expression: WITH Name AS (Body).
type CTENode struct {
	Name         string
	Body         Node
	Recursive    bool
	Columns      []string // the list after the name
	Materialized Materialization
	Nested       bool // stands in front of the SELECT that uses it, not of the statement
	Table        *TableNode
	Err          error
}

// A Materialization says whether a CTE is computed once, or becomes part of what uses it.
type Materialization uint8

// Materializations.
const (
	MaterializedDefault Materialization = iota // as the database likes
	MaterializedYes
	MaterializedNo
)

// CTE is a query in front of a statement, under a name, that can stand in FROM.
type CTE struct{ n *CTENode }

func (c *CTE) source() *TableNode {
	if c == nil || c.n == nil {
		return nil
	}
	return c.n.Table
}

// node is the tree of c, or one that says that there is none.
func (c *CTE) node() *CTENode {
	if c == nil || c.n == nil {
		t := brokenTable("a nil was given where a CTE is wanted")
		return &CTENode{Err: t.Err, Table: t}
	}
	return c.n
}

func (c *CTE) item() Node {
	if t := c.source(); t != nil {
		return t
	}
	return nil
}

// As is the same CTE once more in FROM, under another name.
func (c *CTE) As(name string) Subquery {
	t := c.source()
	if t == nil {
		return Subquery{}
	}
	return Subquery{AliasOf(t, name)}
}

// A CTEOption is an option of With and WithRecursive.
type CTEOption func(*CTENode)

// Materialized computes the CTE once, however often it is used. PostgreSQL and SQLite
// take the hint.
func Materialized(c *CTENode) { c.Materialized = MaterializedYes }

// NotMaterialized makes the CTE part of what uses it. PostgreSQL and SQLite take the hint.
func NotMaterialized(c *CTENode) { c.Materialized = MaterializedNo }

// Nested puts the CTE in front of the SELECT that uses it and not of the whole statement:
// two parts of a statement may then have different ones of one name.
func Nested(c *CTENode) { c.Nested = true }

// Distinct makes WithRecursive unite with UNION: a row that was found is not followed
// again, which ends the search in data with cycles.
func Distinct(c *CTENode) { c.distinct() }

func (c *CTENode) distinct() {
	if !c.Recursive {
		c.Err = fmt.Errorf("With(%q): Distinct is for WithRecursive", c.Name)
		return
	}
	if b, ok := c.Body.(*SelectNode); ok {
		b.Sets[len(b.Sets)-1].All = false
	}
}

// CTEColumns names the columns, in order, by a list behind the CTE's name.
func CTEColumns(names ...string) CTEOption {
	return func(c *CTENode) {
		if len(names) != len(c.Table.Cols) {
			c.Err = fmt.Errorf("With(%q): CTEColumns gives %d names for %d columns", c.Name, len(names), len(c.Table.Cols))
			return
		}
		c.Columns = names
		for i, name := range names {
			c.Table.Cols[i].Name = name
		}
	}
}

// With is WITH name AS (q). Where it is used in FROM, it is put in front of the
// whole statement.
func With(name string, q Statement, options ...CTEOption) *CTE {
	n := &CTENode{Name: name, Body: StatementOf(q)}
	n.Table = &TableNode{As: name, Name: name, CTE: n}
	switch b := n.Body.(type) {
	case *SelectNode:
		derive(n.Table, b)
	case *TextNode:
		derive(n.Table, &SelectNode{Items: b.Cols})
	case *ValuesNode:
		deriveDeclared(n.Table, b.Cols)
		for _, c := range b.Cols {
			n.Columns = append(n.Columns, c.Name)
		}
	case interface{ returning() []Node }:
		derive(n.Table, &SelectNode{Items: b.returning()})
	}
	return n.with(options)
}

func (n *CTENode) with(options []CTEOption) *CTE {
	for _, o := range options {
		if o == nil {
			n.Err = fmt.Errorf("With(%q): one of the options is nil", n.Name)
			continue
		}
		o(n)
	}
	return &CTE{n}
}

// WithRecursive is WITH RECURSIVE name AS (first UNION ALL next), where next may
// refer to the rows found so far as self.
func WithRecursive[R any](name string, first Query[R], next func(self *CTE) Query[R], options ...CTEOption) *CTE {
	n := &CTENode{Name: name, Recursive: true}
	n.Table = &TableNode{As: name, Name: name, CTE: n}
	if next == nil {
		n.Body = errorf("WithRecursive(%q) was given a nil function: it makes the second member", name)
		return &CTE{n}
	}
	b, ok := StatementOf(first).(*SelectNode)
	if !ok {
		n.Body = errorf("WithRecursive(%q): the first member must be a SELECT", name)
		return &CTE{n}
	}
	n.Body = b
	derive(n.Table, b)
	for _, c := range n.Table.Cols {
		n.Columns = append(n.Columns, c.Name)
	}
	whole := *b
	n.Body = &whole
	whole.Sets = append(whole.Sets[:len(whole.Sets):len(whole.Sets)], SetPart{"UNION", true, nil})
	c := n.with(options) // before next sees it: options name columns
	whole.Sets[len(whole.Sets)-1].Query = StatementOf(next(c))
	return c
}
