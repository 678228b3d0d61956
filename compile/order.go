package compile

import "github.com/aludel/aludel/sql"

// orderItem writes an item of ORDER BY: a label that the select list has by its
// name, anything else as the expression that it is.
func (c *Compiler) orderItem(n sql.Node, items []sql.Node) {
	outer := c.ordering.items
	c.ordering.items = items
	c.order(n, c.ordering.write)
	c.ordering.items = outer
}

// compared refuses expressions that a clause compares with each other and the database does not.
func (c *Compiler) compared(clause string, xs ...sql.Node) {
	for _, x := range xs {
		if hint := c.g.Incomparable(x); hint != "" {
			c.Unsupported(clause+" of "+sql.TypeOf(x).String(), hint)
			return
		}
	}
}

// An orderWriter is how the expression in an item of ORDER BY is written, and the select
// list that it may refer to.
type orderWriter struct {
	items []sql.Node
	write func(x sql.Node, p Prec)
	read  bool // rows are told apart by what is read, and so they can be sorted by that alone
}

func (c *Compiler) orderOperand(x sql.Node, p Prec) {
	c.compared("ORDER BY", x)
	switch x := x.(type) {
	case *sql.LabelNode:
		if !c.expanding && hasLabel(c.ordering.items, x) {
			c.Ident(x.Name)
			return
		}
	case *sql.RefNode:
		if c.expanding {
			if at := c.output(x, c.ordering.items); at >= 0 {
				c.expr(c.g.Sorted(unlabelled(c.ordering.items[at])), p)
			}
			return
		}
		c.ref(x, c.ordering.items)
		return
	}
	if c.ordering.read && c.reads(x) {
		for i, item := range c.ordering.items {
			if item == x || sameOutput(item, x) {
				c.Ident(c.names(c.ordering.items)[i])
				return
			}
		}
	}
	c.expr(c.g.Sorted(unlabelled(x)), p)
}

// order writes an item of an ORDER BY, its expression by write.
func (c *Compiler) order(n sql.Node, write func(x sql.Node, p Prec)) {
	if o, ok := n.(*sql.OrderNode); ok {
		c.g.Order(c, o, write)
		return
	}
	write(n, precLowest)
}

func hasLabel(items []sql.Node, l *sql.LabelNode) bool {
	for _, i := range items {
		if m, ok := i.(*sql.LabelNode); ok && m.Name == l.Name {
			return true
		}
	}
	return false
}
