package orm

import (
	"context"
	"fmt"
	"iter"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

// chunkSize is how many entities Each reads at a time when it loads relationships.
const chunkSize = 1000

// Each gives the entities one after the other in constant memory: as plain objects
// that the session does not know, for what it knows it keeps. The session may be
// used within the loop; outside of a transaction the rows come by a connection of their own,
// so that it needs another one. Each row is an object: after a Join along a collection an entity
// comes as often as it matches, which All gives once; Distinct makes it once here, too.
//
// With relationships to be loaded (With), properties, or entities that others inherit from
// (EachAs tells what each is), it reads chunks of 1,000 entities, each by a
// statement of its own that goes on after the last one's key, as Page does; outside of
// a transaction these do not see one state of the database.
func (q *QueryFor[E]) Each(ctx context.Context, s *Session) iter.Seq2[E, error] {
	u := untyped(q)
	if u != nil && (len(u.loads) > 0 || u.columns != nil || u.inChunks()) {
		return eachChunk[E](ctx, s, u)
	}
	ex, n, err := s.stream(ctx, u)
	if err != nil {
		return func(yield func(E, error) bool) { yield(entity[E](nil), err) }
	}
	return engine.Each(ctx, ex, sql.QueryFrom[E](tree{n}))
}

// inChunks reports whether the rows of q's own statement are not all that its entities
// are: they have fields that are no columns, or may be of what inherits from them.
func (q *query) inChunks() bool {
	if q.err != nil {
		return false
	}
	m, err := mapperOf(q.table)
	return err == nil && (len(m.Props) > 0 || len(m.Heirs) > 0 || m.Polymorphic())
}

// EachAs is q's Each with each object as what it is: I is an interface that the entities
// implement; see Implements. It reads in chunks, as Each does with relationships.
func EachAs[I, E any](ctx context.Context, s *Session, q Query[E]) iter.Seq2[I, error] {
	return func(yield func(I, error) bool) {
		var none I
		w := &walk{s: s, q: untyped(q), size: chunkSize}
		for !w.done {
			c, err := w.next(ctx, false)
			if err != nil {
				yield(none, err)
				return
			}
			for _, f := range c.found() {
				x, err := as[I](f)
				if !yield(x, err) || err != nil {
					return
				}
			}
		}
	}
}

func eachChunk[E any](ctx context.Context, s *Session, q *query) iter.Seq2[E, error] {
	return func(yield func(E, error) bool) {
		w := &walk{s: s, q: q, size: chunkSize}
		for !w.done {
			c, err := w.next(ctx, false)
			if err != nil {
				yield(entity[E](nil), err)
				return
			}
			for _, e := range entities[E](c.objs) {
				if !yield(e, nil) {
					return
				}
			}
		}
	}
}

// Batches gives the entities in batches of n, tracked: what the loop body changes in
// them is flushed at its end, and the session forgets the batch, so that the memory
// stays constant. It does not commit. When the loop is left early, or ends by an
// error, the last batch stays in the session, unflushed.
//
// The batches follow OrderBy and then the primary key, each by a statement of its own
// that goes on after the last one's key: an entity whose place in that order the body
// changes may come again, or be left out. Objects that the session knew before, or
// that were added meanwhile, stay.
func (q *QueryFor[E]) Batches(ctx context.Context, s *Session, n int) iter.Seq2[[]E, error] {
	return eachBatch[E](ctx, s, untyped(q), n)
}

//go:noinline
func eachBatch[E any](ctx context.Context, s *Session, q *query, n int) iter.Seq2[[]E, error] {
	return func(yield func([]E, error) bool) {
		if n < 1 {
			yield(nil, fmt.Errorf("%s: Batches of %d: a batch has at least one entity", q.name(), n))
			return
		}
		w := &walk{s: s, q: q, size: n}
		for !w.done {
			known, err := s.mark()
			if err != nil {
				yield(nil, err)
				return
			}
			c, err := w.next(ctx, true)
			if err != nil {
				yield(nil, err)
				return
			}
			if len(c.objs) == 0 {
				return
			}
			if !yield(entities[E](c.objs), nil) {
				return
			}
			if s.readOnly {
				s.forget(known)
				continue
			}
			if err := s.Flush(ctx); err != nil {
				yield(nil, err)
				return
			}
			s.forget(known)
		}
	}
}

// stream is what Each runs on.
func (s *Session) stream(ctx context.Context, q *query) (engine.Executor, sql.Node, error) {
	if err := s.enter(); err != nil {
		return nil, nil, err
	}
	defer s.leave()
	n, _, err := q.tree()
	if err != nil {
		return nil, nil, err
	}
	if err := s.autoflush(ctx, n, q.flags&noAutoflush != 0, nil); err != nil {
		return nil, nil, err
	}
	guarded, err := s.scopedUnless(ctx, n, q)
	if err != nil {
		return nil, nil, err
	}
	ex, err := s.executor(ctx)
	return ex, guarded, err
}
