package orm

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// Query is a SELECT of entities E, a pointer. It is immutable: each method returns
// a copy, so that a query may be branched and shared between goroutines.
//
// Its All, One, First and Count run it in a session. It is a sql.Query as well:
// engine.All(ctx, eng, q) gives plain objects that no session knows.
type Query[E any] = *QueryFor[E]

// QueryFor is what a Query points at. Its methods do not mention Query by that name:
// the compiler, reading an alias of the type that it is reading, waits for itself.
type QueryFor[E any] struct {
	_ [0]func() // is not compared, and needs no function for it
	sql.QueryHandle[E]
	q *query
}

// query is a Query without its type.
type query struct {
	table   TableStruct
	joins   []joinPath
	where   []sql.Node
	order   []sql.Node
	limit   int // -1: none
	offset  int
	flags   flag
	loads   []*loading
	columns []sql.Node // of LoadOnly or Defer
	only    bool
	after   string // where a page begins
	before  string // or ends
	back    bool   // the page ends there, or at the end
	err     error
}

type joinPath struct {
	p    *path
	left bool
}

// Select is a query of all rows of t, a table or an alias of one.
func Select[E any](t Entity[E]) Query[E] { return built[E](rowsOf(t)) }

//go:noinline
func rowsOf(t TableStruct) *query { return &query{table: t, limit: -1} }

// The methods of Query do their work in those of query: what is generic is compiled
// again for each entity.
func built[E any](q *query) Query[E] { return &QueryFor[E]{QueryHandle: *sql.QueryFrom[E](q), q: q} }

func untyped[E any](q Query[E]) *query {
	if q == nil {
		return nil
	}
	return q.q
}

// Where lets through the rows for which all of conds hold.
func (q *QueryFor[E]) Where(conds ...sql.Typed[bool]) *QueryFor[E] {
	return built[E](untyped(q).filter(conds))
}

// Join joins along a relationship of an entity that is there already, so that
// conditions can name the other table. It does not load anything: see With. Along
// a collection an entity may match several rows; All gives it once all the same.
func (q *QueryFor[E]) Join(p Path) *QueryFor[E] { return built[E](untyped(q).join(p, false)) }

// LeftJoin is Join that keeps the entities without a partner.
func (q *QueryFor[E]) LeftJoin(p Path) *QueryFor[E] { return built[E](untyped(q).join(p, true)) }

// OrderBy sorts by items.
func (q *QueryFor[E]) OrderBy(items ...sql.Item) *QueryFor[E] {
	return built[E](untyped(q).sort(items))
}

// Limit gives at most n entities; 0 gives none.
func (q *QueryFor[E]) Limit(n int) *QueryFor[E] { return built[E](untyped(q).cut("Limit", n)) }

// Offset leaves out the first n entities.
func (q *QueryFor[E]) Offset(n int) *QueryFor[E] { return built[E](untyped(q).cut("Offset", n)) }

// Distinct lets the database leave out rows that are the same, as a Join along a
// collection gives them; Limit then counts entities.
func (q *QueryFor[E]) Distinct() *QueryFor[E] { return built[E](untyped(q).set(distinct)) }

// ForUpdate locks the rows until the session's transaction ends, which it begins if need be.
func (q *QueryFor[E]) ForUpdate() *QueryFor[E] { return built[E](untyped(q).set(forUpdate)) }

// ForShare locks the rows against changes until the session's transaction ends.
func (q *QueryFor[E]) ForShare() *QueryFor[E] { return built[E](untyped(q).set(forShare)) }

// NoWait makes a lock that cannot be had at once an error.
func (q *QueryFor[E]) NoWait() *QueryFor[E] { return built[E](untyped(q).set(noWait)) }

// SkipLocked leaves out the rows that someone else has locked.
func (q *QueryFor[E]) SkipLocked() *QueryFor[E] { return built[E](untyped(q).set(skipLocked)) }

// PopulateExisting overwrites what the session has of the objects with their rows,
// also what the program has changed in them and not flushed.
func (q *QueryFor[E]) PopulateExisting() *QueryFor[E] { return built[E](untyped(q).set(populate)) }

