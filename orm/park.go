package orm

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"reflect"
	"slices"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
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
		c := n.parkable(u)
		if c == nil {
			return nil, &UniqueCycleError{Row: rowName(p.mp.M, p.rec.Obj), Columns: mapping.Names(u), Why: noFreeValues(u)}
		}
		if moved[c] {
			continue
		}
		moved[c] = true
		b := freeValue(c, p.mp.M.Table.FullName()+c.Def.Name+place, nth)
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
func (n *node) parkable(u []*mapping.Column) *mapping.Column {
	if n.kind == updateNode {
		if c := parkable(changedOf(u, n.upd.columns)); c != nil {
			return c
		}
	}
	return parkable(u)
}

// noFreeValues says why there is none that is parkable.
func noFreeValues(u []*mapping.Column) string {
	if slices.ContainsFunc(u, inForeignKey) {
		return "a foreign key that cannot be NULL has no value that refers to nothing"
	}
	return "none of them has a type with free values"
}

// parkable is the column of a unique set that can be given a free value: the first
// that can be NULL, or else a number or a text that refers to nothing.
func parkable(u []*mapping.Column) *mapping.Column {
	for _, c := range u {
		if c.Def.Nullable && !c.Def.PrimaryKey {
			return c
		}
	}
	for _, c := range u {
		if inForeignKey(c) {
			continue
		}
		if t := c.Type; t.Kind() >= reflect.Int && t.Kind() <= reflect.Uint64 && c.Def.Type.IsNumber() {
			return c
		}
	}
	for _, c := range u {
		if d := c.Def.Type; !inForeignKey(c) && c.Type.Kind() == reflect.String && (d.Kind == sqltype.KindString || d.Kind == sqltype.KindText) && (d.Size == 0 || d.Size >= 6) {
			return c
		}
	}
	return nil
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

// freeBits is how many values freeValue has for c, as a power of two.
func freeBits(c *mapping.Column) int {
	d := c.Def.Type
	switch {
	case c.Def.Nullable && !c.Def.PrimaryKey:
		return 62 // NULL, as often as wanted
	case c.Type.Kind() == reflect.String:
		n := freeText - 1
		if d.Size > 0 {
			n = min(n, d.Size-1)
		}
		return 4 * n
	case d.Kind == sqltype.KindSmallInt || c.Type.Size() == 2:
		return 14
	case c.Type.Size() == 1:
		return 6
	case d.Kind == sqltype.KindBigInt && c.Type.Size() == 8:
		return 61
	}
	return 30 // below what a number of 32 bits holds
}

// freeText is how long a text is that no row has; 60 bits of it are counted.
const freeText = 16

// freeValue is one that no row is likely to have, and always the same for the nth row of a
// place: NULL, a large negative number, a digest of the place's name.
func freeValue(c *mapping.Column, place string, nth int) sql.Node {
	d := c.Def.Type
	if c.Def.Nullable && !c.Def.PrimaryKey {
		return &sql.LiteralNode{Word: "NULL"}
	}
	sum := sha256.Sum256([]byte(place))
	bits := freeBits(c)
	n := (binary.BigEndian.Uint64(sum[:]) + uint64(nth)) & (1<<bits - 1)
	if c.Type.Kind() == reflect.String {
		return &sql.BindNode{Value: driver.OfString(fmt.Sprintf("~%0*x", bits/4, n)), Type: d}
	}
	v := int64(1)<<bits + int64(n)
	if c.Type.Kind() < reflect.Uint {
		v = -v
	}
	return &sql.BindNode{Value: driver.OfInt(v), Type: d}
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
