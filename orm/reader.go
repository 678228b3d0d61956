package orm

import (
	"unsafe"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
)

// A rowReader makes one entity of each row of a result: the object that the
// session has for the row's key, or a new one. The key is read first, so that the
// row of a known object costs no more than that.
type rowReader struct {
	m        *mapping.Mapper
	mp       *state.Map
	st       *state.Store
	start    int    // the entity's first column
	lack     []bool // columns that are not read; nil: none
	at       []int  // … where the others are
	probe    driver.Plan
	key      driver.Plan
	rest     driver.Plan
	whole    driver.Plan
	members  state.Numbers // records in the order of their first row
	seen     map[int32]struct{}
	recs     []*state.Record // room for records
	kin      *kinReader      // what the rows are differs
	spots    []spot          // where more columns of the rows are
	props    []propAt
	propPlan driver.Plan
	gen      uint32
	nullable bool // on the far side of an outer join: there may be none
	force    bool // overwrite what the session has
	likely   bool // the next row is likely to be new
	only     bool // no more columns are wanted
	again    bool // the rows complete what was read before
	did      bool // the last row was news
}

// planKey names a plan of an entity's columns among those kept with a statement.
type planKey struct {
	m     *mapping.Mapper
	start int
	part  uint8
}

const (
	keyPart uint8 = iota
	restPart
	probePart
	wholePart
	headPart // the key, and what the row is
)

// prepare makes the plans that every row needs, once the result is open.
func (r *rowReader) prepare(cur rowSource) (err error) {
	if r.m.Polymorphic() {
		return r.prepareKin(cur)
	}
	return r.prepareOne(cur)
}

func (r *rowReader) prepareOne(cur rowSource) (err error) {
	if r.whole, err = r.plan(cur, wholePart); err != nil {
		return err
	}
	r.likely = true
	if r.nullable {
		r.probe, err = r.plan(cur, probePart)
	}
	return err
}

// split makes the plans for reading the key first.
func (r *rowReader) split(cur rowSource) (err error) {
	if r.key != nil {
		return nil
	}
	if r.rest, err = r.plan(cur, restPart); err != nil {
		return err
	}
	r.key, err = r.plan(cur, keyPart)
	return err
}

func (r *rowReader) plan(cur rowSource, part uint8) (driver.Plan, error) {
	return plan(cur, r.m, r.start, part, r.lack, r.at)
}

// plan makes the plan of a part of an entity's columns. lack and at are nil where the
// columns are all there, one after the other.
func plan(cur rowSource, m *mapping.Mapper, start int, part uint8, lack []bool, at []int) (driver.Plan, error) {
	var key any = m // the commonest is not boxed
	if start != 0 || part != wholePart {
		key = planKey{m, start, part}
	}
	if p := cur.Kept(key); p != nil {
		return p, nil
	}
	return makePlan(cur, key, m, start, part, lack, at)
}

func makePlan(cur rowSource, key any, m *mapping.Mapper, start int, part uint8, lack []bool, at []int) (driver.Plan, error) {
	return cur.Plan(key, func() ([]driver.Target, error) {
		var ts []driver.Target
		for _, c := range m.Columns {
			if part == wholePart || c.Def.PrimaryKey == (part != restPart) || part == headPart && c.Index == m.Family.Disc.Index {
				pos := c.Index
				if lack != nil && lack[c.Index] {
					continue
				}
				if at != nil {
					pos = at[c.Index]
				}
				t, err := c.Target(start + pos)
				if err != nil {
					return nil, err
				}
				ts = append(ts, t)
			}
		}
		if part == probePart {
			return []driver.Target{{Col: ts[0].Col, Kind: ts[0].Kind, Size: ts[0].Size, Set: notNull}}, nil
		}
		return ts, nil
	})
}

// notNull stores whether a column holds something.
func notNull(p unsafe.Pointer, v driver.Value, _ *driver.Arena) error {
	*(*bool)(p) = !v.IsNull()
	return nil
}

// read gives the record of the present row's entity; nil when there is none.
func (r *rowReader) read(cur rowSource, a *driver.Arena) (*state.Record, error) {
	rec, err := r.readRow(cur, a)
	if rec != nil && err == nil && r.props != nil {
		err = r.compute(cur, rec, a)
	}
	return rec, err
}

