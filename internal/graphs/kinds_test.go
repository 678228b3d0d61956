package graphs_test

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/aludel/aludel/orm"
)

// A kind is an entity of a library, told without its type.
type kind struct {
	name    string
	slots   int
	make    func(slot int) any
	slot    func(x any) int
	key     func(x any) int
	columns func(x any) string
	gone    func(x any) bool // is deleted softly
	change  func(x any, n int)
	get     func(ctx context.Context, s *orm.Session, key int) (any, error)
	all     func(ctx context.Context, s *orm.Session, ways []int) ([]any, error) // ways are of each relationship: 0 none, select-in, joined
	merge   func(ctx context.Context, s *orm.Session, x any, n int) (any, error)
}

// A rel is a relationship of a library, seen from both sides.
type rel struct {
	name        string
	parent, kid int
	list        bool // in an order that is kept
	one, pairs  bool
	members     func(p any) []any // nil in a relationship to one that has none
	set         func(p any, kids []any)
	state       func(s *orm.Session, p any) orm.LoadState
	of          func(ctx context.Context, s *orm.Session, p any) error
	add, remove func(s *orm.Session, p, k any) error
	replace     func(ctx context.Context, s *orm.Session, p any, kids []any) error
	ref         func(k any) any // nil where there is none
	setRef      func(k, p any)
	refState    func(s *orm.Session, k any) orm.LoadState
	refOf       func(ctx context.Context, s *orm.Session, k any) error
	refSet      func(s *orm.Session, k, p any) error
	key         func(k any) (int, bool)
	setKey      func(k, p any)
	backName    string
	back        int // of pairs: the other side
}

// keyText is a key that may be NULL.
func keyText(p *int) string {
	if p == nil {
		return "-"
	}
	return fmt.Sprint(*p)
}

func word(p *string) string {
	if p == nil {
		return "-"
	}
	return *p
}

func pointers[T any](xs []*T) []any {
	out := make([]any, len(xs))
	for i, x := range xs {
		out[i] = x
	}
	return out
}

func objects[T any](xs []any) []*T {
	out := make([]*T, len(xs))
	for i, x := range xs {
		out[i] = x.(*T)
	}
	return out
}

// newKind describes an entity; loads are the ways in which each of its relationships may be
// loaded by a query.
func newKind[E any](name string, slots int, t orm.Keyed[*E, int], id func(*E) *int, slot func(*E) *int, mk func(n int) *E, columns func(*E) string, change func(*E, int), gone func(*E) bool, loads [][]orm.Load[*E]) *kind {
	return &kind{
		name: name, slots: slots,
		make:    func(n int) any { x := mk(n); *slot(x) = n; return x },
		slot:    func(x any) int { return *slot(x.(*E)) },
		key:     func(x any) int { return *id(x.(*E)) },
		columns: func(x any) string { return columns(x.(*E)) },
		gone:    func(x any) bool { return gone != nil && gone(x.(*E)) },
		change:  func(x any, n int) { change(x.(*E), n) },
		get: func(ctx context.Context, s *orm.Session, key int) (any, error) {
			x, found, err := orm.Lookup(ctx, s, t, key)
			if err != nil || !found {
				return nil, err
			}
			return x, nil
		},
		all: func(ctx context.Context, s *orm.Session, ways []int) ([]any, error) {
			q := orm.Select(t.(orm.Entity[*E]))
			for i, l := range loads {
				if way := ways[i%len(ways)]; way > 0 {
					q = q.With(l[(way-1)%len(l)])
				}
			}
			xs, err := q.All(ctx, s)
			return pointers(xs), err
		},
		merge: func(ctx context.Context, s *orm.Session, x any, n int) (any, error) {
			c, err := orm.Clone(t.(orm.Entity[*E]), x.(*E))
			if err != nil {
				return nil, err
			}
			change(c, n)
			return orm.Merge(ctx, s, t.(orm.Entity[*E]), c)
		},
	}
}

