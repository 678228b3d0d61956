package orm

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// A policy is a condition on a table that holds for everything a session does: every
// FROM and JOIN, at any depth (EXISTS, scalar subqueries, CTEs, members of a UNION),
// every way of loading a relationship, Get, and UPDATE and DELETE of many rows. It is
// put into the statement's tree before the statement is compiled, so there is no
// statement that it could miss, and it is fixed when the session is made. One way
// leads around it, and can be searched for: Unscoped.
//
// Policies are the session's. What runs on an engine without a session, and text
// statements, are as they are written.

// SoftDelete makes deletion of t's entities a time in deleted, which is NULL in rows
// that are there: Delete sets it, and sessions see the rows without it only. A
// constraint that is to hold among the rows that are there needs the column, too, or
// a partial index.
//
// It belongs into the function that declares t.
func SoftDelete(t TableStruct, deleted schema.NullTime) {
	m, c := declared(t, deleted)
	if m == nil {
		return
	}
	if m.Deleted != nil {
		m.Failf("orm.SoftDelete was said twice, of %s and of %s: a row is deleted at one time", m.Deleted.FullName(), c.FullName())
		return
	}
	m.Deleted = c
	m.Registry.Guard()
	m.Where = append(m.Where, sql.NodeOf(deleted.IsNull()))
}

// TenantColumn says that the rows of t belong to the tenant whose key is in column.
// Sessions see those of their Tenant only; what they add gets its key, and an object
// of another one is a *PolicyError.
//
// It belongs into the function that declares t.
func TenantColumn[T any](t TableStruct, column schema.ColumnOf[T]) {
	m, c := declared(t, column)
	if m == nil {
		return
	}
	if m.Tenant != nil && m.Tenant != c {
		m.Failf("orm.TenantColumn was said of %s and of %s: a row belongs to one tenant", m.Tenant.FullName(), c.FullName())
		return
	}
	m.Tenant = c
	m.Registry.Guard()
}

func declared(t TableStruct, column sql.Expr) (*mapping.Mapper, *schema.ColumnDef) {
	m := declaredIn(t, "a policy")
	if m == nil {
		return nil, nil
	}
	c := schema.DefOf(sql.NodeOf(column))
	if c == nil || !slices.Contains(m.Table.Columns, c) {
		m.Failf("a policy names a column that is none of table %s", m.Table.FullName())
		return nil, nil
	}
	return m, c
}

// Tenant is the tenant that a session works for: the key in the TenantColumn of
// every table that has one. Without it, statements that touch such a table are a
// *PolicyError.
func Tenant[T any](key T) SessionOption {
	return func(s *Session) {
		sc := s.scope()
		if sc.tenant != nil {
			sc.refuse(fmt.Errorf("orm.Tenant was given twice, %v and %v: a session works for one tenant", sc.tenant, any(key)))
		}
		sc.tenant = key
	}
}

// Only is a condition that holds for all rows of t in a session. Several, and several
// Only, hold together.
func Only(t TableStruct, conds ...sql.Typed[bool]) SessionOption {
	return func(s *Session) {
		sc := s.scope()
		if len(conds) == 0 {
			sc.refuse(errors.New("orm.Only was given no condition, which would let all rows through: leave it out, or say Unscoped"))
		}
		for _, c := range conds {
			sc.only = append(sc.only, only{t, sql.NodeOf(c)})
		}
	}
}

// Unscoped makes a session that sees all rows of all tables, whatever their policies are.
func Unscoped(s *Session) { s.scope().off = true }

// Unscoped gives all rows, whatever the policies of the tables are.
func (q *QueryFor[E]) Unscoped() *QueryFor[E] { return built[E](untyped(q).set(unscoped)) }

// A PolicyError is a statement or an object that a policy forbids.
type PolicyError struct {
	Entity string
	What   string
}

// Error says what to do.
func (e *PolicyError) Error() string { return e.Entity + ": " + e.What }

