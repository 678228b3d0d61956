package orm

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
)

// A LoadState tells how much of a relationship is in memory.
type LoadState uint8

// Load states. What was not loaded is nil in its field, and what was loaded and is
// empty is not.
const (
	NotLoaded LoadState = iota
	Partial             // a part of a collection
	Loaded
	Outdated // all of it, as of an earlier unit of work or before the object was expired: Of reads it again
)

// String is the state's name.
func (s LoadState) String() string {
	return [...]string{"not loaded", "loaded in part", "loaded", "outdated"}[min(s, Outdated)]
}

func (s *Session) loadState(p *path, obj unsafe.Pointer) LoadState {
	if p.usable() != nil || obj == nil || s.enter() != nil {
		return NotLoaded
	}
	defer s.leave()
	mp := s.st.Map(p.rel.Mapper)
	r, found := mp.Find(obj)
	if found != state.Known || !mp.Is(r) {
		return NotLoaded
	}
	family, rel := mp, p.rel
	mp = mp.Of(r)
	st := min(LoadState(*mp.Plan.State(r.Snap, rel.Index)), Loaded)
	if st != Loaded || !r.Persistent() || s.given(mp, r, rel) {
		return st
	}
	if rel.Kind == mapping.ToOne && rel.OneOf(obj) != *mp.Plan.One(r.Snap, rel.Index) && !rel.ViewOnly() {
		return st // the program has said what it is
	}
	if !s.current(mp, r, rel) || s.outdated(family, r, rel) {
		return Outdated
	}
	return st
}

func ofMany[T any](ctx context.Context, s *Session, p *path, obj unsafe.Pointer) ([]T, error) {
	if err := s.of(ctx, p, obj); err != nil {
		return nil, err
	}
	return entities[T](p.rel.Members(obj)), nil
}

func ofOne[T any](ctx context.Context, s *Session, p *path, obj unsafe.Pointer) (t T, err error) {
	if err := s.of(ctx, p, obj); err != nil {
		return t, err
	}
	return entity[T](p.rel.OneOf(obj)), nil
}

// of makes sure that a relationship of obj is loaded, together with that of its siblings.
func (s *Session) of(ctx context.Context, p *path, obj unsafe.Pointer) error {
	if err := p.usable(); err != nil {
		return err
	}
	r := p.rel
	if obj == nil {
		return fmt.Errorf("%s.Of is given a nil %s", r.FullName(), r.Mapper.Name())
	}
	if err := s.enter(); err != nil {
		return err
	}
	defer s.leave()
	mp := s.st.Map(r.Mapper)
	rec, found := mp.Find(obj)
	switch {
	case found == state.Copy:
		return &IdentityConflictError{Entity: r.Mapper.Name(), Key: r.Mapper.KeyText(obj), Path: r.FullName() + ".Of"}
	case found == state.Unknown:
		return &NotPersistedError{Op: r.FullName() + ".Of", Entity: r.Mapper.Name(), Key: r.Mapper.KeyText(obj)}
	case !mp.Is(rec):
		return fmt.Errorf("%s.Of is given %s", r.FullName(), s.u.name(mp.Of(rec).M, obj))
	}
	family := mp
	mp = mp.Of(rec)
	if err := s.renew(ctx, family, rec, r); err != nil {
		return err
	}
	if s.current(mp, rec, r) {
		if r.View != nil && r.Choice == nil || r.Kind != mapping.ToOne || r.OneOf(obj) != nil || !s.keyMoved(mp, rec, r) {
			return nil
		}
	}
	if rec.Flags&state.Pending != 0 && (r.View != nil && r.Choice == nil || r.Kind != mapping.ToOne || r.OneOf(obj) != nil) {
		return nil // no row refers to what is no row itself
	}
	if !r.ViewOnly() && r.Kind == mapping.ToOne && r.OneOf(obj) != *mp.Plan.One(rec.Snap, r.Index) {
		return nil // the program has just said what it is
	}
	if s.given(mp, rec, r) {
		return nil
	}
	if err := s.mustNot(r, rec); err != nil {
		return err
	}
	node := r.Source()
	reads := &sql.SelectNode{From: []*sql.TableNode{node}}
	if r.View != nil {
		reads.Where = r.View.On
	}
	if err := s.autoflush(ctx, reads, false, nil); err != nil {
		return err
	}
	owners := s.st.Siblings(mp, rec, SiblingLimit, func(x *state.Record) bool {
		return family.Is(x) && !s.current(family.Of(x), x, r) && !s.given(family.Of(x), x, r)
	})
	ex, err := s.executor(ctx)
	if err != nil {
		return err
	}
	f := &s.newWorkspace(ex).f
	nested, err := spread(r.Target, nil, []*mapping.Relationship{r})
	if err != nil {
		return err
	}
	start := s.started()
	err = s.told(ctx, f.load(ctx, &loading{p: p, nested: nested}, owners))
	if s.watch != nil {
		s.watched(start, Reading{Op: "Of", What: r.FullName(), Objects: len(owners),
			Advice: fmt.Sprintf("load it with its owners: orm.Select(…).With(orm.SelectIn(….%s))", r.Name)})
	}
	return err
}