// AsNoTracking gives plain objects, one for each key within the result, that the
// session does not know.
func (q *QueryFor[E]) AsNoTracking() *QueryFor[E] { return built[E](untyped(q).set(untracked)) }

// NoAutoflush runs the query on what the database has, also where the session has
// changes of the tables that it reads.
func (q *QueryFor[E]) NoAutoflush() *QueryFor[E] { return built[E](untyped(q).set(noAutoflush)) }

// With loads relationships together with the entities. When a relationship is named
// again in the same way, what is nested in both is loaded; when in another way, or sorted,
// filtered or cut, the last one holds.
func (q *QueryFor[E]) With(loads ...*LoadFor[E]) *QueryFor[E] {
	return built[E](untyped(q).with(loadings(loads)))
}

// All gives all entities, each once, in the order of their first row.
func (q *QueryFor[E]) All(ctx context.Context, s *Session) ([]E, error) {
	objs, err := s.query(ctx, untyped(q))
	return entities[E](objs), err
}

// First is the first entity; ErrNoResult when there is none. The database is asked
// for no more.
func (q *QueryFor[E]) First(ctx context.Context, s *Session) (E, error) {
	f, err := s.pick(ctx, untyped(q), 1)
	return entity[E](f.obj), err
}

// One is the only entity; ErrNoResult when there is none, ErrMultipleResults when
// there are more.
func (q *QueryFor[E]) One(ctx context.Context, s *Session) (E, error) {
	f, err := s.pick(ctx, untyped(q), 2)
	return entity[E](f.obj), err
}

// Exists reports whether there is an entity, without loading it.
func (q *QueryFor[E]) Exists(ctx context.Context, s *Session) (bool, error) {
	return s.exists(ctx, untyped(q))
}

// Count is the number of entities, without loading them.
func (q *QueryFor[E]) Count(ctx context.Context, s *Session) (int, error) {
	return s.count(ctx, untyped(q))
}

// changed is a copy of q, which stays as it is.
func (q *query) changed() *query {
	if q == nil {
		return &query{err: errNoSelect, limit: -1}
	}
	c := *q
	return &c
}

func (q *query) filter(conds []sql.Typed[bool]) *query {
	c := q.changed()
	c.where = append(make([]sql.Node, 0, len(c.where)+len(conds)), c.where...)
	for _, x := range conds {
		c.where = append(c.where, sql.NodeOf(x))
	}
	return c
}

func (q *query) sort(items []sql.Item) *query {
	c := q.changed()
	c.order = append(slices.Clip(c.order), itemNodes(items)...)
	return c
}

func (q *query) cut(what string, n int) *query {
	c := q.changed()
	if n < 0 && c.err == nil {
		c.err = fmt.Errorf("%s(%d): a number of rows is not negative", what, n)
	}
	if what == "Limit" {
		c.limit = n
	} else {
		c.offset = n
	}
	return c
}

func (q *query) with(ls []*loading) *query {
	c := q.changed()
	c.loads = append(slices.Clip(c.loads), ls...)
	return c
}

func (q *query) join(p Path, left bool) *query {
	c := q.changed()
	if p == nil {
		c.err = fmt.Errorf("Join is given a nil")
		return c
	}
	c.joins = append(slices.Clip(c.joins), joinPath{pathOf(p), left})
	return c
}

// A flag is a choice that a query has or has not.
type flag uint16

const (
	distinct flag = 1 << iota
	forUpdate
	untracked
	noAutoflush
	forShare
	noWait
	skipLocked
	populate
	unscoped
	untilTwo // what comes after the second entity is of no interest
)

// set is kept from being inlined into every entity's methods.
//
//go:noinline
func (q *query) set(f flag) *query {
	c := q.changed()
	c.flags |= f
	return c
}

var errNoSelect = errors.New("a query that was not made by Select was used")