// scope is the policies of a session.
type scope struct {
	tenant  any // nil: none was said
	only    []only
	off     bool
	bare    bool  // only counts, not what tables declare
	err     error // of an option: nothing is sent
	watch   []func(context.Context, *SessionStatement) error
	session *Session // whose watch is
}

func (s *scope) refuse(err error) {
	if s.err == nil {
		s.err = err
	}
}

type only struct {
	t    TableStruct
	cond sql.Node
}

// scope is the session's, made when it has none.
func (s *Session) scope() *scope {
	if s.policies == nil {
		s.policies = &scope{}
	}
	return s.policies
}

// guarded reports whether policies may concern anything of r.
func (s *scope) guarded(r *mapping.Registry) bool {
	return s != nil && len(s.only)+len(s.watch) > 0 || r.Guarded()
}

// conditions are what holds for the rows of m, which the statement calls t.
func (s *scope) conditions(m *mapping.Mapper, t *sql.TableNode) ([]sql.Node, error) {
	conds := slices.Clone(m.Where)
	if s != nil && s.bare {
		conds = nil
	}
	if s != nil {
		for _, o := range s.only {
			om, err := mapperOf(o.t)
			if err != nil {
				return nil, err
			}
			if om.Super != nil {
				return nil, &PolicyError{om.Name(), "a condition of a session holds for a whole hierarchy: give Only its root"}
			}
			if m.IsA(om) {
				conds = append(conds, onto(o.cond, sql.SourceOf(o.t), om.Source()))
			}
		}
	}
	if m.Tenant != nil && (s == nil || !s.bare) {
		v, err := s.tenantOf(m)
		if err != nil {
			return nil, err
		}
		conds = append(conds, &sql.BinaryNode{Op: sql.OpEq, L: m.Tenant.Node(), R: v})
	}
	for i, c := range conds {
		for _, p := range m.Parts {
			c = onto(c, p.Table.Node(), t)
		}
		conds[i] = c
	}
	return conds, nil
}

// tenantOf is the session's tenant as m's column has it.
func (s *scope) tenantOf(m *mapping.Mapper) (*sql.BindNode, error) {
	if s == nil || s.tenant == nil {
		return nil, &PolicyError{m.Name(), "its rows belong to tenants, and the session has none: give NewSession orm.Tenant(key), or say Unscoped"}
	}
	v, err := sqltype.EncodeAny(s.tenant, m.Tenant.Type)
	if err != nil {
		return nil, fmt.Errorf("the session's Tenant for %s: %w", m.Name(), err)
	}
	return &sql.BindNode{Value: v, Type: m.Tenant.Type}, nil
}

// scoped is n with the session's policies in it.
func (s *Session) scoped(ctx context.Context, n sql.Node) (sql.Node, error) {
	return s.policies.admit(ctx, s.u.keyed(n), s.policies == nil && !mapping.AnyGuarded() || s.free())
}

// scopedUnless is scoped, unless the query says Unscoped.
func (s *Session) scopedUnless(ctx context.Context, n sql.Node, q *query) (sql.Node, error) {
	if q.flags&unscoped != 0 {
		return s.policies.admit(ctx, s.u.keyed(n), true)
	}
	return s.scoped(ctx, n)
}

// apply puts the policies into a statement.
func (s *scope) apply(n sql.Node) (sql.Node, error) {
	if s != nil && s.err != nil {
		return nil, s.err
	}
	g := &guard{s: s}
	out := sql.Rewrite(n, func(n sql.Node) sql.Node {
		switch n := n.(type) {
		case *sql.SelectNode:
			return g.selectNode(n)
		case *sql.UpdateNode:
			if s != nil && s.bare {
			} else if err := s.staysWith(n); err != nil {
				g.fail(err)
			}
			c := *n
			if g.written(n.Table, &c.Where, &c.From, &c.Joins) {
				c.All = false
				return &c
			}
		case *sql.DeleteNode:
			c := *n
			if g.written(n.Table, &c.Where, &c.From, &c.Joins) {
				c.All = false
				return &c
			}
		case *sql.MergeNode:
			for _, t := range append(n.Table.Leaves(nil), n.From.Leaves(nil)...) {
				if len(g.where(t)) > 0 {
					g.fail(&PolicyError{mapping.Of(t).Name(), "it has a policy, which a MERGE has no place for: write the rows with Add and Commit, or with UPDATE and INSERT, or say Unscoped"})
				}
			}
		}
		return n
	})
	return out, g.failed
}

