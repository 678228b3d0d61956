package orm

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"unsafe"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// get is Get, with the K at key.
func get[E any](ctx context.Context, s *Session, m *mapping.Mapper, key unsafe.Pointer) (E, error) {
	obj, err := s.must(ctx, m, key)
	return entity[E](obj), err
}

// must is get that finds something, or says that it does not.
func (s *Session) must(ctx context.Context, m *mapping.Mapper, key unsafe.Pointer) (unsafe.Pointer, error) {
	obj, err := s.get(ctx, m, key)
	if err != nil {
		return nil, err
	}
	if obj == nil {
		return nil, &NotFoundError{Entity: m.Name(), Key: m.KeyTextOf(key)}
	}
	return obj, nil
}

func lookup[E any](ctx context.Context, s *Session, m *mapping.Mapper, key unsafe.Pointer) (e E, found bool, err error) {
	obj, err := s.get(ctx, m, key)
	return entity[E](obj), obj != nil, err
}

// near is the object with the K at key where that is one integer and the session has the
// object as the database does: Get's commonest case. nil says that get is to look. It keeps
// nothing of key, so that the compiler leaves the caller's where it is.
func (s *Session) near(m *mapping.Mapper, key unsafe.Pointer) unsafe.Pointer {
	if m == nil || s.enter() != nil {
		return nil // get says why
	}
	defer s.leave()
	if m.Registry.Configure() != nil {
		return nil
	}
	mp := s.st.Map(m)
	k, plain := m.KeyOf.Plain(key)
	if !plain {
		return nil
	}
	if r := mp.ByKey(k); r != nil && mp.Is(r) && s.fresh(r) {
		return r.Obj
	}
	return nil
}

// fresh reports whether what the session has of r is to be given without a question.
func (s *Session) fresh(r *state.Record) bool {
	return r.Flags&(state.Deleted|state.Gone|state.Expired) == 0 && (r.Gen == s.st.Gen || s.keep) && (!r.Outside || s.free())
}

func (s *Session) get(ctx context.Context, m *mapping.Mapper, key unsafe.Pointer) (unsafe.Pointer, error) {
	if m == nil {
		return nil, errors.New("Get: the table was not declared: declare it with orm.Declare")
	}
	if err := s.enter(); err != nil {
		return nil, err
	}
	defer s.leave()
	if err := m.Registry.Configure(); err != nil {
		return nil, err
	}
	mp := s.st.Map(m)
	if k, null := mp.KeyOf(key); !null {
		if r := mp.ByKey(k); r != nil {
			if r.Flags&(state.Deleted|state.Gone) != 0 || !mp.Is(r) {
				return nil, nil
			}
			if s.fresh(r) {
				return r.Obj, nil
			}
			m = mp.Of(r).M // whose row it is, is known
		}
	}
	room := getRooms.Get().(*getRoom)
	n, err := room.query.build(m, key)
	if err != nil {
		return nil, err
	}
	start := s.started()
	recs, err := s.fetch(ctx, &room.fetch, m, n, false)
	if s.watch != nil {
		s.watched(start, Reading{Op: "Get", What: m.Name(), Objects: 1, Advice: fmt.Sprintf("read them together: orm.Select(…).Where(….%s.In(…))", m.Key[0].Path[len(m.Key[0].Path)-1])})
	}
	if err != nil {
		return nil, err // an error may know what led to it
	}
	var obj unsafe.Pointer
	if len(recs) > 0 {
		obj = recs[0].Obj
	}
	if !m.Polymorphic() && len(m.Props) == 0 && !m.Registry.Eager() && s.policies == nil { // else somebody may keep something of it
		*room = getRoom{}
		getRooms.Put(room)
	}
	return obj, nil
}

// A getRoom is what a Get needs besides the session. It is used again, because most of what a
// Get would allocate is this: who comes by it finds it empty.
type getRoom struct {
	query keyQuery
	fetch workspace
}

