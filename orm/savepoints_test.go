package orm_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

// A pile holds sheets; both have content behind pointers, in slices and maps, and a version.

type Pile struct {
	ID      int
	Name    string
	Note    *string
	Marks   []int
	Version int
	Sheets  []*Sheet
}

type Sheet struct {
	ID      int
	Text    string
	Words   map[string]int
	Version int
	PileID  *int
	Pile    *Pile
}

type PileTable struct {
	orm.TableOf[Pile, int]
	ID      schema.Int
	Name    schema.String
	Note    schema.NullString
	Marks   schema.JSON[[]int]
	Version schema.Int
	Sheets  orm.Many[Pile, Sheet]
}

type SheetTable struct {
	orm.TableOf[Sheet, int]
	ID      schema.Int
	Text    schema.String
	Words   schema.JSON[map[string]int]
	Version schema.Int
	PileID  schema.NullInt
	Pile    orm.One[Sheet, Pile]
}

var (
	Heap  = orm.NewBase()
	Piles = orm.Declare(Heap, "heap_pile", func(t *PileTable) {
		t.ID.PrimaryKey()
		t.Name.Size(40)
		t.Note.Size(40)
		orm.Version(t, t.Version)
	})
	Sheets = orm.Declare(Heap, "heap_sheet", func(t *SheetTable) {
		t.ID.PrimaryKey()
		t.Text.Size(40)
		orm.Version(t, t.Version)
		t.PileID.References(Piles.ID)
		t.Pile.Inverse(Piles.Sheets)
	})
)

// piled is one script: a session, all the objects it has ever made, and what is random.
type piled struct {
	t      *testing.T
	ctx    context.Context
	s      *orm.Session
	r      *rand.Rand
	piles  []*Pile
	sheets []*Sheet
	say    []string
	undone int
}

// copied is everything that an object holds, by value; other objects by address.
type copied struct {
	state  orm.State
	fields string
}

// whole is what every object holds now.
func (x *piled) whole() map[any]copied {
	out := map[any]copied{}
	for _, p := range x.piles {
		note := "nil"
		if p.Note != nil {
			note = strconv.Quote(*p.Note)
		}
		out[p] = copied{x.state(p), fmt.Sprintf("%d %q %s %v %t %d", p.ID, p.Name, note, p.Marks, p.Marks == nil, p.Version) + members(p.Sheets)}
	}
	for _, q := range x.sheets {
		pile := "nil"
		if q.PileID != nil {
			pile = strconv.Itoa(*q.PileID)
		}
		words := []string{}
		for _, k := range slices.Sorted(maps.Keys(q.Words)) {
			words = append(words, fmt.Sprint(k, "=", q.Words[k]))
		}
		out[q] = copied{x.state(q), fmt.Sprintf("%d %q %v %t %d %s %p", q.ID, q.Text, words, q.Words == nil, q.Version, pile, q.Pile)}
	}
	return out
}

// state is an object's; one that is read anew when it is asked for is persistent.
func (x *piled) state(obj any) orm.State {
	if s := orm.StateOf(x.s, obj); s != orm.Expired {
		return s
	}
	return orm.Persistent
}

// members are a collection's, by address.
func members(of []*Sheet) string {
	var b strings.Builder
	for _, q := range of {
		fmt.Fprintf(&b, " %p", q)
	}
	return b.String()
}

// same says what differs from an earlier whole, for the objects that were in the session then.
func (x *piled) same(was map[any]copied) error {
	now := x.whole()
	for obj, w := range was {
		if w.state == orm.Transient {
			continue // the user's own: what he wrote stays
		}
		if n := now[obj]; n != w {
			return fmt.Errorf("%T was\n%v %s and is\n%v %s", obj, w.state, w.fields, n.state, n.fields)
		}
	}
	for obj, n := range now { // what was added inside has nothing of the session's
		if _, known := was[obj]; known {
			continue
		}
		id, version := 0, 0
		switch o := obj.(type) {
		case *Pile:
			id, version = o.ID, o.Version
		case *Sheet:
			id, version = o.ID, o.Version
		}
		if n.state != orm.Transient || id != 0 || version != 0 {
			return fmt.Errorf("%T was added inside, and is %v %s", obj, n.state, n.fields)
		}
	}
	return nil
}

