package orm_test

import (
	"context"
	"errors"
	"testing"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// What a database does to rows that refer to a deleted one, and the session must learn.

type Bay struct {
	Hall  int
	No    int
	Vases []*Vase
}

//lint:ignore U1000 the key of BayTable, which names it in an alias of a generic type
type bayKey struct{ Hall, No int }

type Vase struct {
	ID    int
	Name  string
	Hall  *int
	BayNo *int
	Bay   *Bay
}

type BayTable struct {
	orm.TableOf[Bay, bayKey]
	Hall, No schema.Int
	Vases    orm.Many[Bay, Vase]
}

type VaseTable struct {
	orm.TableOf[Vase, int]
	ID          schema.Int
	Name        schema.String
	Hall, BayNo schema.NullInt
	Bay         orm.One[Vase, Bay]
}

func museum(hall func(*schema.NullInt), option schema.FKOption) (*orm.Base, *BayTable, *VaseTable) {
	b := orm.NewBase()
	bays := orm.Declare(b, "museum_bay", func(t *BayTable) {
		t.Hall.PrimaryKey()
		t.No.PrimaryKey()
	})
	vases := orm.Declare(b, "museum_vase", func(t *VaseTable) {
		t.ID.PrimaryKey()
		t.Name.Size(20)
		hall(&t.Hall)
		hall(&t.BayNo)
		schema.AddForeignKey(t, []sql.Expr{t.Hall, t.BayNo}, []sql.Expr{bays.Hall, bays.No}, option)
		t.Bay.Inverse(bays.Vases)
	})
	return b, bays, vases
}

// whoever is let go has what the database gives, here (1, 1), or is refused with the schema.
func TestRowsThatFallToTheirDefault(t *testing.T) {
	base, bays, vases := museum(func(c *schema.NullInt) { c.ServerDefault(sql.Val(1)) }, schema.OnDelete(schema.SetDefault))
	letGo(t, base, func(t *testing.T, ctx context.Context, s *orm.Session) {
		store := &Bay{Hall: 1, No: 1}
		b := &Bay{Hall: 2, No: 5, Vases: []*Vase{{Name: "ming"}}}
		must(t, begin(ctx, s, store, b))
		v := b.Vases[0]
		if *v.Hall != 2 || *v.BayNo != 5 {
			t.Fatal(*v.Hall, *v.BayNo)
		}
		s.Delete(b)
		must(t, s.Flush(ctx))
		if v.Bay != nil {
			t.Error("it refers to a deleted bay")
		}
		bay, err := vases.Bay.Of(ctx, s, v)
		must(t, err)
		if bay != store || *v.Hall != 1 || *v.BayNo != 1 {
			t.Error(bay, *v.Hall, *v.BayNo)
		}
		in, err := bays.Vases.Of(ctx, s, store)
		must(t, err)
		if len(in) != 1 || in[0] != v {
			t.Error(in)
		}
		must(t, s.Rollback(ctx))
		if got, err := vases.Get(ctx, s, v.ID); err != nil || got != v || *v.Hall != 2 || *v.BayNo != 5 {
			t.Error(err, *v.Hall, *v.BayNo)
		}
	})
}

// Only the columns that the schema names become NULL.
func TestRowsThatLoseAPartOfTheirKey(t *testing.T) {
	base, _, vases := museum(func(*schema.NullInt) {}, schema.OnDeleteOf(schema.SetNull, "bay_no"))
	letGo(t, base, func(t *testing.T, ctx context.Context, s *orm.Session) {
		b := &Bay{Hall: 2, No: 5, Vases: []*Vase{{Name: "ming"}}}
		must(t, begin(ctx, s, b))
		v := b.Vases[0]
		s.Delete(b)
		must(t, s.Flush(ctx))
		if v.Hall == nil || *v.Hall != 2 || v.BayNo != nil || v.Bay != nil {
			t.Error(v)
		}
		v.Name = "tang"
		must(t, s.Commit(ctx))
		must(t, s.Clear())
		got, err := vases.Get(ctx, s, v.ID)
		must(t, err)
		if got.Hall == nil || *got.Hall != 2 || got.BayNo != nil {
			t.Error(got)
		}
	})
}

// letGo runs f on the databases that can do what base says; the others refuse it.
func letGo(t *testing.T, base *orm.Base, f func(t *testing.T, ctx context.Context, s *orm.Session)) {
	for _, d := range databases() {
		t.Run(d.name, func(t *testing.T) {
			ctx := t.Context()
			eng := d.open(t)
			t.Cleanup(func() { eng.Close(context.Background()) })
			must(t, base.DropAll(ctx, eng))
			err := base.CreateAll(ctx, eng)
			var un *compile.UnsupportedError
			if errors.As(err, &un) {
				return
			}
			must(t, err)
			t.Cleanup(func() { must(t, base.DropAll(context.Background(), eng)) })
			s := orm.NewSession(eng, orm.Using(base))
			defer s.Close()
			f(t, ctx, s)
		})
	}
}
