package graphs_test

import "slices"

// delete deletes something, by Delete or as an orphan.
func (c *changer) delete() {
	w := c.w
	c.touched = map[any]bool{nil: true}
	c.look(nil) // what was given to an object that is deleted before anybody looked is an error
	switch c.IntN(7) {
	case 0, 1:
		if n := pick(c, w.nodes); n != nil {
			c.did("delete node %s", n.label)
			c.s.Delete(n.obj)
			c.gone(n)
		}
	case 2:
		if t := pick(c, w.tags); t != nil {
			c.did("delete tag %s", t.word)
			c.s.Delete(t.obj)
			remove(&w.tags, t)
			for _, n := range w.nodes {
				n.tags = without(n.tags, t)
			}
		}
	case 3:
		if p := pick(c, w.places); p != nil {
			c.did("delete place %s", p.code)
			c.s.Delete(p.obj)
			remove(&w.places, p)
			for _, n := range w.nodes {
				if n.home == p {
					n.home = nil
				}
			}
		}
	case 4:
		if l := pick(c, w.lines); l != nil {
			c.look(l.node)
			c.did("delete line %d of %s", l.no, l.node.label)
			if slices.Contains(l.node.obj.Lines, l.obj) && c.IntN(2) == 0 {
				remove(&l.node.obj.Lines, l.obj) // an orphan
			} else {
				c.s.Delete(l.obj)
			}
			c.lineGone(l)
		}
	case 5:
		if m := pick(c, w.marks); m != nil {
			c.s.Delete(m.obj)
			remove(&w.marks, m)
		}
	default:
		if a := pick(c, w.assets); a != nil {
			c.did("delete asset %s", a.name)
			switch {
			case a.car != nil:
				c.s.Delete(a.car)
			case a.house != nil:
				c.s.Delete(a.house)
			default:
				c.s.Delete(a.obj)
			}
			remove(&w.assets, a)
		}
	}
}

// gone is what the end of a node means.
func (c *changer) gone(n *wNode) {
	w := c.w
	remove(&w.nodes, n)
	for _, m := range w.nodes {
		if m.parent == n {
			m.parent = nil
		}
		if m.partner == n {
			m.partner = nil
		}
		m.links = without(m.links, n)
	}
	for _, l := range slices.Clone(w.lines) {
		if l.node == n {
			c.lineGone(l)
		}
	}
	for _, a := range w.assets {
		if a.holder == n {
			a.holder = nil
		}
	}
}

func (c *changer) lineGone(l *wLine) {
	remove(&c.w.lines, l)
	for _, m := range c.w.marks {
		if m.line == l {
			m.line = nil
		}
	}
}