// alive are the objects that the session has and that are not to be deleted.
func alive[T any](x *piled, all []*T) []*T {
	var out []*T
	for _, o := range all {
		if s := x.state(o); s == orm.Pending || s == orm.Persistent {
			out = append(out, o)
		}
	}
	return out
}

func (x *piled) did(format string, a ...any) { x.say = append(x.say, fmt.Sprintf(format, a...)) }

// change does one thing at random.
func (x *piled) change() {
	piles, sheets := alive(x, x.piles), alive(x, x.sheets)
	some := func() *Pile { return piles[x.r.IntN(len(piles))] }
	switch k := x.r.IntN(14); {
	case k == 0 || len(piles) == 0:
		p := &Pile{Name: fmt.Sprint("new ", len(x.piles)), Marks: []int{len(x.piles)}}
		x.piles = append(x.piles, p)
		x.did("add %p", p)
		x.s.Add(p)
	case k == 1 || len(sheets) == 0:
		q := &Sheet{Text: fmt.Sprint("new ", len(x.sheets)), Words: map[string]int{"a": 1}}
		x.sheets = append(x.sheets, q)
		if p := some(); x.r.IntN(2) == 0 {
			x.did("append %p to %p", q, p)
			p.Sheets = append(p.Sheets, q)
			x.s.Add(p) // so that the session knows it at once, as whole asks
		} else {
			x.did("add %p to %p", q, p)
			q.Pile = p
			x.s.Add(q)
		}
	case k == 2:
		p := some()
		x.did("name of %p", p)
		p.Name = fmt.Sprint("name ", x.r.IntN(3))
	case k == 3:
		p := some()
		x.did("note of %p", p)
		switch {
		case p.Note == nil:
			p.Note = new(string)
		case x.r.IntN(3) == 0:
			p.Note = nil
		default:
			*p.Note = fmt.Sprint("note ", x.r.IntN(3)) // in place, behind the pointer
		}
	case k == 4:
		p := some()
		x.did("marks of %p", p)
		if len(p.Marks) > 0 && x.r.IntN(2) == 0 {
			p.Marks[0]++ // in place
		} else {
			p.Marks = append(p.Marks, x.r.IntN(9))
		}
	case k == 5:
		q := sheets[x.r.IntN(len(sheets))]
		x.did("words of %p", q)
		q.Words[strconv.Itoa(x.r.IntN(3))]++ // in place
	case k == 6:
		q := sheets[x.r.IntN(len(sheets))]
		x.did("text of %p", q)
		q.Text = fmt.Sprint("text ", x.r.IntN(3))
	case k == 7:
		q, p := sheets[x.r.IntN(len(sheets))], some()
		x.did("%p moves to %p", q, p)
		q.Pile = p
		must(x.t, x.s.Sync())
	case k == 8:
		q, p := sheets[x.r.IntN(len(sheets))], some()
		if q.Pile == p {
			return
		}
		x.did("%p is appended to %p", q, p)
		p.Sheets = append(p.Sheets, q)
		must(x.t, x.s.Sync())
	case k == 9:
		if p := some(); len(p.Sheets) > 0 {
			x.did("the first of %p leaves", p)
			p.Sheets = slices.Delete(p.Sheets, 0, 1) // in place
			must(x.t, x.s.Sync())
		}
	case k == 10:
		q := sheets[x.r.IntN(len(sheets))]
		x.did("delete %p", q)
		x.s.Delete(q)
	case k == 11:
		p := some()
		x.did("delete %p", p)
		x.s.Delete(p)
	default:
		x.did("flush")
		must(x.t, x.s.Flush(x.ctx))
	}
}

var errUndone = errors.New("undone")

// level is one savepoint, with others in it; half of them are undone.
func (x *piled) level(depth int) {
	undo := x.r.IntN(2) == 0
	var was map[any]copied
	x.did("savepoint")
	err := x.s.Savepoint(x.ctx, func() error {
		was = x.whole()
		x.changes(depth + 1)
		if undo {
			return errUndone
		}
		return nil
	})
	if !undo {
		must(x.t, err)
		x.did("kept")
		return
	}
	x.did("undone")
	x.undone++
	if !errors.Is(err, errUndone) {
		x.t.Fatal(err)
	}
	if err := x.same(was); err != nil {
		x.t.Fatalf("%v\n%s", err, strings.Join(x.say, "\n"))
	}
}

