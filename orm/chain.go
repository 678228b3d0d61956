package orm

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
)

// Chains: rows of a table that move on by one place take each other's unique values, each
// the next one's. In the order of the chain that is a statement for every row, for the
// databases look at each row of a statement by itself, in an order of their own. Long
// chains are parked instead: one statement gives all their rows free values, and another
// one gives them their new ones.
//
// A CHECK of the declaration that concerns the column may refuse the free values, and a
// foreign key may refer to the old ones: then the rows go one by one. They do on SQLite, too,
// where a statement costs no round trip and one row less is quicker than two statements more.

// shortChain is how many statements a chain may have before it is parked.
const shortChain = 2

// parkChains are the parkings of long chains, which come first. What they free is no edge
// any more.
func (f *flush) parkChains(seq []*node) ([]*node, error) {
	var maps []*state.Map
	givers := map[*state.Map][]*node{}
	for _, n := range seq {
		if n.kind == updateNode && !n.upd.post && n.handsOn() {
			if givers[n.upd.mp] == nil {
				maps = append(maps, n.upd.mp)
			}
			givers[n.upd.mp] = append(givers[n.upd.mp], n)
		}
	}
	if len(maps) == 0 || f.s.eng.Dialect().Features().Embedded {
		return nil, nil
	}
	var parks []*node
	for _, mp := range maps {
		ns := givers[mp]
		if len(ns) < manyRows || chainLength(ns) <= shortChain || !f.parksFreely(ns) {
			continue
		}
		place := mp.M.KeyText(f.pristine(mp, ns[0].upd.base()))
		for i, n := range ns {
			p, err := f.parkValue(n, place, i)
			if err != nil {
				return nil, err
			}
			n.parked(nil)
			parks = append(parks, p)
		}
	}
	return parks, nil
}

// handsOn reports whether another row of the same kind, which is updated, takes a value of n's.
func (n *node) handsOn() bool {
	return slices.ContainsFunc(n.out, func(e edge) bool {
		return e.key.columns != nil && e.to.kind == updateNode && e.to.upd.mp == n.upd.mp
	})
}

// parked drops the edges of the unique values that n gives up: they are free. What waits for
// nothing else is told to free, which may be nil.
func (n *node) parked(free func(*node)) {
	kept := n.out[:0:0]
	for _, e := range n.out {
		if e.key.columns == nil {
			kept = append(kept, e)
		} else if e.to.in--; e.to.in == 0 && !e.to.done && free != nil {
			free(e.to)
		}
	}
	n.out = kept
}

// chainLength is how many statements the longest chain through ns takes, a lot when there
// is a circle.
func chainLength(ns []*node) int {
	in := make(map[*node]int, len(ns))
	among := func(e edge) bool {
		return e.key.columns != nil && e.to.kind == updateNode && e.to.upd.mp == ns[0].upd.mp
	}
	for _, n := range ns {
		n.level = 0
		for _, e := range n.out {
			if among(e) {
				e.to.level = 0
				in[e.to]++
			}
		}
	}
	var free []*node
	for _, n := range ns {
		if in[n] == 0 {
			free = append(free, n)
		}
	}
	seen, longest := 0, 0
	for ; len(free) > 0; seen++ {
		n := free[len(free)-1]
		free = free[:len(free)-1]
		longest = max(longest, int(n.level))
		for _, e := range n.out {
			if !among(e) {
				continue
			}
			e.to.level = max(e.to.level, n.level+1)
			longest = max(longest, int(e.to.level))
			if in[e.to]--; in[e.to] == 0 && e.to.handsOn() {
				free = append(free, e.to)
			}
		}
	}
	if seen < len(ns) {
		return len(ns)
	}
	return longest + 1
}

// parksFreely reports whether all of ns can be given free values without anybody minding.
func (f *flush) parksFreely(ns []*node) bool {
	fine := map[*mapping.Column]bool{}
	for _, n := range ns {
		for _, e := range n.out {
			if e.key.columns == nil {
				continue
			}
			c := n.parkable(*e.key.columns, f.s.eng.Dialect().Name())
			if c == nil || n.upd.over != nil {
				return false
			}
			ok, seen := fine[c]
			if !seen {
				m := n.upd.mp.M
				ok = !oneNull(c) && len(ns) < 1<<min(freeBits(c, f.s.eng.Dialect().Name()), 30) && !checked(c) && !referred(m, c) && (!c.Def.PrimaryKey || len(m.Parts) == 1)
				fine[c] = ok
			}
			if !ok {
				return false
			}
		}
	}
	return true
}

