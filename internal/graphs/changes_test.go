package graphs_test

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/aludel/aludel/orm"
)

// A changer changes world and objects alike, each change in one of the ways in which
// a program may write it.
type changer struct {
	*rand.Rand
	s       *orm.Session
	w       *world
	touched map[any]bool // what has been given away since the last look
	log     []string     // what was done, for a failure's message
	swapped int          // deletes: another row may have the key, and all else, afterwards
	err     error
}

func (c *changer) did(format string, args ...any) {
	c.log = append(c.log, fmt.Sprintf(format, args...))
}

// look lets the session find what was changed: two changes of one relationship that
// it has not seen apart would contradict each other.
func (c *changer) look(xs ...any) {
	for _, x := range xs {
		if c.touched[x] {
			c.did("sync")
			if err := c.s.Sync(); err != nil && c.err == nil {
				c.err = err
			}
			c.touched = nil
			break
		}
	}
	if c.touched == nil {
		c.touched = map[any]bool{}
	}
	for _, x := range xs {
		c.touched[x] = true
	}
}

func pick[T any](c *changer, xs []T) (x T) {
	if len(xs) > 0 {
		x = xs[c.IntN(len(xs))]
	}
	return x
}

// maybe is one of xs, or none.
func maybe[T any](c *changer, xs []*T) *T {
	if c.IntN(3) == 0 {
		return nil
	}
	return pick(c, xs)
}

// free is a word that is not used by any of xs.
func free[T any](c *changer, xs []*T, of func(*T) string) string {
	for {
		x := fmt.Sprint("w", c.IntN(len(xs)+6))
		if !slices.ContainsFunc(xs, func(y *T) bool { return of(y) == x }) {
			return x
		}
	}
}

func (c *changer) freeSlot() int {
	for {
		x := c.IntN(len(c.w.nodes) + 6)
		if x == 0 || !slices.ContainsFunc(c.w.nodes, func(n *wNode) bool { return n.slot == x }) {
			return x
		}
	}
}

func slotOf(x int) *int {
	if x == 0 {
		return nil
	}
	return &x
}

func labelOf(n *wNode) string { return n.label }
func name(n *wNode) string {
	if n == nil {
		return "none"
	}
	return n.label
}

func nameOf(a *wAsset) string { return a.name }

// freeRank is one that no other node at home has.
func (c *changer) freeRank(n *wNode, home *wPlace) int {
	for {
		x := c.IntN(len(c.w.nodes) + 2)
		if home == nil || !slices.ContainsFunc(c.w.nodes, func(m *wNode) bool { return m != n && m.home == home && m.rank == x }) {
			return x
		}
	}
}

// step is one random change.
func (c *changer) step() {
	w := c.w
	switch k := c.IntN(40); {
	case k < 5 && len(w.nodes) < 10:
		c.addNode()
	case k == 5 && len(w.places) < 4:
		p := &wPlace{code: free(c, w.places, func(p *wPlace) string { return p.code }), title: fmt.Sprint("t", c.IntN(9))}
		p.obj = &Place{Code: p.code, Title: p.title}
		c.s.Add(p.obj)
		w.places = append(w.places, p)
		c.did("place %s", p.code)
	case k < 8 && len(w.tags) < 5:
		t := &wTag{word: free(c, w.tags, func(t *wTag) string { return t.word })}
		t.obj = &Tag{Word: t.word}
		c.s.Add(t.obj)
		w.tags = append(w.tags, t)
		c.did("tag %s", t.word)
	case k < 11 && len(w.nodes) > 0:
		c.addLine(pick(c, w.nodes))
	case k < 13 && len(w.marks) < 8:
		m := &wMark{note: fmt.Sprint("m", c.IntN(99))}
		m.obj = &Mark{Note: m.note}
		c.s.Add(m.obj)
		w.marks = append(w.marks, m)
		c.mark(m)
	case k < 16 && len(w.assets) < 8:
		c.addAsset()
	case k < 18 && len(w.nodes) > 0:
		c.parent(pick(c, w.nodes), maybe(c, w.nodes))
	case k < 20 && len(w.nodes) > 0:
		c.partner(pick(c, w.nodes), maybe(c, w.nodes))
	case k < 22 && len(w.nodes) > 0:
		c.home(pick(c, w.nodes), maybe(c, w.places))
	case k < 25 && len(w.nodes) > 0:
		c.unique()
	case k < 28 && len(w.nodes) > 0 && len(w.tags) > 0:
		c.tag(pick(c, w.nodes), pick(c, w.tags))
	case k < 30 && len(w.nodes) > 0:
		c.link(pick(c, w.nodes), pick(c, w.nodes))
	case k == 30 && len(w.places) > 0:
		p := pick(c, w.places)
		p.code, p.title = free(c, w.places, func(p *wPlace) string { return p.code }), fmt.Sprint("t", c.IntN(9))
		c.did("place %s becomes %s", p.obj.Code, p.code)
		p.obj.Code, p.obj.Title = p.code, p.title
	case k < 33 && len(w.lines) > 0:
		l := pick(c, w.lines)
		l.text = fmt.Sprint("x", c.IntN(99))
		l.obj.Text = l.text
	case k == 33 && len(w.marks) > 0:
		c.mark(pick(c, w.marks))
	case k == 34 && len(w.assets) > 0:
		c.hold(pick(c, w.assets), maybe(c, w.nodes))
	case k >= 35:
		c.delete()
	}
}