// keyMoved reports whether the foreign key says something else than the reference,
// which is nil, and was loaded.
func (s *Session) keyMoved(mp *state.Map, rec *state.Record, r *mapping.Relationship) bool {
	var buf []byte
	now := s.u.present(r.Link, rec.Obj, &buf)
	return !now.null && !now.sameKey(s.u.knownParent(mp, rec, r.Link, &buf))
}

// setOne is Set: it says what a field that was never loaded cannot say by being nil.
func (s *Session) setOne(p *path, obj, to unsafe.Pointer) (err error) {
	if err := p.usable(); err != nil {
		return err
	}
	r := p.rel
	if obj == nil {
		return fmt.Errorf("%s.Set is given a nil %s", r.FullName(), r.Mapper.Name())
	}
	if r.ViewOnly() {
		return viewError(r, r.Mapper, obj)
	}
	if err := s.enter(); err != nil {
		return err
	}
	defer s.leave()
	mp := s.st.Map(r.Mapper)
	rec, found := mp.Find(obj)
	if found != state.Known || !mp.Is(rec) {
		return &NotPersistedError{Op: r.FullName() + ".Set", Entity: r.Mapper.Name(), Key: r.Mapper.KeyText(obj)}
	}
	was := r.OneOf(obj)
	if to == nil {
		if l := r.Link; !releasable(l) && (rec.Flags&state.Pending == 0 || slices.ContainsFunc(l.Columns, func(c *mapping.Column) bool { return c.Def.PrimaryKey })) {
			return &OrphanError{Child: s.u.name(r.Mapper, obj), Column: l.Columns[0].Def.FullName()}
		}
		s.u.detach(mp, rec, r.Link)
	}
	s.st.Refer(r, obj, to)
	if err = s.u.sync(); err != nil {
		s.st.Refer(r, obj, was)
	}
	return err
}

// autoflush flushes before a statement that reads a table with pending changes.
func (s *Session) autoflush(ctx context.Context, n *sql.SelectNode, off bool, ls []*loading) error {
	if s.sticky != nil || s.late.Load() != nil {
		return s.takeSticky()
	}
	if off || s.noflush || s.st.Len() == 0 {
		return nil
	}
	reads := tablesIn(n)
	for _, l := range ls {
		reads.loading(l)
	}
	err := s.u.sync()
	if err == nil && s.pending(reads) {
		_, err = s.flush(ctx, false)
	}
	if err != nil {
		return &AutoflushError{Reading: reads.text(), Site: callSite(), Err: err}
	}
	return nil
}

// pending reports whether a table that is read has changes that are not flushed.
func (s *Session) pending(reads *reading) bool {
	if s.u.pairs.read(reads) {
		return true
	}
	for _, mp := range s.st.Maps() {
		if (reads.all || reads.reads(mp.M)) && s.u.dirty(mp) {
			return true
		}
	}
	return false
}

// text names the tables that are read.
func (r *reading) text() string {
	var names []string
	for t := range r.tables {
		names = append(names, t.Name)
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}

// callSite is the line of the program that called the session.
func callSite() string {
	var pcs [32]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs[:])])
	for {
		f, more := frames.Next()
		rest, own := strings.CutPrefix(f.Function, "github.com/aludel/aludel/orm.")
		if !own || strings.HasSuffix(f.File, "_test.go") {
			if !strings.HasPrefix(f.Function, "runtime.") && !strings.HasPrefix(f.Function, "iter.") && rest != "" {
				return fmt.Sprintf("%s:%d", f.File, f.Line)
			}
		}
		if !more {
			return ""
		}
	}
}

