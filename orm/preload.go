package orm

import (
	"context"
	"fmt"
	"slices"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
)

// Preload loads relationships of objects that are there already, and what is nested in them,
// as With does for those of a query: one statement for each relationship and 1,000 objects.
// What is loaded and up to date is not loaded again, unless it has conditions.
//
//	orm.Preload(ctx, s, products, orm.SelectIn(Products.Orders, orm.SelectIn(Orders.Customer)))
//
// objs are objects of s, or none of them is: those of AsNoTracking, of Each and of a query that
// was run without a session. These get plain objects, in place of what their fields hold. It is a
// *NotPersistedError if some of objs are s's and some are not, or one is no row yet. The loads
// are SelectIn, SelectInTargets and Raise; one that belongs to a query's own statement is an error.
func Preload[E any](ctx context.Context, s *Session, objs []E, loads ...Load[E]) error {
	boxed := make([]any, len(objs))
	for i, o := range objs {
		boxed[i] = o
	}
	return s.preload(ctx, boxed, loadings(loads))
}

// owner is an object that something is loaded for.
type owner struct {
	m   *mapping.Mapper
	obj unsafe.Pointer
}

func (s *Session) preload(ctx context.Context, objs []any, ls []*loading) error {
	if err := s.enter(); err != nil {
		return err
	}
	defer s.leave()
	if len(ls) == 0 {
		return fmt.Errorf("Preload is given no relationship: name it, as in orm.SelectIn(Products.Orders)")
	}
	ls, err := preloadable(ls)
	if err != nil || len(objs) == 0 {
		return err
	}
	owners, tracked := make([]owner, len(objs)), 0
	for i, o := range objs {
		m, p, err := s.mapper(o)
		if err != nil {
			return fmt.Errorf("Preload: object %d: %w", i, err)
		}
		if owners[i] = (owner{m, p}); s.tracks(m, p) {
			tracked++
		}
	}
	if tracked == 0 {
		return s.preloadPlain(ctx, owners, ls)
	}
	return s.preloadTracked(ctx, owners, ls)
}

// tracks reports whether an object is s's own.
func (s *Session) tracks(m *mapping.Mapper, p unsafe.Pointer) bool {
	_, found := s.st.Map(m).Find(p)
	return found == state.Known || found == state.KeyChanged
}

// preloadable checks ls, and says what is loaded with what they load.
func preloadable(ls []*loading) ([]*loading, error) {
	var out []*loading
	for _, l := range ls {
		switch {
		case l != nil && l.choice != nil:
			if !l.plain() || l.deep != 0 {
				return nil, fmt.Errorf("Preload(SelectInTargets(%s)): Where, OrderBy, Limit and Recursive are for collections", l.choice.FullName())
			}
			for _, r := range l.choice.Targets {
				nested, err := spread(r.Target, nil, []*mapping.Relationship{r})
				if err != nil {
					return nil, err
				}
				out = append(out, &loading{p: &path{rel: r, from: r.Mapper.Source()}, nested: nested})
			}
			continue
		case l != nil && l.all != nil && l.err == nil:
			out = append(out, l)
			continue
		case l != nil && (l.undefer || l.prop != nil || l.inline != nil || l.skip || l.contained || l.joined || l.inner || l.tree || l.again):
			return nil, fmt.Errorf("Preload: only SelectIn, SelectInTargets and Raise are for objects that are there; %s belongs to the statement of a query", l.what())
		}
		if err := l.check(); err != nil {
			return nil, err
		}
		nested, err := spread(l.p.rel.Target, l.nested, []*mapping.Relationship{l.p.rel})
		if err != nil {
			return nil, err
		}
		c := *l
		c.nested = nested
		out = append(out, &c)
	}
	return out, nil
}

// what is the name of the function that made l.
func (l *loading) what() string {
	switch {
	case l.undefer:
		return "Undefer"
	case l.prop != nil:
		return "Expression"
	case l.inline != nil:
		return "Inline"
	case l.skip:
		return "Skip"
	case l.contained:
		return "Contained"
	case l.tree:
		return "AsJSON"
	case l.again:
		return "Subquery"
	case l.inner:
		return "InnerJoined"
	}
	return "Joined"
}