func (c *changer) addNode() {
	w := c.w
	n := &wNode{label: free(c, w.nodes, labelOf), slot: c.freeSlot()}
	n.rank = c.freeRank(n, nil)
	n.obj = &Node{Label: n.label, Slot: slotOf(n.slot), Rank: n.rank}
	parent := maybe(c, w.nodes)
	w.nodes = append(w.nodes, n)
	c.look(n)
	switch n.parent = parent; {
	case parent == nil:
		c.did("node %s", n.label)
		c.s.Add(n.obj)
	case c.IntN(2) == 0:
		c.did("node %s appended to %s, which has %d", n.label, parent.label, len(parent.obj.Children))
		parent.obj.Children = append(parent.obj.Children, n.obj) // it is reached
	default:
		c.did("node %s with parent %s", n.label, parent.label)
		n.obj.Parent = parent.obj
		c.s.Add(n.obj)
	}
}

func (c *changer) addLine(n *wNode) {
	l := &wLine{node: n, no: c.IntN(3), text: fmt.Sprint("x", c.IntN(99))}
	if slices.ContainsFunc(c.w.lines, func(x *wLine) bool { return x.node == n && x.no == l.no }) {
		return
	}
	if slices.ContainsFunc(c.w.marks, func(m *wMark) bool {
		return m.keyed && m.line == nil && equal(m.obj.NodeID, &n.obj.ID) && equal(m.obj.LineNo, &l.no)
	}) {
		return // which would be the new one's: it was given that key
	}
	l.obj = &Line{No: l.no, Text: l.text}
	c.look(n)
	c.w.lines = append(c.w.lines, l)
	c.did("line %d of %s", l.no, n.label)
	if c.IntN(2) == 0 {
		n.obj.Lines = append(n.obj.Lines, l.obj)
		return
	}
	l.obj.Node = n.obj
	c.s.Add(l.obj)
}

// mark gives a mark another line, or none.
func (c *changer) mark(m *wMark) {
	c.look(m)
	l := maybe(c, c.w.lines)
	c.did("mark %s of %v", m.note, l != nil)
	if m.line != l {
		m.keyed = false
	}
	switch was := m.line; {
	case l == nil && was == nil:
	case l == nil && (m.obj.Line == nil || c.IntN(2) == 0):
		m.obj.NodeID, m.obj.LineNo, m.obj.Line = nil, nil, nil
	case l == nil:
		m.obj.Line = nil
	case l.obj.NodeID != 0 && l.node.obj.ID != 0 && was != l && c.IntN(3) == 0 && !(equal(m.obj.NodeID, &l.obj.NodeID) && equal(m.obj.LineNo, &l.no)):
		id, no := l.obj.NodeID, l.no
		m.obj.NodeID, m.obj.LineNo = &id, &no
		m.keyed = true
	case c.IntN(2) == 0 && !slices.Contains(l.obj.Marks, m.obj):
		l.obj.Marks = append(l.obj.Marks, m.obj)
	default:
		m.obj.Line = l.obj
	}
	m.line = l
}