func (x *piled) changes(depth int) {
	for range 1 + x.r.IntN(5) {
		if depth < 4 && x.r.IntN(4) == 0 {
			x.level(depth)
		} else {
			x.change()
		}
	}
}

// TestRandomSavepointsRestoreMemory runs scripts of changes with savepoints in savepoints;
// after each that is undone memory is what a full copy of it was, and at the end of a script
// the transaction is undone or another session loads what memory holds. ALUDEL_GRAPHS makes
// it long: as many scripts on a server, and twice as many on SQLite.
func TestRandomSavepointsRestoreMemory(t *testing.T) {
	scripts := map[string]int{"sqlite": 400, "postgres": 100, "mysql": 100}
	if n, err := strconv.Atoi(os.Getenv("ALUDEL_GRAPHS")); err == nil {
		scripts = map[string]int{"sqlite": 2 * n, "postgres": n, "mysql": n}
	}
	each(t, Heap, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		n, undone := scripts[on(t)], 0
		if testing.Short() {
			n /= 10
		}
		for seed := range n {
			x := &piled{t: t, ctx: ctx, s: orm.NewSession(eng), r: rand.New(rand.NewPCG(uint64(seed), 5))}
			for i := range 2 { // some that are there before
				p := &Pile{Name: fmt.Sprint("old ", i), Marks: []int{}, Sheets: []*Sheet{{Text: "x", Words: map[string]int{}}, {Text: "y", Words: map[string]int{}}}}
				x.piles, x.sheets = append(x.piles, p), append(x.sheets, p.Sheets...)
				x.s.Add(p)
			}
			must(t, x.s.Commit(ctx))
			was := x.whole()
			for range 2 {
				x.changes(0)
			}
			if seed%3 == 0 {
				x.did("rollback")
				must(t, x.s.Rollback(ctx))
				if err := x.same(was); err != nil {
					t.Fatalf("seed %d: %v\n%s", seed, err, strings.Join(x.say, "\n"))
				}
			}
			must(t, x.s.Commit(ctx))
			x.compare(eng, seed)
			undone += x.undone
			for _, p := range alive(x, x.piles) {
				x.s.Delete(p)
			}
			for _, q := range alive(x, x.sheets) {
				x.s.Delete(q)
			}
			must(t, x.s.Commit(ctx))
			must(t, x.s.Close())
			sent.take()
		}
		t.Logf("%d scripts, %d savepoints undone", n, undone)
	})
}

// compare holds what memory has against what another session loads.
func (x *piled) compare(eng *engine.Engine, seed int) {
	x.t.Helper()
	s := orm.NewSession(eng)
	defer s.Close()
	all, err := orm.Select(Piles).With(orm.SelectIn(Piles.Sheets)).All(x.ctx, s)
	must(x.t, err)
	loaded := map[int]*Pile{}
	for _, p := range all {
		loaded[p.ID] = p
	}
	mine := alive(x, x.piles)
	if len(mine) != len(all) {
		x.t.Fatalf("seed %d: %d piles in memory, %d rows\n%s", seed, len(mine), len(all), strings.Join(x.say, "\n"))
	}
	text := func(p *Pile) string {
		note := "nil"
		if p.Note != nil {
			note = *p.Note
		}
		of := slices.Clone(p.Sheets)
		slices.SortFunc(of, func(a, b *Sheet) int { return a.ID - b.ID })
		var b strings.Builder
		fmt.Fprint(&b, p.ID, p.Name, note, p.Marks, p.Version)
		for _, q := range of {
			fmt.Fprint(&b, " ", q.ID, q.Text, q.Words, q.Version)
		}
		return b.String()
	}
	for _, p := range mine {
		if got := loaded[p.ID]; got == nil || text(got) != text(p) {
			x.t.Fatalf("seed %d: memory\n%s\nrow\n%v\n%s", seed, text(p), got, strings.Join(x.say, "\n"))
		}
	}
	n, err := orm.Select(Sheets).Count(x.ctx, s)
	must(x.t, err)
	if want := len(alive(x, x.sheets)); n != want {
		x.t.Fatalf("seed %d: %d sheets in memory, %d rows\n%s", seed, want, n, strings.Join(x.say, "\n"))
	}
}
