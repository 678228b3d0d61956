package compile

import (
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// Types that put SQL around their values: around what is bound in bind and its like, around
// what is read in items. What stands for the value in the wrapping's expression is a bind
// that no key has; the other binds there are values of the type, kept with the compiled form,
// for the type is part of the key.

// hole is what is written for the value in a wrapping's expression.
type hole struct {
	of    *sql.BindNode
	write func(p Prec)
	outer *hole
}

// constant is a value of a type's own that was written already.
type constant struct {
	of    *sql.BindNode
	at    int // in Consts
	place int // its placeholder
}

// wrapping is what stands around values of type t, or nil.
func (c *Compiler) wrapping(t *sqltype.Desc) *sql.Wrapping {
	if t == nil || !t.MayWrap() {
		return nil
	}
	if t.Elem != nil && t.Elem.Wrapping(c.g.Name()) != nil {
		c.failf("%s: a type made by sql.Wrap cannot be that of an array's members, around each of which its SQL would have to stand: keep them in a table of their own", t)
		return nil
	}
	w, _ := t.Wrapping(c.g.Name()).(*sql.Wrapping)
	if w != nil && w.Err != nil {
		c.Fail(w.Err)
		return nil
	}
	return w
}

// around writes x, in which write stands for the value.
func (c *Compiler) around(x sql.Node, of *sql.BindNode, p Prec, write func(p Prec)) {
	c.hole = &hole{of, write, c.hole}
	c.expr(x, p)
	c.hole = c.hole.outer
}

// fill writes a bind of a wrapping's expression.
func (c *Compiler) fill(b *sql.BindNode, p Prec) {
	h := c.hole
	if b == h.of {
		c.hole = h.outer
		h.write(p)
		c.hole = h
		return
	}
	if c.inline {
		c.g.Literal(c, b.Value, b.Type, p)
		return
	}
	for _, k := range c.constants {
		if k.of == b && c.g.Numbered() {
			c.g.Placeholder(c, k.place, b.Type)
			return
		}
	}
	c.out.Consts = append(c.out.Consts, b.Value)
	at := len(c.out.Consts) - 1
	n := c.slot(Slot{Bind: -1, List: -1, Elem: at}, b.Type)
	c.constants = append(c.constants, constant{b, at, n})
	c.g.Placeholder(c, n, b.Type)
}

// member writes the placeholder of a list's i-th member, or its literal, and what its type
// puts around it.
func (c *Compiler) member(l *sql.ListNode, i int) {
	w := c.wrapping(l.Type)
	if w == nil || w.Bind == nil || c.unwrapped {
		c.bareMember(l, i, c.ListType(l))
		return
	}
	c.around(w.Bind, w.Given, precLowest, func(Prec) { c.bareMember(l, i, w.Value) })
}

func (c *Compiler) bareMember(l *sql.ListNode, i int, t *sqltype.Desc) {
	if c.inline {
		c.g.Literal(c, l.Values[i], t, precLowest)
		return
	}
	c.g.Placeholder(c, c.slot(Slot{Bind: -1, List: c.listIndex(l), Elem: i}, t), t)
}

// ListType is the type as which a list's members travel.
func (c *Compiler) ListType(l *sql.ListNode) *sqltype.Desc {
	if w := c.wrapping(l.Type); w != nil {
		return w.Value
	}
	return l.Type
}

// rowsTable writes a table of values; what types put around their values stands around the columns
// of that table, so that they travel as others do.
func (c *Compiler) rowsTable(t *sql.TableNode, n *sql.RowsNode) {
	wrapped := false
	for _, l := range n.Lists {
		w := c.wrapping(l.Type)
		wrapped = wrapped || w != nil && w.Bind != nil
	}
	if !wrapped {
		c.g.Rows(c, t, n)
		return
	}
	bare := *t
	bare.As = t.As + "_bare"
	column := func(name string) {
		c.Ident(bare.As)
		c.Raw(".")
		c.Ident(name)
	}
	c.Raw("(SELECT ")
	for i, l := range n.Lists {
		if i > 0 {
			c.Raw(", ")
		}
		if w := c.wrapping(l.Type); w != nil && w.Bind != nil {
			c.around(w.Bind, w.Given, precLowest, func(Prec) { column(n.Names[i]) })
			c.Raw(" AS ")
			c.Ident(n.Names[i])
		} else {
			column(n.Names[i])
		}
	}
	if n.Ordinal != "" {
		c.Raw(", ")
		column(n.Ordinal)
	}
	c.Raw(" FROM ")
	c.unwrapped = true
	c.g.Rows(c, &bare, n)
	c.unwrapped = false
	c.Raw(") AS ")
	c.Ident(t.As)
}

// read writes an item of the statement's own result, and reports whether its type has put
// something around it.
func (c *Compiler) read(x sql.Node) bool {
	w := c.wrapping(sql.TypeOf(x))
	if w == nil || w.Result == nil {
		return false
	}
	c.around(w.Result, w.Stored, precLowest, func(p Prec) { c.expr(x, p) })
	return true
}

// reads reports whether read would write something around x.
func (c *Compiler) reads(x sql.Node) bool {
	w := c.wrapping(sql.TypeOf(x))
	return w != nil && w.Result != nil
}

// A readNode is x as it is read, where it is not an item of the result but ends in one.
type readNode struct {
	sql.Extend
	x sql.Node
	w *sql.Wrapping
}

// asRead is n, which has one argument, with the argument as it is read.
func (c *Compiler) asRead(n *sql.CallNode) *sql.CallNode {
	w := c.wrapping(sql.TypeOf(n.Args[0]))
	if w == nil {
		return n
	}
	call := *n
	call.Args = []sql.Node{readNode{x: n.Args[0], w: w}}
	return &call
}

// WriteKey implements sql.Extension.
func (r readNode) WriteKey(k *sql.Key) { k.Node(r.x) }

// Result implements sql.Extension.
func (r readNode) Result() (*sqltype.Desc, bool) { return r.w.Value, true }

// WriteSQL implements sql.Extension.
func (r readNode) WriteSQL(w sql.Writer) {
	if c := w.(*Compiler); !c.read(r.x) {
		c.Expr(r.x)
	}
}

// Placeholders is how many placeholders a value of type t takes in a statement.
func Placeholders(g Grammar, t *sqltype.Desc) int {
	if t.MayWrap() && !g.Numbered() {
		if w, _ := t.Wrapping(g.Name()).(*sql.Wrapping); w != nil {
			return w.Binds
		}
	}
	return 1
}
