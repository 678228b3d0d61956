package orm

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"reflect"
	"slices"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
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

// A UniqueCycleError is rows that take each other's unique values in a circle, of
// which none can be given a free value meanwhile.
type UniqueCycleError struct {
	Row     string // that was to be moved out of the way
	Columns string
	Why     string
}

// Error says what to do.
func (e *UniqueCycleError) Error() string {
	return fmt.Sprintf("%s is in a circle of rows that take each other's values of %s, and cannot be moved out of the way: %s; make the constraint DEFERRABLE INITIALLY DEFERRED where the database can, or flush in two steps", e.Row, e.Columns, e.Why)
}

// parkValue finds free values for what n gives up.
func (f *flush) parkValue(n *node) (*node, error) {
	p := &parking{}
	if n.kind == updateNode {
		p.mp, p.rec = n.upd.mp, n.upd.base()
	} else {
		p.mp, p.rec = n.del.mp, n.del.rec
	}
	moved := map[*mapping.Column]bool{}
	for _, e := range n.out {
		if e.key.columns == nil {
			continue
		}
		u := *e.key.columns
		c := parkable(u)
		if n.kind == updateNode { // better one that gets its own new value anyway
			if x := parkable(changedOf(u, n.upd.columns)); x != nil {
				c = x
			}
		}
		if c == nil {
			return nil, &UniqueCycleError{Row: rowName(p.mp.M, p.rec.Obj), Columns: mapping.Names(u), Why: "none of them has a type with free values"}
		}
		if moved[c] {
			continue
		}
		moved[c] = true
		b, err := freeValue(c, p.mp.M.Table.FullName()+c.Def.Name+p.mp.M.KeyText(f.pristine(p.mp, p.rec)))
		if err != nil {
			return nil, err
		}
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

// freeValue is one that no row is likely to have, and always the same for the row:
// NULL, a large negative number, a digest of the row's name.
func freeValue(c *mapping.Column, row string) (sql.Node, error) {
	d := c.Def.Type
	if c.Def.Nullable && !c.Def.PrimaryKey {
		return &sql.LiteralNode{Word: "NULL"}, nil
	}
	sum := sha256.Sum256([]byte(row))
	if c.Type.Kind() == reflect.String {
		n := 32
		if d.Size > 0 {
			n = min(n, d.Size)
		}
		return &sql.BindNode{Value: driver.OfString(("~" + hex.EncodeToString(sum[:]))[:n]), Type: d}, nil
	}
	bits := 30 // below what a number of 32 bits holds
	switch {
	case d.Kind == sqltype.KindSmallInt || c.Type.Size() == 2:
		bits = 14
	case c.Type.Size() == 1:
		bits = 6
	case d.Kind == sqltype.KindBigInt && c.Type.Size() == 8:
		bits = 61
	}
	n := int64(1)<<bits + int64(binary.BigEndian.Uint64(sum[:])>>(65-bits))
	if c.Type.Kind() < reflect.Uint {
		n = -n
	}
	return &sql.BindNode{Value: driver.OfInt(n), Type: d}, nil
}

// parkSteps are the UPDATEs that move rows out of the way.
func (f *flush) parkSteps(parks []*parking) ([]step, error) {
	var steps []step
	for _, p := range parks {
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
			row := rowName(p.mp.M, p.rec.Obj)
			steps = append(steps, step{stmt: n, what: "UPDATE of " + row + " (out of the way)", read: expect("UPDATE", p.mp, []*state.Record{p.rec}),
				fail: func(err error) error {
					return fmt.Errorf("%w: %w", &UniqueCycleError{Row: row, Columns: mapping.Names(p.columns), Why: "the database refuses the value"}, err)
				}})
		}
	}
	return steps, nil
}
