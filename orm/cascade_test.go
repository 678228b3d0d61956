package orm_test

import (
	"context"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

// Owners with children of every kind of cascade.

type Owner struct {
	ID       int
	Name     string
	Parts    []*Part
	Strict   []*Strict
	Loose    []*Loose
	Branches []*Branch
	Card     *Card
	Watched  []*Watched
}

type Part struct { // no action in the schema: deleted by us
	ID      int
	OwnerID int
	Owner   *Owner
}

type Strict struct { // deleted by the database
	ID      int
	OwnerID int
	Owner   *Owner
}

type Loose struct { // let go
	ID      int
	OwnerID *int
}

type Branch struct { // a tree
	ID       int
	OwnerID  *int
	ParentID *int
	Children []*Branch
}

type Card struct {
	ID      int
	OwnerID int
}

type Watched struct { // has a version: each is asked for
	ID      int
	V       int
	OwnerID int
}

type OwnerTable struct {
	orm.TableOf[Owner, int]
	ID       schema.Int
	Name     schema.String
	Parts    orm.Many[Owner, Part]
	Strict   orm.Many[Owner, Strict]
	Loose    orm.Many[Owner, Loose]
	Branches orm.Many[Owner, Branch]
	Card     orm.HasOne[Owner, Card]
	Watched  orm.Many[Owner, Watched]
}

type PartTable struct {
	orm.TableOf[Part, int]
	ID      schema.Int
	OwnerID schema.Int
	Owner   orm.One[Part, Owner]
}

type StrictTable struct {
	orm.TableOf[Strict, int]
	ID      schema.Int
	OwnerID schema.Int
	Owner   orm.One[Strict, Owner]
}

type LooseTable struct {
	orm.TableOf[Loose, int]
	ID      schema.Int
	OwnerID schema.NullInt
}

type BranchTable struct {
	orm.TableOf[Branch, int]
	ID       schema.Int
	OwnerID  schema.NullInt
	ParentID schema.NullInt
	Children orm.Many[Branch, Branch]
}

type CardTable struct {
	orm.TableOf[Card, int]
	ID      schema.Int
	OwnerID schema.Int
}

type WatchedTable struct {
	orm.TableOf[Watched, int]
	ID      schema.Int
	V       schema.Int
	OwnerID schema.Int
}

var (
	Estate = orm.NewBase()
	Owners = orm.Declare(Estate, "estate_owner", func(t *OwnerTable) { t.ID.PrimaryKey(); t.Name.Size(20) })
	Parts  = orm.Declare(Estate, "estate_part", func(t *PartTable) {
		t.ID.PrimaryKey()
		t.OwnerID.References(Owners.ID)
		t.Owner.Inverse(Owners.Parts)
	})
	Stricts = orm.Declare(Estate, "estate_strict", func(t *StrictTable) {
		t.ID.PrimaryKey()
		t.OwnerID.References(Owners.ID, schema.OnDelete(schema.Cascade))
		t.Owner.Inverse(Owners.Strict)
	})
	Looses   = orm.Declare(Estate, "estate_loose", func(t *LooseTable) { t.ID.PrimaryKey(); t.OwnerID.References(Owners.ID) })
	Branches = orm.Declare(Estate, "estate_node", func(t *BranchTable) {
		t.ID.PrimaryKey()
		t.OwnerID.References(Owners.ID)
		t.ParentID.References(t.ID)
		t.Children.Cascade(orm.CascadeDelete)
	})
	Cards    = orm.Declare(Estate, "estate_card", func(t *CardTable) { t.ID.PrimaryKey(); t.OwnerID.References(Owners.ID).Unique() })
	Watcheds = orm.Declare(Estate, "estate_watched", func(t *WatchedTable) {
		t.ID.PrimaryKey()
		t.OwnerID.References(Owners.ID)
		orm.Version(t, t.V)
	})
)

func init() {
	Owners.Parts.Cascade(orm.CascadeDeleteOrphan)
	Owners.Strict.Cascade(orm.CascadeDelete)
	Owners.Branches.Cascade(orm.CascadeDelete)
	Owners.Card.Cascade(orm.CascadeDeleteOrphan)
	Owners.Watched.Cascade(orm.CascadeDelete)
}

func estate() *Owner {
	return &Owner{Name: "o", Parts: []*Part{{}, {}}, Strict: []*Strict{{}}, Loose: []*Loose{{}}, Card: &Card{}, Watched: []*Watched{{}, {}},
		Branches: []*Branch{{Children: []*Branch{{Children: []*Branch{{}}}, {}}}}}
}

// counts are the rows of each table.
func counts(t *testing.T, ctx context.Context, eng *engine.Engine) (out []int) {
	t.Helper()
	s := orm.NewSession(eng)
	defer s.Close()
	for _, q := range []interface {
		Count(context.Context, *orm.Session) (int, error)
	}{orm.Select(Owners), orm.Select(Parts), orm.Select(Stricts), orm.Select(Looses), orm.Select(Branches), orm.Select(Cards), orm.Select(Watcheds)} {
		n, err := q.Count(ctx, s)
		must(t, err)
		out = append(out, n)
	}
	return out
}

func same(a []int, b ...int) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return len(a) == len(b)
}