func (s *Session) preloadTracked(ctx context.Context, owners []owner, ls []*loading) error {
	recs := make([]*state.Record, 0, len(owners))
	for i, o := range owners {
		rec, found := s.st.Map(o.m).Find(o.obj)
		switch {
		case found == state.Copy:
			return &IdentityConflictError{Entity: o.m.Name(), Key: o.m.KeyText(o.obj), Path: fmt.Sprintf("Preload, object %d", i)}
		case found != state.Known && found != state.KeyChanged || !rec.Persistent():
			return &NotPersistedError{Op: "Preload", Entity: o.m.Name(), Key: o.m.KeyText(o.obj)}
		}
		recs = append(recs, rec)
	}
	recs = unique(recs)
	if err := s.autoflush(ctx, &sql.SelectNode{}, false, ls); err != nil {
		return err
	}
	ex, err := s.executor(ctx)
	if err != nil {
		return err
	}
	f := &s.newWorkspace(ex).f
	for _, l := range ls {
		if l.all != nil || l.raise {
			f.raised(l, recs)
			continue
		}
		r := l.p.rel
		family := s.st.Map(r.Mapper)
		of := slices.DeleteFunc(f.lacking(l, slices.Clone(recs)), func(x *state.Record) bool { return !family.Is(x) })
		if err := s.renewAll(ctx, family, of, r); err != nil {
			return err
		}
		of = slices.DeleteFunc(of, func(x *state.Record) bool { return s.given(family.Of(x), x, r) })
		start := s.started()
		if err := s.told(ctx, f.load(ctx, l, of)); err != nil {
			return err
		}
		s.watched(start, Reading{Op: "Preload", What: r.FullName(), Objects: len(of), Advice: "give it all objects at once"})
	}
	return nil
}

// renewAll is renew for any objects, by as few statements as can name them.
func (s *Session) renewAll(ctx context.Context, family *state.Map, recs []*state.Record, r *mapping.Relationship) error {
	old := slices.DeleteFunc(slices.Clone(recs), func(x *state.Record) bool {
		return !s.outdated(family, x, r) || s.given(family.Of(x), x, r)
	})
	for limit := keysLimit(len(family.M.Key)); len(old) > 0; {
		part := old[:min(limit, len(old))]
		if err := s.told(ctx, s.rereads(ctx, family, part)); err != nil {
			return err
		}
		for _, x := range part {
			if s.outdated(family, x, r) {
				return &ObjectDeletedError{Entity: family.Of(x).M.Name(), Key: family.Of(x).M.KeyText(x.Obj)}
			}
		}
		old = old[len(part):]
	}
	return nil
}

// preloadPlain loads for objects that no session knows.
func (s *Session) preloadPlain(ctx context.Context, owners []owner, ls []*loading) error {
	if err := s.autoflush(ctx, &sql.SelectNode{}, false, ls); err != nil {
		return err
	}
	ex, err := s.executor(ctx)
	if err != nil {
		return err
	}
	f := &fetcher{ex: ex, st: state.NewBlindStore(), policies: s.policies, free: s.free()}
	recs := make([]*state.Record, 0, len(owners))
	for i, o := range owners {
		mp := f.st.Map(o.m)
		k, null, _ := mp.Key(o.obj)
		if null {
			return &NotPersistedError{Op: "Preload", Entity: o.m.Name(), Key: o.m.KeyText(o.obj)}
		}
		if x := mp.ByKey(k); x != nil {
			if x.Obj == o.obj {
				continue
			}
			return &IdentityConflictError{Entity: o.m.Name(), Key: o.m.KeyText(o.obj), Path: fmt.Sprintf("Preload, object %d", i)}
		}
		rec := mp.Load(k, o.obj)
		rec.Gen = f.st.Gen
		mp.Took()
		knowFields(mp.Of(rec), rec)
		recs = append(recs, rec)
	}
	for _, l := range ls {
		if l.all != nil || l.raise {
			return fmt.Errorf("Preload(Raise): these objects are not the session's, which loads nothing for them on demand")
		}
		start := s.started()
		of := f.those(l.p.rel.Mapper, slices.Clone(recs))
		if err := s.told(ctx, f.load(ctx, l, of)); err != nil {
			return err
		}
		s.watched(start, Reading{Op: "Preload", What: l.p.rel.FullName(), Objects: len(of), Advice: "give it all objects at once"})
	}
	return nil
}

// knowFields takes what the relationships' fields of an object hold as what was loaded once,
// so that what is loaded now stands in their place.
func knowFields(mp *state.Map, rec *state.Record) {
	for i, r := range mp.M.Rels {
		if r.Kind == mapping.Many {
			if field := r.Members(rec.Obj); field != nil {
				*mp.Plan.Many(rec.Snap, i), *mp.Plan.State(rec.Snap, i) = slices.Clone(field), state.Aged
			}
		} else if one := r.OneOf(rec.Obj); one != nil {
			*mp.Plan.One(rec.Snap, i), *mp.Plan.State(rec.Snap, i) = one, state.Aged
		}
	}
}
