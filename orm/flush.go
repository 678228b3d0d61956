package orm

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"unsafe"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/internal/valueroom"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
)

// A flush is the plan of what is sent: inserts, those that are referred to first;
// then updates; then deletes, those that refer first. It is made of memory alone,
// and sent in flights: one for each level of keys that the database makes up, and
// one for updates and deletes.
//
// What it learns (keys, versions, new pristine copies) becomes the session's
// knowledge only when all of it went through.
type flush struct {
	s        *Session
	u        *unit
	first    bool // nothing was written in the transaction before
	inserts  []*insertion
	rows     []*insertion // inserts, and what they insert into further tables, in their order
	updates  []*change
	deletes  []*removal
	seq      []*node      // all of it, in its order; nil where it is rows alone
	only     []*insertion // all of it, where that is rows to be inserted
	drop     []*insertion // added and deleted again
	switched []*removal   // deleted, and replaced by an object with the same key
	cut      []reference  // that do not say in which order two rows are deleted
	scratch  map[*mapping.Mapper]unsafe.Pointer
	pairs    pairChanges
	kids     map[*mapping.Link]map[unsafe.Pointer][]rowOf // see kidsOf
	ranks    map[*mapping.Pair]int                        // of association tables, in the order of their first row
	kept     []rowOf                                      // with the key 0, which is to be their key
	told     bool                                         // the database says what rows are, which may be something else than their objects
	reread   []rowOf                                      // with values that the database made and did not tell
	parked   map[parkedKey]sql.Node                       // parts of primary keys that rows have meanwhile
	referred map[*mapping.Link]map[string]*state.Record   // see newReferred

	values               valueroom.Room             // for those of many rows
	given                []given                    // room for one row
	mixes                map[*mapping.Mapper]*mixed // of tables into which rows of several kinds go, by their owner
	wide                 []given                    // room for one row, with what others have
	objs                 []unsafe.Pointer           // room for those that are read together
	changes              []change                   // room for more
	made, lastMade       []*mapping.Column
	columns, lastColumns []int
	along                map[*state.Record]bool // rows that go with what they refer to, or do not
	lookedForDeletes     bool
	hasDeletes           bool // … and found one
	// counted are rows whose version the database has changed in this flush already, by a
	// statement that asked for the one that the session knows.
	counted map[*state.Record]bool

	one flushOfOne
}

// rowOf is a record and its map.
type rowOf struct {
	mp  *state.Map
	rec *state.Record
}

// insertion is a row to be inserted.
type insertion struct {
	rowOf
	*ties
	made  []*mapping.Column // what the database makes up
	trip  int32             // how many flights of generated keys come before; in only: with which it goes
	depth int32             // how many rows of the same flight
	after int32             // with fresh: one more than its flight's number, once that is known
	part  uint8             // of the object's tables
	state uint8
	over  bool // it became the UPDATE of a deleted row
	fresh bool // its key is still to be made
}

// ties are what ties a row to others that are inserted. Most have none: see untied.
type ties struct {
	needs []*insertion
	by    []*mapping.Link // as needs
	later []*mapping.Link // written by an UPDATE afterwards
	more  []*insertion    // of a first part: those into the other tables
}

// untied are the ties of all rows that have none, and are never written to.
var untied ties

// tied is i's ties, of its own.
func (i *insertion) tied() *ties {
	if i.ties == &untied {
		i.ties = &ties{}
	}
	return i.ties
}

// change is a row to be updated.
type change struct {
	rowOf
	columns []int
	made    []*mapping.Column
	post    bool          // foreign keys of a row that was just inserted
	over    *state.Record // the deleted object whose row this one becomes
	version any           // the next one
}

// base is the record that knows what the database has.
func (ch *change) base() *state.Record {
	if ch.over != nil {
		return ch.over
	}
	return ch.rec
}

// removal is a row to be deleted.
type removal struct {
	rowOf
	depth int  // of rows that refer to it, in its own table
	sent  bool // before what is planned next
	soft  bool // its row stays, with a time of deletion
}

// step is a statement of a flight and what its answer means.
type step struct {
	stmt sql.Node
	read func(*engine.Cursor) error
	what string // for errors
	fail func(error) error
	of   rowOf   // what comes after what, if it is not known without
	many *batch  // rows for which keys are better drawn beforehand
	rows *perRow // instead of stmt and read
}

