package orm_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

type Letter struct {
	ID    int
	Title string
	Slug  string
}

type LetterTable struct {
	orm.TableOf[Letter, int]
	ID    schema.Int
	Title schema.String
	Slug  schema.String
}

type Journal struct {
	ID   int
	Text string
}

type JournalTable struct {
	orm.TableOf[Journal, int]
	ID   schema.Int
	Text schema.String
}

var (
	Post1    = orm.NewBase()
	Letters  = orm.Declare(Post1, "event_letter", func(t *LetterTable) { t.ID.PrimaryKey(); t.Title.Size(40); t.Slug.Size(40) })
	Journals = orm.Declare(Post1, "event_journal", func(t *JournalTable) { t.ID.PrimaryKey(); t.Text.Size(100) })

	letterLog []string
	letterErr error
)

func init() {
	log := func(what string) func(context.Context, *orm.Flush, *Letter) error {
		return func(_ context.Context, f *orm.Flush, l *Letter) error {
			letterLog = append(letterLog, what+" "+l.Title)
			if strings.HasPrefix(what, "before") && what != "before delete" {
				l.Slug = strings.ReplaceAll(l.Title, " ", "-")
			}
			return letterErr
		}
	}
	orm.BeforeInsert(Letters, log("before insert"))
	orm.AfterInsert(Letters, log("after insert"))
	orm.BeforeUpdate(Letters, log("before update"))
	orm.AfterUpdate(Letters, log("after update"))
	orm.BeforeDelete(Letters, log("before delete"))
	orm.AfterDelete(Letters, log("after delete"))
	orm.Validate(Letters, func(c *orm.Change[*Letter]) error {
		if c.Object.Title == "" {
			return errors.New("a letter has a title")
		}
		return nil
	})
}

func TestHooksOfRowsAndSessions(t *testing.T) {
	each(t, Post1, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		letterLog, letterErr = nil, nil
		var s *orm.Session
		var ends []string
		journal := func(_ context.Context, f *orm.Flush) error {
			if err := s.Sync(); !errors.Is(err, orm.ErrReentrant) {
				t.Error(err)
			}
			for _, x := range f.Changed() {
				l, ok := x.(*Letter)
				if !ok {
					continue
				}
				for _, c := range f.Changes(l) {
					if c.Field == "Title" && len(f.New()) == 0 {
						return f.Add(&Journal{Text: fmt.Sprint(c.Old, " is ", c.New)})
					}
				}
			}
			return nil
		}
		s = orm.NewSession(eng, orm.OnBeforeFlush(journal),
			orm.OnAfterCommit(func(context.Context) error { ends = append(ends, "commit"); return nil }),
			orm.OnAfterRollback(func(context.Context) error { ends = append(ends, "rollback"); return nil }))
		defer s.Close()
		l := &Letter{Title: "dear you"}
		s.Add(l)
		must(t, s.Commit(ctx))
		if l.Slug != "dear-you" || strings.Join(letterLog, ", ") != "before insert dear you, after insert dear you" {
			t.Fatal(l, letterLog)
		}
		l.Title = "dear me"
		must(t, s.Commit(ctx))
		if n, err := orm.Select(Journals).Where(Journals.Text.Eq("dear you is dear me")).Count(ctx, s); err != nil || n != 1 || l.Slug != "dear-me" {
			t.Fatal(n, err, l)
		}
		letterLog = nil
		s.Delete(l)
		must(t, s.Flush(ctx))
		must(t, s.Rollback(ctx))
		if strings.Join(letterLog, ", ") != "before delete dear me, after delete dear me" || strings.Join(ends, " ") != "commit commit rollback" {
			t.Fatal(letterLog, ends)
		}
		// refused by a hook, before anything is sent, and after
		sent.take()
		letterErr = errors.New("no")
		l.Title = "x"
		if err := s.Flush(ctx); !errors.Is(err, letterErr) || len(sent.take()) != 0 {
			t.Fatal(err)
		}
		letterErr = nil
		l.Title = ""
		var ve *orm.ValidationError
		if err := s.Commit(ctx); !errors.As(err, &ve) || len(sent.take()) != 0 {
			t.Fatal(err)
		}
		must(t, s.Rollback(ctx))
		if l.Title != "dear me" {
			t.Fatal(l)
		}
	})
}