// checked reports whether a CHECK of c's table concerns c, or may.
func checked(c *mapping.Column) bool {
	for _, k := range c.Def.Table().Checks {
		concerns := false
		sql.Walk(k.Cond, func(n sql.Node) bool {
			switch n := n.(type) {
			case *sql.ColumnNode:
				concerns = concerns || n == c.Def.Node() || strings.EqualFold(n.Name, c.Def.Name)
				return false
			case *sql.TextNode:
				concerns = true
			}
			return !concerns
		})
		if concerns {
			return true
		}
	}
	return false
}

// referred reports whether a foreign key refers to c.
func referred(m *mapping.Mapper, c *mapping.Column) bool {
	is := func(x *mapping.Column) bool { return x.Index == c.Index }
	for _, l := range m.Back {
		if slices.ContainsFunc(l.Referred, is) {
			return true
		}
	}
	for _, s := range m.Pairs {
		if slices.ContainsFunc(s.Referred, is) {
			return true
		}
	}
	return false
}

// parkTogether are one statement for the first n of parks, or several where a statement
// cannot hold so many; n is 0 when each of them has its own.
func (f *flush) parkTogether(parks []*parking) (steps []step, n int) {
	d := f.s.eng.Dialect()
	features := d.Features()
	first := parks[0]
	for n = 1; n < len(parks) && parks[n].mp == first.mp && slices.Equal(parks[n].columns, first.columns); n++ {
	}
	part := first.columns[0].Part
	if !features.UpdateRows || features.Embedded || slices.ContainsFunc(first.columns, func(c *mapping.Column) bool { return c.Part != part }) {
		return nil, 0
	}
	least, most := sharing(features, len(first.columns)+len(first.mp.M.Key))
	if n < least {
		return nil, 0
	}
	var all []step
	for _, p := range parks[:n] {
		where, err := whereKey(p.mp.M, f.pristine(p.mp, p.rec), part)
		if err != nil {
			return nil, 0 // which says it again, of the row
		}
		set := slices.Clone(p.set)
		for i, a := range set {
			if _, ok := a.Value.(*sql.LiteralNode); ok {
				set[i].Value = &sql.BindNode{Value: driver.Value{}, Type: a.Column.Type}
			}
		}
		u := &sql.UpdateNode{Table: p.mp.M.Parts[part].Table.Node(), Where: where, Set: set, Defaults: true}
		if mp := p.mp; part == 0 && mp.M.VersionKind == mapping.Server {
			is, err := f.versionIs(mp, p.rec)
			if err != nil {
				return nil, 0
			}
			u.Where = append(u.Where, is...)
		}
		st := step{stmt: u, of: rowOf{p.mp, p.rec}}
		if _, ok := plainUpdate(st, d.Name()); !ok {
			return nil, 0
		}
		all = append(all, st)
	}
	if part == 0 && first.mp.M.VersionKind == mapping.Server {
		for _, p := range parks[:n] {
			note(&f.counted, p.rec, true)
		}
	}
	for len(all) > 0 {
		page := all[:min(len(all), most)]
		all = all[len(page):]
		u, _ := plainUpdate(page[0], d.Name())
		st := joined(u, page, &f.values)
		st.what = "UPDATE of rows of " + first.mp.M.Table.FullName() + " (out of the way)"
		st.fail = refusesParking(first, fmt.Sprintf("the database refuses the value that it and %d rows beside it get meanwhile; a CHECK that the table's declaration says is respected", len(page)-1))
		steps = append(steps, st)
	}
	return steps, n
}

// updateBatches are the UPDATEs of rows. Those of a chain are one statement for each level
// of it, so that what takes a value comes in a later one than what gives it up.
func (f *flush) updateBatches(seq []*node, d dialect.Dialect) ([]step, error) {
	for _, n := range seq {
		n.level = 0
	}
	levels := f.one.levels[:0]
	for _, n := range seq {
		for _, e := range n.out {
			if e.to.kind == updateNode {
				e.to.level = max(e.to.level, n.level+1)
			}
		}
		for len(levels) <= int(n.level) {
			levels = append(levels, nil)
		}
		levels[n.level] = append(levels[n.level], n.upd)
	}
	var all []step
	for _, chs := range levels {
		steps, err := f.updateSteps(chs, d)
		if err != nil {
			return nil, err
		}
		if steps = f.together(steps, d); len(levels) == 1 {
			return steps, nil
		}
		all = append(all, steps...)
	}
	return all, nil
}
