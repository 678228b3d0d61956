package orm

import (
	"slices"

	"github.com/aludel/aludel/orm/mapping"
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
		if (l.Held() || l.One != nil) && slices.ContainsFunc(l.Referred, func(c *mapping.Column) bool { return slices.Contains(ch.columns, c.Index) }) {
			out = append(out, l)
		}
	}
	return out
}

// rekeyed reports whether ch changes the key of a row that others may refer to, or a unique
// column that others do refer to.
func (ch *change) rekeyed() bool {
	if ch.post || ch.over != nil {
		return false
	}
	return touches(ch.mp.M.Key, ch.columns) || slices.ContainsFunc(followers(ch), func(l *mapping.Link) bool { return !l.ToKey })
}

// follow are the UPDATEs after that of a changed key.
func (f *flush) follow(ch *change) ([]step, error) {
	if !ch.rekeyed() {
		return nil, nil
	}
	var steps []step
	move := func(l *mapping.Link, p *mapping.Pair, table *sql.TableNode, columns []*sql.ColumnNode, referred []*mapping.Column) error {
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
		if l != nil && l.Conditional {
			n.Where = append(n.Where, extraOf(l, now)...)
		}
		if p != nil {
			n.Where = append(n.Where, filled(p)...)
		}
		steps = append(steps, step{stmt: n, what: "UPDATE of what refers to " + rowName(ch.mp.M, ch.rec.Obj)})
		return nil
	}
	for _, l := range followers(ch) {
		if l.OnUpdate() == schema.Cascade {
			continue
		}
		columns := make([]*sql.ColumnNode, len(l.Columns))
		for i, c := range l.Columns {
			columns[i] = c.Def.Node() // of the one of the entity's tables that it is in
		}
		if err := move(l, nil, columns[0].Table, columns, l.Referred); err != nil {
			return nil, err
		}
	}
	for _, s := range ch.mp.M.Pairs {
		if s.OnUpdate() == schema.Cascade {
			continue
		}
		if err := move(nil, s.Pair, s.Pair.Table.Node(), s.Columns, s.Referred); err != nil {
			return nil, err
		}
	}
	return steps, nil
}

// following is an object that refers to a row whose key was changed.
type following struct {
	rowOf
	link *mapping.Link
	ch   *change
}

// followed gives the objects that refer to rows with changed keys the new ones, as their
// rows have them by now. The identity map has the old keys still: who refers to whom is
// found out before anything is changed, for keys may have been swapped.
func (f *flush) followed(renamed []*change) {
	var all []following
	var buf []byte
	for _, ch := range renamed {
		if !ch.rekeyed() {
			continue
		}
		for _, l := range followers(ch) {
			if l.Key == nil {
				continue
			}
			for kids, r := range f.u.st.All(l.Child) {
				if !r.Persistent() || r == ch.rec {
					continue
				}
				if ks := f.u.known[r]; ks != nil && ks[l.Index].set {
					continue // it was given to someone, and has the key already
				}
				if p := f.u.present(l, r.Obj, &buf); !p.null && p.obj == ch.rec.Obj {
					if l.Conditional && !f.u.member(l, ch.rowOf, kids, r) {
						kids.Expire(r) // only its row knows
						continue
					}
					all = append(all, following{rowOf{kids, r}, l, ch})
				}
			}
		}
	}
	for _, x := range all {
		f.followOne(x)
	}
	for _, x := range all {
		if slices.ContainsFunc(x.link.Columns, func(c *mapping.Column) bool { return c.Def.PrimaryKey }) {
			x.mp.Rekey(x.rec)
		}
	}
}

func (f *flush) followOne(x following) {
	kids, r := x.mp, x.rec
	f.u.edit(kids, r)
	snap := kids.NewSnap()
	kids.Plan.Clone(snap, r.Snap)
	kids.Plan.CopyRels(snap, r.Snap)
	for i, c := range x.link.Columns {
		v, err := x.link.Referred[i].Value(x.ch.rec.Obj)
		if err == nil {
			err = c.Store(r.Obj, v)
		}
		if err != nil {
			kids.Expire(r) // it is read again
			continue
		}
		kids.Plan.CopyField(snap, r.Obj, c.Index)
	}
	r.Snap = snap
	if kids.M.VersionKind == mapping.Server || fetches(kids.M.Columns) {
		kids.Expire(r)
		f.reread = append(f.reread, rowOf{kids, r})
	}
}