var getRooms = sync.Pool{New: func() any { return new(getRoom) }}

// keyQuery is the statement that reads one row by its key: all its nodes at once,
// where the key is one column.
type keyQuery struct {
	sel   sql.SelectNode
	items [1]sql.Node
	from  [1]*sql.TableNode
	where [1]sql.Node
	conds [1]sql.BinaryNode
	binds [1]sql.BindNode
}

// build is the statement for the K at key.
func (q *keyQuery) build(m *mapping.Mapper, key unsafe.Pointer) (*sql.SelectNode, error) {
	k := len(m.Key)
	conds, nodes, binds := q.conds[:], q.where[:], q.binds[:]
	if k > len(binds) {
		conds, nodes, binds = make([]sql.BinaryNode, k), make([]sql.Node, k), make([]sql.BindNode, k)
	}
	if err := m.KeyNodes(key, binds); err != nil {
		return nil, err
	}
	for i, c := range m.Key {
		conds[i] = sql.BinaryNode{Op: sql.OpEq, L: c.Node, R: &binds[i]}
		nodes[i] = &conds[i]
	}
	if k > 1 {
		q.where[0] = &sql.ListOpNode{Op: sql.OpAnd, Xs: nodes}
	}
	node := m.Source()
	q.items[0], q.from[0] = node, node
	q.sel = sql.SelectNode{Items: q.items[:], From: q.from[:], Where: q.where[:]}
	return &q.sel, nil
}

// byKeys reads rows by their keys.
func (s *Session) byKeys(ctx context.Context, m *mapping.Mapper, keys [][]sql.Node, force bool) ([]*state.Record, error) {
	node := m.Source()
	return s.fetch(ctx, &workspace{}, m, &sql.SelectNode{Items: []sql.Node{node}, From: []*sql.TableNode{node}, Where: []sql.Node{inKeys(m.Key, keys)}}, force)
}

// fetch runs a select of m's rows, with room that is not used yet.
func (s *Session) fetch(ctx context.Context, r *workspace, m *mapping.Mapper, n *sql.SelectNode, force bool) ([]*state.Record, error) {
	ex, err := s.executor(ctx)
	if err != nil {
		return nil, err
	}
	r.begin(s, ex)
	r.f.force = force
	var ls []*loading
	if !force {
		var err error
		if ls, err = spread(m, nil, nil); err != nil {
			return nil, err
		}
	}
	r.f.whole = true
	r.f.free = r.f.free || force // an object that is there is read again, whatever it has become
	recs, err := r.f.fetch(ctx, n, m, ls)
	return recs, s.told(ctx, err)
}

// workspace is a fetcher with room for what the simplest query needs.
type workspace struct {
	f    fetcher
	sel  selection
	root rowReader
	recs [1]*state.Record
}

func (s *Session) newWorkspace(ex engine.Executor) *workspace {
	r := &workspace{}
	r.begin(s, ex)
	return r
}

// begin makes a zero workspace one of s.
func (r *workspace) begin(s *Session, ex engine.Executor) {
	f := &r.f
	f.ex, f.st, f.u, f.policies, f.free, f.room = ex, s.st, s.u, s.policies, s.free(), r
	f.arena.MaxText = trackedText
}

// trackedText bounds what one object that is kept can keep alive of its neighbours' texts.
const trackedText = 8 << 10

// query runs a Query, tracked or not.
func (s *Session) query(ctx context.Context, q *query) ([]unsafe.Pointer, error) {
	a, err := s.results(ctx, q, false)
	if err != nil {
		return nil, err
	}
	switch {
	case a.plain != nil:
		return a.plain, nil
	case a.kinds == nil:
		return objects(a.recs), nil
	}
	out := make([]unsafe.Pointer, len(a.kinds))
	for i, f := range a.kinds {
		out[i] = f.obj
	}
	return out, nil
}

