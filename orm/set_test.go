package orm_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// picture is a committed Picture with everything in it, and a session that has read the row
// without its deferred columns.
func picture(ctx context.Context, s *orm.Session) (*Picture, error) {
	five := 5
	if err := begin(ctx, s, &Picture{Title: "sea", Data: []byte{1}, Preview: []byte{2}, Notes: "n", Active: true, Rating: &five}); err != nil {
		return nil, err
	}
	if err := s.Clear(); err != nil {
		return nil, err
	}
	return orm.Select(Pictures).LoadOnly(Pictures.Title).One(ctx, s)
}

var setScripts = []script{
	{"a zero that was not loaded is no value", Gallery, func(ctx context.Context, s *orm.Session) error {
		p, err := picture(ctx, s)
		p.Notes = ""
		return err
	}},
	{"a zero that is Set is one", Gallery, func(ctx context.Context, s *orm.Session) error {
		p, err := picture(ctx, s)
		return errors.Join(err, orm.Set(s, p, Pictures.Notes.Set(""), Pictures.Active.Set(false), Pictures.Rating.SetNull()))
	}},
	{"what is loaded and Set as it is is not sent", Gallery, func(ctx context.Context, s *orm.Session) error {
		p, err := picture(ctx, s)
		return errors.Join(err, orm.Set(s, p, Pictures.Title.Set("sea")))
	}},
	{"Set and another change", Gallery, func(ctx context.Context, s *orm.Session) error {
		p, err := picture(ctx, s)
		err = errors.Join(err, orm.Set(s, p, Pictures.Active.Set(false)))
		p.Title = "lake"
		return err
	}},
	{"the field holds what is written", Gallery, func(ctx context.Context, s *orm.Session) error {
		p, err := picture(ctx, s)
		err = errors.Join(err, orm.Set(s, p, Pictures.Notes.Set("x")))
		p.Notes = ""
		return err
	}},
	{"of a Ref", Gallery, func(ctx context.Context, s *orm.Session) error {
		_, err := picture(ctx, s)
		err = errors.Join(err, s.Clear())
		p, rerr := Pictures.Ref(s, 1)
		return errors.Join(err, rerr, orm.Set(s, p, Pictures.Title.Set(""), Pictures.AlbumID.SetNull()))
	}},
	{"of many rows", Gallery, func(ctx context.Context, s *orm.Session) error {
		err := begin(ctx, s, &Picture{Title: "a", Active: true}, &Picture{Title: "b", Active: true}, &Picture{Title: "c", Active: true})
		err = errors.Join(err, s.Clear())
		for i := 1; i <= 3; i++ {
			p, rerr := Pictures.Ref(s, i)
			err = errors.Join(err, rerr, orm.Set(s, p, Pictures.Active.Set(false)))
		}
		return err
	}},
	{"of an object to be inserted, no default", Gallery, func(ctx context.Context, s *orm.Session) error {
		p := &Picture{ID: 9, Title: "a"}
		s.Add(p)
		return orm.Set(s, p, Pictures.Rating.SetNull(), Pictures.Active.Set(false), Pictures.Notes.Set("m"))
	}},
	{"taken back by Expire", Gallery, func(ctx context.Context, s *orm.Session) error {
		p, err := picture(ctx, s)
		return errors.Join(err, orm.Set(s, p, Pictures.Active.Set(false)), s.Expire(p))
	}},
	{"of an expired object, as it was", Gallery, func(ctx context.Context, s *orm.Session) error {
		p, err := picture(ctx, s)
		return errors.Join(err, s.Expire(p), orm.Set(s, p, Pictures.Title.Set("sea")))
	}},
}

func TestGoldenPlansOfSet(t *testing.T) { goldenPlans(t, "set", setScripts) }

