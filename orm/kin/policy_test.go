package kin_test

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

// A binder's entries belong to tenants, and stay as rows when they are deleted; its
// stickers go with it.

type Binder struct {
	ID       int
	Entries  []*Entry
	Stickers []*Sticker
}

type Entry struct {
	ID        int
	Kind      string
	Firm      int
	DeletedAt *time.Time
	BinderID  *int
	Title     string
}

type Photo struct {
	Entry
	Width int
}

type Memo struct {
	Entry
	Body string
}

type Sticker struct {
	ID       int
	Kind     int
	BinderID int
	Binder   *Binder
}

type Stamp struct {
	Sticker
	Value int
	Marks []*Mark
}

type Mark struct {
	ID      int
	StampID int
}

type EntryColumns struct {
	ID        schema.Int
	Kind      schema.String
	Firm      schema.Int
	DeletedAt schema.NullTime
	BinderID  schema.NullInt
	Title     schema.String
}

type StickerColumns struct {
	ID       schema.Int
	Kind     schema.Int
	BinderID schema.Int
}

type (
	BinderTable struct {
		orm.TableOf[Binder, int]
		ID       schema.Int
		Entries  orm.Many[Binder, Entry]
		Stickers orm.Many[Binder, Sticker]
	}
	EntryTable struct {
		orm.TableOf[Entry, int]
		EntryColumns
	}
	PhotoTable struct {
		orm.TableOf[Photo, int]
		EntryColumns
		Width schema.Int
	}
	MemoTable struct {
		orm.TableOf[Memo, int]
		EntryColumns
		Body schema.String
	}
	StickerTable struct {
		orm.TableOf[Sticker, int]
		StickerColumns
		Binder orm.One[Sticker, Binder]
	}
	StampTable struct {
		orm.TableOf[Stamp, int]
		StickerColumns
		Value schema.Int
		Marks orm.Many[Stamp, Mark]
	}
	MarkTable struct {
		orm.TableOf[Mark, int]
		ID      schema.Int
		StampID schema.Int
	}
)

var (
	Desk    = orm.NewBase()
	Binders = orm.Declare(Desk, "kin_binder", func(t *BinderTable) { t.ID.PrimaryKey() })
	Entries = orm.Declare(Desk, "kin_entry", func(t *EntryTable) {
		t.ID.PrimaryKey()
		t.Kind.Size(10)
		t.Title.Size(20)
		t.BinderID.References(Binders.ID)
		orm.Discriminator(t, t.Kind, "entry")
		orm.SoftDelete(t, t.DeletedAt)
		orm.TenantColumn(t, t.Firm)
	})
	Photos   = orm.JoinedTable(Entries, "kin_photo", "photo", func(t *PhotoTable) {})
	Memos    = orm.SingleTable(Entries, "memo", func(t *MemoTable) { t.Body.Size(20) })
	Stickers = orm.Declare(Desk, "kin_sticker", func(t *StickerTable) {
		t.ID.PrimaryKey()
		t.BinderID.References(Binders.ID)
		orm.Discriminator(t, t.Kind, 1)
		t.Binder.Inverse(Binders.Stickers)
	})
	Stamps = orm.JoinedTable(Stickers, "kin_stamp", 2, func(t *StampTable) {})
	Marks  = orm.Declare(Desk, "kin_mark", func(t *MarkTable) {
		t.ID.PrimaryKey()
		t.StampID.References(Stamps.ID)
	})
)

var seen []string

func init() {
	Binders.Stickers.Cascade(orm.CascadeDeleteOrphan)
	Stamps.Marks.Cascade(orm.CascadeDelete)
	orm.BeforeInsert(Stickers, func(_ context.Context, _ *orm.Flush, x *Sticker) error {
		seen = append(seen, "sticker")
		return nil
	})
	orm.BeforeInsert(Stamps, func(_ context.Context, _ *orm.Flush, x *Stamp) error {
		seen = append(seen, "stamp")
		if x.Value < 0 {
			return errors.New("a stamp is worth something")
		}
		return nil
	})
}