// find runs a query, and says of each object what it is.
func (s *Session) find(ctx context.Context, q *query) ([]found, error) {
	a, err := s.results(ctx, q, true)
	return a.kinds, err
}

// answers are what a query has found: objects with what they are, records, or, where
// nobody knows the objects, these alone.
type answers struct {
	kinds []found
	recs  []*state.Record
	plain []unsafe.Pointer
}

// results are what a query finds; kinds asks for what the objects are.
func (s *Session) results(ctx context.Context, q *query, kinds bool) (a answers, err error) {
	if err := s.enter(); err != nil {
		return a, err
	}
	defer s.leave()
	if m := q.concretes(); m != nil {
		if err := m.Registry.Configure(); err != nil {
			return a, err
		}
		a.kinds, err = s.findUnion(ctx, q, m)
		return a, err
	}
	n, m, err := q.tree()
	if err != nil {
		return a, err
	}
	if q.after != "" || q.back {
		return a, errOnlyPage(q)
	}
	if m.IsView() {
		if q.columns != nil {
			return a, fmt.Errorf("%s: a view is read whole: name the columns in sql.Select", q.name())
		}
		if len(q.loads) > 0 {
			return a, fmt.Errorf("%s: a view has no relationships to load", q.name())
		}
		f, err := s.fetcherFor(ctx, n, q, false)
		if err != nil {
			return a, err
		}
		a.plain, err = plainRows(ctx, f, n, m)
		a.tell(m, kinds)
		return a, err
	}
	lacks, err := q.lacks(m)
	if err != nil {
		return a, err
	}
	if q, err = q.spread(m); err != nil {
		return a, err
	}
	f, err := s.fetcherFor(ctx, n, q, q.flags&untracked == 0)
	if err != nil {
		return a, err
	}
	f.lack, f.whole, f.defers, f.two = lacks, true, q.defers(), q.flags&untilTwo != 0
	f.only = q.only
	start := s.started()
	if f.u == nil && f.lack == nil && alone(n, m, q) {
		a.plain, err = plainRows(ctx, f, n, m)
		a.tell(m, kinds)
	} else {
		a.recs, err = f.fetch(ctx, n, m, q.loads)
		err = s.told(ctx, err)
	}
	s.watched(start, Reading{Op: "Select", What: m.Name(), Objects: len(a.recs) + len(a.plain), Advice: "ask for all of it before the loop, with In"})
	if err != nil {
		return a, err
	}
	if kinds && a.plain == nil {
		a.kinds = foundIn(f.st, m, a.recs)
	}
	return a, nil
}

// tell says of plain objects that they are m's.
func (a *answers) tell(m *mapping.Mapper, kinds bool) {
	if !kinds {
		return
	}
	a.kinds = make([]found, len(a.plain))
	for i, p := range a.plain {
		a.kinds[i] = found{m, p}
	}
}

// alone reports whether n gives each object once, and nothing but it: no table of what is
// known is needed then.
func alone(n *sql.SelectNode, m *mapping.Mapper, q *query) bool {
	root := n.From[0]
	return len(q.loads) == 0 && len(m.Props) == 0 && len(n.Joins) == 0 && len(n.From) == 1 && root.Body == nil && root.CTE == nil && !m.Polymorphic()
}

// fetcherFor is what q, as n, is run by, after the flush that it may ask for.
func (s *Session) fetcherFor(ctx context.Context, n *sql.SelectNode, q *query, tracked bool) (*fetcher, error) {
	if err := s.autoflush(ctx, n, q.flags&noAutoflush != 0, q.loads); err != nil {
		return nil, err
	}
	var ex engine.Executor
	var err error
	if n.Lock != "" {
		ex, err = s.begin(ctx)
	} else {
		ex, err = s.executor(ctx)
	}
	if err != nil {
		return nil, err
	}
	if !tracked {
		return &fetcher{ex: ex, st: state.NewBlindStore(), policies: s.policies, free: s.free() || q.flags&unscoped != 0}, nil
	}
	r := s.newWorkspace(ex)
	r.f.force = q.flags&populate != 0
	r.f.free = r.f.free || q.flags&unscoped != 0
	return &r.f, nil
}

