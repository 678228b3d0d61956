package orm

import (
	"context"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
)

// A relationship is loaded again when it is asked for in a later unit of work, or after the
// object was expired or refreshed: others may have changed it, as they may have changed the
// row. Until then its field shows what was there.

// current reports whether all of r is in memory, as of this unit of work.
func (s *Session) current(mp *state.Map, rec *state.Record, r *mapping.Relationship) bool {
	return rec.Fresh(mp.Plan, r.Index, s.st.Gen) || s.keep && *mp.Plan.State(rec.Snap, r.Index) == state.Loaded
}

// given reports whether the program has said what rec refers to, and no flush has written it.
func (s *Session) given(mp *state.Map, rec *state.Record, r *mapping.Relationship) bool {
	if r.Kind != mapping.ToOne || r.Link == nil {
		return false
	}
	ks := s.u.known[rec]
	return ks != nil && ks[r.Link.Index].set && (ks[r.Link.Index].obj != nil || ks[r.Link.Index].null)
}

// renew reads the row of rec again, and those of its siblings, where what r leads to cannot
// be told without: a foreign key of an earlier unit of work, an object that was expired.
func (s *Session) renew(ctx context.Context, family *state.Map, rec *state.Record, r *mapping.Relationship) error {
	old := func(x *state.Record) bool { return s.outdated(family, x, r) }
	if !old(rec) || s.given(family.Of(rec), rec, r) {
		return nil
	}
	owners := s.st.Siblings(family.Of(rec), rec, keysLimit(len(family.M.Key)), old)
	if err := s.rereads(ctx, family, owners); err != nil {
		return s.told(ctx, err)
	}
	if old(rec) {
		return &ObjectDeletedError{Entity: family.Of(rec).M.Name(), Key: family.Of(rec).M.KeyText(rec.Obj)}
	}
	return s.told(ctx, nil)
}

// outdated reports whether the row of x must be read again for r.
func (s *Session) outdated(family *state.Map, x *state.Record, r *mapping.Relationship) bool {
	if !family.Is(x) || !x.Persistent() {
		return false
	}
	if x.Flags&state.Expired != 0 {
		return r.Kind == mapping.ToOne && r.View == nil || *family.Of(x).Plan.State(x.Snap, r.Index) != state.NotLoaded
	}
	return r.Kind == mapping.ToOne && r.View == nil && x.Gen != s.st.Gen && !s.keep
}

// rereads reads the rows of recs again, which are no more than one statement can name.
func (s *Session) rereads(ctx context.Context, family *state.Map, recs []*state.Record) error {
	m := family.M
	f := &flush{s: s, u: s.u}
	keys := make([][]sql.Node, len(recs))
	for i, o := range recs {
		var err error
		if keys[i], err = keyValues(m.Key, f.pristine(family.Of(o), o)); err != nil {
			return err
		}
	}
	ex, err := s.executor(ctx)
	if err != nil {
		return err
	}
	w := &s.newWorkspace(ex).f
	w.free, w.whole = true, true // an object that is there is read again, whatever it has become
	node := m.Source()
	_, err = w.fetch(ctx, &sql.SelectNode{Items: []sql.Node{node}, From: []*sql.TableNode{node}, Where: []sql.Node{inKeys(m.Key, keys)}}, m, nil)
	return err
}
