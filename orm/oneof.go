package orm

import (
	"context"
	"fmt"
	"reflect"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
)

// A reference to a row of one of several tables. It is as many relationships as it has
// targets, all of them in the same columns and the same field. So a target is loaded, joined,
// looked for and told from its other side as any relationship is, and only what concerns
// the field as a whole stands here.
//
// Rejected was a relationship of a kind of its own, with a second way through voting,
// loading and flushing.

// ToOneOf is what OneOf stands for. E is a pointer, I an interface.
type ToOneOf[E, I any] struct {
	_ [0]func()
	d *choice
}

// choice is a mapping.Choice, seen from a table or an alias of it.
type choice struct {
	c    *mapping.Choice
	from *sql.TableNode
}

func (r *ToOneOf[E, I]) declare(m *mapping.Mapper, name string) {
	if c := m.InheritedChoice(name, reflect.TypeFor[E]()); c != nil {
		r.d = &choice{c, m.Table.Node()}
		return
	}
	r.d = &choice{mapping.NewChoice(m, name, reflect.TypeFor[E](), reflect.TypeFor[I]()), m.Table.Node()}
}

func (r *ToOneOf[E, I]) rebase(n *sql.TableNode) {
	if r.d != nil {
		r.d = &choice{r.d.c, n}
	}
}

// By says which columns of E's table it is kept in: kind tells the target (a text or an
// integer), and key holds the target's primary key, column by column. All of them can be
// NULL where there may be none. It belongs into the function that declares E's table.
func (r *ToOneOf[E, I]) By(kind sql.Expr, key ...sql.Expr) *ToOneOf[E, I] {
	if r.d != nil {
		nodes := make([]sql.Node, len(key))
		for i, k := range key {
			nodes[i] = sql.NodeOf(k)
		}
		r.d.c.By(sql.NodeOf(kind), nodes)
	}
	return r
}

// Target says that r may lead to rows of to, which the kind is tells: a value of the type
// of the column of kinds. *T implements I; Configure says where it does not. It belongs into
// init, or is a variable of the package.
//
// What it gives is the relationship to this target: for SelectIn and Joined with what is
// nested in it, for Has and Join, and for Inverse of a collection in T. It leads nowhere for
// an E whose object is of another target.
//
//	var onPost = orm.Target(&Comments.Subject, Posts, "post")
func Target[E, I, T any](r *ToOneOf[E, I], to Entity[T], is any) *ToOne[E, T] {
	out := &ToOne[E, T]{}
	if r.d == nil {
		return out // Configure reports the table
	}
	if to == nil || reflect.ValueOf(to).IsNil() || to.embeds_orm_TableOf().m == nil {
		r.d.c.Mapper.Failf("%s: orm.Target is given a table that is not declared yet: say it in init", r.d.c.Name)
		return out
	}
	out.d = &path{rel: r.d.c.Add(to.embeds_orm_TableOf().m, sql.SourceOf(to), to, reflect.TypeFor[T](), is), from: r.d.c.Mapper.Source()}
	return out
}

// SelectInTargets loads r for all entities of a result, by one more statement for each
// target that is referred to. For one target, or with what is nested in it, see Target.
func SelectInTargets[E, I any](r *ToOneOf[E, I]) Load[E] {
	l := &loading{p: &path{}}
	if l.err = r.d.usable(); l.err == nil {
		l.choice = r.d.c
	} else {
		l.p = nil
	}
	return (*LoadFor[E])(l)
}

// Of is e's object: the one that is there, in e or in the session, or else loaded now, for
// all objects that came with the same result as e and have the same target. It is a nil I
// where there is none. A kind that no Target has is a *DiscriminatorError.
func (r *ToOneOf[E, I]) Of(ctx context.Context, s *Session, e E) (x I, err error) {
	obj := pointer(e)
	if err := r.d.load(ctx, s, obj); err != nil {
		return x, err
	}
	if t := r.d.c.Held(obj); t != nil {
		x, _ = r.d.c.Field(obj).(I)
	}
	return x, nil
}

// Set makes x e's object, or none when it is nil: also where e's was never loaded, so that
// setting the field to nil would say nothing.
func (r *ToOneOf[E, I]) Set(s *Session, e E, x I) error { return r.d.set(s, pointer(e), any(x)) }

// State tells whether e's object is loaded in s.
func (r *ToOneOf[E, I]) State(s *Session, e E) LoadState {
	obj := pointer(e)
	if obj == nil || r.d.usable() != nil {
		return NotLoaded
	}
	t := r.d.c.Held(obj)
	if t == nil {
		t, _, _ = r.d.c.Told(obj)
	}
	if t == nil {
		t = r.d.c.Targets[0]
	}
	return s.loadState(r.d.path(t), obj)
}

// Eq is the condition that E's object is x, by kind and key; with nil, that it has none. The
// key is x's of now: an x that is still to be inserted is an error of the statement.
func (r *ToOneOf[E, I]) Eq(x I) sql.Cond { return r.d.compare(any(x), false) }

// Ne is the condition that E's object is not x: another one, or none. With nil it is that
// there is one.
func (r *ToOneOf[E, I]) Ne(x I) sql.Cond { return r.d.compare(any(x), true) }

// IsNull is the condition that E has no object.
func (r *ToOneOf[E, I]) IsNull() sql.Cond { return r.d.compare(nil, false) }

