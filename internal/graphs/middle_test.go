package graphs_test

import (
	"fmt"
	"slices"

	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// middle is what a program does between its changes: it reads, refreshes and expires,
// and changes rows by statements.
func (r *run) middle() {
	w := r.w
	r.plain = false
	switch k := r.IntN(12); {
	case k < 2 && len(w.nodes) > 0:
		r.takenBack(pick(r.changer, w.nodes))
	case k == 2 && len(w.places)+len(w.lines) > 0:
		r.valuesBack()
	case k == 3 && len(w.places) > 0:
		r.outside(pick(r.changer, w.places))
	case k < 6 && len(w.nodes) > 0:
		r.statement()
	case k < 8 && len(w.nodes) > 0:
		r.of(pick(r.changer, w.nodes))
	case k == 8 && len(w.nodes) > 0:
		r.query(pick(r.changer, w.nodes))
	case k == 9 && len(w.lines) > 0:
		r.moveLine(pick(r.changer, w.lines))
	case k >= 10 && len(w.lines) > 0:
		r.replaceLine(pick(r.changer, w.lines))
	}
}

// takenBack changes a node in ways that nobody wants, and has them taken back.
func (r *run) takenBack(n *wNode) {
	if r.flush(); r.failed {
		return
	}
	o := n.obj
	o.Label, o.Slot, o.Rank = "unwanted", slotOf(77), 77
	r.did("unwanted changes of %s", n.label)
	sync := r.IntN(3) == 0
	if m := pick(r.changer, r.w.nodes); r.IntN(2) == 0 {
		o.Parent, o.Home = m.obj, nil
		o.Links = append(slices.Clone(o.Links), m.obj)
	} else {
		o.PartnerID, o.Tags = &m.obj.ID, nil
		if !sync { // else it is a change of each child
			o.Children = nil
		}
	}
	if sync {
		r.did("sync")
		if r.ok(r.s.Sync()); r.failed {
			return
		}
	}
	r.back(o)
}

// back takes back what was changed in an object.
func (r *run) back(obj any) {
	if r.IntN(2) == 0 {
		r.did("refresh")
		r.ok(r.s.Refresh(r.ctx, obj))
	} else {
		r.did("expire")
		r.ok(r.s.Expire(obj))
	}
	r.ok(r.s.Sync())
	if wrong := r.w.memory(r.s); len(wrong) > 0 && !r.failed {
		r.fail("after unwanted changes: %s", wrong)
	}
}

// valuesBack does so with values of other objects.
func (r *run) valuesBack() {
	if r.flush(); r.failed {
		return
	}
	if l := pick(r.changer, r.w.lines); l != nil {
		r.did("line %d of %s is unwanted", l.no, l.node.label)
		l.obj.Text = "unwanted"
		r.back(l.obj)
	}
	if p := pick(r.changer, r.w.places); p != nil && !r.failed {
		r.did("place %s is unwanted", p.code)
		p.obj.Title = "unwanted"
		r.back(p.obj)
	}
	for _, a := range r.w.assets {
		if a.car != nil && !r.failed {
			r.did("car %s is unwanted", a.name)
			a.car.Name, a.car.Plate, a.car.Holder = "unwanted", "unwanted", nil
			r.back(a.car)
		}
	}
}

// outside changes a row behind the session's back.
func (r *run) outside(p *wPlace) {
	if r.flush(); r.failed {
		return
	}
	p.title = fmt.Sprint("o", r.IntN(99))
	r.did("title %s of %s from outside", p.title, p.code)
	c, err := orm.Connection(r.ctx, r.s)
	if r.ok(err); r.failed {
		return
	}
	res, err := c.Execute(r.ctx, sql.Update(Places).Set(Places.Title.Set(p.title)).Where(Places.Code.Eq(p.code)))
	if r.ok(err); r.failed {
		return
	}
	r.ok(res.Close())
	if r.IntN(2) == 0 {
		r.ok(r.s.Refresh(r.ctx, p.obj))
		return
	}
	r.ok(r.s.Expire(p.obj))
	got, err := Places.Get(r.ctx, r.s, p.code)
	r.ok(err)
	if got != p.obj && !r.failed {
		r.fail("Get gives another object")
	}
}

// statement changes or deletes rows by a statement of the session.
func (r *run) statement() {
	if r.flush(); r.failed {
		return
	}
	n := pick(r.changer, r.w.nodes)
	var stmt sql.Statement
	switch r.IntN(4) {
	case 0:
		text := fmt.Sprint("s", r.IntN(99))
		r.did("update lines of %s: %s", n.label, text)
		stmt = sql.Update(Lines).Set(Lines.Text.Set(text)).Where(Lines.NodeID.Eq(n.obj.ID))
		for _, l := range r.w.lines {
			if l.node == n {
				l.text = text
			}
		}
	case 1:
		r.did("update nodes under %s", n.label)
		stmt = sql.Update(Nodes).Set(Nodes.ParentID.SetNull()).Where(Nodes.ParentID.Eq(n.obj.ID))
		for _, m := range r.w.nodes {
			if m.parent == n {
				m.parent = nil
			}
		}
	case 2:
		note := fmt.Sprint("m", r.IntN(99))
		r.did("delete marks but %s", note)
		stmt = sql.Delete(Marks).Where(Marks.Note.Ne(note))
		r.w.marks = slices.DeleteFunc(slices.Clone(r.w.marks), func(m *wMark) bool { return m.note != note })
	default:
		r.did("assets of %s are free", n.label)
		stmt = sql.Update(Assets).Set(Assets.HolderID.SetNull()).Where(Assets.HolderID.Eq(n.obj.ID))
		for _, a := range r.w.assets {
			if a.holder == n {
				a.holder = nil
			}
		}
	}
	res, err := r.s.Execute(r.ctx, stmt)
	if r.ok(err); r.failed {
		return
	}
	r.ok(res.Close())
	if wrong := r.w.memory(r.s); len(wrong) > 0 && !r.failed {
		r.fail("after a statement: %s", wrong)
	}
}

// of loads relationships while changes are pending.
func (r *run) of(n *wNode) {
	r.did("sync") // it may have been reached only
	r.touched = nil
	err := r.s.Sync()
	if r.ok(err); r.failed {
		return
	}
	r.read = true
	switch r.IntN(6) {
	case 0:
		r.did("children of %s", n.label)
		_, err = Nodes.Children.Of(r.ctx, r.s, n.obj)
	case 1:
		r.did("which is the parent of %s", n.label)
		_, err = Nodes.Parent.Of(r.ctx, r.s, n.obj)
	case 2:
		r.did("tags of %s", n.label)
		_, err = Nodes.Tags.Of(r.ctx, r.s, n.obj)
	case 3:
		r.did("lines of %s", n.label)
		_, err = Nodes.Lines.Of(r.ctx, r.s, n.obj)
	case 4:
		r.did("links of %s", n.label)
		_, err = Nodes.Links.Of(r.ctx, r.s, n.obj)
	default:
		r.did("assets of %s", n.label)
		_, err = Nodes.Assets.Of(r.ctx, r.s, n.obj)
	}
	r.ok(err)
}

// query looks for a node, which is flushed before.
func (r *run) query(n *wNode) {
	r.did("query for %s", n.label)
	r.read = true
	got, err := orm.Select(Nodes).With(orm.SelectIn(Nodes.Children), orm.SelectIn(Nodes.Tags)).Where(Nodes.Label.Eq(n.label)).All(r.ctx, r.s)
	if r.ok(err); !r.failed && (len(got) != 1 || got[0] != n.obj) {
		r.fail("a query for %s finds %v", n.label, got)
	}
	r.touched = nil
}

// moveLine gives a line to another node: a part of its key changes.
func (r *run) moveLine(l *wLine) {
	to := pick(r.changer, r.w.nodes)
	if slices.ContainsFunc(r.w.marks, func(m *wMark) bool { return m.line == l }) ||
		slices.ContainsFunc(r.w.lines, func(x *wLine) bool { return x.node == to && x.no == l.no }) {
		return
	}
	if r.flush(); r.failed { // the marks that it had refer to its key until then
		return
	}
	r.did("line %d of %s moves to %s", l.no, l.node.label, to.label)
	switch k := r.IntN(3); {
	case k == 0 && to.obj.ID != 0:
		l.obj.NodeID = to.obj.ID
	case k == 1 && !slices.Contains(to.obj.Lines, l.obj):
		remove(&l.node.obj.Lines, l.obj)
		to.obj.Lines = append(to.obj.Lines, l.obj)
	default:
		l.obj.Node = to.obj
	}
	l.node = to
	r.look(l)
}

// replaceLine adds a line before the one is deleted whose key it takes. A mark that was
// given that key and not flushed would be the new one's.
func (r *run) replaceLine(l *wLine) {
	if r.flush(); r.failed {
		return
	}
	r.did("line %d of %s is replaced", l.no, l.node.label)
	x := &wLine{node: l.node, no: l.no, text: fmt.Sprint("x", r.IntN(99))}
	x.obj = &Line{No: x.no, Text: x.text}
	if r.IntN(2) == 0 {
		x.obj.NodeID = l.node.obj.ID
	} else {
		x.obj.Node = l.node.obj
	}
	first := r.IntN(2) == 0
	if first {
		r.s.Add(x.obj)
		r.s.Delete(l.obj)
	} else {
		r.s.Delete(l.obj)
		r.s.Add(x.obj)
	}
	r.lineGone(l)
	r.w.lines = append(r.w.lines, x)
	if first { // until then it is not in the session
		r.flush()
	}
}
