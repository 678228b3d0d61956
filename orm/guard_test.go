package orm_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// Books of a shelf are never deleted: they are lost, with a time.

type lostShelf struct {
	ID    int
	Books []*lostBook
	Tags  []*lostTag
}

type lostBook struct {
	ID      int
	Title   string
	ShelfID *int
	Shelf   *lostShelf
	LostAt  *time.Time
}

type lostTag struct {
	ID      int
	Shelves []*lostShelf
	LostAt  *time.Time
}

type lostShelfTable struct {
	orm.TableOf[lostShelf, int]
	ID    schema.Int
	Books orm.Many[lostShelf, lostBook]
	Tags  orm.Many[lostShelf, lostTag]
}

type lostBookTable struct {
	orm.TableOf[lostBook, int]
	ID      schema.Int
	Title   schema.String
	ShelfID schema.NullInt
	LostAt  schema.NullTime
	Shelf   orm.One[lostBook, lostShelf]
}

type lostTagTable struct {
	orm.TableOf[lostTag, int]
	ID      schema.Int
	LostAt  schema.NullTime
	Shelves orm.Many[lostTag, lostShelf]
}

var (
	lostBase    = orm.NewBase()
	lostShelves = orm.Declare(lostBase, "orm_lost_shelf", func(t *lostShelfTable) {
		t.ID.PrimaryKey()
		t.Books.Cascade(orm.CascadeDeleteOrphan)
	})
	lostBooks = orm.Declare(lostBase, "orm_lost_book", func(t *lostBookTable) {
		t.ID.PrimaryKey()
		t.Title.Size(20)
		t.ShelfID.References(lostShelves.ID)
		t.Shelf.Inverse(lostShelves.Books)
		lostShelves.Books.OrderBy(t.ID)
		orm.SoftDelete(t, t.LostAt)
	})
	_ = orm.Declare(lostBase, "orm_lost_tag", func(t *lostTagTable) {
		t.ID.PrimaryKey()
		lostShelves.Tags.Through(lostPairs).Inverse(t.Shelves)
		orm.SoftDelete(t, t.LostAt)
	})
	lostPairs = schema.Declare(lostBase.MetaData(), "orm_lost_pair", func(t *lostPairTable) {
		t.ShelfID.ReferencesName("orm_lost_shelf.id").PrimaryKey()
		t.TagID.ReferencesName("orm_lost_tag.id").PrimaryKey()
	})
)

type lostPairTable struct {
	schema.Rows
	ShelfID schema.Int
	TagID   schema.Int
}

// Deletion of what stays as a row is an UPDATE, whoever asks for it, and collections do not
// have it any more.
func TestOrphansThatAreDeletedSoftly(t *testing.T) {
	each(t, lostBase, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		var hooked *lostBook
		s := orm.NewSession(eng, orm.OnBeforeFlush(func(_ context.Context, f *orm.Flush) error {
			if b := hooked; b != nil {
				hooked = nil
				return f.Delete(b)
			}
			return nil
		}))
		defer s.Close()
		shelf := &lostShelf{Books: []*lostBook{{Title: "a"}, {Title: "b"}, {Title: "c"}, {Title: "d"}}, Tags: []*lostTag{{}, {}}}
		s.Add(shelf)
		must(t, s.Commit(ctx))
		books := shelf.Books
		sent.take()
		s.Delete(books[0], shelf.Tags[0])
		must(t, s.Commit(ctx))
		shelf.Books = shelf.Books[1:] // an orphan
		must(t, s.Commit(ctx))
		hooked, books[3].Title = books[2], "e"
		must(t, s.Commit(ctx))
		if len(shelf.Books) != 1 || shelf.Books[0] != books[3] || len(shelf.Tags) != 1 {
			t.Error(shelf.Books, shelf.Tags)
		}
		for _, text := range sent.take() {
			if strings.HasPrefix(text, "DELETE") {
				t.Error(text)
			}
		}
		for i, b := range books[:3] {
			if b.LostAt == nil || b.ShelfID == nil || *b.ShelfID != shelf.ID {
				t.Errorf("%d: %+v", i, *b)
			}
		}
		if n, err := orm.Select(lostBooks).Count(ctx, s); err != nil || n != 1 {
			t.Error(n, err)
		}
		if n, err := orm.Select(lostBooks).Unscoped().Where(lostBooks.ShelfID.IsNotNull()).Count(ctx, s); err != nil || n != 4 {
			t.Error(n, err)
		}
		s.Delete(shelf.Books[0])
		must(t, s.Flush(ctx))
		must(t, s.Rollback(ctx))
		if len(shelf.Books) != 1 || shelf.Books[0].LostAt != nil {
			t.Error("after a rollback:", shelf.Books)
		}
		must(t, s.Commit(ctx))
	})
}

// Policies are beside the condition of a foreign key that nobody wrote, within joined tables,
// and on what UPDATE and DELETE read.
func TestPoliciesOfWhatIsJoined(t *testing.T) {
	each(t, Offices, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		offices(t, ctx, eng)
		s := orm.NewSession(eng, orm.Tenant(2))
		defer s.Close()
		rows, err := orm.All(ctx, s, sql.Select2(Accounts, Memos).LeftJoin(Memos).OrderBy(Accounts.ID, Memos.ID))
		must(t, err)
		if len(rows) != 3 || rows[0].A.Name != "a" || rows[0].B.Text != "x" || rows[2].A.Name != "b" || rows[2].B != nil {
			t.Error(rows)
		}
		counted, err := orm.All(ctx, s, sql.Select1(sql.Count(Memos.ID)).From(sql.JoinTables(Accounts).LeftJoin(Memos)))
		must(t, err)
		if counted[0] != 2 {
			t.Error(counted)
		}
		theirs, err := orm.All(ctx, s, sql.Select1(Accounts.ID).Where(Accounts.TenantID.Eq(1)))
		must(t, err)
		if len(theirs) > 0 {
			t.Error(theirs)
		}
		if eng.Dialect().Name() != "mysql" { // which counts what it finds, and not what it joins
			r, err := s.Execute(ctx, sql.Update(Memos).Set(Memos.Text.Set("z")).From(Accounts).Where(Accounts.Name.Eq("a")))
			must(t, err)
			if r.RowCount() != 2 {
				t.Error(r.RowCount())
			}
			must(t, r.Close())
		}
		all := orm.NewSession(eng, orm.Unscoped)
		defer all.Close()
		if n, err := orm.Select(Memos).Where(Memos.Text.Eq("z")).Count(ctx, all); err != nil || n != 0 {
			t.Error(n, err)
		}
		must(t, s.Commit(ctx))
		var full *orm.PolicyError
		if _, err := orm.All(ctx, s, sql.Select2(Accounts, Memos).FullJoin(Memos)); !errors.As(err, &full) {
			t.Error(err)
		}
	})
}
