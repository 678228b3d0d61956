package orm

import (
	"errors"
	"log/slog"
	"math/rand/v2"
	"slices"
	"testing"
	"unsafe"

	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/schema"
)

type vParent struct {
	ID   int
	Kids []*vKid
}

type vKid struct {
	ID       int
	ParentID *int
	Parent   *vParent
}

type vParentTable struct {
	TableOf[vParent, int]
	ID   schema.Int
	Kids Many[vParent, vKid]
}

type vKidTable struct {
	TableOf[vKid, int]
	ID       schema.Int
	ParentID schema.NullInt
	Parent   One[vKid, vParent]
}

var (
	vBase    = NewBase()
	vParents = Declare(vBase, "v_parent", func(t *vParentTable) { t.ID.PrimaryKey().NoAutoincrement() })
	vKids    = Declare(vBase, "v_kid", func(t *vKidTable) {
		t.ID.PrimaryKey().NoAutoincrement()
		t.ParentID.References(vParents.ID)
		t.Parent.Inverse(vParents.Kids)
	})
)

// family is a unit of work over parents and kids that were loaded.
type family struct {
	u      *unit
	f      *fetcher
	pm, km *state.Map
}

func newFamily(t testing.TB) *family {
	if err := vBase.Configure(); err != nil {
		t.Fatal(err)
	}
	st := state.NewStore()
	u := newUnit(st)
	u.log = slog.New(slog.DiscardHandler)
	return &family{u, &fetcher{st: st, u: u}, st.Map(vParents.h.m), st.Map(vKids.h.m)}
}

func loaded(m *state.Map, obj unsafe.Pointer) *state.Record {
	k, _, _ := m.Key(obj)
	r := m.Load(k, obj)
	m.Plan.Copy(r.Snap, obj)
	r.Gen = 1
	return r
}

func (f *family) parent(id int) *vParent {
	p := &vParent{ID: id}
	loaded(f.pm, unsafe.Pointer(p))
	return p
}

func (f *family) kid(id, parent int) *vKid {
	k := &vKid{ID: id}
	if parent != 0 {
		k.ParentID = &parent
	}
	loaded(f.km, unsafe.Pointer(k))
	return k
}

func (f *family) rec(m *state.Map, obj unsafe.Pointer) *state.Record {
	r, _ := m.Find(obj)
	return r
}

func (f *family) load(p *vParent, part bool, kids ...*vKid) {
	r := f.rec(f.pm, unsafe.Pointer(p))
	var recs []*state.Record
	for _, k := range kids {
		recs = append(recs, f.rec(f.km, unsafe.Pointer(k)))
	}
	rel := relOf(vParents.Kids.link)
	f.f.setMany(rel, r, recs)
	if part {
		*f.pm.Plan.State(r.Snap, rel.Index) = state.Partial
	}
}

func (f *family) state(p *vParent) byte {
	return *f.pm.Plan.State(f.rec(f.pm, unsafe.Pointer(p)).Snap, relOf(vParents.Kids.link).Index)
}

func fkOf(k *vKid) int {
	if k.ParentID == nil {
		return 0
	}
	return *k.ParentID
}

func to(n int) *int { return &n }

func TestWhoWins(t *testing.T) {
	type world struct {
		*family
		p, q, r *vParent
		k       *vKid
	}
	for _, c := range []struct {
		name string
		do   func(*world)
		fk   int
		err  bool
	}{
		{"untouched", func(*world) {}, 1, false},
		{"append to another parent only", func(w *world) { w.q.Kids = append(w.q.Kids, w.k) }, 2, false},
		{"append there, remove here", func(w *world) { w.q.Kids = append(w.q.Kids, w.k); w.p.Kids = nil }, 2, false},
		{"reference only", func(w *world) { w.k.Parent = w.q }, 2, false},
		{"key only", func(w *world) { w.k.ParentID = to(2) }, 2, false},
		{"key behind the pointer", func(w *world) { *w.k.ParentID = 2 }, 2, false},
		{"key to a row that is not here", func(w *world) { w.k.ParentID = to(77) }, 77, false},
		{"reference nil", func(w *world) { w.k.Parent = nil }, 0, false},
		{"removed from the collection", func(w *world) { w.p.Kids = w.p.Kids[:0] }, 0, false},
		{"removed in place", func(w *world) { w.p.Kids = slices.Delete(w.p.Kids, 0, 1) }, 0, false},
		{"key NULL", func(w *world) { w.k.ParentID = nil }, 0, false},
		{"removed, key elsewhere", func(w *world) { w.p.Kids = nil; w.k.ParentID = to(2) }, 2, false},
		{"reference nil, append elsewhere", func(w *world) { w.k.Parent = nil; w.q.Kids = append(w.q.Kids, w.k) }, 2, false},
		{"reference beats key", func(w *world) { w.k.ParentID = to(3); w.k.Parent = w.q }, 2, false},
		{"collection beats key", func(w *world) { w.k.ParentID = to(3); w.q.Kids = append(w.q.Kids, w.k) }, 2, false},
		{"append to a collection that is not loaded", func(w *world) { w.r.Kids = append(w.r.Kids, w.k) }, 3, false},
		{"two collections", func(w *world) { w.q.Kids = append(w.q.Kids, w.k); w.r.Kids = append(w.r.Kids, w.k) }, 0, true},
		{"reference against collection", func(w *world) { w.k.Parent = w.r; w.q.Kids = append(w.q.Kids, w.k) }, 0, true},
		{"removed from a part", func(w *world) { w.load(w.p, true, w.k); w.p.Kids = nil }, 0, true},
		{"a nil among them", func(w *world) { w.q.Kids = append(w.q.Kids, nil) }, 0, true},
		{"twice the same", func(w *world) { w.q.Kids = append(w.q.Kids, w.k, w.k) }, 2, false},
	} {
		f := newFamily(t)
		w := &world{family: f, p: f.parent(1), q: f.parent(2), r: f.parent(3)}
		w.k = f.kid(10, 1)
		f.load(w.p, false, w.k)
		f.load(w.q, false)
		c.do(w)
		before := fkOf(w.k)
		err := f.u.sync()
		if (err != nil) != c.err {
			t.Fatalf("%s: %v", c.name, err)
		}
		if err != nil {
			if fkOf(w.k) != before {
				t.Fatalf("%s: changed in spite of %v", c.name, err)
			}
			continue
		}
		if fkOf(w.k) != c.fk {
			t.Fatalf("%s: fk %d, want %d", c.name, fkOf(w.k), c.fk)
		}
		ps, ks := []*vParent{w.p, w.q, w.r}, []*vKid{w.k}
		f.agree(t, c.name, ps, ks)
		kids := slices.Clone(w.q.Kids)
		if err := f.u.sync(); err != nil || fkOf(w.k) != c.fk || !slices.Equal(kids, w.q.Kids) {
			t.Fatal(c.name, "looking again finds something", err)
		}
		f.u.rollback()
		if fkOf(w.k) != 1 || len(w.p.Kids) != 1 || len(w.q.Kids) != 0 || w.r.Kids != nil || w.k.Parent != w.p {
			t.Fatalf("%s: after the rollback: fk %d, %v %v %v", c.name, fkOf(w.k), w.p.Kids, w.q.Kids, w.r.Kids)
		}
	}
}