func (c *changer) addAsset() {
	w := c.w
	a := &wAsset{name: free(c, w.assets, nameOf)}
	var obj any
	switch c.IntN(3) {
	case 0:
		a.obj = &Asset{Name: a.name}
		obj = a.obj
	case 1:
		a.plate = free(c, w.assets, func(a *wAsset) string { return a.plate })
		a.car = &Car{Asset: Asset{Name: a.name}, Plate: a.plate}
		a.obj, obj = &a.car.Asset, a.car
	default:
		a.rooms = c.IntN(9)
		a.house = &House{Asset: Asset{Name: a.name}, Rooms: a.rooms}
		a.obj, obj = &a.house.Asset, a.house
	}
	c.s.Add(obj)
	w.assets = append(w.assets, a)
	c.did("asset %s", a.name)
	c.hold(a, maybe(c, w.nodes))
}

// hold gives an asset another holder, or none.
func (c *changer) hold(a *wAsset, n *wNode) {
	c.look(a)
	c.did("asset %s held by %s", a.name, name(n))
	switch was := a.holder; {
	case n == nil && was == nil:
	case n == nil && (a.obj.Holder == nil || c.IntN(2) == 0):
		a.obj.HolderID, a.obj.Holder = nil, nil
	case n == nil:
		a.obj.Holder = nil
	case n.obj.ID != 0 && was != n && c.IntN(3) == 0:
		id := n.obj.ID
		a.obj.HolderID = &id
	case c.IntN(2) == 0 && !slices.Contains(n.obj.Assets, a.obj):
		n.obj.Assets = append(n.obj.Assets, a.obj)
	default:
		a.obj.Holder = n.obj
	}
	a.holder = n
}

func (c *changer) parent(n, p *wNode) {
	for x := p; x != nil; x = x.parent {
		if x == n {
			return // a circle
		}
	}
	c.look(n)
	was := n.parent
	c.did("parent of %s: %s", n.label, name(p))
	loaded := was != nil && slices.Contains(was.obj.Children, n.obj)
	switch {
	case p == nil && was == nil || p == was:
	case p == nil && loaded && c.IntN(2) == 0:
		remove(&was.obj.Children, n.obj)
	case p == nil && n.obj.Parent != nil && c.IntN(2) == 0:
		n.obj.Parent = nil
	case p == nil && n.obj.ParentID != nil && n.obj.Parent == nil:
		n.obj.ParentID = nil
	case p == nil:
		if err := Nodes.Parent.Set(c.s, n.obj, nil); err != nil && c.err == nil {
			c.err = err
		}
	case p.obj.ID != 0 && (n.obj.ParentID == nil || *n.obj.ParentID != p.obj.ID) && c.IntN(3) == 0: // what it is already says nothing
		id := p.obj.ID
		n.obj.ParentID = &id
	case c.IntN(2) == 0:
		n.obj.Parent = p.obj
	default:
		if loaded && c.IntN(2) == 0 {
			remove(&was.obj.Children, n.obj)
		}
		p.obj.Children = append(p.obj.Children, n.obj)
	}
	n.parent = p
}

func (c *changer) partner(n, m *wNode) {
	c.look(&n.partner)
	c.did("partner of %s: %s", n.label, name(m))
	switch {
	case m == n.partner:
	case m == nil:
		if err := Nodes.Partner.Set(c.s, n.obj, nil); err != nil && c.err == nil {
			c.err = err
		}
	case m.obj.ID != 0 && (n.obj.PartnerID == nil || *n.obj.PartnerID != m.obj.ID) && c.IntN(3) == 0:
		id := m.obj.ID
		n.obj.PartnerID = &id
	default:
		n.obj.Partner = m.obj
	}
	n.partner = m
}

