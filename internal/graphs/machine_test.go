package graphs_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
)

// A step is one call of a script. What its numbers mean depends on what it does; where it has
// nothing to work on, it does nothing, so that a script from which steps are taken is one.
type step struct {
	do         string
	a, b, c, d int
}

// weights say how often a step is drawn.
var weights = []struct {
	do  string
	n   int
	rel bool // concerns a relationship
}{
	{"new", 10, false}, {"add", 6, false}, {"delete", 5, false}, {"expire", 2, false}, {"refresh", 2, false}, {"change", 5, false}, {"swap", 2, false}, {"topic", 1, false},
	{"append", 14, true}, {"take", 7, true}, {"empty", 2, true}, {"assign", 5, true}, {"reorder", 3, true}, {"Add", 3, true}, {"Remove", 3, true}, {"Replace", 2, true},
	{"ref", 12, true}, {"unref", 5, true}, {"Set", 2, true}, {"key", 5, true}, {"unkey", 2, true},
	{"get", 3, false}, {"all", 4, false}, {"of", 5, true}, {"refof", 4, true}, {"merge", 2, false},
	{"sync", 3, false}, {"flush", 7, false}, {"plan", 1, false}, {"commit", 5, false}, {"rollback", 2, false}, {"clear", 1, false}, {"savepoint", 4, false}, {"restore", 2, false}, {"other", 2, true},
}

// A drawer draws steps, most of which concern a few relationships.
type drawer struct {
	*rand.Rand
	lib  *library
	rels []int
}

func (r *drawer) rel() int {
	if r.IntN(4) == 0 {
		return r.IntN(len(r.lib.rels))
	}
	return r.rels[r.IntN(len(r.rels))]
}

func (r *drawer) draw() step {
	sum := 0
	for _, w := range weights {
		sum += w.n
	}
	n := r.IntN(sum)
	for _, w := range weights {
		if n -= w.n; n >= 0 {
			continue
		}
		st := step{w.do, r.rel(), r.IntN(1000), r.IntN(1000), r.IntN(1000)}
		if !w.rel {
			if x := r.lib.rels[st.a]; r.IntN(2) == 0 {
				st.a = x.parent
			} else {
				st.a = x.kid
			}
		}
		return st
	}
	panic("no step")
}

// script is what a seed does: objects first, then anything.
func script(seed uint64) []step {
	r := &drawer{Rand: rand.New(rand.NewPCG(seed, 7)), lib: libraries[seed%3]}
	for range 1 + r.IntN(3) {
		r.rels = append(r.rels, r.IntN(len(r.lib.rels)))
	}
	var out []step
	for k, x := range r.lib.kinds {
		for i := range x.slots {
			if r.IntN(5) > 0 {
				out = append(out, step{do: "new", a: k, b: i})
				if r.IntN(3) > 0 {
					out = append(out, step{do: "add", a: k, b: i})
				}
			}
		}
	}
	for range 3 + r.IntN(12) {
		out = append(out, step{"append", r.rel(), r.IntN(1000), r.IntN(1000), 0})
	}
	out = append(out, step{do: "commit"})
	if r.IntN(2) == 0 {
		out = append(out, step{do: "clear"}, step{"all", 0, r.IntN(1000), r.IntN(1000), r.IntN(1000)})
	}
	for range 10 + r.IntN(90) {
		out = append(out, r.draw())
	}
	return append(out, step{do: "commit"})
}

// machine runs one script.
type machine struct {
	ctx     context.Context
	eng     *engine.Engine
	count   *counter
	lib     *library
	s       *orm.Session
	slots   [][]any
	known   []any
	knows   map[any]bool
	touched map[any]bool
	careful bool         // nothing is said twice between two looks
	stale   bool         // what was read and undone stays until it is read again
	lost    map[any]bool // whose rows another session has deleted
	others  bool         // another session has changed rows that may be in memory
	depth   int
	swapped bool // names of shelves were, of which one may have been refreshed or undone
	loose   bool // a new object was given by its key, to one that may go before
	keyed   bool // something was given by its key
	again   bool // a deleted object was added again, whose key a new one may have got
	serial  int
	checks  int
	log     []string
	failure string
	refused map[string]int
}

