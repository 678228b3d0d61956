package orm_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sqltype"
)

// Folders hold deeds, which are deleted softly; one is the cover, and readers have some.

type Folder struct {
	ID    int
	Deeds []*Deed
	Cover *Lid
}

type Deed struct {
	ID        int
	FolderID  *int
	Folder    *Folder
	Readers   []*Reader
	DeletedAt *time.Time
}

type Lid struct {
	ID        int
	FolderID  *int
	DeletedAt *time.Time
}

type Reader struct {
	ID    int
	Deeds []*Deed
}

type FolderTable struct {
	orm.TableOf[Folder, int]
	ID    schema.Int
	Deeds orm.Many[Folder, Deed]
	Cover orm.HasOne[Folder, Lid]
}

type DeedTable struct {
	orm.TableOf[Deed, int]
	ID        schema.Int
	FolderID  schema.NullInt
	Folder    orm.One[Deed, Folder]
	Readers   orm.Many[Deed, Reader]
	DeletedAt schema.NullTime
}

type LidTable struct {
	orm.TableOf[Lid, int]
	ID        schema.Int
	FolderID  schema.NullInt
	DeletedAt schema.NullTime
}

type ReaderTable struct {
	orm.TableOf[Reader, int]
	ID    schema.Int
	Deeds orm.Many[Reader, Deed]
}

var (
	Archive    = orm.NewBase()
	deedReader = schema.NewTable(Archive.MetaData(), "archive_reading",
		schema.Column("deed_id", sqltype.Integer, schema.References("archive_deed.id"), schema.PrimaryKey),
		schema.Column("reader_id", sqltype.Integer, schema.References("archive_reader.id"), schema.PrimaryKey))
	Folders = orm.Declare(Archive, "archive_folder", func(t *FolderTable) { t.ID.PrimaryKey() })
	Readers = orm.Declare(Archive, "archive_reader", func(t *ReaderTable) { t.ID.PrimaryKey(); t.Deeds.Through(deedReader) })
	Deeds   = orm.Declare(Archive, "archive_deed", func(t *DeedTable) {
		t.ID.PrimaryKey()
		t.FolderID.References(Folders.ID)
		t.Folder.Inverse(Folders.Deeds)
		t.Readers.Through(deedReader).Inverse(Readers.Deeds)
		orm.SoftDelete(t, t.DeletedAt)
	})
	Lids = orm.Declare(Archive, "archive_sheet", func(t *LidTable) {
		t.ID.PrimaryKey()
		t.FolderID.References(Folders.ID)
		orm.SoftDelete(t, t.DeletedAt)
	})
)

func TestSoftDeletedObjectsLeaveCollections(t *testing.T) {
	each(t, Archive, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		r := &Reader{}
		f := &Folder{Cover: &Lid{}, Deeds: []*Deed{{Readers: []*Reader{r}}, {Readers: []*Reader{r}}}}
		s.Add(f)
		must(t, s.Commit(ctx))
		p, q, c := f.Deeds[0], f.Deeds[1], f.Cover
		there := func(what string, deeds ...*Deed) {
			t.Helper()
			if !slices.Equal(f.Deeds, deeds) || !slices.Equal(r.Deeds, deeds) || (f.Cover == c) != (len(deeds) == 2) {
				t.Fatal(what, f.Deeds, r.Deeds, f.Cover)
			}
		}
		undone := errors.New("undone")
		if err := s.Savepoint(ctx, func() error {
			s.Delete(p, c)
			must(t, s.Flush(ctx))
			there("in a savepoint", q)
			return undone
		}); !errors.Is(err, undone) {
			t.Fatal(err)
		}
		there("after it", p, q)
		s.Delete(p)
		now := time.Now()
		c.DeletedAt = &now // as good as Delete
		must(t, s.Flush(ctx))
		there("flushed", q)
		must(t, s.Rollback(ctx))
		there("rolled back", p, q)
		s.Delete(p, c)
		must(t, s.Commit(ctx))
		there("committed", q)
		sent.take()
		later := p.DeletedAt.Add(time.Hour)
		p.DeletedAt = &later // nothing new
		must(t, s.Commit(ctx))
		if got := sent.take(); len(got) != 1 {
			t.Fatal(got)
		}
		if *p.FolderID != f.ID {
			t.Fatal("its row goes on to refer")
		}
		all := orm.NewSession(eng, orm.Unscoped) // which sees them
		defer all.Close()
		f, err := Folders.Get(ctx, all, f.ID)
		must(t, err)
		deeds, err := Folders.Deeds.Of(ctx, all, f)
		must(t, err)
		if len(deeds) != 2 {
			t.Fatal("the row is gone", deeds)
		}
		n := len(deeds)
		all.Delete(deeds[1])
		must(t, all.Commit(ctx))
		if len(f.Deeds) != n {
			t.Fatal("an unscoped session goes on to see it", f.Deeds)
		}
	})
}
