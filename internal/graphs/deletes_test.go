package graphs_test

import (
	"fmt"
	"slices"
)

// delete deletes something, by Delete or as an orphan.
func (c *changer) delete() {
	w := c.w
	c.swapped++
	c.touched = map[any]bool{nil: true}
	c.look(nil) // what was given to an object that is deleted before anybody looked is an error
	switch c.IntN(9) {
	case 7, 8:
		c.replace()
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

// replace adds an object before the one is deleted whose key, or unique value, it takes.
func (c *changer) replace() {
	w := c.w
	between := func() {
		if c.IntN(3) == 0 {
			c.touched = map[any]bool{nil: true}
			c.look(nil)
		}
	}
	switch c.IntN(3) {
	case 0:
		p := pick(c, w.places)
		if p == nil {
			return
		}
		c.did("place %s is replaced", p.code)
		x := &wPlace{code: p.code, title: fmt.Sprint("t", c.IntN(9))}
		x.obj = &Place{Code: x.code, Title: x.title}
		c.s.Add(x.obj)
		between()
		c.s.Delete(p.obj)
		remove(&w.places, p)
		w.places = append(w.places, x)
		for _, n := range w.nodes {
			if n.home == p {
				n.home = nil
			}
		}
	case 1:
		n := pick(c, w.nodes)
		if n == nil {
			return
		}
		c.did("node %s is replaced", n.label)
		x := &wNode{label: n.label, slot: n.slot, rank: n.rank, home: n.home}
		x.obj = &Node{Label: x.label, Slot: slotOf(x.slot), Rank: x.rank}
		if n.home != nil {
			x.obj.Home = n.home.obj
		}
		c.s.Add(x.obj)
		for _, m := range w.nodes {
			if m != n && m.parent == n && c.IntN(2) == 0 { // some move on
				c.look(m)
				m.obj.Parent, m.parent = x.obj, x
			}
		}
		w.nodes = append(w.nodes, x)
		between()
		c.s.Delete(n.obj)
		c.gone(n)
	default:
		a := pick(c, w.assets)
		if a == nil || a.car != nil || a.house != nil {
			return
		}
		c.did("asset %s is replaced by a car", a.name)
		x := &wAsset{name: a.name, plate: free(c, w.assets, func(a *wAsset) string { return a.plate })}
		x.car = &Car{Asset: Asset{Name: x.name}, Plate: x.plate}
		x.obj = &x.car.Asset
		c.s.Add(x.car)
		between()
		c.s.Delete(a.obj)
		remove(&w.assets, a)
		w.assets = append(w.assets, x)
	}
}