// toMany describes a collection of []*K, whose K have a reference and a key.
func toMany[P, K any](name string, parent, kid int, field func(*P) *[]*K, r *orm.Many[P, K], back string, ref func(*K) **P, one *orm.One[K, P], key func(*K) **int, id func(*P) int) *rel {
	x := &rel{name: name, parent: parent, kid: kid,
		members: func(p any) []any { return pointers(*field(p.(*P))) },
		set:     func(p any, kids []any) { *field(p.(*P)) = objects[K](kids) },
		state:   func(s *orm.Session, p any) orm.LoadState { return r.State(s, p.(*P)) },
		of:      func(ctx context.Context, s *orm.Session, p any) error { _, err := r.Of(ctx, s, p.(*P)); return err },
		add:     func(s *orm.Session, p, k any) error { return r.Add(s, p.(*P), k.(*K)) },
		remove:  func(s *orm.Session, p, k any) error { return r.Remove(s, p.(*P), k.(*K)) },
		replace: func(ctx context.Context, s *orm.Session, p any, kids []any) error {
			return r.Replace(ctx, s, p.(*P), objects[K](kids)...)
		},
	}
	if one != nil {
		toOne(x, back, ref, one, key, id)
	}
	return x
}

// toOne describes the other side of x.
func toOne[P, K any](x *rel, back string, ref func(*K) **P, one *orm.One[K, P], key func(*K) **int, id func(*P) int) {
	x.backName = back
	x.ref = func(k any) any {
		if p := *ref(k.(*K)); p != nil {
			return p
		}
		return nil
	}
	x.setRef = func(k, p any) {
		if p == nil {
			*ref(k.(*K)) = nil
		} else {
			*ref(k.(*K)) = p.(*P)
		}
	}
	x.refState = func(s *orm.Session, k any) orm.LoadState { return one.State(s, k.(*K)) }
	x.refOf = func(ctx context.Context, s *orm.Session, k any) error {
		_, err := one.Of(ctx, s, k.(*K))
		return err
	}
	x.refSet = func(s *orm.Session, k, p any) error {
		q, _ := p.(*P)
		return one.Set(s, k.(*K), q)
	}
	x.key = func(k any) (int, bool) {
		if p := *key(k.(*K)); p != nil {
			return *p, true
		}
		return 0, false
	}
	x.setKey = func(k, p any) {
		if p == nil {
			*key(k.(*K)) = nil
		} else {
			n := id(p.(*P))
			*key(k.(*K)) = &n
		}
	}
}

// Places in a library's kinds.
const (
	kShelf = iota
	kBook
	kBadge
	kPage
	kNote
	kRemark
	kLabel
	kEntry
)

// ways are those in which a query may load r.
func ways[E, T any](r orm.Link[*E, *T]) []orm.Load[*E] {
	return []orm.Load[*E]{orm.SelectIn(r), orm.Joined(r), orm.Subquery(r), orm.AsJSON(r)}
}

