package orm

import (
	"fmt"
	"slices"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// parking is an UPDATE that moves a row's unique values out of the way, to free
// ones, before the row gets its own new values or is deleted.
type parking struct {
	mp      *state.Map
	rec     *state.Record
	set     []sql.Assignment
	columns []*mapping.Column // that are set
}

// parkedKey names a part of the primary key of a row that was moved out of the way.
type parkedKey struct {
	rec    *state.Record
	column *mapping.Column
}

// whereNow is whereKey of a row that may have been moved out of the way.
func (f *flush) whereNow(mp *state.Map, r *state.Record) ([]sql.Node, error) {
	where, err := whereKey(mp.M, f.pristine(mp, r), 0)
	if err == nil && len(f.parked) > 0 {
		for i, c := range mp.M.Key {
			if v := f.parked[parkedKey{r, c}]; v != nil {
				b := *where[i].(*sql.BinaryNode)
				b.R = v
				where[i] = &b
			}
		}
	}
	return where, err
}

// keyNow puts what a row's key is meanwhile among the values of columns.
func (f *flush) keyNow(r *state.Record, columns []*mapping.Column, vals []sql.Node) []sql.Node {
	if len(f.parked) > 0 {
		for i, c := range columns {
			if v := f.parked[parkedKey{r, c}]; v != nil {
				vals[i] = v
			}
		}
	}
	return vals
}

// A UniqueCycleError is rows that take each other's unique values in a circle or a long chain, of
// which one cannot be given a free value meanwhile.
type UniqueCycleError struct {
	Row     string // that was to be moved out of the way
	Columns string
	Why     string
}

// Error says what to do.
func (e *UniqueCycleError) Error() string {
	return fmt.Sprintf("%s is in a chain or a circle of rows that take each other's values of %s, and cannot be moved out of the way: %s; make the constraint DEFERRABLE INITIALLY DEFERRED where the database can, or flush in two steps", e.Row, e.Columns, e.Why)
}

// parkValue finds free values for what n gives up. Rows of a chain count nth from 0, and
// have the same place, so that no two of them get the same value; -1 stands for a row alone.
func (f *flush) parkValue(n *node, place string, nth int) (*node, error) {
	p := &parking{}
	if n.kind == updateNode {
		p.mp, p.rec = n.upd.mp, n.upd.base()
	} else {
		p.mp, p.rec = n.del.mp, n.del.rec
	}
	if nth < 0 {
		place, nth = p.mp.M.KeyText(f.pristine(p.mp, p.rec)), 0
	}
	moved := map[*mapping.Column]bool{}
	for _, e := range n.out {
		if e.key.columns == nil {
			continue
		}
		u := *e.key.columns
		c := n.parkable(u, f.s.eng.Dialect().Name())
		if c == nil {
			return nil, &UniqueCycleError{Row: rowName(p.mp.M, p.rec.Obj), Columns: mapping.Names(u), Why: noFreeValues(u)}
		}
		if moved[c] {
			continue
		}
		moved[c] = true
		b := freeValue(c, f.s.eng.Dialect().Name(), p.mp.M.Table.FullName()+c.Def.Name+place, nth)
		if n.kind == updateNode && !slices.Contains(n.upd.columns, c.Index) {
			n.upd.columns = append(n.upd.columns, c.Index)
		}
		p.set = append(p.set, sql.Assignment{Column: c.Def.Node(), Value: b})
		p.columns = append(p.columns, c)
		if c.Def.PrimaryKey {
			if len(p.mp.M.Parts) > 1 {
				return nil, &UniqueCycleError{Row: rowName(p.mp.M, p.rec.Obj), Columns: mapping.Names(u), Why: "the key of a row in several tables stays while the row does"}
			}
			if f.parked == nil {
				f.parked = map[parkedKey]sql.Node{}
			}
			f.parked[parkedKey{p.rec, c}] = b
		}
	}
	return &node{kind: parkNode, park: p}, nil
}

func changedOf(u []*mapping.Column, columns []int) []*mapping.Column {
	return slices.DeleteFunc(slices.Clone(u), func(c *mapping.Column) bool { return !slices.Contains(columns, c.Index) })
}

// parkable is the column of what n gives up that can be given a free value: better one
// that gets its own new value anyway.
func (n *node) parkable(u []*mapping.Column, dialect string) *mapping.Column {
	if n.kind == updateNode {
		if c := parkable(changedOf(u, n.upd.columns), dialect); c != nil {
			return c
		}
	}
	return parkable(u, dialect)
}

// inForeignKey reports whether a column is part of a foreign key, or is referred to.
func inForeignKey(c *mapping.Column) bool {
	for _, l := range c.Mapper.Links {
		for _, x := range l.Columns {
			if x == c {
				return true
			}
		}
	}
	return false
}

// oneNull reports whether a unique constraint or index takes NULL in c for a value like
// others.
func oneNull(c *mapping.Column) bool {
	for _, u := range c.Mapper.Table.AllUniques() {
		if u.NullsNotDistinct && slices.Contains(u.Columns, c.Def) {
			return true
		}
	}
	for _, x := range c.Mapper.Table.AllIndexes() {
		if x.Unique && x.NullsNotDistinct && slices.ContainsFunc(x.Items, func(n sql.Node) bool {
			if o, ok := n.(*sql.OrderNode); ok {
				n = o.X
			}
			return schema.DefOf(n) == c.Def
		}) {
			return true
		}
	}
	return false
}

// refusesParking says why the database does not let p's row out of the way.
func refusesParking(p *parking, why string) func(error) error {
	row := rowName(p.mp.M, p.rec.Obj)
	return func(err error) error {
		return fmt.Errorf("%w: %w", &UniqueCycleError{Row: row, Columns: mapping.Names(p.columns), Why: why}, err)
	}
}

// parkSteps are the UPDATEs that move rows out of the way.
func (f *flush) parkSteps(parks []*parking) ([]step, error) {
	var steps []step
	for len(parks) > 0 {
		if st, n := f.parkTogether(parks); n > 0 {
			steps, parks = append(steps, st...), parks[n:]
			continue
		}
		p := parks[0]
		parks = parks[1:]
		for part := range p.mp.M.Parts {
			var set []sql.Assignment
			for i, c := range p.columns {
				if c.Part == part {
					set = append(set, p.set[i])
				}
			}
			if len(set) == 0 {
				continue
			}
			where, err := whereKey(p.mp.M, f.pristine(p.mp, p.rec), part)
			if err != nil {
				return nil, err
			}
			n := &sql.UpdateNode{Table: p.mp.M.Parts[part].Table.Node(), Where: where, Set: set, Defaults: true}
			if part == 0 {
				if err := f.count(p.mp, p.rec, n); err != nil {
					return nil, err
				}
			}
			row := rowName(p.mp.M, p.rec.Obj)
			steps = append(steps, step{stmt: n, what: "UPDATE of " + row + " (out of the way)", read: expect("UPDATE", p.mp, []*state.Record{p.rec}),
				fail: refusesParking(p, "the database refuses the value")})
		}
	}
	return steps, nil
}