// dirty reports whether objects of a mapper have something to be written.
func (u *unit) dirty(mp *state.Map) bool {
	if mp.Changes > 0 {
		return true
	}
	for r := range mp.All() {
		if r.Persistent() && (mp.Touched(r) || u.known[r] != nil) {
			return true
		}
	}
	return false
}

// reading is the tables that a statement reads.
type reading struct {
	tables map[*sql.TableNode]bool
	all    bool // it cannot be told
}

func tablesIn(n sql.Node) *reading {
	r := &reading{tables: map[*sql.TableNode]bool{}}
	r.node(n)
	return r
}

func (r *reading) loading(l *loading) {
	r.node(l.x)
	if l.p != nil && l.p.usable() == nil {
		r.view(l.p.rel)
		for _, p := range l.p.rel.Target.Parts {
			r.tables[p.Table.Node()] = true
		}
	}
	for _, n := range l.nested {
		r.loading(n)
	}
}

// view adds what the conditions of a view read.
func (r *reading) view(rel *mapping.Relationship) {
	if rel.View != nil {
		r.table(rel.View.To)
		r.list(rel.View.On)
	}
}

func (r *reading) table(t *sql.TableNode) {
	switch {
	case t == nil:
	case t.CTE != nil:
		r.all = true
	case t.Body != nil:
		r.node(t.Body)
	case t.Parts != nil:
		for _, p := range t.Parts.Parts {
			r.table(p)
		}
	default:
		if t.Base != nil {
			t = t.Base
		}
		if r.tables[t] {
			return
		}
		r.tables[t] = true
		if m := mapping.Of(t); m != nil {
			for _, p := range m.Props {
				r.node(p.Expr)
			}
		}
	}
}

// reads reports whether one of m's tables is read.
func (r *reading) reads(m *mapping.Mapper) bool {
	for _, p := range m.Parts {
		if r.tables[p.Table.Node()] {
			return true
		}
	}
	return false
}

func (r *reading) list(ns []sql.Node) {
	for _, n := range ns {
		r.node(n)
	}
}

// node walks what conditions are made of; what it does not know may read anything.
func (r *reading) node(n sql.Node) {
	switch n := n.(type) {
	case nil, *sql.BindNode, *sql.ListNode, *sql.LiteralNode, *sql.ErrNode:
	case *sql.ColumnNode:
		r.table(n.Table)
	case *sql.TableNode:
		r.table(n)
	case *sql.BinaryNode:
		r.node(n.L)
		r.node(n.R)
	case *sql.UnaryNode:
		r.node(n.X)
	case *sql.ListOpNode:
		r.list(n.Xs)
	case *sql.InNode:
		r.node(n.X)
		r.node(n.List)
	case *sql.BetweenNode:
		r.list([]sql.Node{n.X, n.Lo, n.Hi})
	case *sql.LikeNode:
		r.list([]sql.Node{n.X, n.Pattern})
	case *sql.TupleNode:
		r.list(n.Xs)
	case *sql.CallNode:
		r.list(n.Args)
	case *sql.CastNode:
		r.node(n.X)
	case *sql.LabelNode:
		r.node(n.X)
	case *sql.NullableNode:
		r.node(n.X)
	case *sql.OrderNode:
		r.node(n.X)
	case *sql.ExistsNode:
		r.node(n.Query)
	case *sql.ScalarNode:
		r.node(n.Query)
	case *sql.SelectNode:
		r.list(n.Items)
		for _, t := range n.From {
			r.table(t)
		}
		for _, j := range n.Joins {
			r.table(j.Table)
			r.node(j.On)
		}
		r.list(n.Where)
		r.list(n.GroupBy)
		r.list(n.Having)
		for _, s := range n.Sets {
			r.node(s.Query)
		}
		r.list(n.OrderBy)
		r.all = r.all || len(n.With) > 0
	default:
		r.all = true
	}
}

var (
	errView   = errors.New("a view cannot be written")
	errNilRow = errors.New("a nil was given where an object is wanted")

	errNoProperty   = errors.New("a property of a table that was not declared was used: declare it with orm.Declare")
	errNoExpression = errors.New("the property has no expression of its own: say Is, or use what the query gives")
)

var errNotEntity = errors.New("the rows of this statement have no Go type: build it with Select1 … Select8, or use Execute")
