package orm_test

import (
	"context"
	"errors"
	"fmt"
	"image"
	"strings"
	"time"

	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// PixelTable maps a struct of another package: what is mapped knows nothing of us.
type PixelTable struct {
	orm.TableOf[image.Point, image.Point] // the entity, and its key
	X, Y                                  schema.Int
}

var (
	Canvas = orm.NewBase()
	Pixels = orm.Declare(Canvas, "map_pixel", func(t *PixelTable) {
		t.X.PrimaryKey()
		t.Y.PrimaryKey()
	})
)

func ExampleDeclare() {
	ctx, s, done := with(Canvas)
	defer done()

	// Pixels = orm.Declare(Canvas, "map_pixel", func(t *PixelTable) { t.X.PrimaryKey(); t.Y.PrimaryKey() })
	s.Add(&image.Point{X: 1, Y: 2}, &image.Point{X: 3, Y: 4})
	check(s.Commit(ctx))

	p, err := orm.Select(Pixels).Where(Pixels.X.Gt(1)).One(ctx, s)
	check(err)
	fmt.Println(p.String(), p.In(image.Rect(0, 0, 9, 9))) // its methods are its own
	// Output:
	// (3,4) true
}

// A RoomDay is found by where and when.
type RoomDay struct {
	Room string
	Day  int
	By   string
}

// RoomDayKey is what a key of several columns is in Go: its fields are those columns.
type RoomDayKey struct {
	Room string
	Day  int
}

type RoomDayTable struct {
	orm.TableOf[RoomDay, RoomDayKey]
	Room schema.String
	Day  schema.Int
	By   schema.String
}

var (
	Calendar  = orm.NewBase()
	Reserveds = orm.Declare(Calendar, "map_booking", func(t *RoomDayTable) {
		t.Room.Size(20).PrimaryKey()
		t.Day.PrimaryKey()
		t.By.Size(20).Named("booked_by") // the column is called otherwise than the field
	})
)

func ExampleGet() {
	ctx, s, done := with(Calendar)
	defer done()

	s.Add(&RoomDay{Room: "blue", Day: 7, By: "ada"})
	check(s.Commit(ctx))

	b, err := Reserveds.Get(ctx, s, RoomDayKey{"blue", 7})
	check(err)
	fmt.Println(b.By)
	_, err = Reserveds.Get(ctx, s, RoomDayKey{"blue", 8})
	fmt.Println(errors.Is(err, orm.ErrNoResult))

	b.Day = 9 // a key that the program gives may be changed
	check(s.Commit(ctx))
	same, err := Reserveds.Get(ctx, s, RoomDayKey{"blue", 9})
	check(err)
	fmt.Println(same == b)
	// Output:
	// ada
	// true
	// true
}

// Span is a value: it has no key of its own.
type Span struct{ From, To int }

// Holds is a hybrid's half for objects.
func (s Span) Holds(at int) bool { return s.From <= at && at < s.To }

// SpanColumns are the columns of a Span.
type SpanColumns struct {
	orm.Composite[Span]
	From, To schema.Int
}

// Holds is its half for queries.
func (c SpanColumns) Holds(at int) sql.Cond { return sql.And(c.From.Le(at), c.To.Gt(at)) }

type Gene struct {
	ID   int
	Name string
	At   Span
}

type GeneTable struct {
	orm.TableOf[Gene, int]
	ID   schema.Int
	Name schema.String
	At   SpanColumns // columns at_from and at_to
}

var (
	Genome = orm.NewBase()
	Genes  = orm.Declare(Genome, "map_gene", func(t *GeneTable) { t.ID.PrimaryKey(); t.Name.Size(20) })
)

func ExampleComposite() {
	ctx, s, done := with(Genome)
	defer done()

	s.Add(&Gene{Name: "short", At: Span{10, 20}}, &Gene{Name: "long", At: Span{100, 900}})
	check(s.Commit(ctx))

	g, err := orm.Select(Genes).Where(Genes.At.Holds(500)).One(ctx, s)
	check(err)
	fmt.Println(g.Name, g.At.Holds(500), g.At.Holds(15))
	n, err := orm.Select(Genes).Where(Genes.At.Eq(Span{10, 20})).Count(ctx, s)
	check(err)
	fmt.Println(n)
	// Output:
	// long true false
	// 1
}

// Stamped is embedded in what is to know when it was made, and by whom.
type Stamped struct {
	MadeAt time.Time
	MadeBy string
}

// StampedColumns are its columns, declared once.
type StampedColumns struct {
	MadeAt schema.Time
	MadeBy schema.String
}

// Declare is called for each table that embeds them.
func (c *StampedColumns) Declare() {
	c.MadeAt.DefaultFunc(func() time.Time { return time.Date(2026, 2, 1, 9, 0, 0, 0, time.UTC) })
	c.MadeBy.Size(20).Default("somebody").InNew()
}

type Invoice struct {
	ID int
	Stamped
	Paid bool
}

type InvoiceTable struct {
	orm.TableOf[Invoice, int]
	ID schema.Int
	StampedColumns
	Paid schema.Bool
}

var (
	Ledger   = orm.NewBase()
	Invoices = orm.Declare(Ledger, "map_invoice", func(t *InvoiceTable) { t.ID.PrimaryKey() })
)

func ExampleNew() {
	ctx, s, done := with(Ledger)
	defer done()

	i, err := orm.New(Invoices) // has the defaults that are declared with InNew
	check(err)
	fmt.Println(i.MadeBy, i.MadeAt.IsZero())
	i.MadeBy = "" // is meant
	s.Add(i)
	check(s.Commit(ctx)) // the other defaults come with the INSERT
	fmt.Printf("%q %s\n", i.MadeBy, i.MadeAt.Format(time.DateOnly))
	// Output:
	// somebody true
	// "" 2026-02-01
}

type MapPage struct {
	ID    int
	Title string
	Words int
}

type mapPageTable struct {
	orm.TableOf[MapPage, int]
	ID    schema.Int
	Titel schema.String
	Words schema.String
}

func ExampleBase_Configure() {
	base := orm.NewBase()
	orm.Declare(base, "map_page", func(t *mapPageTable) { t.ID.PrimaryKey() })
	err := base.Configure() // all mistakes of all mappings, before anything is sent
	var ce *orm.ConfigureError
	fmt.Println(errors.As(err, &ce), strings.Contains(err.Error(), "Titel"), strings.Contains(err.Error(), "Words"))
	// Output:
	// true true true
}

func ExampleConnection() {
	ctx := context.Background()
	eng, done := shop(ctx)
	defer done()
	s := orm.NewSession(eng)
	defer s.Close()

	s.Add(&Product{Name: "drum"})
	check(s.Flush(ctx))
	c, err := orm.Connection(ctx, s) // of the session's transaction: it sees what was flushed
	check(err)
	res, err := c.Execute(ctx, sql.Text("UPDATE orm_product SET price = 7 WHERE name = 'drum'"))
	check(err)
	check(res.Close())
	check(s.Commit(ctx)) // both, or none

	drum, err := orm.Select(Products).Where(Products.Name.Eq("drum")).One(ctx, s)
	check(err)
	fmt.Println(drum.Price)
	// Output:
	// 7
}

func ExampleReadOnly() {
	ctx := context.Background()
	eng, done := shop(ctx)
	defer done()
	s := orm.NewSession(eng, orm.ReadOnly)
	defer s.Close()

	anvil, err := orm.Select(Products).Where(Products.Name.Eq("anvil")).One(ctx, s)
	check(err)
	again, err := Products.Get(ctx, s, anvil.ID)
	check(err)
	fmt.Println(again == anvil) // one object for each key
	s.Delete(anvil)
	fmt.Println(errors.Is(s.Commit(ctx), orm.ErrReadOnlySession))
	// Output:
	// true
	// true
}

// A Parcel has a label that is no column.
type Parcel struct {
	ID    int
	To    string
	Grams int
	Label string
}

type ParcelTable struct {
	orm.TableOf[Parcel, int]
	ID    schema.Int
	To    schema.String
	Grams schema.Int
}

var (
	Shipping = orm.NewBase()
	Parcels  = orm.Declare(Shipping, "map_parcel", func(t *ParcelTable) {
		t.ID.PrimaryKey()
		t.To.Size(20).Named("recipient")
		orm.Ignore(t, "Label")
		orm.AfterLoad(t, func(_ context.Context, p *Parcel) error {
			p.Label = fmt.Sprintf("%s, %.1f kg", p.To, float64(p.Grams)/1000)
			return nil
		})
	})
)

func ExampleAfterLoad() {
	ctx, s, done := with(Shipping)
	defer done()

	// orm.AfterLoad(t, func(_ context.Context, p *Parcel) error { p.Label = …; return nil })
	s.Add(&Parcel{To: "Ada", Grams: 1500})
	check(s.Commit(ctx))
	check(s.Clear())

	p, err := orm.Select(Parcels).One(ctx, s)
	check(err)
	fmt.Println(p.Label)
	// Output:
	// Ada, 1.5 kg
}
