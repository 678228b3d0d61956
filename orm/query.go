package orm

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// Query is a SELECT of entities E, a pointer. It is immutable: each method returns
// a copy, so that a query may be branched and shared between goroutines.
//
// Its All, One, First and Count run it in a session. It is a sql.Query as well:
// engine.All(ctx, eng, q) gives plain objects that no session knows.
type Query[E any] struct {
	sql.QueryHandle[E]
	q query
}

// query is a Query without its type.
type query struct {
	table     TableStruct
	joins     []joinPath
	where     []sql.Node
	order     []sql.Node
	limit     int // -1: none
	offset    int
	distinct  bool
	lock      string
	untracked bool
	noflush   bool
	loads     []*loading
	err       error
}

type joinPath struct {
	p    path
	to   *sql.TableNode
	left bool
}

// Select is a query of all rows of t, a table or an alias of one.
func Select[E any](t Entity[E]) Query[E] { return rebuilt[E](query{table: t, limit: -1}) }

func rebuilt[E any](q query) Query[E] { return Query[E]{sql.QueryFrom[E](q.plain), q} }

// Where lets through the rows for which all of conds hold.
func (q Query[E]) Where(conds ...sql.Typed[bool]) Query[E] {
	for _, c := range conds {
		q.q.where = append(slices.Clip(q.q.where), sql.NodeOf(c))
	}
	return rebuilt[E](q.q)
}

// Join joins along a relationship of an entity that is there already, so that
// conditions can name the other table. It does not load anything: see With. Along
// a collection an entity may match several rows; All gives it once all the same.
func (q Query[E]) Join(p Path) Query[E] { return rebuilt[E](q.q.join(p, false)) }

// LeftJoin is Join that keeps the entities without a partner.
func (q Query[E]) LeftJoin(p Path) Query[E] { return rebuilt[E](q.q.join(p, true)) }

func (q query) join(p Path, left bool) query {
	if p == nil {
		q.err = fmt.Errorf("Join is given a nil")
		return q
	}
	from, to := p.is_a_path()
	q.joins = append(slices.Clip(q.joins), joinPath{from, to, left})
	return q
}

// OrderBy sorts by items.
func (q Query[E]) OrderBy(items ...sql.Item) Query[E] {
	q.q.order = append(slices.Clip(q.q.order), itemNodes(items)...)
	return rebuilt[E](q.q)
}

// Limit gives at most n entities; 0 gives none.
func (q Query[E]) Limit(n int) Query[E] {
	if n < 0 {
		q.q.err = fmt.Errorf("Limit(%d): a number of rows is not negative", n)
	}
	q.q.limit = n
	return rebuilt[E](q.q)
}

// Offset leaves out the first n entities.
func (q Query[E]) Offset(n int) Query[E] {
	if n < 0 {
		q.q.err = fmt.Errorf("Offset(%d): a number of rows is not negative", n)
	}
	q.q.offset = n
	return rebuilt[E](q.q)
}

// Distinct lets the database leave out rows that are the same, as a Join along a
// collection gives them; Limit then counts entities.
func (q Query[E]) Distinct() Query[E] { q.q.distinct = true; return rebuilt[E](q.q) }

// ForUpdate locks the rows until the session's transaction ends, which it begins if need be.
func (q Query[E]) ForUpdate() Query[E] { q.q.lock = "UPDATE"; return rebuilt[E](q.q) }

// With loads relationships together with the entities.
func (q Query[E]) With(loads ...Load[E]) Query[E] {
	for _, l := range loads {
		q.q.loads = append(slices.Clip(q.q.loads), l.l)
	}
	return rebuilt[E](q.q)
}

// AsNoTracking gives plain objects, one for each key within the result, that the
// session does not know.
func (q Query[E]) AsNoTracking() Query[E] { q.q.untracked = true; return rebuilt[E](q.q) }

// NoAutoflush runs the query on what the database has, also where the session has
// changes of the tables that it reads.
func (q Query[E]) NoAutoflush() Query[E] { q.q.noflush = true; return rebuilt[E](q.q) }

// All gives all entities, each once, in the order of their first row.
func (q Query[E]) All(ctx context.Context, s *Session) ([]E, error) {
	objs, err := s.query(ctx, &q.q)
	return entities[E](objs), err
}

// First is the first entity; ErrNoResult when there is none. The database is asked
// for no more.
func (q Query[E]) First(ctx context.Context, s *Session) (e E, err error) {
	return q.pick(ctx, s, 1)
}

// One is the only entity; ErrNoResult when there is none, ErrMultipleResults when
// there are more.
func (q Query[E]) One(ctx context.Context, s *Session) (e E, err error) {
	return q.pick(ctx, s, 2)
}

func (q Query[E]) pick(ctx context.Context, s *Session, want int) (e E, err error) {
	if q.q.limit < 0 || q.q.limit > want {
		q.q.limit = want
	}
	q.q.distinct = q.q.distinct || len(q.q.joins) > 0 && want == 2 // rows of one entity are one
	objs, err := s.query(ctx, &q.q)
	switch {
	case err != nil:
		return e, err
	case len(objs) == 0:
		return e, fmt.Errorf("%s: %w", q.q.name(), ErrNoResult)
	case len(objs) > 1:
		return e, fmt.Errorf("%s: %w", q.q.name(), ErrMultipleResults)
	}
	return entity[E](objs[0]), nil
}

