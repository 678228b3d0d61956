package graphs_test

import (
	"time"

	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

// A library is what TestRandomSessions works on: everything that a relationship can be, on one
// table of shelves. Of each there are three, which differ in what goes along.

type Shelf struct {
	ID, Slot  int
	Name      string
	V         int
	TenantID  int
	DeletedAt *time.Time
	ParentID  *int
	Parent    *Shelf
	Children  []*Shelf
	Badge     *Badge
	Books     []*Book
	Pages     []*Page
	Notes     map[string]*Note
	Remarks   []*Remark
	Labels    []*Label
}

type Book struct {
	ID, Slot  int
	Title     string
	V         int
	TenantID  int
	DeletedAt *time.Time
	ShelfID   *int
	Shelf     *Shelf
	Remarks   []*Remark
}

type Badge struct {
	ID, Slot, N int
	ShelfID     *int
	Shelf       *Shelf
}

type Page struct {
	ID, Slot int
	Text     string
	Position int
	V        int
	ShelfID  *int
	Shelf    *Shelf
}

type Note struct {
	ID, Slot int
	Topic    string
	Text     string
	ShelfID  *int
	Shelf    *Shelf
}

type Remark struct {
	ID, Slot int
	Text     string
	Kind     *string
	AboutID  *int
	About    Remarked
}

// Remarked is a shelf or a book.
type Remarked interface{ remarked() }

func (*Shelf) remarked() {}
func (*Book) remarked()  {}

type Label struct {
	ID, Slot int
	Word     string
	Shelves  []*Shelf
}

type Entry struct {
	ID, Slot int
	Text     string
	ShelfID  *int
	Shelf    *Shelf
}

type ShelfTable struct {
	orm.TableOf[Shelf, int]
	ID, Slot  schema.Int
	Name      schema.String
	V         schema.Int
	TenantID  schema.Int
	DeletedAt schema.NullTime
	ParentID  schema.NullInt
	Parent    orm.One[Shelf, Shelf]
	Children  orm.Many[Shelf, Shelf]
	Badge     orm.HasOne[Shelf, Badge]
	Books     orm.Many[Shelf, Book]
	Pages     orm.Many[Shelf, Page]
	Notes     orm.Many[Shelf, Note]
	Remarks   orm.Many[Shelf, Remark]
	Labels    orm.Many[Shelf, Label]
	Entries   orm.WriteOnly[Shelf, Entry]
}

type BookTable struct {
	orm.TableOf[Book, int]
	ID, Slot  schema.Int
	Title     schema.String
	V         schema.Int
	TenantID  schema.Int
	DeletedAt schema.NullTime
	ShelfID   schema.NullInt
	Shelf     orm.One[Book, Shelf]
	Remarks   orm.Many[Book, Remark]
}

type BadgeTable struct {
	orm.TableOf[Badge, int]
	ID, Slot, N schema.Int
	ShelfID     schema.NullInt
	Shelf       orm.One[Badge, Shelf]
}

type PageTable struct {
	orm.TableOf[Page, int]
	ID, Slot schema.Int
	Text     schema.String
	Position schema.Int
	V        schema.Int
	ShelfID  schema.NullInt
	Shelf    orm.One[Page, Shelf]
}

type NoteTable struct {
	orm.TableOf[Note, int]
	ID, Slot schema.Int
	Topic    schema.String
	Text     schema.String
	ShelfID  schema.NullInt
	Shelf    orm.One[Note, Shelf]
}

type RemarkTable struct {
	orm.TableOf[Remark, int]
	ID, Slot schema.Int
	Text     schema.String
	Kind     schema.NullString
	AboutID  schema.NullInt
	About    orm.OneOf[Remark, Remarked]
}

type LabelTable struct {
	orm.TableOf[Label, int]
	ID, Slot schema.Int
	Word     schema.String
	Shelves  orm.Many[Label, Shelf]
}

type EntryTable struct {
	orm.TableOf[Entry, int]
	ID, Slot schema.Int
	Text     schema.String
	ShelfID  schema.NullInt
	Shelf    orm.One[Entry, Shelf]
}

type labelledTable struct {
	schema.Rows
	ShelfID schema.Int
	LabelID schema.Int
}

type library struct {
	base    *orm.Base
	shelves *ShelfTable
	books   *BookTable
	badges  *BadgeTable
	pages   *PageTable
	notes   *NoteTable
	remarks *RemarkTable
	labels  *LabelTable
	entries *EntryTable
	onShelf *orm.ToOne[*Remark, *Shelf]
	onBook  *orm.ToOne[*Remark, *Book]
	kinds   []*kind
	rels    []*rel
}

var libraries = []*library{
	newLibrary("plain", 0, false),
	newLibrary("whole", orm.CascadeDelete, true),
	newLibrary("owned", orm.CascadeDeleteOrphan, false),
}

// newLibrary declares tables whose names begin with prefix: what goes along with a shelf, and
// whether shelves are deleted softly, too.
func newLibrary(prefix string, cascade orm.Cascade, soft bool) *library {
	b := orm.NewBase()
	l := &library{base: b}
	l.shelves = orm.Declare(b, prefix+"_shelf", func(t *ShelfTable) {
		t.ID.PrimaryKey()
		t.Name.Size(20).Unique()
		t.ParentID.References(t.ID)
		orm.Version(t, t.V)
		orm.TenantColumn(t, t.TenantID)
		if soft {
			orm.SoftDelete(t, t.DeletedAt)
		}
		t.Parent.ForeignKey(t.ParentID).Inverse(t.Children)
		t.Children.ForeignKey(t.ParentID)
	})
	l.books = orm.Declare(b, prefix+"_book", func(t *BookTable) {
		t.ID.PrimaryKey()
		t.Title.Size(20)
		t.ShelfID.References(l.shelves.ID)
		orm.Version(t, t.V)
		orm.TenantColumn(t, t.TenantID)
		orm.SoftDelete(t, t.DeletedAt)
		t.Shelf.Inverse(l.shelves.Books)
	})
	l.badges = orm.Declare(b, prefix+"_badge", func(t *BadgeTable) {
		t.ID.PrimaryKey()
		t.ShelfID.References(l.shelves.ID).Unique()
		t.Shelf.Inverse(l.shelves.Badge)
	})
	l.pages = orm.Declare(b, prefix+"_page", func(t *PageTable) {
		t.ID.PrimaryKey()
		t.Text.Size(20)
		orm.Version(t, t.V)
		t.ShelfID.References(l.shelves.ID)
		t.UniqueOn(t.ShelfID, t.Position)
		t.Shelf.Inverse(l.shelves.Pages)
	})
	l.notes = orm.Declare(b, prefix+"_note", func(t *NoteTable) {
		t.ID.PrimaryKey()
		t.Topic.Size(20)
		t.Text.Size(20)
		t.ShelfID.References(l.shelves.ID)
		t.Shelf.Inverse(l.shelves.Notes)
	})
	l.remarks = orm.Declare(b, prefix+"_remark", func(t *RemarkTable) {
		t.ID.PrimaryKey()
		t.Text.Size(20)
		t.Kind.Size(10)
		t.About.By(t.Kind, t.AboutID)
	})
	l.labels = orm.Declare(b, prefix+"_label", func(t *LabelTable) {
		t.ID.PrimaryKey()
		t.Word.Size(20)
	})
	l.entries = orm.Declare(b, prefix+"_entry", func(t *EntryTable) {
		t.ID.PrimaryKey()
		t.Text.Size(20)
		t.ShelfID.References(l.shelves.ID)
	})
	labelled := schema.Declare(b.MetaData(), prefix+"_labelled", func(t *labelledTable) {
		t.ShelfID.PrimaryKey().References(l.shelves.ID)
		t.LabelID.PrimaryKey().References(l.labels.ID)
	})
	l.onShelf = orm.Target(&l.remarks.About, l.shelves, "shelf")
	l.onBook = orm.Target(&l.remarks.About, l.books, "book")
	l.shelves.Remarks.Inverse(l.onShelf)
	l.books.Remarks.Inverse(l.onBook)
	l.shelves.Pages.OrderedBy(l.pages.Position)
	l.shelves.Notes.KeyedBy(l.notes.Topic)
	l.shelves.Labels.Through(labelled).Inverse(l.labels.Shelves)
	l.labels.Shelves.Through(labelled)
	if cascade != 0 {
		l.shelves.Badge.Cascade(cascade)
		l.shelves.Books.Cascade(cascade)
		l.shelves.Pages.Cascade(cascade)
		l.shelves.Notes.Cascade(cascade)
		l.shelves.Remarks.Cascade(cascade)
		l.books.Remarks.Cascade(cascade)
		l.shelves.Children.Cascade(orm.CascadeDelete)
	}
	l.describe()
	return l
}
