package orm_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

// What is tied already, and appended to a collection that is not loaded.
func TestPairsThatAreThereAlready(t *testing.T) {
	each(t, Blog, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		must(t, begin(ctx, s, &Post{Title: "h", Keywords: []*Keyword{{Word: "a"}, {Word: "b"}}}))
		must(t, s.Clear())
		p, err := orm.Select(Posts).One(ctx, s)
		must(t, err)
		ks, err := orm.Select(Keywords).OrderBy(Keywords.ID).All(ctx, s)
		must(t, err)
		p.Keywords = append(p.Keywords, ks[0])
		err = s.Commit(ctx)
		if !errors.Is(err, driver.ErrUnique) || !strings.Contains(err.Error(), "; Post 1 and Keyword 1: they were tied already. A collection that is not loaded") {
			t.Error(err)
		}
		must(t, s.Rollback(ctx))
		p.Keywords = append(p.Keywords, ks...)
		err = s.Commit(ctx)
		if !errors.Is(err, driver.ErrUnique) || !strings.Contains(err.Error(), "; one of the 2 pairs from Post 1 and Keyword 1 on: they were") {
			t.Error(err)
		}
		must(t, s.Rollback(ctx))
		_, err = Posts.Keywords.Of(ctx, s, p) // as the message says
		must(t, err)
		p.Keywords = append(p.Keywords, ks[0])
		must(t, s.Commit(ctx))
	})
}

type Hoop struct {
	ID     int
	NextID *int
	Next   *Hoop
}

type HoopTable struct {
	orm.TableOf[Hoop, int]
	ID     schema.Int
	NextID schema.NullInt
	Next   orm.One[Hoop, Hoop]
}

var (
	Circus = orm.NewBase()
	Hoops  = orm.Declare(Circus, "circus_hoop", func(t *HoopTable) {
		t.ID.PrimaryKey()
		t.NextID.References(t.ID, schema.OnDelete(schema.Cascade))
	})
)

// A circle of foreign keys with ON DELETE CASCADE: one DELETE takes all of it.
func TestCirclesThatCascade(t *testing.T) {
	each(t, Circus, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		a, b := &Hoop{}, &Hoop{}
		must(t, begin(ctx, s, a, b))
		a.Next, b.Next = b, a
		must(t, s.Commit(ctx))
		s.Delete(a, b)
		sent.take()
		var ce *orm.CircularDependencyError
		if err := s.Flush(ctx); !errors.As(err, &ce) || !ce.Cascades || !strings.Contains(err.Error(), "Delete one of them only") || len(sent.take()) > 0 {
			t.Fatal(err)
		}
		must(t, s.Rollback(ctx))
		s.Delete(a) // as the message says
		must(t, s.Commit(ctx))
		if n, err := orm.Select(Hoops).Count(ctx, s); err != nil || n != 0 {
			t.Error(n, err)
		}
	})
}