func newMachine(ctx context.Context, eng *engine.Engine, count *counter, seed uint64) *machine {
	m := &machine{ctx: ctx, eng: eng, count: count, lib: libraries[seed%3], careful: seed/3%4 > 0, refused: map[string]int{}}
	for _, k := range m.lib.kinds {
		m.slots = append(m.slots, make([]any, k.slots))
	}
	m.fresh()
	return m
}

func (m *machine) session() *orm.Session {
	return orm.NewSession(m.eng, orm.Using(m.lib.base), orm.Tenant(1))
}

func (m *machine) fresh() {
	m.s = m.session()
	m.forget()
}

func (m *machine) forget() {
	for _, k := range m.slots {
		clear(k)
	}
	m.known, m.knows, m.touched, m.lost, m.stale, m.others = nil, map[any]bool{}, map[any]bool{}, map[any]bool{}, false, false
}

func (m *machine) did(format string, args ...any) {
	m.log = append(m.log, fmt.Sprintf(format, args...))
}

func (m *machine) fail(format string, args ...any) {
	if m.failure == "" {
		m.failure = fmt.Sprintf(format, args...)
	}
}

func kindOf(x any) int {
	switch x.(type) {
	case *Shelf:
		return kShelf
	case *Book:
		return kBook
	case *Badge:
		return kBadge
	case *Page:
		return kPage
	case *Note:
		return kNote
	case *Remark:
		return kRemark
	case *Label:
		return kLabel
	case *Entry:
		return kEntry
	}
	panic(fmt.Sprintf("no kind: %T", x))
}

func (m *machine) kind(x any) *kind { return m.lib.kinds[kindOf(x)] }

// name is an object's for the log: its kind, slot and key.
func (m *machine) name(x any) string {
	if x == nil {
		return "nil"
	}
	k := m.kind(x)
	if i := k.slot(x); m.slots[kindOf(x)][i] == x {
		return fmt.Sprintf("%s%d", k.name, i)
	}
	return fmt.Sprintf("(%s #%d)", k.name, k.key(x))
}

func (m *machine) names(xs []any) string {
	var out []string
	for _, x := range xs {
		out = append(out, m.name(x))
	}
	return strings.Join(out, " ")
}

func (m *machine) know(x any) {
	if !m.knows[x] {
		m.knows[x] = true
		m.known = append(m.known, x)
	}
}

// put has an object that was read stand in its slot.
func (m *machine) put(x any) {
	m.know(x)
	k := m.kind(x)
	m.slots[kindOf(x)][k.slot(x)] = x
}

// look has the session look before something is said twice of one object.
func (m *machine) look(xs ...any) {
	if m.careful && slices.ContainsFunc(xs, func(x any) bool { return m.touched[x] }) {
		m.did("s.Sync()")
		m.ok(m.s.Sync())
	}
	for _, x := range xs {
		m.touched[x] = true
	}
}

var refusals = []any{
	new(*orm.RelationConflictError), new(*orm.OrphanError), new(*orm.PartialCollectionError), new(*orm.UnknownFormerError), new(*orm.PlaceError),
	new(*orm.DeletedParentError), new(*orm.IdentityConflictError), new(*orm.KeyConflictError), new(*orm.ExpungedError), new(*orm.DetachedError),
	new(*orm.ObjectDeletedError), new(*orm.NotPersistedError), new(*orm.UniqueCycleError), new(*orm.CircularDependencyError), new(*orm.StaleDataError), new(*orm.NotFoundError),
	new(*orm.PendingRollbackError),
}