func TestPolicies(t *testing.T) {
	each(t, Desk, func(t *testing.T, ctx context.Context, eng *engine.Engine, _ *echo) {
		one := orm.NewSession(eng, orm.Tenant(1))
		defer one.Close()
		two := orm.NewSession(eng, orm.Tenant(2))
		defer two.Close()
		photo := &Photo{Entry: Entry{Title: "p"}, Width: 3}
		memo := &Memo{Entry: Entry{Title: "m"}, Body: "b"}
		one.Add(photo, memo, &Entry{Title: "e"})
		must(t, one.Commit(ctx))
		two.Add(&Photo{Entry: Entry{Title: "q"}, Width: 4})
		must(t, two.Commit(ctx))
		count := func(s *orm.Session, want, photos, memos int) {
			t.Helper()
			for i, q := range []func() (int, error){
				func() (int, error) { return orm.Select(Entries).Count(ctx, s) },
				func() (int, error) { return orm.Select(Photos).Count(ctx, s) },
				func() (int, error) { return orm.Select(Memos).Count(ctx, s) },
			} {
				n, err := q()
				if err != nil || n != []int{want, photos, memos}[i] {
					t.Fatal(i, n, err)
				}
			}
			all, err := orm.Select(Entries).All(ctx, s)
			if err != nil || len(all) != want {
				t.Fatal(all, err)
			}
		}
		count(one, 3, 1, 1)
		count(two, 1, 1, 0)
		if _, err := Photos.Get(ctx, two, photo.ID); !errors.Is(err, orm.ErrNoResult) {
			t.Fatal(err)
		}
		one.Delete(photo)
		must(t, one.Commit(ctx))
		count(one, 2, 0, 1)
		n, err := orm.Select(Photos).Unscoped().Count(ctx, one)
		if err != nil || n != 2 {
			t.Fatal(n, err)
		}
		if err := two.Rollback(ctx); err != nil {
			t.Fatal(err)
		}
		r, err := two.Execute(ctx, sql.Update(Photos).Set(Photos.Width.Set(9)).AllRows())
		must(t, err)
		must(t, r.Close())
		must(t, two.Commit(ctx))
		widths, err := engine.All(ctx, eng, sql.Select1(Photos.Width).OrderBy(Photos.Width))
		must(t, err)
		if len(widths) != 2 || widths[0] != 3 || widths[1] != 9 {
			t.Fatal(widths)
		}
		only := orm.NewSession(eng, orm.Tenant(1), orm.Only(Memos, Memos.Body.Eq("b")))
		defer only.Close()
		var pe *orm.PolicyError
		if _, err := orm.Select(Entries).Count(ctx, only); !errors.As(err, &pe) {
			t.Fatal(err)
		}
		if _, err := orm.Select(Memos).Count(ctx, only); !errors.As(err, &pe) {
			t.Fatal(err)
		}
	})
}

func TestCascadesAndHooks(t *testing.T) {
	each(t, Desk, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng, orm.Tenant(1))
		defer s.Close()
		seen = nil
		b := &Binder{}
		stamp := &Stamp{Sticker: Sticker{Binder: b}, Value: 5, Marks: []*Mark{{}, {}}}
		plain := &Sticker{Binder: b}
		s.Add(b, stamp, plain)
		must(t, s.Commit(ctx))
		if strings.Join(seen, " ") != "sticker stamp sticker" && strings.Join(seen, " ") != "sticker sticker stamp" {
			t.Fatal(seen)
		}
		s.Add(&Stamp{Sticker: Sticker{BinderID: b.ID}, Value: -1})
		if err := s.Flush(ctx); err == nil || !strings.Contains(err.Error(), "worth something") {
			t.Fatal(err)
		}
		must(t, s.Rollback(ctx))
		if stamp.Kind != 2 || plain.Kind != 1 || len(b.Stickers) != 2 {
			t.Fatal(stamp, plain, b)
		}
		// a part of a query of members, and members that are added and removed
		ofB, err := Binders.Stickers.Select(b).Where(Stickers.Kind.Eq(2)).All(ctx, s)
		must(t, err)
		if len(ofB) != 1 || ofB[0] != &stamp.Sticker {
			t.Fatal(ofB)
		}
		if err := Binders.Stickers.Add(s, b, &(&Stamp{}).Sticker); err == nil || !strings.Contains(err.Error(), "cannot be told") {
			t.Fatal(err)
		}
		late := &Stamp{Value: 1}
		s.Add(late)
		must(t, Binders.Stickers.Add(s, b, &late.Sticker))
		must(t, s.Commit(ctx))
		if late.BinderID != b.ID || len(b.Stickers) != 3 {
			t.Fatal(late, b.Stickers)
		}
		// an orphan goes, with the rows of all its tables
		b.Stickers = b.Stickers[:2]
		must(t, s.Commit(ctx))
		if n, err := orm.Select(Stamps).Count(ctx, s); err != nil || n != 1 {
			t.Fatal(n, err)
		}
		// and what belongs to an owner that is deleted, loaded or not
		fresh := orm.NewSession(eng, orm.Tenant(1))
		defer fresh.Close()
		again, err := Binders.Get(ctx, fresh, b.ID)
		must(t, err)
		fresh.Delete(again)
		must(t, fresh.Commit(ctx))
		for _, name := range []string{"kin_binder", "kin_sticker", "kin_stamp", "kin_mark"} {
			n, err := engine.One(ctx, eng, sql.Select1(sql.Count()).From(Desk.MetaData().Table(name)))
			if err != nil || n != 0 {
				t.Fatal(name, n, err)
			}
		}
	})
}