// Count is the number of entities, without loading them.
func (q Query[E]) Count(ctx context.Context, s *Session) (int, error) { return s.count(ctx, &q.q) }

// Each gives the entities one after the other in constant memory: as plain objects
// that the session does not know, for what it knows it keeps. The session may be
// used within the loop.
func (q Query[E]) Each(ctx context.Context, s *Session) iter.Seq2[E, error] {
	return func(yield func(E, error) bool) {
		var none E
		if len(q.q.loads) > 0 {
			yield(none, fmt.Errorf("%s: Each cannot load relationships (With): use All, or Of on objects of the session", q.q.name()))
			return
		}
		ex, err := s.stream(ctx, &q.q)
		if err != nil {
			yield(none, err)
			return
		}
		for e, err := range engine.Each(ctx, ex, q) {
			if !yield(e, err) {
				return
			}
		}
	}
}

func (q *query) name() string {
	if m := q.table.embeds_orm_TableOf().m; m != nil {
		return "SELECT of " + m.Name()
	}
	return "SELECT"
}

// plain is the tree for those who run the query without a session.
func (q query) plain() sql.Node {
	n, _, err := q.tree()
	switch {
	case err != nil:
		return &sql.ErrNode{Err: err}
	case len(q.loads) > 0:
		return &sql.ErrNode{Err: fmt.Errorf("%s: With loads relationships in a session: run the query with its All", q.name())}
	}
	return n
}

// tree is the query without what With loads.
func (q *query) tree() (*sql.SelectNode, *mapping.Mapper, error) {
	if q.err != nil {
		return nil, nil, fmt.Errorf("%s: %w", q.name(), q.err)
	}
	m, err := mapperOf(q.table)
	if err != nil {
		return nil, nil, err
	}
	root := sql.SourceOf(q.table)
	n := &sql.SelectNode{Items: []sql.Node{root}, From: []*sql.TableNode{root}, Where: q.where, OrderBy: q.order, Distinct: q.distinct, Lock: q.lock}
	there := []*sql.TableNode{root}
	many := false
	for _, j := range q.joins {
		if err := j.p.usableOrNil(); err != nil {
			return nil, nil, fmt.Errorf("%s: %w", q.name(), err)
		}
		r := j.p.rel
		if !slices.ContainsFunc(there, j.p.from.Same) {
			return nil, nil, fmt.Errorf("%s: Join(%s): %s is not in the query yet; join the way to it first", q.name(), r.FullName(), j.p.from.Ref())
		}
		to := j.to
		if to == nil {
			to = r.Target.Table.Node()
		}
		if slices.ContainsFunc(there, to.Same) {
			return nil, nil, fmt.Errorf("%s: Join(%s): %s is in the query already; join an alias: .Join(….%s.To(orm.Alias(…)))", q.name(), r.FullName(), to.Ref(), r.Name)
		}
		kind := sql.InnerJoin
		if j.left {
			kind = sql.LeftOuterJoin
		}
		many = many || r.Kind == mapping.Many
		n.Joins = append(n.Joins, sql.Join{Kind: kind, Table: to, On: onRelation(r, j.p.from, to)})
		there = append(there, to)
	}
	if q.limit >= 0 {
		n.Limit = rowCount(q.limit)
	}
	if q.offset > 0 {
		n.Offset = rowCount(q.offset)
	}
	if many && !q.distinct && (q.limit > 1 || q.offset > 0) {
		return nil, nil, fmt.Errorf("%s: Limit and Offset would count the rows of the joined collection, not the entities: use Where(….Any(…)) instead of the Join, or Distinct()", q.name())
	}
	return n, m, nil
}

func (p path) usableOrNil() error { return (&p).usable() }

func rowCount(n int) sql.Node {
	v, err := sqltype.Encode(int64(n), sqltype.BigInt.Desc())
	return &sql.BindNode{Value: v, Type: sqltype.BigInt.Desc(), Err: err}
}

// A Load loads a relationship of E together with the entities.
type Load[E any] struct{ l *loading }

// loading is a relationship that is loaded with its owners.
type loading struct {
	p      *path
	joined bool
	nested []*loading
}

// SelectIn loads r for all entities of a result by one more statement (for each
// 1,000 of them), and nested for what that finds.
func SelectIn[E, T any](r Link[E, T], nested ...Load[T]) Load[E] {
	return Load[E]{&loading{p: r.way(), nested: loadings(nested)}}
}

// Joined loads r in the same statement, by LEFT JOIN: best for references. For a
// collection it repeats the entity's row for each of its objects, so that it falls
// back to SelectIn where that would be wrong or wasteful: when the query has a
// Limit or an Offset, which then count entities as they should, and for every
// collection but the first.
func Joined[E, T any](r Link[E, T], nested ...Load[T]) Load[E] {
	return Load[E]{&loading{p: r.way(), joined: true, nested: loadings(nested)}}
}

func loadings[T any](ls []Load[T]) []*loading {
	out := make([]*loading, len(ls))
	for i, l := range ls {
		out[i] = l.l
	}
	return out
}
