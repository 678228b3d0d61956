package graphs_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/aludel/aludel/orm"
)

// A world is what the objects and rows should be, told without the ORM. Maps in it
// are replaced and never edited, so that a copy of a struct is a copy of all.
type world struct {
	nodes  []*wNode
	places []*wPlace
	tags   []*wTag
	lines  []*wLine
	marks  []*wMark
	assets []*wAsset
	stale  bool // what was read and is undone stays in collections until it is read again
}

type wNode struct {
	obj             *Node
	label           string
	slot            int // 0 is none
	rank            int
	parent, partner *wNode
	home            *wPlace
	tags            map[*wTag]bool
	links           map[*wNode]bool
}

type wPlace struct {
	obj         *Place
	code, title string
}

type wTag struct {
	obj  *Tag
	word string
}

type wLine struct {
	obj  *Line
	node *wNode
	no   int
	text string
}

type wMark struct {
	obj   *Mark
	note  string
	line  *wLine
	keyed bool // was given to its line by key
}

type wAsset struct {
	obj         *Asset // the part of it that all assets have
	car         *Car
	house       *House
	name, plate string
	rooms       int
	holder      *wNode
}

// save gives the way back.
func (w *world) save() (restore func()) {
	back := []func(){hold(&w.nodes), hold(&w.places), hold(&w.tags), hold(&w.lines), hold(&w.marks), hold(&w.assets)}
	return func() {
		for _, f := range back {
			f()
		}
	}
}

func hold[T any](xs *[]*T) func() {
	list := slices.Clone(*xs)
	was := make([]T, len(list))
	for i, x := range list {
		was[i] = *x
	}
	return func() {
		*xs = slices.Clone(list)
		for i, x := range list {
			*x = was[i]
		}
	}
}

func with[K comparable](m map[K]bool, k K) map[K]bool {
	m = maps.Clone(m)
	if m == nil {
		m = map[K]bool{}
	}
	m[k] = true
	return m
}

func without[K comparable](m map[K]bool, k K) map[K]bool {
	m = maps.Clone(m)
	delete(m, k)
	return m
}

func remove[T comparable](xs *[]T, x T) {
	*xs = slices.DeleteFunc(slices.Clone(*xs), func(y T) bool { return y == x })
}

// rows are the rows of all tables, by table and key, as text.
func (w *world) rows() map[string]string {
	out := map[string]string{}
	id := func(n *wNode) int {
		if n == nil {
			return 0
		}
		return n.obj.ID
	}
	for _, n := range w.nodes {
		home := ""
		if n.home != nil {
			home = n.home.code
		}
		out[fmt.Sprint("node ", n.obj.ID)] = fmt.Sprint(n.label, n.slot, n.rank, id(n.parent), id(n.partner), " ", home)
		for t := range n.tags {
			out[fmt.Sprint("tagged ", n.obj.ID, " ", t.obj.ID)] = ""
		}
		for m := range n.links {
			out[fmt.Sprint("linked ", n.obj.ID, " ", m.obj.ID)] = ""
		}
	}
	for _, p := range w.places {
		out["place "+p.code] = p.title
	}
	for _, t := range w.tags {
		out[fmt.Sprint("tag ", t.obj.ID)] = t.word
	}
	for _, l := range w.lines {
		out[fmt.Sprint("line ", l.node.obj.ID, " ", l.no)] = l.text
	}
	for _, m := range w.marks {
		if m.line == nil {
			out[fmt.Sprint("mark ", m.obj.ID)] = m.note
		} else {
			out[fmt.Sprint("mark ", m.obj.ID)] = fmt.Sprint(m.note, " ", m.line.node.obj.ID, " ", m.line.no)
		}
	}
	for _, a := range w.assets {
		kind := "asset"
		if a.car != nil {
			kind = "car " + a.plate
		} else if a.house != nil {
			kind = fmt.Sprint("house ", a.rooms)
		}
		out[fmt.Sprint("asset ", a.obj.ID)] = fmt.Sprint(kind, " ", a.name, " ", id(a.holder))
	}
	return out
}

// changed is how many rows differ.
func changed(a, b map[string]string) (n int) {
	for k, v := range a {
		if w, ok := b[k]; !ok || w != v {
			n++
		}
	}
	for k := range b {
		if _, ok := a[k]; !ok {
			n++
		}
	}
	return n
}