// describe fills kinds and rels.
func (l *library) describe() {
	sh, bk := l.shelves, l.books
	l.kinds = []*kind{
		newKind("shelf", 3, l.shelves, func(x *Shelf) *int { return &x.ID }, func(x *Shelf) *int { return &x.Slot }, func(n int) *Shelf { return &Shelf{} },
			func(x *Shelf) string {
				return fmt.Sprint(x.Slot, " ", x.Name, " v", x.V, " t", x.TenantID, " parent ", keyText(x.ParentID))
			},
			func(x *Shelf, n int) { x.Name = fmt.Sprint("n", n) }, func(x *Shelf) bool { return x.DeletedAt != nil },
			[][]orm.Load[*Shelf]{ways(&sh.Parent), ways(&sh.Children), ways(&sh.Badge), ways(&sh.Books), ways(&sh.Pages), ways(&sh.Notes), ways(&sh.Remarks), ways(&sh.Labels)}),
		newKind("book", 3, l.books, func(x *Book) *int { return &x.ID }, func(x *Book) *int { return &x.Slot }, func(n int) *Book { return &Book{} },
			func(x *Book) string {
				return fmt.Sprint(x.Slot, " ", x.Title, " v", x.V, " t", x.TenantID, " shelf ", keyText(x.ShelfID))
			},
			func(x *Book, n int) { x.Title = fmt.Sprint("n", n%3) }, func(x *Book) bool { return x.DeletedAt != nil },
			[][]orm.Load[*Book]{ways(&bk.Shelf), ways(&bk.Remarks)}),
		newKind("badge", 3, l.badges, func(x *Badge) *int { return &x.ID }, func(x *Badge) *int { return &x.Slot }, func(n int) *Badge { return &Badge{} },
			func(x *Badge) string { return fmt.Sprint(x.Slot, " ", x.N, " shelf ", keyText(x.ShelfID)) },
			func(x *Badge, n int) { x.N = n % 3 }, nil, [][]orm.Load[*Badge]{ways(&l.badges.Shelf)}),
		newKind("page", 4, l.pages, func(x *Page) *int { return &x.ID }, func(x *Page) *int { return &x.Slot }, func(n int) *Page { return &Page{} },
			func(x *Page) string {
				return fmt.Sprint(x.Slot, " ", x.Text, " at ", x.Position, " v", x.V, " shelf ", keyText(x.ShelfID))
			},
			func(x *Page, n int) { x.Text = fmt.Sprint("n", n%3) }, nil, [][]orm.Load[*Page]{ways(&l.pages.Shelf)}),
		newKind("note", 3, l.notes, func(x *Note) *int { return &x.ID }, func(x *Note) *int { return &x.Slot }, func(n int) *Note { return &Note{Topic: fmt.Sprint("t", n)} },
			func(x *Note) string {
				return fmt.Sprint(x.Slot, " ", x.Topic, " ", x.Text, " shelf ", keyText(x.ShelfID))
			},
			func(x *Note, n int) { x.Text = fmt.Sprint("n", n%3) }, nil, [][]orm.Load[*Note]{ways(&l.notes.Shelf)}),
		newKind("remark", 4, l.remarks, func(x *Remark) *int { return &x.ID }, func(x *Remark) *int { return &x.Slot }, func(n int) *Remark { return &Remark{} },
			func(x *Remark) string {
				return fmt.Sprint(x.Slot, " ", x.Text, " about ", word(x.Kind), keyText(x.AboutID))
			},
			func(x *Remark, n int) { x.Text = fmt.Sprint("n", n%3) }, nil,
			[][]orm.Load[*Remark]{{orm.SelectInTargets(&l.remarks.About), orm.SelectIn(l.onShelf), orm.Joined(l.onBook)}}),
		newKind("label", 2, l.labels, func(x *Label) *int { return &x.ID }, func(x *Label) *int { return &x.Slot }, func(n int) *Label { return &Label{} },
			func(x *Label) string { return fmt.Sprint(x.Slot, " ", x.Word) },
			func(x *Label, n int) { x.Word = fmt.Sprint("n", n%3) }, nil, [][]orm.Load[*Label]{ways(&l.labels.Shelves)}),
		newKind("entry", 2, l.entries, func(x *Entry) *int { return &x.ID }, func(x *Entry) *int { return &x.Slot }, func(n int) *Entry { return &Entry{} },
			func(x *Entry) string { return fmt.Sprint(x.Slot, " ", x.Text, " shelf ", keyText(x.ShelfID)) },
			func(x *Entry, n int) { x.Text = fmt.Sprint("n", n%3) }, nil, [][]orm.Load[*Entry]{ways(&l.entries.Shelf)}),
	}
	shelfID := func(x *Shelf) int { return x.ID }
	pages := toMany("Pages", kShelf, kPage, func(x *Shelf) *[]*Page { return &x.Pages }, &sh.Pages, "Shelf", func(x *Page) **Shelf { return &x.Shelf }, &l.pages.Shelf, func(x *Page) **int { return &x.ShelfID }, shelfID)
	pages.list = true
	labels := toMany[Shelf, Label]("Labels", kShelf, kLabel, func(x *Shelf) *[]*Label { return &x.Labels }, &sh.Labels, "", nil, nil, nil, nil)
	labels.pairs, labels.back = true, 8
	shelves := toMany[Label, Shelf]("Shelves", kLabel, kShelf, func(x *Label) *[]*Shelf { return &x.Shelves }, &l.labels.Shelves, "", nil, nil, nil, nil)
	shelves.pairs, shelves.back = true, 7
	l.rels = []*rel{
		toMany("Children", kShelf, kShelf, func(x *Shelf) *[]*Shelf { return &x.Children }, &sh.Children, "Parent", func(x *Shelf) **Shelf { return &x.Parent }, &sh.Parent, func(x *Shelf) **int { return &x.ParentID }, shelfID),
		l.badge(shelfID),
		toMany("Books", kShelf, kBook, func(x *Shelf) *[]*Book { return &x.Books }, &sh.Books, "Shelf", func(x *Book) **Shelf { return &x.Shelf }, &bk.Shelf, func(x *Book) **int { return &x.ShelfID }, shelfID),
		pages,
		l.note(shelfID),
		about(toMany[Shelf, Remark]("Remarks", kShelf, kRemark, func(x *Shelf) *[]*Remark { return &x.Remarks }, &sh.Remarks, "", nil, nil, nil, nil), l, "shelf"),
		about(toMany[Book, Remark]("Remarks", kBook, kRemark, func(x *Book) *[]*Remark { return &x.Remarks }, &bk.Remarks, "", nil, nil, nil, nil), l, "book"),
		labels,
		shelves,
		l.entry(shelfID),
	}
}

