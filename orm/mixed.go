package orm

import (
	"slices"

	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/schema"
)

// Rows of several kinds of a hierarchy go into one table in the order of their Add. They
// share statements: each has NULL in the columns that only others have.

// mixed is what rows of a table have in common that are inserted in one flush.
type mixed struct {
	kinds   []*mapping.Mapper
	columns []*schema.ColumnDef // of any of them; nil when all have the same
}

// mix finds the tables into which rows of several kinds are inserted.
func (f *flush) mix() {
	for n := 1; n < len(f.rows); n++ {
		a, b := f.rows[n-1], f.rows[n]
		if a.mp == b.mp || a.owner() != b.owner() {
			continue
		}
		if f.mixes == nil {
			f.mixes = map[*mapping.Mapper]*mixed{}
		}
		x := f.mixes[a.owner()]
		if x == nil {
			x = &mixed{}
			f.mixes[a.owner()] = x
		}
		for _, m := range []*mapping.Mapper{a.mp.M, b.mp.M} {
			if !slices.Contains(x.kinds, m) {
				x.kinds = append(x.kinds, m)
			}
		}
	}
	for owner, x := range f.mixes {
		if !x.common(owner) {
			delete(f.mixes, owner) // they have statements of their own
		}
	}
}

// common finds the columns. It reports whether rows without one of them may have NULL there.
func (x *mixed) common(owner *mapping.Mapper) bool {
	slices.SortFunc(x.kinds, func(a, b *mapping.Mapper) int { return int(a.Kind) - int(b.Kind) })
	count := map[*schema.ColumnDef]int{}
	var all []*schema.ColumnDef
	for _, m := range x.kinds {
		for _, c := range m.Columns {
			if m.Parts[c.Part].Owner != owner {
				continue
			}
			if count[c.Def]++; count[c.Def] == 1 {
				all = append(all, c.Def)
			}
		}
	}
	for _, d := range all {
		if count[d] == len(x.kinds) {
			continue
		}
		if x.columns = all; !d.Nullable && !d.Elsewhere || d.MadeByDatabase() || d.Computed != nil {
			return false
		}
	}
	return true
}

// widen gives a row NULL in the columns that its kind does not have, and the order of all.
// It is valid until the next call.
func (f *flush) widen(i *insertion, row []given) []given {
	x := f.mixes[i.owner()]
	if x == nil || x.columns == nil {
		return row
	}
	out := f.wide[:0]
	for _, g := range row { // the key of a table that is not the root's
		if !slices.ContainsFunc(x.columns, func(d *schema.ColumnDef) bool { return d.Node() == g.column }) {
			out = append(out, g)
		}
	}
	for _, d := range x.columns {
		if at := slices.IndexFunc(row, func(g given) bool { return g.column == d.Node() }); at >= 0 {
			out = append(out, row[at])
		} else if i.mp.M.ColumnOf(d) == nil {
			out = append(out, given{column: d.Node(), typ: d.Type})
		}
	}
	f.wide = out
	return out
}

// alike is how many of ins, from the first on, may share statements.
func (f *flush) alike(ins []*insertion) int {
	n := 1
	for n < len(ins) && (ins[n].mp == ins[0].mp || ins[n].owner() == ins[0].owner() && f.mixes[ins[0].owner()] != nil) {
		n++
	}
	return n
}

// kindsOf are the mappers whose rows may share a statement with i's.
func (f *flush) kindsOf(i *insertion) []*mapping.Mapper {
	if f.mixes != nil {
		if x := f.mixes[i.owner()]; x != nil {
			return x.kinds
		}
	}
	return []*mapping.Mapper{i.mp.M}
}

// fit reports whether the values of rows like i can be given in a list for each column, and
// how many placeholders a value takes at most.
func (f *flush) fit(i *insertion, d dialect.Dialect) (lists bool, wide int) {
	features := d.Features()
	lists = true
	for _, m := range f.kindsOf(i) {
		lists = lists && (!features.ArrayRows || f.arrays(m))
		wide = max(wide, placeholders(m, d))
	}
	return lists, wide
}
