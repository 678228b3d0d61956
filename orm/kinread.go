package orm

import (
	"context"
	"fmt"
	"unsafe"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/snapshot"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
)

// Reading rows of a hierarchy: the key and the discriminator are read first, and then the
// row as what it is. Columns that the statement does not have, for they are in the tables
// of those who inherit, are read afterwards, for all objects of a kind at once.

// A spot is columns of a row, from the position at on.
type spot struct {
	cols []*sql.ColumnNode
	at   int
}

// kinReader is the part of a rowReader for rows that are not all of one kind.
type kinReader struct {
	head    driver.Plan
	scratch unsafe.Pointer
	subs    []*rowReader      // by kind
	todo    [][]*state.Record // by kind: whose other columns are to be read
}

func (r *rowReader) prepareKin(cur rowSource) (err error) {
	h := r.m.Family
	r.kin = &kinReader{scratch: r.m.Blank(), subs: make([]*rowReader, len(h.Members)), todo: make([][]*state.Record, len(h.Members))}
	if r.kin.head, err = r.plan(cur, headPart); err != nil {
		return err
	}
	if r.nullable {
		r.probe, err = r.plan(cur, probePart)
	}
	return err
}

// readKin is read for a row that may be of any kind.
func (r *rowReader) readKin(cur rowSource, a *driver.Arena) (*state.Record, error) {
	k := r.kin
	if err := cur.Fill(k.head, k.scratch, a); err != nil {
		return nil, err
	}
	m, text, err := r.m.Family.KindOf(k.scratch)
	switch {
	case err != nil:
		return nil, err
	case m == nil:
		return nil, &DiscriminatorError{Entity: r.m.Name(), Key: r.m.KeyText(k.scratch), Column: r.m.Family.Disc.Def.FullName(), Value: text}
	case !m.IsA(r.m):
		return nil, &DiscriminatorError{Entity: r.m.Name(), Key: r.m.KeyText(k.scratch), Is: m.Name()}
	}
	sub := k.subs[m.Kind]
	if sub == nil {
		if sub, err = r.sub(cur, m); err != nil {
			return nil, err
		}
		k.subs[m.Kind] = sub
	}
	rec, err := sub.read(cur, a)
	if err != nil {
		return nil, err
	}
	r.note(rec.No)
	if sub.lack != nil && !r.only && (sub.did || sub.mp.Lacks(rec) != nil) {
		k.todo[m.Kind] = append(k.todo[m.Kind], rec)
	}
	return rec, nil
}

// sub is the reader of the rows that are m.
func (r *rowReader) sub(cur rowSource, m *mapping.Mapper) (*rowReader, error) {
	s := &rowReader{m: m, mp: r.st.Map(m), st: r.st, start: r.start, gen: r.gen, force: r.force, at: make([]int, len(m.Columns))}
	lack := make([]bool, len(m.Columns))
	some := false
	for i, c := range m.Columns {
		if i < len(r.m.Columns) {
			if s.at[i] = i; r.at != nil {
				s.at[i] = r.at[i]
			}
			lack[i] = r.lack != nil && r.lack[i]
		} else if at := find(r.spots, c.Def.Node()); at >= 0 {
			s.at[i] = at - r.start
		} else {
			lack[i] = true
		}
		some = some || lack[i]
	}
	if some {
		s.lack = lack
	}
	return s, s.prepareOne(cur)
}

// find is where a column of a table is; -1 when it is nowhere.
func find(spots []spot, c *sql.ColumnNode) int {
	for _, s := range spots {
		for i, x := range s.cols {
			if x.Origin() == c {
				return s.at + i
			}
		}
	}
	return -1
}

// completeKin reads what the rows did not have, for each kind by one statement for each
// so many objects as a condition names.
func (f *fetcher) completeKin(ctx context.Context, r *rowReader) error {
	if r.kin == nil {
		return nil
	}
	for kind, recs := range r.kin.todo {
		if len(recs) == 0 {
			continue
		}
		m := r.m.Family.Members[kind]
		recs = unique(recs)
		for len(recs) > 0 {
			n := min(len(recs), keysLimit(len(m.Key)))
			if err := f.beyond(ctx, r.m, m, r.kin.subs[kind].lack, recs[:n]); err != nil {
				return err
			}
			recs = recs[n:]
		}
	}
	return nil
}

