// Command association has orders of items, where what ties the two knows more than
// that they are tied: how many, and at which price.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"

	"github.com/aludel/aludel"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// An Order is what a customer has ordered.
type Order struct {
	ID       int
	Customer string
	Lines    []*Line
}

// An Item can be ordered.
type Item struct {
	ID    int
	Name  string
	Price int     // in cents
	Lines []*Line `json:"-"`
}

// A Line ties an order and an item. The two are its key: an item is once in an order.
type Line struct {
	OrderID  int
	ItemID   int
	Quantity int
	Price    int    // what it was when it was ordered
	Order    *Order `json:"-"`
	Item     *Item
}

// LineKey is the key of a line.
type LineKey struct{ OrderID, ItemID int }

// OrderTable holds orders.
type OrderTable struct {
	orm.TableOf[Order, int]
	ID       schema.Int
	Customer schema.String
	Lines    orm.Many[Order, Line]
}

// ItemTable holds items.
type ItemTable struct {
	orm.TableOf[Item, int]
	ID    schema.Int
	Name  schema.String
	Price schema.Int
	Lines orm.Many[Item, Line]
}

// LineTable ties the two.
type LineTable struct {
	orm.TableOf[Line, LineKey]
	OrderID  schema.Int
	ItemID   schema.Int
	Quantity schema.Int
	Price    schema.Int
	Order    orm.One[Line, Order]
	Item     orm.One[Line, Item]
}

// Base holds the tables.
var Base = orm.NewBase()

// Orders and items know their lines.
var (
	Orders = orm.Declare(Base, "assoc_order", func(t *OrderTable) { t.ID.PrimaryKey(); t.Customer.Size(50) })
	Items  = orm.Declare(Base, "assoc_item", func(t *ItemTable) { t.ID.PrimaryKey(); t.Name.Size(50).Unique() })
	Lines  = orm.Declare(Base, "assoc_line", func(t *LineTable) {
		t.OrderID.PrimaryKey().References(Orders.ID)
		t.ItemID.PrimaryKey().References(Items.ID)
		t.Check(t.Quantity.Gt(0)).Named("ck_assoc_quantity")
		t.Order.Inverse(Orders.Lines)
		t.Item.Inverse(Items.Lines)
	})
)

func init() {
	Orders.Lines.Cascade(orm.CascadeDeleteOrphan) // a line is nothing without its order
	Orders.Lines.OrderBy(Lines.ItemID.Asc())
}

// Put orders so many more of an item, at its present price.
func (o *Order) Put(i *Item, quantity int) {
	for _, l := range o.Lines {
		if l.Item == i {
			l.Quantity += quantity
			return
		}
	}
	o.Lines = append(o.Lines, &Line{Item: i, Quantity: quantity, Price: i.Price})
}

// Total is what the order costs.
func (o *Order) Total() (cents int) {
	for _, l := range o.Lines {
		cents += l.Quantity * l.Price
	}
	return cents
}

func main() {
	if err := run(context.Background(), os.Stdout, "sqlite://"); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, w io.Writer, url string) (err error) {
	eng, err := aludel.Open(url)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, Base.DropAll(ctx, eng), eng.Close(ctx)) }()
	if err := Base.CreateAll(ctx, eng); err != nil {
		return err
	}
	s := orm.NewSession(eng)
	defer s.Close()

	tea, mug, pot := &Item{Name: "tea", Price: 450}, &Item{Name: "mug", Price: 799}, &Item{Name: "pot", Price: 2400}
	s.Add(tea, mug, pot)
	if err := s.Commit(ctx); err != nil {
		return err
	}
	o := &Order{Customer: "Ada"}
	s.Add(o)
	o.Put(tea, 2)
	o.Put(mug, 1)
	o.Put(tea, 1)
	if err := s.Commit(ctx); err != nil { // the lines get the key of their order
		return err
	}
	fmt.Fprintf(w, "%s: %d lines, %d cents\n", o.Customer, len(o.Lines), o.Total())

	tea.Price = 500 // what was ordered keeps its price
	o.Put(pot, 1)
	o.Lines = o.Lines[1:] // no tea after all: its line is deleted
	if err := s.Commit(ctx); err != nil {
		return err
	}
	s.Clear()
	o, err = orm.Select(Orders).With(orm.SelectIn(Orders.Lines, orm.Joined(Lines.Item))).One(ctx, s)
	if err != nil {
		return err
	}
	for _, l := range o.Lines {
		fmt.Fprintf(w, "  %d %s at %d\n", l.Quantity, l.Item.Name, l.Price)
	}

	// The same line again, by somebody who did not look.
	again := orm.Begin(ctx, eng, func(s *orm.Session) error {
		s.Add(&Line{OrderID: o.ID, ItemID: o.Lines[0].ItemID, Quantity: 1})
		return nil
	})
	fmt.Fprintf(w, "a second line of the item is refused: %t\n", again != nil)

	// Conditions along both ways, and sums over what ties them.
	who, err := orm.Select(Orders).Where(Orders.Lines.Any(Lines.Item.Has(Items.Name.Eq("mug")))).One(ctx, s)
	if err != nil {
		return err
	}
	sums, err := orm.All(ctx, s, sql.Select2(Items.Name, sql.Sum(Lines.Quantity)).Join(Lines).GroupBy(Items.Name).OrderBy(Items.Name))
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%s has a mug; sold:", who.Customer)
	for _, x := range sums {
		fmt.Fprintf(w, " %s %d", x.A, *x.B)
	}
	fmt.Fprintln(w)

	s.Delete(o) // with its lines; the items stay
	if err := s.Commit(ctx); err != nil {
		return err
	}
	lines, err := orm.Select(Lines).Count(ctx, s)
	if err != nil {
		return err
	}
	items, err := orm.Select(Items).Count(ctx, s)
	fmt.Fprintf(w, "%d lines and %d items are left\n", lines, items)
	return err
}