// pick is First and One.
func (s *Session) pick(ctx context.Context, q *query, want int) (found, error) {
	q = q.changed()
	if want == 2 && q.limit < 0 && q.offset == 0 && q.flags&distinct == 0 && q.multiplied() {
		q.flags |= untilTwo // rows of one entity are one
	} else if q.limit < 0 || q.limit > want {
		q.limit = want
	}
	fs, err := s.find(ctx, q)
	switch {
	case err != nil:
		return found{}, err
	case len(fs) == 0:
		return found{}, fmt.Errorf("%s: %w", q.name(), ErrNoResult)
	case len(fs) > 1:
		return found{}, fmt.Errorf("%s: %w", q.name(), ErrMultipleResults)
	}
	return fs[0], nil
}

// multiplied reports whether an entity may have several rows, by a join.
func (q *query) multiplied() bool {
	return slices.ContainsFunc(q.joins, func(j joinPath) bool {
		return j.p != nil && j.p.rel != nil && j.p.rel.Kind != mapping.ToOne
	})
}

func (q *query) name() string {
	if q == nil || q.table == nil {
		return "SELECT"
	}
	if m := q.table.embeds_orm_TableOf().m; m != nil {
		return "SELECT of " + m.Name()
	}
	return "SELECT"
}

// BuildQuery is the tree for those who run the query without a session.
func (q *query) BuildQuery() sql.Node {
	n, _, err := q.tree()
	switch {
	case err != nil:
		return &sql.ErrNode{Err: err}
	case q.after != "" || q.back:
		return &sql.ErrNode{Err: errOnlyPage(q)}
	case q.columns != nil:
		return &sql.ErrNode{Err: fmt.Errorf("%s: LoadOnly and Defer leave columns of objects out: name the columns in sql.Select, or run the query in a session", q.name())}
	case len(q.loads) > 0:
		return &sql.ErrNode{Err: fmt.Errorf("%s: With loads relationships in a session: run the query with its All", q.name())}
	}
	return n
}

func errOnlyPage(q *query) error {
	return fmt.Errorf("%s: After and Before continue a Page: run the query with its Page", q.name())
}

// concretes is the mapper of a query that concerns several tables; nil for others.
func (q *query) concretes() *mapping.Mapper {
	if q == nil || q.table == nil || q.err != nil || reflect.ValueOf(q.table).IsNil() {
		return nil
	}
	if m := q.table.embeds_orm_TableOf().m; m != nil && len(m.Heirs) > 0 {
		return m
	}
	return nil
}

// tree is the query without what With loads.
func (q *query) tree() (*sql.SelectNode, *mapping.Mapper, error) {
	if q == nil {
		return nil, nil, errNoSelect
	}
	if q.err != nil {
		return nil, nil, fmt.Errorf("%s: %w", q.name(), q.err)
	}
	m, err := mapperOf(q.table)
	if err != nil {
		return nil, nil, err
	}
	if q.concretes() != nil {
		return nil, nil, fmt.Errorf("%s: its rows are in several tables, of %s and what inherits from it: run it in a session, by its methods", q.name(), m.Name())
	}
	root := sql.SourceOf(q.table)
	n := selectOf(root)
	n.Where, n.OrderBy, n.Distinct = q.where, q.order, q.flags&distinct != 0
	if n.Lock, n.LockWait, err = q.lock(); err != nil {
		return nil, nil, err
	}
	there := append(make([]*sql.TableNode, 0, 8), root)
	many := false
	n.Joins = make([]sql.Join, 0, len(q.joins))
	for _, j := range q.joins {
		if err := j.p.usable(); err != nil {
			return nil, nil, fmt.Errorf("%s: %w", q.name(), err)
		}
		r := j.p.rel
		from := startOf(j.p, there)
		if !slices.ContainsFunc(there, from.Same) {
			return nil, nil, fmt.Errorf("%s: Join(%s): %s is not in the query yet; join the way to it first", q.name(), r.FullName(), j.p.from.Ref())
		}
		to := j.p.to
		if to == nil {
			to = r.Source()
		}
		if slices.ContainsFunc(there, to.Same) {
			return nil, nil, fmt.Errorf("%s: Join(%s): %s is in the query already; join an alias: .Join(….%s.To(orm.Alias(…)))", q.name(), r.FullName(), to.Ref(), r.Name)
		}
		kind := sql.InnerJoin
		if j.left {
			kind = sql.LeftOuterJoin
		}
		many = many || r.Kind == mapping.Many
		n.Joins = joinAlong(n.Joins, r, kind, from, to)
		there = append(there, to)
	}
	for _, l := range q.loads {
		if l != nil && len(l.inline) > 0 {
			if err := l.join(n, m); err != nil {
				return nil, nil, fmt.Errorf("%s: %w", q.name(), err)
			}
		}
	}
	n.Where, n.OrderBy = ofParents(m, there, n.Where), ofParents(m, there, n.OrderBy)
	if q.limit >= 0 {
		n.Limit = rowCount(q.limit)
	}
	if q.offset > 0 {
		n.Offset = rowCount(q.offset)
	}
	if many && q.flags&distinct == 0 && (q.limit > 1 || q.offset > 0) {
		return nil, nil, fmt.Errorf("%s: Limit and Offset would count the rows of the joined collection, not the entities: use Where(….Any(…)) instead of the Join, or Distinct()", q.name())
	}
	return n, m, nil
}