func (c *changer) home(n *wNode, p *wPlace) {
	c.look(&n.home)
	c.did("home of %s: %v", n.label, p != nil)
	switch {
	case p == n.home:
	case p == nil:
		if err := Nodes.Home.Set(c.s, n.obj, nil); err != nil && c.err == nil {
			c.err = err
		}
	case c.IntN(2) == 0:
		n.obj.Home = p.obj
	default:
		p.obj.Nodes = append(p.obj.Nodes, n.obj)
	}
	n.home = p
	n.rank = c.freeRank(n, p)
	n.obj.Rank = n.rank
}

// unique gives unique values to others.
func (c *changer) unique() {
	w := c.w
	a, b := pick(c, w.nodes), pick(c, w.nodes)
	switch c.IntN(6) {
	case 5: // two natural keys
		if len(w.places) > 0 {
			x, y := pick(c, w.places), pick(c, w.places)
			c.did("codes of %s and %s", x.code, y.code)
			x.code, y.code = y.code, x.code
			x.obj.Code, y.obj.Code = x.code, y.code
		}
	case 0: // two swap
		c.did("labels of %s and %s", a.label, b.label)
		a.label, b.label = b.label, a.label
	case 1:
		c.did("slots of %s and %s", a.label, b.label)
		a.slot, b.slot = b.slot, a.slot
	case 2: // all move on
		c.did("labels turn")
		first := w.nodes[0].label
		for i := range w.nodes[1:] {
			w.nodes[i].label = w.nodes[i+1].label
		}
		w.nodes[len(w.nodes)-1].label = first
	case 3:
		c.did("%s is free", a.label)
		a.label, a.slot = free(c, w.nodes, labelOf), c.freeSlot()
	default: // ranks within a home
		if a.home == b.home {
			c.did("ranks of %s and %s", a.label, b.label)
			a.rank, b.rank = b.rank, a.rank
		}
		if len(w.assets) > 0 {
			x, y := pick(c, w.assets), pick(c, w.assets)
			c.did("names of %s and %s", x.name, y.name)
			x.name, y.name = y.name, x.name
			if x.car != nil && y.car != nil {
				x.plate, y.plate = y.plate, x.plate
				x.car.Plate, y.car.Plate = x.plate, y.plate
			}
			x.obj.Name, y.obj.Name = x.name, y.name
		}
	}
	for _, n := range w.nodes {
		n.obj.Label, n.obj.Rank = n.label, n.rank
		if s := slotOf(n.slot); !equal(s, n.obj.Slot) {
			n.obj.Slot = s
		}
	}
}

func (c *changer) tag(n *wNode, t *wTag) {
	c.look([2]any{n, t})
	c.did("tag %s of %s", t.word, n.label)
	here, there := slices.Contains(n.obj.Tags, t.obj), slices.Contains(t.obj.Nodes, n.obj)
	if n.tags[t] {
		n.tags = without(n.tags, t)
		switch {
		case here && (!there || c.IntN(2) == 0):
			remove(&n.obj.Tags, t.obj)
		case there:
			remove(&t.obj.Nodes, n.obj)
		default:
			if err := Nodes.Tags.Remove(c.s, n.obj, t.obj); err != nil && c.err == nil {
				c.err = err
			}
		}
		return
	}
	n.tags = with(n.tags, t)
	k := c.IntN(3)
	if k != 0 && !here {
		n.obj.Tags = append(n.obj.Tags, t.obj)
	}
	if k != 1 && !there {
		t.obj.Nodes = append(t.obj.Nodes, n.obj)
	}
}

func (c *changer) link(n, m *wNode) {
	c.look([2]any{n, m})
	c.did("link of %s to %s", n.label, m.label)
	if n.links[m] {
		n.links = without(n.links, m)
		if slices.Contains(n.obj.Links, m.obj) {
			remove(&n.obj.Links, m.obj)
		} else if err := Nodes.Links.Remove(c.s, n.obj, m.obj); err != nil && c.err == nil {
			c.err = err
		}
		return
	}
	n.links = with(n.links, m)
	n.obj.Links = append(n.obj.Links, m.obj)
}