// agree checks that foreign key, reference and collections say the same.
func (f *family) agree(t testing.TB, name any, ps []*vParent, ks []*vKid) {
	t.Helper()
	for _, k := range ks {
		if k.Parent != nil && k.Parent.ID != fkOf(k) {
			t.Fatal(name, "reference and key differ")
		}
		for _, p := range ps {
			in, is := slices.Contains(p.Kids, k), fkOf(k) == p.ID
			if in && !is || f.state(p) == state.Loaded && is && !in {
				t.Fatalf("%v: kid %d, fk %d; parent %d, state %d, has it: %v", name, k.ID, fkOf(k), p.ID, f.state(p), in)
			}
		}
	}
}

func TestRandomChangesAgreeOrAreRefused(t *testing.T) {
	seeds := uint64(20000)
	if testing.Short() {
		seeds = 2000
	}
	done, conflicts, parts := 0, 0, 0
	for seed := range seeds {
		r := rand.New(rand.NewPCG(seed, 7))
		f := newFamily(t)
		var ps []*vParent
		var ks []*vKid
		for i := range 4 {
			ps = append(ps, f.parent(i+1))
		}
		for i := range 6 {
			ks = append(ks, f.kid(10+i, r.IntN(5)))
		}
		for _, p := range ps {
			var of []*vKid
			for _, k := range ks {
				if fkOf(k) == p.ID {
					of = append(of, k)
				}
			}
			switch r.IntN(4) {
			case 0:
			case 1:
				f.load(p, true, of[:len(of)/2]...)
			default:
				f.load(p, false, of...)
			}
		}
		next := 100
		for round := range 3 {
			for range 1 + r.IntN(4) {
				k, p := ks[r.IntN(len(ks))], ps[r.IntN(4)]
				switch r.IntN(6) {
				case 0:
					if k.ParentID = nil; r.IntN(5) > 0 {
						k.ParentID = to(1 + r.IntN(5))
					}
				case 1:
					k.Parent = p
				case 2:
					k.Parent = nil
				case 3:
					p.Kids = append(p.Kids, k)
				case 4:
					if len(p.Kids) > 0 {
						p.Kids = slices.Delete(p.Kids, 0, 1)
					}
				case 5:
					n := &vKid{ID: next}
					next++
					p.Kids = append(p.Kids, n)
				}
			}
			err := f.u.sync()
			var ce *RelationConflictError
			var pe *PartialCollectionError
			if errors.As(err, &ce) {
				conflicts++
				break
			}
			if errors.As(err, &pe) {
				parts++
				break
			}
			if err != nil {
				t.Fatal(seed, err)
			}
			done++
			ks = ks[:0]
			for rec := range f.km.All() {
				ks = append(ks, (*vKid)(rec.Obj))
			}
			f.agree(t, seed*10+uint64(round), ps, ks)
			before := make([]int, len(ks))
			for i, k := range ks {
				before[i] = fkOf(k)
			}
			if err := f.u.sync(); err != nil {
				t.Fatal(seed, "second look:", err)
			}
			for i, k := range ks {
				if before[i] != fkOf(k) {
					t.Fatal(seed, "a second look changes something")
				}
			}
			f.agree(t, seed, ps, ks)
		}
	}
	t.Logf("agreed %d, conflicts refused %d, removals from a part refused %d", done, conflicts, parts)
}
