package orm

import (
	"reflect"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// Property is a field of a table struct that is no column: the entity's field of that
// name, a V or a *V, is filled with what an expression gives for the row, whenever the row
// is read in a session, however it is loaded. It is never written. Is says the expression;
// without it, it is what Expression gives in a query, and else its zero.
//
// A query with LoadOnly leaves it as it is, unless Expression asks for it; one that costs too
// much for every query is declared without Is, and asked for where it is wanted.
//
// What a flush changes is seen when the row is read again: by Refresh, or in a later
// transaction. Rows of FromStatement, of RETURNING, of All where there is a DISTINCT, a GROUP BY or a UNION,
// and of a query without a session, do not have it. In a hierarchy the root declares it, and all have it.
//
//	Products.OrderCount.Is(sql.Scalar(sql.Select1(sql.Count()).From(Orders).Where(sql.Eq(Orders.ProductID, Products.ID))))
type Property[V any] struct {
	_ [0]func()
	d *property
}

type property struct {
	m    *mapping.Mapper
	p    *mapping.Property
	from *sql.TableNode
}

func (p *Property[V]) declare(m *mapping.Mapper, name string) {
	p.d = &property{m, m.AddProperty(name, reflect.TypeFor[V]()), m.Table.Node()}
}

func (p *Property[V]) rebase(n *sql.TableNode) {
	if p.d != nil {
		p.d = &property{p.d.m, p.d.p, n}
	}
}

// Is says what the property is, in terms of its table's columns: as a rule a subquery
// that refers to them. It belongs into the function that declares the table, or into init.
func (p *Property[V]) Is(x sql.Typed[V]) {
	if p.d != nil {
		p.d.m.SetExpr(p.d.p, sql.NodeOf(x))
	}
}

// Value is the property as an expression, for conditions and orders.
func (p Property[V]) Value() sql.Value[V, *V] {
	switch {
	case p.d == nil:
		return sql.NewValue[V, *V](&sql.ErrNode{Err: errNoProperty})
	case p.d.p.Expr == nil:
		return sql.NewValue[V, *V](&sql.ErrNode{Err: errNoExpression})
	}
	from := p.d.from
	if from == p.d.m.Table.Node() {
		from = p.d.m.Source()
	}
	return sql.NewValue[V, *V](onto(p.d.p.Expr, p.d.p.Mapper.Source(), from))
}

// Expression fills a property of t's entities with x in this query, instead of what was
// declared.
func Expression[E, V any](t Entity[E], p Property[V], x sql.Typed[V]) Load[E] {
	l := &loading{x: sql.NodeOf(x)}
	if p.d == nil {
		l.err = errNoProperty
		return (*LoadFor[E])(l)
	}
	l.prop, l.p = p.d, &path{}
	return (*LoadFor[E])(l)
}

// computed adds to n what m's properties are, for rows that at has; they begin at column next.
// Only those that ls names are asked for where columns were named.
func (r *rowReader) computed(n *sql.SelectNode, at *sql.TableNode, ls []*loading, next int, named bool) int {
	if len(r.m.Props) == 0 {
		return next
	}
	xs := make([]sql.Node, len(r.m.Props))
	for i, p := range r.m.Props {
		if !named {
			xs[i] = p.Expr
		}
	}
	for _, l := range ls {
		if l.prop != nil && r.m.IsA(l.prop.p.Mapper) {
			xs[l.prop.p.Index] = l.x
		}
	}
	for i, x := range xs {
		if x == nil {
			continue
		}
		x = onto(x, r.m.Props[i].Mapper.Source(), at)
		n.Items = append(n.Items, x)
		r.props = append(r.props, propAt{r.m.Props[i], next, sql.TypeOf(x)})
		next++
	}
	return next
}

// propAt is a property, and the column of a result that it is read from.
type propAt struct {
	p   *mapping.Property
	col int
	t   *sqltype.Desc
}

// propsKey names the plan of properties that begin at a column.
type propsKey struct {
	m   *mapping.Mapper
	col int
}

// compute fills the properties of a row's object.
func (r *rowReader) compute(cur rowSource, rec *state.Record, a *driver.Arena) error {
	if r.propPlan == nil {
		var err error
		r.propPlan, err = cur.Plan(propsKey{r.m, r.props[0].col}, func() ([]driver.Target, error) {
			ts := make([]driver.Target, len(r.props))
			for i, x := range r.props {
				t, err := sqltype.Target(x.p.Type, x.t)
				if err != nil {
					return nil, err
				}
				t.Col, t.Offset = x.col, x.p.Offset
				ts[i] = t
			}
			return ts, nil
		})
		if err != nil {
			return err
		}
	}
	return cur.Fill(r.propPlan, rec.Obj, a)
}

// expressions are those of ls that fill properties.
func expressions(ls []*loading) []*loading {
	var out []*loading
	for _, l := range ls {
		if l.prop != nil {
			out = append(out, l)
		}
	}
	return out
}
