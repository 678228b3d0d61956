package sql

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A SelectNode is a SELECT, in the order of its clauses.
type SelectNode struct {
	With     []*CTENode
	Distinct bool
	Items    []Node
	From     []*TableNode
	Joins    []Join
	Where    []Node
	GroupBy  []Node
	Having   []Node
	Sets     []SetPart // UNION … and the other set operations, in order
	OrderBy  []Node    // of the whole
	Limit    Node
	Offset   Node
	Lock     string // "UPDATE", "NO KEY UPDATE", "SHARE" or "KEY SHARE"
	LockWait string // "NOWAIT" or "SKIP LOCKED"
	More     *SelectMore
}

func (*SelectNode) node() {}

// A JoinKind is how rows without a partner are treated.
type JoinKind uint8

// Kinds of joins.
const (
	InnerJoin JoinKind = iota
	LeftOuterJoin
	FullOuterJoin
	CrossJoin
)

// A Join is one JOIN of a SELECT. Without On the foreign keys decide.
type Join struct {
	Kind  JoinKind
	Table *TableNode
	On    Node // nil: what the one foreign key between the tables says
	Also  Node // holds beside that; nil: nothing does
	Err   error
}

// A SetPart is one member of a set operation after the first.
type SetPart struct {
	Op    string // UNION, INTERSECT, EXCEPT
	All   bool
	Query Node
}

// Record marks a statement whose rows have no Go type of their own.
type Record struct{}

// SelectStmt is a SELECT whose rows are R in Go.
type SelectStmt[R any] struct{ n SelectNode }

func (s SelectStmt[R]) statement() Node { return &s.n }
func (s SelectStmt[R]) query(R)         {}

// Select is a SELECT of any items: columns, expressions, whole tables. FROM is
// found from them, unless From says it.
func Select(items ...Item) SelectStmt[Record] {
	return SelectStmt[Record]{SelectNode{Items: nodes(items)}}
}

// From says what the rows are taken from, where the items do not tell.
func (s SelectStmt[R]) From(from ...Source) SelectStmt[R] { s.n.from(from); return s }

func (n *SelectNode) from(from []Source) {
	n.From = n.From[:len(n.From):len(n.From)]
	for _, f := range from {
		n.From = append(n.From, SourceOf(f))
	}
}

// Where lets through the rows for which all of conds hold.
func (s SelectStmt[R]) Where(conds ...Typed[bool]) SelectStmt[R] {
	s.n.Where = appended(s.n.Where, nodes(conds)...)
	return s
}

// Join is JOIN t ON on. Without on it is found from the one foreign key between t
// and what is there already.
func (s SelectStmt[R]) Join(t Source, on ...Typed[bool]) SelectStmt[R] {
	s.n.join(InnerJoin, t, on)
	return s
}

// LeftJoin is LEFT JOIN t: t's columns are NULL where there is no partner.
func (s SelectStmt[R]) LeftJoin(t Source, on ...Typed[bool]) SelectStmt[R] {
	s.n.join(LeftOuterJoin, t, on)
	return s
}

// FullJoin is FULL JOIN t, which MySQL and MariaDB do not have.
func (s SelectStmt[R]) FullJoin(t Source, on ...Typed[bool]) SelectStmt[R] {
	s.n.join(FullOuterJoin, t, on)
	return s
}

// CrossJoin is CROSS JOIN t: each row with each.
func (s SelectStmt[R]) CrossJoin(t Source) SelectStmt[R] {
	s.n.join(CrossJoin, t, nil)
	return s
}

func (n *SelectNode) join(kind JoinKind, t Source, on []Typed[bool]) {
	n.Joins = append(n.Joins[:len(n.Joins):len(n.Joins)], joinOf(kind, t, on))
}

// GroupBy makes one row of the rows that agree in xs.
func (s SelectStmt[R]) GroupBy(xs ...Expr) SelectStmt[R] {
	s.n.GroupBy = appended(s.n.GroupBy, nodes(xs)...)
	s.n.unify()
	return s
}