// beyond reads columns of m that its parent up does not have.
func (f *fetcher) beyond(ctx context.Context, up, m *mapping.Mapper, lack []bool, recs []*state.Record) error {
	x := m.Beyond(up)
	n := &sql.SelectNode{From: []*sql.TableNode{x.Source}}
	r := &rowReader{m: m, mp: f.st.Map(m), st: f.st, gen: f.st.Gen, force: f.force, again: true, lack: make([]bool, len(m.Columns)), at: make([]int, len(m.Columns))}
	for i := range m.Columns {
		r.lack[i] = true
	}
	put := func(i int, c *sql.ColumnNode) {
		r.lack[i], r.at[i] = false, len(n.Items)
		n.Items = append(n.Items, c)
	}
	for k, c := range m.Key {
		put(c.Index, x.Key[k])
	}
	for i := len(up.Columns); i < len(m.Columns); i++ {
		if lack[i] && !(f.defers && m.Deferred != nil && m.Deferred[i]) {
			put(i, x.Columns[i-len(up.Columns)])
		}
	}
	if len(n.Items) == len(m.Key) {
		return nil // there is nothing more, or it is deferred
	}
	columns := make([]*mapping.Column, len(m.Key))
	for k, c := range m.Key {
		columns[k] = &mapping.Column{Node: x.Key[k], Def: c.Def}
	}
	keys := make([][]sql.Node, len(recs))
	for i, rec := range recs {
		var err error
		if keys[i], err = keyValues(m.Key, rec.Obj); err != nil {
			return err
		}
	}
	n.Where = []sql.Node{inKeys(columns, keys)}
	cur, err := f.query(ctx, n)
	if err != nil {
		return err
	}
	err = r.prepareOne(cur)
	got := 0
	for err == nil && cur.Next() {
		got++
		_, err = r.read(cur, &f.arena)
	}
	if err == nil {
		err = cur.Err()
	}
	if _, cerr := cur.Close(); err == nil {
		err = cerr
	}
	if err == nil && got < len(recs) {
		return f.incomplete(m, x.Source, recs)
	}
	return err
}

// incomplete names an object that has no row in one of its tables.
func (f *fetcher) incomplete(m *mapping.Mapper, t *sql.TableNode, recs []*state.Record) error {
	mp := f.st.Map(m)
	rec := recs[0]
	for _, r := range recs {
		if mp.Lacks(r) != nil {
			rec = r
			break
		}
	}
	return fmt.Errorf("%s has no row in table %s: its rows are in %d tables, and were not deleted together", rowName(m, rec.Obj), t.Ref(), len(m.Parts))
}

// plan is how a record of m, or of what inherits from it, is laid out.
func (f *fetcher) plan(m *mapping.Mapper, r *state.Record) *snapshot.Plan {
	if m.Family == nil && !f.st.Blind {
		return m.Snapshot
	}
	return f.st.Map(m).Of(r).Plan
}

// those are the records that are m.
func (f *fetcher) those(m *mapping.Mapper, recs []*state.Record) []*state.Record {
	if m.Family == nil {
		return recs
	}
	mp := f.st.Map(m)
	out := make([]*state.Record, 0, len(recs))
	for _, r := range recs {
		if mp.Is(r) {
			out = append(out, r)
		}
	}
	return out
}

// A DiscriminatorError is a row of a hierarchy that is not what it should be.
type DiscriminatorError struct {
	Entity string // that was read
	Key    string
	Column string // of the discriminator, and
	Value  string // what it holds, where nothing has that identity
	Is     string // what the row is, and the object is not

	Computed string // the discriminator, where the database computes what the row is

	Relation string // an OneOf that no Target of tells; empty: of the row itself
}

// Error says what to do.
func (e *DiscriminatorError) Error() string {
	if e.Computed != "" {
		return fmt.Sprintf("%s %s would be a %s: that is what the database computes as %s; change what it is computed of, or delete the object and add another one", e.Entity, e.Key, e.Is, e.Computed)
	}
	if e.Is != "" {
		return fmt.Sprintf("%s %s is a %s in the database: what a row is cannot change under an object; Expunge it to read the row as what it is", e.Entity, e.Key, e.Is)
	}
	if e.Relation != "" {
		return fmt.Sprintf("%s %s: %s is %s, and %s has no such target; say orm.Target of it, or is the package that does so not imported?", e.Entity, e.Key, e.Column, e.Value, e.Relation)
	}
	return fmt.Sprintf("%s %s: %s is %s, and nothing that inherits from %s has that identity; is the package that declares it imported?", e.Entity, e.Key, e.Column, e.Value, e.Entity)
}