func (d *choice) usable() error {
	if d == nil {
		return fmt.Errorf("a relationship of a table that was not declared was used: declare it with orm.Declare")
	}
	return d.c.Mapper.Registry.Configure()
}

func (d *choice) path(t *mapping.Relationship) *path { return &path{rel: t, from: d.c.Mapper.Source()} }

// load makes sure that obj's object is there.
func (d *choice) load(ctx context.Context, s *Session, obj unsafe.Pointer) error {
	if err := d.usable(); err != nil {
		return err
	}
	c := d.c
	if obj == nil {
		return fmt.Errorf("%s.Of is given a nil %s", c.FullName(), c.Mapper.Name())
	}
	at := func() *mapping.Relationship {
		if t := c.Held(obj); t != nil {
			return t
		}
		t, _, _ := c.Told(obj)
		return t
	}
	t := at()
	first := t
	if first == nil {
		first = c.Targets[0] // which reads the row again, where it is expired
	}
	if err := s.of(ctx, d.path(first), obj); err != nil {
		return err
	}
	if now := at(); now != nil && now != first {
		return s.of(ctx, d.path(now), obj)
	}
	if c.Held(obj) == nil {
		return unheardOf(c, obj)
	}
	return nil
}

// unheardOf is the error of a row with a kind that no target has.
func unheardOf(c *mapping.Choice, obj unsafe.Pointer) error {
	if _, text, known := c.Told(obj); !known {
		return &DiscriminatorError{Entity: c.Mapper.Name(), Key: c.Mapper.KeyText(obj), Column: c.Tag.Def.FullName(), Value: text, Relation: c.FullName()}
	}
	return nil
}

// targetOf is the target for x, and x as a pointer; nil for a nil one.
func (d *choice) targetOf(x any) (*mapping.Relationship, unsafe.Pointer, error) {
	if x == nil {
		return nil, nil, nil
	}
	v := reflect.ValueOf(x)
	t := d.c.TargetFor(v.Type())
	if t == nil {
		return nil, nil, d.c.Refuse(v.Type())
	}
	if v.IsNil() {
		return nil, nil, nil
	}
	return t, v.UnsafePointer(), nil
}

func (d *choice) set(s *Session, obj unsafe.Pointer, x any) error {
	if err := d.usable(); err != nil {
		return err
	}
	t, to, err := d.targetOf(x)
	if err != nil {
		return err
	}
	if obj != nil && t == nil {
		if t = d.c.Held(obj); t == nil {
			t, _, _ = d.c.Told(obj)
		}
		if t == nil {
			t = d.c.Targets[0]
		}
	}
	if t == nil {
		t = d.c.Targets[0] // it reports the nil
	}
	return s.setOne(d.path(t), obj, to)
}

func (d *choice) compare(x any, not bool) sql.Cond {
	if err := d.usable(); err != nil {
		return wrong(err)
	}
	t, to, err := d.targetOf(x)
	if err != nil {
		return wrong(err)
	}
	if t == nil {
		t = d.c.Targets[0]
	}
	return refersAs(t, d.from, to, not)
}

// refersAs is Eq and Ne of one target of a choice, in from.
func refersAs(r *mapping.Relationship, from *sql.TableNode, to unsafe.Pointer, not bool) sql.Cond {
	columns := r.Link.Reads
	nodes := make([]sql.Node, len(columns))
	for i, c := range columns {
		nodes[i] = columnIn(from, c)
	}
	nulls := func(op sql.Op) []sql.Node {
		out := make([]sql.Node, 0, 2*len(nodes))
		for i, n := range nodes {
			if columns[i].Def.Nullable {
				out = append(out, &sql.UnaryNode{Op: op, X: n})
			}
		}
		return out
	}
	list := func(op sql.Op, xs []sql.Node) sql.Cond {
		if len(xs) == 1 {
			return sql.NewCond(xs[0])
		}
		return sql.NewCond(&sql.ListOpNode{Op: op, Xs: xs})
	}
	if to == nil {
		xs := nulls(sql.OpIsNull)
		if not {
			xs = nulls(sql.OpIsNotNull)
		}
		switch {
		case len(xs) == 0 && not:
			return sql.True()
		case len(xs) == 0:
			return sql.False()
		case not:
			return list(sql.OpAnd, xs)
		}
		return list(sql.OpOr, xs)
	}
	vals, err := referredValues(r, to)
	if err != nil {
		return wrong(err)
	}
	vals = append(vals, r.TagNode())
	op := sql.OpEq
	if not {
		op = sql.OpNe
	}
	xs := make([]sql.Node, len(nodes))
	for i, n := range nodes {
		xs[i] = &sql.BinaryNode{Op: op, L: n, R: vals[i]}
	}
	if not {
		return list(sql.OpOr, append(xs, nulls(sql.OpIsNull)...))
	}
	return list(sql.OpAnd, xs)
}

// tell writes what tells the target of l into its child, beside the key.
func (u *unit) tell(mp *state.Map, kid *state.Record, l *mapping.Link) {
	if l.Tag == nil || l.Told(kid.Obj) {
		return
	}
	u.write(mp, kid, l.Tag)
	if err := l.Tell(kid.Obj); err != nil && u.misfit == nil {
		u.misfit = fmt.Errorf("%s: %w", u.name(mp.Of(kid).M, kid.Obj), err)
	}
}