// staysWith refuses an UPDATE of many rows that would give them to another tenant.
func (s *scope) staysWith(n *sql.UpdateNode) error {
	for _, a := range n.Set {
		for _, c := range append([]*sql.ColumnNode{a.Column}, a.Tuple...) {
			if c == nil || c.Table == nil {
				continue
			}
			m := mapping.Of(c.Table)
			if m == nil || m.Tenant == nil || schema.DefOf(c) != m.Tenant {
				continue
			}
			want, err := s.tenantOf(m)
			if err != nil {
				return err
			}
			if b, ok := a.Value.(*sql.BindNode); ok && a.Err == nil && a.Column == c && sameKeyOf(b, want) {
				continue
			}
			return &PolicyError{m.Name(), fmt.Sprintf("an UPDATE sets %s, by which its rows would leave the session's tenant: leave it out, or say Unscoped", m.Tenant.FullName())}
		}
	}
	return nil
}

// guard puts policies on what a statement reads.
type guard struct {
	s      *scope
	failed error
}

func (g *guard) fail(err error) {
	if g.failed == nil {
		g.failed = err
	}
}

// where is what holds for the rows of t.
func (g *guard) where(t *sql.TableNode) []sql.Node {
	m := mapping.Of(t)
	if m == nil || t.CTE != nil || t.Body != nil || !g.s.guarded(m.Registry) {
		return nil
	}
	conds, err := g.s.conditions(m, t)
	if err != nil {
		g.fail(err)
	}
	return conds
}

// written guards the statement that writes to t, and what it reads beside.
func (g *guard) written(t *sql.TableNode, where *[]sql.Node, from *[]*sql.TableNode, joins *[]sql.Join) bool {
	was := len(*where)
	*where = append(slices.Clip(*where), g.where(t)...)
	changed := false
	*from = slices.Clone(*from)
	for i, f := range *from {
		u, conds := g.table(f)
		(*from)[i] = u
		*where, changed = append(*where, conds...), changed || u != f
	}
	js, conds, did := g.joins(*joins)
	*joins, *where = js, append(*where, conds...)
	return changed || did || len(*where) > was
}

// selectNode puts conditions on what a SELECT reads: those of an outer-joined table
// into its ON, so that the other side stays.
func (g *guard) selectNode(n *sql.SelectNode) sql.Node {
	c := *n
	c.Where, c.From = slices.Clip(n.Where), slices.Clone(n.From)
	from := c.From
	if len(from) == 0 {
		from = impliedFrom(n)
	}
	for i, t := range from {
		u, conds := g.table(t)
		from[i] = u
		c.Where = append(c.Where, conds...)
	}
	js, conds, _ := g.joins(n.Joins)
	c.Joins, c.Where = js, append(c.Where, conds...)
	return &c
}

// table is t with policies on what is joined within it, and what is to hold beside it.
func (g *guard) table(t *sql.TableNode) (*sql.TableNode, []sql.Node) {
	j, ok := t.Body.(*sql.JoinedNode)
	if !ok {
		return t, g.where(t)
	}
	first, conds := g.table(j.First)
	js, more, did := g.joins(j.Joins)
	if did || first != j.First {
		u := *t
		u.Body = &sql.JoinedNode{First: first, Joins: js}
		t = &u
	}
	return t, append(conds, more...)
}