func TestDeleteCascades(t *testing.T) {
	each(t, Estate, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		for _, load := range []bool{false, true} {
			o := estate()
			must(t, orm.Begin(ctx, eng, func(s *orm.Session) error { s.Add(o, estate()); return nil }))
			s := orm.NewSession(eng)
			defer s.Close()
			o, err := Owners.Get(ctx, s, o.ID)
			must(t, err)
			var part *Part
			if load {
				ps, err := Owners.Parts.Of(ctx, s, o)
				must(t, err)
				part = ps[0]
				_, err = Owners.Loose.Of(ctx, s, o)
				must(t, err)
				_, err = Owners.Card.Of(ctx, s, o)
				must(t, err)
			}
			before := counts(t, ctx, eng)
			sent.take()
			s.Delete(o)
			must(t, s.Commit(ctx))
			got := sent.take()
			after := counts(t, ctx, eng)
			for i, n := range []int{1, 2, 1, 0, 4, 1, 2} {
				if before[i]-after[i] != n {
					t.Fatalf("loaded %t: table %d: %v, then %v\n%s", load, i, before, after, strings.Join(got, "\n"))
				}
			}
			selects := 0
			for _, g := range got {
				if strings.HasPrefix(g, "SELECT") {
					selects++
				}
			}
			if selects != 5 || len(got) > 15 { // watched; four levels of nodes
				t.Fatal(selects, strings.Join(got, "\n"))
			}
			if load && (s.Len() != 1 || part.OwnerID == 0) { // the loose one stays
				t.Fatal(s.Len())
			}
			must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
				all, err := orm.Select(Owners).All(ctx, s)
				for _, x := range all {
					s.Delete(x)
				}
				loose, err2 := orm.Select(Looses).All(ctx, s)
				for _, x := range loose {
					s.Delete(x)
				}
				if err == nil {
					err = err2
				}
				return err
			}))
			if got := counts(t, ctx, eng); !same(got, 0, 0, 0, 0, 0, 0, 0) {
				t.Fatal(got)
			}
		}
	})
}

func TestOrphans(t *testing.T) {
	each(t, Estate, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		a, b := estate(), &Owner{Name: "b", Parts: []*Part{}}
		s := orm.NewSession(eng)
		defer s.Close()
		s.Add(a, b)
		must(t, s.Commit(ctx))
		moved, gone, pending := a.Parts[0], a.Parts[1], &Part{}
		// a move is an UPDATE; what nobody has any more is deleted; what was never a row is not inserted
		a.Parts = []*Part{pending}
		must(t, s.Sync())
		a.Parts = nil
		b.Parts = append(b.Parts, moved)
		sent.take()
		must(t, s.Flush(ctx))
		got := sent.take()
		if len(got) != 2 || moved.OwnerID != b.ID || moved.Owner != b {
			t.Fatal(got)
		}
		must(t, s.Rollback(ctx))
		if len(a.Parts) != 2 || len(b.Parts) != 0 || moved.Owner != a || gone.Owner != a {
			t.Fatal(a.Parts, b.Parts)
		}
		a.Parts = a.Parts[:1]
		a.Card = &Card{} // the former is nobody's any more
		must(t, s.Commit(ctx))
		if c := counts(t, ctx, eng); c[1] != 1 || c[5] != 1 {
			t.Fatal(c)
		}
	})
}
