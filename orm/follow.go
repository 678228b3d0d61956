package orm

import (
	"slices"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// A natural key that changes takes the foreign keys along that refer to it: ON UPDATE
// CASCADE does so in the database; where the schema does not say it, one UPDATE for
// each relationship follows that of the key, whatever is in memory. Such a foreign key
// must be deferrable, for it refers to nothing in between.

// followers are the links of rows that refer to ch's row by columns that have changed.
func followers(ch *change) []*mapping.Link {
	var out []*mapping.Link
	for _, l := range ch.mp.M.Back {
		if (l.Back != nil || l.One != nil) && slices.ContainsFunc(l.Referred, func(c *mapping.Column) bool { return slices.Contains(ch.columns, c.Index) }) {
			out = append(out, l)
		}
	}
	return out
}

// rekeyed reports whether ch changes the key of a row that others may refer to.
func (ch *change) rekeyed() bool {
	return !ch.post && ch.over == nil && slices.ContainsFunc(ch.mp.M.Key, func(c *mapping.Column) bool { return slices.Contains(ch.columns, c.Index) })
}

// follow are the UPDATEs after that of a changed key.
func (f *flush) follow(ch *change) ([]step, error) {
	if !ch.rekeyed() {
		return nil, nil
	}
	var steps []step
	move := func(table *sql.TableNode, columns []*sql.ColumnNode, referred []*mapping.Column) error {
		old, err := keyValues(referred, f.stored(ch.mp, ch.rec, referred))
		if err != nil {
			return err
		}
		now, err := keyValues(referred, ch.rec.Obj)
		if err != nil {
			return err
		}
		n := &sql.UpdateNode{Table: table, Where: []sql.Node{inColumns(columns, [][]sql.Node{old})}, Defaults: true}
		for i, c := range columns {
			if slices.Contains(ch.columns, referred[i].Index) {
				n.Set = append(n.Set, sql.Assignment{Column: c, Value: now[i]})
			}
		}
		steps = append(steps, step{stmt: n, what: "UPDATE of what refers to " + rowName(ch.mp.M, ch.rec.Obj)})
		return nil
	}
	for _, l := range followers(ch) {
		if l.FK.OnUpdate == schema.Cascade {
			continue
		}
		columns := make([]*sql.ColumnNode, len(l.Columns))
		for i, c := range l.Columns {
			columns[i] = c.Def.Node() // of the one of the entity's tables that it is in
		}
		if err := move(columns[0].Table, columns, l.Referred); err != nil {
			return nil, err
		}
	}
	for _, s := range ch.mp.M.Pairs {
		if s.FK.OnUpdate == schema.Cascade {
			continue
		}
		if err := move(s.Pair.Table.Node(), s.Columns, s.Referred); err != nil {
			return nil, err
		}
	}
	return steps, nil
}

// followed gives the objects that refer to ch's row its new key, as their rows have it
// by now. The identity map has the old key still.
func (f *flush) followed(ch *change) {
	if !ch.rekeyed() {
		return
	}
	var buf []byte
	for _, l := range followers(ch) {
		kids := f.u.st.Known(l.Child)
		if kids == nil || l.Key == nil {
			continue
		}
		for r := range kids.All() {
			if !r.Persistent() || r == ch.rec {
				continue
			}
			if p := f.u.present(l, r.Obj, &buf); p.null || p.obj != ch.rec.Obj {
				continue
			}
			f.u.edit(kids, r)
			snap := kids.NewSnap()
			kids.Plan.Clone(snap, r.Snap)
			kids.Plan.CopyRels(snap, r.Snap)
			for i, c := range l.Columns {
				v, err := l.Referred[i].Value(ch.rec.Obj)
				if err == nil {
					err = c.Store(r.Obj, v)
				}
				if err != nil {
					r.Flags |= state.Expired // it is read again
					continue
				}
				kids.Plan.CopyField(snap, r.Obj, c.Index)
			}
			r.Snap = snap
			if slices.ContainsFunc(l.Columns, func(c *mapping.Column) bool { return c.Def.PrimaryKey }) {
				kids.Rekey(r)
			}
		}
	}
}
