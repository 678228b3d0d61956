package orm

import (
	"fmt"
	"reflect"
	"slices"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/schema"
)

// Writing objects whose rows are in several tables: rows are inserted from the root's table
// on and deleted towards it, each with the rank of its table, so that what refers to one
// part comes between the two.

// kinds says in each new object what it is, and refuses to change that of others.
func (f *flush) kinds() error {
	for _, mp := range f.u.st.Maps() {
		h := mp.M.Family
		if h == nil {
			continue
		}
		c := mp.M.Columns[h.Disc.Index]
		f.told = f.told || c.Def.Computed != nil
		for r := range mp.All() {
			pending := r.Flags&state.Pending != 0
			if pending && c.Def.Computed != nil && c.IsUnset(r.Obj) {
				continue
			}
			if r.Flags&(state.Deleted|state.Gone) != 0 || !pending && mp.Plan.FieldSame(r.Obj, r.Snap, c.Index) {
				continue
			}
			field := reflect.NewAt(c.Type, c.At(r.Obj)).Elem()
			if pending && field.IsZero() {
				f.u.write(mp, r, c)
				if err := c.StoreGo(r.Obj, mp.M.IdentityValue); err != nil {
					return err
				}
				continue
			}
			if field.Kind() == reflect.Pointer && !field.IsNil() {
				field = field.Elem()
			}
			if !pending || field.Interface() != mp.M.IdentityValue {
				return fmt.Errorf("%s: %s says what the row is, %s, and was set to %s: that cannot be changed; delete the object and add another one",
					f.u.name(mp.M, r.Obj), c.Name(), mapping.Text(mp.M.IdentityValue), mapping.Text(field.Interface()))
			}
		}
	}
	return nil
}

// stillIs reports a row that is not what the object is, where the database computes the
// discriminator and tells it.
func stillIs(m *mapping.Mapper, made []*mapping.Column, obj unsafe.Pointer) error {
	if m.Family == nil || m.Family.Disc.Def.Computed == nil || !slices.ContainsFunc(made, func(c *mapping.Column) bool { return c.Index == m.Family.Disc.Index }) {
		return nil
	}
	is, text, err := m.Family.KindOf(obj)
	switch {
	case err != nil || is == m:
		return err
	case is == nil:
		return &DiscriminatorError{Entity: m.Name(), Key: m.KeyText(obj), Column: m.Family.Disc.Def.FullName(), Value: text}
	}
	return &DiscriminatorError{Entity: m.Name(), Key: m.KeyText(obj), Is: is.Name(), Computed: m.Family.Disc.Def.FullName()}
}

// removals are the rows that are deleted, of all tables of each object.
func (f *flush) removals() []*node {
	out := make([]*node, 0, len(f.deletes))
	for _, d := range f.deletes {
		for part := lastPart(d.mp.M); part >= 0; part-- {
			if part > 0 && gone(d.mp.M, part) {
				continue
			}
			out = append(out, &node{kind: deleteNode, del: d, part: uint8(part)})
		}
	}
	slices.SortStableFunc(out, func(a, b *node) int { return byRank(a.del, int(a.part), b.del, int(b.part)) })
	return out
}

// gone reports whether the database deletes the row of a part with that of its parent.
func gone(m *mapping.Mapper, part int) bool {
	return m.Parts[part].Table.ForeignKeys[0].OnDelete == schema.Cascade
}

// lastPart is the table from which a row of m is deleted first.
func lastPart(m *mapping.Mapper) int {
	part := len(m.Parts) - 1
	for part > 0 && gone(m, part) {
		part--
	}
	return part
}

// byRank orders removals: what refers before what is referred to.
func byRank(a *removal, pa int, b *removal, pb int) int {
	x, y := a.mp.M.Parts[pa].Owner, b.mp.M.Parts[pb].Owner
	switch {
	case x.Rank != y.Rank:
		return y.Rank - x.Rank
	case a.depth != b.depth:
		return a.depth - b.depth
	case x != y:
		return x.Index - y.Index
	}
	return a.mp.M.Index - b.mp.M.Index
}

// rankOf is the rank of one of m's tables.
func rankOf(m *mapping.Mapper, t *schema.Table) int { return m.Parts[m.PartOf(t)].Owner.Rank }

// inTable are columns as their tables have them.
func inTable(columns []*mapping.Column) []*mapping.Column {
	out := make([]*mapping.Column, len(columns))
	for i, c := range columns {
		x := *c
		x.Node = c.Def.Node()
		out[i] = &x
	}
	return out
}
