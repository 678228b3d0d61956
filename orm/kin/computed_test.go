package kin_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// What a consignment is, its weight says: the database computes it. Freight has papers in a
// table of its own, and a letter has a stamp.

type Consignment struct {
	ID    int
	Grams int
	Kind  string
}

type Letter struct {
	Consignment
	Stamp *string
}

type Freight struct {
	Consignment
	Papers string
}

type ConsignmentColumns struct {
	ID    schema.Int
	Grams schema.Int
	Kind  schema.String
}

type ConsignmentTable struct {
	orm.TableOf[Consignment, int]
	ConsignmentColumns
}

type LetterTable struct {
	orm.TableOf[Letter, int]
	Stamp schema.NullString
}

type FreightTable struct {
	orm.TableOf[Freight, int]
	ConsignmentColumns
	Papers schema.String
}

var (
	Post         = orm.NewBase()
	Consignments = orm.Declare(Post, "kin_consignment", func(t *ConsignmentTable) {
		t.ID.PrimaryKey()
		t.Kind.Size(10).Stored(sql.When(t.Grams.Lt(50), "letter").When(t.Grams.Gt(5000), "freight").Else("parcel"))
		orm.Discriminator(t, t.Kind, "parcel")
	})
	Letters  = orm.SingleTable(Consignments, "letter", func(t *LetterTable) { t.Stamp.Size(10) })
	Freights = orm.JoinedTable(Consignments, "kin_freight", "freight", func(t *FreightTable) { t.Papers.Size(10) })
)

// TestComputedDiscriminator: nobody writes it, everybody reads it, and a row that would
// become something else than its object is an error before it lasts.
func TestComputedDiscriminator(t *testing.T) {
	each(t, Post, func(t *testing.T, ctx context.Context, eng *engine.Engine, _ *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		l, p, f := &Letter{Consignment: Consignment{Grams: 20}}, &Consignment{Grams: 100}, &Freight{Consignment: Consignment{Grams: 9000}, Papers: "CMR"}
		s.Add(l, p, f)
		must(t, s.Commit(ctx))
		count := func(want int) {
			t.Helper()
			fresh := orm.NewSession(eng)
			defer fresh.Close()
			all, err := orm.Select(Consignments).OrderBy(Consignments.ID).All(ctx, fresh)
			must(t, err)
			if len(all) != want {
				t.Fatal(len(all))
			}
			if _, ok := orm.As[*Letter](fresh, all[0]); !ok || all[0].Kind != "letter" {
				t.Error(all[0])
			}
			if x, ok := orm.As[*Freight](fresh, all[2]); !ok || x.Papers != "CMR" || x.Kind != "freight" {
				t.Error(all[2])
			}
			if letters, err := orm.Select(Letters).All(ctx, fresh); err != nil || len(letters) != want-2 {
				t.Error(len(letters), err)
			}
		}
		count(3)
		l.Grams, f.Grams = 30, 8000
		must(t, s.Commit(ctx))
		count(3)

		is := func(what string, err error) {
			t.Helper()
			var de *orm.DiscriminatorError
			if !errors.As(err, &de) || de.Is != what || strings.Contains(err.Error(), "internal") {
				t.Fatal(err)
			}
			must(t, s.Rollback(ctx))
			count(3)
		}
		l.Grams = 60
		is("Consignment", s.Commit(ctx))
		s.Add(&Letter{Consignment: Consignment{Grams: 70}})
		is("Consignment", s.Commit(ctx))
		s.Add(&Consignment{Grams: 10}, &Consignment{Grams: 70}, &Consignment{Grams: 80}, &Consignment{Grams: 90}, &Consignment{Grams: 95})
		is("Letter", s.Commit(ctx))
		s.Add(&Freight{Consignment: Consignment{Grams: 8}, Papers: "x"})
		is("Letter", s.Commit(ctx))
		f.Grams = 7
		is("Letter", s.Commit(ctx))
		s.Add(&Consignment{Grams: 70, Kind: "letter"})
		if err := s.Commit(ctx); err == nil || !strings.Contains(err.Error(), "says what the row is") {
			t.Fatal(err)
		}
		must(t, s.Rollback(ctx))

		ins, err := eng.Execute(ctx, orm.Insert(Letters, &Letter{Consignment: Consignment{Grams: 5}}))
		must(t, err)
		must(t, ins.Close())
		count(4)
		n, err := engine.BulkInsert(ctx, eng, Consignments, []*Consignment{{Grams: 3}, {Grams: 4}})
		if err != nil || n != 2 {
			t.Fatal(n, err)
		}
		count(6)
		r, err := s.Execute(ctx, sql.Insert(Freights).Values(Freights.ID.Set(100), Freights.Grams.Set(7000), Freights.Papers.Set("T1")))
		must(t, err)
		must(t, r.Close())
		must(t, s.Commit(ctx))
		if all, err := orm.Select(Freights).All(ctx, s); err != nil || len(all) != 2 {
			t.Fatal(len(all), err)
		}
	})
}
