package orm_test

import (
	"context"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// A Booking has fields of types that are compared by content: ranges, slices, maps.
type Booking struct {
	ID     int
	During sqltype.Range[time.Time]
	Days   *sqltype.Range[int]
	Tags   []string
	Attrs  sqltype.HStore
	From   netip.Prefix
	Period sqltype.Period
	Double int
}

type BookingTable struct {
	orm.TableOf[Booking, int]
	ID     schema.Int
	During schema.Range[time.Time]
	Days   schema.NullRange[int]
	Tags   schema.Array[string]
	Attrs  schema.HStore
	From   schema.Col[netip.Prefix]
	Period schema.Period
	Double schema.Int
}

func TestFieldsOfPostgreSQLTypes(t *testing.T) {
	base := orm.NewBase()
	Bookings := orm.Declare(base, "orm_booking", func(t *BookingTable) {
		t.ID.PrimaryKey()
		t.Tags.Elem(sqltype.Text)
		t.Attrs.Type(sqltype.As[sqltype.HStore](sqltype.HStoreType).WithVariant("postgresql", sqltype.Text))
		t.Double.Stored(t.ID.Mul(2))
	})
	sent := &echo{}
	eng := databases()[1].open(t, engine.Echo(sent))
	defer eng.Close(context.Background())
	ctx := t.Context()
	must(t, base.DropAll(ctx, eng))
	must(t, base.CreateAll(ctx, eng))
	defer base.DropAll(context.Background(), eng)
	day := func(d int) time.Time { return time.Date(2026, 1, d, 0, 0, 0, 0, time.UTC) }
	text := "x"
	b := &Booking{During: sqltype.HalfOpen(day(1), day(2)), Tags: []string{"a"}, Attrs: sqltype.HStore{"k": &text}, From: netip.MustParsePrefix("10.0.0.0/8"), Period: sqltype.Period{Months: 1}}
	err := orm.Begin(ctx, eng, func(s *orm.Session) error {
		s.Add(b)
		return s.Flush(ctx)
	})
	if err != nil {
		t.Fatal(err)
	}
	if b.Double != 2*b.ID {
		t.Errorf("the computed column is %d", b.Double)
	}
	sent.take()
	for i, change := range []func(*Booking){
		func(*Booking) {},
		func(b *Booking) { b.During.Upper = day(3) },
		func(b *Booking) { r := sqltype.HalfOpen(1, 5); b.Days = &r },
		func(b *Booking) { b.Days.Upper = 6 },
		func(b *Booking) { b.Tags[0] = "b" },
		func(b *Booking) { *b.Attrs["k"] = "y" },
		func(b *Booking) { b.Attrs["n"] = nil },
		func(b *Booking) { b.Period.Days = 3 },
		func(b *Booking) { b.From = netip.MustParsePrefix("::1/128") },
	} {
		err := orm.Begin(ctx, eng, func(s *orm.Session) error {
			got, err := Bookings.Get(ctx, s, b.ID)
			if err != nil {
				return err
			}
			change(got)
			return nil
		})
		if err != nil {
			t.Fatal(i, err)
		}
		updates := 0
		for _, text := range sent.take() {
			if strings.HasPrefix(text, "UPDATE") {
				updates++
			}
		}
		if updates != min(i, 1) {
			t.Errorf("change %d: %d updates", i, updates)
		}
	}
	got, err := engine.One(ctx, eng, sql.Select1(Bookings))
	if err != nil {
		t.Fatal(err)
	}
	if !got.During.Upper.Equal(day(3)) || got.Days == nil || got.Days.Upper != 6 || got.Tags[0] != "b" || *got.Attrs["k"] != "y" || got.Period.Days != 3 || got.From.String() != "::1/128" {
		t.Errorf("the row is %+v", got)
	}
}