// memory compares the objects of s, after a flush, with the world. What is not loaded
// is not compared.
func (w *world) memory(s *orm.Session) (wrong []string) {
	loaded := func(st orm.LoadState) bool { return (st == orm.Loaded || st == orm.Outdated) && !w.stale }
	no := func(what string, id, got, want any) {
		wrong = append(wrong, fmt.Sprintf("%s %v: %v in memory, want %v", what, id, got, want))
	}
	node := func(n *wNode) (*Node, *int) {
		if n == nil {
			return nil, nil
		}
		return n.obj, &n.obj.ID
	}
	kids, lines, assets, nodesOf := map[*wNode][]*Node{}, map[*wNode][]*Line{}, map[*wNode][]*Asset{}, map[*wPlace][]*Node{}
	tagged := map[*wTag][]*Node{}
	for _, n := range w.nodes {
		kids[n.parent] = append(kids[n.parent], n.obj)
		nodesOf[n.home] = append(nodesOf[n.home], n.obj)
		for t := range n.tags {
			tagged[t] = append(tagged[t], n.obj)
		}
	}
	for _, l := range w.lines {
		lines[l.node] = append(lines[l.node], l.obj)
	}
	for _, a := range w.assets {
		assets[a.holder] = append(assets[a.holder], a.obj)
	}
	for _, n := range w.nodes {
		o := n.obj
		slot := 0
		if o.Slot != nil {
			slot = *o.Slot
		}
		if o.Label != n.label || slot != n.slot || o.Rank != n.rank || o.ID == 0 {
			no("node", o.ID, fmt.Sprint(o.Label, slot, o.Rank), fmt.Sprint(n.label, n.slot, n.rank))
		}
		p, pid := node(n.parent)
		if !equal(o.ParentID, pid) || o.Parent != p && loaded(Nodes.Parent.State(s, o)) {
			no("node.parent", o.ID, show(o.ParentID), show(pid))
		}
		q, qid := node(n.partner)
		if !equal(o.PartnerID, qid) || o.Partner != q && loaded(Nodes.Partner.State(s, o)) {
			no("node.partner", o.ID, show(o.PartnerID), show(qid))
		}
		var home *Place
		var code *string
		if n.home != nil {
			home, code = n.home.obj, &n.home.code
		}
		if !equal(o.HomeCode, code) || o.Home != home && loaded(Nodes.Home.State(s, o)) {
			no("node.home", o.ID, show(o.HomeCode), show(code))
		}
		var tags []*Tag
		for t := range n.tags {
			tags = append(tags, t.obj)
		}
		var links []*Node
		for m := range n.links {
			links = append(links, m.obj)
		}
		if loaded(Nodes.Children.State(s, o)) && !sameSet(o.Children, kids[n]) {
			no("node.children", o.ID, len(o.Children), len(kids[n]))
		}
		if loaded(Nodes.Lines.State(s, o)) && !sameSet(o.Lines, lines[n]) {
			no("node.lines", o.ID, len(o.Lines), len(lines[n]))
		}
		if loaded(Nodes.Assets.State(s, o)) && !sameSet(o.Assets, assets[n]) {
			no("node.assets", o.ID, len(o.Assets), len(assets[n]))
		}
		if loaded(Nodes.Tags.State(s, o)) && !sameSet(o.Tags, tags) {
			no("node.tags", o.ID, len(o.Tags), len(tags))
		}
		if loaded(Nodes.Links.State(s, o)) && !sameSet(o.Links, links) {
			no("node.links", o.ID, len(o.Links), len(links))
		}
	}
	for _, t := range w.tags {
		if t.obj.Word != t.word || loaded(Tags.Nodes.State(s, t.obj)) && !sameSet(t.obj.Nodes, tagged[t]) {
			no("tag", t.obj.ID, fmt.Sprint(t.obj.Word, len(t.obj.Nodes)), fmt.Sprint(t.word, len(tagged[t])))
		}
	}
	for _, p := range w.places {
		if p.obj.Code != p.code || p.obj.Title != p.title || loaded(Places.Nodes.State(s, p.obj)) && !sameSet(p.obj.Nodes, nodesOf[p]) {
			no("place", p.obj.Code, fmt.Sprint(p.obj.Title, len(p.obj.Nodes)), fmt.Sprint(p.code, p.title, len(nodesOf[p])))
		}
	}
	marks := map[*wLine][]*Mark{}
	for _, m := range w.marks {
		marks[m.line] = append(marks[m.line], m.obj)
	}
	for _, l := range w.lines {
		if loaded(Lines.Marks.State(s, l.obj)) && !sameSet(l.obj.Marks, marks[l]) {
			no("line.marks", l.obj.No, len(l.obj.Marks), len(marks[l]))
		}
		if l.obj.NodeID != l.node.obj.ID || l.obj.No != l.no || l.obj.Text != l.text {
			no("line", l.obj.No, fmt.Sprint(l.obj.NodeID, l.obj.Text), fmt.Sprint(l.node.obj.ID, l.no, l.text))
		}
	}
	for _, m := range w.marks {
		if m.line == nil {
			if m.obj.NodeID != nil || m.obj.LineNo != nil || m.obj.Line != nil {
				no("mark.line", m.obj.ID, show(m.obj.NodeID), "none")
			}
		} else if !equal(m.obj.NodeID, &m.line.node.obj.ID) || !equal(m.obj.LineNo, &m.line.no) || loaded(Marks.Line.State(s, m.obj)) && m.obj.Line != m.line.obj {
			no("mark.line", m.obj.ID, show(m.obj.NodeID), m.line.node.obj.ID)
		}
	}
	for _, a := range w.assets {
		_, id := node(a.holder)
		if a.obj.Name != a.name || !equal(a.obj.HolderID, id) || a.car != nil && a.car.Plate != a.plate || a.house != nil && a.house.Rooms != a.rooms {
			no("asset", a.obj.ID, fmt.Sprint(a.obj.Name, " ", show(a.obj.HolderID), a.car, a.house), fmt.Sprint(a.name, " ", show(id), a.plate, a.rooms))
		}
	}
	return wrong
}

func equal[T comparable](a, b *T) bool { return (a == nil) == (b == nil) && (a == nil || *a == *b) }

func show[T any](p *T) string {
	if p == nil {
		return "none"
	}
	return fmt.Sprint(*p)
}

func sameSet[T comparable](a, b []T) bool {
	if len(a) != len(b) {
		return false
	}
	for _, x := range b {
		if !slices.Contains(a, x) {
			return false
		}
	}
	return true
}

func differences(got, want map[string]string) string {
	var out []string
	for k, v := range want {
		if g, ok := got[k]; !ok {
			out = append(out, "missing "+k+": "+v)
		} else if g != v {
			out = append(out, k+": "+g+", want "+v)
		}
	}
	for k, v := range got {
		if _, ok := want[k]; !ok {
			out = append(out, "too much: "+k+": "+v)
		}
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}
