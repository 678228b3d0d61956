package mapping

import (
	"fmt"
	"reflect"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/aludel/aludel/schema"
)

// A Registry holds the mappers of one base.
type Registry struct {
	Meta  *schema.MetaData // of tables
	Views *schema.MetaData // of what is only read, and not created

	// mu protects what follows. Declaring is done by one goroutine at a time;
	// Configure may be called by any.
	mu      sync.Mutex
	mappers []*Mapper
	pairs   []*Pair
	err     error
	done    atomic.Bool
	eager   atomic.Bool
	guarded atomic.Bool
}

// NewRegistry makes an empty registry over two collections of tables.
func NewRegistry(meta, views *schema.MetaData) *Registry {
	return &Registry{Meta: meta, Views: views}
}

func (r *Registry) add(m *Mapper) {
	r.mu.Lock()
	defer r.mu.Unlock()
	m.Index = len(r.mappers)
	r.mappers = append(r.mappers, m)
	r.done.Store(false)
	enlist(m)
}

// maps reports whether t is the struct of a mapper; r.mu is held.
func (r *Registry) maps(t reflect.Type) bool {
	return slices.ContainsFunc(r.mappers, func(m *Mapper) bool { return m.Struct == t })
}

// touch makes the next Configure look again.
func (r *Registry) touch() { r.done.Store(false) }

// Mappers are all mappers, in the order of their declaration.
func (r *Registry) Mappers() []*Mapper {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.mappers)
}