// Having lets through the groups for which all of conds hold.
func (s SelectStmt[R]) Having(conds ...Typed[bool]) SelectStmt[R] {
	s.n.Having = appended(s.n.Having, nodes(conds)...)
	s.n.unify()
	return s
}

// OrderBy sorts by xs: expressions, labels, or Asc and Desc of them.
func (s SelectStmt[R]) OrderBy(xs ...Item) SelectStmt[R] {
	s.n.OrderBy = appended(s.n.OrderBy, nodes(xs)...)
	s.n.unify()
	return s
}

// Distinct leaves out rows that are the same as another.
func (s SelectStmt[R]) Distinct() SelectStmt[R] { s.n.Distinct = true; s.n.unify(); return s }

// With puts CTEs in front that no part of the statement refers to by itself;
// those that are referred to are found.
func (s SelectStmt[R]) With(ctes ...*CTE) SelectStmt[R] {
	s.n.With = s.n.With[:len(s.n.With):len(s.n.With)]
	for _, c := range ctes {
		s.n.With = append(s.n.With, c.node())
	}
	return s
}

// Columns are the items with whole tables spread into their columns. They must not be
// changed: where there is no table they are the items themselves.
func (n *SelectNode) Columns() []Node {
	if len(n.Items) > 0 && !slices.ContainsFunc(n.Items, isTable) {
		return n.Items[:len(n.Items):len(n.Items)]
	}
	out := make([]Node, 0, len(n.Items)+8)
	for _, i := range n.Items {
		if t, ok := i.(*TableNode); ok && t.Err == nil {
			for _, c := range t.Cols {
				out = append(out, c)
			}
			continue
		}
		out = append(out, i)
	}
	return out
}

func isTable(n Node) bool {
	t, ok := n.(*TableNode)
	return ok && t.Err == nil
}

// OutputNames are the names of the columns of a result: label, column, or
// function and anon with a number, as in count_1 and anon_1. A name that is taken
// gets _1, _2, … appended; a label is never changed.
func OutputNames(columns []Node) []string {
	out := make([]string, len(columns))
	var seen names
	for i, c := range columns {
		if l, ok := c.(*LabelNode); ok {
			*seen.at(l.Name) = 0
			out[i] = l.Name
		}
	}
	for i, c := range columns {
		if out[i] != "" {
			continue
		}
		name, numbered := outputName(c)
		base := name
		for numbered || seen.has(name) {
			n := seen.at(base)
			*n++
			name = base + "_" + strconv.Itoa(*n)
			numbered = false
		}
		seen.at(name)
		out[i] = name
	}
	return out
}

// names are those that were given, with the last number behind each. The first few need
// no map.
type names struct {
	few [16]struct {
		name string
		last int
	}
	n    int
	many map[string]*int
}

func (s *names) find(name string) *int {
	for i := range s.few[:s.n] {
		if s.few[i].name == name {
			return &s.few[i].last
		}
	}
	return s.many[name]
}

func (s *names) has(name string) bool { return s.find(name) != nil }

// at is the number behind a name, which is noted if it was not there.
func (s *names) at(name string) *int {
	if p := s.find(name); p != nil {
		return p
	}
	if s.n < len(s.few) {
		s.few[s.n].name = name
		s.n++
		return &s.few[s.n-1].last
	}
	if s.many == nil {
		s.many = map[string]*int{}
	}
	p := new(int)
	s.many[name] = p
	return p
}

// outputName is the name of n in a result, and whether it gets a number always.
func outputName(n Node) (name string, numbered bool) {
	switch n := n.(type) {
	case *ColumnNode:
		return n.Name, false
	case *LabelNode:
		return n.Name, false
	case *CallNode:
		if n.Fn == FnAttribute {
			return n.Word, false
		}
		return strings.ToLower(n.Name[strings.LastIndexByte(n.Name, '.')+1:]), true
	case *CastNode:
		return outputName(n.X)
	case *NullableNode:
		return outputName(n.X)
	case *ExcludedNode:
		return n.Column.Name, false
	}
	return "anon", true
}