// selectOf selects the rows of t: the node and its lists are one allocation.
func selectOf(t *sql.TableNode) *sql.SelectNode {
	room := &struct {
		n     sql.SelectNode
		items [1]sql.Node
		from  [1]*sql.TableNode
	}{items: [1]sql.Node{t}, from: [1]*sql.TableNode{t}}
	room.n.Items, room.n.From = room.items[:], room.from[:]
	return &room.n
}

func rowCount(n int) sql.Node {
	v, err := sqltype.Encode(int64(n), sqltype.BigInt.Desc())
	return &sql.BindNode{Value: v, Type: sqltype.BigInt.Desc(), Err: err}
}

// A Load loads a relationship of E together with the entities.
type Load[E any] = *LoadFor[E]

// LoadFor is what a Load points at; see QueryFor.
type LoadFor[E any] loading

// loading is a relationship that is loaded with its owners.
type loading struct {
	p      *path
	joined bool
	tree   bool // AsJSON
	inner  bool // InnerJoined

	declared bool // by the relationship, not by the query: what cannot be a join is loaded afterwards

	undefer bool // it is Undefer, of the columns in where
	prop    *property
	x       sql.Node // what prop is
	nested  []*loading

	where     []sql.Node
	order     []sql.Node
	limit     int // of each collection; 0: none
	deep      int // how many levels of a tree; -1: all
	contained bool
	raise     bool
	skip      bool
	again     bool            // Subquery
	source    *sql.SelectNode // … of this query, which finds the owners; nil: by their keys
	all       *mapping.Mapper // of a raise of everything
	inline    []TableStruct   // whose columns are read in the same statement
	choice    *mapping.Choice // of which all targets are loaded
	kin       bool            // it may start at what inherits, or is inherited from
	err       error
}

// SelectIn loads r for all entities of a result by one more statement (for each
// 1,000 of them), and nested for what that finds.
func SelectIn[E, T any](r Link[E, T], nested ...Load[T]) Load[E] {
	return (*LoadFor[E])(&loading{p: pathOf(r), nested: loadings(nested)})
}

// Joined loads r in the same statement, by LEFT JOIN: best for references. For a
// collection it repeats the entity's row for each of its objects. Limit, Offset and
// Distinct count entities all the same: the query becomes a subquery, to which the
// collection is joined. Collections in a collection are joined to it, and several beside each
// other are multiplied: each object of one comes with each of the others.
//
// What cannot be a join is a *JoinedError: a collection of a Page, of Each and Batches, what a
// query with a lock reads, a Limit for each owner, a relationship of what only some of the
// entities are.
func Joined[E, T any](r Link[E, T], nested ...Load[T]) Load[E] {
	return (*LoadFor[E])(&loading{p: pathOf(r), joined: true, nested: loadings(nested)})
}

func loadings[T any](ls []Load[T]) []*loading {
	out := make([]*loading, len(ls))
	for i, l := range ls {
		out[i] = (*loading)(l)
	}
	return out
}
