package orm

import (
	"container/heap"
	"slices"

	"github.com/aludel/aludel/orm/state"
)

// sort is Kahn's algorithm. Among what is free it goes on with what can share a statement
// with the last one, and else in the usual order.
func (f *flush) sort(seq []*node) ([]*node, error) {
	free := &freeNodes{}
	for _, n := range seq {
		if n.in == 0 {
			free.push(n)
		}
	}
	out := make([]*node, 0, len(seq))
	for left := len(seq); left > 0; left-- {
		n := free.pop()
		for ; n == nil; n = free.pop() {
			p, err := f.breakCircle(seq, free)
			if err != nil {
				return nil, err
			}
			out = append(out, p)
		}
		n.done = true
		out = append(out, n)
		for _, e := range n.out {
			if e.to.in--; e.to.in == 0 && !e.to.done {
				free.push(e.to)
			}
		}
	}
	return out, nil
}

// nodeGroup is what can share statements.
type nodeGroup struct {
	kind nodeKind
	mp   *state.Map
	part uint8
}

func groupOf(n *node) nodeGroup {
	switch n.kind {
	case insertNode:
		return nodeGroup{n.kind, n.ins.mp, n.ins.part}
	case updateNode:
		return nodeGroup{n.kind, n.upd.mp, 0}
	case deleteNode:
		return nodeGroup{n.kind, n.del.mp, n.part}
	}
	return nodeGroup{kind: n.kind}
}

// freeNodes are those before which nothing has to come any more.
type freeNodes struct {
	of     map[nodeGroup]*nodeHeap
	groups []*nodeHeap
	last   *nodeHeap
}

func (s *freeNodes) push(n *node) {
	k := groupOf(n)
	h := s.of[k]
	if h == nil {
		if s.of == nil {
			s.of = map[nodeGroup]*nodeHeap{}
		}
		h = &nodeHeap{}
		s.of[k] = h
		s.groups = append(s.groups, h)
	}
	heap.Push(h, n)
}

// pop is the next node; nil when there is none.
func (s *freeNodes) pop() *node {
	if s.last == nil || s.last.Len() == 0 {
		s.last = nil
		for _, h := range s.groups {
			if h.Len() > 0 && (s.last == nil || (*h)[0].pos < (*s.last)[0].pos) {
				s.last = h
			}
		}
		if s.last == nil {
			return nil
		}
	}
	return heap.Pop(s.last).(*node)
}

type nodeHeap []*node

func (h nodeHeap) Len() int           { return len(h) }
func (h nodeHeap) Less(i, j int) bool { return h[i].pos < h[j].pos }
func (h nodeHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *nodeHeap) Push(x any)        { *h = append(*h, x.(*node)) }
func (h *nodeHeap) Pop() any {
	old := *h
	n := old[len(old)-1]
	*h = old[:len(old)-1]
	return n
}

// breakCircle parks a giver of one circle: its values are free from then on.
func (f *flush) breakCircle(seq []*node, free *freeNodes) (*node, error) {
	way := f.circle(seq)
	for i, n := range way {
		next := way[(i+1)%len(way)]
		for _, e := range n.out {
			if e.to != next || e.key.columns == nil {
				continue
			}
			p, err := f.parkValue(n, "", -1)
			if err != nil {
				return nil, err
			}
			n.parked(free.push)
			return p, nil
		}
	}
	e := &CircularDependencyError{Deleting: !slices.ContainsFunc(way, func(n *node) bool { return n.kind != deleteNode })}
	for _, n := range append(way, way[0]) {
		e.Rows = append(e.Rows, f.rowOfNode(n))
	}
	return nil, e
}

func (f *flush) rowOfNode(n *node) string {
	switch n.kind {
	case insertNode:
		return f.u.name(n.ins.mp.M, n.ins.rec.Obj)
	case updateNode:
		return rowName(n.upd.mp.M, n.upd.rec.Obj)
	case deleteNode:
		return rowName(n.del.mp.M, n.del.rec.Obj)
	}
	return "rows of an association table"
}

// circle finds one among what is not done.
func (f *flush) circle(seq []*node) []*node {
	on := map[*node]int{} // place in way, from 1; -1: seen
	var way []*node
	var visit func(n *node) []*node
	visit = func(n *node) []*node {
		if at := on[n]; at != 0 {
			if at < 0 {
				return nil
			}
			return way[at-1:]
		}
		way = append(way, n)
		on[n] = len(way)
		for _, e := range n.out {
			if !e.to.done {
				if c := visit(e.to); c != nil {
					return c
				}
			}
		}
		way = way[:len(way)-1]
		on[n] = -1
		return nil
	}
	for _, n := range seq {
		if !n.done {
			if c := visit(n); c != nil {
				return slices.Clone(c)
			}
		}
	}
	return seq[:1] // cannot be: what is left has a circle
}