func (l *library) badge(id func(*Shelf) int) *rel {
	r := &l.shelves.Badge
	x := &rel{name: "Badge", parent: kShelf, kid: kBadge, one: true,
		members: func(p any) []any {
			if b := p.(*Shelf).Badge; b != nil {
				return []any{b}
			}
			return nil
		},
		set: func(p any, kids []any) {
			if len(kids) == 0 {
				p.(*Shelf).Badge = nil
			} else {
				p.(*Shelf).Badge = kids[len(kids)-1].(*Badge)
			}
		},
		state: func(s *orm.Session, p any) orm.LoadState { return r.State(s, p.(*Shelf)) },
		of:    func(ctx context.Context, s *orm.Session, p any) error { _, err := r.Of(ctx, s, p.(*Shelf)); return err },
	}
	toOne(x, "Shelf", func(x *Badge) **Shelf { return &x.Shelf }, &l.badges.Shelf, func(x *Badge) **int { return &x.ShelfID }, id)
	return x
}

func (l *library) note(id func(*Shelf) int) *rel {
	r := &l.shelves.Notes
	x := toMany[Shelf, Note]("Notes", kShelf, kNote, nil, r, "", nil, nil, nil, nil)
	x.members = func(p any) []any {
		var out []any
		m := p.(*Shelf).Notes
		for _, k := range slices.Sorted(maps.Keys(m)) {
			out = append(out, m[k])
		}
		return out
	}
	x.set = func(p any, kids []any) {
		if kids == nil {
			p.(*Shelf).Notes = nil
			return
		}
		m := map[string]*Note{}
		for _, k := range kids {
			m[k.(*Note).Topic] = k.(*Note)
		}
		p.(*Shelf).Notes = m
	}
	toOne(x, "Shelf", func(x *Note) **Shelf { return &x.Shelf }, &l.notes.Shelf, func(x *Note) **int { return &x.ShelfID }, id)
	return x
}

func (l *library) entry(id func(*Shelf) int) *rel {
	r := &l.shelves.Entries
	x := &rel{name: "Entries", parent: kShelf, kid: kEntry,
		add:    func(s *orm.Session, p, k any) error { return r.Add(s, p.(*Shelf), k.(*Entry)) },
		remove: func(s *orm.Session, p, k any) error { return r.Remove(s, p.(*Shelf), k.(*Entry)) },
	}
	toOne(x, "Shelf", func(x *Entry) **Shelf { return &x.Shelf }, &l.entries.Shelf, func(x *Entry) **int { return &x.ShelfID }, id)
	return x
}

// about is the other side of remarks, which tells of two kinds.
func about(x *rel, l *library, kindName string) *rel {
	r := &l.remarks.About
	x.backName = "About"
	x.ref = func(k any) any {
		if y := k.(*Remark).About; y != nil {
			return y
		}
		return nil
	}
	x.setRef = func(k, p any) {
		if p == nil {
			k.(*Remark).About = nil
		} else {
			k.(*Remark).About = p.(Remarked)
		}
	}
	x.refState = func(s *orm.Session, k any) orm.LoadState { return r.State(s, k.(*Remark)) }
	x.refOf = func(ctx context.Context, s *orm.Session, k any) error {
		_, err := r.Of(ctx, s, k.(*Remark))
		return err
	}
	x.refSet = func(s *orm.Session, k, p any) error {
		q, _ := p.(Remarked)
		return r.Set(s, k.(*Remark), q)
	}
	x.key = func(k any) (int, bool) {
		if m := k.(*Remark); m.Kind != nil && *m.Kind == kindName && m.AboutID != nil {
			return *m.AboutID, true
		}
		return 0, false
	}
	x.setKey = func(k, p any) {
		m := k.(*Remark)
		switch p := p.(type) {
		case nil:
			m.Kind, m.AboutID = nil, nil
		case *Shelf:
			kind, id := "shelf", p.ID
			m.Kind, m.AboutID = &kind, &id
		case *Book:
			kind, id := "book", p.ID
			m.Kind, m.AboutID = &kind, &id
		}
	}
	return x
}