func (r *rowReader) readRow(cur rowSource, a *driver.Arena) (*state.Record, error) {
	if r.nullable {
		there := false
		if err := cur.Fill(r.probe, unsafe.Pointer(&there), a); err != nil || !there {
			return nil, err
		}
	}
	if r.kin != nil {
		return r.readKin(cur, a)
	}
	r.did = false
	obj, first := r.mp.Room(), r.whole
	full := r.likely
	if !full {
		if err := r.split(cur); err != nil {
			return nil, err
		}
		first = r.key
	}
	if err := cur.Fill(first, obj, a); err != nil {
		return nil, err
	}
	k, _, _ := r.mp.Key(obj)
	if rec := r.mp.ByKey(k); rec != nil {
		r.note(rec.No)
		r.likely = false
		if !r.mp.Holds(rec) {
			return nil, &DiscriminatorError{Entity: r.mp.Of(rec).M.Name(), Key: r.m.KeyText(obj), Is: r.m.Name()}
		}
		fresh := rec.Gen == r.gen && rec.Flags&state.Expired == 0 && !r.force && !r.again
		r.did = !fresh
		missing := r.mp.Lacks(rec) != nil
		if fresh && !missing {
			return rec, nil
		}
		if !full {
			if err := cur.Fill(r.rest, obj, a); err != nil {
				return nil, err
			}
		}
		if missing {
			r.complete(rec, obj)
		}
		if !fresh {
			r.refresh(rec, obj)
		}
		return rec, nil
	}
	if !full {
		if err := cur.Fill(r.rest, obj, a); err != nil {
			return nil, err
		}
	}
	r.likely = true
	for i, l := range r.lack {
		if l {
			r.m.Columns[i].Clear(obj) // it is room that was used before
		}
	}
	r.did = true
	rec := r.mp.Load(k, obj)
	r.mp.SetLacks(rec, r.lack)
	r.mp.Plan.Copy(rec.Snap, obj)
	rec.Gen = r.gen
	r.mp.Took()
	r.mp.Note(rec)
	if r.seen != nil {
		r.seen[rec.No] = struct{}{}
	}
	r.members.Add(rec.No)
	return rec, nil
}

// note adds a record that was known before the row came to the result, once. The
// set is made when the first one comes.
func (r *rowReader) note(no int32) {
	n := r.members.Len()
	if n > 0 && r.members.At(n-1) == no {
		return
	}
	if r.seen == nil {
		r.seen = make(map[int32]struct{}, n+8)
		for i := range n {
			r.seen[r.members.At(i)] = struct{}{}
		}
	}
	if _, ok := r.seen[no]; !ok {
		r.seen[no] = struct{}{}
		r.members.Add(no)
	}
}

// refresh brings a known object up to date with its row: what the program has
// changed stays, unless it is overwritten by force.
func (r *rowReader) refresh(rec *state.Record, row unsafe.Pointer) {
	p := r.mp.Plan
	if rec.Flags&(state.Deleted|state.Gone) != 0 {
		return
	}
	if r.force || rec.Flags&state.Expired != 0 {
		rec.Age(p)
	}
	if p.IsBlind() {
		r.overwrite(rec, row)
		return
	}
	r.st.Altered()
	snap := r.mp.NewSnap()
	p.Copy(snap, row)
	p.CopyRels(snap, rec.Snap)
	if r.lack != nil { // what was not read is as it was
		p.Clone(snap, rec.Snap)
		p.CopyRels(snap, rec.Snap)
		for i, l := range r.lack {
			if !l {
				p.CopyField(snap, row, i)
			}
		}
	}
	kept, want := r.kept(rec), r.mp.Wanted(rec)
	for _, c := range r.m.Columns {
		if r.lack != nil && r.lack[c.Index] {
			continue
		}
		if c.Def.PrimaryKey || p.FieldSame(row, rec.Snap, c.Index) && !r.force {
			continue // nothing new
		}
		mine := !p.FieldSame(rec.Obj, rec.Snap, c.Index) || had(want, c.Index)
		if c.Unit() != nil { // some of it may be restored already
			mine = kept[c.Index]
		}
		if r.force || !mine {
			p.Restore(rec.Obj, snap, c.Index)
		}
	}
	for _, l := range r.m.Links {
		r.forget(rec, row, l)
	}
	r.known(rec)
	p.CopyRels(snap, rec.Snap)
	rec.Snap, rec.Gen = snap, r.gen
	r.mp.Read(rec)
	r.mp.NoteAgain(rec)
}

func (f *fetcher) reader(m *mapping.Mapper, start int) *rowReader {
	r := f.newReader(m, start)
	return &r
}

func (f *fetcher) newReader(m *mapping.Mapper, start int) rowReader {
	return rowReader{m: m, mp: f.st.Map(m), st: f.st, start: start, gen: f.st.Gen, force: f.force}
}

// records are the result's records, each once.
func (r *rowReader) records() []*state.Record {
	out := r.recs
	n := r.members.Len()
	if r.recs = nil; n > cap(out) {
		out = make([]*state.Record, 0, n)
	}
	for i := range n {
		out = append(out, r.record(i))
	}
	return out
}

// record is the i-th of the result's records.
func (r *rowReader) record(i int) *state.Record { return r.mp.At(r.members.At(i)) }

func objects(recs []*state.Record) []unsafe.Pointer {
	out := make([]unsafe.Pointer, len(recs))
	for i, r := range recs {
		out[i] = r.Obj
	}
	return out
}