// derive gives t the columns of its body.
func derive(t *TableNode, body *SelectNode) {
	cols := body.Columns()
	names := OutputNames(cols)
	for i, c := range cols {
		nc := &ColumnNode{Table: t, Name: names[i], Type: TypeOf(c), Null: body.MayBeNull(c)}
		if of, ok := c.(*ColumnNode); ok {
			nc.Of, nc.Def = of, of.Def
		}
		t.Cols = append(t.Cols, nc)
	}
}

// outerSide reports whether t is on the side of an outer join that may be missing.
func (n *SelectNode) outerSide(t *TableNode) bool {
	there := false // t is among what was joined so far
	for _, f := range n.From {
		if !f.contains(t) {
			continue
		}
		if there = true; f.outerSide(t) {
			return true
		}
	}
	if !there && len(n.From) == 0 && len(n.Joins) > 0 { // FROM is found from the items
		there = !joinedIn(n.Joins, t)
	}
	return outerIn(n.Joins, t, there)
}

// outerSide is that of tables that are joined in t itself.
func (t *TableNode) outerSide(u *TableNode) bool {
	j, ok := t.Body.(*JoinedNode)
	return ok && (j.First.outerSide(u) || outerIn(j.Joins, u, j.First.contains(u)))
}

func outerIn(js []Join, t *TableNode, there bool) bool {
	for _, j := range js {
		here := j.Table.contains(t)
		switch {
		case here && (j.Kind == LeftOuterJoin || j.Kind == FullOuterJoin || j.Table.outerSide(t)):
			return true
		case there && j.Kind == FullOuterJoin:
			return true
		}
		there = there || here
	}
	return false
}

func joinedIn(js []Join, t *TableNode) bool {
	for _, j := range js {
		if j.Table.contains(t) {
			return true
		}
	}
	return false
}

// contains reports whether u is t, or one of the tables that are joined in t.
func (t *TableNode) contains(u *TableNode) bool {
	if j, ok := t.Body.(*JoinedNode); ok {
		return j.First.contains(u) || joinedIn(j.Joins, u)
	}
	return t.Same(u)
}

// MayBeNull reports whether an item of this SELECT may be NULL.
func (n *SelectNode) MayBeNull(item Node) bool {
	if c, ok := item.(*ColumnNode); ok { // the commonest, without a closure
		return c.Null || n.grouped() || n.outerSide(c.Table)
	}
	if n.grouped() {
		return MayBeNull(item, func(*TableNode) bool { return true })
	}
	return MayBeNull(item, n.outerSide)
}

// columnFor is the column of t that stands for n.
func (t *TableNode) columnFor(n Node) Node {
	if t.Err != nil {
		return &ErrNode{t.Err}
	}
	if body, ok := t.Body.(*SelectNode); ok {
		for i, c := range body.Columns() {
			if c == n || sameColumn(c, n) {
				return t.Cols[i]
			}
			if l, ok := c.(*LabelNode); ok && l.X == n {
				return t.Cols[i]
			}
		}
	}
	if c, ok := n.(*ColumnNode); ok {
		for _, tc := range t.Cols {
			if tc.Of == c || tc.Of != nil && tc.Of.Of == c || c.Of != nil && tc.Of == c.Of {
				return tc
			}
		}
	}
	name, _ := outputName(n)
	for _, tc := range t.Cols {
		if tc.Name == name {
			return tc
		}
	}
	return &ErrNode{fmt.Errorf("%s has no column %q; it has %s", t.Ref(), name, columnList(t.Cols))}
}

func sameColumn(a, b Node) bool {
	x, ok := a.(*ColumnNode)
	y, ok2 := b.(*ColumnNode)
	return ok && ok2 && x.Name == y.Name && x.Table.Same(y.Table)
}

func columnList(cols []*ColumnNode) string {
	s := ""
	for i, c := range cols {
		if i > 0 {
			s += ", "
		}
		if i == 8 {
			return s + "…"
		}
		s += c.Name
	}
	return s
}