// refusal is the name of a typed error that scripts provoke.
func refusal(err error) string {
	for _, r := range refusals {
		if errors.As(err, r) {
			return reflect.TypeOf(r).Elem().Elem().Name()
		}
	}
	return ""
}

// ok is whether a call has done what it should. After an error that scripts provoke
// everything is rolled back.
func (m *machine) ok(err error) bool {
	clear(m.touched)
	if err == nil {
		return true
	}
	if m.failure != "" {
		return false
	}
	what := refusal(err)
	for _, text := range []string{"is that attribute", "have the key", "they were tied already", "does not belong to"} {
		if what == "" && strings.Contains(err.Error(), text) {
			what = text
		}
	}
	if what == "" {
		if errors.Is(err, driver.ErrUnique) && strings.Contains(err.Error(), "name") && m.swapped {
			what = "name"
		} else if errors.Is(err, driver.ErrUnique) && m.again && strings.Contains(err.Error(), "Add inserts an object under the key that it has") {
			what = "key"
		} else if errors.Is(err, driver.ErrUnique) && m.keyed && strings.Contains(err.Error(), "position") { // a key says no place
			what = "place"
		} else if m.loose && errors.Is(err, driver.ErrForeignKey) {
			what = "key"
		} else if m.others && (errors.Is(err, driver.ErrUnique) || errors.Is(err, driver.ErrForeignKey)) {
			what = "another session"
		} else if errors.Is(err, driver.ErrUnique) {
			m.fail("unique: %v", err)
			return false
		} else {
			m.fail("%T: %v", err, err)
			return false
		}
	}
	m.refused[what]++
	m.did("-> %v", err)
	if m.depth == 0 {
		m.rollback()
	}
	return false
}

// rollback undoes the transaction, and compares.
func (m *machine) rollback() {
	m.did("s.Rollback()")
	clear(m.touched)
	if err := m.s.Rollback(m.ctx); err != nil {
		m.fail("rollback: %v", err)
	}
	m.stale = true
	m.check(m.session())
}

var errUndone = errors.New("undone")

// run does the steps, and ends when something is wrong.
func (m *machine) run(steps []step) {
	for i := 0; i < len(steps) && m.failure == ""; i++ {
		st := steps[i]
		if st.do != "savepoint" || m.depth > 1 {
			m.step(st)
			continue
		}
		inner := steps[i+1 : min(len(steps), i+2+st.a%6)]
		i += len(inner)
		m.savepoint(inner, st.b%2 == 0)
	}
}

// savepoint does inner in a savepoint, which an error undoes, too.
func (m *machine) savepoint(inner []step, undo bool) {
	m.did("s.Savepoint {")
	m.depth++
	kept := [][]any{}
	err := m.s.Savepoint(m.ctx, func() error {
		clear(m.touched)
		for _, k := range m.slots {
			kept = append(kept, slices.Clone(k))
		}
		for i, st := range inner {
			if st.do == "savepoint" {
				m.savepoint(inner[i+1:], st.b%2 == 0)
				break
			}
			m.step(st)
			if m.failure != "" || strings.HasPrefix(m.log[len(m.log)-1], "->") {
				return errUndone
			}
		}
		if undo {
			return errUndone
		}
		return nil
	})
	m.depth--
	clear(m.touched)
	if m.failure != "" {
		return
	}
	if err != nil && len(kept) == 0 { // the flush before it
		m.did("} not begun")
		m.ok(err)
		return
	}
	switch {
	case errors.Is(err, errUndone):
		m.did("} undone")
		m.stale = true
		for i := range m.slots {
			m.slots[i] = kept[i]
		}
	case err != nil:
		m.did("} failed")
		if m.depth > 0 {
			m.log = append(m.log, "-> "+err.Error())
			m.stale = true
			return
		}
		m.stale = true
		m.ok(err)
		return
	default:
		m.did("}")
	}
	m.within()
}