// plainRows are objects that have no key, one for each row.
func plainRows(ctx context.Context, f *fetcher, n *sql.SelectNode, m *mapping.Mapper) ([]unsafe.Pointer, error) {
	cur, err := f.query(ctx, n)
	if err != nil {
		return nil, err
	}
	mp := m.Objects()
	out := []unsafe.Pointer{}
	if e := expected(n); e > few {
		mp.Expect(e)
		out = make([]unsafe.Pointer, 0, min(e, 1024))
	}
	p, err := plan(cur, m, 0, wholePart, nil, nil)
	for err == nil && cur.Next() {
		obj := mp.Next()
		if err = cur.Fill(p, obj, &f.arena); err == nil {
			out = append(out, obj)
		}
	}
	_, cerr := cur.Close()
	if err == nil {
		err = cerr
	}
	if err != nil {
		return nil, err
	}
	return out, nil
}

func (s *Session) count(ctx context.Context, q *query) (int, error) {
	if err := s.enter(); err != nil {
		return 0, err
	}
	defer s.leave()
	if m := q.concretes(); m != nil {
		if err := m.Registry.Configure(); err != nil {
			return 0, err
		}
		return s.countUnion(ctx, q, m)
	}
	n, m, err := q.tree()
	if err != nil {
		return 0, err
	}
	if err := s.autoflush(ctx, n, q.flags&noAutoflush != 0, nil); err != nil {
		return 0, err
	}
	if n.Lock != "" {
		return 0, errNoLock(q)
	}
	n.OrderBy = nil
	star := &sql.CallNode{Name: "count", Star: true, Agg: true, Null: sql.NullNever, Type: sqltype.BigInt.Desc()}
	if n.Limit == nil && n.Offset == nil && !n.Distinct && len(n.Joins) == 0 || m.IsView() {
		n.Items = []sql.Node{star}
	} else {
		n.Items = nil
		for _, k := range m.Key {
			n.Items = append(n.Items, columnIn(n.From[0], k))
		}
		if len(n.Joins) > 0 { // an entity with several rows counts once
			n.Distinct = true
		}
		n = &sql.SelectNode{Items: []sql.Node{star}, From: []*sql.TableNode{{As: "entities", Name: "entities", Body: n}}}
	}
	ex, err := s.executor(ctx)
	if err != nil {
		return 0, err
	}
	guarded, err := s.scopedUnless(ctx, n, q)
	if err != nil {
		return 0, err
	}
	return engine.One(ctx, ex, sql.QueryFrom[int](tree{guarded}))
}

// Refresh reads the rows of objects again, over what the program has changed in
// them, relationships too. It does not flush before. A row that is gone is an *ObjectDeletedError.
func (s *Session) Refresh(ctx context.Context, objs ...any) error {
	if err := s.enter(); err != nil {
		return err
	}
	defer s.leave()
	return s.along("Refresh", objs, mapping.CascadeRefresh, func(mp *state.Map, r *state.Record) error {
		s.u.edit(mp, r)
		recs, err := s.readKey(ctx, mp.M, r.Obj, true)
		if err == nil && len(recs) == 0 {
			err = &ObjectDeletedError{Entity: mp.M.Name(), Key: mp.M.KeyText(r.Obj)}
		}
		if err == nil {
			err = s.u.takeBack(mp, r)
		}
		return err
	})
}

// readKey reads the row with obj's key.
func (s *Session) readKey(ctx context.Context, m *mapping.Mapper, obj unsafe.Pointer, force bool) ([]*state.Record, error) {
	vals, err := keyValues(m.Key, obj)
	if err != nil {
		return nil, err
	}
	return s.byKeys(ctx, m, [][]sql.Node{vals}, force)
}