// text is what, with the row's name.
func (st step) text(u *unit) string {
	if st.of.rec == nil {
		return st.what
	}
	return st.what + u.name(st.of.mp.M, st.of.rec.Obj)
}

// ready makes the plan. What it has to read is read in the transaction that writes, which
// begins with that: nobody comes in between. A transaction that has begun so ends with an
// error, for nothing was sent in it, and others may be waiting for the right to write.
func (s *Session) ready(ctx context.Context) (f *flush, err error) {
	if s.conn == nil && !s.explicit && s.outer == nil {
		defer func() {
			if (err != nil || f == nil || f.size() == 0) && s.conn != nil { // no plan: a hook has ended the goroutine
				err = errors.Join(err, s.release())
			}
		}()
	}
	s.claims = !s.readOnly
	defer func() { s.claims = false }()
	clear(s.u.swept)
	if err := s.settleDeletes(ctx); err != nil {
		return nil, err
	}
	if err := s.u.withdraw(); err != nil {
		return nil, err
	}
	if err := s.beforeFlush(ctx); err != nil {
		return nil, err
	}
	if err := s.u.withdraw(); err != nil { // what the hooks have deleted, too
		return nil, err
	}
	f = &flush{s: s, u: s.u}
	if err := f.plan(); err != nil {
		return nil, err
	}
	if err := f.sequence(); err != nil {
		return nil, err
	}
	return f, nil
}

// flush makes and sends the plan. With commit, it may have committed already, which
// done tells.
func (s *Session) flush(ctx context.Context, commit bool) (done bool, err error) {
	if err := s.takeSticky(); err != nil {
		return false, err
	}
	if err := s.u.sync(); err != nil {
		return false, err
	}
	f, err := s.ready(ctx)
	if err != nil {
		return false, err
	}
	if f.size() == 0 {
		f.finish()
		return false, nil
	}
	if s.readOnly {
		return false, ErrReadOnlySession
	}
	c, err := s.begin(ctx)
	if err != nil {
		return false, err
	}
	f.first = !s.wrote
	s.wrote = true
	if done, err = f.send(ctx, c, commit && s.outer == nil && !s.hooked()); err == nil {
		f.values.Give()
		f.finish()
		if len(f.reread) > 0 {
			err = s.readBack(ctx, f.reread)
		}
		if err == nil && len(f.kept) > 0 {
			err = f.checkKept(ctx)
		}
	}
	if err == nil {
		err = s.told(ctx, s.afterFlush(ctx, f))
	}
	if err == nil {
		err = s.moved()
	}
	if err != nil {
		return false, s.fail(err)
	}
	return done, nil
}

// plan finds what is to be written.
func (f *flush) plan() error {
	if _, err := f.u.addLate(); err != nil { // whose key a hook has set free
		return err
	}
	if err := f.u.conflict(); err != nil {
		return err
	}
	if err := f.u.missing(); err != nil {
		return err
	}
	if err := f.placed(); err != nil {
		return err
	}
	if err := f.own(); err != nil {
		return err
	}
	if err := f.kinds(); err != nil {
		return err
	}
	if err := f.planInserts(); err != nil {
		return err
	}
	maps := f.u.st.Maps()
	if len(maps) > 1 {
		maps = slices.Clone(maps)
		slices.SortStableFunc(maps, func(a, b *state.Map) int { return a.M.Rank - b.M.Rank })
	}
	for _, mp := range maps {
		for r := range mp.All() {
			switch {
			case r.Flags&(state.Pending|state.Gone) != 0:
			case mp.Changes > 0 && mp.PendingAt(r.Obj) != nil:
				// it was added again after its key was changed, under which nobody knew it
				return &KeyChangedError{Entity: mp.M.Name(), Was: f.oldKey(mp, r), Is: mp.M.KeyText(r.Obj)}
			case r.Flags&state.Deleted != 0:
				f.deletes = append(f.deletes, &removal{rowOf: rowOf{mp, r}})
			default:
				if err := f.planUpdate(mp, r); err != nil {
					return err
				}
			}
		}
	}
	if err := f.rowSwitches(); err != nil {
		return err
	}
	if err := f.orderDeletes(); err != nil {
		return err
	}
	f.planPairs()
	return nil
}

