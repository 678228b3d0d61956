package orm

import (
	"errors"
	"fmt"
	"slices"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
)

// errAgain says that a circle was broken: the way must be walked again.
var errAgain = errors.New("again")

// postpone lets w be inserted before n, when the foreign key between them may be
// written afterwards.
func (f *flush) postpone(w, n *insertion) bool {
	for at, x := range w.needs {
		if l := w.by[at]; x == n && l != nil && l.PostUpdate() {
			t := w.tied()
			t.later = append(t.later, l)
			t.needs, t.by = slices.Delete(t.needs, at, at+1), slices.Delete(t.by, at, at+1)
			return true
		}
	}
	return false
}

// isLater reports whether a column is written by an UPDATE afterwards.
func (i *insertion) isLater(c *mapping.Column) bool {
	for _, l := range i.later {
		if c.Def.Nullable && among(l.Columns, c) {
			return true
		}
	}
	return false
}

// rowSwitches makes one UPDATE of a DELETE and an INSERT of the same key. Where the
// new row wants values from the database they stay two, the DELETE first.
func (f *flush) rowSwitches() error {
	if len(f.inserts) == 0 || len(f.deletes) == 0 {
		return nil
	}
	gone := map[*state.Record]*removal{}
	for _, d := range f.deletes {
		gone[d.rec] = d
	}
	var kept []*insertion
	for _, i := range f.inserts {
		d := f.replaced(i, gone)
		if d == nil {
			kept = append(kept, i)
			continue
		}
		i.over = true
		for _, x := range i.more {
			x.over = true
		}
		ch := &change{rowOf: i.rowOf, over: d.rec}
		for _, c := range i.mp.M.Columns {
			if def := c.Def.Default; def != nil && c.IsZero(i.rec.Obj) {
				v, err := f.s.made(c, def)
				if err != nil {
					return fmt.Errorf("flush: %s: %w", f.u.name(i.mp.M, i.rec.Obj), err)
				}
				f.u.write(i.mp, i.rec, c)
				if err := c.StoreGo(i.rec.Obj, v); err != nil {
					return err
				}
			}
		}
		ch.columns = f.withoutVersion(nil, nil, i.mp.Plan.Changed(i.rec.Obj, d.rec.Snap, nil))
		if v := i.mp.M.Version; v != nil {
			ch.columns = slices.DeleteFunc(ch.columns, func(c int) bool { return c == v.Index })
		}
		for _, l := range i.mp.M.Links { // keys that are still to come
			if ks := f.u.known[i.rec]; ks != nil && ks[l.Index].set && ks[l.Index].obj != nil && !hasReferred(l, ks[l.Index].obj) {
				for _, c := range l.Columns {
					if !slices.Contains(ch.columns, c.Index) {
						ch.columns = append(ch.columns, c.Index)
					}
				}
			}
		}
		f.updates = append(f.updates, ch)
		f.switched = append(f.switched, d)
		delete(gone, d.rec)
	}
	if len(f.switched) > 0 {
		f.deletes = slices.DeleteFunc(f.deletes, func(x *removal) bool { return gone[x.rec] == nil })
	}
	f.inserts = kept
	return nil
}

// replaced is the deleted row whose key a new object has.
func (f *flush) replaced(i *insertion, gone map[*state.Record]*removal) *removal {
	if !hasKey(i.mp.M, i.rec.Obj) || len(i.later) > 0 || f.u.asks[i.rec] != nil {
		return nil
	}
	k, null, _ := i.mp.Key(i.rec.Obj)
	if null {
		return nil
	}
	old := i.mp.ByKey(k)
	if old == nil || gone[old] == nil || i.mp.Of(old) != i.mp {
		return nil
	}
	for _, x := range i.more {
		if len(x.later) > 0 {
			return nil
		}
	}
	for _, c := range i.mp.M.Columns {
		if c.IsZero(i.rec.Obj) && (c.Def.MadeByDatabase() || c.Def.Default != nil && c.Def.Default.Expr != nil) {
			return nil
		}
	}
	return gone[old]
}

// withoutVersion leaves out a change of the version, which is not the program's to make.
func (f *flush) withoutVersion(mp *state.Map, r *state.Record, columns []int) []int {
	if mp == nil || mp.M.Version == nil || !slices.Contains(columns, mp.M.Version.Index) {
		return columns
	}
	f.u.log.Warn("orm: the version of "+rowName(mp.M, r.Obj)+" was changed by the program: ignored; see orm.ExpectVersion", "entity", mp.M.Name())
	mp.Plan.Restore(r.Obj, r.Snap, mp.M.Version.Index)
	return slices.DeleteFunc(columns, func(c int) bool { return c == mp.M.Version.Index })
}

// whereOf is the condition that finds, in one of its tables, the row of an UPDATE.
func (f *flush) whereOf(ch *change, part int) ([]sql.Node, error) {
	if ch.post || ch.over != nil || part > 0 && f.rekeyed(ch) { // by then it has its new key
		return whereKey(ch.mp.M, ch.rec.Obj, part)
	}
	if part == 0 {
		return f.whereNow(ch.mp, ch.rec)
	}
	return whereKey(ch.mp.M, f.pristine(ch.mp, ch.rec), part)
}

// rekeyed reports whether an UPDATE changes the primary key.
func (f *flush) rekeyed(ch *change) bool {
	return slices.ContainsFunc(ch.mp.M.Key, func(c *mapping.Column) bool { return slices.Contains(ch.columns, c.Index) })
}

// bumped counts the version of an object whose reference the flush has made NULL, and
// reads again what the database may have made of that.
func (f *flush) bumped(mp *state.Map, r *state.Record, l *mapping.Link) {
	c := mp.M.Version
	again := remade(mp.M, l)
	if again {
		mp.Expire(r)
		f.reread = append(f.reread, rowOf{mp, r})
	}
	if c == nil || l.Kept() && (mp.M.VersionKind != mapping.Server || mp.M.PartOf(l.Table()) != 0) {
		return
	}
	if mp.M.VersionKind != mapping.Counter {
		if mp.Expire(r); !again {
			f.reread = append(f.reread, rowOf{mp, r})
		}
		return
	}
	if unread(mp, r) {
		return
	}
	next := f.nextVersion(mp, r)
	_ = c.StoreGo(r.Obj, next)
	mp.Plan.CopyField(r.Snap, r.Obj, c.Index)
}

// remade reports whether a reference by l that becomes NULL changes more of a row of m: what
// a trigger fills, what is computed, what an UPDATE of ours sets.
func remade(m *mapping.Mapper, l *mapping.Link) bool {
	return slices.ContainsFunc(m.Columns, func(c *mapping.Column) bool {
		return c.Def.Fetched || c.Def.Computed != nil || c.Def.OnUpdate != nil && c != m.Version && !l.Kept()
	})
}

// referredTo explains why the database does not delete a row.
func referredTo(m *mapping.Mapper) func(error) error {
	return func(err error) error {
		if !errors.Is(err, driver.ErrForeignKey) {
			return err
		}
		return fmt.Errorf("%w; other rows refer to this %s: delete them with it (.Cascade(orm.CascadeDelete) on the relationship that leads to them, or ON DELETE in the schema), or give them another one", err, m.Name())
	}
}
