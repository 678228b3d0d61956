package orm

import (
	"slices"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
)

// newKey names a row by the key that it gets in this flush.
type newKey struct {
	root *mapping.Mapper
	key  string
}

// renamed are the updates that give a row, which others may refer to, another key.
func (f *flush) renamed(seq []*node) map[newKey]*node {
	var out map[newKey]*node
	for _, n := range seq {
		if n.kind != updateNode || n.upd.post || n.upd.over != nil || len(n.upd.mp.M.Back)+len(n.upd.mp.M.Pairs) == 0 || !n.upd.rekeyed() {
			continue
		}
		if out == nil {
			out = map[newKey]*node{}
		}
		k, _, _ := n.upd.mp.Key(n.upd.rec.Obj)
		out[newKey{rootOf(n.upd.mp.M), keyString(k)}] = n
	}
	return out
}

// renamedEdges ties the updates of keys to what refers to a row by its new one, which
// comes afterwards, and to what is written of rows that refer to it by the old one and are
// changed with it, which comes before: their keys and versions are what the session knows.
func (f *flush) renamedEdges(seq []*node, renamed map[newKey]*node) {
	if len(renamed) == 0 {
		return
	}
	tie := func(a, b *node) {
		if a != nil && a != b {
			a.out = append(a.out, edge{to: b})
			b.in++
		}
	}
	var buf []byte
	refer := func(n *node, mp *state.Map, r *state.Record, columns []int) {
		for _, l := range mp.M.Links {
			if l.Key == nil || columns != nil && !touches(l.Columns, columns) {
				continue
			}
			if ks := f.u.known[r]; ks != nil && ks[l.Index].set && ks[l.Index].obj != nil {
				tie(f.renaming(l.Parent, ks[l.Index].obj, renamed), n)
			} else if k, null, _ := l.Key.Read(r.Obj, &buf); !null && l.ToKey {
				tie(renamed[newKey{rootOf(l.Parent), keyString(k)}], n)
			}
		}
	}
	giving := givingKeys(renamed)
	follow := func(n *node, mp *state.Map, r *state.Record) {
		for _, l := range mp.M.Links {
			server := mp.M.VersionKind == mapping.Server
			if l.Key == nil || !server && !slices.ContainsFunc(l.Columns, func(c *mapping.Column) bool { return c.Def.PrimaryKey }) {
				continue
			}
			k, null, _ := l.Key.Read(f.stored(mp, r, l.Reads), &buf)
			pm := f.u.st.Known(l.Parent)
			if null || pm == nil {
				continue
			}
			a := giving[pm.ByKey(k)]
			if a == nil || slices.ContainsFunc(a.out, func(e edge) bool { return e.to == n }) { // it gets the new key itself
				continue
			}
			tie(n, a)
		}
	}
	for _, n := range seq {
		switch n.kind {
		case insertNode:
			refer(n, n.ins.mp, n.ins.rec, nil)
		case updateNode:
			refer(n, n.upd.mp, n.upd.rec, slices.Clip(n.upd.columns))
			if !n.upd.post && n.upd.over == nil {
				follow(n, n.upd.mp, n.upd.rec)
			}
		case deleteNode:
			follow(n, n.del.mp, n.del.rec)
		case pairNode:
			for _, a := range renamed {
				tie(a, n)
			}
		}
	}
}

// givingKeys are the updates of keys by the objects that get another one.
func givingKeys(renamed map[newKey]*node) map[*state.Record]*node {
	if len(renamed) == 0 {
		return nil
	}
	out := make(map[*state.Record]*node, len(renamed))
	for _, n := range renamed {
		out[n.upd.rec] = n
	}
	return out
}

// taken is row with what it has in columns after the updates of keys that it follows; nil
// when it follows none of them. It is valid as long as what stored gives.
func (f *flush) taken(row rowOf, columns []*mapping.Column, giving map[*state.Record]*node) (obj unsafe.Pointer) {
	if len(giving) == 0 {
		return nil
	}
	var buf []byte
	for _, l := range row.mp.M.Links {
		if l.Key == nil || !slices.ContainsFunc(l.Columns, func(c *mapping.Column) bool { return slices.Contains(columns, c) }) {
			continue
		}
		k, null, _ := l.Key.Read(f.stored(row.mp, row.rec, l.Reads), &buf)
		if null {
			continue
		}
		n := giving[f.u.st.Referred(l, k)]
		if n == nil {
			continue
		}
		if obj == nil {
			obj = row.mp.M.Blank()
			for _, c := range columns {
				row.mp.Plan.Restore(obj, row.rec.Snap, c.Index)
			}
		}
		for i, c := range l.Columns {
			v, err := l.Referred[i].Value(n.upd.rec.Obj)
			if err == nil {
				err = c.Store(obj, v)
			}
			if err != nil {
				return nil // the value is refused where it is written
			}
		}
	}
	return obj
}

// renaming is the update that gives an object its new key.
func (f *flush) renaming(m *mapping.Mapper, obj unsafe.Pointer, renamed map[newKey]*node) *node {
	mp := f.u.st.Known(m)
	if mp == nil {
		return nil
	}
	k, _, _ := mp.Key(obj)
	return renamed[newKey{rootOf(m), keyString(k)}]
}
