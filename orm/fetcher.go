package orm

import (
	"context"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
)

// A fetcher loads entities into a store.
type fetcher struct {
	ex       engine.Executor
	st       *state.Store
	u        *unit  // of a session; nil for plain objects
	lack     []bool // columns of the entities that are not read; nil: none
	tail     *tail  // set: what is wanted beside the entities
	policies *scope
	room     *workspace // not used yet; nil when there is none
	arena    driver.Arena
	lists    lists

	force  bool
	only   bool // lack is because others were named
	whole  bool // columns that are deferred by declaration are read, too
	defers bool // columns of heirs that are deferred by declaration are not read
	two    bool // nobody wants more than the second entity
	free   bool // policies do not count
}

// selection is a statement that yields entities: of the root, and of what is joined to it.
type selection struct {
	root  *rowReader
	parts []*joinedPart
	later []*loading      // of the root's mapper, by select-in
	again *sql.SelectNode // what finds the roots, where one of later asks for it
	tail  *tail
	at    int  // the first column of tail
	two   bool // nothing is read after the second root
}

// fetch runs a select whose one item is m's table, or an alias of it, and loads
// what ls says. It gives the records in the order of their first row.
func (f *fetcher) fetch(ctx context.Context, n *sql.SelectNode, m *mapping.Mapper, ls []*loading) ([]*state.Record, error) {
	r, recs, err := f.run(ctx, n, m, ls)
	if err == nil && recs == nil {
		recs = r.records()
	}
	return recs, err
}

// run is fetch for who needs no list of the records: they are those that the reader has
// read, and listed only when somebody else needed it.
func (f *fetcher) run(ctx context.Context, n *sql.SelectNode, m *mapping.Mapper, ls []*loading) (*rowReader, []*state.Record, error) {
	sel, err := f.compose(n, m, ls)
	if err != nil {
		return nil, nil, err
	}
	f.lack, f.only, f.whole = nil, false, false // what is loaded with the entities has all but what is deferred
	sel.two = f.two && len(sel.parts) == 0      // what belongs to them is read whole
	t := f.tail
	f.tail, f.two = nil, false // what is loaded with the entities has none
	if t != nil {
		sel.tail = t
		sel.at = len(n.Columns())
		for _, x := range t.of.terms {
			n.Items = append(n.Items, x.x)
		}
	}
	if e := expected(n); e > few {
		sel.root.mp.Expect(e)
	}
	cur, err := f.query(ctx, n)
	if err != nil {
		return nil, nil, err
	}
	if err := f.drain(cur, sel); err != nil {
		cur.Close()
		return nil, nil, err
	}
	if _, err := cur.Close(); err != nil {
		return nil, nil, err
	}
	recs, err := f.settle(ctx, sel)
	return sel.root, recs, err
}

// complete does what is left to do when all rows of a selection are read, and gives the
// root's records.
func (f *fetcher) complete(ctx context.Context, sel *selection) ([]*state.Record, error) {
	recs, err := f.settle(ctx, sel)
	if err == nil && recs == nil {
		recs = sel.root.records()
	}
	return recs, err
}

// settle is complete that gives the records only if it needed a list of them, else nil.
func (f *fetcher) settle(ctx context.Context, sel *selection) ([]*state.Record, error) {
	for _, p := range sel.parts {
		if err := p.finish(f); err != nil {
			return nil, err
		}
	}
	if err := f.completeKin(ctx, sel.root); err != nil {
		return nil, err
	}
	for _, p := range sel.parts {
		if p.tree != nil {
			if _, err := f.settle(ctx, p.tree.sel); err != nil {
				return nil, err
			}
		} else if err := f.completeKin(ctx, p.r); err != nil {
			return nil, err
		}
	}
	f.st.Group(sel.root.mp, sel.root.members)
	guarded := sel.root.m.Registry.Guarded() || f.policies != nil
	var recs []*state.Record
	if guarded || len(sel.later) > 0 {
		recs = sel.root.records()
	}
	if guarded {
		f.outside(recs)
		for _, p := range sel.parts {
			if p.tree == nil {
				f.outside(p.r.records())
			}
		}
	}
	for _, l := range sel.later {
		if err := f.load(ctx, l.from(sel.again), recs); err != nil {
			return nil, err
		}
	}
	for _, p := range sel.parts {
		if p.tree != nil {
			continue
		}
		f.st.Group(p.r.mp, p.r.members)
		for _, l := range p.later {
			if err := f.load(ctx, l, p.r.records()); err != nil {
				return nil, err
			}
		}
	}
	return recs, nil
}

func (f *fetcher) drain(cur *engine.Cursor, sel *selection) error {
	return f.drainEach(cur, sel, nil)
}

// drainEach calls each, if there is one, for the root of every row.
func (f *fetcher) drainEach(cur *engine.Cursor, sel *selection, each func(*state.Record) error) error {
	if err := sel.root.prepare(cur); err != nil {
		return err
	}
	for _, p := range sel.parts {
		if err := p.prepare(cur); err != nil {
			return err
		}
	}
	if sel.tail != nil {
		p, err := cur.Plan(tailKey{}, func() ([]driver.Target, error) { return sel.tail.targets(sel.at), nil })
		if err != nil {
			return err
		}
		sel.tail.begin(p)
	}
	for cur.Next() {
		if sel.tail != nil && sel.root.members.Len() == sel.tail.want {
			sel.tail.more = true // the row after the page
			break
		}
		rec, err := sel.root.read(cur, &f.arena)
		if err != nil {
			return err
		}
		if sel.tail != nil {
			if err := sel.tail.keep(cur, &f.arena, sel.root.members.Len()); err != nil {
				return err
			}
		}
		for _, p := range sel.parts {
			if err := p.read(cur, &f.arena, rec); err != nil {
				return err
			}
		}
		if sel.two && sel.root.members.Len() == 2 {
			break
		}
		if each != nil {
			if err := each(rec); err != nil {
				return err
			}
		}
	}
	return cur.Err()
}