// What hooks behind a flush add, delete and change is written before the transaction ends, and
// before a savepoint begins and ends.
func TestHooksBehindAFlushWrite(t *testing.T) {
	each(t, Post1, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		letterLog, letterErr = nil, nil
		texts := func(s *orm.Session) string {
			t.Helper()
			js, err := orm.Select(Journals).OrderBy(Journals.ID).All(ctx, s)
			must(t, err)
			var out []string
			for _, j := range js {
				out = append(out, j.Text)
			}
			return strings.Join(out, " ")
		}
		n, most := 0, 2
		var changed *Journal
		hook := orm.OnAfterFlush(func(_ context.Context, f *orm.Flush) error {
			if changed != nil {
				changed.Text += "!"
				changed = nil
			}
			if n++; n > most {
				return nil
			}
			return f.Add(&Journal{Text: fmt.Sprint("after ", n)})
		})
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error { s.Add(&Journal{Text: "a"}); return nil }, hook))
		s := orm.NewSession(eng, hook)
		defer s.Close()
		if got := texts(s); got != "a after 1 after 2" {
			t.Error(got)
		}

		n, most = 0, 1
		s.Add(&Journal{Text: "b"})
		undone := errors.New("undone")
		err := s.Savepoint(ctx, func() error { // what was added before it stays
			n, most = 0, 1
			s.Add(&Journal{Text: "c"})
			return undone
		})
		if !errors.Is(err, undone) {
			t.Error(err)
		}
		must(t, s.Commit(ctx))
		if got := texts(s); got != "a after 1 after 2 b after 1" {
			t.Error(got)
		}
		n, most = 0, 1
		must(t, s.Savepoint(ctx, func() error {
			s.Add(&Journal{Text: "d"})
			return nil
		}))
		must(t, s.Rollback(ctx))
		if got := texts(s); got != "a after 1 after 2 b after 1" {
			t.Error(got)
		}

		all, err := orm.Select(Journals).OrderBy(Journals.ID).All(ctx, s)
		must(t, err)
		most, changed = 0, all[1]
		all[0].Text = "x"
		must(t, s.Commit(ctx))
		other := orm.NewSession(eng)
		defer other.Close()
		if got := texts(other); got != "x after 1! after 2 b after 1" {
			t.Error(got)
		}
		must(t, other.Commit(ctx))

		most = 1 << 30 // and never ends
		s.Add(&Journal{Text: "e"})
		if err := s.Commit(ctx); err == nil || !strings.Contains(err.Error(), "each of 100") {
			t.Error(err)
		}
		must(t, s.Rollback(ctx))
		if got := texts(other); got != "x after 1! after 2 b after 1" {
			t.Error(got)
		}
	})
}

// A hook that deletes or adds what there is, and then nothing, is not called for ever; a Flush
// serves the call that it was given to, and one goroutine.
func TestAFlushIsForTheCallOfItsHook(t *testing.T) {
	each(t, Post1, func(t *testing.T, ctx context.Context, eng *engine.Engine, _ *echo) {
		letterLog, letterErr = nil, nil
		var kept *orm.Flush
		hook := func(_ context.Context, f *orm.Flush) error {
			kept = f
			return f.Delete(f.New()...)
		}
		s := orm.NewSession(eng, orm.OnBeforeFlush(func(ctx context.Context, f *orm.Flush) error { return hook(ctx, f) }))
		defer s.Close()
		s.Add(&Journal{Text: "a"})
		must(t, s.Commit(ctx))
		if err := kept.Add(&Journal{Text: "b"}); err == nil || !strings.Contains(err.Error(), "valid during the call") {
			t.Error(err)
		}
		hook = func(_ context.Context, f *orm.Flush) error {
			var wg sync.WaitGroup
			if f.Round() == 0 {
				for range 4 {
					wg.Go(func() {
						for range 50 {
							if err := f.Add(&Journal{Text: "c"}); err != nil && !errors.Is(err, orm.ErrConcurrentSession) {
								t.Error(err)
							}
						}
					})
				}
			}
			wg.Wait()
			return nil
		}
		s.Add(&Journal{Text: "d"})
		must(t, s.Commit(ctx))
		if n, err := orm.Select(Journals).Count(ctx, s); err != nil || n < 2 || n > 201 {
			t.Error(n, err)
		}
	})
}