func TestSet(t *testing.T) {
	each(t, Gallery, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		t.Cleanup(func() { s.Close() })
		p, err := picture(ctx, s)
		must(t, err)
		updates := func() string {
			t.Helper()
			must(t, s.Flush(ctx))
			var out []string
			for _, st := range sent.take() {
				if strings.HasPrefix(st, "UPDATE") {
					out = append(out, st)
				}
			}
			return strings.Join(out, "\n")
		}
		row := func() string {
			t.Helper()
			fresh := orm.NewSession(eng)
			defer fresh.Close()
			x, err := orm.Select(Pictures).With(orm.Undefer(Pictures)).One(ctx, fresh)
			must(t, err)
			return fmt.Sprint(x.Title, " ", x.Data, " ", x.Notes, " ", x.Active, " ", x.Rating == nil)
		}
		clean := func() {
			t.Helper()
			must(t, s.Rollback(ctx))
			must(t, s.Clear())
			p, err = orm.Select(Pictures).LoadOnly(Pictures.Title).One(ctx, s)
			must(t, err)
			sent.take()
		}
		clean()

		t.Run("a later load leaves it", func(t *testing.T) {
			defer clean()
			must(t, orm.Set(s, p, Pictures.Active.Set(false), Pictures.Data.Set(nil)))
			must(t, orm.LoadColumns(ctx, s, p, Pictures.Data, Pictures.Active, Pictures.Notes))
			if p.Active || p.Data != nil || p.Notes != "n" {
				t.Error(p)
			}
			if u := updates(); !strings.Contains(u, "active") || strings.Contains(u, "notes") {
				t.Error(u)
			}
		})
		t.Run("what the row has already is not written after a load", func(t *testing.T) {
			defer clean()
			must(t, orm.Set(s, p, Pictures.Active.Set(true)))
			must(t, orm.LoadColumns(ctx, s, p, Pictures.Active))
			if u := updates(); u != "" {
				t.Error(u)
			}
		})
		t.Run("Refresh takes it back", func(t *testing.T) {
			defer clean()
			must(t, orm.Set(s, p, Pictures.Active.Set(false)))
			must(t, s.Refresh(ctx, p))
			if u := updates(); u != "" || !p.Active {
				t.Error(u)
			}
		})
		t.Run("rollback takes it back, before a flush and after", func(t *testing.T) {
			defer clean()
			must(t, orm.Set(s, p, Pictures.Notes.Set("")))
			must(t, s.Rollback(ctx))
			if u := updates(); u != "" {
				t.Error(u)
			}
			must(t, orm.Set(s, p, Pictures.Notes.Set("")))
			if u := updates(); !strings.Contains(u, "notes") {
				t.Error(u)
			}
			must(t, s.Rollback(ctx))
			if u := updates(); u != "" || !strings.Contains(row(), " n ") {
				t.Error(u, row())
			}
		})
		t.Run("a savepoint takes it back", func(t *testing.T) {
			defer clean()
			no := errors.New("no")
			for _, flushed := range []bool{false, true} {
				err := s.Savepoint(ctx, func() error {
					must(t, orm.Set(s, p, Pictures.Notes.Set("")))
					if flushed {
						must(t, s.Flush(ctx))
					}
					return no
				})
				if !errors.Is(err, no) {
					t.Fatal(err)
				}
				sent.take()
				if u := updates(); u != "" {
					t.Error(flushed, u)
				}
			}
			must(t, s.Savepoint(ctx, func() error { return orm.Set(s, p, Pictures.Notes.Set("")) }))
			must(t, s.Commit(ctx))
			if !strings.Contains(row(), "  ") {
				t.Error(row())
			}
		})
		t.Run("a query that reads the table flushes it", func(t *testing.T) {
			defer clean()
			must(t, orm.Set(s, p, Pictures.Active.Set(false)))
			n, err := orm.Select(Pictures).Where(Pictures.Active.Eq(false)).Count(ctx, s)
			must(t, err)
			if n != 1 {
				t.Error("not seen")
			}
		})
		t.Run("ChangesOf tells it", func(t *testing.T) {
			defer clean()
			must(t, orm.Set(s, p, Pictures.Active.Set(false)))
			cs, err := orm.ChangesOf(s, p)
			must(t, err)
			if len(cs) != 1 || cs[0].Column != "active" || cs[0].Old != nil || cs[0].New != false {
				t.Error(cs)
			}
		})
		t.Run("mistakes", func(t *testing.T) {
			defer clean()
			for want, set := range map[string][]sql.Assignment{
				"Set of Picture 1: no column is named":                                                                 nil,
				"Set of Picture.ID in Picture 1: it is of the primary key, which says which row is meant":              {Pictures.ID.Set(7)},
				"Set of orm_product.name in Picture 1: only columns of Picture can be named":                           {Products.Name.Set("x")},
				"Set of Picture.Notes in Picture 1: it is named twice":                                                 {Pictures.Notes.Set("x"), Pictures.Notes.Set("y")},
				"Set of Picture.Title in Picture 1: it cannot be NULL":                                                 {sql.AssignNull(Pictures.Title)},
				"Set of Picture.Title in Picture 1: an expression is not a value that a field can hold: use an UPDATE": {Pictures.Title.SetExpr(Pictures.Notes)},
			} {
				err := orm.Set(s, p, append([]sql.Assignment{}, set...)...)
				var typed *orm.SetError
				if !errors.As(err, &typed) || err.Error() != want {
					t.Errorf("%v\nwant %s", err, want)
				}
			}
			err := orm.Set(s, p, Pictures.Notes.Set("x"), Pictures.Title.SetExpr(Pictures.Notes), Pictures.ID.Set(2))
			if err == nil || strings.Count(err.Error(), "\n") != 1 || p.Notes != "" {
				t.Error(err, p.Notes)
			}
			var unknown *orm.NotPersistedError
			if err := orm.Set(s, &Picture{ID: 77}, Pictures.Notes.Set("x")); !errors.As(err, &unknown) {
				t.Error(err)
			}
			if err := orm.Set(s, 7, Pictures.Notes.Set("x")); err == nil {
				t.Error("an int is no object")
			}
			if u := updates(); u != "" {
				t.Error(u)
			}
			s.Delete(p)
			var deleted *orm.ObjectDeletedError
			if err := orm.Set(s, p, Pictures.Notes.Set("x")); !errors.As(err, &deleted) {
				t.Error(err)
			}
			ro := orm.NewSession(eng, orm.ReadOnly)
			defer ro.Close()
			if err := orm.Set(ro, p, Pictures.Notes.Set("x")); !errors.Is(err, orm.ErrReadOnlySession) {
				t.Error(err)
			}
		})
	})
}

func ExampleSet() {
	ctx, s, done := with(Gallery)
	defer done()

	s.Add(&Picture{Title: "sea", Data: []byte{1, 2, 3}, Notes: "at dawn"})
	check(s.Commit(ctx))
	check(s.Clear())

	p, err := orm.Select(Pictures).One(ctx, s) // without Data and Notes, which are Deferred
	check(err)
	p.Notes = "" // says nothing: that is what a field that was not loaded holds
	plan, err := s.Plan(ctx)
	check(err)
	fmt.Println(len(plan.Statements))
	check(orm.Set(s, p, Pictures.Notes.Set("")))
	plan, err = s.Plan(ctx)
	check(err)
	fmt.Print(plan)
	// Output:
	// 0
	// -- trip 1
	// UPDATE deferred_picture SET notes=? WHERE deferred_picture.id = ?;  -- "" 1
}