// joins are js with policies on those tables that may be missing, and what is to hold
// for the others.
func (g *guard) joins(js []sql.Join) (out []sql.Join, conds []sql.Node, did bool) {
	out = slices.Clone(js)
	for i, j := range js {
		u, on := g.table(j.Table)
		did = did || u != j.Table
		out[i].Table = u
		switch {
		case len(on) == 0:
		case j.Kind == sql.InnerJoin || j.Kind == sql.CrossJoin:
			conds = append(conds, on...)
		case j.Kind == sql.LeftOuterJoin:
			if j.Also != nil {
				on = append([]sql.Node{j.Also}, on...)
			}
			out[i].Also, did = both(on), true
		default:
			g.fail(&PolicyError{mapping.Of(j.Table.Leaves(nil)[0]).Name(), "it has a policy, which a FULL JOIN has no place for: say the condition of a LEFT JOIN, or Unscoped"})
		}
	}
	return out, conds, did
}

// impliedFrom are the tables that a SELECT without FROM reads, by what it names.
func impliedFrom(n *sql.SelectNode) []*sql.TableNode {
	var out []*sql.TableNode
	add := func(t *sql.TableNode) {
		same := func(u *sql.TableNode) bool { return u.Same(t) }
		if t != nil && !slices.ContainsFunc(out, same) && !slices.ContainsFunc(n.Joins, func(j sql.Join) bool { return j.Table.Same(t) }) {
			out = append(out, t)
		}
	}
	visit := func(x sql.Node) bool {
		switch x := x.(type) {
		case *sql.TableNode:
			add(x)
			return false
		case *sql.ColumnNode:
			add(x.Table)
			return false
		case *sql.SelectNode:
			return false // it has a FROM of its own
		}
		return true
	}
	for _, list := range [][]sql.Node{n.Items, n.Where, n.GroupBy, n.Having, n.OrderBy} {
		for _, x := range list {
			sql.Walk(x, visit)
		}
	}
	return out
}

// outside notes that objects came by an unscoped statement: a scoped Get asks the
// database whether they are to be seen.
func (f *fetcher) outside(recs []*state.Record) {
	for _, r := range recs {
		r.Outside = f.free
	}
}

// own fills the tenant's key into new objects, and refuses those of another tenant.
func (f *flush) own() error {
	if p := f.s.policies; p != nil && (p.off || p.err != nil) {
		if p.off {
			return nil
		}
		return p.err
	}
	for _, mp := range f.u.st.Maps() {
		m := mp.M
		if m.Tenant == nil {
			continue
		}
		c := m.ColumnOf(m.Tenant)
		for r := range mp.All() {
			pending := r.Flags&state.Pending != 0
			if r.Flags&(state.Deleted|state.Gone) != 0 || !pending && !mp.Touched(r) {
				continue
			}
			want, err := f.s.policies.tenantOf(m)
			if err != nil {
				return err
			}
			field := reflect.NewAt(c.Type, c.At(r.Obj)).Elem()
			if pending && field.IsZero() {
				f.u.write(mp, r, c)
				if err := c.Store(r.Obj, want.Value); err != nil {
					return err
				}
				continue
			}
			have, err := c.Bind(r.Obj)
			if err != nil {
				return err
			}
			if !sameKeyOf(have, want) {
				return &PolicyError{m.Name(), fmt.Sprintf("%s belongs to another tenant than the session's: %s is %v", f.u.name(m, r.Obj), c.Name(), field.Interface())}
			}
		}
	}
	return nil
}

func sameKeyOf(a, b *sql.BindNode) bool {
	x, errx := appendValue(nil, a.Value)
	y, erry := appendValue(nil, b.Value)
	return errx == nil && erry == nil && string(x) == string(y)
}

// hidden reports whether r came by an unscoped statement, and f's is none.
func (f *fetcher) hidden(r *state.Record) bool { return !f.free && r.Outside }