func (f *flush) planUpdate(mp *state.Map, r *state.Record) error {
	columns := f.columns[:0]
	if columns == nil {
		columns = f.one.columns[:0]
	}
	for i, k := range f.u.known[r] { // the key may be another one than when the session looked
		if k.set && k.obj != nil && f.u.refers(mp.M.Links[i], k.obj) {
			f.u.handKey(mp, r, mp.M.Links[i], k.obj)
		}
	}
	if !mp.Plan.Same(r.Obj, r.Snap) {
		columns = mp.Plan.Changed(r.Obj, r.Snap, columns)
	}
	columns = wanted(mp, r, columns)
	for i, k := range f.u.known[r] {
		if !k.set || k.obj == nil || f.u.refers(mp.M.Links[i], k.obj) && !f.regained(mp, r, mp.M.Links[i], k, columns) {
			continue
		}
		for _, c := range mp.M.Links[i].Columns { // its new parent is still to get its key, or to take that of the former one
			if !slices.Contains(columns, c.Index) {
				columns = append(columns, c.Index)
			}
		}
	}
	if len(columns) == 0 {
		return nil
	}
	for _, i := range columns {
		if c := mp.M.Columns[i]; c.Def.PrimaryKey && c == mp.M.Generated {
			return &KeyChangedError{Entity: mp.M.Name(), Was: f.oldKey(mp, r), Is: mp.M.KeyText(r.Obj)}
		} else if c.Def.Computed != nil {
			return fmt.Errorf("%s: %s was changed, and the database computes it: change what it is computed of", rowName(mp.M, r.Obj), c.Name())
		}
	}
	f.columns = columns
	if f.goesAlong(mp, r) {
		return nil
	}
	if columns = f.withoutVersion(mp, r, columns); len(columns) == 0 {
		return nil
	}
	columns = whole(mp.M, columns)
	if !slices.Equal(columns, f.lastColumns) {
		if f.lastColumns == nil && len(columns) <= len(f.one.last) {
			f.lastColumns = slices.Clip(append(f.one.last[:0], columns...))
		} else {
			f.lastColumns = slices.Clip(slices.Clone(columns))
		}
	}
	if f.changes == nil {
		f.changes = f.one.change[:0]
	}
	if f.updates == nil {
		f.updates = f.one.changes[:0]
	}
	if len(f.changes) == cap(f.changes) {
		f.changes = make([]change, 0, min(max(2*cap(f.changes), 1), 1024))
	}
	f.changes = append(f.changes, change{rowOf: rowOf{mp, r}, columns: f.lastColumns})
	f.updates = append(f.updates, &f.changes[len(f.changes)-1])
	return nil
}

// oldKey is the key that the row has in the database, for messages.
func (f *flush) oldKey(mp *state.Map, r *state.Record) string { return mp.M.KeyText(f.pristine(mp, r)) }

// pristine is an object with the key that the row has in the database. It is valid
// until the next call.
func (f *flush) pristine(mp *state.Map, r *state.Record) unsafe.Pointer {
	for _, c := range mp.M.Key {
		if !mp.Plan.FieldSame(r.Obj, r.Snap, c.Index) {
			obj := mp.Room()
			for _, c := range mp.M.Key {
				mp.Plan.Restore(obj, r.Snap, c.Index)
			}
			return obj
		}
	}
	return r.Obj
}

// whereKey is the condition that finds, in one of m's tables, the row with obj's key.
func whereKey(m *mapping.Mapper, obj unsafe.Pointer, part int) ([]sql.Node, error) {
	if len(m.Key) == 1 { // in one piece of memory
		room := &struct {
			out  [1]sql.Node
			cond sql.BinaryNode
			bind sql.BindNode
		}{}
		var err error
		if room.bind, err = m.Key[0].Bound(obj); err != nil {
			return nil, err
		}
		room.cond = sql.BinaryNode{Op: sql.OpEq, L: m.PartKey(part)[0], R: &room.bind}
		room.out[0] = &room.cond
		return room.out[:], nil
	}
	vals, err := keyValues(m.Key, obj)
	if err != nil {
		return nil, err
	}
	out := make([]sql.Node, len(vals))
	for i, c := range m.PartKey(part) {
		out[i] = &sql.BinaryNode{Op: sql.OpEq, L: c, R: vals[i]}
	}
	return out, nil
}
