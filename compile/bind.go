package compile

import (
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// bind writes a value's placeholder.
func (c *Compiler) bind(b *sql.BindNode, p Prec) {
	if b.Err != nil {
		c.Fail(b.Err)
		return
	}
	if c.hole != nil {
		c.fill(b, p)
		return
	}
	t := b.Type
	if w := c.wrapping(t); w != nil {
		if w.Bind != nil {
			c.around(w.Bind, w.Given, p, func(p Prec) { c.value(b, w.Value, p) })
			return
		}
		t = w.Value
	} else if c.inText && t != nil && t.Kind == sqltype.KindString {
		// beside raw SQL a text may be meant as anything: the database knows
		t = nil
	}
	c.value(b, t, p)
}

// value writes a value's placeholder, or its literal, as of type t.
func (c *Compiler) value(b *sql.BindNode, t *sqltype.Desc, p Prec) {
	if c.inline {
		if b.Name != "" {
			c.failf("the parameter %s is used where only values can be written", b.Name)
			return
		}
		c.g.Literal(c, b.Value, t, p)
		return
	}
	i := c.key.BindIndex(b)
	if i < 0 {
		c.failf("sql: a value is not part of the statement's key: this is a mistake in aludel, or in an extension whose WriteKey does not walk it")
		return
	}
	if c.g.Numbered() {
		if n := c.placed(i, b, t); n > 0 {
			c.g.Placeholder(c, n, t)
			return
		}
	}
	n := c.slot(Slot{Bind: i}, t)
	if c.g.Numbered() {
		if c.places[i] == 0 {
			c.places[i] = int32(n)
		}
		if b.Name != "" {
			c.named = append(c.named, n)
		}
	}
	c.g.Placeholder(c, n, t)
}

// placed is the placeholder that stands for the bind already, with the same type.
func (c *Compiler) placed(i int, b *sql.BindNode, t *sqltype.Desc) int {
	if n := int(c.places[i]); n > 0 {
		if c.types[n-1].Equal(t) {
			return n
		}
		for m := n; m < len(c.out.Slots); m++ {
			if c.out.Slots[m].Bind == i && c.types[m].Equal(t) {
				return m + 1
			}
		}
	}
	if b.Name != "" {
		for _, n := range c.named {
			if c.key.Binds[c.out.Slots[n-1].Bind].Name == b.Name && c.types[n-1].Equal(t) {
				return n
			}
		}
	}
	return 0
}

// slot adds a placeholder and returns its number, from 1.
func (c *Compiler) slot(s Slot, t *sqltype.Desc) int {
	if c.out.Slots == nil {
		n := len(c.key.Binds) + len(c.key.Lists)
		c.out.Slots = make([]Slot, 0, n)
		if c.g.Numbered() {
			c.out.Params = make([]uint32, 0, n)
		}
	}
	c.out.Slots = append(c.out.Slots, s)
	if c.g.Numbered() {
		c.types = append(c.types, t)
		c.out.Params = append(c.out.Params, c.g.TypeNumber(t))
	}
	return len(c.out.Slots)
}

func (c *Compiler) listIndex(l *sql.ListNode) int {
	for i, x := range c.key.Lists {
		if x == l {
			return i
		}
	}
	c.failf("sql: a list is not part of the statement's key: this is a mistake in aludel")
	return -1
}

// ArrayBind writes one placeholder for a whole list, as an array of its type.
func (c *Compiler) ArrayBind(l *sql.ListNode) {
	t := c.ListType(l)
	if t != nil {
		t = &sqltype.Desc{Kind: sqltype.KindArray, Elem: t}
	}
	if c.inline {
		c.g.Literal(c, member(l.Values, -1), t, precLowest)
		return
	}
	c.g.Placeholder(c, c.slot(Slot{Bind: -1, List: c.listIndex(l), Elem: -1}, t), t)
}

// Many reports whether a list has so many members, as its key has them, that a placeholder for
// each could leave no room for the rest of the statement. Where values are written there are none.
func (c *Compiler) Many(l *sql.ListNode, most int) bool {
	return !c.inline && sql.PaddedLen(len(l.Values)) > most
}

// EachBind writes X [NOT] IN (…) with a placeholder for each member. Their number
// is rounded up, the last member repeated, so that texts stay few.
func (c *Compiler) EachBind(n *sql.InNode, l *sql.ListNode) {
	c.inWord(n)
	c.Members(l)
}

// Members writes the list of EachBind in its parentheses.
func (c *Compiler) Members(l *sql.ListNode) {
	if c.inline {
		c.parens(func() { c.inlineList(l) })
		return
	}
	c.Raw("(")
	for i := range sql.PaddedLen(len(l.Values)) {
		if i > 0 {
			c.Raw(", ")
		}
		c.member(l, i)
	}
	c.Raw(")")
}