// Configure completes the mappers and reports every mistake in them as one
// *Error. It does its work once; later calls cost an atomic load, until another
// table is declared.
func (r *Registry) Configure() error {
	if r.done.Load() {
		return r.err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.done.Load() {
		return r.err
	}
	r.err = r.configure()
	r.done.Store(true)
	return r.err
}

func (r *Registry) configure() error {
	e := &Error{}
	var fresh []*Mapper
	for _, m := range r.mappers {
		if !m.configured {
			m.takeOver()
			m.configureColumns()
			fresh = append(fresh, m)
		}
	}
	for _, m := range fresh {
		m.unseen(m.Struct, nil)
	}
	r.oneTableEach(fresh)
	r.Meta.Resolve()
	joined := map[*Relationship]bool{}
	for _, m := range fresh { // what heirs have, too
		for _, rel := range append(m.Rels[:len(m.Rels):len(m.Rels)], m.loose...) {
			if rel.Mapper == m && rel.ofFamily() {
				joined[rel] = true
				rel.resolve()
			}
		}
	}
	for _, m := range fresh { // the links of a hierarchy are there before it is looked at from outside
		if m.Family != nil {
			m.linkKeys()
		}
	}
	for _, m := range fresh {
		for _, rel := range append(m.Rels[:len(m.Rels):len(m.Rels)], m.loose...) {
			if rel.Mapper == m && !joined[rel] {
				rel.resolve()
			}
		}
	}
	for _, m := range fresh {
		for _, rel := range m.Rels {
			if rel.Mapper == m {
				rel.pair()
			}
		}
	}
	for _, m := range fresh {
		if m.Family == nil {
			m.linkKeys()
		}
	}
	for _, m := range fresh { // in the order of declaration, so that parents are whole
		if m.inherits() {
			m.Back = append(m.Super.Back[:len(m.Super.Back):len(m.Super.Back)], m.Back...)
			m.Pairs = append(m.Super.Pairs[:len(m.Super.Pairs):len(m.Super.Pairs)], m.Pairs...)
			m.lets = m.lets || m.Super.lets
		}
	}
	r.rank()
	for _, m := range fresh {
		m.checkOptional()
		m.checkChoices()
		m.configured = true
		m.Table.Seal()
	}
	for _, m := range r.mappers {
		e.Problems = append(append(e.Problems, m.problems...), m.complaints()...)
	}
	for _, meta := range []*schema.MetaData{r.Meta, r.Views} {
		e.Notes = append(e.Notes, split(meta.Check())...)
	}
	if len(e.Problems)+len(e.Notes) == 0 {
		return nil
	}
	return e
}

// split takes joined errors apart.
func split(err error) []error {
	if j, ok := err.(interface{ Unwrap() []error }); ok {
		return j.Unwrap()
	}
	if err != nil {
		return []error{err}
	}
	return nil
}

// rank orders the mappers by the foreign keys between their tables: what is
// referred to comes first, and tables of a cycle have one rank (Tarjan's
// strongly connected components, which come out in that order).
func (r *Registry) rank() {
	index, low, on := map[*Mapper]int{}, map[*Mapper]int{}, map[*Mapper]bool{}
	var stack []*Mapper
	rank := 0
	var visit func(m *Mapper)
	visit = func(m *Mapper) {
		index[m] = len(index) + 1
		low[m] = index[m]
		stack, on[m] = append(stack, m), true
		for _, to := range m.before() {
			switch {
			case index[to] == 0:
				visit(to)
				low[m] = min(low[m], low[to])
			case on[to]:
				low[m] = min(low[m], index[to])
			}
		}
		if low[m] != index[m] {
			return
		}
		for {
			x := stack[len(stack)-1]
			stack, on[x] = stack[:len(stack)-1], false
			x.Rank = rank
			if x == m {
				break
			}
		}
		rank++
	}
	for _, m := range r.mappers {
		if index[m] == 0 && m.How != SingleTable {
			visit(m)
		}
	}
	for _, m := range r.mappers {
		if m.How == SingleTable {
			m.Rank = m.Super.Rank
		}
	}
}

// before are the owners of the tables to which m's own table refers.
func (m *Mapper) before() []*Mapper {
	out := make([]*Mapper, 0, len(m.Links)+1)
	if m.Family == nil {
		for _, l := range m.Links {
			out = append(out, l.Parent.tableOwner(l.TargetTable()))
		}
		return out
	}
	if m.How == JoinedTable {
		out = append(out, m.Super.tableOwner(m.Super.Table))
	}
	for _, x := range m.Family.Members {
		for _, l := range x.Links {
			if l.Child == x && l.Table() == m.Table {
				out = append(out, l.Parent.tableOwner(l.TargetTable()))
			}
		}
	}
	return out
}

// oneTableEach reports the structs that are mapped twice.
func (r *Registry) oneTableEach(fresh []*Mapper) {
	for i, m := range r.mappers {
		for _, before := range r.mappers[:i] {
			if before.Struct == m.Struct && m.Struct.NumField() > 0 && !before.IsView() && !m.IsView() && slices.Contains(fresh, m) {
				m.problem(Problem{What: fmt.Sprintf("%s is mapped to two tables, %s and %s: an entity has one", m.Struct, before.Table.FullName(), m.Table.FullName()),
					Or: "give one of them a struct of its own, or a Base of its own (orm.Using)"})
				break
			}
		}
	}
}

// tableOwner is the owner of t, one of m's tables.
func (m *Mapper) tableOwner(t *schema.Table) *Mapper {
	for _, p := range m.Parts {
		if p.Table == t {
			return p.Owner
		}
	}
	return m
}

// Pick picks from mappers of one struct, called name, the one in r; without r there
// must be only one. The error says why there is none.
func Pick(ms []*Mapper, name string, r *Registry) (*Mapper, error) {
	var found *Mapper
	for _, m := range ms {
		if r != nil && m.Registry != r {
			continue
		}
		if found != nil {
			if found.Registry != m.Registry {
				return nil, fmt.Errorf("%s is mapped in two bases: say which one the session works with, by orm.Using(base)", name)
			}
			return nil, fmt.Errorf("%s is mapped to two tables, %s and %s: an entity has one", name, found.Table.FullName(), m.Table.FullName())
		}
		found = m
	}
	if found == nil {
		return nil, fmt.Errorf("%s is not mapped: declare its table with orm.Declare; is the package that does so imported?", name)
	}
	return found, nil
}
